"""How long an attempt may take: connecting, each silence, and the whole of it."""

import math
import time
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from decimal import Decimal
from typing import Any, Self, cast

import httpx
import msgspec

CONNECT, READ, ATTEMPT = 5.0, 30.0, 60.0  # seconds
LONGEST = 365 * 86400.0  # seconds; sockets do not count much further
SLOWEST = 64 * 1024  # bytes a second at which a body may go beyond the time of an attempt

TimeoutLike = float | httpx.Timeout | None
HeadersLike = Mapping[str, str] | None


class TimeLimits(msgspec.Struct, frozen=True):
    """Seconds; None is no limit. `attempt` is for the whole of one attempt, apart from what its bodies take at 64 KiB a second."""

    connect: float | None = CONNECT
    read: float | None = READ
    write: float | None = READ
    pool: float | None = READ
    attempt: float | None = ATTEMPT

    @classmethod
    def of(cls, timeout: object, usual: Self | None = None) -> Self:
        """From what a caller says: seconds for an attempt, an `httpx.Timeout`, or None for what is usual. Raises ValueError."""
        if timeout is None:
            return usual or cls()
        if isinstance(timeout, httpx.Timeout):
            parts = {name: part if part is None else min(part, LONGEST) for name, part in timeout.as_dict().items()}
            numbers = [part for part in parts.values() if part is not None]
            return cls(**parts, attempt=sum(numbers) if len(numbers) == len(parts) else None)
        number = isinstance(timeout, int | float | Decimal) and not isinstance(timeout, bool)
        seconds = float(min(cast("float", timeout), LONGEST)) if number and timeout not in (math.inf, Decimal("inf")) else -1.0
        if not seconds > 0:
            raise ValueError("must be a positive number of seconds or an httpx.Timeout")
        return cls(min(CONNECT, seconds), seconds, seconds, seconds, seconds)

    def within(self, other: Self) -> Self:
        """The stricter of both, in each part."""
        return type(self)(*(_smaller(getattr(self, name), getattr(other, name)) for name in self.__struct_fields__))

    @property
    def extension(self) -> dict[str, float | None]:
        """As httpx wants it in a request's extensions."""
        return {"connect": self.connect, "read": self.read, "write": self.write, "pool": self.pool}


def _smaller(one: float | None, other: float | None) -> float | None:
    return other if one is None else one if other is None else min(one, other)


class Overdue(httpx.TimeoutException):
    """The time of an attempt is over, although no single silence was too long."""


class Deadline:
    """The end of one attempt, in real time."""

    __slots__ = ("_end",)

    def __init__(self, seconds: float | None) -> None:
        self._end = math.inf if seconds is None else time.monotonic() + seconds

    def left(self) -> float:
        """Seconds until the end. Raises Overdue."""
        rest = self._end - time.monotonic()
        if rest <= 0:
            raise Overdue("the attempt took too long")
        return rest

    def progress(self, size: int) -> None:
        """So many bytes of a body have travelled."""
        self._end += size / SLOWEST


def let_tell(request: httpx.Request, progress: Callable[[int], object]) -> None:
    """Have a body that is read while it is sent tell how many bytes have travelled."""
    if hasattr(request.stream, "progress"):
        setattr(request.stream, "progress", progress)  # noqa: B010 - a stream of ours; httpx's have no such attribute


_current: ContextVar[Deadline | None] = ContextVar("identkit_deadline", default=None)


def watched(deadline: Deadline | None) -> Any:
    """Let the sockets of this thread keep a deadline; what this answers goes to `unwatched`."""
    return _current.set(deadline)


def unwatched(token: Any) -> None:
    """The end of what `watched` began."""
    _current.reset(token)


def patient(timeout: float | None) -> float | None:
    """The time limit of one operation on a socket: its own, or what is left for the attempt."""
    deadline = _current.get()
    if deadline is None or (rest := deadline.left()) == math.inf:
        return timeout
    return rest if timeout is None or rest < timeout else timeout
