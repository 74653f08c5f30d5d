"""What a provider's overrides say about statuses: a table from each to an outcome, and functions that find the status in an object."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, TypeAlias

import msgspec

from identkit.core._received.reasons import Reason, ReasonTable
from identkit.core._received.states import State, state_of
from identkit.core.status.outcome import Assessment, Outcome

__all__ = ["Reader", "ReasonTables", "StatusRules", "Table"]

_POSITIVE = frozenset({Outcome.VERIFIED, Outcome.PROVISIONAL})


class Table(msgspec.Struct, frozen=True):
    """Every value of one enum of a provider's document, by its text on the wire, with what it means."""

    enum: str
    """The name of the schema."""
    rows: Mapping[str, Outcome]
    refined_by: Mapping[str, str] = {}
    """Values whose outcome depends on a code that may come with them: the enum of the code, whose table has the outcome then."""

    def outcome(self, value: str | None) -> Outcome:
        """The outcome of a value; UNRECOGNISED for one that has no row."""
        return self.rows.get(str(value), Outcome.UNRECOGNISED) if value is not None else Outcome.UNRECOGNISED

    def assess(
        self,
        status: str | None,
        reasons: Iterable[Reason] = (),
        *,
        method: str | None = None,
        codes: Iterable[str] = (),
        outcome: Outcome | None = None,
        state: State | None = None,
    ) -> Assessment:
        """The assessment of a status.

        A status without a row stays UNRECOGNISED whatever else is said, and is never final. One that has a row may be UNRECOGNISED for its
        reasons: then it promises nothing, and is final where the document says so of the status, since asking again would change nothing.

        Args:
            status: As it arrived. What the document says of it is known to the values of the generated enum.
            reasons: Why; a permanent one ends the attempts on this object.
            method: Of identification. Unknown, it allows only what the document says of every method.
            codes: Of sub status and reason, by which the document words the status; the object's own words.
            outcome: Replaces the row's where a sub status or reasons decide.
            state: Replaces what the document says of the status where it says something else of the reason.
        """
        causes = tuple(reasons)
        text = "" if status is None else str(status)
        verdict = outcome if outcome is not None and text in self.rows else self.outcome(status)
        own = state_of(status)
        facts = own if state is None else state
        words = own.meaning(method, *codes)
        if verdict is Outcome.UNRECOGNISED:
            return Assessment("", text, verdict, final=facts.final and text in self.rows, reasons=causes, text=words)
        return Assessment(
            "",
            text,
            verdict,
            final=facts.final,
            next=facts.next,
            may_restart=facts.may_restart and not any(reason.permanent for reason in causes),
            may_serve=verdict in _POSITIVE and facts.serves(method),
            reasons=causes,
            text=words,
        )

    def gaps(self, values: Iterable[str]) -> list[str]:
        """What is missing or too much, compared with the values that the document has: empty when the table is complete."""
        enum = set(values)
        gaps = [f"{self.enum} {value!r} has no row" for value in sorted(enum - self.rows.keys())]
        return gaps + [f"row {value!r} is no value of {self.enum}" for value in sorted(self.rows.keys() - enum)]


ReasonTables: TypeAlias = Mapping[str, ReasonTable]
Reader: TypeAlias = Callable[[Any, ReasonTables], Assessment]
"""From an object, and the document's tables of reasons by name, to the verdict. `assess` adds the provider."""


class StatusRules(Protocol):
    """How a provider's objects are assessed: the module `status` of its overrides."""

    @property
    def TABLES(self) -> tuple[Table, ...]:  # noqa: N802 # a constant of that module
        """One for each enum that decides."""
        ...

    @property
    def READERS(self) -> Mapping[str, Reader]:  # noqa: N802
        """By the name of the object's schema."""
        ...
