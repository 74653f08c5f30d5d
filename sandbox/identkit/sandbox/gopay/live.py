"""GoPay for whoever drives the sandbox from elsewhere: what is listed, what comes next, and the test values."""

from identkit.gopay.models import IdentificationStatus
from identkit.sandbox._engine.live import LiveCase, Scenario, Step, outcome
from identkit.sandbox.gopay.people import SCENARIOS, Profile

SOMEBODY = {"first_name": "Pavel", "last_name": "Novák", "scenario": "not identified"}

_PAGE, _DOCUMENT = "the sandbox's own, chosen on the consent page", "GoPay, Identification service"


def case(person: Profile) -> LiveCase:
    """A person's identification."""
    return LiveCase(
        id=str(person.profile),
        kind="profile",
        status=person.now.state,
        outcome=outcome(IdentificationStatus, person.status()),
        reason=" ".join(person.now.reasons) or None,
        steps=tuple(Step(name, " ".join((state, *reasons))) for name, (state, reasons) in SCENARIOS.items()),
        history=tuple((step.since, step.state) for step in person.history),
    )


def state_of(name: str) -> tuple[str, tuple[str, ...]]:
    """State and reasons of a scenario, a state, or a reason. Raises ValueError."""
    if name in SCENARIOS:
        return SCENARIOS[name]
    pairs = list(SCENARIOS.values())
    match = next((each for each in pairs if each[1] == (name,)), None) or next(((state, ()) for state, _ in pairs if state == name), None)
    if match is None:
        message = f"there is no {name!r}; there is {', '.join(SCENARIOS)}"
        raise ValueError(message)
    return match


def scenarios() -> list[Scenario]:
    """What the consent page offers, and the document's lifetimes."""
    return [
        *(Scenario(name, " ".join((state, *reasons)), _PAGE) for name, (state, reasons) in SCENARIOS.items()),
        Scenario("refuse on the page", "the redirect has error=access_denied", f"{_DOCUMENT}, consent: errors"),
        Scenario("another scope", "the redirect has error=invalid_scope", f"{_DOCUMENT}, consent: errors"),
        Scenario("10 minutes", "a code of the redirect is no longer exchanged", f"{_DOCUMENT}, consent: validity of the code"),
        Scenario("60 minutes", "a client access token is no longer accepted", f"{_DOCUMENT}, client token: validity"),
        Scenario("a refresh token", "is used up by a refresh; the answer has a new one", f"{_DOCUMENT}, refreshing the client token"),
        Scenario("revoking", "401 for a wrong secret, 404 for a token that is not there, 409 without one", f"{_DOCUMENT}, revocation"),
        Scenario("an application token", "opens the PDF of clients who gave their consent, and prefilling", f"{_DOCUMENT}, PDF; prefill"),
        Scenario(
            "onDate of the PDF", "shows the state of that day; 404 before the first, 409 in the future", f"{_DOCUMENT}, PDF; statuses"
        ),
    ]
