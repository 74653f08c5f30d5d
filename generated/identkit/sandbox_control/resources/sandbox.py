# Generated from specs/sandbox_control.yaml (sha256 1301d58c6558fa32d937f931b8df3949a7e110ce2974e80677d65c607b182e53). Do not edit: change the spec, then `make generate`.
"""The sandbox as a whole."""

# fmt: off
from identkit.core import _kit
from identkit.sandbox_control.models import Health, Refusal, Reset, SandboxState, Scenario

__all__ = ["AsyncSandbox", "Sandbox"]

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

    check_health = _kit.raw(Sandbox.check_health)
    get = _kit.raw(Sandbox.get)
    reset = _kit.raw(Sandbox.reset)
    list_scenarios = _kit.raw(Sandbox.list_scenarios)


class AsyncSandbox(_kit.AsyncResource["AsyncSandboxWithResponse"]):
    """The sandbox as a whole."""

    check_health = _kit.awaited(Sandbox.check_health)
    get = _kit.awaited(Sandbox.get)
    reset = _kit.awaited(Sandbox.reset)
    list_scenarios = _kit.awaited(Sandbox.list_scenarios)


class AsyncSandboxWithResponse(_kit.View[AsyncSandbox]):
    """The calls of `AsyncSandbox`, each answering a `Response`."""

    check_health = _kit.async_raw(Sandbox.check_health)
    get = _kit.async_raw(Sandbox.get)
    reset = _kit.async_raw(Sandbox.reset)
    list_scenarios = _kit.async_raw(Sandbox.list_scenarios)
