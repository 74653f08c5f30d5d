"""Solaris: the status of an identification or an identification session, with the failure reasons of IDnow and Bankident.

Statuses that only the API reference names, without a word on what they mean, are UNRECOGNISED: hold the case and tell a person.
"""

from collections.abc import Mapping
from typing import Protocol

from identkit.core._received.reasons import Reason
from identkit.core._received.states import State
from identkit.core.status.outcome import Assessment, Outcome
from identkit.core.status.table import Reader, ReasonTables, Table


class _Attempt(Protocol):
    """What is read of an identification, and of the event that tells of one. Either may have a `failure_reason`."""

    status: str | None
    method: str | None


class _Session(Protocol):
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
        "failed": Outcome.REJECTED,  # Bankident's reasons decide, see below
        "rejected": Outcome.REJECTED,
        "expired": Outcome.EXPIRED,
        "processed": Outcome.UNRECOGNISED,
        "signed": Outcome.UNRECOGNISED,
        "pre_successful": Outcome.UNRECOGNISED,
        "pending_account_creation": Outcome.UNRECOGNISED,
        "pending_ref_transfer": Outcome.UNRECOGNISED,
    },
    refined_by={"aborted": "IdnowFailureCode", "canceled": "IdnowFailureCode", "failed": "BankidentErrorCode"},
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

# Why IDnow aborted or canceled. The reason wins over the status, whose text allows another try at the same URL whatever happened.
_PERMANENT = (  # "Permanent: yes"
    *("DATA_APPLICATION_ADDRESS", "DATA_APPLICATION_DATA", "ENROLLED_TO_WAITING_LIST"),
    *("USER_LANGUAGE", "INDECENT_BEHAVIOUR", "OTHER_MISCELLANEOUS_PERMANENT"),
)
_TEMPORARY = (  # "Permanent: no"
    *("DATA_ID_EXPIRED", "TECH_AUDIO", "TECH_DISCONNECTED_VIDEO", "TECH_DISCONNECTED_WEBSOCKET", "TECH_HOLOGRAM", "TECH_ID_TYPE"),
    *("TECH_IDENT_CODE_DELIVERY", "TECH_INTERNAL_SERVER_ERROR", "TECH_INTERNET_CONNECTION", "TECH_LIGHTING", "TECH_PHOTO"),
    *("TECH_TIMEOUT", "TECH_VIDEO", "NO_VIDEO", "BAD_VIDEO", "VIDEO_ENVIRONMENT", "VIDEO_OTHER", "NO_AUDIO", "BAD_AUDIO"),
    *("BAD_AUDIO_ENVIRONMENT", "AUDIO_OTHER", "BAD_PHOTO_QUALITY", "PHOTO_OTHER", "CONNECTION_LOST", "CONNECTION_BAD"),
    *("NO_CONNECTION", "CONNECTION_OTHER", "IDENT_CODE_NOT_RECEIVED", "IDENT_CODE_REPEATEDLY_INCORRECT"),
    *("USER_ABORT_WHILE_WAITING", "USER_STARTED_NEW_REQUEST", "USER_CANCELLATION", "ID_NOT_SUPPORTED", "ID_DAMAGED", "ID_OTHER"),
    *("DISAGREE_WITH_VIDEO_RECORDING", "INCORRECT_ID_NUMBER", "INCORRECT_NAME_IN_QES", "WRONG_PHONE_NUMBER", "USER_ID_NUMBER"),
    *("USER_IDENT_CODE", "USER_NO_ID", "USER_WRONG_PERSON", "OTHER_ABUSE", "OTHER_MISCELLANEOUS_TEMPORARY", "OTHER_TEST"),
    *("OTHER_ERROR", "STALLED_TIMEOUT", "NO_SECURITY_QUESTION_ASKED", "SECURITY_QUESTION_NOT_CORRECT_ANSWERED"),
    *("SECURITY_QUESTION", "CALL_QUALITY_FAIL"),
)
IDNOW = Table(
    "IdnowFailureCode",
    {
        **dict.fromkeys(_PERMANENT, Outcome.REJECTED),
        **dict.fromkeys(_TEMPORARY, Outcome.RETRY),
        "NO_ESIGN_FRAUD": Outcome.IN_REVIEW,  # "It will then be submitted for review"
    },
)

# Why Bankident failed. The words are those of the row (its action, its text, or what the customer reads).
BANKIDENT = Table(
    "BankidentErrorCode",
    {
        "IBAN_USAGE_LIMIT_EXCEEDED": Outcome.REJECTED,  # "Potential Fraud attempt, onboarding should stop"
        "IDENTIFICATION_ATTEMPTS_EXCEEDED": Outcome.REJECTED,  # "Potential Fraud attempt, onboarding should stop"
        # "Stop onboarding. Ask customer to use their existing account": nobody decided against the person, and trying again is no use.
        "ALREADY_IDENTIFIED_SUCCESSFULLY": Outcome.UNRECOGNISED,
        "EXPIRED": Outcome.EXPIRED,  # "The identification has expired (happens after 30 days)"
        "PERSON_ACCOUNT_MATCH_NOT_FOUND": Outcome.RETRY,  # "can try again with a different IBAN"
        "ACCESS_BY_ATHORIZED_HOLDER": Outcome.RETRY,  # "can try again with a bank account of which he is the account holder"
        "ACCESS_BY_AUTHORIZED_HOLDER": Outcome.RETRY,
        "JOINT_ACCOUNT": Outcome.RETRY,  # "make sure to connect an account solely owned by you"
        "ACCOUNT_SNAPSHOT_FAILED": Outcome.RETRY,  # "can try again process with a different IBAN"
        "ACCOUNT_SNAPSHOT_EXPIRED": Outcome.RETRY,  # "Please try to onboard again"
        "MOBILE_NUMBER_NOT_VERIFIED": Outcome.RETRY,  # "Verify the mobile number and retry the call"
        "PERSON_MISSING_REQUIRED_DATA": Outcome.RETRY,  # "Ask the customer to enter the missing data and retry the call"
        "MATCH_FOR_PERSON_DATA_NOT_FOUND": Outcome.RETRY,  # "Please continue with video identification"
        "PREVIOUS_IDENT_NOT_FOUND": Outcome.RETRY,  # "Please continue with video identification"
        "DEPENDENCY_ERROR": Outcome.RETRY,  # "External provider service failure"
        "INVALID_MODEL": Outcome.RETRY,  # "Check the request JSON body and retry the call"
        "INTERNAL_REQUEST_ERROR": Outcome.RETRY,  # "tech bug"
        "GENERIC_ERROR": Outcome.RETRY,  # "tech bug"
    },
)

TABLES = (IDENTIFICATION, SESSION, IDNOW, BANKIDENT)

# What a reason says of who acts next, where the status says something else.
_FACTS = {
    Outcome.REJECTED: State(final=True, next="nobody"),
    Outcome.IN_REVIEW: State(next="provider"),
    Outcome.EXPIRED: State(final=True, next="partner"),
}
_NEW_ATTEMPT = State(final=True, next="partner")  # Bankident's `failed` stays; another attempt is a new identification


def identification(attempt: _Attempt, tables: ReasonTables) -> Assessment:
    """The verdict on an identification, and on the event that tells of one: the status, refined by the reason where it tells one."""
    reasons = failure_reasons(attempt, tables)
    outcome, state = _refined(attempt, reasons[0]) if reasons else (None, None)
    return IDENTIFICATION.assess(attempt.status, reasons, method=attempt.method, outcome=outcome, state=state)


def session(subject: _Session, _tables: ReasonTables) -> Assessment:
    """The verdict on a session or its event."""
    return SESSION.assess(subject.status)


def failure_reasons(attempt: _Attempt, tables: ReasonTables) -> tuple[Reason, ...]:
    """What the documents say about the identification's failure reason; empty when it has none.

    IDnow tells one for aborted and canceled, never for failed. Bankident's arrive in lower case, and the text "null" for none. A code
    that neither table has is kept and says nothing more.
    """
    code = getattr(attempt, "failure_reason", None)
    if not code or code == "null":
        return ()
    idnow, bankident = tables["IDNOW_REASONS"], tables["BANKIDENT_REASONS"]
    first, second = (bankident, idnow) if _by_bank(attempt.method) else (idnow, bankident)
    return (first.get(code) or second.for_code(code),)


def _refined(attempt: _Attempt, reason: Reason) -> tuple[Outcome | None, State | None]:
    """What the reason makes of the status, as far as it has a say: IDnow's on aborted and canceled, Bankident's on failed.

    A reason of an attempt that went before may stay on a success; one that no further attempt could follow contradicts it.
    """
    match str(attempt.status):
        case "aborted" | "canceled" if not _by_bank(attempt.method):
            outcome = IDNOW.outcome(reason.code)
            return outcome, _FACTS.get(outcome)
        case "failed" if not str(attempt.method or "").startswith("idnow"):  # "No reason can be disclosed for the final failed status"
            outcome = BANKIDENT.outcome(reason.code)
            return outcome, _FACTS.get(outcome, _NEW_ATTEMPT)
        case "successful" | "pending_successful" if reason.permanent is not False or reason.fraud:
            return Outcome.UNRECOGNISED, None
        case _:
            return None, None


def _by_bank(method: str | None) -> bool:
    return str(method or "").startswith("bank")


READERS: Mapping[str, Reader] = {
    "Identification": identification,
    "IdentificationEvent": identification,
    "IdentificationSession": session,
    "IdentificationSessionEvent": session,
}
