"""Refreshing a consent's tokens, in both flavours: once, and kept before they are used."""

import asyncio
import gzip
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress

import attrs
import httpx
import pytest

from identkit.core._calling.engine import AsyncEngine
from identkit.core._calling.settings import ClientOptions, resolve
from identkit.core._errors import (
    ConnectionFailed,
    ConsentLost,
    DecodeError,
    Forbidden,
    RateLimited,
    ServerError,
    Unauthorized,
)
from identkit.core.tokens import MemoryTokenStore, Tokens
from identkit.overrides.gopay.consent import AsyncGoPayConsent
from tests.runtime.consent_support import API, BACK, CANARY, SECRETS, STATUS, Client, Provider
from tests.support import FakeClock


@pytest.fixture
def provider() -> Provider:
    return Provider()


@pytest.fixture(params=["sync", "async"])
def client(request: pytest.FixtureRequest, provider: Provider) -> Iterator[Client]:
    made = Client(request.param, provider, FakeClock(), MemoryTokenStore())
    yield made
    made.runner.close()


def test_a_token_is_refreshed_before_its_end_and_stored_before_it_is_used(client: Client, provider: Provider) -> None:
    client.complete()
    client.clock.advance(3600 - 59)
    stored: list[str] = []

    def look() -> httpx.Response:
        held = client.store.load("123")
        stored.append(held.access_token if held is not None else "")
        return httpx.Response(200, json={})

    provider.status = look
    client.status()
    assert provider.calls == ["Bearer canary-access-2"]
    assert stored == ["canary-access-2"]
    assert provider.forms[1] == {**SECRETS, "grant_type": "refresh_token", "refresh_token": "canary-refresh-1"}


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_refreshes_once_and_repeats_once(client: Client, provider: Provider, status: int) -> None:
    client.complete()
    provider.status = lambda: httpx.Response(status)
    with pytest.raises((Unauthorized, Forbidden)):
        client.status()
    assert provider.calls == ["Bearer canary-access-1", "Bearer canary-access-2"]


def test_a_token_that_another_process_replaced_is_taken_from_the_store(client: Client, provider: Provider) -> None:
    client.complete()
    held = client.store.load("123")
    assert held is not None
    provider.rounds, provider.good = 7, {"canary-access-7"}
    client.store.swap("123", held, attrs.evolve(held, access_token="canary-access-7", refresh_token="canary-refresh-7"))
    assert client.status() == {}
    assert len(provider.forms) == 1


@pytest.mark.parametrize("status", [400, 403, 404, 409])
def test_a_refused_refresh_is_a_lost_consent_with_instructions(
    client: Client, provider: Provider, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    client.complete()
    client.clock.advance(4000)
    provider.token = lambda form: httpx.Response(status, text="canary")
    with pytest.raises(ConsentLost) as caught:
        client.status()
    told = str(caught.value)
    assert "client profile 123" in told
    assert "consent.url" in told
    assert "cut off" not in told
    assert CANARY not in f"{caught.value!r} {caught.value.__cause__!r} {caplog.text}"
    assert client.store.load("123") is not None


def test_wrong_credentials_are_not_a_lost_consent(client: Client, provider: Provider) -> None:
    client.complete()
    client.clock.advance(4000)
    provider.token = lambda form: httpx.Response(400, json={"error": "invalid_client"})
    with pytest.raises(Exception, match="invalid_client"):
        client.status()
    provider.token = lambda form: httpx.Response(401)
    with pytest.raises(Unauthorized):
        client.status()
    provider.token = None
    assert client.status() == {}


def test_a_refresh_that_failed_is_tried_again_with_the_same_token(client: Client, provider: Provider) -> None:
    client.complete()
    client.clock.advance(4000)
    answers = [httpx.Response(503), httpx.Response(503), httpx.Response(503)]
    provider.token = lambda form: answers.pop()
    with pytest.raises(ServerError):
        client.status()
    provider.token = None
    assert client.status() == {}
    assert {form.get("refresh_token", "canary-refresh-1") for form in provider.forms} == {"canary-refresh-1"}


def test_a_provider_that_asks_for_a_long_pause_is_not_waited_for(client: Client, provider: Provider) -> None:
    client.complete()
    client.clock.advance(4000)
    provider.token = lambda form: httpx.Response(429, headers={"retry-after": "60"})
    with pytest.raises(RateLimited) as caught:
        client.status()
    assert caught.value.retry_after == 60
    assert len(provider.forms) == 2
    assert client.clock.slept == []


def test_a_refresh_without_answer_fails_and_is_told_when_it_turns_out_to_be_lost(client: Client, provider: Provider) -> None:
    client.complete()
    client.clock.advance(4000)

    def lost(form: dict[str, str]) -> httpx.Response:
        provider.grant(form)
        raise httpx.ReadTimeout("canary")

    provider.token = lost
    with pytest.raises(ConnectionFailed, match="authenticating"):
        client.status()
    provider.token = None
    with pytest.raises(ConsentLost, match="cut off"):
        client.status()


def test_tokens_of_another_person_are_not_taken(client: Client, provider: Provider) -> None:
    client.complete()
    client.clock.advance(4000)
    provider.token = lambda form: httpx.Response(200, json=provider.answer(clientProfileId=999))
    with pytest.raises(DecodeError, match="another person"):
        client.status()
    assert client.store.load("999") is None


ROTATED = b'"refreshToken": "canary-refresh-2"'


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(201, content=b'{"accessToken": "canary-access-2", %b}' % ROTATED),
        httpx.Response(200, content=b'\xef\xbb\xbf{"accessToken": "canary-access-2", %b}' % ROTATED),
        httpx.Response(200, content=b"{%b}" % ROTATED),
        httpx.Response(200, content=b'{"accessToken": "", %b}' % ROTATED),
        httpx.Response(200, content=b'{"accessToken": "canary\r\n", "expires_in": {}, %b}' % ROTATED),
        httpx.Response(200, content=b'{"name": "M\xfcller", "accessToken": "canary-access-2", %b}' % ROTATED),
        httpx.Response(200, content=b'{"accessToken": "canary-access-2", "expires_in": Infinity, "tab": "\t", %b}' % ROTATED),
        httpx.Response(200, content=b'{%b, "accessToken": "canary-acc' % ROTATED),
        httpx.Response(200, content=b'{%b, "deep": %b' % (ROTATED, b"[" * 5000)),
        httpx.Response(200, content=b'{"accessToken": "canary-access-2", %b}\n<!-- served -->' % ROTATED),
    ],
)
def test_a_new_refresh_token_is_kept_whatever_else_is_wrong_with_the_answer(
    client: Client, provider: Provider, answer: httpx.Response
) -> None:
    client.complete()
    client.clock.advance(4000)

    def odd(form: dict[str, str]) -> httpx.Response:
        provider.grant(form)
        return httpx.Response(answer.status_code, content=answer.content)

    provider.token = odd
    with suppress(DecodeError):
        client.status()
    provider.token = None
    assert client.status() == {}
    held = client.store.load("123")
    assert held is not None
    assert held.refresh_token == f"canary-refresh-{provider.rounds}"


class Broken(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body whose connection ends before it does."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        yield self._content
        raise httpx.RemoteProtocolError("canary")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._content
        raise httpx.RemoteProtocolError("canary")


WHOLE = b'{"accessToken": "canary-access-2", "clientProfileId": 123, %b}' % ROTATED


@pytest.mark.parametrize(
    ("headers", "content", "whole"),
    [
        ({"content-length": "4000"}, WHOLE, True),
        ({"content-encoding": "gzip"}, gzip.compress(WHOLE, mtime=0)[:-8], True),
        ({"content-encoding": "gzip"}, WHOLE, True),
        ({}, WHOLE[:-1], False),
        ({}, b"{%b," % ROTATED, False),
    ],
)
def test_what_came_before_a_token_answer_broke_off_is_kept(
    client: Client, provider: Provider, headers: dict[str, str], content: bytes, whole: bool
) -> None:
    client.complete()
    client.clock.advance(4000)

    def broken(form: dict[str, str]) -> httpx.Response:
        provider.grant(form)
        return httpx.Response(200, headers=headers, stream=Broken(content))

    provider.token = broken
    if whole:
        assert client.status() == {}
    else:
        with pytest.raises(ConnectionFailed, match="authenticating"):
            client.status()
    provider.token = None
    assert client.status() == {}
    assert provider.rounds == (2 if whole else 3)


@pytest.mark.parametrize("content", ['{"accessToken": "canary-access-2", "refreshToken": ""}', '{"accessToken": "canary-access-2"}'])
def test_an_empty_refresh_token_replaces_none(client: Client, provider: Provider, content: str) -> None:
    client.complete()
    client.clock.advance(4000)
    provider.good = {"canary-access-2"}
    provider.token = lambda form: httpx.Response(201, text=content)
    assert client.status() == {}
    held = client.store.load("123")
    assert held is not None
    assert (held.access_token, held.refresh_token) == ("canary-access-2", "canary-refresh-1")


class Stubborn(MemoryTokenStore):
    """Fails when it should store tokens that are not those from before."""

    failing = False

    def swap(self, subject: str, expected: Tokens | None, new: Tokens | None) -> bool:
        if self.failing and expected is not None and new is not None and new.refresh_token != expected.refresh_token:
            raise OSError(28, "No space left on device")
        return super().swap(subject, expected, new)


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_what_the_store_fails_to_take_is_stored_later(kind: str, provider: Provider) -> None:
    store = Stubborn()
    client = Client(kind, provider, FakeClock(), store)
    client.complete()
    client.clock.advance(4000)
    store.failing = True
    with pytest.raises(OSError, match="No space"):
        client.status()
    with pytest.raises(OSError, match="No space"):
        client.status()
    store.failing = False
    assert client.status() == {}
    held = store.load("123")
    assert held is not None
    assert held.refresh_token == "canary-refresh-2"
    assert provider.rounds == 2
    client.runner.close()


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_what_could_not_be_stored_survives_another_process_that_gave_up(kind: str, provider: Provider) -> None:
    store = Stubborn()
    client = Client(kind, provider, FakeClock(), store)
    client.complete()
    client.clock.advance(4000)
    store.failing = True
    with pytest.raises(OSError, match="No space"):
        client.status()
    store.failing = False
    other = Client("sync", provider, client.clock, store)
    with pytest.raises(ConsentLost, match="cut off"):  # it only knows the refresh token that is used up
        other.status()
    assert client.status() == {}
    assert other.status() == {}
    assert provider.rounds == 2
    client.runner.close()
    other.runner.close()


class FailsOnMark(MemoryTokenStore):
    def swap(self, subject: str, expected: Tokens | None, new: Tokens | None) -> bool:
        if expected is not None:
            raise OSError(30, "Read-only file system")
        return super().swap(subject, expected, new)


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_the_refresh_token_is_not_spent_when_the_store_cannot_be_written(kind: str, provider: Provider) -> None:
    client = Client(kind, provider, FakeClock(), FailsOnMark())
    client.complete()
    client.clock.advance(4000)
    with pytest.raises(OSError, match="Read-only"):
        client.status()
    assert provider.rounds == 1
    client.runner.close()


async def test_a_cancelled_call_does_not_lose_the_new_refresh_token() -> None:
    provider, clock, store = Provider(), FakeClock(), MemoryTokenStore()
    arrived, go_on = asyncio.Event(), asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await request.aread()
        answer = provider(request)
        if request.url.path == "/v1/auth/token" and provider.rounds == 2:
            arrived.set()
            await go_on.wait()
        return answer

    settings = resolve(API, {**SECRETS, "token_store": store}, ClientOptions(clock=clock), {})
    core = AsyncEngine(settings, httpx.AsyncClient(transport=httpx.MockTransport(slow)))
    await AsyncGoPayConsent(core).complete(BACK, state="s1")
    clock.advance(4000)
    call = asyncio.create_task(core.call(STATUS, {"client_profile_id": 123}))
    await arrived.wait()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    go_on.set()
    assert await core.call(STATUS, {"client_profile_id": 123}) == {}
    held = store.load("123")
    assert held is not None
    assert held.refresh_token == "canary-refresh-2"
    assert provider.rounds == 2


async def test_closing_waits_for_a_refresh_whose_caller_has_left() -> None:
    provider, clock, store = Provider(), FakeClock(), MemoryTokenStore()
    arrived = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        await request.aread()
        answer = provider(request)
        if request.url.path == "/v1/auth/token" and provider.rounds == 2:
            arrived.set()
            await asyncio.sleep(0.05)
        return answer

    settings = resolve(API, {**SECRETS, "token_store": store}, ClientOptions(clock=clock), {})
    http = httpx.AsyncClient(transport=httpx.MockTransport(slow))
    core = AsyncEngine(settings, http)
    await AsyncGoPayConsent(core).complete(BACK, state="s1")
    clock.advance(4000)
    call = asyncio.create_task(core.call(STATUS, {"client_profile_id": 123}))
    await arrived.wait()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    await core.aclose()
    await http.aclose()
    held = store.load("123")
    assert held is not None
    assert held.refresh_token == "canary-refresh-2"
