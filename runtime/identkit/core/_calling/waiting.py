"""Waiting for an object: when to look again, and when to stop. No I/O and no sleeping; both loops ask."""

from collections.abc import Mapping
from typing import Any, Final

import httpx
import msgspec

from identkit.core._calling import policy
from identkit.core._calling.clock import Clock
from identkit.core._calling.description import Polling
from identkit.core._calling.limits import READ
from identkit.core._errors import ApiError, ConnectionFailed, RequestInvalid, WaitTimeout
from identkit.core._received.response import Response
from identkit.core._sent import rules

_REFUSALS: Final = (
    "The provider would not say how it stands, and waiting does not change that. Some refuse the question once there is nothing to wait "
    "for: `wait` takes the object, too, in place of its identifier, and then does not ask."
)


class Waiting:
    """One wait. It is told each look's result."""

    INTERRUPTIONS: Final = (ApiError, ConnectionFailed)

    def __init__(self, polling: Polling, timeout: Any, until: str | None, clock: Clock) -> None:
        name = polling.operation.name
        if until is not None and until not in polling.early:
            names = ", ".join(polling.early) or "nothing: leave it out"
            raise RequestInvalid(name, {"until": [f"is not known here, known: {names}"]})
        if isinstance(timeout, bool) or not isinstance(timeout, int | float) or not timeout >= 0:
            raise RequestInvalid(name, {"timeout": ["must be a number of seconds"]})
        self._polling = polling
        self._timeout: float = timeout
        self._clock = clock
        self._end = clock.monotonic() + timeout
        self._go_on = polling.go_on - polling.early.get(until or "", frozenset())
        self._pause = polling.first
        self._last: Any = None

    def asked(self, params: Mapping[str, Any] | None) -> tuple[Mapping[str, Any] | None, Response[Any] | None]:
        """What to ask with, and the answer where that is not needed: an object in place of its identifier says itself how it stands.

        Asking for an object that is past waiting may be refused. The answer without a call has status code 0.
        """
        arguments = dict(params or {})
        for name, value in arguments.items():
            if isinstance(value, msgspec.Struct):
                answer = Response(value, 0, httpx.Headers(), b"", None, 0.0)
                if self.arrived(answer):
                    return params, answer
                arguments[name] = getattr(value, name, None)
        return arguments, None

    def left(self, usual: float | None) -> float | None:
        """The timeout of the next look: what is left, at least a second; None when that is more than the client's usual timeout."""
        rest = max(self._end - self._clock.monotonic(), 1.0)
        return None if rest >= (READ if usual is None else usual) else rest

    def arrived(self, answer: Response[Any]) -> bool:
        """Whether the object has a status to stop at. One without any status has not."""
        self._last = answer.data
        status = rules.lookup(answer.data, self._polling.status)
        return bool(status) and str(status) not in self._go_on

    def failed(self, error: ApiError | ConnectionFailed) -> float:
        """Seconds until the next look after one that failed. Raises the error itself when it does not pass by waiting."""
        if isinstance(error, ApiError):
            if not policy.repeat_status(self._polling.operation.retry, error.status_code):
                error.add_note(_REFUSALS)
                raise error
            return self.pause(error.retry_after or 0.0)
        return self.pause()

    def pause(self, wait: float = 0.0) -> float:
        """Seconds until the next look, growing each time; the last one falls on the end. Raises WaitTimeout after that."""
        rest = self._end - self._clock.monotonic()
        if rest <= 0:
            raise WaitTimeout(self._polling.operation.name, self._timeout, self._last)
        pause, self._pause = self._pause, min(self._pause * self._polling.factor, self._polling.longest)
        return min(max(pause, wait), rest)
