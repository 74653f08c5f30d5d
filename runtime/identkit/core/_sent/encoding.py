"""Bodies as bytes: JSON, forms, text."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from identkit.core._calling.description import Part
from identkit.core._choices import flattened, keeps_extras
from identkit.core._sent import uploads
from identkit.core._sent.styles import escaped, in_query, text
from identkit.core._values import is_list, is_mapping

_NO_PART = Part()


def _other(value: Any) -> Any:
    """What msgspec does not write by itself."""
    if isinstance(value, uploads.Upload):
        return uploads.whole(value)
    if isinstance(value, date):  # a subclass, of pendulum or pandas for instance
        return text(value)
    for plain_type in (str, int, float):
        if isinstance(value, plain_type):  # a subclass, of which msgspec knows nothing
            write: Any = plain_type
            return write(value)
    raise TypeError("cannot be sent")


_ENCODER = msgspec.json.Encoder(enc_hook=_other, decimal_format="number")


def in_utc(value: Any) -> Any:
    """A time that has passed its checks, as the same moment in UTC; as it is where it is that already, or no calendar has the moment."""
    try:
        moment = datetime.fromisoformat(value.upper()) if isinstance(value, str) else value
        if not moment.utcoffset():
            return value
        moment = moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return value
    return moment.isoformat().replace("+00:00", "Z") if isinstance(value, str) else moment


def to_json(value: Any, kind: Any = None) -> bytes:
    """JSON, what models keep beside their fields among these. `kind` is the type of the value, where it is known.

    Raises TypeError or ValueError for what cannot be written.
    """
    content = _ENCODER.encode(value if kind is not None and not keeps_extras(kind) else plain(value))
    if b"NaN" in content or b"Infinity" in content:  # perhaps a Decimal that is no number, which would be written as if it were one
        try:
            msgspec.json.decode(content, type=msgspec.Raw)
        except msgspec.DecodeError:
            raise ValueError("cannot be sent") from None
    return content


def plain(value: Any) -> Any:
    """Plain data under wire names."""
    return flattened(msgspec.to_builtins(value, builtin_types=(Decimal,), enc_hook=_other))


def to_lines(values: Any, media_type: str) -> bytes:
    """JSON values, one a line; in a JSON text sequence (RFC 7464) with a record separator before each."""
    start = b"\x1e" if media_type.startswith("application/json-seq") else b""
    return b"".join(start + to_json(value) + b"\n" for value in values)


def to_form(body: Any, parts: Mapping[str, Part]) -> bytes:
    """`application/x-www-form-urlencoded`: lists repeat the field and objects are JSON, unless `parts` says otherwise of a field."""
    fields: Mapping[str, Any] = plain(body)
    return "&".join(
        pair for name, value in fields.items() if value is not None for pair in _pairs(name, value, parts.get(name, _NO_PART))
    ).encode()


def _pairs(name: str, value: Any, part: Part) -> Iterator[str]:
    if part.content_type and "json" in part.content_type.lower():
        yield f"{escaped(name, plus=True)}={escaped(to_json(value).decode(), plus=True)}"
    elif part.style:
        yield from in_query(name, value, part.style, explode=part.explode, reserved=part.reserved, plus=not part.reserved)
    elif is_list(value):
        for item in value:
            if item is not None:
                yield f"{escaped(name, plus=True)}={escaped(_whole(item), plus=True)}"
    else:
        yield f"{escaped(name, plus=True)}={escaped(_whole(value), plus=True)}"


def _whole(value: Any) -> str:
    return to_json(value).decode() if is_mapping(value) or is_list(value) else text(value)
