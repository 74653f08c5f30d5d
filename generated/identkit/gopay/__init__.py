# Generated from specs/gopay.yaml (sha256 1ad8404b4f840478bd1307cd39a183693fef3e8035eac584a0675e1b50bb29c5). Do not edit: change the spec, then `make generate`.
"""GoPay. Start with `GoPay` or `AsyncGoPay`; models stand in `identkit.gopay.models`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.gopay.client import AsyncGoPay, GoPay

__all__ = [
    "AsyncGoPay",
    "GoPay",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from identkit.gopay import client  # an import of the package alone costs nothing

    return getattr(client, name)


def __dir__() -> list[str]:
    return list(__all__)
