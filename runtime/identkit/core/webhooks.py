"""Webhook deliveries: what a receiver works with."""

from identkit.core._webhooks.deduplication import Deduplicator, MemorySeenStore, SeenStore
from identkit.core._webhooks.deliveries import Delivery, Event, Headers, Ping, RawEvent, WebhookPolicy, parse
from identkit.core._webhooks.receiving import Accept, Parse, Received

__all__ = [
    "Accept",
    "Deduplicator",
    "Delivery",
    "Event",
    "Headers",
    "MemorySeenStore",
    "Parse",
    "Ping",
    "RawEvent",
    "Received",
    "SeenStore",
    "WebhookPolicy",
    "parse",
]
