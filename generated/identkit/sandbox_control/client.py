# Generated from specs/sandbox_control.yaml (sha256 9fbef7e69ce2638adb5a6c1145a6a7c43fff6332fee59323eda324552ebe6d6a). Do not edit: change the spec, then `make generate`.
"""Sandbox control: client.

The sandbox serves this API beside its providers, on a port of its own: the clock, faults, the log, cases and what becomes of them,
webhooks and where they go. `identkit sandbox` and the page at `/` are made with it.

Source: identkit's own sandbox (documented)
"""

import builtins
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import httpx

from identkit.core import _kit
from identkit.sandbox_control.models import (
    ActiveFault,
    Advance,
    Delivery,
    Diagram,
    Forward,
    Forwarding,
    Health,
    LiveCase,
    NewFault,
    NewFaultCutInput,
    PlayableEvent,
    Refusal,
    Reset,
    SandboxState,
    Scenario,
    ServedRequest,
    Subscription,
    Time,
    Trigger,
    Triggered,
    Walk,
)


def _authentication(scheme: _kit.Scheme, context: _kit.AuthContext) -> _kit.Authentication:
    from identkit.overrides import auth  # not before a client is made; a plain import, for tools that freeze applications

    return auth.build(scheme, context)


_API = _kit.Api(
    name="sandbox_control",
    title="Sandbox control",
    servers={"sandbox": ""},
    environment="sandbox",
    schemes={"token": _kit.Scheme("bearer", ("token",))},
    authenticate=_authentication,
    required=("token", "base_url"),
    from_env=("base_url", "token"),
)

_SANDBOX_CHECK_HEALTH = _kit.Operation[Health](
    name="sandbox.check_health", method="GET", path="/health", returns=Health, retry=_kit.Retry.SAFE
)
_SANDBOX_GET = _kit.Operation[SandboxState](
    name="sandbox.get", method="GET", path="/v1/sandbox", returns=SandboxState, retry=_kit.Retry.SAFE, auth="token", errors={0: Refusal}
)
_SANDBOX_RESET = _kit.Operation[SandboxState](
    name="sandbox.reset",
    method="POST",
    path="/v1/reset",
    returns=SandboxState,
    retry=_kit.Retry.SAFE,
    body=Reset,
    body_optional=True,
    auth="token",
    errors={0: Refusal},
)
_SANDBOX_LIST_SCENARIOS = _kit.Operation[list[Scenario]](
    name="sandbox.list_scenarios",
    method="GET",
    path="/v1/scenarios",
    returns=list[Scenario],
    retry=_kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.QUERY, _kit.Check("provider")),),
    auth="token",
    errors={0: Refusal},
)
_CLOCK_GET = _kit.Operation[Time](
    name="clock.get", method="GET", path="/v1/clock", returns=Time, retry=_kit.Retry.SAFE, auth="token", errors={0: Refusal}
)
_CLOCK_ADVANCE = _kit.Operation[Time](
    name="clock.advance",
    method="POST",
    path="/v1/clock/advance",
    returns=Time,
    retry=_kit.Retry.NEVER,
    body=Advance,
    auth="token",
    errors={0: Refusal},
)
_REQUESTS_LIST = _kit.Operation[list[ServedRequest]](
    name="requests.list",
    method="GET",
    path="/v1/requests",
    returns=list[ServedRequest],
    retry=_kit.Retry.SAFE,
    params=(
        _kit.Param("provider", "provider", _kit.Place.QUERY, _kit.Check("provider")),
        _kit.Param("limit", "limit", _kit.Place.QUERY, _kit.Check("limit", kind="integer", minimum=1, maximum=10000)),
    ),
    auth="token",
    errors={0: Refusal},
)
_CASES_LIST = _kit.Operation[list[LiveCase]](
    name="cases.list",
    method="GET",
    path="/v1/cases",
    returns=list[LiveCase],
    retry=_kit.Retry.SAFE,
    params=(
        _kit.Param("provider", "provider", _kit.Place.QUERY, _kit.Check("provider")),
        _kit.Param("limit", "limit", _kit.Place.QUERY, _kit.Check("limit", kind="integer", minimum=1, maximum=10000)),
    ),
    auth="token",
    errors={0: Refusal},
)
_CASES_LIST_DIAGRAMS = _kit.Operation[list[Diagram]](
    name="cases.list_diagrams",
    method="GET",
    path="/v1/diagrams",
    returns=list[Diagram],
    retry=_kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.QUERY, _kit.Check("provider")),),
    auth="token",
    errors={0: Refusal},
)
_CASES_GET = _kit.Operation[LiveCase](
    name="cases.get",
    method="GET",
    path="/v1/providers/{provider}/cases/{case_id}",
    returns=LiveCase,
    retry=_kit.Retry.SAFE,
    params=(
        _kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),
        _kit.Param("case_id", "case_id", _kit.Place.PATH, _kit.Check("case_id", required=True)),
    ),
    auth="token",
    errors={0: Refusal},
)
_CASES_WALK = _kit.Operation[LiveCase](
    name="cases.walk",
    method="POST",
    path="/v1/providers/{provider}/cases/{case_id}/walk",
    returns=LiveCase,
    retry=_kit.Retry.NEVER,
    params=(
        _kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),
        _kit.Param("case_id", "case_id", _kit.Place.PATH, _kit.Check("case_id", required=True)),
    ),
    body=Walk,
    auth="token",
    errors={0: Refusal},
)
_FAULTS_LIST = _kit.Operation[list[ActiveFault]](
    name="faults.list",
    method="GET",
    path="/v1/providers/{provider}/faults",
    returns=list[ActiveFault],
    retry=_kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),),
    auth="token",
    errors={0: Refusal},
)
_FAULTS_ADD = _kit.Operation[ActiveFault](
    name="faults.add",
    method="POST",
    path="/v1/providers/{provider}/faults",
    returns=ActiveFault,
    retry=_kit.Retry.NEVER,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),),
    body=NewFault,
    auth="token",
    errors={0: Refusal},
)
_FAULTS_CLEAR = _kit.Operation[None](
    name="faults.clear",
    method="DELETE",
    path="/v1/providers/{provider}/faults",
    returns=None,
    retry=_kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),),
    auth="token",
    errors={0: Refusal},
)
_EVENTS_LIST = _kit.Operation[list[PlayableEvent]](
    name="events.list",
    method="GET",
    path="/v1/providers/{provider}/events",
    returns=list[PlayableEvent],
    retry=_kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),),
    auth="token",
    errors={0: Refusal},
)
_EVENTS_TRIGGER = _kit.Operation[Triggered](
    name="events.trigger",
    method="POST",
    path="/v1/providers/{provider}/trigger",
    returns=Triggered,
    retry=_kit.Retry.NEVER,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),),
    body=Trigger,
    auth="token",
    errors={0: Refusal},
)
_WEBHOOKS_FORWARD = _kit.Operation[Forwarding](
    name="webhooks.forward",
    method="PUT",
    path="/v1/providers/{provider}/forward",
    returns=Forwarding,
    retry=_kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),),
    body=Forward,
    auth="token",
    errors={0: Refusal},
)
_WEBHOOKS_STOP_FORWARDING = _kit.Operation[None](
    name="webhooks.stop_forwarding",
    method="DELETE",
    path="/v1/providers/{provider}/forward",
    returns=None,
    retry=_kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),),
    auth="token",
    errors={0: Refusal},
)
_WEBHOOKS_LIST_SUBSCRIPTIONS = _kit.Operation[list[Subscription]](
    name="webhooks.list_subscriptions",
    method="GET",
    path="/v1/providers/{provider}/subscriptions",
    returns=list[Subscription],
    retry=_kit.Retry.SAFE,
    params=(_kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True)),),
    auth="token",
    errors={0: Refusal},
)
_WEBHOOKS_LIST_DELIVERIES = _kit.Operation[list[Delivery]](
    name="webhooks.list_deliveries",
    method="GET",
    path="/v1/deliveries",
    returns=list[Delivery],
    retry=_kit.Retry.SAFE,
    params=(
        _kit.Param("provider", "provider", _kit.Place.QUERY, _kit.Check("provider")),
        _kit.Param("limit", "limit", _kit.Place.QUERY, _kit.Check("limit", kind="integer", minimum=1, maximum=10000)),
    ),
    auth="token",
    errors={0: Refusal},
)


class Sandbox(_kit.Resource):
    """The sandbox as a whole."""

    def check_health(self, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None) -> Health:
        """Say whether the sandbox serves.

        Needs no token.

        Raises:
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). GET /health
        """
        return self._core.call(_SANDBOX_CHECK_HEALTH, timeout=timeout, extra_headers=extra_headers)

    def get(self, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None) -> SandboxState:
        """Describe the sandbox, with the credentials of its providers.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). GET /v1/sandbox
        """
        return self._core.call(_SANDBOX_GET, timeout=timeout, extra_headers=extra_headers)

    def reset(
        self,
        *,
        provider: str | _kit.UnsetType = _kit.UNSET,
        seed: int | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> SandboxState:
        """Begin again without state, faults and log; the clock goes on.

        Args:
            provider: This provider only; all when left out.
            seed: A new seed for all identifiers that follow.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). POST /v1/reset
        """
        return self._core.call(_SANDBOX_RESET, body={"provider": provider, "seed": seed}, timeout=timeout, extra_headers=extra_headers)

    def list_scenarios(
        self, *, provider: str | None = None, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None
    ) -> list[Scenario]:
        """List the test values and scenarios of the providers' documents, with their sources.

        Args:
            provider: Of this provider only.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). GET /v1/scenarios
        """
        return self._core.call(_SANDBOX_LIST_SCENARIOS, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    @cached_property
    def with_response(self) -> "SandboxWithResponse":
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return SandboxWithResponse(self)


class SandboxWithResponse:
    """The calls of `Sandbox`, each answering a `Response`."""

    def __init__(self, resource: Sandbox) -> None:
        twin = _kit.raw_twin(resource)
        self.check_health = _kit.raw(twin.check_health)
        self.get = _kit.raw(twin.get)
        self.reset = _kit.raw(twin.reset)
        self.list_scenarios = _kit.raw(twin.list_scenarios)


class AsyncSandbox(_kit.AsyncResource):
    """The sandbox as a whole."""

    async def check_health(self, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None) -> Health:
        """Say whether the sandbox serves. Like `Sandbox.check_health`, to be awaited."""
        return await self._core.call(_SANDBOX_CHECK_HEALTH, timeout=timeout, extra_headers=extra_headers)

    async def get(self, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None) -> SandboxState:
        """Describe the sandbox, with the credentials of its providers. Like `Sandbox.get`, to be awaited."""
        return await self._core.call(_SANDBOX_GET, timeout=timeout, extra_headers=extra_headers)

    async def reset(
        self,
        *,
        provider: str | _kit.UnsetType = _kit.UNSET,
        seed: int | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> SandboxState:
        """Begin again without state, faults and log; the clock goes on. Like `Sandbox.reset`, to be awaited."""
        return await self._core.call(
            _SANDBOX_RESET, body={"provider": provider, "seed": seed}, timeout=timeout, extra_headers=extra_headers
        )

    async def list_scenarios(
        self, *, provider: str | None = None, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None
    ) -> list[Scenario]:
        """List the test values and scenarios of the providers' documents, with their sources. Like `Sandbox.list_scenarios`, to be
        awaited.
        """
        return await self._core.call(_SANDBOX_LIST_SCENARIOS, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    @cached_property
    def with_response(self) -> "AsyncSandboxWithResponse":
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return AsyncSandboxWithResponse(self)


class AsyncSandboxWithResponse:
    """The calls of `AsyncSandbox`, each answering a `Response`."""

    def __init__(self, resource: AsyncSandbox) -> None:
        twin = _kit.raw_twin(resource)
        self.check_health = _kit.async_raw(twin.check_health)
        self.get = _kit.async_raw(twin.get)
        self.reset = _kit.async_raw(twin.reset)
        self.list_scenarios = _kit.async_raw(twin.list_scenarios)


class Clock(_kit.Resource):
    """Its time."""

    def get(self, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None) -> Time:
        """Tell the time.

        Raises:
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). GET /v1/clock
        """
        return self._core.call(_CLOCK_GET, timeout=timeout, extra_headers=extra_headers)

    def advance(
        self,
        *,
        seconds: float | _kit.UnsetType = _kit.UNSET,
        minutes: float | _kit.UnsetType = _kit.UNSET,
        hours: float | _kit.UnsetType = _kit.UNSET,
        days: float | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Time:
        """Move the clock forward and run what comes due on the way.

        Args:
            seconds: Seconds.
            minutes: Minutes.
            hours: Hours.
            days: Days. 0 to 36500.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: identkit's own sandbox (documented). POST /v1/clock/advance
        """
        return self._core.call(
            _CLOCK_ADVANCE,
            body={"seconds": seconds, "minutes": minutes, "hours": hours, "days": days},
            timeout=timeout,
            extra_headers=extra_headers,
        )

    @cached_property
    def with_response(self) -> "ClockWithResponse":
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return ClockWithResponse(self)


class ClockWithResponse:
    """The calls of `Clock`, each answering a `Response`."""

    def __init__(self, resource: Clock) -> None:
        twin = _kit.raw_twin(resource)
        self.get = _kit.raw(twin.get)
        self.advance = _kit.raw(twin.advance)


class AsyncClock(_kit.AsyncResource):
    """Its time."""

    async def get(self, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None) -> Time:
        """Tell the time. Like `Clock.get`, to be awaited."""
        return await self._core.call(_CLOCK_GET, timeout=timeout, extra_headers=extra_headers)

    async def advance(
        self,
        *,
        seconds: float | _kit.UnsetType = _kit.UNSET,
        minutes: float | _kit.UnsetType = _kit.UNSET,
        hours: float | _kit.UnsetType = _kit.UNSET,
        days: float | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Time:
        """Move the clock forward and run what comes due on the way. Like `Clock.advance`, to be awaited."""
        return await self._core.call(
            _CLOCK_ADVANCE,
            body={"seconds": seconds, "minutes": minutes, "hours": hours, "days": days},
            timeout=timeout,
            extra_headers=extra_headers,
        )

    @cached_property
    def with_response(self) -> "AsyncClockWithResponse":
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return AsyncClockWithResponse(self)


class AsyncClockWithResponse:
    """The calls of `AsyncClock`, each answering a `Response`."""

    def __init__(self, resource: AsyncClock) -> None:
        twin = _kit.raw_twin(resource)
        self.get = _kit.async_raw(twin.get)
        self.advance = _kit.async_raw(twin.advance)


class Requests(_kit.Resource):
    """What the providers were asked."""

    def list(
        self,
        *,
        provider: str | None = None,
        limit: int | None = None,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[ServedRequest]:
        """List what the providers were asked, latest first.

        Args:
            provider: Of this provider only.
            limit: How many at most. 1 to 10000.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). GET /v1/requests
        """
        return self._core.call(_REQUESTS_LIST, {"provider": provider, "limit": limit}, timeout=timeout, extra_headers=extra_headers)

    @cached_property
    def with_response(self) -> "RequestsWithResponse":
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return RequestsWithResponse(self)


class RequestsWithResponse:
    """The calls of `Requests`, each answering a `Response`."""

    def __init__(self, resource: Requests) -> None:
        twin = _kit.raw_twin(resource)
        self.list = _kit.raw(twin.list)


class AsyncRequests(_kit.AsyncResource):
    """What the providers were asked."""

    async def list(
        self,
        *,
        provider: str | None = None,
        limit: int | None = None,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[ServedRequest]:
        """List what the providers were asked, latest first. Like `Requests.list`, to be awaited."""
        return await self._core.call(_REQUESTS_LIST, {"provider": provider, "limit": limit}, timeout=timeout, extra_headers=extra_headers)

    @cached_property
    def with_response(self) -> "AsyncRequestsWithResponse":
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return AsyncRequestsWithResponse(self)


class AsyncRequestsWithResponse:
    """The calls of `AsyncRequests`, each answering a `Response`."""

    def __init__(self, resource: AsyncRequests) -> None:
        twin = _kit.raw_twin(resource)
        self.list = _kit.async_raw(twin.list)


class Cases(_kit.Resource):
    """Cases, identifications, sessions, checks: whatever has a status."""

    def list(
        self,
        *,
        provider: str | None = None,
        limit: int | None = None,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[LiveCase]:
        """List everything that has a status, latest first, with the next documented steps.

        Args:
            provider: Of this provider only.
            limit: How many at most. 1 to 10000.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). GET /v1/cases
        """
        return self._core.call(_CASES_LIST, {"provider": provider, "limit": limit}, timeout=timeout, extra_headers=extra_headers)

    def list_diagrams(
        self, *, provider: str | None = None, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None
    ) -> builtins.list[Diagram]:
        """List the state diagrams of the kinds of cases.

        Args:
            provider: Of this provider only.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). GET /v1/diagrams
        """
        return self._core.call(_CASES_LIST_DIAGRAMS, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    def get(
        self, provider: str, case_id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None
    ) -> LiveCase:
        """Get one case.

        Args:
            provider: Name of a provider, such as the package of its client.
            case_id: The provider's identifier.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). GET /v1/providers/{provider}/cases/{case_id}
        """
        return self._core.call(_CASES_GET, {"provider": provider, "case_id": case_id}, timeout=timeout, extra_headers=extra_headers)

    def walk(
        self,
        provider: str,
        case_id: str,
        *,
        steps: Sequence[str],
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> LiveCase:
        """Let a case take documented steps, as its user or provider would.

        Args:
            provider: Name of a provider, such as the package of its client.
            case_id: The provider's identifier.
            steps: Names of steps as the case lists them, one after the other. At least 1 item.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: identkit's own sandbox (documented). POST /v1/providers/{provider}/cases/{case_id}/walk
        """
        return self._core.call(
            _CASES_WALK, {"provider": provider, "case_id": case_id}, body={"steps": steps}, timeout=timeout, extra_headers=extra_headers
        )

    @cached_property
    def with_response(self) -> "CasesWithResponse":
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return CasesWithResponse(self)


class CasesWithResponse:
    """The calls of `Cases`, each answering a `Response`."""

    def __init__(self, resource: Cases) -> None:
        twin = _kit.raw_twin(resource)
        self.list = _kit.raw(twin.list)
        self.list_diagrams = _kit.raw(twin.list_diagrams)
        self.get = _kit.raw(twin.get)
        self.walk = _kit.raw(twin.walk)


class AsyncCases(_kit.AsyncResource):
    """Cases, identifications, sessions, checks: whatever has a status."""

    async def list(
        self,
        *,
        provider: str | None = None,
        limit: int | None = None,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> builtins.list[LiveCase]:
        """List everything that has a status, latest first, with the next documented steps. Like `Cases.list`, to be awaited."""
        return await self._core.call(_CASES_LIST, {"provider": provider, "limit": limit}, timeout=timeout, extra_headers=extra_headers)

    async def list_diagrams(
        self, *, provider: str | None = None, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None
    ) -> builtins.list[Diagram]:
        """List the state diagrams of the kinds of cases. Like `Cases.list_diagrams`, to be awaited."""
        return await self._core.call(_CASES_LIST_DIAGRAMS, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    async def get(
        self, provider: str, case_id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None
    ) -> LiveCase:
        """Get one case. Like `Cases.get`, to be awaited."""
        return await self._core.call(_CASES_GET, {"provider": provider, "case_id": case_id}, timeout=timeout, extra_headers=extra_headers)

    async def walk(
        self,
        provider: str,
        case_id: str,
        *,
        steps: Sequence[str],
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> LiveCase:
        """Let a case take documented steps, as its user or provider would. Like `Cases.walk`, to be awaited."""
        return await self._core.call(
            _CASES_WALK, {"provider": provider, "case_id": case_id}, body={"steps": steps}, timeout=timeout, extra_headers=extra_headers
        )

    @cached_property
    def with_response(self) -> "AsyncCasesWithResponse":
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return AsyncCasesWithResponse(self)


class AsyncCasesWithResponse:
    """The calls of `AsyncCases`, each answering a `Response`."""

    def __init__(self, resource: AsyncCases) -> None:
        twin = _kit.raw_twin(resource)
        self.list = _kit.async_raw(twin.list)
        self.list_diagrams = _kit.async_raw(twin.list_diagrams)
        self.get = _kit.async_raw(twin.get)
        self.walk = _kit.async_raw(twin.walk)


class Faults(_kit.Resource):
    """What goes wrong on purpose."""

    def list(
        self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None
    ) -> builtins.list[ActiveFault]:
        """List the faults that are switched on.

        Args:
            provider: Name of a provider, such as the package of its client.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). GET /v1/providers/{provider}/faults
        """
        return self._core.call(_FAULTS_LIST, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    def add(
        self,
        provider: str,
        *,
        status: int | _kit.UnsetType = _kit.UNSET,
        times: int | None | _kit.UnsetType = _kit.UNSET,
        delay: float | _kit.UnsetType = _kit.UNSET,
        cut: NewFaultCutInput | _kit.UnsetType = _kit.UNSET,
        garbage: bool | _kit.UnsetType = _kit.UNSET,
        retry_after: float | _kit.UnsetType = _kit.UNSET,
        match: str | _kit.UnsetType = _kit.UNSET,
        kind: str | _kit.UnsetType = _kit.UNSET,
        body: Any | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
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
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: identkit's own sandbox (documented). POST /v1/providers/{provider}/faults
        """
        return self._core.call(
            _FAULTS_ADD,
            {"provider": provider},
            body={
                "status": status,
                "times": times,
                "delay": delay,
                "cut": cut,
                "garbage": garbage,
                "retry_after": retry_after,
                "match": match,
                "kind": kind,
                "body": body,
            },
            timeout=timeout,
            extra_headers=extra_headers,
        )

    def clear(self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None) -> None:
        """Switch all faults off.

        Args:
            provider: Name of a provider, such as the package of its client.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). DELETE /v1/providers/{provider}/faults
        """
        return self._core.call(_FAULTS_CLEAR, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    @cached_property
    def with_response(self) -> "FaultsWithResponse":
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return FaultsWithResponse(self)


class FaultsWithResponse:
    """The calls of `Faults`, each answering a `Response`."""

    def __init__(self, resource: Faults) -> None:
        twin = _kit.raw_twin(resource)
        self.list = _kit.raw(twin.list)
        self.add = _kit.raw(twin.add)
        self.clear = _kit.raw(twin.clear)


class AsyncFaults(_kit.AsyncResource):
    """What goes wrong on purpose."""

    async def list(
        self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None
    ) -> builtins.list[ActiveFault]:
        """List the faults that are switched on. Like `Faults.list`, to be awaited."""
        return await self._core.call(_FAULTS_LIST, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    async def add(
        self,
        provider: str,
        *,
        status: int | _kit.UnsetType = _kit.UNSET,
        times: int | None | _kit.UnsetType = _kit.UNSET,
        delay: float | _kit.UnsetType = _kit.UNSET,
        cut: NewFaultCutInput | _kit.UnsetType = _kit.UNSET,
        garbage: bool | _kit.UnsetType = _kit.UNSET,
        retry_after: float | _kit.UnsetType = _kit.UNSET,
        match: str | _kit.UnsetType = _kit.UNSET,
        kind: str | _kit.UnsetType = _kit.UNSET,
        body: Any | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> ActiveFault:
        """Switch on a fault for the next requests that match. Like `Faults.add`, to be awaited."""
        return await self._core.call(
            _FAULTS_ADD,
            {"provider": provider},
            body={
                "status": status,
                "times": times,
                "delay": delay,
                "cut": cut,
                "garbage": garbage,
                "retry_after": retry_after,
                "match": match,
                "kind": kind,
                "body": body,
            },
            timeout=timeout,
            extra_headers=extra_headers,
        )

    async def clear(self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None) -> None:
        """Switch all faults off. Like `Faults.clear`, to be awaited."""
        return await self._core.call(_FAULTS_CLEAR, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    @cached_property
    def with_response(self) -> "AsyncFaultsWithResponse":
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return AsyncFaultsWithResponse(self)


class AsyncFaultsWithResponse:
    """The calls of `AsyncFaults`, each answering a `Response`."""

    def __init__(self, resource: AsyncFaults) -> None:
        twin = _kit.raw_twin(resource)
        self.list = _kit.async_raw(twin.list)
        self.add = _kit.async_raw(twin.add)
        self.clear = _kit.async_raw(twin.clear)


class Events(_kit.Resource):
    """Documented states and webhooks that can be played by name."""

    def list(
        self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None
    ) -> builtins.list[PlayableEvent]:
        """List the events that can be played.

        Args:
            provider: Name of a provider, such as the package of its client.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). GET /v1/providers/{provider}/events
        """
        return self._core.call(_EVENTS_LIST, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    def trigger(
        self,
        provider: str,
        *,
        event: str,
        subject: str | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Triggered:
        """Play a documented event or state by name, with its webhooks.

        Args:
            provider: Name of a provider, such as the package of its client.
            event: Its name.
            subject: Person, case or identification it happens to; a new one when left out.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: identkit's own sandbox (documented). POST /v1/providers/{provider}/trigger
        """
        return self._core.call(
            _EVENTS_TRIGGER, {"provider": provider}, body={"event": event, "subject": subject}, timeout=timeout, extra_headers=extra_headers
        )

    @cached_property
    def with_response(self) -> "EventsWithResponse":
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return EventsWithResponse(self)


class EventsWithResponse:
    """The calls of `Events`, each answering a `Response`."""

    def __init__(self, resource: Events) -> None:
        twin = _kit.raw_twin(resource)
        self.list = _kit.raw(twin.list)
        self.trigger = _kit.raw(twin.trigger)


class AsyncEvents(_kit.AsyncResource):
    """Documented states and webhooks that can be played by name."""

    async def list(
        self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None
    ) -> builtins.list[PlayableEvent]:
        """List the events that can be played. Like `Events.list`, to be awaited."""
        return await self._core.call(_EVENTS_LIST, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    async def trigger(
        self,
        provider: str,
        *,
        event: str,
        subject: str | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Triggered:
        """Play a documented event or state by name, with its webhooks. Like `Events.trigger`, to be awaited."""
        return await self._core.call(
            _EVENTS_TRIGGER, {"provider": provider}, body={"event": event, "subject": subject}, timeout=timeout, extra_headers=extra_headers
        )

    @cached_property
    def with_response(self) -> "AsyncEventsWithResponse":
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return AsyncEventsWithResponse(self)


class AsyncEventsWithResponse:
    """The calls of `AsyncEvents`, each answering a `Response`."""

    def __init__(self, resource: AsyncEvents) -> None:
        twin = _kit.raw_twin(resource)
        self.list = _kit.async_raw(twin.list)
        self.trigger = _kit.async_raw(twin.trigger)


class Webhooks(_kit.Resource):
    """Subscriptions, deliveries, and the application that gets them."""

    def forward(
        self,
        provider: str,
        *,
        url: str,
        secret: str | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Forwarding:
        """Send all deliveries of a provider to an application under test.

        Args:
            provider: Name of a provider, such as the package of its client.
            url: The application's address for webhooks.
            secret: Secret for signatures, where the provider signs; a new one when left out.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). PUT /v1/providers/{provider}/forward
        """
        return self._core.call(
            _WEBHOOKS_FORWARD, {"provider": provider}, body={"url": url, "secret": secret}, timeout=timeout, extra_headers=extra_headers
        )

    def stop_forwarding(self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None) -> None:
        """Send deliveries where the provider's document says, again.

        Args:
            provider: Name of a provider, such as the package of its client.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). DELETE /v1/providers/{provider}/forward
        """
        return self._core.call(_WEBHOOKS_STOP_FORWARDING, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    def list_subscriptions(
        self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None
    ) -> list[Subscription]:
        """List who gets which webhooks.

        Args:
            provider: Name of a provider, such as the package of its client.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). GET /v1/providers/{provider}/subscriptions
        """
        return self._core.call(_WEBHOOKS_LIST_SUBSCRIPTIONS, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    def list_deliveries(
        self,
        *,
        provider: str | None = None,
        limit: int | None = None,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> list[Delivery]:
        """List deliveries with their attempts, latest first.

        Args:
            provider: Of this provider only.
            limit: How many at most. 1 to 10000.

        Raises:
            RequestInvalid: a documented limit is not kept; nothing was sent.
            ApiError: any other status. It cannot be done, and why. Body: Refusal.
            ConnectionFailed: no usable answer came.

        Source: identkit's own sandbox (documented). GET /v1/deliveries
        """
        return self._core.call(
            _WEBHOOKS_LIST_DELIVERIES, {"provider": provider, "limit": limit}, timeout=timeout, extra_headers=extra_headers
        )

    @cached_property
    def with_response(self) -> "WebhooksWithResponse":
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return WebhooksWithResponse(self)


class WebhooksWithResponse:
    """The calls of `Webhooks`, each answering a `Response`."""

    def __init__(self, resource: Webhooks) -> None:
        twin = _kit.raw_twin(resource)
        self.forward = _kit.raw(twin.forward)
        self.stop_forwarding = _kit.raw(twin.stop_forwarding)
        self.list_subscriptions = _kit.raw(twin.list_subscriptions)
        self.list_deliveries = _kit.raw(twin.list_deliveries)


class AsyncWebhooks(_kit.AsyncResource):
    """Subscriptions, deliveries, and the application that gets them."""

    async def forward(
        self,
        provider: str,
        *,
        url: str,
        secret: str | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> Forwarding:
        """Send all deliveries of a provider to an application under test. Like `Webhooks.forward`, to be awaited."""
        return await self._core.call(
            _WEBHOOKS_FORWARD, {"provider": provider}, body={"url": url, "secret": secret}, timeout=timeout, extra_headers=extra_headers
        )

    async def stop_forwarding(
        self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None
    ) -> None:
        """Send deliveries where the provider's document says, again. Like `Webhooks.stop_forwarding`, to be awaited."""
        return await self._core.call(_WEBHOOKS_STOP_FORWARDING, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    async def list_subscriptions(
        self, provider: str, *, timeout: _kit.TimeoutLike = None, extra_headers: Mapping[str, str] | None = None
    ) -> list[Subscription]:
        """List who gets which webhooks. Like `Webhooks.list_subscriptions`, to be awaited."""
        return await self._core.call(_WEBHOOKS_LIST_SUBSCRIPTIONS, {"provider": provider}, timeout=timeout, extra_headers=extra_headers)

    async def list_deliveries(
        self,
        *,
        provider: str | None = None,
        limit: int | None = None,
        timeout: _kit.TimeoutLike = None,
        extra_headers: Mapping[str, str] | None = None,
    ) -> list[Delivery]:
        """List deliveries with their attempts, latest first. Like `Webhooks.list_deliveries`, to be awaited."""
        return await self._core.call(
            _WEBHOOKS_LIST_DELIVERIES, {"provider": provider, "limit": limit}, timeout=timeout, extra_headers=extra_headers
        )

    @cached_property
    def with_response(self) -> "AsyncWebhooksWithResponse":
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return AsyncWebhooksWithResponse(self)


class AsyncWebhooksWithResponse:
    """The calls of `AsyncWebhooks`, each answering a `Response`."""

    def __init__(self, resource: AsyncWebhooks) -> None:
        twin = _kit.raw_twin(resource)
        self.forward = _kit.async_raw(twin.forward)
        self.stop_forwarding = _kit.async_raw(twin.stop_forwarding)
        self.list_subscriptions = _kit.async_raw(twin.list_subscriptions)
        self.list_deliveries = _kit.async_raw(twin.list_deliveries)


class SandboxControl(_kit.Client):
    """Sandbox control: Everything that the sandbox's Python object can do, for any other program.

    Args:
        token: Wanted where the sandbox is served to other machines; printed when it starts. Default: environment variable
            SANDBOX_CONTROL_TOKEN.
        base_url: Where the API is; the provider tells it on demand. Default: environment variable SANDBOX_CONTROL_BASE_URL.
        environment: One of the provider's environments: sandbox. Default: sandbox.
        timeout: Seconds for each attempt of a call, or an `httpx.Timeout`; by default 5 s to connect, 30 s of silence, 60 s in all.
            A body that comes at 16 KiB a second or more may take longer.
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
        self,
        *,
        token: str | None = None,
        base_url: str | httpx.URL | None = None,
        environment: str | None = None,
        timeout: _kit.TimeoutLike = None,
        max_retries: int | None = None,
        default_headers: Mapping[str, str] | None = None,
        hooks: _kit.Hooks | None = None,
        keep_unknown: bool = False,
        log_urls: bool = False,
        http_client: httpx.Client | None = None,
        clock: _kit.Clock | None = None,
        allow_insecure_sandbox: bool = False,
    ) -> None:
        credentials: dict[str, object] = {"token": token}
        options = _kit.ClientOptions(
            base_url,
            None,
            environment,
            timeout,
            max_retries,
            default_headers,
            hooks,
            keep_unknown,
            log_urls,
            clock,
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
        self,
        *,
        token: str | None = None,
        base_url: str | httpx.URL | None = None,
        environment: str | None = None,
        timeout: _kit.TimeoutLike = None,
        max_retries: int | None = None,
        default_headers: Mapping[str, str] | None = None,
        hooks: _kit.Hooks | None = None,
        keep_unknown: bool = False,
        log_urls: bool = False,
        http_client: httpx.AsyncClient | None = None,
        clock: _kit.Clock | None = None,
        allow_insecure_sandbox: bool = False,
    ) -> None:
        credentials: dict[str, object] = {"token": token}
        options = _kit.ClientOptions(
            base_url,
            None,
            environment,
            timeout,
            max_retries,
            default_headers,
            hooks,
            keep_unknown,
            log_urls,
            clock,
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
    def events(self) -> AsyncEvents:
        """Documented states and webhooks that can be played by name."""
        return AsyncEvents(self._core)

    @cached_property
    def webhooks(self) -> AsyncWebhooks:
        """Subscriptions, deliveries, and the application that gets them."""
        return AsyncWebhooks(self._core)
