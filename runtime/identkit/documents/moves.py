"""Which state follows which, where a document says so (`x-lifecycle.moves`)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from identkit.documents.document import items, table

__all__ = ["Move", "methods_of", "moves_of", "ranks"]


@frozen
class Move:
    """From one state to another."""

    origin: str
    target: str
    when: str = ""
    """What has to happen, in words."""
    documented: bool = True
    """False: read between the lines of the document."""


def methods_of(schema: Mapping[str, Any]) -> list[str]:
    """The methods that a status tells apart: in what it sends, and in what follows."""
    cycle = table(schema.get("x-lifecycle"))
    rows = [
        *(signal for state in table(cycle.get("states")).values() for signal in items(table(state).get("signals"))),
        *items(cycle.get("moves")),
    ]
    return list(dict.fromkeys(str(method) for each in rows for method in items(table(each).get("methods"))))


def moves_of(schema: Mapping[str, Any], method: str | None = None) -> list[Move]:
    """The moves of a status; with `method` those of that method and those of all. Empty: the document names no order."""
    return [
        Move(str(move.get("from")), str(target), str(move.get("when", "")), move.get("basis", "documented") == "documented")
        for move in map(table, items(table(schema.get("x-lifecycle")).get("moves")))
        if not method or not move.get("methods") or method in items(move.get("methods"))
        for target in items(move.get("to"))
    ]


def ranks(states: Sequence[str], moves: Iterable[Move]) -> dict[str, int]:
    """State -> how many moves it is away from the first one; where a way leads on among equals, the target comes later.

    States that no move leads to, but the first, are left out.
    """
    ways = [move for move in moves if move.origin in states and move.target in states]
    near = {states[0]: 0} if states else {}
    for _ in states:
        for move in ways:
            if move.origin in near and move.target not in near:
                near[move.target] = near[move.origin] + 1
    far = dict(near)
    for _ in states:
        for move in ways:
            one, other = move.origin, move.target
            if one in near and near[other] >= near[one] and far[other] <= far[one] < len(states):
                far[other] = far[one] + 1
    return far
