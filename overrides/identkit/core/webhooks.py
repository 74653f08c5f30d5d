"""Webhook deliveries: verified first, on the raw body, then decoded into typed events."""

from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from typing import Any

from attrs import field, frozen

from identkit.core.types import Model

__all__ = ["Event", "RawEvent", "WebhookPolicy", "parse"]


@frozen
class WebhookPolicy:
    """How a provider's deliveries are recognised and answered (`x-webhooks`).

    `policy` is `hmac-sha256`, `source-and-basic` or `none`; `within` and `retries` are in seconds.
    """

    provider: str
    policy: str
    event_header: str = ""
    sources: tuple[str, ...] = ()
    expects: int = 200
    within: float = 2.0
    retries: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()
    signature_header: str = ""
    max_bytes: int = 1024 * 1024


class Event(Model, frozen=True, kw_only=True, omit_defaults=True):
    """Base of every typed event."""


class RawEvent(Event, frozen=True, kw_only=True, omit_defaults=True):
    """An event that the provider's document does not describe."""


def parse(
    policy: WebhookPolicy,
    events: Mapping[str, type[Event]],
    headers: Mapping[str, str] | Iterable[tuple[Any, Any]],
    body: bytes | str,
    *,
    secret: str | bytes | None = None,
    source_ip: str | None = None,
    username: str | None = None,
    password: str | None = None,
) -> Event:
    """Verify a delivery and decode it."""
    raise NotImplementedError(policy, events, headers, body, secret, source_ip, username, password, ip_address, field)
