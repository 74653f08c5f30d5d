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
class Delivery:
    """A webhook on its way, or delivered, or given up."""

    url: str
    content: bytes
    headers: Mapping[str, str]
    pauses: tuple[float, ...]
    within: float
    accepted: Callable[[int], bool]
    ended: "Callable[[Delivery], None] | None"
    attempts: list[Attempt] = field(factory=list[Attempt])
    delivered: bool = False

    @property
    def over(self) -> bool:
        """Nothing more will be sent."""
        return self.delivered or len(self.attempts) >= len(self.pauses)


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
        self.deliveries: list[Delivery] = []

    def send(
        self,
        url: str,
        content: bytes,
        headers: Mapping[str, str],
        *,
        pauses: Sequence[float] = (0.0,),
        within: float = 2.0,
        accepted: Callable[[int], bool] = lambda status: 200 <= status < 300,
        ended: Callable[[Delivery], None] | None = None,
    ) -> Delivery:
        """Deliver `content` to `url`.

        Args:
            url: The receiver.
            content: The raw body.
            headers: As they travel.
            pauses: Seconds (the sandbox's) before each attempt, counted from the one before: as many attempts as pauses.
            within: Real seconds the receiver has to answer.
            accepted: Which statuses end it well.
            ended: Called once, when it was delivered or given up.
        """
        delivery = Delivery(url, content, dict(headers), tuple(pauses), within, accepted, ended)
        self.deliveries.append(delivery)
        self._plan(delivery)
        return delivery

    def close(self) -> None:
        """Close connections."""
        with self._lock:
            if self._http is not None:
                self._http.close()
                self._http = None

    def _plan(self, delivery: Delivery) -> None:
        pause = delivery.pauses[len(delivery.attempts)]
        self._clock.call_at(self._clock.now() + pause, lambda: self._attempt(delivery), owner=self._owner)

    def _attempt(self, delivery: Delivery) -> None:
        if not reachable(delivery.url):
            delivery.attempts.append(Attempt(self._clock.now(), None))
            delivery.delivered = True
            return
        status: int | None = None
        try:
            answer = self._client().post(delivery.url, content=delivery.content, headers=delivery.headers, timeout=delivery.within)
            status = answer.status_code
        except httpx.HTTPError:
            pass  # as good as no answer: the next attempt, if there is one, comes after its pause
        delivery.attempts.append(Attempt(self._clock.now(), status))
        delivery.delivered = status is not None and delivery.accepted(status)
        if not delivery.over:
            self._plan(delivery)
        elif delivery.ended is not None:
            delivery.ended(delivery)

    def _client(self) -> httpx.Client:
        with self._lock:
            if self._http is None:
                self._http = httpx.Client(trust_env=False)
            return self._http
