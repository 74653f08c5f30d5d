"""Solaris in the sandbox: the handlers of identifications and sessions."""

from identkit.sandbox._engine.provider import Answer, Call
from identkit.sandbox.solaris import people
from identkit.sandbox.solaris.bankident import Bankident
from identkit.sandbox.solaris.idnow import Idnow
from identkit.sandbox.solaris.problems import Refusal, missing
from identkit.sandbox.solaris.store import Identification, Person, Session
from identkit.sandbox.solaris.world import SolarisWorld

SESSION_SECONDS = 24 * 60 * 60.0  # how long a session is valid is not documented


class Identifications:
    """What is asked about the identifications and the sessions of a person."""

    def __init__(self, world: SolarisWorld, idnow: Idnow, bankident: Bankident) -> None:
        self.world = world
        self._idnow, self._bankident = idnow, bankident

    def check_eligibility(self, call: Call, person: Person) -> Answer:
        """Whether the person can be identified by a method."""
        method, lacks = self._known_method(call.fields["method"], "method"), self._bankident.missing_data(person)
        if lacks:
            reason = "person_missing_required_data"
            return Answer(body={"method": method, "eligible": False, "failure_reason": reason, "reasons": [reason]})
        return Answer(body={"method": method, "eligible": True, "failure_reason": "null"})

    def _known_method(self, method: str, field: str) -> str:
        """The documents limit methods nowhere; what no document names is not played."""
        if method not in self.world.context.spec.values("IdentificationMethod"):
            raise Refusal(400, "validation_error", "is no method that the sandbox knows", field)
        return method

    def create(self, call: Call, person: Person) -> Answer:
        """A new identification."""
        method = self._known_method(call.fields["method"], "method")
        if method == "bank":
            self._bankident.check(person, call.fields["iban"])
        identification = Identification(self.world.new_id("cidt"), person.id, method, dict(call.fields))
        identification.reference = call.fields.get("reference")
        person.identifications[identification.id] = identification
        if method == "bank":
            self._bankident.created(identification)
        self.world.announce(identification)
        return Answer(status=201, body=identification.view())

    def get(self, call: Call, person: Person, identification: Identification) -> Answer:
        """One identification, with its documents where they are asked for."""
        body = identification.view()
        if identification.status == "successful" and identification.method == "idnow":
            body["address"] = person.data["address"]
        if call.first("include_documents") == "true":
            body["documents"] = [person.documents[name].metadata() for name in identification.documents]
        return Answer(body=body)

    def request(self, call: Call, person: Person, identification: Identification) -> Answer:
        """Begin the customer's part."""
        del call
        if identification.method == "bank":
            self._bankident.request(identification)
        elif identification.method == "idnow":
            self._idnow.request(person, identification)
        else:  # the two documents describe no other method
            raise Refusal(400, "bad_request", "The sandbox plays idnow and bank only", "method")
        return Answer(body=identification.view())

    def authorize(self, call: Call, person: Person, identification: Identification) -> Answer:
        """Send the one-time password."""
        del call, person
        self._bankident.authorize(identification)
        return Answer(body=identification.view())

    def confirm(self, call: Call, person: Person, identification: Identification) -> Answer:
        """Take the one-time password."""
        self._bankident.confirm(person, identification, call.fields.get("token"))
        return Answer(body=identification.view())

    def supported_documents(self, call: Call, person: Person, identification: Identification) -> Answer:
        """The documents that a video identification takes."""
        del call, person, identification
        return Answer(body=people.supported_documents())

    def create_session(self, call: Call, person: Person) -> Answer:
        """A new session."""
        methods = tuple(self._known_method(method, "identification_methods") for method in call.fields["identification_methods"])
        lacks = self._bankident.missing_data(person) if "bank" in methods else []
        if lacks:  # "Error if the customer is not eligible for one of the methods"; which one is not documented
            raise Refusal(412, "PERSON_MISSING_REQUIRED_DATA", f"Missing: {', '.join(lacks)}.")
        session = Session(self.world.new_id("ises"), person.id, "", call.fields["callback_url"], methods)
        session.url = self.world.page(session)
        session.timer = self.world.context.later(SESSION_SECONDS, lambda: self.world.end(session, "expired"))
        person.sessions[session.id] = session
        self.world.context.trail(session.id, session.status)
        return Answer(status=201, body=session.view())

    def get_session(self, call: Call, person: Person) -> Answer:
        """One session."""
        session = person.sessions.get(call.params["id"])
        if session is None:
            raise missing("IdentificationSession", call.params["id"])
        return Answer(body=session.view())
