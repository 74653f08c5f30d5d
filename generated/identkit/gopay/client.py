# Generated from specs/gopay.yaml (sha256 f19b9859f8e6664bf5b423b49a75fca8ad4f81ec91c0bd26aebbe021fe488376). Do not edit: change the spec, then `make generate`.
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
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Literal, overload

import httpx

from identkit.core import _kit
from identkit.gopay import overrides as _overrides
from identkit.gopay.models import IdentificationStatus, InternationalBankAccount, InternationalBankAccountParams, Prefill, PrefillRequest
from identkit.overrides.gopay import consent as _consent

__all__ = [
    "AsyncClients", "AsyncGoPay", "AsyncIdentifications", "Clients", "GoPay", "Identifications",
]  # fmt: skip


def _authentication(scheme: "_kit.Scheme", context: "_kit.AuthContext") -> "_kit.Authentication":
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

_IDENTIFICATIONS_GET_STATUS = _kit.Operation[IdentificationStatus](
    "identifications.get_status", "GET", "/v1/client/client-profile/{clientProfileId}/identification-status", IdentificationStatus,
    _kit.Retry.SAFE,
    params=(_kit.Param("client_profile_id", "clientProfileId", _kit.Place.PATH, _kit.Check("client_profile_id", required=True, kind="integer")),),
    auth="clientToken", echo=(_kit.Echo("client_profile_id", ("client_profile_id",)),),
)
_IDENTIFICATIONS_GET_PDF = _kit.Operation[bytes](
    "identifications.get_pdf", "GET", "/v1/client/client-profile/{clientProfileId}/identification-pdf", bytes, _kit.Retry.SAFE,
    params=(
        _kit.Param("client_profile_id", "clientProfileId", _kit.Place.PATH, _kit.Check("client_profile_id", required=True, kind="integer")),
        _kit.Param("on_date", "onDate", _kit.Place.QUERY, _kit.Check("on_date", kind="date")),
    ),
    auth=(("applicationToken",), ("clientToken",)), accept="application/pdf",
)
_CLIENTS_PREFILL = _kit.Operation[Prefill](
    "clients.prefill", "POST", "/v1/client/prefill-client-data", Prefill, _kit.Retry.NEVER, body=PrefillRequest, auth="applicationToken",
)


class Identifications(_kit.Resource["IdentificationsWithResponse"]):
    """Identification status and PDF of a person who has consented."""

    def get_status(
        self, client_profile_id: int, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> IdentificationStatus:
        """Read the identification status of a person.

        State, reasons and, once there are any, the collected identification data. Needs the person's consent (client token). GoPay also
        sends an HTTP notification when the data change; read the status again then.

        Args:
            client_profile_id: Identifier of the client profile, from the client token.

        Raises:
            Forbidden: 403. Not-authorized access.
            NotFound: 404. Service does not exist.
            Conflict: 409. Validation errors.
            ServerError: 500. Calling ended with error.
            ConsentLost: the person has not consented, or the consent has ended: ask again.

        Source: GoPay Identification service, Identification status (documented). GET
            /v1/client/client-profile/{clientProfileId}/identification-status
        """
        return self._core.call(
            _IDENTIFICATIONS_GET_STATUS, {"client_profile_id": client_profile_id}, timeout=timeout, extra_headers=extra_headers,
        )

    @overload
    def get_pdf(
        self, client_profile_id: int, *, on_date: date | str | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> bytes: ...
    @overload
    def get_pdf(
        self, client_profile_id: int, *, on_date: date | str | None = None, to: Path | str, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> _kit.SavedFile: ...
    def get_pdf(
        self, client_profile_id: int, *, on_date: date | str | None = None, to: Path | str | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> bytes | _kit.SavedFile:
        """Get the identification of a person as a PDF.

        Works once the person has consented, also for a past day.

        Args:
            client_profile_id: Identifier of the client profile, from the client token.
            on_date: The day whose state the PDF shows; left out: the present state.
            to: Write the file to this path, readable by its owner only, instead of returning it.

        Raises:
            Forbidden: 403. Not-authorized access.
            NotFound: 404. Service does not exist.
            Conflict: 409. Validation errors.
            ServerError: 500. Calling ended with error.

        Source: GoPay Identification service, PDF (documented). GET /v1/client/client-profile/{clientProfileId}/identification-pdf
        """
        if to is not None:
            return self._core.download(
                _IDENTIFICATIONS_GET_PDF, {"client_profile_id": client_profile_id, "on_date": on_date}, to=to, timeout=timeout,
                extra_headers=extra_headers,
            )
        return self._core.call(
            _IDENTIFICATIONS_GET_PDF, {"client_profile_id": client_profile_id, "on_date": on_date}, timeout=timeout,
            extra_headers=extra_headers,
        )


class IdentificationsWithResponse(_kit.View[Identifications]):
    """The calls of `Identifications`, each answering a `Response`."""

    def __init__(self, twin: Identifications) -> None:
        self.get_status = _kit.raw(twin.get_status)
        self.get_pdf = _kit.raw(twin.get_pdf)


class AsyncIdentifications(_kit.AsyncResource["AsyncIdentificationsWithResponse"]):
    """Identification status and PDF of a person who has consented."""

    get_status = _kit.awaited(Identifications.get_status)

    @overload
    async def get_pdf(
        self, client_profile_id: int, *, on_date: date | str | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> bytes: ...
    @overload
    async def get_pdf(
        self, client_profile_id: int, *, on_date: date | str | None = None, to: Path | str, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> _kit.SavedFile: ...
    async def get_pdf(
        self, client_profile_id: int, *, on_date: date | str | None = None, to: Path | str | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> bytes | _kit.SavedFile:
        """Get the identification of a person as a PDF. Like `Identifications.get_pdf`, to be awaited."""
        if to is not None:
            return await self._core.download(
                _IDENTIFICATIONS_GET_PDF, {"client_profile_id": client_profile_id, "on_date": on_date}, to=to, timeout=timeout,
                extra_headers=extra_headers,
            )
        return await self._core.call(
            _IDENTIFICATIONS_GET_PDF, {"client_profile_id": client_profile_id, "on_date": on_date}, timeout=timeout,
            extra_headers=extra_headers,
        )


class AsyncIdentificationsWithResponse(_kit.View[AsyncIdentifications]):
    """The calls of `AsyncIdentifications`, each answering a `Response`."""

    def __init__(self, twin: AsyncIdentifications) -> None:
        self.get_status = _kit.async_raw(twin.get_status)
        self.get_pdf = _kit.async_raw(twin.get_pdf)


class Clients(_kit.Resource["ClientsWithResponse"]):
    """Data of a future client."""

    def prefill(
        self, *, first_name: str | _kit.UnsetType = _kit.UNSET, last_name: str | _kit.UnsetType = _kit.UNSET,
        email: str | _kit.UnsetType = _kit.UNSET, phone_number: str | _kit.UnsetType = _kit.UNSET,
        domestic_bank_account: str | _kit.UnsetType = _kit.UNSET,
        international_bank_account: InternationalBankAccount | InternationalBankAccountParams | _kit.UnsetType = _kit.UNSET,
        address: str | _kit.UnsetType = _kit.UNSET, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> Prefill:
        """Leave data of a future client for registration and identification.

        The answered `prefill_id` goes into the consent URL; the person finds the data filled in and may change them.

        Args:
            first_name: First name.
            last_name: Last name.
            email: Valid e-mail address.
            phone_number: Phone number with country code.
            domestic_bank_account: Domestic form of the bank account.
            international_bank_account: International form of a bank account.
            address: Address.

        Raises:
            Forbidden: 403. Not-authorized access.
            NotFound: 404. Service does not exist.
            Conflict: 409. Validation errors.
            ServerError: 500. Calling ended with error.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: GoPay Identification service, Prefill (documented). POST /v1/client/prefill-client-data
        """
        return self._core.call(
            _CLIENTS_PREFILL,
            body={
                "first_name": first_name, "last_name": last_name, "email": email, "phone_number": phone_number,
                "domestic_bank_account": domestic_bank_account, "international_bank_account": international_bank_account,
                "address": address,
            },
            timeout=timeout, extra_headers=extra_headers,
        )


class ClientsWithResponse(_kit.View[Clients]):
    """The calls of `Clients`, each answering a `Response`."""

    def __init__(self, twin: Clients) -> None:
        self.prefill = _kit.raw(twin.prefill)


class AsyncClients(_kit.AsyncResource["AsyncClientsWithResponse"]):
    """Data of a future client."""

    prefill = _kit.awaited(Clients.prefill)


class AsyncClientsWithResponse(_kit.View[AsyncClients]):
    """The calls of `AsyncClients`, each answering a `Response`."""

    def __init__(self, twin: AsyncClients) -> None:
        self.prefill = _kit.async_raw(twin.prefill)


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
        self, *, client_id: str | None = None, client_secret: str | None = None, token_store: "_kit.TokenStore | None" = None,
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
        return Identifications(self._core)

    @cached_property
    def clients(self) -> Clients:
        """Data of a future client."""
        return Clients(self._core)

    @cached_property
    def consent(self) -> _consent.Consent:
        """The person's consent: the page to send them to, the way back, revocation."""
        return _consent.Consent(self._core)


class AsyncGoPay(_kit.AsyncClient):
    """Asynchronous twin of `GoPay`: the same arguments, resources and methods, to be awaited."""

    def __init__(
        self, *, client_id: str | None = None, client_secret: str | None = None, token_store: "_kit.TokenStore | None" = None,
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
        return AsyncIdentifications(self._core)

    @cached_property
    def clients(self) -> AsyncClients:
        """Data of a future client."""
        return AsyncClients(self._core)

    @cached_property
    def consent(self) -> _consent.AsyncConsent:
        """The person's consent: the page to send them to, the way back, revocation."""
        return _consent.AsyncConsent(self._core)
