"""A Solaris client of either flavour, behind one face.

`solaris(...)` makes a `Solaris`, or an `AsyncSolaris` whose calls are awaited for the test; `bench` is one of them at the sandbox.
"""

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from typing import Any, cast

import httpx
import pytest
from attrs import frozen

from identkit.sandbox import Sandbox
from identkit.sandbox.solaris import SolarisSandbox
from identkit.solaris import AsyncSolaris, Solaris
from identkit.solaris.models import Identification, Person

Make = Callable[..., Solaris]
LOGIN = {"client_id": "partner", "client_secret": "CANARY-SECRET"}


class Awaited:
    """An asynchronous object as a synchronous one: calls run to their end, iterators are read, resources are wrapped likewise."""

    def __init__(self, target: object, runner: asyncio.Runner) -> None:
        self._target = target
        self._runner = runner

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._target, name)
        if inspect.isroutine(value):
            return lambda *args, **kwargs: self._ended(value(*args, **kwargs))
        return Awaited(value, self._runner) if type(value).__module__.startswith("identkit") else value

    def _ended(self, result: Any) -> Any:
        if inspect.isawaitable(result):

            async def awaited() -> Any:
                return await result

            return self._runner.run(awaited())
        return iter(self._runner.run(_read(result))) if hasattr(result, "__aiter__") else result

    def __repr__(self) -> str:
        return repr(self._target)


async def _read(iterator: AsyncIterator[Any]) -> list[Any]:
    return [item async for item in iterator]


@pytest.fixture(params=["sync", "async"])
def solaris(request: pytest.FixtureRequest) -> Iterator[Make]:
    """Makes clients; closes them after the test. `transport=` goes into the client's httpx client."""
    with ExitStack() as stack:
        if request.param == "sync":

            def make(transport: httpx.MockTransport | None = None, **arguments: Any) -> Solaris:
                http = stack.enter_context(httpx.Client(transport=transport)) if transport is not None else None
                return stack.enter_context(Solaris(**arguments, http_client=http))

            yield make
            return
        runner = stack.enter_context(asyncio.Runner())

        def make_async(transport: httpx.MockTransport | None = None, **arguments: Any) -> Solaris:
            http = httpx.AsyncClient(transport=transport) if transport is not None else None
            client = AsyncSolaris(**arguments, http_client=http)
            stack.callback(lambda: runner.run(client.aclose()))
            if http is not None:
                stack.callback(lambda: runner.run(http.aclose()))
            return cast("Solaris", Awaited(client, runner))

        yield make_async


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
    assert isinstance(provider, SolarisSandbox)
    return Bench(identkit_sandbox, provider, solaris(**provider.credentials))
