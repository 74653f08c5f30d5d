"""The sandbox's time. It stands still until somebody sleeps on it or moves it, so tests of hours take milliseconds."""

import asyncio
import heapq
import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

from attrs import define, field

log = logging.getLogger("identkit.sandbox")

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)  # any fixed moment will do
END = datetime(9000, 1, 1, tzinfo=UTC).timestamp()  # well before dates end, so that what is valid for years can be told, too


@define(order=True)
class Timer:
    """Something to run at `when` (unix seconds). `owner` groups timers that are cancelled together."""

    when: float
    number: int  # breaks ties: first come, first served
    callback: Callable[[], None] = field(order=False)
    owner: str = field(order=False)
    cancelled: bool = field(default=False, order=False)

    def cancel(self) -> None:
        """Never run it."""
        self.cancelled = True


class SandboxClock:
    """A clock for clients (`clock=sandbox.clock`) and for the sandbox's own timers.

    Sleeping on it moves it and returns at once. Timers that come due run one after the other, in order, in one thread of the clock's
    own; `advance` and `sleep` come back when all of them are through. With `ticking`, real time passes as well and sleeping takes it.
    """

    def __init__(self, start: datetime = START, *, ticking: bool = False) -> None:
        self._start = start.timestamp()
        self._now = self._start
        self._goal = self._start  # where somebody wants the clock to be; with `ticking`, real time comes on top
        self._ticking = ticking
        self._real_start = time.monotonic()
        self._timers: list[Timer] = []
        self._numbers = count()
        self._change = threading.Condition()
        self._thread: threading.Thread | None = None
        self._busy = False
        self._closed = False
        self.failures: list[str] = []
        """Types of the exceptions that timers raised; details are in the log."""

    def now(self) -> float:
        """Unix time in seconds."""
        with self._change:
            return self._target() if self._ticking and threading.current_thread() is not self._thread else self._now

    def monotonic(self) -> float:
        """Seconds since the clock was made."""
        return self.now() - self._start

    def datetime(self) -> datetime:
        """The time as an aware datetime in UTC."""
        return datetime.fromtimestamp(self.now(), UTC)

    def sleep(self, seconds: float) -> None:
        """Let `seconds` pass: at once, unless the clock ticks. Several sleepers at the same time sleep side by side."""
        if self._ticking:
            time.sleep(seconds)
        else:
            self._reach(self.now() + seconds)

    async def sleep_async(self, seconds: float) -> None:
        """The same for asyncio. Timers may do blocking HTTP, to a server in this very event loop, too: so wait in a thread."""
        if self._ticking:
            await asyncio.sleep(seconds)
        else:
            await asyncio.to_thread(self._reach, self.now() + seconds)

    def advance(self, *, seconds: float = 0, minutes: float = 0, hours: float = 0, days: float = 0) -> None:
        """Move the clock forward and run what comes due on the way. Without arguments: run what is due now.

        Raises ValueError for a step back, and for one beyond the year 8999, with which the clock ends.
        """
        step = seconds + 60.0 * minutes + 3600.0 * hours + 86400.0 * days
        if step < 0:
            message = "time does not run backwards"
            raise ValueError(message)
        if not self.now() + step < END:
            message = f"the clock ends with the year {datetime.fromtimestamp(END, UTC).year - 1}"
            raise ValueError(message)
        self._reach(self.now() + step)

    @property
    def ticking(self) -> bool:
        """Whether real time passes."""
        return self._ticking

    def reach(self, moment: float) -> None:
        """Move forward to a moment in unix seconds, where that is not past."""
        if moment > self.now():
            self._reach(moment)

    def tick_from(self, moment: float) -> None:
        """Move to a moment and let real time pass from there on."""
        self.reach(moment)
        with self._change:
            self._real_start = time.monotonic()
            self._ticking = True
            self._change.notify_all()

    def settle(self) -> None:
        """Run what is due now, and wait for it."""
        self.advance()

    def call_at(self, when: float, callback: Callable[[], None], *, owner: str = "") -> Timer:
        """Run `callback` when the clock reaches `when`; at once, in the clock's thread, when that is now or past."""
        with self._change:
            timer = Timer(when, next(self._numbers), callback, owner)
            heapq.heappush(self._timers, timer)
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="identkit-sandbox-clock", daemon=True)
                self._thread.start()
            self._change.notify_all()
            return timer

    def cancel(self, owner: str) -> None:
        """Cancel every timer of `owner`."""
        with self._change:
            for timer in self._timers:
                if timer.owner == owner:
                    timer.cancel()

    def close(self) -> None:
        """Stop running timers."""
        with self._change:
            self._closed = True
            self._change.notify_all()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def _real(self) -> float:
        return time.monotonic() - self._real_start if self._ticking else 0.0

    def _target(self) -> float:
        return self._goal + self._real()

    def _reach(self, moment: float) -> None:
        with self._change:
            if threading.current_thread() is self._thread:
                message = "a timer cannot wait for the clock that runs it"
                raise RuntimeError(message)
            self._goal = max(self._goal, moment - self._real())
            if self._thread is None or self._closed:
                self._now = self._target()
                return
            self._change.notify_all()
            self._change.wait_for(lambda: self._closed or (self._now >= moment and not self._busy and self._due() is None))

    def _due(self) -> Timer | None:
        while self._timers and self._timers[0].cancelled:
            heapq.heappop(self._timers)
        first = self._timers[0] if self._timers else None
        return first if first is not None and first.when <= self._target() else None

    def _run(self) -> None:
        while True:
            with self._change:
                timer = self._due()
                if self._closed:
                    return
                if timer is None:
                    self._now = self._target()
                    self._change.notify_all()
                    self._change.wait(0.05 if self._ticking else None)
                    continue
                heapq.heappop(self._timers)
                self._now = max(self._now, timer.when)
                self._busy = True
            try:
                timer.callback()
            except Exception as error:
                log.exception("a timer of %s failed", timer.owner or "the sandbox")
                self.failures.append(f"timer of {timer.owner or 'the sandbox'}: {type(error).__name__}")
            finally:
                with self._change:
                    self._busy = False
                    self._change.notify_all()
