"""The customer in the Solaris sandbox: the pages behind the urls, and the way through the webview of a session."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from identkit.sandbox._engine import webpage
from identkit.sandbox._engine.provider import Answer
from identkit.sandbox.solaris.bankident import Bankident
from identkit.sandbox.solaris.problems import Refusal
from identkit.sandbox.solaris.store import Identification, Person, Session
from identkit.sandbox.solaris.world import SolarisWorld

message, _html = partial(webpage.message, "Solaris"), partial(webpage.webpage, "Solaris")
_FORM = '<form method="post">{field}<button>{action}</button></form>'


def walk_through(world: SolarisWorld, bankident: Bankident, person: Person, session: Session, iban: str) -> str:
    """All screens of a session: mobile number, IBAN, transfer, signature. Answers the code of the error shown, or ""."""
    session.last_error = _screens(world, bankident, person, session, iban)
    return session.last_error


def _screens(world: SolarisWorld, bankident: Bankident, person: Person, session: Session, iban: str) -> str:
    if session.status != "created":
        return session.status
    number = person.number or world.give_number(person, person.data["mobile_number"] or world.static["mobile-number"])
    number.verified = True  # the first screen verifies it
    method = session.methods[0]
    fields = {"method": method, "iban": iban} if method in {"bank", "bank_id"} else {"method": method}
    identification = Identification(world.new_id("cidt"), person.id, method, fields)
    try:
        if method == "bank":
            bankident.check(person, iban)
            _sign(bankident, person, identification)
        else:  # the other methods have no screens in the two documents
            world.become(identification, "successful")
    except Refusal as refusal:
        return refusal.problems[0].code
    person.identifications[identification.id] = identification
    if identification.failure_reason is not None:
        return identification.failure_reason
    if method != "bank":
        world.end(session, "successful")
    else:  # Swisscom takes its time
        world.context.later(10.0, lambda: _finish(world, session, identification))
    return ""


def _sign(bankident: Bankident, person: Person, identification: Identification) -> None:
    bankident.request(identification)
    bankident.transfer(person, identification)
    if identification.status == "authorization_required":
        bankident.authorize(identification)
        bankident.confirm(person, identification, identification.tan)


def _finish(world: SolarisWorld, session: Session, identification: Identification) -> None:
    if session.status == "created" and identification.status == "successful":
        world.end(session, "successful")


def page(whose: Identification | Session | None, static: Mapping[str, Any]) -> Answer:
    """The page behind a url, filled in with the documents' test values."""
    match whose:
        case None:
            return message("Unknown", "There is nothing behind this address.", status=404)
        case Session():
            field = '<label>IBAN <input name="iban" value="DE11110101010100000020"></label> '
            return _html("Identification session", _FORM.format(field=field, action="Go through all screens"))
        case Identification(method="bank"):
            return _html("Your bank", _FORM.format(field="", action="Log in and transfer 5 cents"))
        case Identification():
            field = (
                f'<label>Mobile number <input name="number" value="{static["mobile-number"]}"></label> '
                f'<label>Ident code <input name="ident_code" value="{static["ident-code"]}"></label> '
            )
            return _html("Video identification", _FORM.format(field=field, action="Start identification"))


def check_number(number: str, static: str) -> None:
    """What the page of a video identification takes: "any mobile number that starts with 0", or the static one. Raises ValueError."""
    if number != static and not re.fullmatch(r"0[0-9 ]+", number):
        message = f"The number must begin with 0, or be {static}."
        raise ValueError(message)
