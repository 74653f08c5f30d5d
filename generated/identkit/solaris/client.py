# Generated from specs/solaris (sha256 ad6e4aac8b2f205162fedf3dae8b0a1e7f23ee3e109f78123fb42d1843d54067). Do not edit: change the spec, then `make generate`.
"""Solaris: client.

Bankident: SCHUFA is asked for the person and the account, the customer proves access to the account by a cent transfer, and signs with a
qualified electronic signature (QES) confirmed by an SMS.

Create a person, verify its mobile number, then either create an identification session and redirect the customer to its url (a webview with
all steps), or create an identification with the method bank and take the steps one by one: request, cent transfer at the url, authorize,
confirm.

Questions and answers of the document: a person has 20 attempts with different IBANs. Only German IBANs are supported. Mobile numbers of all
countries but Iran and North Korea are. The address may be outside Germany, but SCHUFA then finds fewer persons. An SMS token of the QES
process is valid for 10 minutes. There is no technical restriction on reusing an identification by different companies. The bank connection
widget has a timeout of 10 minutes.

Video identification (IDnow): the customer shows an identity document to an agent in a video call, in German or English. It serves all
products, and customers who reside in Germany and hold a supported document; it runs in a browser or in IDnow's app and can be combined with
a qualified electronic signature (QES).

Create a person, create an identification with the method idnow, request it, and send the customer to its url (web) or reference (app). The
agent verifies the data and a mobile number and may fill in or correct attributes of the person. "Solaris will re-use the verified mobile
number of a successful IDnow video identification as the customer's verified mobile number."

On the sandbox a first or last name of X-MANUALTEST- or X-AUTOTEST- and the name of a test case chooses what happens (see IdnowTestPrefix,
IdnowTestCase). Played by hand it takes any mobile number that begins with 0, or +15550101, and the ident code 123456.

Values must not begin or end with whitespace; names and enum values are case-sensitive; unknown request fields are ignored. Times are UTC.
Neither an idempotency key nor a rate limit is documented.

Source: Solaris, Bankident webview; Solaris, Video identification (documented)
"""

# fmt: off
from __future__ import annotations

from typing import TYPE_CHECKING
from functools import cached_property
from typing import Literal
import httpx
from identkit.core import _kit
from identkit.solaris import overrides as _overrides

if TYPE_CHECKING:
    from identkit.solaris.resources.documents import AsyncDocuments, Documents
    from identkit.solaris.resources.ibans import AsyncIbans, Ibans
    from identkit.solaris.resources.identification_sessions import AsyncIdentificationSessions, IdentificationSessions
    from identkit.solaris.resources.identifications import AsyncIdentifications, Identifications
    from identkit.solaris.resources.mobile_numbers import AsyncMobileNumbers, MobileNumbers
    from identkit.solaris.resources.persons import AsyncPersons, Persons
    from identkit.solaris.resources.webhooks import AsyncWebhooks, Webhooks

__all__ = ["AsyncSolaris", "Solaris"]


def _authentication(scheme: _kit.Scheme, context: _kit.AuthContext) -> _kit.Authentication:
    from identkit.overrides import auth  # not before a client is made; a plain import, for tools that freeze applications

    return auth.build(scheme, context)


def _reasons() -> tuple[_kit.ReasonTable, ...]:
    from identkit.solaris import reasons  # not before there is an error to explain

    return (reasons.BANKIDENT_REASONS, reasons.API_ERROR_REASONS, )


_API = _kit.Api(
    name="solaris", title="Solaris", servers={"production": "https://api.solarisbank.de", "sandbox": "https://api.solaris-sandbox.de"},
    auth_servers={"production": "https://auth.solarisbank.de", "sandbox": "https://auth.solaris-sandbox.de"}, environment="production",
    schemes={"partner": _kit.Scheme("client-credentials", ("client_id", "client_secret"), token_path="/oauth2/token", scope="partners")},
    authenticate=_authentication, overrides=_overrides, error=_kit.ErrorShape(code_path=("errors", 0, "code"), reasons=_reasons),
    required=("client_id", "client_secret"), from_env=("client_id", "client_secret"),
)


class Solaris(_kit.Client):
    """Solaris: Bankident webview. Video identification by IDnow.

    Every call may raise `RequestInvalid` (a documented limit is not kept; nothing was sent) and `ConnectionFailed` (no usable answer came),
    beside what stands at its method. Its `timeout` and `extra_headers` are those of `with_options`, for this one call.

    Args:
        client_id: OAuth 2.0 client credentials. Default: environment variable SOLARIS_CLIENT_ID.
        client_secret: OAuth 2.0 client credentials. Default: environment variable SOLARIS_CLIENT_SECRET.
        base_url: Replaces the base URL of the environment.
        auth_url: Replaces the URL of the authorization host.
        environment: One of the provider's environments: production or sandbox. Default: production.
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
        self, *, client_id: str | None = None, client_secret: str | None = None, base_url: str | httpx.URL | None = None,
        auth_url: str | httpx.URL | None = None, environment: Literal["production", "sandbox"] | None = None,
        timeout: _kit.TimeoutLike = None, max_retries: int | None = None, default_headers: _kit.HeadersLike = None,
        hooks: _kit.Hooks | None = None, keep_unknown: bool = False, log_urls: bool = False, http_client: httpx.Client | None = None,
        clock: _kit.Clock | None = None, allow_insecure_sandbox: bool = False,
    ) -> None:
        credentials: dict[str, object] = {"client_id": client_id, "client_secret": client_secret}
        options = _kit.ClientOptions(
            base_url, auth_url, environment, timeout, max_retries, default_headers, hooks, keep_unknown, log_urls, clock,
            allow_insecure_sandbox,
        )
        super().__init__(_API, credentials, options, http_client)

    @cached_property
    def persons(self) -> Persons:
        """Persons: the customers' personal and financial data."""
        from identkit.solaris.resources.persons import Persons
        return Persons(self._core)

    @cached_property
    def mobile_numbers(self) -> MobileNumbers:
        """Mobile numbers: one for each person, verified by an SMS."""
        from identkit.solaris.resources.mobile_numbers import MobileNumbers
        return MobileNumbers(self._core)

    @cached_property
    def identifications(self) -> Identifications:
        """Identifications: one attempt to identify a person by one method."""
        from identkit.solaris.resources.identifications import Identifications
        return Identifications(self._core)

    @cached_property
    def ibans(self) -> Ibans:
        """IBANs."""
        from identkit.solaris.resources.ibans import Ibans
        return Ibans(self._core)

    @cached_property
    def identification_sessions(self) -> IdentificationSessions:
        """Identification sessions: the Bankident webview."""
        from identkit.solaris.resources.identification_sessions import IdentificationSessions
        return IdentificationSessions(self._core)

    @cached_property
    def documents(self) -> Documents:
        """Documents of a person, reports and signed contracts among them."""
        from identkit.solaris.resources.documents import Documents
        return Documents(self._core)

    @cached_property
    def webhooks(self) -> Webhooks:
        """Webhooks: subscriptions, and the deliveries Solaris sends."""
        from identkit.solaris.resources.webhooks import Webhooks
        return Webhooks(self._core)


class AsyncSolaris(_kit.AsyncClient):
    """Asynchronous twin of `Solaris`: the same arguments, resources and methods, to be awaited."""

    def __init__(
        self, *, client_id: str | None = None, client_secret: str | None = None, base_url: str | httpx.URL | None = None,
        auth_url: str | httpx.URL | None = None, environment: Literal["production", "sandbox"] | None = None,
        timeout: _kit.TimeoutLike = None, max_retries: int | None = None, default_headers: _kit.HeadersLike = None,
        hooks: _kit.Hooks | None = None, keep_unknown: bool = False, log_urls: bool = False, http_client: httpx.AsyncClient | None = None,
        clock: _kit.Clock | None = None, allow_insecure_sandbox: bool = False,
    ) -> None:
        credentials: dict[str, object] = {"client_id": client_id, "client_secret": client_secret}
        options = _kit.ClientOptions(
            base_url, auth_url, environment, timeout, max_retries, default_headers, hooks, keep_unknown, log_urls, clock,
            allow_insecure_sandbox,
        )
        super().__init__(_API, credentials, options, http_client)

    @cached_property
    def persons(self) -> AsyncPersons:
        """Persons: the customers' personal and financial data."""
        from identkit.solaris.resources.persons import AsyncPersons
        return AsyncPersons(self._core)

    @cached_property
    def mobile_numbers(self) -> AsyncMobileNumbers:
        """Mobile numbers: one for each person, verified by an SMS."""
        from identkit.solaris.resources.mobile_numbers import AsyncMobileNumbers
        return AsyncMobileNumbers(self._core)

    @cached_property
    def identifications(self) -> AsyncIdentifications:
        """Identifications: one attempt to identify a person by one method."""
        from identkit.solaris.resources.identifications import AsyncIdentifications
        return AsyncIdentifications(self._core)

    @cached_property
    def ibans(self) -> AsyncIbans:
        """IBANs."""
        from identkit.solaris.resources.ibans import AsyncIbans
        return AsyncIbans(self._core)

    @cached_property
    def identification_sessions(self) -> AsyncIdentificationSessions:
        """Identification sessions: the Bankident webview."""
        from identkit.solaris.resources.identification_sessions import AsyncIdentificationSessions
        return AsyncIdentificationSessions(self._core)

    @cached_property
    def documents(self) -> AsyncDocuments:
        """Documents of a person, reports and signed contracts among them."""
        from identkit.solaris.resources.documents import AsyncDocuments
        return AsyncDocuments(self._core)

    @cached_property
    def webhooks(self) -> AsyncWebhooks:
        """Webhooks: subscriptions, and the deliveries Solaris sends."""
        from identkit.solaris.resources.webhooks import AsyncWebhooks
        return AsyncWebhooks(self._core)
