"""What is peculiar to shared stores: what they refuse, what they tell of failures, encryption, and keys that change."""

import traceback
from pathlib import Path
from typing import Any

import attrs
import pytest
import sqlalchemy
from hypothesis import given
from hypothesis import strategies as st

from identkit.core import ConfigurationError
from identkit.core.tokens import MemoryTokenStore, Tokens
from identkit.stores import EncryptedTokenStore, StoreFailed, sql
from identkit.stores.sql import METADATA, SqlSeenStore, SqlTokenStore
from tests.stores import places

CANARY = "canary-token-51c0"
TOKENS = Tokens("1", f"access-{CANARY}", f"refresh-{CANARY}", 1_700_000_000.5)
OLD, NEW = bytes(range(32)), bytes(range(32, 64))


@pytest.mark.parametrize(
    ("engine", "message"),
    [
        ("no url", "engine: not a URL"),
        ("postgresql+psycopg://me:canary-token-51c0@[::1/x", "engine: not a URL"),
        ("oracle://me:canary-token-51c0@host/x", "engine:"),
        ("sqlite://", "MemoryTokenStore"),
        (None, "engine: a SQLAlchemy Engine or a URL, not NoneType"),
        (object(), "AsyncEngine cannot be used"),
    ],
)
def test_what_is_no_database_is_told(engine: Any, message: str) -> None:
    with pytest.raises(ConfigurationError, match=message) as caught:
        SqlTokenStore(engine)
    assert CANARY not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("redis", [f"http://me:{CANARY}@host", f"redis://me:{CANARY}@host:port", None, object()])
def test_what_is_no_redis_is_told(redis: Any) -> None:
    from identkit.stores.redis import RedisTokenStore  # takes long, and every worker collects this file

    with pytest.raises(ConfigurationError, match=r"^redis: ") as caught:
        RedisTokenStore(redis)
    assert CANARY not in "".join(traceback.format_exception(caught.value))


def test_a_missing_table_is_told_and_made_when_asked(tmp_path: Path) -> None:
    engine = sqlalchemy.create_engine(f"sqlite:///{tmp_path / 'tokens.db'}")
    store = SqlTokenStore(engine)
    with pytest.raises(StoreFailed, match=r"create_table\(\) makes it"):
        store.load("1")
    for _ in range(2):
        store.create_table()
    assert store.swap("1", None, TOKENS)
    METADATA.create_all(engine)
    assert set(sqlalchemy.inspect(engine).get_table_names()) == {"identkit_leases", "identkit_seen", "identkit_tokens"}
    engine.dispose()


@pytest.mark.parametrize("url", [places.SQLITE, places.POSTGRESQL, places.MARIADB], indirect=True)
def test_a_failure_of_the_database_shows_no_token(url: str, caplog: pytest.LogCaptureFixture) -> None:
    engine = sqlalchemy.create_engine(url, echo=True)
    store = SqlTokenStore(engine, create_table=True)
    subject = f"failing {url}"
    assert store.swap(subject, None, attrs.evolve(TOKENS, subject=subject))
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("alter table identkit_tokens rename to elsewhere"))
    try:
        with pytest.raises(StoreFailed) as caught:
            store.swap(subject, None, TOKENS)
    finally:
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text("alter table elsewhere rename to identkit_tokens"))
        engine.dispose()
    assert CANARY not in "".join(traceback.format_exception(caught.value)) + caplog.text + str(store)


def test_an_engine_stays_as_it_is(tmp_path: Path) -> None:
    engine = sqlalchemy.create_engine(f"sqlite:///{tmp_path / 'own.db'}")
    before = (engine.hide_parameters, engine.get_execution_options())
    SqlTokenStore(engine, create_table=True).close()
    assert (engine.hide_parameters, engine.get_execution_options()) == before
    with engine.begin() as connection:  # transactions of others are still ones
        connection.execute(sqlalchemy.text("create table t (x integer)"))
    with engine.connect() as connection:
        connection.execute(sqlalchemy.text("insert into t values (1)"))
        connection.rollback()
        assert connection.execute(sqlalchemy.text("select count(*) from t")).scalar_one() == 0
    engine.dispose()


def test_a_damaged_record_is_told_and_left(tmp_path: Path) -> None:
    engine = sqlalchemy.create_engine(f"sqlite:///{tmp_path / 'tokens.db'}")
    store = SqlTokenStore(engine, create_table=True)
    assert store.swap("1", None, TOKENS)
    for content, told in ((b"{", "damaged"), (b'{"format":2,"tokens":{}}', "damaged"), (b"", "damaged")):
        with engine.begin() as connection:
            connection.execute(sqlalchemy.update(METADATA.tables["identkit_tokens"]).values(record=content))
        with pytest.raises(StoreFailed, match=told):
            store.load("1")
        with pytest.raises(StoreFailed, match=told):
            store.swap("1", None, TOKENS)
    engine.dispose()


def test_deliveries_whose_time_is_over_are_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sql, "_SWEEP_EVERY", 10)
    engine = sqlalchemy.create_engine(f"sqlite:///{tmp_path / 'seen.db'}")
    store = SqlSeenStore(engine, create_table=True)
    for number in range(9):
        store.add(f"old {number}", 0.0, 10.0)
    store.add("new", 20.0, 30.0)
    with engine.connect() as connection:
        assert connection.execute(sqlalchemy.text("select count(*) from identkit_seen")).scalar_one() == 1
    engine.dispose()


@pytest.mark.parametrize("url", [places.REDIS], indirect=True)
def test_a_redis_that_is_down_is_told(url: str) -> None:
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    from identkit.stores.redis import RedisTokenStore

    with pytest.raises(StoreFailed, match="Redis: ConnectionError"):
        RedisTokenStore(Redis(unix_socket_path=url.removeprefix("unix://") + "-not", retry=Retry(NoBackoff(), 0))).load("1")


# --- encryption


def test_nothing_readable_is_kept() -> None:
    kept = MemoryTokenStore()
    store = EncryptedTokenStore(kept, [OLD])
    assert store.swap("1", None, TOKENS)
    held = kept.load("1")
    assert held is not None
    assert CANARY not in held.access_token + held.refresh_token
    assert store.load("1") == TOKENS
    assert held.access_token != held.refresh_token


def test_keys_are_changed_without_losing_anybody() -> None:
    kept = MemoryTokenStore()
    assert EncryptedTokenStore(kept, [OLD]).swap("1", None, TOKENS)
    both = EncryptedTokenStore(kept, [NEW, OLD])
    assert both.load("1") == TOKENS
    later = attrs.evolve(TOKENS, generation=2)
    assert both.swap("1", TOKENS, later)
    assert EncryptedTokenStore(kept, [NEW]).load("1") == later
    with pytest.raises(StoreFailed, match="not among keys"):
        EncryptedTokenStore(kept, [OLD]).load("1")


def test_a_key_is_changed_at_once_when_asked() -> None:
    kept = MemoryTokenStore()
    assert EncryptedTokenStore(kept, [OLD]).swap("1", None, TOKENS)
    assert EncryptedTokenStore(kept, [NEW, OLD]).reencrypt("1")
    assert EncryptedTokenStore(kept, [NEW]).load("1") == TOKENS
    assert not EncryptedTokenStore(kept, [NEW]).reencrypt("2")


def test_tokens_that_were_not_encrypted_are_moved_only_when_asked() -> None:
    kept = MemoryTokenStore()
    assert kept.swap("1", None, TOKENS)
    store = EncryptedTokenStore(kept, [OLD])
    with pytest.raises(StoreFailed, match="not encrypted") as caught:
        store.load("1")
    assert CANARY not in str(caught.value)
    assert store.reencrypt("1", plain=True)
    assert store.load("1") == TOKENS
    assert store.reencrypt("1", plain=True)
    assert store.load("1") == TOKENS


@given(st.integers(0, 500), st.sampled_from("AQgw-_.x"))
def test_a_changed_or_moved_text_is_refused(position: int, letter: str) -> None:
    kept = MemoryTokenStore()
    store = EncryptedTokenStore(kept, [OLD])
    assert store.swap("1", None, TOKENS)
    held = kept.load("1")
    assert held is not None
    position %= len(held.access_token)
    letter = letter if letter != held.access_token[position] else "~"  # the text is another one each time, and may have the letter there
    changed = held.access_token[:position] + letter + held.access_token[position + 1 :]
    for other in (attrs.evolve(held, access_token=changed), attrs.evolve(held, access_token=held.refresh_token)):
        assert kept.swap("1", held, other)
        with pytest.raises(StoreFailed):
            store.load("1")
        assert kept.swap("1", other, held)
    assert kept.swap("2", None, held)
    with pytest.raises(StoreFailed, match="belong to another subject"):
        store.load("2")


@pytest.mark.parametrize("keys", [[], OLD, "text", [b"short"], [OLD, "not base64!"], [None], ["YWJj"]])
def test_what_is_no_key_is_told(keys: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"^keys"):
        EncryptedTokenStore(MemoryTokenStore(), keys)


def test_keys_come_as_bytes_or_base64() -> None:
    kept = MemoryTokenStore()
    assert EncryptedTokenStore(kept, [OLD]).swap("1", None, TOKENS)
    assert EncryptedTokenStore(kept, ["AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"]).load("1") == TOKENS
