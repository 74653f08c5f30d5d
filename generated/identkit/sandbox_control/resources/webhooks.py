# Generated from specs/sandbox_control.yaml (sha256 1301d58c6558fa32d937f931b8df3949a7e110ce2974e80677d65c607b182e53). Do not edit: change the spec, then `make generate`.
"""Subscriptions, deliveries, and the application that gets them."""

# fmt: off
from identkit.core import _kit
from identkit.sandbox_control.models import Delivery, Forward, Forwarding, Refusal, Subscription

__all__ = ["AsyncWebhooks", "Webhooks"]

_PROVIDER_2 = _kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True))
_WEBHOOKS_FORWARD = _kit.Operation[Forwarding](
    "webhooks.forward", "PUT", "/v1/providers/{provider}/forward", Forwarding, _kit.Retry.SAFE, params=(_PROVIDER_2,), body=Forward,
    auth="token", errors={0: Refusal},
)
_WEBHOOKS_STOP_FORWARDING = _kit.Operation[None](
    "webhooks.stop_forwarding", "DELETE", "/v1/providers/{provider}/forward", None, _kit.Retry.SAFE, params=(_PROVIDER_2,), auth="token",
    errors={0: Refusal},
)
_WEBHOOKS_LIST_SUBSCRIPTIONS = _kit.Operation[list[Subscription]](
    "webhooks.list_subscriptions", "GET", "/v1/providers/{provider}/subscriptions", list[Subscription], _kit.Retry.SAFE,
    params=(_PROVIDER_2,), auth="token", errors={0: Refusal},
)
_WEBHOOKS_LIST_DELIVERIES = _kit.Operation[list[Delivery]](
    "webhooks.list_deliveries", "GET", "/v1/deliveries", list[Delivery], _kit.Retry.SAFE,
    params=(
        _kit.Param("provider", "provider", _kit.Place.QUERY, _kit.Check("provider")),
        _kit.Param("limit", "limit", _kit.Place.QUERY, _kit.Check("limit", kind="integer", minimum=1, maximum=10000)),
    ),
    auth="token", errors={0: Refusal},
)


class Webhooks(_kit.Resource["WebhooksWithResponse"]):
    """Subscriptions, deliveries, and the application that gets them."""

    def forward(
        self, provider: str, *, url: str, secret: str | _kit.UnsetType = _kit.UNSET, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> Forwarding:
        """Send all deliveries of a provider to an application under test.

        Args:
            provider: Name of a provider, such as the package of its client.
            url: The application's address for webhooks.
            secret: Secret for signatures, where the provider signs; a new one when left out.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). PUT /v1/providers/{provider}/forward
        """
        return self._core.call(
            _WEBHOOKS_FORWARD, {"provider": provider}, body={"url": url, "secret": secret}, timeout=timeout, extra_headers=extra_headers,
        )

    def stop_forwarding(self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> None:
        """Send deliveries where the provider's document says, again.

        Args:
            provider: Name of a provider, such as the package of its client.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). DELETE /v1/providers/{provider}/forward
        """
        return self._core.call(_WEBHOOKS_STOP_FORWARDING, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    def list_subscriptions(
        self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> list[Subscription]:
        """List who gets which webhooks.

        Args:
            provider: Name of a provider, such as the package of its client.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). GET /v1/providers/{provider}/subscriptions
        """
        return self._core.call(_WEBHOOKS_LIST_SUBSCRIPTIONS, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    def list_deliveries(
        self, *, provider: str | None = None, limit: int | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> list[Delivery]:
        """List deliveries with their attempts, latest first.

        Args:
            provider: Of this provider only.
            limit: How many at most. 1 to 10000.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). GET /v1/deliveries
        """
        return self._core.call(
            _WEBHOOKS_LIST_DELIVERIES, {"provider": provider, "limit": limit}, timeout=timeout, extra_headers=extra_headers,
        )


class WebhooksWithResponse(_kit.View[Webhooks]):
    """The calls of `Webhooks`, each answering a `Response`."""

    forward = _kit.raw(Webhooks.forward)
    stop_forwarding = _kit.raw(Webhooks.stop_forwarding)
    list_subscriptions = _kit.raw(Webhooks.list_subscriptions)
    list_deliveries = _kit.raw(Webhooks.list_deliveries)


class AsyncWebhooks(_kit.AsyncResource["AsyncWebhooksWithResponse"]):
    """Subscriptions, deliveries, and the application that gets them."""

    forward = _kit.awaited(Webhooks.forward)
    stop_forwarding = _kit.awaited(Webhooks.stop_forwarding)
    list_subscriptions = _kit.awaited(Webhooks.list_subscriptions)
    list_deliveries = _kit.awaited(Webhooks.list_deliveries)


class AsyncWebhooksWithResponse(_kit.View[AsyncWebhooks]):
    """The calls of `AsyncWebhooks`, each answering a `Response`."""

    forward = _kit.async_raw(Webhooks.forward)
    stop_forwarding = _kit.async_raw(Webhooks.stop_forwarding)
    list_subscriptions = _kit.async_raw(Webhooks.list_subscriptions)
    list_deliveries = _kit.async_raw(Webhooks.list_deliveries)
