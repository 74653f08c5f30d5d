"""From an operation and a caller's values to an httpx request. No I/O; every problem is found before anything is sent."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, ParamSpec, cast

import httpx
import msgspec
from msgspec import UNSET

from identkit.core._calling import log
from identkit.core._calling.description import Content, Operation
from identkit.core._errors import RequestInvalid
from identkit.core._sent import body as bodies
from identkit.core._sent import checks, looks, multipart, placing, rules, uploads
from identkit.core._sent.encoding import to_form, to_json, to_lines
from identkit.core._sent.headers import UNSAFE, unusable
from identkit.core._sent.messages import say
from identkit.core._sent.problems import Problems, inspect
from identkit.core._sent.styles import text
from identkit.core._types import Record
from identkit.core._values import is_list

if TYPE_CHECKING:
    from identkit.core._sent.streams import Stream

_P = ParamSpec("_P")


class Target(Record, frozen=True):
    """Where an operation's requests go and what they always carry."""

    secrets: ClassVar[frozenset[str]] = frozenset({"headers", "timeout", "from_client"})

    base_url: str
    headers: Mapping[str, str]  # in small letters
    timeout: Mapping[str, float | None]
    from_client: Mapping[str, object]  # values of the parameters given when the client was made; credentials are among them


class Outgoing(msgspec.Struct, frozen=True):
    """A request ready to be sent, and the identifiers that an `AmbiguousOutcome` may show."""

    request: httpx.Request
    carries: Mapping[str, Any]
    arguments: Mapping[str, Any]  # what the answer may have to repeat, by Python name


def _within_depth(build: Callable[Concatenate[Operation[Any], _P], Outgoing]) -> Callable[Concatenate[Operation[Any], _P], Outgoing]:
    """Tells of values that are nested too deeply to be looked at."""

    def run(operation: Operation[Any], /, *args: _P.args, **kwargs: _P.kwargs) -> Outgoing:
        try:
            return build(operation, *args, **kwargs)
        except RecursionError:
            pass  # outside of this, so that what it raises has no context
        raise RequestInvalid(operation.name, {operation.aliases.get("base", "base"): [say("deep")]})

    return run


@_within_depth
def build(
    operation: Operation[Any],
    target: Target,
    params: Mapping[str, Any],
    body: Any,
    extra_headers: Mapping[str, str] | None,
    now: float,
    fixed_headers: Mapping[str, str] | None = None,
) -> Outgoing:
    """Check everything and build the request. Raises RequestInvalid with all problems at once.

    `fixed_headers` are those of the operation's codec: nothing a caller passes replaces them.
    """
    problems = Problems()
    parts = placing.Parts(operation.path, {**target.headers, "accept": operation.accept})
    for param in operation.params:
        value = placing.value_of(param, target.from_client, params, problems)
        placing.place(param, value, parts, problems, now)
    for rule in operation.rules:
        if (name := rules.broken(rule, params, now)) is not None:
            problems.broken(rule, name)
    headers = parts.headers
    payload = _payload(operation, params, body, problems)
    content, media_type, carries = _content(operation, payload, problems, now)
    if content is not None or operation.content_type:
        headers["content-type"] = media_type if content is not None else operation.content_type
    if extra_headers:
        _add(headers, extra_headers, fixed_headers or {}, problems)
    if fixed_headers:
        headers.update(fixed_headers)
    if problems:
        raise RequestInvalid(operation.name, problems)
    for name, doubt in problems.doubts:
        log.doubtful(operation.name, name, doubt)
    place = _fixed_url(target.base_url + parts.url) if parts.fixed else url_below(target.base_url, parts.url)
    # A consent's token is chosen by the person that the parameters name; httpx hands extensions on and sends none of them.
    extensions = {"timeout": target.timeout, "identkit.params": params}
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    if isinstance(content, bytes | None):
        request = httpx.Request(operation.method, place, headers=raw, content=content, extensions=extensions)
    else:  # with a stream of our own httpx adds no header
        raw += [(b"Host", place.netloc), *((name.encode(), value.encode()) for name, value in content.headers().items())]
        request = httpx.Request(operation.method, place, headers=raw, stream=content, extensions=extensions)
    return Outgoing(request, carries, _arguments(params, body) if operation.echo else params)


def _arguments(params: Mapping[str, Any], body: Any) -> Mapping[str, Any]:
    if isinstance(body, Mapping):
        return {**cast("Mapping[str, Any]", body), **params}
    return {**params, "body": body}


@lru_cache(maxsize=64)
def _fixed_url(url: str) -> httpx.URL:
    """The URL of an operation without parameters, parsed once. URLs with identifiers in them are not kept."""
    return httpx.URL(url)


# What httpx leaves as it is. Percent signs are ours: every value has been escaped.
_PLAIN_TAIL = re.compile(r"(/[A-Za-z0-9_~%/:@$&()*+,;=.-]*)(?:\?([A-Za-z0-9_~%/:@$&()*+,;=.?-]*))?")


def url_below(base: str, tail: str) -> httpx.URL:
    """The URL of a path below a base URL, without parsing what is known: a third of what building a request would take."""
    plain = _PLAIN_TAIL.fullmatch(tail)
    reference: Any = getattr(_fixed_url(base), "_uri_reference", None)
    if plain is None or "/." in tail or not hasattr(reference, "_replace"):
        return httpx.URL(base + tail)
    url = httpx.URL.__new__(httpx.URL)
    url.__dict__["_uri_reference"] = reference._replace(path=reference.path.rstrip("/") + plain[1], query=plain[2])
    return url


class _Payload(msgspec.Struct, frozen=True):
    """A body and the way in which it is to be written."""

    body: Any
    content: Content
    is_main: bool  # not one that was chosen with `content_type=`


_RAW = {"binary", "text"}  # encodings that send a body as it is
CHOICE, RAW = "(content type)", "(content)"  # names of what chooses among several ways of writing a body


def _payload(operation: Operation[Any], params: Mapping[str, Any], body: Any, problems: Problems) -> _Payload:
    choice, raw = params.get(CHOICE), params.get(RAW, UNSET)
    main = Content(operation.content_type, operation.body, operation.encoding, operation.parts)
    usual = operation.content_type or _CONTENT_TYPES.get(operation.encoding, "application/json")
    if choice is None or choice is UNSET or choice == usual:
        return _Payload(body, main, is_main=True)
    if "*" in operation.content_type and isinstance(choice, str) and _fits(choice, operation.content_type):
        return _Payload(body, msgspec.structs.replace(main, media_type=choice), is_main=True)
    for other in operation.contents:
        if other.media_type == choice:
            same = other.type == operation.body or {operation.encoding, other.encoding} <= _RAW  # text and files: one argument for both
            return _Payload(body if same else raw, other, is_main=False)
    problems.add("content_type", "is not one of the document's")
    return _Payload(body, main, is_main=True)


def _fits(kind: str, pattern: str) -> bool:
    """Whether a media type is one of a range."""
    return not UNSAFE.search(kind) and "*" not in kind and fnmatchcase(kind.partition(";")[0].strip().lower(), pattern.lower())


_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_TEXTUAL = re.compile(r"^text/|xml|yaml|graphql|javascript|\bsql\b", re.IGNORECASE)  # media types of text
_CONTENT_TYPES = {
    "form": "application/x-www-form-urlencoded",
    "multipart": "multipart/form-data",
    "binary": "application/octet-stream",
    "text": "text/plain",
}


def _content_type(payload: _Payload, upload: uploads.Upload | None = None) -> str:
    kind = payload.content.media_type
    if not kind or "*" in kind:
        kind = _CONTENT_TYPES.get(payload.content.encoding, "application/json")
        if upload is not None:
            kind = upload.media_type
    return f"{kind}; charset=utf-8" if kind.startswith("text/") and payload.content.encoding == "text" and "charset" not in kind else kind


def _content(
    operation: Operation[Any], payload: _Payload, problems: Problems, now: float
) -> "tuple[bytes | Stream | None, str, Mapping[str, Any]]":
    """The body, its media type, and the fields of it that `AmbiguousOutcome` may show."""
    kind: Any = payload.content.type
    body: Any = payload.body
    if kind is None or not _is_given(operation, payload, problems):
        if looks.is_model(kind):
            bodies.doubt(cast("type[Any]", kind), {}, problems, now)
        return None, "", {}
    if payload.content.encoding in _RAW or (payload.content.encoding == "lines" and uploads.is_file(body)):
        return *_octets(operation, payload, problems), {}
    slips = Problems()
    slips.nulls = "merge-patch" in payload.content.media_type
    if body is UNSET or (body is None and not operation.body_null):
        body = {} if looks.is_model(kind) else None  # so that what is missing is named
    elif body is not None and operation.body_check is not None and payload.is_main:
        inspect(operation.body_check, _fields_of(body), slips)
    elif kind == list[str]:
        _texts(body, slips)
    make = bodies.builder(kind)
    if make is not None and body is not None and not slips:
        body = make(body, slips, now, "")
    for name, messages in slips.items():
        head, dot, rest = name.partition(".")
        problems.add(f"{operation.aliases.get(head, head)}{dot}{rest}", *messages)
    problems.doubts += slips.doubts
    if problems:
        return None, "", {}
    return *_encoded(operation, payload, body, problems), _carried(operation, body)


def _fields_of(body: Any) -> Any:
    """A body without the fields that were not given."""
    return (
        {name: value for name, value in cast("Mapping[str, Any]", body).items() if value is not UNSET}
        if isinstance(body, Mapping)
        else body
    )


def _is_given(operation: Operation[Any], payload: _Payload, problems: Problems) -> bool:
    """Whether there is a body to send. One that is asked for and missing is a problem."""
    body = payload.body
    if body is None and operation.body_null:
        return True
    if isinstance(body, Mapping) and operation.body_optional and all(value is UNSET for value in cast("Mapping[str, Any]", body).values()):
        return False
    if body is not None and body is not UNSET:
        return True
    if operation.body_optional:
        return False
    if not looks.is_model(payload.content.type):
        problems.add(operation.aliases.get("base", "base"), checks.REQUIRED)
        return False
    return True


def _octets(operation: Operation[Any], payload: _Payload, problems: Problems) -> "tuple[bytes | Stream | None, str]":
    body, name = payload.body, operation.aliases.get("base", "base")
    if payload.content.encoding == "text" and isinstance(body, int | float | Decimal | date):
        body = text(body)
    if isinstance(body, str) and (payload.content.encoding == "text" or _TEXTUAL.search(payload.content.media_type)):
        kind = _content_type(payload)
        charset = _CHARSET.search(kind)
        try:
            return body.encode(charset[1] if charset else "utf-8"), kind
        except (LookupError, UnicodeEncodeError):
            problems.add(name, f"holds characters that {charset[1] if charset else 'UTF-8'} has not")
            return None, ""
    if not uploads.is_file(body):
        problems.add(name, "must be text" if payload.content.encoding == "text" else uploads.WRONG)
        return None, ""
    try:
        upload = uploads.read(body)
    except (OSError, ValueError) as error:
        problems.add(name, say("unreadable") if isinstance(error, OSError) else str(error))
        return None, ""
    kind = _content_type(payload, upload)
    if "*" in payload.content.media_type and not _fits(kind, payload.content.media_type):
        problems.add("content_type", checks.REQUIRED)
    return _joined(operation, [upload.content], name), kind


def _joined(operation: Operation[Any], pieces: "list[multipart.Piece]", argument: str) -> "bytes | Stream":
    """The body in one, or as what is read while it is sent."""
    if all(isinstance(piece, bytes) for piece in pieces):
        return b"".join(cast("list[bytes]", pieces))
    from identkit.core._sent.streams import Stream

    return Stream(operation.name, pieces, argument)


def _texts(body: Any, problems: Problems) -> None:
    if not is_list(body):
        problems.add("base", say("list"))
        return
    for index, item in enumerate(body):
        if not isinstance(item, str):
            problems.add(str(index), say("string"))


def _carried(operation: Operation[Any], body: Any) -> Mapping[str, Any]:
    values = ((name, rules.lookup(body, name)) for name in operation.carries)
    return {name: value for name, value in values if value is not UNSET}


def _encoded(operation: Operation[Any], payload: _Payload, body: Any, problems: Problems) -> "tuple[bytes | Stream, str]":
    content = payload.content
    try:
        if content.encoding == "multipart":
            pieces = multipart.encode(body, content.parts)
            return _joined(operation, pieces, "base"), multipart.content_type(cast("bytes", pieces[0]), content.media_type)
        if content.encoding == "lines":
            return to_lines(body, content.media_type), _content_type(payload)
        octets = to_form(body, content.parts) if content.encoding == "form" else to_json(body, content.type)
    except (TypeError, ValueError, OverflowError, RecursionError, OSError):
        problems.add("base", "holds something that cannot be sent")  # the error of the encoder would show it
        return b"", ""
    return octets, _content_type(payload)


def _add(headers: dict[str, str], extra: Mapping[str, str], fixed: Mapping[str, str], problems: Problems) -> None:
    """Put the caller's headers over ours, but not over those that carry credentials, ask for encryption or frame the message."""
    if not isinstance(cast("object", extra), Mapping):
        problems.add("extra_headers", "must be a mapping of names to values")
        return
    names = frozenset(name.lower() for name in fixed)
    for name, value in extra.items():
        if (problem := unusable(name, value, names)) is not None:
            problems.add("extra_headers", problem)
        else:
            headers[name.lower()] = value
