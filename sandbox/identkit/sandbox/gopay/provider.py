"""GoPay in the sandbox: the handlers."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from string import ascii_letters, digits
from typing import Any
from urllib.parse import urlencode, urlsplit

from identkit.sandbox._engine import pdf
from identkit.sandbox._engine.live import Diagram, LiveCase, Scenario, diagram
from identkit.sandbox._engine.provider import Answer, Call, Handler, Provider, ProviderContext
from identkit.sandbox._engine.schemas import Violation
from identkit.sandbox.gopay import live, page
from identkit.sandbox.gopay.ledger import CodeGrant, Ledger
from identkit.sandbox.gopay.people import SCENARIOS, Profile, ProfileStep

CLIENT_ID = "777777777777"
CLIENT_SECRET = "AbAbAbAbAbA"  # the document's sample
FIRST_PROFILE = 123  # as in the document's samples

NO_REDIRECT = "/consent/done"
"""Where the browser ends when the consent URL names no redirect_uri (it is optional)."""


class GoPaySandbox(Provider):
    """GoPay: the consent page, tokens, identifications of the persons who came to the page, and prefilled data."""

    def __init__(self, context: ProviderContext) -> None:
        super().__init__(context)
        self.forget()

    def forget(self) -> None:
        """Drop persons, consents and prefilled data."""
        self.ledger = Ledger(self.context.clock.now, self.context.random, CLIENT_ID)
        self._people: dict[int, Profile] = {}
        self._logins: dict[str, int] = {}  # e-mail -> profile
        self._prefills: dict[str, dict[str, str]] = {}

    @property
    def login(self) -> Mapping[str, Any]:
        """The subscriber that the sandbox knows; the consent page is on the same origin as the API."""
        return {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "auth_url": self.context.origin}

    def identify(self, client_profile_id: int, scenario: str) -> None:
        """Let a person's identification go on.

        Args:
            client_profile_id: Of a person who was on the consent page.
            scenario: How it ends; one of `identkit.sandbox.gopay.SCENARIOS`.
        """
        with self.context.lock:
            self._people[client_profile_id].history.append(ProfileStep(self.context.clock.now(), *SCENARIOS[scenario]))

    # For whoever drives it

    def cases(self) -> Sequence[LiveCase]:
        """The persons who were on the consent page."""
        return [live.case(person) for person in self._people.values()]

    def take(self, identifier: str, *steps: str) -> None:
        """Let a person's identification go on, by the names of scenarios, states or reasons."""
        with self.context.lock:
            self.case(identifier)
            for step in steps:
                self._people[int(identifier)].history.append(ProfileStep(self.context.clock.now(), *live.state_of(step)))

    def diagrams(self) -> Sequence[Diagram]:
        """One."""
        return (diagram(self.context.spec, "IdentificationState", "profile"),)

    def events(self) -> Mapping[str, str]:
        """Every state and every reason of the document."""
        return self.context.spec.values("IdentificationState") | self.context.spec.values("IdentificationReason")

    def trigger(self, event: str, subject: str | None = None) -> str | None:
        """Bring a person's identification into a state, or give it a reason. `subject` is a profile; without one somebody registers."""
        if event not in self.events():
            return super().trigger(event, subject)
        with self.context.lock:
            if subject is not None:
                self.take(subject, event)
                return subject
            person = self._log_in({**live.SOMEBODY, "email": f"{self.context.token(8)}@example.com"})
            person.history[:] = [ProfileStep(self.context.clock.now(), *live.state_of(event))]
            return str(person.profile)

    def links(self) -> Mapping[str, str]:
        """The consent page."""
        query = urlencode({"client_id": CLIENT_ID, "scopes[]": "perm.client.identification:read", "state": "by-hand"})
        return {"Consent page": f"{self.context.origin}/consent?{query}"}

    def scenarios(self) -> Sequence[Scenario]:
        """What the consent page offers, and the document's lifetimes."""
        return live.scenarios()

    def handlers(self) -> Mapping[str, Handler]:
        """One for each operation of the spec."""
        return {
            "tokens.application": self._application_token,
            "tokens.client": self._client_token,
            "consent.revoke": self._revoke,
            "consent.page": self._consent_page,
            "identifications.get_status": self._status,
            "identifications.get_pdf": self._pdf,
            "clients.prefill": self._prefill,
        }

    def pages(self) -> Mapping[tuple[str, str], Handler]:
        """What the consent page's form leads to."""
        return {("POST", "/consent"): self._decide, ("GET", NO_REDIRECT): _done}

    def admit(self, call: Call) -> Answer | None:
        """403 for a token that is not the one the call needs."""
        match call.operation and call.operation.name:
            case "tokens.application":
                ours = call.headers.get("authorization") == _basic(CLIENT_ID, CLIENT_SECRET)
            case "clients.prefill":
                ours = self.ledger.is_application(_bearer(call))
            case "identifications.get_status":
                ours = self._speaks_for(call, application=False)
            case "identifications.get_pdf":
                ours = self._speaks_for(call, application=True)
            case _:
                ours = True  # the form or the page decides
        return None if ours else Answer(status=403)

    def refuse(self, call: Call, violations: list[Violation]) -> Answer:
        """409 for validation errors; the consent page sends the browser on with an error, or tells the person."""
        if call.operation is None or call.operation.name != "consent.page":
            return Answer(status=409)
        if {violation.field.partition(".")[0] for violation in violations} == {"scopes[]"} and call.first("client_id") == CLIENT_ID:
            return self._send_on(call.first("redirect_uri"), call.first("state"), {"error": "invalid_scope"})
        return _stranger()

    # Tokens

    def _application_token(self, call: Call) -> Answer:
        del call
        return Answer(body={"accessToken": self.ledger.application_token()})

    def _client_token(self, call: Call) -> Answer:
        if not _is_subscriber(call.body):
            return Answer(status=401)
        if call.body["grant_type"] == "refresh_token":
            return _granted(self.ledger.refresh(call.body["refresh_token"]))
        return _granted(self.ledger.exchange(call.body["code"]))

    def _revoke(self, call: Call) -> Answer:
        if not _is_subscriber(call.body):
            return Answer(status=401)
        return Answer(status=200 if self.ledger.revoke(call.body["token"]) else 404)

    # The consent page

    def _consent_page(self, call: Call) -> Answer:
        if call.first("client_id") != CLIENT_ID:
            return _stranger()
        prefill_id = call.first("prefill_id")
        if prefill_id is not None and prefill_id not in self._prefills:
            return page.message("Consent", "There are no data under this prefill_id.", status=403)
        request = {name: call.first(name) or "" for name in ("client_id", "redirect_uri", "state")}
        return page.consent(request, self._prefills[prefill_id] if prefill_id else {})

    def _decide(self, call: Call) -> Answer:
        form: Mapping[str, str] = call.body or {}
        if form.get("client_id") != CLIENT_ID:
            return _stranger()
        if form.get("decision") != "accept":
            return self._send_on(form.get("redirect_uri"), form.get("state"), {"error": "access_denied"})
        if form.get("scenario") not in SCENARIOS or not form.get("email"):
            return page.message("Consent", "Something is missing: an e-mail is needed to log in.", status=409)
        return self._send_on(form.get("redirect_uri"), form.get("state"), {"code": self.ledger.code(self._log_in(form).profile)})

    def _log_in(self, form: Mapping[str, str]) -> Profile:
        """The person with this e-mail, registered if new, with the identification as chosen on the page."""
        step = ProfileStep(self.context.clock.now(), *SCENARIOS[form["scenario"]])
        profile = self._logins.setdefault(form["email"], FIRST_PROFILE + len(self._logins))
        person = self._people.get(profile)
        if person is None:
            person = self._people[profile] = Profile(profile, form.get("first_name", ""), form.get("last_name", ""), [step])
        elif (step.state, step.reasons) != (person.now.state, person.now.reasons):
            person.history.append(step)
        return person

    def _send_on(self, redirect_uri: str | None, state: str | None, answer: Mapping[str, str]) -> Answer:
        target = redirect_uri or self.context.origin + NO_REDIRECT
        if urlsplit(target).scheme not in {"http", "https"}:
            return page.message("Consent", "The redirect_uri is not a web address.", status=403)
        query = urlencode(dict(answer) | ({"state": state} if state else {}))
        return Answer(status=302, headers={"location": target + ("&" if urlsplit(target).query else "?") + query})

    # Identifications and prefill

    def _speaks_for(self, call: Call, *, application: bool) -> bool:
        token, profile = _bearer(call), call.params.get("clientProfileId", "")
        if not profile.isdecimal():
            return False
        if application and self.ledger.is_application(token):
            return self.ledger.has_consented(int(profile))
        return self.ledger.profile_of(token) == int(profile)

    def _person(self, call: Call) -> Profile:
        return self._people[int(call.params["clientProfileId"])]

    def _status(self, call: Call) -> Answer:
        return Answer(body=self._person(call).status())

    def _pdf(self, call: Call) -> Answer:
        person, today = self._person(call), datetime.fromtimestamp(self.context.clock.now(), UTC).date()
        day = date.fromisoformat(call.first("onDate") or today.isoformat())
        step = person.on(day)
        if day > today or step is None:
            return Answer(status=409 if day > today else 404)
        name = f"{person.first_name} {person.last_name}"
        lines = ["Identification (sandbox)", f"Profile {person.profile}: {name}", f"Day: {day}", f"State: {step.state}", *step.reasons]
        return Answer(content=pdf.document(lines), media_type="application/pdf")

    def _prefill(self, call: Call) -> Answer:
        wire = {
            "firstName": "first_name",
            "lastName": "last_name",
            "email": "email",
            "phoneNumber": "phone_number",
            "address": "address",
            "domesticBankAccount": "domestic_bank_account",
        }
        data = {name: str(call.body[key]) for key, name in wire.items() if key in call.body}
        prefill_id = self.context.token(54, ascii_letters + digits)
        self._prefills[prefill_id] = data | dict(call.body.get("internationalBankAccount", {}))
        return Answer(body={"prefillId": prefill_id})


def _is_subscriber(form: Mapping[str, str]) -> bool:
    return (form.get("client_id"), form.get("client_secret")) == (CLIENT_ID, CLIENT_SECRET)


def _granted(grant: CodeGrant | None) -> Answer:
    """The tokens. What is answered to a refused code or refresh token is not documented; the revocation answers 404 to an unknown token."""
    if grant is None:
        return Answer(status=404)
    return Answer(body={"accessToken": grant.access_token, "refreshToken": grant.refresh_token, "clientProfileId": grant.profile})


def _bearer(call: Call) -> str:
    kind, _, token = call.headers.get("authorization", "").partition(" ")
    return token if kind.lower() == "bearer" else ""


def _basic(username: str, password: str) -> str:
    return "Basic " + b64encode(f"{username}:{password}".encode()).decode("ascii")


def _stranger() -> Answer:
    return page.message("Consent", "This client_id is not known.", status=403)


def _done(call: Call) -> Answer:
    del call
    return page.message("Done", "You may close this page.")
