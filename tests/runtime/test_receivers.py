"""The ASGI and the WSGI adapter: acknowledged at once, worked on afterwards, answered as the providers' documents say."""

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from identkit.core import asgi, wsgi
from identkit.core._webhooks.deliveries import Event, parse
from identkit.core.webhooks import DeliveryInfo
from tests.runtime.receiver_support import Adapter, postident, solaris
from tests.runtime.webhook_support import BODY, CANARY, CASE, EVENTS, SIGNED, IdentificationEvent, headers


async def test_a_delivery_is_acknowledged_first_and_worked_on_afterwards(adapter: Adapter) -> None:
    assert await adapter.post() == 200
    adapter.settle()
    assert [type(event) for event in adapter.handled] == [IdentificationEvent]
    if adapter.kind == "asgi":
        assert adapter.log == ["answered", "handled"]


async def test_the_answer_does_not_wait_for_slow_work(adapter: Adapter) -> None:
    adapter.go_on.clear()
    answer = asyncio.create_task(adapter.post())
    await asyncio.to_thread(adapter.answered.wait, 5)
    assert not adapter.handled
    adapter.go_on.set()
    await answer
    adapter.settle()
    assert len(adapter.handled) == 1


async def test_a_repeated_delivery_is_acknowledged_and_not_worked_on_again(adapter: Adapter) -> None:
    assert [await adapter.post() for _ in range(3)] == [200, 200, 200]
    adapter.settle()
    assert len(adapter.handled) == 1


async def test_a_delivery_whose_work_failed_is_worked_on_again(adapter: Adapter, caplog: pytest.LogCaptureFixture) -> None:
    adapter.fail = RuntimeError(CANARY)
    assert await adapter.post() == 200
    await adapter.idle()
    adapter.fail = None
    assert await adapter.post() == 200
    adapter.settle()
    assert len(adapter.handled) == 1
    assert "RuntimeError" in caplog.text
    assert CANARY not in caplog.text


@pytest.mark.parametrize(
    ("body", "given", "method", "status"),
    [
        (BODY, headers(signature="sha256=00"), "POST", 401),
        (BODY, headers(signature=None), "POST", 401),
        (b"{", headers(b"{"), "POST", 422),
        (b"", headers(b"", "WEBHOOK-SUBSCRIPTION", signature=None), "POST", 200),
        (BODY, headers(), "GET", 405),
        (b"x" * (1024 * 1024 + 1), {}, "POST", 413),
    ],
)
async def test_the_answers(adapter: Adapter, body: bytes, given: dict[str, str], method: str, status: int) -> None:
    assert await adapter.post(body, given, method) == status
    adapter.settle()
    assert not adapter.handled


@pytest.mark.parametrize("told", [410, 422, 503])
async def test_accept_decides_before_the_answer(adapter: Adapter, told: int) -> None:
    adapter.build(accept=lambda event: told)
    assert await adapter.post() == told
    assert await adapter.post() == told  # not taken for a repetition
    adapter.settle()
    assert not adapter.handled


async def test_what_became_of_each_delivery_is_told_and_nothing_personal(adapter: Adapter) -> None:
    told: list[DeliveryInfo] = []
    answers: list[int | None] = [None, None, 422]

    def accept(event: Event) -> int | None:
        if not answers:
            raise RuntimeError(CANARY)
        return answers.pop(0)

    def broken(info: DeliveryInfo) -> None:
        told.append(info)
        raise RuntimeError(CANARY)

    adapter.settle()
    adapter.build(accept=accept, on_delivery=broken)
    assert await adapter.post(b"", headers(b"", "WEBHOOK-SUBSCRIPTION", signature=None)) == 200
    assert await adapter.post() == 200
    assert await adapter.post() == 200
    assert await adapter.post(BODY, headers(signature="sha256=00")) == 401
    assert await adapter.post(b"x" * (1024 * 1024 + 1), {}) == 413
    assert await adapter.post(BODY, headers(), "GET") == 405
    await adapter.idle()
    adapter.fail = RuntimeError(CANARY)
    assert await adapter.post(given=headers(event=CANARY, id="2")) == 200
    await adapter.idle()
    adapter.fail = None
    assert await adapter.post(given=headers(id="3")) == 422
    assert await adapter.post(given=headers(id="4")) == 500
    adapter.settle()
    api, event = SIGNED.provider, "IDENTIFICATION"
    assert told == [
        DeliveryInfo("accepted", 200, api, "WEBHOOK-SUBSCRIPTION"),
        DeliveryInfo("accepted", 200, api, event),
        DeliveryInfo("duplicate", 200, api, event),
        DeliveryInfo("rejected", 401),
        DeliveryInfo("rejected", 413),
        DeliveryInfo("accepted", 200, api),
        DeliveryInfo("failed", None, api),
        DeliveryInfo("rejected", 422, api, event),
        DeliveryInfo("failed", 500, api, event),
    ]


async def test_without_a_handler_every_change_of_a_case_is_accepted(adapter: Adapter) -> None:
    accepted: list[Event] = []
    module: Any = asgi if adapter.kind == "asgi" else wsgi
    adapter.app = module.WebhookApp(postident, accept=accepted.append)
    for _ in range(2):  # the same words, but only the queue knows whether the first one still waits
        assert await adapter.post(CASE, {}) == 200
    assert len(accepted) == 2


async def test_a_repetition_is_not_acknowledged_while_accept_may_still_fail(adapter: Adapter) -> None:
    entered, go_on, accepted = threading.Event(), threading.Event(), list[Event]()

    def slow(event: Event) -> None:
        if not entered.is_set():
            entered.set()
            go_on.wait(5)
            raise RuntimeError  # too late: the provider has given up and sent again
        accepted.append(event)

    adapter.settle()
    adapter.build(postident, slow)
    first = asyncio.create_task(adapter.post(CASE, {}))
    await asyncio.to_thread(entered.wait, 5)
    assert await adapter.post(CASE, {}) == 503
    go_on.set()
    assert await first == 500
    assert await adapter.post(CASE, {}) == 200
    assert len(accepted) == 1


async def test_an_error_of_accept_has_the_delivery_sent_again(adapter: Adapter, caplog: pytest.LogCaptureFixture) -> None:
    queue: list[Event] = []

    def accept(event: Event) -> None:
        if not queue:
            queue.append(event)
            raise OSError(CANARY)

    adapter.build(accept=accept)
    assert (await adapter.post(), await adapter.post()) == (500, 200)
    assert CANARY not in caplog.text


async def test_a_setting_that_is_wrong_has_the_delivery_sent_again(adapter: Adapter, caplog: pytest.LogCaptureFixture) -> None:
    adapter.build(lambda received: parse(SIGNED, EVENTS, received.headers, received.body))
    assert await adapter.post() == 500
    assert "secret is missing" in caplog.text
    assert CANARY not in caplog.text


async def test_the_peer_counts_as_source_unless_told_otherwise(adapter: Adapter) -> None:
    adapter.build(postident)
    assert await adapter.post(CASE, {}) == 200
    assert await adapter.post(CASE, {"X-Forwarded-For": "165.72.200.13"}, peer="10.0.0.1") == 401
    adapter.settle()

    def forwarded(_: object) -> str:
        return "199.40.127.49"

    adapter.build(postident, source_ip=forwarded)
    assert await adapter.post(CASE, {}, peer="10.0.0.1") == 200


async def test_an_asynchronous_handler_is_awaited() -> None:
    done: list[Event] = []

    async def handle(event: Event) -> None:
        await asyncio.sleep(0)
        done.append(event)

    adapter = Adapter("asgi")
    adapter.app = asgi.WebhookApp(solaris, handle)
    assert await adapter.post(split=3) == 200
    assert len(done) == 1


async def test_a_full_backlog_has_deliveries_sent_again(adapter: Adapter) -> None:
    adapter.build(backlog=1)
    adapter.go_on.clear()
    first = asyncio.create_task(adapter.post())
    await asyncio.to_thread(adapter.answered.wait, 5)
    assert await adapter.post(given=headers(id="other")) == 503
    adapter.go_on.set()
    assert await first == 200
    adapter.settle()
    assert await adapter.post(given=headers(id="other")) == 200


async def test_a_callback_that_raises_costs_no_place(adapter: Adapter, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_: object) -> str:
        raise KeyError(CANARY)

    adapter.build(postident, backlog=3, source_ip=broken)
    assert [await adapter.post(CASE, {}) for _ in range(5)] == [500] * 5
    adapter.app._source_ip = "165.72.200.13".format
    assert await adapter.post(CASE, {}) == 200
    assert "KeyError" in caplog.text
    assert CANARY not in caplog.text


@pytest.mark.parametrize("workers", [1, 12])
async def test_answers_come_in_time_while_the_loop_s_threads_and_all_workers_are_busy(workers: int) -> None:
    adapter = Adapter("asgi")
    adapter.build(workers=workers)
    adapter.go_on.clear()
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(1))
    busy = loop.run_in_executor(None, adapter.go_on.wait, 5)
    tasks = [asyncio.create_task(adapter.post(given=headers(id=f"n{index}"))) for index in range(workers)]
    async with asyncio.timeout(4):
        while adapter.busy < workers:  # noqa: ASYNC110 # threads count it
            await asyncio.sleep(0.005)
        tasks += [asyncio.create_task(adapter.post(given=headers(id=f"n{index}"))) for index in range(workers, 40)]
        while adapter.log.count("answered") < 40:  # noqa: ASYNC110 # several tasks write the log
            await asyncio.sleep(0.005)
    adapter.go_on.set()
    assert await asyncio.gather(*tasks) == [200] * 40
    await busy
    assert len(adapter.handled) == 40


def fail_deep_inside(_: Event) -> None:
    secret = CANARY
    raise ModuleNotFoundError(f"No module named 'nothing_here{len(secret) * 0}'")


async def test_a_log_says_which_module_and_where_and_shows_no_values(adapter: Adapter, caplog: pytest.LogCaptureFixture) -> None:
    adapter.build(accept=fail_deep_inside)
    assert await adapter.post() == 500
    (record,) = [each for each in caplog.records if each.levelno == logging.ERROR]
    assert "ModuleNotFoundError: No module named 'nothing_here0'" in record.getMessage()
    assert f'File "{__file__}"' in record.getMessage()
    assert "in fail_deep_inside" in record.getMessage()
    assert record.exc_info is None
    assert CANARY not in caplog.text


def test_nothing_is_logged_of_a_rejected_delivery(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    adapter = Adapter("wsgi")
    adapter.build()
    body = BODY + CANARY.encode()
    asyncio.run(adapter.post(body, headers(b"")))
    assert "rejected" in caplog.text
    assert CANARY not in caplog.text
    adapter.settle()


async def test_a_receiver_that_is_closed_keeps_no_thread(adapter: Adapter) -> None:
    before = set(threading.enumerate())
    adapter.build()
    assert await adapter.post() == 200
    await adapter.idle()
    adapter.settle()
    assert not [each for each in set(threading.enumerate()) - before if each.name.startswith("identkit")]
