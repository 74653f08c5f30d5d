"""Deliveries come more than once: answers get lost, and providers then send again."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Protocol

from identkit.core import _forking
from identkit.core._calling.clock import Clock, SystemClock
from identkit.core._webhooks.deliveries import Delivery, Event

KEEP = 6 * 24 * 3600.0  # seconds; some providers repeat for up to five days
LONGEST_WAIT = 900.0  # seconds; longer than work should wait, and no longer than it may cost when the waiting work was lost in a crash

LONGEST_DECISION = 60.0  # seconds; longer than any sender waits for an answer, so that a process which died deciding holds up nothing


class SeenStore(Protocol):
    """Remembers keys. Yours may be a table with a unique column, shared by all receivers."""

    def add(self, key: str, now: float, until: float) -> bool:
        """Remember the key until that time, and say whether it was new. Atomic."""
        ...

    def discard(self, key: str) -> None:
        """Forget the key."""
        ...


class MemorySeenStore:
    """Remembers in this process. When there are more than `limit` keys, the oldest are forgotten."""

    def __init__(self, limit: int = 100_000) -> None:
        self._mutex = _forking.Mutex()
        self._limit = limit
        self._until: dict[str, float] = {}

    def add(self, key: str, now: float, until: float) -> bool:
        """Remember the key, and say whether it was new."""
        with self._mutex:
            if self._until.get(key, now) > now:
                return False
            self._until.pop(key, None)
            self._until[key] = until
            while len(self._until) > self._limit:
                del self._until[next(iter(self._until))]
            return True

    def discard(self, key: str) -> None:
        """Forget the key."""
        with self._mutex:
            self._until.pop(key, None)


class Deduplicator:
    """Lets the first of several equal deliveries through.

    A delivery with an id is remembered for six days. One without only says which case has changed, so that two
    changes look the same: it is remembered until the work on it begins, for 15 minutes at most. A delivery that comes while another
    one waits adds nothing, one that comes later does.

    With a store that several processes share, they count as one: while one of them decides, the others have the delivery sent again; a
    process that dies before it has accepted loses nothing.
    """

    def __init__(self, store: SeenStore | None = None, clock: Clock | None = None, keep: float = KEEP) -> None:
        self._store = store or MemorySeenStore()
        self._clock = clock or SystemClock()
        self._keep = keep

    @contextmanager
    def deciding(self, event: Event) -> Generator[bool]:
        """While it is being decided whether a delivery is accepted: False when an equal one is being decided about, here or elsewhere.

        That one may still be refused. Until then its repetition is neither new nor known to be a repetition.
        """
        if event.delivery is None:
            yield True
            return
        key, now = f"{event.delivery.key}:deciding", self._clock.now()
        alone = self._store.add(key, now, now + LONGEST_DECISION)
        try:
            yield alone
        finally:
            if alone:
                self._store.discard(key)

    def first(self, event: Event, *, undecided: bool = False) -> bool:
        """Whether this delivery has to be worked on.

        `undecided`: it may still be refused, and whoever decides may die. It is remembered for a minute, until `accepted` is called.
        """
        if event.delivery is None:
            return True
        now = self._clock.now()
        return self._store.add(event.delivery.key, now, now + (LONGEST_DECISION if undecided else self._memory(event.delivery)))

    def accepted(self, event: Event) -> None:
        """The delivery was accepted: remember it for as long as it may be repeated."""
        if event.delivery is not None:
            now = self._clock.now()
            self._store.discard(event.delivery.key)
            self._store.add(event.delivery.key, now, now + self._memory(event.delivery))

    def _memory(self, delivery: Delivery) -> float:
        return self._keep if delivery.id is not None else min(self._keep, LONGEST_WAIT)

    def begin(self, event: Event) -> None:
        """The work begins: call it before the object is read again."""
        if event.delivery is not None and event.delivery.id is None:
            self._store.discard(event.delivery.key)

    def failed(self, event: Event) -> None:
        """The work failed: the next delivery is let through."""
        if event.delivery is not None:
            self._store.discard(event.delivery.key)
