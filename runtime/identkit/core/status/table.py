"""Tables from a provider's status to an outcome, and the check that they are complete."""

from collections.abc import Iterable, Mapping
from importlib import import_module

from attrs import frozen

from identkit.core._received.reasons import Reason
from identkit.core.status.outcome import Assessment, Outcome


@frozen
class Table:
    """Every value of one status enum of a provider, with what it means.

    `enum` is the name of the generated enum in `identkit.<provider>.models`; `rows` are keyed by the values on the wire. `serve` are
    the PROVISIONAL values for which the provider's document allows serving the customer.
    """

    provider: str
    enum: str
    rows: Mapping[str, Outcome]
    serve: frozenset[str] = frozenset()

    def outcome(self, status: str | None) -> Outcome:
        """The outcome of a status; UNRECOGNISED for one that has no row."""
        return self.rows.get(str(status), Outcome.UNRECOGNISED) if status is not None else Outcome.UNRECOGNISED

    def assess(self, status: str | None, reasons: Iterable[Reason] = (), *, outcome: Outcome | None = None) -> Assessment:
        """The assessment of a status. `outcome` replaces the row's where sub-status or reasons decide.

        A status without a row stays UNRECOGNISED whatever `outcome` says.
        """
        found = self.outcome(status)
        chosen = found if outcome is None or found is Outcome.UNRECOGNISED else outcome
        may_serve = chosen is Outcome.VERIFIED or (chosen is Outcome.PROVISIONAL and str(status) in self.serve)
        return Assessment(self.provider, "" if status is None else str(status), chosen, may_serve, tuple(reasons))

    def unmapped(self) -> list[str]:
        """What is missing or too much, compared with the generated enum: empty when the table is complete."""
        models = import_module(f"identkit.{self.provider}.models")
        values = {str(member) for member in getattr(models, self.enum)}
        missing = [f"{self.provider}: {self.enum} {value!r} has no row" for value in sorted(values - self.rows.keys())]
        extra = [f"{self.provider}: row {value!r} is no value of {self.enum}" for value in sorted(self.rows.keys() - values)]
        return missing + extra
