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
    """State -> its column in a picture: as many moves away from the first state as the longest way on takes.

    Moves that lead back to where a way came from do not count. States that no way leads to have no column.
    """
    successors: dict[str, list[str]] = {state: [] for state in states}
    for move in moves:
        if move.origin in successors and move.target in successors:
            successors[move.origin].append(move.target)
    result: dict[str, int] = {}

    def visit(state: str, way: tuple[str, ...]) -> None:
        if state in way or result.get(state, -1) >= len(way):
            return
        result[state] = len(way)
        for target in successors[state]:
            visit(target, (*way, state))

    if states:
        visit(states[0], ())
    return result
