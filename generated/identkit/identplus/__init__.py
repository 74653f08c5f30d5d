# Generated from specs/identplus.yaml (sha256 38cc27181036713b5b811eb95a962901cfe674ff01b4496bcb0ceae2b65a3c46). Do not edit: change the spec, then `make generate`.
"""IDENTPLUS. Start with `Identplus` or `AsyncIdentplus`; models stand in `identkit.identplus.models`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.core import _kit
    from identkit.identplus.client import AsyncIdentplus, Identplus

__all__ = ["AsyncIdentplus", "Identplus"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from identkit.identplus import client  # an import of the package alone costs nothing

    return getattr(client, name)


def __dir__() -> list[str]:
    return list(__all__)


def _overrides() -> "_kit.Overrides":  # pyright: ignore[reportUnusedFunction] # the runtime calls it
    from identkit.overrides.identplus import OVERRIDES  # an import that tools which freeze applications see

    return OVERRIDES


def _reasons() -> "Mapping[str, _kit.ReasonTable]":  # pyright: ignore[reportUnusedFunction] # the runtime calls it
    from identkit.identplus import reasons

    return vars(reasons)
