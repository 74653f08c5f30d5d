"""The guide's samples, and a case in every state of every method: each decodes, encodes to the same, and is assessed."""

import json
from typing import Any

import httpx
import msgspec
import pytest

from identkit.core.status import Outcome, assess
from identkit.postident.models import CaseResult, IdentificationDocumentType, IdentificationMethod, RecordType, SubStatusReasonCode
from tests.postident.conftest import CASES, Mocked, content

OUTCOMES = {
    "new": Outcome.CREATED,
    "sample_case": Outcome.VERIFIED,
    "sample_status_full": Outcome.VERIFIED,
    "several_identifications": Outcome.VERIFIED,
    "unknown_method": Outcome.IN_REVIEW,
    "unknown_sub_status": Outcome.UNRECOGNISED,
    "video_started": Outcome.PENDING,
    "video_incomplete": Outcome.RETRY,
    "video_review_pending": Outcome.IN_REVIEW,
    "video_success": Outcome.VERIFIED,
    "video_declined_fraud": Outcome.REJECTED,
    "video_declined_expired": Outcome.EXPIRED,
    "video_declined_recording": Outcome.RETRY,
    "eid_started": Outcome.PENDING,
    "eid_incomplete": Outcome.RETRY,
    "eid_success": Outcome.VERIFIED,
    "eid_declined": Outcome.REJECTED,
    "photo_started": Outcome.PENDING,
    "photo_review_pending": Outcome.IN_REVIEW,
    "photo_incomplete": Outcome.RETRY,
    "photo_success": Outcome.VERIFIED,
    "photo_declined_fraud": Outcome.REJECTED,
    "photo_declined_abuse": Outcome.REJECTED,
    "photo_declined_expired": Outcome.EXPIRED,
    "basic_started": Outcome.PENDING,
    "basic_coupon_requested": Outcome.PENDING,
    "basic_incomplete": Outcome.RETRY,
    "basic_review_pending": Outcome.IN_REVIEW,
    "basic_success": Outcome.VERIFIED,
    "basic_declined_fraud": Outcome.REJECTED,
    "basic_declined_abnormal": Outcome.REJECTED,
    "basic_declined_expired": Outcome.EXPIRED,
    "basic_declined_starts": Outcome.EXPIRED,
    "basic_declined_data": Outcome.RETRY,
}
PEOPLE = ("Erika", "Mustermann", "Gabler", "Heidestr", "51147", "T01012148", "1964-08-12", "011111111111", "B072RRE2I55")


def case(mocked: Mocked, body: Any) -> CaseResult:
    return mocked(lambda request: httpx.Response(200, json=body)).cases.get(body["caseId"])


def with_codes_as_text(node: Any) -> Any:
    """Codes of sub statuses travel as numbers or as texts; we write texts."""
    match node:
        case {}:
            members: dict[str, Any] = node
            return {name: str(value) if name == "code" else with_codes_as_text(value) for name, value in members.items()}
        case [*items]:
            return [with_codes_as_text(item) for item in items]
        case _:
            return node


def test_there_is_an_outcome_for_every_fixture() -> None:
    assert sorted(OUTCOMES) == CASES


@pytest.mark.parametrize("name", CASES)
def test_a_case_decodes_encodes_to_the_same_and_is_assessed(name: str, mocked: Mocked) -> None:
    body = content(name)
    found = case(mocked, body)
    assert json.loads(msgspec.json.encode(found)) == with_codes_as_text(body)
    assert assess(found).outcome is OUTCOMES[name]


@pytest.mark.parametrize("name", CASES)
def test_a_case_shows_nothing_of_the_person(name: str, mocked: Mocked) -> None:
    shown = repr(case(mocked, content(name)))
    assert [word for word in PEOPLE if word in shown] == []


def test_the_sample_reads_as_the_contract_says(mocked: Mocked) -> None:
    found = case(mocked, content("sample_case"))
    assert found.primary_ident is not None
    document = found.primary_ident.identification_document
    assert document is not None
    assert document.first_name is not None
    assert document.first_name.value == "Erika"
    assert document.type is not None
    assert document.type.value is IdentificationDocumentType.ID_CARD
    assert document.records is not None
    assert [record.type for record in document.records] == [RecordType.ID_FRONT_SIDE, RecordType.ID_BACK_SIDE, RecordType.ID_SIGNATURE]
    assert found.contact_data is not None
    assert found.contact_data.title is not None
    assert found.contact_data.title.value is None


def test_the_archive_sample(mocked: Mocked) -> None:
    client = mocked(lambda request: httpx.Response(200, json=content("sample_archive")))
    (archived,) = client.cases.archive(["KRZ1A8M4UBZZ"])
    assert (archived.case_id, archived.case_status.archived) == ("KRZ1A8M4UBZZ", True)


def test_both_spellings_are_read(mocked: Mocked) -> None:
    body = content("video_success")
    spelt = json.dumps(body)
    for ours, theirs in {"contactData": "contactDataResult", "primaryIdent": "primaryIdentification", "mimeType": "contentType"}.items():
        spelt = spelt.replace(f'"{ours}":', f'"{theirs}":')
    assert case(mocked, json.loads(spelt)) == case(mocked, body)


def test_other_spellings_of_the_licence_and_the_card_are_read(mocked: Mocked) -> None:
    body = content("photo_success")
    body["primaryIdent"]["drivingLicense"] = body["primaryIdent"].pop("drivingLicence")
    assert case(mocked, body) == case(mocked, content("photo_success"))
    body = content("eid_success")
    body["primaryIdent"]["additionaDataEid"] = body["primaryIdent"].pop("additionalDataEid")
    assert case(mocked, body) == case(mocked, content("eid_success"))


def test_a_driving_licence_may_have_plain_values(mocked: Mocked) -> None:
    body = content("photo_success")
    licence = body["primaryIdent"]["drivingLicence"]
    plain = {name: leaf["value"] for name, leaf in licence.items() if "value" in leaf}
    body["primaryIdent"]["drivingLicence"] = plain
    found = case(mocked, body).primary_ident
    assert found is not None
    assert found.driving_licence is not None
    assert found.driving_licence.number is not None
    assert found.driving_licence.number.value == "B072RRE2I55"
    assert found.driving_licence.date_of_expiry is not None
    assert str(found.driving_licence.date_of_expiry.value) == "2033-01-19"


@pytest.mark.parametrize("code", [110, "110"])
def test_codes_come_as_numbers_or_texts(code: object, mocked: Mocked) -> None:
    body = content("video_declined_fraud")
    body["primaryIdent"]["identificationStatus"]["subStatusReason"]["code"] = code
    found = case(mocked, body).primary_ident
    assert found is not None
    assert found.identification_status.sub_status_reason is not None
    assert found.identification_status.sub_status_reason.code is SubStatusReasonCode.DOCUMENT_POSSIBLY_FORGED


def test_what_we_do_not_know_is_kept_and_never_verified(mocked: Mocked) -> None:
    body = content("unknown_method")
    body["news"] = {"of": "tomorrow"}
    body["primaryIdent"]["identificationStatus"] |= {"status": "robot check", "subStatus": {"code": 4711, "description": "Robots"}}
    found = case(mocked, body)
    identification = found.primary_ident
    assert identification is not None
    method = identification.identification_method
    assert (method, method.is_known) == ("autoid", False)
    assert identification.identification_status.status == "robot check"
    verdict = assess(found)
    assert (verdict.outcome, verdict.final, verdict.may_serve) == (Outcome.UNRECOGNISED, False, False)
    assert [(reason.code, reason.text) for reason in verdict.reasons] == [("4711", "Robots")]
    assert IdentificationMethod("autoid") not in list(IdentificationMethod)


@pytest.mark.parametrize("value", ["", None])
def test_a_date_may_be_missing_in_any_way(value: object, mocked: Mocked) -> None:
    body = content("video_success")
    document = body["primaryIdent"]["identificationDocument"]
    document["dateIssued"], document["birthDate"] = {"value": value, "status": "new"}, {}
    found = case(mocked, body).primary_ident
    assert found is not None
    assert found.identification_document is not None
    assert found.identification_document.date_issued is not None
    assert found.identification_document.date_issued.value is None


@pytest.mark.parametrize(
    ("where", "name"),
    [
        ({"orderData": {"identificationDocumentProvided": {"birthDate": "1964-00-00"}}}, "birthDate"),
        ({"orderData": {"drivingLicenceProvided": {"dateIssued": "1964"}}}, "dateIssued"),
        ({"orderData": {"drivingLicenceProvided": {"drivingLicenceClasses": [{"dateOfExpiry": 1964}]}}}, "dateOfExpiry"),
    ],
)
def test_a_date_that_somebody_else_gave_costs_no_case(where: dict[str, Any], name: str) -> None:
    found = CaseResult.from_dict({"caseId": "YR9W91GEZK24", "caseStatus": {"status": "closed"}, **where})
    assert f"'{name}': '1964" in str(found.to_dict())
