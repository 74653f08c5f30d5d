"""IDENTPLUS: a transfer that is accepted, one that fails, requests that are refused, and polling through a bad moment."""

from typing import Any

import httpx

from identkit.core import RequestInvalid, UnprocessableEntity
from identkit.core.status import Outcome
from identkit.identplus import Identplus
from identkit.identplus.models import Identcheck
from identkit.sandbox._engine.story import Flow, Story

PARTNER: dict[str, Any] = {
    "ident_code": "test123",
    "partner_type": "LESSOR",
    "partner_iban": "DE89370400440532013000",
    "partner_gender": "M",
    "partner_firstname": "Max",
    "partner_lastname": "Mustermann",
    "partner_birthdate": "1950-06-01",
    "partner_street": "Teststr.",
    "partner_housenumber": "10a",
    "partner_postcode": "10000",
    "partner_city": "Test-Stadt",
    "partner_country": "DEU",
    "contract_type": "privat",
    "contract_number": "051823-X1",
    "contract_subject": "Wohnungsmietvertrag",
    "agb_terms": True,
    "dsv_terms": True,
}
"""The document's own sample, but for the IBAN, whose check digits do not fit there."""


def _partner(**fields: Any) -> dict[str, Any]:
    return {**PARTNER, **fields}


def _client(story: Story) -> Identplus:
    return Identplus(**story.sandbox.identplus.credentials)


def _create(story: Story, identplus: Identplus, outcome: Outcome, last_name: str = "Mustermann") -> Identcheck:
    request = _partner(partner_lastname=last_name)
    return story.step("Create an identcheck", lambda: identplus.identchecks.create(**request), outcome=outcome)


def accepted(story: Story) -> None:
    """The payment order is accepted 20 seconds later; that is not yet a verification."""
    with _client(story) as identplus:
        check = _create(story, identplus, Outcome.PENDING)
        story.step("Ask for its status", lambda: identplus.identchecks.get_status(check.id), outcome=Outcome.PENDING)
        story.sandbox.clock.advance(seconds=20)
        story.note("20 seconds pass", "the transfer is accepted")
        story.step("Ask for its status", lambda: identplus.identchecks.get_status(check.id), outcome=Outcome.PROVISIONAL)


def discarded(story: Story) -> None:
    """The request is discarded at once, with a note; asking for its status is against the rules."""
    with _client(story) as identplus:
        check = _create(story, identplus, Outcome.REJECTED, "X-CHECK-BANK-CONNECTION")
        story.refused("Ask for its status", lambda: identplus.identchecks.get_status(check.id), UnprocessableEntity, shows=_messages)


def failed(story: Story) -> None:
    """The transfer fails; the partner may try again."""
    with _client(story) as identplus:
        check = _create(story, identplus, Outcome.PENDING, "X-FAILED")
        story.step("Wait for the end", lambda: identplus.identchecks.wait(check.id, timeout=600), outcome=Outcome.RETRY)


def invalid(story: Story) -> None:
    """A request that breaks rules: the client does not send it, and the provider would have refused it for the same fields."""
    request = _partner(ident_code="abc1", partner_iban="AT611904300234573201", dsv_terms=False)
    with _client(story) as identplus:
        story.refused("Create with three mistakes", lambda: identplus.identchecks.create(**request), RequestInvalid, shows=_fields)
    story.step("The same, sent past the client's checks", lambda: _unchecked(story, request), shows=", ".join)


def polled(story: Story) -> None:
    """Waiting survives a provider that is down for a moment."""
    with _client(story) as identplus:
        check = _create(story, identplus, Outcome.PENDING)
        story.sandbox.identplus.faults.add(status=503, match="identchecks.get_status")
        story.step("Wait for the end", lambda: identplus.identchecks.wait(check.id, timeout=600), outcome=Outcome.PROVISIONAL)


def _unchecked(story: Story, request: dict[str, Any]) -> dict[str, list[str]]:
    sandbox = story.sandbox.identplus
    headers = {"authorization": f"Bearer {sandbox.login['token']}", "accept": "application/json"}
    answer = httpx.post(f"{sandbox.base_url}/api/v1/identchecks.json", json=request, headers=headers, trust_env=False)
    errors: dict[str, list[str]] = answer.json() if answer.status_code == 422 else {}
    return errors


def _fields(error: RequestInvalid) -> str:
    return ", ".join(error.errors)


def _messages(error: UnprocessableEntity) -> str:
    return "; ".join(f"{field} {', '.join(messages)}" for field, messages in error.body.items())


samples = ("SCT_TRIGGERED", "CHECK_BANK_CONNECTION")
flows = [
    Flow("a transfer is accepted", accepted),
    Flow("a request is discarded", discarded),
    Flow("a transfer fails", failed),
    Flow("a request breaks the rules", invalid),
    Flow("polling, with a 503 in between", polled),
]
