"""One call on its way: what is decided between building a request and handing out its answer. No I/O: a conversation of steps."""

import random
import ssl
import time
from collections.abc import Mapping
from functools import partial
from itertools import count
from typing import Any, Generic, TypeVar, cast

from identkit.core._auth.authentication import Authentication, TokenFailure
from identkit.core._calling import log, policy
from identkit.core._calling.description import Operation, Retry
from identkit.core._calling.hooks import AnswerInfo, FailureInfo, RequestInfo, RetryInfo
from identkit.core._calling.limits import TimeLimits
from identkit.core._calling.settings import Settings
from identkit.core._calling.steps import Pause, Send, Steps, Work
from identkit.core._errors import AmbiguousOutcome, ConnectionFailed, DecodeError, DecryptionError
from identkit.core._received import reading, response
from identkit.core._received.codecs import Codec
from identkit.core._received.files import Download
from identkit.core._received.reading import ExchangeFailed, Opened, Reply
from identkit.core._received.response import Response
from identkit.core._sent.request import Outgoing

T = TypeVar("T")

_NUMBERS = count(1)
HEAVY = 512 * 1024  # bytes of an encrypted answer
GATEWAY = frozenset({502, 504})  # somebody on the way says that the provider did not answer: it may have done what was asked


class Exchange(Generic[T]):
    """One call: its attempts, and what the end of each means."""

    __slots__ = (
        "_arguments",
        "_attempt",
        "_auth",
        "_carries",
        "_codec",
        "_max_retries",
        "_number",
        "_send",
        "_settings",
        "_start",
        "operation",
    )

    def __init__(
        self,
        operation: Operation[T],
        outgoing: Outgoing,
        settings: Settings,
        auth: Authentication,
        codec: Codec | None,
        limits: TimeLimits,
        sink: Download | None,
        max_retries: int,
    ) -> None:
        self.operation = operation
        self._auth = auth
        self._codec = codec
        longest = operation.max_bytes if codec is None else codec.max_bytes
        self._send = Send(outgoing.request, longest, limits, sink, keep_open=bool(operation.stream))
        self._carries: Mapping[str, Any] = outgoing.carries
        self._arguments: Mapping[str, Any] = outgoing.arguments
        self._settings = settings
        self._max_retries = max_retries
        self._attempt = 0
        self._number = next(_NUMBERS)
        self._start = 0.0

    def steps(self) -> Steps[Response[T]]:
        """The call as a conversation. It ends with the answer, or raises an IdentkitError."""
        hooks, operation = self._settings.hooks, self.operation
        while True:
            self._start = time.perf_counter()
            if hooks is not None and hooks.on_request is not None:
                hooks.on_request(RequestInfo(operation.name, operation.method, self._attempt + 1, self._number))
            end: Reply | Exception
            try:
                end = yield from self._auth.exchange(self._send)
            except (ExchangeFailed, TokenFailure) as failure:
                end = failure
            if self._codec is not None and isinstance(end, Reply) and len(end.content) > HEAVY:
                # Decrypting and decoding a result with images takes long enough for other tasks to notice.
                verdict: Response[T] | float = yield Work(partial(self._judge, end))
            else:
                verdict = self._judge(end)
            if isinstance(verdict, Response):
                return verdict
            yield Pause(verdict, self._settings.clock)

    def _judge(self, end: Reply | Exception) -> Response[T] | float:
        """What the end of an attempt means: the answer, the seconds to wait before another attempt, or an exception.

        Called outside of any `except`: the exceptions raised here have no context, for httpx's own may tell headers and bodies.
        """
        elapsed = time.perf_counter() - self._start
        operation, settings = self.operation, self._settings
        if not isinstance(end, Reply):
            return self._failed(end, elapsed)
        log.answered(operation.name, operation.method, end.status_code, elapsed, lambda: response.request_id(end.headers), self._attempt)
        if settings.hooks is not None and settings.hooks.on_response is not None:
            settings.hooks.on_response(
                AnswerInfo(
                    operation.name,
                    operation.method,
                    self._attempt + 1,
                    end.status_code,
                    elapsed,
                    response.request_id(end.headers),
                    self._number,
                )
            )
        if end.is_success or end.status_code in operation.redirects:
            return self._decoded(end, elapsed)
        now = settings.clock.now()
        if policy.repeat_status(operation.retry, end.status_code) and self._may_repeat():
            return self._again(policy.retry_after(end.headers.get("retry-after"), now), f"HTTP {end.status_code}")
        if operation.retry is Retry.NEVER and end.status_code in GATEWAY:
            raise AmbiguousOutcome(operation.name, f"HTTP {end.status_code} of a gateway", self._carries)
        content = getattr(self._send.request, "_content", b"")  # a body that was read while it was sent is not kept
        raise response.api_error(operation, settings.api.error, end, now, content)

    def cut_off(self, failure: Exception) -> ConnectionFailed:
        """The error for a stream that ended before its time. What came before was handed out; nothing is asked for again."""
        return ConnectionFailed(f"{self.operation.name}: {explain(failure)}, while the answer was arriving")

    def _decoded(self, end: Reply, elapsed: float) -> Response[T]:
        operation, foreign = self.operation, ""
        if isinstance(end, Opened):
            return Response(cast("T", end), end.status_code, end.headers, b"", response.request_id(end.headers), elapsed)
        if self._send.sink is not None and end.is_success:  # it has looked at the answer itself, and has the body
            return response.whole(operation, end, None, b"", elapsed, self._attempt + 1)
        try:
            return response.decoded(operation, end, self._codec, elapsed, self._arguments, self._attempt + 1, self._settings.watch())
        except response.ForeignAnswer as error:
            if operation.retry is not Retry.NEVER:
                raise
            foreign = f"{error.problem} at {error.path}"
        raise AmbiguousOutcome(operation.name, foreign, self._carries)

    def _failed(self, failure: Exception, elapsed: float) -> float:
        operation = self.operation
        own = not isinstance(failure, TokenFailure)
        if isinstance(failure, TokenFailure):
            failure = failure.cause
        head = failure.head if isinstance(failure, ExchangeFailed) else None
        if isinstance(failure, ExchangeFailed):
            failure = failure.cause
        cause = explain(failure)
        log.failed(operation.name, operation.method, cause, elapsed, self._attempt)
        hooks = self._settings.hooks
        if hooks is not None and hooks.on_failure is not None:
            hooks.on_failure(FailureInfo(operation.name, operation.method, self._attempt + 1, elapsed, cause, self._number))
        if isinstance(failure, reading.TooLarge | reading.Undecodable) and own:
            raise self._unusable(failure, head)
        if own and not policy.repeat_failure(operation.retry, failure):
            raise AmbiguousOutcome(operation.name, cause, self._carries)
        if self._may_repeat():
            return self._again(None, cause)
        where = "" if own else ", while authenticating"
        raise ConnectionFailed(f"{operation.name}: {cause}{where}, {self._attempt + 1} attempt{'s' if self._attempt else ''}")

    def _may_repeat(self) -> bool:
        return self._attempt < self._max_retries and self._send.repeatable

    def _unusable(self, failure: Exception, head: Reply | None) -> Exception:
        """A body that came and cannot be used: too long, or damaged."""
        operation, limit = self.operation, self._send.max_bytes
        if isinstance(failure, reading.TooLarge):
            if self._codec is not None:
                return DecryptionError(f"encrypted answer: longer than {limit} bytes")
            problem = f"the body is larger than the {limit} bytes allowed"
        elif operation.retry is Retry.NEVER:
            return AmbiguousOutcome(operation.name, "the answer's body does not fit its content encoding", self._carries)
        else:
            problem = "the body does not fit its content encoding"
        status, content = (head.status_code, head.content) if head is not None else (0, b"")
        return DecodeError(operation.name, "$", problem, status_code=status, content=content)

    def _again(self, wait: float | None, cause: str) -> float:
        seconds = policy.pause(self._attempt, wait, random.random())  # noqa: S311  # spreads clients over time, guards nothing
        operation, hooks = self.operation, self._settings.hooks
        log.again(operation.name, operation.method, seconds, self._attempt)
        self._attempt += 1
        if hooks is not None and hooks.on_retry is not None:
            hooks.on_retry(RetryInfo(operation.name, operation.method, self._attempt + 1, seconds, cause, self._number))
        return seconds


_WORDS: dict[type[Exception], str] = {reading.Cut: "the answer was cut off"}


def explain(failure: Exception) -> str:
    """A transport error in words that come from us and from the operating system only: httpx quotes headers and received bytes."""
    if isinstance(failure, ExchangeFailed):
        failure = failure.cause
    name = _WORDS.get(type(failure)) or type(failure).__name__
    inner: BaseException | None = failure
    for _ in range(8):
        if isinstance(inner, ssl.SSLCertVerificationError):
            return f"{name} (the certificate could not be verified, code {inner.verify_code})"
        if isinstance(inner, OSError) and inner.errno is not None:
            return f"{name} ({inner.strerror})" if inner.strerror else name
        inner = inner and (inner.__cause__ or inner.__context__)
    return name
