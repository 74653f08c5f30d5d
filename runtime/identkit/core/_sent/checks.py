"""The documented limits of what is sent, checked before anything is sent.

Pure functions from a check and a value to sentences (`messages`), which never hold the value.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

import msgspec

from identkit.core._calling.description import Check
from identkit.core._sent import uploads
from identkit.core._sent.messages import Message, say
from identkit.core._sent.patterns import to_python
from identkit.core._values import is_list, is_mapping

Test: TypeAlias = Callable[[Any], list[Message]]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# RFC 3339; the offset is its own group because a time without one is a different mistake from a time that is none.
_DATE_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?P<offset>[Zz]|[+-][0-9]{2}:[0-9]{2})?")

REQUIRED = say("required")
NO_OFFSET = say("offset")


def problems(check: Check, value: Any) -> list[Message]:
    """What is wrong with a value that was given; an empty list when nothing is."""
    return test(check)(value)


@lru_cache(maxsize=4096)
def test(check: Check) -> Test:
    """The check as a function, made once for each check: it runs for every field of every request."""
    of_kind = _one_of(check.kind.split("|")) if "|" in check.kind else _KINDS.get(check.kind)
    limits, pattern = tuple(_limits(check)), _pattern(check)

    def run(value: Any) -> list[Message]:
        wrong = of_kind(value) if of_kind is not None else None
        if wrong is not None:
            return [wrong]
        messages = [message for fails, message in limits if fails(value)]
        # Last, and not on texts that are too long anyway: matching is the one limit that may take its time.
        longest = LONGEST_TEXT if check.max_length is None else min(check.max_length, LONGEST_TEXT)
        if pattern is not None and len(value) <= longest and pattern[0](value):
            messages.append(pattern[1])
        return messages

    return run


def _string(value: Any) -> Message | None:
    if not isinstance(value, str):
        return say("string")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:  # half of a surrogate pair: not a character, cannot be sent
            return say("text")
    return None


def _integer(value: Any) -> Message | None:
    return None if isinstance(value, int) and not isinstance(value, bool) else say("integer")


def _number(value: Any) -> Message | None:
    if isinstance(value, Decimal):
        return None if value.is_finite() else say("number")
    fine = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return None if fine else say("number")


def _boolean(value: Any) -> Message | None:
    return None if isinstance(value, bool) else say("boolean")


def _date(value: Any) -> Message | None:
    if isinstance(value, str):
        return None if _DATE.fullmatch(value) and _exists(date, value) else say("date")
    if isinstance(value, datetime):
        return say("no-time")
    return None if isinstance(value, date) else say("date")


def _date_time(value: Any) -> Message | None:
    if isinstance(value, datetime):
        return NO_OFFSET if value.utcoffset() is None else None
    shape = _DATE_TIME.fullmatch(value) if isinstance(value, str) else None
    if shape is None or not _exists(datetime, value):
        return say("date-time")
    return None if shape["offset"] else NO_OFFSET


def _exists(kind: type[date], text: str) -> bool:
    try:
        kind.fromisoformat(text.upper())
    except ValueError:
        return False
    return True


def _binary(value: Any) -> Message | None:
    return None if uploads.is_file(value) else uploads.WRONG


_BASE64 = re.compile(r"[A-Za-z0-9+/_-]*={0,2}")


def _byte(value: Any) -> Message | None:
    """Bytes that travel as Base64, or the text that they are then."""
    fine = _BASE64.fullmatch(value) is not None if isinstance(value, str) else uploads.is_file(value)
    return None if fine else say("base64")


def _array(value: Any) -> Message | None:
    return None if is_list(value) else say("list")


def _object(value: Any) -> Message | None:
    return None if isinstance(value, Mapping | msgspec.Struct) else say("object")


_KINDS: Mapping[str, Callable[[Any], Message | None]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "date-time": _date_time,
    "binary": _binary,
    "byte": _byte,
    "array": _array,
    "object": _object,
}


def is_kind(kind: str, value: Any) -> bool:
    """Whether a value is of a kind, whatever its limits."""
    return kind in _KINDS and _KINDS[kind](value) is None


def _one_of(kinds: Sequence[str]) -> Callable[[Any], Message | None]:
    tests = [_KINDS[kind] for kind in kinds]
    message = say("kinds", ", ".join(kinds))
    return lambda value: None if any(test(value) is None for test in tests) else message


_Limit: TypeAlias = "tuple[Callable[[Any], bool], Message]"


def _limits(check: Check) -> Iterator[_Limit]:
    """Each limit as (is it broken?, message). Only limits that make sense for the kind are looked at."""
    if check.kind in {"string", "binary", "byte"}:
        length = _length_in_base64 if check.kind == "byte" else _length
        yield from _of_length(check.min_length, check.max_length, "short", "long", length)
    if check.kind == "array":
        yield from _of_length(check.min_items, check.max_items, "few", "many")
        if check.unique:
            yield _repeats, say("twice")
    if check.kind == "object":
        yield from _of_length(check.min_properties, check.max_properties, "few-entries", "many-entries")
        if check.keys is not None:
            yield _has_other_names(test(check.keys)), say("names")
    if check.kind in {"integer", "number"}:
        yield from _of_size(check)
    if check.allowed is not None:
        yield _only(check.allowed)


LONGEST_TEXT = 4_000  # characters; a longer text without a limit of its own is left to the provider


def _pattern(check: Check) -> "_Limit | None":
    if check.kind != "string" or check.pattern is None:
        return None
    matches = re.compile(to_python(check.pattern)).search
    wording = f"pattern matching failed, must match {check.pattern}"
    return lambda value: matches(value) is None, Message.of(dict(check.text), say("form"), wording)


def _length(value: Any, otherwise: int) -> int:
    """How long a value is. Of a file nobody knows before it is read, be it one with a name, which is a tuple."""
    return len(value) if hasattr(value, "__len__") and not uploads.is_named(value) else otherwise


def _length_in_base64(value: Any, otherwise: int) -> int:
    """How long a value is as text."""
    length = _length(value, otherwise)
    return -(-length // 3) * 4 if isinstance(value, bytes | bytearray | memoryview) else length


def _of_length(
    least: int | None, most: int | None, below: str, above: str, length: Callable[[Any, int], int] = _length
) -> Iterator[_Limit]:
    if least is not None:
        yield lambda value: length(value, least) < least, say(below, least)
    if most is not None:
        yield lambda value: length(value, most) > most, say(above, most)


def _has_other_names(of_name: Test) -> Callable[[Any], bool]:
    return lambda value: is_mapping(value) and any(of_name(name) for name in value)


def _repeats(value: Any) -> bool:
    items = [msgspec.json.encode(item, enc_hook=str) for item in value]
    return len(set(items)) < len(items)


def _of_size(check: Check) -> Iterator[_Limit]:
    low, high, above, below, step = check.minimum, check.maximum, check.above, check.below, check.multiple_of
    if low is not None:
        yield lambda value: value < low, say("small", low)
    if high is not None:
        yield lambda value: value > high, say("large", high)
    if above is not None:
        yield lambda value: value <= above, say("above", above)
    if below is not None:
        yield lambda value: value >= below, say("below", below)
    if step:
        yield lambda value: Decimal(str(value)) % Decimal(str(step)) != 0, say("multiple", step)


def _only(allowed: tuple[str | int | float | bool, ...]) -> _Limit:
    if allowed in {(True,), (False,)} and isinstance(allowed[0], bool):
        return lambda value: value not in allowed, say("not", str(not allowed[0]).lower())
    choices = ", ".join(str(item) for item in allowed)
    return lambda value: value not in allowed, say("one-of" if len(allowed) > 1 else "only", choices)
