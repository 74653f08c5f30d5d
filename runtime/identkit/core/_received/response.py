"""From an answer's bytes to what a method returns or raises. No I/O.

Decoding never tells a value: of a decoder's complaint only what comes out of the spec is repeated (expected types, names of
required fields, the path), the rest becomes a general sentence.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar, cast

import httpx

from identkit.core._calling import policy
from identkit.core._calling.description import ErrorShape, Operation
from identkit.core._calling.paging import Page
from identkit.core._errors import ApiError, DecodeError, class_for
from identkit.core._received import echo
from identkit.core._received.codecs import Codec
from identkit.core._received.decoding import decode, said
from identkit.core._received.reading import Reply
from identkit.core._received.reasons import Reason
from identkit.core._received.unknown import Watch
from identkit.core._types import Record, mark_echoes
from identkit.core._values import is_list

T = TypeVar("T")
H = TypeVar("H")

_REQUEST_IDS = frozenset({b"x-request-id", b"x-correlation-id", b"request-id"})
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_JSON = frozenset({"application/json", "text/json"})
_ANY_FILE = frozenset({"*/*", "application/octet-stream"})
_UTF_8 = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_PLAIN = re.compile(r"[\w.:;=,+/-]{1,128}", re.ASCII)


class ForeignAnswer(DecodeError):
    """An answer about another object than the one that was asked for."""


class Response(Record, Generic[T], frozen=True):
    """An answer as a whole: `data` decoded, and what else came with it. `content` is the body, after decryption.

    `elapsed` is the time of the answered attempt, in seconds. `repr` shows neither body nor headers.
    """

    secrets: ClassVar[frozenset[str]] = frozenset({"data", "headers", "content"})

    data: T
    status_code: int
    headers: httpx.Headers
    content: bytes
    request_id: str | None
    elapsed: float
    attempts: int = 1
    """How often the request was sent."""


class HeadedResponse(Response[T], Generic[T, H], frozen=True):
    """An answer whose headers are documented."""

    header_model: type[H] | None = None

    @property
    def typed_headers(self) -> H:
        """The documented headers under Python names, as the document types them; None where one is missing or of another form."""
        from identkit.core._received.headers import read

        return read(cast("type[H]", self.header_model), self.headers)


def request_id(headers: httpx.Headers) -> str | None:
    """The identifier that the provider gave the exchange, if it did."""
    for name, value in headers.raw:  # one look at each header: this runs for every answer
        if name.lower() in _REQUEST_IDS and _PLAIN.fullmatch(text := value.decode("latin-1")):
            return text
    return None


def decoded(
    operation: Operation[T],
    answer: Reply,
    codec: Codec | None,
    elapsed: float,
    arguments: Mapping[str, Any] | None = None,
    attempts: int = 1,
    watch: Watch | None = None,
) -> Response[T]:
    """The answer to a successful call. Raises DecodeError, or DecryptionError out of the codec.

    `asked` are the parameters and body fields that the answer has to repeat where the operation says so; `watch` looks at what the
    document does not know.
    """
    content = answer.content
    if codec is not None:
        content = codec.decode(content, answer.headers.get("content-type", ""))
    data: Any = _data(operation, answer, content, watch, encoded=codec is not None)
    if operation.echo and (problem := echo.difference(operation.echo, arguments or {}, data)) is not None:
        raise ForeignAnswer(operation.name, *problem, status_code=answer.status_code, content=content)
    if operation.page is not None:
        flag = answer.headers.get(operation.partial_header, "") if operation.partial_header else ""
        data = cast("type[Page[Any]]", operation.page)(data, partial=flag.strip().lower() == "true")
    return whole(operation, answer, data, content, elapsed, attempts)


def whole(operation: Operation[T], answer: Reply, data: Any, content: bytes, elapsed: float, attempts: int) -> Response[T]:
    """The answer as it is handed out."""
    parts = (data, answer.status_code, answer.headers, content, request_id(answer.headers), elapsed, attempts)
    return Response(*parts) if operation.headers is None else HeadedResponse(*parts, operation.headers)


def kind_of(operation: Operation[Any], status: int) -> Any:
    """The type that an answer of this status has."""
    for key in (status, status // 100, 0) if operation.answers else ():
        if key in operation.answers:
            return operation.answers[key]
    return operation.returns


def _data(operation: Operation[Any], answer: Reply, content: bytes, watch: Watch | None, *, encoded: bool) -> Any:
    if answer.status_code == 304:  # what the caller has is still good
        return None
    if not answer.is_success:
        return answer.headers.get("location", "")  # a redirect that the document describes: where it points is the answer
    kind = kind_of(operation, answer.status_code)
    if kind is None:
        return None
    if not encoded:
        refuse_other_type(operation, answer, content, kind)
    if kind is bytes:
        refuse_nothing(operation, answer, len(content))
        return _in_base64(content) if content[:1] == b'"' and _is_json(media_type(answer.headers), operation.accept) else content
    data, complaint = _read(kind, answer.headers, content, operation.accept)
    if complaint is not None:
        raise DecodeError(operation.name, *complaint, status_code=answer.status_code, content=content)
    if watch is not None and content:
        watch.look(operation.name, data, content)
    return data


def _read(kind: Any, headers: httpx.Headers, content: bytes, accept: str) -> tuple[Any, tuple[str, str] | None]:
    """The value that a body is, or None and what is wrong: of JSON, or of text where the answer is that."""
    media = media_type(headers)
    if kind is str and not _is_json(media, accept):
        return _text_of(headers, content, accept), None
    if accept.startswith("text/") and not _is_json(media, ""):
        return said(kind, _text_of(headers, content, accept))
    if (match := _CHARSET.search(headers.get("content-type", ""))) and match[1].lower() not in _UTF_8:
        content = _text_of(headers, content).encode("utf-8", "replace")
    data, complaint = decode(kind, content)
    if complaint is not None and kind is str and not media:  # nobody says that it is JSON
        return _text_of(headers, content), None
    return data, complaint


def _in_base64(content: bytes) -> bytes:
    """The bytes that JSON writes as text; what is none is a file that happens to begin so."""
    data, complaint = decode(bytes, content)
    return content if complaint is not None else cast("bytes", data)


def _is_json(kind: str, accept: str) -> bool:
    """Whether an answer is JSON: as it says itself, else as was asked for."""
    name = kind or accept.partition(",")[0].partition(";")[0].strip()
    return name == "application/json" or name.endswith("+json")


def _text_of(headers: httpx.Headers, content: bytes, accept: str = "") -> str:
    """Text in the characters that the answer names, else in those of the document."""
    match = _CHARSET.search(headers.get("content-type", "")) or _CHARSET.search(accept)
    try:
        return content.decode(match[1] if match else "utf-8", "replace")
    except LookupError:  # a character set that nobody knows
        return content.decode("utf-8", "replace")


def refuse_other_type(operation: Operation[Any], answer: Reply, content: bytes = b"", kind: Any = bytes) -> None:
    """Raise DecodeError for an answer that says itself that it is something else: a proxy's HTML page, JSON instead of a PDF."""
    media = media_type(answer.headers)
    kinds = [part.partition(";")[0].strip().lower() for part in operation.accept.split(",")]
    suspect = media in _PAGES or (kind in {bytes, str} and (media in _JSON or media.endswith("+json")))
    anything = kind is str or not suspect  # what pages and error messages come as is not taken for a document
    fits = media in kinds or any(each[-2:] == "/*" and (anything if each == "*/*" else media.startswith(each[:-1])) for each in kinds)
    if fits or media in {"", "application/octet-stream"}:
        return
    strict = kind is bytes and len(kinds) == 1 and kinds[0] not in _ANY_FILE
    if strict or suspect:
        name = media if _PLAIN.fullmatch(media) else "of another type"
        message = f"the answer is {name}, not {' or '.join(kinds)}"
        raise DecodeError(operation.name, "$", message, status_code=answer.status_code, content=content)


def refuse_nothing(operation: Operation[Any], answer: Reply, size: int) -> None:
    """Raise DecodeError where a file was asked for and none came, or a part of one that nobody asked for."""
    is_part = answer.status_code == 206 and not operation.partial
    problem = "the answer is only a part of the file" if is_part else "the answer holds no file" if size == 0 else ""
    if problem:
        raise DecodeError(operation.name, "$", problem, status_code=answer.status_code, content=answer.content)


def media_type(headers: Mapping[str, str]) -> str:
    """The media type of an answer without parameters, in small letters; "" when it states none."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def api_error(operation: Operation[Any], shape: ErrorShape, answer: Reply, now: float, request: bytes = b"") -> ApiError:
    """The error for an answer that is not a success. A body that is not as described is kept as bytes. `sent` is what was asked with."""
    content = answer.content
    status, media = answer.status_code, media_type(answer.headers)
    document, wrong = decode(Any, content) if content else (None, None)
    codes = () if wrong is not None else _codes(shape, document)
    kind = _error_kind(operation, status, media)
    if kind is None and codes and len(kinds := set(operation.errors.values())) == 1:
        (kind,) = kinds  # a status that is not described, with the API's one form of errors: it holds a code
    body, wrong = _read(kind, answer.headers, content, media or "application/json") if kind not in {None, bytes} else (content, None)
    mark_echoes(body, frozenset(_texts(decode(Any, request)[0])) if request else frozenset())
    return class_for(status)(
        operation.name,
        status,
        code=codes[0] if codes else None,
        codes=codes,
        body=content if wrong is not None else body,
        content=content,
        title=_text(shape, document, "title"),
        detail=_text(shape, document, "detail"),
        location=answer.headers.get("location") if status // 100 == 3 else None,
        request_id=request_id(answer.headers),
        retry_after=policy.retry_after(answer.headers.get("retry-after"), now),
        reason=_reason(shape, codes[0], status) if codes else None,
    )


def _error_kind(operation: Operation[Any], status: int, media: str) -> Any:
    """The type of an error's body, by the most precise description of its status; None where there is none."""
    for key in (status, status // 100, 0):
        kind = operation.error_types.get(key, {}).get(media, operation.errors.get(key))
        if kind is not None:
            return kind
    return None


def _texts(value: Any) -> Iterator[str]:
    """Every value of a JSON document, as text."""
    if isinstance(value, Mapping):
        for inner in cast("Mapping[str, Any]", value).values():
            yield from _texts(inner)
    elif is_list(value):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str | int | float) and not isinstance(value, bool):
        yield str(value)


def _text(shape: ErrorShape, document: Any, name: str) -> str | None:
    """The title or detail of an error, with or without the provider's wrapper around it (RFC 9457 has none)."""
    path = (*shape.code_path[:-1], name)
    texts = _walk(document, path) or _walk(document, _of_one(path)) or _walk(document, (name,))
    return next((text for text in texts if isinstance(text, str) and text), None)


def _codes(shape: ErrorShape, document: Any) -> tuple[str, ...]:
    if not shape.code_path:
        return ()
    codes = _walk(document, shape.code_path) or _walk(document, _of_one(shape.code_path))
    return tuple(str(code) for code in codes if isinstance(code, str | int) and not isinstance(code, bool) and code != "")


def _of_one(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Where the code stands in an error that comes without the list around it, as pages of documents may describe theirs."""
    lists = [index for index, step in enumerate(path) if isinstance(step, int)]
    return path[lists[0] + 1 :] if lists else path


def _walk(value: Any, path: tuple[str | int, ...]) -> tuple[Any, ...]:
    """What stands at a path; a number in the path stands for every item from there on."""
    if not path:
        return (value,)
    step, rest = path[0], path[1:]
    if isinstance(step, int):
        items = value[step:] if is_list(value) else ()
        return tuple(each for item in items for each in _walk(item, rest))
    return _walk(value[step], rest) if isinstance(value, dict) and step in value else ()


def _reason(shape: ErrorShape, code: str, status: int) -> Reason | None:
    """What the tables say about a code. One that stands in several belongs to the table that has it with the answer's status."""
    tables = shape.reasons() if shape.reasons is not None else ()
    reasons = [reason for table in tables if (reason := table.get(code)) is not None]
    return next((reason for reason in reasons if reason.http_status in {None, status}), reasons[0] if reasons else None)
