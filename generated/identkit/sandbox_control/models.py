# Generated from specs/sandbox_control.yaml (sha256 1301d58c6558fa32d937f931b8df3949a7e110ce2974e80677d65c607b182e53). Do not edit: change the spec, then `make generate`.
"""Sandbox control: what is sent and received."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Literal, TypeAlias

from identkit.core import _kit

__all__ = [
    "ActiveFault", "Advance", "Attempt", "Delivery", "DeliveryState", "Diagram", "Forward", "Forwarding", "Health", "LiveCase",
    "Move", "NewFault", "NewFaultCut", "NewFaultCutInput", "NextStep", "PastState", "PlayableEvent", "Refusal", "Reset",
    "SandboxState", "Scenario", "ServedProvider", "ServedRequest", "Setting", "SettingChange", "Subscription", "Time", "Trigger",
    "Triggered", "Walk",
]  # fmt: skip


class NewFaultCut(_kit.OpenStrEnum):
    """End the connection in the middle of the answer or before it."""

    ANSWER = "answer"
    UNANSWERED = "unanswered"


NewFaultCutInput: TypeAlias = NewFaultCut | Literal["answer", "unanswered"]
"""What is taken where a `NewFaultCut` is sent."""


class DeliveryState(_kit.OpenStrEnum):
    """Failed: given up. Withheld: the receiver is on another machine."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"
    WITHHELD = "withheld"


class Health(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """The sandbox serves."""

    status: str
    """Always the same."""
    version: str
    """Version of identkit."""


class SandboxState(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """The sandbox as a whole."""

    version: str
    """Version of identkit."""
    seed: int
    """Same seed, same identifiers."""
    time: Time
    """The sandbox's time."""
    providers: list[ServedProvider]
    """What is served."""
    defects: list[str]
    """Where the sandbox itself departed from a spec. Should be empty."""


class Refusal(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Why something cannot be done."""

    detail: str
    """A sentence for whoever asked."""


class Reset(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """What to begin again."""

    _checks: ClassVar[tuple[_kit.Check, ...]] = (_kit.Check("provider"), _kit.Check("seed", kind="integer"))
    provider: str | _kit.UnsetType = _kit.UNSET
    """This provider only; all when left out."""
    seed: int | _kit.UnsetType = _kit.UNSET
    """A new seed for all identifiers that follow."""


class Scenario(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A test value or scenario of a provider's document."""

    provider: str
    """Whose."""
    name: str
    """What to type."""
    effect: str
    """What happens then."""
    source: str
    """Where the document says so, or that it is the sandbox's own."""


class Time(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """The sandbox's time."""

    now: datetime
    """What its clock says."""
    ticking: bool
    """Whether it goes on by itself."""


class Advance(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """How far. The parts are added up; none runs what is due now."""

    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("seconds", kind="number", minimum=0, maximum=3153600000),
        _kit.Check("minutes", kind="number", minimum=0, maximum=52560000),
        _kit.Check("hours", kind="number", minimum=0, maximum=876000),
        _kit.Check("days", kind="number", minimum=0, maximum=36500),
    )
    seconds: float | _kit.UnsetType = _kit.UNSET
    """Seconds. 0 to 3153600000."""
    minutes: float | _kit.UnsetType = _kit.UNSET
    """Minutes. 0 to 52560000."""
    hours: float | _kit.UnsetType = _kit.UNSET
    """Hours. 0 to 876000."""
    days: float | _kit.UnsetType = _kit.UNSET
    """Days. 0 to 36500."""


class ServedRequest(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A request to a provider. Neither queries nor bodies are kept."""

    number: int
    """Counts all requests of the provider."""
    at: datetime
    """When."""
    provider: str
    """Whom."""
    method: str
    """The HTTP method."""
    path: str
    """The path."""
    operation: str
    """operationId of the provider's spec, or the path of a page."""
    status: int | None = None
    """Null where the connection was ended."""
    verdict: str
    """ok, or what was wrong: which field against which rule, a fault, a defect."""


class LiveCase(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Something that has a status."""

    provider: str
    """Whose."""
    id: str
    """The provider's identifier."""
    kind: str
    """Case, identification, session, identcheck, profile."""
    person: str | None = None
    """Identifier of the person it belongs to."""
    method: str | None = None
    """Method of identification."""
    status: str
    """The provider's word."""
    reason: str | None = None
    """The provider's code of the reason."""
    outcome: str
    """What `assess` makes of it."""
    code: str | None = None
    """The one-time password or ident code that its user knows."""
    link: str | None = None
    """A page on which its user can be played by hand."""
    steps: list[NextStep]
    """The next documented steps."""
    history: list[PastState]
    """The states it was in, oldest first."""


class Diagram(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """The states of a kind of case and the ways between them."""

    provider: str
    """Whose."""
    kind: str
    """Kind of case."""
    method: str | None = None
    """Method of identification."""
    states: list[str]
    """All states, the first one first."""
    columns: list[int] | None = None
    """Where each state stands in a picture, from the left."""
    moves: list[Move]
    """Which state follows which; none where the document names no order."""


class Walk(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Steps to take."""

    _checks: ClassVar[tuple[_kit.Check, ...]] = (_kit.Check("steps", required=True, kind="array", min_items=1, items=_kit.Check("item")),)
    steps: list[str]
    """Names of steps as the case lists them, one after the other. At least 1 item."""


class ActiveFault(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A fault that is switched on."""

    status: int | None = None
    """Status that is answered."""
    times: int | None = None
    """How many requests it still hits; null: all."""
    delay: float | None = None
    """Real seconds before the answer."""
    cut: str | None = None
    """Where the connection ends."""
    garbage: bool | None = None
    """An HTML page where JSON belongs."""
    retry_after: str | None = None
    """The header Retry-After."""
    match: str
    """Which requests."""
    kind: str | None = None
    """A fault of the provider's own."""


class NewFault(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A fault. Without status, body and garbage the request is carried out and only its answer suffers."""

    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("status", kind="integer", minimum=100, maximum=599),
        _kit.Check("times", kind="integer", minimum=1, nullable=True),
        _kit.Check("delay", kind="number", minimum=0, maximum=3600),
        _kit.Check("cut", allowed=("answer", "unanswered")),
        _kit.Check("garbage", kind="boolean"),
        _kit.Check("retry_after", kind="number", minimum=0),
        _kit.Check("match"),
        _kit.Check("kind"),
    )
    status: int | _kit.UnsetType = _kit.UNSET
    """Answer with this status in the provider's place. 100 to 599."""
    times: int | None | _kit.UnsetType = _kit.UNSET
    """How many requests it hits, 1 when left out; null: all. At least 1."""
    delay: float | _kit.UnsetType = _kit.UNSET
    """Real seconds before the answer. 0 to 3600."""
    cut: NewFaultCut | _kit.UnsetType = _kit.UNSET
    """End the connection in the middle of the answer or before it."""
    garbage: bool | _kit.UnsetType = _kit.UNSET
    """An HTML page where JSON belongs."""
    retry_after: float | _kit.UnsetType = _kit.UNSET
    """The header Retry-After in seconds; the status is 429 unless given."""
    match: str | _kit.UnsetType = _kit.UNSET
    """Which requests: POST /v1/persons, a path, an operation; * and ? are wildcards."""
    kind: str | _kit.UnsetType = _kit.UNSET
    """A fault of the provider's own."""
    body: Any | _kit.UnsetType = _kit.UNSET
    """JSON to answer."""


class Setting(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A setting of a provider's account."""

    name: str
    """Its name."""
    value: Any = None
    """Its value."""
    allowed: str | None = None
    """What it may be, as JSON Schema."""


class SettingChange(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A new value."""

    _checks: ClassVar[tuple[_kit.Check, ...]] = (_kit.Check("value", required=True, kind="any"),)
    value: Any
    """The value."""


class PlayableEvent(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """An event that can be played."""

    name: str
    """What events.trigger takes."""
    title: str
    """What it means."""


class Trigger(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """An event to play."""

    _checks: ClassVar[tuple[_kit.Check, ...]] = (
        _kit.Check("event", required=True),
        _kit.Check("subject"),
        _kit.Check("times", kind="integer", minimum=1, maximum=10000),
    )
    event: str
    """Its name."""
    subject: str | _kit.UnsetType = _kit.UNSET
    """Person, case or identification it happens to; a new one when left out."""
    times: int | _kit.UnsetType = _kit.UNSET
    """How often; without a subject, to a new one each time. 1 to 10000."""


class Triggered(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """What an event did."""

    event: str
    """Its name."""
    case: LiveCase | None = None
    """The case it happened to, the last of several."""
    deliveries: list[Delivery]
    """Webhooks that were sent."""


class Forward(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Where deliveries shall go."""

    _pii: ClassVar[Mapping[str, str]] = {"secret": "secret"}
    _checks: ClassVar[tuple[_kit.Check, ...]] = (_kit.Check("url", required=True), _kit.Check("secret"))
    url: str
    """The application's address for webhooks."""
    secret: str | _kit.UnsetType = _kit.UNSET
    """Secret for signatures, where the provider signs; a new one when left out."""


class Forwarding(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Where deliveries go."""

    url: str
    """The application's address."""
    secret: str | None = None
    """Secret of the signatures. It guards this sandbox only."""


class Subscription(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """Who gets which webhooks."""

    id: str | None = None
    """The provider's identifier."""
    event: str
    """Type of the event."""
    url: str
    """The receiver."""
    secret: str | None = None
    """Secret of the signatures. It guards this sandbox only."""


class Delivery(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A webhook on its way, delivered, or given up."""

    provider: str
    """Whose."""
    event: str
    """Type of the event."""
    url: str
    """The receiver."""
    state: DeliveryState
    """Failed: given up. Withheld: the receiver is on another machine."""
    next_attempt: datetime | None = None
    """When it is tried again."""
    attempts: list[Attempt]
    """Attempts so far: when, and with which status."""


class ServedProvider(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A provider that is served."""

    name: str
    """Name of its client's package."""
    title: str
    """What its document calls it."""
    base_url: str
    """What the client takes as base_url."""
    credentials: dict[str, str]
    """The client's other arguments. They open this sandbox and nothing else."""
    fault_kinds: list[str]
    """Faults of the provider's own."""
    links: dict[str, str] | None = None
    """Pages to be clicked through by hand, by title."""
    forwards_to: str | None = None
    """The application that gets all deliveries."""


class NextStep(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A documented step."""

    name: str
    """What cases.walk takes; several words are several arguments."""
    title: str
    """What happens."""


class PastState(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A state and when it began."""

    at: datetime
    """When."""
    status: str
    """The provider's word."""


class Move(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """A way from one state to another."""

    origin: str
    """From which state."""
    target: str
    """To which state."""
    when: str | None = None
    """What has to happen."""
    documented: bool | None = None
    """False: read between the lines of the provider's document."""


class Attempt(_kit.Model, frozen=True, kw_only=True, omit_defaults=True):
    """One attempt to deliver."""

    at: datetime
    """When."""
    status: int | None = None
    """What was answered; null where nothing was."""
