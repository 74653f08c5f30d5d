# Generated from specs/sandbox_control.yaml (sha256 9fbef7e69ce2638adb5a6c1145a6a7c43fff6332fee59323eda324552ebe6d6a). Do not edit: change the spec, then `make generate`.
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
