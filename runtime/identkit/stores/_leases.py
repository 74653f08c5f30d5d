"""A right that one holder has at a time, over processes and machines, and that ends by itself when its holder dies.

A lease lies in a store as a name, its holder and the time it ends. The holder renews it in a thread, three times within its length.
A dead holder stops renewing, so the next one gets it after `seconds` at most. A holder that was only stopped (a suspended machine) for
longer may wake up and believe that it still holds it: whatever may not happen twice asks `renew` right before it happens, and is
harmless when it does happen twice in the moment after.
"""

import asyncio
import threading
import time
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self, TypeVar
from uuid import uuid4

from identkit.core import ConfigurationError, _forking
from identkit.stores._errors import LeaseLost, StoreFailed

T = TypeVar("T")
SHORTEST = 0.1


class LeaseStore(Protocol):
    """Where leases lie. Each step is atomic and measured by the store's clock, not the callers'."""

    def take(self, name: str, owner: str, seconds: float) -> bool:
        """Give the lease to the owner for so long, if nobody else has it. True also when the owner has it already."""
        ...

    def extend(self, name: str, owner: str, seconds: float) -> bool:
        """Give it for so long from now on, if the owner still has it."""
        ...

    def drop(self, name: str, owner: str) -> None:
        """Free it, if the owner has it."""
        ...


class Lease:
    """One lease, seen from one possible holder. Two objects with one name exclude each other, also within a process.

    Args:
        store: Where it lies.
        name: What it is a right to, for instance "acme-archive".
        seconds: How long it outlives a holder that died.
    """

    def __init__(self, store: LeaseStore, name: str, seconds: float = 30.0) -> None:
        if not name:
            raise ConfigurationError("name: a lease needs one")
        if not seconds >= SHORTEST:
            raise ConfigurationError(f"seconds: a lease lasts at least {SHORTEST:g}")
        self._store, self.name, self.seconds = store, name, seconds
        self._mutex = _forking.Mutex()
        _forking.register(self)
        self.after_fork()

    def after_fork(self) -> None:
        """A lease that is held is the parent's: nobody renews it here."""
        self._owner = uuid4().hex
        self._stop: threading.Event | None = None  # set ends the renewing; None while the lease is not held
        self._ends = 0.0  # by time.monotonic; nothing is renewed after it

    @property
    def held(self) -> bool:
        """Whether the lease is held, as far as this process can know without asking the store."""
        return self._stop is not None and time.monotonic() < self._ends

    def try_acquire(self) -> bool:
        """Take the lease if it is free, and keep it until `release`."""
        with self._mutex:
            if self._stop is not None:
                raise ConfigurationError(f"the lease {self.name!r} is held by this object already; make another one")
            start = time.monotonic()
            if not self._store.take(self.name, self._owner, self.seconds):
                return False
            self._ends = start + self.seconds
            self._stop = stop = threading.Event()
        threading.Thread(target=self._keep, args=(stop,), name="identkit-lease", daemon=True).start()
        return True

    def acquire(self, timeout: float | None = None, *, pause: float | None = None) -> bool:
        """Wait until the lease is free, and take it. False when that took more than `timeout` seconds; None waits for ever.

        A store that cannot be reached meanwhile counts as "not free" as long as there is time.
        """
        pause = min(self.seconds / 4, 5.0) if pause is None else pause
        until = None if timeout is None else time.monotonic() + timeout
        while True:
            failure: StoreFailed | None = None
            try:
                if self.try_acquire():
                    return True
            except StoreFailed as error:
                failure = error
            if until is not None and time.monotonic() + pause > until:
                if failure is not None:
                    raise failure
                return False
            time.sleep(pause)

    def renew(self) -> None:
        """Make sure in the store that the lease is still held, and hold it for its whole length from now on. Raises LeaseLost."""
        with self._mutex:
            if self._stop is None or not self._extend():
                self._end()
                raise LeaseLost(f"the lease {self.name!r} is not held any more")

    def release(self) -> None:
        """Give the lease back, if it is held. From any thread."""
        with self._mutex:
            if self._end():
                self._store.drop(self.name, self._owner)

    def guard(self, items: Iterable[T]) -> Iterator[T]:
        """The items, each while the lease is held: before the next one is asked for, it is renewed. Raises LeaseLost.

        For `cases.drain()`: asking for the next case is what has the one before archived.
        """
        for item in items:
            self.renew()
            yield item
            self.renew()

    async def guard_async(self, items: AsyncIterable[T]) -> AsyncIterator[T]:
        """The same for an asynchronous iterable."""
        async for item in items:
            await asyncio.to_thread(self.renew)
            yield item
            await asyncio.to_thread(self.renew)

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.release()

    async def __aenter__(self) -> Self:
        while True:
            attempt = asyncio.ensure_future(asyncio.to_thread(self.try_acquire))
            try:
                if await asyncio.shield(attempt):
                    return self
            except asyncio.CancelledError:  # the thread goes on: what it takes is given back
                if await attempt:
                    await asyncio.to_thread(self.release)
                raise
            await asyncio.sleep(min(self.seconds / 4, 5.0))

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        await asyncio.to_thread(self.release)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r}: {'held' if self.held else 'not held'}>"

    def _extend(self) -> bool:
        start = time.monotonic()
        if start >= self._ends or not self._store.extend(self.name, self._owner, self.seconds):
            return False
        self._ends = start + self.seconds
        return True

    def _end(self) -> bool:
        """Stop renewing; whether the lease was held."""
        stop, self._stop = self._stop, None
        if stop is not None:
            stop.set()
        return stop is not None

    def _keep(self, stop: threading.Event) -> None:
        while not stop.wait(self.seconds / 3):
            with self._mutex:
                if self._stop is not stop:
                    return
                try:
                    if not self._extend():
                        self._end()
                except StoreFailed:
                    continue  # tried again until the lease has ended


def lock(store: LeaseStore, name: str, seconds: float) -> "Lease | None":
    """The lease, taken; None when somebody else has it."""
    lease = Lease(store, name, seconds)
    return lease if lease.try_acquire() else None
