"""Files that a caller sends: bytes, a path, an open file, or any of these with a name and a media type."""

import mimetypes
import os
from collections.abc import AsyncIterable, Iterable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeAlias, TypeGuard, cast

import msgspec

from identkit.core._sent.messages import say

if TYPE_CHECKING:
    from identkit.core._sent.streams import UploadSource

_Content: TypeAlias = bytes | bytearray | memoryview | os.PathLike[str] | IO[bytes] | Iterable[bytes] | AsyncIterable[bytes]
FileInput: TypeAlias = _Content | tuple[str | None, _Content] | tuple[str | None, _Content, str]
"""A file to be sent: its content, or `(name, content)`, or `(name, content, media type)`. A path and an open file bring their own name.

Paths, open files and iterators are read while they are sent; asynchronous ones by asynchronous clients. What cannot be read twice is sent
once: such a call is not repeated.
"""

WRONG = say("file")
OCTETS = "application/octet-stream"


SHORT = 256 * 1024  # bytes of a file that is read at once


class Upload(msgspec.Struct, frozen=True):
    """One file: its content, or where that is read from."""

    content: "bytes | UploadSource"
    name: str | None = None
    kind: str = ""

    @property
    def media_type(self) -> str:
        """As given, else what the name says."""
        return self.kind or (mimetypes.guess_type(self.name)[0] if self.name else None) or OCTETS


def _is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    return isinstance(value, tuple)


def is_named(value: object) -> bool:
    """Whether a value is a file with a name."""
    return _is_tuple(value) and is_file(value)


def is_file(value: object) -> bool:
    """Whether a value can be sent as a file. What is inside is only read when it is sent."""
    if not _is_tuple(value):
        return isinstance(value, Upload) or _is_content(value)
    if len(value) < 2:
        return False
    name, content, *kind = value
    is_pair = isinstance(name, str | None) and len(kind) <= 1 and all(isinstance(each, str) for each in kind)
    return is_pair and _is_content(content)


def _is_content(value: object) -> bool:
    if isinstance(value, str | list | dict):
        return False
    certain = isinstance(value, bytes | bytearray | memoryview | os.PathLike)
    return certain or any(hasattr(value, name) for name in ("read", "__next__", "__aiter__"))


def read(value: Any) -> Upload:
    """The file. One that is long, or of unknown size, is only read when it is sent. Raises OSError or ValueError when it cannot be."""
    if isinstance(value, Upload):
        return value
    if _is_tuple(value):
        name, content, *kind = value
        inner = read(content)
        return Upload(inner.content, inner.name if name is None else Path(name).name, *map(str, kind))
    if isinstance(value, bytes | bytearray | memoryview):
        return Upload(bytes(cast("bytes", value)))
    from identkit.core._sent import streams  # few calls send files

    source = streams.source(value)
    label: Any = os.fspath(cast("os.PathLike[str]", value)) if isinstance(value, os.PathLike) else getattr(value, "name", None)
    short = source.size is not None and source.size <= SHORT
    content = b"".join(source.chunks()) if short else source
    return Upload(content, Path(label).name if isinstance(label, str) and not label.startswith("<") else None)


def whole(upload: Upload) -> bytes:
    """The content in memory. Raises OSError or ValueError."""
    if isinstance(upload.content, bytes):
        return upload.content
    if upload.content.is_async:
        raise ValueError("cannot be read here")
    return b"".join(upload.content.chunks())
