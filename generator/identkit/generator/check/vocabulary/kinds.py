"""The kinds that a spec may name (`x-auth`, `x-codecs`, `x-webhooks`, `x-paging`): what each means, and what it is in generated code.

The only place where the generator knows names of the kernel's constructors. A name that is not here is a problem of the spec.
"""

from collections.abc import Mapping
from typing import Final, Protocol

from attrs import frozen

from identkit.generator.check.vocabulary.keyword import ARGUMENT, CLASS, OPERATION, TEXT, TEXTS, Schema, one_of, record
from identkit.generator.ir import Code, Setting

ONE: Final = Code("str | None")


@frozen
class Attribute:
    """An attribute of the client that comes from the kernel."""

    name: str
    module: str  # where it is unless the provider's overrides have their own
    sync: str
    asynchronous: str
    meaning: str
    methods: tuple[str, ...]  # as API.md lists them


@frozen
class AuthKind:
    """A kind of `x-auth`. `settings` are arguments of the client beside the credentials."""

    meaning: str
    settings: tuple[Setting, ...] = ()
    attribute: Attribute | None = None
    needs_auth_server: bool = False
    type: Code = ONE  # of the one argument for all credentials, where the document has no `x-auth`


CONSENT = Attribute(
    "consent",
    "identkit.overrides.auth.consent",
    "_consent.Consent",
    "_consent.AsyncConsent",
    "The person's consent: the page to send them to, the way back, revocation.",
    ("url(*, redirect_uri, state) -> str", "complete(answer, *, state)", "revoke(subject) -> None"),
)
TOKEN_STORE = Setting(
    "token_store", Code("_kit.TokenStore | None"), "Where tokens are kept, so that consents outlive the process; in memory by default."
)

AUTH: Final[Mapping[str, AuthKind]] = {
    "basic": AuthKind("HTTP Basic", type=Code("tuple[str, str] | None")),
    "bearer": AuthKind("a token that the caller has"),
    "api-key": AuthKind("a key in a header, in the query or in a cookie: `options: {in: header, name: X-API-Key}`"),
    "client-credentials": AuthKind(
        "OAuth 2 client credentials; tokens from `token-path`", needs_auth_server=True, type=Code("str | tuple[str, str] | None")
    ),
    "authorization-code": AuthKind(
        "OAuth 2 authorization code with a person's consent and rotating tokens", (TOKEN_STORE,), CONSENT, needs_auth_server=True
    ),
    "form": AuthKind("credentials as fields of a form, on calls that authentication makes itself"),
}


@frozen
class SettingKind:
    """A kind of argument that a codec takes."""

    meaning: str
    type: Code


SETTINGS: Final[Mapping[str, SettingKind]] = {
    "text": SettingKind("text", Code("str | None")),
    "secret": SettingKind("text or bytes", Code("str | bytes | None")),
    "keys": SettingKind(
        "one key or several, each as path, PEM text or bytes", Code("Path | str | bytes | Sequence[Path | str | bytes] | None")
    ),
    "integer": SettingKind("a whole number", Code("int | None")),
}

# Where the names in types of settings come from.
SETTING_MODULES: Final = {"Path": "pathlib", "Sequence": "collections.abc"}


@frozen
class WebhookKind:
    """A kind of `x-webhooks`: arguments of `parse` beside headers and body."""

    meaning: str
    arguments: tuple[Setting, ...] = ()


WEBHOOKS: Final[Mapping[str, WebhookKind]] = {
    "hmac": WebhookKind(
        "the delivery is signed with the webhook's secret; the signature stands in `signature-header`",
        (
            Setting(
                "secret",
                Code("str | bytes | Sequence[str | bytes] | None"),
                "The secret of the webhook, as the provider answered it when the webhook was made; several for several webhooks, None "
                "as long as there is none.",
            ),
        ),
    ),
    "source-and-basic": WebhookKind(
        "the delivery comes from one of `sources`, with Basic credentials where they were agreed on",
        (
            Setting("source_ip", Code("str | None = None"), "Address that the delivery came from; it has to be one of the provider's."),
            Setting("any_source", Code("bool = False"), "Do without the address, where a proxy hides it; needs `username` and `password`."),
            Setting("username", Code("str | None = None"), "User name that the provider was told to send; checked when given."),
            Setting("password", Code("str | None = None"), "Password that the provider was told to send."),
        ),
    ),
    "none": WebhookKind("nothing tells who delivers"),
}


@frozen
class PagingKind:
    """A kind of `x-paging`: the keys it has beside `kind`, in each of its forms."""

    meaning: str
    forms: tuple[Schema, ...]
    alone: bool = True  # may stand without keys, and its names are looked for


PAGING: Final[Mapping[str, PagingKind]] = {
    "page-number": PagingKind(
        "also gives `iterate(...)`, all pages one after the other; `page` and, where there is one, `size` are query parameters, or fields "
        "of a JSON body, dotted when nested, which goes for `parameter` below, too; `first` is the "
        "number of the first page (1); here and below `items` is the property of the answer that is the list, where the answer is none "
        "itself, dotted when nested, and what the answer says of the end: `more` and `last` are flags, `pages` is the number of all pages, "
        "`next` null on the last one",
        (record(("page",), page=TEXT, size=TEXT, first={"type": "integer"}, items=TEXT, more=TEXT, last=TEXT, pages=TEXT, next=TEXT),),
    ),
    "offset": PagingKind(
        "the same where the query parameter `parameter` counts items",
        (record(("parameter",), parameter=TEXT, items=TEXT, more=TEXT, last=TEXT, next=TEXT),),
    ),
    "cursor": PagingKind(
        "the same where the query parameter `parameter` takes what the answer has under `next`, or the `identifier` of its last item",
        (
            record(("parameter", "next"), parameter=TEXT, next=TEXT, more=TEXT, items=TEXT),
            record(("parameter", "more", "identifier"), parameter=TEXT, more=TEXT, identifier=TEXT, items=TEXT),
        ),
    ),
    "link": PagingKind(
        "the same where the answer has the URL of the next page, under `next` or in the header `Link`; its query is sent to the same path",
        (record((), next=TEXT, items=TEXT),),
    ),
    "archive-to-advance": PagingKind(
        "the answer becomes the class `page`, a sequence with `.partial`, which the header `partial-header` tells; "
        "`limit` is how many objects come at once. With `archive` (an operation) and `identifier` (a property of the items) there can be a "
        "method `drain`, which reads everything and archives what was read; `refuse` lists query parameters it does not take",
        (
            {
                **record(
                    ("page", "partial-header"),
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
        ),
        alone=False,
    ),
}


class _Kind(Protocol):
    @property
    def meaning(self) -> str: ...


def meanings(kinds: Mapping[str, _Kind]) -> Mapping[str, str]:
    """Kind -> what it means, in one line."""
    return {name: kind.meaning for name, kind in kinds.items()}


def paging() -> Schema:
    """What `x-paging` may hold."""
    forms = [
        {**form, "properties": {"kind": {"const": name}, **form["properties"]}, "required": ["kind", *form["required"]]}
        for name, kind in PAGING.items()
        for form in kind.forms
    ]
    return {"oneOf": [*forms, one_of(*(name for name, kind in PAGING.items() if kind.alone), "none")]}
