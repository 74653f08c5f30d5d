"""Mobile numbers in the Solaris sandbox: one for each person, verified by an SMS."""

from collections.abc import Callable
from typing import Any

from attrs import define

from identkit.sandbox._engine.provider import Answer, Call
from identkit.sandbox.solaris import people
from identkit.sandbox.solaris.problems import Refusal
from identkit.sandbox.solaris.store import Person
from identkit.sandbox.solaris.world import SolarisWorld


@define
class MobileNumbers:
    """The calls about mobile numbers."""

    world: SolarisWorld
    change_request: Callable[[Person, dict[str, Any]], dict[str, Any]]

    def create(self, call: Call, person: Person) -> Answer:
        """A number that is not verified yet."""
        if person.number is not None:
            raise Refusal(409, "mobile_number_exists", "The person has a mobile number already")
        people.check_number(call.fields["number"])
        number = self.world.give_number(person, people.stripped(call.fields["number"]))
        return Answer(status=201, body=number.view())

    def delete(self, call: Call, person: Person) -> Answer:
        """At once, or once the customer has authorized it."""
        number = people.number(person, call.fields["number"])
        if number.verified:
            return Answer(status=202, body=self.change_request(person, {"mobile_number": None}))
        self.drop(person)
        return Answer(body=number.view())

    def drop(self, person: Person) -> None:
        """The number is gone, and whoever subscribed hears of it."""
        old, person.number = people.number(person), None
        self.world.notices.tell("PERSON_MOBILE_NUMBER_DELETED", person.id, {"id": old.id})

    def authorize(self, call: Call, person: Person) -> Answer:
        """Send an SMS."""
        number = people.number(person, call.fields["number"])
        number.tan = self.world.static["sms-otp"]
        return Answer(status=201, body=number.view())

    def confirm(self, call: Call, person: Person) -> Answer:
        """The one-time password of the SMS."""
        number = people.number(person, call.fields["number"])
        if not number.tan or call.fields["token"] != number.tan:
            raise Refusal(403, "invalid_tan", "The TAN is invalid", "token")
        number.verified, number.tan = True, ""
        return Answer(status=201, body=number.view())
