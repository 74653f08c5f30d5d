"""Webhook deliveries: what a receiver works with."""

from identkit.core._webhooks.deduplication import Deduplicator, MemorySeenStore, SeenStore
from identkit.core._webhooks.deliveries import Delivery, Event, Headers, Ping, RawEvent, WebhookPolicy, parse
from identkit.core._webhooks.outcomes import DeliveryInfo, OnDelivery
from identkit.core._webhooks.receiving import Accept, Parse, Received

__all__ = [
    "Accept",
    "Deduplicator",
    "Delivery",
    "DeliveryInfo",
    "Event",
    "Headers",
    "MemorySeenStore",
    "OnDelivery",
    "Parse",
    "Ping",
    "RawEvent",
    "Received",
    "SeenStore",
    "WebhookPolicy",
    "parse",
]
