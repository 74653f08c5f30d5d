"""Documented headers of answers as typed values. Lenient: a header that is not of the documented form is None, never an error."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from types import UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin

import httpx
import msgspec

from identkit.core._lenient import dec_hook, decoder, fields_of

H = TypeVar("H")

_WHOLE = re.compile(r"[+-]?[0-9]+(\.0*)?")
_LONGEST = 64 * 1024  # characters of a header that are looked at


def read(kind: type[H], headers: httpx.Headers) -> H:
    """The headers that the model `kind` has fields for."""
    decoder(cast("Any", kind))  # see there: annotations are not to be read in whatever thread comes first
    fields: dict[str, Any] = {}
    for info in fields_of(kind):  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] # a model
        text = headers.get(info.encode_name)
        if text is not None and len(text) <= _LONGEST:
            fields[info.name] = _value(info.type, text.strip())
    return kind(**fields)


def _value(kind: Any, text: str) -> Any:
    """The value of one type that the text stands for, None for none."""
    for each in get_args(kind) if get_origin(kind) in {Union, UnionType} else (kind,):
        if each is type(None):
            continue
        for form in _forms(each, text):
            try:
                return msgspec.convert(form, each, strict=False, dec_hook=dec_hook)
            except (ValueError, RecursionError, OverflowError):  # of another form
                continue
    return None


def _forms(kind: Any, text: str) -> list[Any]:
    """What the text may be for a type: values of lists are joined by commas, moments may be written as HTTP writes them."""
    origin = get_origin(kind) or kind
    if origin is Any or origin is str:
        return [text]
    if kind is int:
        return [text.partition(".")[0]] if _WHOLE.fullmatch(text) else []
    if isinstance(origin, type) and issubclass(origin, list | tuple):
        return [*_json(text), [part.strip() for part in text.split(",")] if text else []]
    if isinstance(origin, type) and issubclass(origin, date):
        return [text, *_moment(text, whole=issubclass(origin, datetime))]
    if isinstance(origin, type) and issubclass(origin, dict | msgspec.Struct):
        pairs = [part.partition("=") for part in text.split(",")]
        return [*_json(text), {name.strip(): value.strip() for name, _, value in pairs}]
    return [text, *_json(text)]


def _json(text: str) -> list[Any]:
    try:
        return [msgspec.json.decode(text)]
    except (ValueError, RecursionError):
        return []


def _moment(text: str, *, whole: bool) -> list[Any]:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return []
    return [moment if whole else moment.date()]
