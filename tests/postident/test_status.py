"""`assess` over every row of the guide's four status tables, and over whole cases."""

import json
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any

import msgspec
import pytest

from identkit.core._lenient import dec_hook
from identkit.core.status import Outcome, assess
from identkit.postident.models import CaseResult, IdentificationResult, SubStatusCode, SubStatusReasonCode
from identkit.postident.reasons import NATIONALITY_CODES, SUB_STATUS_REASONS, SUB_STATUSES

DOCUMENT: dict[str, Any] = json.loads(resources.files("identkit.postident").joinpath("openapi.json").read_text("utf-8"))
STATES: dict[str, dict[str, Any]] = DOCUMENT["components"]["schemas"]["IdentificationState"]["x-lifecycle"]["states"]


def rows(method: str) -> Iterator[dict[str, Any]]:
    """The table of a method, as the spec carries it: by status, each with what chapter 2 says of it and its codes by column."""
    for status, state in STATES.items():
        silent: dict[str, Any] = {}
        signals = next((each for each in state.get("signals", ()) if method in each["methods"]), silent)
        for row in (each for each in state["meanings"] if method in each["methods"]):
            columns: dict[str, Any] = {"sub_statuses": [], "reasons": []}
            for code in row.get("codes", ()):
                columns["sub_statuses" if SubStatusCode(code).is_known else "reasons"].append(code)
            filled = {name: codes for name, codes in columns.items() if codes}
            yield {"status": status, "status_type": signals.get("status_type"), "text": row["text"], **filled}


TABLES = {method: list(rows(method)) for method in ("video", "eid", "photo", "basic")}

# How many rows, sub statuses and reasons each table of the guide has, counted by hand.
COUNTS = {"video": (6, 17, 33), "eid": (4, 11, 19), "photo": (7, 8, 0), "basic": (10, 11, 8)}

BY_STATUS = {
    "started": Outcome.PENDING,
    "coupon requested": Outcome.PENDING,
    "incomplete": Outcome.RETRY,
    "review pending": Outcome.IN_REVIEW,
    "success": Outcome.VERIFIED,
}
BY_SUB_STATUS = {
    **dict.fromkeys(("11", "15", "16"), Outcome.REJECTED),
    **dict.fromkeys(("17", "19", "99"), Outcome.RETRY),
    **dict.fromkeys(("12", "13"), Outcome.EXPIRED),
}


def states() -> Iterator[tuple[str, Mapping[str, Any], str | None, str | None]]:
    """Every state of every row: method, row, sub status, reason."""
    for method, rows in TABLES.items():
        for row in rows:
            for sub in row.get("sub_statuses", [None]):
                for reason in [None, *row.get("reasons", ())]:
                    yield method, row, sub, reason


def identification(method: str, status: str, sub: object = None, reason: object = None) -> dict[str, Any]:
    found: dict[str, Any] = {"status": status}
    if sub is not None:
        found["subStatus"] = {"code": sub, "description": "provider's text"}
    if reason is not None:
        found["subStatusReason"] = {"code": reason, "description": "provider's text"}
    return {"identificationMethod": method, "identificationStatus": found}


def decoded(body: Mapping[str, Any]) -> IdentificationResult:
    return msgspec.convert(body, IdentificationResult, dec_hook=dec_hook)


def case(status: str, *identifications: Mapping[str, Any], primary: Mapping[str, Any] | None = None) -> CaseResult:
    body: dict[str, Any] = {"caseId": "YR9W91GEZK24", "caseStatus": {"status": status}}
    if primary is not None:
        body["primaryIdent"] = primary
    if identifications:
        body["identifications"] = list(identifications)
    return msgspec.convert(body, CaseResult, dec_hook=dec_hook)


def test_the_tables_are_complete() -> None:
    counts = {
        method: (len(rows), sum(len(row.get("sub_statuses", ())) for row in rows), sum(len(row.get("reasons", ())) for row in rows))
        for method, rows in TABLES.items()
    }
    assert counts == COUNTS
    used = [code for rows in TABLES.values() for row in rows for code in (*row.get("sub_statuses", ()), *row.get("reasons", ()))]
    assert set(used) == {str(code) for enum in (SubStatusCode, SubStatusReasonCode) for code in enum}


@pytest.mark.parametrize(("method", "row", "sub", "reason"), list(states()))
def test_every_row_of_the_four_tables(method: str, row: Mapping[str, Any], sub: str | None, reason: str | None) -> None:
    status = row["status"]
    verdict = assess(decoded(identification(method, status, sub and int(sub), reason)))
    assert verdict.outcome is (BY_SUB_STATUS[str(sub)] if status == "declined" else BY_STATUS[status])
    assert (verdict.provider, verdict.status) == ("postident", status)
    assert verdict.final is (row.get("status_type") == "final")
    assert verdict.may_serve is (status == "success")
    assert verdict.may_restart is (status == "incomplete")
    assert [told.code for told in verdict.reasons] == [code for code in (sub, reason) if code is not None]
    for told in verdict.reasons:
        assert told.text
        assert told.text != "provider's text"
        assert any(use["method"] == method and use["status"] == status for use in told.applies_to)
        assert told.fraud is (sub == "11")
        assert told.permanent is {"declined": True, "incomplete": False}.get(status, told.permanent)
    assert verdict.text == row["text"]


@pytest.mark.parametrize("table", [SUB_STATUSES, SUB_STATUS_REASONS])
def test_every_code_names_its_methods_and_statuses(table: Any) -> None:
    uses = {(use["method"], use["status"], row.code) for row in table.rows for use in row.applies_to}
    place = "sub_statuses" if table is SUB_STATUSES else "reasons"
    assert uses == {(method, row["status"], code) for method, rows in TABLES.items() for row in rows for code in row.get(place, ())}


@pytest.mark.parametrize(("method", "sub"), [("video", None), ("video", "31"), ("video", "18"), ("autoid", "11"), ("basic", "19")])
def test_a_state_that_no_row_has_is_in_nobody_s_words(method: str, sub: str | None) -> None:
    assert assess(decoded(identification(method, "declined", sub))).text == ""


def test_texts_are_the_methods_own() -> None:
    texts = {method: assess(decoded(identification(method, "incomplete", 54))).reasons[0].text for method in ("video", "eid", "basic")}
    assert texts == {
        "video": "Unsupported identification document",
        "eid": "Identification document not supported",
        "basic": "Unsupported identification document",
    }


def test_the_same_reason_is_fraud_or_not_by_its_sub_status() -> None:
    fraud = assess(decoded(identification("video", "declined", 11, 112))).reasons[1]
    abnormal = assess(decoded(identification("basic", "declined", 16, 112))).reasons[1]
    assert (fraud.code, fraud.fraud, abnormal.code, abnormal.fraud) == ("112", True, "112", False)


@pytest.mark.parametrize("sub", [None, 18, "4711", *(code for code in SubStatusCode if str(code) not in BY_SUB_STATUS)])
def test_declined_for_no_reason_that_the_tables_have_is_unrecognised(sub: object) -> None:
    verdict = assess(decoded(identification("video", "declined", sub)))
    # "The case is closed and can not be restarted" stands in every row of declined.
    assert (verdict.outcome, verdict.final, verdict.may_serve) == (Outcome.UNRECOGNISED, True, False)


@pytest.mark.parametrize(
    "found",
    [
        identification("video", "success", 11),
        identification("video", "success", reason=110),  # without its sub status
        identification("photo", "success") | {"records": [{"validationStatus": "invalid", "validationSubStatus": "fraud suspicion"}]},
    ],
)
def test_a_success_under_suspicion_is_unrecognised(found: dict[str, Any]) -> None:
    verdict = assess(decoded(found))
    assert (verdict.outcome, verdict.may_serve) == (Outcome.UNRECOGNISED, False)


@pytest.mark.parametrize(
    ("found", "outcome", "final"),
    [
        (case("new"), Outcome.CREATED, False),
        (case("new", primary=identification("eid", "started")), Outcome.CREATED, False),
        (case("in progress", primary=identification("eid", "incomplete", 97)), Outcome.RETRY, False),
        (case("closed", primary=identification("eid", "success")), Outcome.VERIFIED, True),
        (case("closed", identification("eid", "incomplete", 97), identification("video", "success")), Outcome.VERIFIED, True),
        (case("closed", identification("eid", "started"), identification("video", "declined", 12)), Outcome.EXPIRED, True),
        (case("in progress", identification("eid", "incomplete", 97), identification("basic", "coupon requested")), Outcome.RETRY, False),
        # What the guide's summaries do not show is not recognised.
        (case("closed"), Outcome.UNRECOGNISED, True),
        (case("in progress"), Outcome.UNRECOGNISED, False),
        (case("in progress", primary=identification("eid", "success")), Outcome.UNRECOGNISED, False),
        (case("new", primary=identification("eid", "success")), Outcome.UNRECOGNISED, False),
        (case("closed", primary=identification("eid", "started")), Outcome.UNRECOGNISED, False),
        (case("shelved", primary=identification("eid", "success")), Outcome.UNRECOGNISED, False),
        (case("closed", identification("eid", "success"), identification("video", "declined", 11)), Outcome.UNRECOGNISED, True),
    ],
)
def test_a_case_is_as_its_primary_identification(found: CaseResult, outcome: Outcome, final: bool) -> None:
    verdict = assess(found)
    assert verdict.outcome is outcome
    assert verdict.final is final
    assert verdict.may_serve is (outcome is Outcome.VERIFIED)


def test_photo_tells_why_records_are_invalid() -> None:
    body = identification("photo", "incomplete", 33)
    body["records"] = [{"validationStatus": "invalid", "validationSubStatus": "too blurry"}, {"validationStatus": "valid"}]
    assert [reason.code for reason in assess(decoded(body)).reasons] == ["33", "too blurry"]


def test_nothing_else_is_assessed() -> None:
    with pytest.raises(TypeError):
        assess(case("new").case_status)


def test_nationalities_have_their_texts() -> None:
    assert {row.code: row.text for row in NATIONALITY_CODES.rows}["XXB"] == "Refugee (1951 Convention)"
