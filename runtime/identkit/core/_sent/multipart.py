"""Forms with files (RFC 7578): a model as `multipart/form-data`."""

import os
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, TypeAlias, cast

import msgspec
from msgspec import UNSET

from identkit.core._calling.description import Part
from identkit.core._lenient import fields_of
from identkit.core._sent import uploads
from identkit.core._sent.encoding import plain, to_json
from identkit.core._sent.styles import in_query, text
from identkit.core._types import Model, extra_field
from identkit.core._values import is_list

if TYPE_CHECKING:
    from identkit.core._sent.streams import UploadSource

Piece: TypeAlias = "bytes | UploadSource"

_NO_PART = Part()


def encode(body: Any, parts: Mapping[str, Part] | None = None) -> list[Piece]:
    """The body, in pieces. Files go with name and type, lists as repeated fields, objects as JSON, unless `parts` says otherwise of one.

    Of a body that is a list itself each item is a part without a name.
    `content_type` gives the header to it.
    """
    # A boundary is a secret of the moment: content that holds it, by accident or on purpose, would end its part.
    boundary = os.urandom(16).hex().encode()
    pieces: list[Piece] = []
    for name, value, part in _items(body, parts or {}) if is_list(body) else _fields(body, parts or {}):
        for head, content in _parts(name, value, part):
            pieces += [b"--" + boundary + b"\r\n" + head + b"\r\n\r\n", content, b"\r\n"]
    return [*pieces, b"--" + boundary + b"--\r\n"]


def content_type(start: bytes, kind: str) -> str:
    """The `Content-Type` of an encoded body, by how it begins. `kind` is the document's name for it."""
    boundary = start.partition(b"\r\n")[0].removeprefix(b"--").removesuffix(b"--")
    plain = kind.partition(";")[0].strip()
    return f"{plain if plain.startswith('multipart/') and '*' not in plain else 'multipart/form-data'}; boundary={boundary.decode('ascii')}"


def _fields(body: Model | Mapping[str, Any], parts: Mapping[str, Part]) -> Iterator[tuple[str, Any, Part]]:
    if isinstance(body, Mapping):
        yield from ((name, value, parts.get(name, _NO_PART)) for name, value in body.items())
        return
    for info in fields_of(type(body)):
        value = getattr(body, info.name)
        if info.name == extra_field(type(body)):
            yield from _fields(cast("Mapping[str, Any]", value), parts)
        else:
            yield info.encode_name, value, parts.get(info.encode_name, _NO_PART)


def _items(body: Sequence[Any], parts: Mapping[str, Part]) -> Iterator[tuple[str, Any, Part]]:
    for at, value in enumerate(body):
        yield "", value, parts.get(str(at), parts.get("*", _NO_PART))


def _parts(name: str, value: Any, part: Part) -> Iterator[tuple[bytes, Piece]]:
    if value is UNSET or value is None:
        return
    if part.style and name and not part.content_type and not _holds_files(value):
        for pair in in_query(name, plain(value), part.style, explode=part.explode, reserved=True):
            key, _, item = pair.partition("=")
            yield _head(_unquoted(key), part), _unquoted(item).encode()
    elif uploads.is_file(value):
        file = uploads.read(value)
        if part.base64:
            yield _head(name, part, file.name or "", file.kind or _first(part)), b64encode(uploads.whole(file))
        else:
            yield _head(name, part, file.name or name, _kind(file, part)), file.content
    elif is_list(value) and name and not _is_json(_first(part)):
        for item in value:
            yield from _parts(name, item, part)
    elif isinstance(value, Mapping | msgspec.Struct | list) or _is_json(_first(part)):
        yield _head(name, part, "", _first(part) or "application/json"), to_json(value)
    else:
        yield _head(name, part, "", _first(part) or ("" if name else "text/plain; charset=utf-8")), text(value).encode()


def _holds_files(value: Any) -> bool:
    return uploads.is_file(value) or (is_list(value) and any(map(uploads.is_file, value)))


def _kind(file: uploads.Upload, part: Part) -> str:
    """The media type of a file: its own, what its name says where that is one of those described, else the first of these."""
    own = file.media_type
    possible = [kind.partition(";")[0].strip().lower() for kind in part.content_type.split(",")]
    return own if file.kind or any(fnmatchcase(own, kind) for kind in possible) else _first(part) or own


def _first(part: Part) -> str:
    """The first media type of a part that is one, and no range."""
    return next((kind.strip() for kind in part.content_type.split(",") if "*" not in kind), "")


def _is_json(kind: str) -> bool:
    bare = kind.partition(";")[0].strip().lower()
    return bare == "application/json" or bare.endswith("+json")


def _unquoted(item: str) -> str:
    from urllib.parse import unquote

    return unquote(item)


def _head(name: str, part: Part, file_name: str = "", kind: str = "") -> bytes:
    names = [f'{key}="{_quoted(text)}"' for key, text in (("name", name), ("filename", file_name)) if text]
    # A part without a name needs no disposition, unless it is a file that has one.
    lines = [f"Content-Disposition: {'; '.join(['form-data' if name else 'attachment', *names])}"] if names else []
    if kind and not any(char in kind for char in "\r\n"):
        lines.append(f"Content-Type: {kind}")
    lines += [f"{key}: {value}" for key, value in part.headers.items()]
    return "\r\n".join(lines).encode()


def _quoted(text: str) -> str:
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
