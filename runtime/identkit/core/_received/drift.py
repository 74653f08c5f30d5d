"""Where a provider departs from its document: noticed, counted and logged by place, never by value."""

import logging
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

import msgspec

from identkit.core import _forking

logger = logging.getLogger("identkit.drift")

_PLACES: Final = 10_000  # more than a document has; a provider that makes names up must not fill the memory


class Drift(msgspec.Struct, frozen=True):
    """One departure. Holds nothing of what arrived but the names of fields on the way to it."""

    provider: str
    operation: str
    path: str
    """In the answer: `$.case.state`; items of lists are `[...]`."""
    problem: str


OnDrift: TypeAlias = Callable[[Drift], object]

_counts: dict[Drift, int] = {}
_mutex = _forking.Mutex()


def note(provider: str, operation: str, path: str, problem: str, on_drift: OnDrift | None = None) -> None:
    """Count a departure; the first at its place is logged and told to `on_drift`."""
    drift = Drift(provider, operation, path, problem)
    with _mutex:
        first = drift not in _counts
        if first and len(_counts) >= _PLACES:
            return
        _counts[drift] = _counts.get(drift, 0) + 1
    if first:
        logger.warning("%s %s departs from its document at %s: %s", provider, operation, path, problem)
        if on_drift is not None:
            on_drift(drift)


def counts() -> Mapping[Drift, int]:
    """How often each departure was noticed in this process."""
    with _mutex:
        return dict(_counts)


def forget() -> None:
    """Begin to count anew; what was logged is logged again."""
    with _mutex:
        _counts.clear()
