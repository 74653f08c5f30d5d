# Generated from specs/solaris (sha256 ad6e4aac8b2f205162fedf3dae8b0a1e7f23ee3e109f78123fb42d1843d54067). Do not edit: change the spec, then `make generate`.
"""Documents of a person, reports and signed contracts among them."""

# fmt: off
import builtins
from collections.abc import Iterator
from pathlib import Path
from typing import overload
from identkit.core import _kit
from identkit.solaris.models import ContentDispositionHeaders, Document, DocumentsListHeaders, ErrorList

__all__ = ["AsyncDocuments", "Documents"]

_PERSON_ID = _kit.Param("person_id", "person_id", _kit.Place.PATH, _kit.Check("person_id", required=True))
_ID = _kit.Param("id", "id", _kit.Place.PATH, _kit.Check("id", required=True))
_DOCUMENTS_LIST = _kit.Operation[list[Document]](
    "documents.list", "GET", "/v1/persons/{person_id}/documents", list[Document], _kit.Retry.SAFE,
    params=(
        _PERSON_ID, _kit.Param("page_number", "page[number]", _kit.Place.QUERY, _kit.Check("page_number", kind="integer")),
        _kit.Param("page_size", "page[size]", _kit.Place.QUERY, _kit.Check("page_size", kind="integer")),
        _kit.Param("customer_accessible", "customer_accessible", _kit.Place.QUERY, _kit.Check("customer_accessible", kind="boolean")),
        _kit.Param("include_deleted", "include_deleted", _kit.Place.QUERY, _kit.Check("include_deleted", kind="boolean")),
        _kit.Param("sort", "sort", _kit.Place.QUERY, _kit.Check("sort")),
    ),
    auth="partner", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
    rules=(
        _kit.Rule(kind="at-least", fields=("page_number", "page_size"), message="is smaller than 1", limit=1, doubtful=True),
        _kit.Rule(kind="at-most", fields=("page_size",), message="is larger than 1000", limit=1000, doubtful=True),
        _kit.Rule(
            kind="known", fields=("sort",), message="is no property that we know to be sorted by", values=("created_at",), doubtful=True,
        ),
    ),
    headers=DocumentsListHeaders,
)
_DOCUMENTS_GET = _kit.Operation[Document](
    "documents.get", "GET", "/v1/persons/{person_id}/documents/{id}", Document, _kit.Retry.SAFE, params=(_PERSON_ID, _ID), auth="partner",
    errors={401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList}, echo=(_kit.Echo("id", ("id",)),),
)
_DOCUMENTS_DOWNLOAD = _kit.Operation[bytes](
    "documents.download", "GET", "/v1/persons/{person_id}/documents/{id}/file", bytes, _kit.Retry.SAFE, params=(_PERSON_ID, _ID),
    auth="partner", accept="*/*", errors={400: ErrorList, 401: ErrorList, 403: ErrorList, 404: ErrorList, 500: ErrorList},
    headers=ContentDispositionHeaders, max_bytes=4294967296,
)


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
            page_number: Number of the page, 1 when left out.
            page_size: Objects on a page, 10 when left out, at most 1000.
            customer_accessible: Only documents the customer may or may not see.
            include_deleted: Deleted documents, too.
            sort: The property to sort by.

        Raises:
            BadRequest: 400. The request breaks a rule; the errors name the fields. Body: ErrorList.
            Unauthorized: 401. The access token is missing, malformed or has expired (token_required, invalid_token). Body: ErrorList.
            Forbidden: 403. The partner may not do this, or a one-time password is wrong. Body: ErrorList.
            NotFound: 404. There is no such object (model_not_found). Body: ErrorList.
            ServerError: 500. Something went wrong at Solaris (generic_error). Body: ErrorList.

        Source: Solaris API reference, person-documents; referred to by video-ident, Other identification endpoints, and bankident, Useful
            resources (referenced). GET /v1/persons/{person_id}/documents
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

        Source: Solaris API reference, person-documents (referenced). GET /v1/persons/{person_id}/documents/{id}
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

        Source: Solaris API reference, person-documents file (referenced). GET /v1/persons/{person_id}/documents/{id}/file
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
            page_size: Objects on a page, 10 when left out, at most 1000.
            customer_accessible: Only documents the customer may or may not see.
            include_deleted: Deleted documents, too.
            sort: The property to sort by.

        Raises:
            ApiError: as `list`.

        Source: Solaris API reference, person-documents; referred to by video-ident, Other identification endpoints, and bankident, Useful
            resources (referenced)
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

    list = _kit.headed(DocumentsListHeaders)(Documents.list)
    get = _kit.raw(Documents.get)
    download = _kit.headed(ContentDispositionHeaders)(Documents.download)


class AsyncDocuments(_kit.AsyncResource["AsyncDocumentsWithResponse"]):
    """Documents of a person, reports and signed contracts among them."""

    list = _kit.awaited(Documents.list)
    get = _kit.awaited(Documents.get)
    download = _kit.awaited(Documents.download)
    iterate = _kit.iterated(Documents.iterate)


class AsyncDocumentsWithResponse(_kit.View[AsyncDocuments]):
    """The calls of `AsyncDocuments`, each answering a `Response`."""

    list = _kit.async_headed(DocumentsListHeaders)(Documents.list)
    get = _kit.async_raw(Documents.get)
    download = _kit.async_headed(ContentDispositionHeaders)(Documents.download)
