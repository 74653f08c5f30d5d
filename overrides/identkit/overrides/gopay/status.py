"""GoPay: the state of an identification and its reasons (provider's document, code lists "state" and "reasons").

The state alone says little: NOT_IDENTIFIED may be a person who has not begun, one who has to wait, or a fraud. The reasons say more, and
the most negative of all counts.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from identkit.core._received.states import State
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
    refined_by=dict.fromkeys(("IDENTIFIED", "PARTIALLY_IDENTIFIED", "NOT_IDENTIFIED"), "IdentificationReason"),
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
_IN_PROGRESS = "PENDING"
_PAST = frozenset({Outcome.REJECTED, Outcome.EXPIRED, Outcome.RETRY})

# What a reason says of who acts next. Documents are the person's to bring, verifications GoPay's; who was refused stays so.
_FACTS = {
    "DENIED_FRAUD": State(final=True, next="nobody"),
    "DENIED_FACEMATCH": State(final=True, next="nobody"),
    "WAITING_ADDRESS": State(next="provider"),
    "WAITING_BANK_ACCOUNT": State(next="provider"),
}
_AGAIN = State(next="user", may_restart=True)


def identification_status(status: IdentificationStatus, tables: ReasonTables) -> Assessment:
    """The verdict on an identification status.

    While the identification is in progress, what was refused or ran out before does not count. A reason also counts beside IDENTIFIED,
    where the document does not expect one: the person is then not VERIFIED.
    """
    reasons = [str(reason) for reason in status.reasons or ()]
    rows = [tables["IDENTIFICATION_REASONS"].for_code(reason) for reason in reasons]
    current = [reason for reason in reasons if str(status.state) != _IN_PROGRESS or REASON.outcome(reason) not in _PAST]
    worst = min(current, key=lambda reason: _WORST_FIRST.index(REASON.outcome(reason)), default=None)
    outcome = min((STATE.outcome(status.state), REASON.outcome(worst)), key=_WORST_FIRST.index) if worst else None
    facts = None if worst is None else _FACTS.get(worst, _AGAIN if worst in REASON.rows else State())
    return STATE.assess(status.state, rows, outcome=outcome, state=facts)


READERS: Mapping[str, Reader] = {"IdentificationStatus": identification_status}
