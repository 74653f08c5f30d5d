"""May a request be sent again, and when? Pure functions: both loops ask them, and they are all that decides."""

import re
from datetime import UTC
from email.utils import parsedate_to_datetime

import httpx

from identkit.core._calling.description import Retry

FIRST, LONGEST = 0.5, 8.0  # seconds; the pause before attempt n + 1 is FIRST * 2 ** n, at most LONGEST, less jitter
LONGEST_PAUSE = 60.0  # seconds; a provider that asks for a longer pause is asked again after this one

# The connection was never there: no byte of a request can have left. Any other failure may come after sending.
_BEFORE_SENDING = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
_TRANSIENT = frozenset({408, 425, 429})
_SECONDS = re.compile(r"[0-9]{1,9}")


def nothing_sent(error: Exception) -> bool:
    """Whether a failed attempt cannot have reached the provider."""
    return isinstance(error, _BEFORE_SENDING)


def repeat_failure(retry: Retry, error: Exception) -> bool:
    """Whether an attempt that ended without a usable answer may be repeated."""
    return retry is not Retry.NEVER or nothing_sent(error)


def repeat_status(retry: Retry, status_code: int) -> bool:
    """Whether an answer with this status may be followed by another attempt. What must not be repeated is not, whatever the status."""
    return retry is not Retry.NEVER and (status_code in _TRANSIENT or (status_code >= 500 and status_code != 501))


def pause(attempt: int, wait: float | None, jitter: float) -> float:
    """Seconds to wait after attempt `attempt` (counted from 0). `jitter` is a random number from 0 to 1.

    A pause the provider asked for is kept, up to a minute; a little is added so that clients do not all come back in one moment.
    """
    if wait is not None:
        return min(wait, LONGEST_PAUSE) + 0.25 * jitter
    return min(FIRST * 2.0 ** min(attempt, 30), LONGEST) * (1.0 - 0.5 * jitter)


def retry_after(value: str | None, now: float) -> float | None:
    """The pause in seconds that a `Retry-After` header asks for: a number of seconds or a date. None when it says neither."""
    if value is None:
        return None
    value = value.strip()
    if _SECONDS.fullmatch(value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)  # RFC 9110, 5.6.7: always UTC, whatever the zone is called
        return max(0.0, moment.timestamp() - now)
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
