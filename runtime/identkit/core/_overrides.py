"""The seam between a generated package and what is hand-written for its provider.

A provider's package `identkit.overrides.<provider>` exports `OVERRIDES`, one `Overrides`. The generated package names it by a function
with a plain import inside: it costs nothing until it is needed, and tools that freeze applications see it.
"""

import sys
from collections.abc import Callable, Mapping
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import field

if TYPE_CHECKING:
    from identkit.core._auth.authentication import AuthContext, Authentication
    from identkit.core._calling.description import Scheme
    from identkit.core._received.codecs import Codec
    from identkit.core._webhooks.verification import Verifier
    from identkit.core.status.table import StatusRules


class Overrides(msgspec.Struct, frozen=True):
    """What no OpenAPI document can say about a provider. Everything may be left out."""

    codecs: Mapping[str, "Callable[[Mapping[str, object]], Codec | None]"] = field(default_factory=dict[str, Any])
    """By the name that `x-codec` uses: makes the codec from the client's arguments, or None where they do not turn it on."""
    auth: Mapping[str, "Callable[[Scheme, AuthContext], Authentication]"] = field(default_factory=dict[str, Any])
    """Kinds of `x-auth` that only this provider has, beside those of `identkit.overrides.auth`."""
    webhooks: Mapping[str, "Verifier"] = field(default_factory=dict[str, Any])
    """Ways to verify a delivery that a policy cannot describe, by the name that `x-webhooks` uses."""
    status: "Callable[[], StatusRules] | None" = None
    """Imports how objects are assessed."""


def package_of(kind: type, attribute: str) -> ModuleType | None:
    """The generated package with a function of that name that a class comes from, also by inheritance; None when there is none."""
    for each in kind.__mro__:
        package = sys.modules.get(each.__module__.rpartition(".")[0])  # a package is loaded as long as one of its modules is
        if package is not None and isinstance(vars(package).get(attribute), FunctionType):
            return package
    return None


def overrides_of(kind: type) -> Overrides | None:
    """The overrides of the generated package that a class comes from, also by inheritance; None when it has none."""
    package = package_of(kind, "overrides")
    find: Callable[[], Overrides] | None = getattr(package, "overrides", None)
    return find() if find is not None else None
