"""Extensions that say how values travel: wire forms, files, rules."""

from typing import Final

from identkit.generator.check.vocabulary.facts import PROVENANCE
from identkit.generator.check.vocabulary.keyword import ARGUMENT, TEXT, TEXTS, Keyword, listed, one_of, record, table

SENTENCES: Final = table(TEXT, {"pattern": "^[a-z]{2}$"})  # by language

RULES: Final = {
    "joined-length": "the fields joined by `separator` are at most `limit` characters long",
    "requires": "when the first field is given (and true, if boolean), all others are given (and true)",
    "requires-one-of": "when the first field has one of `values`, one of `alternatives` holds",
    "no-query": "the URL in the field has no query part",
    "https": "the URL in the field begins with https://",
    "max-age-months": "the date in the field is at most `limit` months before today",
    "days-ahead": "the date in the field is today, or at most `limit` days later",
    "country-alpha-2": "the field is a country code of ISO 3166-1, two letters, or one of `values`",
    "country-alpha-3": "the field is a country code of ISO 3166-1, three letters, or one of `values`",
    "iban": "the field is an IBAN with a right checksum; with `values`, begins with one of these countries",
    "known": "the field, or each item of it, is one of `values`, or of the enum that it may be beside other text",
    "form": "the field matches `pattern` (ECMA syntax)",
    "max-length": "the field is at most `limit` characters long",
    "at-least": "the field is `limit` or more",
    "at-most": "the field is `limit` or less",
    "given": "the field is given",
}

VALUES: Final = (
    Keyword(
        "x-lenient",
        ("schema",),
        "The value arrives in more than one wire form (numbers and booleans as text, `{}` for nothing); it decodes to the declared type. "
        "Where the schema says several forms, the extension says what they are read into: `text`, `integer`, `boolean`; `date` and "
        "`date-time`: a date or a time where it is one, else the text as it came (`date | str`, `datetime | str`).",
        {"enum": [True, "date", "date-time", "text", "integer", "boolean"]},
        ("generator",),
    ),
    Keyword(
        "x-alias-of",
        ("schema",),
        "On a property: wire name of the one that it is another spelling of. Both are accepted, the named one holds the value.",
        TEXT,
        ("generator",),
    ),
    Keyword(
        "x-file",
        ("schema",),
        "The object is a file: the properties with its content, name and media type. It gets `save_to(directory)`.",
        record(("data",), data=TEXT, name=TEXT, type=TEXT),
        ("generator",),
        "x-file: {data: documentData, name: fileName, type: mimeType}",
    ),
    Keyword(
        "x-getters",
        ("schema",),
        "Methods of the object: name to the dotted wire name of what each returns; it raises `MissingValue` where there is nothing.",
        table(TEXT, ARGUMENT),
        ("generator",),
        "x-getters: {identification: primaryIdent, document: primaryIdent.identificationDocument}",
    ),
    Keyword(
        "x-rules",
        ("schema", "operation"),
        "Rules over several values of a request (or over an operation's parameters), checked before it is sent. Fields are wire names, "
        "dotted when nested. `message` is what the caller reads, `text` what whoever typed the values reads, by language; with `when` the "
        "rule holds only where each of these fields has one of the values. A rule that is not `documented`, by its own `x-provenance` or "
        "that of its owner, refuses nothing: it writes a warning into the log. The limits of a request that no document has are "
        "such rules, never keywords of its schema.",
        listed(
            record(
                ("kind", "fields", "message"),
                kind=one_of(*RULES),
                fields=TEXTS,
                limit={"type": "integer", "minimum": 1},
                separator={"type": "string"},
                pattern=TEXT,
                values=listed({"type": "string"}),
                alternatives=listed(table(one_of("given", "null"))),
                message=TEXT,
                text=SENTENCES,
                when=table(listed({"type": "string"})),
                x__provenance=PROVENANCE,
            )
        ),
        ("generator",),
        """\
x-rules:
  - {kind: requires, fields: [includePdf, includeData], message: includePdf demands includeData.}""",
        RULES,
    ),
    Keyword(
        "x-message",
        ("schema",),
        "On a property of a request: what whoever typed the value reads when it has not the form that it must have, by language; never a "
        "pattern.",
        SENTENCES,
        ("generator",),
        """\
x-message: {en: must be five digits, de: muss aus fünf Ziffern bestehen}""",
    ),
    Keyword(
        "x-utc",
        ("schema",),
        "On a time of a request: the provider asks for UTC. A time with another offset is sent as the same moment in UTC.",
        {"const": True},
        ("generator",),
    ),
    Keyword(
        "x-body-name",
        ("requestBody",),
        "Name of the argument that takes a request body which is not an object. Without it the argument is called `body`.",
        ARGUMENT,
        ("generator",),
    ),
)
