"""Reading an answer's body without ever holding more than is allowed, compressed answers included.

An answer that states its length and is not compressed is read by httpx at once; that is the usual case and costs nothing extra.
"""

import zlib
from collections.abc import AsyncIterator, Iterator
from functools import partial

import httpx


class TooLarge(Exception):
    """The body is larger than the operation allows."""


class Undecodable(Exception):
    """The body does not fit its Content-Encoding."""


def fits(response: httpx.Response, limit: int) -> bool:
    """Whether httpx may read the body as it is. Raises TooLarge when the answer states a length beyond the limit."""
    length = response.headers.get("content-length", "")
    if not length.isdecimal():
        return False
    if int(length) > limit:
        raise TooLarge
    return "content-encoding" not in response.headers


# 32: zlib itself tells the gzip from the zlib format
_inflate = partial(zlib.decompressobj, 32 + zlib.MAX_WBITS)


class Inflater:
    """Undoes the content encoding of one body, piece by piece, and counts. Does no I/O."""

    def __init__(self, response: httpx.Response, limit: int) -> None:
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if encoding not in _ENCODINGS:
            raise Undecodable
        self._zlib = _inflate() if encoding in _COMPRESSED else None
        self._left = limit
        self._begun = False

    def feed(self, chunk: bytes) -> bytes:
        """What a piece of the body says. Raises TooLarge before more than the limit is held, Undecodable for damaged data."""
        if self._zlib is None:
            return self._counted(chunk)
        told = b""
        while chunk:
            if self._zlib.eof:  # gzip may come in several members, one after the other
                self._zlib = _inflate()
            self._begun = True
            try:
                told += self._counted(self._zlib.decompress(chunk, self._left + 1))
            except zlib.error:
                raise Undecodable from None
            chunk = self._zlib.unconsumed_tail or self._zlib.unused_data
        return told

    def end(self) -> None:
        """The body is over. Raises Undecodable when it was cut off."""
        if self._zlib is not None and self._begun and not self._zlib.eof:
            raise Undecodable

    def _counted(self, piece: bytes) -> bytes:
        self._left -= len(piece)
        if self._left < 0:
            raise TooLarge
        return piece


_COMPRESSED = frozenset({"gzip", "x-gzip", "deflate"})
_ENCODINGS = _COMPRESSED | {"identity", ""}


def pieces(response: httpx.Response, limit: int) -> Iterator[bytes]:
    """The body in pieces, decompressed."""
    if response.is_stream_consumed:
        yield _in_memory(response, limit).content
        return
    inflater = Inflater(response, limit)
    for chunk in response.iter_raw():
        yield inflater.feed(chunk)
    inflater.end()


async def pieces_async(response: httpx.Response, limit: int) -> AsyncIterator[bytes]:
    """The body in pieces, decompressed."""
    if response.is_stream_consumed:
        yield _in_memory(response, limit).content
        return
    inflater = Inflater(response, limit)
    async for chunk in response.aiter_raw():
        yield inflater.feed(chunk)
    inflater.end()


def read(response: httpx.Response, limit: int) -> httpx.Response:
    """The answer with its whole body."""
    if response.is_stream_consumed:
        return _in_memory(response, limit)
    if fits(response, limit):
        response.read()
        return response
    return _rebuilt(response, b"".join(pieces(response, limit)))


async def read_async(response: httpx.Response, limit: int) -> httpx.Response:
    """The answer with its whole body."""
    if response.is_stream_consumed:
        return _in_memory(response, limit)
    if fits(response, limit):
        await response.aread()
        return response
    return _rebuilt(response, b"".join([piece async for piece in pieces_async(response, limit)]))


def without_body(response: httpx.Response) -> httpx.Response:
    """The answer, its body given up."""
    return _rebuilt(response, b"")


def _in_memory(response: httpx.Response, limit: int) -> httpx.Response:
    """An answer that its transport made in memory; httpx has undone its encoding already."""
    if len(response.content) > limit:
        raise TooLarge
    return response


def _rebuilt(response: httpx.Response, content: bytes) -> httpx.Response:
    """The same answer around a body that has been read, for httpx offers no way to put it back."""
    gone = {"content-encoding", "content-length", "transfer-encoding"}
    headers = [(name, value) for name, value in response.headers.multi_items() if name.lower() not in gone]
    return httpx.Response(response.status_code, headers=headers, content=content, request=response.request)
