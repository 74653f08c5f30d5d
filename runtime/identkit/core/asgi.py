"""Webhooks in an ASGI application (Starlette, FastAPI, Django): answered first, worked on afterwards.

app.mount("/webhooks/solaris", WebhookApp(lambda got: solaris.webhooks.parse(got.headers, got.body, secret=SECRET), handle))
"""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from identkit.core._webhooks.deduplication import Deduplicator
from identkit.core._webhooks.deliveries import Event
from identkit.core._webhooks.receiving import MAX_BYTES, Accept, Answer, Parse, Received, failed, receive

Message: TypeAlias = MutableMapping[str, Any]
Handle: TypeAlias = Callable[[Event], Awaitable[None] | None]


class WebhookApp:
    """An ASGI application for one provider's deliveries.

    Args:
        parse: Verifies and decodes a request.
        handle: Works on an event after it was acknowledged; a plain function runs in a worker thread. When the process dies, events it
            was working on are lost: what must not get lost belongs into a queue, by `accept`.
        accept: Called before the answer.
        deduplicator: Yours, when several processes receive.
        within: Seconds for the whole request to arrive; Deutsche Post waits for 2 seconds in all.
        source_ip: Finds the sender's address in the scope; the peer's address by default.
    """

    def __init__(
        self,
        parse: Parse,
        handle: Handle | None = None,
        *,
        accept: Accept | None = None,
        deduplicator: Deduplicator | None = None,
        within: float = 1.5,
        max_bytes: int = MAX_BYTES,
        source_ip: Callable[[Message], str | None] | None = None,
    ) -> None:
        self._parse, self._handle, self._accept = parse, handle, accept
        self._deduplicator = deduplicator or Deduplicator()
        self._within, self._max_bytes, self._source_ip = within, max_bytes, source_ip or _peer

    async def __call__(self, scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            raise ValueError(f"a webhook takes HTTP requests, not {scope['type']}")
        answer = await self._answer(scope, receive)
        headers = [(b"content-length", b"0"), *([(b"allow", b"POST")] if answer.status == 405 else [])]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        if answer.event is not None and self._handle is not None:
            await self._work(self._handle, answer.event)

    async def _answer(self, scope: Message, take: Callable[[], Awaitable[Message]]) -> Answer:
        if scope["method"] != "POST":
            return Answer(405)
        try:
            async with asyncio.timeout(self._within):
                body = await self._body(take)
        except TimeoutError:
            return Answer(408)
        if body is None:
            return Answer(413)
        received = Received(scope["headers"], body, self._source_ip(scope))
        # The store of the deduplicator and `accept` may block.
        handled = self._handle is not None
        return await asyncio.to_thread(receive, received, self._parse, self._accept, self._deduplicator, handled=handled)

    async def _body(self, take: Callable[[], Awaitable[Message]]) -> bytes | None:
        body = bytearray()
        while True:
            message = await take()
            if message["type"] == "http.disconnect":
                raise TimeoutError
            body += message.get("body", b"")
            if len(body) > self._max_bytes:
                return None
            if not message.get("more_body", False):
                return bytes(body)

    async def _work(self, handle: Handle, event: Event) -> None:
        try:
            await asyncio.to_thread(self._deduplicator.begin, event)
            result: Any = handle(event) if inspect.iscoroutinefunction(handle) else await asyncio.to_thread(handle, event)
            if inspect.isawaitable(result):
                await result
        except Exception as error:  # noqa: BLE001 # the server could only log it, with the event in the traceback
            await asyncio.to_thread(failed, error, event, self._deduplicator)


def _peer(scope: Message) -> str | None:
    client = scope.get("client")
    return str(client[0]) if client else None
