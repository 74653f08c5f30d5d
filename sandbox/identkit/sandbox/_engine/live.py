"""What the sandbox tells of a provider's cases, in one form for all of them: where they are, what may come next, what can be played."""

import json
from typing import Any

from attrs import field, frozen

from identkit.core._received.decoding import decode
from identkit.core.status import Outcome, assess
from identkit.documents.moves import Move, moves_of
from identkit.sandbox._engine.spec import Spec


@frozen
class Step:
    """A documented step that a case may take next. `name` is what `Provider.take` takes, its words parted by blanks."""

    name: str
    title: str


@frozen(kw_only=True)
class LiveCase:
    """Something that has a status: a case, an identification, a session, a check, a profile."""

    id: str
    kind: str
    status: str
    outcome: str
    person: str | None = None
    method: str | None = None
    reason: str | None = None
    code: str | None = None
    """The one-time password or ident code that its user knows."""
    link: str | None = None
    """A page on which its user can be played by hand."""
    steps: tuple[Step, ...] = ()
    history: tuple[tuple[float, str], ...] = ()
    """States it was in, with the unix time at which each began."""


@frozen(kw_only=True)
class Diagram:
    """The states of one kind of case, the first one first, and the ways between them; none where the document names no order."""

    kind: str
    method: str | None = None
    states: tuple[str, ...]
    moves: tuple[Move, ...]


@frozen
class Scenario:
    """A test value or scenario: what to type, what happens then, and where the document says so."""

    name: str
    effect: str
    source: str


@frozen
class Subscriber:
    """Who gets which webhooks."""

    event: str
    url: str
    id: str | None = None
    secret: str | None = field(default=None, repr=False)


def diagram(spec: Spec, name: str, kind: str, method: str | None = None, *, before: tuple[Move, ...] = ()) -> Diagram:
    """The diagram of a status as its document describes it (`x-lifecycle`).

    Args:
        spec: The document.
        name: The schema of the status.
        kind: Kind of the cases that have it.
        method: Only what concerns this method.
        before: Moves that lead to the first state.
    """
    moves = (*before, *moves_of(spec.schema(name), method))
    ends = {state for move in moves for state in (move.origin, move.target)}
    states = [*(move.origin for move in before), *spec.values(name)]
    return Diagram(kind=kind, method=method, states=tuple(state for state in states if state in ends or not moves), moves=moves)


def outcome(kind: type[object], answer: Any) -> str:
    """What `assess` makes of an answer that the client would read as `kind`."""
    result, _ = decode(kind, json.dumps(answer).encode())
    return (assess(result).outcome if result is not None else Outcome.UNRECOGNISED).value
