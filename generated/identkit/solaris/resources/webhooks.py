# Generated from specs/solaris (sha256 ad6e4aac8b2f205162fedf3dae8b0a1e7f23ee3e109f78123fb42d1843d54067). Do not edit: change the spec, then `make generate`.
"""Webhooks: subscriptions, and the deliveries Solaris sends."""

# fmt: off
import builtins
from collections.abc import Iterator, Sequence
from typing import cast
from identkit.core import _kit
from identkit.solaris.models import ErrorList, Webhook, WebhookCreate, WebhooksListHeaders
from identkit.solaris.webhooks import EVENTS, POLICY, SolarisEvent

__all__ = ["AsyncWebhooks", "Webhooks"]

_ID = _kit.Param("id", "id", _kit.Place.PATH, _kit.Check("id", required=True))
_WEBHOOKS_LIST = _kit.Operation[list[Webhook]](
    "webhooks.list", "GET", "/v1/webhooks", list[Webhook], _kit.Retry.SAFE,
    params=(
        _kit.Param("page_number", "page[number]", _kit.Place.QUERY, _kit.Check("page_number", kind="integer")),
        _kit.Param("page_size", "page[size]", _kit.Place.QUERY, _kit.Check("page_size", kind="integer")),
    ),
    auth="partner", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 500: ErrorList},
    rules=(
        _kit.Rule(kind="at-least", fields=("page_number", "page_size"), message="is smaller than 1", limit=1, doubtful=True),
        _kit.Rule(kind="at-most", fields=("page_size",), message="is larger than 1000", limit=1000, doubtful=True),
    ),
    headers=WebhooksListHeaders,
)
_WEBHOOKS_CREATE = _kit.Operation[Webhook](
    "webhooks.create", "POST", "/v1/webhooks", Webhook, _kit.Retry.NEVER, body=WebhookCreate, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 500: ErrorList}, carries=("event_type",),
)
_WEBHOOKS_GET = _kit.Operation[Webhook](
    "webhooks.get", "GET", "/v1/webhooks/{id}", Webhook, _kit.Retry.SAFE, params=(_ID,), auth="partner",
    errors={401: ErrorList, 404: ErrorList, 500: ErrorList}, echo=(_kit.Echo("id", ("id",)),),
)
_WEBHOOKS_DELETE = _kit.Operation[None](
    "webhooks.delete", "DELETE", "/v1/webhooks/{id}", None, _kit.Retry.REPEATABLE, params=(_ID,), auth="partner",
    errors={401: ErrorList, 404: ErrorList, 500: ErrorList},
)


class Webhooks(_kit.Resource["WebhooksWithResponse"]):
    """Webhooks: subscriptions, and the deliveries Solaris sends."""

    def list(
        self, *, page_number: int | None = None, page_size: int | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> builtins.list[Webhook]:
        """List the subscriptions.

        Args:
            page_number: Number of the page, 1 when left out.
            page_size: Objects on a page, 10 when left out, at most 1000.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: Solaris API reference, /api-reference/webhooks (referenced). GET /v1/webhooks
        """
        return self._core.call(
            _WEBHOOKS_LIST, {"page_number": page_number, "page_size": page_size}, timeout=timeout, extra_headers=extra_headers,
        )

    def create(self, *, event_type: str, url: str, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> Webhook:
        """Subscribe to an event.

        The answer holds the secret that signs the deliveries; keep it, it is shown once. Solaris calls the URL at once and refuses the
        subscription (invalid_webhook_url) when it is not answered with 2xx.

        Args:
            event_type: IDENTIFICATION and so on.
            url: With https, else unsafe_webhook_url.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: Solaris API reference, /api-reference/webhooks; referred to by video-ident and bankident, Webhooks (referenced). POST
            /v1/webhooks
        """
        return self._core.call(_WEBHOOKS_CREATE, body={"event_type": event_type, "url": url}, timeout=timeout, extra_headers=extra_headers)

    def get(self, id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> Webhook:
        """Retrieve a subscription.

        Args:
            id: Identifier of the subscription.

        Raises:
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: Solaris API reference, /api-reference/webhooks (referenced). GET /v1/webhooks/{id}
        """
        return self._core.call(_WEBHOOKS_GET, {"id": id}, timeout=timeout, extra_headers=extra_headers)

    def delete(self, id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> None:
        """Delete a subscription.

        A subscription cannot be changed; delete it and subscribe again, which gives a new id and secret.

        Args:
            id: Identifier of the subscription.

        Raises:
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: Solaris API reference, /api-reference/webhooks (referenced). DELETE /v1/webhooks/{id}
        """
        return self._core.call(_WEBHOOKS_DELETE, {"id": id}, timeout=timeout, extra_headers=extra_headers)

    def iterate(
        self, *, page_size: int | None = None, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> Iterator[Webhook]:
        """All items of `list`, one page after the other.

        Args:
            page_size: Objects on a page, 10 when left out, at most 1000.

        Raises:
            ApiError: as `list`.

        Source: Solaris API reference, /api-reference/webhooks (referenced)
        """
        return self._core.iterate(
            _WEBHOOKS_LIST, {"page_size": page_size}, page=("page_number", "page_size"), timeout=timeout, extra_headers=extra_headers,
        )

    def parse(
        self, headers: "_kit.Headers", body: bytes | bytearray | memoryview | str, *, secret: str | bytes | Sequence[str | bytes] | None,
    ) -> SolarisEvent:
        """Verify a delivery and decode it into a typed event.

        An event that is not described comes as `RawEvent`.

        Args:
            headers: The delivery's headers, as received, in any of the usual forms.
            body: The delivery's body, as received: before any JSON is parsed.
            secret: The secret of the webhook, as the provider answered it when the webhook was made; several for several webhooks, None as
                long as there is none.

        Raises:
            WebhookRejected: the signature, the source or the body is not what it should be; answer with an error status.
        """
        return cast("SolarisEvent", _kit.parse(POLICY, EVENTS, headers, body, secret=secret, clock=self._core.settings.clock, watch=self._core.settings.watch()))


class WebhooksWithResponse(_kit.View[Webhooks]):
    """The calls of `Webhooks`, each answering a `Response`."""

    list = _kit.headed(WebhooksListHeaders)(Webhooks.list)
    create = _kit.raw(Webhooks.create)
    get = _kit.raw(Webhooks.get)
    delete = _kit.raw(Webhooks.delete)


class AsyncWebhooks(_kit.AsyncResource["AsyncWebhooksWithResponse"]):
    """Webhooks: subscriptions, and the deliveries Solaris sends."""

    list = _kit.awaited(Webhooks.list)
    create = _kit.awaited(Webhooks.create)
    get = _kit.awaited(Webhooks.get)
    delete = _kit.awaited(Webhooks.delete)
    iterate = _kit.iterated(Webhooks.iterate)
    parse = _kit.shared(Webhooks.parse)


class AsyncWebhooksWithResponse(_kit.View[AsyncWebhooks]):
    """The calls of `AsyncWebhooks`, each answering a `Response`."""

    list = _kit.async_headed(WebhooksListHeaders)(Webhooks.list)
    create = _kit.async_raw(Webhooks.create)
    get = _kit.async_raw(Webhooks.get)
    delete = _kit.async_raw(Webhooks.delete)
