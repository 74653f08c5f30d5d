"""Which member of a union or a choice a value is meant for."""

from collections.abc import Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, get_args

from msgspec import UNSET

from identkit.core._choices import Choice
from identkit.core._sent import looks, uploads
from identkit.core._sent.plans import plan
from identkit.core._types import Model, extra_field
from identkit.core._values import is_list, is_mapping


def part(model: type[Model], whole: type[Model], value: Any) -> dict[str, Any]:
    """What a value has of the fields of one member."""
    wires = {field.wire: field.name for field in plan(whole)}
    values = {name: getattr(value, name) for name in wires.values()} if isinstance(value, whole) else value
    pairs = ((field.name, values.get(wires[field.wire], UNSET)) for field in plan(model))
    return {name: each for name, each in pairs if each is not UNSET and each is not None}


def knowing(members: Sequence[Any], value: Any) -> list[type[Model]]:
    """The models among the members, and in choices among these, that know all the names of a mapping; those with most of them first."""
    if not is_mapping(value):
        return []
    strange = [(len(value.keys() - {field.name for field in plan(model)}), model) for model in _leaves(tuple(members))]
    return [model for count, model in sorted(strange, key=itemgetter(0)) if not count or extra_field(model)]


@cache
def _leaves(members: tuple[Any, ...]) -> tuple[type[Model], ...]:
    """The models among the members, and in the choices among these."""
    models: list[type[Model]] = []
    queue, trail = [*members], set[Any]()
    while queue:
        member = queue.pop(0)
        if looks.is_model(member):
            models.append(member)
        elif looks.is_choice(member) and member not in trail:
            trail.add(member)
            queue[:0] = member.members()
    return tuple(dict.fromkeys(models))


def lacks_nothing(model: type[Model], value: Any) -> bool:
    return all(field.name in value for field in plan(model) if field.required and not field.read_only)


def tagged(kind: type[Choice], value: Any) -> Any:
    """The member that the tag of a mapping names, by whatever name the members have for it."""
    if not kind.tag or not is_mapping(value):
        return None
    for member in kind.members():
        for field in plan(member) if looks.is_model(member) else ():
            if field.wire == kind.tag and field.name in value:
                tag = value[field.name]
                at = kind.tagged(getattr(tag, "value", tag))
                return kind.members()[at] if at >= 0 else None
    return None


def pick(members: Sequence[Any], value: Any) -> Any:
    """The member of a union that a value is meant for; None when it is sent as it is.

    A model is its own class. A mapping is the first model that knows all its names and lacks nothing, else the first that knows all, else
    the first. Any object at all may only be what uses no Python name of a model. A list is the first list.
    """
    if bytes in members and uploads.is_file(value):  # a tuple is no list then
        return bytes
    if isinstance(value, Model):
        return next((member for member in members if looks.holds(member, type(value))), None)
    if is_mapping(value):
        return next(iter(ways(members, value)), None)
    if is_list(value):
        return next((member for member in members if looks.may_hold(member, Sequence, value)), None)
    return None


def takes_anything(kind: Any) -> bool:
    """Whether a type is that of any object at all."""
    return looks.is_container(kind, Mapping) and Any in (get_args(kind) or (Any,))


def ways(members: Sequence[Any], value: Any) -> list[Any]:
    """The members that a mapping may be meant for, the likeliest first."""
    models = [member for member in members if looks.is_model(member)]
    inner = [member for member in members if not looks.is_model(member) and looks.may_hold(member, Mapping, value)]
    inner.sort(key=lambda member: not takes_anything(member))
    candidates = knowing(members, value)
    whole = [model for model in candidates if lacks_nothing(model, value)]
    meant = [model for model in candidates if any(field.name in value and field.name != field.wire for field in plan(model))]
    return list(dict.fromkeys([*whole, *(candidates if not inner else meant), *inner, *models]))
