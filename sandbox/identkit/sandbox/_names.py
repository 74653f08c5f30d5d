"""The public names."""

from identkit._sandboxes import Sandboxes
from identkit.sandbox._engine.clock import SandboxClock
from identkit.sandbox._engine.faults import Fault, Faults
from identkit.sandbox._engine.provider import Answer, Call, Provider, ProviderContext
from identkit.sandbox._engine.world import World

__all__ = ["Answer", "Call", "Fault", "Faults", "Provider", "ProviderContext", "Sandbox", "SandboxClock"]


class Sandbox(World, Sandboxes):
    """All providers over real HTTP on loopback; `sandbox.<provider>` starts one. Arguments and methods are those of `World`."""
