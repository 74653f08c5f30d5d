"""`assess`: every provider's status in one vocabulary. A value without a row is UNRECOGNISED: never final, never positive.

Each provider has a table module here (`identkit.overrides.<provider>.status`) that exports `assess(obj)` and `TABLES`; it is imported
when an object of that provider is assessed. `python -m identkit.core.status` lists what has no row.
"""

from importlib import import_module

from identkit.core._received.reasons import Reason
from identkit.core.status.outcome import Assessment, Outcome
from identkit.core.status.table import Table

__all__ = ["Assessment", "Outcome", "Reason", "Table", "assess"]


def assess(obj: object) -> Assessment:
    """What the status of a provider's object means.

    Args:
        obj: An answer of a client: a POSTIDENT case or identification, an IDENTPLUS check, a Solaris identification or session, a
            GoPay identification status, or a webhook event that carries a status.

    Raises:
        TypeError: `obj` is not an object with a status that we know of.
    """
    package, _, provider = type(obj).__module__.removesuffix(".models").removesuffix(".webhooks").rpartition(".")
    table = f"identkit.overrides.{provider}.status"
    try:
        module = import_module(table) if package == "identkit" else None
    except ModuleNotFoundError as error:
        if error.name != table:
            raise
        module = None
    if module is None:
        raise TypeError(f"{type(obj).__name__} is not an object of a provider with a status")
    verdict: Assessment = module.assess(obj)
    return verdict
