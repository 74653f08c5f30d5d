"""Credentials that stand in a header and never change: Basic and Bearer."""

from base64 import b64encode
from collections.abc import Generator

import httpx

from identkit.core.auth.context import AuthContext, require_own_origin
from identkit.core.errors import ConfigurationError
from identkit.core.operation import Scheme


class HeaderAuth(httpx.Auth):
    """Sends one `Authorization` header, to the client's own hosts only."""

    def __init__(self, kind: str, value: str, context: AuthContext) -> None:
        self._kind, self._value, self._origins = kind, value, context.origins()

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the header."""
        require_own_origin(request, self._origins)
        request.headers["Authorization"] = self._value
        yield request

    def __repr__(self) -> str:
        return f"HeaderAuth({self._kind}, ***)"


class NoAuth(httpx.Auth):
    """Sends nothing: the credentials stand in the form that the consent classes post."""

    def __repr__(self) -> str:
        return "NoAuth()"


def basic_header(username: str, password: str) -> str:
    """The value of `Authorization` for HTTP Basic (RFC 7617, UTF-8)."""
    if ":" in username:
        raise ConfigurationError("a user name for HTTP Basic must not contain a colon")
    return "Basic " + b64encode(f"{username}:{password}".encode()).decode("ascii")


def basic(scheme: Scheme, context: AuthContext) -> httpx.Auth:
    """HTTP Basic with the first two credentials of the scheme."""
    username, password = (context.credential(name) for name in scheme.credentials[:2])
    return HeaderAuth("basic", basic_header(username, password), context)


def bearer(scheme: Scheme, context: AuthContext) -> httpx.Auth:
    """A fixed bearer token: the only credential of the scheme."""
    token = context.credential(scheme.credentials[0])
    if not token.isascii() or " " in token:
        raise ConfigurationError(f"{context.api.title}: {scheme.credentials[0]} must be ASCII without blanks")
    return HeaderAuth("bearer", f"Bearer {token}", context)


def consent_form(scheme: Scheme, context: AuthContext) -> httpx.Auth:
    """Token endpoints take the credentials in their form; `identkit.core.consent` puts them there."""
    del scheme, context
    return NoAuth()
