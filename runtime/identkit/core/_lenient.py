"""Values that arrive in more than one form, and the decoders that know them."""

import re
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast, get_args, get_origin

import msgspec
from msgspec.structs import FieldInfo

from identkit.core import _forking
from identkit.core._types import Model, OpenStrEnum

__all__ = ["Lenient", "dec_hook", "decoder"]

T = TypeVar("T")


def _own(kind: type[T]) -> type[T]:
    """Python's own class, where a library that freezes time has put a subclass in its place."""
    return next(each for each in kind.__mro__ if each.__module__ == "datetime" and type(each) is type)


# In a class, where no such library looks: what stands in a module is replaced while time is frozen.
class _Own:
    day: type[date] = _own(date)
    moment: type[datetime] = _own(datetime)
    day_or_text: Any = _own(date) | str
    moment_or_text: Any = _own(datetime) | str


if TYPE_CHECKING:
    Lenient = Annotated[T, "lenient"]
else:

    class _LenientMeta(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return instance is None or isinstance(instance, cls.accepts)

        def __getitem__(cls, target: type) -> type:
            kind = _LENIENT.get(target)
            if kind is None:
                accepts = get_args(target) if target in _OR_TEXT else get_origin(target) or target
                members = {"target": target, "accepts": accepts}
                kind = _LENIENT[target] = _LenientMeta(f"Lenient_{_named(target)}", (), members)
                _QUICK[kind] = _quick(target)
            return kind

    class Lenient(metaclass=_LenientMeta):
        """A value that arrives in more than one wire form; `{}` is None, except for numbers.

        `Lenient[str]` also takes numbers, `Lenient[int]` text; `Lenient[list[X]]` a single X; an enum of texts also takes numbers, a model
        with a field `value` also the bare value. `Lenient[date | str]` is a date, or the text as it came where it is none (a number is a
        year); `Lenient[datetime | str]` likewise, where a time may have a blank before it and a colon before the milliseconds. To a type
        checker
        `Lenient[X]` is `X`. At run time msgspec meets a type it does not know and asks `dec_hook`.
        """

        target: type = object
        accepts: type = object

    _LENIENT: dict[type, type] = {}

_QUICK: dict[Any, Callable[[str], Any] | None] = {}  # Lenient[X] -> reads text in the form that nearly all values have


def meant(kind: Any) -> Any:
    """What a `Lenient[X]` stands for; any other type is itself, also a model that happens to have a field `target`."""
    is_lenient = isinstance(kind, type) and kind in _QUICK
    return cast("Any", kind).target if is_lenient else kind


def _quick(target: Any) -> Callable[[str], Any] | None:
    if target is str:
        return str
    if target is _Own.day:
        return _date
    if target == _Own.day_or_text:
        return _date_or_text
    if target == _Own.moment_or_text:
        return _moment_or_text
    return _member(target) if isinstance(target, type) and issubclass(target, OpenStrEnum) else None


_OR_TEXT: dict[Any, str] = {_Own.day_or_text: "date_or_text", _Own.moment_or_text: "time_or_text"}


def _named(target: Any) -> str:
    return _OR_TEXT[target] if target in _OR_TEXT else str(target.__name__)


def _date_or_text(text: str) -> date | str | None:
    try:
        return _date(text) if text else None
    except ValueError:
        return text


def _moment_or_text(text: str) -> datetime | str | None:
    try:
        # The form that nearly all have; what else `fromisoformat` takes (weeks, no separators) is no time here.
        if text[10:11] == "T" and text[16:17] == ":":
            return _Own.moment.fromisoformat(text)
    except ValueError:
        pass
    return (_moment(text) or text) if text else None


def _date(text: str) -> date | None:
    if text[4:5] != "-" or text[7:8] != "-":
        raise ValueError
    return _Own.day.fromisoformat(text)


def _member(enum: type[OpenStrEnum]) -> Callable[[str], OpenStrEnum | None]:
    return lambda text: enum(text) if text else None


# Times as providers write them: 2018-02-15 17:10:44.760, and 17:10:44:760. ISO 8601 is understood, too.
_TIME = re.compile(r"(\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d:\d\d)?)(?:(\.\d{1,9})|:(\d{1,3}))?(Z|[+-]\d\d:?\d\d)?", re.ASCII)


def dec_hook(kind: Any, value: Any) -> Any:
    """Decode a `Lenient` field or a choice. Raises ValueError, without the value, when the form is none of the known ones."""
    quick = _QUICK.get(kind) if type(value) is str else None
    if quick is not None:
        try:
            return quick(value)
        except ValueError:
            quick = None  # what is wrong is said below; not here, where this error, which shows the value, would hang on it
    if hasattr(kind, "read"):
        return kind.read(value)
    if meant(kind) is kind:
        raise NotImplementedError(f"no way to decode {kind!r}")
    return _decoded(kind.target, value)


def _decoded(target: Any, value: Any) -> Any:
    wrong = f"Expected `{_named(target)}`, got `{type(value).__name__}`"
    if target not in {int, bool} and (value == {} or (value == "" and target is not str)):
        return target() if value == {} and _is_model(target) else None  # an object without values is one all the same
    if isinstance(value, bool) and (target in (str, int) or target in _OR_TEXT):
        raise ValueError(wrong)
    if target in _OR_TEXT and not isinstance(value, int | float):
        raise ValueError(wrong)  # text was read by `_quick`
    if (target is str or target in _OR_TEXT) and isinstance(value, str | int | float):
        return str(value)
    if target is bool and isinstance(value, str) and value in {"true", "false"}:
        return value == "true"
    if target is int and isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,18}", value):
        return int(value)
    decoder(target)  # see there: the conversion itself would read the annotations in whatever thread it runs
    try:
        return msgspec.convert(_wrapped(target, value), target, dec_hook=dec_hook)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None  # msgspec adds the path that leads here


def _is_model(target: Any) -> bool:
    return isinstance(target, type) and issubclass(target, Model)


_LOCK = _forking.Mutex()


@cache
def decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    """The decoder of a type, made once, and never in two threads at a time.

    The first use of a class makes msgspec read its annotations. While one thread does so, another one that uses the class finds it
    half read; with msgspec 0.22 the process then ends with a segmentation fault.
    """
    with _LOCK, _genuine(kind):
        return msgspec.json.Decoder(kind, dec_hook=dec_hook)


@cache
def fields_of(cls: type) -> tuple[FieldInfo, ...]:
    """The fields of a model with their types; as with decoders, whatever a library has put in the place of `date` meanwhile."""
    with _LOCK, _genuine(cls):
        return msgspec.structs.fields(cls)


@contextmanager
def _genuine(kind: Any) -> Generator[None]:
    """Let msgspec find Python's own `date` and `datetime` where a library that freezes time has put others in their place.

    It reads the annotations of models in their modules when a type is first decoded, and keeps what it found.
    """
    packages = {each.__module__.rpartition(".")[0] for each in (kind, *get_args(kind)) if isinstance(each, type)}
    loads = list(sys.modules.items())  # with None for what may not be imported
    modules = [module for name, module in loads if name.rpartition(".")[0] in packages and hasattr(module, "__dict__")]
    kinds = [
        (vars(module), name, vars(module)[name])
        for module in modules
        for name, own in (("date", _Own.day), ("datetime", _Own.moment))
        if isinstance(vars(module).get(name), type) and vars(module)[name] is not own and issubclass(vars(module)[name], own)
    ]
    for space, name, _ in kinds:
        space[name] = _Own.day if name == "date" else _Own.moment
    try:
        yield
    finally:
        for space, name, other in kinds:
            space[name] = other


def _wrapped(target: Any, value: Any) -> Any:
    """The value in the form that msgspec expects of `target`."""
    if get_origin(target) is list:
        return cast("Any", value) if isinstance(value, list) else [value]
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return value
    if issubclass(target, OpenStrEnum):
        return str(value)
    if not issubclass(target, Model) or "value" not in target.__struct_fields__:
        return value
    texts = "str" in str(target.__annotations__.get("value"))  # a postal code, say, that was written as a number
    return {"value": value if isinstance(value, str) or not texts else str(value)}


def _moment(text: str) -> datetime | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    try:
        moment = _Own.moment.fromisoformat(match[1] + (match[2] or "")[:7] + (match[4] or ""))
    except ValueError:  # the 31st of February
        return None
    return moment + timedelta(milliseconds=int(match[3] or 0))
