"""Forms with files (RFC 7578): a model as `multipart/form-data`."""

import os
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, cast

import msgspec
from msgspec import UNSET

from identkit.core._types import Model


def encode(model: Model) -> bytes:
    """The body. Bytes are sent as files, lists as repeated fields, objects as JSON. `content_type` gives the header to it."""
    parts = [part for info in msgspec.structs.fields(type(model)) for part in _parts(info.encode_name, getattr(model, info.name))]
    # A boundary is a secret of the moment: content that holds it, by accident or on purpose, would end its part.
    boundary = os.urandom(16).hex().encode()
    lines = (b"--" + boundary + b"\r\n" + head + b"\r\n\r\n" + content + b"\r\n" for head, content in parts)
    return b"".join([*lines, b"--" + boundary + b"--\r\n"])


def content_type(body: bytes) -> str:
    """The `Content-Type` of an encoded body."""
    boundary = body.partition(b"\r\n")[0].removeprefix(b"--").removesuffix(b"--")
    return f"multipart/form-data; boundary={boundary.decode('ascii')}"


def text(value: Any) -> str:
    """A value as it stands in a URL, a header or a form."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _parts(name: str, value: Any) -> Iterator[tuple[bytes, bytes]]:
    if value is UNSET or value is None:
        return
    if isinstance(value, list | tuple):
        for item in cast("list[Any]", value):
            yield from _parts(name, item)
        return
    quoted = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    head = f'Content-Disposition: form-data; name="{quoted}"'
    if isinstance(value, bytes | bytearray):
        yield f'{head}; filename="{quoted}"\r\nContent-Type: application/octet-stream'.encode(), bytes(value)
    elif isinstance(value, Mapping | msgspec.Struct):
        yield f"{head}\r\nContent-Type: application/json".encode(), msgspec.json.encode(value)
    else:
        yield head.encode(), text(value).encode()
