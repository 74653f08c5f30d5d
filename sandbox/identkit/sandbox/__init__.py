"""The sandbox: every provider over real HTTP on loopback, stateful and deterministic.

    with Sandbox(seed=7) as sandbox:
        client = Client(**sandbox.<provider>.credentials)
        sandbox.<provider>.faults.add(status=503, times=2)
        sandbox.clock.advance(minutes=11)

Needs the extra `identkit[sandbox]`. Names are imported when first used, so that loading the pytest plugin costs nothing.

`_engine` knows no provider. Each folder beside it is one, found by its name: its `__init__.py` has `build(context) -> Provider`, its
`demo.py`, where there is one, `flows: list[Flow]`. `make generate` tells type checkers what `sandbox.<provider>` is: what `build` returns.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.sandbox._names import Answer, Call, Fault, Faults, Provider, ProviderContext, Sandbox, SandboxClock

__all__ = ["Answer", "Call", "Fault", "Faults", "Provider", "ProviderContext", "Sandbox", "SandboxClock"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    try:
        from identkit.sandbox import _names
    except ModuleNotFoundError as missing:
        if str(missing.name).startswith("identkit"):
            raise
        message = f"the sandbox needs identkit[sandbox]: there is no {str(missing.name).partition('.')[0]}"
        raise ModuleNotFoundError(message, name=missing.name) from None
    value: object = getattr(_names, name)
    return value
