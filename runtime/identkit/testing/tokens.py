"""What identkit relies on when it keeps tokens."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from attrs import evolve

from identkit.core.tokens import Tokens, TokenStore

__all__ = ["TokenStoreContract"]

_SECRET = "secret-of-the-contract"
_SUBJECTS = ["", "7", "007", "a", "A", "a ", "ä", "a\u0308", "日本", "x" * 2000, "a'b\"c\\d%e:f/g", "tab\tline\nend", "null\0null"]


class TokenStoreContract:
    """Tests of a `TokenStore`. Subclass it, and override `make_store` (or the fixture `store`)."""

    def make_store(self) -> TokenStore:
        """A store to test; called once for each test. It may hold what other tests left."""
        raise NotImplementedError("override make_store, or the fixture store")

    def reopen(self, store: TokenStore) -> TokenStore:
        """A second object over the same data, where there is such a thing: what another process would have."""
        return store

    @pytest.fixture
    def store(self) -> TokenStore:
        """The store under test."""
        return self.make_store()

    @pytest.fixture
    def tokens(self) -> Tokens:
        """Tokens of a subject that no other test uses."""
        return Tokens(f"subject-{uuid4()}", f"access-{_SECRET}", f"refresh-{_SECRET}", 1_700_000_000.123456)

    def test_what_was_stored_comes_back(self, store: TokenStore, tokens: Tokens) -> None:
        """Every field, to the last digit and letter, in another object, too."""
        rich = evolve(tokens, access_token="ä€🙂\"'\\" + "x" * 20_000, renew_at=1 / 3, refresh_begun=1_700_000_000.1, generation=2**31)
        for current, new in ((None, tokens), (tokens, rich), (rich, tokens)):
            assert store.swap(tokens.subject, current, new)
            assert store.load(tokens.subject) == new
            assert self.reopen(store).load(tokens.subject) == new

    def test_only_what_was_seen_is_replaced(self, store: TokenStore, tokens: Tokens) -> None:
        """`swap` compares the whole record."""
        subject, later = tokens.subject, evolve(tokens, access_token="second", generation=2)
        assert store.load(subject) is None
        assert not store.swap(subject, later, tokens)
        assert store.swap(subject, None, tokens)
        assert not store.swap(subject, None, later)
        others = [
            evolve(tokens, access_token="x"),
            evolve(tokens, refresh_token="x"),
            evolve(tokens, renew_at=1.0),
            evolve(tokens, refresh_begun=1.0),
            evolve(tokens, generation=9),
        ]
        assert not any(store.swap(subject, other, later) for other in others)
        assert store.load(subject) == tokens
        assert store.swap(subject, tokens, later)
        assert not store.swap(subject, tokens, None)
        assert store.swap(subject, later, None)
        assert store.load(subject) is None
        assert store.swap(subject, None, tokens)

    def test_the_same_again_is_no_loss(self, store: TokenStore, tokens: Tokens) -> None:
        """Storing what is there says that it is there."""
        assert store.swap(tokens.subject, None, tokens)
        assert store.swap(tokens.subject, tokens, tokens)
        assert store.load(tokens.subject) == tokens

    def test_subjects_do_not_disturb_each_other(self, store: TokenStore, tokens: Tokens) -> None:
        """Whatever they are called: case, blanks, accents, length."""
        suffix = tokens.subject
        every = {name + suffix: evolve(tokens, subject=name + suffix, access_token=name + "access") for name in _SUBJECTS}
        for subject, own in every.items():
            assert store.load(subject) is None
            assert store.swap(subject, None, own)
        assert {subject: store.load(subject) for subject in every} == every
        nameless = suffix  # the subject whose name is empty
        assert store.swap(nameless, every[nameless], None)
        assert {subject for subject in every if store.load(subject) is None} == {nameless}

    def test_of_many_writers_one_wins_each_round(self, store: TokenStore, tokens: Tokens) -> None:
        """Each round is a compare-and-swap from several threads."""
        assert store.swap(tokens.subject, None, tokens)

        def count(number: int) -> int:
            wins, mine = 0, store if number % 2 else self.reopen(store)
            while (current := mine.load(tokens.subject)) is not None and current.generation < 20:
                wins += mine.swap(tokens.subject, current, evolve(current, generation=current.generation + 1))
            return wins

        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(count, range(4))) == 19

    def test_a_first_consent_is_stored_once(self, store: TokenStore, tokens: Tokens) -> None:
        """Of several that store where nothing was, one does."""
        start = threading.Barrier(4)

        def first(number: int) -> bool:
            start.wait(30)
            return store.swap(tokens.subject, None, evolve(tokens, generation=number))

        with ThreadPoolExecutor(4) as pool:
            wins = list(pool.map(first, range(4)))
        assert wins.count(True) == 1
        current = store.load(tokens.subject)
        assert current is not None
        assert current.generation == wins.index(True)

    def test_a_lock_keeps_others_out_until_it_is_released(self, store: TokenStore, tokens: Tokens) -> None:
        """Without waiting; reading and writing go on, and any thread may release it."""
        subject, other = tokens.subject, self.reopen(store)
        release = store.try_lock(subject)
        assert release is not None
        assert store.try_lock(subject) is None
        assert other.try_lock(subject) is None
        assert other.swap(subject, None, tokens)
        assert store.load(subject) == tokens
        thread = threading.Thread(target=release)
        thread.start()
        thread.join(30)
        again = other.try_lock(subject)
        assert again is not None
        assert store.try_lock(subject) is None
        again()

    def test_of_many_that_want_the_lock_one_has_it(self, store: TokenStore, tokens: Tokens) -> None:
        """Threads that take and release it in turn never meet."""
        inside, most, turns = 0, 0, 0
        mutex = threading.Lock()

        def work(_: int) -> None:
            nonlocal inside, most, turns
            for _ in range(20):
                release = store.try_lock(tokens.subject)
                if release is None:
                    continue
                with mutex:
                    inside, turns = inside + 1, turns + 1
                    most = max(most, inside)
                with mutex:
                    inside -= 1
                release()

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(work, range(4)))
        assert most == 1
        assert turns >= 1
        release = store.try_lock(tokens.subject)
        assert release is not None
        release()

    def test_no_token_is_shown(self, store: TokenStore, tokens: Tokens) -> None:
        """Neither by the store nor by what it returns."""
        store.swap(tokens.subject, None, tokens)
        assert _SECRET not in f"{store!r} {store} {store.load(tokens.subject)!r}"
