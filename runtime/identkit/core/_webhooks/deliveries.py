"""Webhook deliveries: verified first, on the body as it came, and only then decoded into typed events.

What proves that a delivery is the provider's differs: Solaris signs (HMAC-SHA256), Deutsche Post names the addresses it sends from and
may send Basic credentials, GoPay documents nothing. Whatever is proven, a delivery only says that something has changed: read the
object again before acting on it.
"""

import hmac
from base64 import b64decode
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, ClassVar, TypeAlias, cast

import msgspec

from identkit.core._errors import ConfigurationError, WebhookRejected
from identkit.core._received.decoding import decode
from identkit.core._types import Model

__all__ = ["Delivery", "Event", "HeaderValues", "Headers", "Ping", "RawEvent", "WebhookPolicy", "parse"]

Headers: TypeAlias = Mapping[str, Any] | Iterable[tuple[str | bytes, str | bytes]]
"""A dict, httpx's or a framework's headers, ASGI's list of pairs of bytes, or a WSGI environ."""

PING = "WEBHOOK-SUBSCRIPTION"


class WebhookPolicy(msgspec.Struct, frozen=True):
    """How a provider's deliveries are recognised and answered (`x-webhooks`). Times are in seconds."""

    provider: str
    policy: str  # hmac-sha256, source-and-basic or none
    event_header: str = ""
    sources: tuple[str, ...] = ()
    expects: int = 200
    within: float = 2.0
    retries: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()
    signature_header: str = ""
    max_bytes: int = 1024 * 1024

    def header(self, name: str) -> str:
        """One of the delivery's headers, named as the event header is: `Solaris-Webhook-Event-Type` gives `Solaris-Webhook-Id`."""
        return self.event_header.lower().removesuffix("event-type") + name


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
    """An event that the provider's document does not describe: its name, and its body as it is."""

    pii: ClassVar[Mapping[str, str]] = {"data": "none"}  # unknown, so hidden

    event_type: str
    data: Any = None


class Ping(RawEvent, frozen=True, kw_only=True, omit_defaults=True):
    """Sent once when a subscription is made, to see whether anybody answers. Not signed as far as we know, and without a body."""


def parse(
    policy: WebhookPolicy,
    events: Mapping[str, type[Event]],
    headers: Headers,
    body: bytes | bytearray | memoryview | str,
    *,
    secret: str | bytes | Sequence[str | bytes] | None = None,
    source_ip: str | None = None,
    username: str | None = None,
    password: str | None = None,
) -> Event:
    """Verify a delivery and decode it.

    Args:
        policy: The provider's.
        events: The provider's event classes by name.
        headers: As received, in any of the usual forms; case does not matter.
        body: As received. Text is taken as UTF-8; a body that was parsed and encoded again has another signature.
        secret: For hmac-sha256; several when one receiver serves several subscriptions, or during a change.
        source_ip: For source-and-basic: the address of the peer that delivered, not what a header says about it.
        username: For source-and-basic: the agreed user name, if there is one.
        password: The agreed password.

    Raises:
        WebhookRejected: It is not the provider's, or not an event. `status_code` says what to answer.
        ConfigurationError: There is nothing to verify by.
    """
    content = body.encode() if isinstance(body, str) else bytes(body)
    if len(content) > policy.max_bytes:
        raise WebhookRejected(f"the delivery is longer than {policy.max_bytes} bytes", 413)
    found = HeaderValues(headers)
    delivery = _delivery(policy, events, found, content)
    ping = policy.policy == "hmac-sha256" and delivery.event_type == PING and not content.strip()
    match policy.policy:
        case "hmac-sha256":
            _check_signature(policy, found, content, secret, optional=ping)
        case "source-and-basic":
            _check_source(policy, source_ip, username)
            _check_basic(found, username, password)
        case "none":
            pass
        case other:
            raise ConfigurationError(f"unknown webhook policy {other!r}")
    if ping:
        return Ping(event_type=PING, delivery=delivery)
    return _decoded(events, delivery, content)


class HeaderValues:
    """Headers by name in small letters, every value of each."""

    def __init__(self, headers: Headers) -> None:
        self._values: dict[str, list[str]] = {}
        pairs = cast("Iterable[tuple[Any, Any]]", headers.items() if isinstance(headers, Mapping) else headers)
        for name, value in pairs:
            if isinstance(name, str | bytes) and isinstance(value, str | bytes):  # a WSGI environ holds other things, too
                self._values.setdefault(_header_name(_text(name)), []).append(_text(value).strip())

    def get(self, name: str) -> str | None:
        """The value of a header. Raises WebhookRejected when it is there twice with different values: somebody is playing tricks."""
        values = self._values.get(name.lower(), [])
        if any(value != values[0] for value in values):
            raise WebhookRejected(f"the header {name} stands there more than once", 401)
        return values[0] if values else None


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("latin-1")


def _header_name(name: str) -> str:
    return (name[5:].replace("_", "-") if name.startswith("HTTP_") else name).lower()


def _delivery(policy: WebhookPolicy, events: Mapping[str, type[Event]], found: HeaderValues, content: bytes) -> Delivery:
    if not policy.event_header:
        name = next(iter(events)) if len(events) == 1 else ""
        return Delivery(provider=policy.provider, event_type=name, digest=sha256(content).hexdigest())
    attempt = found.get(policy.header("attempt")) or ""
    return Delivery(
        provider=policy.provider,
        event_type=found.get(policy.event_header) or "",
        digest=sha256(content).hexdigest(),
        id=found.get(policy.header("id")),
        subscription_id=found.get(policy.header("subscription-id")),
        entity_id=found.get(policy.header("").removesuffix("webhook-") + "entity-id"),
        attempt=int(attempt) if attempt.isascii() and attempt.isdecimal() and len(attempt) < 10 else None,
    )


def _check_signature(
    policy: WebhookPolicy, found: HeaderValues, content: bytes, secret: str | bytes | Sequence[str | bytes] | None, *, optional: bool
) -> None:
    """`sha256=<hex>`: HMAC-SHA256 of the body under the text of the secret."""
    secrets = [each.encode() if isinstance(each, str) else each for each in ([secret] if isinstance(secret, str | bytes) else secret or [])]
    given = found.get(policy.signature_header or policy.header("signature"))
    if optional and (given is None or not all(secrets) or not secrets):
        return  # the secret of a subscription is told only after its ping was answered
    if not secrets or not all(secrets):
        raise ConfigurationError("webhooks: secret is missing or empty; without it anybody could deliver")
    if given is None:
        raise WebhookRejected("the delivery is not signed")
    algorithm, _, signature = given.partition("=")
    told = signature.strip().lower().encode("utf-8", "replace")
    # Every secret is tried, so that the time says nothing about which one fits.
    good = [hmac.compare_digest(hmac.digest(each, content, "sha256").hex().encode(), told) for each in secrets]
    if algorithm.strip().lower() != "sha256" or not any(good):
        raise WebhookRejected("the signature does not fit the body")


def _check_source(policy: WebhookPolicy, source_ip: str | None, username: str | None) -> None:
    if source_ip is None:
        if username is None:
            raise ConfigurationError("webhooks: pass source_ip=, or username= and password=; without either anybody could deliver")
        return
    try:
        address = ip_address(source_ip.strip().strip("[]"))
    except ValueError:
        raise WebhookRejected("the source is not an address") from None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped  # how a dual-stack socket shows an IPv4 peer
    if not any(address in ip_network(source) for source in policy.sources):
        raise WebhookRejected("the delivery does not come from one of the provider's addresses")


def _check_basic(found: HeaderValues, username: str | None, password: str | None) -> None:
    if username is None and password is None:
        return
    if not username or not password:
        raise ConfigurationError("webhooks: username= and password= belong together")
    kind, _, credentials = (found.get("authorization") or "").partition(" ")
    try:
        told = b64decode(credentials.strip(), validate=True) if kind.lower() == "basic" else b""
    except ValueError:
        told = b""
    if not hmac.compare_digest(sha256(told).digest(), sha256(f"{username}:{password}".encode()).digest()):
        raise WebhookRejected("the Basic credentials are missing or wrong")


def _decoded(events: Mapping[str, type[Event]], delivery: Delivery, content: bytes) -> Event:
    kind = events.get(delivery.event_type)
    value, complaint = decode(Any if kind is None else kind, content.strip() or b"{}")
    if complaint is not None:
        path, problem = complaint
        raise WebhookRejected(f"the body is not an event: {problem} at {path}", 422)
    if kind is None:
        return RawEvent(event_type=delivery.event_type, data=value, delivery=delivery)
    event: Event = value
    msgspec.structs.force_setattr(event, "delivery", delivery)  # whatever the body said under that name is gone
    return event
