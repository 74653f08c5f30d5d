"""A delivery is believed only when it is proven, and is an event only when it has the event's shape."""

import hashlib
import hmac
import json
import logging
import sys
import time
import traceback
from base64 import b64encode
from collections.abc import Iterator
from email.message import Message
from types import ModuleType
from typing import Any

import httpx
import msgspec
import pytest

from identkit.core import drift
from identkit.core._errors import ConfigurationError, WebhookRejected
from identkit.core._overrides import Overrides
from identkit.core._webhooks.deliveries import Delivery, Event, Ping, RawEvent, WebhookPolicy, parse
from identkit.core._webhooks.headers import HeaderValues
from identkit.core._webhooks.verification import Secret
from tests.runtime.auth_support import FakeClock
from tests.runtime.webhook_support import (
    BODY,
    CANARY,
    CASE,
    CASES,
    EVENTS,
    SECRET,
    SIGNED,
    SOURCED,
    CaseEvent,
    IdentificationEvent,
    PersonDeletedEvent,
    Status,
    headers,
    signature,
)


def test_a_signed_delivery_becomes_a_typed_event_with_its_headers() -> None:
    event = parse(SIGNED, EVENTS, headers(), BODY, secret=SECRET)
    assert isinstance(event, IdentificationEvent)
    assert (event.id, event.status) == ("a7a5cidt", Status.SUCCESSFUL)
    assert event.delivery == Delivery(
        provider="solaris",
        event_type="IDENTIFICATION",
        digest=hashlib.sha256(BODY).hexdigest(),
        id="11c0",
        subscription_id="22ab",
        entity_id="33cper",
        attempt=2,
    )
    assert CANARY not in repr(event)


def message_of(given: dict[str, str]) -> Message:
    message = Message()
    for name, value in given.items():
        message[name] = value
    return message


FORMS: dict[str, Any] = {
    "dict": headers(),
    "lower case": {name.lower(): value for name, value in headers().items()},
    "upper case": {name.upper(): value for name, value in headers().items()},
    "pairs": list(headers().items()),
    "ASGI": [(name.lower().encode(), value.encode()) for name, value in headers().items()],
    "WSGI": {"REQUEST_METHOD": "POST", "wsgi.version": (1, 0), "CONTENT_TYPE": "application/json"}
    | {"HTTP_" + name.upper().replace("-", "_"): value for name, value in headers().items()},
    "email": message_of(headers()),
    "httpx": httpx.Headers(headers()),
    "bytes in a dict": {name.encode(): value.encode() for name, value in headers().items()},
}


@pytest.mark.parametrize("form", FORMS)
def test_headers_come_in_every_form(form: str) -> None:
    event = parse(SIGNED, EVENTS, FORMS[form], BODY, secret=SECRET)
    assert event.delivery is not None
    assert (event.delivery.id, event.delivery.attempt) == ("11c0", 2)


@pytest.mark.parametrize("body", [BODY, BODY.decode(), bytearray(BODY), memoryview(BODY)])
def test_bodies_come_in_every_form(body: Any) -> None:
    assert isinstance(parse(SIGNED, EVENTS, headers(), body, secret=SECRET.encode()), IdentificationEvent)


@pytest.mark.parametrize(
    "given",
    [
        None,
        "",
        signature(BODY).removeprefix("sha256="),
        signature(BODY)[:-1],
        signature(BODY + b" "),
        signature(BODY, "other"),
        signature(BODY).replace("sha256", "sha1"),
        "sha256=",
        "sha256=ü",
        "sha256=\udcff",
        "none=",
    ],
)
def test_what_is_not_signed_is_rejected(given: str | None, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(WebhookRejected) as caught:
        parse(SIGNED, EVENTS, headers(signature=given), BODY, secret=SECRET)
    assert caught.value.status_code == 401
    told = f"{caught.value!r} {caught.value} {caplog.text}"
    assert not any(secret in told for secret in (CANARY, SECRET, signature(BODY)))


def test_upper_case_hex_is_the_same_signature() -> None:
    given = "sha256=" + signature(BODY).removeprefix("sha256=").upper()
    assert isinstance(parse(SIGNED, EVENTS, headers(signature=given), BODY, secret=SECRET), Event)


def test_the_body_as_it_came_is_signed_not_its_meaning() -> None:
    with pytest.raises(WebhookRejected):
        parse(SIGNED, EVENTS, headers(), json.dumps(json.loads(BODY), indent=1), secret=SECRET)


def test_two_signatures_are_a_trick() -> None:
    pairs = [*headers().items(), ("solaris-webhook-signature", "sha256=00")]
    with pytest.raises(WebhookRejected, match="more than once"):
        parse(SIGNED, EVENTS, pairs, BODY, secret=SECRET)


@pytest.mark.parametrize("secret", [None, "", b"", [], ["", SECRET]])
def test_without_a_secret_nothing_is_believed(secret: Any) -> None:
    with pytest.raises(ConfigurationError, match="secret"):
        parse(SIGNED, EVENTS, headers(), BODY, secret=secret)


def test_several_subscriptions_have_several_secrets() -> None:
    assert isinstance(parse(SIGNED, EVENTS, headers(), BODY, secret=["another", SECRET]), Event)


@pytest.mark.parametrize("body", [b"", b"{}", b'{"id": "anything"}'])
def test_events_without_content_say_whom_they_concern_in_a_header(body: bytes) -> None:
    event = parse(SIGNED, EVENTS, headers(body, "PERSON_DELETED"), body, secret=SECRET)
    assert isinstance(event, PersonDeletedEvent)
    assert event.delivery is not None
    assert event.delivery.entity_id == "33cper"


def test_unknown_events_are_kept() -> None:
    event = parse(SIGNED, EVENTS, headers(BODY, "QUESTIONS_REQUIRE_RESPONSE"), BODY, secret=SECRET)
    assert isinstance(event, RawEvent)
    assert (event.event_type, event.data["id"]) == ("QUESTIONS_REQUIRE_RESPONSE", "a7a5cidt")
    assert CANARY not in repr(event)


@pytest.mark.parametrize("given", [None, signature(b"")])
def test_the_ping_of_a_subscription_is_recognised_signed_or_not(given: str | None) -> None:
    event = parse(SIGNED, EVENTS, headers(b"", "WEBHOOK-SUBSCRIPTION", signature=given), b"", secret=SECRET)
    assert isinstance(event, Ping)


@pytest.mark.parametrize("secret", [None, [], [SECRET]])
def test_the_ping_comes_before_anybody_knows_the_secret(secret: Any) -> None:
    given = headers(b"", "WEBHOOK-SUBSCRIPTION", signature=signature(b"", "the new secret") if secret != [SECRET] else None)
    assert isinstance(parse(SIGNED, EVENTS, given, b"", secret=secret), Ping)


def test_a_ping_with_a_wrong_signature_or_a_body_is_no_ping() -> None:
    with pytest.raises(WebhookRejected):
        parse(SIGNED, EVENTS, headers(b"", "WEBHOOK-SUBSCRIPTION", signature="sha256=00"), b"", secret=SECRET)
    with pytest.raises(WebhookRejected):
        parse(SIGNED, EVENTS, headers(BODY, "WEBHOOK-SUBSCRIPTION", signature=None), BODY, secret=SECRET)


@pytest.mark.parametrize(
    "body",
    [
        b"[1]",
        b'"text"',
        b"null",
        b'{"status": "successful"}',
        json.dumps({"id": {"x": CANARY}}).encode(),
        b'{"id": "x", "(delivery)": {"provider": "evil"}}',
    ],
)
def test_what_departs_from_the_document_is_handed_over_raw_and_logged_once(body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    drift.forget()
    for _ in range(2):
        event = parse(SIGNED, EVENTS, headers(body), body, secret=SECRET)
        assert isinstance(event, RawEvent)
        assert event.delivery is not None
        assert (event.event_type, event.data, event.delivery.id) == ("IDENTIFICATION", json.loads(body), "11c0")
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith("solaris webhooks.IDENTIFICATION departs from its document at $")
    assert CANARY not in line
    assert set(drift.counts().values()) == {2}


@pytest.mark.parametrize("body", [b"not json", b"{", b"\xff\xfe"])
def test_a_body_that_is_no_json_is_rejected_and_not_shown(body: bytes) -> None:
    with pytest.raises(WebhookRejected) as caught:
        parse(SIGNED, EVENTS, headers(body), body, secret=SECRET)
    assert caught.value.status_code == 422
    assert CANARY not in f"{caught.value!r}"


@pytest.mark.parametrize("body", [b'{"caseId": "A", "name": "M\xfcller"}', b'{"caseId": "\\ud800"}', b'{"caseId": "A", "size": 1e999}'])
def test_a_signed_delivery_with_an_odd_byte_or_number_is_not_refused(body: bytes) -> None:
    event = parse(SIGNED, EVENTS, headers(body), body, secret=SECRET)
    assert isinstance(event, RawEvent)
    assert event.data["caseId"]


def test_a_signed_delivery_without_an_event_header_is_not_refused_either() -> None:
    policy = WebhookPolicy(provider="acme", policy="hmac", signature_header="X-Sum")
    for body, kind in ((b'{"caseId": "A"}', CaseEvent), (b'{"caseId": 1}', RawEvent)):
        assert isinstance(parse(policy, CASES, {"X-Sum": signature(body)[7:]}, body, secret=SECRET), kind)


def test_where_one_kind_of_event_comes_an_odd_detail_does_not_cost_it() -> None:
    event = parse(SOURCED, CASES, {}, b'{"caseId": "YR9W91GEZK24", "referenceId": {"x": 1}}', source_ip="165.72.200.13")
    assert isinstance(event, CaseEvent)
    assert (event.case_id, event.reference_id) == ("YR9W91GEZK24", None)
    with pytest.raises(WebhookRejected):
        parse(SOURCED, CASES, {}, b'{"caseId": 1, "referenceId": {"x": 1}}', source_ip="165.72.200.13")


NOW = 1_700_000_000.0
WAYS: dict[str, tuple[dict[str, Any], str, dict[str, str]]] = {
    "bare hex in a header of its own": ({}, hmac.digest(b"k", BODY, "sha256").hex(), {}),
    "sha512 in base64": ({"algorithm": "sha512", "encoding": "base64"}, b64encode(hmac.digest(b"k", BODY, "sha512")).decode(), {}),
    "sha1 with a prefix": ({"algorithm": "sha1", "prefix": "sha1="}, "sha1=" + hmac.digest(b"k", BODY, "sha1").hex(), {}),
    "time and body": (
        {"signed": "v0:{timestamp}:{body}", "prefix": "v0=", "timestamp_header": "X-Time", "tolerance": 300.0},
        "v0=" + hmac.digest(b"k", b"v0:1700000000:" + BODY, "sha256").hex(),
        {"X-Time": "1700000000"},
    ),
    "id, time and body, two signatures": (
        {
            "signed": "{id}.{timestamp}.{body}",
            "prefix": "v1,",
            "encoding": "base64",
            "id_header": "X-Id",
            "timestamp_header": "X-Time",
            "tolerance": 300.0,
        },
        "v1,AAAA v1," + b64encode(hmac.digest(b"k", b"i1.2023-11-14T22:13:20Z." + BODY, "sha256")).decode(),
        {"X-Time": "2023-11-14T22:13:20Z", "X-Id": "i1"},
    ),
    "time in milliseconds, prefix in capitals": (
        {"signed": "{timestamp}.{body}", "prefix": "sha256=", "timestamp_header": "X-Time", "tolerance": 300.0},
        "SHA256=" + hmac.digest(b"k", b"1700000000000." + BODY, "sha256").hex(),
        {"X-Time": "1700000000000"},
    ),
    "time without a zone, which is UTC": (
        {"signed": "{timestamp}.{body}", "timestamp_header": "X-Time", "tolerance": 300.0},
        hmac.digest(b"k", b"2023-11-14T22:13:20." + BODY, "sha256").hex(),
        {"X-Time": "2023-11-14T22:13:20"},
    ),
}


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that is not at UTC."""
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("elsewhere")
@pytest.mark.parametrize("way", WAYS)
def test_a_signature_is_as_the_policy_says(way: str) -> None:
    options, given, more = WAYS[way]
    policy = WebhookPolicy(provider="acme", policy="hmac", event_header="X-Event", signature_header="X-Sum", **options)
    sent = {"X-Event": "IDENTIFICATION", "X-Sum": given, **more}
    clock = FakeClock()
    clock.time = NOW
    assert isinstance(parse(policy, EVENTS, sent, BODY, secret=["other", "k"], clock=clock), IdentificationEvent)
    for wrong in (
        {**sent, "X-Sum": given[:-2] + ("00" if given[-2:] != "00" else "11")},
        {**sent, "X-Sum": given[:-10]},
        {**sent, "X-Sum": ""},
    ):
        with pytest.raises(WebhookRejected):
            parse(policy, EVENTS, wrong, BODY, secret="k", clock=clock)
    with pytest.raises(WebhookRejected):
        parse(policy, EVENTS, sent, BODY + b" ", secret="k", clock=clock)
    if policy.tolerance is not None:
        for moment, fits in ((NOW + 299, True), (NOW - 299, True), (NOW + 301, False), (NOW - 301, False)):
            clock.time = moment
            if fits:
                parse(policy, EVENTS, sent, BODY, secret="k", clock=clock)
            else:
                with pytest.raises(WebhookRejected, match="too old"):
                    parse(policy, EVENTS, sent, BODY, secret="k", clock=clock)
        with pytest.raises(WebhookRejected, match="no timestamp"):
            parse(policy, EVENTS, {name: value for name, value in sent.items() if name != "X-Time"}, BODY, secret="k", clock=clock)


def test_of_many_signatures_only_the_first_are_looked_at() -> None:
    policy = WebhookPolicy(provider="acme", policy="hmac", event_header="X-Event", signature_header="X-Sum")
    good = hmac.digest(b"k", BODY, "sha256").hex()
    parse(policy, EVENTS, {"X-Event": "IDENTIFICATION", "X-Sum": "00," * 9 + good}, BODY, secret="k")
    with pytest.raises(WebhookRejected):
        parse(policy, EVENTS, {"X-Event": "IDENTIFICATION", "X-Sum": "00," * 10 + good}, BODY, secret="k")


def test_a_ping_is_accepted_unsigned_only_where_the_policy_says_so() -> None:
    strict = msgspec.structs.replace(SIGNED, unsigned_ping=False)
    silent = msgspec.structs.replace(SIGNED, ping_event="")
    given = headers(b"", "WEBHOOK-SUBSCRIPTION", signature=None)
    for policy in (strict, silent):
        with pytest.raises(WebhookRejected):
            parse(policy, EVENTS, given, b"", secret=SECRET)
        with pytest.raises(ConfigurationError, match="secret"):
            parse(policy, EVENTS, given, b"", secret=None)
    for policy in (SIGNED, strict, silent):
        for empty in ("", b"", [""], [SECRET, ""], "\udcff"):
            with pytest.raises(ConfigurationError, match="secret is empty"):
                parse(policy, EVENTS, given, b"", secret=empty)


def test_a_secret_with_a_line_break_at_its_end_is_named() -> None:
    given = headers(BODY)
    for secret in (f"{SECRET}\n", f"{SECRET}\r\n".encode(), [SECRET, f" {SECRET}"]):
        with pytest.raises(ConfigurationError, match="secret begins or ends with a blank") as caught:
            parse(SIGNED, EVENTS, given, BODY, secret=secret)
        assert str(SECRET) not in str(caught.value)
    assert parse(SIGNED, EVENTS, given, BODY, secret=[b"\x8f\xff\n", SECRET]).delivery  # bytes that are no text may end as they like
    for username, password in (("user\n", "password"), ("user", "password\r\n")):
        with pytest.raises(ConfigurationError, match="username and password must be text on one line"):
            parse(SOURCED, CASES, {}, CASE, source_ip="165.72.200.13", username=username, password=password)


def test_overrides_may_bring_a_verification_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def verify(values: HeaderValues, content: bytes, secret: Secret, now: float) -> None:
        if values.get("X-Seal") != f"{secret!s}{len(content)}{now:.0f}":
            raise WebhookRejected("the seal is broken")

    def overrides() -> Overrides:
        return Overrides(webhooks={"sealed": verify})

    package = ModuleType("acme_pay")
    vars(package)["overrides"] = overrides
    monkeypatch.setitem(sys.modules, "acme_pay", package)
    own = type("Own", (CaseEvent,), {"__module__": "acme_pay.webhooks"})
    policy, clock = WebhookPolicy(provider="acme", policy="sealed"), FakeClock()
    sent = {"X-Seal": f"s{len(CASE)}{clock.now():.0f}"}
    assert isinstance(parse(policy, {"Own": own}, sent, CASE, secret="s", clock=clock), CaseEvent)
    with pytest.raises(WebhookRejected, match="seal"):
        parse(policy, {"Own": own}, {}, CASE, secret="s", clock=clock)
    with pytest.raises(ConfigurationError, match="unknown webhook policy 'sealed'"):
        parse(policy, CASES, sent, CASE, secret="s", clock=clock)


def test_no_header_is_guessed() -> None:
    policy = WebhookPolicy(provider="acme", policy="hmac", event_header="X-Event-Type", signature_header="X-Sum")
    event = parse(policy, EVENTS, {"X-Event-Type": "PERSON_DELETED", "X-Id": "1", "X-Sum": signature(b"")[7:]}, b"", secret=SECRET)
    assert event.delivery == Delivery(provider="acme", event_type="PERSON_DELETED", digest=hashlib.sha256(b"").hexdigest())


@pytest.mark.parametrize(
    ("argument", "given"),
    [
        ("body", {"headers": headers(), "body": {"id": "x"}}),
        ("body", {"headers": headers(), "body": None}),
        ("headers", {"headers": 5, "body": BODY}),
        ("headers", {"headers": ["Content-Type"], "body": BODY}),
        ("headers", {"headers": None, "body": BODY}),
    ],
)
def test_what_is_passed_in_wrong_is_named(argument: str, given: Any) -> None:
    with pytest.raises(ConfigurationError, match=f"webhooks: {argument} must be"):
        parse(SIGNED, EVENTS, **given, secret=SECRET)


def test_half_a_surrogate_is_no_text() -> None:
    with pytest.raises(WebhookRejected, match="no text") as caught:
        parse(SIGNED, EVENTS, headers(), CANARY + "\ud800", secret=SECRET)
    assert CANARY not in "".join(traceback.format_exception(caught.value))


def test_a_body_cannot_speak_for_the_headers() -> None:
    body = b'{"id": "x", "(delivery)": {"provider": "evil", "event_type": "evil", "digest": "evil"}}'
    event = parse(SIGNED, EVENTS, headers(body), body, secret=SECRET)
    assert event.delivery is not None
    assert event.delivery.provider == "solaris"


def test_a_large_body_is_rejected_unread() -> None:
    with pytest.raises(WebhookRejected, match="longer") as caught:
        parse(SIGNED, EVENTS, {}, b"x" * (1024 * 1024 + 1), secret=SECRET)
    assert caught.value.status_code == 413


@pytest.mark.parametrize("attempt", ["", "-1", "1e3", "٣", "9" * 20, "two"])
def test_an_attempt_that_is_no_number_does_no_harm(attempt: str) -> None:
    event = parse(SIGNED, EVENTS, headers(attempt=attempt), BODY, secret=SECRET)
    assert event.delivery is not None
    assert event.delivery.attempt is None
