"""Bodies that are read while they are sent: large files, files of unknown size, whatever is produced piece by piece.

A body whose pieces can all be read again may be repeated like any other. One that cannot is sent once: what ends without an answer is
told and not tried again.
"""

import asyncio
import os
import stat
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any, TypeAlias, cast

import httpx

from identkit.core._errors import RequestInvalid

CHUNK = 64 * 1024  # bytes
# What reading a source may end with. The provider has only got a part of the body then, and can do nothing with it.
_UNREADABLE = (OSError, httpx.HTTPError, httpx.StreamError, UnicodeError, EOFError)
_BINARY = "a file has to be opened in binary mode"


class UploadSource:
    """What one file is read from, piece by piece. Here it is read once only: an iterator, or a file that cannot go back."""

    size: int | None = None  # bytes, where they are known before
    rewinds = False
    is_async = False

    def __init__(self, pieces: Any) -> None:
        self._pieces = pieces

    def chunks(self) -> Iterator[bytes]:
        """The content from its beginning. Raises OSError or ValueError."""
        pieces: Any = self._pieces
        if not hasattr(pieces, "read"):
            yield from map(octets, pieces)
            return
        while piece := octets(pieces.read(CHUNK)):
            yield piece


class AsyncSource(UploadSource):
    """Something that only a task can read."""

    is_async = True

    async def chunks_async(self) -> AsyncIterator[bytes]:
        """The content."""
        pieces: Any = self._pieces
        if not hasattr(pieces, "read"):
            async for piece in pieces:
                yield octets(piece)
            return
        while piece := octets(await pieces.read(CHUNK)):
            yield piece


class FileSource(UploadSource):
    """A file that was opened by the caller, from where it stands to its end."""

    rewinds = True

    def __init__(self, file: Any) -> None:
        super().__init__(file)
        self._start = file.tell()
        self.size = max(0, file.seek(0, os.SEEK_END) - self._start)
        file.seek(self._start)

    def chunks(self) -> Iterator[bytes]:
        self._pieces.seek(self._start)
        yield from _exactly(super().chunks(), self.size or 0)


class PathSource(UploadSource):
    """A file by its name, opened when it is sent."""

    rewinds = True

    def __init__(self, path: Path, size: int) -> None:
        super().__init__(path)
        self.size = size

    def chunks(self) -> Iterator[bytes]:
        with self._pieces.open("rb") as file:
            yield from _exactly(iter(lambda: file.read(CHUNK), b""), self.size or 0)


def _exactly(chunks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """The chunks, not more and not less than was announced. Raises EOFError."""
    while size > 0:
        chunk = next(chunks, b"")[:size]
        if not chunk:
            raise EOFError
        size -= len(chunk)
        yield chunk


def octets(content: Any) -> bytes:
    """A piece of a file. Raises ValueError for text."""
    if isinstance(content, bytes | bytearray | memoryview):
        return bytes(cast("bytes", content))
    raise ValueError(_BINARY)


def source(value: Any) -> UploadSource:
    """Where a file that is no bytes is read from. Raises OSError or ValueError when that cannot be."""
    if isinstance(value, os.PathLike):
        path = Path(cast("os.PathLike[str]", value))
        with path.open("rb") as file:  # whether it can be read is to be known before anything is sent
            status = os.fstat(file.fileno())
        return PathSource(path, status.st_size) if stat.S_ISREG(status.st_mode) else UploadSource(_opened(path))
    if hasattr(value, "__aiter__") or iscoroutinefunction(getattr(value, "read", None)):
        return AsyncSource(value)
    if not hasattr(value, "read"):
        return UploadSource(value)
    octets(value.read(0))
    try:
        return FileSource(value) if value.seekable() else UploadSource(value)
    except (AttributeError, OSError, ValueError):  # it says that it can go back, or nothing, and cannot
        return UploadSource(value)


def _opened(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


Piece: TypeAlias = bytes | UploadSource


class Stream(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body made of pieces, for threads and for tasks."""

    def __init__(self, operation: str, pieces: Sequence[Piece], argument: str) -> None:
        self._operation = operation
        self._pieces = pieces
        self._argument = argument
        self._begun = False
        self.progress: Callable[[int], object] | None = None
        """Told how many bytes were taken to be sent."""

    @property
    def head(self) -> bytes:
        """The first piece, where that is made by us."""
        return next((piece for piece in self._pieces if isinstance(piece, bytes)), b"")

    @property
    def repeatable(self) -> bool:
        """Whether it can be sent: for the first time, or once more."""
        return not self._begun or all(isinstance(piece, bytes) or piece.rewinds for piece in self._pieces)

    def headers(self) -> Mapping[str, str]:
        """How the body is framed."""
        sizes = [len(piece) if isinstance(piece, bytes) else piece.size for piece in self._pieces]
        numbers = [size for size in sizes if size is not None]
        return {"content-length": str(sum(numbers))} if len(numbers) == len(sizes) else {"transfer-encoding": "chunked"}

    def _take(self, chunk: bytes) -> bytes:
        if self.progress is not None:
            self.progress(len(chunk))
        return chunk

    def _begin(self, *, in_task: bool) -> None:
        if not in_task and any(isinstance(piece, AsyncSource) for piece in self._pieces):
            raise RequestInvalid(self._operation, {self._argument: ["is asynchronous: only an asynchronous client can send it"]})
        if not self.repeatable:
            raise httpx.StreamConsumed
        self._begun = True

    def __iter__(self) -> Iterator[bytes]:
        self._begin(in_task=False)
        for piece in self._pieces:
            if isinstance(piece, bytes):
                yield self._take(piece)
                continue
            chunks = piece.chunks()
            while (chunk := self._read(chunks)) is not None:
                yield self._take(chunk)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        chunk: bytes | None
        self._begin(in_task=True)
        for piece in self._pieces:
            if isinstance(piece, bytes):
                yield self._take(piece)
            elif isinstance(piece, AsyncSource):
                async for chunk in self._read_async(piece):
                    yield self._take(chunk)
            else:
                chunks = piece.chunks()  # disks and generators may take their time: not in the event loop
                while (chunk := await asyncio.to_thread(self._read, chunks)) is not None:
                    yield self._take(chunk)

    def _read(self, chunks: Iterator[bytes]) -> bytes | None:
        try:
            return next(chunks, None)
        except (*_UNREADABLE, ValueError) as error:
            problem = self._unreadable(error)
        raise problem

    async def _read_async(self, piece: AsyncSource) -> AsyncIterator[bytes]:
        try:
            async for chunk in piece.chunks_async():
                yield chunk
        except (*_UNREADABLE, ValueError) as error:
            problem = self._unreadable(error)
        else:
            return
        raise problem

    def _unreadable(self, error: Exception) -> RequestInvalid:
        """Raised out of any `except`: what the source says may hold anything."""
        words = _BINARY if isinstance(error, ValueError) and not isinstance(error, UnicodeError) else "cannot be read"
        return RequestInvalid(self._operation, {self._argument: ["changed while it was sent" if isinstance(error, EOFError) else words]})
