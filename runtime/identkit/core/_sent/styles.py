"""Values as text in paths, queries, headers, cookies and forms: the styles of OpenAPI, which are those of RFC 6570.

A delimiter is written as it is, the same character inside a value is escaped: `a,b%2Cc` is two values.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any, Final, cast
from urllib.parse import quote, quote_plus, unquote

import msgspec

from identkit.core._values import is_list, is_mapping

# Where `allowReserved` is set, what RFC 3986 reserves stays as it is, except for what would end the value or the query.
_RESERVED: Final = ":/?@!$'()*,;="
_IN_PATH: Final = ":/@!$'()*,;="  # a question mark would end the path
_DELIMITERS: Final = {"spaceDelimited": "%20", "pipeDelimited": "%7C", "tabDelimited": "%09"}


def text(value: Any) -> str:
    """A value as it stands in a URL, a header or a form, before anything is escaped."""
    if type(value) is str:
        return value
    if isinstance(value, bool | Enum):
        return str(value.value) if isinstance(value, Enum) else str(value).lower()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | bytearray):  # as in JSON
        return b64encode(value).decode()
    if is_mapping(value) or is_list(value) or isinstance(value, msgspec.Struct):
        return msgspec.json.encode(value).decode()
    return str(value)


def escaped(value: Any, *, reserved: bool = False, plus: bool = False) -> str:
    """A value as a part of a URL; `plus` writes blanks as in forms."""
    if plus:
        return quote_plus(text(value), safe="")
    return quote(text(value), safe=_RESERVED if reserved else "")


def in_path(wire: str, value: Any, style: str, *, explode: bool, reserved: bool = False) -> str:
    """A path parameter: `simple`, `label` (`.a,b`) or `matrix` (`;name=a,b`)."""

    def write(item: Any) -> str:
        return quote(text(item), safe=_IN_PATH if reserved else "")

    between = {"label": ".", "matrix": ";"}.get(style, ",") if explode else _between(style)
    if is_mapping(value):
        pairs = [(escaped(key), write(item)) for key, item in value.items() if item is not None]
        parts = [f"{key}={item}" for key, item in pairs] if explode else [part for pair in pairs for part in pair]
        by_name = False
    else:
        parts = [write(item) for item in _items(value)]
        by_name = explode
    if style == "matrix":
        name = quote(wire, safe="")
        if is_mapping(value) and explode:
            return "".join(f";{part}" for part in parts)
        return "".join(_matrix(name, part) for part in (parts if by_name else [between.join(parts)]))
    return ("." if style == "label" else "") + between.join(parts)


def _matrix(name: str, value: str) -> str:
    return f";{name}={value}" if value else f";{name}"


def in_query(wire: str, value: Any, style: str, *, explode: bool, reserved: bool = False, plus: bool = False) -> Iterator[str]:
    """A query parameter, or a field of a form, as `name=value` pairs: `form`, `spaceDelimited`, `pipeDelimited` or `deepObject`."""

    def write(item: Any) -> str:
        return escaped(item, reserved=reserved, plus=plus)

    name = write(wire) if plus else quote(wire, safe="")
    if style == "deepObject" and (is_mapping(value) or is_list(value)):
        pairs = _deep(wire, value, indexed=plus) if is_mapping(value) else _indexed(wire, value, indexed=True)
        yield from (f"{write(key) if plus else quote(key, safe='')}={write(item)}" for key, item in pairs)
    elif is_mapping(value):
        members = [(key, item) for key, item in value.items() if item is not None]
        if explode:
            yield from (f"{escaped(key, plus=plus)}={write(part)}" for key, item in members for part in _items(item))
        elif members:
            yield f"{name}={_between(style).join(part for key, item in members for part in (escaped(key, plus=plus), write(item)))}"
    elif is_list(value) and not explode:
        if items := _items(value):
            yield f"{name}={_between(style).join(map(write, items))}"
    else:
        yield from (f"{name}={write(item)}" for item in _items(value))


def _between(style: str) -> str:
    return _DELIMITERS.get(style, ",")


def _deep(name: str, value: Mapping[Any, Any], *, indexed: bool) -> Iterator[tuple[str, Any]]:
    for key, item in value.items():
        inner = f"{name}[{key}]"
        if is_mapping(item):
            yield from _deep(inner, item, indexed=indexed)
        elif is_list(item):
            yield from _indexed(inner, item, indexed=indexed)
        elif item is not None:
            yield inner, item


def _indexed(name: str, items: Any, *, indexed: bool) -> Iterator[tuple[str, Any]]:
    """The items of a list below a name. Inside an object of a query plain values repeat the name; all else is counted."""
    for index, item in enumerate(items):
        if is_mapping(item):
            yield from _deep(f"{name}[{index}]", item, indexed=indexed)
        elif is_list(item):
            yield from _indexed(f"{name}[{index}]", item, indexed=indexed)
        elif item is not None:
            yield f"{name}[{index}]" if indexed else name, item


def in_header(value: Any, style: str = "simple", *, explode: bool) -> str:
    """A header parameter: `simple`, or what delimits the items. Nothing is escaped, for no header is read so."""
    if is_mapping(value):
        pairs = [(text(key), text(item)) for key, item in value.items() if item is not None]
        return ",".join(f"{key}={item}" if explode else f"{key},{item}" for key, item in pairs)
    return unquote(_between(style)).join(map(text, _items(value)))


def in_cookie(wire: str, value: Any, style: str, *, explode: bool) -> list[str]:
    """A cookie parameter, each pair a cookie of its own: `form`, or `cookie`, which escapes nothing."""
    pairs = in_query(wire, value, "form", explode=explode)
    return [*(map(unquote, pairs) if style == "cookie" else pairs)]


def _items(value: Any) -> list[Any]:
    """The values of a list, or the only one; null is none."""
    return [item for item in cast("list[Any]", value) if item is not None] if is_list(value) else [value]
