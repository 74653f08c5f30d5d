"""One face for the ASGI and the WSGI adapter, and what their handlers got."""

import asyncio
import io
import threading
from collections.abc import Callable
from typing import Any

from identkit.core import asgi, wsgi
from identkit.core._webhooks.deliveries import Event, parse
from identkit.core._webhooks.receiving import Accept, Received
from tests.runtime.webhook_support import BODY, CASES, EVENTS, SECRET, SIGNED, SOURCED, headers


def solaris(received: Received) -> Event:
    return parse(SIGNED, EVENTS, received.headers, received.body, secret=SECRET)


def postident(received: Received) -> Event:
    return parse(SOURCED, CASES, received.headers, received.body, source_ip=received.source_ip)


class Adapter:
    """One adapter under test, and what its handler got."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.handled: list[Event] = []
        self.log: list[str] = []
        self.fail: Exception | None = None
        self.answered = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()
        self.busy, self.counting = 0, threading.Lock()
        self.app: Any = None

    def handle(self, event: Event) -> None:
        with self.counting:
            self.busy += 1
        self.go_on.wait(5)
        self.log.append("handled")
        if self.fail is not None:
            raise self.fail
        self.handled.append(event)

    def build(self, parse: Callable[[Received], Event] = solaris, accept: Accept | None = None, **options: Any) -> None:
        module: Any = asgi if self.kind == "asgi" else wsgi
        self.app = module.WebhookApp(parse, self.handle, accept=accept, **{"workers": 1} | options)

    async def post(
        self, body: bytes = BODY, given: dict[str, str] | None = None, method: str = "POST", peer: str = "165.72.200.13", split: int = 1
    ) -> int:
        given = headers(body) if given is None else given
        if self.kind == "wsgi":
            return await asyncio.to_thread(self._post_wsgi, body, given, method, peer)
        pieces = [body[index * len(body) // split : (index + 1) * len(body) // split] for index in range(split)]
        messages = [{"type": "http.request", "body": piece, "more_body": index < split - 1} for index, piece in enumerate(pieces)]
        statuses: list[int] = []

        async def receive() -> Any:
            return messages.pop(0)

        async def send(message: Any) -> None:
            if message["type"] == "http.response.start":
                self._answer()
                statuses.append(message["status"])

        scope = {
            "type": "http",
            "method": method,
            "headers": [(k.lower().encode(), v.encode()) for k, v in given.items()],
            "client": (peer, 1),
        }
        await self.app(scope, receive, send)
        return statuses[0]

    def _post_wsgi(self, body: bytes, given: dict[str, str], method: str, peer: str) -> int:
        environ = {"REQUEST_METHOD": method, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body), "REMOTE_ADDR": peer}
        environ |= {"HTTP_" + name.upper().replace("-", "_"): value for name, value in given.items()}
        statuses: list[str] = []

        def start(status: str, _: object) -> None:
            statuses.append(status)

        assert list(self.app(environ, start)) == []
        self._answer()
        return int(statuses[0].split(" ", 1)[0])

    def _answer(self) -> None:
        self.log.append("answered")
        self.answered.set()

    async def idle(self) -> None:
        """Wait until the work on what was acknowledged has ended."""
        if self.kind == "wsgi":
            await asyncio.to_thread(self.app._places.submit(int).result)

    def settle(self) -> None:
        self.app.close()
