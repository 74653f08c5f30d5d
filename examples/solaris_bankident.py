"""Bankident with Solaris, in the sandbox: an IBAN that is refused with a text for the customer, then one that is fine, asynchronously."""

import asyncio

from identkit.core import PreconditionFailed
from identkit.core.status import assess
from identkit.sandbox import Sandbox
from identkit.solaris import AsyncSolaris


async def main() -> None:
    with Sandbox() as sandbox:
        customer = sandbox.solaris  # in the sandbox somebody has to play the customer
        async with AsyncSolaris(**customer.credentials) as solaris:
            person = await solaris.persons.create(
                first_name="Leander",
                last_name="Zierfisch",
                birth_date="1978-07-15",
                address={"line_1": "BERLINER STR. 45", "postal_code": "14169", "city": "Berlin", "country": "DE"},
            )
            await solaris.mobile_numbers.create(person.id, number="+15550101")
            await solaris.mobile_numbers.authorize(person.id, number="+15550101")
            await solaris.mobile_numbers.confirm(person.id, number="+15550101", token="212212")

            try:
                await solaris.identifications.create(person.id, method="bank", iban="DE44110101010100000008")
            except PreconditionFailed as error:
                print(error.code, "-", error.reason.customer_text("en") if error.reason else "")

            ident = await solaris.identifications.create(person.id, method="bank", iban="DE11110101010100000020")
            await solaris.identifications.request(person.id, ident.id)
            customer.transfer(ident.id)  # at ident.url, in real life
            await solaris.identifications.authorize(person.id, ident.id)
            await solaris.identifications.confirm(person.id, ident.id, token="212212")
            ident = await solaris.identifications.wait(person.id, ident.id, timeout=60)
            print(ident.status, "-", assess(ident).outcome)


if __name__ == "__main__":
    asyncio.run(main())
