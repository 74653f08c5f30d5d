"""What identkit relies on when it remembers deliveries."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest

from identkit.core.webhooks import SeenStore

__all__ = ["SeenStoreContract"]

_HOUR = 3600.0
_SOON = 0.2  # seconds until a key is over; the test waits as long as it takes
_PATIENCE = 30.0


class SeenStoreContract:
    """Tests of a `SeenStore`. Subclass it, and override `make_store` (or the fixture `store`)."""

    def make_store(self) -> SeenStore:
        """A store to test; called once for each test. It may hold what other tests left."""
        raise NotImplementedError("override make_store, or the fixture store")

    def reopen(self, store: SeenStore) -> SeenStore:
        """A second object over the same data, where there is such a thing: what another process would have."""
        return store

    @pytest.fixture
    def store(self) -> SeenStore:
        """The store under test."""
        return self.make_store()

    @pytest.fixture
    def key(self) -> str:
        """A key that no other test uses."""
        return f"contract:{uuid4()}"

    def test_a_key_is_new_once(self, store: SeenStore, key: str) -> None:
        """For every object over the same data."""
        now = time.time()
        assert store.add(key, now, now + _HOUR)
        assert not store.add(key, now + 1, now + _HOUR)
        assert not self.reopen(store).add(key, now + 1, now + _HOUR)

    def test_keys_do_not_disturb_each_other(self, store: SeenStore, key: str) -> None:
        """Whatever they are: case, blanks, length."""
        now = time.time()
        keys = [key, key.upper(), key + " ", key + "ä", key + "a\u0308", key + "x" * 2000, key + "%_'\"\0"]
        assert [store.add(each, now, now + _HOUR) for each in keys] == [True] * len(keys)
        assert [store.add(each, now, now + _HOUR) for each in keys] == [False] * len(keys)

    def test_a_forgotten_key_is_new(self, store: SeenStore, key: str) -> None:
        """Forgetting what is not there does no harm."""
        now = time.time()
        store.discard(key)
        assert store.add(key, now, now + _HOUR)
        self.reopen(store).discard(key)
        assert store.add(key, now, now + _HOUR)

    def test_a_key_is_new_again_when_its_time_is_over(self, store: SeenStore, key: str) -> None:
        """By the caller's clock or the store's."""
        start = time.time()
        assert store.add(key, start, start + _SOON)
        while time.time() < start + _PATIENCE:
            time.sleep(_SOON / 4)
            now = time.time()
            if store.add(key, now, now + _HOUR):
                break
        else:
            pytest.fail("the key was never new again")
        assert not store.add(key, now, now + _HOUR)

    def test_of_many_receivers_one_is_first(self, store: SeenStore, key: str) -> None:
        """Each key is told to be new to one of several threads."""
        now = time.time()
        start = threading.Barrier(4)

        def receive(_: int) -> list[int]:
            start.wait(30)
            return [number for number in range(10) if store.add(f"{key}-{number}", now, now + _HOUR)]

        with ThreadPoolExecutor(4) as pool:
            winners = [number for numbers in pool.map(receive, range(4)) for number in numbers]
        assert sorted(winners) == list(range(10))
