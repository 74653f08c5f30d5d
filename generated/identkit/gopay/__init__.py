# Generated from specs/gopay.yaml (sha256 8072d4ad4cf5a7a499e8995523fb834d0672b498e0fc191d1983e77b5f635b25). Do not edit: change the spec, then `make generate`.
"""GoPay. Start with `GoPay` or `AsyncGoPay`; models stand in `identkit.gopay.models`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.core import _kit
    from identkit.gopay.client import AsyncGoPay, GoPay

__all__ = ["AsyncGoPay", "GoPay"]


if not TYPE_CHECKING:  # for type checkers any name would be there

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from identkit.gopay import client  # an import of the package alone costs nothing

        return getattr(client, name)


def overrides() -> "_kit.Overrides":
    """What is hand-written for this provider."""
    from identkit.overrides.gopay import OVERRIDES  # not before it is needed; a plain import, for tools that freeze applications

    return OVERRIDES


def __dir__() -> list[str]:
    return list(__all__)


def _reasons() -> "Mapping[str, _kit.ReasonTable]":  # pyright: ignore[reportUnusedFunction] # the runtime calls it
    from identkit.gopay import reasons

    return vars(reasons)
