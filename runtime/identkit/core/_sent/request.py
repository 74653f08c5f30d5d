"""From an operation and a caller's values to an httpx request. No I/O; every problem is found before anything is sent."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, ClassVar, cast, get_args, get_origin
from urllib.parse import quote, urlencode

import httpx
import msgspec
from msgspec import UNSET

from identkit.core._calling.description import Operation, Param, Place
from identkit.core._errors import RequestInvalid
from identkit.core._sent import body as bodies
from identkit.core._sent import checks, multipart, rules
from identkit.core._sent.body import Problems
from identkit.core._sent.headers import UNSAFE, unusable
from identkit.core._sent.multipart import text
from identkit.core._types import Model, Record

_ENCODER = msgspec.json.Encoder()


class Target(Record, frozen=True):
    """Where an operation's requests go and what they always carry."""

    hidden: ClassVar[frozenset[str]] = frozenset({"headers", "timeout", "from_client"})

    base_url: str
    headers: Mapping[str, str]  # in small letters
    timeout: Mapping[str, float | None]
    from_client: Mapping[str, object]  # values of the parameters given when the client was made; credentials are among them


class Outgoing(msgspec.Struct, frozen=True):
    """A request ready to be sent, and the identifiers that an `AmbiguousOutcome` may show."""

    request: httpx.Request
    carries: Mapping[str, Any]
    asked: Mapping[str, Any]  # what the answer may have to repeat, by Python name


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
    path, query, headers = _place(operation, target, params, problems)
    for rule in operation.rules:
        if (name := rules.broken(rule, params, now)) is not None:
            problems.add(name, rule.message)
    content, carries = _content(operation, body, problems, now)
    if content or operation.content_type:
        headers["content-type"] = operation.content_type or _content_type(operation, content)
    if extra_headers:
        _add(headers, extra_headers, fixed_headers or {}, problems)
    if fixed_headers:
        headers.update(fixed_headers)
    if problems:
        raise RequestInvalid(operation.name, problems)
    url = target.base_url + path + ("?" + urlencode(query, quote_via=quote) if query else "")
    place = _fixed_url(url) if path == operation.path and not query else httpx.URL(url)
    # A consent's token is chosen by the person that the parameters name; httpx hands extensions on and sends none of them.
    extensions = {"timeout": target.timeout, "identkit.params": params}
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
    request = httpx.Request(operation.method, place, headers=raw, content=content, extensions=extensions)
    return Outgoing(request, carries, _asked(params, body) if operation.echo else params)


def _asked(params: Mapping[str, Any], body: Any) -> Mapping[str, Any]:
    if isinstance(body, Mapping):
        return {**cast("Mapping[str, Any]", body), **params}
    return {**params, "body": body}


@lru_cache(maxsize=64)
def _fixed_url(url: str) -> httpx.URL:
    """The URL of an operation without parameters, parsed once. URLs with identifiers in them are not kept."""
    return httpx.URL(url)


_CONTENT_TYPES = {"form": "application/x-www-form-urlencoded", "binary": "application/octet-stream"}


def _content_type(operation: Operation[Any], content: bytes | None) -> str:
    if operation.encoding == "multipart":
        return multipart.content_type(content or b"")
    return _CONTENT_TYPES.get(operation.encoding, "application/json")


def _place(
    operation: Operation[Any], target: Target, params: Mapping[str, Any], problems: Problems
) -> tuple[str, list[tuple[str, str]], dict[str, str]]:
    path = operation.path
    query: list[tuple[str, str]] = []
    headers = {**target.headers, "accept": operation.accept}
    for param in operation.params:
        value = target.from_client.get(param.name, UNSET) if param.from_client else params.get(param.name, UNSET)
        if value is UNSET or value is None:
            value = UNSET if param.default is None else param.default
        elif not param.from_client and (wrong := _wrong(param, value)):
            problems.add(param.name, *wrong)
            continue
        if value is UNSET:
            if param.check.required or param.place is Place.PATH:
                problems.add(param.name, checks.REQUIRED)
        elif param.place is Place.PATH:
            path = _in_path(path, param, ",".join(_items(value)), problems)
        elif param.place is Place.QUERY:
            query.extend(_in_query(param, value))
        elif UNSAFE.search(sent := ",".join(_items(value))):
            problems.add(param.name, "must not contain control characters")
        elif param.place is Place.COOKIE:
            cookies = [headers["cookie"]] if "cookie" in headers else []
            headers["cookie"] = "; ".join([*cookies, f"{param.wire}={quote(sent, safe='')}"])
        else:
            headers[param.wire.lower()] = sent
    return path, query, headers


def _wrong(param: Param, value: Any) -> list[str]:
    return checks.test(param.check)(value)


def _in_query(param: Param, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in cast("Mapping[str, Any]", value).items():
            yield from _spread(f"{param.wire}[{key}]" if param.deep else key, inner)
        return
    items = _items(value)
    yield from ((param.wire, item) for item in ([param.joined.join(items)] if param.joined and items else items))


def _spread(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in cast("Mapping[str, Any]", value).items():
            yield from _spread(f"{name}[{key}]", inner)
    elif value is not None:
        yield from ((name, item) for item in _items(value))


def _in_path(path: str, param: Param, value: str, problems: Problems) -> str:
    if value in {"", ".", ".."}:  # they would call another operation
        problems.add(param.name, checks.REQUIRED if not value else "is not allowed")
    return path.replace(f"{{{param.wire}}}", quote(value, safe=""))


def _items(value: Any) -> list[str]:
    if checks.is_list(value):
        return [text(item) for item in value]
    return [text(value)]


def _content(operation: Operation[Any], body: Any, problems: Problems, now: float) -> tuple[bytes | None, Mapping[str, Any]]:
    """The body as bytes, and the fields of it that `AmbiguousOutcome` may show."""
    kind = operation.body
    if kind is None or body is None or body is UNSET:
        if kind is not None and isinstance(kind, type) and issubclass(kind, Model):
            body = {}  # so that what is missing is named
        else:
            return None, {}
    if kind is bytes:
        if not isinstance(body, bytes):
            problems.add("base", "must be bytes")
        return body, {}
    if isinstance(kind, type) and issubclass(kind, Model):
        body = bodies.build(kind, body, problems, now)
    elif get_origin(kind) is list:
        body = _list(get_args(kind)[0], body, problems, now)
    if problems:
        return None, {}
    if operation.body_optional and isinstance(body, Model) and not msgspec.to_builtins(body):
        return None, {}
    return _encoded(operation, body, problems), _carried(operation, body)


def _carried(operation: Operation[Any], body: Any) -> Mapping[str, Any]:
    values = ((name, rules.lookup(body, name)) for name in operation.carries)
    return {name: value for name, value in values if value is not UNSET}


def _list(kind: Any, body: Any, problems: Problems, now: float) -> Any:
    if not checks.is_list(body):
        problems.add("base", "must be a list")
        return body
    if isinstance(kind, type) and issubclass(kind, Model):
        return [bodies.build(kind, item, problems, now, str(index)) for index, item in enumerate(body)]
    if kind is str:
        for index, item in enumerate(body):
            if not isinstance(item, str) or not item:
                problems.add(str(index), "must be a string, and not an empty one")
    return list(body)


def _encoded(operation: Operation[Any], body: Any, problems: Problems) -> bytes:
    try:
        if operation.encoding == "form":
            pairs = msgspec.to_builtins(body)
            return urlencode([(name, item) for name, value in pairs.items() if value is not None for item in _items(value)]).encode()
        return multipart.encode(body) if operation.encoding == "multipart" else _ENCODER.encode(body)
    except (TypeError, ValueError, OverflowError, RecursionError):
        problems.add("base", "holds something that cannot be sent")  # the error of the encoder would show it
        return b""


def _add(headers: dict[str, str], extra: Mapping[str, str], fixed: Mapping[str, str], problems: Problems) -> None:
    """Put the caller's headers over ours, but not over those that carry credentials, ask for encryption or frame the message."""
    if not isinstance(cast("object", extra), Mapping):
        problems.add("extra_headers", "must be a mapping of names to values")
        return
    kept = frozenset(name.lower() for name in fixed)
    for name, value in extra.items():
        if (problem := unusable(name, value, kept)) is not None:
            problems.add("extra_headers", problem)
        else:
            headers[name.lower()] = value
