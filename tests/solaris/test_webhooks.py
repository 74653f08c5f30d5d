"""Webhooks: subscriptions, signed deliveries into the adapters, repetitions, what a receiver's answer does."""

import hmac
import threading
from collections.abc import Callable, Iterator
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import pytest
import uvicorn
from attrs import define, field

from identkit.core import BadRequest, NotFound, WebhookRejected, asgi, wsgi
from identkit.core._webhooks.deliveries import Event, RawEvent
from identkit.core._webhooks.receiving import Received
from identkit.core.status import Outcome, assess
from identkit.solaris import Solaris
from identkit.solaris.webhooks import (
    IdentificationEvent,
    IdentificationSessionEvent,
    PersonChangedEvent,
    PersonDeletedEvent,
    PersonMobileNumberCreatedEvent,
    PersonMobileNumberDeletedEvent,
)
from tests.solaris.conftest import LOGIN, Bench

SECRET = "9c1185a5c5e9fc54612808977ee8f548"
PARSER = Solaris(**LOGIN)  # parsing needs no network


@define
class Receiver:
    """A web application that receives: adapter, secrets, and the events it accepted."""

    url: str = ""
    secrets: list[str] = field(factory=list[str])
    events: list[Event] = field(factory=list[Event])
    answers: list[int] = field(factory=list[int])
    """What to answer next; 200 when empty."""

    def parse(self, received: Any) -> Event:
        known: Any = self.secrets or "the ping comes before the secret is known"
        return PARSER.webhooks.parse(received.headers, received.body, secret=known)

    def accept(self, event: Event) -> int | None:
        if self.answers:
            return self.answers.pop(0)
        self.events.append(event)
        return None


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal."""


def _serve_wsgi(receiver: Receiver) -> Callable[[], None]:
    app = wsgi.WebhookApp(receiver.parse, accept=receiver.accept)
    server = WSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(app)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_port}/solaris"

    def stop() -> None:
        server.shutdown()
        thread.join()
        server.server_close()
        app.close()

    return stop


def _serve_asgi(receiver: Receiver) -> Callable[[], None]:
    app: Any = asgi.WebhookApp(receiver.parse, accept=receiver.accept)
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off")
    server = uvicorn.Server(config)
    listener = config.bind_socket()
    listener.listen()  # so that who calls before the server runs has to wait, and is not refused
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    receiver.url = f"http://127.0.0.1:{listener.getsockname()[1]}/solaris"

    def stop() -> None:
        server.should_exit = True
        thread.join()
        listener.close()

    return stop


@pytest.fixture(params=["wsgi", "asgi"])
def receiver(request: pytest.FixtureRequest) -> Iterator[Receiver]:
    found = Receiver()
    stop = (_serve_wsgi if request.param == "wsgi" else _serve_asgi)(found)
    yield found
    stop()


def subscribe(bench: Bench, receiver: Receiver, event_type: str) -> str:
    made = bench.client.webhooks.create(event_type=event_type, url=receiver.url)
    assert made.secret
    assert made.secret not in repr(made)
    receiver.secrets.append(made.secret)
    return made.id


def settle(bench: Bench, seconds: float = 0) -> None:
    bench.sandbox.clock.advance(seconds=seconds)


def test_an_identification_tells_every_status(bench: Bench, receiver: Receiver) -> None:
    subscription = subscribe(bench, receiver, "IDENTIFICATION")
    person = bench.person("X-AUTOTEST-CANCELED")
    identification = bench.video(person)
    settle(bench, 600)
    events = [event for event in receiver.events if isinstance(event, IdentificationEvent)]
    assert len(events) == len(receiver.events)
    assert [event.status for event in events] == ["created", "pending", "pending_successful", "canceled"]
    assert {(event.id, event.method, event.person_id) for event in events} == {(identification.id, "idnow", person.id)}
    assert [assess(event).outcome for event in events][-1] is Outcome.RETRY
    delivery = events[0].delivery
    assert delivery is not None
    assert (delivery.subscription_id, delivery.event_type, delivery.attempt) == (subscription, "IDENTIFICATION", 1)
    assert delivery.entity_id == identification.id
    assert len({event.delivery.id for event in events if event.delivery}) == 4


def test_a_session_tells_its_end(bench: Bench, receiver: Receiver) -> None:
    subscribe(bench, receiver, "IDENTIFICATION_SESSION")
    session = bench.client.identification_sessions.create(
        bench.person().id, callback_url="https://partner.example/back", identification_methods=["bank"]
    )
    bench.provider.complete_session(session.id)
    settle(bench, 60)
    (event,) = receiver.events
    assert isinstance(event, IdentificationSessionEvent)
    assert (event.id, event.status, assess(event).outcome) == (session.id, "successful", Outcome.VERIFIED)


def test_events_of_a_person(bench: Bench, receiver: Receiver) -> None:
    for name in ("PERSON_CHANGED", "PERSON_MOBILE_NUMBER_CREATED", "PERSON_MOBILE_NUMBER_DELETED", "PERSON_DELETED"):
        subscribe(bench, receiver, name)
    person = bench.person()
    bench.client.persons.update(person.id, job_title="Painter")
    number = bench.client.mobile_numbers.create(person.id, number="+15550101")
    bench.client.mobile_numbers.delete(person.id, number="+15550101")
    bench.provider.delete_person(person.id)
    settle(bench)
    assert [type(event) for event in receiver.events] == [
        PersonChangedEvent,
        PersonMobileNumberCreatedEvent,
        PersonMobileNumberDeletedEvent,
        PersonDeletedEvent,
    ]
    assert {event.delivery.entity_id for event in receiver.events if event.delivery} == {person.id}
    assert isinstance(receiver.events[2], PersonMobileNumberDeletedEvent)
    assert receiver.events[2].id == number.id
    with pytest.raises(NotFound):
        bench.client.persons.get(person.id)


def test_what_is_not_accepted_comes_again_with_growing_pauses(bench: Bench, receiver: Receiver) -> None:
    subscribe(bench, receiver, "PERSON_CHANGED")
    receiver.answers = [503, 500, 503]
    bench.client.persons.update(bench.person().id, job_title="Painter")
    settle(bench)
    assert receiver.events == []
    settle(bench, 60)
    settle(bench, 120)
    assert receiver.events == []
    settle(bench, 239)
    assert receiver.events == []
    settle(bench, 1)
    (event,) = receiver.events
    assert event.delivery is not None
    assert event.delivery.attempt == 4


def test_a_receiver_that_is_down_gets_it_for_five_days(bench: Bench, receiver: Receiver) -> None:
    subscribe(bench, receiver, "PERSON_CHANGED")
    receiver.answers = [503] * 100
    bench.client.persons.update(bench.person().id, job_title="Painter")
    settle(bench, 5 * 24 * 3600)
    sent = 100 - len(receiver.answers)
    settle(bench, 30 * 24 * 3600)
    assert 100 - len(receiver.answers) == sent == 13


def test_410_ends_the_subscription(bench: Bench, receiver: Receiver) -> None:
    subscription = subscribe(bench, receiver, "PERSON_CHANGED")
    receiver.answers = [410]
    person = bench.person()
    bench.client.persons.update(person.id, job_title="Painter")
    settle(bench)
    with pytest.raises(NotFound):
        bench.client.webhooks.get(subscription)
    bench.client.persons.update(person.id, job_title="Poet")
    settle(bench, 3600)
    assert (receiver.events, receiver.answers) == ([], [])


def test_422_is_not_sent_again(bench: Bench, receiver: Receiver) -> None:
    subscription = subscribe(bench, receiver, "PERSON_CHANGED")
    receiver.answers = [422]
    bench.client.persons.update(bench.person().id, job_title="Painter")
    settle(bench, 5 * 24 * 3600)
    assert (receiver.events, receiver.answers) == ([], [])
    assert bench.client.webhooks.get(subscription).id == subscription


def test_a_repeated_delivery_is_accepted_once(bench: Bench, receiver: Receiver) -> None:
    subscribe(bench, receiver, "PERSON_CHANGED")
    bench.client.persons.update(bench.person().id, job_title="Painter")
    settle(bench)
    (delivery,) = bench.provider.context.courier.deliveries
    bench.provider.context.courier.send(delivery.url, delivery.content, delivery.headers)
    settle(bench)
    assert len(receiver.events) == 1
    assert [attempt.status for each in bench.provider.context.courier.deliveries for attempt in each.attempts] == [200, 200]


def test_subscriptions_are_made_listed_and_deleted(bench: Bench, receiver: Receiver) -> None:
    first, second = (subscribe(bench, receiver, name) for name in ("PERSON_CHANGED", "PERSON_DELETED"))
    assert [each.id for each in bench.client.webhooks.list()] == [first, second]
    assert [each.event_type for each in bench.client.webhooks.iterate(page_size=1)] == ["PERSON_CHANGED", "PERSON_DELETED"]
    with pytest.raises(BadRequest):
        bench.client.webhooks.create(event_type="PERSON_CHANGED", url=receiver.url)
    bench.client.webhooks.delete(first)
    with pytest.raises(NotFound):
        bench.client.webhooks.get(first)
    assert subscribe(bench, receiver, "PERSON_CHANGED") != first


def test_a_url_that_does_not_answer_the_ping(bench: Bench) -> None:
    with pytest.raises(BadRequest) as refused:
        bench.client.webhooks.create(event_type="PERSON_CHANGED", url="http://127.0.0.1:9/solaris")
    assert refused.value.code == "invalid_webhook_url"


def test_a_url_without_https(bench: Bench) -> None:
    with pytest.raises(BadRequest) as refused:
        bench.client.webhooks.create(event_type="PERSON_CHANGED", url="http://partner.example/solaris")
    assert refused.value.code == "unsafe_webhook_url"


def test_an_event_that_the_sandbox_does_not_send(bench: Bench) -> None:
    with pytest.raises(BadRequest) as refused:
        bench.client.webhooks.create(event_type="ACCOUNT_BLOCK", url="https://partner.example/solaris")
    assert (refused.value.code, refused.value.body.errors[0].source.field) == ("validation_error", "event_type")


def signed(body: bytes, event_type: str = "IDENTIFICATION", **more: str) -> dict[str, str]:
    signature = hmac.digest(SECRET.encode(), body, "sha256").hex()
    return {"Solaris-Webhook-Event-Type": event_type, "Solaris-Webhook-Signature": f"sha256={signature}", **more}


def test_a_delivery_is_verified_on_the_raw_body() -> None:
    body = b'{ "id": "1cidt",  "status": "successful" }'
    event = PARSER.webhooks.parse(signed(body), body, secret=SECRET)
    assert isinstance(event, IdentificationEvent)
    for other in (body.replace(b"  ", b" "), body.replace(b"1cidt", b"2cidt"), b""):
        with pytest.raises(WebhookRejected):
            PARSER.webhooks.parse(signed(body), other, secret=SECRET)
    with pytest.raises(WebhookRejected):
        PARSER.webhooks.parse(signed(body), body, secret="0" * 32)


def test_an_unknown_event_is_kept() -> None:
    body = b'{"question_set_id":"q1"}'
    event = PARSER.webhooks.parse(signed(body, "QUESTIONS_REQUIRE_RESPONSE"), body, secret=SECRET)
    assert isinstance(event, RawEvent)
    assert (event.event_type, event.data) == ("QUESTIONS_REQUIRE_RESPONSE", {"question_set_id": "q1"})


@pytest.mark.parametrize("body", [b"{}", b'{"id":"random"}', b'{"unheard_of":[1]}'])
def test_empty_bodies_may_hold_something(body: bytes) -> None:
    headers = signed(body, "PERSON_DELETED", **{"Solaris-Entity-Id": "1cper", "Solaris-Webhook-Attempt": "2"})
    event = PARSER.webhooks.parse(headers, body, secret=SECRET)
    assert isinstance(event, PersonDeletedEvent)
    assert event.delivery is not None
    assert (event.delivery.entity_id, event.delivery.attempt) == ("1cper", 2)


def test_received_hides_what_it_holds() -> None:
    assert "CANARY" not in repr(Received([(b"a", b"CANARY")], b"CANARY", None))
