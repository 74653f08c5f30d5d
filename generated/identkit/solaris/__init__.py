# Generated from specs/solaris (sha256 85c98905a234e97a5dda97580d3cfc404f6ccd39737350dcf8c99f11c7a1b1bc). Do not edit: change the spec, then `make generate`.
"""Solaris. Start with `Solaris` or `AsyncSolaris`; models stand in `identkit.solaris.models`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.core import _kit
    from identkit.solaris.client import AsyncSolaris, Solaris

__all__ = ["AsyncSolaris", "Solaris"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from identkit.solaris import client  # an import of the package alone costs nothing

    return getattr(client, name)


def __dir__() -> list[str]:
    return list(__all__)


def _overrides() -> "_kit.Overrides":  # pyright: ignore[reportUnusedFunction] # the runtime calls it
    from identkit.overrides.solaris import OVERRIDES  # an import that tools which freeze applications see

    return OVERRIDES


def _reasons() -> "Mapping[str, _kit.ReasonTable]":  # pyright: ignore[reportUnusedFunction] # the runtime calls it
    from identkit.solaris import reasons

    return vars(reasons)
