"""Deliveries for the tests of webhooks: policies, events, and headers that are signed as the policy says."""

import hashlib
import hmac
import json
from typing import ClassVar

from identkit.core._types import OpenStrEnum
from identkit.core._webhooks.deliveries import Event, WebhookPolicy

CANARY = "canary-person-5510"
SECRET = "canary-secret-0f0f"
SIGNED = WebhookPolicy(
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
    within=30.0,
)
SOURCED = WebhookPolicy(provider="postident", policy="source-and-basic", sources=("165.72.200.13", "199.40.127.49"))
PLAIN = WebhookPolicy(provider="gopay", policy="none")


class Status(OpenStrEnum):
    SUCCESSFUL = "successful"


class IdentificationEvent(Event, frozen=True, kw_only=True, omit_defaults=True):
    _pii: ClassVar[dict[str, str]] = {"reference": "name"}
    id: str
    status: Status | None = None
    reference: str | None = None


class PersonDeletedEvent(Event, frozen=True, kw_only=True, omit_defaults=True):
    pass


class CaseEvent(Event, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    case_id: str
    reference_id: str | None = None


EVENTS: dict[str, type[Event]] = {"IDENTIFICATION": IdentificationEvent, "PERSON_DELETED": PersonDeletedEvent}
CASES: dict[str, type[Event]] = {"CaseEvent": CaseEvent}
CASE = b'{"caseId": "YR9W91GEZK24", "referenceId": "r1"}'
BODY = json.dumps({"id": "a7a5cidt", "status": "successful", "reference": CANARY, "new": 1}).encode()


def signature(body: bytes, secret: str = SECRET) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def headers(body: bytes = BODY, event: str = "IDENTIFICATION", **changes: str | None) -> dict[str, str]:
    found: dict[str, str | None] = {
        "Solaris-Webhook-Id": "11c0",
        "Solaris-Webhook-Subscription-Id": "22ab",
        "Solaris-Webhook-Event-Type": event,
        "Solaris-Entity-Id": "33cper",
        "Solaris-Webhook-Attempt": "2",
        "Solaris-Webhook-Signature": signature(body),
        "Content-Type": "application/json",
        **{f"Solaris-Webhook-{name.title()}": value for name, value in changes.items()},
    }
    return {name: value for name, value in found.items() if value is not None}
