# Generated from specs/sandbox_control.yaml (sha256 1301d58c6558fa32d937f931b8df3949a7e110ce2974e80677d65c607b182e53). Do not edit: change the spec, then `make generate`.
"""Cases, identifications, sessions, checks: whatever has a status."""

# fmt: off
import builtins
from collections.abc import Sequence
from identkit.core import _kit
from identkit.sandbox_control.models import Diagram, LiveCase, Refusal, Walk

__all__ = ["AsyncCases", "Cases"]

_PROVIDER = _kit.Param("provider", "provider", _kit.Place.QUERY, _kit.Check("provider"))
_CASES_LIST = _kit.Operation[list[LiveCase]](
    "cases.list", "GET", "/v1/cases", list[LiveCase], _kit.Retry.SAFE,
    params=(_PROVIDER, _kit.Param("limit", "limit", _kit.Place.QUERY, _kit.Check("limit", kind="integer", minimum=1, maximum=10000))),
    auth="token", errors={0: Refusal},
)
_CASES_LIST_DIAGRAMS = _kit.Operation[list[Diagram]](
    "cases.list_diagrams", "GET", "/v1/diagrams", list[Diagram], _kit.Retry.SAFE, params=(_PROVIDER,), auth="token", errors={0: Refusal},
)
_PROVIDER_2 = _kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True))
_CASE_ID = _kit.Param("case_id", "case_id", _kit.Place.PATH, _kit.Check("case_id", required=True))
_CASES_GET = _kit.Operation[LiveCase](
    "cases.get", "GET", "/v1/providers/{provider}/cases/{case_id}", LiveCase, _kit.Retry.SAFE, params=(_PROVIDER_2, _CASE_ID), auth="token",
    errors={0: Refusal},
)
_CASES_WALK = _kit.Operation[LiveCase](
    "cases.walk", "POST", "/v1/providers/{provider}/cases/{case_id}/walk", LiveCase, _kit.Retry.NEVER, params=(_PROVIDER_2, _CASE_ID),
    body=Walk, auth="token", errors={0: Refusal},
)


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

    list = _kit.raw(Cases.list)
    list_diagrams = _kit.raw(Cases.list_diagrams)
    get = _kit.raw(Cases.get)
    walk = _kit.raw(Cases.walk)


class AsyncCases(_kit.AsyncResource["AsyncCasesWithResponse"]):
    """Cases, identifications, sessions, checks: whatever has a status."""

    list = _kit.awaited(Cases.list)
    list_diagrams = _kit.awaited(Cases.list_diagrams)
    get = _kit.awaited(Cases.get)
    walk = _kit.awaited(Cases.walk)


class AsyncCasesWithResponse(_kit.View[AsyncCases]):
    """The calls of `AsyncCases`, each answering a `Response`."""

    list = _kit.async_raw(Cases.list)
    list_diagrams = _kit.async_raw(Cases.list_diagrams)
    get = _kit.async_raw(Cases.get)
    walk = _kit.async_raw(Cases.walk)
