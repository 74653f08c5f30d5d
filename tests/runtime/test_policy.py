"""When a request may be sent again, and after which pause."""

from datetime import UTC, datetime
from email.utils import format_datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from identkit.core._calling import policy
from identkit.core._calling.description import Retry

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC).timestamp()
TRANSPORT_ERRORS = [
    kind for kind in vars(httpx).values() if isinstance(kind, type) and issubclass(kind, httpx.TransportError) and not kind.__subclasses__()
]


@pytest.mark.parametrize("kind", TRANSPORT_ERRORS)
def test_only_a_connection_that_never_was_proves_that_nothing_was_sent(kind: type[httpx.TransportError]) -> None:
    harmless = {"ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError", "UnsupportedProtocol"}
    assert policy.nothing_sent(kind("x")) is (kind.__name__ in harmless)
    assert policy.repeat_failure(Retry.NEVER, kind("x")) is (kind.__name__ in harmless)
    assert policy.repeat_failure(Retry.SAFE, kind("x"))
    assert policy.repeat_failure(Retry.REPEATABLE, kind("x"))


@given(st.integers(100, 999))
def test_what_must_not_be_repeated_is_not_repeated_after_any_answer(status: int) -> None:
    assert not policy.repeat_status(Retry.NEVER, status)
    assert policy.repeat_status(Retry.SAFE, status) == (status in {408, 425, 429} or (status >= 500 and status != 501))


@given(st.integers(0, 1000), st.none() | st.floats(0, 1e9), st.floats(0, 1))
def test_pauses_are_positive_and_bounded(attempt: int, asked: float | None, jitter: float) -> None:
    pause = policy.pause(attempt, asked, jitter)
    if asked is None:
        assert policy.FIRST / 2 <= pause <= policy.LONGEST
    else:
        assert min(asked, policy.LONGEST_PAUSE) <= pause <= policy.LONGEST_PAUSE + 0.25


def test_pauses_grow() -> None:
    assert [policy.pause(attempt, None, 0.0) for attempt in range(6)] == [0.5, 1, 2, 4, 8, 8]
    assert policy.pause(0, None, 1.0) == 0.25


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 7 ", 7),
        (format_datetime(datetime(2026, 1, 2, 3, 5, 5, tzinfo=UTC), usegmt=True), 60),
        (format_datetime(datetime(2020, 1, 1, tzinfo=UTC), usegmt=True), 0),
        ("Friday, 02-Jan-26 03:04:15 GMT", 10),
        ("Fri, 02 Jan 2026 03:04:15", 10),  # without a zone: UTC
        ("Fri, 02 Jan 2026 03:04:15 -0000", 10),
        ("Fri Jan  2 03:04:15 2026", 10),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("٣", None),
        ("9" * 400, None),
        (None, None),
        ("Fri, 99 Jan 99999 03:04:15 GMT", None),
    ],
)
def test_retry_after_is_a_number_of_seconds_or_a_date(header: str | None, seconds: float | None) -> None:
    assert policy.retry_after(header, NOW) == seconds


@given(st.text())
def test_any_header_gives_a_pause_or_none(header: str) -> None:
    asked = policy.retry_after(header, NOW)
    assert asked is None or asked >= 0


@pytest.mark.parametrize(
    ("retry", "methods"),
    [
        (Retry.SAFE, ["GET", "head", "OPTIONS", "TRACE", "QUERY", "PROPFIND", "REPORT", "SEARCH"]),
        (Retry.REPEATABLE, ["PUT", "delete"]),
        (Retry.NEVER, ["POST", "PATCH", "LOCK", ""]),
    ],
)
def test_a_method_says_itself_whether_it_may_be_repeated(retry: Retry, methods: list[str]) -> None:
    assert {Retry.usual(method) for method in methods} == {retry}
