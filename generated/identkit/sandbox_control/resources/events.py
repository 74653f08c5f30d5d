# Generated from specs/sandbox_control.yaml (sha256 1301d58c6558fa32d937f931b8df3949a7e110ce2974e80677d65c607b182e53). Do not edit: change the spec, then `make generate`.
"""Documented states and webhooks that can be played by name."""

# fmt: off
import builtins
from identkit.core import _kit
from identkit.sandbox_control.models import PlayableEvent, Refusal, Trigger, Triggered

__all__ = ["AsyncEvents", "Events"]

_PROVIDER_2 = _kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True))
_EVENTS_LIST = _kit.Operation[list[PlayableEvent]](
    "events.list", "GET", "/v1/providers/{provider}/events", list[PlayableEvent], _kit.Retry.SAFE, params=(_PROVIDER_2,), auth="token",
    errors={0: Refusal},
)
_EVENTS_TRIGGER = _kit.Operation[Triggered](
    "events.trigger", "POST", "/v1/providers/{provider}/trigger", Triggered, _kit.Retry.NEVER, params=(_PROVIDER_2,), body=Trigger,
    auth="token", errors={0: Refusal},
)


class Events(_kit.Resource["EventsWithResponse"]):
    """Documented states and webhooks that can be played by name."""

    def list(
        self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> builtins.list[PlayableEvent]:
        """List the events that can be played.

        Args:
            provider: Name of a provider, such as the package of its client.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). GET /v1/providers/{provider}/events
        """
        return self._core.call(_EVENTS_LIST, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    def trigger(
        self, provider: str, *, event: str, subject: str | _kit.UnsetType = _kit.UNSET, times: int | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> Triggered:
        """Play a documented event or state by name, with its webhooks.

        Args:
            provider: Name of a provider, such as the package of its client.
            event: Its name.
            subject: Person, case or identification it happens to; a new one when left out.
            times: How often; without a subject, to a new one each time. 1 to 10000.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: identkit's own sandbox (documented). POST /v1/providers/{provider}/trigger
        """
        return self._core.call(
            _EVENTS_TRIGGER, {"provider": provider}, body={"event": event, "subject": subject, "times": times}, timeout=timeout,
            extra_headers=extra_headers,
        )


class EventsWithResponse(_kit.View[Events]):
    """The calls of `Events`, each answering a `Response`."""

    list = _kit.raw(Events.list)
    trigger = _kit.raw(Events.trigger)


class AsyncEvents(_kit.AsyncResource["AsyncEventsWithResponse"]):
    """Documented states and webhooks that can be played by name."""

    list = _kit.awaited(Events.list)
    trigger = _kit.awaited(Events.trigger)


class AsyncEventsWithResponse(_kit.View[AsyncEvents]):
    """The calls of `AsyncEvents`, each answering a `Response`."""

    list = _kit.async_raw(Events.list)
    trigger = _kit.async_raw(Events.trigger)
