"""Extensions that say how an operation is called: repeated, cut into pages, encrypted, limited."""

from typing import Final

from identkit.generator.check.vocabulary.keyword import KIND, TEXT, TEXTS, TRUE, Keyword, one_of, table
from identkit.generator.check.vocabulary.kinds import PAGING, meanings, paging

RETRIES: Final = ("safe", "repeatable", "never")
CALLS: Final = (
    Keyword(
        "x-style",
        ("parameter", "encoding"),
        "In documents of Swagger 2.0: a list is joined by tabs, or in a path or a header by blanks or bars, for which OpenAPI 3 has no "
        "`style`.",
        one_of("tabDelimited", "spaceDelimited", "pipeDelimited"),
        ("generator",),
    ),
    Keyword(
        "x-retry",
        ("operation",),
        "May the request be sent again? Stands where it is not what the method says by itself: GET and HEAD are `safe`, PUT and DELETE "
        "`repeatable`, POST and PATCH `never`.",
        one_of(*RETRIES),
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
        paging(),
        ("generator", "sandbox"),
        """\
x-paging: {kind: page-number, page: "page[number]", size: "page[size]"}
x-paging: {kind: cursor, parameter: cursor, next: meta.next_cursor, items: data}
x-paging: {kind: archive-to-advance, page: CasePage, partial-header: X-PARTIAL, archive: cases.archive, identifier: id, drain: drain}""",
        meanings(PAGING),
    ),
    Keyword(
        "x-content-type",
        ("operation",),
        "Sent as `Content-Type` although the request has no body, because the provider demands the header on every request.",
        {"type": "string", "pattern": "^[a-z]+/[a-z0-9.+-]+$"},
        ("generator", "sandbox"),
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
        "x-auth-call",
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
    Keyword(
        "x-from-codec",
        ("parameter",),
        "A header that the operation's codec sets (`x-codec`): it is described, and no argument of the method.",
        TRUE,
        ("generator",),
    ),
)
