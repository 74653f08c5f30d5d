"""Verdicts on identifications and sessions, with what the documents' tables say about the reasons."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from identkit.core.status import Outcome, assess
from identkit.overrides.solaris.status import IDENTIFICATION, SESSION
from identkit.solaris.models import (
    BankidentErrorCode,
    Identification,
    IdentificationMethod,
    IdentificationSession,
    IdentificationSessionStatus,
    IdentificationStatus,
    IdnowFailureCode,
)
from identkit.solaris.reasons import BANKIDENT_REASONS, IDNOW_REASONS

FIXTURES = Path(__file__).parents[1] / "fixtures" / "solaris"
FINAL = {Outcome.VERIFIED, Outcome.REJECTED, Outcome.EXPIRED}


def identification(status: str, **more: Any) -> Identification:
    return msgspec.convert({"id": "1cidt", "status": status, **more}, Identification)


def session(status: str) -> IdentificationSession:
    return msgspec.convert({"id": "1ises", "status": status}, IdentificationSession)


def test_the_tables_are_whole() -> None:
    assert len(IDENTIFICATION.rows) == 19
    assert len(SESSION.rows) == 10


@pytest.mark.parametrize("status", IdentificationStatus)
def test_an_identification(status: IdentificationStatus) -> None:
    verdict = assess(identification(status, method="idnow"))
    assert (verdict.provider, verdict.status, verdict.outcome) == ("solaris", status, IDENTIFICATION.rows[status])
    assert verdict.final is (verdict.outcome in FINAL)
    assert verdict.may_serve is (status in {"successful", "pending_successful"})
    assert verdict.reasons == ()


@pytest.mark.parametrize("status", IdentificationSessionStatus)
def test_a_session(status: IdentificationSessionStatus) -> None:
    verdict = assess(session(status))
    assert (verdict.outcome, verdict.may_serve) == (SESSION.rows[status], status == "successful")


@pytest.mark.parametrize("method", IdentificationMethod)
def test_serving_before_the_review_is_documented_for_video_identification(method: IdentificationMethod) -> None:
    verdict = assess(identification("pending_successful", method=method))
    assert (verdict.outcome, verdict.may_serve) == (Outcome.PROVISIONAL, method is IdentificationMethod.IDNOW)


@pytest.mark.parametrize("status", ["teleported", "", "SUCCESSFUL", "successful "])
def test_a_status_nobody_knows_is_never_positive(status: str) -> None:
    for verdict in (assess(identification(status)), assess(session(status))):
        assert (verdict.outcome, verdict.final, verdict.may_serve) == (Outcome.UNRECOGNISED, False, False)


@pytest.mark.parametrize("status", ["processed", "signed", "pre_successful", "pending_account_creation", "pending_ref_transfer"])
def test_statuses_without_a_documented_meaning_are_for_a_person_to_look_at(status: str) -> None:
    assert assess(identification(status)).outcome is Outcome.UNRECOGNISED


@pytest.mark.parametrize("code", IdnowFailureCode)
def test_a_reason_of_idnow(code: IdnowFailureCode) -> None:
    (reason,) = assess(identification("canceled", method="idnow", failure_reason=code)).reasons
    assert reason is IDNOW_REASONS.get(code)
    assert reason.code == code
    assert (reason.permanent is None, bool(reason.text), reason.category in {"DATA", "Technical", "User", "Other"}) == (False, True, True)


@pytest.mark.parametrize("code", BankidentErrorCode)
def test_a_reason_of_bankident(code: BankidentErrorCode) -> None:
    (reason,) = assess(identification("failed", method="bank", failure_reason=code.lower())).reasons
    assert reason is BANKIDENT_REASONS.get(code)
    assert (reason.http_status, bool(reason.action)) == (422 if code == "ALREADY_IDENTIFIED_SUCCESSFULLY" else 412, True)
    with_text = code != "MOBILE_NUMBER_NOT_VERIFIED"
    assert (reason.customer_text("de") is not None, reason.customer_text("en") is not None) == (with_text, with_text)


def test_a_reason_nobody_knows_is_kept() -> None:
    (reason,) = assess(identification("failed", method="bank", failure_reason="full_moon")).reasons
    assert (reason.code, reason.text, reason.permanent, reason.caused_by_user) == ("full_moon", "", None, None)


def test_the_tables_have_the_documents_rows() -> None:
    assert len(IDNOW_REASONS.rows) == 59
    assert len(BANKIDENT_REASONS.rows) == 17 + 1  # the misspelt code stands there in both spellings
    assert {row.code for row in IDNOW_REASONS.rows if row.permanent} == {
        "DATA_APPLICATION_ADDRESS",
        "DATA_APPLICATION_DATA",
        "ENROLLED_TO_WAITING_LIST",
        "USER_LANGUAGE",
        "INDECENT_BEHAVIOUR",
        "OTHER_MISCELLANEOUS_PERMANENT",
    }
    assert {row.code for row in IDNOW_REASONS.rows if row.caused_by_user is False} == {
        "TECH_INTERNAL_SERVER_ERROR",
        "IDENT_CODE_NOT_RECEIVED",
        "INCORRECT_ID_NUMBER",
        "INCORRECT_NAME_IN_QES",
    }
    assert {row.code for row in IDNOW_REASONS.rows if row.caused_by_user is None} == {
        "OTHER_MISCELLANEOUS_PERMANENT",
        "OTHER_MISCELLANEOUS_TEMPORARY",
        "STALLED_TIMEOUT",
        "NO_SECURITY_QUESTION_ASKED",
        "SECURITY_QUESTION_NOT_CORRECT_ANSWERED",
        "SECURITY_QUESTION",
    }


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("identification_idnow_created", Outcome.CREATED),
        ("identification_idnow_pending", Outcome.PENDING),
        ("identification_idnow_successful", Outcome.VERIFIED),
        ("identification_bank_pending", Outcome.PENDING),
        ("identification_bank_confirmation_required", Outcome.PENDING),
        ("identification_bank_confirmed", Outcome.IN_REVIEW),
        ("identification_bank_successful", Outcome.VERIFIED),
    ],
)
def test_the_samples(name: str, outcome: Outcome) -> None:
    found = msgspec.json.decode((FIXTURES / f"{name}.json").read_bytes(), type=dict[str, Any])
    lenient = {key: value for key, value in found.items() if key != "provider_status_code"}
    assert assess(msgspec.json.decode(json.dumps(lenient), type=Identification)).outcome is outcome
