"""Objects as plain data and back: what `to_dict`, `to_json`, `from_dict` and `from_json` do. Imported when one of them is called."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin

import msgspec
from msgspec import UNSET

from identkit.core._choices import Choice
from identkit.core._errors import DecodeError
from identkit.core._lenient import fields_of, meant
from identkit.core._types import MASK, Model, Portable, extra_field, personal, unknown_fields
from identkit.core._values import is_mapping

Field = tuple[str, str, Any]  # Python name, name on the wire, default


@cache
def _fields(cls: type[msgspec.Struct]) -> tuple[Field, ...]:
    return tuple((info.name, info.encode_name, info.default) for info in fields_of(cls))


def plain(value: Any, *, redact: bool = False, use_api_names: bool = True) -> Any:
    """A value as dictionaries, lists, text, numbers, booleans and None: what JSON can hold.

    Args:
        value: A model, a page, a verdict, or anything they hold.
        redact: Put `***` in the place of everything that has a class of personal data, and of what no document describes.
        use_api_names: Name fields as the provider does.
    """
    if isinstance(value, msgspec.Struct):
        return _object(value, redact=redact, use_api_names=use_api_names)
    if is_mapping(value):
        if redact and type(value) is not dict:  # a kind of object that the document does not know: it may hold anything
            return MASK
        items = cast("Iterable[tuple[Any, Any]]", value.items())
        return {_key(key): plain(item, redact=redact, use_api_names=use_api_names) for key, item in items}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item, redact=redact, use_api_names=use_api_names) for item in cast("Sequence[Any]", value)]
    as_dict: Callable[..., Any] | None = getattr(value, "to_dict", None)
    if as_dict is not None:
        return as_dict(redact=redact, use_api_names=use_api_names)
    return msgspec.to_builtins(value)


def _key(key: Any) -> str:
    return str(msgspec.to_builtins(key))


def _object(value: msgspec.Struct, *, redact: bool, use_api_names: bool) -> dict[str, Any]:
    cls = type(value)
    classes: Mapping[str, str] = personal(cls) if redact else {}
    result: dict[str, Any] = {}
    for name, wire, default in _fields(cls):
        field = getattr(value, name)
        if field is UNSET or (field is None and default is None and isinstance(value, Model)):
            continue
        if use_api_names and name == extra_field(cls):  # they stand among the others
            result.update({each: MASK if redact else plain(item) for each, item in cast("Mapping[str, Any]", field).items()})
            continue
        key = wire if use_api_names else name
        result[key] = MASK if name in classes and field is not None else plain(field, redact=redact, use_api_names=use_api_names)
    for key, field in unknown_fields(value).items():
        result.setdefault(key, MASK if redact else field)
    return result


def text(value: Any, *, redact: bool, indent: int | None) -> str:
    """As JSON."""
    content = msgspec.json.encode(plain(value, redact=redact))
    return (content if indent is None else msgspec.json.format(content, indent=indent)).decode()


def attempted(make: Callable[[Any, Any], Any], cls: Any, data: Any) -> tuple[Any, DecodeError | None]:
    """What comes of it: the object, or the error without the frames that hold what was given."""
    try:
        return make(cls, data), None
    except DecodeError as error:
        return None, error.with_traceback(None)


def made(cls: Any, data: Any) -> Any:
    """An object from plain data, under either names. Raises DecodeError, which names the place and not the value."""
    from identkit.core._received.decoding import decode
    from identkit.core._received.unknown import compare

    try:
        content = msgspec.json.encode(_wire(cls, data))
        problem = ""
    except (TypeError, ValueError, RecursionError, OverflowError) as error:
        content, problem = b"", f"the data is none that JSON can hold ({type(error).__name__})"
    if problem:
        raise DecodeError(_named(cls), "$", problem)
    value, complaint = decode(cls, content)
    if complaint is not None:
        raise DecodeError(_named(cls), *complaint)
    compare(value, msgspec.json.decode(content), _ignore, keep=True)
    return value


def _ignore(path: str, problem: str) -> None:
    """What is read here may have been kept for years: that it departs from today's document is no news."""


def made_from_text(cls: Any, content: str | bytes) -> Any:
    """An object from JSON."""
    from identkit.core._received.decoding import decode

    try:
        octets = content.encode() if isinstance(content, str) else bytes(content)
    except UnicodeEncodeError:
        octets = b"\xff"
    data, complaint = decode(Any, octets)
    if complaint is not None:
        raise DecodeError(_named(cls), *complaint)
    return made(cls, data)


def _named(kind: Any) -> str:
    return getattr(kind, "__name__", str(kind))


def _wire(kind: Any, data: Any) -> Any:
    """Plain data with the provider's names in the place of Python's, where the type says which is which."""
    kind = meant(kind)
    if isinstance(data, Portable):
        return data
    if isinstance(kind, type) and issubclass(kind, Choice):
        return _alternative(kind.members(), data)
    if get_origin(kind) in (Union, UnionType):
        return _alternative(get_args(kind), data)
    if isinstance(data, Mapping):
        return _mapping(kind, cast("Mapping[str, Any]", data))
    if isinstance(data, list | tuple):
        items = cast("Sequence[Any]", data)
        inner = get_args(kind)[0] if get_origin(kind) in (list, tuple, Sequence) else Any
        return [_wire(inner, item) for item in items]
    return data


def _mapping(kind: Any, data: Mapping[str, Any]) -> Any:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return _renamed(kind, data)
    if get_origin(kind) is list:  # a single one in the place of several
        return _wire(get_args(kind)[0], data)
    inner = get_args(kind)[1] if get_origin(kind) in (dict, Mapping) else Any
    return {key: _wire(inner, item) for key, item in data.items()}


def _renamed(cls: type[msgspec.Struct], data: Mapping[str, Any]) -> dict[str, Any]:
    wires = {name: wire for name, wire, _ in _fields(cls)}
    types = {info.encode_name: info.type for info in fields_of(cls)}
    result: dict[str, Any] = {}
    for key, value in data.items():
        wire = key if key in types else wires.get(key, key)
        result[wire] = _wire(types.get(wire, Any), value)
    return result


def _alternative(kinds: Sequence[Any], data: Any) -> Any:
    """By the names of the object that has most of the fields."""
    targets = [meant(kind) for kind in kinds]
    lists = [kind for kind in targets if get_origin(kind) in (list, tuple, Sequence)]
    structs = [kind for kind in targets if isinstance(kind, type) and issubclass(kind, msgspec.Struct)]
    if is_mapping(data) and structs:
        return _renamed(max(structs, key=lambda kind: sum(key in data for pair in _fields(kind) for key in {*pair[:2]})), data)
    return _wire(lists[0], data) if lists else cast("Any", data)


# For pydantic, and so for FastAPI


def pydantic_schema(cls: Any) -> Any:
    """How pydantic validates and writes a class: an instance, or plain data; written under the provider's names."""
    from pydantic_core import core_schema

    def validated(value: Any) -> Any:
        if isinstance(value, cls):
            return value
        try:
            return cls.from_json(value) if isinstance(value, str | bytes) else cls.from_dict(value)
        except DecodeError as error:
            problem = str(error)
        raise ValueError(problem)

    def written(value: Any) -> Any:
        return plain(value)

    return core_schema.no_info_plain_validator_function(
        validated, serialization=core_schema.plain_serializer_function_ser_schema(written, return_schema=core_schema.any_schema())
    )


def pydantic_json_schema(cls: Any) -> dict[str, Any]:
    """What FastAPI's document says of a class."""
    summary = (cls.__doc__ or "").strip().partition("\n")[0]
    return {"type": "object", "title": cls.__name__, **({"description": summary} if summary else {})}
