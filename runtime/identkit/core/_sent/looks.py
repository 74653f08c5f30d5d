"""What the types of fields are: models, choices, lists and maps, and the members of unions of them."""

from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from identkit.core._choices import Choice
from identkit.core._sent import fits
from identkit.core._types import Model


def is_model(kind: Any) -> bool:
    """Whether a type is a generated model."""
    return isinstance(kind, type) and issubclass(kind, Model)


def is_choice(kind: Any) -> bool:
    """Whether a type is a choice."""
    return isinstance(kind, type) and issubclass(kind, Choice)


def is_container(kind: Any, of: Any) -> bool:
    """Whether a type is a list or a map, as `of` says."""
    origin = get_origin(kind) or kind
    return isinstance(origin, type) and issubclass(origin, of) and not issubclass(origin, str | bytes)


def members(kind: Any) -> tuple[Any, ...]:
    """The members of a union; of any other type itself."""
    return get_args(kind) if get_origin(kind) in {Union, UnionType} else (kind,)


@cache
def each_member(kinds: tuple[Any, ...]) -> tuple[Any, ...]:
    """The members without null, also where one of them is a type or null."""
    return tuple(each for kind in kinds for each in members(kind) if each is not type(None))


def holds(member: Any, cls: type[Model]) -> bool:
    """Whether a type is that of a model, or has it among its members."""
    if is_choice(member):
        return any(holds(inner, cls) for inner in member.members())
    return is_model(member) and issubclass(cls, member)


def may_hold(member: Any, container: Any, value: Any) -> bool:
    """Whether a list or a map may be one of a type: of such a container, or of a choice with one among its members."""
    return is_container(member, container) or (is_choice(member) and fits.fits(member, value))
