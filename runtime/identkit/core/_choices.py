"""Types that a decoder cannot make by itself: choices between members, and models that keep what is not described.

    Pet = choice("Pet", lambda: (Cat, Dog), tag="kind", tags={"cat": 0, "dog": 1})

To type checkers `Pet` is `Cat | Dog | Unrecognised`; at run time msgspec meets a type that it does not know and asks `dec_hook`.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, ClassVar, TypeGuard, cast, get_args, get_origin

import msgspec
from msgspec import UNSET

from identkit.core._lenient import dec_hook, decoder, fields_of, meant
from identkit.core._types import Model, OpenIntEnum, OpenStrEnum, extra_field, limits

__all__ = ["Choice", "Unrecognised", "choice", "decode", "flattened", "keeps_extras"]

EXTRA = "(additional)"  # wire name of the field with the values beside the documented ones: no document can have such a name


class Unrecognised(dict[str, Any]):
    """A member of a choice whose kind the document does not know: its values under the provider's names. `repr` hides them."""

    def __repr__(self) -> str:
        return f"Unrecognised({', '.join(f'{name}=***' for name in self)})"


class _ChoiceMeta(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return True  # what `dec_hook` answers is one of the members

    def __repr__(cls) -> str:
        return cls.__name__


class Choice(metaclass=_ChoiceMeta):
    """One of several types. Only its subclasses, made by `choice`, mean anything."""

    make: ClassVar[Any]
    tag: ClassVar[str] = ""
    tags: ClassVar[Mapping[Any, int | tuple[int, ...]]] = {}
    other: ClassVar[int] = -1
    together: ClassVar[int] = -1

    @classmethod
    def members(cls) -> tuple[Any, ...]:
        """The types to choose from."""
        return _members(cls)

    @classmethod
    def single(cls) -> tuple[Any, ...]:
        """The types without the one that is several of the others at once."""
        members = cls.members()
        return members if cls.together < 0 else members[: cls.together] + members[cls.together + 1 :]

    @classmethod
    def tagged(cls, value: object) -> int:
        """The member that a value of the tag stands for; -1 for none, or for one of several."""
        at = cls.tags.get(value, cls.other) if isinstance(value, str | int) else cls.other
        return at if isinstance(at, int) else -1

    @classmethod
    def with_tag(cls, value: Any) -> Any:
        """A member that is sent, with the value that tells what it is where it has none and only one can be meant."""
        if not cls.tag or not isinstance(value, Model):
            return value
        member: type[Model] = type(value)
        field = next((name for wire, name in wires(member) if wire == cls.tag), "")
        if not field or getattr(value, field) not in {None, UNSET}:
            return value
        values = _values(cls, member)
        return msgspec.structs.replace(value, **{field: values[0]}) if len(values) == 1 else value

    @classmethod
    def read(cls, value: Any) -> Any:
        """The member that a decoded JSON value is. Raises ValueError, without the value, when it is none."""
        if cls.tag and isinstance(value, dict):
            kind = cast("dict[str, Any]", value).get(cls.tag)
            at = cls.tagged(kind)
            if at >= 0:
                return _converted(value, cls.members()[at])
            several = cls.tags.get(kind) if isinstance(kind, str | int) else None
            if isinstance(several, tuple):
                return _first_that_fits(cls, value, tuple([cls.members()[each] for each in several]))
            if kind is not None:
                return Unrecognised(cast("dict[str, Any]", value))
        return _first_that_fits(cls, value)


def choice(
    name: str,
    members: Callable[[], tuple[Any, ...]],
    *,
    tag: str = "",
    tags: Mapping[Any, int | tuple[int, ...]] | None = None,
    other: int = -1,
    together: int = -1,
) -> type[Choice]:
    """A choice between types, which are asked for when first needed: they may stand further down, or contain the choice.

    `tag` is the wire name of the field that tells the members apart, `tags` the member of each of its values (or those that it may be: then
    the first of them that fits), `other` that of all other values. Without a tag, and where it is missing, it is the first member that
    fits; of two objects that fit, the one that knows more of the fields. `together` is the member with the fields of several others: what
    is one of them, and has fields of another, too.
    """
    facts = {"make": staticmethod(members), "tag": tag, "tags": tags or {}, "other": other, "together": together}
    union: Any = _ChoiceMeta(name, (Choice,), facts)
    return cast("type[Choice]", union)


@cache
def _members(cls: type[Choice]) -> tuple[Any, ...]:
    members: tuple[Any, ...] = cls.make()
    return members


@cache
def _values(cls: type[Choice], member: type[Model]) -> tuple[Any, ...]:
    """The values of the tag that stand for a member and for no base: those of its own, else the name of its schema."""
    places = {value: at if isinstance(at, tuple) else (at,) for value, at in cls.tags.items() if at != cls.other}
    values = [value for value, at in places.items() if any(cls.members()[each] is member for each in at)]
    return tuple([value for value in values if value != member.__name__] or values)


def _first_that_fits(cls: type[Choice], value: Any, members: tuple[Any, ...] = ()) -> Any:
    best: tuple[int, Any] | None = None
    size = _size(value)
    for member in members or cls.single():
        try:
            candidate = _converted(value, member)
            _extras_of(candidate, value)
        except (ValueError, RecursionError):  # of msgspec's or of a choice inside
            continue
        fit = _fit(candidate, value)
        if fit == size:
            return candidate
        if best is None or fit > best[0] or (best[0] == 0 and _is_fuller(member, candidate, best[1])):
            best = fit, candidate
    if best is not None:
        return _whole(cls, value, *best)
    whole = with_integers(value)
    if whole is not value:
        return _first_that_fits(cls, whole, members)
    raise ValueError(f"Expected `{cls.__name__}`, got `{type(value).__name__}`")


def _is_fuller(member: Any, candidate: Any, other: Any) -> bool:
    """Whether a map of described values holds what a model has no field for."""
    has_kind = any(Any not in get_args(each)[1:] for each in (member, *get_args(member)) if get_origin(each) is dict)
    return bool(candidate) and isinstance(candidate, dict) and has_kind and isinstance(other, msgspec.Struct)


def _whole(cls: type[Choice], value: Any, fit: int, candidate: Any) -> Any:
    """A value as the member that it is, or as several of them where that says more."""
    if cls.together < 0 or not isinstance(candidate, msgspec.Struct):
        return candidate
    try:
        whole = _converted(value, cls.members()[cls.together])
    except (ValueError, RecursionError):  # what it has of the other members is not theirs
        return candidate
    return whole if _fit(whole, value) > fit else candidate


def _is_list(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list | tuple)


def _size(value: Any) -> int:
    """How many fields a value has, those inside included."""
    if _is_list(value):
        return sum([_size(item) for item in value])
    return sum([1 + _size(item) for item in cast("dict[str, Any]", value).values()]) if isinstance(value, dict) else 0


def _fit(candidate: Any, value: Any, *, inside: bool = False) -> int:
    """How many of a value's fields the member has, those inside included.

    A field whose value its enum does not have, or that has one other value, is none of them. Whatever goes into any object at all says
    nothing for a member that is one, but nothing against a model that has one inside.
    """
    if isinstance(candidate, msgspec.Struct) and isinstance(value, dict):
        pairs = [(wire, getattr(candidate, name)) for wire, name in wires(type(candidate)) if wire in value]
        others = sum(getattr(candidate, name) not in (only, None, UNSET) for name, only in _fixed(type(candidate)))
        return sum(_is_known(each) + _fit(each, value[wire], inside=True) for wire, each in pairs) - others
    if _is_list(candidate) and _is_list(value):
        return sum([_fit(each, item, inside=inside) for each, item in zip(candidate, value, strict=False)])
    if inside and isinstance(candidate, dict) and isinstance(value, dict):
        values = cast("dict[str, Any]", candidate)
        return sum(1 + _fit(values.get(key), item, inside=True) for key, item in cast("dict[str, Any]", value).items())
    if isinstance(candidate, dict) and isinstance(value, dict):  # maps are told apart by the models in them
        values = cast("dict[str, Any]", candidate)
        return sum(_fit(values.get(key), item) for key, item in cast("dict[str, Any]", value).items())
    return 0


def _is_known(value: Any) -> bool:
    return not isinstance(value, OpenStrEnum | OpenIntEnum) or value.is_known


def _converted(value: Any, kind: Any) -> Any:
    decoder(kind)  # see there: the conversion itself would read the annotations in whatever thread it runs
    return msgspec.convert(value, kind, dec_hook=dec_hook)


def decode(kind: Any, content: bytes) -> Any:
    """JSON as a value of a type. Raises what msgspec raises.

    A number without a fraction is an integer however it is written (JSON Schema says that 1.0 is one), and what models keep beside their
    fields is kept. Both are rare, and cost nothing where they do not occur.
    """
    if keeps_extras(kind):
        value = msgspec.json.decode(content)
        result = _exact(value, kind)
        _keep(result, value)
        return result
    try:
        return decoder(kind).decode(content)
    except msgspec.ValidationError as error:
        if "got `float`" not in str(error):
            raise
    return _converted(with_integers(msgspec.json.decode(content)), kind)


def _exact(value: Any, kind: Any) -> Any:
    try:
        return _converted(value, kind)
    except msgspec.ValidationError as error:
        if "got `float`" not in str(error):
            raise
    return _converted(with_integers(value), kind)


def with_integers(value: Any) -> Any:
    """A value whose numbers without a fraction are integers."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, dict):
        result = {key: with_integers(item) for key, item in cast("dict[str, Any]", value).items()}
        return result if any(result[key] is not item for key, item in cast("dict[str, Any]", value).items()) else cast("Any", value)
    if _is_list(value):
        items = [with_integers(item) for item in value]
        return items if any(map(_differ, items, value)) else value
    return value


def _differ(one: object, other: object) -> bool:
    return one is not other


@cache
def _fixed(cls: type[msgspec.Struct]) -> tuple[tuple[str, Any], ...]:
    """The fields of a model that have one value, and this."""
    checks = limits(cls)[0] if issubclass(cls, Model) else ()
    return tuple((check.name, check.allowed[0]) for check in checks if check.allowed is not None and len(check.allowed) == 1)


@cache
def wires(cls: type[msgspec.Struct]) -> tuple[tuple[str, str], ...]:
    """Wire name and Python name of each field of a model."""
    return tuple((info.encode_name, info.name) for info in fields_of(cls))


# What models keep beside their fields


def keeps_extras(kind: Any) -> bool:
    """Whether a type is or holds a model with a field for what is not described."""
    return _keeps(kind)


@cache
def _keeps(kind: Any) -> bool:
    queue: list[Any] = [kind]
    trail: set[Any] = set()
    while queue:
        each: Any = queue.pop()
        if each in trail:
            continue
        trail.add(each)
        if isinstance(each, type) and issubclass(each, Model):
            if extra_field(each):
                return True
            queue += [info.type for info in fields_of(each)]
        elif isinstance(each, type) and issubclass(each, Choice):
            queue += each.members()
        else:
            queue += get_args(each) if meant(each) is each else [meant(each)]
    return False


def _keep(result: Any, value: Any) -> None:
    """Put what is not described into the models that keep it."""
    if isinstance(result, Model) and isinstance(value, dict):
        fields = wires(type(result))
        for wire, name in fields:
            if wire in value:
                _keep(getattr(result, name), value[wire])
        if attribute := extra_field(type(result)):
            names = {wire for wire, _ in fields}
            extras = {key: item for key, item in cast("dict[str, Any]", value).items() if key not in names}
            msgspec.structs.force_setattr(result, attribute, values := _extras_of(result, value))
            _keep(values, extras)
    elif _is_list(result) and _is_list(value):
        for each, item in zip(result, value, strict=False):
            _keep(each, item)
    elif isinstance(result, dict) and isinstance(value, dict):
        for key, each in cast("dict[str, Any]", result).items():
            _keep(each, cast("dict[str, Any]", value).get(key))


def _extras_of(result: Any, value: Any) -> Any:
    """What a model keeps beside its fields, of a decoded value; None for none. Raises ValueError where it is not as described."""
    if not isinstance(result, Model) or not isinstance(value, dict) or not extra_field(type(result)):
        return None
    names = {wire for wire, _ in wires(type(result))}
    extras = {key: item for key, item in cast("dict[str, Any]", value).items() if key not in names}
    return _exact(extras, _extra_kind(type(result)))


@cache
def _extra_kind(cls: type[Model]) -> Any:
    return next(info.type for info in fields_of(cls) if info.name == extra_field(cls))


def flattened(value: Any) -> Any:
    """Plain data of models (as `msgspec.to_builtins` gives it) with what they keep beside their fields put among these."""
    if isinstance(value, dict):
        plain = {key: flattened(item) for key, item in cast("dict[str, Any]", value).items() if key != EXTRA}
        return {**flattened(value[EXTRA]), **plain} if EXTRA in value else plain
    if isinstance(value, list | tuple):
        return [flattened(item) for item in cast("list[Any]", value)]
    return value
