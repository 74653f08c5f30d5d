"""Webhook deliveries: verified first, on the body as it came, and only then decoded into typed events.

What proves that a delivery is the provider's differs, and its policy says it (`verification`). Whatever is proven, a delivery only
says that something has changed: read the object again before acting on it.
"""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any, ClassVar, cast

import msgspec

from identkit.core._calling.clock import Clock, SystemClock
from identkit.core._errors import ConfigurationError, WebhookRejected
from identkit.core._overrides import overrides_of
from identkit.core._received import drift
from identkit.core._received.decoding import decode, loose
from identkit.core._received.unknown import Watch
from identkit.core._types import Model
from identkit.core._values import is_mapping
from identkit.core._webhooks.headers import Headers, HeaderValues
from identkit.core._webhooks.verification import Secret, Verifier, WebhookPolicy, check_basic, check_signature, check_source

__all__ = ["Delivery", "Event", "Headers", "Ping", "RawEvent", "WebhookPolicy", "parse"]


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """What a delivery's headers say. Only `digest`, of the body, is always there."""

    provider: str
    event_type: str
    digest: str
    id: str | None = None
    subscription_id: str | None = None
    entity_id: str | None = None
    """The object concerned; PERSON_CHANGED and PERSON_DELETED say it nowhere else."""
    attempt: int | None = None

    @property
    def key(self) -> str:
        """The same for repetitions of a delivery: its id, else what it says."""
        return f"{self.provider}:{self.id}" if self.id else f"{self.provider}:{self.event_type}:{self.digest}"


class Event(Model, frozen=True, kw_only=True, omit_defaults=True):
    """Base of every typed event."""

    delivery: Delivery | None = msgspec.field(default=None, name="(delivery)")
    """What the headers say; never taken from the body. None for an event that was not parsed from a delivery."""


class RawEvent(Event, frozen=True, kw_only=True, omit_defaults=True):
    """An event as it came: one that the provider's document does not describe, or describes otherwise than it was delivered."""

    _pii: ClassVar[Mapping[str, str]] = {"data": "none"}  # unknown, so hidden

    event_type: str
    data: Any = None


class Ping(RawEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Sent once when a subscription is made, to see whether anybody answers; without a body."""


def parse(
    policy: WebhookPolicy,
    events: Mapping[str, type[Event]],
    headers: Headers,
    body: bytes | bytearray | memoryview | str,
    *,
    secret: Secret = None,
    source_ip: str | None = None,
    any_source: bool = False,
    username: str | None = None,
    password: str | None = None,
    clock: Clock | None = None,
    watch: Watch | None = None,
) -> Event:
    """Verify a delivery and decode it.

    A delivery that is proven but departs from the provider's document is not refused, for a refusal may end it for good: it comes as
    `RawEvent`, and the departure is logged.

    Args:
        policy: The provider's.
        events: The provider's event classes by name.
        headers: As received, in any of the usual forms; case does not matter.
        body: As received. Text is taken as UTF-8; a body that was parsed and encoded again has another signature.
        secret: For signed deliveries; several when one receiver serves several subscriptions, or during a change. None or none as
            long as nobody knows it: only an unsigned ping is accepted then, where the policy has one.
        source_ip: For deliveries from known addresses: that of the peer that delivered, not what a header says about it.
        any_source: Do without the address, where a proxy hides it; the Basic credentials are needed then.
        username: The agreed user name, if there is one.
        password: The agreed password.
        clock: Tells the time that the age of a delivery is measured by.
        watch: Looks at what the document does not know.

    Raises:
        WebhookRejected: It is not the provider's, or not an event. `status_code` says what to answer.
        ConfigurationError: An argument is not what it should be, or there is nothing to verify by.
    """
    content = _content(body)
    if len(content) > policy.max_bytes:
        raise WebhookRejected(f"the delivery is longer than {policy.max_bytes} bytes", 413)
    values = HeaderValues(headers)
    delivery = _delivery(policy, events, values, content)
    ping = bool(policy.ping_event) and delivery.event_type == policy.ping_event and not content.strip()
    match policy.policy:
        case "hmac":
            now = (clock or SystemClock()).now()
            check_signature(policy, values, content, secret, now, optional=ping and policy.unsigned_ping)
        case "source-and-basic":
            check_source(policy, source_ip, any_source=any_source, basic=username is not None)
            check_basic(values, username, password)
        case "none":
            pass
        case other:
            _verifier(other, events)(values, content, secret, (clock or SystemClock()).now())
    if ping:
        return Ping(event_type=policy.ping_event, delivery=delivery)
    return _decoded(policy, events, delivery, content, watch or Watch(policy.provider))


def _verifier(policy: str, events: Mapping[str, type[Event]]) -> Verifier:
    """What the provider's overrides verify with: its events know them."""
    for kind in events.values():
        overrides = overrides_of(kind)
        if overrides is not None and policy in overrides.webhooks:
            return overrides.webhooks[policy]
    raise ConfigurationError(f"unknown webhook policy {policy!r}")


def _content(body: Any) -> bytes:
    if isinstance(body, str):
        try:
            return body.encode()
        except UnicodeEncodeError:
            pass
        raise WebhookRejected("the body is no text", 400)  # out here: the error holds the body
    if isinstance(body, bytes | bytearray | memoryview):
        return bytes(cast("bytes", body))
    kind = type(body).__name__
    raise ConfigurationError(f"webhooks: body must be the bytes as received, not {kind}; a parsed body has no signature any more")


def _delivery(policy: WebhookPolicy, events: Mapping[str, type[Event]], values: HeaderValues, content: bytes) -> Delivery:
    only = next(iter(events)) if not policy.event_header and len(events) == 1 else ""
    attempt = values.get(policy.attempt_header) or ""
    return Delivery(
        provider=policy.provider,
        event_type=values.get(policy.event_header) or only,
        digest=sha256(content).hexdigest(),
        id=values.get(policy.id_header),
        subscription_id=values.get(policy.subscription_header),
        entity_id=values.get(policy.entity_header),
        attempt=int(attempt) if attempt.isascii() and attempt.isdecimal() and len(attempt) < 10 else None,
    )


def _decoded(policy: WebhookPolicy, events: Mapping[str, type[Event]], delivery: Delivery, content: bytes, watch: Watch) -> Event:
    kind = events.get(delivery.event_type)
    content = content.strip() or b"{}"
    data, complaint = decode(Any, content)
    if complaint is not None:
        data = loose(content)
        if data is None or policy.one_event:
            raise WebhookRejected(f"the body is not an event: {complaint[1]} at {complaint[0]}", 422)
        drift.note(policy.provider, f"webhooks.{delivery.event_type}", *complaint, watch.on_drift)
        return RawEvent(event_type=delivery.event_type, data=data, delivery=delivery)
    if kind is None:
        return RawEvent(event_type=delivery.event_type, data=data, delivery=delivery)
    value, complaint = decode(kind, content)
    if complaint is not None:
        path, problem = complaint
        drift.note(policy.provider, f"webhooks.{delivery.event_type}", path, problem, watch.on_drift)
        if not policy.one_event:
            return RawEvent(event_type=delivery.event_type, data=data, delivery=delivery)
        value = _without_wrong_fields(kind, data, path)
        if value is None:
            raise WebhookRejected(f"the body is not an event: {problem} at {path}", 422)
    event: Event = value
    watch.look(f"webhooks.{delivery.event_type}", event, content)
    msgspec.structs.force_setattr(event, "delivery", delivery)  # whatever the body said under that name is gone
    return event


def _without_wrong_fields(kind: type[Event], data: Any, path: str) -> Any:
    """Where one kind of event comes there is no `RawEvent`: the event without those of its optional fields that are wrong."""
    value: Any = None
    complaint: tuple[str, str] | None = (path, "")
    while complaint is not None:
        wrong = complaint[0].removeprefix("$.")
        if not is_mapping(data) or wrong not in data:
            return None
        data = {name: value for name, value in data.items() if name != wrong}
        value, complaint = decode(kind, msgspec.json.encode(data))
    return value
