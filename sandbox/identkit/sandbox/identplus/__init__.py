"""IDENTPLUS in the sandbox. The last name decides how an identcheck ends; docs/providers/identplus.md lists the magic names."""

from identkit.sandbox._engine.provider import ProviderContext
from identkit.sandbox.identplus.service import IdentplusSandbox

__all__ = ["IdentplusSandbox", "build"]


def build(context: ProviderContext) -> IdentplusSandbox:
    """The provider."""
    return IdentplusSandbox(context)
