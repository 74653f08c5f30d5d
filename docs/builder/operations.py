"""One page for each operation, and one for all objects of a provider."""

from collections.abc import Iterator, Mapping
from typing import Any

from docs.builder.catalogue import value_link
from docs.builder.markdown import Page, block, code, details, joined, pretty, rows, short, slug, tab, text
from docs.builder.samples import by_hand, client_of, curl, python
from identkit.documents.document import Document, DocumentedCall, Provenance, items, table
from identkit.documents.words import Condition, limits, paragraph, pii_of, python_name, rules, type_of

_ERRORS = {
    400: "BadRequest",
    401: "Unauthorized",
    403: "Forbidden",
    404: "NotFound",
    406: "NotAcceptable",
    409: "Conflict",
    412: "PreconditionFailed",
    422: "UnprocessableEntity",
    429: "RateLimited",
}


def operation_pages(document: Document) -> list[Page]:
    """The list of all calls, and a page for each."""
    calls = document.operations + document.webhooks
    return [_overview(document, calls), *map(_operation, calls), _objects(document)]


def path_of(operation: DocumentedCall) -> str:
    """The page of an operation, below the site's root."""
    return f"providers/{operation.document.name}/calls/{slug(operation.id)}.md"


def _overview(document: Document, calls: list[DocumentedCall]) -> Page:
    body = [
        [
            f"[{code(each.id)}](calls/{slug(each.id)}.md)",
            "webhook" if each.webhook else f"{each.method.upper()} {code(each.path)}",
            text(each.raw.get("summary")),
            "" if each.webhook else _repeated(each),
        ]
        for each in calls
    ]
    info = table(document.raw.get("info"))
    words = joined(
        f"# {document.title}: operations",
        text(info.get("summary")),
        f"Every call of the provider's document, version {text(info.get('version'))}, with what the client makes of it. "
        f"The whole document: [rendered](openapi.html), [as JSON](openapi.json). Its objects: [{document.title} objects](objects.md).",
        rows(["method", "HTTP call", "what it does", "sent again by itself"], body),
        _servers(document),
    )
    return Page(f"providers/{document.name}/operations.md", "Operations", words)


def _servers(document: Document) -> str:
    body = [[code(table(each).get("url")), text(table(each).get("description"))] for each in items(document.raw.get("servers"))]
    return joined("## Servers", rows(["address", "which"], body)) if body else ""


def _repeated(operation: DocumentedCall) -> str:
    return {"safe": "yes", "repeatable": "yes", "never": "never"}[operation.retry]


def _operation(operation: DocumentedCall) -> Page:
    document = operation.document
    words = joined(
        f"# {short(document.title)}: {operation.id}",
        text(operation.raw.get("summary")),
        paragraphs(operation.raw.get("description")),
        _call(operation),
        _samples(operation),
        _request(operation),
        _delivery(operation) if operation.webhook else _answers(operation),
        _doubt(operation),
        _origin(operation.source, operation),
    )
    return Page(f"providers/{document.name}/calls/{slug(operation.id)}.md", operation.id, words)


def paragraphs(words: object) -> str:
    """A description with its paragraphs and lists kept."""
    return "\n\n".join(text(part) for part in str(words or "").split("\n\n"))


def _call(operation: DocumentedCall) -> str:
    document = operation.document
    facts = [
        ("HTTP", "POST to your address" if operation.webhook else f"{operation.method.upper()} {code(operation.path)}"),
        ("Python", _python_name(operation)),
        ("credentials", " or ".join(_schemes(operation))),
        ("sent again by itself", "" if operation.webhook else _retry_words(operation)),
        ("content", "encrypted (JWE) when the client has a key" if operation.raw.get("x-codec") else ""),
        ("pages", text(table(operation.raw.get("x-paging")).get("kind", "")).replace("-", " ")),
        ("provider", f"[{document.title}](../operations.md)"),
    ]
    return rows(["what", "value"], [[name, words] for name, words in facts if words])


def _python_name(operation: DocumentedCall) -> str:
    if operation.webhook:
        return code(f"{operation.document.name}.webhooks.parse(headers, body, …)")
    if operation.internal and not by_hand(operation):
        return "no method of its own: the client makes the call, or its address, when it is needed"
    return code(f"{operation.document.name}.{operation.id}(…)")


def _schemes(operation: DocumentedCall) -> Iterator[str]:
    """The alternatives, each with what the document says of it."""
    schemes = table(table(operation.document.raw.get("components")).get("securitySchemes"))
    for alternative in items(operation.raw.get("security", operation.document.raw.get("security"))):
        lines = [f"{code(name)}: {text(table(schemes.get(name)).get('description'))}" for name in table(alternative)]
        yield " and ".join(lines) or "none"


def _retry_words(operation: DocumentedCall) -> str:
    return {
        "safe": "yes: it changes nothing",
        "repeatable": "yes: doing it twice is as doing it once",
        "never": "never: a lost answer raises `AmbiguousOutcome`",
    }[operation.retry]


def _samples(operation: DocumentedCall) -> str:
    if operation.webhook:
        return ""
    if operation.internal:
        return joined("## Sample", block("console", "$ " + curl(operation)))
    client = client_of(operation.document.name)
    return joined(
        "## Sample",
        tab("Python", block("python", python(operation, client))),
        tab("Python, async", block("python", python(operation, client, asynchronous=True))),
        tab("curl", block("console", "$ " + curl(operation))),
    )


def _request(operation: DocumentedCall) -> str:
    parameters = [
        [
            f"{code(each.get('name'))}{_spelt(str(each.get('name')))}",
            str(each.get("in")),
            *_cells(
                operation.document,
                {**table(each.get("schema")), "description": each.get("description", "")},
                required=bool(each.get("required")),
            ),
        ]
        for each in operation.parameters
    ]
    head = ["field", "where", "type and limits", "personal data", "needed", "meaning"]
    body = (
        [] if operation.webhook else [row for _, schema in operation.schemas("sent") for row in _fields(operation.document, schema, "body")]
    )
    checked = dict.fromkeys(f"- {', '.join(map(code, each.fields))}: {text(str(each))}" for each in _rules(operation))
    if not parameters and not body:
        return ""
    return joined(
        "## Request",
        text(operation.body.get("description")),
        rows(head, parameters + body),
        "Looked at before it is sent; what is said where it is broken:" if checked else "",
        "\n".join(checked),
        _examples(operation.document, operation.body, "A body"),
    )


def _rules(operation: DocumentedCall) -> Iterator[Condition]:
    """The rules over the parameters and over the body, those of the objects in it among them."""
    yield from rules(operation.raw)
    for _, schema in operation.schemas("sent"):
        yield from _rules_within(operation.document, schema, "", 0)


def _rules_within(document: Document, schema: Mapping[str, Any], prefix: str, depth: int) -> Iterator[Condition]:
    # Where the object says so, and not the place that uses it: the basis is that of the rules.
    target = document.resolve({"$ref": schema["$ref"]} if "$ref" in schema else dict(schema))
    yield from rules(target, prefix)
    for name, node in table(target.get("properties")).items() if depth < 3 else ():
        yield from _rules_within(document, table(node), f"{prefix}{name}.", depth + 1)
    for keyword in ("allOf", "oneOf", "anyOf"):
        for branch in items(target.get(keyword)) if depth < 3 else ():
            yield from _rules_within(document, table(branch), prefix, depth + 1)


def _fields(document: Document, schema: Mapping[str, Any], where: str, prefix: str = "", depth: int = 0) -> Iterator[list[str]]:
    """The fields of an object, those of nested ones dotted, to a depth that can be read."""
    target = document.resolve(dict(schema))
    required = {str(name) for name in items(target.get("required"))}
    if not target.get("properties") and not prefix and not any(key in target for key in ("allOf", "oneOf", "anyOf")):
        yield ["(the body)", where, *_cells(document, schema, required=True)]
    for name, node in table(target.get("properties")).items():
        path = f"{prefix}{name}"
        yield [f"{code(path)}{_spelt(name)}", where, *_cells(document, table(node), required=name in required)]
        inner = document.resolve(table(node))
        if depth < 2 and "properties" in inner:
            yield from _fields(document, inner, where, f"{path}.", depth + 1)
    for keyword in ("allOf", "oneOf", "anyOf"):
        for branch in items(target.get(keyword)):
            yield from _fields(document, table(branch), where, prefix or " "[:0], depth + 1) if depth < 3 else ()


def _spelt(name: str) -> str:
    python = python_name(name)
    return "" if python == name else f", {code(python)}"


def _cells(document: Document, schema: Mapping[str, Any], *, required: bool) -> list[str]:
    target = document.resolve(dict(schema))
    kind = type_of(document, schema)
    link = f"[{text(kind)}](../objects.md#{slug(kind)})" if kind in document.schemas else text(kind)
    bounds = "" if kind in document.schemas and "oneOf" in target else "; ".join(_limit(each) for each in limits(target))
    pii = pii_of(document, schema)
    return [
        f"{link}; {bounds}" if bounds else link,
        "" if pii == "none" else pii,
        "yes" if required else "",
        text(schema.get("description") or target.get("description")),
    ]


def _limit(words: str) -> str:
    name, _, pattern = words.partition("matches ")
    return f"{name}matches {code(pattern)}" if pattern else text(words)


def _answers(operation: DocumentedCall) -> str:
    parts = [_answer(operation, status, response) for status, response in operation.responses.items()]
    echoes = operation.raw.get("x-echo")
    repeats = (
        f"The answer has to repeat what was asked for ({text(pretty_echo(echoes))}); one that does not raises `DecodeError`."
        if echoes
        else ""
    )
    return joined("## Answers", repeats, *parts)


def pretty_echo(echo: object) -> str:
    """`x-echo` in words, in whatever shape it comes."""
    pairs = table(echo)
    return (
        ", ".join(f"`{name}` in `{value}`" for name, value in pairs.items())
        if pairs
        else ", ".join(f"`{each}`" for each in items(echo)) or str(echo)
    )


def _answer(operation: DocumentedCall, status: str, response: Mapping[str, Any]) -> str:
    document = operation.document
    error = _ERRORS.get(int(status), "ServerError" if status.startswith("5") else "") if status.isdigit() else ""
    schemas = [type_of(document, table(table(content).get("schema"))) for content in table(response.get("content")).values()]
    links = [f"[{text(kind)}](../objects.md#{slug(kind)})" if kind in document.schemas else text(kind) for kind in schemas]
    headers = [
        f"- header {code(name)}: {text(document.resolve(each).get('description'))}" for name, each in table(response.get("headers")).items()
    ]
    return joined(
        f"### {status}" + (f" raises {code(error)}" if error else ""),
        paragraphs(response.get("description")),
        f"Body: {', '.join(links)}." if links else "",
        "\n".join(headers),
        _examples(document, response, f"An answer {status}"),
        _reasons(operation, status),
    )


def _examples(document: Document, holder: Mapping[str, Any], title: str) -> str:
    examples = [
        details(f"{title}: {name.replace('_', ' ')}", block("json", pretty(document.resolve(each).get("value"))))
        for content in table(holder.get("content")).values()
        for name, each in table(table(content).get("examples")).items()
    ]
    return "\n\n".join(examples)


def _reasons(operation: DocumentedCall, status: str) -> str:
    """The codes that the provider's tables have for this status."""
    document = operation.document
    names = {str(name) for name in items(table(document.raw.get("x-error")).get("reasons"))}
    if operation.internal or not names:
        return ""
    tables = {name for name, schema in document.schemas.items() if table(schema.get("x-reasons")).get("name") in names}
    body = [
        [value_link(each, "../"), text(each.text), text(each.row.get("action"))]
        for each in document.values
        if each.schema in tables and str(each.row.get("http_status")) == status
    ]
    return (
        details(f"Codes of this provider that come with {status}", rows(["code", "meaning", "what the provider says to do"], body), "note")
        if body
        else ""
    )


def _delivery(operation: DocumentedCall) -> str:
    rules = table(operation.document.raw.get("x-webhooks"))
    head = ["field", "where", "type and limits", "personal data", "needed", "meaning"]
    body = [row for _, schema in operation.schemas("received") for row in _fields(operation.document, schema, "body")]
    notes = "\n".join(f"- {text(note)}" for note in items(rules.get("notes")))
    return joined("## Delivery", rows(head, body), _examples(operation.document, operation.body, "A delivery"), notes)


def _doubt(operation: DocumentedCall) -> str:
    if operation.webhook or operation.retry != "never":
        return ""
    carries = items(operation.raw.get("x-carries"))
    by = (
        f" `AmbiguousOutcome.carries` holds {', '.join(code(each) for each in carries)}, by which the outcome can be looked up."
        if carries
        else ""
    )
    return joined(
        "## When the answer is lost",
        "Nobody knows then whether the provider carried it out. The client does not send it again: it raises `AmbiguousOutcome`."
        + by
        + " See [errors](../../../guides/errors.md).",
    )


def _origin(source: Provenance, operation: DocumentedCall) -> str:
    notes = [source.note, *(document_note(table(each), operation.document) for each in operation.responses.values())]
    lines = "\n".join(f"- {text(note)}" for note in dict.fromkeys(notes) if note)
    return joined(
        "## Where this is written",
        f"{text(source.text)} ({source.basis}: {source.sure}).",
        joined("### Contradictions and gaps", lines) if lines else "",
    )


def document_note(node: Mapping[str, Any], document: Document) -> str:
    """The note of a part that has a provenance of its own."""
    return document.source(node).note if "x-provenance" in node else ""


def _objects(document: Document) -> Page:
    parts = [_object(document, name, schema) for name, schema in sorted(document.schemas.items())]
    words = joined(
        f"# {document.title}: objects",
        "What the calls send and receive, under the provider's names; `snake_case` is Python's spelling.",
        *parts,
    )
    return Page(f"providers/{document.name}/objects.md", "Objects", words)


def _object(document: Document, name: str, schema: Mapping[str, Any]) -> str:
    source = document.source(schema)
    head = ["field", "type and limits", "personal data", "always there", "meaning"]
    fields = [
        [each[0], *[cell.replace("../objects.md#", "#") for cell in each[2:]]]
        for each in _fields(document, schema, "", "", 2)
        if each[0] != "(the body)"
    ]
    values = [each for each in document.values if each.schema == name]
    rows_ = [[value_link(each, ""), text(each.title or each.text)] for each in values]
    return joined(
        f"## {name} {{#{slug(name)}}}",
        paragraphs(schema.get("description") or schema.get("title")),
        "" if fields or rows_ else f"{text(type_of(document, schema)).capitalize()}.",
        rows(head, fields),
        rows(["value", "meaning"], rows_),
        f"*{text(paragraph(source.text))} ({source.basis})*" if source.text else "",
    )
