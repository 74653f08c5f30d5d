"""Value types every generated model is built from. How JSON becomes such values is in `_lenient`."""

import re
from collections.abc import Callable, Mapping
from enum import IntEnum, StrEnum
from typing import Any, ClassVar, Self, TypeVar, cast

import msgspec
from msgspec import UNSET, UnsetType

from identkit.core._calling.description import Check, Rule

__all__ = ["UNSET", "AliasedModel", "Model", "OpenIntEnum", "OpenStrEnum", "UnsetType"]

MASK = "***"
T = TypeVar("T")


class OpenStrEnum(StrEnum):
    """A string enum that keeps unknown values: they compare, hash, log and encode as their wire text."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        unknown._name_ = "<unknown>"  # not an identifier, so it cannot collide
        unknown._value_ = value
        return unknown

    @property
    def is_known(self) -> bool:
        """Whether the provider's document has this value."""
        return self._name_ in type(self).__members__


class FreeStrEnum(OpenStrEnum):
    """A string enum beside which the document allows any other text."""


class OpenIntEnum(IntEnum):
    """An integer enum that keeps unknown values."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        unknown = int.__new__(cls, value)
        unknown._name_ = "<unknown>"  # not an identifier, so it cannot collide
        unknown._value_ = value
        return unknown

    @property
    def is_known(self) -> bool:
        """Whether the provider's document has this value."""
        return self._name_ in type(self).__members__


class Record(msgspec.Struct, frozen=True):
    """Base of the kernel's value classes that hold what must not be shown: `secrets` names those fields.

    The value classes that every client imports are msgspec structs: with attrs, its own import and half a millisecond for each
    class would be a fifth of the import of httpx and msgspec.
    """

    secrets: ClassVar[frozenset[str]] = frozenset()

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        return [(name, getattr(self, name)) for name in self.__struct_fields__ if name not in self.secrets]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__rich_repr__())})"


class Portable(msgspec.Struct, frozen=True):
    """An object that can leave the process as plain data and come back."""

    def to_dict(self, *, redact: bool = False, use_api_names: bool = True) -> dict[str, Any]:
        """The object as plain data that JSON can hold, under the provider's names.

        Args:
            redact: Put `***` in the place of every value that has a class of personal data.
            use_api_names: False names fields as Python does.
        """
        from identkit.core import _objects

        result: dict[str, Any] = _objects.plain(self, redact=redact, use_api_names=use_api_names)
        return result

    def to_json(self, *, redact: bool = False, indent: int | None = None) -> str:
        """The object as JSON, under the provider's names."""
        from identkit.core import _objects

        return _objects.text(self, redact=redact, indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The object that `to_dict` made the data of, or of the provider's own data, as tolerant as answers are read.

        Raises:
            DecodeError: The data is not that of such an object; `path` says where.
        """
        from identkit.core import _objects

        result, failure = _objects.attempted(_objects.made, cls, data)
        del data  # not for a traceback with locals
        if failure is not None:
            raise failure
        return cast("Self", result)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The object that `to_json` made the text of, or of the provider's own JSON. Raises DecodeError like `from_dict`."""
        from identkit.core import _objects

        result, failure = _objects.attempted(_objects.made_from_text, cls, text)
        del text
        if failure is not None:
            raise failure
        return cast("Self", result)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from identkit.core import _objects

        return _objects.pydantic_schema(cls)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        from identkit.core import _objects

        return _objects.pydantic_json_schema(cls)


class Model(Portable, frozen=True, kw_only=True, omit_defaults=True, dict=True):
    """Base of generated models: personal data is hidden in `repr`, unknown fields are ignored unless a client keeps them.

    `kw_only`, `frozen` and `omit_defaults` are repeated on every generated class: msgspec inherits the last two only. What the document
    says of the fields has an underscore, so that a field of the same name keeps its own, and nobody is offered it: see `personal`.
    """

    _pii: ClassVar[Mapping[str, str]] = {}  # Python name -> class of personal data ("name", "bank", ...)
    _checks: ClassVar[tuple[Check, ...]] = ()  # limits of the fields; only models that are sent have any
    _rules: ClassVar[tuple[Rule, ...]] = ()
    _extra_field: ClassVar[str] = ""  # the field with what is not described, of models whose document says that there may be such

    def __copy__(self) -> Self:
        return self  # nothing of it can be changed

    def __reduce__(self) -> Any:
        unknown = unknown_fields(self)
        parts = super().__reduce__()
        return (_remade, (*parts[:2], unknown)) if unknown else parts

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        fields = ((name, getattr(self, name)) for name in self.__struct_fields__)
        texts: Mapping[str, str] = self.__dict__.get(_SHOWN, {})
        return [(name, _shown(self._pii.get(name), value, texts.get(name))) for name, value in fields if value is not UNSET]

    def __repr__(self) -> str:
        fields = (f"{name}={MASK if value is MASK else repr(value)}" for name, value in self.__rich_repr__())
        return f"{type(self).__name__}({', '.join(fields)})"


# What looks like a value of a person in a provider's own words: addresses of e-mail, and whatever has three digits or more.
_VALUES = re.compile(r"[^\s\"'(\[]*(?:@|\d[^\s\d]*\d[^\s\d]*\d)[^\s\"')\],;]*(?:[ -]?\d[\d ]*\d)?")


_SHOWN = "_shown"  # by name of a field, what to show of a text that repeats something of the request


def _shown(kind: str | None, value: Any, text: str | None = None) -> Any:
    """A value as `repr` shows it, by its class of personal data. A provider's own text is shown without the values it repeats."""
    if kind is None or value is None:
        return value
    if kind == "echo" and isinstance(value, str):
        return _VALUES.sub(MASK, value if text is None else text)
    return MASK


def mark_echoes(model: Any, secrets: frozenset[str]) -> None:
    """Let an error's objects know which of the provider's own texts repeat a value of the request.

    Values of one or two characters are codes, which help whoever reads on.
    """
    pattern = "|".join(re.escape(value) for value in secrets if len(value) > 2)
    if isinstance(model, Model):
        classes = personal(type(model))
        for name in model.__struct_fields__:
            value = getattr(model, name)
            if pattern and classes.get(name) == "echo" and isinstance(value, str):
                text = re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", MASK, value, flags=re.IGNORECASE)
                vars(model)[_SHOWN] = {**vars(model).get(_SHOWN, {}), name: text}
            else:
                mark_echoes(value, secrets)
    elif isinstance(model, list | tuple):
        for value in cast("list[Any]", model):
            mark_echoes(value, secrets)


class AliasedModel(Model, frozen=True, kw_only=True, omit_defaults=True):
    """A model with a field that travels under more than one name; whatever the name, one field holds it."""

    _aliases: ClassVar[Mapping[str, str]] = {}  # Python name of the other spelling -> Python name it is read into

    def __post_init__(self) -> None:
        for other, name in self._aliases.items():
            value = getattr(self, other)
            if value is None:
                continue
            if getattr(self, name) is None:
                msgspec.structs.force_setattr(self, name, value)
            msgspec.structs.force_setattr(self, other, None)


def jsonable(value: object) -> Any:
    """Plain data for an object of ours: `json.dumps(value, default=jsonable)`, and so for frameworks that take such a function.

    Raises:
        TypeError: It is no object that could become JSON.
    """
    from identkit.core import _objects

    return _objects.plain(value)


def need(value: T | None, what: str = "value") -> T:
    """The value, which has to be there. Raises MissingValue, which names `what`, where it is None."""
    if value is None:
        from identkit.core._errors import MissingValue

        raise MissingValue(f"there is no {what}")
    return value


def reached(model: Model, path: tuple[str, ...]) -> Any:
    """What a path of fields leads to. Raises MissingValue for the first that is empty."""
    value: Any = model
    for index, name in enumerate(path):
        value = need(getattr(value, name), f"{'.'.join(path[: index + 1])} in this {type(model).__name__}")
    return value


def _remade(make: Callable[..., Any], arguments: tuple[Any, ...], unknown: Mapping[str, Any]) -> Any:
    """A model from a pickle, with what it kept beside its fields."""
    result = make(*arguments)
    keep_unknown_fields(result, unknown)
    return result


def personal(cls: type) -> Mapping[str, str]:
    """The classes of personal data of a class's fields, by Python name."""
    return cls._pii if issubclass(cls, Model) else {}  # pyright: ignore[reportPrivateUsage] # hidden from users only


def limits(cls: type[Model]) -> tuple[tuple[Check, ...], tuple[Rule, ...]]:
    """The documented limits of a model that is sent: of single fields, and over several."""
    return cls._checks, cls._rules  # pyright: ignore[reportPrivateUsage]


def aliases(cls: type[Model]) -> Mapping[str, str]:
    """The fields that only read another spelling, with those that hold the values."""
    names: Mapping[str, str] = getattr(cls, "_aliases", {})
    return names


def extra_field(cls: type) -> str:
    """The field of a class that holds what is not described, by Python name; "" for most classes, which hold no such thing."""
    return cls._extra_field if issubclass(cls, Model) else ""  # pyright: ignore[reportPrivateUsage]


def unknown_fields(value: object) -> Mapping[str, Any]:
    """The fields of an answer that its document does not know, by the provider's names; kept where the client was told to."""
    fields: Mapping[str, Any] = vars(value).get("_unknown", {}) if isinstance(value, Model) else {}
    return fields


def keep_unknown_fields(value: Model, fields: Mapping[str, Any]) -> None:
    """Keep fields beside the documented ones."""
    msgspec.structs.force_setattr(value, "_unknown", dict(fields))
