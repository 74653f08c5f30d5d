"""The public names, and for type checkers the type of each provider that is shipped: at run time nothing asks for this list."""

from typing import TYPE_CHECKING

from identkit.sandbox._engine.clock import SandboxClock
from identkit.sandbox._engine.faults import Fault, Faults
from identkit.sandbox._engine.provider import Answer, Call, Provider, ProviderContext
from identkit.sandbox._engine.world import World

if TYPE_CHECKING:
    from identkit.sandbox.gopay import GoPaySandbox
    from identkit.sandbox.identplus import IdentplusSandbox
    from identkit.sandbox.postident import PostidentSandbox
    from identkit.sandbox.solaris import SolarisSandbox

__all__ = ["Answer", "Call", "Fault", "Faults", "Provider", "ProviderContext", "Sandbox", "SandboxClock"]


class Sandbox(World):
    """All providers over real HTTP on loopback; `sandbox.<provider>` starts one. Arguments and methods are those of `World`."""

    if TYPE_CHECKING:
        gopay: GoPaySandbox
        identplus: IdentplusSandbox
        postident: PostidentSandbox
        solaris: SolarisSandbox
