"""`identkit explain acme 110`: what a code, a status, a field or an operation means, from the provider's document."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache

from attrs import frozen

from identkit.core.status import Outcome
from identkit.documents.document import Document, DocumentedCall, DocumentedField, Provenance, Value, bundled, installed, items, table
from identkit.documents.outcomes import WITHOUT_A_CODE, customer_text, next_step, outcomes, tables
from identkit.documents.words import Condition, limits, paragraph, pii_of, plain, python_name, rules, type_of

__all__ = [
    "Explanation",
    "applies_to",
    "explain",
    "field_entry",
    "main",
    "meanings",
    "operation_entry",
    "schema_entry",
    "value_entry",
    "worst",
]

_GERMAN = {
    "answered by": "Antwort von",
    "applies to": "gilt für",
    "call": "Aufruf",
    "caused by the person": "von der Person verursacht",
    "codes": "Codes",
    "class of personal data": "Klasse personenbezogener Daten",
    "errors": "Fehler",
    "final": "endgültig",
    "fraud": "Betrug",
    "HTTP status": "HTTP-Status",
    "limits": "Grenzen",
    "looked at before it is sent": "vor dem Senden angesehen",
    "in the document's words": "in den Worten des Dokuments",
    "may be repeated": "darf wiederholt werden",
    "may be restarted": "darf neu begonnen werden",
    "may be served": "darf bedient werden",
    "next step": "nächster Schritt",
    "note": "Anmerkung",
    "outcome": "Ergebnis",
    "permanent": "dauerhaft",
    "received by": "empfangen von",
    "required": "Pflicht",
    "sent by": "gesendet von",
    "source": "Quelle",
    "text for the person": "Text für die Person",
    "type": "Typ",
    "values": "Werte",
    "basis": "Grundlage",
    "stands in the provider's document": "steht im Dokument des Anbieters",
    "stands in another document of the provider, to which ours only points": (
        "steht in einem anderen Dokument des Anbieters, auf das unseres nur verweist"
    ),
    "seen in software that talks to the provider": "in Programmen gesehen, die mit dem Anbieter sprechen",
    "our reading; the document does not say so": "unsere Lesart, das Dokument sagt es nicht",
    "who acts next": "wer als Nächstes handelt",
    WITHOUT_A_CODE: "ohne Code",
    "yes": "ja",
    "no": "nein",
    "ours": "von uns",
    "the provider's": "vom Anbieter",
}
LANGUAGES = ("en", "de")


@frozen
class Explanation:
    """One thing that was asked for: a title, a sentence, and facts by their labels."""

    title: str
    text: str
    facts: tuple[tuple[str, str], ...]

    def render(self, language: str = "en") -> str:
        """As text for a terminal. Labels are translated; the provider's words are not."""
        lines = [self.title, *([f"  {self.text}"] if self.text else [])]
        lines += [f"  {_translated(label, language)}: {_translated(text, language)}" for label, text in self.facts if text]
        return "\n".join(lines)


def explain(provider: str, term: str, language: str = "en") -> list[Explanation]:
    """Everything of a provider's document that is called `term`: codes and statuses, then operations, fields and schemas.

    Args:
        provider: Name of the package, such as those that `installed` gives.
        term: A code, a status (HTTP's, too), an operation (`cases.get`), a field by its own or Python's name, a schema; in any case.
        language: `en` or `de`: the language of the texts for the person.

    Raises:
        LookupError: There is no such provider, or it has nothing of that name; the message says what comes close.
    """
    document = bundled(provider)
    key = term.strip().casefold()
    entries = [
        *(value_entry(document, each, language) for each in document.values if each.code.casefold() == key),
        *(operation_entry(each) for each in document.operations + document.webhooks if key in _operation_names(each)),
        *(field_entry(document, each) for each in document.properties if key in _field_names(each.owner, each.name)),
        *(schema_entry(document, name) for name in document.schemas if name.casefold() == key),
        *_http_entries(document, key),
    ]
    if not entries:
        raise LookupError(f"{document.title} has nothing called {term!r}{_nearby(document, key)}")
    return list(dict.fromkeys(entries))


def value_entry(document: Document, value: Value, language: str = "en") -> Explanation:
    """A status or a code."""
    verdicts = outcomes(value, tables(document.name))
    outcome = worst(verdicts)
    text, theirs = customer_text(value, outcome, language)
    row, state = value.row, value.state
    facts = [
        ("outcome", "; ".join(_when(when, each.value, language) for when, each in verdicts.items())),
        *((label, _flag(state.get(key))) for label, key in STATE_FLAGS),
        ("who acts next", str(state.get("next", ""))),
        *((label, _flag(row.get(key))) for label, key in ROW_FLAGS),
        ("HTTP status", str(row.get("http_status", ""))),
        ("applies to", "; ".join(applies_to(value))),
        *(("in the document's words", words) for words in meanings(document, value)),
        ("text for the person", f"{text} ({_by(theirs, language)})" if text else ""),
        *(("next step", each) for each in _steps(value, verdicts, language)),
        ("class of personal data", value.pii),
        *_source_facts(value.source),
    ]
    return Explanation(f"{document.title}: {value.code} ({value.schema})", paragraph(value.text), _filled(facts))


def _when(circumstances: str, text: str, language: str) -> str:
    return f"{_translated(circumstances, language)}: {text}" if circumstances else text


def _steps(value: Value, verdicts: Mapping[str, Outcome], language: str) -> list[str]:
    """What to do next; by the circumstances where the words are ours and they differ."""
    result: dict[str, list[str]] = {}
    for when, outcome in verdicts.items() or [("", None)]:
        step, theirs = next_step(value, outcome, language)
        if step:
            result.setdefault(f"{step} ({_by(theirs, language)})", []).append(_translated(when, language))
    return [step if len(result) == 1 else f"{', '.join(circumstances)}: {step}" for step, circumstances in result.items()]


STATE_FLAGS = (("final", "final"), ("may be restarted", "may_restart"), ("may be served", "may_serve"))
ROW_FLAGS = (("permanent", "permanent"), ("caused by the person", "caused_by_user"), ("fraud", "fraud"))


def applies_to(value: Value) -> Iterator[str]:
    """Where the provider's table uses a code, each in words; with the words of that use where they differ."""
    for use in map(table, items(value.row.get("applies_to"))):
        words = ", ".join(f"{key.replace('_', ' ')} {plain(text)}" for key, text in use.items() if key != "text")
        yield words + (f" ({use['text']})" if use.get("text") else "")


def meanings(document: Document, value: Value) -> Iterator[str]:
    """The document's sentences on a status, or on the statuses that a code comes with: each with its methods and codes."""
    for status, row in document.meanings(value):
        methods, codes = (", ".join(map(str, items(row.get(key)))) for key in ("methods", "codes"))
        about = f"{methods} {status}".strip() if value.kind == "reason" else " ".join(filter(None, (methods, codes)))
        yield f"{about}: {plain(row.get('text'))}" if about else plain(row.get("text"))


def worst(verdicts: Mapping[str, Outcome]) -> Outcome | None:
    """The outcome to be careful by when circumstances differ; that of the status where there may be no circumstances."""
    if WITHOUT_A_CODE in verdicts:
        return verdicts[WITHOUT_A_CODE]
    order = (Outcome.REJECTED, Outcome.UNRECOGNISED, Outcome.EXPIRED, Outcome.RETRY, *Outcome)
    return min(verdicts.values(), key=order.index, default=None)


def operation_entry(operation: DocumentedCall) -> Explanation:
    """A call, or a delivery of a webhook."""
    document, source = operation.document, operation.source
    again = {"safe": "yes", "repeatable": "yes", "never": "no"}[operation.retry]
    facts = [
        ("call", "webhook" if operation.webhook else f"{operation.method.upper()} {operation.path}"),
        ("may be repeated", "" if operation.webhook else again),
        ("values", ", ".join(str(each.get("name")) for each in operation.parameters)),
        ("errors", ", ".join(status for status in operation.responses if not status.startswith("2"))),
        *_source_facts(source),
    ]
    text = " ".join(paragraph(operation.raw.get(key)) for key in ("summary", "description"))
    return Explanation(f"{document.title}: {operation.id}", text.strip(), _filled(facts))


def field_entry(document: Document, each: DocumentedField) -> Explanation:
    """A field or a parameter."""
    schema = document.resolve(dict(each.schema))
    uses = document.uses.get(each.owner, {})
    facts = [
        ("type", type_of(document, each.schema)),
        ("limits", "; ".join(limits(schema))),
        *(("looked at before it is sent", str(rule)) for rule in _rules(document, each)),
        ("required", _flag(each.required)),
        ("class of personal data", pii_of(document, each.schema)),
        ("sent by", ", ".join(uses.get("sent", [])) if each.place == "body" else each.owner),
        ("received by", ", ".join(uses.get("received", []))),
        *_source_facts(each.source),
    ]
    return Explanation(f"{document.title}: {each.owner}.{each.name}", paragraph(schema.get("description")), _filled(facts))


def _rules(document: Document, each: DocumentedField) -> Iterator[Condition]:
    owners = [call.raw for call in document.operations if call.id == each.owner] + [document.schemas.get(each.owner, {})]
    return (rule for owner in owners for rule in rules(owner) if each.name in rule.fields)


def schema_entry(document: Document, name: str) -> Explanation:
    """A schema: its fields or values."""
    schema, uses, source = document.schemas[name], document.uses.get(name, {}), document.source(document.schemas[name])
    facts = [
        ("values", ", ".join([*table(schema.get("properties")), *(each.code for each in document.values if each.schema == name)])),
        ("sent by", ", ".join(uses.get("sent", []))),
        ("received by", ", ".join(uses.get("received", []))),
        *_source_facts(source),
    ]
    return Explanation(f"{document.title}: {name}", paragraph(schema.get("description") or schema.get("title")), _filled(facts))


def _http_entries(document: Document, status: str) -> Iterator[Explanation]:
    """What the document says of an HTTP status, for the operations that may answer it."""
    texts: dict[str, list[str]] = {}
    for operation in document.operations:
        if status in operation.responses:
            texts.setdefault(paragraph(operation.responses[status].get("description")), []).append(operation.id)
    codes = ", ".join(each.code for each in document.values if str(each.row.get("http_status")) == status)
    for words, operations in texts.items():
        facts = [("answered by", ", ".join(operations)), ("codes", codes)]
        yield Explanation(f"{document.title}: HTTP {status}", words, _filled(facts))


def _operation_names(operation: DocumentedCall) -> set[str]:
    return {operation.id.casefold(), operation.path.casefold(), f"{operation.method} {operation.path}".casefold()}


@lru_cache(maxsize=10_000)
def _field_names(owner: str, wire: str) -> frozenset[str]:
    python = ".".join(python_name(part) for part in wire.split("."))
    last = {wire.rpartition(".")[2], python.rpartition(".")[2]}
    return frozenset(name.casefold() for name in (*last, wire, python, f"{owner}.{wire}", f"{owner}.{python}"))


def _nearby(document: Document, term: str) -> str:
    names = {each.code.casefold(): each.code for each in document.values}
    names |= {name: name for each in document.operations for name in (each.id,)}
    names |= {each.name.rpartition(".")[2].casefold(): each.name.rpartition(".")[2] for each in document.properties}
    names |= {name.casefold(): name for name in document.schemas}
    close = [names[each] for each in get_close_matches(term, names, n=3, cutoff=0.6)]
    return f"; perhaps {', '.join(close)}" if close else ""


def _source_facts(source: Provenance) -> list[tuple[str, str]]:
    return [("source", source.text), ("basis", source.sure), ("note", paragraph(source.note))]


def _filled(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, text) for label, text in facts if text)


def _flag(value: object) -> str:
    return "" if value is None else "yes" if value else "no"


def _by(theirs: bool, language: str) -> str:
    return _translated("the provider's" if theirs else "ours", language)


def _translated(text: str, language: str) -> str:
    return _GERMAN.get(text, text) if language == "de" else text


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Ends with 1 when there is nothing of that name."""
    parser = argparse.ArgumentParser(
        prog="identkit explain", description="What a code, status, field or operation means, and where it is written."
    )
    parser.add_argument("provider", help=", ".join(installed()))
    parser.add_argument("term", nargs="+", help="a code, status, field, operation or schema")
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the texts for the person")
    options = parser.parse_args(arguments)
    try:
        entries = explain(options.provider, " ".join(options.term), options.lang)
    except LookupError as error:
        sys.stderr.write(f"{error.args[0]}\n")
        return 1
    sys.stdout.write("\n\n".join(entry.render(options.lang) for entry in entries) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
