"""What token endpoints answer, under RFC 6749's names or in camelCase, and how long a token lives."""

import math
import re
from base64 import urlsafe_b64decode
from typing import Any

import httpx
import msgspec
from attrs import field, frozen

from identkit.core._calling import policy
from identkit.core._errors import ApiError, DecodeError, class_for
from identkit.core._received.response import request_id

DEFAULT_LIFETIME = 3600.0  # seconds; what most providers say
_decode = msgspec.json.Decoder(dict[str, Any]).decode
_TOKEN = re.compile(r"[\x21-\x7e]+")  # what may stand in a header


@frozen
class TokenAnswer:
    """A token endpoint's answer. Its tokens are in no repr."""

    access_token: str = field(repr=False)
    lifetime: float
    refresh_token: str | None = field(default=None, repr=False)
    subject: str | None = None


def read(operation: str, response: httpx.Response, now: float, subject_field: str = "") -> TokenAnswer:
    """Read an answer; `subject_field` names the one that says whose tokens they are.

    Raises ApiError for an error status and DecodeError for anything that is no token.
    """
    if response.status_code != 200:
        raise failure(operation, response, now)
    try:
        answer = _decode(response.content)
    except msgspec.MsgspecError:
        raise DecodeError(operation, "$", "not a JSON object", status_code=response.status_code) from None
    access_token = _token(operation, answer, "access_token", "accessToken")
    if access_token is None:
        raise DecodeError(operation, "$.access_token", "no token", status_code=response.status_code)
    subject = answer.get(subject_field) if subject_field else None
    return TokenAnswer(
        access_token=access_token,
        lifetime=lifetime(access_token, answer.get("expires_in"), now),
        refresh_token=_token(operation, answer, "refresh_token", "refreshToken"),
        subject=str(subject) if isinstance(subject, int | str) and not isinstance(subject, bool) else None,
    )


def failure(operation: str, response: httpx.Response, now: float) -> ApiError:
    """The error of a refused token request, with OAuth's error code where there is one."""
    code = None
    try:
        told = _decode(response.content).get("error")
        code = told if isinstance(told, str) and re.fullmatch(r"[a-z_]{1,40}", told) else None
    except msgspec.MsgspecError:
        pass  # not every provider writes RFC 6749's error bodies, and there may be a proxy in between
    return class_for(response.status_code)(
        operation,
        response.status_code,
        code=code,
        codes=(code,) if code else (),
        body=response.content,
        request_id=request_id(response.headers),
        retry_after=policy.retry_after(response.headers.get("retry-after"), now),
    )


def lifetime(token: str, told: Any, now: float) -> float:
    """Seconds a new token will live: as the answer says, else as the token itself says, else 60 minutes.

    The token is read without checking its signature: it only decides when we ask for the next one.
    """
    seconds = _number(told) or 0.0
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
        return _decode(urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except ValueError:  # msgspec's and binascii's errors are ValueErrors
        return {}


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _token(operation: str, answer: dict[str, Any], *names: str) -> str | None:
    for name in names:
        value = answer.get(name)
        if value is None:
            continue
        if not isinstance(value, str) or not _TOKEN.fullmatch(value):
            raise DecodeError(operation, f"$.{name}", "not a token")
        return value
    return None
