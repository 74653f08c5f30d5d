"""What a status or a code means for the business case, and what to say to the person and to do next.

Outcomes of statuses stand in the provider's overrides. Where no table has a row for a code, its own flags decide, as `assess` does.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from identkit.core._overrides import Overrides
from identkit.core.status import Outcome
from identkit.core.status.table import Table
from identkit.documents.document import Value, items, table

__all__ = ["CUSTOMER_TEXTS", "FRAUD_STEP", "NEXT_STEPS", "WITHOUT_A_CODE", "customer_text", "next_step", "outcomes", "tables"]

CUSTOMER_TEXTS: Mapping[Outcome, Mapping[str, str]] = {
    Outcome.CREATED: {"en": "Please start your identification.", "de": "Bitte starten Sie Ihre Identifizierung."},
    Outcome.PENDING: {
        "en": "Your identification is not complete yet. Please follow the next step.",
        "de": "Ihre Identifizierung ist noch nicht abgeschlossen. Bitte folgen Sie dem nächsten Schritt.",
    },
    Outcome.IN_REVIEW: {
        "en": "Thank you. Your identification is being checked.",
        "de": "Vielen Dank. Ihre Identifizierung wird geprüft.",
    },
    Outcome.PROVISIONAL: {
        "en": "Thank you. Your identification is still to be confirmed.",
        "de": "Vielen Dank. Ihre Identifizierung muss noch bestätigt werden.",
    },
    Outcome.VERIFIED: {"en": "You have been identified.", "de": "Sie wurden erfolgreich identifiziert."},
    Outcome.RETRY: {
        "en": "Your identification could not be completed. Please try again.",
        "de": "Ihre Identifizierung konnte nicht abgeschlossen werden. Bitte versuchen Sie es erneut.",
    },
    Outcome.REJECTED: {
        "en": "We could not complete your identification. Please contact us.",
        "de": "Wir konnten Ihre Identifizierung nicht abschließen. Bitte wenden Sie sich an uns.",
    },
    Outcome.EXPIRED: {
        "en": "The time for your identification is over. Please start a new one.",
        "de": "Die Zeit für Ihre Identifizierung ist abgelaufen. Bitte starten Sie eine neue.",
    },
    Outcome.UNRECOGNISED: {
        "en": "Your identification is being checked. We will contact you.",
        "de": "Ihre Identifizierung wird geprüft. Wir melden uns bei Ihnen.",
    },
}
"""Our words, for where the provider has none. They tell nobody of a suspicion."""

NEXT_STEPS: Mapping[Outcome, Mapping[str, str]] = {
    Outcome.CREATED: {"en": "Send the person to the identification.", "de": "Die Person zur Identifizierung schicken."},
    Outcome.PENDING: {
        "en": "Wait, or send the person to the next step.",
        "de": "Warten, oder die Person zum nächsten Schritt schicken.",
    },
    Outcome.IN_REVIEW: {
        "en": "Wait for the provider's decision; do not serve the person yet.",
        "de": "Die Entscheidung des Anbieters abwarten; die Person noch nicht bedienen.",
    },
    Outcome.PROVISIONAL: {
        "en": "Serve the person only where `may_serve` is true, and be ready to take it back.",
        "de": "Die Person nur bedienen, wo `may_serve` wahr ist, und darauf gefasst sein, es zurückzunehmen.",
    },
    Outcome.VERIFIED: {"en": "Read the result and archive it.", "de": "Das Ergebnis lesen und archivieren."},
    Outcome.RETRY: {
        "en": "Let the person try again, on the same case where `may_restart` is true.",
        "de": "Die Person erneut versuchen lassen, im selben Vorgang, wo `may_restart` wahr ist.",
    },
    Outcome.REJECTED: {
        "en": "Do not serve the person; hand the case to a human.",
        "de": "Die Person nicht bedienen; den Vorgang einem Menschen vorlegen.",
    },
    Outcome.EXPIRED: {
        "en": "Start a new identification if the person still wants one.",
        "de": "Eine neue Identifizierung beginnen, wenn die Person noch eine möchte.",
    },
    Outcome.UNRECOGNISED: {
        "en": "Hold the case and tell a human.",
        "de": "Den Vorgang anhalten und einem Menschen vorlegen.",
    },
}
FRAUD_STEP: Mapping[str, str] = {
    "en": "Do not serve the person and do not tell them of the suspicion; hand the case to your money-laundering officer.",
    "de": "Die Person nicht bedienen und ihr nichts vom Verdacht sagen; den Vorgang an die Geldwäschebeauftragten geben.",
}
WITHOUT_A_CODE = "without a code"
"""The circumstance in which a status has its own outcome, where a code that may come with it has a say."""


def tables(provider: str) -> Mapping[str, Table]:
    """The outcome tables of a provider by the name of their enum; none for a provider without overrides."""
    package = import_module(f"identkit.{provider}")  # a command for people: no path of a client comes here
    find: Callable[[], Overrides] | None = vars(package).get("overrides")
    overrides = find() if find is not None else None
    return {each.enum: each for each in overrides.status().TABLES} if overrides is not None and overrides.status is not None else {}


def outcomes(value: Value, by_name: Mapping[str, Table]) -> dict[str, Outcome]:
    """Outcome by the circumstances it holds in (`video, declined`); "" for always. Empty when it does not decide anything."""
    result = dict(_by_use(value, by_name))
    if result:
        same = set(result.values())
        return {"": same.pop()} if len(same) == 1 else result
    own = by_name.get(value.schema)
    if own is not None:
        codes = _by_sub_status(value, own.outcome(value.code), by_name) or _by_code(value, own, by_name)
        return codes or {"": own.outcome(value.code)}
    if value.row.get("fraud") or value.row.get("permanent") is True:
        return {"": Outcome.REJECTED}
    return {"": Outcome.RETRY} if value.row.get("permanent") is False else {}


def _by_use(value: Value, by_name: Mapping[str, Table]) -> Iterator[tuple[str, Outcome]]:
    """The status decides; a refusal is refined by the sub status it comes with, which may be the code itself."""
    for use in map(table, items(value.row.get("applies_to"))):
        row = next(
            (each.rows[str(use["status"])] for each in by_name.values() if "status" in use and str(use["status"]) in each.rows), None
        )
        if row is Outcome.REJECTED:
            sub = str(use.get("sub_status", value.code))
            verdicts = (each.outcome(sub) for name, each in by_name.items() if "sub_status" in use or name == value.schema)
            row = next((each for each in verdicts if each is not Outcome.UNRECOGNISED), row)
        if row is not None:
            yield ", ".join(str(use[part]) for part in ("method", "status") if part in use), row


def _by_code(value: Value, own: Table, by_name: Mapping[str, Table]) -> dict[str, Outcome]:
    """A status by the codes that may come with it; empty where none has a say."""
    other = by_name.get(own.refined_by.get(value.code, ""))
    result: dict[Outcome, list[str]] = {}
    for code, outcome in other.rows.items() if other is not None else ():
        result.setdefault(outcome, []).append(code)
    return {WITHOUT_A_CODE: own.outcome(value.code)} | {", ".join(codes): each for each, codes in result.items()} if result else {}


def _by_sub_status(value: Value, row: Outcome, by_name: Mapping[str, Table]) -> dict[str, Outcome]:
    """A refusal by the sub statuses that the document lists for it; empty where it lists none, or all come to the same."""
    numbers = sorted({str(code) for each in items(value.state.get("meanings")) for code in items(table(each).get("codes"))})
    result: dict[Outcome, list[str]] = {}
    for code in numbers if row is Outcome.REJECTED else ():
        verdicts = (each.outcome(code) for each in by_name.values() if each.enum != value.schema)
        verdict = next((each for each in verdicts if each is not Outcome.UNRECOGNISED), None)
        if verdict is not None:
            result.setdefault(verdict, []).append(code)
    return {", ".join(codes): verdict for verdict, codes in result.items()} if len(result) > 1 else {}


def customer_text(value: Value, outcome: Outcome | None, language: str) -> tuple[str, bool]:
    """What to show the person in `language`, and whether the provider wrote it. ("", False) when there is nothing to say."""
    theirs = table(value.row.get("customer_text")).get(language)
    if theirs:
        return str(theirs), True
    return (CUSTOMER_TEXTS[outcome][language], False) if outcome is not None and language in CUSTOMER_TEXTS[outcome] else ("", False)


def next_step(value: Value, outcome: Outcome | None, language: str = "en") -> tuple[str, bool]:
    """What to do next, in `language` where the words are ours, and whether the provider says so."""
    if value.row.get("action"):
        return str(value.row["action"]), True
    if value.row.get("fraud"):
        return FRAUD_STEP[language], False
    return (NEXT_STEPS[outcome][language], False) if outcome is not None else ("", False)
