"""The guide's four status tables, as the spec carries them."""

from collections.abc import Mapping
from typing import Any, Self

from attrs import frozen

from identkit.core.status import Meaning, Reason
from identkit.postident.models import IdentificationState
from identkit.postident.reasons import SUB_STATUS_REASONS, SUB_STATUSES

METHODS = ("video", "eid", "photo", "basic")
FINAL = frozenset({"success", "declined"})
_FRAUD = "11"


@frozen
class StateRow:
    """One row of a status table."""

    method: str
    status: str
    status_type: str
    """notification, preliminary, final; "" where the table has "-": then no webhook is sent."""
    sub_statuses: tuple[str, ...]
    reasons: tuple[str, ...]
    text: str = ""
    images: bool = False
    """Whether there are any; when it is declined, "only in case of fraud suspicion"."""

    def fits(self, status: str, sub_status: str | None, reason: str | None) -> bool:
        """Whether the row allows this state."""
        return (
            self.status == status and (sub_status is None or sub_status in self.sub_statuses) and (reason is None or reason in self.reasons)
        )


@frozen
class SubState:
    """A state that the tables allow, with the texts of its codes."""

    row: StateRow
    sub_status: str | None
    reason: str | None
    texts: Mapping[str, str]


@frozen
class Tables:
    """All four tables and the texts of the codes."""

    rows: tuple[StateRow, ...]
    _codes: Mapping[str, Reason]
    _likely: Mapping[str, str]

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """From the bundled spec and its enum of states."""
        rows = tuple(
            _row(method, status, meaning)
            for method in METHODS
            for status in IdentificationState
            for meaning in status.state.meanings
            if method in meaning.methods
        )
        codes = {row.code: row for table in (SUB_STATUSES, SUB_STATUS_REASONS) for row in table.rows}
        return cls(rows, codes, document["components"]["schemas"]["IdentificationState"]["x-sandbox"]["likely_sub_status"])

    def state(self, method: str, status: str, sub_status: str | None = None, reason: str | None = None) -> SubState:
        """The state of these words. A declined or incomplete identification without a sub status takes the likely one.

        Raises ValueError when the method's table has no row for it.
        """
        if sub_status is None and reason is not None:
            sub_status = self._likely_sub_status(method, status, reason)
        row = next((row for row in self.rows if row.method == method and row.fits(status, sub_status, reason)), None)
        if row is None:
            message = f"the guide's table of {method} has no {status!r} with sub status {sub_status} and reason {reason}"
            raise ValueError(message)
        if sub_status is None and status in {"incomplete", "declined"}:
            sub_status = row.sub_statuses[0]
        texts = {code: self._text(code, method, status) for code in (sub_status, reason) if code is not None}
        return SubState(row, sub_status, reason, texts)

    def title(self, row: StateRow, code: str | None) -> str:
        """What a row means, or one of its codes."""
        return row.text if code is None else self._text(code, row.method, row.status)

    def _likely_sub_status(self, method: str, status: str, reason: str) -> str | None:
        codes = next((row.sub_statuses for row in self.rows if row.method == method and row.fits(status, None, reason)), ())
        if len(codes) < 2:
            return codes[0] if codes else None
        likely = self._likely.get(reason[:2])
        return likely if likely in codes else None

    def _text(self, code: str, method: str, status: str) -> str:
        row = self._codes[code]
        own = (use.get("text") for use in row.applies_to if use["method"] == method and use["status"] == status)
        return next((text for text in own if text), row.text)


def _row(method: str, status: IdentificationState, meaning: Meaning) -> StateRow:
    signals = status.signals(method)
    subs, reasons = (tuple(code for code in meaning.codes if table.get(code)) for table in (SUB_STATUSES, SUB_STATUS_REASONS))
    images = signals.images and (status is not IdentificationState.DECLINED or _FRAUD in subs)
    return StateRow(method, status.value, signals.kind, subs, reasons, meaning.text, images)
