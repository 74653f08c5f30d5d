"""One token request whatever the crowd, renewal in time, credentials that go nowhere else and are never shown."""

import asyncio
import base64
import json
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from identkit.core._auth.authentication import TokenFailure
from identkit.core._auth.endpoint import lifetime
from identkit.core._errors import ApiError, ConfigurationError, DecodeError, Forbidden, ServerError, Unauthorized
from identkit.core._received.reading import Reply
from identkit.overrides.auth import build
from tests.runtime.auth_support import CANARY, AsyncHttp, FakeClock, Http, TokenServer, async_client, client, context, scheme, send

URL = "https://api.acme.test/v1/things"


def jwt(**claims: object) -> str:
    parts = [{"alg": "RS256"}, claims]
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
    return ".".join([*encoded, "c2ln"])


@pytest.mark.parametrize(
    ("kind", "header"),
    [("basic", "Basic " + base64.b64encode(f"me:{CANARY}".encode()).decode()), ("bearer", f"Bearer {CANARY}")],
)
def test_fixed_credentials_stand_in_one_header(kind: str, header: str) -> None:
    seen: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.headers["authorization"])
        return httpx.Response(200)

    auth = build(scheme(kind), context(FakeClock()))
    Http(answer, auth).get(URL)
    assert seen == [header]
    assert CANARY not in repr(auth)


def test_basic_takes_any_password_and_refuses_a_colon_in_the_name() -> None:
    auth = build(scheme("basic"), context(FakeClock(), password="pä:ß"))
    first: Any = next(auth.exchange(send(URL)))
    request: httpx.Request = first.request
    assert base64.b64decode(request.headers["authorization"].removeprefix("Basic ")).decode() == "me:pä:ß"
    with pytest.raises(ConfigurationError, match="colon"):
        build(scheme("basic"), context(FakeClock(), username="a:b"))


@pytest.mark.parametrize("bad", ["", None, f"{CANARY}\r\nX-Evil: 1", 7])
def test_a_missing_or_unusable_credential_is_named_and_not_shown(bad: object) -> None:
    with pytest.raises(ConfigurationError, match="client_secret") as caught:
        build(scheme(), context(FakeClock(), client_secret=bad))
    assert CANARY not in str(caught.value)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="digest"):
        build(scheme("digest"), context(FakeClock()))


@pytest.mark.parametrize("kind", ["basic", "bearer", "client-credentials", "authorization-code"])
@pytest.mark.parametrize("url", ["https://evil.test/v1/things", "http://api.acme.test/v1", "https://api.acme.test:8443/v1"])
def test_credentials_go_to_the_clients_own_hosts_only(kind: str, url: str) -> None:
    auth = build(scheme(kind), context(FakeClock()))
    with pytest.raises(ConfigurationError, match="not sent to"):
        next(auth.exchange(send(url)))


def test_the_token_request_has_the_documented_form() -> None:
    server = TokenServer()
    assert client(server, FakeClock()).get(URL).status_code == 200
    (request,) = server.token_requests
    assert (request.method, str(request.url)) == ("POST", "https://auth.acme.test/oauth2/token")
    assert request.headers["authorization"] == "Basic " + base64.b64encode(f"me:{CANARY}".encode()).decode()
    assert parse_qs(request.content.decode()) == {"grant_type": ["client_credentials"], "scope": ["partners"]}
    assert request.extensions["timeout"]["connect"] == 5.0  # httpx gives a bare request no time limit at all


def test_a_token_may_come_from_the_api_host_by_get() -> None:
    server = TokenServer()
    server.answer = lambda request: httpx.Response(200, json={"accessToken": "t1"})
    server.valid = "t1"
    assert client(server, FakeClock(), "client-credentials", **{"token-method": "GET", "token-server": "api"}).get(URL).status_code == 200
    (request,) = server.token_requests
    assert (request.method, str(request.url), request.content) == ("GET", "https://api.acme.test/v1/oauth2/token", b"")


async def test_a_token_is_reused_and_renewed_a_minute_before_its_end() -> None:
    server, clock = TokenServer(lifetime=3600), FakeClock()
    http, twin = client(server, clock), async_client(server, clock)
    http.get(URL)
    clock.advance(3539)
    http.get(URL)
    assert len(server.token_requests) == 1
    clock.advance(2)
    assert http.get(URL).status_code == 200
    assert len(server.token_requests) == 2
    assert (await twin.get(URL)).status_code == 200


def test_a_short_life_is_not_all_leeway() -> None:
    server, clock = TokenServer(lifetime=20), FakeClock()
    http = client(server, clock)
    http.get(URL)
    clock.advance(17)
    http.get(URL)
    assert len(server.token_requests) == 1


@pytest.mark.parametrize("flavour", ["sync", "async"])
async def test_a_401_fetches_one_new_token_and_repeats_once(flavour: str) -> None:
    server, clock = TokenServer(), FakeClock()
    http, twin = client(server, clock), async_client(server, clock)

    async def get() -> int:
        return http.get(URL).status_code if flavour == "sync" else (await twin.get(URL)).status_code

    await get()
    server.valid = "revoked by the provider"
    assert await get() == 200
    assert len(server.token_requests) == 2


def test_a_401_for_a_fresh_token_is_the_callers() -> None:
    server = TokenServer()
    server.answer = lambda request: httpx.Response(200, json={"access_token": "never-accepted", "expires_in": 3600})
    http = client(server, FakeClock())
    assert http.get(URL).status_code == 401
    assert (len(server.token_requests), len(server.requests)) == (1, 1)
    assert http.get(URL).status_code == 401  # now it is a reused one: asked for once more, repeated once
    assert (len(server.token_requests), len(server.requests)) == (2, 3)


def test_after_a_401_a_token_that_was_replaced_meanwhile_is_used() -> None:
    server, clock = TokenServer(), FakeClock()
    http = client(server, clock)
    http.get(URL)
    server.valid = "other"
    with ThreadPoolExecutor(20) as pool:
        assert {answer.status_code for answer in pool.map(http.get, [URL] * 20)} == {200}
    assert len(server.token_requests) == 2


def test_a_hundred_threads_with_an_expired_token_cause_one_request() -> None:
    server, clock = TokenServer(), FakeClock()
    http = client(server, clock)
    http.get(URL)
    clock.advance(4000)
    server.hold = threading.Event()
    with ThreadPoolExecutor(100) as pool:
        answers = [pool.submit(http.get, URL) for _ in range(100)]
        server.hold.set()
        assert {answer.result().status_code for answer in answers} == {200}
    assert len(server.token_requests) == 2


async def test_a_hundred_tasks_with_an_expired_token_cause_one_request() -> None:
    server, clock = TokenServer(), FakeClock()
    http = async_client(server, clock)
    await http.get(URL)
    clock.advance(4000)
    answers = await asyncio.gather(*(http.get(URL) for _ in range(100)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(server.token_requests) == 2


def test_tasks_of_several_event_loops_share_one_request() -> None:
    server, clock = TokenServer(), FakeClock()
    shared = build(scheme(), context(clock))

    def one_loop(_: int) -> set[int]:
        async def work() -> set[int]:
            http = AsyncHttp(server.handle, shared)
            return {answer.status_code for answer in await asyncio.gather(*(http.get(URL) for _ in range(10)))}

        return asyncio.run(work())

    with ThreadPoolExecutor(8) as pool:
        assert {code for codes in pool.map(one_loop, range(8)) for code in codes} == {200}
    assert len(server.token_requests) == 1


async def test_a_cancelled_call_does_not_cancel_the_token_request_of_the_others() -> None:
    server, clock = TokenServer(), FakeClock()
    go_on = asyncio.Event()

    async def slow(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/token"):
            await go_on.wait()
        return await server.handle(request)

    http = AsyncHttp(slow, build(scheme(), context(clock)))
    first = asyncio.create_task(http.get(URL))
    await asyncio.sleep(0.01)
    second = asyncio.create_task(http.get(URL))
    await asyncio.sleep(0.01)
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first
    go_on.set()
    assert (await second).status_code == 200
    assert len(server.token_requests) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(401, json={"error": "invalid_client", "error_description": CANARY}), Unauthorized),
        (httpx.Response(403, text=CANARY), Forbidden),
        (httpx.Response(503, html=f"<h1>{CANARY}</h1>"), ServerError),
        (httpx.Response(302, headers={"location": "https://evil.test/"}), ApiError),
        (httpx.Response(200, text=CANARY), DecodeError),
        (httpx.Response(200, json=[CANARY]), DecodeError),
        (httpx.Response(200, json={"token": CANARY}), DecodeError),
        (httpx.Response(200, json={"access_token": f"{CANARY}\r\nX-Evil: 1"}), DecodeError),
        (httpx.Response(200, json={"access_token": 7}), DecodeError),
    ],
)
def test_a_failed_token_request_has_a_name_and_shows_nothing(
    answer: httpx.Response, error: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server = TokenServer()
    server.answer = lambda request: answer
    http = client(server, FakeClock())
    with pytest.raises(error) as caught:
        http.get(URL)
    shown = f"{caught.value!r} {caught.value} {http.auth!r} {caplog.text}"
    assert CANARY not in shown
    assert not server.requests
    if isinstance(caught.value, Unauthorized):
        assert caught.value.code == "invalid_client"


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(201, json={"access_token": "t", "token_type": "Bearer"}),
        httpx.Response(202, json={"accessToken": "t", "refreshToken": ""}),
        httpx.Response(200, content=b'\xef\xbb\xbf{"access_token": "t", "refresh_token": "", "expires_in": null}'),
        httpx.Response(200, content=b'\r\n{"access_token": "t", "scope": ["a"]}\n', headers={"content-type": "text/plain"}),
    ],
)
def test_any_success_that_holds_a_token_is_one(answer: httpx.Response) -> None:
    server = TokenServer()
    server.answer, server.valid = lambda request: answer, "t"
    assert client(server, FakeClock()).get(URL).status_code == 200
    assert len(server.token_requests) == 1


def test_a_token_host_that_is_down_is_told_with_the_token_request() -> None:
    def down(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(TokenFailure):  # so nobody takes the API call for sent
        Http(down, build(scheme(), context(FakeClock()))).get(URL)


def test_callers_who_wait_share_the_error() -> None:
    server = TokenServer()
    server.answer = lambda request: httpx.Response(503)
    server.hold = threading.Event()
    http = client(server, FakeClock())
    with ThreadPoolExecutor(10) as pool:
        answers = [pool.submit(http.get, URL) for _ in range(10)]
        threading.Timer(0.2, server.hold.set).start()
        assert all(isinstance(answer.exception(), ServerError) for answer in answers)
    assert len(server.token_requests) < 10


@pytest.mark.parametrize(
    ("token", "told", "seconds"),
    [
        ("opaque", 3599, 3599),
        ("opaque", "3599", 3599),
        ("opaque", None, 3600),
        ("opaque", -1, 3600),
        ("opaque", float("inf"), 3600),
        ("opaque", True, 3600),
        ("opaque", "9" * 400, 3600),
        (jwt(exp=1_000_600), None, 600),
        (jwt(exp=2_000_000, iat=1_999_000), None, 1000),  # two clocks that disagree do no harm
        (jwt(exp=999_000), None, 3600),
        (jwt(exp="soon"), None, 3600),
        (jwt(exp=float("nan")), None, 3600),
        ("a.!!!.c", None, 3600),
        ("a.bm90IGpzb24.c", None, 3600),
        (f"a.{'W1tb' * 5000}.c", None, 3600),
        ("a.b", None, 3600),
    ],
)
def test_how_long_a_token_lives(token: str, told: object, seconds: float) -> None:
    assert lifetime(token, told, 1_000_000.0) == seconds


@pytest.mark.parametrize(("failures", "status"), [(2, 200), (3, None)])
async def test_a_busy_token_endpoint_is_asked_three_times(failures: int, status: int | None) -> None:
    for make in (client, async_client):
        server, clock = TokenServer(), FakeClock()
        left = [httpx.Response(503, headers={"retry-after": "2"}) for _ in range(failures)]

        def answer(request: httpx.Request, server: TokenServer = server, left: list[httpx.Response] = left) -> httpx.Response:
            if left:
                return left.pop()
            server.valid = "t"
            return httpx.Response(200, json={"access_token": "t"})

        server.answer = answer
        http: Any = make(server, clock)
        began = clock.now()

        async def get(http: Any = http) -> int:
            got = http.get(URL)
            status: int = (got if isinstance(got, Reply) else await got).status_code
            return status

        if status is None:
            with pytest.raises(ServerError):
                await get()
        else:
            assert await get() == status
        assert len(server.token_requests) == 3
        assert 4 <= clock.now() - began < 6


@pytest.mark.parametrize("kind", ["basic", "bearer", "client-credentials", "authorization-code", "api-key"])
def test_no_authentication_shows_its_secrets(kind: str) -> None:
    given = context(FakeClock())
    auth = build(scheme(kind, name="X-Key"), given)
    assert CANARY not in f"{auth!r} {auth} {given!r} {given}"
