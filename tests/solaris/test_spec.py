"""The specs hold what the two documents hold: operations, tables, rules, test values."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from identkit.generator.read.enumeration import flat
from identkit.sandbox._engine.spec import Spec
from identkit.solaris.models import BankidentTestIban, DocumentWithAddress, IdnowTestCase, IdnowTestPrefix

DOCUMENT: dict[str, Any] = json.loads((Path(__file__).parents[2] / "generated/identkit/solaris/openapi.json").read_text("utf-8"))
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
BOTH, VIDEO, BANK = ["bankident", "video-ident"], ["video-ident"], ["bankident"]

OPERATIONS = {
    "tokens.create": BOTH,
    "persons.create": BOTH,
    "persons.get": BOTH,
    "persons.update": BOTH,
    "mobile_numbers.create": BANK,
    "mobile_numbers.get": BANK,
    "mobile_numbers.authorize": BANK,
    "mobile_numbers.confirm": BANK,
    "mobile_numbers.delete": BANK,
    "identifications.create": BOTH,
    "identifications.list": VIDEO,
    "identifications.get": BOTH,
    "identifications.request": BOTH,
    "identifications.supported_documents": VIDEO,
    "identifications.authorize": BANK,
    "identifications.confirm": BANK,
    "identifications.check_eligibility": BANK,
    "ibans.lookup": BANK,
    "identification_sessions.create": BANK,
    "identification_sessions.get": BANK,
    "documents.list": BOTH,
    "documents.get": BOTH,
    "documents.download": BOTH,
    "webhooks.create": BOTH,
    "webhooks.list": BOTH,
    "webhooks.get": BOTH,
    "webhooks.delete": BOTH,
}


def test_every_operation_says_in_which_documents_it_stands() -> None:
    found = {
        operation["operationId"]: operation["x-provenance"]["documents"]
        for item in DOCUMENT["paths"].values()
        for method, operation in item.items()
        if method in {"get", "post", "patch", "delete"}
    }
    assert found == OPERATIONS


def test_webhooks() -> None:
    assert DOCUMENT["webhooks"].keys() == {
        "IDENTIFICATION",
        "IDENTIFICATION_SESSION",
        "PERSON_CHANGED",
        "PERSON_DELETED",
        "PERSON_MOBILE_NUMBER_CREATED",
        "PERSON_MOBILE_NUMBER_DELETED",
    }


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("IdentificationStatus", 19),
        ("IdentificationSessionStatus", 10),
        ("IdnowFailureCode", 59),
        ("BankidentErrorCode", 18),
        ("IdentificationMethod", 9),
        ("ProofOfAddressType", 8),
        ("EmploymentStatus", 12),
        ("IdentificationLanguage", 2),
    ],
)
def test_enums_are_whole(name: str, count: int) -> None:
    assert len(set(flat(SCHEMAS[name])["enum"])) == count


def test_document_types() -> None:
    types = flat(SCHEMAS["DocumentType"])
    described = [text for text in types["x-enum-descriptions"] if not text.startswith("Named without a description")]
    assert (len(described), types["enum"][0], types["enum"][23]) == (24, "ANNUAL_FINANCIAL_STATEMENT", "VAT_CERTIFICATE")


def test_test_values() -> None:
    values = DOCUMENT["x-sandbox"]
    assert (values["mobile-number"], values["sms-otp"], values["ident-code"]) == ("+15550101", "212212", "123456")
    assert set(IdnowTestPrefix) == {"X-MANUALTEST", "X-AUTOTEST"}
    assert (len(IdnowTestCase), len(BankidentTestIban), values["identical-persons"]) == (9, 8, 1000)
    assert len(DocumentWithAddress) == 31
    assert DocumentWithAddress("DEU-BO-01003").is_known
    assert not DocumentWithAddress("DEU-AO-01003").is_known


def test_timers() -> None:
    lifecycle = SCHEMAS["IdentificationStatus"]["x-lifecycle"]
    assert {timer["name"]: timer["duration"] for timer in lifecycle["timers"]} == {
        "IDnow url": "P14D",
        "IDnow request": "PT30M",
        "IDnow review": "PT24H",
        "payment initiation": "PT10M",
        "QES one-time password": "PT10M",
        "Bankident expiry": "P30D",
    }
    assert [(limit["name"], limit["count"]) for limit in lifecycle["limits"]] == [("Bankident attempts", 20)]


def _examples() -> Iterator[tuple[str, str, str]]:
    """Operation, status ("" for the request), name of the sample."""
    for item in DOCUMENT["paths"].values():
        for method, operation in item.items():
            if method not in {"get", "post", "patch", "delete"}:
                continue
            bodies: dict[str, Any] = {"": operation.get("requestBody", {}), **operation["responses"]}
            for status, body in bodies.items():
                for media in body.get("content", {}).values():
                    for example in media.get("examples", {}).values():
                        if "$ref" in example:  # the others are ours, and the generator has checked them
                            yield operation["operationId"], status, example["$ref"].rpartition("/")[2]


@pytest.mark.parametrize(("operation", "status", "name"), list(_examples()))
def test_the_samples_keep_the_rules_of_the_spec(operation: str, status: str, name: str) -> None:
    spec = Spec(DOCUMENT)
    value = DOCUMENT["components"]["examples"][name]["value"]
    if status:
        found = spec.answer(spec.operations[operation], int(status), "application/json", json.dumps(value).encode())
    else:
        path = {("path", "person_id"): ["1cper"]}
        found = spec.request(
            spec.operations[operation], path, "application/json", value, has_body=True, now=1656633600.0
        )  # 1 July 2022, as the guides
    assert [(wrong.field, wrong.rule) for wrong in found] == []


def test_every_sample_of_a_body_stands_at_an_operation() -> None:
    at_operations = {name for _, _, name in _examples()}
    assert DOCUMENT["components"]["examples"].keys() - at_operations == {"error_residency_country"}
