# Generated from specs/identplus.yaml (sha256 77e75830e16fd6f192ffee3baedc26aa1e4bd0ca587cf1943076f8a08d9043be). Do not edit: change the spec, then `make generate`.
"""Identity checks."""

# fmt: off
from typing import Unpack, cast
from identkit.core import _kit
from identkit.identplus.models import Identcheck, IdentcheckRequest, IdentcheckRequestParams

__all__ = ["AsyncIdentchecks", "Identchecks"]

_IDENTCHECKS_CREATE = _kit.Operation[Identcheck](
    "identchecks.create", "POST", "/api/v1/identchecks.json", Identcheck, _kit.Retry.NEVER, body=IdentcheckRequest, auth="bearer",
    errors={422: dict[str, list[str]]}, carries=("ident_code",),
)
_IDENTCHECKS_GET_STATUS = _kit.Operation[Identcheck](
    "identchecks.get_status", "GET", "/api/v1/identchecks/status/{id}.json", Identcheck, _kit.Retry.SAFE,
    params=(_kit.Param("id", "id", _kit.Place.PATH, _kit.Check("id", required=True, min_length=1)),), auth="bearer",
    errors={404: dict[str, list[str]], 422: dict[str, list[str]]}, echo=(_kit.Echo("id", ("id",)),),
)
_IDENTCHECKS_WAIT = _kit.Polling(operation=_IDENTCHECKS_GET_STATUS, status="process_status", go_on=frozenset({"SCT_TRIGGERED"}))


class Identchecks(_kit.Resource["IdentchecksWithResponse"]):
    """Identity checks."""

    def create(
        self, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None, **params: Unpack[IdentcheckRequestParams],
    ) -> Identcheck:
        """Create an identcheck.

        The answer says at once whether the transfer was triggered (`SCT_TRIGGERED`) or the request was discarded (`SCT_DISCARDED`, with a
        note).

        The payee's name of the payment order is put together from `partner_firstname` and `partner_lastname`. It has to match a stricter
        pattern than the two fields; where it does not, the provider adapts characters ("ü" to "ue") and, if that is not enough, uses "a
        defined fallback name".

        Args:
            ident_code: Identification code, passed to the purpose element of the SCT payment order. At least one digit and one lower-case
                letter. 6 to 15 characters, must match `^(?=.*[0-9])(?=.*[a-z])([a-z0-9]+)$`.
            partner_type: Part the partner has in the contract. One of "LESSOR", "LESSEE" or "CARETAKER".
            partner_iban: Valid IBAN of the partner; German accounts only. Blanks and small letters are put right. At most 22 characters,
                must match `^DE`.
            partner_gender: Gender of the partner. One of "M", "W" or "U".
            partner_firstname: First name of the partner. 2 to 44 characters, must match `^[a-zA-ZäÄöÖüÜß]+[a-zA-ZäÄöÖüÜß .-]+$`.
            partner_lastname: Last name of the partner. At least one letter. At most 46 characters, must match
                `^(?=.*[a-zA-ZäÄöÖüÜß]+)[a-zA-ZäÄöÖüÜß .-]+$`.
            partner_birthdate: Birth date of the partner, yyyy-mm-dd.
            partner_street: Street of the partner's address, without the house number. Street, a blank and house number are at most 46
                characters together. Must match `^[0-9a-zA-ZäÄöÖüÜß .-]+$`.
            partner_housenumber: House number of the partner's address. Street, a blank and house number are at most 46 characters together.
                Must match `^[0-9a-zA-Z/ .-]+$`.
            partner_postcode: Post code of the partner's address, five digits. 5 characters, must match `^[0-9]+$`.
            partner_city: City of the partner's address. At most 44 characters, must match `^[a-zA-ZäÄöÖüÜß .-]+$`.
            partner_country: Country of the partner's address, always "DEU".
            contract_type: Type of the contract ("privat" in the sample; the document lists no values).
            contract_number: Number of the contract.
            contract_subject: Subject of the contract ("Wohnungsmietvertrag" in the sample).
            agb_terms: The partner accepted the general terms (AGB). Only true is allowed.
            dsv_terms: The partner accepted the data protection terms (DSV). Only true is allowed.

        Raises:
            BadRequest: 400. Bad request, diverse reasons; the JSON may be malformed.
            Unauthorized: 401. The token is missing or wrong.
            NotAcceptable: 406. Diverse reasons; the interface "requires a proper JSON request".
            UnprocessableEntity: 422. Diverse reasons; the body says which. Body: dict[str, list[str]].
            ServerError: 500. Internal server error.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: IDENTPLUS, "Create new identcheck" (documented). POST /api/v1/identchecks.json
        """
        return self._core.call(_IDENTCHECKS_CREATE, body=params, timeout=timeout, extra_headers=extra_headers)

    def get_status(self, id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> Identcheck:
        """Get the status of an identcheck.

        Not allowed for an identcheck that was discarded (`SCT_DISCARDED`): that "results in rejection" (422 `process status not
        acceptable`). Stop asking as soon as the status is not `SCT_TRIGGERED`; an identcheck beyond an age that the document does not name
        answers 422 `record age exceeded`.

        Args:
            id: Identifier of the identcheck, as `create` returned it. At least 1 character.

        Raises:
            Unauthorized: 401. The token is missing or wrong.
            NotFound: 404. There is no such identcheck. Body: dict[str, list[str]].
            NotAcceptable: 406. Diverse reasons; the interface "requires a proper JSON request".
            UnprocessableEntity: 422. The identcheck cannot be asked for: it was discarded, or it is too old. Body: dict[str, list[str]].
            ServerError: 500. Internal server error.

        Source: IDENTPLUS, "Get identcheck status" (documented). GET /api/v1/identchecks/status/{id}.json
        """
        return self._core.call(_IDENTCHECKS_GET_STATUS, {"id": id}, timeout=timeout, extra_headers=extra_headers)

    def wait(self, id: str | Identcheck, *, timeout: float, extra_headers: _kit.HeadersLike = None) -> Identcheck:
        """Wait while the status is SCT_TRIGGERED, with growing pauses.

        Calls `get_status` and returns its last answer.

        Args:
            id: Identifier of the identcheck, as `create` returned it. At least 1 character. Or the object: one that need not be waited for
                comes back without a call.
            timeout: How long to wait at most, in seconds, pauses and calls together.

        Raises:
            WaitTimeout: the status is still one to wait on; `last` is the object as last seen.
            ApiError: as `get_status`; a 5xx in between is survived.

        Source: IDENTPLUS, "Get identcheck status" (documented)
        """
        return cast("Identcheck", self._core.wait(_IDENTCHECKS_WAIT, {"id": id}, timeout=timeout, extra_headers=extra_headers))


class IdentchecksWithResponse(_kit.View[Identchecks]):
    """The calls of `Identchecks`, each answering a `Response`."""

    create = _kit.raw(Identchecks.create)
    get_status = _kit.raw(Identchecks.get_status)
    wait = _kit.raw(Identchecks.wait)


class AsyncIdentchecks(_kit.AsyncResource["AsyncIdentchecksWithResponse"]):
    """Identity checks."""

    create = _kit.awaited(Identchecks.create)
    get_status = _kit.awaited(Identchecks.get_status)
    wait = _kit.awaited(Identchecks.wait)


class AsyncIdentchecksWithResponse(_kit.View[AsyncIdentchecks]):
    """The calls of `AsyncIdentchecks`, each answering a `Response`."""

    create = _kit.async_raw(Identchecks.create)
    get_status = _kit.async_raw(Identchecks.get_status)
    wait = _kit.async_raw(Identchecks.wait)
