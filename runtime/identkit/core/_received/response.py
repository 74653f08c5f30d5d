"""From an answer's bytes to what a method returns or raises. No I/O.

Decoding never tells a value: of a decoder's complaint only what comes out of the spec is repeated (expected types, names of
required fields, the path), the rest becomes a general sentence.
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar, cast

import httpx
import msgspec

from identkit.core._calling import policy
from identkit.core._calling.description import ErrorShape, Operation
from identkit.core._calling.paging import Page
from identkit.core._errors import ApiError, DecodeError, class_for
from identkit.core._received.codecs import Codec
from identkit.core._received.reasons import Reason
from identkit.core._sent.checks import is_list
from identkit.core._types import Record, decoder

T = TypeVar("T")

_REQUEST_IDS = frozenset({b"x-request-id", b"x-correlation-id", b"request-id"})
_BOM = b"\xef\xbb\xbf"  # some servers begin their UTF-8 with it, though JSON should not
_ANY_FILE = frozenset({"*/*", "application/octet-stream"})
_PLAIN = re.compile(r"[\w.:;=,+/-]{1,128}", re.ASCII)
_PATH = re.compile(r" - at (?:`key` in )?`(\$[^`]*)`$")
# What msgspec may complain about without repeating a value.
_HARMLESS = re.compile(
    r"Expected `[^`]*`(?:, got `[^`]*`| of length [<>=]+ \d+)?"
    r"|Object missing required field `[^`]*`"
    r"|Invalid (?:RFC3339 encoded (?:datetime|date|time)|base64 encoded string|ISO8601 duration|UUID)"
    r"|Number out of range"
    r"|JSON is malformed: [a-z ]+ \(byte \d+\)"
    r"|Input data was truncated"
)


class Response(Record, Generic[T], frozen=True):
    """An answer as a whole: `data` decoded, and what else came with it. `content` is the body, after decryption.

    `elapsed` is the time of the answered attempt, in seconds. `repr` shows neither body nor headers.
    """

    hidden: ClassVar[frozenset[str]] = frozenset({"data", "headers", "content"})

    data: T
    status_code: int
    headers: httpx.Headers
    content: bytes
    request_id: str | None
    elapsed: float


def request_id(headers: httpx.Headers) -> str | None:
    """The identifier that the provider gave the exchange, if it did."""
    for name, value in headers.raw:  # one look at each header: this runs for every answer
        if name.lower() in _REQUEST_IDS and _PLAIN.fullmatch(text := value.decode("latin-1")):
            return text
    return None


def decoded(operation: Operation[T], answer: httpx.Response, codec: Codec | None, elapsed: float) -> Response[T]:
    """The answer to a successful call. Raises DecodeError, or DecryptionError out of the codec."""
    content = answer.content
    if codec is not None:
        content = codec.decode(content, answer.headers.get("content-type", ""))
    data: Any = _data(operation, answer, content, encoded=codec is not None)
    if operation.page is not None:
        flag = answer.headers.get(operation.partial_header, "") if operation.partial_header else ""
        data = cast("type[Page[Any]]", operation.page)(data, partial=flag.strip().lower() == "true")
    return Response(data, answer.status_code, answer.headers, content, request_id(answer.headers), elapsed)


def _data(operation: Operation[Any], answer: httpx.Response, content: bytes, *, encoded: bool) -> Any:
    kind = operation.returns
    if kind is None:
        return None
    if not encoded:
        refuse_other_type(operation, answer, content)
    if kind is bytes:
        return content
    data, complaint = decode(kind, content)
    if complaint is not None:
        raise DecodeError(operation.name, *complaint, status_code=answer.status_code, content=content)
    return data


def refuse_other_type(operation: Operation[Any], answer: httpx.Response, content: bytes = b"") -> None:
    """Raise DecodeError for an answer that says itself that it is something else: a proxy's HTML page, JSON instead of a PDF."""
    told = media_type(answer.headers)
    wanted = operation.accept.partition(";")[0].strip().lower()
    if operation.returns is bytes and wanted not in _ANY_FILE and "," not in wanted:
        wrong = told not in {"", wanted, "application/octet-stream"}
    else:
        suspects = {"text/html", "application/json"} if operation.returns is bytes else {"text/html"}
        wrong = told in suspects and wanted not in {told, "*/*"}
    if wrong:
        found = told if _PLAIN.fullmatch(told) else "of another type"
        raise DecodeError(operation.name, "$", f"the answer is {found}, not {wanted}", status_code=answer.status_code, content=content)


def media_type(headers: Mapping[str, str]) -> str:
    """The media type of an answer without parameters, in small letters; "" when it states none."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def decode(kind: Any, content: bytes) -> tuple[Any, tuple[str, str] | None]:
    """The decoded value, or None and what is wrong: the path and a sentence without any value.

    The error is handed back and not raised, so that the decoder's own, which may hold values, does not become its context.
    """
    content = content.removeprefix(_BOM)
    try:
        return decoder(kind).decode(content or b"null"), None
    except msgspec.DecodeError as error:
        if not content:
            return None, ("$", "the body is empty")
        return None, complaint(str(error))
    except UnicodeDecodeError:
        return None, ("$", "the body is not UTF-8")
    except RecursionError:
        return None, ("$", "the body is nested too deeply")


def complaint(message: str) -> tuple[str, str]:
    """Path and sentence out of msgspec's message; what is not known to be harmless is left out."""
    path = ""
    while found := _PATH.search(message):  # one more for each `Lenient` list on the way
        path, message = path + found[1].removeprefix("$"), message[: found.start()]
    return f"${path}", message if _HARMLESS.fullmatch(message) else "the value is not one of those allowed here"


def api_error(operation: Operation[Any], shape: ErrorShape, answer: httpx.Response, now: float) -> ApiError:
    """The error for an answer that is not a success. A body that is not as described is kept as bytes."""
    content = answer.content
    errors, status = operation.errors, answer.status_code
    codes = _codes(shape, content)
    kind = errors.get(status, errors.get(status // 100, errors.get(0)))
    if kind is None and codes and len(kinds := set(errors.values())) == 1:
        (kind,) = kinds  # a status that is not described, with the API's one form of errors: it holds a code
    body, wrong = decode(kind, content) if kind is not None else (content, None)
    return class_for(answer.status_code)(
        operation.name,
        answer.status_code,
        code=codes[0] if codes else None,
        codes=codes,
        body=content if wrong is not None else body,
        request_id=request_id(answer.headers),
        retry_after=policy.retry_after(answer.headers.get("retry-after"), now),
        reason=_reason(shape, codes[0], status) if codes else None,
    )


def _codes(shape: ErrorShape, content: bytes) -> tuple[str, ...]:
    if not shape.code_path or not content:
        return ()
    document, wrong = decode(Any, content)
    found = () if wrong is not None else _walk(document, shape.code_path) or _walk(document, _of_one(shape.code_path))
    return tuple(str(code) for code in found if isinstance(code, str | int) and not isinstance(code, bool) and code != "")


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
        return tuple(found for item in items for found in _walk(item, rest))
    return _walk(value[step], rest) if isinstance(value, dict) and step in value else ()


def _reason(shape: ErrorShape, code: str, status: int) -> Reason | None:
    """What the tables say about a code. One that stands in several belongs to the table that has it with the answer's status."""
    tables = shape.reasons() if shape.reasons is not None else ()
    found = [reason for table in tables if (reason := table.get(code)) is not None]
    return next((reason for reason in found if reason.http_status in {None, status}), found[0] if found else None)
