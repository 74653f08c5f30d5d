"""What `assess` makes of GoPay's states and reasons. The table of the design, line by line."""

import pytest

from identkit.core.status import Outcome, assess
from identkit.gopay.models import IdentificationReason as Reason
from identkit.gopay.models import IdentificationState as State
from identkit.gopay.models import IdentificationStatus


def status(state: State, *reasons: Reason) -> IdentificationStatus:
    return IdentificationStatus(client_profile_id=123, state=state, reasons=list(reasons) or None)


@pytest.mark.parametrize(
    ("state", "outcome", "may_serve"),
    [
        (State.PENDING, Outcome.PENDING, False),
        (State.IDENTIFIED, Outcome.VERIFIED, True),
        (State.PARTIALLY_IDENTIFIED, Outcome.PENDING, False),
        (State.NOT_IDENTIFIED, Outcome.CREATED, False),
        (State("UNDER_OBSERVATION"), Outcome.UNRECOGNISED, False),
    ],
)
def test_states_without_reasons(state: State, outcome: Outcome, may_serve: bool) -> None:
    verdict = assess(status(state))
    assert (verdict.provider, verdict.status) == ("gopay", state)
    assert (verdict.outcome, verdict.may_serve, verdict.reasons) == (outcome, may_serve, ())
    assert verdict.final == (outcome is Outcome.VERIFIED)


@pytest.mark.parametrize("state", [State.PARTIALLY_IDENTIFIED, State.NOT_IDENTIFIED, State.IDENTIFIED])
@pytest.mark.parametrize(
    ("reason", "outcome", "permanent", "fraud"),
    [
        (Reason.WAITING_IDENT_DOCUMENT, Outcome.PENDING, False, False),
        (Reason.WAITING_ADDITIONAL_DOCUMENT, Outcome.PENDING, False, False),
        (Reason.WAITING_ADDRESS, Outcome.PENDING, False, False),
        (Reason.WAITING_BANK_ACCOUNT, Outcome.PENDING, False, False),
        (Reason.EXPIRED_IDENT_DOCUMENT, Outcome.RETRY, False, False),
        (Reason.DENIED_BAD_QUALITY_DOCUMENT, Outcome.RETRY, False, False),
        (Reason.EXPIRED_IDENTIFICATION, Outcome.EXPIRED, False, False),
        (Reason.DENIED_FACEMATCH, Outcome.REJECTED, True, False),
        (Reason.DENIED_FRAUD, Outcome.REJECTED, True, True),
        (Reason("WAITING_OTHER"), Outcome.UNRECOGNISED, None, False),
    ],
)
def test_one_reason_decides_whatever_the_state(state: State, reason: Reason, outcome: Outcome, permanent: bool | None, fraud: bool) -> None:
    verdict = assess(status(state, reason))
    assert (verdict.outcome, verdict.may_serve) == (outcome, False)
    [told] = verdict.reasons
    assert (told.code, told.permanent, told.fraud) == (reason, permanent, fraud)
    assert bool(told.text) == reason.is_known


@pytest.mark.parametrize(
    ("reasons", "outcome"),
    [
        ((Reason.WAITING_ADDRESS, Reason.DENIED_FRAUD, Reason.DENIED_BAD_QUALITY_DOCUMENT), Outcome.REJECTED),
        ((Reason.EXPIRED_IDENT_DOCUMENT, Reason.EXPIRED_IDENTIFICATION), Outcome.EXPIRED),
        ((Reason.WAITING_BANK_ACCOUNT, Reason.DENIED_BAD_QUALITY_DOCUMENT), Outcome.RETRY),
        ((Reason("NEW"), Reason.EXPIRED_IDENTIFICATION), Outcome.UNRECOGNISED),
        ((Reason("NEW"), Reason.DENIED_FACEMATCH), Outcome.REJECTED),
    ],
)
def test_the_most_negative_of_several_reasons_wins(reasons: tuple[Reason, ...], outcome: Outcome) -> None:
    for order in (reasons, reasons[::-1]):
        verdict = assess(status(State.NOT_IDENTIFIED, *order))
        assert verdict.outcome is outcome
        assert [reason.code for reason in verdict.reasons] == list(order)


def test_a_state_we_do_not_know_is_not_decided_by_a_reason() -> None:
    verdict = assess(status(State("UNDER_OBSERVATION"), Reason.DENIED_FRAUD))
    assert (verdict.outcome, verdict.final, verdict.reasons[0].fraud) == (Outcome.UNRECOGNISED, False, True)
