"""Whose answer is it? What an operation names has to be repeated by its answer, where the document says that it is (`x-echo`)."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import UNSET

from identkit.core._calling.description import Echo
from identkit.core._sent.styles import text
from identkit.core._values import is_list, is_mapping


def difference(echoes: tuple[Echo, ...], arguments: Mapping[str, Any], data: Any) -> tuple[str, str] | None:
    """The path of a field that names another object than the one asked for, and a sentence without any value; None when all agree.

    An answer that leaves the field out says nothing, and agrees.
    """
    for echo in echoes:
        argument = arguments.get(echo.name, UNSET)
        if argument is UNSET or argument is None:
            continue
        texts = {text(each) for each in argument} if is_list(argument) else {text(argument)}
        for path, value in _values(data, echo.path, "$"):
            if value is not None and value is not UNSET and text(value) not in texts:
                return path, f"the answer is about another object than {echo.name} named"
    return None


def _values(value: Any, path: tuple[str, ...], way: str) -> Iterator[tuple[str, Any]]:
    """What stands at a path of Python names; "*" stands for every item of a list."""
    if not path:
        yield way, value
        return
    step, rest = path[0], path[1:]
    if step == "*":
        if is_list(value):
            for index, item in enumerate(value):
                yield from _values(item, rest, f"{way}[{index}]")
        return
    inner = value.get(step) if is_mapping(value) else getattr(value, step, None)
    yield from _values(inner, rest, f"{way}.{_wire(value, step)}")


def _wire(value: Any, name: str) -> str:
    """What a field is called in the answer."""
    if not isinstance(value, msgspec.Struct) or name not in value.__struct_fields__:
        return name
    kind = type(value)
    return kind.__struct_encode_fields__[kind.__struct_fields__.index(name)]
