# Generated from specs/postident.yaml (sha256 d17cfdaeba493fcd0fbb8d98d6764aa24e1140c68d36e7cc0d22c259e98afeef). Do not edit: change the spec, then `make generate`.
"""POSTIDENT SCR-Ident: client.

A client (business customer) has a case made for each person to be identified. The person (user) goes through one or more identification
attempts: by video chat, with the German eID card, by photo or in a post office ("basic"). The primary identification of a case "is the
identification with the most progress". The client hears of changes by webhook, reads the result, and archives the case so that lists stay
short. "Regardless of the archived flag, all cases will be deleted physically" after a time set per account, at most 150 days.

The result data is encrypted for a key of the client (JWE): mandatory in production, where it is "activated after a successful encryption
test", and optional during integration. The three `x-scr-…` request headers ask for it.

A partner (a comparison portal, say) may start cases for the client and read their status, but never the result data.

What a result holds depends on the identification class of the account: GwG (German Anti-Money Laundering Act), TKG (telecommunication law),
Standard, and Mobility (Standard for car sharing). Descriptions name the class where the document does.

"It is possible that new fields will be added to the data model in the future. Make sure that your implementation can handle unknown
fields": no new API version announces them.

Source: SCR-Ident API Guide 2 Result (changelog up to 12 Jan 2021) (documented)
"""

# fmt: off
from __future__ import annotations

from typing import TYPE_CHECKING
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal
import httpx
from identkit.core import _kit
from identkit.postident import overrides as _overrides

if TYPE_CHECKING:
    from identkit.postident.resources.cases import AsyncCases, Cases
    from identkit.postident.resources.webhooks import AsyncWebhooks, Webhooks

__all__ = ["AsyncPostident", "Postident"]


def _authentication(scheme: _kit.Scheme, context: _kit.AuthContext) -> _kit.Authentication:
    from identkit.overrides import auth  # not before a client is made; a plain import, for tools that freeze applications

    return auth.build(scheme, context)


_API = _kit.Api(
    name="postident", title="POSTIDENT SCR-Ident",
    servers={
        "production": "https://postident.deutschepost.de/api/scr/v1", "integration": "https://postident-itu.deutschepost.de/api/scr/v1",
    },
    environment="production", schemes={"basic": _kit.Scheme("basic", ("username", "password"))}, authenticate=_authentication,
    codecs=("jwe",), overrides=_overrides, required=("client_id", "username", "password"),
    from_env=("username", "password", "client_id", "data_password"),
)


class Postident(_kit.Client):
    """POSTIDENT SCR-Ident: Identification cases of Deutsche Post (video, eID, photo, post office), started and read by the client.

    Every call may raise `RequestInvalid` (a documented limit is not kept; nothing was sent) and `ConnectionFailed` (no usable answer came),
    beside what stands at its method. Its `timeout` and `extra_headers` are those of `with_options`, for this one call.

    Args:
        client_id: Access to the API, provided by Deutsche Post. Alphanumeric, upper case (case sensitive). Default: environment variable
            POSTIDENT_CLIENT_ID.
        username: User name and password of the REST API (RFC 2617), over HTTPS only. Default: environment variable POSTIDENT_USERNAME.
        password: User name and password of the REST API (RFC 2617), over HTTPS only. Default: environment variable POSTIDENT_PASSWORD.
        private_key: RSA key that answers are encrypted for, as path, PEM text or bytes. With it, an answer in clear is refused. During a
            change of keys a list, the newest first: that one is sent, all are tried.
        private_key_password: Password of an encrypted key.
        data_password: Password that the provider set for encrypted results. Default: environment variable POSTIDENT_DATA_PASSWORD.
        max_encrypted_bytes: Longer encrypted answers are refused; 64 MiB unless given.
        base_url: Replaces the base URL of the environment.
        environment: One of the provider's environments: production or integration. Default: production.
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
        self, *, client_id: str | None = None, username: str | None = None, password: str | None = None,
        private_key: Path | str | bytes | Sequence[Path | str | bytes] | None = None, private_key_password: str | bytes | None = None,
        data_password: str | None = None, max_encrypted_bytes: int | None = None, base_url: str | httpx.URL | None = None,
        environment: Literal["production", "integration"] | None = None, timeout: _kit.TimeoutLike = None, max_retries: int | None = None,
        default_headers: _kit.HeadersLike = None, hooks: _kit.Hooks | None = None, keep_unknown: bool = False, log_urls: bool = False,
        http_client: httpx.Client | None = None, clock: _kit.Clock | None = None, allow_insecure_sandbox: bool = False,
    ) -> None:
        credentials: dict[str, object] = {"client_id": client_id, "username": username, "password": password, "private_key": private_key, "private_key_password": private_key_password, "data_password": data_password, "max_encrypted_bytes": max_encrypted_bytes}
        options = _kit.ClientOptions(
            base_url, None, environment, timeout, max_retries, default_headers, hooks, keep_unknown, log_urls, clock,
            allow_insecure_sandbox,
        )
        super().__init__(_API, credentials, options, http_client)

    @cached_property
    def cases(self) -> Cases:
        """Identification cases."""
        from identkit.postident.resources.cases import Cases
        return Cases(self._core)

    @cached_property
    def webhooks(self) -> Webhooks:
        """Webhooks."""
        from identkit.postident.resources.webhooks import Webhooks
        return Webhooks(self._core)


class AsyncPostident(_kit.AsyncClient):
    """Asynchronous twin of `Postident`: the same arguments, resources and methods, to be awaited."""

    def __init__(
        self, *, client_id: str | None = None, username: str | None = None, password: str | None = None,
        private_key: Path | str | bytes | Sequence[Path | str | bytes] | None = None, private_key_password: str | bytes | None = None,
        data_password: str | None = None, max_encrypted_bytes: int | None = None, base_url: str | httpx.URL | None = None,
        environment: Literal["production", "integration"] | None = None, timeout: _kit.TimeoutLike = None, max_retries: int | None = None,
        default_headers: _kit.HeadersLike = None, hooks: _kit.Hooks | None = None, keep_unknown: bool = False, log_urls: bool = False,
        http_client: httpx.AsyncClient | None = None, clock: _kit.Clock | None = None, allow_insecure_sandbox: bool = False,
    ) -> None:
        credentials: dict[str, object] = {"client_id": client_id, "username": username, "password": password, "private_key": private_key, "private_key_password": private_key_password, "data_password": data_password, "max_encrypted_bytes": max_encrypted_bytes}
        options = _kit.ClientOptions(
            base_url, None, environment, timeout, max_retries, default_headers, hooks, keep_unknown, log_urls, clock,
            allow_insecure_sandbox,
        )
        super().__init__(_API, credentials, options, http_client)

    @cached_property
    def cases(self) -> AsyncCases:
        """Identification cases."""
        from identkit.postident.resources.cases import AsyncCases
        return AsyncCases(self._core)

    @cached_property
    def webhooks(self) -> AsyncWebhooks:
        """Webhooks."""
        from identkit.postident.resources.webhooks import AsyncWebhooks
        return AsyncWebhooks(self._core)
