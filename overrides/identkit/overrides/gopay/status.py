"""GoPay: the state of an identification and its reasons (provider's document, code lists "state" and "reasons").

The state alone says little: NOT_IDENTIFIED may be a person who has not begun, one who has to wait, or a fraud. The reasons say more, and
the most negative of all counts.
"""

from identkit.core.status.outcome import Assessment, Outcome
from identkit.core.status.table import Table
from identkit.gopay.models import IdentificationStatus
from identkit.gopay.reasons import IDENTIFICATION_REASONS

STATE = Table(
    "gopay",
    "IdentificationState",
    {
        "PENDING": Outcome.PENDING,
        "IDENTIFIED": Outcome.VERIFIED,
        "PARTIALLY_IDENTIFIED": Outcome.PENDING,
        "NOT_IDENTIFIED": Outcome.CREATED,
    },
)

REASON = Table(
    "gopay",
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


def assess(obj: object) -> Assessment:
    """The verdict on an identification status.

    A reason also counts beside IDENTIFIED, where the document does not expect one: the person is then not VERIFIED.
    """
    if not isinstance(obj, IdentificationStatus):
        raise TypeError(f"an identification status is needed, not {type(obj).__name__}")
    reasons = obj.reasons or []
    outcomes = [STATE.outcome(obj.state), *(REASON.outcome(reason) for reason in reasons)]
    worst = min(outcomes, key=_WORST_FIRST.index)
    return STATE.assess(obj.state, [IDENTIFICATION_REASONS.for_code(str(reason)) for reason in reasons], outcome=worst)
