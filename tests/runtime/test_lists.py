"""Waiting for an object, reading all pages, draining. Both flavours, with a clock that only moves when somebody sleeps."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from identkit.core import ApiError, IdentkitError, NoProgress, RequestInvalid, ServerError, Unauthorized, WaitTimeout
from identkit.core._calling.client import AsyncClient, Client
from identkit.core._calling.settings import ClientOptions
from tests.runtime.acme import API, DRAIN, SEARCH, TOKEN, WAIT, pages
from tests.support import FakeClock, Flavour

Answers = httpx.Response | Exception


def status(name: str | None) -> httpx.Response:
    return httpx.Response(200, json={"caseId": "c1", "status": name} if name else {"caseId": "c1"})


class Waiter:
    def __init__(self, flavour: Flavour, clock: FakeClock) -> None:
        self.flavour, self.clock = flavour, clock
        self.looks: list[float] = []

    def __call__(self, answers: Iterable[Answers], timeout: float, until: str | None = None) -> Any:
        remaining = list(answers)

        def serve(request: httpx.Request) -> httpx.Response:
            self.looks.append(self.clock.time)
            answer = remaining.pop(0) if len(remaining) > 1 else remaining[0]
            if isinstance(answer, Exception):
                raise answer
            return answer

        core = self.flavour.core(API, serve, {"token": TOKEN}, clock=self.clock)
        return core.wait(WAIT, {"case_id": "c1"}, timeout=timeout, until=until)


@pytest.fixture
def wait(flavour: Flavour, clock: FakeClock) -> Waiter:
    return Waiter(flavour, clock)


def test_waiting_ends_with_the_first_other_status(wait: Waiter) -> None:
    assert wait([status("going"), status("almost"), status("done")], 60).status == "done"
    assert wait.clock.slept == [1, 1.5]


def test_a_status_nobody_knows_ends_the_wait_too(wait: Waiter) -> None:
    assert wait([status("going"), status("brand new")], 60).status == "brand new"


def test_an_object_without_status_is_waited_for(wait: Waiter) -> None:
    assert wait([status(None), status("done")], 60).status == "done"


def test_waiting_may_end_earlier(wait: Waiter) -> None:
    assert wait([status("going"), status("almost")], 60, "may_serve").status == "almost"
    with pytest.raises(RequestInvalid) as caught:
        wait([status("going")], 60, "tomorrow")
    assert caught.value.errors == {"until": ["is not known here, known: may_serve"]}


def test_pauses_grow_and_the_last_look_is_at_the_end(wait: Waiter) -> None:
    with pytest.raises(WaitTimeout) as caught:
        wait([status("going")], 60)
    assert wait.clock.slept == pytest.approx([1, 1.5, 2.25, 3.375, 5.0625, 7.59375, 10, 10, 10, 9.21875])
    assert wait.looks[-1] - wait.looks[0] == 60
    assert caught.value.last.status == "going"
    assert str(caught.value) == "cases.get: no final state within 60 s"


def test_waiting_for_no_time_is_one_look(wait: Waiter) -> None:
    assert wait([status("done")], 0).status == "done"
    with pytest.raises(WaitTimeout):
        wait([status("going")], 0)
    with pytest.raises(RequestInvalid):
        wait([status("going")], -1)


def test_waiting_survives_what_passes(wait: Waiter) -> None:
    passing: list[Answers] = [
        httpx.Response(503),
        httpx.ReadTimeout("x"),
        httpx.ConnectError("x"),
        httpx.Response(429),
        httpx.Response(500),
    ]
    assert wait([status("going"), *passing, status("done")], 60).status == "done"
    assert len(wait.looks) == 7  # nothing but the wait itself repeats a look


def test_waiting_keeps_the_pause_the_provider_asks_for(wait: Waiter) -> None:
    assert wait([httpx.Response(429, headers={"Retry-After": "20"}), status("done")], 60).status == "done"
    assert wait.clock.slept == [20]


def test_waiting_does_not_outlast_its_timeout(wait: Waiter) -> None:
    with pytest.raises(WaitTimeout) as caught:
        wait([httpx.Response(503, headers={"Retry-After": "500"})], 30)
    assert wait.clock.slept == [30]
    assert caught.value.last is None
    assert isinstance(caught.value.__context__, ServerError)


@pytest.mark.parametrize(("usual", "patience"), [(3, [3, 3]), (None, [20, 19]), (300, [20, 19])])
def test_a_look_waits_no_longer_than_usual_and_not_beyond_the_end(
    flavour: Flavour, clock: FakeClock, usual: float | None, patience: list[float]
) -> None:
    asked: list[float] = []

    def serve(request: httpx.Request) -> httpx.Response:
        asked.append(request.extensions["timeout"]["read"])
        return status("done" if len(asked) > 1 else "going")

    flavour.core(API, serve, {"token": TOKEN}, clock=clock, timeout=usual).wait(WAIT, {"case_id": "c1"}, timeout=20)
    assert asked == pytest.approx(patience)


@pytest.mark.parametrize(("code", "error"), [(401, Unauthorized), (404, ApiError), (422, ApiError)])
def test_waiting_stops_at_what_does_not_pass(wait: Waiter, code: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        wait([status("going"), httpx.Response(code)], 60)
    assert len(wait.looks) == 2


async def test_waiting_can_be_cancelled() -> None:
    http = httpx.AsyncClient(transport=httpx.MockTransport(lambda request: status("going")))
    async with http, AsyncClient(API, {"token": TOKEN}, ClientOptions(), http) as client:
        waiting = asyncio.ensure_future(client._core.wait(WAIT, {"case_id": "c1"}, timeout=600))
        await asyncio.sleep(0.05)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting


# Pages by number


class Shelf:
    """Serves `total` cases in pages of at most `most`."""

    def __init__(self, total: int, most: int = 1000, *, stuck: bool = False) -> None:
        self.items = [{"caseId": str(number)} for number in range(total)]
        self.most = most
        self.stuck = stuck
        self.asked: list[int] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        query = request.url.params
        number, size = int(query["page[number]"]), min(int(query.get("page[size]", 10)), self.most)
        self.asked.append(number)
        begin = 0 if self.stuck else (number - 1) * size
        return httpx.Response(200, json=self.items[begin : begin + size])


@pytest.mark.parametrize(("total", "size", "most"), [(0, 10, 10), (7, 10, 10), (10, 10, 10), (25, 10, 10), (25, 100, 10), (30, None, 10)])
def test_all_pages_are_read_whatever_size_the_provider_delivers(flavour: Flavour, total: int, size: int | None, most: int) -> None:
    shelf = Shelf(total, most)
    core = flavour.core(API, shelf, {"token": TOKEN})
    found = [case.case_id for case in core.iterate(SEARCH, {"page_size": size})]
    assert found == [str(number) for number in range(total)]
    assert shelf.asked == list(range(1, len(shelf.asked) + 1))


def test_a_short_page_is_not_taken_for_the_last_one(flavour: Flavour) -> None:
    shelf = Shelf(30)
    del shelf.items[3:5]  # left out by the provider after it had cut its pages
    pages = [shelf.items[:8], shelf.items[8:18], shelf.items[18:], []]

    def page(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=pages[int(request.url.params["page[number]"]) - 1])

    core = flavour.core(API, page, {"token": TOKEN})
    assert [case.case_id for case in core.iterate(SEARCH, {"page_size": 10})] == [item["caseId"] for item in shelf.items]
    pages = [shelf.items[:10], shelf.items[10:18], shelf.items[18:], []]
    assert len(list(core.iterate(SEARCH, {"page_size": 10}))) == 28


def test_reading_may_begin_later_and_stop_earlier(flavour: Flavour) -> None:
    shelf = Shelf(100)
    core = flavour.core(API, shelf, {"token": TOKEN})
    pages_read = core.iterate(SEARCH, {"page_size": 10, "page_number": 3})
    assert [next(pages_read).case_id for _ in range(12)] == [str(number) for number in range(20, 32)]
    pages_read.close()
    assert shelf.asked == [3, 4]


def test_a_provider_that_ignores_the_page_number_is_noticed(flavour: Flavour) -> None:
    core = flavour.core(API, Shelf(10, stuck=True), {"token": TOKEN})
    with pytest.raises(NoProgress, match="page 2 is the same"):
        list(core.iterate(SEARCH, {"page_size": 10}))


# Draining


class Archive:
    """A provider whose list advances by archiving."""

    def __init__(self, total: int, page: int = 10) -> None:
        self.waiting = [f"case-{number}" for number in range(total)]
        self.page = page
        self.archived: list[str] = []
        self.calls: list[list[str]] = []
        self.lists = 0
        self.fail: Callable[[list[str]], int] = lambda identifiers: 0
        self.stuck = False

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            self.lists += 1
            body, headers = pages(self.waiting[: self.page], partial=len(self.waiting) > self.page)
            return httpx.Response(200, json=body, headers=headers)
        identifiers: list[str] = msgspec.json.decode(request.content)
        self.calls.append(identifiers)
        if failure := self.fail(identifiers):
            return httpx.Response(failure)
        if not self.stuck:
            self.waiting = [name for name in self.waiting if name not in identifiers]
        self.archived += identifiers
        return httpx.Response(200, json=[])


Drainer = Callable[..., Any]


@pytest.fixture
def drain(flavour: Flavour, clock: FakeClock) -> Drainer:
    def run(archive: Archive, params: dict[str, Any] | None = None, **options: Any) -> Any:
        return flavour.core(API, archive, {"token": TOKEN}, clock=clock).drain(DRAIN, params, **options)

    return run


@pytest.mark.parametrize("total", [0, 1, 10, 11, 25])
@pytest.mark.parametrize("every", [1, 4, 1000])
def test_draining_reads_everything_once_and_archives_it(drain: Drainer, total: int, every: int) -> None:
    archive = Archive(total)
    everything = list(archive.waiting)
    assert [case.case_id for case in drain(archive, archive_every=every)] == everything
    assert archive.archived == everything
    assert archive.waiting == []
    assert archive.lists == max(1, -(-total // 10))
    assert all(len(call) <= every for call in archive.calls)


def test_an_item_is_archived_once_the_loop_asks_for_the_next_one(drain: Drainer) -> None:
    archive = Archive(25)
    for number, case in enumerate(drain(archive)):
        assert case.case_id == f"case-{number}"
        assert archive.archived == [f"case-{done}" for done in range(number)]


def test_a_loop_that_is_abandoned_repeats_the_item_in_hand_and_no_other(drain: Drainer) -> None:
    archive = Archive(25)
    loop = drain(archive)
    assert [next(loop).case_id for _ in range(3)] == ["case-0", "case-1", "case-2"]
    # The process ends here, without a word: nothing closes the loop.
    assert next(drain(archive)).case_id == "case-2"


@pytest.mark.parametrize("every", [1, 10])
def test_a_loop_that_is_left_archives_what_it_finished_and_not_what_it_holds(drain: Drainer, every: int) -> None:
    archive = Archive(25)
    loop = drain(archive, archive_every=every)
    for _ in range(4):
        next(loop)
    loop.close()
    assert archive.archived == ["case-0", "case-1", "case-2"]
    assert archive.calls == ([["case-0"], ["case-1"], ["case-2"]] if every == 1 else [["case-0", "case-1", "case-2"]])


def test_an_exception_in_the_loop_repeats_only_its_item(drain: Drainer) -> None:
    archive = Archive(25)

    def store(case: Any) -> None:
        if case.case_id == "case-13":
            message = "the disk is full"
            raise OSError(message)

    def run() -> None:
        loop = drain(archive, archive_every=50)
        try:
            for case in loop:
                store(case)
        finally:
            loop.close()

    with pytest.raises(OSError, match="disk"):
        run()
    assert archive.archived[-1] == "case-12"
    assert next(drain(archive)).case_id == "case-13"


def test_a_failed_archiving_ends_the_loop_and_repeats_only_that_item(drain: Drainer) -> None:
    archive = Archive(25)
    archive.fail = lambda identifiers: 503 if "case-5" in identifiers else 0
    seen: list[str] = []
    loop = drain(archive)
    with pytest.raises(ServerError):
        seen.extend(case.case_id for case in loop)
    archive.fail = lambda identifiers: 0
    assert next(drain(archive)).case_id == "case-5"


def test_leaving_a_loop_is_not_disturbed_by_a_failing_archive(drain: Drainer, caplog: pytest.LogCaptureFixture) -> None:
    archive = Archive(25)
    archive.fail = lambda identifiers: 503
    loop = drain(archive, archive_every=10)
    next(loop)
    next(loop)
    loop.close()
    assert "will be listed again" in caplog.text
    assert "case-0" not in caplog.text


def test_an_item_that_was_deleted_meanwhile_does_not_stop_the_others(drain: Drainer) -> None:
    archive = Archive(5)
    archive.fail = lambda identifiers: 404 if "case-2" in identifiers else 0
    assert len(list(drain(archive, archive_every=5))) == 5
    assert archive.archived == ["case-0", "case-1", "case-3", "case-4"]


def test_archiving_that_does_not_advance_the_list_is_noticed(drain: Drainer) -> None:
    archive = Archive(25)
    archive.stuck = True
    seen: list[str] = []
    with pytest.raises(NoProgress):
        seen.extend(case.case_id for case in drain(archive))
    assert archive.lists == 2


def test_items_still_listed_after_archiving_are_not_handed_out_twice(drain: Drainer) -> None:
    archive = Archive(25)
    late = archive.__call__

    def lagging(request: httpx.Request) -> httpx.Response:
        if request.method == "GET" and archive.lists == 1:  # the second list still has an item of the first
            archive.lists += 1
            body, headers = pages(["case-9", *archive.waiting[:9]], partial=True)
            return httpx.Response(200, json=body, headers=headers)
        return late(request)

    assert [case.case_id for case in drain(lagging)] == [f"case-{number}" for number in range(25)]


def test_filters_with_which_there_would_be_no_end_are_refused_at_once(drain: Drainer) -> None:
    with pytest.raises(RequestInvalid) as caught:
        drain(Archive(1), {"new": True})
    assert list(caught.value.errors) == ["new"]
    with pytest.raises(RequestInvalid):
        drain(Archive(1), archive_every=0)


def test_draining_resumes_after_any_crash_and_loses_nothing(flavour: Flavour, clock: FakeClock) -> None:
    """Many runs, each killed somewhere: every item is stored, none is archived unstored, and each crash repeats one item at most."""
    archive = Archive(60, page=7)
    stored: list[str] = []
    crashes = 0
    core = flavour.core(API, archive, {"token": TOKEN}, clock=clock)
    for run in range(60):
        for number, case in enumerate(core.drain(DRAIN)):
            assert case.case_id not in archive.archived
            stored.append(case.case_id)
            if number == run % 5:
                crashes += 1
                break
        assert set(archive.archived) <= set(stored)
    assert set(stored) == {f"case-{number}" for number in range(60)}
    assert len(stored) <= 60 + crashes


class Draining(RuleBasedStateMachine):
    """Any mixture of asking, leaving, dying, failing archives and newly closed cases."""

    def __init__(self) -> None:
        super().__init__()
        self.archive = Archive(9, page=4)
        self.made = 9
        self.http = httpx.Client(transport=httpx.MockTransport(self.archive))
        self.core = Client(API, {"token": TOKEN}, ClientOptions(clock=FakeClock()), self.http)._core
        self.loop: Any = None
        self.in_hand: str | None = None
        self.finished: set[str] = set()

    @rule(every=st.integers(1, 6))
    def begin(self, every: int) -> None:
        self.loop, self.in_hand = self.core.drain(DRAIN, archive_every=every), None

    @rule(failing=st.sampled_from([0, 0, 0, 503, 404]))
    def ask(self, failing: int) -> None:
        if self.loop is None:
            return
        self.archive.fail = lambda identifiers: failing
        if self.in_hand:
            self.finished.add(self.in_hand)
        self.in_hand = None
        try:
            case = next(self.loop, None)
        except IdentkitError:
            case = None
        if case is None:
            self.loop = None
        else:
            self.in_hand = case.case_id

    @rule()
    def leave(self) -> None:
        self.archive.fail = lambda identifiers: 0
        if self.loop is not None:
            self.loop.close()
        self.loop = self.in_hand = None

    @rule(number=st.integers(1, 5))
    def close_cases(self, number: int) -> None:
        self.archive.waiting += [f"case-{index}" for index in range(self.made, self.made + number)]
        self.made += number

    @invariant()
    def only_finished_items_are_archived(self) -> None:
        assert set(self.archive.archived) <= self.finished

    def teardown(self) -> None:
        self.leave()
        rest = [case.case_id for case in self.core.drain(DRAIN)]
        assert self.archive.waiting == []
        assert {*rest, *self.archive.archived} == {f"case-{index}" for index in range(self.made)}
        self.http.close()


TestDraining = Draining.TestCase
