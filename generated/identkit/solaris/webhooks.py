# Generated from specs/solaris (sha256 ad6e4aac8b2f205162fedf3dae8b0a1e7f23ee3e109f78123fb42d1843d54067). Do not edit: change the spec, then `make generate`.
"""Solaris: what is delivered to webhooks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar, TypeAlias

from identkit.core import _kit
from identkit.solaris.models import IdentificationMetadata, IdentificationMethod, IdentificationSessionStatus, IdentificationStatus

__all__ = [
    "EVENTS", "POLICY", "IdentificationEvent", "IdentificationSessionEvent", "PersonChangedEvent", "PersonDeletedEvent",
    "PersonMobileNumberCreatedEvent", "PersonMobileNumberDeletedEvent", "SolarisEvent",
]  # fmt: skip


class IdentificationSessionEvent(_kit.Event, frozen=True, kw_only=True, omit_defaults=True):
    """The status of an identification session changed.

    Source: bankident, GET Retrieve person identification session (inferred)
    """

    _pii: ClassVar[Mapping[str, str]] = {"url": "secret"}
    id: str | None = None
    """The session's."""
    status: IdentificationSessionStatus | None = None
    """Where it stands."""
    url: str | None = None
    """Where to redirect the customer."""
    callback_url: str | None = None
    """Where the customer goes at the end of the flow."""
    person_id: str | None = None
    """The person's identifier."""


class PersonChangedEvent(_kit.Event, frozen=True, kw_only=True, omit_defaults=True):
    """The body is empty; entity_id, from the delivery's header, is the person's.

    Source: Solaris API reference, webhook event PERSON_CHANGED (referenced)
    """

    id: str | None = None
    """Not documented; some senders add one."""


class PersonDeletedEvent(_kit.Event, frozen=True, kw_only=True, omit_defaults=True):
    """The body is empty; entity_id, from the delivery's header, is the person's. The receiver must delete all data of the person; for those
    who did not become customers it happens within 90 days.

    Source: Solaris API reference, webhook event PERSON_DELETED (referenced)
    """

    id: str | None = None
    """Not documented; some senders add one."""


class PersonMobileNumberCreatedEvent(_kit.Event, frozen=True, kw_only=True, omit_defaults=True):
    """The body is empty; entity_id, from the delivery's header, is the person's. The number is not verified yet.

    Source: Solaris API reference, webhook event PERSON_MOBILE_NUMBER_CREATED (referenced)
    """

    id: str | None = None
    """Not documented; some senders add one."""


class PersonMobileNumberDeletedEvent(_kit.Event, frozen=True, kw_only=True, omit_defaults=True):
    """A mobile number was deleted.

    Source: Solaris API reference, webhook event PERSON_MOBILE_NUMBER_DELETED (referenced)
    """

    id: str | None = None
    """The deleted mobile number's. The body does not name the person."""


class IdentificationEvent(_kit.Event, frozen=True, kw_only=True, omit_defaults=True):
    """Informational; read the identification again before acting on it.

    Source: Solaris API reference, webhook event IDENTIFICATION (referenced)
    """

    _pii: ClassVar[Mapping[str, str]] = {"reference": "secret", "url": "secret"}
    id: str
    """The identification's."""
    reference: str | None = None
    """IDnow's identification token."""
    url: str | None = None
    """IDnow only."""
    status: IdentificationStatus | None = None
    """Where it stands."""
    completed_at: _kit.Lenient[datetime | str] | None = None
    """When the identification was completed."""
    method: IdentificationMethod | None = None
    """Method of identification."""
    person_id: str | None = None
    """The person's identifier."""
    failure_reason: str | None = None
    """As of the identification. Not in the sample of the event; read where it comes."""
    metadata: IdentificationMetadata | None = None
    """Only for bank_plus."""


SolarisEvent: TypeAlias = (
    IdentificationSessionEvent
    | PersonChangedEvent
    | PersonDeletedEvent
    | PersonMobileNumberCreatedEvent
    | PersonMobileNumberDeletedEvent
    | IdentificationEvent
    | _kit.RawEvent
)
"""What `webhooks.parse` answers."""


EVENTS: Mapping[str, type[_kit.Event]] = {
    "IDENTIFICATION_SESSION": IdentificationSessionEvent,
    "PERSON_CHANGED": PersonChangedEvent,
    "PERSON_DELETED": PersonDeletedEvent,
    "PERSON_MOBILE_NUMBER_CREATED": PersonMobileNumberCreatedEvent,
    "PERSON_MOBILE_NUMBER_DELETED": PersonMobileNumberDeletedEvent,
    "IDENTIFICATION": IdentificationEvent,
}
"""Events by the name they are delivered under."""


POLICY = _kit.WebhookPolicy(
    provider="solaris",
    policy="hmac",
    event_header="Solaris-Webhook-Event-Type",
    id_header="Solaris-Webhook-Id",
    attempt_header="Solaris-Webhook-Attempt",
    subscription_header="Solaris-Webhook-Subscription-Id",
    entity_header="Solaris-Entity-Id",
    signature_header="Solaris-Webhook-Signature",
    prefix="sha256=",
    ping_event="WEBHOOK-SUBSCRIPTION",
    unsigned_ping=True,
    expects=200,
    within=30.0,
    notes=(
        "2xx delivers, 410 cancels the subscription, 422 rejects without retry, anything else is retried with exponential backoff for up to 5 days; the schedule is not documented.",
        "A subscription begins with a POST without a body and the event type WEBHOOK-SUBSCRIPTION.",
        "Deliveries are informational: read the object again before acting.",
    ),
)
"""How a delivery is recognised, and what the provider expects as an answer."""
