# Generated from specs/sandbox_control.yaml (sha256 1301d58c6558fa32d937f931b8df3949a7e110ce2974e80677d65c607b182e53). Do not edit: change the spec, then `make generate`.
"""Sandbox control. Start with `SandboxControl` or `AsyncSandboxControl`; models stand in `identkit.sandbox_control.models`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.sandbox_control.client import AsyncSandboxControl, SandboxControl

__all__ = ["AsyncSandboxControl", "SandboxControl"]


if not TYPE_CHECKING:  # for type checkers any name would be there

    def __getattr__(name):
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from identkit.sandbox_control import client  # an import of the package alone costs nothing

        return getattr(client, name)


def __dir__() -> list[str]:
    return list(__all__)
