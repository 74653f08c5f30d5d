# Generated from specs/gopay.yaml (sha256 8072d4ad4cf5a7a499e8995523fb834d0672b498e0fc191d1983e77b5f635b25). Do not edit: change the spec, then `make generate`.
"""GoPay: client.

GoPay's identification service (3G REST API) identifies a person without physical presence: documents, face match, bank account and address.
The person (the "Client") consents on GoPay's page that the identification subscriber may read the result. The subscriber gets an
authorization code in the redirect, exchanges it for a client token and reads the identification status and a PDF with it.

Two kinds of token: the *application token* stands for the subscriber alone, the *client token* stands for the consent of one person. A
client access token lives for 60 minutes; its refresh token is replaced with every refresh.

Everything is UTF-8. Times carry no zone in the document; they stay without one.

Not documented: bodies of errors; a sandbox; the parameters, method and retries of the HTTP notification that is sent when a person's
identification data changes. Who gets a notification should ignore what it says and read the status again.

Source: GoPay Identification service, whole document (documented)
"""

# fmt: off
from __future__ import annotations

from typing import TYPE_CHECKING
from functools import cached_property
from typing import Literal
import httpx
from identkit.core import _kit
from identkit.gopay import overrides as _overrides
from identkit.overrides.gopay import consent as _consent

if TYPE_CHECKING:
    from identkit.gopay.resources.clients import AsyncClients, Clients
    from identkit.gopay.resources.identifications import AsyncIdentifications, Identifications

__all__ = ["AsyncGoPay", "GoPay"]


def _authentication(scheme: _kit.Scheme, context: _kit.AuthContext) -> _kit.Authentication:
    from identkit.overrides import auth  # not before a client is made; a plain import, for tools that freeze applications

    return auth.build(scheme, context)


_API = _kit.Api(
    name="gopay", title="GoPay", servers={"production": "https://api.gopay.com"}, auth_servers={"production": "https://auth.gopay.com"},
    environment="production",
    schemes={
        "clientToken": _kit.Scheme("authorization-code", ("client_id", "client_secret"), token_path="/v1/auth/token", scope="perm.client.identification:read", options={"token-server": "api", "consent-path": "/consent", "response-type": "none", "scope-parameter": "scopes[]", "revoke-path": "/v1/auth/revoke", "subject": "client_profile_id", "subject-field": "clientProfileId", "refusals": "401 403"}),
        "applicationToken": _kit.Scheme("client-credentials", ("client_id", "client_secret"), token_path="/v1/auth/login/app", options={"token-method": "GET", "token-server": "api", "refusals": "401 403"}),
    },
    authenticate=_authentication, overrides=_overrides, required=("client_id", "client_secret"), from_env=("client_id", "client_secret"),
)


class GoPay(_kit.Client):
    """GoPay: A person's identification, read with the person's consent.

    Every call may raise `RequestInvalid` (a documented limit is not kept; nothing was sent) and `ConnectionFailed` (no usable answer came),
    beside what stands at its method. Its `timeout` and `extra_headers` are those of `with_options`, for this one call.

    Args:
        client_id: Client id and secret from the registration with GoPay. Default: environment variable GOPAY_CLIENT_ID.
        client_secret: Client id and secret from the registration with GoPay. Default: environment variable GOPAY_CLIENT_SECRET.
        token_store: Where tokens are kept, so that consents outlive the process; in memory by default.
        base_url: Replaces the base URL of the environment.
        auth_url: Replaces the URL of the authorization host.
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
        self, *, client_id: str | None = None, client_secret: str | None = None, token_store: _kit.TokenStore | None = None,
        base_url: str | httpx.URL | None = None, auth_url: str | httpx.URL | None = None, environment: Literal["production"] | None = None,
        timeout: _kit.TimeoutLike = None, max_retries: int | None = None, default_headers: _kit.HeadersLike = None,
        hooks: _kit.Hooks | None = None, keep_unknown: bool = False, log_urls: bool = False, http_client: httpx.Client | None = None,
        clock: _kit.Clock | None = None, allow_insecure_sandbox: bool = False,
    ) -> None:
        credentials: dict[str, object] = {"client_id": client_id, "client_secret": client_secret, "token_store": token_store}
        options = _kit.ClientOptions(
            base_url, auth_url, environment, timeout, max_retries, default_headers, hooks, keep_unknown, log_urls, clock,
            allow_insecure_sandbox,
        )
        super().__init__(_API, credentials, options, http_client)

    @cached_property
    def identifications(self) -> Identifications:
        """Identification status and PDF of a person who has consented."""
        from identkit.gopay.resources.identifications import Identifications
        return Identifications(self._core)

    @cached_property
    def clients(self) -> Clients:
        """Data of a future client."""
        from identkit.gopay.resources.clients import Clients
        return Clients(self._core)

    @cached_property
    def consent(self) -> _consent.Consent:
        """The person's consent: the page to send them to, the way back, revocation."""
        return _consent.Consent(self._core)


class AsyncGoPay(_kit.AsyncClient):
    """Asynchronous twin of `GoPay`: the same arguments, resources and methods, to be awaited."""

    def __init__(
        self, *, client_id: str | None = None, client_secret: str | None = None, token_store: _kit.TokenStore | None = None,
        base_url: str | httpx.URL | None = None, auth_url: str | httpx.URL | None = None, environment: Literal["production"] | None = None,
        timeout: _kit.TimeoutLike = None, max_retries: int | None = None, default_headers: _kit.HeadersLike = None,
        hooks: _kit.Hooks | None = None, keep_unknown: bool = False, log_urls: bool = False, http_client: httpx.AsyncClient | None = None,
        clock: _kit.Clock | None = None, allow_insecure_sandbox: bool = False,
    ) -> None:
        credentials: dict[str, object] = {"client_id": client_id, "client_secret": client_secret, "token_store": token_store}
        options = _kit.ClientOptions(
            base_url, auth_url, environment, timeout, max_retries, default_headers, hooks, keep_unknown, log_urls, clock,
            allow_insecure_sandbox,
        )
        super().__init__(_API, credentials, options, http_client)

    @cached_property
    def identifications(self) -> AsyncIdentifications:
        """Identification status and PDF of a person who has consented."""
        from identkit.gopay.resources.identifications import AsyncIdentifications
        return AsyncIdentifications(self._core)

    @cached_property
    def clients(self) -> AsyncClients:
        """Data of a future client."""
        from identkit.gopay.resources.clients import AsyncClients
        return AsyncClients(self._core)

    @cached_property
    def consent(self) -> _consent.AsyncConsent:
        """The person's consent: the page to send them to, the way back, revocation."""
        return _consent.AsyncConsent(self._core)
