# Generated from specs/postident.yaml (sha256 d17cfdaeba493fcd0fbb8d98d6764aa24e1140c68d36e7cc0d22c259e98afeef). Do not edit: change the spec, then `make generate`.
"""Identification cases."""

# fmt: off
import builtins
from collections.abc import Iterator, Sequence
from datetime import datetime
from identkit.core import _kit
from identkit.postident.models import (
    ArchivedCase, CasePage, CaseResult, CaseStart, ContactDataProvided, ContactDataProvidedParams, CustomData, CustomDataParams,
    DrivingLicenceProvided, DrivingLicenceProvidedParams, IdentificationDocumentProvided, IdentificationDocumentProvidedParams, OrderData,
    ProcessData, ProcessDataParams, XPARTIALDELIVERYHeaders,
)

__all__ = ["AsyncCases", "Cases"]

_CLIENT_ID = _kit.Param(
    "client_id", "clientId", _kit.Place.PATH,
    _kit.Check(
        "client_id", required=True, pattern="^[A-Z0-9]+$",
        text=(
            ("en", "must be alphanumeric and upper case, such as 1234ABCD"),
            ("de", "darf nur aus Großbuchstaben und Ziffern bestehen, etwa 1234ABCD"),
        ),
    ),
    from_client=True,
)
_NEW = _kit.Param("new", "new", _kit.Place.QUERY, _kit.Check("new", kind="boolean"))
_IN_PROGRESS = _kit.Param("in_progress", "inProgress", _kit.Place.QUERY, _kit.Check("in_progress", kind="boolean"))
_CLOSED = _kit.Param("closed", "closed", _kit.Place.QUERY, _kit.Check("closed", kind="boolean"))
_ARCHIVED = _kit.Param("archived", "archived", _kit.Place.QUERY, _kit.Check("archived", kind="boolean"))
_CREATED_FROM = _kit.Param("created_from", "createdFrom", _kit.Place.QUERY, _kit.Check("created_from", kind="date-time"))
_CREATED_UNTIL = _kit.Param("created_until", "createdUntil", _kit.Place.QUERY, _kit.Check("created_until", kind="date-time"))
_CLOSED_FROM = _kit.Param("closed_from", "closedFrom", _kit.Place.QUERY, _kit.Check("closed_from", kind="date-time"))
_CLOSED_UNTIL = _kit.Param("closed_until", "closedUntil", _kit.Place.QUERY, _kit.Check("closed_until", kind="date-time"))
_CASES_LIST = _kit.Operation[CasePage](
    "cases.list", "GET", "/{clientId}/cases", list[CaseResult], _kit.Retry.SAFE,
    params=(_CLIENT_ID, _NEW, _IN_PROGRESS, _CLOSED, _ARCHIVED, _CREATED_FROM, _CREATED_UNTIL, _CLOSED_FROM, _CLOSED_UNTIL), auth="basic",
    content_type="application/json", codec="jwe", headers=XPARTIALDELIVERYHeaders, page=CasePage, partial_header="X-PARTIAL-DELIVERY",
)
_CASES_CREATE = _kit.Operation[CaseStart](
    "cases.create", "POST", "/{clientId}/cases", CaseStart, _kit.Retry.NEVER, params=(_CLIENT_ID,), body=OrderData, auth="basic",
    carries=("process_data.reference_id",),
)
_CASES_LIST_FULL = _kit.Operation[CasePage](
    "cases.list_full", "GET", "/{clientId}/cases/full", list[CaseResult], _kit.Retry.SAFE,
    params=(_CLIENT_ID, _NEW, _IN_PROGRESS, _CLOSED, _ARCHIVED, _CREATED_FROM, _CREATED_UNTIL, _CLOSED_FROM, _CLOSED_UNTIL), auth="basic",
    content_type="application/json", codec="jwe", headers=XPARTIALDELIVERYHeaders, page=CasePage, partial_header="X-PARTIAL-DELIVERY",
)
_MAX_RESULTS = _kit.Param("max_results", "maxResults", _kit.Place.QUERY, _kit.Check("max_results", kind="integer"))
_CASES_LIST_STATUS = _kit.Operation[CasePage](
    "cases.list_status", "GET", "/{clientId}/cases/status", list[CaseResult], _kit.Retry.SAFE,
    params=(_CLIENT_ID, _NEW, _IN_PROGRESS, _CLOSED, _ARCHIVED, _CREATED_FROM, _CREATED_UNTIL, _CLOSED_FROM, _CLOSED_UNTIL, _MAX_RESULTS),
    auth="basic", content_type="application/json", codec="jwe",
    rules=(_kit.Rule(kind="at-least", fields=("max_results",), message="is smaller than 1", limit=1, doubtful=True),),
    headers=XPARTIALDELIVERYHeaders, page=CasePage, partial_header="X-PARTIAL-DELIVERY",
)
_CASES_LIST_STATUS_FULL = _kit.Operation[CasePage](
    "cases.list_status_full", "GET", "/{clientId}/cases/status/full", list[CaseResult], _kit.Retry.SAFE,
    params=(_CLIENT_ID, _NEW, _IN_PROGRESS, _CLOSED, _ARCHIVED, _CREATED_FROM, _CREATED_UNTIL, _CLOSED_FROM, _CLOSED_UNTIL, _MAX_RESULTS),
    auth="basic", content_type="application/json", codec="jwe",
    rules=(_kit.Rule(kind="at-least", fields=("max_results",), message="is smaller than 1", limit=1, doubtful=True),),
    headers=XPARTIALDELIVERYHeaders, page=CasePage, partial_header="X-PARTIAL-DELIVERY",
)
_CASES_ARCHIVE = _kit.Operation[list[ArchivedCase]](
    "cases.archive", "PATCH", "/{clientId}/cases/archive", list[ArchivedCase], _kit.Retry.REPEATABLE, params=(_CLIENT_ID,), body=list[str],
    body_check=_kit.Check("body", kind="array", items=_kit.Check("item")), aliases={"base": "case_ids"}, auth="basic",
    echo=(_kit.Echo("body", ("*", "case_id")),),
)
_CASE_ID = _kit.Param("case_id", "caseId", _kit.Place.PATH, _kit.Check("case_id", required=True))
_INCLUDE_BINARY_DATA = _kit.Param(
    "include_binary_data", "includeBinaryData", _kit.Place.QUERY, _kit.Check("include_binary_data", kind="boolean"),
)
_INCLUDE_RESULT_PDF = _kit.Param(
    "include_result_pdf", "includeResultPdf", _kit.Place.QUERY, _kit.Check("include_result_pdf", kind="boolean"),
)
_CASES_GET = _kit.Operation[CaseResult](
    "cases.get", "GET", "/{clientId}/cases/{caseId}", CaseResult, _kit.Retry.SAFE,
    params=(_CLIENT_ID, _CASE_ID, _INCLUDE_BINARY_DATA, _INCLUDE_RESULT_PDF), auth="basic", content_type="application/json", codec="jwe",
    rules=(_kit.Rule(kind="requires", fields=("include_result_pdf", "include_binary_data"), message="include_result_pdf needs include_binary_data, too", text=(("en", "the result PDF needs the binary data too"), ("de", "das Ergebnis-PDF gibt es nur mit den Binärdaten"))),),
    echo=(_kit.Echo("case_id", ("case_id",)),),
)
_CASES_GET_FULL = _kit.Operation[CaseResult](
    "cases.get_full", "GET", "/{clientId}/cases/{caseId}/full", CaseResult, _kit.Retry.SAFE,
    params=(_CLIENT_ID, _CASE_ID, _INCLUDE_BINARY_DATA, _INCLUDE_RESULT_PDF), auth="basic", content_type="application/json", codec="jwe",
    rules=(_kit.Rule(kind="requires", fields=("include_result_pdf", "include_binary_data"), message="include_result_pdf needs include_binary_data, too", text=(("en", "the result PDF needs the binary data too"), ("de", "das Ergebnis-PDF gibt es nur mit den Binärdaten"))),),
    echo=(_kit.Echo("case_id", ("case_id",)),),
)
_CASES_GET_STATUS = _kit.Operation[CaseResult](
    "cases.get_status", "GET", "/{clientId}/cases/{caseId}/status", CaseResult, _kit.Retry.SAFE, params=(_CLIENT_ID, _CASE_ID),
    auth="basic", content_type="application/json", codec="jwe", echo=(_kit.Echo("case_id", ("case_id",)),),
)
_CASES_GET_STATUS_FULL = _kit.Operation[CaseResult](
    "cases.get_status_full", "GET", "/{clientId}/cases/{caseId}/status/full", CaseResult, _kit.Retry.SAFE, params=(_CLIENT_ID, _CASE_ID),
    auth="basic", content_type="application/json", codec="jwe", echo=(_kit.Echo("case_id", ("case_id",)),),
)
_CASES_DRAIN = _kit.Draining(
    listing=_CASES_LIST, archive=_CASES_ARCHIVE, identifier="case_id", refuse=("new", "in_progress", "closed", "archived"),
)


class Cases(_kit.Resource["CasesWithResponse"]):
    """Identification cases."""

    def list(
        self, *, new: bool | None = None, in_progress: bool | None = None, closed: bool | None = None, archived: bool | None = None,
        created_from: datetime | str | None = None, created_until: datetime | str | None = None, closed_from: datetime | str | None = None,
        closed_until: datetime | str | None = None, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> CasePage:
        """List cases with their primary identification.

        At most 1,000 cases, without binary data: images and result PDFs come with `get` only. When there are more, the answer's header
        `X-PARTIAL-DELIVERY` is "true"; archive the cases you have and ask again (`drain` does that).

        Args:
            new: Deliver cases with status "new". False when left out.
            in_progress: Deliver cases with status "in progress". False when left out.
            closed: Deliver cases with status "closed". True when left out.
            archived: Include cases marked as archived. False when left out.
            created_from: Only cases created at this time or later, with the offset to UTC. No limit when left out.
            created_until: Only cases created until this time, with the offset to UTC. No limit when left out.
            closed_from: Only cases closed at this time or later, with the offset to UTC. No limit when left out.
            closed_until: Only cases closed until this time, with the offset to UTC. No limit when left out.

        Raises:
            BadRequest: 400. A field or a date is badly formatted.
            Unauthorized: 401. User name or password is wrong or missing, or the client ID is unknown or not set up for this API.
            DecryptionError: the answer is not encrypted as asked for.

        Source: Guide 2, 7 REST API, List operation to get identification data (documented). GET /{clientId}/cases
        """
        return self._core.call(
            _CASES_LIST,
            {
                "new": new, "in_progress": in_progress, "closed": closed, "archived": archived, "created_from": created_from,
                "created_until": created_until, "closed_from": closed_from, "closed_until": closed_until,
            },
            timeout=timeout, extra_headers=extra_headers,
        )

    def create(
        self, *, custom_data: CustomData | CustomDataParams | _kit.UnsetType = _kit.UNSET,
        process_data: ProcessData | ProcessDataParams | _kit.UnsetType = _kit.UNSET,
        contact_data_provided: ContactDataProvided | ContactDataProvidedParams | _kit.UnsetType = _kit.UNSET,
        identification_document_provided: IdentificationDocumentProvided | IdentificationDocumentProvidedParams | _kit.UnsetType = _kit.UNSET,
        driving_licence_provided: DrivingLicenceProvided | DrivingLicenceProvidedParams | _kit.UnsetType = _kit.UNSET,
        timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> CaseStart:
        """Start a case.

        For the client itself or, where that is set up, for a partner who runs the front end. In the client - partner constellation "only
        the partner can create the identification", under an accounting number of its own. All parts are optional. There is no field for the
        identification method. The answer says where the user goes on.

        Args:
            custom_data: Free texts of the client, echoed in results.
            process_data: How the case is run.
            contact_data_provided: Contact data as known to the client.
            identification_document_provided: Data of the identification document as known to the client.
            driving_licence_provided: Data of the driving licence as known to the client.

        Raises:
            BadRequest: 400. A field or a date is badly formatted.
            Unauthorized: 401. User name or password is wrong or missing, or the client ID is unknown or not set up for this API.
            Conflict: 409. The `referenceId` is not unique for this clientId.
            AmbiguousOutcome: the request may have been carried out and must not be repeated blindly.

        Source: Guide 2, 9 Partner, Start a new identification (documented). POST /{clientId}/cases
        """
        return self._core.call(
            _CASES_CREATE,
            body={
                "custom_data": custom_data, "process_data": process_data, "contact_data_provided": contact_data_provided,
                "identification_document_provided": identification_document_provided, "driving_licence_provided": driving_licence_provided,
            },
            timeout=timeout, extra_headers=extra_headers,
        )

    def list_full(
        self, *, new: bool | None = None, in_progress: bool | None = None, closed: bool | None = None, archived: bool | None = None,
        created_from: datetime | str | None = None, created_until: datetime | str | None = None, closed_from: datetime | str | None = None,
        closed_until: datetime | str | None = None, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> CasePage:
        """List cases with all their identifications.

        Like `list`, with every identification of each case.

        Args:
            new: Deliver cases with status "new". False when left out.
            in_progress: Deliver cases with status "in progress". False when left out.
            closed: Deliver cases with status "closed". True when left out.
            archived: Include cases marked as archived. False when left out.
            created_from: Only cases created at this time or later, with the offset to UTC. No limit when left out.
            created_until: Only cases created until this time, with the offset to UTC. No limit when left out.
            closed_from: Only cases closed at this time or later, with the offset to UTC. No limit when left out.
            closed_until: Only cases closed until this time, with the offset to UTC. No limit when left out.

        Raises:
            BadRequest: 400. A field or a date is badly formatted.
            Unauthorized: 401. User name or password is wrong or missing, or the client ID is unknown or not set up for this API.
            DecryptionError: the answer is not encrypted as asked for.

        Source: Guide 2, 7 REST API, List operation to get identification data (documented). GET /{clientId}/cases/full
        """
        return self._core.call(
            _CASES_LIST_FULL,
            {
                "new": new, "in_progress": in_progress, "closed": closed, "archived": archived, "created_from": created_from,
                "created_until": created_until, "closed_from": closed_from, "closed_until": closed_until,
            },
            timeout=timeout, extra_headers=extra_headers,
        )

    def list_status(
        self, *, new: bool | None = None, in_progress: bool | None = None, closed: bool | None = None, archived: bool | None = None,
        created_from: datetime | str | None = None, created_until: datetime | str | None = None, closed_from: datetime | str | None = None,
        closed_until: datetime | str | None = None, max_results: int | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> CasePage:
        """List the status of cases, with their primary identification.

        Only caseId, caseStatus, orderData (only customData), the identification (only method and status) and accountingData. A partner may
        call this, too.

        Args:
            new: Deliver cases with status "new". False when left out.
            in_progress: Deliver cases with status "in progress". False when left out.
            closed: Deliver cases with status "closed". True when left out.
            archived: Include cases marked as archived. False when left out.
            created_from: Only cases created at this time or later, with the offset to UTC. No limit when left out.
            created_until: Only cases created until this time, with the offset to UTC. No limit when left out.
            closed_from: Only cases closed at this time or later, with the offset to UTC. No limit when left out.
            closed_until: Only cases closed until this time, with the offset to UTC. No limit when left out.
            max_results: Deliver at most this many cases.

        Raises:
            BadRequest: 400. A field or a date is badly formatted.
            Unauthorized: 401. User name or password is wrong or missing, or the client ID is unknown or not set up for this API.
            DecryptionError: the answer is not encrypted as asked for.

        Source: Guide 2, 7 REST API, List operation to get case status data (documented). GET /{clientId}/cases/status
        """
        return self._core.call(
            _CASES_LIST_STATUS,
            {
                "new": new, "in_progress": in_progress, "closed": closed, "archived": archived, "created_from": created_from,
                "created_until": created_until, "closed_from": closed_from, "closed_until": closed_until, "max_results": max_results,
            },
            timeout=timeout, extra_headers=extra_headers,
        )

    def list_status_full(
        self, *, new: bool | None = None, in_progress: bool | None = None, closed: bool | None = None, archived: bool | None = None,
        created_from: datetime | str | None = None, created_until: datetime | str | None = None, closed_from: datetime | str | None = None,
        closed_until: datetime | str | None = None, max_results: int | None = None, timeout: _kit.TimeoutLike = None,
        extra_headers: _kit.HeadersLike = None,
    ) -> CasePage:
        """List the status of cases, with all their identifications.

        Like `list_status`, with every identification of each case (only method and status). A partner may call this, too.

        Args:
            new: Deliver cases with status "new". False when left out.
            in_progress: Deliver cases with status "in progress". False when left out.
            closed: Deliver cases with status "closed". True when left out.
            archived: Include cases marked as archived. False when left out.
            created_from: Only cases created at this time or later, with the offset to UTC. No limit when left out.
            created_until: Only cases created until this time, with the offset to UTC. No limit when left out.
            closed_from: Only cases closed at this time or later, with the offset to UTC. No limit when left out.
            closed_until: Only cases closed until this time, with the offset to UTC. No limit when left out.
            max_results: Deliver at most this many cases.

        Raises:
            BadRequest: 400. A field or a date is badly formatted.
            Unauthorized: 401. User name or password is wrong or missing, or the client ID is unknown or not set up for this API.
            DecryptionError: the answer is not encrypted as asked for.

        Source: Guide 2, 7 REST API, List operation to get case status data (inferred). GET /{clientId}/cases/status/full
        """
        return self._core.call(
            _CASES_LIST_STATUS_FULL,
            {
                "new": new, "in_progress": in_progress, "closed": closed, "archived": archived, "created_from": created_from,
                "created_until": created_until, "closed_from": closed_from, "closed_until": closed_until, "max_results": max_results,
            },
            timeout=timeout, extra_headers=extra_headers,
        )

    def archive(
        self, case_ids: Sequence[str], *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> builtins.list[ArchivedCase]:
        """Archive closed cases.

        Archived cases are left out of lists unless `archived` is true. "This affects only closed cases. Cases with other status will be
        ignored. Already archived cases stay archived." Archiving does not delay the deletion of a case.

        Args:
            case_ids: The caseIds, a JSON array.

        Raises:
            BadRequest: 400. A field or a date is badly formatted.
            Unauthorized: 401. User name or password is wrong or missing, or the client ID is unknown or not set up for this API.

        Source: Guide 2, 7 REST API, Archiving cases (documented). PATCH /{clientId}/cases/archive
        """
        return self._core.call(_CASES_ARCHIVE, body=case_ids, timeout=timeout, extra_headers=extra_headers)

    def get(
        self, case_id: str, *, include_binary_data: bool | None = None, include_result_pdf: bool | None = None,
        timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> CaseResult:
        """Get a case with its primary identification.

        Args:
            case_id: Identifier of the case (12 characters in the samples).
            include_binary_data: Also deliver the binary data of the records (images, result PDF), Base64 encoded. False when left out. What
                is delivered depends on the identification class. "Alternatively, the binary records can be provided via SFTP"; the video
                recording comes by SFTP only.
            include_result_pdf: Also deliver the result PDF, the human readable form of the result. False when left out; `includeBinaryData`
                must be true. The feature has to be activated for the account. "Alternatively, the result PDF can be provided via SFTP.".

        Raises:
            BadRequest: 400. A field or a date is badly formatted.
            Unauthorized: 401. User name or password is wrong or missing, or the client ID is unknown or not set up for this API.
            NotFound: 404. There is no case with this caseId.
            DecryptionError: the answer is not encrypted as asked for.

        Source: Guide 2, 7 REST API, Retrieve identification data for a single case (documented). GET /{clientId}/cases/{caseId}
        """
        return self._core.call(
            _CASES_GET, {"case_id": case_id, "include_binary_data": include_binary_data, "include_result_pdf": include_result_pdf},
            timeout=timeout, extra_headers=extra_headers,
        )

    def get_full(
        self, case_id: str, *, include_binary_data: bool | None = None, include_result_pdf: bool | None = None,
        timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> CaseResult:
        """Get a case with all its identifications.

        Args:
            case_id: Identifier of the case (12 characters in the samples).
            include_binary_data: Also deliver the binary data of the records (images, result PDF), Base64 encoded. False when left out. What
                is delivered depends on the identification class. "Alternatively, the binary records can be provided via SFTP"; the video
                recording comes by SFTP only.
            include_result_pdf: Also deliver the result PDF, the human readable form of the result. False when left out; `includeBinaryData`
                must be true. The feature has to be activated for the account. "Alternatively, the result PDF can be provided via SFTP.".

        Raises:
            BadRequest: 400. A field or a date is badly formatted.
            Unauthorized: 401. User name or password is wrong or missing, or the client ID is unknown or not set up for this API.
            NotFound: 404. There is no case with this caseId.
            DecryptionError: the answer is not encrypted as asked for.

        Source: Guide 2, 7 REST API, Retrieve identification data for a single case (documented). GET /{clientId}/cases/{caseId}/full
        """
        return self._core.call(
            _CASES_GET_FULL, {"case_id": case_id, "include_binary_data": include_binary_data, "include_result_pdf": include_result_pdf},
            timeout=timeout, extra_headers=extra_headers,
        )

    def get_status(self, case_id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> CaseResult:
        """Get the status of a case, with its primary identification.

        Only caseId, caseStatus, orderData (only customData), the identification (only method and status) and accountingData. A partner may
        call this, too.

        Args:
            case_id: Identifier of the case (12 characters in the samples).

        Raises:
            BadRequest: 400. A field or a date is badly formatted.
            Unauthorized: 401. User name or password is wrong or missing, or the client ID is unknown or not set up for this API.
            NotFound: 404. There is no case with this caseId.
            DecryptionError: the answer is not encrypted as asked for.

        Source: Guide 2, 7 REST API, Retrieve status data for a single case (documented). GET /{clientId}/cases/{caseId}/status
        """
        return self._core.call(_CASES_GET_STATUS, {"case_id": case_id}, timeout=timeout, extra_headers=extra_headers)

    def get_status_full(self, case_id: str, *, timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None) -> CaseResult:
        """Get the status of a case, with all its identifications.

        Like `get_status`, with every identification (only method and status). A partner may call this, too.

        Args:
            case_id: Identifier of the case (12 characters in the samples).

        Raises:
            BadRequest: 400. A field or a date is badly formatted.
            Unauthorized: 401. User name or password is wrong or missing, or the client ID is unknown or not set up for this API.
            NotFound: 404. There is no case with this caseId.
            DecryptionError: the answer is not encrypted as asked for.

        Source: Guide 2, 7 REST API, Retrieve status data for a single case (documented). GET /{clientId}/cases/{caseId}/status/full
        """
        return self._core.call(_CASES_GET_STATUS_FULL, {"case_id": case_id}, timeout=timeout, extra_headers=extra_headers)

    def drain(
        self, *, created_from: datetime | str | None = None, created_until: datetime | str | None = None,
        closed_from: datetime | str | None = None, closed_until: datetime | str | None = None, archive_every: int = 1,
        timeout: _kit.TimeoutLike = None, extra_headers: _kit.HeadersLike = None,
    ) -> Iterator[CaseResult]:
        """Everything that `list` has, page by page; what was read is archived.

        An item is archived once the loop asks for the next one: after a crash or an exception, what was not finished comes again.

        Args:
            created_from: Only cases created at this time or later, with the offset to UTC. No limit when left out.
            created_until: Only cases created until this time, with the offset to UTC. No limit when left out.
            closed_from: Only cases closed at this time or later, with the offset to UTC. No limit when left out.
            closed_until: Only cases closed until this time, with the offset to UTC. No limit when left out.
            archive_every: Archive after so many items; after a crash up to that many come again although they were read.

        Raises:
            ApiError: as `list`.

        Source: Guide 2, 7 REST API, List operation to get identification data (documented)
        """
        return self._core.drain(
            _CASES_DRAIN,
            {"created_from": created_from, "created_until": created_until, "closed_from": closed_from, "closed_until": closed_until},
            archive_every=archive_every, timeout=timeout, extra_headers=extra_headers,
        )


class CasesWithResponse(_kit.View[Cases]):
    """The calls of `Cases`, each answering a `Response`."""

    list = _kit.headed(XPARTIALDELIVERYHeaders)(Cases.list)
    create = _kit.raw(Cases.create)
    list_full = _kit.headed(XPARTIALDELIVERYHeaders)(Cases.list_full)
    list_status = _kit.headed(XPARTIALDELIVERYHeaders)(Cases.list_status)
    list_status_full = _kit.headed(XPARTIALDELIVERYHeaders)(Cases.list_status_full)
    archive = _kit.raw(Cases.archive)
    get = _kit.raw(Cases.get)
    get_full = _kit.raw(Cases.get_full)
    get_status = _kit.raw(Cases.get_status)
    get_status_full = _kit.raw(Cases.get_status_full)


class AsyncCases(_kit.AsyncResource["AsyncCasesWithResponse"]):
    """Identification cases."""

    list = _kit.awaited(Cases.list)
    create = _kit.awaited(Cases.create)
    list_full = _kit.awaited(Cases.list_full)
    list_status = _kit.awaited(Cases.list_status)
    list_status_full = _kit.awaited(Cases.list_status_full)
    archive = _kit.awaited(Cases.archive)
    get = _kit.awaited(Cases.get)
    get_full = _kit.awaited(Cases.get_full)
    get_status = _kit.awaited(Cases.get_status)
    get_status_full = _kit.awaited(Cases.get_status_full)
    drain = _kit.iterated(Cases.drain)


class AsyncCasesWithResponse(_kit.View[AsyncCases]):
    """The calls of `AsyncCases`, each answering a `Response`."""

    list = _kit.async_headed(XPARTIALDELIVERYHeaders)(Cases.list)
    create = _kit.async_raw(Cases.create)
    list_full = _kit.async_headed(XPARTIALDELIVERYHeaders)(Cases.list_full)
    list_status = _kit.async_headed(XPARTIALDELIVERYHeaders)(Cases.list_status)
    list_status_full = _kit.async_headed(XPARTIALDELIVERYHeaders)(Cases.list_status_full)
    archive = _kit.async_raw(Cases.archive)
    get = _kit.async_raw(Cases.get)
    get_full = _kit.async_raw(Cases.get_full)
    get_status = _kit.async_raw(Cases.get_status)
    get_status_full = _kit.async_raw(Cases.get_status_full)
