# Generated from specs/sandbox_control.yaml (sha256 cd5a461c7c2bb516b9cfb8ef82e05d61edf9c7c55ef2aea659718ef584b5d3cf). Do not edit: change the spec, then `make generate`.
"""Sandbox control: client.

The sandbox serves this API beside its providers, on a port of its own: the clock, faults, the log, cases and what becomes of them, webhooks
and where they go. `identkit sandbox` and the page at `/` are made with it.

Source: identkit's own sandbox (documented)
"""

# fmt: off
import builtins
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import httpx

from identkit.core import _kit
from identkit.sandbox_control.models import (
    ActiveFault, Advance, Delivery, Diagram, Forward, Forwarding, Health, LiveCase, NewFault, NewFaultCutInput, PlayableEvent, Refusal,
    Reset, SandboxState, Scenario, ServedRequest, Setting, SettingChange, Subscription, Time, Trigger, Triggered, Walk,
)

__all__ = [
    "AsyncCases", "AsyncClock", "AsyncEvents", "AsyncFaults", "AsyncRequests", "AsyncSandbox", "AsyncSandboxControl", "AsyncSettings",
    "AsyncWebhooks", "Cases", "Clock", "Events", "Faults", "Requests", "Sandbox", "SandboxControl", "Settings", "Webhooks",
]  # fmt: skip


def _authentication(scheme: "_kit.Scheme", context: "_kit.AuthContext") -> "_kit.Authentication":
    from identkit.overrides import auth  # not before a client is made; a plain import, for tools that freeze applications

    return auth.build(scheme, context)

_API = _kit.Api(
    name="sandbox_control", title="Sandbox control", servers={"sandbox": ""}, environment="sandbox",
    schemes={"token": _kit.Scheme("bearer", ("token",))}, authenticate=_authentication, required=("token", "base_url"),
    from_env=("base_url", "token"),
)

_SANDBOX_CHECK_HEALTH = _kit.Operation[Health]("sandbox.check_health", "GET", "/health", Health, _kit.Retry.SAFE)
_SANDBOX_GET = _kit.Operation[SandboxState](
    "sandbox.get", "GET", "/v1/sandbox", SandboxState, _kit.Retry.SAFE, auth="token", errors={0: Refusal},
)
_SANDBOX_RESET = _kit.Operation[SandboxState](
    "sandbox.reset", "POST", "/v1/reset", SandboxState, _kit.Retry.SAFE, body=Reset, body_optional=True, auth="token", errors={0: Refusal},
)
_SANDBOX_LIST_SCENARIOS = _kit.Operation[list[Scenario]](
    "sandbox.list_scenarios", "GET", "/v1/scenarios", list[Scenario], _kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.QUERY, _kit.Check("provider")),), auth="token", errors={0: Refusal},
)
_CLOCK_GET = _kit.Operation[Time]("clock.get", "GET", "/v1/clock", Time, _kit.Retry.SAFE, auth="token", errors={0: Refusal})
_CLOCK_ADVANCE = _kit.Operation[Time](
    "clock.advance", "POST", "/v1/clock/advance", Time, _kit.Retry.NEVER, body=Advance, auth="token", errors={0: Refusal},
)
_REQUESTS_LIST = _kit.Operation[list[ServedRequest]](
    "requests.list", "GET", "/v1/requests", list[ServedRequest], _kit.Retry.SAFE,
    params=(
        _kit.Param("provider", "provider", _kit.Place.QUERY, _kit.Check("provider")),
        _kit.Param("limit", "limit", _kit.Place.QUERY, _kit.Check("limit", kind="integer", minimum=1, maximum=10000)),
    ),
    auth="token", errors={0: Refusal},
)
_CASES_LIST = _kit.Operation[list[LiveCase]](
    "cases.list", "GET", "/v1/cases", list[LiveCase], _kit.Retry.SAFE,
    params=(
        _kit.Param("provider", "provider", _kit.Place.QUERY, _kit.Check("provider")),
        _kit.Param("limit", "limit", _kit.Place.QUERY, _kit.Check("limit", kind="integer", minimum=1, maximum=10000)),
    ),
    auth="token", errors={0: Refusal},
)
_CASES_LIST_DIAGRAMS = _kit.Operation[list[Diagram]](
    "cases.list_diagrams", "GET", "/v1/diagrams", list[Diagram], _kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.QUERY, _kit.Check("provider")),), auth="token", errors={0: Refusal},
)
_CASES_GET = _kit.Operation[LiveCase](
    "cases.get", "GET", "/v1/providers/{provider}/cases/{case_id}", LiveCase, _kit.Retry.SAFE,
    params=(
        _kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),
        _kit.Param("case_id", "case_id", _kit.Place.PATH, _kit.Check("case_id", required=True)),
    ),
    auth="token", errors={0: Refusal},
)
_CASES_WALK = _kit.Operation[LiveCase](
    "cases.walk", "POST", "/v1/providers/{provider}/cases/{case_id}/walk", LiveCase, _kit.Retry.NEVER,
    params=(
        _kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),
        _kit.Param("case_id", "case_id", _kit.Place.PATH, _kit.Check("case_id", required=True)),
    ),
    body=Walk, auth="token", errors={0: Refusal},
)
_FAULTS_LIST = _kit.Operation[list[ActiveFault]](
    "faults.list", "GET", "/v1/providers/{provider}/faults", list[ActiveFault], _kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),), auth="token", errors={0: Refusal},
)
_FAULTS_ADD = _kit.Operation[ActiveFault](
    "faults.add", "POST", "/v1/providers/{provider}/faults", ActiveFault, _kit.Retry.NEVER,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),), body=NewFault, auth="token",
    errors={0: Refusal},
)
_FAULTS_CLEAR = _kit.Operation[None](
    "faults.clear", "DELETE", "/v1/providers/{provider}/faults", None, _kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),), auth="token", errors={0: Refusal},
)
_SETTINGS_LIST = _kit.Operation[list[Setting]](
    "settings.list", "GET", "/v1/providers/{provider}/settings", list[Setting], _kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),), auth="token", errors={0: Refusal},
)
_SETTINGS_CHANGE = _kit.Operation[Setting](
    "settings.change", "PUT", "/v1/providers/{provider}/settings/{name}", Setting, _kit.Retry.SAFE,
    params=(
        _kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),
        _kit.Param("name", "name", _kit.Place.PATH, _kit.Check("name", required=True)),
    ),
    body=SettingChange, auth="token", errors={0: Refusal},
)
_EVENTS_LIST = _kit.Operation[list[PlayableEvent]](
    "events.list", "GET", "/v1/providers/{provider}/events", list[PlayableEvent], _kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),), auth="token", errors={0: Refusal},
)
_EVENTS_TRIGGER = _kit.Operation[Triggered](
    "events.trigger", "POST", "/v1/providers/{provider}/trigger", Triggered, _kit.Retry.NEVER,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),), body=Trigger, auth="token",
    errors={0: Refusal},
)
_WEBHOOKS_FORWARD = _kit.Operation[Forwarding](
    "webhooks.forward", "PUT", "/v1/providers/{provider}/forward", Forwarding, _kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),), body=Forward, auth="token",
    errors={0: Refusal},
)
_WEBHOOKS_STOP_FORWARDING = _kit.Operation[None](
    "webhooks.stop_forwarding", "DELETE", "/v1/providers/{provider}/forward", None, _kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),), auth="token", errors={0: Refusal},
)
_WEBHOOKS_LIST_SUBSCRIPTIONS = _kit.Operation[list[Subscription]](
    "webhooks.list_subscriptions", "GET", "/v1/providers/{provider}/subscriptions", list[Subscription], _kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),), auth="token", errors={0: Refusal},
)
_WEBHOOKS_LIST_DELIVERIES = _kit.Operation[list[Delivery]](
    "webhooks.list_deliveries", "GET", "/v1/deliveries", list[Delivery], _kit.Retry.SAFE,
    params=(
        _kit.Param("provider", "provider", _kit.Place.QUERY, _kit.Check("provider")),
        _kit.Param("limit", "limit", _kit.Place.QUERY, _kit.Check("limit", kind="integer", minimum=1, maximum=10000)),
    ),
    auth="token", errors={0: Refusal},
)


class Sandbox(_kit.Resource["SandboxWithResponse"]):
    """The sandbox as a whole."""

    def check_health(self, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> Health:
        """Say whether the sandbox serves.

        Needs no token.

        Source: identkit's own sandbox (documented). GET /health
        """
        return self._core.call(_SANDBOX_CHECK_HEALTH, timeout=timeout, extra_headers=extra_headers)

    def get(self, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> SandboxState:
        """Describe the sandbox, with the credentials of its providers.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). GET /v1/sandbox
        """
        return self._core.call(_SANDBOX_GET, timeout=timeout, extra_headers=extra_headers)

    def reset(
        self, *, provider: str | _kit.UnsetType = _kit.UNSET, seed: int | _kit.UnsetType = _kit.UNSET, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> SandboxState:
        """Begin again without state, faults and log; the clock goes on.

        Args:
            provider: This provider only; all when left out.
            seed: A new seed for all identifiers that follow.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). POST /v1/reset
        """
        return self._core.call(_SANDBOX_RESET, body={"provider": provider, "seed": seed}, timeout=timeout, extra_headers=extra_headers)

    def list_scenarios(
        self, *, provider: str | None = None, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> list[Scenario]:
        """List the test values and scenarios of the providers' documents, with their sources.

        Args:
            provider: Of this provider only.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). GET /v1/scenarios
        """
        return self._core.call(_SANDBOX_LIST_SCENARIOS, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)


class SandboxWithResponse(_kit.View[Sandbox]):
    """The calls of `Sandbox`, each answering a `Response`."""

    def __init__(self, twin: Sandbox) -> None:
        self.check_health = _kit.raw(twin.check_health)
        self.get = _kit.raw(twin.get)
        self.reset = _kit.raw(twin.reset)
        self.list_scenarios = _kit.raw(twin.list_scenarios)


class AsyncSandbox(_kit.AsyncResource["AsyncSandboxWithResponse"]):
    """The sandbox as a whole."""

    check_health = _kit.awaited(Sandbox.check_health)
    get = _kit.awaited(Sandbox.get)
    reset = _kit.awaited(Sandbox.reset)
    list_scenarios = _kit.awaited(Sandbox.list_scenarios)


class AsyncSandboxWithResponse(_kit.View[AsyncSandbox]):
    """The calls of `AsyncSandbox`, each answering a `Response`."""

    def __init__(self, twin: AsyncSandbox) -> None:
        self.check_health = _kit.async_raw(twin.check_health)
        self.get = _kit.async_raw(twin.get)
        self.reset = _kit.async_raw(twin.reset)
        self.list_scenarios = _kit.async_raw(twin.list_scenarios)


class Clock(_kit.Resource["ClockWithResponse"]):
    """Its time."""

    def get(self, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> Time:
        """Tell the time.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). GET /v1/clock
        """
        return self._core.call(_CLOCK_GET, timeout=timeout, extra_headers=extra_headers)

    def advance(
        self, *, seconds: float | _kit.UnsetType = _kit.UNSET, minutes: float | _kit.UnsetType = _kit.UNSET,
        hours: float | _kit.UnsetType = _kit.UNSET, days: float | _kit.UnsetType = _kit.UNSET, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> Time:
        """Move the clock forward and run what comes due on the way.

        Args:
            seconds: Seconds.
            minutes: Minutes.
            hours: Hours.
            days: Days. 0 to 36500.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: identkit's own sandbox (documented). POST /v1/clock/advance
        """
        return self._core.call(
            _CLOCK_ADVANCE, body={"seconds": seconds, "minutes": minutes, "hours": hours, "days": days}, timeout=timeout,
            extra_headers=extra_headers,
        )


class ClockWithResponse(_kit.View[Clock]):
    """The calls of `Clock`, each answering a `Response`."""

    def __init__(self, twin: Clock) -> None:
        self.get = _kit.raw(twin.get)
        self.advance = _kit.raw(twin.advance)


class AsyncClock(_kit.AsyncResource["AsyncClockWithResponse"]):
    """Its time."""

    get = _kit.awaited(Clock.get)
    advance = _kit.awaited(Clock.advance)


class AsyncClockWithResponse(_kit.View[AsyncClock]):
    """The calls of `AsyncClock`, each answering a `Response`."""

    def __init__(self, twin: AsyncClock) -> None:
        self.get = _kit.async_raw(twin.get)
        self.advance = _kit.async_raw(twin.advance)


class Requests(_kit.Resource["RequestsWithResponse"]):
    """What the providers were asked."""

    def list(
        self, *, provider: str | None = None, limit: int | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> builtins.list[ServedRequest]:
        """List what the providers were asked, latest first.

        Args:
            provider: Of this provider only.
            limit: How many at most. 1 to 10000.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). GET /v1/requests
        """
        return self._core.call(_REQUESTS_LIST, {"provider": provider, "limit": limit}, timeout=timeout, extra_headers=extra_headers)


class RequestsWithResponse(_kit.View[Requests]):
    """The calls of `Requests`, each answering a `Response`."""

    def __init__(self, twin: Requests) -> None:
        self.list = _kit.raw(twin.list)


class AsyncRequests(_kit.AsyncResource["AsyncRequestsWithResponse"]):
    """What the providers were asked."""

    list = _kit.awaited(Requests.list)


class AsyncRequestsWithResponse(_kit.View[AsyncRequests]):
    """The calls of `AsyncRequests`, each answering a `Response`."""

    def __init__(self, twin: AsyncRequests) -> None:
        self.list = _kit.async_raw(twin.list)


class Cases(_kit.Resource["CasesWithResponse"]):
    """Cases, identifications, sessions, checks: whatever has a status."""

    def list(
        self, *, provider: str | None = None, limit: int | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> builtins.list[LiveCase]:
        """List everything that has a status, latest first, with the next documented steps.

        Args:
            provider: Of this provider only.
            limit: How many at most. 1 to 10000.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). GET /v1/cases
        """
        return self._core.call(_CASES_LIST, {"provider": provider, "limit": limit}, timeout=timeout, extra_headers=extra_headers)

    def list_diagrams(
        self, *, provider: str | None = None, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> builtins.list[Diagram]:
        """List the state diagrams of the kinds of cases.

        Args:
            provider: Of this provider only.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). GET /v1/diagrams
        """
        return self._core.call(_CASES_LIST_DIAGRAMS, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    def get(self, provider: str, case_id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> LiveCase:
        """Get one case.

        Args:
            provider: Name of a provider, such as the package of its client.
            case_id: The provider's identifier.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). GET /v1/providers/{provider}/cases/{case_id}
        """
        return self._core.call(_CASES_GET, {"provider": provider, "case_id": case_id}, timeout=timeout, extra_headers=extra_headers)

    def walk(
        self, provider: str, case_id: str, *, steps: Sequence[str], timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> LiveCase:
        """Let a case take documented steps, as its user or provider would.

        Args:
            provider: Name of a provider, such as the package of its client.
            case_id: The provider's identifier.
            steps: Names of steps as the case lists them, one after the other. At least 1 item.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: identkit's own sandbox (documented). POST /v1/providers/{provider}/cases/{case_id}/walk
        """
        return self._core.call(
            _CASES_WALK, {"provider": provider, "case_id": case_id}, body={"steps": steps}, timeout=timeout, extra_headers=extra_headers,
        )


class CasesWithResponse(_kit.View[Cases]):
    """The calls of `Cases`, each answering a `Response`."""

    def __init__(self, twin: Cases) -> None:
        self.list = _kit.raw(twin.list)
        self.list_diagrams = _kit.raw(twin.list_diagrams)
        self.get = _kit.raw(twin.get)
        self.walk = _kit.raw(twin.walk)


class AsyncCases(_kit.AsyncResource["AsyncCasesWithResponse"]):
    """Cases, identifications, sessions, checks: whatever has a status."""

    list = _kit.awaited(Cases.list)
    list_diagrams = _kit.awaited(Cases.list_diagrams)
    get = _kit.awaited(Cases.get)
    walk = _kit.awaited(Cases.walk)


class AsyncCasesWithResponse(_kit.View[AsyncCases]):
    """The calls of `AsyncCases`, each answering a `Response`."""

    def __init__(self, twin: AsyncCases) -> None:
        self.list = _kit.async_raw(twin.list)
        self.list_diagrams = _kit.async_raw(twin.list_diagrams)
        self.get = _kit.async_raw(twin.get)
        self.walk = _kit.async_raw(twin.walk)


class Faults(_kit.Resource["FaultsWithResponse"]):
    """What goes wrong on purpose."""

    def list(
        self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> builtins.list[ActiveFault]:
        """List the faults that are switched on.

        Args:
            provider: Name of a provider, such as the package of its client.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). GET /v1/providers/{provider}/faults
        """
        return self._core.call(_FAULTS_LIST, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    def add(
        self, provider: str, *, status: int | _kit.UnsetType = _kit.UNSET, times: int | None | _kit.UnsetType = _kit.UNSET,
        delay: float | _kit.UnsetType = _kit.UNSET, cut: NewFaultCutInput | _kit.UnsetType = _kit.UNSET,
        garbage: bool | _kit.UnsetType = _kit.UNSET, retry_after: float | _kit.UnsetType = _kit.UNSET,
        match: str | _kit.UnsetType = _kit.UNSET, kind: str | _kit.UnsetType = _kit.UNSET, body: Any | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> ActiveFault:
        """Switch on a fault for the next requests that match.

        Args:
            provider: Name of a provider, such as the package of its client.
            status: Answer with this status in the provider's place. 100 to 599.
            times: How many requests it hits, 1 when left out; null: all. At least 1.
            delay: Real seconds before the answer. 0 to 3600.
            cut: End the connection in the middle of the answer or before it. One of "answer" or "unanswered".
            garbage: An HTML page where JSON belongs.
            retry_after: The header Retry-After in seconds; the status is 429 unless given.
            match: Which requests: POST /v1/persons, a path, an operation; * and ? are wildcards.
            kind: A fault of the provider's own.
            body: JSON to answer.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: identkit's own sandbox (documented). POST /v1/providers/{provider}/faults
        """
        return self._core.call(
            _FAULTS_ADD, {"provider": provider},
            body={
                "status": status, "times": times, "delay": delay, "cut": cut, "garbage": garbage, "retry_after": retry_after,
                "match": match, "kind": kind, "body": body,
            },
            timeout=timeout, extra_headers=extra_headers,
        )

    def clear(self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> None:
        """Switch all faults off.

        Args:
            provider: Name of a provider, such as the package of its client.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). DELETE /v1/providers/{provider}/faults
        """
        return self._core.call(_FAULTS_CLEAR, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)


class FaultsWithResponse(_kit.View[Faults]):
    """The calls of `Faults`, each answering a `Response`."""

    def __init__(self, twin: Faults) -> None:
        self.list = _kit.raw(twin.list)
        self.add = _kit.raw(twin.add)
        self.clear = _kit.raw(twin.clear)


class AsyncFaults(_kit.AsyncResource["AsyncFaultsWithResponse"]):
    """What goes wrong on purpose."""

    list = _kit.awaited(Faults.list)
    add = _kit.awaited(Faults.add)
    clear = _kit.awaited(Faults.clear)


class AsyncFaultsWithResponse(_kit.View[AsyncFaults]):
    """The calls of `AsyncFaults`, each answering a `Response`."""

    def __init__(self, twin: AsyncFaults) -> None:
        self.list = _kit.async_raw(twin.list)
        self.add = _kit.async_raw(twin.add)
        self.clear = _kit.async_raw(twin.clear)


class Settings(_kit.Resource["SettingsWithResponse"]):
    """How a provider's account is set up."""

    def list(self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> builtins.list[Setting]:
        """List the settings of a provider's account.

        Args:
            provider: Name of a provider, such as the package of its client.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). GET /v1/providers/{provider}/settings
        """
        return self._core.call(_SETTINGS_LIST, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    def change(
        self, provider: str, name: str, *, value: Any, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> Setting:
        """Change a setting of a provider's account.

        Args:
            provider: Name of a provider, such as the package of its client.
            name: Name of the setting.
            value: The value.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.

        Source: identkit's own sandbox (documented). PUT /v1/providers/{provider}/settings/{name}
        """
        return self._core.call(
            _SETTINGS_CHANGE, {"provider": provider, "name": name}, body={"value": value}, timeout=timeout, extra_headers=extra_headers,
        )


class SettingsWithResponse(_kit.View[Settings]):
    """The calls of `Settings`, each answering a `Response`."""

    def __init__(self, twin: Settings) -> None:
        self.list = _kit.raw(twin.list)
        self.change = _kit.raw(twin.change)


class AsyncSettings(_kit.AsyncResource["AsyncSettingsWithResponse"]):
    """How a provider's account is set up."""

    list = _kit.awaited(Settings.list)
    change = _kit.awaited(Settings.change)


class AsyncSettingsWithResponse(_kit.View[AsyncSettings]):
    """The calls of `AsyncSettings`, each answering a `Response`."""

    def __init__(self, twin: AsyncSettings) -> None:
        self.list = _kit.async_raw(twin.list)
        self.change = _kit.async_raw(twin.change)


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
        self, provider: str, *, event: str, subject: str | _kit.UnsetType = _kit.UNSET, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> Triggered:
        """Play a documented event or state by name, with its webhooks.

        Args:
            provider: Name of a provider, such as the package of its client.
            event: Its name.
            subject: Person, case or identification it happens to; a new one when left out.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: identkit's own sandbox (documented). POST /v1/providers/{provider}/trigger
        """
        return self._core.call(
            _EVENTS_TRIGGER, {"provider": provider}, body={"event": event, "subject": subject}, timeout=timeout,
            extra_headers=extra_headers,
        )


class EventsWithResponse(_kit.View[Events]):
    """The calls of `Events`, each answering a `Response`."""

    def __init__(self, twin: Events) -> None:
        self.list = _kit.raw(twin.list)
        self.trigger = _kit.raw(twin.trigger)


class AsyncEvents(_kit.AsyncResource["AsyncEventsWithResponse"]):
    """Documented states and webhooks that can be played by name."""

    list = _kit.awaited(Events.list)
    trigger = _kit.awaited(Events.trigger)


class AsyncEventsWithResponse(_kit.View[AsyncEvents]):
    """The calls of `AsyncEvents`, each answering a `Response`."""

    def __init__(self, twin: AsyncEvents) -> None:
        self.list = _kit.async_raw(twin.list)
        self.trigger = _kit.async_raw(twin.trigger)


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

    def __init__(self, twin: Webhooks) -> None:
        self.forward = _kit.raw(twin.forward)
        self.stop_forwarding = _kit.raw(twin.stop_forwarding)
        self.list_subscriptions = _kit.raw(twin.list_subscriptions)
        self.list_deliveries = _kit.raw(twin.list_deliveries)


class AsyncWebhooks(_kit.AsyncResource["AsyncWebhooksWithResponse"]):
    """Subscriptions, deliveries, and the application that gets them."""

    forward = _kit.awaited(Webhooks.forward)
    stop_forwarding = _kit.awaited(Webhooks.stop_forwarding)
    list_subscriptions = _kit.awaited(Webhooks.list_subscriptions)
    list_deliveries = _kit.awaited(Webhooks.list_deliveries)


class AsyncWebhooksWithResponse(_kit.View[AsyncWebhooks]):
    """The calls of `AsyncWebhooks`, each answering a `Response`."""

    def __init__(self, twin: AsyncWebhooks) -> None:
        self.forward = _kit.async_raw(twin.forward)
        self.stop_forwarding = _kit.async_raw(twin.stop_forwarding)
        self.list_subscriptions = _kit.async_raw(twin.list_subscriptions)
        self.list_deliveries = _kit.async_raw(twin.list_deliveries)


class SandboxControl(_kit.Client):
    """Sandbox control: Everything that the sandbox's Python object can do, for any other program.

    Every call may raise `RequestInvalid` (a documented limit is not kept; nothing was sent) and `ConnectionFailed` (no usable answer came),
    beside what stands at its method. Its `timeout` and `extra_headers` are those of `with_options`, for this one call.

    Args:
        token: Wanted where the sandbox is served to other machines; printed when it starts. Default: environment variable
            SANDBOX_CONTROL_TOKEN.
        base_url: Where the API is; the provider tells it on demand. Default: environment variable SANDBOX_CONTROL_BASE_URL.
        environment: One of the provider's environments: sandbox. Default: sandbox.
        timeout: Seconds for each attempt of a call, or an `httpx.Timeout`; by default 5 s to connect, 30 s of silence, 60 s in all. A body
            that comes at 16 KiB a second or more may take longer.
        max_retries: How often a call is repeated at most, 2 unless given, and only where the spec says that repeating is harmless.
        default_headers: Headers to send with every call.
        hooks: Functions to be told of requests, answers, repetitions and drift; nothing that they see is personal.
        keep_unknown: Keep fields that the document does not have: `to_dict` and `to_json` give them back.
        log_urls: Log a line for each request with its URL, which may hold identifiers of persons and cases (logger `httpx`).
        http_client: An httpx client to send everything through, tokens too; it is not closed with this one.
        clock: For tests: what time it is and how to sleep.
        allow_insecure_sandbox: Let plain http go to a sandbox on another machine, such as a container; never to a provider.
    """

    def __init__(
        self, *, token: str | None = None, base_url: str | httpx.URL | None = None, environment: str | None = None,
        timeout: _kit.TimeoutLike = None, max_retries: int | None = None, default_headers: _kit.HeadersLike = None,
        hooks: _kit.Hooks | None = None, keep_unknown: bool = False, log_urls: bool = False, http_client: httpx.Client | None = None,
        clock: _kit.Clock | None = None, allow_insecure_sandbox: bool = False,
    ) -> None:
        credentials: dict[str, object] = {"token": token}
        options = _kit.ClientOptions(
            base_url, None, environment, timeout, max_retries, default_headers, hooks, keep_unknown, log_urls, clock,
            allow_insecure_sandbox,
        )
        super().__init__(_API, credentials, options, http_client)

    @cached_property
    def sandbox(self) -> Sandbox:
        """The sandbox as a whole."""
        return Sandbox(self._core)

    @cached_property
    def clock(self) -> Clock:
        """Its time."""
        return Clock(self._core)

    @cached_property
    def requests(self) -> Requests:
        """What the providers were asked."""
        return Requests(self._core)

    @cached_property
    def cases(self) -> Cases:
        """Cases, identifications, sessions, checks: whatever has a status."""
        return Cases(self._core)

    @cached_property
    def faults(self) -> Faults:
        """What goes wrong on purpose."""
        return Faults(self._core)

    @cached_property
    def settings(self) -> Settings:
        """How a provider's account is set up."""
        return Settings(self._core)

    @cached_property
    def events(self) -> Events:
        """Documented states and webhooks that can be played by name."""
        return Events(self._core)

    @cached_property
    def webhooks(self) -> Webhooks:
        """Subscriptions, deliveries, and the application that gets them."""
        return Webhooks(self._core)


class AsyncSandboxControl(_kit.AsyncClient):
    """Asynchronous twin of `SandboxControl`: the same arguments, resources and methods, to be awaited."""

    def __init__(
        self, *, token: str | None = None, base_url: str | httpx.URL | None = None, environment: str | None = None,
        timeout: _kit.TimeoutLike = None, max_retries: int | None = None, default_headers: _kit.HeadersLike = None,
        hooks: _kit.Hooks | None = None, keep_unknown: bool = False, log_urls: bool = False, http_client: httpx.AsyncClient | None = None,
        clock: _kit.Clock | None = None, allow_insecure_sandbox: bool = False,
    ) -> None:
        credentials: dict[str, object] = {"token": token}
        options = _kit.ClientOptions(
            base_url, None, environment, timeout, max_retries, default_headers, hooks, keep_unknown, log_urls, clock,
            allow_insecure_sandbox,
        )
        super().__init__(_API, credentials, options, http_client)

    @cached_property
    def sandbox(self) -> AsyncSandbox:
        """The sandbox as a whole."""
        return AsyncSandbox(self._core)

    @cached_property
    def clock(self) -> AsyncClock:
        """Its time."""
        return AsyncClock(self._core)

    @cached_property
    def requests(self) -> AsyncRequests:
        """What the providers were asked."""
        return AsyncRequests(self._core)

    @cached_property
    def cases(self) -> AsyncCases:
        """Cases, identifications, sessions, checks: whatever has a status."""
        return AsyncCases(self._core)

    @cached_property
    def faults(self) -> AsyncFaults:
        """What goes wrong on purpose."""
        return AsyncFaults(self._core)

    @cached_property
    def settings(self) -> AsyncSettings:
        """How a provider's account is set up."""
        return AsyncSettings(self._core)

    @cached_property
    def events(self) -> AsyncEvents:
        """Documented states and webhooks that can be played by name."""
        return AsyncEvents(self._core)

    @cached_property
    def webhooks(self) -> AsyncWebhooks:
        """Subscriptions, deliveries, and the application that gets them."""
        return AsyncWebhooks(self._core)
