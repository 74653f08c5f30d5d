"""Reading an answer's body without ever holding more than is allowed, compressed answers included. No I/O."""

import zlib
from typing import Any

import httpx
import msgspec

EXTRA_RAW = 1024 * 1024  # bytes of a compressed body that may say nothing


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


_ENCODINGS = frozenset({"gzip", "x-gzip", "deflate"})
_GZIP = 0x1F  # the first byte
_AUTOMATIC, _BARE = 32 + zlib.MAX_WBITS, -zlib.MAX_WBITS  # zlib tells the gzip from the zlib format; deflate without either
_TEXT = b'{[<"\xef \t\r\n'  # how JSON and pages begin, which is how no compressed content does


class _Layer:
    """Undoes one encoding as it is met: deflate without its header, zeros after the end, content whose encoding was undone on the way."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._zlib: Any = None  # None as well for what is not compressed after all
        self._begun = self._over = False

    def feed(self, chunk: bytes, longest: int) -> bytes:
        """What a piece says. Raises TooLarge for more than `longest` bytes, Undecodable for damaged data."""
        if not self._begun and chunk:
            self._begun = True
            self._zlib = self._begin(chunk[0])
        if self._zlib is None:
            return chunk
        pieces: list[bytes] = []
        while chunk and not self._over:
            if self._zlib.eof:  # gzip may come in several members, one after the other; what else follows says nothing
                self._over = chunk[0] != _GZIP
                self._zlib = zlib.decompressobj(_AUTOMATIC)
                continue
            try:
                pieces.append(self._zlib.decompress(chunk, longest + 1))
            except zlib.error:
                raise Undecodable from None
            longest -= len(pieces[-1])
            if longest < 0:
                raise TooLarge
            chunk = self._zlib.unconsumed_tail or self._zlib.unused_data
        return b"".join(pieces)

    def _begin(self, first: int) -> Any:
        if first == _GZIP or (first & 0x0F == zlib.DEFLATED and first >> 4 <= 7):
            return zlib.decompressobj(_AUTOMATIC)
        return zlib.decompressobj(_BARE) if self._name == "deflate" and first not in _TEXT else None

    @property
    def cut(self) -> bool:
        """Whether the content has not come to its end."""
        return self._zlib is not None and not self._over and not self._zlib.eof


class Body:
    """Takes one body piece by piece, undoes its content encoding, and counts. A token that is not known stands for no encoding."""

    def __init__(self, headers: httpx.Headers, limit: int) -> None:
        tokens = [token.strip().lower() for token in headers.get("content-encoding", "").split(",")]
        self._layers = [_Layer(token) for token in tokens if token in _ENCODINGS][:2]
        self._rest = limit
        self._overhead = EXTRA_RAW
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > (limit + EXTRA_RAW if self._layers else limit):
            raise TooLarge

    def feed(self, chunk: bytes) -> bytes:
        """What a piece of the body says. Raises TooLarge before more than the limit is held, Undecodable for damaged data."""
        if not self._layers:
            self._rest -= len(chunk)
        else:
            self._overhead -= len(chunk)
            for layer in reversed(self._layers):
                chunk = layer.feed(chunk, self._rest)
            self._rest -= len(chunk)
            self._overhead = min(self._overhead + len(chunk), EXTRA_RAW)
        if self._rest < 0 or self._overhead < 0:
            raise TooLarge
        return chunk

    def end(self) -> None:
        """The body is over. Raises Cut when something is missing."""
        if any(layer.cut for layer in self._layers):
            raise Cut


class Opened(Reply, frozen=True):
    """An answer whose body is still to come."""

    answer: httpx.Response
    pieces: Any
    """What gives the body's bytes as they arrive, an iterator or an asynchronous one."""
    body: Body
