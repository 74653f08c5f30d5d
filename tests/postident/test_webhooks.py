"""Webhooks: what the sandbox sends, when it repeats it, and what the client and both adapters make of it."""

import asyncio
import base64
import json
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import httpx
import pytest

from identkit.core import WebhookRejected, asgi, wsgi
from identkit.core._webhooks.deliveries import Event, RawEvent
from identkit.core._webhooks.receiving import Received
from identkit.postident import Postident
from identkit.postident.models import ProcessDataParams
from identkit.postident.webhooks import EVENTS, POLICY, CaseEvent
from identkit.sandbox.postident import PostidentSandbox
from tests.postident.conftest import Mocked, content

SOURCES = ("165.72.200.13", "199.40.127.49")
BODY = json.dumps(content("sample_webhook")).encode()
JSON = {"content-type": "application/json"}
HOOK: ProcessDataParams = {"web_hook_url": "https://client.example/hook"}


def basic(username: str, password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"{username}:{password}".encode()).decode()}


@pytest.fixture
def client(mocked: Mocked) -> Postident:
    return mocked(lambda request: httpx.Response(404))


# parse


@pytest.mark.parametrize("source", [*SOURCES, "::ffff:165.72.200.13"])
def test_a_delivery_from_deutsche_post_is_an_event(source: str, client: Postident) -> None:
    event = client.webhooks.parse(JSON, BODY, source_ip=source)
    assert isinstance(event, CaseEvent)
    assert (event.case_id, event.reference_id) == ("YR9W91GEZK24", "YR9W91GEZK24")


def test_the_reference_is_optional_and_new_fields_do_no_harm(client: Postident) -> None:
    event = client.webhooks.parse(JSON, b'{"caseId": "YR9W91GEZK24", "new": 1}', source_ip=SOURCES[0])
    assert isinstance(event, CaseEvent)
    assert (event.case_id, event.reference_id) == ("YR9W91GEZK24", None)


@pytest.mark.parametrize("source", ["165.72.200.14", "127.0.0.1", "", "somewhere"])
def test_a_delivery_from_elsewhere_is_rejected(source: str, client: Postident) -> None:
    with pytest.raises(WebhookRejected):
        client.webhooks.parse(JSON, BODY, source_ip=source)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b"{", b'{"caseId": 1}', b"\xff", b"a" * 2_000_000])
def test_a_body_that_is_no_event_is_rejected(body: bytes, client: Postident) -> None:
    with pytest.raises(WebhookRejected):
        client.webhooks.parse(JSON, body, source_ip=SOURCES[0])


def test_basic_credentials_are_checked_when_they_were_agreed(client: Postident) -> None:
    def parse(headers: dict[str, str]) -> CaseEvent | RawEvent:
        return client.webhooks.parse(headers, BODY, source_ip=SOURCES[1], username="hook", password="password-canary")

    assert isinstance(parse(JSON | basic("hook", "password-canary")), CaseEvent)
    for wrong in ({}, basic("hook", "other"), {"Authorization": "Bearer password-canary"}, {"Authorization": "Basic ?"}):
        with pytest.raises(WebhookRejected) as rejected:
            parse(JSON | wrong)
        assert "canary" not in str(rejected.value)


def test_the_policy_is_the_documents() -> None:
    assert (POLICY.sources, POLICY.expects, POLICY.within, POLICY.retries) == (SOURCES, 200, 2.0, (0.0, 900.0, 3600.0))
    assert list(EVENTS.values()) == [CaseEvent]


# What the sandbox sends


class Receiver:
    """Notes what arrives, and answers as told."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.status = 200
        self.arrived: list[tuple[float, dict[str, str], Any]] = []
        self.pause = 0.0
        self._clock = clock

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        headers = {name: value for name, value in environ.items() if name.startswith("HTTP_")}
        self.arrived.append((self._clock(), headers, json.loads(body)))
        time.sleep(self.pause)
        start_response(f"{self.status} Answer", [("Content-Length", "0")])
        return []


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None: ...


@contextmanager
def served(app: Callable[..., Any]) -> Generator[str]:
    with make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/hook"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def receiver(world: PostidentSandbox) -> Iterator[Receiver]:
    made = Receiver(world.context.clock.now)
    with served(made) as url:
        world.webhook_receiver = url
        yield made


@pytest.fixture
def case_id(world: PostidentSandbox) -> str:
    with Postident(**world.credentials) as client:
        return client.cases.create(process_data={**HOOK, "reference_id": "REF_1"}).case_id


# The status types of the guide's tables: "-" sends nothing.
@pytest.mark.parametrize(
    ("method", "status", "deliveries"),
    [
        ("video", "started", 0),
        ("video", "incomplete", 0),
        ("video", "review pending", 1),
        ("video", "success", 1),
        ("eid", "incomplete", 1),
        ("photo", "review pending", 1),
        ("photo", "incomplete", 1),
        ("basic", "coupon requested", 1),
        ("basic", "incomplete", 0),
        ("basic", "declined", 1),
    ],
)
def test_webhooks_follow_the_status_types(
    method: str, status: str, deliveries: int, receiver: Receiver, case_id: str, world: PostidentSandbox
) -> None:
    world.identify(case_id, method, status)
    world.context.clock.advance()
    assert [body for _, _, body in receiver.arrived] == [{"caseId": case_id, "referenceId": "REF_1"}] * deliveries


def test_client_and_partner_are_both_told(receiver: Receiver, world: PostidentSandbox) -> None:
    with Postident(**world.credentials) as client:
        started = client.cases.create(process_data={**HOOK, "web_hook_url_partner": "https://webhook.partner.com"})
    world.walk(started.case_id, "eid")
    world.context.clock.advance()
    assert [body for _, _, body in receiver.arrived] == [{"caseId": started.case_id, "referenceId": started.case_id}] * 2


def test_without_a_receiver_a_case_is_told_of_at_its_own_address_on_this_machine_only(world: PostidentSandbox) -> None:
    receiver = Receiver(world.context.clock.now)
    with served(receiver) as url, Postident(**world.credentials) as client:
        near = client.cases.create(process_data={"web_hook_url": url}).case_id
        for case_id in (near, client.cases.create(process_data=HOOK).case_id, client.cases.create().case_id):
            world.walk(case_id, "eid")
        world.context.clock.advance()
    assert [body["caseId"] for _, _, body in receiver.arrived] == [near]
    assert [delivery.state for delivery in world.context.courier.deliveries] == ["delivered", "withheld"]


def test_settings_of_the_account(receiver: Receiver, case_id: str, world: PostidentSandbox) -> None:
    world.webhook_types, world.webhook_reference, world.webhook_login = frozenset({"final"}), False, ("hook", "secret")
    world.walk(case_id, "basic")
    world.context.clock.advance()
    ((_, headers, body),) = receiver.arrived
    assert body == {"caseId": case_id}
    assert headers["HTTP_AUTHORIZATION"] == basic("hook", "secret")["Authorization"]
    assert headers["HTTP_X_FORWARDED_FOR"] in SOURCES


def test_retries_come_at_once_after_900_and_after_3600_seconds(receiver: Receiver, case_id: str, world: PostidentSandbox) -> None:
    receiver.status = 500
    begin = world.context.clock.now()
    world.walk(case_id, "eid")
    world.context.clock.advance(days=1)
    assert [at - begin for at, _, _ in receiver.arrived] == [0, 0, 900, 4500]


@pytest.mark.parametrize("status", [201, 204, 302])
def test_only_200_is_taken_for_received(status: int, receiver: Receiver, case_id: str, world: PostidentSandbox) -> None:
    receiver.status = status
    world.walk(case_id, "eid")
    world.context.clock.advance()
    receiver.status = 200
    world.context.clock.advance(days=1)
    assert len(receiver.arrived) == 3


def test_a_receiver_that_is_down_for_a_while_hears_of_it_later(receiver: Receiver, case_id: str, world: PostidentSandbox) -> None:
    url, world.webhook_receiver = world.webhook_receiver, "http://127.0.0.1:9/hook"
    world.walk(case_id, "eid")
    world.context.clock.advance(minutes=10)
    (delivery,) = world.context.courier.deliveries
    assert ([attempt.status for attempt in delivery.attempts], delivery.over) == ([None, None], False)
    delivery.url = str(url)
    world.context.clock.advance(minutes=10)
    assert delivery.delivered
    assert len(receiver.arrived) == 1


@pytest.mark.slow
def test_an_answer_after_two_seconds_is_too_late(receiver: Receiver, case_id: str, world: PostidentSandbox) -> None:
    receiver.pause = 2.3
    world.walk(case_id, "eid")
    world.context.clock.advance()
    (delivery,) = world.context.courier.deliveries
    assert [attempt.status for attempt in delivery.attempts] == [None, None]


# The adapters, from the sandbox to the result


def test_from_the_delivery_to_the_result_over_wsgi(world: PostidentSandbox, case_id: str) -> None:
    read: list[object] = []
    with Postident(**world.credentials) as client:

        def parse(received: Received) -> Event:
            return client.webhooks.parse(received.headers, received.body, source_ip=received.source_ip)

        def handle(event: Event) -> None:
            assert isinstance(event, CaseEvent)
            read.append(client.cases.get_status(event.case_id).case_status.status)

        app = wsgi.WebhookApp(parse, handle, source_ip=lambda environ: environ.get("HTTP_X_FORWARDED_FOR"))
        with served(app) as url:
            world.webhook_receiver = url
            world.walk(case_id, "basic")
            world.context.clock.advance()
            app.close()
    # Three changes: one of them may be told while the one before still waits to be worked on, and then adds nothing.
    assert 1 <= len(read) <= 3
    assert read[-1] == "closed"


async def test_over_asgi_the_answer_does_not_wait_for_the_work(client: Postident) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def handle(event: Event) -> None:
        begun.set()
        await go_on.wait()

    def parse(received: Received) -> Event:
        return client.webhooks.parse(received.headers, received.body, source_ip=received.source_ip)

    app = asgi.WebhookApp(parse, handle)
    sent: list[Any] = []
    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", b"application/json")], "client": (SOURCES[0], 4711)}

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": BODY, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    work = asyncio.create_task(app(scope, receive, send))
    await begun.wait()
    assert [message.get("status") for message in sent] == [200, None]  # answered already
    go_on.set()
    await work


async def test_over_asgi_a_stranger_is_turned_away(client: Postident) -> None:
    def parse(received: Received) -> Event:
        return client.webhooks.parse(received.headers, received.body, source_ip=received.source_ip)

    handled: list[Event] = []
    transport = httpx.ASGITransport(app=asgi.WebhookApp(parse, handled.append), client=("203.0.113.5", 4711))
    async with httpx.AsyncClient(transport=transport, base_url="https://client.example") as http:
        answer = await http.post("/hook", content=BODY, headers=JSON)
    assert (answer.is_client_error, handled) == (True, [])
