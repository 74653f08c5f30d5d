# Generated from specs/gopay.yaml (sha256 8072d4ad4cf5a7a499e8995523fb834d0672b498e0fc191d1983e77b5f635b25). Do not edit: change the spec, then `make generate`.
"""Identification status and PDF of a person who has consented."""

# fmt: off
from datetime import date
from pathlib import Path
from typing import overload
from identkit.core import _kit
from identkit.gopay.models import IdentificationStatus

__all__ = ["AsyncIdentifications", "Identifications"]

_CLIENT_PROFILE_ID = _kit.Param(
    "client_profile_id", "clientProfileId", _kit.Place.PATH, _kit.Check("client_profile_id", required=True, kind="integer|string"),
)
_IDENTIFICATIONS_GET_STATUS = _kit.Operation[IdentificationStatus](
    "identifications.get_status", "GET", "/v1/client/client-profile/{clientProfileId}/identification-status", IdentificationStatus,
    _kit.Retry.SAFE, params=(_CLIENT_PROFILE_ID,), auth="clientToken", echo=(_kit.Echo("client_profile_id", ("client_profile_id",)),),
)
_IDENTIFICATIONS_GET_PDF = _kit.Operation[bytes](
    "identifications.get_pdf", "GET", "/v1/client/client-profile/{clientProfileId}/identification-pdf", bytes, _kit.Retry.SAFE,
    params=(_CLIENT_PROFILE_ID, _kit.Param("on_date", "onDate", _kit.Place.QUERY, _kit.Check("on_date", kind="date"))),
    auth=(("applicationToken",), ("clientToken",)), accept="application/pdf",
)


class Identifications(_kit.Resource["IdentificationsWithResponse"]):
    """Identification status and PDF of a person who has consented."""

    def get_status(
        self, client_profile_id: int | str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> IdentificationStatus:
        """Read the identification status of a person.

        State, reasons and, once there are any, the collected identification data. Needs the person's consent (client token). GoPay also
        sends an HTTP notification when the data change; read the status again then.

        Args:
            client_profile_id: Identifier of the client profile, from the client token.

        Raises:
            Forbidden: 403. Not-authorized access.
            NotFound: 404. Service does not exist.
            Conflict: 409. Validation errors.
            ServerError: 500. Calling ended with error.
            ConsentLost: the person has not consented, or the consent has ended: ask again.

        Source: GoPay Identification service, Identification status (documented). GET
            /v1/client/client-profile/{clientProfileId}/identification-status
        """
        return self._core.call(
            _IDENTIFICATIONS_GET_STATUS, {"client_profile_id": client_profile_id}, timeout=timeout, extra_headers=extra_headers,
        )

    @overload
    def get_pdf(
        self, client_profile_id: int | str, *, on_date: date | str | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> bytes: ...
    @overload
    def get_pdf(
        self, client_profile_id: int | str, *, on_date: date | str | None = None, to: Path | str, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> _kit.SavedFile: ...
    def get_pdf(
        self, client_profile_id: int | str, *, on_date: date | str | None = None, to: Path | str | None = None,
        timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> bytes | _kit.SavedFile:
        """Get the identification of a person as a PDF.

        Works once the person has consented, also for a past day.

        Args:
            client_profile_id: Identifier of the client profile, from the client token.
            on_date: The day whose state the PDF shows; left out: the present state.
            to: Write the file to this path, readable by its owner only, instead of returning it.

        Raises:
            Forbidden: 403. Not-authorized access.
            NotFound: 404. Service does not exist.
            Conflict: 409. Validation errors.
            ServerError: 500. Calling ended with error.

        Source: GoPay Identification service, PDF (documented). GET /v1/client/client-profile/{clientProfileId}/identification-pdf
        """
        if to is not None:
            return self._core.download(
                _IDENTIFICATIONS_GET_PDF, {"client_profile_id": client_profile_id, "on_date": on_date}, to=to, timeout=timeout,
                extra_headers=extra_headers,
            )
        return self._core.call(
            _IDENTIFICATIONS_GET_PDF, {"client_profile_id": client_profile_id, "on_date": on_date}, timeout=timeout,
            extra_headers=extra_headers,
        )


class IdentificationsWithResponse(_kit.View[Identifications]):
    """The calls of `Identifications`, each answering a `Response`."""

    get_status = _kit.raw(Identifications.get_status)
    get_pdf = _kit.raw(Identifications.get_pdf)


class AsyncIdentifications(_kit.AsyncResource["AsyncIdentificationsWithResponse"]):
    """Identification status and PDF of a person who has consented."""

    get_status = _kit.awaited(Identifications.get_status)
    get_pdf = _kit.awaited(Identifications.get_pdf)


class AsyncIdentificationsWithResponse(_kit.View[AsyncIdentifications]):
    """The calls of `AsyncIdentifications`, each answering a `Response`."""

    get_status = _kit.async_raw(Identifications.get_status)
    get_pdf = _kit.async_raw(Identifications.get_pdf)
