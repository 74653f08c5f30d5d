"""From what a caller passes as a request body to the model that is sent.

A caller passes mappings by Python names, models, or mixtures of both; every problem is collected under the dotted Python name.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

import msgspec
from msgspec import UNSET, UnsetType

from identkit.core._calling.description import Check
from identkit.core._sent import checks, rules
from identkit.core._types import Model, limits


class Problems(dict[str, list[str]]):
    """Messages by dotted Python name, in the order in which they are found.

    Values of a map whose keys are not shown share a name (`by_name.*`).
    """

    found = 0
    """How many messages were added: a name that has one already may get another, or the same again."""

    def add(self, name: str, *messages: str) -> None:
        """Note messages for a field."""
        if messages:
            known = self.setdefault(name, [])
            known.extend(message for message in messages if message not in known)
            self.found += len(messages)


class FieldPlan(msgspec.Struct, frozen=True):
    """What there is to do for one field of a model that is sent."""

    name: str
    wire: str
    required: bool
    nullable: bool
    clears: bool  # None is sent as null; otherwise None means "not given"
    test: checks.Test | None
    models: tuple[type[Model], ...]
    shape: str  # how the models are held: "one", "list" or "map"


@cache
def plan(cls: type[Model]) -> tuple[FieldPlan, ...]:
    """The fields of a model, prepared once."""
    checked = {check.name: check for check in limits(cls)[0]}
    return tuple(_field(info, checked.get(info.name)) for info in msgspec.structs.fields(cls))


def build(cls: type[Model], given: Any, problems: Problems, now: float, where: str = "") -> Any:
    """The model to send. What is wrong goes into `problems`; the result is only good when there is nothing new in it."""
    fields = plan(cls)
    if isinstance(given, cls):
        values: Mapping[str, Any] = {field.name: getattr(given, field.name) for field in fields}
    elif checks.is_mapping(given):
        values = given
        _strangers(fields, values, problems, where)
    else:
        problems.add(where or "base", f"must be a mapping or a {cls.__name__}")
        return given
    before = problems.found
    sent = {
        field.name: value for field in fields if (value := _value(field, values.get(field.name, UNSET), problems, now, where)) is not UNSET
    }
    for rule in limits(cls)[1]:
        if (name := rules.broken(rule, sent, now)) is not None:
            problems.add(name if name == "base" and not where else join(where, name), rule.message)
    return cls(**sent) if problems.found == before else None


def join(where: str, name: str | int) -> str:
    """A dotted name one step further."""
    return f"{where}.{name}" if where else str(name)


def _value(field: FieldPlan, value: Any, problems: Problems, now: float, where: str) -> Any:
    if value is None and not (field.nullable and field.clears):
        value = UNSET
    if value is UNSET:
        if field.required:
            problems.add(join(where, field.name), checks.REQUIRED)
        return UNSET
    if value is None:
        return None
    name = join(where, field.name)
    if field.test is not None and (wrong := field.test(value)):
        problems.add(name, *wrong)
        return value
    if field.models:
        return _nested(field, value, problems, now, name)
    if isinstance(value, str) and type(value) is not str and not hasattr(value, "value"):
        return str(value)  # msgspec writes plain strings and enums only
    return value


def _nested(field: FieldPlan, value: Any, problems: Problems, now: float, name: str) -> Any:
    if field.shape == "list" and checks.is_list(value):
        return [build(_choose(field.models, item), item, problems, now, join(name, index)) for index, item in enumerate(value)]
    if field.shape == "map" and checks.is_mapping(value):
        return {key: build(_choose(field.models, item), item, problems, now, join(name, _harmless(key))) for key, item in value.items()}
    if field.shape == "one" and isinstance(value, Mapping | Model):
        return build(_choose(field.models, value), value, problems, now, name)
    return value  # another member of a union: the provider decides


def _choose(models: tuple[type[Model], ...], value: Any) -> type[Model]:
    """The model of a union that a value is meant for: its own class, or the first that knows all its names."""
    if isinstance(value, Mapping):
        return next((model for model in models if value.keys() <= set(model.__struct_fields__)), models[0])
    return next((model for model in models if isinstance(value, model)), models[0])


def _harmless(key: Any) -> str:
    """A key as it may be shown. One that is no name may be anything, a value in the wrong place too: it is not repeated."""
    return key if isinstance(key, str) and key.isidentifier() and len(key) < 60 else "*"


def _strangers(fields: tuple[FieldPlan, ...], values: Mapping[str, Any], problems: Problems, where: str) -> None:
    known = {field.name for field in fields}
    if values.keys() <= known:
        return
    by_wire = {field.wire: field.name for field in fields}
    for key in values:
        if key not in known:
            shown = join(where, key) if _harmless(key) == key else where or "base"
            problems.add(shown, f"is called {by_wire[key]}" if key in by_wire else "is not a field of this request")


def _field(info: msgspec.structs.FieldInfo, check: Check | None) -> FieldPlan:
    kinds = _members(info.type)
    models, shape = _models(kinds)
    if check is not None and bytes in kinds:
        check = msgspec.structs.replace(check, kind="binary")
    return FieldPlan(
        name=info.name,
        wire=info.encode_name,
        required=info.required or (check is not None and check.required),
        nullable=type(None) in kinds or Any in kinds,
        clears=info.required or info.default is UNSET or UnsetType in kinds,
        test=checks.test(check) if check is not None else None,
        models=models,
        shape=shape,
    )


def _members(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in {Union, UnionType} else (kind,)


def _models(kinds: tuple[Any, ...]) -> tuple[tuple[type[Model], ...], str]:
    """The model classes among the members of a union, and how they are held."""
    direct = tuple(kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Model))
    if direct:
        return direct, "one"
    for kind in kinds:
        inner = get_args(kind)
        origin = get_origin(kind)
        if inner and isinstance(origin, type) and issubclass(origin, Mapping | Sequence):
            models, shape = _models(_members(inner[-1] if issubclass(origin, Mapping) else inner[0]))
            if shape == "one":
                return models, "map" if issubclass(origin, Mapping) else "list"
    return (), ""
