"""The consent page, seen and clicked in a real browser."""

import os
from pathlib import Path

import pytest

from identkit.gopay import GoPay
from identkit.sandbox import Sandbox
from tests.gopay.webdriver import CHROMEDRIVER, CHROMIUM, browser

HERE = "CI" not in os.environ  # there, a missing browser is a failure
ARTIFACTS = Path(os.environ.get("IDENTKIT_ARTIFACTS", "artifacts"))


@pytest.mark.browser
@pytest.mark.skipif(HERE and (CHROMIUM is None or CHROMEDRIVER is None), reason="needs Debian's chromium and chromium-driver")
def test_a_person_consents_in_a_browser(identkit_sandbox: Sandbox, tmp_path: Path) -> None:
    with GoPay(**identkit_sandbox.gopay.credentials) as gopay, browser(tmp_path / "profile") as window:
        prefill = gopay.clients.prefill(
            first_name="Jaroslav", last_name="Novák", international_bank_account={"iban": "CZ6508000000192000145399"}
        )
        url = gopay.consent.url(redirect_uri=identkit_sandbox.gopay.base_url + "/consent/done", state="s1", prefill_id=prefill.prefill_id)

        window.open(url)
        assert window.text("h1") == "Consent"
        assert window.value("[name=first_name]") == "Jaroslav"
        assert window.value("[name=iban]") == "CZ6508000000192000145399"
        window.type("[name=last_name]", "Novák ml.")
        window.choose("[name=scenario]", "bad picture")
        window.screenshot(ARTIFACTS / "gopay-consent.png")
        window.click("#accept")
        window.wait_for_text("h1", "Done")
        window.screenshot(ARTIFACTS / "gopay-done.png")

        grant = gopay.consent.complete(window.url, state="s1")
        status = gopay.identifications.get_status(grant.client_profile_id)
        assert status.reasons == ["DENIED_BAD_QUALITY_DOCUMENT"]
        assert status.subject_data is not None
        assert status.subject_data.last_name == "Novák ml."
