"""A JSON file, read by the standard library where nothing in it is odd, and where things stand in its text.

What is odd (a key twice, a number without end, half a character, too many levels) is left to the reader of YAML, which tells it with a
line. Most files are never asked where something stands, so their places are looked up when somebody asks.
"""

import json
import math
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any, Final, cast

from attrs import define, field

from identkit.generator.values import is_map

_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_WIDE: Final = re.compile(r"[^\x00-\x7f]")
_SPACE: Final = re.compile(r"[ \t\r\n]*")


class _Odd(ValueError):
    """Something that JSON may hold and a document should not."""


def plain(text: str, *, nodes: int, depth: int) -> dict[str, Any] | None:
    """The values of a JSON text that is a mapping of at most so many values and levels; None where anything is odd."""
    if _SURROGATE.search(text):
        return None
    try:
        data: object = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError):
        return None
    return small if isinstance(data, dict) and _is_small(small := cast("dict[str, Any]", data), nodes, depth) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    small = dict(pairs)
    if len(small) != len(pairs):
        raise _Odd
    return small


def _refuse(text: str) -> float:
    raise _Odd(text)


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise _Odd
    return number


def _is_small(data: dict[str, Any], nodes: int, depth: int) -> bool:
    level: list[Any] = [data]
    while level and depth and nodes > 0:
        inside: list[Any] = [part for each in level for part in (each.values() if is_map(each) else each)]
        nodes -= len(inside)
        level = [each for each in inside if isinstance(each, dict | list)]
        depth -= 1
    return not level and nodes > 0


@define(eq=False)
class JsonLines:
    """The lines of a JSON text that has no key twice."""

    _text: str
    _inside: dict[int, dict[str, tuple[int, int]]] = field(factory=dict[int, dict[str, tuple[int, int]]])
    _ends: "array[int] | None" = None

    @classmethod
    def of(cls, text: str) -> "JsonLines":
        """From the text, of which what is not ASCII is kept in escapes: one wide character makes all of them wide."""
        return cls(_WIDE.sub(lambda char: json.dumps(char[0])[1:-1], text))

    def lines(self, tokens: list[str]) -> Iterator[int]:
        """The line of the whole, and of each thing on the way as far as it is there."""
        at = self._next(0)
        yield self._line(at)
        for token in tokens:
            thing = self._things(at).get(token)
            if thing is None:
                return
            yield self._line(thing[0])
            at = thing[1]

    def _things(self, start: int) -> dict[str, tuple[int, int]]:
        """What stands directly inside: where its key stands (in a list, itself), and where its value begins."""
        if start not in self._inside:
            self._inside[start] = dict(self._members(start)) if self._text[start] in "{[" else {}
        return self._inside[start]

    def _members(self, start: int) -> Iterator[tuple[str, tuple[int, int]]]:
        skip, named, count = json.JSONDecoder(object_hook=_nothing), self._text[start] == "{", 0
        at = self._next(start + 1)
        while self._text[at] not in "]}":
            key, place = str(count), at
            if named:
                key, end = cast("tuple[str, int]", skip.raw_decode(self._text, at))
                at = self._next(self._next(end) + 1)
            yield key, (place, at)
            at = self._next(skip.raw_decode(self._text, at)[1])
            if self._text[at] == ",":
                at = self._next(at + 1)
            count += 1

    def _next(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _line(self, at: int) -> int:
        if self._ends is None:
            self._ends = array("L", (match.start() for match in re.finditer("\n", self._text)))
        return bisect_right(self._ends, at) + 1


def _nothing(value: dict[str, Any]) -> None:
    """What is skipped is not kept."""
