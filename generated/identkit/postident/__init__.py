# Generated from specs/postident.yaml (sha256 cec709b3b550122011ee92d766147b2c1e905b59625113ceae2b125481a85d65). Do not edit: change the spec, then `make generate`.
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
