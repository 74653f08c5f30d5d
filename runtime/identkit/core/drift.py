"""Where providers depart from their documents: what was noticed in this process, by place and never by value."""

from identkit.core._received.drift import Drift, OnDrift, counts, forget

__all__ = ["Drift", "OnDrift", "counts", "forget"]
