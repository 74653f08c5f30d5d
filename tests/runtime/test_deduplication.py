"""A delivery that comes again is worked on once; a change that looks like the last one is not taken for a repetition."""

from identkit.core._webhooks.deduplication import Deduplicator, MemorySeenStore
from identkit.core._webhooks.deliveries import parse
from tests.runtime.auth_support import FakeClock
from tests.runtime.webhook_support import BODY, CASE, CASES, EVENTS, SECRET, SIGNED, SOURCED, headers


def test_a_delivery_with_an_id_is_worked_on_once_unless_it_failed() -> None:
    clock = FakeClock()
    deduplicator = Deduplicator(clock=clock)
    event = parse(SIGNED, EVENTS, headers(), BODY, secret=SECRET)
    again = parse(SIGNED, EVENTS, headers(attempt="3"), BODY, secret=SECRET)
    assert deduplicator.first(event)
    deduplicator.begin(event)
    assert not deduplicator.first(again)
    deduplicator.failed(event)
    assert deduplicator.first(again)
    clock.advance(7 * 24 * 3600)
    assert deduplicator.first(again)


def test_a_case_that_changes_twice_is_worked_on_twice() -> None:
    deduplicator = Deduplicator(clock=FakeClock())
    event = parse(SOURCED, CASES, {}, CASE, source_ip="165.72.200.13")
    assert deduplicator.first(event)
    assert not deduplicator.first(event)  # sent again while it waits
    deduplicator.begin(event)
    assert deduplicator.first(event)  # the same words, but something has happened since


def test_work_that_was_lost_in_a_crash_does_not_hide_later_changes() -> None:
    clock = FakeClock()
    deduplicator = Deduplicator(clock=clock)
    event = parse(SOURCED, CASES, {}, CASE, source_ip="165.72.200.13")
    assert deduplicator.first(event)  # its work never begins
    clock.advance(899)
    assert not deduplicator.first(event)
    clock.advance(1)
    assert deduplicator.first(event)


def test_processes_with_one_store_decide_one_after_the_other_and_lose_nothing() -> None:
    store, clock = MemorySeenStore(), FakeClock()
    one, other = Deduplicator(store, clock), Deduplicator(store, clock)
    event = parse(SIGNED, EVENTS, headers(), BODY, secret=SECRET)
    dying = one.deciding(event)
    assert dying.__enter__()
    assert one.first(event, undecided=True)
    with other.deciding(event) as alone:
        assert not alone  # so it is sent again
    clock.time += 61  # the first process died before it had accepted
    with other.deciding(event) as alone:
        assert alone
        assert other.first(event, undecided=True)
        other.accepted(event)
    clock.time += 5 * 24 * 3600
    with one.deciding(event) as alone:
        assert alone
        assert not one.first(event, undecided=True)


def test_the_memory_of_a_receiver_is_limited() -> None:
    store = MemorySeenStore(limit=3)
    assert all(store.add(str(number), 0, 100) for number in range(5))
    assert store.add("0", 0, 100)
    assert not store.add("4", 0, 100)
