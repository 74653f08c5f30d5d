"""Webhooks as a Flask view.

    app.add_url_rule("/webhooks/acme", view_func=webhook_view(parse, handle))

Pings are answered and repetitions recognised. With several processes (gunicorn's workers), give `deduplicator` a store that they share.
"""

from collections.abc import Callable

from identkit.contrib._view import REQUEST, WebhookView, of_request, respond
from identkit.core.webhooks import Accept, Deduplicator, Event, OnDelivery, Parse
from identkit.core.wsgi import WebhookApp

try:
    from flask import Request, Response, request
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError(f"identkit.contrib.flask needs Flask: there is no {missing.name}", name=missing.name) from None

__all__ = ["webhook_view"]


def webhook_view(
    parse: Parse,
    handle: Callable[[Event], None] | None = None,
    *,
    accept: Accept | None = None,
    deduplicator: Deduplicator | None = None,
    workers: int = 2,
    backlog: int = 1000,
    max_bytes: int = 1024 * 1024,
    source_ip: Callable[[Request], str | None] | None = None,
    on_delivery: OnDelivery | None = None,
) -> WebhookView[Request]:
    """A view that receives a provider's webhooks.

    Args:
        parse: Verifies and decodes: `lambda got: client.webhooks.parse(got.headers, got.body, secret=SECRET)`.
        handle: Works on an event after it was acknowledged, in a worker thread. What must survive a crash goes into a queue, by `accept`.
        accept: Called before the answer.
        deduplicator: Yours, when several processes receive.
        workers: Threads that work on events.
        backlog: Events that may wait; with more, deliveries are answered with 503, so that they come again.
        max_bytes: Longer deliveries are answered with 413.
        source_ip: Finds the sender's address in Flask's request; the peer's by default.
        on_delivery: Told what became of each delivery, to count it; `identkit.contrib.otel.webhooks()` is one.
    """
    app = WebhookApp(
        parse,
        handle,
        accept=accept,
        deduplicator=deduplicator,
        workers=workers,
        backlog=backlog,
        max_bytes=max_bytes,
        source_ip=of_request(source_ip),
        on_delivery=on_delivery,
    )

    def answer(**_: object) -> Response:
        status, headers = respond(app, {**request.environ, REQUEST: request})
        return Response(status=status, headers=headers)

    return WebhookView(app, answer)
