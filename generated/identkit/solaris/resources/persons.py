# Generated from specs/solaris (sha256 ad6e4aac8b2f205162fedf3dae8b0a1e7f23ee3e109f78123fb42d1843d54067). Do not edit: change the spec, then `make generate`.
"""Persons: the customers' personal and financial data."""

# fmt: off
from typing import Unpack
from identkit.core import _kit
from identkit.solaris.models import (
    ErrorList, Person, PersonCreate, PersonCreateParams, PersonUpdate, PersonUpdateParams, PersonUpdateResult,
)

__all__ = ["AsyncPersons", "Persons"]

_PERSONS_CREATE = _kit.Operation[Person](
    "persons.create", "POST", "/v1/persons", Person, _kit.Retry.NEVER, body=PersonCreate, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 500: ErrorList},
)
_PERSON_ID = _kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True))
_PERSONS_GET = _kit.Operation[Person](
    "persons.get", "GET", "/v1/persons/{person_id}", Person, _kit.Retry.SAFE, params=(_PERSON_ID,), auth="partner",
    errors={401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList}, echo=(_kit.Echo("person_id", ("id",)),),
)
_PERSONS_UPDATE = _kit.Operation[PersonUpdateResult](
    "persons.update", "PATCH", "/v1/persons/{person_id}", PersonUpdateResult, _kit.Retry.NEVER, params=(_PERSON_ID,), body=PersonUpdate,
    auth="partner", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
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
            first_name: With all middle names as printed on the identity document. At most 50 characters, must match
                `^(?!\\s)[^\\u2600-\\u27bf\\ud83c-\\ud83e]*$`.
            last_name: With all its parts as printed on the identity document. At most 50 characters, must match
                `^(?!\\s)[^\\u2600-\\u27bf\\ud83c-\\ud83e]*$`.
            address: The person's address.
            contact_address: A second address, for contact. The documents do not say more.
            email: E-mail address.
            mobile_number: The mobile number as given with the person.
            birth_name: Name at birth.
            birth_date: Date of birth.
            birth_city: City of birth.
            birth_country: Country of birth; a code of two letters in the sample.
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
            aml_confirmed_on: When the anti-money-laundering data were confirmed. For an update "only with today or tomorrow's date"; of a
                new person that is not said.
            expected_monthly_revenue_cents: In cents.
            vat_number: VAT number.
            website_social_media: Website or social media page of the business. The documents do not say more.
            business_trading_name: Name that the business trades under.
            nace_code: NACE code of the economic activity; collecting it is recommended for the sake of data quality.
            business_address_line_1: Street of the business.
            business_address_line_2: House number of the business. The documents do not say more.
            business_postal_code: Postal code of the business.
            business_city: City of the business.
            business_country: Country of the business. The documents do not say more; ISO 3166-1 alpha-2 is assumed.
            business_state: State of the business.
            annual_income_range: Range of the annual income. The values are not documented.
            data_terms_signed_at: When the customer consented to data processing (UTC). Text must have an offset such as +01:00.
            branch: Branch of Solaris. Countries of residence may be restricted for it.
            birth_province: Province of birth. The documents do not say more.
            birth_post_code: Postal code of the place of birth. The documents do not say more.
            socioprofessional_category: Socioprofessional category. The documents do not say more.
            purpose_of_account_opening: What the account is opened for. The documents do not say more.
            main_income_source: Main source of income. The documents do not say more.
            work_country: Country of work. The documents do not say more; ISO 3166-1 alpha-2 is assumed.
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
            contact_address: A second address, for contact. The documents do not say more.
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
            business_country: Country of the business. The documents do not say more; ISO 3166-1 alpha-2 is assumed.
            annual_income_range: Range of the annual income. The values are not documented.
            data_terms_signed_at: When the person consented to data processing (UTC). Text must have an offset such as +01:00.
            branch: Branch of Solaris. Countries of residence may be restricted for it.
            birth_province: Province of birth. The documents do not say more.
            birth_post_code: Postal code of the place of birth. The documents do not say more.
            socioprofessional_category: Socioprofessional category. The documents do not say more.
            purpose_of_account_opening: What the account is opened for. The documents do not say more.
            main_income_source: Main source of income. The documents do not say more.
            work_country: Country of work. The documents do not say more; ISO 3166-1 alpha-2 is assumed.
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

    create = _kit.raw(Persons.create)
    get = _kit.raw(Persons.get)
    update = _kit.raw(Persons.update)


class AsyncPersons(_kit.AsyncResource["AsyncPersonsWithResponse"]):
    """Persons: the customers' personal and financial data."""

    create = _kit.awaited(Persons.create)
    get = _kit.awaited(Persons.get)
    update = _kit.awaited(Persons.update)


class AsyncPersonsWithResponse(_kit.View[AsyncPersons]):
    """The calls of `AsyncPersons`, each answering a `Response`."""

    create = _kit.async_raw(Persons.create)
    get = _kit.async_raw(Persons.get)
    update = _kit.async_raw(Persons.update)
