# Generated from specs/postident.yaml (sha256 d17cfdaeba493fcd0fbb8d98d6764aa24e1140c68d36e7cc0d22c259e98afeef). Do not edit: change the spec, then `make generate`.
"""POSTIDENT SCR-Ident. Start with `Postident` or `AsyncPostident`; models stand in `identkit.postident.models`."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.core import _kit
    from identkit.postident.client import AsyncPostident, Postident

__all__ = ["AsyncPostident", "Postident"]


if not TYPE_CHECKING:  # for type checkers any name would be there

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from identkit.postident import client  # an import of the package alone costs nothing

        return getattr(client, name)


def overrides() -> "_kit.Overrides":
    """What is hand-written for this provider."""
    from identkit.overrides.postident import OVERRIDES  # not before it is needed; a plain import, for tools that freeze applications

    return OVERRIDES


def __dir__() -> list[str]:
    return list(__all__)


def _reasons() -> "Mapping[str, _kit.ReasonTable]":  # pyright: ignore[reportUnusedFunction] # the runtime calls it
    from identkit.postident import reasons

    return vars(reasons)
