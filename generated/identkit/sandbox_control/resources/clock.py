# Generated from specs/sandbox_control.yaml (sha256 1301d58c6558fa32d937f931b8df3949a7e110ce2974e80677d65c607b182e53). Do not edit: change the spec, then `make generate`.
"""Its time."""

# fmt: off
from identkit.core import _kit
from identkit.sandbox_control.models import Advance, Refusal, Time

__all__ = ["AsyncClock", "Clock"]

_CLOCK_GET = _kit.Operation[Time]("clock.get", "GET", "/v1/clock", Time, _kit.Retry.SAFE, auth="token", errors={0: Refusal})
_CLOCK_ADVANCE = _kit.Operation[Time](
    "clock.advance", "POST", "/v1/clock/advance", Time, _kit.Retry.NEVER, body=Advance, auth="token", errors={0: Refusal},
)


class Clock(_kit.Resource["ClockWithResponse"]):
    """Its time."""

    def get(self, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> Time:
        """Tell the time.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). GET /v1/clock
        """
        return self._core.call(_CLOCK_GET, timeout=timeout, extra_headers=extra_headers)

    def advance(
        self, *, seconds: float | _kit.UnsetType = _kit.UNSET, minutes: float | _kit.UnsetType = _kit.UNSET,
        hours: float | _kit.UnsetType = _kit.UNSET, days: float | _kit.UnsetType = _kit.UNSET, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> Time:
        """Move the clock forward and run what comes due on the way.

        Args:
            seconds: Seconds. 0 to 3153600000.
            minutes: Minutes. 0 to 52560000.
            hours: Hours. 0 to 876000.
            days: Days. 0 to 36500.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: identkit's own sandbox (documented). POST /v1/clock/advance
        """
        return self._core.call(
            _CLOCK_ADVANCE, body={"seconds": seconds, "minutes": minutes, "hours": hours, "days": days}, timeout=timeout,
            extra_headers=extra_headers,
        )


class ClockWithResponse(_kit.View[Clock]):
    """The calls of `Clock`, each answering a `Response`."""

    get = _kit.raw(Clock.get)
    advance = _kit.raw(Clock.advance)


class AsyncClock(_kit.AsyncResource["AsyncClockWithResponse"]):
    """Its time."""

    get = _kit.awaited(Clock.get)
    advance = _kit.awaited(Clock.advance)


class AsyncClockWithResponse(_kit.View[AsyncClock]):
    """The calls of `AsyncClock`, each answering a `Response`."""

    get = _kit.async_raw(Clock.get)
    advance = _kit.async_raw(Clock.advance)
