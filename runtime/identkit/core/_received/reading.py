"""Reading an answer's body without ever holding more than is allowed, compressed answers included. No I/O."""

import zlib
from functools import partial
from typing import Any

import httpx
import msgspec

EXTRA_RAW = 1024 * 1024  # bytes that a compressed body may be longer than its content


class Unusable(Exception):
    """A body that cannot be used although it came. `content` is what there is of it, as it came."""

    content = b""


class TooLarge(Unusable):
    """The body is larger than the operation allows."""


class Undecodable(Unusable):
    """The body does not fit its Content-Encoding."""


class Cut(Unusable):
    """The body ended before its compressed content did."""


class Reply(msgspec.Struct, frozen=True):
    """An answer, read to its end. Headers are kept as the bytes that came."""

    status_code: int
    headers: httpx.Headers
    content: bytes

    @property
    def is_success(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status_code < 300

    def __repr__(self) -> str:
        return f"<Reply {self.status_code}>"

    def __rich_repr__(self) -> list[tuple[str, int]]:
        return [("status_code", self.status_code)]


class ExchangeFailed(Exception):
    """A request was not answered, or its answer did not come to its end. `head` is what came of it: status, headers, raw content."""

    def __init__(self, cause: Exception, head: Reply | None = None) -> None:
        super().__init__()
        self.cause = cause
        self.head = head


# 32: zlib itself tells the gzip from the zlib format
_inflate = partial(zlib.decompressobj, 32 + zlib.MAX_WBITS)
_COMPRESSED = frozenset({"gzip", "x-gzip", "deflate"})


class Body:
    """Takes one body piece by piece, undoes its content encoding, and counts. A token that is not known stands for no encoding."""

    def __init__(self, headers: httpx.Headers, limit: int) -> None:
        tokens = [token.strip().lower() for token in headers.get("content-encoding", "").split(",")]
        self._zlib: list[Any] = [_inflate() for token in tokens if token in _COMPRESSED][:2]
        self._begun = [False] * len(self._zlib)
        self._left = limit
        self._raw_left = limit + EXTRA_RAW
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > (self._raw_left if self._zlib else limit):
            raise TooLarge

    def feed(self, chunk: bytes) -> bytes:
        """What a piece of the body says. Raises TooLarge before more than the limit is held, Undecodable for damaged data."""
        self._raw_left -= len(chunk)
        if self._raw_left < 0:
            raise TooLarge
        for layer in reversed(range(len(self._zlib))):
            chunk = self._inflated(chunk, layer)
        self._left -= len(chunk)
        if self._left < 0:
            raise TooLarge
        return chunk

    def _inflated(self, chunk: bytes, layer: int) -> bytes:
        pieces: list[bytes] = []
        rest = self._left
        while chunk:
            if self._zlib[layer].eof:  # gzip may come in several members, one after the other
                self._zlib[layer] = _inflate()
            self._begun[layer] = True
            try:
                pieces.append(self._zlib[layer].decompress(chunk, rest + 1))
            except zlib.error:
                raise Undecodable from None
            rest -= len(pieces[-1])
            if rest < 0:
                raise TooLarge
            chunk = self._zlib[layer].unconsumed_tail or self._zlib[layer].unused_data
        return b"".join(pieces)

    def end(self) -> None:
        """The body is over. Raises Cut when something is missing."""
        if any(used and not each.eof for used, each in zip(self._begun, self._zlib, strict=True)):
            raise Cut


class Opened(Reply, frozen=True):
    """An answer whose body is still to come."""

    answer: httpx.Response
    pieces: Any
    """What gives the body's bytes as they arrive, an iterator or an asynchronous one."""
    body: Body
