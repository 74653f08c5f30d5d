"""Compliance: the inventory of personal data, what the documents say about keeping and deleting, how sure we are, what changed."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import asdict, frozen

from docs.builder.markdown import Page, code, joined, rows, short, slug, text
from identkit.documents.compare import Change, Kind
from identkit.documents.diff import changes
from identkit.documents.document import Document, DocumentedField, items, table
from identkit.documents.words import paragraph, pii_of, type_of

CLASSES = {
    "name": "names",
    "birth": "date and place of birth, nationality",
    "address": "postal addresses",
    "contact": "telephone, e-mail",
    "document": "identity documents and numbers that lead to a person",
    "bank": "accounts",
    "image": "pictures, recordings, signatures",
    "economic": "profession, income, taxes",
    "compliance": "political exposure, screening, risk",
    "secret": "credentials, tokens, one-time passwords",
    "echo": "the provider's own texts, which may repeat any of these",
}
_KEEPING = re.compile(r"\b(delet|retention|retain|purge|erase|stored for|valid for|expires? after)\w*", re.IGNORECASE)
_HOW_LONG = re.compile(r"\b(must|within|after|until|delay|minutes?|hours?|days?|months?|years?)\b", re.IGNORECASE)


@frozen
class Entry:
    """A line of the inventory."""

    provider: str
    object: str
    field: str
    data_class: str
    type: str
    sent_by: str
    received_by: str
    masked: str
    kept_by_identkit: str
    source: str


def inventory(documents: Sequence[Document]) -> list[Entry]:
    """Every field with a class of personal data."""
    return [
        _entry(document, each)
        for document in documents
        for each in document.properties
        if pii_of(document, each.schema) not in {"", "none"}
    ]


def _entry(document: Document, each: DocumentedField) -> Entry:
    kind, uses = pii_of(document, each.schema), document.uses.get(each.owner, {})
    uses_ = uses.get("sent", []) if each.place == "body" else [each.owner]
    return Entry(
        document.name,
        each.owner,
        each.name,
        kind,
        type_of(document, each.schema),
        ", ".join(uses_),
        ", ".join(uses.get("received", [])) if each.place == "body" else "",
        "yes",
        "in the token store, where the client has one; otherwise in memory"
        if kind == "secret"
        else "in memory; on disk only where you call save_to or pass to=",
        each.source.text,
    )


def pages(documents: Sequence[Document], old: Path, new: Path) -> list[Page]:
    """The made pages of the section."""
    return [_personal(documents), _keeping(documents), _sure(documents), _changed(old, new)]


def downloads(documents: Sequence[Document]) -> dict[str, str]:
    """The inventory as files."""
    content = [asdict(each) for each in inventory(documents)]
    text_file = io.StringIO()
    writer = csv.DictWriter(text_file, list(content[0]) if content else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(content)
    return {
        "compliance/personal-data.csv": text_file.getvalue(),
        "compliance/personal-data.json": json.dumps(content, indent=1, ensure_ascii=False) + "\n",
    }


def _personal(documents: Sequence[Document]) -> Page:
    fields = inventory(documents)
    counts = [
        [
            code(name),
            words,
            *(str(sum(each.data_class == name and each.provider == document.name for each in fields)) for document in documents),
        ]
        for name, words in CLASSES.items()
    ]
    body = [
        [
            f"[{code(each.object + '.' + each.field)}](../providers/{each.provider}/objects.md#{slug(each.object)})"
            if not each.object.islower()
            else code(f"{each.object}.{each.field}"),
            each.data_class,
            each.provider,
            "sent" * bool(each.sent_by) + " and " * bool(each.sent_by and each.received_by) + "received" * bool(each.received_by),
            text(each.sent_by or each.received_by),
        ]
        for each in fields
    ]
    words = joined(
        "# Personal data",
        f"{len(fields)} fields of {len(documents)} providers hold personal data. For a record of processing activities (GDPR, article 30): "
        "[CSV](personal-data.csv), [JSON](personal-data.json).",
        rows(["class", "what", *(short(document.title) for document in documents)], counts),
        "identkit keeps none of it: values are in memory while your program holds the object. Each is masked in `repr`, messages, logs "
        "and `to_json(redact=True)`. "
        "Files are written where you ask for it (`save_to`, `to=`), readable by their owner only. See [what is logged](logging.md).",
        "## Every field",
        rows(["field", "class", "provider", "direction", "calls"], body),
    )
    return Page("compliance/personal-data.md", "Personal data", words)


def _keeping(documents: Sequence[Document]) -> Page:
    parts: list[str] = []
    for document in documents:
        sentences = dict.fromkeys((words, source) for words, source in _sentences(document))
        timers = [
            [text(table(each).get("name")), code(table(each).get("duration")), text(table(each).get("note"))]
            for schema in document.schemas.values()
            for each in items(table(schema.get("x-lifecycle")).get("timers"))
        ]
        none = "The document says nothing about it. Ask the provider before you rely on anything." if not sentences and not timers else ""
        body = [[text(words), text(source)] for words, source in sentences]
        parts += [
            f"## {document.title}",
            none,
            rows(["timer", "how long", "note"], timers),
            rows(["what the document says", "where"], body),
        ]
    words = joined(
        "# Retention and deletion",
        "What the providers' documents say about how long something is kept or valid, and when it is deleted: their timers, and every "
        "sentence that speaks of it. "
        "What you keep yourself, and how long you must keep it (in Germany GwG § 8: five years, at most ten), is not theirs to say.",
        *parts,
    )
    return Page("compliance/retention.md", "Retention and deletion", words)


def _sentences(document: Document) -> Iterator[tuple[str, str]]:
    """Sentences that say how long something is kept or valid, or what must be deleted when, with their source."""
    info = table(document.raw.get("info"))
    texts = [(info.get("description"), document.source())]
    texts += [(each.raw.get("description"), each.source) for each in document.operations + document.webhooks]
    texts += [(schema.get("description"), document.source(schema)) for schema in document.schemas.values()]
    texts += [(each.schema.get("description"), each.source) for each in document.properties]
    for words, source in texts:
        for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z\"„])", paragraph(words)):
            if _KEEPING.search(sentence) and _HOW_LONG.search(sentence):
                yield sentence, source.text


def _sure(documents: Sequence[Document]) -> Page:
    parts: list[str] = []
    for document in documents:
        body = [[text(what), basis, text(source), text(note)] for what, basis, source, note in _doubts(document)]
        parts += [f"## {document.title}", rows(["about", "basis", "where", "contradiction, gap, or what was chosen"], body) or "Nothing."]
    words = joined(
        "# How sure we are",
        "Everything in the specs that does not simply stand in the provider's document: what was observed in other software or inferred "
        "by us, and every place where a document contradicts itself or leaves something out. *Inferred* is an assumption: "
        "check it with the provider before you build on it.",
        *parts,
    )
    return Page("compliance/certainty.md", "How sure we are", words)


def _doubts(document: Document) -> Iterator[tuple[str, str, str, str]]:
    trail: set[tuple[str, str]] = set()
    nodes: list[tuple[str, object]] = [
        (document.title, document.raw),
        *((each.id, each.raw) for each in document.operations + document.webhooks),
    ]
    nodes += [(f"{each.id} {status}", response) for each in document.operations for status, response in each.responses.items()]
    nodes += [(name, schema) for name, schema in document.schemas.items()]
    nodes += [(f"{each.owner}.{each.name}", each.schema) for each in document.properties]
    for what, node in nodes:
        if "x-provenance" not in table(node):
            continue
        source = document.source(node)
        if (source.basis != "documented" or source.note) and (source.text, source.note) not in trail:
            trail.add((source.text, source.note))
            yield what, source.basis, source.text, source.note


def _changed(old: Path, new: Path) -> Page:
    differences = changes(old, new)
    parts = [joined(f"## {name}", _list(each) or "Nothing.") for name, each in differences.items()]
    words = joined(
        "# Changes of the specs",
        "Since the last release, in words, each breaking, compatible or docs; `identkit diff OLD NEW` says the same of any two editions. "
        "A breaking change needs a line in the changelog.",
        *parts,
    )
    return Page("compliance/changes.md", "Changes of the specs", words)


def _list(differences: Sequence[Change]) -> str:
    lines = [f"- **{each.kind.value}** {code(each.subject)}: {text(each.words)}" for each in differences if each.kind is not Kind.DOCS]
    words = sum(each.kind is Kind.DOCS for each in differences)
    return "\n".join([*lines, *([f"- **docs** {words} texts or sources were rewritten"] if words else [])])
