"""The views of Django and Flask: what they answer, and that their handler gets each event once."""

import hmac
import io
import json
import threading
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib import import_module
from typing import Any

import pytest

from identkit.core.webhooks import Event, Received
from identkit.solaris import Solaris
from identkit.solaris.webhooks import IdentificationEvent

SECRET = "whsec-of-the-test"
BODY = json.dumps({"id": "i1", "url": None, "status": "successful", "completed_at": "2026-01-01T00:00:00Z", "method": "idnow"}).encode()
SOLARIS = Solaris(client_id="me", client_secret="secret", base_url="https://solaris.test")
Post = Callable[..., int]


def views(framework: str) -> Any:
    """The module with a framework's views. It is imported when a test asks for it: that takes long, and every worker collects this file."""
    if framework == "django":
        settings: Any = import_module("django.conf").settings
        if not settings.configured:
            settings.configure(ALLOWED_HOSTS=["*"], DATA_UPLOAD_MAX_MEMORY_SIZE=5000)
    return import_module(f"identkit.contrib.{framework}")


def flask_app() -> Any:
    return import_module("flask").Flask("site")


def parse(received: Received) -> Event:
    return SOLARIS.webhooks.parse(received.headers, received.body, secret=SECRET)


def signed(body: bytes, number: int = 1) -> dict[str, str]:
    return {
        "Solaris-Webhook-Event-Type": "IDENTIFICATION",
        "Solaris-Webhook-Id": f"delivery-{number}",
        "Solaris-Webhook-Subscription-Id": "s1",
        "Solaris-Webhook-Signature": "sha256=" + hmac.digest(SECRET.encode(), body, sha256).hex(),
    }


class Site:
    """One of the frameworks with one view, and what the handler got."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.handled: list[Event] = []
        self.done = threading.Event()
        self.view: Any = None

    def handle(self, event: Event) -> None:
        self.handled.append(event)
        self.done.set()

    def build(self, **options: Any) -> None:
        self.view = views(self.kind.partition(" ")[0]).webhook_view(parse, self.handle, **options)

    def send(self, body: bytes = BODY, headers: dict[str, str] | None = None, method: str = "POST", peer: str = "127.0.0.1") -> int:
        headers = signed(body) if headers is None else headers
        if self.kind == "flask":
            app = flask_app()
            app.add_url_rule("/webhooks/<provider>", view_func=self.view)
            path = "/webhooks/solaris"
            with app.test_client() as client:
                response = client.open(path, method=method, data=body, headers=headers, environ_base={"REMOTE_ADDR": peer})
                return int(response.status_code)
        django_test: Any = import_module("django.test")  # without types
        factory = django_test.AsyncRequestFactory if self.kind == "django under ASGI" else django_test.RequestFactory
        request = factory().generic(method, "/webhooks/solaris", body, headers=headers)
        request.META["REMOTE_ADDR"] = peer
        response = self.view(request, provider="solaris")
        assert response.content == b""
        return int(response.status_code)


@pytest.fixture(params=["flask", "django", "django under ASGI"])
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    site = Site(request.param)
    site.build()
    yield site
    site.view.close()


def test_a_delivery_is_answered_and_handled_once(site: Site) -> None:
    assert [site.send(), site.send()] == [200, 200]
    site.view.close()
    (event,) = site.handled
    assert isinstance(event, IdentificationEvent)


def test_a_ping_is_answered_and_not_handled(site: Site) -> None:
    assert site.send(b"", {"Solaris-Webhook-Event-Type": "WEBHOOK-SUBSCRIPTION", "Solaris-Webhook-Id": "p1"}) == 200
    site.view.close()
    assert site.handled == []


@pytest.mark.parametrize(
    ("body", "headers", "method", "status"),
    [
        (BODY, {"Solaris-Webhook-Event-Type": "IDENTIFICATION"}, "POST", 401),
        (BODY, signed(b"another body"), "POST", 401),
        (BODY, None, "GET", 405),
        (BODY, None, "PUT", 405),
        (b"x" * 2_000_000, None, "POST", 413),
    ],
)
def test_what_is_no_delivery_is_refused(site: Site, body: bytes, headers: dict[str, str] | None, method: str, status: int) -> None:
    assert site.send(body, headers, method) == status
    site.view.close()
    assert site.handled == []


def test_what_the_framework_refuses_to_read_is_too_long() -> None:
    site = Site("django")
    site.build()
    assert site.send(b"x" * 6000) == 413
    site.view.close()


def test_accept_decides_and_the_address_is_the_framework_s(site: Site) -> None:
    seen: list[str] = []

    def address(request: Any) -> str:
        seen.append(request.headers["Solaris-Webhook-Id"])
        return "203.0.113.9"

    def gone(_: Event) -> int:
        return 410

    site.view.close()
    site.build(accept=gone, source_ip=address)
    assert site.send() == 410
    assert seen == ["delivery-1"]


def test_views_have_names_of_their_own() -> None:
    app = flask_app()
    for path in ("/one", "/two"):
        view = views("flask").webhook_view(parse)
        app.add_url_rule(path, view_func=view)
        view.close()
    assert app.test_client().post("/two", data=BODY, headers=signed(BODY)).status_code == 200


def test_django_asks_for_no_token() -> None:
    assert views("django").webhook_view(parse).csrf_exempt


def test_a_delivery_in_chunks_is_read_to_its_end() -> None:
    site = Site("django")
    site.build()
    environ = import_module("django.test").RequestFactory(headers=signed(BODY)).generic("POST", "/webhooks/solaris").environ
    environ.pop("CONTENT_LENGTH", None)
    environ |= {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True, "wsgi.input": io.BytesIO(BODY)}
    assert site.view(import_module("django.core.handlers.wsgi").WSGIRequest(environ)).status_code == 200
    site.view.close()
    assert len(site.handled) == 1
