"""The sandbox's time, and webhooks on it."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from identkit.sandbox import SandboxClock
from identkit.sandbox._engine.courier import Courier


@pytest.fixture
def clock() -> Iterator[SandboxClock]:
    clock = SandboxClock(datetime(2026, 1, 1, tzinfo=UTC))
    yield clock
    clock.close()


def test_time_stands_still_until_it_is_moved(clock: SandboxClock) -> None:
    assert clock.datetime() == datetime(2026, 1, 1, tzinfo=UTC)
    clock.advance(days=1, hours=1, minutes=1, seconds=1.5)
    assert clock.datetime() == datetime(2026, 1, 2, 1, 1, 1, 500000, tzinfo=UTC)
    clock.sleep(10)
    assert clock.monotonic() == 86400 + 3600 + 60 + 11.5
    with pytest.raises(ValueError, match="backwards"):
        clock.advance(seconds=-1)


def test_what_comes_due_runs_in_order_at_its_own_time(clock: SandboxClock) -> None:
    seen: list[tuple[str, float]] = []
    start = clock.now()
    clock.call_at(start + 20, lambda: seen.append(("second", clock.now() - start)))
    clock.call_at(start + 10, lambda: seen.append(("first", clock.now() - start)))
    clock.call_at(start + 20, lambda: seen.append(("third", clock.now() - start)))
    clock.call_at(start + 15, lambda: seen.append(("never", 0))).cancel()
    clock.advance(seconds=9)
    assert seen == []
    clock.advance(minutes=1)
    assert seen == [("first", 10), ("second", 20), ("third", 20)]


def test_a_timer_may_set_another_that_comes_due_on_the_same_way(clock: SandboxClock) -> None:
    seen: list[float] = []
    start = clock.now()

    def again() -> None:
        seen.append(clock.now() - start)
        clock.call_at(clock.now() + 10, again)

    clock.call_at(start + 10, again)
    clock.advance(seconds=35)
    assert seen == [10, 20, 30]
    clock.cancel("")
    clock.advance(seconds=100)
    assert len(seen) == 3


def test_sleepers_at_the_same_time_sleep_side_by_side(clock: SandboxClock) -> None:
    start = clock.now()
    ready = threading.Barrier(5)

    class Meeting(SandboxClock):
        """Everybody has looked at the clock before anybody moves it."""

        def now(self) -> float:
            moment = super().now()
            if threading.current_thread().name.startswith("sleeper"):
                ready.wait(10)
            return moment

    shared = Meeting(datetime(2026, 1, 1, tzinfo=UTC))
    sleepers = [Thread(target=shared.sleep, args=(30,), name=f"sleeper {i}") for i in range(5)]
    for sleeper in sleepers:
        sleeper.start()
    for sleeper in sleepers:
        sleeper.join(10)
    assert shared.now() - start == 30


async def test_async_sleep_moves_it_and_runs_timers(clock: SandboxClock) -> None:
    seen: list[int] = []
    clock.call_at(clock.now() + 5, lambda: seen.append(1))
    await asyncio.gather(clock.sleep_async(10), clock.sleep_async(10))
    assert seen == [1]


def test_a_failing_timer_is_told_and_does_not_stop_the_clock(clock: SandboxClock) -> None:
    seen: list[int] = []
    clock.call_at(clock.now() + 1, lambda: seen.remove(7))
    clock.call_at(clock.now() + 2, lambda: seen.append(1))
    clock.advance(seconds=3)
    assert seen == [1]
    assert clock.failures == ["timer of the sandbox: ValueError"]


def test_a_timer_that_waits_for_its_own_clock_is_told(clock: SandboxClock) -> None:
    clock.call_at(clock.now(), clock.advance)
    clock.advance()
    assert clock.failures == ["timer of the sandbox: RuntimeError"]


class Receiver:
    """An HTTP server that answers the next of `statuses` to each delivery."""

    def __init__(self, *statuses: int) -> None:
        self.bodies: list[bytes] = []
        left = list(statuses)
        bodies = self.bodies

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                bodies.append(self.rfile.read(int(self.headers["content-length"])))
                self.send_response(left.pop(0))
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.mark.parametrize(
    ("statuses", "attempts", "delivered"),
    [((200,), [0], True), ((500, 404, 200), [0, 900, 4500], True), ((500, 500, 500), [0, 900, 4500], False)],
)
def test_a_webhook_is_sent_again_after_its_pauses(
    clock: SandboxClock, statuses: tuple[int, ...], attempts: list[float], delivered: bool
) -> None:
    receiver, courier, start = Receiver(*statuses), Courier(clock, "shop"), clock.now()
    ended: list[bool] = []
    try:
        sent = courier.send(receiver.url, b"{}", {}, pauses=(0, 900, 3600), on_end=lambda delivery: ended.append(delivery.delivered))
        clock.advance()
        assert len(sent.attempts) == 1
        clock.advance(hours=2)
        assert [attempt.at - start for attempt in sent.attempts] == attempts
        assert (sent.delivered, sent.over, ended) == (delivered, True, [delivered])
        assert receiver.bodies == [b"{}"] * len(statuses)
    finally:
        receiver.close()
        courier.close()


def test_a_receiver_that_is_not_there_is_an_attempt_without_a_status(clock: SandboxClock) -> None:
    receiver, courier = Receiver(), Courier(clock, "shop")
    receiver.close()
    sent = courier.send(receiver.url, b"{}", {})
    clock.advance()
    assert [attempt.status for attempt in sent.attempts] == [None]
    courier.close()


def test_what_goes_elsewhere_never_leaves_this_machine() -> None:
    clock = SandboxClock()
    courier = Courier(clock, "shop")
    sent = courier.send("https://partner.example/hook", b"{}", {})
    clock.advance(seconds=0)
    assert sent.delivered
    assert [attempt.status for attempt in sent.attempts] == [None]
    courier.close()
