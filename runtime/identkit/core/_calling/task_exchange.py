"""One exchange of a task: what it sends, what comes back, and how it ends when its caller is gone or its time is over."""

from typing import TYPE_CHECKING, Any, cast

import httpx

from identkit.core._calling.bodies import FAILURES, Reader, in_memory, lost, opened_later
from identkit.core._calling.limits import Deadline, Overdue, let_tell
from identkit.core._calling.steps import Send
from identkit.core._received.reading import ExchangeFailed, Reply

if TYPE_CHECKING:
    import asyncio

    from identkit.core._calling.connections import AsyncConnections

GRACE = 0.1  # seconds: a single silence that takes all the time is told as what it is, and closed by httpcore itself


class TaskExchange:
    """One exchange of a task."""

    def __init__(self, connections: "AsyncConnections", http: httpx.AsyncClient, send: Send) -> None:
        self._connections, self._http, self._send = connections, http, send
        self._closing = False
        self._head: Reply | None = None

    def stop(self, task: "asyncio.Task[Any]") -> None:
        """The caller is gone."""
        if not self._closing:
            self._closing = True
            task.cancel()

    async def run(self) -> Reply:
        import asyncio

        deadline = Deadline(self._send.limits.attempt)
        answer: httpx.Response | None = None
        try:
            async with asyncio.timeout(_rest(deadline)) as limit:
                let_tell(self._send.request, lambda size: _move(deadline, size, limit))
                answer = await self._connections.answer(self._http, self._send)
                stream = opened_later(answer, self._send, in_task=True)
                if stream is not None:
                    answer = None  # closed by whoever reads it
                    return stream
                return await self._read(answer, deadline, limit)
        except FAILURES as error:
            if isinstance(error, TimeoutError) and self._head is not None and not self._head.is_success:
                return self._head
            failure: Exception = self._overdue() if isinstance(error, TimeoutError) else error
        finally:
            self._closing = True
            if answer is not None:
                await answer.aclose()
        raise ExchangeFailed(failure)

    def _overdue(self) -> Exception:
        return Overdue("the attempt took too long") if self._send.begun else httpx.ConnectTimeout("the attempt took too long")

    async def _read(self, answer: httpx.Response, deadline: Deadline, limit: "asyncio.Timeout") -> Reply:
        if answer.is_stream_consumed:
            return in_memory(answer, self._send)
        head = self._head = Reply(answer.status_code, answer.headers, b"")
        raw: list[bytes] = []
        try:
            body = Reader(self._send, head)
            async for chunk in cast("httpx.AsyncByteStream", answer.stream):  # aiter_raw would close at the end, where it may be cancelled
                if self._send.sink is None:
                    raw.append(chunk)
                _move(deadline, len(chunk), limit)
                body.take(chunk)
            return body.end()
        except FAILURES as failure:
            return lost(failure, head, raw)


def _rest(deadline: Deadline) -> float | None:
    rest = deadline.left()
    return None if rest == float("inf") else rest + GRACE


def _move(deadline: Deadline, size: int, limit: "asyncio.Timeout") -> None:
    """Bytes of a body have travelled: the attempt may take longer."""
    import asyncio

    deadline.progress(size)
    rest = _rest(deadline)
    limit.reschedule(None if rest is None else asyncio.get_running_loop().time() + rest)
