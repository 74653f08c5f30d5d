"""Waiting for an object: when to look again, and when to stop. No I/O and no sleeping; both loops ask."""

from typing import Any, Final

from identkit.core import policy, rules
from identkit.core.clock import Clock
from identkit.core.errors import ApiError, ConnectionFailed, IdentkitError, RequestInvalid, WaitTimeout
from identkit.core.operation import Polling
from identkit.core.response import Response
from identkit.core.settings import READ


class Waiting:
    """One wait. `observe` is told each look's result; afterwards `last` is the answer last seen."""

    SURVIVED: Final = (ApiError, ConnectionFailed)

    def __init__(self, polling: Polling, timeout: float, until: str | None, clock: Clock) -> None:
        name = polling.operation.name
        if until is not None and until not in polling.early:
            known = ", ".join(polling.early) or "nothing: leave it out"
            raise RequestInvalid(name, {"until": [f"is not known here, known: {known}"]})
        if not timeout >= 0:
            raise RequestInvalid(name, {"timeout": ["must be a number of seconds"]})
        self._polling = polling
        self._timeout = timeout
        self._clock = clock
        self._end = clock.monotonic() + timeout
        self._go_on = polling.go_on - polling.early.get(until or "", frozenset())
        self._pause = polling.first
        self.last: Response[Any] | None = None

    def left(self) -> float | None:
        """The timeout of the next look: what is left, at least a second; None when that is more than the usual timeout."""
        left = self._end - self._clock.monotonic()
        return None if left >= READ else max(left, 1.0)

    def observe(self, seen: Response[Any] | IdentkitError) -> float | None:
        """Seconds until the next look, or None when the object has arrived. Raises WaitTimeout, or an error that does not pass by itself."""
        asked = None
        failure: IdentkitError | None = None
        if isinstance(seen, Response):
            self.last = seen
            status = rules.lookup(seen.data, self._polling.status)
            if status and str(status) not in self._go_on:
                return None
        else:
            failure = seen
            if isinstance(seen, ApiError):
                if not policy.repeat_status(self._polling.operation.retry, seen.status_code):
                    raise seen
                asked = seen.retry_after
        left = self._end - self._clock.monotonic()
        if left <= 0:
            raise WaitTimeout(self._polling.operation.name, self._timeout, self.last and self.last.data) from failure
        pause, self._pause = self._pause, min(self._pause * self._polling.factor, self._polling.longest)
        return min(max(pause, asked or 0.0), left)
