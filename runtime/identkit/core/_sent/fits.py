"""Whether a value can be one of a type at all, as far as that needs no look inside models."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin

from identkit.core._choices import Choice
from identkit.core._sent import uploads
from identkit.core._types import Model
from identkit.core._values import is_list, is_mapping


def fits(kind: Any, value: Any) -> bool:
    """Whether a value is sent where the type is asked for. A type that is not known takes anything."""
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        return any(fits(each, value) for each in get_args(kind))
    plain: Any = origin or kind
    return _is(plain, value) if isinstance(plain, type) else True


def items_fit(kind: Any, value: Sequence[Any]) -> bool:
    """Whether each item of a list can be one of a list of that type."""
    kinds = get_args(kind)
    return not kinds or all(fits(kinds[0], item) for item in value)


@cache
def takes_null(kind: Any) -> bool:
    """Whether null is one of the values of a type, or of a member of a choice."""
    queue, trail = [kind], set[Any]()
    while queue:
        each = queue.pop()
        if each is Any or each is type(None) or type(None) in get_args(each):
            return True
        if isinstance(each, type) and issubclass(each, Choice) and each not in trail:
            trail.add(each)
            queue += each.members()
    return False


def values_fit(kind: Any, value: Mapping[Any, Any]) -> bool:
    """Whether each value of a map can be one of a map of that type."""
    kinds = get_args(kind)
    return len(kinds) < 2 or all(fits(kinds[1], item) for item in value.values())


def _is(kind: type[Any], value: Any) -> bool:
    if issubclass(kind, Choice):
        return any(fits(each, value) for each in kind.members())
    if kind in {int, float}:
        return isinstance(value, int if kind is int else int | float | Decimal) and not isinstance(value, bool)
    for base, test in _TESTS:
        if issubclass(kind, base):
            return test(value)
    return True


_TESTS: Final[Sequence[tuple[type[Any], Callable[[Any], bool]]]] = (
    (Model, lambda value: isinstance(value, Model) or is_mapping(value)),
    (Enum, lambda value: isinstance(value, Enum | str | int)),
    (date, lambda value: isinstance(value, date | str)),  # also with a time
    (bytes, uploads.is_file),
    (str, lambda value: isinstance(value, str)),
    (bool, lambda value: isinstance(value, bool)),
    (Mapping, is_mapping),
    (Sequence, is_list),
)
