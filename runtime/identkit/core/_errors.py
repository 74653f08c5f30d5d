"""Errors raised on purpose. Catch the highest line you can act on.

IdentkitError
├── ConfigurationError      a setting is missing or unusable; nothing was sent
├── RequestInvalid          the request breaks a documented rule; nothing was sent
├── ConnectionFailed        no usable answer; nothing was sent, or sending again is harmless
├── AmbiguousOutcome        the request may have reached the provider and must not be repeated blindly
├── ApiError                the provider answered with an error status
│   ├── BadRequest 400 · Unauthorized 401 · Forbidden 403 · NotFound 404 · NotAcceptable 406 · Conflict 409
│   └── PreconditionFailed 412 · UnprocessableEntity 422 · RateLimited 429 · ServerError 5xx
├── DecodeError             the provider answered, but not in the shape its document promises
├── DecryptionError         an encrypted answer that is not for our key, not allowed, or not encrypted at all
├── WebhookRejected         a delivery with a bad signature, source or body
├── ConsentRefused          OAuth: the person came back without a consent, or from a way that this client did not begin
├── ConsentLost             OAuth: the refresh token is no longer accepted; the person has to consent again
├── NoProgress              a list that should advance gives the same page again
├── MissingValue            an object does not hold what was asked of it: a case without an identification
├── FileRefused             a file is not written: no data, an unusable name, or another file in its place
└── WaitTimeout             the object did not reach a state to stop at in time

A message holds the operation, the HTTP status, the provider's code and the names of fields. It never holds a body, a value, a
secret or personal data; what a program may need beyond that are attributes, which `repr` and `str` do not show.
"""

import re
from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, ClassVar, Self

from identkit.core._received.reasons import Reason

_CODE = re.compile(r"[A-Za-z0-9_.:-]{1,80}")


class IdentkitError(Exception):
    """Base of every error this package raises on purpose.

    A pickled error carries what its attributes hold, bodies included: `without_body()` before it goes to a queue or an error tracker.
    """

    _bodies: ClassVar[Mapping[str, Any]] = {}  # attributes with what the provider sent or the caller gave -> what replaces it

    def without_body(self) -> Self:
        """The same error without bodies and objects: what is left may be logged and pickled."""
        bare = copy(self)
        bare.__dict__.update(self._bodies)
        bare.__cause__ = self.__cause__.without_body() if isinstance(self.__cause__, IdentkitError) else None
        bare.__suppress_context__ = True
        return bare


class ConfigurationError(IdentkitError):
    """A setting is missing or unusable. The message names it."""


class RequestInvalid(IdentkitError):
    """The request breaks a documented rule and was not sent.

    `errors` maps each field, as the caller named it (dotted when nested; "base" for the request as a whole), to sentences for whoever
    typed the value, in English and without patterns; `in_language("de")` has them in German, `wording` as a 422 answer words them.
    """

    def __init__(self, operation: str, errors: Mapping[str, Sequence[str]]) -> None:
        lists = {name: list(messages) for name, messages in errors.items()}
        super().__init__(operation, lists)
        self.operation = operation
        self.errors: dict[str, list[str]] = {name: [str(message) for message in messages] for name, messages in lists.items()}
        self._messages = lists

    def in_language(self, language: str) -> dict[str, list[str]]:
        """The messages in a language ("de", "de-DE", "en"); in English where there is no other."""
        which = "german" if language.lower().startswith("de") else ""
        return {name: [str(getattr(each, which, each)) for each in messages] for name, messages in self._messages.items()}

    @property
    def wording(self) -> dict[str, list[str]]:
        """The messages as a 422 answer words them, patterns included: for programs."""
        return {name: [str(getattr(each, "wording", each)) for each in messages] for name, messages in self._messages.items()}

    def __str__(self) -> str:
        text = "; ".join(f"{name}: {', '.join(messages)}" for name, messages in self.errors.items())
        return f"{self.operation}: {text}"


class ConnectionFailed(IdentkitError):
    """No usable answer. Either nothing was sent, or the operation may be sent again without harm."""


class AmbiguousOutcome(IdentkitError):
    """The request may have reached the provider, and sending it again could do it twice.

    `carries` holds the request's own identifiers (`x-carries`), so that the caller can find out what happened.
    """

    _bodies: ClassVar[Mapping[str, Any]] = {"carries": {}}

    def __init__(self, operation: str, cause: str, carries: Mapping[str, Any] | None = None) -> None:
        super().__init__(operation, cause, carries)
        self.operation = operation
        self.cause = cause
        self.carries: dict[str, Any] = dict(carries or {})

    def __getattr__(self, name: str) -> Any:
        try:
            return self.__dict__["carries"][name]
        except KeyError:
            raise AttributeError(name) from None

    def __str__(self) -> str:
        return f"{self.operation}: {self.cause}; the request may have been carried out, look it up before sending it again"

    def __repr__(self) -> str:
        return f"AmbiguousOutcome({str(self)!r})"


class ApiError(IdentkitError):
    """The provider answered with an error status.

    `body` is the error body, typed where the spec describes it, else bytes; `content` are its bytes, `title` and `detail` its words where
    it has some. `location` is where a redirect points. They are for code, not for logs.
    """

    _bodies: ClassVar[Mapping[str, Any]] = {"body": b"", "content": b"", "title": None, "detail": None, "location": None}

    def __init__(
        self,
        operation: str,
        status_code: int,
        *,
        code: str | None = None,
        codes: tuple[str, ...] = (),
        body: Any = b"",
        content: bytes = b"",
        title: str | None = None,
        detail: str | None = None,
        location: str | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
        reason: Reason | None = None,
    ) -> None:
        super().__init__(operation, status_code)
        self.operation = operation
        self.status_code = status_code
        self.code = code
        self.codes = codes
        self.body = body
        self.content = content
        self.title = title
        self.detail = detail
        self.location = location
        self.request_id = request_id
        self.retry_after = retry_after
        self.reason = reason
        """What the provider's table says about `code`; None when the table does not have it."""

    def without_body(self) -> Self:
        """The same error without bodies, and with its code only where it has a code's shape."""
        bare = super().without_body()
        bare.codes = tuple(code for code in self.codes if _CODE.fullmatch(code))
        bare.code = self.code if self.code is not None and _CODE.fullmatch(self.code) else None
        return bare

    def __str__(self) -> str:
        harmless = self.code is not None and _CODE.fullmatch(self.code)  # anything else may be a sentence with a name in it
        code = f", code {self.code}" if harmless else ""
        return f"{self.operation}: HTTP {self.status_code}{code}, request {self.request_id or 'id unknown'}"

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"


class BadRequest(ApiError):
    """400."""


class Unauthorized(ApiError):
    """401."""


class Forbidden(ApiError):
    """403."""


class NotFound(ApiError):
    """404."""


class NotAcceptable(ApiError):
    """406."""


class Conflict(ApiError):
    """409."""


class PreconditionFailed(ApiError):
    """412."""


class UnprocessableEntity(ApiError):
    """422."""


class RateLimited(ApiError):
    """429. `retry_after` is the pause in seconds the provider asked for, if it did."""


class ServerError(ApiError):
    """5xx."""


BY_STATUS: dict[int, type[ApiError]] = {
    400: BadRequest,
    401: Unauthorized,
    403: Forbidden,
    404: NotFound,
    406: NotAcceptable,
    409: Conflict,
    412: PreconditionFailed,
    422: UnprocessableEntity,
    429: RateLimited,
}


def class_for(status_code: int) -> type[ApiError]:
    """The error class of an HTTP status."""
    return BY_STATUS.get(status_code, ServerError if status_code >= 500 else ApiError)


class DecodeError(IdentkitError):
    """The provider answered, but not in the shape its document promises.

    `path` says where the body departs from the spec (JSON path); the value is nowhere. `content` is the body, for code only.
    """

    _bodies: ClassVar[Mapping[str, Any]] = {"content": b""}

    def __init__(self, operation: str, path: str, problem: str, *, status_code: int = 0, content: bytes = b"") -> None:
        super().__init__(operation, path, problem)
        self.operation = operation
        self.path = path
        self.problem = problem
        self.status_code = status_code
        self.content = content

    def __str__(self) -> str:
        return f"{self.operation}: {self.problem} at {self.path}"


class DecryptionError(IdentkitError):
    """An encrypted answer that is not for our key, not of an allowed kind, damaged, or not encrypted at all."""


class WebhookRejected(IdentkitError):
    """A webhook delivery with a bad signature, source or body.

    `status_code` is the HTTP status to answer with: 401 when it is not the provider's, 413 when it is too large, 422 when it is not
    an event.
    """

    def __init__(self, problem: str, status_code: int = 401) -> None:
        super().__init__(problem, status_code)
        self.status_code = status_code

    def __str__(self) -> str:
        return str(self.args[0])


class ConsentRefused(IdentkitError):
    """The person came back without a consent, or from a way that this client did not begin.

    `error` says why: the provider's word (`access_denied`, `invalid_scope`), or `state_mismatch`, `code_missing`, `code_used`.
    """

    def __init__(self, error: str, problem: str) -> None:
        super().__init__(error, problem)
        self.error = error

    def __str__(self) -> str:
        return f"{self.args[1]} ({self.error})"


class ConsentLost(IdentkitError):
    """The refresh token is no longer accepted: the person has to give consent again."""


class NoProgress(IdentkitError):
    """A list that should advance gives the same page again; going on would never end."""


class MissingValue(IdentkitError):
    """An object does not hold what was asked of it. The message names what is missing."""


class FileRefused(IdentkitError):
    """A file is not written: there is no data, the directory or name is unusable, or another file is in its place."""


class WaitTimeout(IdentkitError):
    """The object did not reach a state to stop at in time. `last` is the object as last seen."""

    _bodies: ClassVar[Mapping[str, Any]] = {"last": None}

    def __init__(self, operation: str, timeout: float, last: Any = None) -> None:
        super().__init__(operation, timeout)
        self.operation = operation
        self.timeout = timeout
        self.last = last

    def __str__(self) -> str:
        return f"{self.operation}: no final state within {self.timeout:g} s"
