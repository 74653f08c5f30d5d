"""The verdict on each row of the documents' tables, written from the documents and not from the specs, and the loop that users write."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from identkit.core._lenient import dec_hook
from identkit.core._received.states import StatusEnum
from identkit.core.status import Assessment, Outcome, assess
from identkit.gopay.models import IdentificationState as GoPayState
from identkit.gopay.models import IdentificationStatus as GoPayStatus
from identkit.identplus.models import Identcheck, ProcessStatus
from identkit.postident.models import CaseResult, CaseState, IdentificationResult
from identkit.postident.models import IdentificationState as PostidentState
from identkit.solaris.models import Identification, IdentificationSession, IdentificationSessionStatus, IdentificationStatus
from identkit.solaris.webhooks import IdentificationEvent


def verdict(kind: Any, **values: Any) -> Assessment:
    return assess(msgspec.convert(values, kind, dec_hook=dec_hook))


def facts(found: Assessment) -> tuple[Outcome, bool, bool, bool]:
    return found.outcome, found.final, found.may_restart, found.may_serve


# Solaris, "IDnow failure codes": by the columns "Permanent?" and "Caused by User?".
IDNOW = {
    ("yes", "yes"): """
    DATA_APPLICATION_ADDRESS DATA_APPLICATION_DATA ENROLLED_TO_WAITING_LIST USER_LANGUAGE INDECENT_BEHAVIOUR
    """,
    ("no", "yes"): """
    DATA_ID_EXPIRED TECH_AUDIO TECH_DISCONNECTED_VIDEO TECH_DISCONNECTED_WEBSOCKET TECH_HOLOGRAM TECH_ID_TYPE
    TECH_IDENT_CODE_DELIVERY TECH_INTERNET_CONNECTION TECH_LIGHTING TECH_PHOTO TECH_TIMEOUT TECH_VIDEO NO_VIDEO
    BAD_VIDEO VIDEO_ENVIRONMENT VIDEO_OTHER NO_AUDIO BAD_AUDIO BAD_AUDIO_ENVIRONMENT AUDIO_OTHER BAD_PHOTO_QUALITY
    PHOTO_OTHER CONNECTION_LOST CONNECTION_BAD NO_CONNECTION CONNECTION_OTHER IDENT_CODE_REPEATEDLY_INCORRECT
    USER_ABORT_WHILE_WAITING USER_STARTED_NEW_REQUEST USER_CANCELLATION ID_NOT_SUPPORTED ID_DAMAGED ID_OTHER
    DISAGREE_WITH_VIDEO_RECORDING WRONG_PHONE_NUMBER USER_ID_NUMBER USER_IDENT_CODE USER_NO_ID USER_WRONG_PERSON
    OTHER_ABUSE OTHER_TEST OTHER_ERROR CALL_QUALITY_FAIL NO_ESIGN_FRAUD
    """,
    ("no", "no"): """
    TECH_INTERNAL_SERVER_ERROR IDENT_CODE_NOT_RECEIVED INCORRECT_ID_NUMBER INCORRECT_NAME_IN_QES
    """,
    ("yes", "-"): """
    OTHER_MISCELLANEOUS_PERMANENT
    """,
    ("no", "-"): """
    OTHER_MISCELLANEOUS_TEMPORARY STALLED_TIMEOUT NO_SECURITY_QUESTION_ASKED SECURITY_QUESTION_NOT_CORRECT_ANSWERED
    SECURITY_QUESTION
    """,
}


@pytest.mark.parametrize(("permanent", "by_user", "code"), [(*columns, code) for columns, codes in IDNOW.items() for code in codes.split()])
@pytest.mark.parametrize("status", ["aborted", "canceled"])
@pytest.mark.parametrize("kind", [Identification, IdentificationEvent])
def test_a_row_of_idnow(kind: type[Any], status: str, permanent: str, by_user: str, code: str) -> None:
    found = verdict(kind, id="1cidt", status=status, method="idnow", failure_reason=code)
    expected = {"yes": (Outcome.REJECTED, True, False, False), "no": (Outcome.RETRY, False, True, False)}[permanent]
    if code == "NO_ESIGN_FRAUD":  # "It will then be submitted for review"
        expected = (Outcome.IN_REVIEW, False, False, False)
    assert facts(found) == expected
    (reason,) = found.reasons
    assert (reason.permanent, reason.caused_by_user) == (permanent == "yes", {"yes": True, "no": False, "-": None}[by_user])


def test_all_rows_of_idnow_are_here() -> None:
    assert sum(len(codes.split()) for codes in IDNOW.values()) == 59


# Solaris, "Bankident rejection reasons and error codes": the words that decide, and what they come to.
BANKIDENT = {
    "IBAN_USAGE_LIMIT_EXCEEDED": ("Potential Fraud attempt, onboarding should stop.", Outcome.REJECTED),
    "MOBILE_NUMBER_NOT_VERIFIED": ("Verify the mobile number and retry the call.", Outcome.RETRY),
    "IDENTIFICATION_ATTEMPTS_EXCEEDED": ("Potential Fraud attempt, onboarding should stop.", Outcome.REJECTED),
    "ALREADY_IDENTIFIED_SUCCESSFULLY": ("Stop onboarding. Ask customer to use their existing account.", Outcome.UNRECOGNISED),
    "MATCH_FOR_PERSON_DATA_NOT_FOUND": ("Please continue with video identification.", Outcome.RETRY),
    "PERSON_ACCOUNT_MATCH_NOT_FOUND": ("The customer can try again with a different IBAN.", Outcome.RETRY),
    "PREVIOUS_IDENT_NOT_FOUND": ("Please continue with video identification.", Outcome.RETRY),
    "PERSON_MISSING_REQUIRED_DATA": ("Ask the customer to enter the missing data and retry the call.", Outcome.RETRY),
    "DEPENDENCY_ERROR": ("External provider service failure", Outcome.RETRY),
    "INVALID_MODEL": ("Check the request JSON body and retry the call.", Outcome.RETRY),
    "INTERNAL_REQUEST_ERROR": ("Something went wrong, tech bug", Outcome.RETRY),
    "GENERIC_ERROR": ("Something went wrong, tech bug.", Outcome.RETRY),
    "ACCESS_BY_ATHORIZED_HOLDER": ("can try again with a bank account of which he is the account holder", Outcome.RETRY),
    "EXPIRED": ("The identification has expired (happens after 30 days).", Outcome.EXPIRED),
    "ACCOUNT_SNAPSHOT_FAILED": ("The customer can try again process with a different IBAN.", Outcome.RETRY),
    "JOINT_ACCOUNT": ("please make sure to connect an account solely owned by you", Outcome.RETRY),
    "ACCOUNT_SNAPSHOT_EXPIRED": ("Please try to onboard again", Outcome.RETRY),
}


@pytest.mark.parametrize("code", BANKIDENT)
@pytest.mark.parametrize("method", ["bank", "bank_id", "bank_plus", None])
@pytest.mark.parametrize("kind", [Identification, IdentificationEvent])
def test_a_row_of_bankident(kind: type[Any], method: str | None, code: str) -> None:
    words, outcome = BANKIDENT[code]
    found = verdict(kind, id="1cidt", status="failed", method=method, failure_reason=code.lower())
    assert (found.outcome, found.may_restart, found.may_serve) == (outcome, False, False)
    assert found.final
    (reason,) = found.reasons
    assert words in f"{reason.text} {reason.action} {reason.customer_text('en')}"
    assert reason.fraud is (outcome is Outcome.REJECTED)


@pytest.mark.parametrize(
    ("method", "reason", "outcome"),
    [
        ("bank", None, Outcome.REJECTED),
        ("bank", "null", Outcome.REJECTED),
        ("bank", "moved_to_the_moon", Outcome.UNRECOGNISED),
        ("bank", "access_by_authorized_holder", Outcome.RETRY),
        ("idnow", None, Outcome.REJECTED),
        ("idnow", "joint_account", Outcome.REJECTED),  # IDnow discloses no reason for failed, so this is none of its
        (None, None, Outcome.REJECTED),
    ],
)
def test_failed(method: str | None, reason: str | None, outcome: Outcome) -> None:
    found = verdict(Identification, id="1cidt", status="failed", method=method, failure_reason=reason)
    assert (found.outcome, found.final) == (outcome, True)


@pytest.mark.parametrize("status", ["aborted", "canceled"])
def test_a_reason_that_idnow_s_table_lacks_may_be_as_bad_as_any(status: str) -> None:
    found = verdict(Identification, id="1cidt", status=status, method="idnow", failure_reason="FULL_MOON")
    assert facts(found) == (Outcome.UNRECOGNISED, False, False, False)


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        ("TECH_VIDEO", Outcome.VERIFIED),  # of an attempt before: the same URL may be used again
        ("INDECENT_BEHAVIOUR", Outcome.UNRECOGNISED),
        ("NO_ESIGN_FRAUD", Outcome.UNRECOGNISED),
        ("FULL_MOON", Outcome.UNRECOGNISED),
    ],
)
def test_a_success_that_its_reason_contradicts_is_no_success(reason: str, outcome: Outcome) -> None:
    for kind in (Identification, IdentificationEvent):
        found = verdict(kind, id="1cidt", status="successful", method="idnow", failure_reason=reason)
        assert (found.outcome, found.final, found.may_serve) == (outcome, True, outcome is Outcome.VERIFIED)


# GoPay, code lists "state" and "reasons": outcome, final, next.
GOPAY = {
    ("NOT_IDENTIFIED", ""): (Outcome.CREATED, False, "user"),
    ("NOT_IDENTIFIED", "EXPIRED_IDENTIFICATION"): (Outcome.EXPIRED, False, "user"),
    ("NOT_IDENTIFIED", "EXPIRED_IDENT_DOCUMENT"): (Outcome.RETRY, False, "user"),
    ("NOT_IDENTIFIED", "WAITING_IDENT_DOCUMENT"): (Outcome.PENDING, False, "user"),
    ("NOT_IDENTIFIED", "WAITING_ADDITIONAL_DOCUMENT"): (Outcome.PENDING, False, "user"),
    ("NOT_IDENTIFIED", "WAITING_ADDRESS"): (Outcome.PENDING, False, "provider"),
    ("NOT_IDENTIFIED", "WAITING_BANK_ACCOUNT"): (Outcome.PENDING, False, "provider"),
    ("NOT_IDENTIFIED", "DENIED_FRAUD"): (Outcome.REJECTED, True, "nobody"),
    ("NOT_IDENTIFIED", "DENIED_FACEMATCH"): (Outcome.REJECTED, True, "nobody"),
    ("NOT_IDENTIFIED", "DENIED_BAD_QUALITY_DOCUMENT"): (Outcome.RETRY, False, "user"),
    ("PARTIALLY_IDENTIFIED", ""): (Outcome.PENDING, False, "user"),
    ("PARTIALLY_IDENTIFIED", "DENIED_FRAUD"): (Outcome.REJECTED, True, "nobody"),
    ("PENDING", ""): (Outcome.PENDING, False, "provider"),
    ("PENDING", "DENIED_FRAUD"): (Outcome.PENDING, False, "provider"),
    ("PENDING", "DENIED_FACEMATCH DENIED_BAD_QUALITY_DOCUMENT"): (Outcome.PENDING, False, "provider"),
    ("PENDING", "EXPIRED_IDENTIFICATION"): (Outcome.PENDING, False, "provider"),
    ("PENDING", "WAITING_IDENT_DOCUMENT"): (Outcome.PENDING, False, "user"),
    ("PENDING", "DENIED_BY_THE_MOON"): (Outcome.UNRECOGNISED, False, "partner"),
    ("IDENTIFIED", ""): (Outcome.VERIFIED, True, "nobody"),
    ("IDENTIFIED", "EXPIRED_IDENTIFICATION"): (Outcome.EXPIRED, False, "user"),
}


@pytest.mark.parametrize(("state", "reasons"), GOPAY)
def test_a_state_of_gopay(state: str, reasons: str) -> None:
    found = verdict(GoPayStatus, clientProfileId=1, state=state, reasons=reasons.split() or None)
    assert (found.outcome, found.final, found.next) == GOPAY[state, reasons]
    assert [reason.code for reason in found.reasons] == reasons.split()
    assert found.may_serve is (not reasons and state == "IDENTIFIED")


# POSTIDENT, the four tables of chapter 4: method, status, status type, sub statuses, reasons; and what a declined one comes to.
POSTIDENT = """
video | started          | -            | - | -
video | incomplete       | -            | 51 52 53 54 55 56 57 58 97 98 99 | 200 201 202 203 204 520 523 525 550 570 971 972 973
video | incomplete       | -            | 51 52 53 54 55 56 57 58 97 98 99 | 974 980 981 982 985 986 987 988 989 990 991 992 998
video | review pending   | preliminary  | 11 | -
video | success          | final        | - | -
video | declined         | final        | 11 | 110 111 112 113 119 121
video | declined         | final        | 12 13 19 99 | 120
eid   | started          | -            | - | -
eid   | incomplete       | notification | 53 54 59 60 61 62 63 97 98 99 | 591 592 600 610 611 612 613 614 620
eid   | incomplete       | notification | 53 54 59 60 61 62 63 97 98 99 | 621 622 623 630 631 973 974 975 998
eid   | success          | final        | - | -
eid   | declined         | final        | 11 | 122
photo | started          | -            | - | -
photo | review pending   | notification | - | -
photo | incomplete       | notification | 31 32 33 34 | -
photo | success          | final        | - | -
photo | declined         | final        | 11 | -
photo | declined         | final        | 15 | -
photo | declined         | final        | 12 13 | -
basic | started          | -            | - | -
basic | coupon requested | notification | - | -
basic | incomplete       | -            | 53 54 70 71 97 98 | -
basic | review pending   | preliminary  | - | -
basic | success          | final        | - | -
basic | declined         | final        | 11 | 115 116
basic | declined         | final        | 16 | 114 117 112 113 123
basic | declined         | final        | 12 | -
basic | declined         | final        | 13 | -
basic | declined         | final        | 17 | 118
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in POSTIDENT.strip().splitlines()]
BY_STATUS = {
    "started": (Outcome.PENDING, False, False, False),
    "coupon requested": (Outcome.PENDING, False, False, False),
    "incomplete": (Outcome.RETRY, False, True, False),  # "can be restarted by the user"
    "review pending": (Outcome.IN_REVIEW, False, False, False),
    "success": (Outcome.VERIFIED, True, False, True),
}
DECLINED = {
    "11": Outcome.REJECTED,  # "because of fraud suspicion"
    "12": Outcome.EXPIRED,  # "automatically because case ID expired"
    "13": Outcome.EXPIRED,  # "or case URL started too often"
    "15": Outcome.REJECTED,  # "because of abuse"
    "16": Outcome.REJECTED,  # "because of abnormal findings"
    "17": Outcome.RETRY,  # "automatically due to unrecoverable data problem"
    "19": Outcome.RETRY,  # the same, of the recording
    "99": Outcome.RETRY,  # "Cancellation for other reason"
}


@pytest.mark.parametrize(("method", "status", "kind", "subs", "reasons"), ROWS)
def test_a_row_of_postident(method: str, status: str, kind: str, subs: str, reasons: str) -> None:
    for sub in subs.split():
        for reason in ("-", *reasons.replace("-", "").split()):
            told: dict[str, Any] = {"status": status}
            told |= {} if sub == "-" else {"subStatus": {"code": int(sub)}}
            told |= {} if reason == "-" else {"subStatusReason": {"code": int(reason)}}
            found = verdict(IdentificationResult, identificationMethod=method, identificationStatus=told)
            assert facts(found) == ((DECLINED[sub], True, False, False) if status == "declined" else BY_STATUS[status])
            assert [each.code for each in found.reasons] == [code for code in (sub, reason) if code != "-"]
            assert all(each.fraud is (sub == "11") for each in found.reasons)
            assert found.final is (kind == "final")


def test_all_rows_of_postident_are_here() -> None:
    pairs = {(method, status, code) for method, status, _, subs, reasons in ROWS for code in f"{subs} {reasons}".split() if code != "-"}
    assert len(pairs) == 107


# IDENTPLUS, the tables of process_status and process_status_note.
IDENTPLUS = {
    ("SCT_TRIGGERED", ""): (Outcome.PENDING, False, "provider"),
    ("SCT_ACCEPTED", ""): (Outcome.PROVISIONAL, True, "user"),
    ("SCT_FAILED", ""): (Outcome.RETRY, True, "partner"),
    ("SCT_DISCARDED", ""): (Outcome.UNRECOGNISED, True, "partner"),
    ("SCT_DISCARDED", "CHECK_PERSON"): (Outcome.REJECTED, True, "partner"),
    ("SCT_DISCARDED", "CHECK_BANK_CONNECTION"): (Outcome.REJECTED, True, "partner"),
    ("SCT_DISCARDED", "SCHUFA_IBAN_VALIDATION_FAILED"): (Outcome.RETRY, True, "partner"),
    ("SCT_DISCARDED", "SCHUFA_BIRTHDATE_NOT_VALID_SCOPE"): (Outcome.RETRY, True, "partner"),
    ("SCT_DISCARDED", "SCHUFA_DATE_NOT_VALID_SCOPE"): (Outcome.RETRY, True, "partner"),
    ("SCT_DISCARDED", "SCHUFA_POSTCODE_NOT_VALID"): (Outcome.RETRY, True, "partner"),
    ("SCT_DISCARDED", "SCHUFA_POSTCODE_NOT_ALLOWED"): (Outcome.RETRY, True, "partner"),
    ("SCT_DISCARDED", "GATEWAY_SCHEMA_VALIDATION_ERROR"): (Outcome.RETRY, True, "partner"),
    ("SCT_DISCARDED", "GATEWAY_IBAN_CHECKSUM_VALIDATION_FAILED"): (Outcome.RETRY, True, "partner"),
    ("SCT_DISCARDED", "GATEWAY_IBAN_VALIDATION_FAILED"): (Outcome.RETRY, True, "partner"),
    ("SCT_DISCARDED", "INVALID_PROCESS"): (Outcome.REJECTED, True, "partner"),
}


@pytest.mark.parametrize(("status", "note"), IDENTPLUS)
def test_a_row_of_identplus(status: str, note: str) -> None:
    told = {"id": "1", "process_status": status, "process_status_note": note or None, "created_at": "2020-10-01T10:08:22.384Z"}
    found = verdict(Identcheck, **told)
    assert (found.outcome, found.final, found.next, found.may_serve) == (*IDENTPLUS[status, note], False)


# The loop that users write: `while not assess(x).final: x = get_status(...)`. Each status comes last of a short history.


def postident(status: str) -> CaseResult:
    case = {"new": "new", "started": "new", "success": "closed", "declined": "closed"}.get(status, "in progress")
    told: dict[str, Any] = {"caseId": "YR9W91GEZK24", "caseStatus": {"status": case}}
    if status != "new":
        sub = {"subStatus": {"code": "12"}} if status == "declined" else {}
        told["primaryIdent"] = {"identificationMethod": "video", "identificationStatus": {"status": status, **sub}}
    return msgspec.convert(told, CaseResult, dec_hook=dec_hook)


def identplus(status: str) -> Identcheck:
    note = "CHECK_PERSON" if status == "SCT_DISCARDED" else None
    told = {"id": "1", "process_status": status, "process_status_note": note, "created_at": datetime(2020, 10, 1, tzinfo=UTC)}
    return msgspec.convert(told, Identcheck)


def identified(status: str) -> Identification:
    return msgspec.convert({"id": "1cidt", "status": status, "method": "idnow"}, Identification)


def session(status: str) -> IdentificationSession:
    return msgspec.convert({"id": "1ises", "status": status}, IdentificationSession)


def gopay(state: str) -> GoPayStatus:
    return msgspec.convert({"clientProfileId": 1, "state": state}, GoPayStatus)


# By what the documents say: where the loop has to go on, and where to stop asking.
GOES_ON: dict[Callable[[str], Any], tuple[str, ...]] = {
    postident: ("new", "started", "coupon requested", "incomplete", "review pending"),
    identplus: ("SCT_TRIGGERED",),
    identified: (
        *("created", "pending", "pending_successful", "pending_failed", "aborted", "canceled", "authorization_required"),
        *("confirmation_required", "identification_data_required", "confirmed"),
        *("processed", "signed", "pre_successful", "pending_account_creation", "pending_ref_transfer"),
    ),
    session: (
        *("created", "pending", "pending_successful", "authorization_required", "confirmation_required"),
        *("identification_data_required", "confirmed"),
    ),
    gopay: ("PENDING", "PARTIALLY_IDENTIFIED", "NOT_IDENTIFIED"),
}
STOPS: dict[Callable[[str], Any], tuple[str, ...]] = {
    postident: ("success", "declined"),
    identplus: ("SCT_ACCEPTED", "SCT_FAILED", "SCT_DISCARDED"),
    identified: ("successful", "failed", "expired", "rejected"),
    session: ("successful", "expired", "rejected"),
    gopay: ("IDENTIFIED",),
}


@pytest.mark.parametrize(("make", "last"), [(make, status) for make, statuses in STOPS.items() for status in statuses])
def test_the_loop_ends_where_the_document_says_to_stop_asking(make: Callable[[str], Any], last: str) -> None:
    history: Iterator[Any] = map(make, (*GOES_ON[make], last))
    found, asked = next(history), 1
    while not assess(found).final:
        found, asked = next(history), asked + 1
    assert (assess(found).status if make is not postident else last, asked) == (last, len(GOES_ON[make]) + 1)


@pytest.mark.parametrize("code", [None, 18, *range(10, 100), *range(110, 124)])
def test_declined_is_final_whatever_the_reason(code: int | None) -> None:
    sub = {} if code is None else {"subStatus": {"code": code}}
    told = {"identificationMethod": "video", "identificationStatus": {"status": "declined", **sub}}
    assert verdict(CaseResult, caseId="YR9W91GEZK24", caseStatus={"status": "closed"}, primaryIdent=told).final


# Each status by itself, from the documents: who acts next; then, where it is so, that it is final, that the same object may be tried
# again, that the customer may be served (of which methods).
STATUSES: dict[type[StatusEnum], dict[str, str]] = {
    CaseState: {"new": "user", "in progress": "user", "closed": "nobody final"},
    PostidentState: {
        **dict.fromkeys(("started", "coupon requested"), "user"),
        "incomplete": "user restart",
        "review pending": "provider",
        "declined": "nobody final",
        "success": "nobody final serve",
    },
    ProcessStatus: {
        "SCT_TRIGGERED": "provider",
        "SCT_ACCEPTED": "user final",
        **dict.fromkeys(("SCT_DISCARDED", "SCT_FAILED"), "partner final"),
    },
    IdentificationStatus: {
        **dict.fromkeys(("created", "authorization_required", "confirmation_required", "identification_data_required"), "partner"),
        **dict.fromkeys(("pending", "pending_ref_transfer"), "user"),
        **dict.fromkeys(("aborted", "canceled"), "user restart"),
        **dict.fromkeys(("confirmed", "pending_failed", "processed", "signed", "pre_successful", "pending_account_creation"), "provider"),
        "pending_successful": "provider serve:idnow",
        "successful": "nobody final serve",
        **dict.fromkeys(("failed", "expired", "rejected"), "nobody final"),
    },
    IdentificationSessionStatus: {
        **dict.fromkeys(("created", "pending", "authorization_required", "confirmation_required", "identification_data_required"), "user"),
        **dict.fromkeys(("pending_successful", "confirmed"), "provider"),
        "successful": "nobody final serve",
        **dict.fromkeys(("expired", "rejected"), "nobody final"),
    },
    GoPayState: {
        "PENDING": "provider",
        "PARTIALLY_IDENTIFIED": "user",
        "NOT_IDENTIFIED": "user restart",
        "IDENTIFIED": "nobody final serve",
    },
}


@pytest.mark.parametrize("kind", STATUSES, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_fact_of_every_status_is_the_document_s(kind: type[StatusEnum]) -> None:
    found: dict[str, str] = {}
    for status in kind:
        state = status.state
        serves = "serve" if state.may_serve is True else f"serve:{','.join(state.may_serve)}" if state.may_serve else ""
        words = (str(state.next), "final" * state.final, "restart" * state.may_restart, serves)
        found[status.value] = " ".join(filter(None, words))
    assert found == STATUSES[kind]
