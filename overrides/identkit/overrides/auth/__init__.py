"""Authentication schemes the specs may name (`x-auth`), all as `httpx.Auth`.

    static     Basic, Bearer, API key: what is sent never changes
    renewing   a bearer token asked for with client credentials: Solaris, GoPay's application token
    rotating   a bearer token from a consent whose refresh token changes with every use: GoPay's client token

A conversation with a token endpoint is written once, as a generator of steps, and run for threads and for tasks (`steps`). Token
requests go over the client's own httpx client: `AuthContext.http`.
"""

from collections.abc import Awaitable, Callable, Iterable

import httpx

from identkit.core._auth.context import AuthContext
from identkit.core._calling.description import Scheme
from identkit.core._errors import ConfigurationError
from identkit.overrides.auth import static

__all__ = ["AuthContext", "build", "settle"]


def build(scheme: Scheme, context: AuthContext) -> httpx.Auth:
    """The `httpx.Auth` of a security scheme. Raises ConfigurationError for a missing credential or an unknown kind."""
    make: Callable[[Scheme, AuthContext], httpx.Auth]
    match scheme.kind:
        case "basic":
            make = static.basic
        case "bearer":
            make = static.bearer
        case "api-key":
            make = static.api_key
        case "consent-form":
            make = static.consent_form
        case "client-credentials" | "application-token":
            from identkit.overrides.auth import renewing  # asyncio and futures: not needed by clients with fixed credentials

            make = renewing.client_credentials if scheme.kind == "client-credentials" else renewing.application_token
        case "rotating-client-token":
            from identkit.overrides.auth import rotating

            make = rotating.client_token
        case _:
            raise ConfigurationError(f"{context.api.title}: unknown kind of authentication {scheme.kind!r}")
    return make(scheme, context)


async def settle(auths: Iterable[httpx.Auth]) -> None:
    """Wait for token requests that outlive the calls that began them. To be done before the httpx client is closed."""
    for each in auths:
        wait: Callable[[], Awaitable[None]] | None = getattr(each, "settle", None)
        if wait is not None:
            await wait()
