"""Bodies of answers on their way in: read at once, piece by piece, or into a file, and never more than is allowed."""

from typing import TYPE_CHECKING, Any, cast

import httpx

from identkit.core._calling.limits import Deadline
from identkit.core._calling.steps import Send
from identkit.core._received.reading import Body, ExchangeFailed, Opened, Reply, TooLarge, Unusable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

FAILURES = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, UnicodeError, Unusable)
"""What an exchange may end with instead of an answer."""

LONGEST_ERROR = 64 * 1024 * 1024  # bytes
ENDLESS = 1 << 62  # bytes of an answer that is read piece by piece


class Reader:
    """Where a body goes: into memory, or into a file where it is one that was asked for."""

    def __init__(self, send: Send, head: Reply) -> None:
        self._head = head
        self._sink = send.sink if send.sink is not None and head.is_success else None
        # Where the answer goes into a file it may be long, but an error is held in memory.
        limit = send.max_bytes if send.sink is self._sink else min(send.max_bytes, LONGEST_ERROR)
        self._body = Body(head.headers, limit)
        self._pieces: list[bytes] = []
        if self._sink is not None:
            self._sink.begin(head)

    def take(self, chunk: bytes) -> None:
        """The next piece, as it came."""
        piece = self._body.feed(chunk)
        if self._sink is not None:
            self._sink.write(piece)
        else:
            self._pieces.append(piece)

    def end(self) -> Reply:
        """The answer, its body read."""
        self._body.end()
        return Reply(self._head.status_code, self._head.headers, b"".join(self._pieces))


def opened_later(answer: httpx.Response, send: Send, *, in_task: bool) -> Opened | None:
    """An answer whose body is read later; None for one that is not wanted so."""
    if not send.keep_open or not answer.is_success:
        return None
    headers: httpx.Headers = answer.headers
    pieces: Any = answer.stream
    if answer.is_stream_consumed:  # made in memory by its transport, where httpx has undone its encoding already
        headers, pieces = httpx.Headers(), _again(answer.content) if in_task else (answer.content,)
    return Opened(answer.status_code, answer.headers, b"", answer, aiter(pieces) if in_task else iter(pieces), Body(headers, ENDLESS))


async def _again(content: bytes) -> "AsyncIterator[bytes]":
    yield content


def read(answer: httpx.Response, send: Send, deadline: Deadline) -> Reply:
    """The answer with its body. Raises ExchangeFailed."""
    if answer.is_stream_consumed:
        return in_memory(answer, send)
    head = Reply(answer.status_code, answer.headers, b"")
    raw: list[bytes] = []
    try:
        body = Reader(send, head)
        for chunk in cast("httpx.SyncByteStream", answer.stream):
            if send.sink is None:
                raw.append(chunk)
            deadline.progress(len(chunk))
            deadline.left()
            body.take(chunk)
        return body.end()
    except FAILURES as failure:
        return lost(failure, head, raw)


def in_memory(answer: httpx.Response, send: Send) -> Reply:
    """An answer that its transport made in memory; httpx has undone its encoding already."""
    reply = Reply(answer.status_code, answer.headers, answer.content)
    if len(reply.content) > send.max_bytes:
        raise ExchangeFailed(TooLarge(), reply)
    if send.sink is not None and reply.is_success:
        send.sink.begin(reply)
        send.sink.write(reply.content)
    return reply


def lost(failure: Exception, head: Reply, raw: list[bytes]) -> Reply:
    """An error status is known even when its body was lost on the way; anything else fails."""
    if not head.is_success:
        return head
    if isinstance(failure, TooLarge):
        raw = []
    raise ExchangeFailed(failure, Reply(head.status_code, head.headers, b"".join(raw))) from None
