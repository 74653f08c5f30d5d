# Generated from specs/identplus.yaml (sha256 77e75830e16fd6f192ffee3baedc26aa1e4bd0ca587cf1943076f8a08d9043be). Do not edit: change the spec, then `make generate`.
"""IDENTPLUS. Start with `Identplus` or `AsyncIdentplus`; models stand in `identkit.identplus.models`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.core import _kit
    from identkit.identplus.client import AsyncIdentplus, Identplus

__all__ = ["AsyncIdentplus", "Identplus"]


if not TYPE_CHECKING:  # for type checkers any name would be there

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from identkit.identplus import client  # an import of the package alone costs nothing

        return getattr(client, name)


def overrides() -> "_kit.Overrides":
    """What is hand-written for this provider."""
    from identkit.overrides.identplus import OVERRIDES  # not before it is needed; a plain import, for tools that freeze applications

    return OVERRIDES


def __dir__() -> list[str]:
    return list(__all__)


def _reasons() -> "Mapping[str, _kit.ReasonTable]":  # pyright: ignore[reportUnusedFunction] # the runtime calls it
    from identkit.identplus import reasons

    return vars(reasons)
