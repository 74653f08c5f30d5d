"""Delivers webhooks, and again when they are not accepted, on the sandbox's clock.

Only receivers on this machine are called. What goes to any other address never leaves the sandbox: it counts as delivered, and tests find
it in `Courier.deliveries`.
"""

import threading
from collections.abc import Callable, Mapping, Sequence

import httpx
from attrs import define, field, frozen

from identkit.core._calling.settings import is_loopback
from identkit.sandbox._engine.clock import SandboxClock


@frozen
class Attempt:
    """One attempt to deliver."""

    at: float
    status: int | None
    """None: no answer, or the receiver is elsewhere and was not called."""


@define
class Notification:
    """A webhook on its way, or delivered, or given up."""

    event: str
    url: str
    content: bytes
    headers: "Callable[[int], Mapping[str, str]]"
    """Of each attempt, from 1."""
    pauses: tuple[float, ...]
    within: float
    accepts: Callable[[int], bool]
    refuses: Callable[[int], bool]
    is_wanted: Callable[[], bool]
    on_end: "Callable[[Notification], None] | None"
    attempts: list[Attempt] = field(factory=list[Attempt])
    delivered: bool = False
    due: float | None = None
    """When the next attempt is made."""
    time: float = 0.0
    """When it was made."""
    sent_to: str | None = None
    """Where the last attempt went, when that is not `url`."""

    @property
    def state(self) -> str:
        """waiting, delivered, failed (given up), withheld (its receiver is on another machine)."""
        if self.delivered:
            return "delivered" if self.attempts and self.attempts[-1].status is not None else "withheld"
        return "failed" if self.over else "waiting"

    @property
    def over(self) -> bool:
        """Nothing more will be sent."""
        status = self.attempts[-1].status if self.attempts else None
        return self.delivered or len(self.attempts) >= len(self.pauses) or (status is not None and self.refuses(status))


MOST = 1_000
Receive = Callable[[bytes, Mapping[str, str]], int]
"""Takes body and headers of a delivery; answers the status."""


def reachable(url: str) -> bool:
    """Whether the sandbox calls this address: it is on this machine."""
    return is_loopback(httpx.URL(url).host)


class Courier:
    """Sends one provider's webhooks. They leave from the clock's thread, never while a provider's lock is held."""

    def __init__(self, clock: SandboxClock, owner: str) -> None:
        self._clock = clock
        self._owner = owner
        self._lock = threading.Lock()
        self._http: httpx.Client | None = None
        self._target: str | None = None
        self._receive: Receive | None = None
        self.silent = False
        """Nothing is sent; what would be counts as delivered."""
        self.deliveries: list[Notification] = []
        """The latest, oldest first."""

    @property
    def target(self) -> str | None:
        """The application that gets all deliveries."""
        return self._target

    def forward(self, url: str | None) -> None:
        """Send all deliveries that are still to be made there; None: to their own receivers."""
        if url is not None and httpx.URL(url).scheme not in {"http", "https"}:
            message = "the address must begin with http:// or https://"
            raise ValueError(message)
        self._target, self._receive = url, None

    def deliver_to(self, receive: "Receive", name: str) -> None:
        """Hand all deliveries to a function in this process, which goes by `name`."""
        self._target, self._receive = name, receive

    def clear(self) -> None:
        """Forget all deliveries."""
        self.deliveries.clear()
        self._target = self._receive = None

    def send(
        self,
        url: str,
        content: bytes,
        headers: Mapping[str, str] | Callable[[int], Mapping[str, str]],
        *,
        pauses: Sequence[float] = (0.0,),
        within: float = 2.0,
        accepts: Callable[[int], bool] = lambda status: 200 <= status < 300,
        refuses: Callable[[int], bool] = lambda status: False,  # noqa: ARG005 - any status may be tried again
        is_wanted: Callable[[], bool] = lambda: True,
        on_end: Callable[[Notification], None] | None = None,
        event: str = "",
    ) -> Notification:
        """Deliver `content` to `url`.

        Args:
            url: The receiver.
            content: The raw body.
            headers: As they travel; of each attempt, counted from 1, where they differ.
            pauses: Seconds (the sandbox's) before each attempt, counted from the one before: as many attempts as pauses.
            within: Real seconds the receiver has to answer.
            accepted: Which statuses end it well.
            refused: Which statuses end it at once.
            wanted: Asked before each attempt; False gives up.
            ended: Called once, when it was delivered or given up.
            event: What it tells, for whoever looks on.
        """
        names = headers if callable(headers) else _always(headers)
        delivery = Notification(
            event, url, content, names, tuple(pauses), within, accepts, refuses, is_wanted, on_end, time=self._clock.now()
        )
        self.deliveries.append(delivery)
        if len(self.deliveries) >= 2 * MOST:
            del self.deliveries[:MOST]
        self._plan(delivery)
        return delivery

    def close(self) -> None:
        """Close connections."""
        with self._lock:
            if self._http is not None:
                self._http.close()
                self._http = None

    def _plan(self, delivery: Notification) -> None:
        delivery.due = self._clock.now() + delivery.pauses[len(delivery.attempts)]
        self._clock.call_at(delivery.due, lambda: self._attempt(delivery), owner=self._owner)

    def _attempt(self, delivery: Notification) -> None:
        delivery.due = None
        if not delivery.is_wanted():
            delivery.pauses = delivery.pauses[: len(delivery.attempts)]
            return
        url = delivery.sent_to = self._target or delivery.url
        if self.silent or not (self._target or reachable(url)):
            delivery.attempts.append(Attempt(self._clock.now(), None))
            delivery.delivered = True
            return
        headers = delivery.headers(len(delivery.attempts) + 1)
        status = self._receive(delivery.content, headers) if self._receive is not None else self._post(url, delivery, headers)
        delivery.attempts.append(Attempt(self._clock.now(), status))
        delivery.delivered = status is not None and delivery.accepts(status)
        if not delivery.over:
            self._plan(delivery)
        elif delivery.on_end is not None:
            delivery.on_end(delivery)

    def _post(self, url: str, delivery: Notification, headers: Mapping[str, str]) -> int | None:
        try:
            return self._client().post(url, content=delivery.content, headers=headers, timeout=delivery.within).status_code
        except httpx.HTTPError:
            return None  # as good as no answer: the next attempt, if there is one, comes after its pause

    def _client(self) -> httpx.Client:
        with self._lock:
            if self._http is None:
                # Each attempt comes on a connection of its own: one that was kept may be closed by the receiver just then.
                self._http = httpx.Client(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0))
            return self._http


def _always(headers: Mapping[str, str]) -> Callable[[int], Mapping[str, str]]:
    return lambda _: headers
