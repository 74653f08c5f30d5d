"""Nothing secret and nobody's data in any log, repr or exception, whatever happens."""

import logging
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from identkit.core import IdentkitError
from identkit.core.tokens import MemoryTokenStore, Tokens
from identkit.gopay import GoPay
from identkit.gopay.models import InternationalBankAccountParams
from identkit.sandbox import Sandbox
from identkit.sandbox.gopay import visit
from tests.gopay.conftest import Make

BACK = "https://shop.example/back"
PERSON: dict[str, Any] = {
    "first_name": "Canaryfirst",
    "last_name": "Canarylast",
    "email": "canary@example.com",
    "phone_number": "+420600000007",
}
BANK: InternationalBankAccountParams = {"iban": "CZ8400000000000000000007", "bic": "CANARYPP"}


class Kept(MemoryTokenStore):
    """Remembers every token it saw."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def swap(self, subject: str, expected: Tokens | None, new: Tokens | None) -> bool:
        if new is not None:
            self.seen |= {new.access_token, new.refresh_token}
        return super().swap(subject, expected, new)


def fail(call: Callable[[], Any]) -> str:
    """Everything that can be printed of the exception that `call` raises."""
    with pytest.raises(IdentkitError) as raised:
        call()
    error = raised.value
    return "".join(traceback.format_exception(error)) + repr(error) + str(error) + repr(error.args)


def test_nothing_is_told(gopay: Make, identkit_sandbox: Sandbox, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    sandbox, store = identkit_sandbox.gopay, Kept()
    client: GoPay = gopay(**sandbox.credentials, token_store=store)
    told: list[str] = []

    prefill = client.clients.prefill(**PERSON, international_bank_account=BANK)
    back = visit(client.consent.url(redirect_uri=BACK, state="canarystate", prefill_id=prefill.prefill_id))
    told += [fail(lambda: client.consent.complete(back, state="another state"))]
    grant = client.consent.complete(back, state="canarystate")
    told += [fail(lambda: client.consent.complete(back, state="canarystate"))]  # used
    profile = grant.client_profile_id
    status = client.identifications.get_status(profile)
    assert status.subject_data is not None
    assert status.subject_data.last_name == PERSON["last_name"]

    faults: list[dict[str, Any]] = [{"status": 500, "times": 9}, {"garbage": True}, {"cut": True, "times": 9}, {"status": 403, "times": 9}]
    for fault in faults:
        for operation in ("identifications.get_status", "clients.prefill"):
            sandbox.faults.add(**fault, match=operation)
            call = (
                (lambda: client.identifications.get_status(profile))
                if "status" in operation
                else (lambda: client.clients.prefill(**PERSON))
            )
            told += [fail(call)]
            sandbox.faults.clear()
    sandbox.faults.add(body={"clientProfileId": PERSON["email"], "state": 7}, match="identifications.get_status")
    told += [fail(lambda: client.identifications.get_status(profile))]
    told += [fail(lambda: client.clients.prefill(first_name=[PERSON["first_name"]]))]  # type: ignore[arg-type]  # that is the point
    identkit_sandbox.clock.advance(minutes=61)
    faults = [*faults[:2], {"status": 404}]
    for fault in faults:
        sandbox.faults.add(**fault, match="tokens.client")
        told += [fail(lambda: client.identifications.get_status(profile))]
        sandbox.faults.clear()
    told += [repr(item) for item in (client, client.consent, client.identifications, prefill, grant, status, store)]
    told += [repr(store.load(str(profile)))]

    code = back.partition("code=")[2].partition("&")[0]
    personal = {*PERSON.values(), *map(str, BANK.values()), "900612/0001", "Vinohradská"}
    secrets = {str(sandbox.login["client_secret"]), code, *store.seen, *personal}
    text = "\n".join([*told, *(record.getMessage() for record in caplog.records if not record.name.startswith("httpcore"))])
    assert len(store.seen) >= 2
    assert [secret for secret in secrets if secret in text] == []
    assert [record.name for record in caplog.records if record.name.startswith("identkit")]
