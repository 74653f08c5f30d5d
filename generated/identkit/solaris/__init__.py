# Generated from specs/solaris (sha256 ad6e4aac8b2f205162fedf3dae8b0a1e7f23ee3e109f78123fb42d1843d54067). Do not edit: change the spec, then `make generate`.
"""Solaris. Start with `Solaris` or `AsyncSolaris`; models stand in `identkit.solaris.models`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.core import _kit
    from identkit.solaris.client import AsyncSolaris, Solaris

__all__ = ["AsyncSolaris", "Solaris"]


if not TYPE_CHECKING:  # for type checkers any name would be there

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from identkit.solaris import client  # an import of the package alone costs nothing

        return getattr(client, name)


def overrides() -> "_kit.Overrides":
    """What is hand-written for this provider."""
    from identkit.overrides.solaris import OVERRIDES  # not before it is needed; a plain import, for tools that freeze applications

    return OVERRIDES


def __dir__() -> list[str]:
    return list(__all__)


def _reasons() -> "Mapping[str, _kit.ReasonTable]":  # pyright: ignore[reportUnusedFunction] # the runtime calls it
    from identkit.solaris import reasons

    return vars(reasons)
