# Generated from specs/postident.yaml (sha256 d63ba7c4497f8a8e39700699f7c1c6995f7faa0169f9ccd4df25d1ceb97ac210). Do not edit: change the spec, then `make generate`.
"""POSTIDENT SCR-Ident. Start with `Postident` or `AsyncPostident`; models stand in `identkit.postident.models`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.core import _kit
    from identkit.postident.client import AsyncPostident, Postident

__all__ = ["AsyncPostident", "Postident"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from identkit.postident import client  # an import of the package alone costs nothing

    return getattr(client, name)


def __dir__() -> list[str]:
    return list(__all__)


def _overrides() -> "_kit.Overrides":  # pyright: ignore[reportUnusedFunction] # the runtime calls it
    from identkit.overrides.postident import OVERRIDES  # an import that tools which freeze applications see

    return OVERRIDES


def _reasons() -> "Mapping[str, _kit.ReasonTable]":  # pyright: ignore[reportUnusedFunction] # the runtime calls it
    from identkit.postident import reasons

    return vars(reasons)
