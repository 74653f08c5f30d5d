"""What must not be shared with a child process is made anew in it.

After a fork the child has copies of locks that nobody will release, of calls that will never end, and of sockets on which two processes
would read each other's answers. Objects that hold such things register here; in the child each of them is told.
"""

import os
import threading
from typing import Protocol
from weakref import WeakSet


class Forkable(Protocol):
    """What can be told that it is in a new process now."""

    def after_fork(self) -> None:
        """Make locks anew, forget work of the parent's threads, leave its sockets alone."""
        ...


_everything: WeakSet[Forkable] = WeakSet()


class Mutex:
    """A lock that one thread of this process holds at a time, the same one as often as it likes. Free in a child, whoever held it."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        register(self)

    def after_fork(self) -> None:
        """The thread that held it is not in this process."""
        self._lock = threading.RLock()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def register(thing: Forkable) -> None:
    """Tell `thing` in every child process that it is in one, as long as it lives. To be called when it is complete."""
    _everything.add(thing)


def _in_child() -> None:
    for thing in list(_everything):
        thing.after_fork()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_in_child)
