"""Demo flows: real clients against the sandbox over real HTTP, told step by step.

A provider's module `demo` exports `flows: list[Flow]`. A flow is a function of a `Story`:

    def accepted(story: Story) -> None:
        with Client(**story.provider.credentials) as client:
            check = story.step("Create a check", lambda: client.checks.create(...), outcome=Outcome.PENDING)

    flows = [Flow("accepted", accepted)]

What a step calls appears in the table as the sandbox saw it. A step that does not end as expected ends the flow, and the demo fails.
"""

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from attrs import define, field, frozen

from identkit.core.status import Outcome, assess
from identkit.sandbox._engine.provider import Provider, Served

if TYPE_CHECKING:
    from identkit.sandbox import Sandbox

T = TypeVar("T")
E = TypeVar("E", bound=Exception)


class Unexpected(Exception):
    """A step did not end as the flow says."""


@frozen
class Row:
    """A line of the table."""

    step: str
    call: str
    status: str
    outcome: str


@define
class Story:
    """What a flow tells: its steps, and through the sandbox's log the HTTP calls they made."""

    sandbox: "Sandbox"
    provider: Provider
    rows: list[Row] = field(factory=list[Row])
    _mark: int = 0

    def step(self, what: str, call: Callable[[], T], *, outcome: Outcome | None = None, shows: Callable[[T], str] | None = None) -> T:
        """Do something that has to succeed.

        Args:
            what: The step in words.
            call: Does it.
            outcome: What `assess` has to say of the result.
            shows: Text for the column "outcome" when there is nothing to assess; an empty text means it went wrong.
        """
        try:
            result = call()
        except Exception as error:
            self._tell(what, f"unexpected {type(error).__name__}")
            raise Unexpected(what) from error
        verdict = assess(result).outcome if outcome is not None else None
        text = shows(result) if shows is not None else ""
        reasons = ", ".join(reason.code for reason in assess(result).reasons) if outcome is not None else ""
        self._tell(what, ": ".join(part for part in (verdict.value if verdict else "", reasons, text) if part) or "done")
        if verdict != outcome or (shows is not None and not text):
            message = f"{what}: expected {outcome}, not {verdict}" if verdict != outcome else f"{what}: nothing to show"
            raise Unexpected(message)
        return result

    def refused(self, what: str, call: Callable[[], object], error: type[E], *, shows: Callable[[E], str] | None = None) -> E:
        """Do something that has to raise `error`; answers the error."""
        try:
            call()
        except error as raised:
            detail = shows(raised) if shows is not None else ""
            self._tell(what, ": ".join(part for part in (type(raised).__name__, detail) if part))
            return raised
        except Exception as other:
            self._tell(what, f"unexpected {type(other).__name__}")
            raise Unexpected(what) from other
        self._tell(what, f"{error.__name__} expected")
        raise Unexpected(what)

    def note(self, what: str, words: str) -> None:
        """A line without a call."""
        self.rows.append(Row(what, "", "", words))

    def _tell(self, what: str, outcome: str) -> None:
        requests = self.provider.requests[self._mark :]
        self._mark = len(self.provider.requests)
        calls = _folded([(self._name(line), str(line.status or "cut off")) for line in requests]) or [("nothing sent", "")]
        for index, (call, status) in enumerate(calls):
            self.rows.append(Row(what if index == 0 else "", call, status, outcome if index == len(calls) - 1 else ""))

    def _name(self, line: Served) -> str:
        operation = self.provider.context.spec.operations.get(line.operation)
        return f"{line.method} {operation.path if operation is not None else line.path}"


def _folded(calls: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The same call again and again, as in waiting, as one line that says how often."""
    groups = ((call, status, len(list(same))) for (call, status), same in groupby(calls))
    return [(call, status if times == 1 else f"{status} x {times}") for call, status, times in groups]


@frozen
class Flow:
    """A flow: `run` tells it, and raises `Unexpected` when it does not end as expected."""

    title: str
    run: Callable[[Story], None]
