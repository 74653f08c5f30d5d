"""IDENTPLUS: create an identcheck, wait for the transfer, and know what each ending means.

Runs as it stands, against the sandbox. With IDENTPLUS_TOKEN and IDENTPLUS_BASE_URL set, `identcheck(Identplus())` talks to the provider.
"""

from identkit.core import AmbiguousOutcome, RequestInvalid, UnprocessableEntity, WaitTimeout
from identkit.core.status import Outcome, assess
from identkit.identplus import Identplus
from identkit.sandbox import Sandbox


def identcheck(identplus: Identplus, last_name: str) -> None:
    try:
        check = identplus.identchecks.create(
            ident_code="test123",
            partner_type="LESSOR",
            partner_iban="DE89370400440532013000",
            partner_gender="M",
            partner_firstname="Max",
            partner_lastname=last_name,
            partner_birthdate="1950-06-01",
            partner_street="Teststr.",
            partner_housenumber="10a",
            partner_postcode="10000",
            partner_city="Test-Stadt",
            partner_country="DEU",
            contract_type="privat",
            contract_number="051823-X1",
            contract_subject="Wohnungsmietvertrag",
            agb_terms=True,
            dsv_terms=True,
        )
    except RequestInvalid as error:
        print("not sent; show these to whoever typed them:", error.errors)
        return
    except UnprocessableEntity as error:
        print("the provider refused it for", ", ".join(error.body))
        return
    except AmbiguousOutcome as error:
        print("it may have been created: ask the provider about code", error.ident_code, "before creating another")
        return

    if assess(check).outcome is Outcome.PENDING:
        try:
            check = identplus.identchecks.wait(check.id, timeout=600)
        except WaitTimeout:
            print("still under way; ask again later")
            return

    verdict = assess(check)
    match verdict.outcome:
        case Outcome.PROVISIONAL:
            print("transferred: ask the partner for the code on the bank statement")
        case Outcome.RETRY:
            print("failed, may be tried again:", [reason.code for reason in verdict.reasons])
        case Outcome.REJECTED:
            print("rejected:", [reason.code for reason in verdict.reasons])
        case _:
            print("a person has to look at it:", verdict.status)


if __name__ == "__main__":
    with Sandbox() as sandbox, Identplus(**sandbox.identplus.credentials) as client:
        for name in ("Mustermann", "X-FAILED", "X-CHECK-PERSON", "Mustermann 3"):
            identcheck(client, name)
        sandbox.identplus.faults.add(cut=True)
        identcheck(client, "Mustermann")
