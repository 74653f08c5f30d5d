"""What an answer holds that its document does not know: fields, and values of enums. Noticed by its place, and kept where asked for."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from typing import Any, Final, TypeAlias

import msgspec

from identkit.core._lenient import fields_of
from identkit.core._received import drift
from identkit.core._received.decoding import decode
from identkit.core._received.drift import OnDrift
from identkit.core._types import FreeStrEnum, Model, OpenIntEnum, OpenStrEnum, aliases, extra_field, keep_unknown_fields
from identkit.core._values import is_list, is_mapping

FIELD: Final = "a field that the document does not have"
VALUE: Final = "a value that the document does not have"
_ITEMS: Final = 200  # of a list that are looked at: what is unknown in one item is in others, too

Note: TypeAlias = Callable[[str, str], object]

_NAME: Final = re.compile(r"[A-Za-z][A-Za-z_-]*[0-9]{0,2}", re.ASCII)
_answers: dict[tuple[str, str], int] = {}  # how many each operation had


class Watch(msgspec.Struct, frozen=True):
    """What a client does about what its documents do not know."""

    provider: str
    keep: bool = False
    on_drift: OnDrift | None = None

    def look(self, operation: str, data: Any, content: bytes) -> None:
        """Look at an answer: at every one where a hook waits or fields are to be kept; else at the 1st, 2nd, 4th, 8th and so on.

        Reading an answer a second time costs as much as reading it, and what drifts stays.
        """
        key = (self.provider, operation)
        count = _answers[key] = _answers.get(key, 0) + 1
        if not self.keep and self.on_drift is None and count & (count - 1):
            return

        def note(path: str, problem: str) -> None:
            drift.note(self.provider, operation, path, problem, self.on_drift)

        raw, complaint = decode(Any, content)
        if complaint is None:
            compare(data, raw, note, keep=self.keep)


def compare(data: Any, raw: Any, note: Note, *, keep: bool = False) -> None:
    """Compare what was decoded with what arrived.

    Args:
        data: The decoded value.
        raw: The same as plain data.
        note: Called with the path and a sentence for each departure.
        keep: Keep unknown fields in the models.
    """
    with suppress(RecursionError):  # what no document describes may be nested as deeply as it likes; there is nothing to find in it
        _compare(data, raw, note, keep=keep, path="$")


def _compare(data: Any, raw: Any, note: Note, *, keep: bool, path: str) -> None:
    if isinstance(data, Model):
        if is_mapping(raw):
            _compare_fields(data, raw, note, keep=keep, path=path)
    elif isinstance(data, OpenStrEnum | OpenIntEnum):
        if not data.is_known and not isinstance(data, FreeStrEnum):
            note(path, VALUE)
    elif is_list(data):
        items = raw if is_list(raw) else [raw]  # a single one in the place of several
        for each, item in list(zip(data, items, strict=False))[: None if keep else _ITEMS]:
            _compare(each, item, note, keep=keep, path=f"{path}[...]")
    elif is_mapping(data) and is_mapping(raw):
        for key, each in data.items():
            _compare(each, raw.get(key), note, keep=keep, path=f"{path}[...]")


def _compare_fields(model: Model, raw: Mapping[Any, Any], note: Note, *, keep: bool, path: str) -> None:
    names = _names(type(model))
    unknown = {key: value for key, value in raw.items() if key not in names} if not extra_field(type(model)) else {}
    for key in unknown:
        note(f"{path}.{_shown(key)}", FIELD)
    if unknown and keep:
        keep_unknown_fields(model, unknown)
    for wire, name in names.items():
        if wire in raw and (value := getattr(model, name)) is not None:
            _compare(value, raw[wire], note, keep=keep, path=f"{path}.{wire}")


@cache
def _names(cls: type[Model]) -> Mapping[str, str]:
    other = aliases(cls)
    return {info.encode_name: other.get(info.name, info.name) for info in fields_of(cls)}


def _shown(key: Any) -> str:
    """A name as it may be shown: one that does not look like a name may be a value in its place."""
    text = str(key)
    return text if len(text) <= 60 and _NAME.fullmatch(text) else "[...]"
