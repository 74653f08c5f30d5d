"""Makes stores from the addresses of the fixtures, in the tests' process and in others."""

from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest

from identkit.core.tokens import FileTokenStore, TokenStore
from identkit.core.webhooks import SeenStore
from identkit.stores import Lease
from identkit.stores.sql import SqlLease, SqlSeenStore, SqlTokenStore

T = TypeVar("T")
# One worker starts each big server, not all of them.
SQLITE = pytest.param("sqlite", id="sqlite")
POSTGRESQL = pytest.param("postgresql", id="postgresql", marks=pytest.mark.xdist_group("postgresql"))
MARIADB = pytest.param("mariadb", id="mariadb", marks=pytest.mark.xdist_group("mariadb"))
REDIS = pytest.param("redis", id="redis", marks=pytest.mark.xdist_group("redis"))
SHARED = [SQLITE, POSTGRESQL, MARIADB, REDIS]


_opened: list[Any] = []


def _redis() -> Any:
    """Asked for when it is needed: it takes long to import, and every worker collects every file."""
    return import_module("identkit.stores.redis")


def token_store(url: str, lease: float = 30.0) -> TokenStore:
    if url.startswith("unix:"):
        return cast("TokenStore", _open(_redis().RedisTokenStore(url, lease=lease)))
    return _open(SqlTokenStore(url, create_table=True, lease=lease)) if "://" in url else FileTokenStore(Path(url))


def seen_store(url: str) -> SeenStore:
    return _open(_redis().RedisSeenStore(url) if url.startswith("unix:") else SqlSeenStore(url, create_table=True))


def lease(url: str, name: str, seconds: float = 30.0) -> Lease:
    return _open(_redis().RedisLease(url, name, seconds) if url.startswith("unix:") else SqlLease(url, name, seconds, create_table=True))


def _open(store: T) -> T:
    _opened.append(store)
    return store


def close_all() -> None:
    """Close what was opened here."""
    while _opened:
        _opened.pop().close()
