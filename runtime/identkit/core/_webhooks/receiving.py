"""What the ASGI and the WSGI adapter have in common: from a request to an answer and an event to work on."""

import logging
from collections.abc import Callable
from typing import TypeAlias

from attrs import field, frozen

from identkit.core._errors import IdentkitError, WebhookRejected
from identkit.core._webhooks.deduplication import Deduplicator
from identkit.core._webhooks.deliveries import Event, Headers, HeaderValues, Ping

logger = logging.getLogger("identkit.webhooks")

MAX_BYTES = 1024 * 1024


@frozen
class Received:
    """A request, as it came. `source_ip` is the peer's address; behind a proxy of your own, find the sender's in its header."""

    headers: Headers = field(repr=False)
    body: bytes = field(repr=False)
    source_ip: str | None

    def header(self, name: str) -> str | None:
        """The value of a header, whatever its case and form; for instance to find the secret of a subscription."""
        return HeaderValues(self.headers).get(name)


Parse: TypeAlias = Callable[[Received], Event]
"""Verifies and decodes: `lambda received: client.webhooks.parse(received.headers, received.body, secret=...)`."""

Accept: TypeAlias = Callable[[Event], int | None]
"""Called before the answer, so it has to be quick: put the event into a durable queue here. None answers 200. 410 ends a Solaris
subscription, 422 refuses this delivery for good, 503 has it sent again. An error is answered with 500, so it is sent again."""


@frozen
class Answer:
    """What to answer, and what to work on afterwards."""

    status: int
    event: Event | None = None


def receive(received: Received, parse: Parse, accept: Accept | None, deduplicator: Deduplicator, *, handled: bool = True) -> Answer:
    """Decide about a request. Raises nothing; what went wrong is logged without any content.

    `handled` says that the adapter has a handler. Without one nobody tells when the work begins, so it counts as begun once the
    event was accepted: the next change of the same case must not be taken for a repetition.
    """
    try:
        event = parse(received)
        if isinstance(event, Ping):
            return Answer(200)
        with deduplicator.deciding(event) as alone:
            if not alone:  # its answer took too long, and may still become a refusal: only a later repetition can be told apart
                return Answer(503)
            return _decide(event, accept, deduplicator, handled=handled) if deduplicator.first(event) else Answer(200)
    except WebhookRejected as rejected:
        logger.warning("webhook delivery rejected: %s", rejected)
        return Answer(rejected.status_code)
    except Exception as error:  # noqa: BLE001 # a wrong setting, a store that is down: the provider sends the delivery again
        _log("webhook delivery cannot be verified", error)
        return Answer(500)


def _decide(event: Event, accept: Accept | None, deduplicator: Deduplicator, *, handled: bool) -> Answer:
    try:
        status = accept(event) if accept is not None else None
        if not handled:
            deduplicator.begin(event)
    except Exception as error:  # noqa: BLE001 # whatever it is, the provider must send the delivery again
        _log("webhook delivery not accepted", error)
        status = 500
    if status is None or 200 <= status < 300:
        return Answer(status or 200, event)
    deduplicator.failed(event)
    return Answer(status)


def failed(error: Exception, event: Event, deduplicator: Deduplicator) -> None:
    """Note that the work on an event failed."""
    _log("webhook handler failed", error)
    deduplicator.failed(event)


def _log(problem: str, error: Exception) -> None:
    """Without a traceback and, unless the error is ours, without its message: both may tell what was delivered."""
    logger.error("%s: %s", problem, error if isinstance(error, IdentkitError) else type(error).__name__)
