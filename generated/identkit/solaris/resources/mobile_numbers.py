# Generated from specs/solaris (sha256 ad6e4aac8b2f205162fedf3dae8b0a1e7f23ee3e109f78123fb42d1843d54067). Do not edit: change the spec, then `make generate`.
"""Mobile numbers: one for each person, verified by an SMS."""

# fmt: off
from identkit.core import _kit
from identkit.solaris.models import (
    ErrorList, MobileNumber, MobileNumberAuthorize, MobileNumberConfirm, MobileNumberCreate, MobileNumberDelete, MobileNumberDeletion,
)

__all__ = ["AsyncMobileNumbers", "MobileNumbers"]

_PERSON_ID = _kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True))
_MOBILE_NUMBERS_GET = _kit.Operation[MobileNumber](
    "mobile_numbers.get", "GET", "/v1/persons/{person_id}/mobile_number", MobileNumber, _kit.Retry.SAFE, params=(_PERSON_ID,),
    auth="partner", errors={401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
)
_MOBILE_NUMBERS_CREATE = _kit.Operation[MobileNumber](
    "mobile_numbers.create", "POST", "/v1/persons/{person_id}/mobile_number", MobileNumber, _kit.Retry.NEVER,
    params=(
        _PERSON_ID,
        _kit.Param("with_identification", "with_identification", _kit.Place.QUERY, _kit.Check("with_identification", kind="boolean")),
    ),
    body=MobileNumberCreate, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 409: ErrorList, 500: ErrorList},
)
_MOBILE_NUMBERS_DELETE = _kit.Operation[MobileNumberDeletion](
    "mobile_numbers.delete", "DELETE", "/v1/persons/{person_id}/mobile_number", MobileNumberDeletion, _kit.Retry.NEVER,
    params=(_PERSON_ID,), body=MobileNumberDelete, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
)
_MOBILE_NUMBERS_AUTHORIZE = _kit.Operation[MobileNumber](
    "mobile_numbers.authorize", "POST", "/v1/persons/{person_id}/mobile_number/authorize", MobileNumber, _kit.Retry.NEVER,
    params=(_PERSON_ID,), body=MobileNumberAuthorize, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
)
_MOBILE_NUMBERS_CONFIRM = _kit.Operation[MobileNumber](
    "mobile_numbers.confirm", "POST", "/v1/persons/{person_id}/mobile_number/confirm", MobileNumber, _kit.Retry.NEVER, params=(_PERSON_ID,),
    body=MobileNumberConfirm, auth="partner", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
)


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

        Source: Solaris API reference, person-mobile-numbers; referred to by bankident, Mobile number resource (referenced). GET
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
                `^(?!(?:\\+|00)[ _/\\-]*(?:9[ _/\\-]*8|8[ _/\\-]*5[ _/\\-]*0))`.
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
            number: The mobile number, as given when it was created.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: Solaris API reference, DELETE mobile number; referred to by bankident, Mobile number resource (referenced). DELETE
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
            number: The mobile number, as given when it was created.

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
            number: The mobile number, as given when it was created.
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

    get = _kit.raw(MobileNumbers.get)
    create = _kit.raw(MobileNumbers.create)
    delete = _kit.raw(MobileNumbers.delete)
    authorize = _kit.raw(MobileNumbers.authorize)
    confirm = _kit.raw(MobileNumbers.confirm)


class AsyncMobileNumbers(_kit.AsyncResource["AsyncMobileNumbersWithResponse"]):
    """Mobile numbers: one for each person, verified by an SMS."""

    get = _kit.awaited(MobileNumbers.get)
    create = _kit.awaited(MobileNumbers.create)
    delete = _kit.awaited(MobileNumbers.delete)
    authorize = _kit.awaited(MobileNumbers.authorize)
    confirm = _kit.awaited(MobileNumbers.confirm)


class AsyncMobileNumbersWithResponse(_kit.View[AsyncMobileNumbers]):
    """The calls of `AsyncMobileNumbers`, each answering a `Response`."""

    get = _kit.async_raw(MobileNumbers.get)
    create = _kit.async_raw(MobileNumbers.create)
    delete = _kit.async_raw(MobileNumbers.delete)
    authorize = _kit.async_raw(MobileNumbers.authorize)
    confirm = _kit.async_raw(MobileNumbers.confirm)
