"""Webhooks in an ASGI application (Starlette, FastAPI, Django): answered first, worked on afterwards.

    app.mount("/webhooks/acme", WebhookApp(parse, handle))

`parse` is `lambda got: client.webhooks.parse(got.headers, got.body, secret=SECRET)`, `handle` takes the event. The path is answered with
and without a slash at its end.
"""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final, TypeAlias
from weakref import WeakKeyDictionary

from identkit.core._webhooks.deduplication import Deduplicator
from identkit.core._webhooks.deliveries import Event
from identkit.core._webhooks.mounting import take_both_paths
from identkit.core._webhooks.outcomes import OnDelivery
from identkit.core._webhooks.receiving import MAX_BYTES, Accept, Acknowledgement, Parse, Received, failed, receive, refused
from identkit.core._webhooks.work import Places

__all__ = ["Handle", "Message", "WebhookApp"]

Message: TypeAlias = MutableMapping[str, Any]
Handle: TypeAlias = Callable[[Event], Awaitable[None] | None]

_THREADS: Final = 8  # threads in which deliveries are verified and accepted


class WebhookApp:
    """An ASGI application for one provider's deliveries.

    Args:
        parse: Verifies and decodes a request.
        handle: Works on an event after it was acknowledged; a plain function runs in a worker thread. When the process dies, events it
            was working on are lost: what must not get lost belongs into a queue, by `accept`.
        accept: Called before the answer.
        deduplicator: Yours, when several processes receive.
        within: Seconds for the whole request to arrive; some providers wait for 2 seconds in all.
        workers: How many events are worked on at a time.
        backlog: Events that may wait or be worked on; with more, deliveries are answered with 503, so that they come again.
        source_ip: Finds the sender's address in the scope; the peer's address by default.
        on_delivery: Told what became of each delivery, to count it; `identkit.contrib.otel.webhooks()` is one.
    """

    def __init__(
        self,
        parse: Parse,
        handle: Handle | None = None,
        *,
        accept: Accept | None = None,
        deduplicator: Deduplicator | None = None,
        within: float = 1.5,
        workers: int = 4,
        backlog: int = 1000,
        max_bytes: int = MAX_BYTES,
        source_ip: Callable[[Message], str | None] | None = None,
        on_delivery: OnDelivery | None = None,
    ) -> None:
        self._parse, self._handle, self._accept = parse, handle, accept
        self._deduplicator = deduplicator or Deduplicator()
        self._within, self._max_bytes, self._source_ip = within, max_bytes, source_ip or _peer
        self._on_delivery = on_delivery
        self._places = Places(workers, backlog)
        self._verifiers = Places(_THREADS, backlog)
        self._workers = workers
        self._turns = WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore]()
        take_both_paths(WebhookApp)

    async def __call__(self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            raise ValueError(f"a webhook takes HTTP requests, not {scope['type']}")
        if scope["method"] != "POST":
            return await _respond(send, 405)
        body = await self._body(receive)
        if isinstance(body, int):
            return await _respond(send, refused(body, self._on_delivery).status)
        if not self._places.take():
            return await _respond(send, refused(503, self._on_delivery).status)
        try:
            answer = await self._answer(scope, body)
            await _respond(send, answer.status)
            if answer.event is not None and self._handle is not None:
                await self._work(self._handle, answer.event)
        finally:
            self._places.give_back()

    def close(self) -> None:
        """Work on what waits, then stop."""
        self._places.close()
        self._verifiers.close()

    async def _answer(self, scope: Message, body: bytes) -> Acknowledgement:
        def find() -> Received:
            return Received(scope["headers"], body, self._source_ip(scope))

        # The store of the deduplicator and `accept` may block.
        active, report = self._handle is not None, self._on_delivery
        return await self._verifiers.run(receive, find, self._parse, self._accept, self._deduplicator, handled=active, on_delivery=report)

    async def _body(self, take: Callable[[], Awaitable[Message]]) -> bytes | int:
        """The body, or the status to answer instead."""
        body = bytearray()
        try:
            async with asyncio.timeout(self._within):
                while True:
                    message = await take()
                    if message["type"] == "http.disconnect":
                        return 408
                    body += message.get("body", b"")
                    if len(body) > self._max_bytes:
                        return 413
                    if not message.get("more_body", False):
                        return bytes(body)
        except TimeoutError:
            return 408

    async def _work(self, handle: Handle, event: Event) -> None:
        try:
            if inspect.iscoroutinefunction(handle):
                async with self._turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(self._workers)):
                    await self._verifiers.run(self._deduplicator.begin, event)
                    await handle(event)
            else:
                result = await self._places.run(self._begin, handle, event)
                if inspect.isawaitable(result):
                    await result
        except Exception as error:  # noqa: BLE001 # the server could only log it, with the event in the traceback
            await self._verifiers.run(failed, error, event, self._deduplicator, self._on_delivery)

    def _begin(self, handle: Handle, event: Event) -> Awaitable[None] | None:
        self._deduplicator.begin(event)
        return handle(event)


async def _respond(send: Callable[[Message], Awaitable[None]], status: int) -> None:
    headers = [(b"content-length", b"0"), *([(b"allow", b"POST")] if status == 405 else [])]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _peer(scope: Message) -> str | None:
    client = scope.get("client")
    return str(client[0]) if client else None
