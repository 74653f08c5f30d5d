# Generated from specs/gopay.yaml (sha256 b77b8bfc83be60547871779f6805be5039472f9ef9a52367a48d6be8e130f3ab). Do not edit: change the spec, then `make generate`.
"""GoPay. Start with `GoPay` or `AsyncGoPay`; models stand in `identkit.gopay.models`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.core import _kit
    from identkit.gopay.client import AsyncGoPay, GoPay

__all__ = ["AsyncGoPay", "GoPay"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from identkit.gopay import client  # an import of the package alone costs nothing

    return getattr(client, name)


def __dir__() -> list[str]:
    return list(__all__)


def _overrides() -> "_kit.Overrides":  # pyright: ignore[reportUnusedFunction] # the runtime calls it
    from identkit.overrides.gopay import OVERRIDES  # an import that tools which freeze applications see

    return OVERRIDES


def _reasons() -> "Mapping[str, _kit.ReasonTable]":  # pyright: ignore[reportUnusedFunction] # the runtime calls it
    from identkit.gopay import reasons

    return vars(reasons)
