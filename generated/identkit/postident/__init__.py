# Generated from specs/postident.yaml (sha256 908efa6b6b111ec4f411bfbe13682700ed857a87ab745389b33a094edf1ada52). Do not edit: change the spec, then `make generate`.
"""POSTIDENT SCR-Ident. Start with `Postident` or `AsyncPostident`; models stand in `identkit.postident.models`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.postident.client import AsyncPostident, Postident

__all__ = ["AsyncPostident", "Postident"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from identkit.postident import client  # an import of the package alone costs nothing

    return getattr(client, name)


def __dir__() -> list[str]:
    return list(__all__)
