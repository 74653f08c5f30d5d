# Generated from specs/solaris (sha256 36a793fc6a516eae04e615b1742e1555ff8e4db3af486de2b7b31a15de9d5093). Do not edit: change the spec, then `make generate`.
"""Solaris: client.

Bankident: SCHUFA is asked for the person and the account, the customer proves access to the account by a cent transfer, and signs with a
qualified electronic signature (QES) confirmed by an SMS.

Create a person, verify its mobile number, then either create an identification session and redirect the customer to its url (a webview with
all steps), or create an identification with the method bank and take the steps one by one: request, cent transfer at the url, authorize,
confirm.

Questions and answers of the document: a person has 20 attempts with different IBANs. Only German IBANs are supported. Mobile numbers of all
countries but Iran and North Korea are. The address may be outside Germany, but SCHUFA then finds fewer persons. An SMS token of the QES
process is valid for 10 minutes. There is no technical restriction on reusing an identification by different companies. The bank connection
widget has a timeout of 10 minutes.

Video identification (IDnow): the customer shows an identity document to an agent in a video call, in German or English. It serves all
products, and customers who reside in Germany and hold a supported document; it runs in a browser or in IDnow's app and can be combined with
a qualified electronic signature (QES).

Create a person, create an identification with the method idnow, request it, and send the customer to its url (web) or reference (app). The
agent verifies the data and a mobile number and may fill in or correct attributes of the person. "Solaris will re-use the verified mobile
number of a successful IDnow video identification as the customer's verified mobile number."

On the sandbox a first or last name of X-MANUALTEST- or X-AUTOTEST- and the name of a test case chooses what happens (see IdnowTestPrefix,
IdnowTestCase). Played by hand it takes any mobile number that begins with 0, or +15550101, and the ident code 123456.

Values must not begin or end with whitespace; names and enum values are case-sensitive; unknown request fields are ignored. Times are UTC.
Neither an idempotency key nor a rate limit is documented.

Source: Solaris, Bankident webview; Solaris, Video identification (documented)
"""

# fmt: off
import builtins
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal, Unpack, cast, overload

import httpx

from identkit.core import _kit
from identkit.solaris import overrides as _overrides
from identkit.solaris.models import (
    Document, EligibilityCheck, EligibilityCheckCreate, EligibilityMethodInput, ErrorList, IbanLookup, IbanLookupCreate, Identification,
    IdentificationConfirm, IdentificationCreate, IdentificationLanguageInput, IdentificationMethodInput, IdentificationRequest,
    IdentificationSession, IdentificationSessionCreate, MobileNumber, MobileNumberAuthorize, MobileNumberConfirm, MobileNumberCreate,
    MobileNumberDelete, MobileNumberDeletion, Person, PersonCreate, PersonCreateParams, PersonUpdate, PersonUpdateParams,
    PersonUpdateResult, ProofOfAddressTypeInput, SessionMethodInput, SupportedDocument, Webhook, WebhookCreate,
)
from identkit.solaris.webhooks import EVENTS, POLICY, SolarisEvent

__all__ = [
    "AsyncDocuments", "AsyncIbans", "AsyncIdentificationSessions", "AsyncIdentifications", "AsyncMobileNumbers", "AsyncPersons",
    "AsyncSolaris", "AsyncWebhooks", "Documents", "Ibans", "IdentificationSessions", "Identifications", "MobileNumbers", "Persons",
    "Solaris", "Webhooks",
]  # fmt: skip


def _authentication(scheme: "_kit.Scheme", context: "_kit.AuthContext") -> "_kit.Authentication":
    from identkit.overrides import auth  # not before a client is made; a plain import, for tools that freeze applications

    return auth.build(scheme, context)


def _reasons() -> "tuple[_kit.ReasonTable, ...]":
    from identkit.solaris import reasons  # not before there is an error to explain

    return (reasons.BANKIDENT_REASONS, reasons.API_ERROR_REASONS, )

_API = _kit.Api(
    name="solaris", title="Solaris", servers={"production": "https://api.solarisbank.de", "sandbox": "https://api.solaris-sandbox.de"},
    auth_servers={"production": "https://auth.solarisbank.de", "sandbox": "https://auth.solaris-sandbox.de"}, environment="production",
    schemes={"partner": _kit.Scheme("client-credentials", ("client_id", "client_secret"), token_path="/oauth2/token", scope="partners")},
    authenticate=_authentication, overrides=_overrides, error=_kit.ErrorShape(code_path=("errors", 0, "code"), reasons=_reasons),
    required=("client_id", "client_secret"), from_env=("client_id", "client_secret"),
)

_PERSONS_CREATE = _kit.Operation[Person](
    "persons.create", "POST", "/v1/persons", Person, _kit.Retry.NEVER, body=PersonCreate, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 500: ErrorList},
)
_PERSONS_GET = _kit.Operation[Person](
    "persons.get", "GET", "/v1/persons/{person_id}", Person, _kit.Retry.SAFE,
    params=(_kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),), auth="partner",
    errors={401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList}, echo=(_kit.Echo("person_id", ("id",)),),
)
_PERSONS_UPDATE = _kit.Operation[PersonUpdateResult](
    "persons.update", "PATCH", "/v1/persons/{person_id}", PersonUpdateResult, _kit.Retry.NEVER,
    params=(_kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),), body=PersonUpdate,
    auth="partner", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
)
_MOBILE_NUMBERS_GET = _kit.Operation[MobileNumber](
    "mobile_numbers.get", "GET", "/v1/persons/{person_id}/mobile_number", MobileNumber, _kit.Retry.SAFE,
    params=(_kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),), auth="partner",
    errors={401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
)
_MOBILE_NUMBERS_CREATE = _kit.Operation[MobileNumber](
    "mobile_numbers.create", "POST", "/v1/persons/{person_id}/mobile_number", MobileNumber, _kit.Retry.NEVER,
    params=(
        _kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),
        _kit.Param("with_identification", "with_identification", _kit.Place.QUERY, _kit.Check("with_identification", kind="boolean")),
    ),
    body=MobileNumberCreate, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 409: ErrorList, 500: ErrorList},
)
_MOBILE_NUMBERS_DELETE = _kit.Operation[MobileNumberDeletion](
    "mobile_numbers.delete", "DELETE", "/v1/persons/{person_id}/mobile_number", MobileNumberDeletion, _kit.Retry.NEVER,
    params=(_kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),), body=MobileNumberDelete,
    auth="partner", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
)
_MOBILE_NUMBERS_AUTHORIZE = _kit.Operation[MobileNumber](
    "mobile_numbers.authorize", "POST", "/v1/persons/{person_id}/mobile_number/authorize", MobileNumber, _kit.Retry.NEVER,
    params=(_kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),), body=MobileNumberAuthorize,
    auth="partner", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
)
_MOBILE_NUMBERS_CONFIRM = _kit.Operation[MobileNumber](
    "mobile_numbers.confirm", "POST", "/v1/persons/{person_id}/mobile_number/confirm", MobileNumber, _kit.Retry.NEVER,
    params=(_kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),), body=MobileNumberConfirm,
    auth="partner", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
)
_IDENTIFICATIONS_CHECK_ELIGIBILITY = _kit.Operation[EligibilityCheck](
    "identifications.check_eligibility", "POST", "/v1/persons/{person_id}/identification_eligibility_checks", EligibilityCheck,
    _kit.Retry.REPEATABLE, params=(_kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),),
    body=EligibilityCheckCreate, auth="partner", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
)
_IBANS_LOOKUP = _kit.Operation[IbanLookup](
    "ibans.lookup", "POST", "/v1/iban_lookups", IbanLookup, _kit.Retry.REPEATABLE, body=IbanLookupCreate, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 500: ErrorList},
)
_IDENTIFICATIONS_LIST = _kit.Operation[list[Identification]](
    "identifications.list", "GET", "/v1/persons/{person_id}/identifications", list[Identification], _kit.Retry.SAFE,
    params=(_kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),), auth="partner",
    errors={401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList}, echo=(_kit.Echo("person_id", ("*", "person_id")),),
)
_IDENTIFICATIONS_CREATE = _kit.Operation[Identification](
    "identifications.create", "POST", "/v1/persons/{person_id}/identifications", Identification, _kit.Retry.NEVER,
    params=(_kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),), body=IdentificationCreate,
    auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 409: ErrorList, 412: ErrorList, 422: ErrorList, 500: ErrorList},
    carries=("method", "reference"), echo=(_kit.Echo("person_id", ("person_id",)),),
)
_IDENTIFICATIONS_GET = _kit.Operation[Identification](
    "identifications.get", "GET", "/v1/persons/{person_id}/identifications/{id}", Identification, _kit.Retry.SAFE,
    params=(
        _kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),
        _kit.Param("id", "id", _kit.Place.PATH, _kit.Check("id", required=True)),
        _kit.Param("include_documents", "include_documents", _kit.Place.QUERY, _kit.Check("include_documents", kind="boolean")),
    ),
    auth="partner", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
    echo=(_kit.Echo("person_id", ("person_id",)), _kit.Echo("id", ("id",))),
)
_IDENTIFICATIONS_REQUEST = _kit.Operation[Identification](
    "identifications.request", "PATCH", "/v1/persons/{person_id}/identifications/{id}/request", Identification, _kit.Retry.NEVER,
    params=(
        _kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),
        _kit.Param("id", "id", _kit.Place.PATH, _kit.Check("id", required=True)),
    ),
    body=IdentificationRequest, body_optional=True, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 409: ErrorList, 412: ErrorList, 422: ErrorList, 500: ErrorList},
    echo=(_kit.Echo("person_id", ("person_id",)), _kit.Echo("id", ("id",))),
)
_IDENTIFICATIONS_AUTHORIZE = _kit.Operation[Identification](
    "identifications.authorize", "PATCH", "/v1/persons/{person_id}/identifications/{id}/authorize", Identification, _kit.Retry.NEVER,
    params=(
        _kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),
        _kit.Param("id", "id", _kit.Place.PATH, _kit.Check("id", required=True)),
    ),
    auth="partner", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 409: ErrorList, 412: ErrorList, 500: ErrorList},
    echo=(_kit.Echo("person_id", ("person_id",)), _kit.Echo("id", ("id",))),
)
_IDENTIFICATIONS_CONFIRM = _kit.Operation[Identification](
    "identifications.confirm", "PATCH", "/v1/persons/{person_id}/identifications/{id}/confirm", Identification, _kit.Retry.NEVER,
    params=(
        _kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),
        _kit.Param("id", "id", _kit.Place.PATH, _kit.Check("id", required=True)),
    ),
    body=IdentificationConfirm, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 409: ErrorList, 412: ErrorList, 500: ErrorList},
    echo=(_kit.Echo("person_id", ("person_id",)), _kit.Echo("id", ("id",))),
)
_IDENTIFICATION_SESSIONS_CREATE = _kit.Operation[IdentificationSession](
    "identification_sessions.create", "POST", "/v1/persons/{person_id}/identification_sessions", IdentificationSession, _kit.Retry.NEVER,
    params=(_kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),),
    body=IdentificationSessionCreate, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 409: ErrorList, 412: ErrorList, 422: ErrorList, 500: ErrorList},
)
_IDENTIFICATION_SESSIONS_GET = _kit.Operation[IdentificationSession](
    "identification_sessions.get", "GET", "/v1/persons/{person_id}/identification_sessions/{id}", IdentificationSession, _kit.Retry.SAFE,
    params=(
        _kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),
        _kit.Param("id", "id", _kit.Place.PATH, _kit.Check("id", required=True)),
    ),
    auth="partner", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
    echo=(_kit.Echo("id", ("id",)),),
)
_DOCUMENTS_LIST = _kit.Operation[list[Document]](
    "documents.list", "GET", "/v1/persons/{person_id}/documents", list[Document], _kit.Retry.SAFE,
    params=(
        _kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),
        _kit.Param("page_number", "page[number]", _kit.Place.QUERY, _kit.Check("page_number", kind="integer", minimum=1)),
        _kit.Param("page_size", "page[size]", _kit.Place.QUERY, _kit.Check("page_size", kind="integer", minimum=1, maximum=1000)),
        _kit.Param("customer_accessible", "customer_accessible", _kit.Place.QUERY, _kit.Check("customer_accessible", kind="boolean")),
        _kit.Param("include_deleted", "include_deleted", _kit.Place.QUERY, _kit.Check("include_deleted", kind="boolean")),
        _kit.Param("sort", "sort", _kit.Place.QUERY, _kit.Check("sort", allowed=("created_at",))),
    ),
    auth="partner", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
)
_DOCUMENTS_GET = _kit.Operation[Document](
    "documents.get", "GET", "/v1/persons/{person_id}/documents/{id}", Document, _kit.Retry.SAFE,
    params=(
        _kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),
        _kit.Param("id", "id", _kit.Place.PATH, _kit.Check("id", required=True)),
    ),
    auth="partner", errors={401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList}, echo=(_kit.Echo("id", ("id",)),),
)
_DOCUMENTS_DOWNLOAD = _kit.Operation[bytes](
    "documents.download", "GET", "/v1/persons/{person_id}/documents/{id}/file", bytes, _kit.Retry.SAFE,
    params=(
        _kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),
        _kit.Param("id", "id", _kit.Place.PATH, _kit.Check("id", required=True)),
    ),
    auth="partner", accept="*/*", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
    max_bytes=4294967296,
)
_WEBHOOKS_LIST = _kit.Operation[list[Webhook]](
    "webhooks.list", "GET", "/v1/webhooks", list[Webhook], _kit.Retry.SAFE,
    params=(
        _kit.Param("page_number", "page[number]", _kit.Place.QUERY, _kit.Check("page_number", kind="integer", minimum=1)),
        _kit.Param("page_size", "page[size]", _kit.Place.QUERY, _kit.Check("page_size", kind="integer", minimum=1, maximum=1000)),
    ),
    auth="partner", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 500: ErrorList},
)
_WEBHOOKS_CREATE = _kit.Operation[Webhook](
    "webhooks.create", "POST", "/v1/webhooks", Webhook, _kit.Retry.NEVER, body=WebhookCreate, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 500: ErrorList}, carries=("event_type",),
)
_WEBHOOKS_GET = _kit.Operation[Webhook](
    "webhooks.get", "GET", "/v1/webhooks/{id}", Webhook, _kit.Retry.SAFE,
    params=(_kit.Param("id", "id", _kit.Place.PATH, _kit.Check("id", required=True)),), auth="partner",
    errors={401: ErrorList, 404: ErrorList, 500: ErrorList}, echo=(_kit.Echo("id", ("id",)),),
)
_WEBHOOKS_DELETE = _kit.Operation[None](
    "webhooks.delete", "DELETE", "/v1/webhooks/{id}", None, _kit.Retry.REPEATABLE,
    params=(_kit.Param("id", "id", _kit.Place.PATH, _kit.Check("id", required=True)),), auth="partner",
    errors={401: ErrorList, 404: ErrorList, 500: ErrorList},
)
_IDENTIFICATIONS_SUPPORTED_DOCUMENTS = _kit.Operation[list[SupportedDocument]](
    "identifications.supported_documents", "GET", "/v1/persons/{person_id}/identifications/{id}/supported_documents",
    list[SupportedDocument], _kit.Retry.SAFE,
    params=(
        _kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True)),
        _kit.Param("id", "id", _kit.Place.PATH, _kit.Check("id", required=True)),
    ),
    auth="partner", errors={401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
)
_IDENTIFICATIONS_WAIT = _kit.Polling(
    operation=_IDENTIFICATIONS_GET, status="status", go_on=frozenset({"confirmed", "pending", "pending_failed", "pending_successful"}),
    early={"may_serve": frozenset({"pending_successful"})},
)


class Persons(_kit.Resource["PersonsWithResponse"]):
    """Persons: the customers' personal and financial data."""

    def create(
        self, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None, **params: Unpack[PersonCreateParams],
    ) -> Person:
        """Create a person.

        Submit everything exactly as it appears in official documents. "Don't use any personal data when testing this endpoint on Sandbox".
        Create persons there that differ in first name, last name, city and date of birth: the 1001st identical person is refused with 400.
        A country of residence that is not allowed for the branch is refused with 400 and the list of allowed ones.

        Args:
            salutation: MR or MS in the samples; other values are not documented.
            title: Academic title. The documents do not say more.
            first_name: With all middle names as printed on the identity document. At most 50 characters, must match the spec's pattern.
            last_name: With all its parts as printed on the identity document. At most 50 characters, must match the spec's pattern.
            address: The person's address.
            contact_address: Where letters go, if not to the address. The documents do not say more.
            email: E-mail address.
            mobile_number: The mobile number as given with the person.
            birth_name: Name at birth.
            birth_date: Date of birth.
            birth_city: City of birth.
            birth_country: Country of birth, ISO 3166-1 alpha-2. Must match `^[A-Z]{2}$`.
            nationality: ISO 3166-1 alpha-2. Must match `^[A-Z]{2}$`.
            employment_status: How the person is employed. A change to FREELANCER or SELF_EMPLOYED of a B2C customer takes nace_code, or
                industry and industry_key set to null.
            job_title: Occupation of the person. The documents do not say more.
            tax_information: Tax assessment and marital status.
            fatca_relevant: A boolean; the sample of bankident sends the text "false".
            fatca_crs_confirmed_at: When the person confirmed its tax declaration (FATCA and CRS). Text must have an offset such as +01:00.
            business_purpose: What the business is for. The documents do not say more.
            industry: Branch of industry. The documents do not say more.
            industry_key: Key of the branch of industry. The documents do not say more.
            terms_conditions_signed_at: When the customer consented to Solaris' Terms and Conditions (UTC). Text must have an offset such as
                +01:00.
            own_economic_interest_signed_at: When the person declared to act in its own economic interest. Text must have an offset such as
                +01:00.
            aml_confirmed_on: When the anti-money-laundering data were confirmed; "only with today or tomorrow's date".
            expected_monthly_revenue_cents: In cents.
            vat_number: VAT number.
            website_social_media: Website or social media page of the business. The documents do not say more.
            business_trading_name: Name that the business trades under.
            nace_code: NACE code of the economic activity; collecting it is recommended for the sake of data quality.
            business_address_line_1: Street of the business.
            business_address_line_2: House number of the business. The documents do not say more.
            business_postal_code: Postal code of the business.
            business_city: City of the business.
            business_country: Country of the business, ISO 3166-1 alpha-2. Must match `^[A-Z]{2}$`.
            business_state: State of the business.
            annual_income_range: Range of the annual income. The values are not documented.
            data_terms_signed_at: When the customer consented to data processing (UTC). Text must have an offset such as +01:00.
            branch: Branch of Solaris. Countries of residence may be restricted for it.
            birth_province: Province of birth. The documents do not say more.
            birth_post_code: Postal code of the place of birth. The documents do not say more.
            socioprofessional_category: Socioprofessional category. The documents do not say more.
            purpose_of_account_opening: What the account is opened for. The documents do not say more.
            main_income_source: Main source of income. The documents do not say more.
            work_country: Country of work, ISO 3166-1 alpha-2. Must match `^[A-Z]{2}$`.
            work_province: Province of work. The documents do not say more.
            self_declared_as_pep: Whether the person says it is politically exposed.
            international_operativity_expectation: What international business is expected. The documents do not say more.
            registration_number: Registration number of the business. The documents do not say more.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: video-ident and bankident, POST Create person (documented). POST /v1/persons
        """
        return self._core.call(_PERSONS_CREATE, body=params, timeout=timeout, extra_headers=extra_headers)

    def get(self, person_id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> Person:
        """Retrieve a person.

        Args:
            person_id: Identifier of the person.

        Raises:
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: bankident, Step 1: API reference; video-ident, Step 1: API reference (documented). GET /v1/persons/{person_id}
        """
        return self._core.call(_PERSONS_GET, {"person_id": person_id}, timeout=timeout, extra_headers=extra_headers)

    def update(
        self, person_id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
        **params: Unpack[PersonUpdateParams],
    ) -> PersonUpdateResult:
        """Update a person.

        A property that is left out stays as it is; None is sent as null and clears it.

        Args:
            person_id: Identifier of the person.
            title: Academic title. The documents do not say more.
            salutation: MR or MS in the samples; other values are not documented.
            address: The person's address.
            contact_address: Where letters go, if not to the address. The documents do not say more.
            employment_status: How the person is employed. A change to FREELANCER or SELF_EMPLOYED of a B2C customer takes nace_code, or
                industry and industry_key set to null.
            job_title: Occupation of the person. The documents do not say more.
            email: E-mail address.
            tax_information: Tax assessment and marital status.
            fatca_relevant: Whether the person is liable to tax in the United States.
            fatca_crs_confirmed_at: When the person confirmed its tax declaration (FATCA and CRS). Text must have an offset such as +01:00.
            business_purpose: What the business is for. The documents do not say more.
            industry: Branch of industry. The documents do not say more.
            industry_key: Key of the branch of industry. The documents do not say more.
            own_economic_interest_signed_at: When the person declared to act in its own economic interest. Text must have an offset such as
                +01:00.
            aml_confirmed_on: Only with today's or tomorrow's date.
            expected_monthly_revenue_cents: In cents.
            vat_number: VAT number.
            website_social_media: Website or social media page of the business. The documents do not say more.
            business_trading_name: Name that the business trades under.
            nace_code: Recommended for data quality.
            business_address_line_1: Street of the business.
            business_address_line_2: House number of the business. The documents do not say more.
            business_postal_code: Postal code of the business.
            business_city: City of the business.
            business_country: Country of the business, ISO 3166-1 alpha-2. Must match `^[A-Z]{2}$`.
            annual_income_range: Range of the annual income. The values are not documented.
            data_terms_signed_at: When the person consented to data processing (UTC). Text must have an offset such as +01:00.
            branch: Branch of Solaris. Countries of residence may be restricted for it.
            birth_province: Province of birth. The documents do not say more.
            birth_post_code: Postal code of the place of birth. The documents do not say more.
            socioprofessional_category: Socioprofessional category. The documents do not say more.
            purpose_of_account_opening: What the account is opened for. The documents do not say more.
            main_income_source: Main source of income. The documents do not say more.
            work_country: Country of work, ISO 3166-1 alpha-2. Must match `^[A-Z]{2}$`.
            work_province: Province of work. The documents do not say more.
            self_declared_as_pep: Whether the person says it is politically exposed.
            international_operativity_expectation: What international business is expected. The documents do not say more.
            registration_number: Registration number of the business. The documents do not say more.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: video-ident and bankident, PATCH Update person (documented). PATCH /v1/persons/{person_id}
        """
        return self._core.call(_PERSONS_UPDATE, {"person_id": person_id}, body=params, timeout=timeout, extra_headers=extra_headers)


class PersonsWithResponse(_kit.View[Persons]):
    """The calls of `Persons`, each answering a `Response`."""

    def __init__(self, twin: Persons) -> None:
        self.create = _kit.raw(twin.create)
        self.get = _kit.raw(twin.get)
        self.update = _kit.raw(twin.update)


class AsyncPersons(_kit.AsyncResource["AsyncPersonsWithResponse"]):
    """Persons: the customers' personal and financial data."""

    create = _kit.awaited(Persons.create)
    get = _kit.awaited(Persons.get)
    update = _kit.awaited(Persons.update)


class AsyncPersonsWithResponse(_kit.View[AsyncPersons]):
    """The calls of `AsyncPersons`, each answering a `Response`."""

    def __init__(self, twin: AsyncPersons) -> None:
        self.create = _kit.async_raw(twin.create)
        self.get = _kit.async_raw(twin.get)
        self.update = _kit.async_raw(twin.update)


class MobileNumbers(_kit.Resource["MobileNumbersWithResponse"]):
    """Mobile numbers: one for each person, verified by an SMS."""

    def get(self, person_id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> MobileNumber:
        """Retrieve the mobile number of a person.

        Args:
            person_id: Identifier of the person.

        Raises:
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: Solaris API reference, person-mobile-numbers; referred to by bankident, Mobile number resource (documented). GET
            /v1/persons/{person_id}/mobile_number
        """
        return self._core.call(_MOBILE_NUMBERS_GET, {"person_id": person_id}, timeout=timeout, extra_headers=extra_headers)

    def create(
        self, person_id: str, *, number: str, with_identification: bool | None = None, device_data: str | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> MobileNumber:
        """Create the mobile number of a person.

        The answer has the number as Solaris keeps it; use that from then on. A person has one number (409 mobile_number_exists).

        Args:
            person_id: Identifier of the person.
            number: In E.164 form with the leading plus; blanks, dashes, underscores and slashes are stripped by Solaris. For Bankident all
                country codes are supported "except for Iran and North Korea". On the sandbox +15550101 is the number for tests. Must match
                the spec's pattern.
            with_identification: Not explained by the API reference.
            device_data: Device fingerprint.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            Conflict: 409. The object exists already, or is not in the state the call needs. Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: bankident, POST Create mobile number (documented). POST /v1/persons/{person_id}/mobile_number
        """
        return self._core.call(
            _MOBILE_NUMBERS_CREATE, {"person_id": person_id, "with_identification": with_identification},
            body={"number": number, "device_data": device_data}, timeout=timeout, extra_headers=extra_headers,
        )

    def delete(
        self, person_id: str, *, number: str, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> MobileNumberDeletion:
        """Delete the mobile number of a person.

        A number that is not verified is gone at once; a verified one only after the customer has authorized a change request.

        Args:
            person_id: Identifier of the person.
            number: The mobile number, as given when it was created. Must match `^\\+[ _/\\-]*[1-9](?:[ _/\\-]*[0-9]){1,14}$`.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: Solaris API reference, DELETE mobile number; referred to by bankident, Mobile number resource (documented). DELETE
            /v1/persons/{person_id}/mobile_number
        """
        return self._core.call(
            _MOBILE_NUMBERS_DELETE, {"person_id": person_id}, body={"number": number}, timeout=timeout, extra_headers=extra_headers,
        )

    def authorize(
        self, person_id: str, *, number: str, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> MobileNumber:
        """Send an SMS to verify the mobile number.

        Solaris sends a six-digit one-time password, which the customer enters in your UI; mobile_numbers.confirm takes it.

        Args:
            person_id: Identifier of the person.
            number: The mobile number, as given when it was created. Must match `^\\+[ _/\\-]*[1-9](?:[ _/\\-]*[0-9]){1,14}$`.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: bankident, POST Authorize mobile number (documented). POST /v1/persons/{person_id}/mobile_number/authorize
        """
        return self._core.call(
            _MOBILE_NUMBERS_AUTHORIZE, {"person_id": person_id}, body={"number": number}, timeout=timeout, extra_headers=extra_headers,
        )

    def confirm(
        self, person_id: str, *, number: str, token: str, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> MobileNumber:
        """Confirm the mobile number with the one-time password of the SMS.

        Args:
            person_id: Identifier of the person.
            number: The mobile number, as given when it was created. Must match `^\\+[ _/\\-]*[1-9](?:[ _/\\-]*[0-9]){1,14}$`.
            token: The six-digit one-time password of the SMS; on the sandbox 212212.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: bankident, POST Confirm mobile number (documented). POST /v1/persons/{person_id}/mobile_number/confirm
        """
        return self._core.call(
            _MOBILE_NUMBERS_CONFIRM, {"person_id": person_id}, body={"number": number, "token": token}, timeout=timeout,
            extra_headers=extra_headers,
        )


class MobileNumbersWithResponse(_kit.View[MobileNumbers]):
    """The calls of `MobileNumbers`, each answering a `Response`."""

    def __init__(self, twin: MobileNumbers) -> None:
        self.get = _kit.raw(twin.get)
        self.create = _kit.raw(twin.create)
        self.delete = _kit.raw(twin.delete)
        self.authorize = _kit.raw(twin.authorize)
        self.confirm = _kit.raw(twin.confirm)


class AsyncMobileNumbers(_kit.AsyncResource["AsyncMobileNumbersWithResponse"]):
    """Mobile numbers: one for each person, verified by an SMS."""

    get = _kit.awaited(MobileNumbers.get)
    create = _kit.awaited(MobileNumbers.create)
    delete = _kit.awaited(MobileNumbers.delete)
    authorize = _kit.awaited(MobileNumbers.authorize)
    confirm = _kit.awaited(MobileNumbers.confirm)


class AsyncMobileNumbersWithResponse(_kit.View[AsyncMobileNumbers]):
    """The calls of `AsyncMobileNumbers`, each answering a `Response`."""

    def __init__(self, twin: AsyncMobileNumbers) -> None:
        self.get = _kit.async_raw(twin.get)
        self.create = _kit.async_raw(twin.create)
        self.delete = _kit.async_raw(twin.delete)
        self.authorize = _kit.async_raw(twin.authorize)
        self.confirm = _kit.async_raw(twin.confirm)


class Identifications(_kit.Resource["IdentificationsWithResponse"]):
    """Identifications: one attempt to identify a person by one method."""

    def check_eligibility(
        self, person_id: str, *, method: EligibilityMethodInput, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> EligibilityCheck:
        """Check whether a person is eligible for an identification method.

        By the person's data, such as nationality, place of residence or identity document. Only bank can be checked.

        Args:
            person_id: Identifier of the person.
            method: The method to check. One of "bank".

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: bankident, POST Check identification eligibility (documented). POST
            /v1/persons/{person_id}/identification_eligibility_checks
        """
        return self._core.call(
            _IDENTIFICATIONS_CHECK_ELIGIBILITY, {"person_id": person_id}, body={"method": method}, timeout=timeout,
            extra_headers=extra_headers,
        )

    def list(
        self, person_id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> builtins.list[Identification]:
        """List the identifications of a person.

        Args:
            person_id: Identifier of the person.

        Raises:
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: video-ident, Happy path test tutorial, 4 (documented). GET /v1/persons/{person_id}/identifications
        """
        return self._core.call(_IDENTIFICATIONS_LIST, {"person_id": person_id}, timeout=timeout, extra_headers=extra_headers)

    def create(
        self, person_id: str, *, method: IdentificationMethodInput, language: IdentificationLanguageInput | _kit.UnsetType = _kit.UNSET,
        reference: str | _kit.UnsetType = _kit.UNSET, proof_of_address_type: ProofOfAddressTypeInput | _kit.UnsetType = _kit.UNSET,
        proof_of_address_issued_at: date | str | _kit.UnsetType = _kit.UNSET, iban: str | _kit.UnsetType = _kit.UNSET,
        terms_and_conditions_signed_at: datetime | str | _kit.UnsetType = _kit.UNSET, device_data: str | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> Identification:
        """Create an identification.

        The status is created; nothing is sent to the provider of the identification before identifications.request. Bankident answers 412
        with a code of BANKIDENT_REASONS when it refuses the person or the IBAN; a person has 20 attempts with different IBANs.

        Args:
            person_id: Identifier of the person.
            method: Method of identification. One of "bank", "bank_id", "bank_plus", "fourthline", "idnow", "idnow_autoident",
                "idnow_custom", "manual" or "postident".
            language: Language of the video identification. One of "DE" or "EN".
            reference: A reference of your own.
            proof_of_address_type: Mandatory where the customer's identity document does not include the address (see DocumentWithAddress).
            proof_of_address_issued_at: When the proof of address was issued; "must NOT be older than 6 months".
            iban: Mandatory for bank and bank_id; Bankident supports German IBANs only. Blanks and small letters are put right. On the
                sandbox one of BankidentTestIban.
            terms_and_conditions_signed_at: When the customer consented to the terms and conditions. Text must have an offset such as
                +01:00.
            device_data: Device fingerprint.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            Conflict: 409. The object exists already, or is not in the state the call needs. Body: ErrorList.
            PreconditionFailed: 412. Bankident refuses the person or the account; see BANKIDENT_REASONS. Body: ErrorList.
            UnprocessableEntity: 422. The customer has been identified already (ALREADY_IDENTIFIED_SUCCESSFULLY). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: video-ident, POST Create identification; bankident, Happy path test scenario, 3 (documented). POST
            /v1/persons/{person_id}/identifications
        """
        return self._core.call(
            _IDENTIFICATIONS_CREATE, {"person_id": person_id},
            body={
                "method": method, "language": language, "reference": reference, "proof_of_address_type": proof_of_address_type,
                "proof_of_address_issued_at": proof_of_address_issued_at, "iban": iban,
                "terms_and_conditions_signed_at": terms_and_conditions_signed_at, "device_data": device_data,
            },
            timeout=timeout, extra_headers=extra_headers,
        )

    def get(
        self, person_id: str, id: str, *, include_documents: bool | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> Identification:
        """Retrieve an identification.

        Args:
            person_id: Identifier of the person.
            id: Identifier of the identification.
            include_documents: Also return the documents the customer submitted or signed; documents.download gets them.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: video-ident, GET Retrieve person identification; bankident, Happy path test scenario, 6.3 (documented). GET
            /v1/persons/{person_id}/identifications/{id}
        """
        return self._core.call(
            _IDENTIFICATIONS_GET, {"person_id": person_id, "id": id, "include_documents": include_documents}, timeout=timeout,
            extra_headers=extra_headers,
        )

    def request(
        self, person_id: str, id: str, *, secret: str | _kit.UnsetType = _kit.UNSET, device_data: str | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> Identification:
        """Start an identification with the provider.

        The status becomes pending. IDnow: the answer has the url (valid for 14 days) and the reference, with which the customer begins.
        Bankident: the customer makes a cent transfer at the url within 10 minutes.

        Args:
            person_id: Identifier of the person.
            id: Identifier of the identification.
            secret: Not explained by the API reference.
            device_data: Device fingerprint.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            Conflict: 409. The object exists already, or is not in the state the call needs. Body: ErrorList.
            PreconditionFailed: 412. Bankident refuses the person or the account; see BANKIDENT_REASONS. Body: ErrorList.
            UnprocessableEntity: 422. The customer has been identified already (ALREADY_IDENTIFIED_SUCCESSFULLY). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: video-ident, PATCH Request person identification; bankident, Happy path test scenario, 4 (documented). PATCH
            /v1/persons/{person_id}/identifications/{id}/request
        """
        return self._core.call(
            _IDENTIFICATIONS_REQUEST, {"person_id": person_id, "id": id}, body={"secret": secret, "device_data": device_data},
            timeout=timeout, extra_headers=extra_headers,
        )

    def authorize(
        self, person_id: str, id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> Identification:
        """Start the signature; an SMS with a one-time password is sent.

        "Every subsequent Authorize QES SMS TAN will invalidate the previous TAN"; one is valid for 10 minutes.

        Args:
            person_id: Identifier of the person.
            id: Identifier of the identification.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            Conflict: 409. The object exists already, or is not in the state the call needs. Body: ErrorList.
            PreconditionFailed: 412. Bankident refuses the person or the account; see BANKIDENT_REASONS. Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: bankident, Happy path test scenario, 6.1; Appendix II; FAQs (documented). PATCH
            /v1/persons/{person_id}/identifications/{id}/authorize
        """
        return self._core.call(_IDENTIFICATIONS_AUTHORIZE, {"person_id": person_id, "id": id}, timeout=timeout, extra_headers=extra_headers)

    def confirm(
        self, person_id: str, id: str, *, token: str, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> Identification:
        """Confirm the signature with the one-time password of the SMS.

        Args:
            person_id: Identifier of the person.
            id: Identifier of the identification.
            token: The one-time password of the SMS.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            Conflict: 409. The object exists already, or is not in the state the call needs. Body: ErrorList.
            PreconditionFailed: 412. Bankident refuses the person or the account; see BANKIDENT_REASONS. Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: bankident, Happy path test scenario, 6.2 (documented). PATCH /v1/persons/{person_id}/identifications/{id}/confirm
        """
        return self._core.call(
            _IDENTIFICATIONS_CONFIRM, {"person_id": person_id, "id": id}, body={"token": token}, timeout=timeout,
            extra_headers=extra_headers,
        )

    def supported_documents(
        self, person_id: str, id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> builtins.list[SupportedDocument]:
        """List the identity documents a customer may identify with.

        To be shown to the customer beforehand. "If the customer does not provide a supported document type in the identification process,
        then their identification will eventually fail."

        Args:
            person_id: Identifier of the person.
            id: Identifier of the identification.

        Raises:
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: video-ident, GET List supported documents for a person identification (documented). GET
            /v1/persons/{person_id}/identifications/{id}/supported_documents
        """
        return self._core.call(
            _IDENTIFICATIONS_SUPPORTED_DOCUMENTS, {"person_id": person_id, "id": id}, timeout=timeout, extra_headers=extra_headers,
        )

    def wait(
        self, person_id: str, id: str | Identification, *, until: Literal["may_serve"] | None = None, timeout: float,
        extra_headers: _kit.HeadersLike = None,
    ) -> Identification:
        """Wait while the status is pending, pending_failed, pending_successful or confirmed, with growing pauses.

        Calls `get` and returns its last answer.

        Args:
            person_id: Identifier of the person.
            id: Identifier of the identification. Or the object: one that need not be waited for comes back without a call.
            timeout: How long to wait at most, in seconds, pauses and calls together.
            until: "may_serve" also ends the wait at pending_successful.

        Raises:
            WaitTimeout: the status is still one to wait on; `last` is the object as last seen.
            ApiError: as `get`; a 5xx in between is survived.

        Source: video-ident, GET Retrieve person identification; bankident, Happy path test scenario, 6.3 (documented)
        """
        return cast("Identification", self._core.wait(
            _IDENTIFICATIONS_WAIT, {"person_id": person_id, "id": id}, timeout=timeout, until=until, extra_headers=extra_headers,
        ))


class IdentificationsWithResponse(_kit.View[Identifications]):
    """The calls of `Identifications`, each answering a `Response`."""

    def __init__(self, twin: Identifications) -> None:
        self.check_eligibility = _kit.raw(twin.check_eligibility)
        self.list = _kit.raw(twin.list)
        self.create = _kit.raw(twin.create)
        self.get = _kit.raw(twin.get)
        self.request = _kit.raw(twin.request)
        self.authorize = _kit.raw(twin.authorize)
        self.confirm = _kit.raw(twin.confirm)
        self.supported_documents = _kit.raw(twin.supported_documents)
        self.wait = _kit.raw(twin.wait)


class AsyncIdentifications(_kit.AsyncResource["AsyncIdentificationsWithResponse"]):
    """Identifications: one attempt to identify a person by one method."""

    check_eligibility = _kit.awaited(Identifications.check_eligibility)
    list = _kit.awaited(Identifications.list)
    create = _kit.awaited(Identifications.create)
    get = _kit.awaited(Identifications.get)
    request = _kit.awaited(Identifications.request)
    authorize = _kit.awaited(Identifications.authorize)
    confirm = _kit.awaited(Identifications.confirm)
    supported_documents = _kit.awaited(Identifications.supported_documents)
    wait = _kit.awaited(Identifications.wait)


class AsyncIdentificationsWithResponse(_kit.View[AsyncIdentifications]):
    """The calls of `AsyncIdentifications`, each answering a `Response`."""

    def __init__(self, twin: AsyncIdentifications) -> None:
        self.check_eligibility = _kit.async_raw(twin.check_eligibility)
        self.list = _kit.async_raw(twin.list)
        self.create = _kit.async_raw(twin.create)
        self.get = _kit.async_raw(twin.get)
        self.request = _kit.async_raw(twin.request)
        self.authorize = _kit.async_raw(twin.authorize)
        self.confirm = _kit.async_raw(twin.confirm)
        self.supported_documents = _kit.async_raw(twin.supported_documents)
        self.wait = _kit.async_raw(twin.wait)


class Ibans(_kit.Resource["IbansWithResponse"]):
    """IBANs."""

    def lookup(self, *, iban: str, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> IbanLookup:
        """Validate an IBAN and look up its bank.

        Args:
            iban: IBAN of the account. Blanks and small letters are put right.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: bankident, POST Validate IBAN (documented). POST /v1/iban_lookups
        """
        return self._core.call(_IBANS_LOOKUP, body={"iban": iban}, timeout=timeout, extra_headers=extra_headers)


class IbansWithResponse(_kit.View[Ibans]):
    """The calls of `Ibans`, each answering a `Response`."""

    def __init__(self, twin: Ibans) -> None:
        self.lookup = _kit.raw(twin.lookup)


class AsyncIbans(_kit.AsyncResource["AsyncIbansWithResponse"]):
    """IBANs."""

    lookup = _kit.awaited(Ibans.lookup)


class AsyncIbansWithResponse(_kit.View[AsyncIbans]):
    """The calls of `AsyncIbans`, each answering a `Response`."""

    def __init__(self, twin: AsyncIbans) -> None:
        self.lookup = _kit.async_raw(twin.lookup)


class IdentificationSessions(_kit.Resource["IdentificationSessionsWithResponse"]):
    """Identification sessions: the Bankident webview."""

    def create(
        self, person_id: str, *, callback_url: str, identification_methods: Sequence[SessionMethodInput], timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> IdentificationSession:
        """Create an identification session.

        Redirect the customer to the url of the answer. A person that is not eligible for one of the methods is refused.

        Args:
            person_id: Identifier of the person.
            callback_url: For the end of the flow, "with the proper format with HTTPS://".
            identification_methods: Methods among which the customer may identify. At least 1 item.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            Conflict: 409. The object exists already, or is not in the state the call needs. Body: ErrorList.
            PreconditionFailed: 412. Bankident refuses the person or the account; see BANKIDENT_REASONS. Body: ErrorList.
            UnprocessableEntity: 422. The customer has been identified already (ALREADY_IDENTIFIED_SUCCESSFULLY). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: bankident, POST Create person identification session (documented). POST /v1/persons/{person_id}/identification_sessions
        """
        return self._core.call(
            _IDENTIFICATION_SESSIONS_CREATE, {"person_id": person_id},
            body={"callback_url": callback_url, "identification_methods": identification_methods}, timeout=timeout,
            extra_headers=extra_headers,
        )

    def get(
        self, person_id: str, id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> IdentificationSession:
        """Retrieve an identification session.

        Args:
            person_id: Identifier of the person.
            id: Identifier of the session.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: bankident, GET Retrieve person identification session (documented). GET /v1/persons/{person_id}/identification_sessions/{id}
        """
        return self._core.call(
            _IDENTIFICATION_SESSIONS_GET, {"person_id": person_id, "id": id}, timeout=timeout, extra_headers=extra_headers,
        )


class IdentificationSessionsWithResponse(_kit.View[IdentificationSessions]):
    """The calls of `IdentificationSessions`, each answering a `Response`."""

    def __init__(self, twin: IdentificationSessions) -> None:
        self.create = _kit.raw(twin.create)
        self.get = _kit.raw(twin.get)


class AsyncIdentificationSessions(_kit.AsyncResource["AsyncIdentificationSessionsWithResponse"]):
    """Identification sessions: the Bankident webview."""

    create = _kit.awaited(IdentificationSessions.create)
    get = _kit.awaited(IdentificationSessions.get)


class AsyncIdentificationSessionsWithResponse(_kit.View[AsyncIdentificationSessions]):
    """The calls of `AsyncIdentificationSessions`, each answering a `Response`."""

    def __init__(self, twin: AsyncIdentificationSessions) -> None:
        self.create = _kit.async_raw(twin.create)
        self.get = _kit.async_raw(twin.get)


class Documents(_kit.Resource["DocumentsWithResponse"]):
    """Documents of a person, reports and signed contracts among them."""

    def list(
        self, person_id: str, *, page_number: int | None = None, page_size: int | None = None, customer_accessible: bool | None = None,
        include_deleted: bool | None = None, sort: str | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> builtins.list[Document]:
        """List the documents of a person.

        Args:
            person_id: Identifier of the person.
            page_number: Number of the page, 1 when left out. At least 1.
            page_size: Objects on a page, 10 when left out, at most 1000. 1 to 1000.
            customer_accessible: Only documents the customer may or may not see.
            include_deleted: Deleted documents, too.
            sort: The property to sort by. One of "created_at".

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: Solaris API reference, person-documents; referred to by video-ident, Other identification endpoints, and bankident, Useful
            resources (documented). GET /v1/persons/{person_id}/documents
        """
        return self._core.call(
            _DOCUMENTS_LIST,
            {
                "person_id": person_id, "page_number": page_number, "page_size": page_size, "customer_accessible": customer_accessible,
                "include_deleted": include_deleted, "sort": sort,
            },
            timeout=timeout, extra_headers=extra_headers,
        )

    def get(self, person_id: str, id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> Document:
        """Retrieve what is known about a document.

        Args:
            person_id: Identifier of the person.
            id: Identifier of the document.

        Raises:
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: Solaris API reference, person-documents (documented). GET /v1/persons/{person_id}/documents/{id}
        """
        return self._core.call(_DOCUMENTS_GET, {"person_id": person_id, "id": id}, timeout=timeout, extra_headers=extra_headers)

    @overload
    def download(self, person_id: str, id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> bytes: ...
    @overload
    def download(
        self, person_id: str, id: str, *, to: Path | str, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> _kit.SavedFile: ...
    def download(
        self, person_id: str, id: str, *, to: Path | str | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> bytes | _kit.SavedFile:
        """Download a document.

        Args:
            person_id: Identifier of the person.
            id: Identifier of the document.
            to: Write the file to this path, readable by its owner only, instead of returning it.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: Solaris API reference, person-documents file (documented). GET /v1/persons/{person_id}/documents/{id}/file
        """
        if to is not None:
            return self._core.download(
                _DOCUMENTS_DOWNLOAD, {"person_id": person_id, "id": id}, to=to, timeout=timeout, extra_headers=extra_headers,
            )
        return self._core.call(_DOCUMENTS_DOWNLOAD, {"person_id": person_id, "id": id}, timeout=timeout, extra_headers=extra_headers)

    def iterate(
        self, person_id: str, *, page_size: int | None = None, customer_accessible: bool | None = None, include_deleted: bool | None = None,
        sort: str | None = None, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> Iterator[Document]:
        """All items of `list`, one page after the other.

        Args:
            person_id: Identifier of the person.
            page_size: Objects on a page, 10 when left out, at most 1000. 1 to 1000.
            customer_accessible: Only documents the customer may or may not see.
            include_deleted: Deleted documents, too.
            sort: The property to sort by. One of "created_at".

        Raises:
            ApiError: as `list`.

        Source: Solaris API reference, person-documents; referred to by video-ident, Other identification endpoints, and bankident, Useful
            resources (documented)
        """
        return self._core.iterate(
            _DOCUMENTS_LIST,
            {
                "person_id": person_id, "page_size": page_size, "customer_accessible": customer_accessible,
                "include_deleted": include_deleted, "sort": sort,
            },
            page=("page_number", "page_size"), timeout=timeout, extra_headers=extra_headers,
        )


class DocumentsWithResponse(_kit.View[Documents]):
    """The calls of `Documents`, each answering a `Response`."""

    def __init__(self, twin: Documents) -> None:
        self.list = _kit.raw(twin.list)
        self.get = _kit.raw(twin.get)
        self.download = _kit.raw(twin.download)


class AsyncDocuments(_kit.AsyncResource["AsyncDocumentsWithResponse"]):
    """Documents of a person, reports and signed contracts among them."""

    list = _kit.awaited(Documents.list)
    get = _kit.awaited(Documents.get)

    @overload
    async def download(self, person_id: str, id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> bytes: ...
    @overload
    async def download(
        self, person_id: str, id: str, *, to: Path | str, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> _kit.SavedFile: ...
    async def download(
        self, person_id: str, id: str, *, to: Path | str | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> bytes | _kit.SavedFile:
        """Download a document. Like `Documents.download`, to be awaited."""
        if to is not None:
            return await self._core.download(
                _DOCUMENTS_DOWNLOAD, {"person_id": person_id, "id": id}, to=to, timeout=timeout, extra_headers=extra_headers,
            )
        return await self._core.call(_DOCUMENTS_DOWNLOAD, {"person_id": person_id, "id": id}, timeout=timeout, extra_headers=extra_headers)

    def iterate(
        self, person_id: str, *, page_size: int | None = None, customer_accessible: bool | None = None, include_deleted: bool | None = None,
        sort: str | None = None, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> AsyncIterator[Document]:
        """All items of `list`, one page after the other. Like `Documents.iterate`, for `async for`."""
        return self._core.iterate(
            _DOCUMENTS_LIST,
            {
                "person_id": person_id, "page_size": page_size, "customer_accessible": customer_accessible,
                "include_deleted": include_deleted, "sort": sort,
            },
            page=("page_number", "page_size"), timeout=timeout, extra_headers=extra_headers,
        )


class AsyncDocumentsWithResponse(_kit.View[AsyncDocuments]):
    """The calls of `AsyncDocuments`, each answering a `Response`."""

    def __init__(self, twin: AsyncDocuments) -> None:
        self.list = _kit.async_raw(twin.list)
        self.get = _kit.async_raw(twin.get)
        self.download = _kit.async_raw(twin.download)


class Webhooks(_kit.Resource["WebhooksWithResponse"]):
    """Webhooks: subscriptions, and the deliveries Solaris sends."""

    def list(
        self, *, page_number: int | None = None, page_size: int | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> builtins.list[Webhook]:
        """List the subscriptions.

        Args:
            page_number: Number of the page, 1 when left out. At least 1.
            page_size: Objects on a page, 10 when left out, at most 1000. 1 to 1000.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: Solaris API reference, /api-reference/webhooks (documented). GET /v1/webhooks
        """
        return self._core.call(
            _WEBHOOKS_LIST, {"page_number": page_number, "page_size": page_size}, timeout=timeout, extra_headers=extra_headers,
        )

    def create(self, *, event_type: str, url: str, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> Webhook:
        """Subscribe to an event.

        The answer holds the secret that signs the deliveries; keep it, it is shown once. Solaris calls the URL at once and refuses the
        subscription (invalid_webhook_url) when it is not answered with 2xx.

        Args:
            event_type: IDENTIFICATION and so on.
            url: With https, else unsafe_webhook_url.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: Solaris API reference, /api-reference/webhooks; referred to by video-ident and bankident, Webhooks (documented). POST
            /v1/webhooks
        """
        return self._core.call(_WEBHOOKS_CREATE, body={"event_type": event_type, "url": url}, timeout=timeout, extra_headers=extra_headers)

    def get(self, id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> Webhook:
        """Retrieve a subscription.

        Args:
            id: Identifier of the subscription.

        Raises:
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: Solaris API reference, /api-reference/webhooks (documented). GET /v1/webhooks/{id}
        """
        return self._core.call(_WEBHOOKS_GET, {"id": id}, timeout=timeout, extra_headers=extra_headers)

    def delete(self, id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> None:
        """Delete a subscription.

        A subscription cannot be changed; delete it and subscribe again, which gives a new id and secret.

        Args:
            id: Identifier of the subscription.

        Raises:
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: Solaris API reference, /api-reference/webhooks (documented). DELETE /v1/webhooks/{id}
        """
        return self._core.call(_WEBHOOKS_DELETE, {"id": id}, timeout=timeout, extra_headers=extra_headers)

    def iterate(
        self, *, page_size: int | None = None, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> Iterator[Webhook]:
        """All items of `list`, one page after the other.

        Args:
            page_size: Objects on a page, 10 when left out, at most 1000. 1 to 1000.

        Raises:
            ApiError: as `list`.

        Source: Solaris API reference, /api-reference/webhooks (documented)
        """
        return self._core.iterate(
            _WEBHOOKS_LIST, {"page_size": page_size}, page=("page_number", "page_size"), timeout=timeout, extra_headers=extra_headers,
        )

    def parse(
        self, headers: "_kit.Headers", body: bytes | bytearray | memoryview | str, *, secret: str | bytes | Sequence[str | bytes] | None,
    ) -> SolarisEvent:
        """Verify a delivery and decode it into a typed event.

        An event that is not described comes as `RawEvent`.

        Args:
            headers: The delivery's headers, as received, in any of the usual forms.
            body: The delivery's body, as received: before any JSON is parsed.
            secret: The secret of the webhook, as the provider answered it when the webhook was made; several for several webhooks, None as
                long as there is none.

        Raises:
            WebhookRejected: the signature, the source or the body is not what it should be; answer with an error status.
        """
        return cast("SolarisEvent", _kit.parse(POLICY, EVENTS, headers, body, secret=secret, clock=self._core.settings.clock, watch=self._core.settings.watch()))


class WebhooksWithResponse(_kit.View[Webhooks]):
    """The calls of `Webhooks`, each answering a `Response`."""

    def __init__(self, twin: Webhooks) -> None:
        self.list = _kit.raw(twin.list)
        self.create = _kit.raw(twin.create)
        self.get = _kit.raw(twin.get)
        self.delete = _kit.raw(twin.delete)


class AsyncWebhooks(_kit.AsyncResource["AsyncWebhooksWithResponse"]):
    """Webhooks: subscriptions, and the deliveries Solaris sends."""

    list = _kit.awaited(Webhooks.list)
    create = _kit.awaited(Webhooks.create)
    get = _kit.awaited(Webhooks.get)
    delete = _kit.awaited(Webhooks.delete)

    def iterate(
        self, *, page_size: int | None = None, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> AsyncIterator[Webhook]:
        """All items of `list`, one page after the other. Like `Webhooks.iterate`, for `async for`."""
        return self._core.iterate(
            _WEBHOOKS_LIST, {"page_size": page_size}, page=("page_number", "page_size"), timeout=timeout, extra_headers=extra_headers,
        )

    def parse(
        self, headers: "_kit.Headers", body: bytes | bytearray | memoryview | str, *, secret: str | bytes | Sequence[str | bytes] | None,
    ) -> SolarisEvent:
        """Verify a delivery and decode it into a typed event.

        An event that is not described comes as `RawEvent`.

        Args:
            headers: The delivery's headers, as received, in any of the usual forms.
            body: The delivery's body, as received: before any JSON is parsed.
            secret: The secret of the webhook, as the provider answered it when the webhook was made; several for several webhooks, None as
                long as there is none.

        Raises:
            WebhookRejected: the signature, the source or the body is not what it should be; answer with an error status.
        """
        return cast("SolarisEvent", _kit.parse(POLICY, EVENTS, headers, body, secret=secret, clock=self._core.settings.clock, watch=self._core.settings.watch()))


class AsyncWebhooksWithResponse(_kit.View[AsyncWebhooks]):
    """The calls of `AsyncWebhooks`, each answering a `Response`."""

    def __init__(self, twin: AsyncWebhooks) -> None:
        self.list = _kit.async_raw(twin.list)
        self.create = _kit.async_raw(twin.create)
        self.get = _kit.async_raw(twin.get)
        self.delete = _kit.async_raw(twin.delete)


class Solaris(_kit.Client):
    """Solaris: Bankident webview. Video identification by IDnow.

    Every call may raise `RequestInvalid` (a documented limit is not kept; nothing was sent) and `ConnectionFailed` (no usable answer came),
    beside what stands at its method. Its `timeout` and `extra_headers` are those of `with_options`, for this one call.

    Args:
        client_id: OAuth 2.0 client credentials. Default: environment variable SOLARIS_CLIENT_ID.
        client_secret: OAuth 2.0 client credentials. Default: environment variable SOLARIS_CLIENT_SECRET.
        base_url: Replaces the base URL of the environment.
        auth_url: Replaces the URL of the authorization host.
        environment: One of the provider's environments: production or sandbox. Default: production.
        timeout: Seconds for each attempt of a call, or an `httpx.Timeout`; by default 5 s to connect, 30 s of silence, 60 s in all. A body
            that comes at 16 KiB a second or more may take longer.
        max_retries: How often a call is repeated at most, 2 unless given, and only where the spec says that repeating is harmless.
        default_headers: Headers to send with every call.
        hooks: Functions to be told of requests, answers, repetitions and drift; nothing that they see is personal.
        keep_unknown: Keep fields that the document does not have: `to_dict` and `to_json` give them back.
        log_urls: Log a line for each request with its URL, which may hold identifiers of persons and cases (logger `httpx`).
        http_client: An httpx client to send everything through, tokens too; it is not closed with this one.
        clock: For tests: what time it is and how to sleep.
        allow_insecure_sandbox: Let plain http go to a sandbox on another machine, such as a container; never to a provider.
    """

    def __init__(
        self, *, client_id: str | None = None, client_secret: str | None = None, base_url: str | httpx.URL | None = None,
        auth_url: str | httpx.URL | None = None, environment: Literal["production", "sandbox"] | None = None,
        timeout: _kit.TimeoutLike = None, max_retries: int | None = None, default_headers: _kit.HeadersLike = None,
        hooks: _kit.Hooks | None = None, keep_unknown: bool = False, log_urls: bool = False, http_client: httpx.Client | None = None,
        clock: _kit.Clock | None = None, allow_insecure_sandbox: bool = False,
    ) -> None:
        credentials: dict[str, object] = {"client_id": client_id, "client_secret": client_secret}
        options = _kit.ClientOptions(
            base_url, auth_url, environment, timeout, max_retries, default_headers, hooks, keep_unknown, log_urls, clock,
            allow_insecure_sandbox,
        )
        super().__init__(_API, credentials, options, http_client)

    @cached_property
    def persons(self) -> Persons:
        """Persons: the customers' personal and financial data."""
        return Persons(self._core)

    @cached_property
    def mobile_numbers(self) -> MobileNumbers:
        """Mobile numbers: one for each person, verified by an SMS."""
        return MobileNumbers(self._core)

    @cached_property
    def identifications(self) -> Identifications:
        """Identifications: one attempt to identify a person by one method."""
        return Identifications(self._core)

    @cached_property
    def ibans(self) -> Ibans:
        """IBANs."""
        return Ibans(self._core)

    @cached_property
    def identification_sessions(self) -> IdentificationSessions:
        """Identification sessions: the Bankident webview."""
        return IdentificationSessions(self._core)

    @cached_property
    def documents(self) -> Documents:
        """Documents of a person, reports and signed contracts among them."""
        return Documents(self._core)

    @cached_property
    def webhooks(self) -> Webhooks:
        """Webhooks: subscriptions, and the deliveries Solaris sends."""
        return Webhooks(self._core)


class AsyncSolaris(_kit.AsyncClient):
    """Asynchronous twin of `Solaris`: the same arguments, resources and methods, to be awaited."""

    def __init__(
        self, *, client_id: str | None = None, client_secret: str | None = None, base_url: str | httpx.URL | None = None,
        auth_url: str | httpx.URL | None = None, environment: Literal["production", "sandbox"] | None = None,
        timeout: _kit.TimeoutLike = None, max_retries: int | None = None, default_headers: _kit.HeadersLike = None,
        hooks: _kit.Hooks | None = None, keep_unknown: bool = False, log_urls: bool = False, http_client: httpx.AsyncClient | None = None,
        clock: _kit.Clock | None = None, allow_insecure_sandbox: bool = False,
    ) -> None:
        credentials: dict[str, object] = {"client_id": client_id, "client_secret": client_secret}
        options = _kit.ClientOptions(
            base_url, auth_url, environment, timeout, max_retries, default_headers, hooks, keep_unknown, log_urls, clock,
            allow_insecure_sandbox,
        )
        super().__init__(_API, credentials, options, http_client)

    @cached_property
    def persons(self) -> AsyncPersons:
        """Persons: the customers' personal and financial data."""
        return AsyncPersons(self._core)

    @cached_property
    def mobile_numbers(self) -> AsyncMobileNumbers:
        """Mobile numbers: one for each person, verified by an SMS."""
        return AsyncMobileNumbers(self._core)

    @cached_property
    def identifications(self) -> AsyncIdentifications:
        """Identifications: one attempt to identify a person by one method."""
        return AsyncIdentifications(self._core)

    @cached_property
    def ibans(self) -> AsyncIbans:
        """IBANs."""
        return AsyncIbans(self._core)

    @cached_property
    def identification_sessions(self) -> AsyncIdentificationSessions:
        """Identification sessions: the Bankident webview."""
        return AsyncIdentificationSessions(self._core)

    @cached_property
    def documents(self) -> AsyncDocuments:
        """Documents of a person, reports and signed contracts among them."""
        return AsyncDocuments(self._core)

    @cached_property
    def webhooks(self) -> AsyncWebhooks:
        """Webhooks: subscriptions, and the deliveries Solaris sends."""
        return AsyncWebhooks(self._core)
