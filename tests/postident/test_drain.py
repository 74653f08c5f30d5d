"""Draining: every case reaches the loop at least once, and none is archived before the loop is done with it."""

import inspect
import itertools
import json
import tracemalloc
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from typing import Any, cast

import httpx
import pytest

from identkit.core import NotFound, ServerError
from identkit.core._errors import NoProgress
from identkit.core.status import Outcome, assess
from identkit.postident import AsyncPostident, Postident
from identkit.postident.models import CaseResult
from identkit.sandbox.postident import PostidentSandbox
from tests.memory import held_by
from tests.postident.conftest import CREDENTIALS, Make, Mocked


@pytest.fixture
def drained(postident: Postident, world: PostidentSandbox) -> Postident:
    """A client of an account whose lists hold ten cases."""
    world.list_limit = 10
    return postident


def calls(world: PostidentSandbox) -> Counter[str]:
    return Counter(line.operation for line in world.requests)


def left(client: Postident) -> list[str]:
    return [case.case_id for case in client.cases.list_status()]


def each(client: Postident, store: Callable[[str], object]) -> None:
    for case in client.cases.drain():
        store(case.case_id)


def test_every_page_is_read_and_archived(drained: Postident, world: PostidentSandbox) -> None:
    ids = world.fill(25)
    assert [case.case_id for case in drained.cases.drain()] == ids
    assert left(drained) == []
    assert calls(world)["cases.list"] == 3


def test_nothing_to_drain(drained: Postident, world: PostidentSandbox) -> None:
    assert list(drained.cases.drain()) == []
    assert calls(world) == {"cases.list": 1}


def test_a_case_is_archived_when_the_loop_asks_for_the_next(drained: Postident, world: PostidentSandbox) -> None:
    first, second, third = world.fill(3)
    cases = iter(drained.cases.drain())
    assert next(cases).case_id == first
    assert left(drained) == [first, second, third]
    assert next(cases).case_id == second
    assert left(drained) == [second, third]


def test_an_exception_in_the_loop_loses_nothing(drained: Postident, world: PostidentSandbox) -> None:
    ids = world.fill(12)
    stored: list[str] = []

    def store(case_id: str) -> None:
        if case_id == ids[4]:
            raise RuntimeError("disk full")
        stored.append(case_id)

    with pytest.raises(RuntimeError):
        each(drained, store)
    assert stored == ids[:4]
    assert left(drained) == ids[4:]
    stored += [case.case_id for case in drained.cases.drain()]
    assert stored == ids


def test_a_crash_after_store_and_before_the_archive_repeats_only_that_case(drained: Postident, world: PostidentSandbox) -> None:
    ids = world.fill(6)
    stored: list[str] = []
    world.faults.add(status=500, match="cases.archive", times=None)
    with pytest.raises(ServerError):
        each(drained, stored.append)
    assert stored == ids[:1]
    world.faults.clear()
    stored += [case.case_id for case in drained.cases.drain()]
    assert stored == [ids[0], *ids]


def test_a_cut_connection_at_the_archive_is_repeated(drained: Postident, world: PostidentSandbox) -> None:
    ids = world.fill(3)
    world.faults.add(cut="unanswered", match="cases.archive")  # it took effect, but nobody told
    assert [case.case_id for case in drained.cases.drain()] == ids
    assert left(drained) == []


def test_leaving_the_loop_archives_what_was_finished(world: PostidentSandbox) -> None:
    ids = world.fill(5)
    with Postident(**world.credentials) as client:
        for case in client.cases.drain(archive_every=10):
            if case.case_id == ids[3]:
                break
        assert left(client) == ids[3:]


async def test_leaving_an_asynchronous_loop_archives_what_was_finished(world: PostidentSandbox) -> None:
    ids = world.fill(5)
    async with AsyncPostident(**world.credentials) as client:
        async with aclosing(cast("AsyncGenerator[CaseResult]", client.cases.drain(archive_every=10))) as cases:
            async for case in cases:
                if case.case_id == ids[3]:
                    break
        assert [case.case_id for case in await client.cases.list_status()] == ids[3:]


def test_archiving_in_batches(drained: Postident, world: PostidentSandbox) -> None:
    ids = world.fill(25)
    assert [case.case_id for case in drained.cases.drain(archive_every=4)] == ids
    assert calls(world)["cases.archive"] == 3 + 3 + 2  # 4 + 4 + 2 of a full page, 4 + 1 of the last
    assert left(drained) == []


def test_a_batch_is_never_ahead_of_the_loop(drained: Postident, world: PostidentSandbox) -> None:
    ids = world.fill(9)
    for case in drained.cases.drain(archive_every=4):
        position = ids.index(case.case_id)
        assert left(drained) == ids[position - position % 4 :]


def test_filters_go_along(drained: Postident, world: PostidentSandbox) -> None:
    world.fill(2)
    world.context.clock.advance(hours=1)
    ids = world.fill(2)
    assert [case.case_id for case in drained.cases.drain(closed_from=world.context.clock.datetime())] == ids
    assert len(left(drained)) == 2


@pytest.mark.parametrize("client", [Postident, AsyncPostident])
@pytest.mark.parametrize("name", ["new", "in_progress", "closed", "archived", "max_results"])
def test_filters_that_would_loop_for_ever_are_not_taken(client: type[Postident | AsyncPostident], name: str) -> None:
    made: Any = client(**CREDENTIALS)
    assert name not in inspect.signature(made.cases.drain).parameters
    with pytest.raises(TypeError):
        made.cases.drain(**{name: True})


def test_a_provider_that_does_not_archive_is_noticed(mocked: Mocked) -> None:
    page = [{"caseId": "KRZ1A8M4UBZZ", "caseStatus": {"status": "closed"}}]
    answers = {"GET": httpx.Response(200, json=page, headers={"X-PARTIAL-DELIVERY": "true"}), "PATCH": httpx.Response(200, json=[])}
    seen: list[str] = []
    with pytest.raises(NoProgress):
        each(mocked(lambda request: answers[request.method]), seen.append)
    assert seen == ["KRZ1A8M4UBZZ"]


def test_a_case_that_was_deleted_meanwhile_does_no_harm(mocked: Mocked) -> None:
    page = [{"caseId": f"CASE{number}", "caseStatus": {"status": "closed"}} for number in range(3)]
    asked: list[list[str]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, json=page)
        asked.append(json.loads(request.content))
        return httpx.Response(404 if "CASE1" in asked[-1] else 200, json=[])

    assert len(list(mocked(answer).cases.drain(archive_every=3))) == 3
    assert asked == [["CASE0", "CASE1", "CASE2"], ["CASE0"], ["CASE1"], ["CASE2"]]


def test_encrypted_lists_are_drained_too(make: Make, world: PostidentSandbox, key: bytes) -> None:
    world.encryption, world.list_limit = "mandatory", 4
    ids = world.fill(9)
    verdicts = {case.case_id: assess(case).outcome for case in make(private_key=key).cases.drain(archive_every=100)}
    assert verdicts == dict.fromkeys(ids, Outcome.VERIFIED)


def test_an_error_of_the_list_ends_the_loop(make: Make, world: PostidentSandbox) -> None:
    world.list_limit = 2
    ids = world.fill(5)
    client = make(max_retries=0)
    stored: list[str] = []

    def store(case_id: str) -> None:
        stored.append(case_id)
        if len(stored) == 2:
            world.faults.add(status=404, match="cases.list")

    with pytest.raises(NotFound):
        each(client, store)
    assert stored == ids[:2]
    assert left(client) == ids[2:4]


def pages(count: int, size: int) -> Iterator[bytes]:
    """Pages of a list, made only when they are asked for."""
    numbers = itertools.count()
    for _ in range(count):
        cases = [{"caseId": f"{next(numbers):012}", "caseStatus": {"status": "closed"}} for _ in range(size)]
        yield json.dumps(cases).encode()


def test_memory_stays_flat(mocked: Mocked) -> None:
    count, size = 12, 100
    source = pages(count, size)
    listed = 0

    def answer(request: httpx.Request) -> httpx.Response:
        nonlocal listed
        if request.method == "PATCH":
            return httpx.Response(200, content=b"[]")
        listed += 1
        return httpx.Response(200, content=next(source), headers={"X-PARTIAL-DELIVERY": "true"} if listed < count else {})

    held: list[int] = []
    drained = 0
    early, late = 3 * size, (count - 1) * size
    tracemalloc.start()
    try:
        for _ in mocked(answer).cases.drain(archive_every=size):
            if drained in {early, late}:
                held.append(held_by("identkit/core", "identkit/overrides", "identkit/postident", "httpx"))
            drained += 1
    finally:
        tracemalloc.stop()
    assert drained == count * size
    assert (held[1] - held[0]) / (late - early) < 20  # bytes a case; to remember its id takes more
