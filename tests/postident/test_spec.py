"""The spec against the guide: objects and their fields as the tables of chapter 8 list them, hosts, filters, webhooks, provenance."""

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any

import pytest

from identkit.postident import models
from identkit.postident.models import (
    CaseState,
    IdentificationDocumentType,
    IdentificationState,
    RecordType,
    SubStatusCode,
    SubStatusReasonCode,
)

DOCUMENT: dict[str, Any] = json.loads(resources.files("identkit.postident").joinpath("openapi.json").read_text("utf-8"))
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]

# Typed from the tables of chapter 8; the names that the samples use instead are added after a "+".
CHAPTER_8 = {
    "CaseResult": (
        "caseId caseStatus orderData contactDataResult primaryIdentification accountingData + contactData primaryIdent identifications"
    ),
    "CaseStatus": "status archived validUntil created modified",
    "ContactDataResult": "salutation title firstName lastName mobilePhone email epost address",
    "AddressResult": "streetAddress appendix postalCode city country addressMatch",
    "AddressMatch": "mailRedirectionDomestic mailRedirectionInternational undeliverable addresseeDeceased",
    "IdentificationResult": (
        "identificationMethod identificationStatus identificationDocument drivingLicence records "
        "additionalDataBasic additionalDataVideo additionalDataEid"
    ),
    "IdentificationStatus": "status subStatus subStatusReason identificationTime created modified",
    "SubStatus": "code description",
    "SubStatusReason": "code description",
    "IdentificationDocumentResult": (
        "type number firstName lastName birthName birthDate birthPlace nationality address dateIssued "
        "dateOfExpiry authority placeOfIssue countryOfDocument + records"
    ),
    "DrivingLicenceResult": (
        "number firstName lastName birthDate birthPlace dateIssued dateOfExpiry authority countryOfDocument "
        "restrictions drivingLicenceClasses + records"
    ),
    "DrivingLicenceClassesResult": "className dateIssued dateOfExpiry restrictions",
    "RecordResult": (
        "recordId belongsTo type validationStatus validationSubStatus validationRemark contentType fileName documentData + mimeType"
    ),
    "AdditionalDataVideo": "identificationServiceCenter identificationAgentAlias identReviews videoRecordingAccepted tanChannel",
    "AdditionalDataEid": "dkk",
    "AdditionalDataBasic": (
        "couponDownloadCount couponDownloadLastTimestamp couponByPiAppRequestCount "
        "couponByPiAppRequestLastTimestamp couponByEmailRequestCount couponByEmailRequestLastTimestamp "
        "couponByMailRequestCount couponByMailRequestLastTimestamp postOffice postOfficeStreetAddress "
        "postOfficeCity checkoutNote idCardReaderCheck"
    ),
    "IdCardReaderCheck": "checkedCategories",
    "IdCardReaderCheckCategories": "name status failedChecksOfIdCardReader",
    "FailedCheckOfIdCardReader": "checkName subCheckName additionalInformation",
    "AdditionalInformationForIDCardCheck": "key value",
    "AccountingData": "accountingNumber accountingProduct",
}
# Fields that only the public client of another maker has shown.
OBSERVED = {
    "IdentificationResult": "drivingLicense additionaDataEid",
    "AdditionalDataVideo": "auditTrailItems videoRecordingDeliveryShaft",
    "AdditionalDataBasic": "couponByTpAppRequestCount couponByTpAppRequestLastTimestamp",
}


@pytest.mark.parametrize("name", CHAPTER_8)
def test_every_object_has_every_row_and_nothing_that_is_made_up(name: str) -> None:
    expected = set(CHAPTER_8[name].replace("+", "").split()) | set(OBSERVED.get(name, "").split())
    assert set(getattr(models, name).__struct_encode_fields__) == expected
    assert set(SCHEMAS[name]["properties"]) == expected


def test_what_was_observed_says_so() -> None:
    for name, fields in OBSERVED.items():
        for field in fields.split():
            provenance = SCHEMAS[name]["properties"][field].get("x-provenance", SCHEMAS[name]["x-provenance"])
            assert "67118a8" in provenance["source"] + provenance.get("note", "")


def test_hosts_path_and_login() -> None:
    hosts = {server["x-environment"]: server["url"] for server in DOCUMENT["servers"]}
    assert hosts["production"] == "https://postident.deutschepost.de/api/scr/v1"
    assert DOCUMENT["components"]["securitySchemes"]["basic"]["scheme"] == "basic"


def test_operations() -> None:
    found = {
        f"{method.upper()} {path}": item[method]["operationId"]
        for path, item in DOCUMENT["paths"].items()
        for method in item.keys() - {"parameters"}
    }
    base = "/{clientId}/cases"
    assert found == {
        f"GET {base}": "cases.list",
        f"POST {base}": "cases.create",
        f"GET {base}/full": "cases.list_full",
        f"GET {base}/status": "cases.list_status",
        f"GET {base}/status/full": "cases.list_status_full",
        f"PATCH {base}/archive": "cases.archive",
        f"GET {base}/{{caseId}}": "cases.get",
        f"GET {base}/{{caseId}}/full": "cases.get_full",
        f"GET {base}/{{caseId}}/status": "cases.get_status",
        f"GET {base}/{{caseId}}/status/full": "cases.get_status_full",
    }
    slip = DOCUMENT["paths"][f"{base}/status/full"]["get"]["x-provenance"]
    assert slip["basis"] == "inferred"
    assert "slip" in slip["note"]


def test_headers_filters_and_limits_are_there() -> None:
    parameters = {parameter["name"]: parameter for parameter in DOCUMENT["components"]["parameters"].values()}
    assert "maxResults" in parameters
    for item in DOCUMENT["paths"].values():
        for method, operation in item.items():
            if method == "parameters":
                continue
            names = {each["$ref"].rpartition("/")[2] for each in operation.get("parameters", ())}
            assert ({"ScrKey", "ScrKeyhash", "ScrAlg"} <= names) is ("x-codec" in operation), operation["operationId"]
    assert "Content-Type" not in parameters  # other people's tools drop an operation for it, as OpenAPI says that it is none
    assert {each["get"]["x-content-type"] for each in DOCUMENT["paths"].values() if "get" in each} == {"application/json"}
    for name, default in {"new": "False", "inProgress": "False", "closed": "True", "archived": "False"}.items():
        assert f"{default} when left out" in parameters[name]["description"]
    for name in ("createdFrom", "createdUntil", "closedFrom", "closedUntil"):
        assert parameters[name]["schema"]["format"] == "date-time"
    assert "X-PARTIAL-DELIVERY" in DOCUMENT["components"]["responses"]["Cases"]["headers"]
    assert DOCUMENT["paths"]["/{clientId}/cases"]["get"]["x-paging"]["limit"] == 1000
    assert SCHEMAS["CaseState"]["x-lifecycle"]["timers"][0]["duration"] == "P150D"


def test_webhooks() -> None:
    said = DOCUMENT["x-webhooks"]
    assert said["sources"] == ["165.72.200.13", "199.40.127.49"]
    assert (said["expects"], said["within"], said["retries"]) == (200, "PT2S", ["PT0S", "PT900S", "PT3600S"])


def test_codes_read_as_names() -> None:
    assert SubStatusReasonCode("110") is SubStatusReasonCode.DOCUMENT_POSSIBLY_FORGED
    assert SubStatusCode("11") is SubStatusCode.FRAUD_SUSPICION
    assert [kind.value for kind in IdentificationDocumentType] == [str(number) for number in range(1, 13)]
    assert IdentificationDocumentType("7") is IdentificationDocumentType.TRAVEL_DOCUMENT_1951
    assert len(RecordType) == 13


# The two summaries of chapter 2, cell by cell: case, identification, methods, status type, then what has a cross.
SUMMARIES = """
new         | -                | video eid photo basic | -            | email
in progress | started          | video eid photo basic | -            |
in progress | coupon requested | basic                 | notification | webhook redirect
in progress | incomplete       | video basic           | -            |
in progress | incomplete       | photo                 | notification | email webhook
in progress | review pending   | video                 | preliminary  | webhook redirect
in progress | review pending   | basic                 | preliminary  | webhook
in progress | review pending   | photo                 | notification | webhook redirect
closed      | success          | video                 | final        | webhook redirect result_pdf recording
closed      | success          | eid                   | final        | webhook redirect result_pdf
closed      | success          | basic                 | final        | webhook result_pdf
closed      | success          | photo                 | final        | email webhook redirect
closed      | declined         | video                 | final        | webhook redirect result_pdf recording
closed      | declined         | eid basic             | final        | webhook result_pdf
closed      | declined         | photo                 | final        | email webhook redirect
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in SUMMARIES.strip().splitlines()]


@pytest.mark.parametrize(("case", "status", "methods", "status_type", "crosses"), ROWS)
def test_what_a_status_signals(case: str, status: str, methods: str, status_type: str, crosses: str) -> None:
    for method in methods.split():
        told = CaseState(case).signals(method) if status == "-" else IdentificationState(status).signals(method=method)
        kinds = ("webhook", "email", "redirect", "result_pdf", "recording")
        assert [kind for kind in kinds if getattr(told, kind)] == [kind for kind in kinds if kind in crosses.split()]
        assert told.kind == status_type.strip("-")
        assert ("account" in told.conditions["webhook"]) if told.webhook else ("webhook" not in told.conditions)


def test_footnotes_are_conditions() -> None:
    declined = IdentificationState.DECLINED.signals("video")
    assert declined.conditions["recording"] == "only in case of fraud suspicion"
    assert IdentificationState.SUCCESS.signals("video").conditions.keys() == {"webhook", "redirect", "result_pdf", "images"}
    # Chapter 4 calls incomplete of eID a notification, the summary of chapter 2 has no cross: both are told.
    eid = IdentificationState.INCOMPLETE.signals("eid")
    assert (eid.kind, eid.webhook, "chapter 2 has none" in eid.conditions["webhook"]) == ("notification", True, True)
    assert '"incomplete" of eID' in SCHEMAS["IdentificationState"]["x-provenance"]["note"]


def documented(node: Any, path: str, basis: str | None = None) -> Iterator[tuple[str, str | None]]:
    """Every operation and schema with the basis that holds there."""
    own = node.get("x-provenance", {}).get("basis", basis)
    yield path, own
    for name, inner in node.get("properties", {}).items():
        yield from documented(inner, f"{path}.{name}", own)


def test_everything_says_where_it_comes_from() -> None:
    nodes = SCHEMAS | {
        f"{method} {path}": item[method] for path, item in DOCUMENT["paths"].items() for method in item.keys() - {"parameters"}
    }
    assert {basis for name, node in nodes.items() for _, basis in documented(node, name)} <= {"documented", "observed", "inferred"}
