# Generated from specs/identplus.yaml (sha256 77e75830e16fd6f192ffee3baedc26aa1e4bd0ca587cf1943076f8a08d9043be). Do not edit: change the spec, then `make generate`.
"""IDENTPLUS: client.

A partner (lessor, lessee or caretaker) is checked by sending a SEPA credit transfer to the IBAN that he or she named. The identification
code stands in the purpose of the transfer.

The document is German apidoc output ("Erstellt mit apidoc 0.25.0 - 2020-11-05T13:22:02.478Z"). It names neither a host nor how a token is
issued: both come with the contract.

Source: IDENTPLUS (apidoc 0.25.0, 2020-11-05) (documented)
"""

# fmt: off
from __future__ import annotations

from typing import TYPE_CHECKING
from functools import cached_property
import httpx
from identkit.core import _kit
from identkit.identplus import overrides as _overrides

if TYPE_CHECKING:
    from identkit.identplus.resources.identchecks import AsyncIdentchecks, Identchecks

__all__ = ["AsyncIdentplus", "Identplus"]


def _authentication(scheme: _kit.Scheme, context: _kit.AuthContext) -> _kit.Authentication:
    from identkit.overrides import auth  # not before a client is made; a plain import, for tools that freeze applications

    return auth.build(scheme, context)


_API = _kit.Api(
    name="identplus", title="IDENTPLUS", servers={"production": ""}, environment="production",
    schemes={"bearer": _kit.Scheme("bearer", ("token",))}, authenticate=_authentication, overrides=_overrides,
    required=("token", "base_url"), from_env=("token", "base_url"),
)


class Identplus(_kit.Client):
    """IDENTPLUS: Identity checks by a SEPA credit transfer (SCT) to the partner's own bank account.

    Every call may raise `RequestInvalid` (a documented limit is not kept; nothing was sent) and `ConnectionFailed` (no usable answer came),
    beside what stands at its method. Its `timeout` and `extra_headers` are those of `with_options`, for this one call.

    Args:
        token: `Authorization: Bearer :token`, with the token supplied by the provider. Default: environment variable IDENTPLUS_TOKEN.
        base_url: Where the API is; the provider tells it on demand. Default: environment variable IDENTPLUS_BASE_URL.
        environment: One of the provider's environments: production. Default: production.
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
    def identchecks(self) -> Identchecks:
        """Identity checks."""
        from identkit.identplus.resources.identchecks import Identchecks
        return Identchecks(self._core)


class AsyncIdentplus(_kit.AsyncClient):
    """Asynchronous twin of `Identplus`: the same arguments, resources and methods, to be awaited."""

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
    def identchecks(self) -> AsyncIdentchecks:
        """Identity checks."""
        from identkit.identplus.resources.identchecks import AsyncIdentchecks
        return AsyncIdentchecks(self._core)
