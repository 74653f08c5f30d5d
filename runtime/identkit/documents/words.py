"""Types and limits of a schema in words, and Python's spelling of the provider's names."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import frozen

from identkit.documents.document import Document, enum_values, items, table

__all__ = ["KEYWORDS", "Condition", "limits", "paragraph", "pii_of", "plain", "python_name", "rules", "type_of"]

_LIMITS = {
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "a multiple of {}",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "minProperties": "at least {} entries",
    "maxProperties": "at most {} entries",
    "pattern": "matches {}",
    "default": "{} when left out",
}
_FORMATS = {
    "date": "date",
    "date-time": "date and time",
    "binary": "binary data",
    "byte": "base64",
    "uri": "URL",
    "email": "e-mail address",
}


def type_of(document: Document, schema: Mapping[str, Any]) -> str:
    """`string`, `list of Address`, `date`, ...: one short phrase."""
    if name := document.name_of(schema):
        return name
    if "const" in schema:
        return f"always {plain(schema['const'])}"
    for keyword in ("oneOf", "anyOf"):
        branches = [table(each) for each in items(schema.get(keyword))]
        if branches and not all("const" in each for each in branches):
            return " or ".join(dict.fromkeys(type_of(document, each) for each in branches))
    parts = [type_of(document, table(each)) for each in items(schema.get("allOf"))]
    if parts:
        return " with ".join(parts)
    if enum_values(schema):
        return "text"
    kinds = schema.get("type")
    names = [str(kind) for kind in (items(kinds) or [kinds]) if kind is not None]
    if "array" in names:
        names[names.index("array")] = f"list of {type_of(document, table(schema.get('items')))}"
    if "string" in names:
        names[names.index("string")] = _FORMATS.get(str(schema.get("format", "")), "text")
    return " or ".join(names) or ("object" if "properties" in schema else "anything")


def limits(schema: Mapping[str, Any]) -> Iterator[str]:
    """The limits that hold for a value, each in words."""
    values = [code for code, *_ in enum_values(schema)]
    if values:
        yield "one of " + ", ".join(values)
    for key, words in _LIMITS.items():
        if key in schema:
            yield words.format(plain(schema[key]))
    if schema.get("uniqueItems"):
        yield "each item once"
    if "items" in schema:
        yield from (f"each item: {limit}" for limit in limits(table(schema["items"])))


@frozen
class Condition:
    """A rule of the document's (`x-rules`): what is said where it is broken, and whether that refuses the request or is only warned of."""

    fields: tuple[str, ...]
    message: str
    refuses: bool

    def __str__(self) -> str:
        return self.message if self.refuses else f"{self.message} (only a warning)"


def rules(owner: Mapping[str, Any], prefix: str = "") -> Iterator[Condition]:
    """The rules of a schema or an operation."""
    for rule in map(table, items(owner.get("x-rules"))):
        basis = table(rule.get("x-provenance") or owner.get("x-provenance")).get("basis", "documented")
        yield Condition(tuple(f"{prefix}{name}" for name in items(rule.get("fields"))), plain(rule.get("message")), basis == "documented")


KEYWORDS: Final[Mapping[str, str]] = {
    "callbacks": "what the provider calls back",
    "info": "what the document says of itself",
    "x-auth": "how a call is let in",
    "x-auth-call": "whether the client makes the call by itself",
    "x-codec": "how the body is packed",
    "x-codecs": "how bodies are packed",
    "x-content-type": "the content type that is sent",
    "x-echo": "what the answer has to repeat",
    "x-getters": "its short ways to what it holds",
    "x-internal": "whether the client makes the call by itself",
    "x-json-schema-faker": "a hint for mock servers",
    "x-lenient": "what a value in an odd form is read as",
    "x-message": "the sentence about a wrong value",
    "x-normalize": "what is put right before it is sent",
    "x-overrides": "what is written by hand beside it",
    "x-paging": "how pages follow each other",
    "x-provenance": "where it is written",
    "x-rules": "what is looked at before it is sent",
    "x-sandbox": "what the sandbox plays",
    "x-utc": "whether a time is sent in UTC",
    "x-webhooks": "how deliveries are made and proven",
}
"""Keywords of a document -> what they tell, in words, for those that no rule of `identkit diff` words otherwise."""


def plain(value: object) -> str:
    """A JSON value as a reader expects it."""
    return {True: "true", False: "false", None: "null"}.get(value, str(value)) if value is None or isinstance(value, bool) else str(value)


def pii_of(document: Document, schema: Mapping[str, Any]) -> str:
    """The class of personal data of a value; an array has that of its items. "" when none is said: objects have none of their own."""
    target = document.resolve(dict(schema))
    if "x-pii" in target:
        return str(target["x-pii"])
    if "items" in target:
        return pii_of(document, table(target["items"]))
    branches = [pii_of(document, table(each)) for key in ("anyOf", "oneOf") for each in items(target.get(key))]
    return next((each for each in branches if each not in {"", "none"}), next(iter(branches), ""))


def python_name(name: str) -> str:
    """`firstName` as `first_name`."""
    words = re.sub(r"([a-z0-9])([A-Z])|([A-Z]+)([A-Z][a-z])", lambda m: f"{m[1] or m[3]}_{m[2] or m[4]}", name)
    return re.sub(r"[^0-9A-Za-z]+", "_", words).strip("_").lower()


def paragraph(text: object) -> str:
    """Text with its line breaks taken out: the specs wrap at a width of their own."""
    return " ".join(str(text or "").split())
