"""Talking to a token endpoint: what is asked, what it answers (under RFC 6749's names or in camelCase), how long a token lives."""

import math
import random
import re
from base64 import urlsafe_b64decode
from collections.abc import Callable
from typing import Any, ClassVar, cast

import httpx

from identkit.core._calling import policy
from identkit.core._calling.clock import Clock
from identkit.core._calling.description import Retry
from identkit.core._calling.limits import TimeLimits
from identkit.core._calling.steps import Pause, Send, Steps
from identkit.core._errors import ApiError, DecodeError, class_for
from identkit.core._received.decoding import decode, loose
from identkit.core._received.reading import Body, ExchangeFailed, Reply, Unusable
from identkit.core._received.response import request_id
from identkit.core._types import Record

DEFAULT_LIFETIME = 3600.0  # seconds; what most providers say
LIMITS = TimeLimits(attempt=30.0)
MAX_BYTES = 1024 * 1024  # of a token endpoint's answer
REPEATS = 2
LONGEST_PAUSE = 10.0  # seconds; everybody who needs the token waits
_TOKEN = re.compile(r"[\x21-\x7e]+")  # what may stand in a header
_REFRESH_TOKEN = re.compile(rb'"refresh(?:_t|T)oken"\s*:\s*"([!#-\[\]-~]+)"')  # without escapes


class TokenAnswer(Record, frozen=True):
    """A token endpoint's answer. Its tokens are in no repr."""

    secrets: ClassVar[frozenset[str]] = frozenset({"access_token", "refresh_token"})

    access_token: str
    lifetime: float
    refresh_token: str | None = None
    subject: str | None = None


def ask(make_request: Callable[[], httpx.Request], clock: Clock, limits: TimeLimits = LIMITS) -> Steps[Reply]:
    """Send a request whose repetition does no harm, and repeat it while the provider is busy, at most twice."""
    attempt = 0
    while True:
        reply = yield from reply_to(token_request(make_request(), limits))
        if attempt == REPEATS or not policy.repeat_status(Retry.SAFE, reply.status_code):
            return reply
        wait = policy.retry_after(reply.headers.get("retry-after"), clock.now())
        if wait is not None and wait > LONGEST_PAUSE:
            return reply
        yield Pause(policy.pause(attempt, wait, random.random()), clock)  # noqa: S311  # spreads clients over time, guards nothing
        attempt += 1


def reply_to(send: Send) -> Steps[Reply]:
    """Send a token request. An answer that broke off is one all the same where what came of it is a whole object with a token.

    What was asked with is used up at the provider; only the end of the connection, or of its framing, is missing.
    """
    try:
        reply: Reply = yield send
    except ExchangeFailed as error:
        failure = error
    else:
        return reply
    part = remains(failure)
    if part is not None and _token(_document(part.content) or {}, "access_token", "accessToken") is not None:
        return part
    raise failure


def remains(failure: ExchangeFailed) -> Reply | None:
    """What came of an answer before it broke off, its encoding undone as far as it goes; None where no answer began."""
    head = failure.head
    if head is None:
        return None
    try:
        content = Body(head.headers, MAX_BYTES).feed(head.content)
    except Unusable:
        content = head.content
    return Reply(head.status_code, head.headers, content)


def token_request(request: httpx.Request, limits: TimeLimits = LIMITS) -> Send:
    """The step that sends a request to a token endpoint, within our own time limits and the caller's."""
    limits = LIMITS.within(limits)
    request.extensions = {**request.extensions, "timeout": limits.extension}
    return Send(request, MAX_BYTES, limits)


def form_request(url: str, form: dict[str, str]) -> httpx.Request:
    """A form to post."""
    return plain_request("POST", url, form)


def plain_request(method: str, url: str, form: dict[str, str] | None = None, headers: dict[str, str] | None = None) -> httpx.Request:
    """A request that no client settings have touched."""
    return httpx.Request(method, url, data=form, headers={"Accept": "application/json", **(headers or {})})


def read(operation: str, response: Reply, now: float, subject_field: str = "") -> TokenAnswer:
    """Read an answer; `subject_field` names the one that says whose tokens they are.

    Raises ApiError for an error status and DecodeError for anything that is no token.
    """
    if not response.is_success:
        raise failure(operation, response, now)
    answer = _document(response.content)
    status = response.status_code
    if answer is None:
        raise DecodeError(operation, "$", "not a JSON object", status_code=status, content=response.content)
    access_token = _token(answer, "access_token", "accessToken")
    if access_token is None:
        raise DecodeError(operation, "$.access_token", "no token", status_code=status, content=response.content)
    subject = answer.get(subject_field) if subject_field else None
    return TokenAnswer(
        access_token=access_token,
        lifetime=lifetime(access_token, answer.get("expires_in"), now),
        refresh_token=_token(answer, "refresh_token", "refreshToken"),
        subject=str(subject) if isinstance(subject, int | str) and not isinstance(subject, bool) else None,
    )


def rotated(response: Reply) -> str | None:
    """The new refresh token in an answer, whatever else is wrong with it: it may be the only one that is still good.

    An answer that is no JSON, for it was cut or holds an odd byte, is searched for it.
    """
    if not response.is_success:
        return None
    answer = _document(response.content)
    if answer is not None:
        return _token(answer, "refresh_token", "refreshToken")
    tokens = {match[1].decode("ascii") for match in _REFRESH_TOKEN.finditer(response.content)}
    return tokens.pop() if len(tokens) == 1 else None


def failure(operation: str, response: Reply, now: float) -> ApiError:
    """The error of a refused token request, with OAuth's error code where there is one."""
    reason = (_document(response.content) or {}).get("error")  # not every provider writes RFC 6749's error bodies
    code = reason if isinstance(reason, str) and re.fullmatch(r"[a-z_]{1,40}", reason) else None
    return class_for(response.status_code)(
        operation,
        response.status_code,
        code=code,
        codes=(code,) if code else (),
        body=response.content,
        request_id=request_id(response.headers),
        retry_after=policy.retry_after(response.headers.get("retry-after"), now),
    )


def _document(content: bytes) -> dict[str, Any] | None:
    """A JSON object; an answer with a token may write numbers and characters that JSON does not have, and is worth the look."""
    document: Any
    document, wrong = decode(dict[str, Any], content)
    if wrong is not None:
        document = loose(content)
    return cast("dict[str, Any]", document) if isinstance(document, dict) else None


def lifetime(token: str, expires_in: Any, now: float) -> float:
    """Seconds a new token will live: as the answer says, else as the token itself says, else 60 minutes.

    The token is read without checking its signature: it only decides when we ask for the next one.
    """
    seconds = _number(expires_in) or 0.0
    if seconds > 0:
        return seconds
    claims = _claims(token)
    ends, begins = _number(claims.get("exp")), _number(claims.get("iat"))
    if ends is None:
        return DEFAULT_LIFETIME
    seconds = ends - (now if begins is None else begins)
    # A token that has ended when it arrives means that one of the two clocks is wrong; a refusal will tell when it has really ended.
    return seconds if seconds > 0 else DEFAULT_LIFETIME


def _claims(token: str) -> dict[str, Any]:
    parts = token.split(".")
    if len(parts) != 3:
        return {}
    try:
        return _document(urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4))) or {}
    except ValueError:  # no base64
        return {}


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _token(answer: dict[str, Any], *names: str) -> str | None:
    """The first of these values that can stand in a header; an empty one is none."""
    for name in names:
        value = answer.get(name)
        if isinstance(value, str) and _TOKEN.fullmatch(value):
            return value
    return None
