"""Cases as the sandbox keeps them, and which of them a list shows."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from attrs import define, field, frozen

from identkit.sandbox.postident.tables import FINAL, SubState

_ZONE = timezone(timedelta(hours=1))  # German winter time, as in the guide's samples
OVERDUE = "12"  # the sub status "Operation valid time frame exceeded (case ID)"
_PROGRESS = ("started", "coupon requested", "incomplete", "review pending", "declined", "success")


def moment(at: float) -> str:
    """A time as POSTIDENT writes it: seconds, and the offset."""
    return datetime.fromtimestamp(at, _ZONE).isoformat(timespec="seconds")


@define
class CaseIdentification:
    """One attempt."""

    method: str
    state: SubState
    created: float
    modified: float

    @property
    def status(self) -> str:
        """The high level status."""
        return self.state.row.status

    @property
    def over(self) -> bool:
        """The user can start another attempt, or the case is closed."""
        return self.status in FINAL or self.status == "incomplete"


@define
class Case:
    """One case."""

    case_id: str
    order: Mapping[str, Any]
    created: float
    modified: float
    valid_until: float
    archived: bool = False
    closed: float | None = None
    identifications: list[CaseIdentification] = field(factory=list[CaseIdentification])

    @property
    def status(self) -> str:
        """new, in progress or closed."""
        if self.closed is not None:
            return "closed"
        return "in progress" if self.identifications else "new"

    @property
    def primary(self) -> CaseIdentification | None:
        """The identification with the most progress; the latest of several."""
        return max(self.identifications, key=lambda one: (_PROGRESS.index(one.status), one.created), default=None)

    def move(self, method: str, state: SubState, now: float) -> None:
        """Bring the case's attempt by this method into a state; "started" after an attempt that is over begins a new one.

        Raises ValueError for a case that is closed or no longer valid; the latter can only be declined for that reason.
        """
        if self.closed is not None:
            message = f"case {self.case_id} is closed and can not be restarted"
            raise ValueError(message)
        if now >= self.valid_until and state.sub_status != OVERDUE:
            message = f"case {self.case_id} was valid until {moment(self.valid_until)}"
            raise ValueError(message)
        attempt = next((one for one in self.identifications if one.method == method and not one.over), None)
        if attempt is None:
            attempt = CaseIdentification(method, state, now, now)
            self.identifications.append(attempt)
        attempt.state, attempt.modified, self.modified = state, now, now
        if state.row.status in FINAL:
            self.closed = now


@frozen(kw_only=True)
class Filter:
    """The filters of the list calls."""

    new: bool = False
    in_progress: bool = False
    closed: bool = True
    archived: bool = False
    created_from: float | None = None
    created_until: float | None = None
    closed_from: float | None = None
    closed_until: float | None = None
    limit: int

    def shows(self, case: Case) -> bool:
        """Whether a case is in the list."""
        choice = {"new": self.new, "in progress": self.in_progress, "closed": self.closed}[case.status]
        return (
            choice
            and (self.archived or not case.archived)
            and _within(case.created, self.created_from, self.created_until)
            and ((self.closed_from is None and self.closed_until is None) or _within(case.closed, self.closed_from, self.closed_until))
        )

    @classmethod
    def read(cls, first: Callable[[str], str | None], limit: int) -> "Filter":
        """From the query of a call that the spec allows."""
        flags = {"new": "new", "in_progress": "inProgress", "closed": "closed", "archived": "archived"}
        times = {
            "created_from": "createdFrom",
            "created_until": "createdUntil",
            "closed_from": "closedFrom",
            "closed_until": "closedUntil",
        }
        values: dict[str, Any] = {name: text == "true" for name, wire in flags.items() if (text := first(wire)) is not None}
        values |= {name: datetime.fromisoformat(text).timestamp() for name, wire in times.items() if (text := first(wire)) is not None}
        number = first("maxResults")
        return cls(limit=min(limit, int(number)) if number is not None else limit, **values)

    def page(self, cases: Iterator[Case]) -> tuple[list[Case], bool]:
        """The cases to deliver, oldest first, and whether there are more."""
        matches: list[Case] = []
        for case in cases:
            if self.shows(case):
                if len(matches) == self.limit:
                    return matches, True
                matches.append(case)
        return matches, False


def _within(at: float | None, begin: float | None, end: float | None) -> bool:
    return at is not None and (begin is None or at >= begin) and (end is None or at <= end)
