"""A Solaris client of either flavour, behind one face.

`solaris(...)` makes a `Solaris`, or an `AsyncSolaris` whose calls are awaited for the test; `bench` is one of them at the sandbox.
"""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import frozen

from identkit.sandbox import Sandbox
from identkit.sandbox.solaris import SolarisSandbox
from identkit.solaris import AsyncSolaris, Solaris
from identkit.solaris.models import Identification, Person
from tests.support import Flavour, Handler

Make = Callable[..., Solaris]
LOGIN: dict[str, Any] = {"client_id": "partner", "client_secret": "CANARY-SECRET"}


@pytest.fixture
def solaris(flavour: Flavour) -> Make:
    """Makes clients of the flavour; a handler answers in the network's place."""

    def make(handler: Handler | None = None, **arguments: Any) -> Solaris:
        return flavour.client(Solaris, AsyncSolaris, handler, **arguments)

    return make


@frozen
class Bench:
    """A client at the sandbox, and steps that many tests need."""

    sandbox: Sandbox
    provider: SolarisSandbox
    client: Solaris

    def person(self, first_name: str = "Leander", last_name: str = "Zierfisch", **more: Any) -> Person:
        """A person with the data that Bankident needs."""
        address = {"line_1": "BERLINER STR. 45", "line_2": "", "postal_code": "14169", "city": "Berlin", "country": "DE"}
        data: dict[str, Any] = {"address": address, "birth_date": "1978-07-15", "birth_city": "Aachen"}
        return self.client.persons.create(first_name=first_name, last_name=last_name, **(data | more))

    def verified(self) -> Person:
        """A person with a verified mobile number."""
        person = self.person()
        number = self.client.mobile_numbers.create(person.id, number="+15550101").number
        self.client.mobile_numbers.authorize(person.id, number=number)
        self.client.mobile_numbers.confirm(person.id, number=number, token="212212")
        return person

    def video(self, person: Person) -> Identification:
        """A requested video identification."""
        created = self.client.identifications.create(person.id, method="idnow", language="DE")
        return self.client.identifications.request(person.id, created.id)

    def bank(self, person: Person, iban: str) -> Identification:
        """A requested Bankident identification."""
        created = self.client.identifications.create(person.id, method="bank", iban=iban)
        return self.client.identifications.request(person.id, created.id)

    def again(self, identification: Identification, **how: Any) -> Identification:
        """The identification as it is now."""
        assert identification.person_id is not None
        return self.client.identifications.get(identification.person_id, identification.id, **how)

    def calls(self, operation: str) -> int:
        """How often an operation was called."""
        return sum(served.operation == operation for served in self.provider.requests)


@pytest.fixture
def bench(solaris: Make, identkit_sandbox: Sandbox) -> Bench:
    provider = identkit_sandbox.solaris
    return Bench(identkit_sandbox, provider, solaris(**provider.credentials))
