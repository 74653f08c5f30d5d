"""Extensions that say what a client is made with: servers, credentials, codecs, webhooks, errors."""

from typing import Final

from identkit.generator.check.vocabulary.keyword import (
    ARGUMENT,
    ARGUMENTS,
    CONSTANT,
    DURATION,
    FLAG,
    HEADER,
    KIND,
    PATH,
    TEXT,
    TEXTS,
    TRUE,
    Keyword,
    listed,
    one_of,
    record,
    table,
)
from identkit.generator.check.vocabulary.kinds import AUTH, SETTINGS, WEBHOOKS, meanings

CLIENTS: Final = (
    Keyword(
        "x-environment", ("server",), "Which environment the server belongs to; the first server is the default.", KIND, ("generator",)
    ),
    Keyword("x-role", ("server",), "`auth`: the authorization host of the same environment.", {"const": "auth"}, ("generator",)),
    Keyword(
        "x-on-demand",
        ("server",),
        "The host is only told on demand; the URL is `https://on-demand.invalid`.",
        TRUE,
        ("generator",),
    ),
    Keyword(
        "x-environment-variables",
        ("document",),
        "Constructor arguments that may come from the environment, under the package's name in capitals.",
        ARGUMENTS,
        ("generator",),
        "x-environment-variables: [username, password]",
    ),
    Keyword(
        "x-auth",
        ("securityScheme",),
        "How the client authenticates, and the constructor arguments (`credentials`) that it needs for it. A kind that is not listed is "
        "one that the provider's overrides bring. `options` are the provider's own words for what its scheme does otherwise.",
        record(
            ("kind",),
            kind=KIND,
            credentials=ARGUMENTS,
            token__path=PATH,
            scope={"type": "string"},
            options={"type": "object", "additionalProperties": {"type": "string"}},
        ),
        ("generator",),
        "x-auth: {kind: client-credentials, credentials: [client_id, client_secret], token-path: /oauth2/token, scope: partners}",
        meanings(AUTH),
    ),
    Keyword(
        "x-codecs",
        ("document",),
        "Codecs that the provider's overrides make, each with the constructor arguments that it takes. Without any of them the codec is "
        "off.",
        table(table(record(("kind",), kind=one_of(*SETTINGS), description=TEXT), ARGUMENT), KIND),
        ("generator",),
        "x-codecs: {jwe: {private_key: {kind: keys, description: Key that answers are encrypted for.}}}",
        meanings(SETTINGS),
    ),
    Keyword(
        "x-overrides",
        ("document",),
        "What is hand-written for the provider in `identkit.overrides.<package>`.",
        {"type": "array", "items": one_of("auth", "codecs", "consent", "status", "webhooks"), "uniqueItems": True},
        ("generator",),
        "x-overrides: [status]",
    ),
    Keyword(
        "x-error",
        ("document",),
        "Where an error body holds its code, and the tables (`x-reasons`) that explain it.",
        record(code=TEXT, reasons={"type": "array", "items": CONSTANT, "uniqueItems": True}),
        ("generator",),
        "x-error: {code: errors.0.code, reasons: [REFUSALS]}",
    ),
    Keyword(
        "x-webhooks",
        ("document",),
        "How deliveries are verified and repeated; the deliveries themselves stand under OpenAPI's `webhooks`, keyed by the event's name. "
        "A signature is sha256 in hex unless `algorithm` and `encoding` say otherwise; `prefix` stands before it; `signed` says what is "
        "signed (`{body}`, or `{timestamp}.{body}`), `tolerance` how old a delivery may be. `unsigned-ping`: a delivery of `ping-event` "
        "without a body is accepted unsigned. A policy that is not listed is one that the provider's overrides bring.",
        record(
            ("policy",),
            policy=KIND,
            event__header=HEADER,
            signature__header=HEADER,
            algorithm=one_of("sha1", "sha256", "sha384", "sha512"),
            encoding=one_of("hex", "base64"),
            prefix={"type": "string"},
            signed={"type": "string", "pattern": r"^[^{}]*(\{(timestamp|id)\}[^{}]*)*\{body\}[^{}]*$"},
            timestamp__header=HEADER,
            tolerance=DURATION,
            id__header=HEADER,
            attempt__header=HEADER,
            subscription__header=HEADER,
            entity__header=HEADER,
            ping__event=TEXT,
            unsigned__ping=FLAG,
            sources=TEXTS,
            expects={"type": "integer", "minimum": 200, "maximum": 299},
            within=DURATION,
            retries=listed(DURATION),
            notes={"type": "array", "items": TEXT},
        ),
        ("generator",),
        "x-webhooks: {policy: hmac, event-header: X-Event, signature-header: X-Signature, within: PT2S, retries: [PT0S, PT900S]}",
        meanings(WEBHOOKS),
    ),
)
