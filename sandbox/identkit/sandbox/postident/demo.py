"""POSTIDENT: a partner's video case from start to verdict, a suspicion of fraud, and 250 results read page by page."""

import tempfile
import threading
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from queue import Queue
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from identkit.core._webhooks.deliveries import Event
from identkit.core._webhooks.receiving import Received
from identkit.core.status import Outcome, assess
from identkit.core.wsgi import WebhookApp
from identkit.postident import Postident
from identkit.postident.models import CaseResult
from identkit.postident.webhooks import CaseEvent
from identkit.sandbox._engine.story import Flow, Story


def partner(story: Story) -> None:
    """A partner starts a video case; the client hears of the result, decrypts it and saves the PDF."""
    sandbox = story.sandbox.postident
    sandbox.encryption = "mandatory"
    with Postident(**sandbox.credentials, private_key=_private_key()) as postident, _receiver(postident) as (url, events):
        sandbox.webhook_receiver = url
        start = story.step(
            "The partner starts a case",
            lambda: postident.cases.create(
                process_data={"web_hook_url": "https://bank.example/hook", "web_hook_url_partner": "https://partner.example/hook"},
                contact_data_provided={"first_name": "Erika", "last_name": "Mustermann"},
            ),
            shows=lambda start: f"case {start.case_id}",
        )
        story.step("Nobody has begun", lambda: postident.cases.get_status(start.case_id), outcome=Outcome.CREATED)
        sandbox.walk(start.case_id, "video", "success")
        story.sandbox.clock.advance()  # lets the deliveries leave
        event = events.get(timeout=10)
        story.note("The user was identified: a webhook arrives", f"case {event.case_id}")
        case = story.step(
            "Read the encrypted result",
            lambda: postident.cases.get(event.case_id, include_binary_data=True, include_result_pdf=True),
            outcome=Outcome.VERIFIED,
        )
        with tempfile.TemporaryDirectory() as folder:
            names = [path.name.removeprefix(f"{case.case_id}_") for path in _save(case, Path(folder))]
        story.note("Save what it holds", ", ".join(names))


def declined(story: Story) -> None:
    """The identification document is possibly forged."""
    sandbox = story.sandbox.postident
    with Postident(**sandbox.credentials) as postident:
        case_id = story.step("Start a case", postident.cases.create).case_id
        sandbox.walk(case_id, "video", "declined", reason="110")
        case = story.step("Read the result", lambda: postident.cases.get(case_id), outcome=Outcome.REJECTED)
        for reason in assess(case).reasons:
            story.note(f"Reason {reason.code}{' (fraud)' if reason.fraud else ''}", reason.text)


def drained(story: Story) -> None:
    """250 results, of which a list delivers 100 at a time; an account's list delivers 1,000."""
    sandbox = story.sandbox.postident
    sandbox.list_limit = 100
    sandbox.fill(250)
    with Postident(**sandbox.credentials, private_key=_private_key()) as postident:
        successes = sum(assess(case).outcome is Outcome.VERIFIED for case in postident.cases.drain(archive_every=100))
        story.step("Drain 250 cases", lambda: successes, shows=lambda count: f"{count} verified" if count == 250 else "")
        story.step("Nothing is left", postident.cases.list, shows=lambda page: "" if len(page) else "an empty list")


def _save(case: CaseResult, folder: Path) -> list[Path]:
    ident = case.primary_ident
    document = ident.identification_document if ident is not None else None
    records = [*((ident and ident.records) or ()), *((document and document.records) or ())]
    return [record.save_to(folder) for record in records if record.document_data is not None]


@cache
def _private_key() -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@contextmanager
def _receiver(postident: Postident) -> Generator[tuple[str, "Queue[CaseEvent]"]]:
    """The client's webhook: a WSGI server on loopback that puts events into a queue."""
    events: Queue[CaseEvent] = Queue()

    def parse(received: Received) -> Event:
        return postident.webhooks.parse(received.headers, received.body, source_ip=received.source_ip)

    def keep(event: Event) -> None:
        if isinstance(event, CaseEvent):
            events.put(event)

    # The proxy in front of a real receiver is known and sets this header itself; never believe one that comes from outside.
    app = WebhookApp(parse, accept=keep, source_ip=lambda environ: environ.get("HTTP_X_FORWARDED_FOR"))
    with make_server("127.0.0.1", 0, app, handler_class=_Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", events
        finally:
            server.shutdown()
            thread.join()
            app.close()


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # the name is the base class's
        """Say nothing."""


samples = ("video.started", "video.declined.110", "photo.review_pending", "basic.success")
flows = [
    Flow("a partner's video case, encrypted", partner),
    Flow("declined: document possibly forged", declined),
    Flow("draining 250 cases, 100 at a time", drained),
]
