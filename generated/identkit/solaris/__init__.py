# Generated from specs/solaris (sha256 80ec067b8e2b834df2539a7f4b55141e9e99d9f01f75ec66b767c69b4f5a30bc). Do not edit: change the spec, then `make generate`.
"""Solaris. Start with `Solaris` or `AsyncSolaris`; models stand in `identkit.solaris.models`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.solaris.client import AsyncSolaris, Solaris

__all__ = ["AsyncSolaris", "Solaris"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from identkit.solaris import client  # an import of the package alone costs nothing

    return getattr(client, name)


def __dir__() -> list[str]:
    return list(__all__)
