"""Files that a caller sends: bytes, a path, an open file, or any of these with a name and a media type."""

import mimetypes
import os
from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any, TypeAlias, TypeGuard, cast

import msgspec

_Content: TypeAlias = bytes | bytearray | memoryview | os.PathLike[str] | IO[bytes] | Iterable[bytes]
FileInput: TypeAlias = _Content | tuple[str | None, _Content] | tuple[str | None, _Content, str]
"""A file to be sent: its content, or `(name, content)`, or `(name, content, media type)`. A path and an open file bring their own name."""

WRONG = "must be bytes, a path, an open file, or a tuple of name, content and media type"
OCTETS = "application/octet-stream"


class Upload(msgspec.Struct, frozen=True):
    """One file, read."""

    content: bytes
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
    return isinstance(value, bytes | bytearray | memoryview | os.PathLike) or hasattr(value, "read") or hasattr(value, "__next__")


def read(value: Any) -> Upload:
    """The file. Raises OSError or ValueError when it cannot be read."""
    if isinstance(value, Upload):
        return value
    if _is_tuple(value):
        name, content, *kind = value
        inner = read(content)
        return Upload(inner.content, inner.name if name is None else Path(name).name, *map(str, kind))
    if isinstance(value, bytes | bytearray | memoryview):
        return Upload(bytes(cast("bytes", value)))
    if isinstance(value, os.PathLike):
        path = Path(cast("os.PathLike[str]", value))
        return Upload(path.read_bytes(), path.name)
    if hasattr(value, "read"):
        content = value.read()
        label = getattr(value, "name", None)
        return Upload(_octets(content), Path(label).name if isinstance(label, str) and not label.startswith("<") else None)
    return Upload(b"".join(map(_octets, value)))


def _octets(content: Any) -> bytes:
    if isinstance(content, bytes | bytearray | memoryview):
        return bytes(cast("bytes", content))
    raise ValueError("a file has to be opened in binary mode")
