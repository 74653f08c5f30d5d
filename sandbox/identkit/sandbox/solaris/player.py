"""Plays a Solaris identification or session by the names of steps and events, for whoever drives the sandbox from elsewhere."""

from collections.abc import Callable

from attrs import define

from identkit.sandbox.solaris import customer, live
from identkit.sandbox.solaris.bankident import Bankident
from identkit.sandbox.solaris.idnow import SCENARIOS, Idnow
from identkit.sandbox.solaris.problems import Refusal
from identkit.sandbox.solaris.store import Identification, Person, Session
from identkit.sandbox.solaris.world import SolarisWorld

HAPPY = "DE11110101010100000020"  # the mocked IBAN of the happy path
_REASONS = {"aborted": "TECH_TIMEOUT", "canceled": "TECH_PHOTO"}  # where the event names none


@define
class Player:
    """Everybody who is not the partner."""

    world: SolarisWorld
    idnow: Idnow
    bankident: Bankident

    def step(self, identifier: str, step: str) -> None:
        """Let an identification or a session take a step that `live` lists. Raises ValueError."""
        person, one = self._find(identifier)
        try:
            if isinstance(one, Session):
                self._session(person, one, step)
            else:
                self._identification(person, one, step)
        except Refusal as refusal:
            raise ValueError(refusal.problems[0].detail) from None

    def _session(self, person: Person, session: Session, step: str) -> None:
        if step == "expired":
            self.world.end(session, "expired")
            return
        customer.walk_through(self.world, self.bankident, person, session, HAPPY if step == "complete" else step)

    def _identification(self, person: Person, one: Identification, step: str) -> None:
        match step:
            case "request":
                if one.method == "bank":
                    self.bankident.request(one)
                else:
                    self.idnow.request(person, one)
            case "complete":
                self.idnow.complete(person, one)
            case "transfer":
                self.bankident.transfer(person, one)
            case "authorize":
                self.bankident.authorize(one)
            case "confirm":
                self.bankident.confirm(person, one, one.tan)
            case _ if step in SCENARIOS:
                self.idnow.complete(person, one, step)
            case _:
                self._become(person, one, step, None)

    def event(self, event: str, subject: str | None, somebody: Callable[[], Person]) -> str | None:
        """Play an event; answers the identification or session it happened to. Raises LookupError."""
        kind, _, rest = event.partition(".")
        status, _, reason = rest.partition(".")
        person, one = self._subject(subject, somebody)
        if kind == live.SESSION:
            session = one if isinstance(one, Session) else self._new_session(person)
            self.world.end(session, status)
            return session.id
        if kind == "identification":
            identification = one if isinstance(one, Identification) else self._identification_of(person, status, reason)
            self._become(person, identification, status, reason or None)
            return identification.id
        if rest == "deleted":
            del self.world.store.persons[person.id]
        body = {"id": self.world.new_id("cmno")} if rest == "mobile_number_deleted" else {}
        self.world.notices.tell(event.upper().replace(".", "_"), person.id, body)
        return None

    def _become(self, person: Person, one: Identification, status: str, reason: str | None) -> None:
        if one.method == "idnow":
            reason = reason or _REASONS.get(status)
        elif status == "failed" and one.status == "pending":
            reason = reason or "account_snapshot_expired"
        if status != "created" and one.url is None:
            one.url, one.url_until = self.world.page(one), self.world.context.clock.now() + self.world.timer("IDnow url")
        if status == "successful" and one.status != "successful":
            if one.method == "idnow":
                self.idnow.succeed(person, one)
            else:
                self.bankident.sign(person, one)
        self.world.become(one, status, reason)

    def _subject(self, subject: str | None, somebody: Callable[[], Person]) -> tuple[Person, Identification | Session | None]:
        if subject is None:
            return somebody(), None
        if subject in self.world.store.persons:
            return self.world.store.persons[subject], None
        return self._find(subject)

    def _find(self, identifier: str) -> tuple[Person, Identification | Session]:
        for person in self.world.store.persons.values():
            for things in (person.identifications, person.sessions):
                if identifier in things:
                    return person, things[identifier]
        message = f"there is no person, identification or session {identifier!r}"
        raise LookupError(message)

    def _identification_of(self, person: Person, status: str, reason: str) -> Identification:
        """The person's latest one of the method to which the status belongs, or a new one."""
        bank = status in live.OF_BANK or (bool(reason) and reason.islower())
        method = "bank" if bank else "idnow"
        candidates = [one for one in person.identifications.values() if one.method == method or not (bank or reason)]
        if candidates:
            return candidates[-1]
        fields = {"method": method, "iban": HAPPY} if bank else {"method": method}
        result = Identification(self.world.new_id("cidt"), person.id, method, fields)
        person.identifications[result.id] = result
        return result

    def _new_session(self, person: Person) -> Session:
        session = Session(self.world.new_id("ises"), person.id, "", "https://www.callbackurl.com", ("bank",))
        session.url = self.world.page(session)
        person.sessions[session.id] = session
        return session
