"""`assess`: every provider's status in one vocabulary. A value without a row is UNRECOGNISED: never positive.

What a status is (`final`, `next`, `may_restart`, `may_serve`) comes from the provider's document; what it means (`outcome`) from the
tables of the provider's overrides, which are imported when an object of the provider is assessed. `python -m identkit.core.status`
lists the statuses that have no row.
"""

from collections.abc import Callable

from msgspec.structs import replace

from identkit.core._overrides import overrides_of, package_of
from identkit.core._received.reasons import Reason
from identkit.core._received.states import Meaning, Signals, State, StatusEnum
from identkit.core.status.outcome import Assessment, Outcome
from identkit.core.status.table import ReasonTables, StatusRules, Table

__all__ = ["Assessment", "Meaning", "Outcome", "Reason", "Signals", "State", "StatusEnum", "StatusRules", "Table", "assess"]


def assess(obj: object) -> Assessment:
    """What the status of a provider's object means.

    Args:
        obj: An answer of a client (a case, an identification, a session, a check, a status), or a webhook event that tells a status.

    Raises:
        TypeError: `obj` is not an object with a status that we know of.
    """
    package = package_of(type(obj), "overrides")
    overrides = overrides_of(type(obj))
    rules = overrides.status() if overrides is not None and overrides.status is not None else None
    for kind in type(obj).__mro__:
        reader = rules.READERS.get(kind.__name__) if rules is not None else None
        if reader is not None and package is not None:
            tables: Callable[[], ReasonTables] = getattr(package, "_reasons", dict)
            return replace(reader(obj, tables()), provider=package.__name__.rpartition(".")[2])
    raise TypeError(_refusal(obj))


def _refusal(obj: object) -> str:
    from identkit.core._webhooks.deliveries import Event, Ping

    name = type(obj).__name__
    if isinstance(obj, Ping):
        return "a Ping tells no status: it is sent once, when a subscription is made, to see whether anybody answers"
    if isinstance(obj, Event):
        return f"{name} tells no status: it says that something changed, so read the object again and assess that"
    return f"{name} is not an object of a provider with a status"
