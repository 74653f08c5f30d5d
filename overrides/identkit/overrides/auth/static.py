"""Credentials that stand in a header and never change: Basic and Bearer."""

from base64 import b64encode
from urllib.parse import quote

import httpx

from identkit.core._auth.authentication import AuthContext, Authentication, NoAuthentication, require_own_origin
from identkit.core._calling.description import Scheme
from identkit.core._calling.steps import Send, Steps
from identkit.core._errors import ConfigurationError
from identkit.core._received.reading import Reply


class _FixedAuth:
    """Sends what never changes, to the client's own hosts only."""

    def __init__(self, context: AuthContext) -> None:
        self._origins = context.origins()

    def exchange(self, send: Send) -> Steps[Reply]:
        """Send the request with the credentials."""
        require_own_origin(send.request, self._origins)
        self._add(send.request)
        reply: Reply = yield send
        return reply

    def _add(self, request: httpx.Request) -> None:
        raise NotImplementedError


class HeaderAuth(_FixedAuth):
    """Sends one `Authorization` header."""

    def __init__(self, kind: str, value: str, context: AuthContext) -> None:
        super().__init__(context)
        self._kind, self._value = kind, value

    def _add(self, request: httpx.Request) -> None:
        request.headers["Authorization"] = self._value

    def __repr__(self) -> str:
        return f"HeaderAuth({self._kind}, ***)"


class KeyAuth(_FixedAuth):
    """Sends one key under a name of the API's choice, in a header, a cookie or the query."""

    def __init__(self, place: str, name: str, value: str, context: AuthContext) -> None:
        super().__init__(context)
        self._place, self._name, self._value = place, name, value

    def _add(self, request: httpx.Request) -> None:
        if self._place == "query":
            # Not by httpx, which would write the whole query anew, and escape the delimiters in it.
            own = f"{quote(self._name, safe='')}={quote(self._value, safe='')}".encode()
            pairs = [pair for pair in request.url.query.split(b"&") if pair]
            if all(pair.partition(b"=")[0] != own.partition(b"=")[0] for pair in pairs):  # what the call itself says goes first
                request.url = request.url.copy_with(query=b"&".join([*pairs, own]))
        elif self._place == "cookie":
            own_cookie = f"{self._name}={self._value}"
            others = [pair for pair in request.headers.get("Cookie", "").split("; ") if pair and pair != own_cookie]
            request.headers["Cookie"] = "; ".join([*others, own_cookie])
        else:
            request.headers[self._name] = self._value

    def __repr__(self) -> str:
        return f"KeyAuth({self._place}, {self._name}, ***)"


def basic_header(username: str, password: str) -> str:
    """The value of `Authorization` for HTTP Basic (RFC 7617, UTF-8)."""
    if ":" in username:
        raise ConfigurationError("a user name for HTTP Basic must not contain a colon")
    return "Basic " + b64encode(f"{username}:{password}".encode()).decode("ascii")


def basic(scheme: Scheme, context: AuthContext) -> Authentication:
    """HTTP Basic with the first two credentials of the scheme."""
    username, password = (context.credential(name) for name in scheme.credentials[:2])
    return HeaderAuth("basic", basic_header(username, password), context)


def bearer(scheme: Scheme, context: AuthContext) -> Authentication:
    """A fixed bearer token: the only credential of the scheme."""
    token = context.credential(scheme.credentials[0])
    if not token.isascii() or " " in token:
        raise ConfigurationError(f"{context.api.title}: {scheme.credentials[0]} must be ASCII without blanks")
    return HeaderAuth("bearer", f"Bearer {token}", context)


def api_key(scheme: Scheme, context: AuthContext) -> Authentication:
    """A fixed key: the only credential of the scheme; its options say where it stands (`in`), its name, and what precedes it (`scheme`)."""
    place, name = scheme.options.get("in", "header"), scheme.options.get("name", "")
    key = context.credential(scheme.credentials[0])
    if not name or not key.isascii() or (place == "cookie" and any(char in ' ",;\\' for char in key)):
        raise ConfigurationError(f"{context.api.title}: {scheme.credentials[0]} cannot be sent as it is")
    word = scheme.options.get("scheme", "")
    if word and key.partition(" ")[0].lower() != word.lower():
        key = f"{word} {key}"
    return KeyAuth(place, name, key, context)


def form(scheme: Scheme, context: AuthContext) -> Authentication:
    """Token endpoints take the credentials in their form; `identkit.overrides.auth.consent` puts them there."""
    del scheme, context
    return NoAuthentication()
