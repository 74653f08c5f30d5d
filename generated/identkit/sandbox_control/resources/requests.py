# Generated from specs/sandbox_control.yaml (sha256 1301d58c6558fa32d937f931b8df3949a7e110ce2974e80677d65c607b182e53). Do not edit: change the spec, then `make generate`.
"""What the providers were asked."""

# fmt: off
import builtins
from identkit.core import _kit
from identkit.sandbox_control.models import Refusal, ServedRequest

__all__ = ["AsyncRequests", "Requests"]

_REQUESTS_LIST = _kit.Operation[list[ServedRequest]](
    "requests.list", "GET", "/v1/requests", list[ServedRequest], _kit.Retry.SAFE,
    params=(
        _kit.Param("provider", "provider", _kit.Place.QUERY, _kit.Check("provider")),
        _kit.Param("limit", "limit", _kit.Place.QUERY, _kit.Check("limit", kind="integer", minimum=1, maximum=10000)),
    ),
    auth="token", errors={0: Refusal},
)


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

    list = _kit.raw(Requests.list)


class AsyncRequests(_kit.AsyncResource["AsyncRequestsWithResponse"]):
    """What the providers were asked."""

    list = _kit.awaited(Requests.list)


class AsyncRequestsWithResponse(_kit.View[AsyncRequests]):
    """The calls of `AsyncRequests`, each answering a `Response`."""

    list = _kit.async_raw(Requests.list)
