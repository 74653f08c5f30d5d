"""Authentication schemes the specs may name (`x-auth`), all as `httpx.Auth`.

Each flow is written once, as a generator of steps; `steps.StepAuth` runs it in threads and in tasks. Token requests are part of the
flow, so they travel over the same httpx client, its proxy and its certificates.
"""

from collections.abc import Callable

import httpx

from identkit.core.auth import static
from identkit.core.auth.context import AuthContext
from identkit.core.errors import ConfigurationError
from identkit.core.operation import Scheme

__all__ = ["AuthContext", "build"]


def build(scheme: Scheme, context: AuthContext) -> httpx.Auth:
    """The `httpx.Auth` of a security scheme. Raises ConfigurationError for a missing credential or an unknown kind."""
    match scheme.kind:
        case "basic":
            make: Callable[[Scheme, AuthContext], httpx.Auth] = static.basic
        case "bearer":
            make = static.bearer
        case "consent-form":
            make = static.consent_form
        case _:
            raise ConfigurationError(f"{context.api.title}: unknown kind of authentication {scheme.kind!r}")
    return make(scheme, context)
