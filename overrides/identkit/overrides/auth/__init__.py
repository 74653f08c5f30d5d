"""Authentication schemes the specs may name (`x-auth`), each an `Authentication`.

    static     Basic, Bearer, API key: what is sent never changes
    renewing   a bearer token asked for with client credentials
    rotating   a bearer token from a person's consent (authorization code), whose refresh token changes with every use
    consent    the way to such a consent and back

What they say is written once, as a generator of steps, and run for threads and for tasks. Token requests go over the client's own
connections.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from identkit.core._errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from identkit.core._auth.authentication import AuthContext, Authentication
    from identkit.core._calling.description import Scheme

__all__ = ["build"]


def build(scheme: Scheme, context: AuthContext) -> Authentication:
    """The `Authentication` of a security scheme. Raises ConfigurationError for a missing credential or an unknown kind."""
    from identkit.overrides.auth import static

    make: Callable[[Scheme, AuthContext], Authentication]
    match scheme.kind:
        case "basic":
            make = static.basic
        case "bearer":
            make = static.bearer
        case "api-key":
            make = static.api_key
        case "form":
            make = static.form
        case "client-credentials":
            from identkit.overrides.auth import renewing  # asyncio and futures: not needed by clients with fixed credentials

            make = renewing.client_credentials
        case "authorization-code":
            from identkit.overrides.auth import rotating

            make = rotating.PersonToken
        case _:
            raise ConfigurationError(f"{context.api.title}: unknown kind of authentication {scheme.kind!r}")
    return make(scheme, context)
