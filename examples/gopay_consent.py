"""Ask a person for consent, read the identification, save the PDF, and end the consent.

    python examples/gopay_consent.py           # in the sandbox, where a stand-in clicks through the consent page
    python examples/gopay_consent.py --live    # at GoPay, with GOPAY_CLIENT_ID and GOPAY_CLIENT_SECRET

In a web application the two halves of `identify` are two requests: the first redirects to the URL, the second receives the answer.
"""

import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from identkit.core.status import Outcome, assess
from identkit.core.tokens import FileTokenStore
from identkit.gopay import GoPay
from identkit.sandbox import Sandbox
from identkit.sandbox.gopay import visit


def identify(gopay: GoPay, folder: Path, send_to: Callable[[str], str]) -> None:
    """Identify one person. `send_to` sends the browser to a URL and answers the URL at which it comes back."""
    prefill = gopay.clients.prefill(first_name="Jaroslav", last_name="Novák")
    state = secrets.token_urlsafe()  # in a web application: keep it in the person's session
    back = send_to(gopay.consent.url(redirect_uri="https://shop.example/back", state=state, prefill_id=prefill.prefill_id))
    profile = gopay.consent.complete(back, state=state).client_profile_id

    verdict = assess(gopay.identifications.get_status(profile))
    print(f"{verdict.status}: {verdict.outcome}", *(reason.text for reason in verdict.reasons), sep="\n  ")
    if verdict.outcome is Outcome.VERIFIED:
        file = gopay.identifications.get_pdf(profile, to=folder / "identification.pdf")
        print(f"PDF: {file.size} bytes")
    gopay.consent.revoke(profile)  # only where the data were needed once


def ask(url: str) -> str:
    """Let somebody do it by hand."""
    return input(f"Open this page:\n{url}\nand paste the address it leads to: ")


def main(arguments: list[str]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)  # tokens and PDF: somewhere safe and lasting in real life
        tokens = FileTokenStore(folder / "tokens.json")
        if "--live" in arguments:
            with GoPay(token_store=tokens) as gopay:
                identify(gopay, folder, ask)
            return
        with Sandbox() as sandbox, GoPay(**sandbox.gopay.credentials, token_store=tokens) as gopay:
            identify(gopay, folder, visit)


if __name__ == "__main__":
    main(sys.argv[1:])
