"""Solaris: the status of an identification or an identification session, with the failure reasons of IDnow and Bankident.

Statuses that only the API reference names, without a word on what they mean, are UNRECOGNISED: hold the case and tell a person.
"""

from collections.abc import Mapping
from typing import Protocol

from identkit.core._received.reasons import Reason
from identkit.core.status.outcome import Assessment, Outcome
from identkit.core.status.table import Reader, ReasonTables, Table


class Attempt(Protocol):
    """What is read of an identification, and of the event that tells of one."""

    status: str | None
    method: str | None


class Identification(Attempt, Protocol):
    """An identification also says why it failed."""

    failure_reason: str | None


class Session(Protocol):
    """What is read of an identification session, and of its event."""

    status: str | None


IDENTIFICATION = Table(
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
)

SESSION = Table(
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


def identification(found: Identification, tables: ReasonTables) -> Assessment:
    """The verdict on an identification."""
    return IDENTIFICATION.assess(found.status, failure_reasons(found, tables), method=found.method)


def identification_event(event: Attempt, _tables: ReasonTables) -> Assessment:
    """The verdict on the event of an identification, which gives no reasons."""
    return IDENTIFICATION.assess(event.status, method=event.method)


def session(found: Session, _tables: ReasonTables) -> Assessment:
    """The verdict on a session or its event."""
    return SESSION.assess(found.status)


def failure_reasons(found: Identification, tables: ReasonTables) -> tuple[Reason, ...]:
    """What the documents say about the identification's failure reason; empty when it has none.

    IDnow tells one for aborted and canceled, never for failed. Bankident's arrive in lower case. A code that neither table has is
    kept and says nothing more.
    """
    code = found.failure_reason
    if not code:
        return ()
    bank = str(found.method or "").startswith("bank")
    idnow, bankident = tables["IDNOW_REASONS"], tables["BANKIDENT_REASONS"]
    first, second = (bankident, idnow) if bank else (idnow, bankident)
    return (first.get(code) or second.for_code(code),)


READERS: Mapping[str, Reader] = {
    "Identification": identification,
    "IdentificationEvent": identification_event,
    "IdentificationSession": session,
    "IdentificationSessionEvent": session,
}
