"""How tokens lie in a store: one JSON text a consent, under a key that any database can take."""

from hashlib import sha256

import msgspec

from identkit.core.tokens import Tokens
from identkit.stores._errors import StoreFailed

FORMAT = 1


class _Record(msgspec.Struct, frozen=True):
    format: int
    tokens: Tokens


_DECODER = msgspec.json.Decoder(_Record)  # made here, before there are threads


def key_of(name: str) -> str:
    """Sixty-four hexadecimal digits for a name of any length and alphabet: databases differ about case, blanks and NUL."""
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def encode(tokens: Tokens) -> bytes:
    """The text of a record."""
    return msgspec.json.encode(_Record(FORMAT, tokens))


def decode(content: bytes | str) -> Tokens:
    """The tokens of a record. Raises StoreFailed when it is none, or one of a later version."""
    try:
        record = _DECODER.decode(content)
    except msgspec.MsgspecError:
        raise StoreFailed("a record of the token store is not one, or damaged; it was left as it is") from None
    if record.format != FORMAT:
        raise StoreFailed(f"a record of the token store has format {record.format}, written by a later version; it was left as it is")
    return record.tokens
