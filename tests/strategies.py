"""Random objects of any generated class, made from the types of its fields."""

import datetime as dt
import types
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
from hypothesis import strategies as st

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False).filter(lambda number: not number.is_integer()),
    bool: st.booleans(),
    bytes: st.binary(max_size=12),
    dt.date: st.dates(),
    dt.datetime: st.datetimes(min_value=dt.datetime(1900, 1, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001 # hypothesis adds the zone
    Any: st.none() | st.booleans() | TEXT | st.lists(TEXT, max_size=2) | st.dictionaries(TEXT, TEXT, max_size=2),
    type(None): st.none(),
}


@cache
def objects(kind: Any) -> st.SearchStrategy[Any]:
    """Values of a type; a class inside itself is left out sooner or later."""
    return st.deferred(lambda: _objects(kind))


def _objects(kind: Any) -> st.SearchStrategy[Any]:
    if hasattr(kind, "target"):  # lenient: nothing in any form is None
        return objects(kind.target).filter(lambda value: value not in ("", {}, []))
    if hasattr(kind, "members"):
        return st.one_of([objects(each) for each in kind.members()])
    if kind in SCALARS:
        return SCALARS[kind]
    return _class(kind) if isinstance(kind, type) and get_origin(kind) is None else _generic(kind)


def _generic(kind: Any) -> st.SearchStrategy[Any]:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return st.one_of([objects(each) for each in sorted(args, key=lambda each: each is not type(None)) if each is not msgspec.UnsetType])
    if origin is list:
        return st.lists(objects(args[0]), max_size=2)
    if origin is dict:
        return st.dictionaries(TEXT, objects(args[1]), max_size=2)
    if origin is Literal:
        return st.sampled_from(args)
    raise NotImplementedError(repr(kind))


def _class(kind: Any) -> st.SearchStrategy[Any]:
    if issubclass(kind, Enum):
        unknown = st.just("never seen before") if issubclass(kind, str) else st.just(424242)
        return st.sampled_from(list(kind)) | unknown.map(kind)
    if issubclass(kind, msgspec.Struct):
        fields = [info for info in msgspec.structs.fields(kind) if info.encode_name[0] != "("]
        required = {info.name: objects(info.type) for info in fields if info.required}
        optional = {info.name: objects(info.type) for info in fields if not info.required}
        return st.fixed_dictionaries(required, optional=optional).map(lambda given: kind(**given))
    raise NotImplementedError(repr(kind))
