"""Solaris: the happy paths of both documents step by step, then one failure of each kind."""

import hashlib
import tempfile
from pathlib import Path
from typing import Any, Literal

from identkit.core._errors import AmbiguousOutcome, ApiError, Conflict, Forbidden, PreconditionFailed, RequestInvalid, UnprocessableEntity
from identkit.core.status import Outcome, assess
from identkit.sandbox._engine.story import Flow, Story
from identkit.solaris import Solaris
from identkit.solaris.models import AddressDataParams, Identification, Person

HAPPY_IBAN = "DE11110101010100000020"
ADDRESS: AddressDataParams = {"line_1": "BERLINER STR. 45", "line_2": "", "postal_code": "14169", "city": "Berlin", "country": "DE"}


def video(story: Story) -> None:
    """The happy path test tutorial: the customer goes through the call by hand."""
    with Solaris(**story.sandbox.solaris.credentials) as solaris:
        person = story.step("Create a person", lambda: solaris.persons.create(first_name="X-MANUALTEST-HAPPYPATH", last_name="Doe"))
        ident = story.step(
            "Create an identification",
            lambda: solaris.identifications.create(person.id, method="idnow", language="DE"),
            outcome=Outcome.CREATED,
        )
        story.step(
            "Which documents may the customer show?",
            lambda: solaris.identifications.supported_documents(person.id, ident.id),
            shows=lambda result: ", ".join(document.type or "" for document in result),
        )
        story.step("Trigger it", lambda: solaris.identifications.request(person.id, ident.id), outcome=Outcome.PENDING)
        story.step(
            "The customer calls, ident code 123456", lambda: story.sandbox.solaris.complete(ident.id, ident_code="123456"), shows=str
        )
        identification = story.step(
            "Wait", lambda: solaris.identifications.wait(person.id, ident.id, timeout=1800), outcome=Outcome.VERIFIED
        )
        story.step(
            "List the identifications", lambda: solaris.identifications.list(person.id), shows=lambda result: f"{len(result)} of them"
        )
        _download(story, solaris, identification)


def bank(story: Story) -> None:
    """The happy path test scenario: the signature is the partner's to drive."""
    with Solaris(**story.sandbox.solaris.credentials) as solaris:
        person = _verified(story, solaris)
        story.step(
            "Is the person eligible?",
            lambda: solaris.identifications.check_eligibility(person.id, method="bank"),
            shows=lambda result: "eligible" if result.eligible else "",
        )
        story.step("Validate the IBAN", lambda: solaris.ibans.lookup(iban=HAPPY_IBAN), shows=lambda result: str(result.bic))
        ident = story.step(
            "Create an identification",
            lambda: solaris.identifications.create(
                person.id, method="bank", iban=HAPPY_IBAN, terms_and_conditions_signed_at="2020-07-07T11:36:29Z"
            ),
            outcome=Outcome.CREATED,
        )
        story.step("Trigger it", lambda: solaris.identifications.request(person.id, ident.id), outcome=Outcome.PENDING)
        story.step("The customer transfers 5 cents", lambda: story.sandbox.solaris.transfer(ident.id), shows=str)
        story.step("Start the signature", lambda: solaris.identifications.authorize(person.id, ident.id), outcome=Outcome.PENDING)
        story.step(
            "Confirm it with the SMS",
            lambda: solaris.identifications.confirm(person.id, ident.id, token="212212"),
            outcome=Outcome.IN_REVIEW,
        )
        identification = story.step("Wait", lambda: solaris.identifications.wait(person.id, ident.id, timeout=60), outcome=Outcome.VERIFIED)
        _download(story, solaris, identification)
        story.refused(
            "Identify the same person again",
            lambda: solaris.identifications.create(person.id, method="bank", iban=HAPPY_IBAN),
            UnprocessableEntity,
            shows=_told,
        )


def session(story: Story) -> None:
    """The webview: one session, all steps on Solaris' side."""
    with Solaris(**story.sandbox.solaris.credentials) as solaris:
        person = story.step("Create a person", lambda: _leander(solaris))
        current = story.step(
            "Create a session",
            lambda: solaris.identification_sessions.create(
                person.id, callback_url="https://www.callbackurl.com", identification_methods=["bank"]
            ),
            outcome=Outcome.PENDING,
        )
        story.step(
            "The customer enters an IBAN that is not theirs",
            lambda: story.sandbox.solaris.complete_session(current.id, iban="DE44110101010100000008"),
            shows=str,
        )
        story.step(
            "The customer tries another", lambda: story.sandbox.solaris.complete_session(current.id) or "all screens done", shows=str
        )
        story.sandbox.clock.advance(minutes=1)
        story.step("Look at the session", lambda: solaris.identification_sessions.get(person.id, current.id), outcome=Outcome.VERIFIED)


def video_failures(story: Story) -> None:
    """What IDnow's test cases end in, and a request that breaks a rule."""
    with Solaris(**story.sandbox.solaris.credentials) as solaris:
        for case, outcome in (
            ("ABORTIDENT", Outcome.RETRY),
            ("CANCELED", Outcome.RETRY),
            ("FRAUDIDENT", Outcome.REJECTED),
            ("FRAUDOK", Outcome.VERIFIED),
        ):
            person = solaris.persons.create(first_name=f"X-AUTOTEST-{case}", last_name="Doe")
            ident = solaris.identifications.create(person.id, method="idnow")
            story.step(f"{case}: trigger it", _request(solaris, ident), outcome=Outcome.PENDING)
            identification = story.step(f"{case}: wait", _wait(solaris, ident), outcome=outcome)
            for reason in assess(identification).reasons:
                story.note("", reason.text)
        person = solaris.persons.create(first_name="X-AUTOTEST-LONGREVIEW", last_name="Doe")
        ident = solaris.identifications.create(person.id, method="idnow")
        story.step("LONGREVIEW: trigger it", _request(solaris, ident), outcome=Outcome.PENDING)
        story.step("LONGREVIEW: may the customer be served?", _wait(solaris, ident, until="may_serve"), outcome=Outcome.PROVISIONAL)
        story.sandbox.clock.advance(days=1)
        story.step("LONGREVIEW: a day later", _get(solaris, ident), outcome=Outcome.VERIFIED)
        person = solaris.persons.create(first_name="Jane", last_name="Doe")
        late = solaris.identifications.create(person.id, method="idnow")
        story.step("A customer who never calls", _request(solaris, late), outcome=Outcome.PENDING)
        story.sandbox.clock.advance(minutes=30)
        story.step("30 minutes later", lambda: solaris.identifications.get(person.id, late.id), outcome=Outcome.RETRY)
        story.refused(
            "An old proof of address",
            lambda: solaris.identifications.create(
                person.id, method="idnow", proof_of_address_type="GAS_BILL", proof_of_address_issued_at="2025-01-01"
            ),
            RequestInvalid,
            shows=str,
        )


def bank_failures(story: Story) -> None:
    """The mocked IBANs, a wrong SMS, the timeouts, an answer that got lost."""
    with Solaris(**story.sandbox.solaris.credentials) as solaris:
        person = _leander(solaris)
        story.refused("No verified mobile number", lambda: _create(solaris, person, HAPPY_IBAN), PreconditionFailed, shows=_told)
        person = _verified(story, solaris)
        for iban in ("DE22110101010100000016", "DE33110101010100000012", "DE44110101010100000008"):
            error = story.refused(f"{iban[:4]}…", _creation(solaris, person, iban), PreconditionFailed, shows=_told)
            story.note("", f"de: {error.reason.customer_text('de') if error.reason else ''}")
            story.note("", f"en: {error.reason.customer_text('en') if error.reason else ''}")
        for iban in ("DE55110101010100000004", "DE66110101010100000000"):
            ident = _create(solaris, person, iban)
            solaris.identifications.request(person.id, ident.id)
            story.step(f"{iban[:4]}…: the customer transfers", _transfer(story, ident), shows=str)
            identification = story.step(f"{iban[:4]}…: look", _get(solaris, ident), outcome=Outcome.RETRY)
            for reason in assess(identification).reasons:
                story.note("", f"de: {reason.customer_text('de')}")
            story.refused(f"{iban[:4]}…: start the signature", _authorize(solaris, ident), Conflict, shows=_told)
        ident = _signing(story, solaris, person, "DE77110101010100000093")
        solaris.identifications.authorize(person.id, ident.id)
        story.refused(
            "DE77…: the SMS before", lambda: solaris.identifications.confirm(person.id, ident.id, token="212212"), Forbidden, shows=_told
        )
        tan = story.sandbox.solaris.tan(ident.id)
        story.step(
            "DE77…: the last SMS", lambda: solaris.identifications.confirm(person.id, ident.id, token=tan), outcome=Outcome.IN_REVIEW
        )
        story.step("DE77…: Swisscom refuses", _wait(solaris, ident), outcome=Outcome.REJECTED)
        late = _create(solaris, person, HAPPY_IBAN)
        story.step("No transfer for ten minutes", _request(solaris, late), outcome=Outcome.PENDING)
        story.step("Wait", _wait(solaris, late), outcome=Outcome.RETRY)
        late = _signing(story, solaris, person, HAPPY_IBAN)
        story.sandbox.clock.advance(minutes=10)
        story.step("No signature for ten minutes", _get(solaris, late), outcome=Outcome.EXPIRED)
        story.sandbox.solaris.faults.add(cut="unanswered", match="persons.create")
        story.refused("The answer is lost: the person is not sent twice", lambda: _leander(solaris), AmbiguousOutcome)


samples = (
    "identification.pending",
    "identification.pending_successful",
    "identification.authorization_required",
    "identification.successful",
)
flows = [
    Flow("video identification, happy path", video),
    Flow("Bankident, happy path", bank),
    Flow("Bankident in an identification session", session),
    Flow("video identification, failures", video_failures),
    Flow("Bankident, failures", bank_failures),
]


def _leander(solaris: Solaris) -> Person:
    """The person of the Bankident guide."""
    return solaris.persons.create(
        salutation="MR",
        first_name="Leander",
        last_name="Zierfisch",
        address=ADDRESS,
        birth_date="1978-07-15",
        birth_city="Aachen",
        birth_country="DE",
        nationality="DE",
        employment_status="EMPLOYED",
        fatca_relevant=False,
    )


def _verified(story: Story, solaris: Solaris) -> Person:
    person = story.step("Create a person", lambda: _leander(solaris))
    story.step("Create the mobile number", lambda: solaris.mobile_numbers.create(person.id, number="+15550101"))
    story.step("Send an SMS to it", lambda: solaris.mobile_numbers.authorize(person.id, number="+15550101"))
    story.step(
        "Confirm it with 212212",
        lambda: solaris.mobile_numbers.confirm(person.id, number="+15550101", token="212212"),
        shows=lambda number: "verified" if number.verified else "",
    )
    return person


def _create(solaris: Solaris, person: Person, iban: str) -> Identification:
    return solaris.identifications.create(person.id, method="bank", iban=iban)


def _signing(story: Story, solaris: Solaris, person: Person, iban: str) -> Identification:
    """An identification whose signature was started."""
    ident = _create(solaris, person, iban)
    solaris.identifications.request(person.id, ident.id)
    story.sandbox.solaris.transfer(ident.id)
    return solaris.identifications.authorize(person.id, ident.id)


def _download(story: Story, solaris: Solaris, identification: Identification) -> None:
    """The documents of an identification, compared with what is said of them."""
    person_id = identification.person_id or ""
    documents = solaris.identifications.get(person_id, identification.id, include_documents=True).documents or []
    with tempfile.TemporaryDirectory() as folder:
        for document in documents:
            path = Path(folder, document.id)
            story.step(
                f"Download the {document.document_type}",
                _fetch(solaris, person_id, document.id, path),
                shows=lambda file: f"{file.size} bytes" if hashlib.sha256(file.path.read_bytes()).hexdigest() == file.sha256 else "",
            )


def _told(error: ApiError) -> str:
    action = error.reason.action if error.reason else None
    return f"{error.code}; {action}" if action else str(error.code)


# Steps of loops: each takes its identification along.


def _request(solaris: Solaris, ident: Identification) -> Any:
    return lambda: solaris.identifications.request(ident.person_id or "", ident.id)


def _wait(solaris: Solaris, ident: Identification, *, until: Literal["may_serve"] | None = None) -> Any:
    return lambda: solaris.identifications.wait(ident.person_id or "", ident.id, timeout=1800, until=until)


def _get(solaris: Solaris, ident: Identification) -> Any:
    return lambda: solaris.identifications.get(ident.person_id or "", ident.id)


def _authorize(solaris: Solaris, ident: Identification) -> Any:
    return lambda: solaris.identifications.authorize(ident.person_id or "", ident.id)


def _transfer(story: Story, ident: Identification) -> Any:
    return lambda: story.sandbox.solaris.transfer(ident.id)


def _creation(solaris: Solaris, person: Person, iban: str) -> Any:
    return lambda: _create(solaris, person, iban)


def _fetch(solaris: Solaris, person_id: str, document_id: str, path: Path) -> Any:
    return lambda: solaris.documents.download(person_id, document_id, to=path)
