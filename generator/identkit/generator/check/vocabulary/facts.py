"""Extensions that say what a thing is: where a fact comes from, whom it concerns, what a status or a reason means."""

from typing import Final

from identkit.generator.check.vocabulary.keyword import (
    CONSTANT,
    DURATION,
    FLAG,
    OPERATION,
    STATUS,
    TEXT,
    TEXTS,
    TRUE,
    Keyword,
    Schema,
    listed,
    one_of,
    record,
    table,
)

BASIS: Final = one_of("documented", "referenced", "observed", "inferred")
PROVENANCE: Final = record(("basis", "source"), basis=BASIS, source=TEXT, note=TEXT, consequence=TEXT, documents={**TEXTS, "minItems": 0})
CLASSES: Final = ("name", "birth", "address", "contact", "document", "bank", "image", "economic", "compliance", "secret", "echo", "none")
CONDITION: Final[Schema] = {"oneOf": [TRUE, TEXT]}  # it does, or under a condition told in words

COLUMNS: Final[dict[str, Schema]] = {
    "permanent": FLAG,
    "caused_by_user": FLAG,
    "fraud": FLAG,
    "category": TEXT,
    "http_status": STATUS,
    "action": TEXT,
    "customer_text": table(TEXT, {"pattern": "^[a-z]{2}$"}),
    "applies_to": listed(table({"type": "string"})),
    "x__provenance": PROVENANCE,
}

STATE: Final = record(
    ("final", "next"),
    final=FLAG,
    next=one_of("user", "provider", "partner", "nobody"),
    may_restart=FLAG,
    may_serve={"oneOf": [FLAG, TEXTS]},
    note=TEXT,
    signals=listed(
        {
            **record(
                methods=TEXTS,
                status_type=TEXT,
                **dict.fromkeys(("webhook", "email", "redirect", "result_pdf", "images", "recording"), CONDITION),
            ),
            "minProperties": 1,
        }
    ),
    meanings=listed(record(("text",), methods=TEXTS, codes=TEXTS, text=TEXT)),
)

FACTS: Final = (
    Keyword(
        "x-provenance",
        (
            *("document", "info", "server", "tag", "pathItem", "operation", "parameter", "header", "requestBody", "response", "mediaType"),
            *("encoding", "example", "schema", "securityScheme", "link", "callback", "components"),
        ),
        "Where a fact comes from; inherited by everything inside. `basis` is `documented`; `referenced`, in another document of the "
        "provider that ours only points to; `observed`, in other people's programs; or `inferred`. Only what is documented refuses a "
        "request. A contradiction "
        "inside the provider's document is told in `note` together with what was chosen. `inferred` facts are assumptions: `note` has the "
        "reason, `consequence` what follows from it. They are never a test oracle.",
        PROVENANCE,
        ("generator", "docs"),
        'x-provenance: {basis: documented, source: "<document>, <section>", note: "..."}',
    ),
    Keyword(
        "x-pii",
        ("schema", "parameter", "header"),
        "The class of personal data: on every string or binary property and parameter, and on string items of arrays; on numbers and "
        "booleans that say something of a person. Anything but `none` is masked in `repr`, messages and logs. `echo` is a provider's own "
        "text that may repeat a value of the request: it is shown without what looks like one. A `$ref` takes the class of what it refers "
        "to.",
        one_of(*CLASSES),
        ("generator", "docs"),
        f"x-pii: name  # {', '.join(CLASSES)}",
    ),
    Keyword(
        "x-enum-varnames",
        ("schema",),
        "In documents of others: Python names of the enum's values, in their order. Ours write `oneOf` of `const` and `title`.",
        {"type": "array", "items": CONSTANT, "minItems": 1, "uniqueItems": True},
        ("generator",),
    ),
    Keyword(
        "x-enum-descriptions",
        ("schema",),
        "In documents of others: descriptions of the enum's values, in their order. Ours write `oneOf` of `const` and `description`.",
        {"type": "array", "items": {"type": "string"}, "minItems": 1},
        ("generator",),
    ),
    Keyword(
        "x-reasons",
        ("schema",),
        "The provider's table of reasons as data; a constant in `reasons.py`. On an enum of codes there is a row for each value and no "
        "other; a column is left out where the table does not say. Where each value of the enum has its own row (`x-reason`) only the "
        "name is given.",
        record(
            ("name",),
            name=CONSTANT,
            rows=listed(record(("code",), code=TEXT, text={"type": "string"}, **COLUMNS)),
            x__provenance=PROVENANCE,
        ),
        ("generator",),
        """\
x-reasons:
  name: REFUSALS
  rows:
    - code: JOINT_ACCOUNT
      text: The provided account is a joint account.
      permanent: false
      caused_by_user: true
      customer_text: {de: "...", en: "..."}
      applies_to: [{method: video, status: declined}]  # free text pairs""",
    ),
    Keyword(
        "x-reason",
        ("schema",),
        "The columns of one value's row, where the values stand under `oneOf` with a `const` each; the `description` is the row's text.",
        record(**COLUMNS),
        ("generator",),
        "x-reason: {permanent: true, fraud: true}",
    ),
    Keyword(
        "x-lifecycle",
        ("schema",),
        "On the enum of a status: what each value means for the flow, how to poll, how long things last (`timers`) and how often they may "
        "be done (`limits`). `polling` gives the resource a "
        "`wait` method; `early` are values of its `until=` that end the wait sooner; `signals` says what the provider sends at a status, "
        "and under which condition; `moves` says which value follows which, where the document does; `meanings` are the rows of the "
        "document's own table of a status, where its words depend on the method and on the codes of a table of reasons.",
        record(
            ("states",),
            states=table(STATE),
            polling=record(
                ("operation", "status", "go_on"),
                operation=OPERATION,
                status=TEXT,
                go_on=TEXTS,
                early={
                    "type": "object",
                    "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
                    "additionalProperties": listed(TEXT),
                },
                basis=BASIS,
            ),
            moves=listed(record(("from", "to", "when"), **{"from": TEXT}, to=TEXTS, methods=TEXTS, when=TEXT, basis=BASIS)),
            timers={"type": "array", "items": record(("name", "duration"), name=TEXT, duration=DURATION, methods=TEXTS, note=TEXT)},
            limits={"type": "array", "items": record(("name", "count"), name=TEXT, count={"type": "integer", "minimum": 1}, note=TEXT)},
            notes={"type": "array", "items": TEXT},
            x__provenance=PROVENANCE,
        ),
        ("generator", "sandbox", "docs"),
        """\
x-lifecycle:
  states:  # one entry for each value
    aborted: {final: false, next: user, may_restart: true}  # final: the provider will not change this status any more
    pending_successful: {final: false, next: provider, may_serve: [video]}  # true, or the methods of which the document says so
    success:
      final: true
      next: nobody
      signals:  # what goes out or is there to fetch: true, or the document's words for when
        - {methods: [video], status_type: final, webhook: true, result_pdf: true, recording: only in case of fraud suspicion}
      meanings:
        - {methods: [video], codes: ["11", "12"], text: The person was identified.}
  polling:
    operation: checks.get_status
    status: process_status  # wire name of the property in the answer
    go_on: [TRIGGERED]
    early: {may_serve: [pending_successful]}
    basis: documented  # of the rule; the pauses are ours
  moves:  # the first value of the enum is where it begins; without `moves` the document names no order
    - {from: pending, to: [success, failed], methods: [video], when: the call is over}  # basis: inferred where we read it between lines
  timers:
    - {name: url validity, duration: P14D, note: "..."}
  limits:
    - {name: attempts, count: 20, note: "..."}
  notes: ["..."]""",
    ),
    Keyword(
        "x-json-schema-faker",
        ("document",),
        "Tells Prism and json-schema-faker to take our examples where they make answers up: they know neither formats such as Base64 nor "
        "dates without a zone.",
        {"const": {"useExamplesValue": True}},
        ("benchmarks",),
    ),
    Keyword(
        "x-sandbox",
        ("document", "schema", "operation"),
        "Free data for the sandbox: magic values and test scenarios as the provider documents them.",
        {},
        ("sandbox",),
    ),
)
