"""GoPay: the state of an identification and its reasons (provider's document, code lists "state" and "reasons").

The state alone says little: NOT_IDENTIFIED may be a person who has not begun, one who has to wait, or a fraud. The reasons say more, and
the most negative of all counts.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from identkit.core.status.outcome import Assessment, Outcome
from identkit.core.status.table import Reader, ReasonTables, Table


class IdentificationStatus(Protocol):
    """What is read of an identification status."""

    state: str
    reasons: Sequence[str] | None


STATE = Table(
    "IdentificationState",
    {
        "PENDING": Outcome.PENDING,
        "IDENTIFIED": Outcome.VERIFIED,
        "PARTIALLY_IDENTIFIED": Outcome.PENDING,
        "NOT_IDENTIFIED": Outcome.CREATED,
    },
)

REASON = Table(
    "IdentificationReason",
    {
        "EXPIRED_IDENTIFICATION": Outcome.EXPIRED,
        "EXPIRED_IDENT_DOCUMENT": Outcome.RETRY,
        "WAITING_IDENT_DOCUMENT": Outcome.PENDING,
        "WAITING_ADDITIONAL_DOCUMENT": Outcome.PENDING,
        "WAITING_ADDRESS": Outcome.PENDING,
        "WAITING_BANK_ACCOUNT": Outcome.PENDING,
        "DENIED_FRAUD": Outcome.REJECTED,
        "DENIED_FACEMATCH": Outcome.REJECTED,
        "DENIED_BAD_QUALITY_DOCUMENT": Outcome.RETRY,
    },
)

TABLES = (STATE, REASON)

# From bad to good. A reason we do not know may be as bad as any, but it does not hide a refusal that we do know.
_WORST_FIRST = (
    Outcome.REJECTED,
    Outcome.UNRECOGNISED,
    Outcome.EXPIRED,
    Outcome.RETRY,
    Outcome.PENDING,
    Outcome.CREATED,
    Outcome.VERIFIED,
)


def identification_status(status: IdentificationStatus, tables: ReasonTables) -> Assessment:
    """The verdict on an identification status.

    A reason also counts beside IDENTIFIED, where the document does not expect one: the person is then not VERIFIED.
    """
    reasons = status.reasons or []
    outcomes = [STATE.outcome(status.state), *(REASON.outcome(reason) for reason in reasons)]
    worst = min(outcomes, key=_WORST_FIRST.index)
    told = [tables["IDENTIFICATION_REASONS"].for_code(str(reason)) for reason in reasons]
    return STATE.assess(status.state, told, outcome=worst)


READERS: Mapping[str, Reader] = {"IdentificationStatus": identification_status}
