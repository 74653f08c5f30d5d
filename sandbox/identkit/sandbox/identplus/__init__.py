"""IDENTPLUS in the sandbox. The last name decides how an identcheck ends; docs/providers/identplus.md lists the magic names."""

from identkit.sandbox.identplus.service import IdentplusSandbox
from identkit.sandbox.provider import ProviderContext

__all__ = ["IdentplusSandbox", "build"]


def build(context: ProviderContext) -> IdentplusSandbox:
    """The provider."""
    return IdentplusSandbox(context)
