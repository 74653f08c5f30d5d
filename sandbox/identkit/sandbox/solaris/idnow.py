"""Video identification in the Solaris sandbox: IDnow's test scenarios, played on the sandbox's clock."""

import re
from typing import Any

from attrs import define, frozen

from identkit.sandbox.solaris.problems import Refusal, mismatch
from identkit.sandbox.solaris.store import Identification, Person
from identkit.sandbox.solaris.world import SolarisWorld

CALL = 30.0  # an automated customer takes that long; ours
REVIEW = 90.0  # documented: "right away (~1-2 Minutes delay)"
LONG_REVIEW = 24 * 60 * 60.0  # documented
DELAY = 10 * 60.0  # documented: signed documents and results come after 10 minutes

_NAME = re.compile(r"X-(MANUALTEST|AUTOTEST)-([A-Z]+)")


@frozen
class IdnowStep:
    """What an identification becomes, and how long after the step before."""

    after: float
    status: str
    reason: str | None = None
    changes: bool = False


# What each test case does once the video call is over. Statuses and order follow the words of the document; the failure reasons are
# examples from its table that fit the words ("e.g. the video quality is not good enough").
SCENARIOS: dict[str, tuple[IdnowStep, ...]] = {
    "HAPPYPATH": (IdnowStep(0, "successful"),),
    "CHANGEALL": (IdnowStep(0, "successful", changes=True),),
    "CHANGEALLREVIEW": (IdnowStep(0, "pending_successful"), IdnowStep(REVIEW, "successful", changes=True)),
    "ABORTIDENT": (IdnowStep(0, "aborted", "TECH_VIDEO"),),
    "FRAUDOK": (IdnowStep(0, "pending_failed"), IdnowStep(REVIEW, "successful")),
    "CANCELED": (IdnowStep(0, "pending_successful"), IdnowStep(REVIEW, "canceled", "TECH_PHOTO")),
    "LONGREVIEW": (IdnowStep(0, "pending_successful"), IdnowStep(LONG_REVIEW, "successful")),
    "HOLDCERTIFICATE": (IdnowStep(0, "pending_successful"), IdnowStep(DELAY, "successful")),
    "FRAUDIDENT": (IdnowStep(0, "pending_failed"), IdnowStep(REVIEW, "failed")),
}

# CHANGEALL: new values in all fields that a video identification verifies, with letters beyond ASCII.
CHANGES: dict[str, Any] = {
    "first_name": "Žofïe-Ægir",
    "last_name": "Łuçžań-Østergård",
    "birth_date": "1990-02-28",
    "birth_city": "Kraków",
    "nationality": "PL",
    "address": {"line_1": "Überseering", "line_2": "7ß", "postal_code": "22297", "city": "Hamburg", "country": "DE", "state": None},
}


@define
class Idnow:
    """The provider of video identifications."""

    world: SolarisWorld

    def request(self, person: Person, identification: Identification) -> None:
        """Begin: url and reference are there, an automated customer starts."""
        if identification.status != "created":
            raise mismatch(identification.status, "created")
        letters = self.world.context.token(5, "ABCDEFGHJKLMNPQRSTUVWXYZ")
        identification.reference = f"TST-{letters}"
        identification.url = self.world.page(identification)
        identification.waiting_time = 60
        identification.url_until = self.world.context.clock.now() + self.world.timer("IDnow url")
        self.world.become(identification, "pending")
        identification.timer = self.world.context.later(self.world.timer("IDnow request"), lambda: self._give_up(identification))
        if self._scenario(person)[0] == "AUTOTEST":
            self.world.context.later(CALL, lambda: self.complete(person, identification))

    def complete(self, person: Person, identification: Identification, scenario: str | None = None) -> None:
        """The video call takes place and ends as the person's name says. After aborted and canceled the same url serves again."""
        if identification.status not in {"pending", "aborted", "canceled"}:
            raise mismatch(identification.status, "pending")
        if self.world.context.clock.now() >= identification.url_until:
            raise Refusal(409, "expectation_mismatch", "the url was valid for 14 days")
        if identification.timer is not None:
            identification.timer.cancel()
        self._play(person, identification, SCENARIOS[scenario or self._scenario(person)[1]])

    def _play(self, person: Person, identification: Identification, steps: tuple[IdnowStep, ...]) -> None:
        step, later = steps[0], steps[1:]
        if step.changes:
            self.world.change(person, CHANGES)
        if step.status == "successful":
            self.succeed(person, identification)
        self.world.become(identification, step.status, step.reason)
        if later:
            self.world.context.later(later[0].after, lambda: self._play_on(person, identification, step.status, later))

    def _play_on(self, person: Person, identification: Identification, status: str, steps: tuple[IdnowStep, ...]) -> None:
        if identification.status == status:  # it may have been played to its end by hand
            self._play(person, identification, steps)

    def succeed(self, person: Person, identification: Identification) -> None:
        """Leave the documents of a success behind."""
        self.world.file(person, identification, "file1.pdf", "application/pdf", "KYC_REPORT")
        self.world.file(person, identification, "file2.png", "image/png", "SIGNATURE")
        if person.number is None:  # documented: Solaris re-uses the number that the agent verified
            self.world.give_number(person, self.world.static["mobile-number"]).verified = True

    def _give_up(self, identification: Identification) -> None:
        if identification.status == "pending":
            self.world.become(identification, "aborted", "TECH_TIMEOUT")

    def _scenario(self, person: Person) -> tuple[str, str]:
        """Who plays the customer, and the test case. Any other name is a customer who identifies by hand and succeeds."""
        for name in ("first_name", "last_name"):
            match = _NAME.fullmatch(person.data.get(name) or "")
            if match and match[2] in SCENARIOS:
                return match[1], match[2]
        return "", "HAPPYPATH"
