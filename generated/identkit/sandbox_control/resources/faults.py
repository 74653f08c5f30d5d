# Generated from specs/sandbox_control.yaml (sha256 1301d58c6558fa32d937f931b8df3949a7e110ce2974e80677d65c607b182e53). Do not edit: change the spec, then `make generate`.
"""What goes wrong on purpose."""

# fmt: off
import builtins
from typing import Any
from identkit.core import _kit
from identkit.sandbox_control.models import ActiveFault, NewFault, NewFaultCutInput, Refusal

__all__ = ["AsyncFaults", "Faults"]

_PROVIDER_2 = _kit.Param("provider", "provider", _kit.Place.PATH, _kit.Check("provider", required=True))
_FAULTS_LIST = _kit.Operation[list[ActiveFault]](
    "faults.list", "GET", "/v1/providers/{provider}/faults", list[ActiveFault], _kit.Retry.SAFE, params=(_PROVIDER_2,), auth="token",
    errors={0: Refusal},
)
_FAULTS_ADD = _kit.Operation[ActiveFault](
    "faults.add", "POST", "/v1/providers/{provider}/faults", ActiveFault, _kit.Retry.NEVER, params=(_PROVIDER_2,), body=NewFault,
    auth="token", errors={0: Refusal},
)
_FAULTS_CLEAR = _kit.Operation[None](
    "faults.clear", "DELETE", "/v1/providers/{provider}/faults", None, _kit.Retry.SAFE, params=(_PROVIDER_2,), auth="token",
    errors={0: Refusal},
)


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

    list = _kit.raw(Faults.list)
    add = _kit.raw(Faults.add)
    clear = _kit.raw(Faults.clear)


class AsyncFaults(_kit.AsyncResource["AsyncFaultsWithResponse"]):
    """What goes wrong on purpose."""

    list = _kit.awaited(Faults.list)
    add = _kit.awaited(Faults.add)
    clear = _kit.awaited(Faults.clear)


class AsyncFaultsWithResponse(_kit.View[AsyncFaults]):
    """The calls of `AsyncFaults`, each answering a `Response`."""

    list = _kit.async_raw(Faults.list)
    add = _kit.async_raw(Faults.add)
    clear = _kit.async_raw(Faults.clear)
