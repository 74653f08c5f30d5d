"""A person's consent through both flavours: the page, the way back, tokens that are refreshed once and kept before they are used."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import attrs
import httpx
import msgspec
import pytest

from identkit.core.consent import AsyncConsent, Consent, Grant
from identkit.core.core import AsyncCore, Core
from identkit.core.errors import (
    AmbiguousOutcome,
    ConfigurationError,
    Conflict,
    ConnectionFailed,
    ConsentLost,
    ConsentRefused,
    DecodeError,
    Forbidden,
    NotFound,
    RateLimited,
    RequestInvalid,
    ServerError,
    Unauthorized,
)
from identkit.core.operation import Api, Check, Operation, Param, Place, Retry, Scheme
from identkit.core.settings import ClientOptions, resolve
from identkit.core.tokens import MemoryTokenStore, Tokens, TokenStore
from tests.support import FakeClock

CANARY = "canary"  # part of every secret below
SECRETS = {"client_id": "777777777777", "client_secret": "canary-client-secret"}
BACK = "https://shop.example/back?code=canary-code&state=s1"
API = Api(
    name="gopay",
    title="GoPay",
    servers={"production": "https://api.gopay.test"},
    auth_servers={"production": "https://auth.gopay.test"},
    environment="production",
    schemes={
        "clientToken": Scheme(
            "rotating-client-token",
            ("client_id", "client_secret"),
            token_path="/v1/auth/token",
            scope="perm.client.identification:read",
        )
    },
)
STATUS = Operation[Any](
    name="identifications.get_status",
    method="GET",
    path="/v1/client/{clientProfileId}",
    returns=dict[str, Any],
    retry=Retry.SAFE,
    params=(Param("client_profile_id", "clientProfileId", Place.PATH, Check("client_profile_id", required=True, kind="integer")),),
    auth="clientToken",
)


class Provider:
    """Replaces the refresh token with every use."""

    def __init__(self) -> None:
        self.rounds = 0
        self.forms: list[dict[str, str]] = []
        self.revoked: list[str] = []
        self.calls: list[str] = []
        self.token: Callable[[dict[str, str]], httpx.Response] | None = None
        self.status: Callable[[], httpx.Response] | None = None
        self.good: set[str] = set()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/auth/token":
            form = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
            self.forms.append(form)
            return self.token(form) if self.token is not None else self.grant(form)
        if request.url.path == "/v1/auth/revoke":
            self.revoked.append(parse_qs(request.content.decode())["token"][0])
            return self.token({}) if self.token is not None else httpx.Response(200)
        self.calls.append(request.headers["authorization"])
        if self.status is not None:
            return self.status()
        return httpx.Response(200 if request.headers["authorization"].removeprefix("Bearer ") in self.good else 403, json={})

    def grant(self, form: dict[str, str]) -> httpx.Response:
        if form["grant_type"] == "refresh_token" and form["refresh_token"] != f"canary-refresh-{self.rounds}":
            return httpx.Response(403)
        self.rounds += 1
        self.good = {f"canary-access-{self.rounds}"}
        return httpx.Response(200, json=self.answer())

    def answer(self, **changes: object) -> dict[str, object]:
        tokens = {"accessToken": f"canary-access-{self.rounds}", "refreshToken": f"canary-refresh-{self.rounds}"}
        return {**tokens, "clientProfileId": 123, **changes}


class Client:
    """Consent and one call, of either flavour."""

    def __init__(self, kind: str, provider: Provider, clock: FakeClock, store: TokenStore) -> None:
        self.kind, self.clock, self.store = kind, clock, store
        settings = resolve(API, {**SECRETS, "token_store": store}, ClientOptions(clock=clock, max_retries=0), {})
        self.runner = asyncio.Runner()
        if kind == "sync":
            self.core: Any = Core(settings, httpx.Client(transport=httpx.MockTransport(provider)))
            self.consent: Any = Consent(self.core)
        else:
            self.core = AsyncCore(settings, httpx.AsyncClient(transport=httpx.MockTransport(provider)))
            self.consent = AsyncConsent(self.core)

    def _run(self, result: Any) -> Any:
        if self.kind == "sync":
            return result

        async def wait() -> Any:
            return await result

        return self.runner.run(wait())

    def complete(self, answer: str = BACK, state: str = "s1") -> Grant:
        grant: Grant = self._run(self.consent.complete(answer, state=state))
        return grant

    def revoke(self, profile: int = 123) -> None:
        self._run(self.consent.revoke(profile))

    def status(self, profile: int = 123) -> object:
        return self._run(self.core.call(STATUS, {"client_profile_id": profile}))


@pytest.fixture
def provider() -> Provider:
    return Provider()


@pytest.fixture(params=["sync", "async"])
def client(request: pytest.FixtureRequest, provider: Provider) -> Iterator[Client]:
    made = Client(request.param, provider, FakeClock(), MemoryTokenStore())
    yield made
    made.runner.close()


def test_the_page_has_the_documented_parameters(client: Client) -> None:
    url: str = client.consent.url(redirect_uri="https://shop.example/back?x=1&y=ü", state="a b&c", prefill_id="Gh+/=")
    parts = urlsplit(url)
    assert (parts.scheme, parts.netloc, parts.path) == ("https", "auth.gopay.test", "/consent")
    assert parse_qs(parts.query) == {
        "scopes[]": ["perm.client.identification:read"],
        "state": ["a b&c"],
        "client_id": ["777777777777"],
        "redirect_uri": ["https://shop.example/back?x=1&y=ü"],
        "prefill_id": ["Gh+/="],
    }
    assert "prefill_id" not in client.consent.url(redirect_uri="https://shop.example/", state="s")


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ({"redirect_uri": "shop.example", "state": ""}, {"redirect_uri", "state"}),
        ({"redirect_uri": "javascript:alert(1)", "state": "s"}, {"redirect_uri"}),
        ({"redirect_uri": "https://shop.example/#part", "state": "s"}, {"redirect_uri"}),
        ({"redirect_uri": "https://shop.example/", "state": "s", "prefill_id": ""}, {"prefill_id"}),
    ],
)
def test_a_page_that_could_not_work_is_refused(client: Client, arguments: dict[str, str], names: set[str]) -> None:
    with pytest.raises(RequestInvalid) as caught:
        client.consent.url(**arguments)
    assert caught.value.errors.keys() == names


def test_a_code_becomes_tokens_in_the_store(client: Client, provider: Provider) -> None:
    grant = client.complete()
    assert grant == Grant(client_profile_id=123)
    assert provider.forms == [{**SECRETS, "grant_type": "authorization_code", "code": "canary-code"}]
    held = client.store.load("123")
    assert held is not None
    assert (held.access_token, held.refresh_token, held.refresh_begun) == ("canary-access-1", "canary-refresh-1", None)
    assert client.status() == {}
    assert CANARY not in repr(grant)


@pytest.mark.parametrize(
    ("answer", "state", "error"),
    [
        ("https://shop.example/?code=canary-code&state=s2", "s1", "state_mismatch"),
        ("https://shop.example/?code=canary-code", "s1", "state_mismatch"),
        ("https://shop.example/?code=canary-code&state=", "", "state_mismatch"),
        ("https://shop.example/?code=canary-code&state=s1&state=s2", "s1", "state_mismatch"),
        ("https://shop.example/?code=canary-code&state=S1", "s1", "state_mismatch"),
        ("https://shop.example/?error=access_denied&state=other", "s1", "state_mismatch"),
        ("https://shop.example/?error=access_denied&state=s1", "s1", "access_denied"),
        ("https://shop.example/?error=invalid_scope&state=s1&code=canary-code", "s1", "invalid_scope"),
        ("https://shop.example/?error=%3Cscript%3Ecanary&state=s1", "s1", "unknown_error"),
        ("https://shop.example/?state=s1", "s1", "code_missing"),
        ("https://shop.example/?state=s1&code=", "s1", "code_missing"),
        ("https://shop.example/?state=s1&code=canary-1&code=canary-2", "s1", "code_missing"),
        ("not an address", "s1", "state_mismatch"),
    ],
)
def test_an_answer_that_is_no_consent(client: Client, provider: Provider, answer: str, state: str, error: str) -> None:
    with pytest.raises(ConsentRefused) as caught:
        client.complete(answer, state)
    assert caught.value.error == error
    assert CANARY not in f"{caught.value!r} {caught.value}"
    assert not provider.forms


def test_a_state_outside_of_ascii_is_compared_as_well(client: Client) -> None:
    assert client.complete("https://shop.example/?code=canary-code&state=%C3%BC", "ü").client_profile_id == 123


def test_a_code_is_used_once(client: Client, provider: Provider) -> None:
    client.complete()
    with pytest.raises(ConsentRefused) as caught:
        client.complete()
    assert caught.value.error == "code_used"
    assert len(provider.forms) == 1


def test_a_code_that_was_not_sent_may_be_used_again(client: Client, provider: Provider) -> None:
    def down(form: dict[str, str]) -> httpx.Response:
        raise httpx.ConnectError("canary")

    provider.token = down
    with pytest.raises(ConnectionFailed, match="not sent") as caught:
        client.complete()
    assert CANARY not in f"{caught.value!r} {caught.value.__context__!r}"
    provider.token = None
    assert client.complete().client_profile_id == 123


def test_a_code_whose_fate_is_unknown_is_said_to_be(client: Client, provider: Provider) -> None:
    def silent(form: dict[str, str]) -> httpx.Response:
        raise httpx.ReadTimeout("canary")

    provider.token = silent
    with pytest.raises(AmbiguousOutcome, match="consent again") as caught:
        client.complete()
    assert CANARY not in f"{caught.value!r} {caught.value.__context__!r}"
    with pytest.raises(ConsentRefused):
        client.complete()


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (httpx.Response(403), Forbidden),
        (httpx.Response(409, text="canary"), Conflict),
        (httpx.Response(500, html="canary"), ServerError),
        (httpx.Response(200, json={"accessToken": "canary-a"}), DecodeError),
        (httpx.Response(200, json={"accessToken": "canary-a", "clientProfileId": 1}), DecodeError),
        (httpx.Response(200, json={"accessToken": "canary-a", "refreshToken": "canary-r", "clientProfileId": "x"}), DecodeError),
    ],
)
def test_a_refused_code(
    client: Client, provider: Provider, answer: httpx.Response, error: type[Exception], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    provider.token = lambda form: httpx.Response(answer.status_code, content=answer.content)
    with pytest.raises(error) as caught:
        client.complete()
    assert CANARY not in f"{caught.value!r} {caught.value} {caplog.text}"
    assert client.store.load("1") is client.store.load("123") is None


def test_a_new_consent_replaces_the_old_one(client: Client, provider: Provider) -> None:
    client.complete()
    client.complete("https://shop.example/?code=canary-other&state=s1")
    held = client.store.load("123")
    assert held is not None
    assert (held.refresh_token, held.generation) == ("canary-refresh-2", 2)
    assert client.status() == {}


# --- revocation


def test_a_revoked_consent_is_gone_here_and_there(client: Client, provider: Provider) -> None:
    client.complete()
    client.revoke()
    assert provider.revoked == ["canary-refresh-1"]
    assert client.store.load("123") is None
    with pytest.raises(ConsentLost, match="no consent of client profile 123"):
        client.status()
    with pytest.raises(ConsentLost):
        client.revoke()


@pytest.mark.parametrize(("status", "error", "kept"), [(401, Unauthorized, True), (404, NotFound, False), (409, Conflict, True)])
def test_a_refused_revocation(client: Client, provider: Provider, status: int, error: type[Exception], kept: bool) -> None:
    client.complete()
    provider.token = lambda form: httpx.Response(status)
    with pytest.raises(error):
        client.revoke()
    assert (client.store.load("123") is not None) is kept


def test_a_revocation_that_was_cut_off_may_be_repeated(client: Client, provider: Provider) -> None:
    client.complete()

    def cut(form: dict[str, str]) -> httpx.Response:
        raise httpx.ReadError("canary")

    provider.token = cut
    with pytest.raises(ConnectionFailed, match="again without harm"):
        client.revoke()
    provider.token = None
    client.revoke()


# --- refreshing


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
    with pytest.raises(DecodeError, match="another client profile"):
        client.status()
    assert client.store.load("999") is None


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
    core = AsyncCore(settings, httpx.AsyncClient(transport=httpx.MockTransport(slow)))
    await AsyncConsent(core).complete(BACK, state="s1")
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
    core = AsyncCore(settings, http)
    await AsyncConsent(core).complete(BACK, state="s1")
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


def test_an_api_without_consents_says_so() -> None:
    settings = resolve(
        Api(name="x", title="X", servers={"production": "https://x.test"}, environment="production"), {}, ClientOptions(), {}
    )
    with pytest.raises(ConfigurationError, match="no consents"):
        Consent(Core(settings))


def test_a_thing_that_is_no_store_is_refused() -> None:
    settings = resolve(API, {**SECRETS, "token_store": {}}, ClientOptions(), {})
    with pytest.raises(ConfigurationError, match="token_store"):
        Core(msgspec.structs.replace(settings, credentials={**settings.credentials, "token_store": object()}))
