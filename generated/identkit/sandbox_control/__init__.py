# Generated from specs/sandbox_control.yaml (sha256 0950a097221c1a4141077b22801a2ec0c9d304d046cb7f0ea2e5cc6df790f75a). Do not edit: change the spec, then `make generate`.
"""Sandbox control. Start with `SandboxControl` or `AsyncSandboxControl`; models stand in `identkit.sandbox_control.models`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.sandbox_control.client import AsyncSandboxControl, SandboxControl

__all__ = ["AsyncSandboxControl", "SandboxControl"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from identkit.sandbox_control import client  # an import of the package alone costs nothing

    return getattr(client, name)


def __dir__() -> list[str]:
    return list(__all__)
