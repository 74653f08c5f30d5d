"""Webhooks in a WSGI application (Flask, Django): answered first, worked on afterwards in a worker thread.

    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/webhooks/acme": WebhookApp(parse, handle)})

(`werkzeug.middleware.dispatcher`; `app` is a Flask application.)
"""

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, TypeAlias

from identkit.core._webhooks.deduplication import Deduplicator
from identkit.core._webhooks.deliveries import Event
from identkit.core._webhooks.outcomes import OnDelivery
from identkit.core._webhooks.receiving import MAX_BYTES, Accept, Acknowledgement, Parse, Received, failed, receive, refused
from identkit.core._webhooks.work import Places

__all__ = ["Environ", "Handle", "WebhookApp"]

Environ: TypeAlias = Mapping[str, Any]
Handle: TypeAlias = Callable[[Event], None]


class WebhookApp:
    """A WSGI application for one provider's deliveries.

    Args:
        parse: Verifies and decodes a request.
        handle: Works on an event after it was acknowledged, in a worker thread. When the process dies, events that wait are lost: what
            must not get lost belongs into a queue, by `accept`.
        accept: Called before the answer.
        deduplicator: Yours, when several processes receive.
        workers: Threads that work on events.
        backlog: Events that may wait; with more, deliveries are answered with 503, so that they come again.
        source_ip: Finds the sender's address in the environ; `REMOTE_ADDR` by default.
        on_delivery: Told what became of each delivery, to count it; `identkit.contrib.otel.webhooks()` is one.
    """

    def __init__(
        self,
        parse: Parse,
        handle: Handle | None = None,
        *,
        accept: Accept | None = None,
        deduplicator: Deduplicator | None = None,
        workers: int = 2,
        backlog: int = 1000,
        max_bytes: int = MAX_BYTES,
        source_ip: Callable[[Environ], str | None] | None = None,
        on_delivery: OnDelivery | None = None,
    ) -> None:
        self._parse, self._handle, self._accept = parse, handle, accept
        self._deduplicator = deduplicator or Deduplicator()
        self._max_bytes, self._source_ip = max_bytes, source_ip or _peer
        self._on_delivery = on_delivery
        self._places = Places(workers, backlog)

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        answer = self._answer(environ)
        if answer.event is not None and self._handle is not None:
            self._places.submit(self._work, self._handle, answer.event)
        elif answer.event is not None:
            self._places.give_back()
        headers = [("Content-Length", "0"), *([("Allow", "POST")] if answer.status == 405 else [])]
        start_response(f"{answer.status} {_phrase(answer.status)}", headers)
        return []

    def close(self) -> None:
        """Work on what waits, then stop."""
        self._places.close()

    def _answer(self, environ: Environ) -> Acknowledgement:
        if environ["REQUEST_METHOD"] != "POST":
            return Acknowledgement(405)
        body = self._body(environ)
        if isinstance(body, Acknowledgement):
            return refused(body.status, self._on_delivery)
        if not self._places.take():
            return refused(503, self._on_delivery)

        def find() -> Received:
            return Received(environ, body, self._source_ip(environ))

        active, report = self._handle is not None, self._on_delivery
        answer = receive(find, self._parse, self._accept, self._deduplicator, handled=active, on_delivery=report)
        if answer.event is None:
            self._places.give_back()
        return answer

    def _body(self, environ: Environ) -> bytes | Acknowledgement:
        """The body, or what to answer instead of reading it. Without a length (chunked) only some servers tell where it ends."""
        header = str(environ.get("CONTENT_LENGTH") or "")
        if header and (not header.isascii() or not header.isdecimal()):
            return Acknowledgement(400)
        length = int(header[:16]) if header else None
        if length is not None and length > self._max_bytes:
            return Acknowledgement(413)
        chunked = "chunked" in str(environ.get("HTTP_TRANSFER_ENCODING", "")).lower()
        if length is None and not environ.get("wsgi.input_terminated"):
            return Acknowledgement(411) if chunked else b""
        size = self._max_bytes + 1 if length is None else length
        body = bytearray()
        try:
            while len(body) < size and (piece := environ["wsgi.input"].read(size - len(body))):
                body += piece
        except OSError:
            return Acknowledgement(400)
        if length is not None and len(body) != length:
            return Acknowledgement(400)
        return Acknowledgement(413) if len(body) > self._max_bytes else bytes(body)

    def _work(self, handle: Handle, event: Event) -> None:
        try:
            self._deduplicator.begin(event)
            handle(event)
        except Exception as error:  # noqa: BLE001 # nobody waits for this thread
            failed(error, event, self._deduplicator, self._on_delivery)
        finally:
            self._places.give_back()


def _peer(environ: Environ) -> str | None:
    address = environ.get("REMOTE_ADDR")
    return str(address) if address else None


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Answer"
