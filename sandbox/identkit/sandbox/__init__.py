"""The sandbox: every provider over real HTTP on loopback, stateful and deterministic.

    with Sandbox(seed=7) as sandbox:
        solaris = Solaris(**sandbox.solaris.credentials)
        sandbox.solaris.faults.add(status=503, times=2)
        sandbox.clock.advance(minutes=11)

Needs the extra `identkit[sandbox]`. Names are imported when first used, so that loading the pytest plugin costs nothing.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.sandbox.clock import SandboxClock
    from identkit.sandbox.faults import Fault, Faults
    from identkit.sandbox.provider import Answer, Call, Provider, ProviderContext
    from identkit.sandbox.world import Sandbox

__all__ = ["Answer", "Call", "Fault", "Faults", "Provider", "ProviderContext", "Sandbox", "SandboxClock"]

_HOMES = {
    "Answer": "provider",
    "Call": "provider",
    "Fault": "faults",
    "Faults": "faults",
    "Provider": "provider",
    "ProviderContext": "provider",
    "Sandbox": "world",
    "SandboxClock": "clock",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    try:
        home = import_module(f"{__name__}.{_HOMES[name]}")
    except ModuleNotFoundError as missing:
        if str(missing.name).startswith("identkit"):
            raise
        message = f"the sandbox needs identkit[sandbox]: there is no {str(missing.name).partition('.')[0]}"
        raise ModuleNotFoundError(message, name=missing.name) from None
    return getattr(home, name)
