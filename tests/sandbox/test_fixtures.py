"""The fixtures that users get, with the test clients of the frameworks."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from identkit.core.asgi import WebhookApp
from identkit.sandbox import Sandbox, SandboxClock
from identkit.solaris import Solaris

PARSER = Solaris(client_id="x", client_secret="x")
Webhooks = Callable[..., str | None]


def test_a_sandbox_starts_in_no_time() -> None:
    took: list[float] = []
    for _ in range(5):
        began = time.process_time()
        with Sandbox() as sandbox:
            assert sandbox.solaris.credentials
        took.append(time.process_time() - began)
    assert min(took) < 0.05


def test_time_moves_without_a_patch(identkit_clock: SandboxClock) -> None:
    before = identkit_clock.datetime()
    identkit_clock.advance(days=1)
    assert (identkit_clock.datetime() - before).days == 1
    assert identkit_clock.now() == identkit_clock.datetime().timestamp()


def _starlette(events: list[Any], secret: list[str]) -> Any:
    testclient = pytest.importorskip("starlette.testclient")
    app = WebhookApp(lambda received: PARSER.webhooks.parse(received.headers, received.body, secret=secret), accept=events.append)
    return testclient.TestClient(app)


def _flask(events: list[Any], secret: list[str]) -> Any:
    flask = pytest.importorskip("flask")
    app = flask.Flask("app")

    @app.post("/hooks")  # type: ignore[untyped-decorator]
    def hooks() -> str:
        events.append(PARSER.webhooks.parse(list(flask.request.headers.items()), flask.request.get_data(), secret=secret))
        return ""

    return app.test_client()


@pytest.mark.parametrize("make", [_starlette, _flask])
def test_webhooks_reach_an_application_through_its_test_client(
    identkit_sandbox: Sandbox, identkit_webhooks: Webhooks, identkit_clock: SandboxClock, make: Callable[..., Any]
) -> None:
    events: list[Any] = []
    secrets: list[str] = []
    secrets.append(identkit_webhooks("solaris", make(events, secrets), "/hooks") or "")
    identkit_sandbox.solaris.trigger("identification.pending")
    identkit_clock.advance()
    assert "pending" in [getattr(event, "status", None) for event in events]


def test_django_gets_them_as_its_test_client_wants_them(identkit_sandbox: Sandbox, identkit_webhooks: Webhooks) -> None:
    test = pytest.importorskip("django.test.client")
    sent: list[Any] = []

    class Client(test.Client):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            """Without a project there is no application to ask."""

        def generic(self, *given: Any, **named: Any) -> Any:
            sent.append((given, named))
            return type("Answer", (), {"status_code": 200})

    identkit_webhooks("postident", Client(), "/hooks")
    identkit_sandbox.postident.trigger("video.success")
    identkit_sandbox.clock.advance()
    (method, path, body, kind), named = sent[0]
    assert (method, path, kind) == ("POST", "/hooks", "application/json")
    assert b"caseId" in body
    assert "x-forwarded-for" in named["headers"]
