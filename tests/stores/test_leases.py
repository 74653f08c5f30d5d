"""A lease has one holder at a time, is renewed while its holder lives, and free when he is dead, or was stopped for too long."""

import asyncio
import signal
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from identkit.core import ConfigurationError
from identkit.stores import Lease, LeaseLost, StoreFailed
from tests.stores import places

STORES = pytest.mark.parametrize("url", places.SHARED, indirect=True)
HOLDER = (
    "import sys; from tests.stores import places\n"
    "lease = places.lease(sys.argv[1], sys.argv[2], 1.0); print(lease.try_acquire(), flush=True); sys.stdin.read()"
)


class Memory:
    """A `LeaseStore` whose leases end when a test says so."""

    def __init__(self) -> None:
        self.holder: str | None = None
        self.down = False
        self.extended = threading.Event()

    def take(self, name: str, owner: str, seconds: float) -> bool:
        self._reach()
        if self.holder in {None, owner}:
            self.holder = owner
        return self.holder == owner

    def extend(self, name: str, owner: str, seconds: float) -> bool:
        self._reach()
        self.extended.set()
        return self.holder == owner

    def drop(self, name: str, owner: str) -> None:
        self._reach()
        self.holder = None if self.holder == owner else self.holder

    def _reach(self) -> None:
        if self.down:
            raise StoreFailed("down")


@STORES
def test_one_holder_at_a_time(url: str) -> None:
    name = str(uuid4())
    one, two, other = places.lease(url, name), places.lease(url, name), places.lease(url, name + "x")
    assert one.try_acquire()
    assert (two.try_acquire(), other.try_acquire()) == (False, True)
    assert (one.held, two.held) == (True, False)
    assert not two.acquire(timeout=0.0)
    one.renew()
    one.release()
    one.release()
    assert two.try_acquire()
    with pytest.raises(LeaseLost):
        one.renew()
    one.release()  # gives nothing back that is not its own
    assert not places.lease(url, name).try_acquire()


@pytest.mark.slow
@STORES
def test_it_is_renewed_while_its_holder_lives_and_free_when_he_is_dead(url: str) -> None:
    name = str(uuid4())
    command = [sys.executable, "-c", HOLDER, url, name]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        mine = places.lease(url, name, 1.0)
        assert not mine.acquire(timeout=1.5, pause=0.1)  # longer than it lasts
        holder.send_signal(signal.SIGKILL)
        assert mine.acquire(timeout=60, pause=0.05)


def test_a_holder_who_was_stopped_for_too_long_is_told_before_the_next_item() -> None:
    store = Memory()
    lease = Lease(store, "x")
    handed: list[int] = []

    def work() -> None:
        for item in lease.guard(iter(range(5))):
            handed.append(item)
            if item == 2:
                store.holder = "somebody else"

    with lease, pytest.raises(LeaseLost):
        work()
    assert handed == [0, 1, 2]
    assert store.holder == "somebody else"
    assert not lease.held


async def test_the_same_for_tasks() -> None:
    store = Memory()
    handed: list[int] = []

    async def items() -> AsyncIterator[int]:
        for item in range(5):
            yield item

    async def work() -> None:
        async with Lease(store, "x") as lease:
            async for item in lease.guard_async(items()):
                handed.append(item)
                if item == 1:
                    store.holder = None

    with pytest.raises(LeaseLost):
        await work()
    assert handed == [0, 1]


async def test_a_cancelled_task_holds_nothing() -> None:
    store = Memory()
    store.holder = "somebody else"

    async def wait() -> None:
        async with Lease(store, "x", 0.4):
            raise AssertionError

    task = asyncio.create_task(wait())
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    store.holder = None
    assert Lease(store, "x").try_acquire()


def test_it_outlives_a_store_that_is_down_for_a_moment_and_no_longer() -> None:
    store = Memory()
    lease = Lease(store, "x", 0.3)
    assert lease.try_acquire()
    assert store.extended.wait(60)
    store.down = True
    until = time.monotonic() + 60
    while lease.held and time.monotonic() < until:
        time.sleep(0.01)
    assert not lease.held
    store.down = False
    with pytest.raises(LeaseLost):
        lease.renew()


def test_waiting_goes_on_while_the_store_is_down() -> None:
    store = Memory()
    store.down = True
    lease = Lease(store, "x", 30)
    with pytest.raises(StoreFailed):
        lease.acquire(timeout=0.05, pause=0.01)
    threading.Timer(0.05, lambda: setattr(store, "down", False)).start()
    assert lease.acquire(timeout=60, pause=0.01)
    with pytest.raises(ConfigurationError, match="held by this object already"):
        lease.try_acquire()
    lease.release()


@pytest.mark.parametrize(("name", "seconds"), [("", 30.0), ("x", 0.0), ("x", float("nan"))])
def test_what_cannot_be_a_lease_is_told(name: str, seconds: float) -> None:
    with pytest.raises(ConfigurationError, match=r"^(name|seconds)"):
        Lease(Memory(), name, seconds)
