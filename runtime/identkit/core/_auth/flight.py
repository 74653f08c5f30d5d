"""One of any number of equal calls does the work, the others wait for its result or its error."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from functools import partial
from typing import Any, Generic, TypeVar

from identkit.core import _forking
from identkit.core._calling.limits import Overdue
from identkit.core._received.reading import ExchangeFailed

T = TypeVar("T")


class Abandoned(Exception):
    """The call that did the work was stopped from outside, so its end says nothing to the others."""


class SingleFlight(Generic[T]):
    """Shares one piece of work between threads and tasks, also tasks of several event loops.

    The work has to look first whether it is still needed: a call may come just after another one has landed.
    """

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._flight: Future[T] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None  # that the flight is in, where a task does the work
        _forking.register(self)

    def after_fork(self) -> None:
        """The work is done in the parent process, and will never land here."""
        self._mutex = threading.Lock()
        self._flight = self._loop = None

    def call(self, work: Callable[[], T], patience: float | None = None) -> T:
        """The result of the work, done here or by whoever came first. Raises ExchangeFailed after `patience` seconds of waiting."""
        while True:
            flight, first = self._join(None)
            if first:
                return self._do(flight, work)
            try:
                return flight.result(patience)
            except Abandoned:
                continue
            except TimeoutError:
                if flight.done():
                    raise
            raise ExchangeFailed(Overdue("waited too long for what another call does"))

    async def call_async(
        self, work: Callable[[], Coroutine[Any, Any, T]], patience: float | None = None, tasks: set[asyncio.Task[Any]] | None = None
    ) -> T:
        """The same for a task. The work runs in a task of its own, kept in `tasks`: it ends even when the caller is cancelled."""
        references = set[asyncio.Task[Any]]() if tasks is None else tasks  # a loop has weak references only
        while True:
            flight, first = self._join(asyncio.get_running_loop())
            if first:
                task = asyncio.ensure_future(self._do_async(flight, work))
                references.add(task)
                task.add_done_callback(references.discard)
                task.add_done_callback(partial(self._ended, flight))
            try:
                async with asyncio.timeout(None if first else patience):  # the work has time limits of its own
                    return await asyncio.wrap_future(flight)
            except Abandoned:
                continue
            except TimeoutError:
                if flight.done():
                    raise
            raise ExchangeFailed(Overdue("waited too long"))

    def _join(self, loop: asyncio.AbstractEventLoop | None) -> tuple[Future[T], bool]:
        with self._mutex:
            if self._flight is not None and self._loop is not None and self._loop.is_closed():
                self._flight.set_exception(Abandoned())  # its loop was stopped on the way: it will never land
                self._flight = None
            if self._flight is not None:
                return self._flight, False
            self._loop = loop
            self._flight = Future()
            self._flight.set_running_or_notify_cancel()  # from here on a waiting task cannot cancel it for the others
            return self._flight, True

    def _ended(self, flight: Future[T], _: object) -> None:
        """The task has ended; if it was cancelled before it began, nobody has told the others."""
        self._land(flight)
        if not flight.done():
            flight.set_exception(Abandoned())

    def _land(self, flight: Future[T]) -> None:
        with self._mutex:
            if self._flight is flight:
                self._flight = None

    def _do(self, flight: Future[T], work: Callable[[], T]) -> T:
        try:
            result = work()
        except BaseException as error:
            self._land(flight)
            flight.set_exception(_for_others(error))
            raise
        self._land(flight)
        flight.set_result(result)
        return result

    async def _do_async(self, flight: Future[T], work: Callable[[], Coroutine[Any, Any, T]]) -> None:
        try:
            result = await work()
        except BaseException as error:
            self._land(flight)
            flight.set_exception(_for_others(error))
            if not isinstance(error, Exception):
                raise  # the task was cancelled; an error is told by the flight
        else:
            self._land(flight)
            flight.set_result(result)


def _for_others(error: BaseException) -> Exception:
    return error if isinstance(error, Exception) else Abandoned()
