"""IDENTPLUS for whoever drives the sandbox from elsewhere: what is listed, and the test values."""

from collections.abc import Mapping

from identkit.sandbox._engine.live import Scenario
from identkit.sandbox._engine.spec import Spec

ENDINGS = {"SCT_ACCEPTED": "the transfer is accepted", "SCT_FAILED": "the transfer fails"}
NAME_OF = {"SCT_ACCEPTED": "X-AT-ONCE", "SCT_FAILED": "X-FAILED", "SCT_TRIGGERED": "X-PENDING", "SCT_DISCARDED": "X-DISCARDED"}
"""Process status -> last name that ends in it."""

_OURS = "the sandbox's own; the document describes no test values"
_MAGIC = {
    "X-DISCARDED": "SCT_DISCARDED without a note",
    "X-AT-ONCE": "SCT_ACCEPTED at once",
    "X-PENDING": "SCT_TRIGGERED for ever",
    "X-STANDARD": "a standard transfer, SCT_ACCEPTED after a day",
    "X-FAILED": "SCT_FAILED after 20 seconds",
    "any other last name": "an instant transfer, SCT_ACCEPTED after 20 seconds",
}


def events(spec: Spec) -> Mapping[str, str]:
    """Every status, and every note of a discarded request."""
    return spec.values("ProcessStatus") | spec.values("ProcessStatusNote")


def scenarios(spec: Spec, notes: Mapping[str, str]) -> list[Scenario]:
    """The magic last names, and what is refused. `notes`: last name -> note."""
    texts = spec.values("ProcessStatusNote")
    return [
        *(Scenario(name, effect, _OURS) for name, effect in _MAGIC.items()),
        *(Scenario(name, f"SCT_DISCARDED, note {note}: {texts[note]}".removesuffix(": "), _OURS) for name, note in notes.items()),
        Scenario(
            "a field beyond its limits",
            "422 that names it: is too short, minimum is 6 characters; pattern matching failed; false is not allowed",
            "IDENTPLUS, Create new identcheck, parameters and 422",
        ),
        Scenario(
            "a discarded identcheck",
            "its status is refused: process status not acceptable",
            "IDENTPLUS, Get identcheck status, 422",
        ),
        Scenario(
            "an identcheck of 30 days",
            "its status is refused: record age exceeded",
            "IDENTPLUS, Get identcheck status, 422; the age is the sandbox's own",
        ),
    ]
