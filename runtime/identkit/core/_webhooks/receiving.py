"""What the ASGI and the WSGI adapter have in common: from a request to an answer and an event to work on."""

import logging
import traceback
from collections.abc import Callable
from typing import TypeAlias

from attrs import field, frozen

from identkit.core._errors import IdentkitError, WebhookRejected
from identkit.core._webhooks.deduplication import Deduplicator
from identkit.core._webhooks.deliveries import Event, Headers, Ping
from identkit.core._webhooks.headers import HeaderValues
from identkit.core._webhooks.outcomes import DeliveryInfo, OnDelivery, tell, told_of

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
"""Called before the answer, so it has to be quick: put the event into a durable queue here. None answers 200, a number answers that;
what it has the provider do, its policy says. An error is answered with 500, so the delivery is sent again."""


@frozen
class Acknowledgement:
    """What to answer, what to work on afterwards, and what is told of it."""

    status: int
    event: Event | None = None
    info: DeliveryInfo | None = None


def refused(status: int, on_delivery: OnDelivery | None) -> Acknowledgement:
    """The answer to what was not even read: the request itself is wrong, or nothing has room for it."""
    tell(on_delivery, told_of("failed" if status >= 500 else "rejected", status))
    return Acknowledgement(status)


def receive(
    find: Callable[[], Received],
    parse: Parse,
    accept: Accept | None,
    deduplicator: Deduplicator,
    *,
    handled: bool = True,
    on_delivery: OnDelivery | None = None,
) -> Acknowledgement:
    """Decide about a request. Raises nothing; what went wrong is logged without any content.

    `find` makes the request; it calls what the user gave to find the sender's address. `handled` says that the adapter has a handler.
    Without one nobody tells when the work begins, so it counts as begun once the event was accepted: the next change of the same case
    must not be taken for a repetition.
    """
    answer = _answer(find, parse, accept, deduplicator, handled=handled)
    if answer.info is not None:
        tell(on_delivery, answer.info)
    return answer


def _answer(
    find: Callable[[], Received], parse: Parse, accept: Accept | None, deduplicator: Deduplicator, *, handled: bool
) -> Acknowledgement:
    try:
        event = parse(find())
        if isinstance(event, Ping):
            return Acknowledgement(200, info=told_of("accepted", 200, event))
        with deduplicator.deciding(event) as alone:
            if not alone:  # its answer took too long, and may still become a refusal: only a later repetition can be told apart
                return Acknowledgement(503, info=told_of("duplicate", 503, event))
            if deduplicator.first(event, undecided=True):
                return _decide(event, accept, deduplicator, handled=handled)
            return Acknowledgement(200, info=told_of("duplicate", 200, event))
    except WebhookRejected as rejected:
        logger.warning("webhook delivery rejected: %s", rejected)
        return Acknowledgement(rejected.status_code, info=told_of("rejected", rejected.status_code))
    except Exception as error:  # noqa: BLE001 # a wrong setting, a store that is down: the provider sends the delivery again
        _log("webhook delivery cannot be verified", error)
        return Acknowledgement(500, info=told_of("failed", 500))


def _decide(event: Event, accept: Accept | None, deduplicator: Deduplicator, *, handled: bool) -> Acknowledgement:
    broken = False
    try:
        status = accept(event) if accept is not None else None
        if status is None or 200 <= status < 300:
            deduplicator.accepted(event)
        if not handled:
            deduplicator.begin(event)
    except Exception as error:  # noqa: BLE001 # whatever it is, the provider must send the delivery again
        _log("webhook delivery not accepted", error)
        status, broken = 500, True
    if status is None or 200 <= status < 300:
        return Acknowledgement(status or 200, event, told_of("accepted", status or 200, event))
    deduplicator.failed(event)
    return Acknowledgement(status, info=told_of("failed" if broken else "rejected", status, event))


def failed(error: Exception, event: Event, deduplicator: Deduplicator, on_delivery: OnDelivery | None = None) -> None:
    """Note that the work on an event failed."""
    _log("webhook handler failed", error)
    tell(on_delivery, told_of("failed", None, event))
    deduplicator.failed(event)


def _log(problem: str, error: BaseException) -> None:
    """Where it happened, and the error's message when it is ours or Python's own about names: others may tell what was delivered.

    The frames are written out here. `exc_info` would hand the frames themselves to whoever collects logs, and with them the values of
    local variables.
    """
    reason = str(error) if isinstance(error, IdentkitError | ImportError) else ""
    logger.error("%s: %s%s\n%s", problem, type(error).__name__, f": {reason}" if reason else "", _places(error))


def _places(error: BaseException) -> str:
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain:
        chain.append(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    parts: list[str] = []
    for each in reversed(chain):
        frames = traceback.StackSummary.extract(traceback.walk_tb(each.__traceback__), capture_locals=False)
        parts += [*frames.format(), f"{type(each).__module__}.{type(each).__qualname__}\n"]
    return "".join(parts).rstrip()
