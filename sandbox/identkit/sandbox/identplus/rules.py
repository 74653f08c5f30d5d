r"""What IDENTPLUS demands of a new identcheck, written from its document ("Create new identcheck", Parameter).

On purpose this shares nothing with the client's checks before sending: not the spec, whose patterns were translated, nor any code. What one
side lets through and the other refuses is a mistake on one of them, and property tests look for it.

The document shows the wording of four messages; the others follow their style.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any, TypeAlias

Rule: TypeAlias = Callable[[Any], list[str]]
"""From a value, None when it is missing, to messages."""


def _text(pattern: str = "", *, least: int | None = None, most: int | None = None, exactly: int | None = None) -> Rule:
    r"""A text. `pattern` is the document's between \A and \z; a pattern without the two is printed as the document does: (?-mix:...)."""

    def run(value: Any) -> list[str]:
        if value is not None and not isinstance(value, str):
            return ["must be a string"]
        messages = ["is required"] if value is None else []
        text = value or ""
        if value is not None:
            if least is not None and len(text) < least:
                messages.append(f"is too short, minimum is {least} characters")
            if most is not None and len(text) > most:
                messages.append(f"is too long, maximum is {most} characters")
            if exactly is not None and len(text) != exactly:
                messages.append(f"has the wrong length, must be {exactly} characters")
        # The sample of 422 has a field that is missing and for that reason fails its pattern, too.
        if pattern and re.search(pattern, text) is None:
            messages.append(f"pattern matching failed, must match (?-mix:{pattern.replace(chr(92) + 'Z', chr(92) + 'z')})")
        return messages

    return run


def _one_of(*values: str) -> Rule:
    def run(value: Any) -> list[str]:
        if value is None:
            return ["is required"]
        return [] if value in values else [f"is not allowed, must be one of {', '.join(values)}"]

    return run


def _day(value: Any) -> list[str]:
    if value is None:
        return ["is required"]
    parts = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", value) if isinstance(value, str) else None
    if parts is not None:
        with suppress(ValueError):  # there is no such day
            date(int(parts[1]), int(parts[2]), int(parts[3]))
            return []
    return ["is not a date, required format is yyyy-mm-dd"]


def _true(value: Any) -> list[str]:
    if value is None:
        return ["is required"]
    return [] if value is True else ["false is not allowed" if value is False else "must be true"]


# Python's \Z is Ruby's \z: the very end, without a last line break.
RULES: Mapping[str, Rule] = {
    "ident_code": _text(r"\A(?=.*[0-9])(?=.*[a-z])([a-z0-9]+)\Z", least=6, most=15),
    "partner_type": _one_of("LESSOR", "LESSEE", "CARETAKER"),
    "partner_iban": _text(r"\ADE", most=22),
    "partner_gender": _one_of("M", "W", "U"),
    "partner_firstname": _text(r"\A[a-zA-ZäÄöÖüÜß]+[a-zA-ZäÄöÖüÜß .-]+\Z", least=2, most=44),
    "partner_lastname": _text(r"\A(?=.*[a-zA-ZäÄöÖüÜß]+)[a-zA-ZäÄöÖüÜß .-]+\Z", most=46),
    "partner_birthdate": _day,
    "partner_street": _text(r"\A[0-9a-zA-ZäÄöÖüÜß .-]+\Z"),
    "partner_housenumber": _text(r"\A[0-9a-zA-Z/ .-]+\Z"),
    "partner_postcode": _text(r"\A[0-9]+\Z", exactly=5),
    "partner_city": _text(r"\A[a-zA-ZäÄöÖüÜß .-]+\Z", most=44),
    "partner_country": _one_of("DEU"),
    "contract_type": _text(),
    "contract_number": _text(),
    "contract_subject": _text(),
    "agb_terms": _true,
    "dsv_terms": _true,
}
ADDRESS_LINE = 46  # characters: street, a blank, house number


def refused(body: Mapping[str, Any]) -> dict[str, list[str]]:
    """Messages by field, `base` for what concerns no single field: the body of a 422, or nothing."""
    errors = {name: rule(body.get(name)) for name, rule in RULES.items()}
    street, number = body.get("partner_street"), body.get("partner_housenumber")
    if isinstance(street, str) and isinstance(number, str) and len(f"{street} {number}") > ADDRESS_LINE:
        errors["base"] = [f"partner_street and partner_housenumber are too long, maximum is {ADDRESS_LINE} characters in total"]
    return {name: messages for name, messages in errors.items() if messages}
