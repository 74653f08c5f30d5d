"""Webhooks as a Django view, under WSGI and ASGI.

    urlpatterns = [path("webhooks/acme", webhook_view(parse, handle))]

Pings are answered and repetitions recognised; the view is exempt from CSRF protection. With several processes, give `deduplicator` a store
that they share.
"""

import io
from collections.abc import Callable
from typing import Any

from identkit.contrib._view import REQUEST, WebhookView, of_request, respond
from identkit.core.webhooks import Accept, Deduplicator, Event, OnDelivery, Parse
from identkit.core.wsgi import WebhookApp

try:
    from django import http as django_http
    from django.core import exceptions as django_exceptions
except ModuleNotFoundError as missing:
    raise ModuleNotFoundError(f"identkit.contrib.django needs Django: there is no {missing.name}", name=missing.name) from None

__all__ = ["webhook_view"]

_http: Any = django_http  # Django has no types
_exceptions: Any = django_exceptions


def webhook_view(
    parse: Parse,
    handle: Callable[[Event], None] | None = None,
    *,
    accept: Accept | None = None,
    deduplicator: Deduplicator | None = None,
    workers: int = 2,
    backlog: int = 1000,
    max_bytes: int = 1024 * 1024,
    source_ip: Callable[[Any], str | None] | None = None,
    on_delivery: OnDelivery | None = None,
) -> WebhookView[Any]:
    """A view that receives a provider's webhooks.

    Args:
        parse: Verifies and decodes: `lambda got: client.webhooks.parse(got.headers, got.body, secret=SECRET)`.
        handle: Works on an event after it was acknowledged, in a worker thread; close old database connections there as Django asks for
            (`django.db.close_old_connections`). What must survive a crash goes into a queue, by `accept`.
        accept: Called before the answer.
        deduplicator: Yours, when several processes receive.
        workers: Threads that work on events.
        backlog: Events that may wait; with more, deliveries are answered with 503, so that they come again.
        max_bytes: Longer deliveries are answered with 413.
        source_ip: Finds the sender's address in Django's request; the peer's by default.
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

    def answer(request: Any, **_: object) -> Any:
        environ = _environ(request, max_bytes)
        if environ is None:
            return _http.HttpResponse(status=413)
        status, headers = respond(app, {**environ, REQUEST: request})
        return _http.HttpResponse(status=status, headers=headers)

    return WebhookView(app, answer)


def _environ(request: Any, max_bytes: int) -> dict[str, Any] | None:
    """The request as WSGI has it. None when its body is longer than Django takes."""
    length = str(request.META.get("CONTENT_LENGTH") or "")
    if not length or not length.isdecimal() or len(length) > 15 or int(length) > max_bytes:
        # Without a length Django reads nothing, and what is too long it need not read: the server's own stream says more.
        return dict(getattr(request, "environ", request.META))
    try:
        body: bytes = request.body  # may have been read by a middleware
    except _exceptions.RequestDataTooBig:
        return None
    return {**request.META, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}
