"""What an authentication scheme is told about the client it serves."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import ClassVar

import httpx

from identkit.core._calling.clock import Clock
from identkit.core._calling.description import Api
from identkit.core._errors import ConfigurationError
from identkit.core._types import Record


class AuthContext(Record, frozen=True):
    """A client's settings, as far as authentication needs them. `repr` shows its URLs only.

    `http` is the client's own httpx client, where it is known: an asynchronous one lets a token refresh outlive the cancelled
    call that began it.
    """

    hidden: ClassVar[frozenset[str]] = frozenset({"api", "credentials", "clock", "http"})

    api: Api
    credentials: Mapping[str, object]
    base_url: str
    auth_url: str
    clock: Clock
    http: httpx.Client | httpx.AsyncClient | None = None

    def credential(self, name: str) -> str:
        """A credential as text. Raises ConfigurationError, naming it, when it was not given or cannot be a header or form value."""
        value = self.credentials.get(name)
        if value is None or value == "":
            raise ConfigurationError(f"{self.api.title}: {name} is missing; pass {name}=")
        if not isinstance(value, str) or any(ord(character) < 32 or ord(character) == 127 for character in value):
            raise ConfigurationError(f"{self.api.title}: {name} must be text on one line")
        return value

    def origins(self) -> frozenset[tuple[str, str, int | None]]:
        """Where credentials may go: the origins of the two base URLs."""
        return frozenset(origin(httpx.URL(url)) for url in (self.base_url, self.auth_url) if url)


def origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Scheme, host and port."""
    return url.scheme, url.host, url.port


def require_own_origin(request: httpx.Request, origins: frozenset[tuple[str, str, int | None]]) -> None:
    """Refuse to put credentials on a request to a host that is not the client's."""
    if origin(request.url) not in origins:
        raise ConfigurationError(f"credentials are not sent to {request.url.host}: it is not the host of this client")


async def settle_all(auths: Iterable[httpx.Auth]) -> None:
    """Wait for token requests that outlive the calls that began them. To be done before the connections are closed."""
    for each in auths:
        wait: Callable[[], Awaitable[None]] | None = getattr(each, "settle", None)
        if wait is not None:
            await wait()
