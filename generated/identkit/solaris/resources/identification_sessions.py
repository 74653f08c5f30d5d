# Generated from specs/solaris (sha256 ad6e4aac8b2f205162fedf3dae8b0a1e7f23ee3e109f78123fb42d1843d54067). Do not edit: change the spec, then `make generate`.
"""Identification sessions: the Bankident webview."""

# fmt: off
from collections.abc import Sequence
from identkit.core import _kit
from identkit.solaris.models import ErrorList, IdentificationSession, IdentificationSessionCreate, SessionMethodInput

__all__ = ["AsyncIdentificationSessions", "IdentificationSessions"]

_PERSON_ID = _kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True))
_IDENTIFICATION_SESSIONS_CREATE = _kit.Operation[IdentificationSession](
    "identification_sessions.create", "POST", "/v1/persons/{person_id}/identification_sessions", IdentificationSession, _kit.Retry.NEVER,
    params=(_PERSON_ID,), body=IdentificationSessionCreate, auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 409: ErrorList, 412: ErrorList, 422: ErrorList, 500: ErrorList},
)
_IDENTIFICATION_SESSIONS_GET = _kit.Operation[IdentificationSession](
    "identification_sessions.get", "GET", "/v1/persons/{person_id}/identification_sessions/{id}", IdentificationSession, _kit.Retry.SAFE,
    params=(_PERSON_ID, _kit.Param("id", "id", _kit.Place.PATH, _kit.Check("id", required=True))), auth="partner",
    errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList}, echo=(_kit.Echo("id", ("id",)),),
)


class IdentificationSessions(_kit.Resource["IdentificationSessionsWithResponse"]):
    """Identification sessions: the Bankident webview."""

    def create(
        self, person_id: str, *, callback_url: str, identification_methods: Sequence[SessionMethodInput | str],
        timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> IdentificationSession:
        """Create an identification session.

        Redirect the customer to the url of the answer; the mobile number is verified within the session. A person that is not eligible for
        one of the methods is refused.

        Args:
            person_id: Identifier of the person.
            callback_url: For the end of the flow, "with the proper format with HTTPS://".
            identification_methods: Methods among which the customer may identify.

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

    create = _kit.raw(IdentificationSessions.create)
    get = _kit.raw(IdentificationSessions.get)


class AsyncIdentificationSessions(_kit.AsyncResource["AsyncIdentificationSessionsWithResponse"]):
    """Identification sessions: the Bankident webview."""

    create = _kit.awaited(IdentificationSessions.create)
    get = _kit.awaited(IdentificationSessions.get)


class AsyncIdentificationSessionsWithResponse(_kit.View[AsyncIdentificationSessions]):
    """The calls of `AsyncIdentificationSessions`, each answering a `Response`."""

    create = _kit.async_raw(IdentificationSessions.create)
    get = _kit.async_raw(IdentificationSessions.get)
