"""The two calls of IDENTPLUS, and what becomes of an identcheck."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from attrs import evolve, frozen

from identkit.identplus import models
from identkit.sandbox._engine.live import Diagram, LiveCase, Scenario, Step, diagram, outcome
from identkit.sandbox._engine.provider import Answer, Call, Handler, Provider, ProviderContext
from identkit.sandbox._engine.schemas import Violation
from identkit.sandbox.identplus import live
from identkit.sandbox.identplus.rules import refused

TOKEN = "5eed1de0-0000-4000-8000-000000000001"
INSTANT, STANDARD = 20.0, 24 * 3600.0  # seconds until a transfer is through; ours, the document names none
OLDEST = 30 * 24 * 3600.0  # seconds until "record age exceeded"; likewise ours

NOTES = (
    "CHECK_PERSON",
    "CHECK_BANK_CONNECTION",
    "SCHUFA_IBAN_VALIDATION_FAILED",
    "SCHUFA_BIRTHDATE_NOT_VALID_SCOPE",
    "SCHUFA_DATE_NOT_VALID_SCOPE",
    "SCHUFA_POSTCODE_NOT_VALID",
    "SCHUFA_POSTCODE_NOT_ALLOWED",
    "GATEWAY_SCHEMA_VALIDATION_ERROR",
    "GATEWAY_IBAN_CHECKSUM_VALIDATION_FAILED",
    "GATEWAY_IBAN_VALIDATION_FAILED",
    "INVALID_PROCESS",
)
MAGIC_NOTES = {f"X-{note.replace('_', '-')}": note for note in NOTES}
"""Last name -> note of the discarded identcheck."""


@frozen
class Identcheck:
    """One identcheck. What it is now follows from its plan and the time."""

    id: str
    created: float
    kind: str | None
    """INSTANT, STANDARD; None: discarded."""
    note: str | None
    through: float | None
    """When the transfer ends; None: never."""
    ends_as: str

    def status(self, now: float) -> str:
        """The process status at a moment."""
        return self.ends_as if self.through is not None and now >= self.through else "SCT_TRIGGERED"

    def answer(self, now: float) -> dict[str, Any]:
        """As it travels; what has no value is left out."""
        moment = datetime.fromtimestamp(self.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        whole = {
            "id": self.id,
            "process_status": self.status(now),
            "process_status_note": self.note,
            "sct_type": self.kind,
            "created_at": moment,
        }
        return {name: value for name, value in whole.items() if value is not None}


class IdentplusSandbox(Provider):
    """IDENTPLUS."""

    def __init__(self, context: ProviderContext) -> None:
        super().__init__(context)
        self._identchecks: dict[str, Identcheck] = {}

    @property
    def login(self) -> Mapping[str, Any]:
        """The token."""
        return {"token": TOKEN}

    def handlers(self) -> Mapping[str, Handler]:
        """Both calls."""
        return {"identchecks.create": self._create, "identchecks.get_status": self._status}

    def forget(self) -> None:
        """Drop all identchecks."""
        self._identchecks.clear()

    def admit(self, call: Call) -> Answer | None:
        """401 without the token; 406 to whoever does not speak JSON."""
        if call.headers.get("authorization") != f"Bearer {TOKEN}":
            return Answer(status=401)
        kinds = {part.partition(";")[0].strip() for part in call.headers.get("accept", "").split(",")}
        if not kinds & {"application/json", "application/*", "*/*"} or (call.method == "POST" and call.media_type != "application/json"):
            return Answer(status=406)
        return None

    def refuse(self, call: Call, violations: list[Violation]) -> Answer:
        """400 for what is no JSON object, 422 with our own messages for the rest."""
        if not isinstance(call.body, dict):
            return Answer(status=400)
        errors = refused(call.fields)
        if not errors:  # the spec and the rules from the document disagree: one of them is wrong
            raise AssertionError([str(violation) for violation in violations])
        return Answer(status=422, body=errors)

    # For whoever drives it

    def cases(self) -> Sequence[LiveCase]:
        """All identchecks."""
        return [self._live(identcheck) for identcheck in self._identchecks.values()]

    def take(self, identifier: str, *steps: str) -> None:
        """Let a transfer end: SCT_ACCEPTED or SCT_FAILED."""
        with self.context.lock:
            for step in steps:
                self.case(identifier)
                self._end(identifier, step)

    def diagrams(self) -> Sequence[Diagram]:
        """One: a transfer is triggered, and ends."""
        return (diagram(self.context.spec, "ProcessStatus", "identcheck"),)

    def events(self) -> Mapping[str, str]:
        """Every status, and every note of a discarded request."""
        return live.events(self.context.spec)

    def trigger(self, event: str, subject: str | None = None) -> str | None:
        """Bring a triggered identcheck to its end, or make one with that status or note."""
        if event not in self.events():
            return super().trigger(event, subject)
        if subject is not None:
            self.take(subject, event)
            return subject
        with self.context.lock:
            now = self.context.clock.now()
            identcheck = _planned(self.context.uuid(), now, live.NAME_OF.get(event) or f"X-{event.replace('_', '-')}")
            if event == "SCT_FAILED":
                identcheck = evolve(identcheck, through=now)
            self._identchecks[identcheck.id] = identcheck
            return identcheck.id

    def scenarios(self) -> Sequence[Scenario]:
        """The magic last names; the document has none."""
        return live.scenarios(self.context.spec, MAGIC_NOTES)

    def _end(self, identifier: str, status: str) -> None:
        identcheck, now = self._identchecks[identifier], self.context.clock.now()
        if status not in live.ENDINGS or identcheck.status(now) != "SCT_TRIGGERED":
            message = f"only SCT_TRIGGERED ends, as {' or '.join(live.ENDINGS)}; this is {identcheck.status(now)}"
            raise ValueError(message)
        self._identchecks[identifier] = evolve(identcheck, through=now, ends_as=status)

    def _live(self, identcheck: Identcheck) -> LiveCase:
        now = self.context.clock.now()
        status = identcheck.status(now)
        history: tuple[tuple[float, str], ...] = ((identcheck.created, status if identcheck.kind is None else "SCT_TRIGGERED"),)
        if history[-1][1] != status:
            history += ((identcheck.through or now, status),)
        return LiveCase(
            id=identcheck.id,
            kind="identcheck",
            status=status,
            outcome=outcome(models.Identcheck, identcheck.answer(now)),
            reason=identcheck.note,
            steps=tuple(Step(*ending) for ending in live.ENDINGS.items()) if status == "SCT_TRIGGERED" else (),
            history=history,
        )

    def _create(self, call: Call) -> Answer:
        errors = refused(call.fields)
        if errors:
            return Answer(status=422, body=errors)
        now = self.context.clock.now()
        identcheck = _planned(self.context.uuid(), now, call.body["partner_lastname"])
        self._identchecks[identcheck.id] = identcheck
        return Answer(status=201, body=identcheck.answer(now))

    def _status(self, call: Call) -> Answer:
        identcheck = self._identchecks.get(call.params["id"])
        if identcheck is None:
            return Answer(status=404, body={"base": ["record not found"]})
        now = self.context.clock.now()
        if identcheck.kind is None:
            return Answer(status=422, body={"base": ["process status not acceptable"]})
        if now - identcheck.created > OLDEST:
            return Answer(status=422, body={"base": ["record age exceeded"]})
        return Answer(body=identcheck.answer(now))


def _planned(identifier: str, now: float, last_name: str) -> Identcheck:
    if last_name in MAGIC_NOTES or last_name == "X-DISCARDED":
        return Identcheck(identifier, now, None, MAGIC_NOTES.get(last_name), now, "SCT_DISCARDED")
    if last_name == "X-AT-ONCE":
        return Identcheck(identifier, now, "INSTANT", None, now, "SCT_ACCEPTED")
    if last_name == "X-PENDING":
        return Identcheck(identifier, now, "INSTANT", None, None, "SCT_TRIGGERED")
    if last_name == "X-STANDARD":
        return Identcheck(identifier, now, "STANDARD", None, now + STANDARD, "SCT_ACCEPTED")
    ending = "SCT_FAILED" if last_name == "X-FAILED" else "SCT_ACCEPTED"
    return Identcheck(identifier, now, "INSTANT", None, now + INSTANT, ending)
