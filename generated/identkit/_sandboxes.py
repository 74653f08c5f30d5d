# Generated from sandbox. Do not edit: each folder there is a provider, then `make generate`.
"""What `sandbox.<provider>` is, for type checkers. At run time nothing asks for this list."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.sandbox.gopay import GoPaySandbox
    from identkit.sandbox.identplus import IdentplusSandbox
    from identkit.sandbox.postident import PostidentSandbox
    from identkit.sandbox.solaris import SolarisSandbox

__all__ = ["Sandboxes"]


class Sandboxes:
    """The attributes of `Sandbox`."""

    if TYPE_CHECKING:
        gopay: GoPaySandbox
        identplus: IdentplusSandbox
        postident: PostidentSandbox
        solaris: SolarisSandbox
