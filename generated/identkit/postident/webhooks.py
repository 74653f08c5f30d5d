# Generated from specs/postident.yaml (sha256 d17cfdaeba493fcd0fbb8d98d6764aa24e1140c68d36e7cc0d22c259e98afeef). Do not edit: change the spec, then `make generate`.
"""POSTIDENT SCR-Ident: what is delivered to webhooks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from identkit.core import _kit

__all__ = [
    "EVENTS", "POLICY", "CaseEvent", "PostidentEvent",
]  # fmt: skip


class CaseEvent(_kit.Event, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """What a webhook delivery says.

    Source: Guide 2, 5 Webhook; referenceId is optional: broestech/postident_sdk@67118a8 dto/PostWebhook.kt (documented)
    """

    case_id: str
    """Identifier of the case that changed."""
    reference_id: str | None = None
    """The client's own identifier of the case; only if so configured."""


PostidentEvent: TypeAlias = CaseEvent
"""What `webhooks.parse` answers."""


EVENTS: Mapping[str, type[_kit.Event]] = {"CaseEvent": CaseEvent}
"""Events by the name they are delivered under."""


POLICY = _kit.WebhookPolicy(
    provider="postident",
    policy="source-and-basic",
    sources=("165.72.200.13", "199.40.127.49"),
    expects=200,
    within=2.0,
    retries=(0.0, 900.0, 3600.0),
    notes=(
        "Up to three retries, the first at once, the second 900 seconds after the first retry, the last 3600 seconds after the second.",
        'The webhook URL must not have GET parameters, "since the REST standard prohibits the mixing of GET and POST parameters".',
        "Basic credentials are optional and configured per clientId.",
        "Self-signed TLS certificates are not supported; the domain has to be added to the provider's whitelist (about 7 working days).",
    ),
)
"""How a delivery is recognised, and what the provider expects as an answer."""
