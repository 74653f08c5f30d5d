"""What the names in a spec (`x-auth`, `x-codec`, `x-webhooks`, `x-paging`) mean for the generated code.

The only place where the generator knows names of the kernel's constructors. A name that is not here is a problem of the spec.
"""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from identkit.generator.ir import Code, Setting
from identkit.generator.values import is_map, mapping


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

    settings: tuple[Setting, ...] = ()
    attribute: Attribute | None = None
    needs_auth_server: bool = False


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

AUTH: Mapping[str, AuthKind] = {
    "basic": AuthKind(),
    "bearer": AuthKind(),
    "api-key": AuthKind(),
    "client-credentials": AuthKind(needs_auth_server=True),
    "authorization-code": AuthKind((TOKEN_STORE,), CONSENT, needs_auth_server=True),
    "form": AuthKind(),
}

SETTING_TYPES: Mapping[str, str] = {
    "text": "str | None",
    "secret": "str | bytes | None",
    "keys": "Path | str | bytes | Sequence[Path | str | bytes] | None",
    "integer": "int | None",
}


def codecs(value: Any) -> Mapping[str, tuple[Setting, ...]]:
    """The client's arguments by codec, as `x-codecs` declares them."""
    return {
        str(name): tuple(
            Setting(str(argument), Code(SETTING_TYPES[str(each["kind"])]), str(each.get("description", "")))
            for argument, each in settings.items()
        )
        for name, settings in (value.items() if is_map(value) else ())
    }


# Where the names in types of settings come from.
SETTING_MODULES = {"Path": "pathlib", "Sequence": "collections.abc"}


@frozen
class WebhookKind:
    """A kind of `x-webhooks`: arguments of `parse` beside headers and body."""

    arguments: tuple[Setting, ...]


WEBHOOKS: Mapping[str, WebhookKind] = {
    "hmac": WebhookKind(
        (
            Setting(
                "secret",
                Code("str | bytes | Sequence[str | bytes] | None"),
                "The secret of the webhook, as the provider answered it when the webhook was made; several for several webhooks, None "
                "as long as there is none.",
            ),
        )
    ),
    "source-and-basic": WebhookKind(
        (
            Setting("source_ip", Code("str | None = None"), "Address that the delivery came from; it has to be one of the provider's."),
            Setting("any_source", Code("bool = False"), "Do without the address, where a proxy hides it; needs `username` and `password`."),
            Setting("username", Code("str | None = None"), "User name that the provider was told to send; checked when given."),
            Setting("password", Code("str | None = None"), "Password that the provider was told to send."),
        )
    ),
    "none": WebhookKind(()),
}

PAGING = frozenset({"page-number", "offset", "cursor", "link", "archive-to-advance"})


def plain_auth(name: str, scheme: Mapping[str, Any]) -> Mapping[str, Any]:
    """The `x-auth` of an OpenAPI security scheme that has none. All its credentials are one argument, with the name of the scheme."""
    kind, http = scheme.get("type"), str(scheme.get("scheme", "")).lower()
    one = {"argument": name, "credentials": [name]}
    if kind == "http" and http == "basic":
        return {**one, "kind": "basic", "credentials": [f"{name}.username", f"{name}.password"]}
    flow = mapping(mapping(scheme.get("flows")).get("clientCredentials"))
    if kind == "oauth2" and flow:
        scopes = " ".join(mapping(flow.get("scopes")))
        pair = [f"{name}.client_id", f"{name}.client_secret"]
        return {**one, "kind": "client-credentials", "credentials": pair, "token-url": str(flow.get("tokenUrl", "")), "scope": scopes}
    if kind == "apiKey" and scheme.get("in") in ("header", "query", "cookie"):
        return {**one, "kind": "api-key", "options": {"in": str(scheme["in"]), "name": str(scheme.get("name", ""))}}
    if (kind == "http" and http == "bearer") or kind in ("oauth2", "openIdConnect"):
        return {**one, "kind": "bearer"}
    return {**one, "kind": "api-key", "options": {"in": "header", "name": "Authorization"}}  # whatever it is, the caller writes it
