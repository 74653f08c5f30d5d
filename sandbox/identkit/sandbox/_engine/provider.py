"""What a provider of the sandbox is made of. A provider's folder exports `build(context) -> Provider`."""

import json
import threading
import uuid
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from random import Random
from typing import Any, ClassVar

from attrs import define, evolve, field, frozen
from jsonschema import Draft202012Validator

from identkit.sandbox._engine.applications import receiver
from identkit.sandbox._engine.clock import SandboxClock, Timer
from identkit.sandbox._engine.courier import Courier
from identkit.sandbox._engine.faults import Faults
from identkit.sandbox._engine.journal import Journal
from identkit.sandbox._engine.live import Diagram, LiveCase, Scenario, Subscriber
from identkit.sandbox._engine.schemas import Violation
from identkit.sandbox._engine.spec import Spec, SpecOperation


@frozen
class Call:
    """A request as a handler sees it: parsed, and within what the spec allows."""

    operation: SpecOperation | None
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
                body: Mapping[str, Any] = self.body
                return body
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
    number: int = 0
    """Counts the requests of its provider."""
    verdict: str = "ok"
    """ok; or which field broke which rule, which fault hit it, or that the sandbox itself failed."""


LOG_SIZE = 10_000


class RequestLog(list[Served]):
    """The latest requests, oldest first: as many as `LOGGED` to twice that, so that a sandbox under load does not grow."""

    def __init__(self) -> None:
        super().__init__()
        self.total = 0
        self._lock = threading.Lock()

    def keep(self, line: Served) -> None:
        """Add a line, numbered."""
        with self._lock:
            self.total += 1
            self.append(evolve(line, number=self.total))
            if len(self) >= 2 * LOG_SIZE:
                del self[:LOG_SIZE]


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
    journal: Journal | None = None
    page: "Callable[[], str | None]" = lambda: None
    """Where the sandbox's page is, once it is served."""
    lock: threading.RLock = field(factory=threading.RLock)
    """Held while a handler or a timer of this provider runs, so state needs no locks of its own."""
    random: Random = field(init=False)
    defects: list[str] = field(factory=list[str])
    trails: dict[str, list[tuple[float, str]]] = field(factory=dict[str, list[tuple[float, str]]])
    """Case -> the states it was in and when each began."""

    def __attrs_post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin again: same seed, no timers, no deliveries."""
        self.random = Random(f"{self.seed} {self.name}")
        self.clock.cancel(self.name)
        self.courier.clear()
        self.defects.clear()
        self.trails.clear()

    def trail(self, case: str, status: str) -> None:
        """Write down that a case is now in a state."""
        steps = self.trails.setdefault(case, [])
        if not steps or steps[-1][1] != status:
            steps.append((self.clock.now(), status))

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

    serial: ClassVar[bool] = True
    """Handlers run one after the other, under the provider's lock; those of a provider that is not serial run side by side in threads."""
    kinds: ClassVar[frozenset[str]] = frozenset()
    """Faults of the provider's own, for `faults.add(kind=…)`; handlers see them as `call.kind`."""

    def __init__(self, context: ProviderContext) -> None:
        self.context = context
        self.faults = Faults(self.kinds)
        self.requests = RequestLog()

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

    # For whoever drives the sandbox from elsewhere: the control API, the command line, the page. All of it may be left out.

    settings: ClassVar[Mapping[str, Mapping[str, Any]]] = {}
    """Attributes that are settings of the account -> JSON Schema of their values."""

    def change(self, name: str, value: Any) -> None:
        """Change a setting. Raises LookupError where there is none of that name, ValueError for a value that it does not take."""
        if name not in self.settings:
            message = f"{self.context.name} has no setting {name!r}; there is {', '.join(self.settings) or 'none'}"
            raise LookupError(message)
        schema: Any = Draft202012Validator(self.settings[name])  # one overload of is_valid has no types
        if not schema.is_valid(value):
            message = f"{name} takes {json.dumps(self.settings[name])}"
            raise ValueError(message)
        with self.context.lock:
            match value:
                case [*members]:
                    setattr(self, name, tuple(members))
                case _:
                    setattr(self, name, value)

    def cases(self) -> Sequence[LiveCase]:
        """Everything that has a status, oldest first."""
        return ()

    def case(self, identifier: str) -> LiveCase:
        """One of them. Raises LookupError."""
        match = next((case for case in self.cases() if case.id == identifier), None)
        if match is None:
            message = f"{self.context.name} has no case {identifier!r}"
            raise LookupError(message)
        return match

    def take(self, identifier: str, *steps: str) -> None:
        """Let a case take documented steps, one after the other.

        Raises LookupError for what is not there, ValueError for what cannot be.
        """
        del steps
        self.case(identifier)
        message = f"{self.context.name} has no steps"
        raise ValueError(message)

    def diagrams(self) -> Sequence[Diagram]:
        """The state diagram of each kind of case."""
        return ()

    def events(self) -> Mapping[str, str]:
        """What `trigger` can play: name -> meaning."""
        return {}

    def trigger(self, event: str, subject: str | None = None) -> str | None:
        """Play a documented event or state by name, with its webhooks.

        Args:
            event: One of `events()`.
            subject: Whom it happens to: a person, a case, an identification. Without it somebody new is made up.

        Returns:
            The case it happened to, None where there is none.

        Raises:
            LookupError: There is no such event or subject.
            ValueError: It cannot happen to this subject.
        """
        del subject
        names = {name.casefold(): name for name in self.events()}
        near = [names[name] for name in get_close_matches(event.casefold(), names, 4, 0.4)]
        hint = f"; near are {', '.join(near)}" if near else f"; there is {', '.join(list(self.events())[:4])}, …" if self.events() else ""
        message = f"{self.context.name} has no event {event!r}{hint}"
        raise LookupError(message)

    def links(self) -> Mapping[str, str]:
        """Pages to be clicked through by hand that belong to no case: title -> address."""
        return {}

    def scenarios(self) -> Sequence[Scenario]:
        """Test values and scenarios, with their sources."""
        return ()

    def subscribers(self) -> Sequence[Subscriber]:
        """Who gets which webhooks."""
        return ()

    def forward(self, url: str | None, *, secret: str | None = None) -> str | None:
        """Send all deliveries to an application under test; None ends that.

        Args:
            url: The application's address for webhooks.
            secret: For signatures, where the provider signs; a new one when left out.

        Returns:
            The secret in use, None where the provider does not sign.

        Raises:
            ValueError: The provider's document describes no webhooks.
        """
        del secret
        if url is not None and not self.context.spec.document.get("webhooks"):
            message = f"{self.context.spec.title}: the document describes no webhooks"
            raise ValueError(message)
        self.context.courier.forward(url)
        return None

    def forward_to(self, client: object, path: str, *, secret: str | None = None) -> str | None:
        """Send all deliveries to an application through the test client of its framework: no server, no port.

        Args:
            client: Test client of Starlette, FastAPI, Flask or Django, or anything with httpx's `post`.
            path: Where the application receives webhooks.
            secret: As for `forward`.

        Returns:
            The secret in use, None where the provider does not sign.

        Raises:
            ValueError: The provider's document describes no webhooks.
        """
        key = self.forward(f"http://testserver{path}", secret=secret)
        self.context.courier.deliver_to(receiver(client, path), f"http://testserver{path}")
        return key

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
