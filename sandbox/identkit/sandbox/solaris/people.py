"""Rules about persons, numbers and IBANs that the Solaris sandbox keeps beyond its spec."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from identkit.sandbox.solaris.problems import Refusal, missing
from identkit.sandbox.solaris.store import MobileNumber, Person

_BUSY_FOR_THEMSELVES = frozenset({"FREELANCER", "SELF_EMPLOYED"})
UNIQUE_BY = ("first_name", "last_name", "birth_city", "birth_date")
_DEFAULTS = {
    "flagged_by_compliance": False,
    "screening_progress": "NOT_SCREENED",
    "risk_classification_status": "NOT_SCORED",
    "customer_vetting_status": "NOT_VETTED",
}


def blank(document: Mapping[str, Any], identifier: str, today: date) -> dict[str, Any]:
    """A person of whom nothing is known: every property of the spec, with the values of the documents' samples."""
    schemas = document["components"]["schemas"]
    person: dict[str, Any] = dict.fromkeys(schemas["Person"]["properties"])
    person |= {"id": identifier, **_DEFAULTS, "international_operativity_expectation": []}
    person |= {name: dict.fromkeys(schemas["Address"]["properties"]) for name in ("address", "contact_address")}
    person["tax_information"] = {"tax_assessment": None, "marital_status": "UNKNOWN"}
    # In both samples the follow-up is six and a half years after the confirmation.
    person["aml_confirmed_on"], person["aml_follow_up_date"] = today.isoformat(), (today + timedelta(days=2376)).isoformat()
    return person


def read(name: str, value: Any) -> Any:
    """A value as the person keeps it; the sample of bankident sends a boolean as text."""
    return value == "true" if name == "fatca_relevant" and isinstance(value, str) else value


def check_new(data: Mapping[str, Any], persons: Iterable[Person], countries: list[str] | None, limit: int) -> None:
    """Country of residence and uniqueness of a new person. Raises Refusal."""
    address: Mapping[str, Any] = data.get("address") or {}
    country = address.get("country")
    if countries is not None and country is not None and country not in countries:
        choices = "[" + ", ".join(f'"{name}"' for name in countries) + "]"
        message = f'Residency Country is not allowed for this branch,allowed residency country values for branch "null" are {choices}'
        raise Refusal(400, "invalid_model", f"country {message}", "country")
    same = tuple(data.get(name) for name in UNIQUE_BY)
    if sum(tuple(person.data[name] for name in UNIQUE_BY) == same for person in persons) >= limit:
        raise Refusal(400, "invalid_model", f"more than {limit} identical persons", "base")


def check_update(changes: Mapping[str, Any], today: date) -> None:
    """The documented rules of PATCH that its spec cannot say. Raises Refusal."""
    day = changes.get("aml_confirmed_on")
    if day is not None and date.fromisoformat(day) not in {today, today + timedelta(days=1)}:
        raise Refusal(400, "validation_error", "aml_confirmed_on must be today or tomorrow", "aml_confirmed_on")
    # "Only for B2C customer", which the sandbox's are.
    cleared = all(name in changes and changes[name] is None for name in ("industry", "industry_key"))
    if changes.get("employment_status") in _BUSY_FOR_THEMSELVES and changes.get("nace_code") is None and not cleared:
        message = "employment_status takes nace_code, or industry and industry_key set to null"
        raise Refusal(400, "validation_error", message, "employment_status")


def number(person: Person, text: str | None = None) -> MobileNumber:
    """The person's number. 404 when there is none, or another."""
    if person.number is None or (text is not None and stripped(text) != person.number.number):
        raise missing("MobileNumber", person.id)
    return person.number


def stripped(text: str) -> str:
    """Without what Solaris strips: blanks, dashes, underscores, slashes."""
    return re.sub(r"[ \-_/]", "", text)


def bank_of(iban: str, mocks: Mapping[str, Any]) -> dict[str, Any]:
    """The bank of an IBAN; what is answered is not documented. 400 when the checksum is wrong; mocked IBANs are always right."""
    digits = "".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])
    if iban not in mocks and int(digits) % 97 != 1:
        raise Refusal(400, "invalid_iban", f"The IBAN {iban} is invalid", "iban")
    return {"iban": iban, "bic": "SOBKDEBBXXX", "bank_name": "identkit sandbox bank"}


def check_number(text: str) -> None:
    """Documented: "All country codes are supported except for Iran and North Korea". Raises Refusal; its code is assumed."""
    if stripped(text).startswith(_NO_NUMBERS):
        raise Refusal(400, "validation_error", "number has a country code that is not supported", "number")


def supported_documents() -> list[dict[str, Any]]:
    """Types of documents and their countries. Neither list is documented: passports of many countries, identity cards of Europe."""
    return [
        {"type": "PASSPORT", "issuing_countries": [*_IDENTITY_CARDS, *_PASSPORTS_ONLY]},
        {"type": "ID_CARD", "issuing_countries": [*_IDENTITY_CARDS]},
    ]


_NO_NUMBERS = ("+98", "+850")
# fmt: off
_IDENTITY_CARDS = (
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IT", "LI", "LT", "LU", "LV", "MC", "MT", "NL",
    "NO", "PL", "PT", "RO", "SE", "SI", "SK", "SM",
)
_PASSPORTS_ONLY = (
    "AR", "AU", "BR", "CA", "CL", "CN", "DK", "GB", "IE", "IL", "IN", "IS", "JP", "KR", "MA", "MX", "NZ", "RS", "SG", "TR", "UA", "US",
    "VN", "ZA",
)
# fmt: on
