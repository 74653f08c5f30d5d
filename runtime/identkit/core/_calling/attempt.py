"""One call on its way: everything that is decided between building a request and handing out its answer. No I/O, so both loops share it."""

import random
import ssl
import time
from collections.abc import Mapping
from typing import Any, Generic, TypeVar

import httpx

from identkit.core._calling import log, policy
from identkit.core._calling.description import Operation
from identkit.core._calling.settings import Settings
from identkit.core._errors import AmbiguousOutcome, ConnectionFailed, DecodeError, DecryptionError
from identkit.core._received import reading, response
from identkit.core._received.codecs import Codec
from identkit.core._received.files import Download
from identkit.core._received.response import Response
from identkit.core._sent.request import Outgoing

T = TypeVar("T")

HEAVY = 512 * 1024  # bytes of an encrypted answer

# What an exchange may end with instead of an answer. Not only transport errors: hooks of a client that was passed in may read bodies, too.
FAILURES = (httpx.RequestError, reading.TooLarge, reading.Undecodable)
LONGEST_ERROR = 64 * 1024 * 1024  # bytes; an operation whose answers go into a file may allow them to be longer


class Call(Generic[T]):
    """One call: it is begun for each attempt and told how the attempt ended."""

    __slots__ = (
        "_attempt",
        "_carries",
        "_max_retries",
        "_settings",
        "_started",
        "auth",
        "codec",
        "max_bytes",
        "operation",
        "request",
        "sending",
        "sink",
    )

    def __init__(
        self,
        operation: Operation[T],
        outgoing: Outgoing,
        settings: Settings,
        auth: httpx.Auth,
        codec: Codec | None,
        sink: Download | None,
        max_retries: int,
    ) -> None:
        self.operation = operation
        self.request = outgoing.request
        self.auth = auth
        self.codec = codec
        self.max_bytes = operation.max_bytes if codec is None else codec.max_bytes
        self.sink = sink
        self.sending: httpx.Request | None = None
        self._carries: Mapping[str, Any] = outgoing.carries
        self._settings = settings
        self._max_retries = max_retries
        self._attempt = 0
        self._started = 0.0

    def begin(self) -> None:
        """An attempt begins."""
        self.sending = None
        self._started = time.perf_counter()

    def on_wire(self, request: httpx.Request) -> httpx.Request:
        """Note what is sent next: the call's own request or, inside an authentication flow, one for a token."""
        if request is not self.request and "timeout" not in request.extensions:
            request.extensions = {**request.extensions, "timeout": self._settings.timeout}  # httpx would wait for ever
        self.sending = request
        return request

    def wants(self, answer: httpx.Response) -> bool:
        """Whether the body of an answer goes into a file."""
        return self.sink is not None and self.sending is self.request and answer.is_success

    def salvage(self, answer: httpx.Response, failure: Exception) -> httpx.Response:
        """An error status is known even when its body was lost on the way; anything else fails."""
        if answer.is_success or not isinstance(failure, FAILURES):
            raise failure
        return reading.without_body(answer)

    @property
    def in_memory(self) -> int:
        """How long a body may be that is held in memory: where the answer goes into a file, that of an error."""
        return self.max_bytes if self.sink is None else min(self.max_bytes, LONGEST_ERROR)

    def is_heavy(self, end: httpx.Response | Exception) -> bool:
        """Whether `judge` may take tens of milliseconds: an encrypted answer is long. The loop for tasks hands those to a thread."""
        return self.codec is not None and isinstance(end, httpx.Response) and len(end.content) > HEAVY

    def judge(self, end: httpx.Response | Exception) -> Response[T] | float:
        """What the end of an attempt means: the answer, the seconds to wait before another attempt, or an exception.

        Called outside of any `except`: the exceptions raised here have no context, for httpx's own may tell headers and bodies.
        """
        elapsed = time.perf_counter() - self._started
        if not isinstance(end, httpx.Response):
            return self._failed(end, elapsed)
        operation = self.operation
        log.answered(operation.name, operation.method, end.status_code, elapsed, lambda: response.request_id(end.headers), self._attempt)
        if end.is_success:
            return response.decoded(operation, end, self.codec, elapsed)
        now = self._settings.clock.now()
        if policy.repeat_status(operation.retry, end.status_code) and self._attempt < self._max_retries:
            return self._again(policy.retry_after(end.headers.get("retry-after"), now))
        raise response.api_error(operation, self._settings.api.error, end, now)

    def _failed(self, failure: Exception, elapsed: float) -> float:
        operation = self.operation
        cause = explain(failure)
        log.failed(operation.name, operation.method, cause, elapsed, self._attempt)
        if isinstance(failure, reading.TooLarge):
            if self.codec is not None:
                raise DecryptionError(f"encrypted answer: longer than {self.max_bytes} bytes")
            raise DecodeError(operation.name, "$", f"the body is larger than the {operation.max_bytes} bytes allowed")
        if isinstance(failure, reading.Undecodable):
            raise DecodeError(operation.name, "$", "the body does not fit its content encoding")
        own = self.sending is self.request
        if own and not policy.repeat_failure(operation.retry, failure):
            raise AmbiguousOutcome(operation.name, cause, self._carries)
        if self._attempt < self._max_retries:
            return self._again(None)
        where = "" if own else ", while authenticating"
        raise ConnectionFailed(f"{operation.name}: {cause}{where}, {self._attempt + 1} attempt{'s' if self._attempt else ''}")

    def _again(self, asked: float | None) -> float:
        seconds = policy.pause(self._attempt, asked, random.random())  # noqa: S311  # spreads clients over time, guards nothing
        log.again(self.operation.name, self.operation.method, seconds, self._attempt)
        self._attempt += 1
        return seconds


def explain(failure: Exception) -> str:
    """A transport error in words that come from us and from the operating system only: httpx quotes headers and received bytes."""
    named = type(failure).__name__
    inner: BaseException | None = failure
    for _ in range(8):
        if isinstance(inner, ssl.SSLCertVerificationError):
            return f"{named} (the certificate could not be verified, code {inner.verify_code})"
        if isinstance(inner, OSError) and inner.errno is not None:
            return f"{named} ({inner.strerror})" if inner.strerror else named
        inner = inner and (inner.__cause__ or inner.__context__)
    return named
