"""Places for work: a bounded number of threads of one's own, and a bounded number of events that wait for them."""

import asyncio
import contextvars
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from identkit.core import _forking

P = ParamSpec("P")
T = TypeVar("T")


class Places:
    """Threads that work on events. Neither the server's nor the event loop's: slow work must not hold up answers."""

    def __init__(self, workers: int, backlog: int) -> None:
        if workers < 1 or backlog < 1:
            raise ValueError("workers and backlog must be at least 1")
        self._workers, self._backlog, self._name = workers, backlog, "identkit-webhook"
        self._mutex = _forking.Mutex()
        _forking.register(self)
        self.after_fork()

    def after_fork(self) -> None:
        """Threads and what waits for them are the parent's."""
        self._places = threading.BoundedSemaphore(self._backlog)
        self._pool: ThreadPoolExecutor | None = None

    def take(self) -> bool:
        """Take a place, if there is one."""
        return self._places.acquire(blocking=False)

    def give_back(self) -> None:
        """Give a place back."""
        self._places.release()

    def submit(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a thread do it. The first work makes the threads."""
        with self._mutex:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(self._workers, thread_name_prefix=self._name)
            return self._pool.submit(contextvars.copy_context().run, lambda: work(*args, **kwargs))

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Have a thread do it, and wait for it."""
        return await asyncio.wrap_future(self.submit(work, *args, **kwargs))

    def close(self) -> None:
        """Work on what waits, then stop."""
        with self._mutex:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True)
