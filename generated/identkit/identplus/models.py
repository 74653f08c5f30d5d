# Generated from specs/identplus.yaml (sha256 77e75830e16fd6f192ffee3baedc26aa1e4bd0ca587cf1943076f8a08d9043be). Do not edit: change the spec, then `make generate`.
"""IDENTPLUS: what is sent and received."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import nonmember
from typing import ClassVar, Literal, Required, TypeAlias, TypedDict

from identkit.core import _kit

__all__ = [
    "Identcheck", "IdentcheckRequest", "IdentcheckRequestParams", "PartnerGender", "PartnerGenderInput", "PartnerType",
    "PartnerTypeInput", "ProcessStatus", "ProcessStatusNote", "SctType",
]  # fmt: skip


class PartnerType(_kit.OpenStrEnum):
    """Part the partner has in the contract.

    Source: IDENTPLUS, "Create new identcheck", partner_type (documented)
    """

    LESSOR = "LESSOR"
    LESSEE = "LESSEE"
    CARETAKER = "CARETAKER"


PartnerTypeInput: TypeAlias = PartnerType | Literal["LESSOR", "LESSEE", "CARETAKER"]
"""What is taken where a `PartnerType` is sent."""


class PartnerGender(_kit.OpenStrEnum):
    """Gender of the partner.

    Source: IDENTPLUS, "Create new identcheck", partner_gender (documented)
    """

    MALE = "M"
    """male."""
    FEMALE = "W"
    """female."""
    UNKNOWN = "U"
    """unknown."""


PartnerGenderInput: TypeAlias = PartnerGender | Literal["M", "W", "U"]
"""What is taken where a `PartnerGender` is sent."""


class ProcessStatus(_kit.StatusEnum):
    """Where the identcheck stands. "There is no guarantee that the service provider or financial institutions provide sufficient
    information in a timely manner, or at all", that the payment was credited: take that into account when you draw conclusions.

    Identcheck status requests are not allowed for SCT_DISCARDED; failing this restriction results in rejection.

    Do stop requesting the status as soon as it is not SCT_TRIGGERED. The document names no interval; the pauses are ours.

    Source: IDENTPLUS, process_status of both calls (documented)
    """

    SCT_DISCARDED = "SCT_DISCARDED"
    """The request was discarded, see `process_status_note`; its status cannot be asked for."""
    SCT_TRIGGERED = "SCT_TRIGGERED"
    """The payment is under way."""
    SCT_ACCEPTED = "SCT_ACCEPTED"
    """The payment was accepted. "There is no guarantee" that it was credited."""
    SCT_FAILED = "SCT_FAILED"
    """The payment failed."""
    _states = nonmember(
        {
            "SCT_DISCARDED": _kit.State(final=True, next="partner"),
            "SCT_TRIGGERED": _kit.State(next="provider"),
            "SCT_ACCEPTED": _kit.State(final=True, next="user"),
            "SCT_FAILED": _kit.State(final=True, next="partner"),
        }
    )


class ProcessStatusNote(_kit.OpenStrEnum):
    """Why a request was discarded.

    Source: IDENTPLUS, "Create new identcheck", process_status_note (documented)
    """

    CHECK_PERSON = "CHECK_PERSON"
    """The check of the person was not passed."""
    CHECK_BANK_CONNECTION = "CHECK_BANK_CONNECTION"
    """The check of the bank connection was not passed."""
    SCHUFA_IBAN_VALIDATION_FAILED = "SCHUFA_IBAN_VALIDATION_FAILED"
    """SCHUFA did not accept the IBAN."""
    SCHUFA_BIRTHDATE_NOT_VALID_SCOPE = "SCHUFA_BIRTHDATE_NOT_VALID_SCOPE"
    """SCHUFA did not accept the birth date."""
    SCHUFA_DATE_NOT_VALID_SCOPE = "SCHUFA_DATE_NOT_VALID_SCOPE"
    """SCHUFA did not accept a date."""
    SCHUFA_POSTCODE_NOT_VALID = "SCHUFA_POSTCODE_NOT_VALID"
    """SCHUFA did not accept the post code."""
    SCHUFA_POSTCODE_NOT_ALLOWED = "SCHUFA_POSTCODE_NOT_ALLOWED"
    """SCHUFA does not allow the post code."""
    GATEWAY_SCHEMA_VALIDATION_ERROR = "GATEWAY_SCHEMA_VALIDATION_ERROR"
    """The payment gateway did not accept the form of the order."""
    GATEWAY_IBAN_CHECKSUM_VALIDATION_FAILED = "GATEWAY_IBAN_CHECKSUM_VALIDATION_FAILED"
    """The checksum of the IBAN is wrong."""
    GATEWAY_IBAN_VALIDATION_FAILED = "GATEWAY_IBAN_VALIDATION_FAILED"
    """The payment gateway did not accept the IBAN."""
    INVALID_PROCESS = "INVALID_PROCESS"
    """The process was not valid."""


class SctType(_kit.OpenStrEnum):
    """Kind of the SEPA credit transfer.

    Source: IDENTPLUS, sct_type (documented)
    """

    INSTANT = "INSTANT"
    STANDARD = "STANDARD"


class IdentcheckRequest(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """What a new identcheck needs.

    Source: IDENTPLUS, "Create new identcheck", Parameter (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "ident_code": "secret",
        "partner_iban": "bank",
        "partner_gender": "name",
        "partner_firstname": "name",
        "partner_lastname": "name",
        "partner_birthdate": "birth",
        "partner_street": "address",
        "partner_housenumber": "address",
        "partner_postcode": "address",
        "partner_city": "address",
        "contract_number": "document",
    }
    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check(
            "ident_code",
            required=True,
            pattern="^(?=.*[0-9])(?=.*[a-z])([a-z0-9]+)$",
            min_length=6,
            max_length=15,
            text=(
                ("en", "must have small letters (a to z) and digits only, and at least one of each"),
                ("de", "darf nur Kleinbuchstaben (a bis z) und Ziffern enthalten, von beiden mindestens ein Zeichen"),
            ),
        ),
        _kit.Check("partner_type", required=True, allowed=("LESSOR", "LESSEE", "CARETAKER")),
        _kit.Check(
            "partner_iban",
            required=True,
            pattern="^DE",
            max_length=22,
            normal="iban",
            text=(("en", "must be a German IBAN"), ("de", "muss eine deutsche IBAN sein")),
        ),
        _kit.Check("partner_gender", required=True, allowed=("M", "W", "U")),
        _kit.Check(
            "partner_firstname",
            required=True,
            pattern="^[a-zA-ZäÄöÖüÜß]+[a-zA-ZäÄöÖüÜß .-]+$",
            min_length=2,
            max_length=44,
            text=(
                ("en", "may have letters (a to z, ä, ö, ü, ß), blanks, dots and hyphens only, and begins with a letter"),
                (
                    "de",
                    "darf nur Buchstaben (a bis z, ä, ö, ü, ß), Leerzeichen, Punkte und Bindestriche enthalten und beginnt mit einem Buchstaben",
                ),
            ),
        ),
        _kit.Check(
            "partner_lastname",
            required=True,
            pattern="^(?=.*[a-zA-ZäÄöÖüÜß]+)[a-zA-ZäÄöÖüÜß .-]+$",
            max_length=46,
            text=(
                ("en", "may have letters (a to z, ä, ö, ü, ß), blanks, dots and hyphens only, and at least one letter"),
                (
                    "de",
                    "darf nur Buchstaben (a bis z, ä, ö, ü, ß), Leerzeichen, Punkte und Bindestriche enthalten, mindestens einen Buchstaben",
                ),
            ),
        ),
        _kit.Check("partner_birthdate", required=True, kind="date"),
        _kit.Check(
            "partner_street",
            required=True,
            pattern="^[0-9a-zA-ZäÄöÖüÜß .-]+$",
            text=(
                ("en", "may have letters (a to z, ä, ö, ü, ß), digits, blanks, dots and hyphens only"),
                ("de", "darf nur Buchstaben (a bis z, ä, ö, ü, ß), Ziffern, Leerzeichen, Punkte und Bindestriche enthalten"),
            ),
        ),
        _kit.Check(
            "partner_housenumber",
            required=True,
            pattern="^[0-9a-zA-Z/ .-]+$",
            text=(
                ("en", "may have letters (a to z), digits, blanks, dots, hyphens and slashes only"),
                ("de", "darf nur Buchstaben (a bis z), Ziffern, Leerzeichen, Punkte, Bindestriche und Schrägstriche enthalten"),
            ),
        ),
        _kit.Check(
            "partner_postcode",
            required=True,
            pattern="^[0-9]+$",
            min_length=5,
            max_length=5,
            text=(("en", "may have digits only"), ("de", "darf nur Ziffern enthalten")),
        ),
        _kit.Check(
            "partner_city",
            required=True,
            pattern="^[a-zA-ZäÄöÖüÜß .-]+$",
            max_length=44,
            text=(
                ("en", "may have letters (a to z, ä, ö, ü, ß), blanks, dots and hyphens only"),
                ("de", "darf nur Buchstaben (a bis z, ä, ö, ü, ß), Leerzeichen, Punkte und Bindestriche enthalten"),
            ),
        ),
        _kit.Check("partner_country", required=True, allowed=("DEU",)),
        _kit.Check("contract_type", required=True),
        _kit.Check("contract_number", required=True),
        _kit.Check("contract_subject", required=True),
        _kit.Check("agb_terms", required=True, kind="boolean", allowed=(True,)),
        _kit.Check("dsv_terms", required=True, kind="boolean", allowed=(True,)),
    )
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="joined-length",
            fields=("partner_street", "partner_housenumber"),
            message="street and house number are too long, maximum is 46 characters with the blank between them",
            limit=46,
            separator=" ",
            text=(
                ("en", "street and house number are too long, maximum is 46 characters with the blank between them"),
                ("de", "Straße und Hausnummer sind zu lang, zusammen mit dem Leerzeichen höchstens 46 Zeichen"),
            ),
        ),
        _kit.Rule(
            kind="iban",
            fields=("partner_iban",),
            message="is no IBAN, its check digits do not fit",
            text=(("en", "is no IBAN, its check digits do not fit"), ("de", "ist keine IBAN, die Prüfziffern passen nicht")),
            doubtful=True,
        ),
    )
    ident_code: str
    """Identification code, passed to the purpose element of the SCT payment order. At least one digit and one lower-case letter. 6 to 15
    characters, must match `^(?=.*[0-9])(?=.*[a-z])([a-z0-9]+)$`.
    """
    partner_type: PartnerType
    """Part the partner has in the contract."""
    partner_iban: str
    """Valid IBAN of the partner; German accounts only. Blanks and small letters are put right. At most 22 characters, must match `^DE`."""
    partner_gender: PartnerGender
    """Gender of the partner."""
    partner_firstname: str
    """First name of the partner. 2 to 44 characters, must match `^[a-zA-ZäÄöÖüÜß]+[a-zA-ZäÄöÖüÜß .-]+$`."""
    partner_lastname: str
    """Last name of the partner. At least one letter. At most 46 characters, must match `^(?=.*[a-zA-ZäÄöÖüÜß]+)[a-zA-ZäÄöÖüÜß .-]+$`."""
    partner_birthdate: date
    """Birth date of the partner, yyyy-mm-dd."""
    partner_street: str
    """Street of the partner's address, without the house number. Street, a blank and house number are at most 46 characters together. Must
    match `^[0-9a-zA-ZäÄöÖüÜß .-]+$`.
    """
    partner_housenumber: str
    """House number of the partner's address. Street, a blank and house number are at most 46 characters together. Must match `^[0-9a-zA-Z/
    .-]+$`.
    """
    partner_postcode: str
    """Post code of the partner's address, five digits. 5 characters, must match `^[0-9]+$`."""
    partner_city: str
    """City of the partner's address. At most 44 characters, must match `^[a-zA-ZäÄöÖüÜß .-]+$`."""
    partner_country: str
    """Country of the partner's address, always "DEU"."""
    contract_type: str
    """Type of the contract ("privat" in the sample; the document lists no values)."""
    contract_number: str
    """Number of the contract."""
    contract_subject: str
    """Subject of the contract ("Wohnungsmietvertrag" in the sample)."""
    agb_terms: bool
    """The partner accepted the general terms (AGB). Only true is allowed."""
    dsv_terms: bool
    """The partner accepted the data protection terms (DSV). Only true is allowed."""


class Identcheck(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """An identcheck. Fields without a value are left out of the answer.

    Source: IDENTPLUS, tables "201 Created" and "200 OK" (documented)
    """

    id: str
    """Identifier of the identcheck."""
    process_status: ProcessStatus
    """Where the identcheck stands."""
    process_status_note: ProcessStatusNote | None = None
    """Why the request was discarded. Only in the answer to `create`."""
    sct_type: SctType | None = None
    """Kind of the payment. Absent when nothing was triggered."""
    created_at: _kit.Lenient[datetime | str]
    """When the identcheck was recorded."""


class IdentcheckRequestParams(TypedDict, total=False):
    """What is taken where a `IdentcheckRequest` is sent, as a dictionary."""

    ident_code: Required[str]
    partner_type: Required[PartnerTypeInput]
    partner_iban: Required[str]
    partner_gender: Required[PartnerGenderInput]
    partner_firstname: Required[str]
    partner_lastname: Required[str]
    partner_birthdate: Required[date | str]
    partner_street: Required[str]
    partner_housenumber: Required[str]
    partner_postcode: Required[str]
    partner_city: Required[str]
    partner_country: Required[str]
    contract_type: Required[str]
    contract_number: Required[str]
    contract_subject: Required[str]
    agb_terms: Required[bool]
    dsv_terms: Required[bool]
