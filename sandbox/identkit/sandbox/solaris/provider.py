"""Solaris in the sandbox: the handlers."""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Any
from urllib.parse import parse_qs

from identkit.sandbox._engine.live import Diagram, LiveCase, Scenario, Subscriber
from identkit.sandbox._engine.provider import Answer, Call, Handler, Provider, ProviderContext
from identkit.sandbox._engine.schemas import Violation
from identkit.sandbox.solaris import customer, files, live, people, problems
from identkit.sandbox.solaris.bankident import Bankident
from identkit.sandbox.solaris.identifications import Identifications
from identkit.sandbox.solaris.idnow import Idnow
from identkit.sandbox.solaris.notices import Notices
from identkit.sandbox.solaris.numbers import MobileNumbers
from identkit.sandbox.solaris.player import Player
from identkit.sandbox.solaris.problems import Refusal, missing
from identkit.sandbox.solaris.store import Identification, Person, Session, Store, Subscription
from identkit.sandbox.solaris.world import SolarisWorld

CLIENT_ID = "identkit-sandbox"
CLIENT_SECRET = "identkit-sandbox-secret"
TOKEN_SECONDS = 3599  # documented


class SolarisSandbox(Provider):
    """Solaris: persons, mobile numbers, video identification, Bankident, sessions, documents and webhooks."""

    settings = live.SETTINGS

    def __init__(self, context: ProviderContext) -> None:
        super().__init__(context)
        self.residency_countries: list[str] | None = None
        """Countries of residence that the branch allows; None: all."""
        self.change_requests = False
        """Whether changing a value that is set already needs the customer's authorization (HTTP 202)."""
        self.forget()

    def forget(self) -> None:
        """Drop persons, subscriptions and tokens."""
        store = Store()
        self.world = SolarisWorld(self.context, store, Notices(self.context, store))
        self.store = store
        self._idnow, self._bankident = Idnow(self.world), Bankident(self.world)

    @property
    def login(self) -> Mapping[str, Any]:
        """The partner that the sandbox knows; tokens come from the same origin as the API."""
        return {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "auth_url": self.context.origin}

    # The customer's part

    def complete(self, identification_id: str, *, ident_code: str | None = None) -> str:
        """Let the customer go through the video call of a requested identification; answers the status.

        X-AUTOTEST persons need none of this: advance the clock. Raises ValueError for a wrong ident code or an identification that is
        not waiting for its customer.
        """
        if ident_code not in (None, expected := self.world.static["ident-code"]):
            message = f"the ident code of the sandbox is {expected}"
            raise ValueError(message)
        return self._act(identification_id, self._idnow.complete)

    def transfer(self, identification_id: str) -> str:
        """Let the customer make the cent transfer of a requested Bankident identification; answers the status."""
        return self._act(identification_id, self._bankident.transfer)

    def tan(self, identification_id: str) -> str:
        """The one-time password of the last SMS for this identification; empty when none was sent."""
        with self.context.lock:
            return self._find(identification_id)[1].tan

    def complete_session(self, session_id: str, *, iban: str = "DE11110101010100000020") -> str:
        """Let the customer go through the webview of a session.

        Answers "" when the session is successful, or the code of the error the customer was shown; the session then goes on.
        """
        with self.context.lock:
            pairs = [(person, person.sessions[session_id]) for person in self.store.persons.values() if session_id in person.sessions]
            if not pairs:
                raise LookupError("there is no such session")
            return customer.walk_through(self.world, self._bankident, *pairs[0], iban)

    def authorize_change(self, change_request_id: str) -> None:
        """Let the customer authorize a change request."""
        with self.context.lock:
            person_id, changes = self.store.changes.pop(change_request_id)
            person = self.store.persons[person_id]
            if "mobile_number" in changes and changes["mobile_number"] is None:
                MobileNumbers(self.world, self._change_request).drop(person)
            else:
                self.world.change(person, changes)

    def revoke_tokens(self) -> None:
        """Make every access token invalid, as if Solaris had withdrawn it."""
        with self.context.lock:
            self.store.tokens.clear()

    def delete_person(self, person_id: str) -> None:
        """Solaris deletes a person and tells so."""
        with self.context.lock:
            del self.store.persons[person_id]
            self.world.notices.tell("PERSON_DELETED", person_id, {})

    # For whoever drives it

    def cases(self) -> Sequence[LiveCase]:
        """Identifications and sessions."""
        return list(live.cases(self.store, self.context.trails, self.world.static["ident-code"]))

    def take(self, identifier: str, *steps: str) -> None:
        """Let an identification or a session take steps: request, complete, transfer, authorize, confirm, a test case, a status."""
        with self.context.lock:
            for step in steps:
                if identifier in self.store.changes and step == "authorize":
                    self.authorize_change(identifier)
                    continue
                names = [next_step.name for next_step in self.case(identifier).steps]
                if step not in names:
                    message = f"{step!r} is no next step of {self.case(identifier).status}; there is {', '.join(names) or 'none'}"
                    raise ValueError(message)
                Player(self.world, self._idnow, self._bankident).step(identifier, step)

    def diagrams(self) -> Sequence[Diagram]:
        """Video identification, Bankident, sessions."""
        return live.diagrams(self.context.spec)

    def events(self) -> Mapping[str, str]:
        """Every status and reason of an identification and a session, and the other webhooks."""
        return live.events(self.context.spec)

    def trigger(self, event: str, subject: str | None = None) -> str | None:
        """Play an event. `subject` is a person, an identification or a session; without one a person is made up."""
        if event not in self.events():
            return super().trigger(event, subject)
        if event == live.REVOKED:
            self.revoke_tokens()
            return None
        with self.context.lock:
            return Player(self.world, self._idnow, self._bankident).event(event, subject, self._somebody)

    def scenarios(self) -> Sequence[Scenario]:
        """Test cases, mocked IBANs, static values, limits and timeouts."""
        return live.scenarios(self.context.spec, self.world.attempts)

    def subscribers(self) -> Sequence[Subscriber]:
        """The subscriptions."""
        return [Subscriber(each.event_type, each.url, each.id, each.secret) for each in self.store.subscriptions.values()]

    def forward(self, url: str | None, *, secret: str | None = None) -> str | None:
        """Send all deliveries to an application. Events that nobody subscribed to are signed with `secret`, the others as subscribed."""
        super().forward(url)
        with self.context.lock:
            return self.world.notices.forward(url, secret)

    def _somebody(self) -> Person:
        identifier = self.world.new_id("cper")
        person = Person(identifier, people.blank(self.context.spec.document, identifier, self.context.clock.datetime().date()))
        person.data |= {"first_name": "Jane", "last_name": "Doe", "birth_date": "1992-12-11", "nationality": "DE"}
        person.data["address"] |= {"line_1": "Amrumerstrasse", "line_2": "14", "postal_code": "13353", "city": "Berlin", "country": "DE"}
        self.store.persons[identifier] = person
        return person

    def _act(self, identification_id: str, act: Callable[[Person, Identification], None]) -> str:
        with self.context.lock:
            person, identification = self._find(identification_id)
            try:
                act(person, identification)
            except Refusal as refusal:
                raise ValueError(refusal.problems[0].detail) from None
            return identification.status

    def _find(self, identification_id: str) -> tuple[Person, Identification]:
        for person in self.store.persons.values():
            if identification_id in person.identifications:
                return person, person.identifications[identification_id]
        raise LookupError("there is no such identification")

    # HTTP

    def handlers(self) -> Mapping[str, Handler]:
        """One for each operation of the spec."""
        plain: dict[str, Handler] = {
            "tokens.create": self._token,
            "persons.create": self._create_person,
            "webhooks.create": self._subscribe,
            "webhooks.list": lambda call: files.page(call, [each.view() for each in self.store.subscriptions.values()]),
            "webhooks.get": lambda call: Answer(body=self._subscription(call).view()),
            "webhooks.delete": self._unsubscribe,
            "ibans.lookup": lambda call: Answer(body=people.bank_of(call.fields["iban"], self.world.ibans)),
        }
        numbers = MobileNumbers(self.world, self._change_request)
        identifications = Identifications(self.world, self._idnow, self._bankident)
        of_person: dict[str, Callable[[Call, Person], Answer]] = {
            "persons.get": lambda _, person: Answer(body=person.data),
            "persons.update": self._update_person,
            "mobile_numbers.create": numbers.create,
            "mobile_numbers.get": lambda _, person: Answer(body=people.number(person).view()),
            "mobile_numbers.delete": numbers.delete,
            "mobile_numbers.authorize": numbers.authorize,
            "mobile_numbers.confirm": numbers.confirm,
            "identifications.check_eligibility": identifications.check_eligibility,
            "identifications.create": identifications.create,
            "identifications.list": lambda _, person: Answer(body=[each.view() for each in person.identifications.values()]),
            "identification_sessions.create": identifications.create_session,
            "identification_sessions.get": identifications.get_session,
            "documents.list": files.list_documents,
            "documents.get": lambda call, person: Answer(body=files.find(call, person).metadata()),
            "documents.download": files.download,
        }
        of_identification: dict[str, Callable[[Call, Person, Identification], Answer]] = {
            "identifications.get": identifications.get,
            "identifications.request": identifications.request,
            "identifications.authorize": identifications.authorize,
            "identifications.confirm": identifications.confirm,
            "identifications.supported_documents": identifications.supported_documents,
        }
        all_of_them = plain | {name: self._with_person(handler) for name, handler in of_person.items()}
        all_of_them |= {name: self._with_identification(handler) for name, handler in of_identification.items()}
        return {name: self._telling(handler) for name, handler in all_of_them.items()}

    def pages(self) -> Mapping[tuple[str, str], Handler]:
        """What the urls of identifications and sessions lead to."""
        return {("GET", "/customer/{key}"): self._show_page, ("POST", "/customer/{key}"): self._click}

    def admit(self, call: Call) -> Answer | None:
        """401 without a valid access token."""
        kind, _, credentials = call.headers.get("authorization", "").partition(" ")
        if call.operation is not None and call.operation.name == "tokens.create":
            login = b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode("ascii")
            refusal = None if (kind.lower(), credentials) == ("basic", login) else Refusal(401, "invalid_client", "Unknown client")
        elif not credentials:
            refusal = Refusal(401, "token_required", "An access token is required")
        elif kind.lower() != "bearer" or self.context.clock.now() >= self.store.tokens.get(credentials, 0.0):
            refusal = Refusal(401, "invalid_token", "The access token is invalid or has expired")
        else:
            refusal = None
        return None if refusal is None else problems.answer(refusal, self.context.uuid)

    def refuse(self, call: Call, violations: list[Violation]) -> Answer:
        """400 with one error for each violation."""
        del call
        return problems.invalid(violations, self.context.uuid)

    def _telling(self, handler: Handler) -> Handler:
        @wraps(handler)
        def told(call: Call) -> Answer:
            try:
                return handler(call)
            except Refusal as refusal:
                return problems.answer(refusal, self.context.uuid)

        return told

    def _with_person(self, handler: Callable[[Call, Person], Answer]) -> Handler:
        return lambda call: handler(call, self._person(call))

    def _with_identification(self, handler: Callable[[Call, Person, Identification], Answer]) -> Handler:
        def found(call: Call) -> Answer:
            person = self._person(call)
            identification = person.identifications.get(call.params["id"])
            if identification is None:
                raise missing("PersonIdentification", call.params["id"])
            return handler(call, person, identification)

        return found

    def _person(self, call: Call) -> Person:
        person = self.store.persons.get(call.params["person_id"])
        if person is None:
            raise missing("Person", call.params["person_id"])
        return person

    def _token(self, call: Call) -> Answer:
        token = self.context.token(64)
        self.store.tokens[token] = self.context.clock.now() + TOKEN_SECONDS
        return Answer(body={"access_token": token, "expires_in": TOKEN_SECONDS, "scope": call.body["scope"], "token_type": "bearer"})

    # Persons

    def _create_person(self, call: Call) -> Answer:
        people.check_new(call.fields, self.store.persons.values(), self.residency_countries, self.world.static["identical-persons"])
        identifier = self.world.new_id("cper")
        person = Person(identifier, people.blank(self.context.spec.document, identifier, self.context.clock.datetime().date()))
        for name, value in call.fields.items():
            each = person.data.get(name, ...)
            if each is not ... and value is not None:  # unknown fields are ignored
                person.data[name] = {**each, **value} if isinstance(each, dict) else people.read(name, value)
        self.store.persons[identifier] = person
        return Answer(body=person.data)

    def _update_person(self, call: Call, person: Person) -> Answer:
        changes = {name: value for name, value in call.fields.items() if name in self.world.updatable}
        people.check_update(changes, self.context.clock.datetime().date())
        set_already = [name for name, value in changes.items() if person.data.get(name) not in (None, value)]
        if self.change_requests and set_already:
            return Answer(status=202, body=self._change_request(person, changes))
        self.world.change(person, changes)
        return Answer(body=person.data)

    def _change_request(self, person: Person, changes: dict[str, Any]) -> dict[str, Any]:
        identifier = self.world.new_id("csc")
        self.store.changes[identifier] = (person.id, changes)
        self.context.trail(identifier, "AUTHORIZATION_REQUIRED")
        return {"id": identifier, "status": "AUTHORIZATION_REQUIRED", "updated_at": self.context.clock.datetime().isoformat(), "url": None}

    # Webhook subscriptions

    def _subscribe(self, call: Call) -> Answer:
        return Answer(status=201, body=self.world.notices.subscribe(call.fields["event_type"], call.fields["url"]).view())

    def _subscription(self, call: Call) -> Subscription:
        each = self.store.subscriptions.get(call.params["id"])
        if each is None:
            raise missing("Webhook", call.params["id"])
        return each

    def _unsubscribe(self, call: Call) -> Answer:
        del self.store.subscriptions[self._subscription(call).id]
        return Answer(status=204)

    # The customer's pages

    def _show_page(self, call: Call) -> Answer:
        whose = self.store.pages.get(call.params["key"])
        return customer.page(whose, self.world.static)

    def _click(self, call: Call) -> Answer:
        whose = self.store.pages.get(call.params["key"])
        form = {name: values[-1] for name, values in parse_qs(call.content.decode("utf-8", "replace")).items()}
        try:
            match whose:
                case Session():
                    result = self.complete_session(whose.id, **({"iban": form["iban"]} if form.get("iban") else {}))
                case Identification(method="bank"):
                    result = self.transfer(whose.id)
                case Identification():
                    static = str(self.world.static["mobile-number"])
                    customer.check_number(form.get("number", static), static)
                    result = self.complete(whose.id, ident_code=form.get("ident_code", ""))
                case None:
                    return customer.page(None, self.world.static)
        except ValueError as error:
            return customer.message("Not possible", str(error), status=409)
        return customer.message("Done", result or "successful")
