"""Extensions that say how an operation is called: repeated, cut into pages, encrypted, limited."""

from typing import Final

from identkit.generator.check.vocabulary.keyword import ARGUMENT, CLASS, KIND, OPERATION, TEXT, TEXTS, TRUE, Keyword, one_of, record, table

PAGING: Final = {
    "page-number": "also gives `iterate(...)`, all pages one after the other; `page` and `size` are query parameters, `first` is the "
    "number of the first page (1); here and below `items` is the property of the answer that is the list, where the answer is none itself, "
    "dotted when nested, and `more` a flag of the answer",
    "offset": "the same where the query parameter `parameter` counts items",
    "cursor": "the same where the query parameter `parameter` takes what the answer has under `next`, or the `identifier` of its last item",
    "link": "the same where the answer has the URL of the next page, under `next` or in the header `Link`; its query is sent to the "
    "same path",
    "archive-to-advance": "the answer becomes the class `page`, a sequence with `.partial`, which the header `partial-header` tells; "
    "`limit` is how many objects come at once. With `archive` (an operation) and `identifier` (a property of the items) there can be a "
    "method `drain`, which reads everything and archives what was read; `refuse` lists query parameters it does not take",
}

_MORE: Final = {"items": TEXT, "more": TEXT}

CALLS: Final = (
    Keyword(
        "x-style",
        ("parameter", "encoding"),
        "In documents of Swagger 2.0: a list is joined by tabs, for which OpenAPI 3 has no `style`.",
        one_of("tabDelimited"),
        ("generator",),
    ),
    Keyword(
        "x-retry",
        ("operation",),
        "May the request be sent again? Left out: GET and HEAD are `safe`, PUT and DELETE `repeatable`, POST and PATCH `never`.",
        one_of("safe", "repeatable", "never"),
        ("generator",),
    ),
    Keyword(
        "x-carries",
        ("operation",),
        "Wire names of body properties that `AmbiguousOutcome` shows, so that the caller can look the outcome up; their `x-pii` is `none` "
        "or `secret` (the error's text shows no value of either).",
        TEXTS,
        ("generator",),
        "x-carries: [referenceId]",
    ),
    Keyword(
        "x-echo",
        ("operation",),
        "What the answer repeats of the request: parameter, body property or `body` (a list) -> property of the answer, dotted when "
        "nested. An answer that names another object is refused.",
        table(TEXT),
        ("generator",),
        "x-echo: {caseId: caseId}",
    ),
    Keyword("x-codec", ("operation",), "What stands between wire and JSON: one of the document's `x-codecs`.", KIND, ("generator",)),
    Keyword(
        "x-paging",
        ("operation",),
        "How a list is cut into pages. A kind alone: names as they are common; `none`: not at all, however it looks.",
        {
            "oneOf": [
                record(
                    ("kind", "page", "size"),
                    kind={"const": "page-number"},
                    page=TEXT,
                    size=TEXT,
                    first={"type": "integer"},
                    items=TEXT,
                    more=TEXT,
                ),
                record(("kind", "parameter"), kind={"const": "offset"}, parameter=TEXT, **_MORE),
                record(("kind", "parameter", "next"), kind={"const": "cursor"}, parameter=TEXT, next=TEXT, more=TEXT, items=TEXT),
                record(
                    ("kind", "parameter", "more", "identifier"),
                    kind={"const": "cursor"},
                    parameter=TEXT,
                    more=TEXT,
                    identifier=TEXT,
                    items=TEXT,
                ),
                record(("kind",), kind={"const": "link"}, next=TEXT, items=TEXT),
                one_of("page-number", "offset", "cursor", "link", "none"),
                {
                    **record(
                        ("kind", "page", "partial-header"),
                        kind={"const": "archive-to-advance"},
                        page=CLASS,
                        partial__header=TEXT,
                        limit={"type": "integer", "minimum": 1},
                        archive=OPERATION,
                        identifier=TEXT,
                        drain=ARGUMENT,
                        refuse=TEXTS,
                    ),
                    "dependentRequired": {"archive": ["identifier"], "drain": ["archive"], "refuse": ["drain"]},
                },
            ]
        },
        ("generator", "sandbox"),
        """\
x-paging: {kind: page-number, page: "page[number]", size: "page[size]"}
x-paging: {kind: cursor, parameter: cursor, next: meta.next_cursor, items: data}
x-paging: {kind: archive-to-advance, page: CasePage, partial-header: X-PARTIAL, archive: cases.archive, identifier: id, drain: drain}""",
        PAGING,
    ),
    Keyword(
        "x-content-type",
        ("operation",),
        "Sent as `Content-Type` although the request has no body, because the provider demands the header on every request.",
        {"type": "string", "pattern": "^[a-z]+/[a-z0-9.+-]+$"},
        ("generator",),
    ),
    Keyword(
        "x-max-bytes",
        ("operation",),
        "Answers longer than this are refused; 64 MiB where it is left out. For files such as videos, which go to disk and not into "
        "memory.",
        {"type": "integer", "minimum": 1},
        ("generator",),
    ),
    Keyword(
        "x-internal",
        ("operation",),
        "Authentication makes this call itself (token endpoints). It is described, validated and documented but gets no method.",
        TRUE,
        ("generator",),
    ),
    Keyword("x-server", ("operation",), "`auth`: the path is appended to the authorization host.", {"const": "auth"}, ("generator",)),
    Keyword(
        "x-from-client",
        ("parameter",),
        "Given once, when the client is made: a path parameter that is the same in every call.",
        TRUE,
        ("generator",),
    ),
)
