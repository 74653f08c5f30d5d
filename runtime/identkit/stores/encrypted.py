"""Tokens encrypted at rest, in any store."""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Sequence
from hashlib import sha256

from attrs import evolve
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from identkit.core import ConfigurationError
from identkit.core.tokens import Tokens, TokenStore
from identkit.stores._errors import StoreFailed

__all__ = ["EncryptedTokenStore"]

_MARK = "idk1"
_NONCE = 12  # bytes; random, which AES-GCM allows for 2**32 messages of a key


class EncryptedTokenStore:
    """Keeps access and refresh tokens encrypted in another store: AES-GCM, bound to their subject and to which of the two they are.

    To change keys: put the new one first and keep the old one behind it. Whatever is written is encrypted with the first key, and
    with rotating tokens every consent is written again at its next refresh; `reencrypt` does it at once. Subjects and times stay
    readable. Text that is not encrypted is refused, so an attacker cannot slip tokens in; `reencrypt(subject, plain=True)` moves a
    consent into a store that was not encrypted before.

    Args:
        store: Where they are kept.
        keys: 16, 24 or 32 random bytes each, or their Base64 text (`openssl rand -base64 32`); the first one encrypts, all decrypt.
    """

    def __init__(self, store: TokenStore, keys: Sequence[bytes | str]) -> None:
        if isinstance(keys, bytes | str) or not keys:
            raise ConfigurationError("keys: a list of at least one key")
        material = [_key(number, key) for number, key in enumerate(keys)]
        self._store = store
        self._ciphers = {sha256(b"identkit key id" + key).hexdigest()[:16]: AESGCM(key) for key in reversed(material)}
        self._newest = list(self._ciphers)[-1]

    def load(self, subject: str) -> Tokens | None:
        """The tokens of a subject, or None."""
        record = self._store.load(subject)
        return None if record is None else self._opened(subject, record)

    def swap(self, subject: str, expected: Tokens | None, new: Tokens | None) -> bool:
        """Replace `expected` by `new`, unless the store holds something else by now."""
        record = self._store.load(subject)
        if (None if record is None else self._opened(subject, record)) != expected:
            return False
        # Compared once more as it lies there: the same tokens encrypted again are another text.
        return self._store.swap(subject, record, None if new is None else self._sealed(subject, new))

    def try_lock(self, subject: str) -> Callable[[], None] | None:
        """Take the subject's lock, if it is free."""
        return self._store.try_lock(subject)

    def reencrypt(self, subject: str, *, plain: bool = False) -> bool:
        """Encrypt what is stored with the first key. False when there is nothing, or when it changed meanwhile.

        `plain=True` takes tokens that were stored without encryption.
        """
        record = self._store.load(subject)
        if record is None:
            return False
        is_secret = record.access_token.startswith(_MARK + ".")
        tokens = record if plain and not is_secret else self._opened(subject, record)
        return self._store.swap(subject, record, self._sealed(subject, tokens))

    def __repr__(self) -> str:
        return f"EncryptedTokenStore({self._store!r}, {len(self._ciphers)} keys)"

    def _sealed(self, subject: str, tokens: Tokens) -> Tokens:
        return evolve(
            tokens,
            access_token=self._seal(subject, "access", tokens.access_token),
            refresh_token=self._seal(subject, "refresh", tokens.refresh_token),
        )

    def _opened(self, subject: str, tokens: Tokens) -> Tokens:
        return evolve(
            tokens,
            access_token=self._open(subject, "access", tokens.access_token),
            refresh_token=self._open(subject, "refresh", tokens.refresh_token),
        )

    def _seal(self, subject: str, kind: str, text: str) -> str:
        nonce = os.urandom(_NONCE)
        token = nonce + self._ciphers[self._newest].encrypt(nonce, text.encode(), _bound(subject, kind))
        return f"{_MARK}.{self._newest}.{urlsafe_b64encode(token).decode()}"

    def _open(self, subject: str, kind: str, text: str) -> str:
        mark, _, rest = text.partition(".")
        key_id, _, body = rest.partition(".")
        if mark != _MARK:
            raise StoreFailed("the token store holds tokens that are not encrypted; reencrypt(subject, plain=True) encrypts them")
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise StoreFailed("tokens were encrypted with a key that is not among keys=")
        try:
            token = urlsafe_b64decode(body.encode("ascii"))
            if urlsafe_b64encode(token).decode() != body:  # decoding overlooks characters that are not of its alphabet
                raise ValueError
            return cipher.decrypt(token[:_NONCE], token[_NONCE:], _bound(subject, kind)).decode()
        except (InvalidTag, Base64Error, ValueError):
            pass
        raise StoreFailed("encrypted tokens were changed, or belong to another subject; they were left as they are")


def _bound(subject: str, kind: str) -> bytes:
    return f"identkit tokens\0{kind}\0{subject}".encode("utf-8", "surrogatepass")


def _key(number: int, key: object) -> bytes:
    problem = f"keys[{number}]: a key is 16, 24 or 32 bytes, or their Base64 text"
    if isinstance(key, str):
        try:
            key = urlsafe_b64decode(key.strip().replace("+", "-").replace("/", "_").encode("ascii"))
        except (Base64Error, ValueError):
            raise ConfigurationError(problem) from None
    if not isinstance(key, bytes) or len(key) not in {16, 24, 32}:
        raise ConfigurationError(problem)
    return key
