"""From what a caller passes as a request body to what is sent.

A caller passes mappings by Python names, models, or mixtures of both, at any depth; every problem is collected under the dotted Python
name.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin

from msgspec import UNSET, UnsetType

from identkit.core._choices import Choice, Unrecognised
from identkit.core._lenient import fields_of
from identkit.core._sent import checks, fits, looks, meant, rules, uploads
from identkit.core._sent.encoding import in_utc
from identkit.core._sent.messages import say
from identkit.core._sent.plans import FieldPlan, plan
from identkit.core._sent.problems import Problems, harmless, inspect_inside, inspect_items, join
from identkit.core._types import Model, extra_field, limits
from identkit.core._values import is_list, is_mapping

# Value, problems, seconds since 1970, where -> what is sent
Build: TypeAlias = Callable[[Any, Problems, float, str], Any]


@cache
def _builds(cls: type[Model]) -> tuple[Build | None, ...]:
    """How what is inside each field is made."""
    return tuple(_text_or_file if field.is_text_or_file else builder(field.kind) for field in plan(cls))


def build(cls: type[Model], data: Any, problems: Problems, now: float, where: str = "") -> Any:
    """The model to send. What is wrong goes into `problems`; the result is only good when there is nothing new in it."""
    fields = plan(cls)
    before = problems.count
    extra: Mapping[str, Any] = {}
    if isinstance(data, cls):
        pairs = ((field, getattr(data, field.name)) for field in fields if not field.read_only)
        values: Mapping[str, Any] = {field.name: value for field, value in pairs if value is not None or field.clears}
        extra = getattr(data, extra_field(cls)) if extra_field(cls) else {}
    elif is_mapping(data):
        values = data
        extra = _strangers(cls, fields, values, problems, where)
    else:
        problems.add(where or "base", say("model", cls.__name__))
        return data
    content = {
        field.name: value
        for field, make in zip(fields, _builds(cls), strict=True)
        if (value := _value(field, make, values.get(field.name, UNSET), problems, now, where)) is not UNSET
    }
    if extra:
        content[extra_field(cls)] = _extras(cls, extra, problems, now, where)
    for rule in limits(cls)[1]:
        if (name := rules.broken(rule, content, now)) is not None:
            problems.broken(rule, (where or name) if name == "base" else join(where, name))
    if problems.count != before:
        return None
    if problems.nulls:  # a model says nothing of a null that stands for its default
        return _merging(cls, fields, content)
    for field in fields:
        if field.mandatory and field.name not in content:  # it only comes back
            content[field.name] = UNSET
    return cls(**content)


def _merging(cls: type[Model], fields: tuple[FieldPlan, ...], content: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is sent of a model where null is not the same as nothing, under wire names."""
    extra: Mapping[str, Any] = content.get(extra_field(cls), {}) if extra_field(cls) else {}
    return {**extra, **{field.wire: content[field.name] for field in fields if field.name in content}}


def doubt(cls: type[Model], content: Mapping[str, Any], problems: Problems, now: float) -> None:
    """Note what may be wrong with a body that is not sent."""
    for rule in limits(cls)[1]:
        if rule.doubtful and (name := rules.broken(rule, content, now)) is not None:
            problems.broken(rule, name)


def _value(field: FieldPlan, make: Build | None, value: Any, problems: Problems, now: float, where: str) -> Any:
    if value is None and not (field.nullable and field.clears) and (field.required or not problems.nulls):
        value = UNSET
    name = join(where, field.name)
    if value is UNSET:
        wrong: Sequence[str] = [checks.REQUIRED] if field.required else []
    elif field.read_only:
        value, wrong = UNSET, [say("provider")]
    elif value is None:
        wrong = []
    else:
        if field.normal == "iban" and isinstance(value, str):
            value = "".join(value.split()).upper()
        wrong = field.test(value) if field.test is not None else []
        if field.normal == "utc" and not wrong:
            value = in_utc(value)
        if not wrong and field.inside is not None and not inspect_inside(field.inside, value, problems, name):
            return value
        if not wrong and make is not None:
            return make(value, problems, now, name)
        if isinstance(value, str) and type(value) is not str and not hasattr(value, "value"):
            value = str(value)  # msgspec writes plain strings and enums only
    problems.add(name, *wrong)
    return value


@cache
def builder(kind: Any) -> Build | None:
    """How a value of a type is made from what a caller passes; None when it is sent as it is."""
    if isinstance(kind, type) and get_origin(kind) is None:
        return _of_class(kind)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        return _of_union(tuple(member for member in inner if member not in {type(None), UnsetType}))
    if not inner or not isinstance(origin, type):
        return None
    if issubclass(origin, Mapping):
        return _of_map(inner[1])
    if issubclass(origin, tuple):
        return _of_tuple(inner)
    return _of_list(inner[0]) if issubclass(origin, Sequence) else None


def _of_class(kind: type[Any]) -> Build | None:
    if issubclass(kind, Model):
        return lambda value, problems, now, where: build(kind, value, problems, now, where)
    if issubclass(kind, Choice):
        return lambda value, problems, now, where: _chosen(kind, value, problems, now, where)
    return _file if kind is bytes else None


def _file(value: Any, problems: Problems, now: float, where: str) -> Any:
    """Bytes, or a file that is read now: a request that is repeated sends the same again."""
    del now
    if isinstance(value, bytes):
        return value
    if not uploads.is_file(value):
        problems.add(where or "base", uploads.WRONG)
        return value
    try:
        return uploads.read(value)
    except (OSError, ValueError) as error:
        problems.add(where or "base", say("unreadable") if isinstance(error, OSError) else str(error))
        return value


def _text_or_file(value: Any, problems: Problems, now: float, where: str) -> Any:
    """What travels as Base64."""
    return value if isinstance(value, str) else _file(value, problems, now, where)


def _of_item(kind: Any) -> Build | None:
    """How an item of a list or map is made; null only where the type has it."""
    inner = builder(kind)
    if inner is None and not (isinstance(kind, type) and issubclass(kind, Enum)):
        return None  # null is looked for where limits are: see `inspect_items`

    def run(value: Any, problems: Problems, now: float, where: str) -> Any:
        if value is not None:
            return value if inner is None else inner(value, problems, now, where)
        if not fits.takes_null(kind) and not problems.nulls:
            problems.add(where or "base", checks.REQUIRED)
        return None

    return run


def _of_list(kind: Any) -> Build | None:
    each = _of_item(kind)
    if each is None:
        return None

    def run(value: Any, problems: Problems, now: float, where: str) -> Any:
        if not is_list(value):
            problems.add(where or "base", say("list"))
            return value
        return [each(item, problems, now, join(where, index)) for index, item in enumerate(value)]

    return run


def _of_tuple(kinds: tuple[Any, ...]) -> Build:
    inner = [builder(kind) for kind in kinds]

    def run(value: Any, problems: Problems, now: float, where: str) -> Any:
        if not is_list(value) or len(value) != len(inner):
            problems.add(where or "base", say("list-of", len(inner)))
            return value
        items: list[Any] = []
        for index, (item, make, kind) in enumerate(zip(value, inner, kinds, strict=True)):
            if make is None and not fits.fits(kind, item):
                problems.add(join(where, index), "has none of the types that are possible here")
            items.append(item if make is None else make(item, problems, now, join(where, index)))
        return items

    return run


def _of_map(kind: Any) -> Build | None:
    each = _of_item(kind)
    if each is None:
        return None

    def run(value: Any, problems: Problems, now: float, where: str) -> Any:
        if not is_mapping(value):
            problems.add(where or "base", say("base"))
            return value
        return {key: each(item, problems, now, join(where, harmless(key))) for key, item in value.items()}

    return run


def _of_union(members: tuple[Any, ...]) -> Build | None:
    if len(members) == 1:
        return builder(members[0])
    if all(builder(member) is None for member in members):
        return None

    def run(value: Any, problems: Problems, now: float, where: str) -> Any:
        return _made(members, value, problems, now, where)

    return run


def _chosen(kind: type[Choice], value: Any, problems: Problems, now: float, where: str) -> Any:
    if isinstance(value, Unrecognised):
        return value
    member = meant.tagged(kind, value)
    if kind.together >= 0:
        return _one_or_several(kind, value, problems, now, where)
    result = _made(kind.members() if member is None else (member,), value, problems, now, where)
    is_certain = isinstance(value, Model) or len(meant.knowing(kind.members(), value)) == 1
    return kind.with_tag(result) if is_certain else result


def _one_or_several(kind: type[Choice], value: Any, problems: Problems, now: float, where: str) -> Any:
    """The value as one of the members, or as several of them at once: it has to be one of them all the same."""
    whole: type[Model] = kind.members()[kind.together]
    others = [each for each in kind.single() if not looks.is_model(each) and (looks.is_choice(each) or looks.is_container(each, Mapping))]
    is_single = not is_mapping(value) or (others and not meant.knowing([whole], value)) or bool(meant.knowing(kind.single(), value))
    if is_single and not isinstance(value, whole):
        return _made(kind.single(), value, problems, now, where)
    before = problems.count
    result = build(whole, value, problems, now, where)
    if problems.count != before:
        return result
    slips: list[Problems] = []
    for model in filter(looks.is_model, kind.single()):
        slips.append(problems.apart())
        build(model, meant.part(model, whole, value), slips[-1], now, where)
        if not slips[-1]:
            return result
    for name, messages in min(slips, key=len).items():
        problems.add(name, *messages)
    return result


def _made(members: Sequence[Any], value: Any, problems: Problems, now: float, where: str) -> Any:
    """The value as the member that it is meant for."""
    members = looks.each_member(tuple(members))
    lists = [member for member in members if looks.may_hold(member, Sequence, value)] if is_list(value) else []
    if len(lists) > 1:
        return _as_list(lists, value, problems, now, where)
    several = [member for member in meant.knowing(members, value) if meant.lacks_nothing(member, value)]
    for member in several if len(several) > 1 else ():  # and so are models that have the same names
        slips = problems.apart()
        result = build(member, value, slips, now, where)
        if not slips:
            return result
    if is_mapping(value):
        ways = meant.ways(members, value)
        for member in [way for way in ways if way is ways[0] or not meant.takes_anything(way)]:  # what is inside tells the rest apart
            make, slips = builder(member), problems.apart()
            result = value if make is None else make(value, slips, now, where)
            if not slips and (make is not None or fits.values_fit(member, value)):
                return result
    member = meant.pick(members, value)
    if member is None and value is not None and not any(fits.fits(each, value) for each in members):
        problems.add(where or "base", "has none of the types that are possible here")
    make = builder(member) if member is not None else None
    return value if make is None else make(value, problems, now, where)


def _as_list(lists: Sequence[Any], value: Any, problems: Problems, now: float, where: str) -> Any:
    """A list as the first of several types that it fits: they are told apart by what is in them."""
    attempts: list[Problems] = []
    for member in lists:
        make, slips = builder(member), problems.apart()
        result = value if make is None else make(value, slips, now, where)
        if slips:
            attempts.append(slips)
        elif make is not None or fits.items_fit(member, value):
            return result
    if not attempts:
        problems.add(where or "base", say("options"))
    for name, messages in min(attempts, key=len, default=problems.apart()).items():
        problems.add(name, *messages)
    return value


def _strangers(
    cls: type[Model], fields: tuple[FieldPlan, ...], values: Mapping[str, Any], problems: Problems, where: str
) -> Mapping[str, Any]:
    """What a mapping has beside the fields: values to be sent as they are where the document allows such, otherwise problems."""
    names = {field.name for field in fields}
    if values.keys() <= names:
        return {}
    by_wire = {field.wire: field.name for field in fields}
    attribute = extra_field(cls)
    extra: dict[str, Any] = {}
    for key, value in values.items():
        if key in names:
            continue
        if attribute and key == attribute and (value is UNSET or is_mapping(value)):
            extra.update({} if value is UNSET else value)
        elif attribute and key not in by_wire:
            extra[key] = value
        else:
            name = join(where, key) if harmless(key) == key else where or "base"
            problems.add(name, say("called", by_wire[key]) if key in by_wire else say("stranger"))
    return extra


def _extras(cls: type[Model], extra: Mapping[str, Any], problems: Problems, now: float, where: str) -> Any:
    info = next(info for info in fields_of(cls) if info.name == extra_field(cls))
    names = {field.wire: field.name for field in plan(cls)}
    for key in extra:
        if key in names:
            problems.add(join(where, names[key]), say("additional"))
    check = next((check for check in limits(cls)[0] if check.name == extra_field(cls)), None)
    if check is not None and (wrong := checks.test(check)(extra)):
        problems.add(join(where, extra_field(cls)), *wrong)
    elif check is not None and check.items is not None:
        inspect_items(check.items, extra, problems, where)
    make = builder(info.type)
    return dict(extra) if make is None else make(extra, problems, now, where)
