"""Signed webhooks of the Solaris sandbox, sent again with growing pauses."""

import hmac
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
from attrs import define, evolve

from identkit.sandbox._engine.courier import Notification, reachable
from identkit.sandbox._engine.provider import ProviderContext
from identkit.sandbox.solaris.problems import Refusal
from identkit.sandbox.solaris.store import Store, Subscription

PING = "WEBHOOK-SUBSCRIPTION"
# Documented: exponential backoff for up to 5 days. The schedule is ours: a minute, two, four, ...
FIRST_PAUSE = 60.0
LONGEST = 5 * 24 * 60 * 60.0


@define
class Notices:
    """Subscriptions and deliveries."""

    context: ProviderContext
    store: Store
    listener: Subscription | None = None
    """Stands in for whoever did not subscribe, while deliveries are forwarded to an application under test."""

    def forward(self, url: str | None, secret: str | None) -> str | None:
        """Tell an application of everything. Returns the secret."""
        self.listener = None if url is None else Subscription(_hex(self.context), "", url, secret or _hex(self.context))
        return self.listener.secret if self.listener is not None else None

    def subscribe(self, event_type: str, url: str) -> Subscription:
        """A new subscription, once its URL has answered the ping. Raises Refusal."""
        parts = urlsplit(url)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost", "::1"}):
            raise Refusal(400, "unsafe_webhook_url", "url must be HTTPS", "url")
        if event_type not in self.context.spec.document["webhooks"]:  # Solaris has more events; the sandbox could never send one
            raise Refusal(400, "validation_error", "event_type is none of those the sandbox sends", "event_type")
        if any(each.event_type == event_type for each in self.store.subscriptions.values()):
            raise Refusal(400, "invalid_model", "event_type has a subscription already", "event_type")
        self._ping(url)
        subscription = Subscription(_hex(self.context), event_type, url, _hex(self.context))
        self.store.subscriptions[subscription.id] = subscription
        return subscription

    def tell(self, event_type: str, entity_id: str, body: Mapping[str, Any]) -> None:
        """Deliver an event to whoever subscribed to it."""
        self.context.defects.extend(f"webhook {event_type}: {problem}" for problem in self.context.spec.delivery(event_type, dict(body)))
        targets = [each for each in self.store.subscriptions.values() if each.event_type == event_type]
        if not targets and self.listener is not None:
            targets = [evolve(self.listener, event_type=event_type)]
        for subscription in targets:
            content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
            self._send(subscription, self.context.uuid(), entity_id, content)

    def _ping(self, url: str) -> None:
        journal = self.context.journal
        if journal is not None and journal.replaying:  # nobody is called again; the receiver said then what it said
            if journal.status >= 400:
                raise Refusal(400, "invalid_webhook_url", "url does not answer", "url")
            return
        if not reachable(url):
            return  # no sandbox call leaves this machine; such a receiver is taken to answer
        try:
            answer = httpx.post(url, headers={"Solaris-Webhook-Event-Type": PING}, timeout=5.0, trust_env=False)
        except httpx.HTTPError:
            raise Refusal(400, "invalid_webhook_url", "url does not answer", "url") from None
        if not answer.is_success:
            raise Refusal(400, "invalid_webhook_url", "url does not answer with 2XX", "url")

    def _send(self, subscription: Subscription, identifier: str, entity_id: str, content: bytes) -> None:
        def headers(attempt: int) -> Mapping[str, str]:
            return {
                "Content-Type": "application/json",
                "Solaris-Webhook-Id": identifier,
                "Solaris-Webhook-Subscription-Id": subscription.id,
                "Solaris-Webhook-Event-Type": subscription.event_type,
                "Solaris-Entity-Id": entity_id,
                "Solaris-Webhook-Attempt": str(attempt),
                "Solaris-Webhook-Signature": signature(subscription.secret, content),
            }

        def is_wanted() -> bool:
            is_forwarding = self.listener is not None and subscription.id == self.listener.id
            return is_forwarding or subscription.id in self.store.subscriptions

        def on_end(delivery: Notification) -> None:
            if delivery.attempts[-1].status == 410:  # the receiver wants no more of them
                with self.context.lock:
                    self.store.subscriptions.pop(subscription.id, None)

        self.context.courier.send(
            subscription.url,
            content,
            headers,
            pauses=PAUSES,
            refuses=lambda status: status in {410, 422},
            is_wanted=is_wanted,
            on_end=on_end,
            event=subscription.event_type,
        )


def _pauses() -> tuple[float, ...]:
    """At once, then a minute, two, four, ... for as long as documented."""
    pauses = [0.0]
    while sum(pauses) + FIRST_PAUSE * 2 ** (len(pauses) - 1) <= LONGEST:
        pauses.append(FIRST_PAUSE * 2 ** (len(pauses) - 1))
    return tuple(pauses)


PAUSES = _pauses()


def signature(secret: str, content: bytes) -> str:
    """The value of Solaris-Webhook-Signature."""
    return "sha256=" + hmac.digest(secret.encode(), content, "sha256").hex()


def _hex(context: ProviderContext) -> str:
    return f"{context.random.getrandbits(128):032x}"
