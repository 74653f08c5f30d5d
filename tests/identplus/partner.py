"""The document's sample request."""

from typing import Any

PARTNER: dict[str, Any] = {
    "ident_code": "test123",
    "partner_type": "LESSOR",
    "partner_iban": "DE99123456780123456789",
    "partner_gender": "M",
    "partner_firstname": "Max",
    "partner_lastname": "Mustermann",
    "partner_birthdate": "1950-06-01",
    "partner_street": "Teststr.",
    "partner_housenumber": "10a",
    "partner_postcode": "10000",
    "partner_city": "Test-Stadt",
    "partner_country": "DEU",
    "contract_type": "privat",
    "contract_number": "051823-X1",
    "contract_subject": "Wohnungsmietvertrag",
    "agb_terms": True,
    "dsv_terms": True,
}


def partner(**changed: Any) -> dict[str, Any]:
    """The sample, with other values for some fields."""
    return {**PARTNER, **changed}


def named(last_name: str) -> dict[str, Any]:
    """The sample under a name of the sandbox's."""
    return partner(partner_lastname=last_name)
