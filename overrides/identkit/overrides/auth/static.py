"""Credentials that stand in a header and never change: Basic and Bearer."""

from base64 import b64encode
from collections.abc import Generator

import httpx

from identkit.core._auth.context import AuthContext, require_own_origin
from identkit.core._calling.description import Scheme
from identkit.core._errors import ConfigurationError


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


class KeyAuth(httpx.Auth):
    """Sends one key under a name of the API's choice, in a header, a cookie or the query, to the client's own hosts only."""

    def __init__(self, place: str, name: str, value: str, context: AuthContext) -> None:
        self._place, self._name, self._value, self._origins = place, name, value, context.origins()

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add the key."""
        require_own_origin(request, self._origins)
        if self._place == "query":
            request.url = request.url.copy_set_param(self._name, self._value)
        elif self._place == "cookie":
            others = [request.headers["Cookie"]] if "Cookie" in request.headers else []
            request.headers["Cookie"] = "; ".join([*others, f"{self._name}={self._value}"])
        else:
            request.headers[self._name] = self._value
        yield request

    def __repr__(self) -> str:
        return f"KeyAuth({self._place}, {self._name}, ***)"


class NoAuth(httpx.Auth):
    """Sends nothing: the credentials stand in the form that is posted."""

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


def api_key(scheme: Scheme, context: AuthContext) -> httpx.Auth:
    """A fixed key: the only credential of the scheme; its options say where it stands (`in`) and under which name."""
    place, name = scheme.options.get("in", "header"), scheme.options.get("name", "")
    key = context.credential(scheme.credentials[0])
    if not name or not key.isascii() or (place == "cookie" and any(char in ' ",;\\' for char in key)):
        raise ConfigurationError(f"{context.api.title}: {scheme.credentials[0]} cannot be sent as it is")
    return KeyAuth(place, name, key, context)


def form(scheme: Scheme, context: AuthContext) -> httpx.Auth:
    """Token endpoints take the credentials in their form; `identkit.overrides.auth.consent` puts them there."""
    del scheme, context
    return NoAuth()
