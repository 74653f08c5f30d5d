"""What an authentication scheme is told about the client it serves, and what it has to do."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Protocol

import httpx

from identkit.core._calling.clock import Clock
from identkit.core._calling.description import Api
from identkit.core._calling.hooks import Hooks
from identkit.core._errors import ConfigurationError
from identkit.core._types import Record

if TYPE_CHECKING:
    from identkit.core._calling.steps import Send, Steps
    from identkit.core._received.reading import Reply


class Authentication(Protocol):
    """Puts credentials on requests. `repr` shows none of them."""

    def exchange(self, send: "Send") -> "Steps[Reply]":
        """Send a request with credentials, after asking for them where needed, and again where new ones may help."""
        ...


class NoAuthentication:
    """Sends requests as they are."""

    def exchange(self, send: "Send") -> "Steps[Reply]":
        """Send the request."""
        reply: Reply = yield send
        return reply

    def __repr__(self) -> str:
        return "NoAuthentication()"


class TokenFailure(Exception):
    """What went wrong, went wrong while a token was asked for: the call's own request was not sent again after it."""

    def __init__(self, cause: Exception) -> None:
        super().__init__()
        self.cause = cause


class AuthContext(Record, frozen=True):
    """A client's settings, as far as authentication needs them. `repr` shows its URLs only."""

    secrets: ClassVar[frozenset[str]] = frozenset({"api", "credentials", "clock", "hooks"})

    api: Api
    credentials: Mapping[str, object]
    base_url: str
    auth_url: str
    clock: Clock
    hooks: Hooks | None = None

    def credential(self, name: str) -> str:
        """A credential as text. Raises ConfigurationError, naming it, when it was not given or cannot be a header or form value."""
        value = self.credentials.get(name)
        if value is None or value == "":
            raise ConfigurationError(f"{self.api.title}: {name} is missing; pass {name}=")
        if not isinstance(value, str):
            raise ConfigurationError(f"{self.api.title}: {name} must be text (str), not {type(value).__name__}")
        if any(ord(character) < 32 or ord(character) == 127 for character in value):
            raise ConfigurationError(f"{self.api.title}: {name} must be text on one line")
        return value

    def origins(self) -> frozenset[tuple[str, str, int | None]]:
        """Where credentials may go: the origins of the base URLs, and of the servers that operations have of their own."""
        urls = (self.base_url, self.auth_url, *(url for url in self.api.further if "://" in url and "{" not in url))
        return frozenset(origin(httpx.URL(url)) for url in urls if url)


def origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Scheme, host and port."""
    return url.scheme, url.host, url.port


def require_own_origin(request: httpx.Request, origins: frozenset[tuple[str, str, int | None]]) -> None:
    """Refuse to put credentials on a request to a host that is not the client's."""
    if origin(request.url) not in origins:
        raise ConfigurationError(f"credentials are not sent to {request.url.host}: it is not the host of this client")
