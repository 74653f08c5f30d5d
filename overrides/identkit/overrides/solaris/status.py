"""Solaris: the status of an identification or an identification session, with the failure reasons of IDnow and Bankident.

Statuses that only the API reference names, without a word on what they mean, are UNRECOGNISED: hold the case and tell a person.
"""

import attrs

from identkit.core._received.reasons import Reason
from identkit.core.status.outcome import Assessment, Outcome
from identkit.core.status.table import Table
from identkit.solaris.models import Identification, IdentificationMethod, IdentificationSession
from identkit.solaris.reasons import BANKIDENT_REASONS, IDNOW_REASONS
from identkit.solaris.webhooks import IdentificationEvent, IdentificationSessionEvent

IDENTIFICATION = Table(
    "solaris",
    "IdentificationStatus",
    {
        "created": Outcome.CREATED,
        "pending": Outcome.PENDING,
        "authorization_required": Outcome.PENDING,
        "confirmation_required": Outcome.PENDING,
        "identification_data_required": Outcome.PENDING,
        "confirmed": Outcome.IN_REVIEW,
        "pending_failed": Outcome.IN_REVIEW,  # "might eventually turn to successful, but it is unlikely"
        "pending_successful": Outcome.PROVISIONAL,
        "successful": Outcome.VERIFIED,
        "aborted": Outcome.RETRY,
        "canceled": Outcome.RETRY,
        "failed": Outcome.REJECTED,
        "rejected": Outcome.REJECTED,
        "expired": Outcome.EXPIRED,
        "processed": Outcome.UNRECOGNISED,
        "signed": Outcome.UNRECOGNISED,
        "pre_successful": Outcome.UNRECOGNISED,
        "pending_account_creation": Outcome.UNRECOGNISED,
        "pending_ref_transfer": Outcome.UNRECOGNISED,
    },
    serve=frozenset({"pending_successful"}),
)

SESSION = Table(
    "solaris",
    "IdentificationSessionStatus",
    {
        "created": Outcome.PENDING,  # it "remains created until the customer completes the identification process"
        "pending": Outcome.PENDING,
        "authorization_required": Outcome.PENDING,
        "confirmation_required": Outcome.PENDING,
        "identification_data_required": Outcome.PENDING,
        "confirmed": Outcome.IN_REVIEW,
        "pending_successful": Outcome.PROVISIONAL,  # that the customer may be served is said of video identifications only
        "successful": Outcome.VERIFIED,
        "rejected": Outcome.REJECTED,
        "expired": Outcome.EXPIRED,
    },
)

TABLES = (IDENTIFICATION, SESSION)

_SERVED_BEFORE_REVIEW = frozenset({None, IdentificationMethod.IDNOW})


def assess(obj: object) -> Assessment:
    """The verdict on an identification, a session, or the webhook event of either."""
    match obj:
        case IdentificationSession() | IdentificationSessionEvent():
            return SESSION.assess(obj.status)
        case IdentificationEvent():
            return _served_as_documented(IDENTIFICATION.assess(obj.status), obj.method)
        case Identification():
            verdict = IDENTIFICATION.assess(obj.status, failure_reasons(obj))
            return _served_as_documented(verdict, obj.method)
        case _:
            raise TypeError(f"an identification or a session is needed, not {type(obj).__name__}")


def failure_reasons(identification: Identification) -> tuple[Reason, ...]:
    """What the documents say about the identification's failure reason; empty when it has none.

    IDnow tells one for aborted and canceled, never for failed. Bankident's arrive in lower case. A code that neither table has is
    kept and says nothing more.
    """
    code = identification.failure_reason
    if not code:
        return ()
    bank = str(identification.method or "").startswith("bank")
    first, second = (BANKIDENT_REASONS, IDNOW_REASONS) if bank else (IDNOW_REASONS, BANKIDENT_REASONS)
    return (first.get(code) or second.for_code(code),)


def _served_as_documented(verdict: Assessment, method: IdentificationMethod | None) -> Assessment:
    """Serving before the review is over is documented for video identifications; other methods wait for `successful`."""
    provisional = verdict.outcome is Outcome.PROVISIONAL and method not in _SERVED_BEFORE_REVIEW
    return attrs.evolve(verdict, may_serve=False) if provisional else verdict
