"""One of any number of equal calls does the work, the others wait for its result or its error."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Abandoned(Exception):
    """The call that did the work was stopped from outside, so its end says nothing to the others."""


class SingleFlight(Generic[T]):
    """Shares one piece of work between threads and tasks, also tasks of several event loops.

    The work has to look first whether it is still needed: a call may come just after another one has landed.
    """

    def __init__(self, tasks: set[asyncio.Task[None]] | None = None) -> None:
        self._mutex = threading.Lock()
        self._flight: Future[T] | None = None
        # A loop keeps only weak references to its tasks. Whoever wants to wait for those that outlive their callers passes the set.
        self._tasks: set[asyncio.Task[None]] = set() if tasks is None else tasks

    def call(self, work: Callable[[], T]) -> T:
        """The result of the work, done here or by whoever came first."""
        while True:
            flight, first = self._join()
            if first:
                return self._do(flight, work)
            try:
                return flight.result()
            except Abandoned:
                continue

    async def call_async(self, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """The same for a task. The work runs in a task of its own: it ends even when the caller is cancelled."""
        while True:
            flight, first = self._join()
            if first:
                task = asyncio.ensure_future(self._do_async(flight, work))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)
            try:
                return await asyncio.wrap_future(flight)
            except Abandoned:
                continue

    def _join(self) -> tuple[Future[T], bool]:
        with self._mutex:
            if self._flight is not None:
                return self._flight, False
            self._flight = Future()
            self._flight.set_running_or_notify_cancel()  # from here on a waiting task cannot cancel it for the others
            return self._flight, True

    def _land(self) -> None:
        with self._mutex:
            self._flight = None

    def _do(self, flight: Future[T], work: Callable[[], T]) -> T:
        try:
            result = work()
        except BaseException as error:
            self._land()
            flight.set_exception(_for_others(error))
            raise
        self._land()
        flight.set_result(result)
        return result

    async def _do_async(self, flight: Future[T], work: Callable[[], Coroutine[Any, Any, T]]) -> None:
        try:
            result = await work()
        except BaseException as error:
            self._land()
            flight.set_exception(_for_others(error))
            if not isinstance(error, Exception):
                raise  # the task was cancelled; an error is told by the flight
        else:
            self._land()
            flight.set_result(result)


async def settle(tasks: set[asyncio.Task[None]]) -> None:
    """Wait for the work of this event loop whose callers are gone."""
    mine = [task for task in list(tasks) if task.get_loop() is asyncio.get_running_loop()]
    if mine:
        await asyncio.wait(mine)


def _for_others(error: BaseException) -> Exception:
    return error if isinstance(error, Exception) else Abandoned()
