"""What a provider of the sandbox is made of. A provider's folder exports `build(context) -> Provider`."""

import threading
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from random import Random
from typing import Any, ClassVar

from attrs import define, field, frozen

from identkit.sandbox._engine.clock import SandboxClock, Timer
from identkit.sandbox._engine.courier import Courier
from identkit.sandbox._engine.faults import Faults
from identkit.sandbox._engine.spec import Operation, Spec, Violation


@frozen
class Call:
    """A request as a handler sees it: parsed, and within what the spec allows."""

    operation: Operation | None
    """None on pages that no spec describes (a consent page)."""
    method: str
    path: str
    """As the spec states paths: without the path of the base URL."""
    params: Mapping[str, str]
    """Path parameters."""
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    """Names in lower case."""
    content: bytes
    media_type: str
    body: Any
    """Decoded JSON; a dict of texts for forms; None otherwise."""
    kind: str = ""
    """The provider's own fault to show in this answer, if one is switched on."""

    @property
    def fields(self) -> Mapping[str, Any]:
        """The body when it is an object; nothing otherwise."""
        match self.body:
            case {}:
                found: Mapping[str, Any] = self.body
                return found
            case _:
                return {}

    def first(self, name: str) -> str | None:
        """The first value of a query parameter."""
        return next(iter(self.query.get(name, ())), None)


@frozen(kw_only=True)
class Answer:
    """What a handler answers. `body` becomes JSON; `content` is sent as it stands."""

    status: int = 200
    body: Any = None
    content: bytes | None = None
    media_type: str = "application/json"
    headers: Mapping[str, str] = field(factory=dict[str, str])
    seal: "Callable[[bytes], tuple[bytes, str]] | None" = None
    """Applied after the answer was validated: clear bytes -> bytes and media type that travel (encryption)."""


Handler = Callable[[Call], Answer]


@frozen
class Served:
    """A line of the request log. No query, no bodies."""

    method: str
    path: str
    status: int | None
    """None: the connection ended before an answer."""
    operation: str
    at: float


@define
class ProviderContext:
    """What the core lends to one provider."""

    name: str
    spec: Spec
    clock: SandboxClock
    origin: str
    """http://127.0.0.1:<port>"""
    base_url: str
    """Origin and the path that the provider's own base URL has."""
    seed: int
    courier: Courier
    lock: threading.RLock = field(factory=threading.RLock)
    """Held while a handler or a timer of this provider runs, so state needs no locks of its own."""
    random: Random = field(init=False)
    defects: list[str] = field(factory=list[str])

    def __attrs_post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin again: same seed, no timers, no deliveries."""
        self.random = Random(f"{self.seed} {self.name}")
        self.clock.cancel(self.name)
        self.courier.deliveries.clear()
        self.defects.clear()

    def later(self, seconds: float, callback: Callable[[], None]) -> Timer:
        """Run `callback` in so many seconds of the sandbox's time, under the provider's lock."""

        def locked() -> None:
            with self.lock:
                callback()

        return self.clock.call_at(self.clock.now() + seconds, locked, owner=self.name)

    def uuid(self) -> str:
        """The next identifier; the same ones in the same order for the same seed."""
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def token(self, length: int = 32, alphabet: str = "abcdefghijklmnopqrstuvwxyz0123456789") -> str:
        """The next random text, likewise repeatable."""
        return "".join(self.random.choices(alphabet, k=length))


class Provider(ABC):
    """One provider of the sandbox: handlers for the operations of its spec, over state of its own.

    The core does the rest: HTTP, faults, the log, and the validation of requests and answers. Order for each request: fault,
    `admit`, validation (`refuse`), handler, validation of the answer.
    """

    kinds: ClassVar[frozenset[str]] = frozenset()
    """Faults of the provider's own, for `faults.add(kind=…)`; handlers see them as `call.kind`."""

    def __init__(self, context: ProviderContext) -> None:
        self.context = context
        self.faults = Faults(self.kinds)
        self.requests: list[Served] = []

    @property
    @abstractmethod
    def login(self) -> Mapping[str, Any]:
        """Constructor arguments of the client that the sandbox accepts, beyond the base URL."""

    @abstractmethod
    def handlers(self) -> Mapping[str, Handler]:
        """operationId -> handler, for every operation of the spec."""

    def pages(self) -> Mapping[tuple[str, str], Handler]:
        """(method, path) -> handler for what no spec describes, such as a consent page. Not validated."""
        return {}

    def admit(self, call: Call) -> Answer | None:
        """The provider's answer to callers it does not let in (401, 406, ...); None lets the call through. Comes before validation."""
        del call
        return None

    def refuse(self, call: Call, violations: list[Violation]) -> Answer:
        """The provider's answer to a request that its spec does not allow."""
        del call, violations
        return Answer(status=400)

    @abstractmethod
    def forget(self) -> None:
        """Drop all state."""

    @property
    def base_url(self) -> str:
        """What `base_url=` of the client takes."""
        return self.context.base_url

    @property
    def credentials(self) -> dict[str, Any]:
        """Arguments for the client: base URL, working credentials, and the sandbox's clock, on which waiting takes no time."""
        return {"base_url": self.base_url, "clock": self.context.clock, **self.login}

    @property
    def defects(self) -> list[str]:
        """Where the sandbox itself departed from the spec, such as "identchecks.create: answer id: required". Should be empty."""
        return self.context.defects

    def reset(self) -> None:
        """Begin again with the same seed: no state, no faults, an empty log. The clock goes on."""
        with self.context.lock:
            self.context.restart()
            self.faults.clear()
            self.requests.clear()
            self.forget()
