"""Many processes, one store: one refresh, whoever dies when. The matrix is every store times every step of a refresh."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import httpx
import msgspec
import pytest

from identkit.core import ConsentLost
from identkit.core.tokens import Tokens
from tests.stores import places, servers
from tests.stores.callers import Order, read_status
from tests.stores.provider import Provider, running

HARMLESS = [
    "lock taken",
    "before the mark",
    "mark sent, not confirmed",
    "before the request",
    "new tokens sent, not confirmed",
    "before the access token is used",
]
SPENT = ["request sent, answer not read", "answer read, not stored"]
STORES = pytest.mark.parametrize("url", places.SHARED, indirect=True)


class Callers:
    """Forks processes; see callers.py."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(self, **order: Any) -> list[int]:
        """The exit codes of the processes."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(msgspec.json.encode(Order(**order)).decode() + "\n")
        self._process.stdin.flush()
        codes: list[int] = msgspec.json.decode(self._process.stdout.readline(), type=list[int])
        return codes


@pytest.fixture(scope="module")
def callers() -> Iterator[Callers]:
    command = [sys.executable, "-m", "tests.stores.callers"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Callers(process)


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running() as server:
        yield server


def consent(url: str, provider: Provider) -> None:
    """Store a consent whose access token has ended."""
    assert places.token_store(url).swap(provider.subject, None, Tokens(provider.subject, "a1", "r1", time.time() - 1))


def go_on(url: str, provider: Provider) -> str:
    """Another process, after the first one was killed."""
    with httpx.Client() as http:
        return read_status(provider.base_url, places.token_store(url), provider.profile, http)


def kill(callers: Callers, url: str, provider: Provider, moment: str) -> None:
    consent(url, provider)
    assert callers.run(base_url=provider.base_url, store=url, profile=provider.profile, moment=moment, lease=0.3) == [-signal.SIGKILL]


@STORES
@pytest.mark.parametrize("moment", HARMLESS)
def test_the_consent_survives(callers: Callers, provider: Provider, url: str, moment: str) -> None:
    kill(callers, url, provider, moment)
    assert go_on(url, provider) == "IDENTIFIED"
    assert (provider.refreshes, provider.refused) == (1, 0)
    held = places.token_store(url).load(provider.subject)
    assert held is not None
    assert (held.refresh_token, held.refresh_begun) == ("r2", None)


@STORES
@pytest.mark.parametrize("moment", SPENT)
def test_an_answer_that_was_never_stored_is_told_with_instructions(callers: Callers, provider: Provider, url: str, moment: str) -> None:
    kill(callers, url, provider, moment)
    with pytest.raises(ConsentLost, match=r"cut off.*consent\.url"):
        go_on(url, provider)
    assert (provider.refreshes, provider.refused) == (1, 1)


@pytest.mark.slow
@STORES
def test_a_hundred_callers_in_four_processes_refresh_once(callers: Callers, provider: Provider, url: str) -> None:
    consent(url, provider)
    codes = callers.run(base_url=provider.base_url, store=url, profile=provider.profile, processes=4, threads=25)
    assert codes == [25] * 4
    assert (provider.refreshes, provider.refused) == (1, 0)


def test_what_redis_has_confirmed_survives_its_death() -> None:
    durable = ["--appendonly", "yes", "--appendfsync", "always"]
    tokens = Tokens("1", "a", "r", 0.0)
    with servers.folder() as path:
        with servers.redis_in(path, *durable) as url:
            assert places.token_store(url).swap("1", None, tokens)
        with servers.redis_in(path, *durable) as url:
            assert places.token_store(url).load("1") == tokens
        places.close_all()


@STORES
def test_a_forked_process_opens_its_own_connections(url: str) -> None:
    store = places.token_store(url)
    tokens = Tokens(f"forked {os.getpid()} {url}", "a", "r", 0.0)
    assert store.swap(tokens.subject, None, tokens)  # a connection is open
    reading, writing = os.pipe()
    code = "child"
    child = os.fork()
    if child == 0:
        code = "read" if store.load(tokens.subject) == tokens else "lost"
        os.write(writing, code.encode())
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)
    with os.fdopen(reading) as told:
        assert told.read() == "read"
    assert store.load(tokens.subject) == tokens
