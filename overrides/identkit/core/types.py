"""Value types every generated model is built from."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self, TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from identkit.core.operation import Check, Rule

__all__ = ["UNSET", "AliasedModel", "Lenient", "Model", "OpenStrEnum", "UnsetType"]

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


class Model(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Base of generated models: unknown fields are ignored, personal data is hidden in `repr`.

    `kw_only`, `frozen` and `omit_defaults` are repeated on every generated class: msgspec inherits the last two only.
    """

    pii: ClassVar[Mapping[str, str]] = {}  # Python name -> class of personal data ("name", "bank", ...)
    checks: ClassVar[tuple[Check, ...]] = ()  # limits of the fields; only models that are sent have any
    rules: ClassVar[tuple[Rule, ...]] = ()

    def __rich_repr__(self) -> Iterator[tuple[str, Any]]:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if value is not UNSET:
                yield name, MASK if name in self.pii and value is not None else value

    def __repr__(self) -> str:
        shown = (f"{name}={MASK if value is MASK else repr(value)}" for name, value in self.__rich_repr__())
        return f"{type(self).__name__}({', '.join(shown)})"


class AliasedModel(Model, frozen=True, kw_only=True, omit_defaults=True):
    """A model with a field that travels under more than one name; whatever the name, one field holds it."""

    aliases: ClassVar[Mapping[str, str]] = {}  # Python name of the other spelling -> Python name it is read into

    def __post_init__(self) -> None:
        for other, name in self.aliases.items():
            value = getattr(self, other)
            if value is None:
                continue
            if getattr(self, name) is None:
                msgspec.structs.force_setattr(self, name, value)
            msgspec.structs.force_setattr(self, other, None)


if TYPE_CHECKING:
    Lenient = Annotated[T, "lenient"]
else:

    class _LenientMeta(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return instance is None or isinstance(instance, cls.target)

        def __getitem__(cls, target: type) -> type:
            made = _LENIENT.get(target)
            if made is None:
                made = _LENIENT[target] = _LenientMeta(f"Lenient_{target.__name__}", (), {"target": target})
            return made

    class Lenient(metaclass=_LenientMeta):
        """A value that arrives in more than one wire form: `Lenient[str]` also takes numbers, and `{}` as None.

        To a type checker `Lenient[X]` is `X`. At run time msgspec meets a type it does not know and asks `dec_hook`.
        """

        target: type = object

    _LENIENT: dict[type, type] = {}


def dec_hook(kind: Any, value: Any) -> Any:
    """Decode a `Lenient` field. Raises ValueError, without the value, when the form is none of the known ones."""
    raise NotImplementedError(kind, value, datetime)
