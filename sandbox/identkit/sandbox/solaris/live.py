"""Solaris for whoever drives the sandbox from elsewhere: what is listed, what comes next, what can be played, the test values."""

from collections.abc import Iterator, Mapping
from typing import Any

from identkit.sandbox._engine.live import Diagram, LiveCase, Scenario, Step, diagram, outcome
from identkit.sandbox._engine.spec import Spec
from identkit.sandbox.solaris.idnow import SCENARIOS
from identkit.sandbox.solaris.store import Identification, Session, Store
from identkit.solaris import models

SESSION = "identification_session"
REVOKED = "tokens.revoked"
SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "residency_countries": {"type": ["array", "null"], "items": {"type": "string", "pattern": "^[A-Z]{2}$"}},
    "change_requests": {"type": "boolean"},
}

# What can happen next to an identification: status -> step -> what it does. A step that is a status is played as it stands.
STEPS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "idnow": {
        "created": {"request": "the partner triggers it"},
        "pending": {
            "complete": "the customer calls, and it ends as the name says",
            **{name: f"test case {name}" for name in SCENARIOS},
            "aborted": "30 minutes are over",
            "canceled": "the provider cancels it",
        },
        "aborted": {"complete": "the customer calls again, on the same url"},
        "canceled": {"complete": "the customer calls again, on the same url"},
        "pending_successful": {
            "successful": "the review confirms it",
            "canceled": "the review finds a fault",
            "failed": "the review ends negatively",
        },
        "pending_failed": {"successful": "the review takes it for legitimate", "failed": "the review confirms the fraud"},
    },
    "bank": {
        "created": {"request": "the partner triggers it", "expired": "30 days are over"},
        "pending": {"transfer": "the customer transfers 5 cents", "failed": "10 minutes are over", "expired": "30 days are over"},
        "authorization_required": {"authorize": "the partner starts the signature", "expired": "10 minutes are over"},
        "confirmation_required": {"confirm": "the SMS is confirmed", "authorize": "another SMS", "expired": "10 minutes are over"},
        "confirmed": {"successful": "the documents are signed", "failed": "the signature fails"},
    },
}
_IBANS = {iban.value: f"the same with the account {iban.name}" for iban in models.BankidentTestIban}
_SESSION_STEPS = {
    "complete": "the customer goes through all screens",
    **_IBANS,
    "expired": "its time is over",
}
OF_BANK = frozenset({"authorization_required", "confirmation_required", "confirmed", "expired", "signed", "processed", "pre_successful"})
_VIDEO, _BANK = "Video identification", "Bankident webview"


def cases(store: Store, trails: Mapping[str, list[tuple[float, str]]], ident_code: str) -> Iterator[LiveCase]:
    """All identifications, sessions and change requests, and the persons who have none."""
    for person in store.persons.values():
        if not person.identifications and not person.sessions:
            yield LiveCase(id=person.id, kind="person", person=person.id, status="registered", outcome="created")
        for identification in person.identifications.values():
            yield _identification(identification, tuple(trails.get(identification.id, ())), ident_code)
        for session in person.sessions.values():
            yield _session(session, tuple(trails.get(session.id, ())))
    for identifier, (person_id, _) in store.changes.items():
        yield LiveCase(
            id=identifier,
            kind="change_request",
            person=person_id,
            status="AUTHORIZATION_REQUIRED",
            outcome="pending",
            steps=(Step("authorize", "the customer authorizes the change"),),
            history=tuple(trails.get(identifier, ())),
        )


def _identification(one: Identification, history: tuple[tuple[float, str], ...], ident_code: str) -> LiveCase:
    steps = STEPS.get(one.method, {}).get(one.status, {})
    return LiveCase(
        id=one.id,
        kind="identification",
        person=one.person_id,
        method=one.method,
        status=one.status,
        reason=one.failure_reason,
        outcome=outcome(models.Identification, one.view()),
        code=one.tan or None if one.method == "bank" else ident_code,
        link=one.url if one.status in {"pending", "aborted", "canceled"} else None,
        steps=tuple(Step(*step) for step in steps.items()),
        history=history,
    )


def _session(one: Session, history: tuple[tuple[float, str], ...]) -> LiveCase:
    is_new, bank = one.status == "created", one.methods[0] == "bank"
    return LiveCase(
        id=one.id,
        kind=SESSION,
        person=one.person_id,
        method=" ".join(one.methods),
        status=one.status,
        reason=one.last_error or None,
        outcome=outcome(models.IdentificationSession, one.view()),
        link=one.url if is_new else None,
        steps=tuple(Step(*step) for step in _SESSION_STEPS.items() if bank or step[0] not in _IBANS) if is_new else (),
        history=history,
    )


def diagrams(spec: Spec) -> list[Diagram]:
    """Video identification, Bankident, and the session of the webview."""
    session = diagram(spec, "IdentificationSessionStatus", SESSION)
    return [session, *(diagram(spec, "IdentificationStatus", "identification", method) for method in STEPS)]


def events(spec: Spec) -> dict[str, str]:
    """Every status of an identification and a session, every reason, every other webhook: identification.failed.joint_account."""
    statuses, sessions = spec.values("IdentificationStatus"), spec.values("IdentificationSessionStatus")
    result = {f"identification.{status}": text for status, text in statuses.items()}
    result |= {f"identification.{status}.{code}": text for status in ("aborted", "canceled") for code, text in _idnow_reasons(spec)}
    result |= {f"identification.failed.{code}": text for code, text in _bank_reasons(spec)}
    result |= {f"{SESSION}.{status}": text for status, text in sessions.items()}
    others = [name for name in spec.document["webhooks"] if name not in {"IDENTIFICATION", SESSION.upper()}]
    result |= {REVOKED: "every access token is withdrawn (the sandbox's own)"}
    return result | {name.lower().replace("_", ".", 1): f"the webhook {name}" for name in others}


def _idnow_reasons(spec: Spec) -> Iterator[tuple[str, str]]:
    yield from spec.values("IdnowFailureCode").items()


def _bank_reasons(spec: Spec) -> Iterator[tuple[str, str]]:
    yield from ((code.lower(), text) for code, text in spec.values("BankidentErrorCode").items())


def scenarios(spec: Spec, attempts: int) -> list[Scenario]:
    """Test cases, mocked IBANs, static values, limits and timeouts."""
    notes = spec.document["x-sandbox"]
    video, bank = f"{_VIDEO}, Testing", f"{_BANK}, Appendix II: Testing data"
    texts = spec.values("IdnowTestCase")
    result = [Scenario(f"{prefix}-{name}", f"{texts[name]} {text}.", video) for prefix, text in _PREFIXES for name in SCENARIOS]
    result += [
        Scenario(f"ident code {notes['ident-code']}", "lets the customer begin a video identification by hand", f"{_VIDEO}, tutorial"),
        Scenario(
            f"a number with 0, or {notes['mobile-number']}", "is what the page of a video identification takes", f"{_VIDEO}, tutorial"
        ),
    ]
    result += [Scenario(iban, text, bank) for iban, text in spec.values("BankidentTestIban").items()]
    result += [
        Scenario("any other German IBAN", "412 PERSON_ACCOUNT_MATCH_NOT_FOUND", "the sandbox's own: nobody owns it"),
        Scenario("an IBAN of another country", "400 invalid_iban", f"{_BANK}, FAQs: German IBANs only; the error is assumed"),
        Scenario(notes["mobile-number"], "the number for tests", f"{_BANK}, Testing static values"),
        Scenario(notes["sms-otp"], "the one-time password of every first SMS", f"{_BANK}, Testing static values"),
        Scenario("numbers of Iran and North Korea", "400", f"{_BANK}, FAQs"),
        Scenario(
            f"{attempts} IBANs",
            "412 IDENTIFICATION_ATTEMPTS_EXCEEDED for the number, and for the name",
            f"{_BANK}, Appendix III; FAQs",
        ),
        Scenario("an IBAN that failed 20 times", "412 IBAN_USAGE_LIMIT_EXCEEDED", f"{_BANK}, Appendix III; the number is assumed"),
        Scenario("identified already", "422 ALREADY_IDENTIFIED_SUCCESSFULLY", f"{_BANK}, Appendix III"),
        Scenario("no verified number", "412 MOBILE_NUMBER_NOT_VERIFIED", f"{_BANK}, Appendix III"),
        Scenario(
            "name, birth date or address missing", "412 PERSON_MISSING_REQUIRED_DATA", f"{_BANK}, Appendix III; which data is assumed"
        ),
        Scenario("10 minutes without a transfer", "failed, account_snapshot_expired", f"{_BANK}, Appendix III"),
        Scenario("10 minutes without a signature", "expired", f"{_BANK}, Appendix II; the status is assumed"),
        Scenario("30 days", "a Bankident identification is expired", f"{_BANK}, Appendix III, EXPIRED"),
        Scenario("another SMS", "makes the one-time password before invalid: 403 invalid_tan", bank),
        Scenario("30 minutes without a call", "aborted, TECH_TIMEOUT", f"{_VIDEO}, failure reasons"),
        Scenario("14 days", "the url of a video identification no longer serves", f"{_VIDEO}, Request person identification"),
        Scenario("LONGREVIEW", "24 hours in pending_successful", video),
        Scenario("HOLDCERTIFICATE", "results after 10 minutes", video),
        Scenario(f"{notes['identical-persons']} identical persons", "one more is refused with 400", f"{_VIDEO}, Create person"),
        Scenario("a name of 51 characters, with a blank before it, a symbol or an emoji", "400", f"{_VIDEO}, Create person"),
        Scenario("residency_countries", "settings: 400 invalid_model for others, with those allowed", f"{_VIDEO}, Note about branching"),
        Scenario("FREELANCER or SELF_EMPLOYED without nace_code", "400", f"{_VIDEO}, Update person"),
        Scenario("aml_confirmed_on neither today nor tomorrow", "400", f"{_VIDEO}, Update person"),
        Scenario("proof of address older than 6 months", "400", f"{_VIDEO}, Create identification"),
        Scenario("a callback_url without https://", "400", f"{_BANK}, Create person identification session"),
        Scenario("a day", "a session that was not completed is expired", f"{_BANK}, Appendix I; the time is assumed"),
        Scenario("access token after an hour", "401 invalid_token", f"{_VIDEO}, authentication"),
        Scenario("a receiver that answers 410", "its subscription is cancelled", "Solaris, Webhooks"),
        Scenario("a receiver that answers 422", "no further attempt", "Solaris, Webhooks"),
        Scenario("any other answer", "attempts with growing pauses for 5 days", "Solaris, Webhooks; the schedule is assumed"),
    ]
    return result


_PREFIXES = (
    ("X-AUTOTEST", "Customer and agent are automated"),
    ("X-MANUALTEST", "The customer is played by hand"),
)
