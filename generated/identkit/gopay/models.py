# Generated from specs/gopay.yaml (sha256 8072d4ad4cf5a7a499e8995523fb834d0672b498e0fc191d1983e77b5f635b25). Do not edit: change the spec, then `make generate`.
"""GoPay: what is sent and received."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import nonmember
from typing import ClassVar, TypedDict

from identkit.core import _kit

__all__ = [
    "AdditionalDocument", "Address", "AddressState", "ApplicationToken", "AuthorizationCodeGrant", "BankAccount", "BankAccountState",
    "ClientToken", "ConsentError", "DocumentState", "DocumentType", "FaceMatch", "IdentDocument", "IdentificationData",
    "IdentificationReason", "IdentificationState", "IdentificationStatus", "InternationalBankAccount",
    "InternationalBankAccountParams", "Person", "Prefill", "PrefillRequest", "RefreshTokenGrant", "RevocationRequest", "Sex",
    "Source", "SubjectData", "SubjectType",
]  # fmt: skip


class IdentificationState(_kit.StatusEnum):
    """Identification status of a client's profile.

    The reasons decide who acts next and whether a state is final; the most negative of several counts.

    An identification may expire later (EXPIRED_IDENTIFICATION, EXPIRED_IDENT_DOCUMENT).

    Source: GoPay Identification service, code list state (documented)
    """

    PENDING = "PENDING"
    """Identification process in progress."""
    IDENTIFIED = "IDENTIFIED"
    """Identification completed."""
    PARTIALLY_IDENTIFIED = "PARTIALLY_IDENTIFIED"
    """Identification partially completed."""
    NOT_IDENTIFIED = "NOT_IDENTIFIED"
    """Identification was not performed."""
    _states = nonmember(
        {
            "PENDING": _kit.State(next="provider"),
            "IDENTIFIED": _kit.State(final=True, next="nobody", may_serve=True),
            "PARTIALLY_IDENTIFIED": _kit.State(next="user"),
            "NOT_IDENTIFIED": _kit.State(next="user", may_restart=True),
        }
    )


class IdentificationReason(_kit.OpenStrEnum):
    """Why the process has failed or not finished yet.

    Source: GoPay Identification service, code list reasons (documented)
    """

    EXPIRED_IDENTIFICATION = "EXPIRED_IDENTIFICATION"
    """Expired identification."""
    EXPIRED_IDENT_DOCUMENT = "EXPIRED_IDENT_DOCUMENT"
    """Expired identification's document."""
    WAITING_IDENT_DOCUMENT = "WAITING_IDENT_DOCUMENT"
    """Waiting for identification's document."""
    WAITING_ADDITIONAL_DOCUMENT = "WAITING_ADDITIONAL_DOCUMENT"
    """Waiting for additional document."""
    WAITING_ADDRESS = "WAITING_ADDRESS"
    """Waiting for address verification."""
    WAITING_BANK_ACCOUNT = "WAITING_BANK_ACCOUNT"
    """Waiting for bank account verification."""
    DENIED_FRAUD = "DENIED_FRAUD"
    """Denied - false document."""
    DENIED_FACEMATCH = "DENIED_FACEMATCH"
    """Denied - disagreement of facematch process."""
    DENIED_BAD_QUALITY_DOCUMENT = "DENIED_BAD_QUALITY_DOCUMENT"
    """Denied - bad quality of document."""


class SubjectType(_kit.OpenStrEnum):
    """Legal type of identification subject.

    Source: GoPay Identification service, code list subjectType (documented)
    """

    PERSON = "PERSON"
    """Person."""
    COMPANY = "COMPANY"
    """Company."""


class Sex(_kit.OpenStrEnum):
    """Sex.

    Source: GoPay Identification service, code list sex (documented)
    """

    MALE = "MALE"
    """Male."""
    FEMALE = "FEMALE"
    """Female."""


class BankAccountState(_kit.OpenStrEnum):
    """Verification status of a bank account.

    Source: GoPay Identification service, code list Verification status of bank account (documented)
    """

    VERIFIED = "VERIFIED"
    """Verified."""


class AddressState(_kit.OpenStrEnum):
    """Verification status of an address.

    Source: GoPay Identification service, code list Verification status of address (documented)
    """

    VERIFIED = "VERIFIED"
    """Verified."""


class DocumentType(_kit.OpenStrEnum):
    """Type of an uploaded document.

    Source: GoPay Identification service, code list documentType (documented)
    """

    ID_CARD = "ID_CARD"
    """ID card."""
    DRIVING_LICENSE = "DRIVING_LICENSE"
    """Driving license."""
    PASSPORT = "PASSPORT"
    """Passport."""
    VISA = "VISA"
    """Visa."""
    UNSUPPORTED = "UNSUPPORTED"
    """Unsupported document."""
    UTILITY_BILL = "UTILITY_BILL"
    """Utility bill."""
    BANK_STATEMENT = "BANK_STATEMENT"
    """Bank statement."""


class Source(_kit.OpenStrEnum):
    """How an image was provided.

    Source: GoPay Identification service, code list source (documented)
    """

    UPLOAD = "UPLOAD"
    """File's upload."""
    WEBCAM = "WEBCAM"
    """Webcam."""
    MOBILE = "MOBILE"
    """Mobile phone."""


class DocumentState(_kit.OpenStrEnum):
    """State of an uploaded document.

    Source: GoPay Identification service, code list Document state (documented)
    """

    VERIFIED = "VERIFIED"
    """Valid."""
    EXPIRED = "EXPIRED"
    """Expired."""


class ConsentError(_kit.OpenStrEnum):
    """Why the browser came back without a code.

    Source: GoPay Identification service, code list error (documented)
    """

    ACCESS_DENIED = "access_denied"
    """The Client did not give a consent."""
    INVALID_SCOPE = "invalid_scope"
    """Unauthorized access."""


class IdentificationStatus(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """What is known about a person's identification.

    Source: GoPay Identification service, Identification status (documented)
    """

    client_profile_id: _kit.Lenient[int]
    """Identifier of the client profile."""
    state: IdentificationState
    """Identification status of a client's profile."""
    reasons: _kit.Lenient[list[IdentificationReason]] | None = None
    """Why the process failed or has not finished yet."""
    date_started: _kit.Lenient[datetime | str] | None = None
    """Start of the identification process; no zone."""
    date_last_change: _kit.Lenient[datetime | str] | None = None
    """Last activity within the identification process; no zone."""
    subject_type: SubjectType | None = None
    """Legal type of identification subject."""
    subject_data: SubjectData | None = None
    """Aggregates known information about the client."""
    identification_data: IdentificationData | None = None
    """All of the collected identification data."""


class PrefillRequest(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Data of a future client.

    Source: GoPay Identification service, Prefill (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "first_name": "name",
        "last_name": "name",
        "email": "contact",
        "phone_number": "contact",
        "domestic_bank_account": "bank",
        "address": "address",
    }
    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("first_name"),
        _kit.Check("last_name"),
        _kit.Check("email", pattern="^.+@.+$", text=(("en", "must be an e-mail address"), ("de", "muss eine E-Mail-Adresse sein"))),
        _kit.Check("phone_number"),
        _kit.Check("domestic_bank_account"),
        _kit.Check("international_bank_account", kind="object"),
        _kit.Check("address"),
    )
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="form",
            fields=("phone_number",),
            message="seems to have no country code, such as +420",
            pattern="^(?:\\+|00)[1-9]",
            doubtful=True,
        ),
    )
    first_name: str | _kit.UnsetType = _kit.UNSET
    """First name."""
    last_name: str | _kit.UnsetType = _kit.UNSET
    """Last name."""
    email: str | _kit.UnsetType = _kit.UNSET
    """Valid e-mail address. Must match `^.+@.+$`."""
    phone_number: str | _kit.UnsetType = _kit.UNSET
    """Phone number with country code."""
    domestic_bank_account: str | _kit.UnsetType = _kit.UNSET
    """Domestic form of the bank account."""
    international_bank_account: InternationalBankAccount | _kit.UnsetType = _kit.UNSET
    """International form of a bank account."""
    address: str | _kit.UnsetType = _kit.UNSET
    """Address."""


class Prefill(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Where the data were left.

    Source: GoPay Identification service, Prefill (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"prefill_id": "secret"}
    prefill_id: str
    """Identifier of the completed operation; goes into the consent URL."""


class ApplicationToken(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A token for the subscriber itself.

    Source: GoPay Identification service, Application token (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"access_token": "secret"}
    access_token: str
    """Access token."""


class SubjectData(_kit.AliasedModel, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Aggregates known information about the client.

    Source: GoPay Identification service, subjectData (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "first_name": "name",
        "last_name": "name",
        "date_of_birth": "birth",
        "birth_number": "birth",
        "sex": "birth",
        "nationality": "birth",
        "country": "birth",
    }
    _aliases: ClassVar[Mapping[str, str]] = {"country": "nationality"}
    first_name: str | None = None
    """First name."""
    last_name: str | None = None
    """Last name."""
    date_of_birth: _kit.Lenient[date | str] | None = None
    """Date of birth, yyyy-mm-dd; the text as it came where that is no date."""
    birth_number: _kit.Lenient[str] | None = None
    """Birth number (Czech rodné číslo)."""
    sex: Sex | None = None
    """Sex."""
    nationality: str | None = None
    """Country code, three letters in the samples."""
    country: str | None = None
    """Older name of `nationality`."""


class IdentificationData(_kit.AliasedModel, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """All of the collected identification data.

    Source: GoPay Identification service, identificationData (documented)
    """

    _aliases: ClassVar[Mapping[str, str]] = {
        "person": "persons",
        "bank_account": "bank_accounts",
        "address": "addresses",
        "additional_document": "additional_documents",
    }
    persons: _kit.Lenient[list[Person]] | None = None
    """Persons who are being identified."""
    person: _kit.Lenient[list[Person]] | None = None
    """The table's name of `persons`."""
    bank_accounts: _kit.Lenient[list[BankAccount]] | None = None
    """Verifications of bank accounts."""
    bank_account: _kit.Lenient[list[BankAccount]] | None = None
    """The table's name of `bankAccounts`."""
    addresses: _kit.Lenient[list[Address]] | None = None
    """Verifications of addresses."""
    address: _kit.Lenient[list[Address]] | None = None
    """The table's name of `addresses`."""
    additional_documents: _kit.Lenient[list[AdditionalDocument]] | None = None
    """Additional documents."""
    additional_document: _kit.Lenient[list[AdditionalDocument]] | None = None
    """The table's name of `additionalDocuments`."""


class InternationalBankAccount(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """International form of a bank account.

    Source: GoPay Identification service, internationalBankAccount (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"iban": "bank", "bic": "bank"}
    _checks: ClassVar[tuple[_kit.Check, ...]] = (_kit.Check("iban", normal="iban"), _kit.Check("bic"))
    _rules: ClassVar[tuple[_kit.Rule, ...]] = (
        _kit.Rule(
            kind="iban",
            fields=("iban",),
            message="is no IBAN, its check digits do not fit",
            text=(("en", "is no IBAN, its check digits do not fit"), ("de", "ist keine IBAN, die Prüfziffern passen nicht")),
        ),
        _kit.Rule(
            kind="form",
            fields=("bic",),
            message="is no BIC, which has 8 or 11 letters and digits",
            pattern="^[A-Za-z0-9]{8}(?:[A-Za-z0-9]{3})?$",
            doubtful=True,
        ),
    )
    iban: str | _kit.UnsetType = _kit.UNSET
    """IBAN. Blanks and small letters are put right."""
    bic: str | _kit.UnsetType = _kit.UNSET
    """SWIFT code."""


class Person(_kit.AliasedModel, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A person who is being identified.

    Source: GoPay Identification service, person (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "first_name": "name",
        "last_name": "name",
        "date_of_birth": "birth",
        "birth_number": "birth",
        "sex": "birth",
        "nationality": "birth",
        "country": "birth",
    }
    _aliases: ClassVar[Mapping[str, str]] = {
        "country": "nationality",
        "ident_document": "ident_documents",
        "bank_account": "bank_accounts",
        "address": "addresses",
        "additional_document": "additional_documents",
    }
    first_name: str | None = None
    """First name."""
    last_name: str | None = None
    """Last name."""
    date_of_birth: _kit.Lenient[date | str] | None = None
    """Date of birth, yyyy-mm-dd; the text as it came where that is no date."""
    birth_number: _kit.Lenient[str] | None = None
    """Birth number (Czech rodné číslo)."""
    sex: Sex | None = None
    """Sex."""
    nationality: str | None = None
    """Country code, three letters in the samples."""
    country: str | None = None
    """Older name of `nationality`."""
    face_match: FaceMatch | None = None
    """Face verification of the person."""
    ident_documents: _kit.Lenient[list[IdentDocument]] | None = None
    """Main identification documents."""
    ident_document: _kit.Lenient[list[IdentDocument]] | None = None
    """The table's name of `identDocuments`."""
    bank_accounts: _kit.Lenient[list[BankAccount]] | None = None
    """Verifications of bank accounts."""
    bank_account: _kit.Lenient[list[BankAccount]] | None = None
    """The table's name of `bankAccounts`."""
    addresses: _kit.Lenient[list[Address]] | None = None
    """Verifications of addresses."""
    address: _kit.Lenient[list[Address]] | None = None
    """The table's name of `addresses`."""
    additional_documents: _kit.Lenient[list[AdditionalDocument]] | None = None
    """Additional documents."""
    additional_document: _kit.Lenient[list[AdditionalDocument]] | None = None
    """The table's name of `additionalDocuments`."""


class BankAccount(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Verification of a bank account.

    Source: GoPay Identification service, bankAccount (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "country": "bank",
        "prefix": "bank",
        "account_number": "bank",
        "bank_code": "bank",
        "iban": "bank",
        "bic": "bank",
        "ip": "contact",
    }
    state: BankAccountState | None = None
    """Verification status of a bank account."""
    country: str | None = None
    """Country code, three letters in the samples."""
    prefix: _kit.Lenient[str] | None = None
    """Prefix of the bank account number."""
    account_number: _kit.Lenient[str] | None = None
    """Number of the client's bank account."""
    bank_code: _kit.Lenient[str] | None = None
    """The client's bank code."""
    iban: str | None = None
    """The client's IBAN."""
    bic: str | None = None
    """The client's SWIFT code."""
    ip: str | None = None
    """IP address."""
    date_received: _kit.Lenient[datetime | str] | None = None
    """When the bank account was acquired; no zone."""
    date_verified: _kit.Lenient[datetime | str] | None = None
    """When the bank account was verified; no zone."""


class Address(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Verification of an address.

    Source: GoPay Identification service, address (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "street": "address",
        "street_number": "address",
        "postal_code": "address",
        "city": "address",
        "country": "address",
        "ip": "contact",
    }
    state: AddressState | None = None
    """Verification status of an address."""
    street: str | None = None
    """Street."""
    street_number: _kit.Lenient[str] | None = None
    """Street number."""
    postal_code: _kit.Lenient[str] | None = None
    """Postal code."""
    city: str | None = None
    """City."""
    country: str | None = None
    """Country code, three letters in the samples."""
    ip: str | None = None
    """IP address."""
    date_received: _kit.Lenient[datetime | str] | None = None
    """When the address was acquired; no zone."""
    date_verified: _kit.Lenient[datetime | str] | None = None
    """When the address was verified; no zone."""


class AdditionalDocument(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """An additional document.

    Source: GoPay Identification service, additionalDocument (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"ip": "contact"}
    document_type: DocumentType | None = None
    """Type of an uploaded document."""
    source: Source | None = None
    """How an image was provided."""
    ip: str | None = None
    """IP address."""
    date_received: _kit.Lenient[datetime | str] | None = None
    """When the additional document was acquired; no zone."""
    date_verified: _kit.Lenient[datetime | str] | None = None
    """When the additional document was verified; no zone."""


class FaceMatch(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Face verification of the person.

    Source: GoPay Identification service, faceMatch (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"verified": "compliance", "ip": "contact"}
    verified: _kit.Lenient[bool] | None = None
    """Whether the face verification was successful."""
    source: Source | None = None
    """How an image was provided."""
    ip: str | None = None
    """IP address."""
    date_received: _kit.Lenient[datetime | str] | None = None
    """When the face image was acquired; no zone."""


class IdentDocument(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """Main identification document.

    Source: GoPay Identification service, identDocument (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {
        "document_number": "document",
        "expiry_date": "document",
        "national_country": "document",
        "ip": "contact",
    }
    document_number: _kit.Lenient[str] | None = None
    """Official identifier of the identification document."""
    state: DocumentState | None = None
    """State of an uploaded document."""
    source: Source | None = None
    """How an image was provided."""
    document_type: DocumentType | None = None
    """Type of an uploaded document."""
    expiry_date: _kit.Lenient[datetime | str] | None = None
    """Date of the document's expiration; no zone."""
    national_country: str | None = None
    """Country code, three letters in the samples."""
    ip: str | None = None
    """IP address."""
    date_received: _kit.Lenient[datetime | str] | None = None
    """When the document was acquired; no zone."""
    date_verified: _kit.Lenient[datetime | str] | None = None
    """When the document was verified; no zone."""


class AuthorizationCodeGrant(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Exchange of the code from the redirect.

    Source: GoPay Identification service, Getting the Client token (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"code": "secret", "client_secret": "secret"}
    code: str
    """Authorization code; expires after 10 minutes."""
    client_id: str
    """The subscriber's client identifier."""
    client_secret: str
    """The subscriber's secret."""
    grant_type: str
    """Type of request."""


class RefreshTokenGrant(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Exchange of a refresh token for new tokens.

    Source: GoPay Identification service, Refresh (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"client_secret": "secret", "refresh_token": "secret"}
    client_id: str
    """The subscriber's client identifier."""
    client_secret: str
    """The subscriber's secret."""
    grant_type: str
    """Type of request."""
    refresh_token: str
    """The refresh token of the last answer."""


class RevocationRequest(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """The consent to end.

    Source: GoPay Identification service, Revocation (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"client_secret": "secret", "token": "secret"}
    client_id: str
    """The subscriber's client identifier."""
    client_secret: str
    """The subscriber's secret."""
    token: str
    """Refresh token."""


class ClientToken(_kit.Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A person's consent as tokens.

    Source: GoPay Identification service, Getting the Client token; Refresh (documented)
    """

    _pii: ClassVar[Mapping[str, str]] = {"access_token": "secret", "refresh_token": "secret"}
    access_token: str
    """Access token, active for 1 hour."""
    refresh_token: str
    """Serves for getting the next access token; changes with every refresh."""
    client_profile_id: _kit.Lenient[int]
    """Identifier of the client profile."""


class InternationalBankAccountParams(TypedDict, total=False):
    """What is taken where a `InternationalBankAccount` is sent, as a dictionary."""

    iban: str
    bic: str
