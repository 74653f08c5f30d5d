"""A person's consent through both flavours: the page, the way back, revocation."""

import logging
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import msgspec
import pytest

from identkit.core._calling.description import Api
from identkit.core._calling.engine import Engine
from identkit.core._calling.settings import ClientOptions, resolve
from identkit.core._errors import (
    AmbiguousOutcome,
    ConfigurationError,
    Conflict,
    ConnectionFailed,
    ConsentLost,
    ConsentRefused,
    DecodeError,
    Forbidden,
    NotFound,
    RequestInvalid,
    ServerError,
    Unauthorized,
)
from identkit.core.tokens import MemoryTokenStore
from identkit.overrides.gopay.consent import ClientGrant, GoPayConsent
from tests.runtime.consent_support import API, CANARY, SECRETS, Client, Provider
from tests.support import FakeClock


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
    assert grant == ClientGrant(client_profile_id=123)
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


def test_an_api_without_consents_says_so() -> None:
    settings = resolve(
        Api(name="x", title="X", servers={"production": "https://x.test"}, environment="production"), {}, ClientOptions(), {}
    )
    with pytest.raises(ConfigurationError, match="no consents"):
        GoPayConsent(Engine(settings))


def test_a_thing_that_is_no_store_is_refused() -> None:
    settings = resolve(API, {**SECRETS, "token_store": {}}, ClientOptions(), {})
    with pytest.raises(ConfigurationError, match="token_store"):
        Engine(msgspec.structs.replace(settings, credentials={**settings.credentials, "token_store": object()}))
