"""Stores in a database, by SQLAlchemy Core: `pip install identkit[sql]` and the driver of your database.

PostgreSQL, MySQL, MariaDB and SQLite. Three small tables, `identkit_tokens`, `identkit_seen` and `identkit_leases`: `METADATA` has them
for your migrations, `create_table()` makes the one that a store needs. Every step is one statement in a transaction of its own; no
connection is kept while a lock is held, so a pooler between (PgBouncer) does no harm.
"""

import os
import random
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from itertools import count
from typing import Any

from identkit.core import ConfigurationError, _forking
from identkit.core.tokens import Tokens
from identkit.stores import _records as records
from identkit.stores._errors import StoreFailed
from identkit.stores._leases import Lease, lock

try:
    import sqlalchemy as sa
    from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, SQLAlchemyError
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError(f"identkit.stores.sql needs identkit[sql]: there is no {missing.name}", name=missing.name) from None

__all__ = ["METADATA", "SqlLease", "SqlSeenStore", "SqlTokenStore"]

METADATA = sa.MetaData()
"""The tables, for migrations."""

# Keys are digests of fixed length and alphabet: case, blanks and lengths mean different things to different databases.
_TOKENS = sa.Table(
    "identkit_tokens", METADATA, sa.Column("id", sa.String(64), primary_key=True), sa.Column("record", sa.LargeBinary, nullable=False)
)
_SEEN = sa.Table(
    "identkit_seen",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("until", sa.Double, nullable=False, index=True),  # seconds since 1970
)
_LEASES = sa.Table(
    "identkit_leases",
    METADATA,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("owner", sa.String(32), nullable=False),
    sa.Column("until", sa.Double, nullable=False),
)

# Leases are measured by the database's clock: those of machines differ.
_MYSQL_NOW = "(timestampdiff(microsecond, '1970-01-01', utc_timestamp(6)) / 1000000e0)"
_NOW = {
    "postgresql": "cast(extract(epoch from clock_timestamp()) as double precision)",
    "sqlite": "((julianday('now') - 2440587.5) * 86400.0)",
    "mysql": _MYSQL_NOW,
    "mariadb": _MYSQL_NOW,
}
_DEADLOCKS = frozenset({"40001", "40P01"})
_MYSQL: dict[object, str] = {1213: "40001", 1146: "42S02"}  # MySQL's numbers, for drivers that tell no SQLSTATE
_ATTEMPTS = 20
_SWEEP_EVERY = 500  # deliveries between two removals of those whose time is over


class SqlTokenStore:
    """Keeps tokens in a table. Any number of threads, processes and machines may use it at the same time.

    Args:
        engine: A SQLAlchemy engine (not an asynchronous one), or a URL.
        create_table: Make the tables where they are missing.
        lease: Seconds until a consent can be refreshed again whose refreshing process died.
    """

    def __init__(self, engine: "sa.Engine | sa.URL | str", *, create_table: bool = False, lease: float = 30.0) -> None:
        self._database = _Database(engine)
        self._seconds = lease
        if create_table:
            self.create_table()

    def create_table(self) -> None:
        """Make the tables `identkit_tokens` and `identkit_leases`, unless they are there."""
        self._database.create(_TOKENS, _LEASES)

    def load(self, subject: str) -> Tokens | None:
        """The tokens of a subject, or None."""
        raw = self._raw(records.key_of(subject))
        return None if raw is None else records.decode(raw)

    def swap(self, subject: str, expected: Tokens | None, new: Tokens | None) -> bool:
        """Replace `expected` by `new`, unless the table holds something else by now. Committed when it returns."""
        key = records.key_of(subject)
        raw = self._raw(key)
        if (None if raw is None else records.decode(raw)) != expected:
            return False
        if raw is None:
            return new is None or self._database.insert(_TOKENS, id=key, record=records.encode(new))
        same = (_TOKENS.c.id == key) & (_TOKENS.c.record == raw)
        if new is None:
            return self._database.change(sa.delete(_TOKENS).where(same)) == 1
        return self._database.change(sa.update(_TOKENS).where(same).values(record=records.encode(new))) == 1

    def try_lock(self, subject: str) -> Callable[[], None] | None:
        """Take the subject's lock, if it is free. It is a lease, renewed while its owner lives."""
        lease = lock(self._database, f"refresh:{subject}", self._seconds)
        return None if lease is None else lambda: _release(lease)

    def close(self) -> None:
        """Close the connections, if the store made them itself, from a URL."""
        self._database.close()

    def __repr__(self) -> str:
        return f"SqlTokenStore({self._database.name})"

    def _raw(self, key: str) -> bytes | None:
        value = self._database.value(sa.select(_TOKENS.c.record).where(_TOKENS.c.id == key))
        return None if value is None else bytes(value)


class SqlSeenStore:
    """Remembers deliveries in a table, for all receivers. Only digests are kept; those whose time is over are removed now and then.

    Args:
        engine: A SQLAlchemy engine (not an asynchronous one), or a URL.
        create_table: Make the table where it is missing.
    """

    def __init__(self, engine: "sa.Engine | sa.URL | str", *, create_table: bool = False) -> None:
        self._database = _Database(engine)
        self._mutex = _forking.Mutex()
        self._count = 0
        if create_table:
            self.create_table()

    def create_table(self) -> None:
        """Make the table `identkit_seen`, unless it is there."""
        self._database.create(_SEEN)

    def add(self, key: str, now: float, until: float) -> bool:
        """Remember the key until that time, and say whether it was new."""
        name = records.key_of(key)
        over = (_SEEN.c.id == name) & (_SEEN.c.until <= now)
        new = self._database.change(sa.update(_SEEN).where(over).values(until=until)) == 1
        new = new or (not self._known(name) and self._database.insert(_SEEN, id=name, until=until))
        with self._mutex:
            self._count += new
            due = new and self._count % _SWEEP_EVERY == 0
        if due:
            self.sweep(now)
        return new

    def discard(self, key: str) -> None:
        """Forget the key."""
        self._database.change(sa.delete(_SEEN).where(_SEEN.c.id == records.key_of(key)))

    def sweep(self, now: float) -> None:
        """Remove the keys whose time is over."""
        self._database.change(sa.delete(_SEEN).where(_SEEN.c.until <= now))

    def close(self) -> None:
        """Close the connections, if the store made them itself, from a URL."""
        self._database.close()

    def __repr__(self) -> str:
        return f"SqlSeenStore({self._database.name})"

    def _known(self, name: str) -> bool:
        return self._database.value(sa.select(_SEEN.c.id).where(_SEEN.c.id == name)) is not None


class SqlLease(Lease):
    """A right that one process of many has at a time. See `Lease`."""

    def __init__(self, engine: "sa.Engine | sa.URL | str", name: str, seconds: float = 30.0, *, create_table: bool = False) -> None:
        self._database = _Database(engine)
        super().__init__(self._database, name, seconds)
        if create_table:
            self.create_table()

    def create_table(self) -> None:
        """Make the table `identkit_leases`, unless it is there."""
        self._database.create(_LEASES)

    def close(self) -> None:
        """Give the lease back, and close the connections, if they were made here, from a URL."""
        self.release()
        self._database.close()


class _Database:
    """An engine with our errors, one transaction a statement; a `LeaseStore`."""

    def __init__(self, engine: "sa.Engine | sa.URL | str") -> None:
        self._own = isinstance(engine, str | sa.URL)
        if isinstance(engine, str | sa.URL):
            engine = _engine(engine)
        if not isinstance(engine, sa.Engine):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise ConfigurationError(f"engine: a SQLAlchemy Engine or a URL, not {type(engine).__name__}; an AsyncEngine cannot be used")
        self.name = engine.dialect.name
        if self.name not in _NOW:
            raise ConfigurationError(f"engine: {self.name} is not supported; PostgreSQL, MySQL, MariaDB and SQLite are")
        self._now: Any = sa.literal_column(_NOW[self.name], sa.Double)
        self._pid = os.getpid()
        # A view of the engine, with the same pool: what we ask for changes nothing for others, and no log shows what we store.
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._engine.hide_parameters = True

    def close(self) -> None:
        if self._own:
            self._engine.dispose()

    def create(self, *tables: sa.Table) -> None:
        for table in tables:
            try:
                with self._connection() as connection:
                    table.create(connection, checkfirst=True)
            except StoreFailed:
                with self._connection() as connection:  # another process was faster
                    if not sa.inspect(connection).has_table(table.name):
                        raise

    def value(self, statement: "sa.Select[Any]") -> Any:
        with self._connection() as connection:
            return connection.execute(statement).scalar_one_or_none()

    def change(self, statement: "sa.Update | sa.Delete | sa.Insert") -> int:
        """How many rows it changed."""
        for attempt in count(1):
            try:
                with self._connection() as connection:
                    return connection.execute(statement).rowcount
            except _Deadlock:  # rolled back by the database, so nothing has happened
                if attempt == _ATTEMPTS:
                    raise
                time.sleep(random.random() * 0.02 * attempt)  # noqa: S311 # guards nothing
        raise AssertionError

    def insert(self, table: sa.Table, **values: object) -> bool:
        """False when the key is taken."""
        try:
            self.change(sa.insert(table).values(**values))
        except _Taken:
            return False
        return True

    def take(self, name: str, owner: str, seconds: float) -> bool:
        """Give a lease to the owner, if nobody else has it."""
        key = records.key_of(name)
        holder = self.value(sa.select(_LEASES.c.owner).where((_LEASES.c.id == key) & (_LEASES.c.until > self._now)))
        if holder not in {None, owner}:  # the usual answer for those who wait, and it locks nothing
            return False
        free = (_LEASES.c.id == key) & ((_LEASES.c.until <= self._now) | (_LEASES.c.owner == owner))
        if self.change(sa.update(_LEASES).where(free).values(owner=owner, until=self._now + seconds)) == 1:
            return True
        success = self.value(sa.select(_LEASES.c.id).where(_LEASES.c.id == key)) is not None
        return not success and self.insert(_LEASES, id=key, owner=owner, until=self._now + seconds)

    def extend(self, name: str, owner: str, seconds: float) -> bool:
        """Give it for so long from now on."""
        own = (_LEASES.c.id == records.key_of(name)) & (_LEASES.c.owner == owner) & (_LEASES.c.until > self._now)
        return self.change(sa.update(_LEASES).where(own).values(until=self._now + seconds)) == 1

    def drop(self, name: str, owner: str) -> None:
        """Free it."""
        self.change(sa.delete(_LEASES).where((_LEASES.c.id == records.key_of(name)) & (_LEASES.c.owner == owner)))

    @contextmanager
    def _connection(self) -> Generator[sa.Connection]:
        """A connection, with errors of the database as ours, without their text, which may repeat what was sent."""
        if os.getpid() != self._pid:  # forked: the parent goes on using the connections that are open
            self._engine.dispose(close=False)
            self._pid = os.getpid()
        try:
            with self._engine.connect() as connection:
                yield connection
        except IntegrityError as error:
            raise _Taken(f"{self.name}: {_kind(error)}") from None
        except SQLAlchemyError as error:
            failure = _Deadlock if _code(error) in _DEADLOCKS else StoreFailed
            raise failure(f"{self.name}: {_kind(error)}") from None


def _engine(url: "sa.URL | str") -> sa.Engine:
    try:
        address = sa.make_url(url)
        if address.get_backend_name() == "sqlite":
            if address.database in {None, "", ":memory:"}:
                raise ConfigurationError("engine: a SQLite database in memory cannot be shared; use a file, or MemoryTokenStore")
            return sa.create_engine(address, hide_parameters=True, connect_args={"timeout": 30})
        return sa.create_engine(address, hide_parameters=True, pool_pre_ping=True)
    except (ArgumentError, ValueError):  # its message may have the URL, and with it a password
        raise ConfigurationError("engine: not a URL of a database; one looks like postgresql+psycopg://user:password@host/name") from None
    except ModuleNotFoundError as missing:
        raise ConfigurationError(f"engine: the driver {missing.name} is not installed") from None


class _Taken(StoreFailed):
    """A row with that key is there."""


class _Deadlock(StoreFailed):
    """The database has rolled back one of two statements that waited for each other."""


def _code(error: SQLAlchemyError) -> str | None:
    """What the database calls the failure: SQLSTATE, or the name of SQLite's error."""
    original: Any = error.orig if isinstance(error, DBAPIError) else None
    code = getattr(original, "sqlstate", None) or getattr(original, "sqlite_errorname", None)
    arguments: tuple[object, ...] = getattr(original, "args", ())
    return code or _MYSQL.get(arguments[0] if arguments else None)


def _kind(error: SQLAlchemyError) -> str:
    code = _code(error)
    missing = code in {"42P01", "42S02"} or "no such table" in str(getattr(error, "orig", ""))
    hint = "; is the table there? create_table() makes it" if missing else ""
    return f"{type(error).__name__}{f' ({code})' if code else ''}{hint}"


def _release(lease: Lease) -> None:
    with suppress(StoreFailed):  # it ends by itself, and the refresh itself went well
        lease.release()
