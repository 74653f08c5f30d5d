"""What a client is made from: arguments, environment variables, base URLs."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import httpx
import pydantic
import pytest

from identkit.core import ConfigurationError
from identkit.core._calling.client import AsyncClient, Client
from identkit.core._calling.description import Api
from identkit.core._calling.limits import TimeLimits
from identkit.core._calling.settings import ClientOptions, resolve
from identkit.identplus import Identplus
from tests.runtime.acme import API, GET, TOKEN
from tests.runtime.provider import Provider, answer

NO_SERVER = Api(name="tenant", title="Tenant", required=("base_url",), from_env=("base_url",))


def settings(api: Api = API, environ: Mapping[str, str] | None = None, token: str | None = TOKEN, **options: Any) -> Any:
    return resolve(api, {"token": token}, ClientOptions(**options), environ or {})


def test_an_argument_goes_before_the_environment() -> None:
    assert settings(environ={"ACME_TOKEN": "other"}).credentials["token"] == TOKEN
    assert settings(token=None, environ={"ACME_TOKEN": "other"}).credentials["token"] == "other"
    assert settings(environ={"ACME_BASE_URL": "https://env.example"}).base_url == "https://env.example"


@pytest.mark.parametrize("token", [None, ""])
def test_what_is_missing_is_named_with_its_variable(token: str | None) -> None:
    with pytest.raises(ConfigurationError, match=r"Acme: token is missing; pass token= or set ACME_TOKEN"):
        settings(token=token, environ={"ACME_TOKEN": ""})
    with pytest.raises(ConfigurationError, match=r"base_url is missing; pass base_url= or set TENANT_BASE_URL"):
        settings(NO_SERVER)


@pytest.mark.parametrize("token", [b"canary", bytearray(b"canary")])
def test_bytes_are_no_text(token: Any) -> None:
    with pytest.raises(ConfigurationError, match=r"Acme: token must be text \(str\), not byte") as caught:
        settings(token=token)
    assert "canary" not in str(caught.value)


def test_nothing_is_read_from_the_environment_before_a_client_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACME_TOKEN", "late")
    with Client(API, {"token": None}) as client:
        assert client._core.settings.credentials["token"] == "late"


def test_environments_are_named_servers() -> None:
    assert settings().base_url == "https://api.acme.example"
    assert settings(environment="sandbox").base_url == "https://sandbox.acme.example"
    assert settings(environment="sandbox", base_url="https://mine.example").base_url == "https://mine.example"
    with pytest.raises(ConfigurationError, match="this API has: production, sandbox, tenant"):
        settings(environment="nowhere")
    with pytest.raises(ConfigurationError, match="base_url is missing, the provider tells it on demand"):
        settings(environment="tenant")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://host/", "https://host"),
        ("https://host/api/scr/v1/", "https://host/api/scr/v1"),
        ("https://host:8443", "https://host:8443"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://localhost:1", "http://localhost:1"),
        ("http://[::1]:1", "http://[::1]:1"),
        ("HTTPS://Host", "https://host"),
    ],
)
def test_base_urls(given: str, kept: str) -> None:
    assert settings(base_url=given).base_url == kept


@pytest.mark.parametrize(
    "given",
    [
        "http://host",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://0x7f000001",
        "ftp://host",
        "host",
        "//host",
        "https://",
        "https://user:pass@host",
        "https://host?x=1",
        "https://host#x",
        "https://ho st",
        "https://host:65536",
        "javascript:alert(1)",
        "https://host\r\nX: 1",
        "\ud800",
    ],
)
def test_base_urls_that_credentials_must_not_be_sent_to(given: str) -> None:
    for name in ("base_url", "auth_url"):
        with pytest.raises(ConfigurationError, match=name) as caught:
            resolve(API, {"token": TOKEN}, ClientOptions(**{name: given}), {})  # type: ignore[arg-type]  # both take text
        assert "pass@" not in str(caught.value)


@pytest.mark.parametrize("seconds", [0, -1, float("inf"), float("nan"), True])
def test_unusable_timeouts(seconds: float) -> None:
    with pytest.raises(ConfigurationError, match="timeout"):
        resolve(API, {"token": "t"}, ClientOptions(timeout=seconds))


@pytest.mark.parametrize("timeout", [10**400, 1e300, httpx.Timeout(None), httpx.Timeout(1e300)])
def test_timeouts_that_never_end(timeout: Any) -> None:
    """Sockets do not count so far."""
    server = Provider(lambda request: answer(b'{"id":"x","process_status":"SCT_ACCEPTED","created_at":"2020-10-01T11:00:29.041Z"}'))
    with Identplus(token="t", base_url=server.url, timeout=timeout) as client:
        assert client.identchecks.get_status("x", timeout=timeout).id == "x"
    server.close()


def test_a_clock_has_to_tell_the_time() -> None:
    clock: Any = 5
    with pytest.raises(ConfigurationError, match="clock must have now"):
        Identplus(token="t", base_url="https://host.example", clock=clock)


def test_timeouts() -> None:
    assert TimeLimits.of(None) == TimeLimits(5, 30, 30, 30, 60)
    assert TimeLimits.of(90) == TimeLimits(5, 90, 90, 90, 90)
    assert TimeLimits.of(2) == TimeLimits(2, 2, 2, 2, 2)
    assert TimeLimits.of(httpx.Timeout(4, connect=1)) == TimeLimits(1, 4, 4, 4, 13)
    assert TimeLimits.of(httpx.Timeout(4, read=None)) == TimeLimits(4, None, 4, 4, None)
    assert TimeLimits.of(2).within(TimeLimits(attempt=None)) == TimeLimits.of(2)


def test_unusable_retries() -> None:
    with pytest.raises(ConfigurationError, match="max_retries"):
        settings(max_retries=-1)


@pytest.mark.parametrize("token", [f"{TOKEN}\n", f"{TOKEN}\r\n", f" {TOKEN}", f"{TOKEN}\t", TOKEN.encode(), pydantic.SecretStr(TOKEN)])
def test_a_secret_that_is_not_one_line_of_text_is_named_and_not_shown(token: Any) -> None:
    with pytest.raises(ConfigurationError, match="token must be") as caught:
        Identplus(token=token, base_url="https://host.example")
    assert TOKEN not in f"{caught.value!r} {caught.value.__cause__!r}"


def test_options_come_in_the_types_of_other_libraries() -> None:
    url = pydantic.TypeAdapter(pydantic.HttpUrl).validate_python("https://host.example/api")
    for base_url in (url, httpx.URL("https://host.example/api"), str(url)):
        assert "'https://host.example/api'" in repr(Identplus(token="t", base_url=base_url, max_retries=None, timeout=None))  # type: ignore[arg-type]
    with Identplus(token="t", base_url="https://host.example") as client:
        for timeout in ("30", (3, 30), float("nan"), Decimal(-1)):
            wrong: Any = timeout
            for attempt in (lambda: client.with_options(timeout=wrong), lambda: client.identchecks.get_status("x", timeout=wrong)):  # noqa: B023
                with pytest.raises(ConfigurationError, match="timeout must be a positive number of seconds"):
                    attempt()


def test_a_client_closes_only_what_it_made() -> None:
    http = httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(200, json={"caseId": "c"})))
    with Client(API, {"token": TOKEN}, http_client=http):
        pass
    assert not http.is_closed
    http.close()
    client = Client(API, {"token": TOKEN})
    client.close()
    with pytest.raises(ConfigurationError, match="closed"):
        client._core.call(GET, {"case_id": "c"})


async def test_an_asynchronous_client_closes_only_what_it_made() -> None:
    http = httpx.AsyncClient()
    async with AsyncClient(API, {"token": TOKEN}, http_client=http):
        pass
    assert not http.is_closed
    await http.aclose()
    client = AsyncClient(API, {"token": TOKEN})
    await client.aclose()
    with pytest.raises(ConfigurationError, match="closed"):
        await client._core.call(GET, {"case_id": "c"})


def test_the_wrong_kind_of_http_client_is_refused() -> None:
    with pytest.raises(ConfigurationError, match=r"httpx\.Client"):
        Client(API, {"token": TOKEN}, http_client=httpx.AsyncClient())  # type: ignore[arg-type]  # the mistake under test
    with httpx.Client() as http, pytest.raises(ConfigurationError, match=r"httpx\.AsyncClient"):
        AsyncClient(API, {"token": TOKEN}, http_client=http)  # type: ignore[arg-type]  # the mistake under test


def test_a_client_shows_where_it_goes_and_nothing_else() -> None:
    with Client(API, {"token": TOKEN}) as client:
        assert repr(client) == "Client(base_url='https://api.acme.example', credentials=***)"
        assert TOKEN not in repr(client._core.settings) + repr(client._core._targets) + repr(client._core.auths)


def test_a_proxy_from_the_environment_is_not_asked_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example:3128")
    with Client(API, {"token": TOKEN}, ClientOptions(base_url="http://127.0.0.1:1")) as near, Client(API, {"token": TOKEN}) as far:
        assert not near._core.connections.http._mounts
        assert far._core.connections.http._mounts
