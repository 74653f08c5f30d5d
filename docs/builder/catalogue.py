"""The catalogue: every status, sub status, reason and error code of every provider, on one page and on a page each."""

from collections.abc import Mapping, Sequence
from functools import cache

from docs.builder.diagrams import Cycle, diagrams
from docs.builder.markdown import Page, code, joined, rows, short, slug, text
from identkit.core.status import Outcome
from identkit.core.status.table import Table
from identkit.documents.document import Document, Value, items, table
from identkit.documents.explain import ROW_FLAGS, STATE_FLAGS, applies_to, worst
from identkit.documents.outcomes import customer_text, next_step, outcomes, tables

KINDS = {"status": "status", "reason": "reason or code", "value": "status of a part"}
_PARTS = ("Status", "State", "Error", "Progress")  # of a record, an account, a screening: they have no life cycle, and no table of reasons


def shown(document: Document) -> list[Value]:
    """The values that have a page: statuses, the codes of tables, and the statuses of parts."""
    return [each for each in document.values if _is_shown(each)]


def _is_shown(value: Value) -> bool:
    # What somebody does for a living is called a status, too, and is a fact about the person.
    return value.kind != "value" or (value.schema.endswith(_PARTS) and value.pii in {"none", "compliance"})


def value_link(value: Value, up: str) -> str:
    """A link to the value's page, from a page whose way to the provider's folder is `up`."""
    return f"[{code(value.code)}]({up}codes/{_file(value)})" if _is_shown(value) else code(value.code)


def _file(value: Value) -> str:
    return f"{slug(value.schema)}/{slug(value.code)}.md"


@cache
def _tables(provider: str) -> Mapping[str, Table]:
    return tables(provider)


def outcome_of(value: Value) -> tuple[dict[str, Outcome], Outcome | None]:
    """Outcomes by circumstance, and the one to be careful by."""
    result = outcomes(value, _tables(value.provider))
    return result, worst(result)


def catalogue(documents: Sequence[Document]) -> list[Page]:
    """The page with everything, a page for each provider's life cycles, and a page for each value."""
    providers = sum(bool(shown(document)) for document in documents)
    everything = [_row(document, each) for document in documents for each in shown(document)]
    head = ["code", "provider", "kind", "text", "permanent", "person", "fraud", "outcome"]
    words = joined(
        "# Catalogue of statuses, reasons and codes",
        f"{len(everything)} values of {providers} providers. *Permanent*, *person* (caused by the person) and *fraud* are what the "
        "provider's table says; empty means that it does not say. The outcome is [our reading](status.md). "
        "On the command line: `identkit explain postident 110`.",
        rows(head, everything),
    )
    pages = [Page("catalogue.md", "All statuses and codes", words)]
    for document in documents:
        pages.append(_states(document))
        pages.extend(_value(document, each) for each in shown(document))
    return pages


def _row(document: Document, value: Value) -> list[str]:
    verdicts, _ = outcome_of(value)
    flags = [_flag(value.row.get(key)) for _, key in ROW_FLAGS]
    link = value_link(value, f"providers/{document.name}/")
    return [
        link,
        short(document.title),
        text(value.schema),
        text(value.text or value.title),
        *flags,
        ", ".join(dict.fromkeys(each.value for each in verdicts.values())),
    ]


def _flag(value: object) -> str:
    return "" if value is None else "yes" if value else "no"


def _value(document: Document, value: Value) -> Page:
    verdicts, outcome = outcome_of(value)
    steps = [next_step(value, outcome)]
    facts = [
        ("kind", f"{KINDS[value.kind]}, [{text(value.schema)}](../../objects.md#{slug(value.schema)})"),
        ("in Python", code(f"{value.schema}.{value.title}") if value.title.isidentifier() else ""),
        ("outcome (our reading)", grouped(verdicts)),
        *((label, _flag(value.state.get(key))) for label, key in STATE_FLAGS if not isinstance(value.state.get(key), list)),
        ("may be served", ", ".join(str(each) for each in items(value.state.get("may_serve")))),
        ("who acts next", text(value.state.get("next"))),
        *((label, _flag(value.row.get(key))) for label, key in ROW_FLAGS),
        ("category", text(value.row.get("category"))),
        ("HTTP status", str(value.row.get("http_status", ""))),
        *(("next step" if theirs else "next step (ours)", text(step)) for step, theirs in steps if step),
        ("class of personal data", value.pii),
        ("source", f"{text(value.source.text)} ({value.source.basis}: {value.source.sure})"),
    ]
    words = joined(
        f"# {short(document.title)}: {value.code}",
        f"{document.title}, {KINDS[value.kind]}.",
        text(value.text),
        rows(["what", "value"], [[name, content] for name, content in facts if content]),
        _meanings(document, value),
        _uses(value),
        _signals(value),
        _customer(value, outcome),
        joined("## Contradictions and gaps", text(value.source.note)) if value.source.note else "",
    )
    return Page(f"providers/{document.name}/codes/{_file(value)}", value.code, words, listed=False)


def grouped(verdicts: Mapping[str, Outcome]) -> str:
    """Outcomes, each with the circumstances it holds in."""
    by_outcome: dict[Outcome, list[str]] = {}
    for when, outcome in verdicts.items():
        by_outcome.setdefault(outcome, []).append(when)
    return "; ".join(code(outcome.value) + (f" ({text('; '.join(when))})" if any(when) else "") for outcome, when in by_outcome.items())


def _meanings(document: Document, value: Value) -> str:
    """The rows of the document's own tables: of a status, or those that list a code."""
    body = [
        [
            ", ".join(map(str, items(row.get("methods")))) or "all",
            code(status) if value.kind == "reason" else ", ".join(map(str, items(row.get("codes")))),
            text(row.get("text")),
        ]
        for status, row in document.meanings(value)
    ]
    second = "status" if value.kind == "reason" else "sub statuses and reasons"
    return joined("## In the document's words", rows(["method", second, "text"], body)) if body else ""


def _uses(value: Value) -> str:
    uses = "\n".join(f"- {text(each)}" for each in applies_to(value))
    return joined("## Where the provider uses it", uses) if uses else ""


def _customer(value: Value, outcome: Outcome | None) -> str:
    body: list[list[str]] = []
    for language, name in (("de", "German"), ("en", "English")):
        words, theirs = customer_text(value, outcome, language)
        if words:
            body.append([name, text(words), "the provider's" if theirs else "ours"])
    return joined("## What to tell the person", rows(["language", "text", "whose words"], body)) if body else ""


def signals(value: Value) -> list[Mapping[str, object]]:
    """What the provider sends at a status."""
    return [table(each) for each in items(value.state.get("signals"))]


def signal_words(signal: Mapping[str, object]) -> str:
    """One line for a signal: what, and when."""
    conditions = {"methods", "method", "status_type"}
    lines = [
        name.replace("_", " ") + ("" if how is True else f" ({how})")
        for name, how in signal.items()
        if name not in conditions and how not in (False, None)
    ]
    return ", ".join(lines) or "nothing"


def _signals(value: Value) -> str:
    body = [
        [
            ", ".join(str(each) for each in items(signal.get("methods"))) or "all",
            text(signal.get("status_type", "")),
            text(signal_words(signal)),
        ]
        for signal in signals(value)
    ]
    return joined("## What the provider sends", rows(["method", "status type", "what"], body)) if body else ""


def _states(document: Document) -> Page:
    parts: list[str] = []
    for name, schema in document.schemas.items():
        cycle = table(schema.get("x-lifecycle"))
        if not cycle:
            continue
        values = [each for each in document.values if each.schema == name]
        timers = [
            [text(table(each).get("name")), code(table(each).get("duration")), text(table(each).get("note"))]
            for each in items(cycle.get("timers"))
        ]
        notes = "\n".join(f"- {text(note)}" for note in items(cycle.get("notes")))
        parts += [
            f"## {name} {{#states-{slug(name)}}}",
            text(schema.get("description")),
            *diagrams(name, Cycle(document.title, schema, values, {each.code: outcome_of(each)[1] for each in values})),
            _moves(schema),
            _state_table(values),
            _sent(name, values),
            joined(f"### Timers of {name}", rows(["timer", "how long", "note"], timers)) if timers else "",
            _limits(name, cycle),
            notes,
        ]
    none = "" if parts else "The document describes no statuses."
    words = joined(
        f"# {document.title}: statuses and life cycles",
        "Arrows are drawn where the document says what follows; what has to happen stands in the table below each picture. "
        "Every value has a page of its own; all of them together: [catalogue](../../catalogue.md).",
        none,
        *parts,
        _all_codes(document),
    )
    return Page(f"providers/{document.name}/states.md", "Statuses and codes", words)


def _limits(name: str, cycle: Mapping[str, object]) -> str:
    body = [[text(limit.get("name")), str(limit.get("count")), text(limit.get("note"))] for limit in map(table, items(cycle.get("limits")))]
    return joined(f"### Limits of {name}", rows(["limit", "how often", "note"], body)) if body else ""


def _moves(schema: Mapping[str, object]) -> str:
    body = [
        [
            code(move.get("from")),
            ", ".join(code(target) for target in items(move.get("to"))),
            text(", ".join(map(str, items(move.get("methods")))) or "all"),
            text(f"{move.get('when', '')}{'' if move.get('basis', 'documented') == 'documented' else ' (read between the lines)'}"),
        ]
        for move in map(table, items(table(schema.get("x-lifecycle")).get("moves")))
    ]
    return rows(["from", "to", "method", "when"], body) if body else ""


def _state_table(values: Sequence[Value]) -> str:
    body: list[list[str]] = []
    for each in values:
        verdicts, _ = outcome_of(each)
        serve = each.state.get("may_serve")
        body.append(
            [
                value_link(each, ""),
                text(each.text or each.title),
                ", ".join(dict.fromkeys(outcome.value for outcome in verdicts.values())),
                _flag(each.state.get("final")),
                text(each.state.get("next")),
                _flag(each.state.get("may_restart")),
                ", ".join(str(method) for method in items(serve)) or _flag(serve),
            ]
        )
    return rows(["status", "meaning", "outcome", "final", "next", "may restart", "may serve"], body)


def _sent(name: str, values: Sequence[Value]) -> str:
    body = [
        [
            value_link(each, ""),
            ", ".join(str(method) for method in items(signal.get("methods"))) or "all",
            text(signal.get("status_type")),
            text(signal_words(signal)),
        ]
        for each in values
        for signal in signals(each)
    ]
    return joined(f"### What is sent, {name}", rows(["status", "method", "status type", "what, and when"], body)) if body else ""


def _all_codes(document: Document) -> str:
    parts: list[str] = []
    for name in dict.fromkeys(each.schema for each in shown(document) if each.kind != "status"):
        body = [
            [value_link(each, ""), text(each.text), *(_flag(each.row.get(key)) for _, key in ROW_FLAGS)]
            for each in shown(document)
            if each.schema == name
        ]
        parts += [f"## {name} {{#codes-{slug(name)}}}", rows(["code", "text", "permanent", "person", "fraud"], body)]
    return joined(*parts) if parts else ""
