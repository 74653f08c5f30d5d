"""The documented limits of what is sent, checked before anything is sent.

Pure functions from a check and a value to sentences. The sentences follow the wording of a 422 answer as Rails writes it and never hold
the value.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias, TypeGuard

import msgspec

from identkit.core._calling.description import Check
from identkit.core._sent import uploads
from identkit.core._sent.patterns import to_python

Test: TypeAlias = Callable[[Any], list[str]]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# RFC 3339; the offset is its own group because a time without one is a different mistake from a time that is none.
_DATE_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?P<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})?")

REQUIRED = "is required"
NO_OFFSET = "has no time zone, an offset such as +01:00 is required"


def problems(check: Check, value: Any) -> list[str]:
    """What is wrong with a value that was given; an empty list when nothing is."""
    return test(check)(value)


@lru_cache(maxsize=4096)
def test(check: Check) -> Test:
    """The check as a function, made once for each check: it runs for every field of every request."""
    of_kind = _KINDS.get(check.kind)
    limits = tuple(_limits(check))

    def run(value: Any) -> list[str]:
        wrong = of_kind(value) if of_kind is not None else None
        if wrong is not None:
            return [wrong]
        return [message for broken, message in limits if broken(value)]

    return run


def _string(value: Any) -> str | None:
    if not isinstance(value, str):
        return "must be a string"
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:  # half of a surrogate pair: not a character, cannot be sent
            return "is not valid text"
    return None


def _integer(value: Any) -> str | None:
    return None if isinstance(value, int) and not isinstance(value, bool) else "must be an integer"


def _number(value: Any) -> str | None:
    fine = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return None if fine else "must be a number"


def _boolean(value: Any) -> str | None:
    return None if isinstance(value, bool) else "must be true or false"


def _date(value: Any) -> str | None:
    if isinstance(value, str):
        return None if _DATE.fullmatch(value) and _exists(date, value) else "must be a date, yyyy-mm-dd"
    if isinstance(value, datetime):
        return "must be a date without a time"
    return None if isinstance(value, date) else "must be a date, yyyy-mm-dd"


def _date_time(value: Any) -> str | None:
    if isinstance(value, datetime):
        return NO_OFFSET if value.utcoffset() is None else None
    shape = _DATE_TIME.fullmatch(value) if isinstance(value, str) else None
    if shape is None or not _exists(datetime, value):
        return "must be a date and time, yyyy-mm-ddThh:mm:ss+hh:mm"
    return None if shape["offset"] else NO_OFFSET


def _exists(kind: type[date], text: str) -> bool:
    try:
        kind.fromisoformat(text.upper())
    except ValueError:
        return False
    return True


def _binary(value: Any) -> str | None:
    return None if uploads.is_file(value) else uploads.WRONG


def is_list(value: object) -> TypeGuard[Sequence[Any]]:
    """Whether a value is sent as an array. A text is not, though Python counts it among sequences."""
    return isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray)


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Whether a value is sent as an object by its keys."""
    return isinstance(value, Mapping)


def _array(value: Any) -> str | None:
    return None if is_list(value) else "must be a list"


def _object(value: Any) -> str | None:
    return None if isinstance(value, Mapping | msgspec.Struct) else "must be an object"


_KINDS: Mapping[str, Callable[[Any], str | None]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "date-time": _date_time,
    "binary": _binary,
    "array": _array,
    "object": _object,
}


_Limit: TypeAlias = "tuple[Callable[[Any], bool], str]"


def _limits(check: Check) -> Iterator[_Limit]:
    """Each limit as (is it broken?, message). Only limits that make sense for the kind are looked at."""
    if check.kind in {"string", "binary"}:
        yield from _of_length(check.min_length, check.max_length, "character")
    if check.kind == "array":
        yield from _of_length(check.min_items, check.max_items, "item")
        if check.unique:
            yield _repeats, "has the same item twice"
    if check.kind == "object":
        yield from _of_length(check.min_properties, check.max_properties, "entr", ("y", "ies"))
    if check.kind == "string" and check.pattern is not None:
        matches = re.compile(to_python(check.pattern)).search
        yield lambda value: matches(value) is None, f"pattern matching failed, must match {check.pattern}"
    if check.kind in {"integer", "number"}:
        yield from _of_size(check)
    if check.allowed is not None:
        yield _only(check.allowed)


def _of_length(least: int | None, most: int | None, what: str, ends: tuple[str, str] = ("", "s")) -> Iterator[_Limit]:
    if least is not None:
        yield lambda value: _length(value, least) < least, f"is too short, minimum is {least} {what}{ends[least != 1]}"
    if most is not None:
        yield lambda value: _length(value, most) > most, f"is too long, maximum is {most} {what}{ends[most != 1]}"


def _length(value: Any, otherwise: int) -> int:
    """How long a value is. Of a file nobody knows before it is read."""
    return len(value) if hasattr(value, "__len__") and not isinstance(value, tuple) else otherwise


def _repeats(value: Any) -> bool:
    items = [msgspec.json.encode(item, enc_hook=str) for item in value]
    return len(set(items)) < len(items)


def _of_size(check: Check) -> Iterator[_Limit]:
    low, high, above, below, step = check.minimum, check.maximum, check.above, check.below, check.multiple_of
    if low is not None:
        yield lambda value: value < low, f"is too small, minimum is {low:g}"
    if high is not None:
        yield lambda value: value > high, f"is too large, maximum is {high:g}"
    if above is not None:
        yield lambda value: value <= above, f"is too small, must be more than {above:g}"
    if below is not None:
        yield lambda value: value >= below, f"is too large, must be less than {below:g}"
    if step:
        yield lambda value: Decimal(str(value)) % Decimal(str(step)) != 0, f"must be a multiple of {step:g}"


def _only(allowed: tuple[str | int | bool, ...]) -> tuple[Callable[[Any], bool], str]:
    if allowed in {(True,), (False,)} and isinstance(allowed[0], bool):
        return lambda value: value not in allowed, f"{str(not allowed[0]).lower()} is not allowed"
    told = ", ".join(str(item) for item in allowed)
    return lambda value: value not in allowed, f"is not allowed, must be {'one of ' if len(allowed) > 1 else ''}{told}"
