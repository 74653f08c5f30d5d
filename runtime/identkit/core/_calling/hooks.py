"""What an application can be told about its calls while they happen. Nothing here holds a body, a URL or a personal value."""

from collections.abc import Callable

import msgspec

from identkit.core._received.drift import OnDrift


class RequestInfo(msgspec.Struct, frozen=True):
    """An attempt begins. `operation` is its name ("cases.get"), `attempt` counts from 1, `call` is the same for all attempts of a call."""

    operation: str
    method: str
    attempt: int
    call: int = 0


class AnswerInfo(msgspec.Struct, frozen=True):
    """An attempt was answered after `elapsed` seconds, with whatever status."""

    operation: str
    method: str
    attempt: int
    status_code: int
    elapsed: float
    request_id: str | None
    call: int = 0


class FailureInfo(msgspec.Struct, frozen=True):
    """An attempt ended after `elapsed` seconds without an answer. `cause` says why, in words of ours."""

    operation: str
    method: str
    attempt: int
    elapsed: float
    cause: str
    call: int = 0


class TokenInfo(msgspec.Struct, frozen=True):
    """A token was asked for. `api` is the package's name."""

    api: str
    succeeded: bool


class RetryInfo(msgspec.Struct, frozen=True):
    """Another attempt, number `attempt`, follows after `pause` seconds. `cause` says why, in words of ours."""

    operation: str
    method: str
    attempt: int
    pause: float
    cause: str
    call: int = 0


class Hooks(msgspec.Struct, frozen=True):
    """Functions to be called. They run in the thread or event loop of the call and must not block; what they raise goes to the caller."""

    on_request: Callable[[RequestInfo], object] | None = None
    on_response: Callable[[AnswerInfo], object] | None = None
    on_failure: Callable[[FailureInfo], object] | None = None
    on_retry: Callable[[RetryInfo], object] | None = None
    on_token: Callable[[TokenInfo], object] | None = None
    on_drift: OnDrift | None = None
    """Called once for each place where an answer departs from the document, with the place and not the value."""
