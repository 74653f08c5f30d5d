"""What a client and a call can be told besides their arguments."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

import identkit.core
from identkit.core import ApiError, ConfigurationError, Hooks, NotFound, RequestInvalid
from identkit.identplus import Identplus

CHECK = {"id": "x", "process_status": "SCT_ACCEPTED", "created_at": "2020-10-01T11:00:29.041Z"}


class Wire:
    def __init__(self, *answers: httpx.Response) -> None:
        self.requests: list[httpx.Request] = []
        self._answers = list(answers) or [httpx.Response(200, json=CHECK)]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]


class Clock:
    def now(self) -> float:
        return 0.0

    monotonic = now

    def sleep(self, seconds: float) -> None: ...

    async def sleep_async(self, seconds: float) -> None: ...


def client(wire: Callable[[httpx.Request], httpx.Response], **options: Any) -> Identplus:
    http = httpx.Client(transport=httpx.MockTransport(wire))
    return Identplus(token="t", base_url="https://identplus.example", http_client=http, clock=Clock(), **options)


def test_a_copy_with_other_options_shares_the_rest() -> None:
    wire = Wire()
    one = client(wire, default_headers={"X-Team": "a", "X-Env": "test"})
    one.identchecks.get_status("x")
    other = one.with_options(timeout=3, max_retries=0, extra_headers={"X-Team": "b"})
    other.identchecks.get_status("x")
    one.identchecks.get_status("x")
    assert [request.headers["x-team"] for request in wire.requests] == ["a", "b", "a"]
    assert [request.headers["x-env"] for request in wire.requests] == ["test"] * 3
    assert [request.extensions["timeout"]["read"] for request in wire.requests] == [30, 3, 30]
    assert other._core.connections is one._core.connections
    assert other._core.auths is one._core.auths
    assert other.with_options()._core.settings == other._core.settings


def test_how_often_a_call_was_sent_is_told() -> None:
    wire = Wire(httpx.Response(503), httpx.Response(429), httpx.Response(200, json=CHECK))
    assert client(wire).identchecks.with_response.get_status("x").attempts == 3
    assert client(Wire()).identchecks.with_response.get_status("x").attempts == 1
    with pytest.raises(ApiError):
        client(Wire(httpx.Response(503), httpx.Response(200, json=CHECK)), max_retries=0).identchecks.get_status("x")


def test_hooks_are_told_what_happens_and_nothing_personal() -> None:
    told: list[Any] = []
    hooks = Hooks(on_request=told.append, on_response=told.append, on_retry=told.append)
    wire = Wire(httpx.Response(503), httpx.Response(200, json=CHECK, headers={"x-request-id": "r1"}))
    client(wire, hooks=hooks).identchecks.get_status("x")
    kinds = ["RequestInfo", "AnswerInfo", "RetryInfo", "RequestInfo", "AnswerInfo"]
    assert [type(each).__name__ for each in told] == kinds
    assert [each.attempt for each in told] == [1, 1, 2, 2, 2]
    assert (told[1].status_code, told[2].cause, told[4].request_id) == (503, "HTTP 503", "r1")
    assert "identplus.example" not in repr(told)  # no URL


def test_what_the_spec_does_not_have_can_be_called() -> None:
    wire = Wire(httpx.Response(503), httpx.Response(200, json={"new": [1]}))
    answer = client(wire).request("GET", "/api/v2/new", params={"a": [1, 2], "on": True})
    assert (answer.data, answer.status_code, answer.attempts) == ({"new": [1]}, 200, 2)
    assert str(wire.requests[-1].url) == "https://identplus.example/api/v2/new?a=1&a=2&on=true"
    assert wire.requests[-1].headers["authorization"] == "Bearer t"
    wire = Wire(httpx.Response(200, json={}))
    client(wire).request("POST", "/api/v2/new", json={"b": "ü"})
    assert wire.requests[0].content == '{"b":"ü"}'.encode()
    wire = Wire(httpx.Response(404))
    with pytest.raises(NotFound):
        client(wire).request("DELETE", "/api/v2/new")
    for method, path in [("PURGE", "/a"), ("GET", "a"), ("GET", "//evil.example/a"), ("GET", "/a?b"), ("GET", "/../a"), ("GET", "/a b")]:
        with pytest.raises(RequestInvalid):
            client(wire).request(method, path)  # type: ignore[arg-type]  # the mistake under test


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({"timeout": "30"}, "timeout"),
        ({"timeout": True}, "timeout"),
        ({"timeout": float("nan")}, "timeout"),
        ({"max_retries": "2"}, "max_retries"),
        ({"max_retries": -1}, "max_retries"),
        ({"default_headers": {"X": "a\n"}}, "default_headers"),
        ({"default_headers": {"Authorization": "a"}}, "default_headers"),
        ({"default_headers": [("X", "a")]}, "default_headers"),
        ({"hooks": print}, "hooks"),
        ({"base_url": b"https://a.example"}, "base_url"),
        ({"base_url": "https://xn--a.example"}, "base_url"),
        ({"base_url": "https://a..example"}, "base_url"),
        ({"base_url": f"https://{'a' * 64}.example"}, "base_url"),
    ],
)
def test_a_wrong_option_is_named(options: dict[str, Any], name: str) -> None:
    arguments: dict[str, Any] = {"token": "t", "base_url": "https://identplus.example", **options}
    with pytest.raises(ConfigurationError, match=name):
        Identplus(**arguments)


def test_urls_of_other_libraries_are_taken() -> None:
    class HttpUrl:
        """As pydantic's: no text, but written as one."""

        def __str__(self) -> str:
            return "https://identplus.example/"

    for url in (httpx.URL("https://identplus.example"), HttpUrl()):
        assert "'https://identplus.example'" in repr(Identplus(token="t", base_url=url))  # type: ignore[arg-type]


def test_the_version_is_told() -> None:
    assert identkit.core.__version__[0].isdigit()
