"""GoPay: a whole identification, and a person who refuses."""

import tempfile
from pathlib import Path

from identkit.core._errors import ConsentLost, ConsentRefused
from identkit.core.status import Outcome
from identkit.core.tokens import FileTokenStore
from identkit.gopay import GoPay
from identkit.sandbox._engine.story import Flow, Story
from identkit.sandbox.gopay import visit

BACK = "https://shop.example/back"


def whole(story: Story) -> None:
    """Prefill, consent, status, refresh, PDF, revocation."""
    sandbox = story.sandbox.gopay
    with tempfile.TemporaryDirectory() as folder, GoPay(**sandbox.credentials, token_store=FileTokenStore(Path(folder, "tokens"))) as gopay:
        prefill = story.step(
            "Leave what is known of the person",
            lambda: gopay.clients.prefill(
                first_name="Jaroslav",
                last_name="Novák",
                email="jaroslav@novak.com",
                phone_number="+420777111222",
                international_bank_account={"iban": "CZ6508000000192000145399", "bic": "KOMBCZPP"},
            ),
        )
        url = gopay.consent.url(redirect_uri=BACK, state="customer123", prefill_id=prefill.prefill_id)
        back = story.step("The person consents on GoPay's page", lambda: visit(url, scenario="waiting for a document"))
        grant = story.step("Exchange the code for tokens", lambda: gopay.consent.complete(back, state="customer123"))
        profile = grant.client_profile_id
        story.step("A document is missing", lambda: gopay.identifications.get_status(profile), outcome=Outcome.PENDING)
        sandbox.identify(profile, "identified")
        story.step("The person has added it", lambda: gopay.identifications.get_status(profile), outcome=Outcome.VERIFIED)
        story.sandbox.clock.advance(minutes=61)
        story.step("An hour later: the token is renewed", lambda: gopay.identifications.get_status(profile), outcome=Outcome.VERIFIED)
        pdf = Path(folder, "identification.pdf")
        story.step("Save the PDF", lambda: gopay.identifications.get_pdf(profile, to=pdf), shows=lambda file: f"{file.size} bytes")
        story.step("Revoke the consent", lambda: gopay.consent.revoke(profile))
        story.refused("No consent any more", lambda: gopay.identifications.get_status(profile), ConsentLost)


def refused(story: Story) -> None:
    """The person says no; somebody tries with another person's answer."""
    with GoPay(**story.sandbox.gopay.credentials) as gopay:
        url = gopay.consent.url(redirect_uri=BACK, state="customer123")
        back = story.step("The person refuses on GoPay's page", lambda: visit(url, accept=False))
        story.refused("No consent", lambda: gopay.consent.complete(back, state="customer123"), ConsentRefused, shows=str)
        back = story.step("The person consents after all", lambda: visit(url, scenario="fraud"))
        story.refused("An answer to another session", lambda: gopay.consent.complete(back, state="customer124"), ConsentRefused, shows=str)
        grant = story.step("Exchange the code for tokens", lambda: gopay.consent.complete(back, state="customer123"))
        story.step("The identification failed", lambda: gopay.identifications.get_status(grant.client_profile_id), outcome=Outcome.REJECTED)
        story.refused("The code again", lambda: gopay.consent.complete(back, state="customer123"), ConsentRefused, shows=str)


samples = ("PARTIALLY_IDENTIFIED", "DENIED_FRAUD")
flows = [Flow("a whole identification", whole), Flow("a refused consent", refused)]
