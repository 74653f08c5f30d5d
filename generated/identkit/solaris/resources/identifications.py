# Generated from specs/solaris (sha256 ad6e4aac8b2f205162fedf3dae8b0a1e7f23ee3e109f78123fb42d1843d54067). Do not edit: change the spec, then `make generate`.
"""Identifications: one attempt to identify a person by one method."""

# fmt: off
import builtins
from datetime import date, datetime
from typing import Literal, cast
from identkit.core import _kit
from identkit.solaris.models import (
    EligibilityCheck, EligibilityCheckCreate, EligibilityMethodInput, ErrorList, Identification, IdentificationConfirm,
    IdentificationCreate, IdentificationLanguageInput, IdentificationMethodInput, IdentificationRequest, ProofOfAddressTypeInput,
    SupportedDocument,
)

__all__ = ["AsyncIdentifications", "Identifications"]

_PERSON_ID = _kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True))
_IDENTIFICATIONS_CHECK_ELIGIBILITY = _kit.Operation[EligibilityCheck](
    "identifications.check_eligibility", "POST", "/v1/persons/{person_id}/identification_eligibility_checks", EligibilityCheck,
    _kit.Retry.REPEATABLE, params=(_PERSON_ID,), body=EligibilityCheckCreate, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
)
_IDENTIFICATIONS_LIST = _kit.Operation[list[Identification]](
    "identifications.list", "GET", "/v1/persons/{person_id}/identifications", list[Identification], _kit.Retry.SAFE, params=(_PERSON_ID,),
    auth="partner", errors={401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
    echo=(_kit.Echo("person_id", ("*", "person_id")),),
)
_IDENTIFICATIONS_CREATE = _kit.Operation[Identification](
    "identifications.create", "POST", "/v1/persons/{person_id}/identifications", Identification, _kit.Retry.NEVER, params=(_PERSON_ID,),
    body=IdentificationCreate, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 409: ErrorList, 412: ErrorList, 422: ErrorList, 500: ErrorList},
    carries=("method", "reference"), echo=(_kit.Echo("person_id", ("person_id",)),),
)
_ID = _kit.Param("id", "id", _kit.Place.PATH, _kit.Check("id", required=True))
_IDENTIFICATIONS_GET = _kit.Operation[Identification](
    "identifications.get", "GET", "/v1/persons/{person_id}/identifications/{id}", Identification, _kit.Retry.SAFE,
    params=(
        _PERSON_ID, _ID,
        _kit.Param("include_documents", "include_documents", _kit.Place.QUERY, _kit.Check("include_documents", kind="boolean")),
    ),
    auth="partner", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
    echo=(_kit.Echo("person_id", ("person_id",)), _kit.Echo("id", ("id",))),
)
_IDENTIFICATIONS_REQUEST = _kit.Operation[Identification](
    "identifications.request", "PATCH", "/v1/persons/{person_id}/identifications/{id}/request", Identification, _kit.Retry.NEVER,
    params=(_PERSON_ID, _ID), body=IdentificationRequest, body_optional=True, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 409: ErrorList, 412: ErrorList, 422: ErrorList, 500: ErrorList},
    echo=(_kit.Echo("person_id", ("person_id",)), _kit.Echo("id", ("id",))),
)
_IDENTIFICATIONS_AUTHORIZE = _kit.Operation[Identification](
    "identifications.authorize", "PATCH", "/v1/persons/{person_id}/identifications/{id}/authorize", Identification, _kit.Retry.NEVER,
    params=(_PERSON_ID, _ID), auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 409: ErrorList, 412: ErrorList, 500: ErrorList},
    echo=(_kit.Echo("person_id", ("person_id",)), _kit.Echo("id", ("id",))),
)
_IDENTIFICATIONS_CONFIRM = _kit.Operation[Identification](
    "identifications.confirm", "PATCH", "/v1/persons/{person_id}/identifications/{id}/confirm", Identification, _kit.Retry.NEVER,
    params=(_PERSON_ID, _ID), body=IdentificationConfirm, body_optional=True, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 409: ErrorList, 412: ErrorList, 500: ErrorList},
    echo=(_kit.Echo("person_id", ("person_id",)), _kit.Echo("id", ("id",))),
)
_IDENTIFICATIONS_SUPPORTED_DOCUMENTS = _kit.Operation[list[SupportedDocument]](
    "identifications.supported_documents", "GET", "/v1/persons/{person_id}/identifications/{id}/supported_documents",
    list[SupportedDocument], _kit.Retry.SAFE, params=(_PERSON_ID, _ID), auth="partner",
    errors={401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
)
_IDENTIFICATIONS_WAIT = _kit.Polling(
    operation=_IDENTIFICATIONS_GET, status="status", go_on=frozenset({"confirmed", "pending", "pending_failed", "pending_successful"}),
    early={"may_serve": frozenset({"pending_successful"})},
)


class Identifications(_kit.Resource["IdentificationsWithResponse"]):
    """Identifications: one attempt to identify a person by one method."""

    def check_eligibility(
        self, person_id: str, *, method: EligibilityMethodInput | str, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> EligibilityCheck:
        """Check whether a person is eligible for an identification method.

        By the person's data, such as nationality, place of residence or identity document. Only bank can be checked.

        Args:
            person_id: Identifier of the person.
            method: The method to check.

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
        self, person_id: str, *, method: IdentificationMethodInput | str,
        language: IdentificationLanguageInput | _kit.UnsetType = _kit.UNSET, reference: str | _kit.UnsetType = _kit.UNSET,
        proof_of_address_type: ProofOfAddressTypeInput | str | _kit.UnsetType = _kit.UNSET,
        proof_of_address_issued_at: date | str | _kit.UnsetType = _kit.UNSET, iban: str | _kit.UnsetType = _kit.UNSET,
        terms_and_conditions_signed_at: datetime | str | _kit.UnsetType = _kit.UNSET, device_data: str | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> Identification:
        """Create an identification.

        The status is created; nothing is sent to the provider of the identification before identifications.request. Bankident answers 412
        with a code of BANKIDENT_REASONS when it refuses the person or the IBAN; a person has 20 attempts with different IBANs.

        Args:
            person_id: Identifier of the person.
            method: Method of identification.
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
        self, person_id: str, id: str, *, token: str | _kit.UnsetType = _kit.UNSET, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
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

        Calls `get` and returns its last answer. Which statuses are to be waited at is inferred: the document does not say it.

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

    check_eligibility = _kit.raw(Identifications.check_eligibility)
    list = _kit.raw(Identifications.list)
    create = _kit.raw(Identifications.create)
    get = _kit.raw(Identifications.get)
    request = _kit.raw(Identifications.request)
    authorize = _kit.raw(Identifications.authorize)
    confirm = _kit.raw(Identifications.confirm)
    supported_documents = _kit.raw(Identifications.supported_documents)
    wait = _kit.raw(Identifications.wait)


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

    check_eligibility = _kit.async_raw(Identifications.check_eligibility)
    list = _kit.async_raw(Identifications.list)
    create = _kit.async_raw(Identifications.create)
    get = _kit.async_raw(Identifications.get)
    request = _kit.async_raw(Identifications.request)
    authorize = _kit.async_raw(Identifications.authorize)
    confirm = _kit.async_raw(Identifications.confirm)
    supported_documents = _kit.async_raw(Identifications.supported_documents)
    wait = _kit.async_raw(Identifications.wait)
