"""What a host, a network and a provider may do to a call, and what a caller sees of it. Real sockets, real processes."""

import asyncio
import gc
import logging
import multiprocessing
import os
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from identkit.core import AmbiguousOutcome, ApiError, ConfigurationError, ConnectionFailed, DecodeError, IdentkitError, _forking, _lenient
from identkit.core._webhooks.deduplication import MemorySeenStore
from identkit.core._webhooks.work import Places
from identkit.identplus import AsyncIdentplus, Identplus
from identkit.identplus.models import Identcheck
from identkit.solaris import Solaris
from identkit.stores.sql import SqlLease
from tests.identplus.partner import PARTNER
from tests.runtime.provider import Provider, answer

CHECK = '{{"id":"{}","process_status":"SCT_ACCEPTED","sct_type":"INSTANT","created_at":"2020-10-01T11:00:29.041Z"}}'


def whose(request: bytes) -> bytes:
    """The check that the path names."""
    name = request.split(b" ")[1].rpartition(b"/")[2].removesuffix(b".json").decode()
    return answer(CHECK.format(name).encode())


@pytest.fixture
def provider() -> Iterator[Callable[[Callable[[bytes], Any]], Provider]]:
    started: list[Provider] = []

    def start(script: Callable[[bytes], Any]) -> Provider:
        started.append(Provider(script))
        return started[-1]

    yield start
    for each in started:
        each.close()


Start = Callable[[Callable[[bytes], Any]], Provider]


def in_children(work: Callable[[int], None], count: int = 4) -> list[int]:
    """Run the work in forked children; their exit codes."""
    context = multiprocessing.get_context("fork")
    children = [context.Process(target=work, args=(number,)) for number in range(count)]
    for child in children:
        child.start()
    for child in children:
        child.join(30)
    return [child.exitcode if child.exitcode is not None else -1 for child in children]


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_children_of_a_fork_get_their_own_answers(provider: Start) -> None:
    server = provider(whose)
    with Identplus(token="t", base_url=server.url) as client:
        assert client.identchecks.get_status("parent").id == "parent"

        def work(number: int) -> None:
            for turn in range(20):
                assert client.identchecks.get_status(f"c{number}x{turn}").id == f"c{number}x{turn}"

        assert in_children(work) == [0, 0, 0, 0]
        assert client.identchecks.get_status("again").id == "again"
    assert server.connections == 5  # the parent's is still its own


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_children_of_a_fork_use_an_asynchronous_client_too(provider: Start) -> None:
    server = provider(whose)
    client = AsyncIdentplus(token="t", base_url=server.url)

    async def ask(name: str) -> str:
        return (await client.identchecks.get_status(name)).id

    async def child(number: int) -> None:
        names = [f"c{number}x{turn}" for turn in range(20)]
        assert await asyncio.gather(*map(ask, names)) == names

    with asyncio.Runner() as runner:
        assert runner.run(ask("before")) == "before"
        assert in_children(lambda number: asyncio.run(child(number))) == [0, 0, 0, 0]
        assert runner.run(ask("after")) == "after"
        runner.run(client.aclose())


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_an_http_client_that_was_passed_in_stays_with_its_process(provider: Start) -> None:
    with httpx.Client() as http:
        client = Identplus(token="t", base_url=provider(whose).url, http_client=http)
        client.identchecks.get_status("a")

        def work(_: int) -> None:
            with pytest.raises(ConfigurationError, match="http_client was made before this process was forked"):
                client.identchecks.get_status("b")

        assert in_children(work, 1) == [0]


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)  # loops that ended with open sockets
def test_an_answer_about_another_object_is_refused(provider: Start) -> None:
    with Identplus(token="t", base_url=provider(lambda request: answer(CHECK.format("canary").encode())).url) as client:
        with pytest.raises(DecodeError, match=r"another object than id named at \$\.id") as caught:
            client.identchecks.get_status("mine")
        assert "canary" not in f"{caught.value!r}"
        assert client.identchecks.get_status("canary").id == "canary"


def test_an_answer_about_another_object_is_ambiguous_where_something_was_sent(provider: Start) -> None:
    def script(request: bytes) -> bytes:
        if b"/oauth2/token" in request:
            return answer(b'{"access_token":"t","expires_in":3600}')
        return answer(b'{"id":"other","status":"pending","person_id":"p1"}')

    url = provider(script).url
    with Solaris(client_id="c", client_secret="s", base_url=url, auth_url=url) as solaris:
        with pytest.raises(AmbiguousOutcome, match=r"\$\.id"):
            solaris.identifications.confirm("p1", "i1", token="212212")
        with pytest.raises(AmbiguousOutcome, match=r"\$\.person_id"):
            solaris.identifications.create("p2", method="idnow")


def test_one_client_in_several_event_loops(provider: Start) -> None:
    """Its connections end with their loop: nothing is left open that Python would warn about."""
    client = AsyncIdentplus(token="t", base_url=provider(whose).url)

    async def ask(name: str) -> str:
        return (await client.identchecks.get_status(name)).id

    def loops(thread: int) -> list[str]:
        return [asyncio.run(ask(f"t{thread}x{turn}")) for turn in range(5)]

    with ThreadPoolExecutor(4) as threads, warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        assert list(threads.map(loops, range(4))) == [[f"t{thread}x{turn}" for turn in range(5)] for thread in range(4)]
        gc.collect()
    assert not [each for each in warned if each.category is ResourceWarning]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_an_http_client_that_was_passed_in_stays_with_its_event_loop(provider: Start) -> None:
    client = AsyncIdentplus(token="t", base_url=provider(whose).url, http_client=httpx.AsyncClient())

    async def ask() -> None:
        await client.identchecks.get_status("x")

    asyncio.run(ask())
    with pytest.raises(ConfigurationError, match="event loop"):
        asyncio.run(ask())
    vars(client).clear()
    gc.collect()


def test_without_asyncio_there_is_an_error_that_says_so() -> None:
    client = AsyncIdentplus(token="t", base_url="http://127.0.0.1:1")
    steps = client.identchecks.get_status("x")
    with pytest.raises(ConfigurationError, match="asyncio"):
        steps.send(None)  # as another library's loop would


async def test_cancelled_calls_leave_the_client_as_new(provider: Start) -> None:
    def slow(request: bytes) -> Iterator[bytes]:
        if b"/slow" in request:
            time.sleep(0.001 * (len(server.requests) % 7))
        yield whose(request)

    server = provider(slow)
    async with AsyncIdentplus(token="t", base_url=server.url, timeout=5) as client:

        async def given_up(number: int) -> None:
            try:
                async with asyncio.timeout(0.0002 * (number % 40)):
                    await client.identchecks.get_status("slow")
            except TimeoutError:
                pass

        for start in range(0, 400, 100):
            await asyncio.gather(*(given_up(number) for number in range(start, start + 100)))
        names = [f"c{number}" for number in range(120)]  # more than the pool has connections
        assert [check.id for check in await asyncio.gather(*map(client.identchecks.get_status, names))] == names
        assert not client._core.connections.tasks


@pytest.mark.parametrize(
    "header", ["X-Served-By: Köln-1", 'Content-Disposition: attachment; filename="Ausweis_Müller.pdf"', "Set-Cookie: größe=ä; Path=/"]
)
def test_headers_stay_bytes(provider: Start, header: str) -> None:
    server = provider(lambda request: answer(CHECK.format("x").encode(), header, status="201 Created"))
    with Identplus(token="t", base_url=server.url) as client:
        given = client.identchecks.with_response.create(**PARTNER)
        name, _, value = header.partition(": ")
        assert given.headers[name] == value
        client.identchecks.get_status("x")
    assert not [request for request in server.requests if b"cookie" in request.lower()]


@pytest.mark.parametrize("location", ["http://[::1/", "https://xn--a/", "http://ä" + "ö" * 80, "//:99999", "\x7f"])
def test_a_redirect_that_leads_nowhere_is_an_api_error(provider: Start, location: str) -> None:
    server = provider(lambda request: answer(b"", f"Location: {location}", status="302 Found"))
    with Identplus(token="t", base_url=server.url) as client, pytest.raises(ApiError, match="HTTP 302") as caught:
        client.identchecks.get_status("x")
    assert caught.value.location == location


def drip(piece: bytes, first: bytes = b"") -> Iterator[bytes]:
    """Until the client has gone."""
    yield first
    while True:
        time.sleep(0.1)
        yield piece


class Wrapped(httpx.BaseTransport):
    """A transport of somebody else, which does something around httpx's."""

    def __init__(self) -> None:
        self.inner = httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self.inner.handle_request(request)


SLOW = {
    "a header line at a time": lambda: drip(b"X-Header: x\r\n", b"HTTP/1.1 200 OK\r\n"),
    "a byte of the body at a time": lambda: drip(b" ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"),
    "100 Continue without end": lambda: drip(b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@pytest.mark.parametrize("script", SLOW.values(), ids=SLOW)
@pytest.mark.parametrize("flavour", ["sync", "passed in", "passed in and wrapped", "async"])
def test_an_attempt_ends_in_time(provider: Start, script: Callable[[], Iterator[bytes]], flavour: str) -> None:
    server = provider(lambda request: script())
    for timeout in (0.4, 4.0):  # where a machine is too busy to send a request within the first
        http = {"sync": None, "passed in": httpx.Client(), "passed in and wrapped": httpx.Client(transport=Wrapped())}.get(flavour)
        if flavour == "async":
            raised = asyncio.run(fail_async(AsyncIdentplus(token="t", base_url=server.url, timeout=timeout, max_retries=0)))
        else:
            raised = fail(Identplus(token="t", base_url=server.url, timeout=timeout, max_retries=0, http_client=http))
        if raised == [ConnectionFailed, AmbiguousOutcome]:
            break
    assert raised == [ConnectionFailed, AmbiguousOutcome]


def fail(client: Identplus) -> list[type[IdentkitError]]:
    """What is raised by a call that may be repeated, and by one that may not."""
    with client:
        with pytest.raises(IdentkitError) as read:
            client.identchecks.get_status("x")
        with pytest.raises(IdentkitError) as created:
            client.identchecks.create(**PARTNER)
    return [read.type, created.type]


async def fail_async(client: AsyncIdentplus) -> list[type[IdentkitError]]:
    async with client:
        with pytest.raises(IdentkitError) as read:
            await client.identchecks.get_status("x")
        with pytest.raises(IdentkitError) as created:
            await client.identchecks.create(**PARTNER)
    return [read.type, created.type]


def test_an_endless_compressed_nothing_ends(provider: Start) -> None:
    empty = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + b"\x00\x00\x00\xff\xff" * 13_000

    def script(_: bytes) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + empty
        while True:
            yield b"\x00\x00\x00\xff\xff" * 13_000

    with Identplus(token="t", base_url=provider(script).url, max_retries=0) as client, pytest.raises(DecodeError, match="larger"):
        client.identchecks.get_status("x")


def test_the_environment_is_named_when_it_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    unusable = {
        "NO_PROXY": "[::1]",
        "ALL_PROXY": "socks5://127.0.0.1:1",
        "SSL_CERT_FILE": "/nowhere/certificates.pem",
        "SSL_CERT_DIR": "/nowhere:/nor/here",
        "SSLKEYLOGFILE": "/nowhere/keys",
    }
    for name, value in unusable.items():
        with monkeypatch.context() as patch:
            patch.delenv("SSL_CERT_FILE", raising=False)
            patch.setenv(name, value)
            for make in (Identplus, AsyncIdentplus):
                with pytest.raises(ConfigurationError, match=name):
                    make(token="t", base_url="https://identplus.example")


def test_urls_are_logged_only_when_asked_for(provider: Start, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    caplog.set_level("INFO", "httpx")
    monkeypatch.setattr(logging.getLogger("httpx"), "disabled", False)  # frameworks that configure logging switch it off
    server = provider(whose)
    with Identplus(token="t", base_url=server.url) as silent:
        silent.identchecks.get_status("canary")
    assert "canary" not in caplog.text
    with Identplus(token="t", base_url=server.url, log_urls=True) as speaking:
        speaking.identchecks.get_status("canary")
    assert "status/canary.json" in caplog.text


def test_a_child_forgets_what_the_parent_is_asking_for(provider: Start) -> None:
    assert os.name == "posix"
    from identkit.core._auth.flight import SingleFlight

    flight: SingleFlight[int] = SingleFlight()
    go_on = threading.Event()
    parent = threading.Thread(target=lambda: flight.call(lambda: 1 if go_on.wait(20) else 0))
    parent.start()
    try:

        def work(_: int) -> None:
            assert flight.call(lambda: 7) == 7

        assert in_children(work, 2) == [0, 0]
    finally:
        go_on.set()
        parent.join()


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_child_finds_locks_free_threads_of_its_own_and_no_lease(tmp_path: Path) -> None:
    places, mutex, seen = Places(1, 1), _forking.Mutex(), MemorySeenStore()
    assert places.take()
    assert places.submit(lambda: 1).result() == 1  # its thread is not in the child, nor is what took the place
    lease = SqlLease(f"sqlite:///{tmp_path / 'leases.db'}", "archive", create_table=True)
    assert lease.try_acquire()
    go_on, ready = threading.Event(), threading.Event()

    def hold() -> None:
        with mutex, seen._mutex, _lenient._LOCK:
            ready.set()
            go_on.wait(20)

    holder = threading.Thread(target=hold)
    holder.start()
    assert ready.wait(20)
    try:

        def work(_: int) -> None:
            with mutex:
                assert seen.add("a", 1.0, 2.0)
            assert Identcheck.from_json(CHECK.format("x")).id == "x"
            assert places.take()
            assert places.submit(lambda: 2).result(10) == 2
            assert not lease.held
            assert not lease.try_acquire()

        assert in_children(work, 1) == [0]
    finally:
        go_on.set()
        holder.join()
        lease.release()


SOAK = """
from tests.runtime.soak import soak

before, after = soak(200, 80, 4)  # `python -m tests.runtime.soak` does fifty thousand
assert after.memory < before.memory + 100_000, (before, after)  # a kilobyte a call
assert after.sockets <= before.sockets + 25, (before, after)  # those that both ends keep for the next call
assert after.threads <= before.threads + 25, (before, after)
"""


@pytest.mark.slow
def test_nothing_grows() -> None:
    """In a process of its own: what other tests have left counts for nothing."""
    done = subprocess.run([sys.executable, "-c", SOAK], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
