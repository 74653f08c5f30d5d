# Generated from specs/sandbox_control.yaml (sha256 1301d58c6558fa32d937f931b8df3949a7e110ce2974e80677d65c607b182e53). Do not edit: change the spec, then `make generate`.
"""Sandbox control: client.

The sandbox serves this API beside its providers, on a port of its own: the clock, faults, the log, cases and what becomes of them, webhooks
and where they go. `identkit sandbox` and the page at `/` are made with it.

Source: identkit's own sandbox (documented)
"""

# fmt: off
from __future__ import annotations

from typing import TYPE_CHECKING
from functools import cached_property
import httpx
from identkit.core import _kit

if TYPE_CHECKING:
    from identkit.sandbox_control.resources.cases import AsyncCases, Cases
    from identkit.sandbox_control.resources.clock import AsyncClock, Clock
    from identkit.sandbox_control.resources.events import AsyncEvents, Events
    from identkit.sandbox_control.resources.faults import AsyncFaults, Faults
    from identkit.sandbox_control.resources.requests import AsyncRequests, Requests
    from identkit.sandbox_control.resources.sandbox import AsyncSandbox, Sandbox
    from identkit.sandbox_control.resources.settings import AsyncSettings, Settings
    from identkit.sandbox_control.resources.webhooks import AsyncWebhooks, Webhooks

__all__ = ["AsyncSandboxControl", "SandboxControl"]


def _authentication(scheme: _kit.Scheme, context: _kit.AuthContext) -> _kit.Authentication:
    from identkit.overrides import auth  # not before a client is made; a plain import, for tools that freeze applications

    return auth.build(scheme, context)


_API = _kit.Api(
    name="sandbox_control", title="Sandbox control", servers={"sandbox": ""}, environment="sandbox",
    schemes={"token": _kit.Scheme("bearer", ("token",))}, authenticate=_authentication, required=("token", "base_url"),
    from_env=("base_url", "token"),
)


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
            that comes at 64 KiB a second or more may take longer.
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
        from identkit.sandbox_control.resources.sandbox import Sandbox
        return Sandbox(self._core)

    @cached_property
    def clock(self) -> Clock:
        """Its time."""
        from identkit.sandbox_control.resources.clock import Clock
        return Clock(self._core)

    @cached_property
    def requests(self) -> Requests:
        """What the providers were asked."""
        from identkit.sandbox_control.resources.requests import Requests
        return Requests(self._core)

    @cached_property
    def cases(self) -> Cases:
        """Cases, identifications, sessions, checks: whatever has a status."""
        from identkit.sandbox_control.resources.cases import Cases
        return Cases(self._core)

    @cached_property
    def faults(self) -> Faults:
        """What goes wrong on purpose."""
        from identkit.sandbox_control.resources.faults import Faults
        return Faults(self._core)

    @cached_property
    def settings(self) -> Settings:
        """How a provider's account is set up."""
        from identkit.sandbox_control.resources.settings import Settings
        return Settings(self._core)

    @cached_property
    def events(self) -> Events:
        """Documented states and webhooks that can be played by name."""
        from identkit.sandbox_control.resources.events import Events
        return Events(self._core)

    @cached_property
    def webhooks(self) -> Webhooks:
        """Subscriptions, deliveries, and the application that gets them."""
        from identkit.sandbox_control.resources.webhooks import Webhooks
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
        from identkit.sandbox_control.resources.sandbox import AsyncSandbox
        return AsyncSandbox(self._core)

    @cached_property
    def clock(self) -> AsyncClock:
        """Its time."""
        from identkit.sandbox_control.resources.clock import AsyncClock
        return AsyncClock(self._core)

    @cached_property
    def requests(self) -> AsyncRequests:
        """What the providers were asked."""
        from identkit.sandbox_control.resources.requests import AsyncRequests
        return AsyncRequests(self._core)

    @cached_property
    def cases(self) -> AsyncCases:
        """Cases, identifications, sessions, checks: whatever has a status."""
        from identkit.sandbox_control.resources.cases import AsyncCases
        return AsyncCases(self._core)

    @cached_property
    def faults(self) -> AsyncFaults:
        """What goes wrong on purpose."""
        from identkit.sandbox_control.resources.faults import AsyncFaults
        return AsyncFaults(self._core)

    @cached_property
    def settings(self) -> AsyncSettings:
        """How a provider's account is set up."""
        from identkit.sandbox_control.resources.settings import AsyncSettings
        return AsyncSettings(self._core)

    @cached_property
    def events(self) -> AsyncEvents:
        """Documented states and webhooks that can be played by name."""
        from identkit.sandbox_control.resources.events import AsyncEvents
        return AsyncEvents(self._core)

    @cached_property
    def webhooks(self) -> AsyncWebhooks:
        """Subscriptions, deliveries, and the application that gets them."""
        from identkit.sandbox_control.resources.webhooks import AsyncWebhooks
        return AsyncWebhooks(self._core)
