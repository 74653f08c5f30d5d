"""What a schema takes, through references and choices, in words that can be compared."""

from collections.abc import Iterator, Mapping
from typing import Any

from identkit.documents.document import Document, enum_values, items, table
from identkit.documents.words import type_of

__all__ = ["kinds", "paired", "takes_any_text", "texts"]


def paired(before: list[Any], after: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Choices that are to be compared: one by one, or those that refer to the same schema where some came or went."""
    if len(before) == len(after):
        yield from zip(before, after, strict=True)
        return
    yield from ((left, right) for left in before for right in after if "$ref" in table(left) and left == right)


def kinds(document: Document, schema: Mapping[str, Any], depth: int = 0) -> frozenset[str]:
    """What a value may be, in simple words, through every choice: a renamed schema is not another type."""
    found = document.resolve(dict(schema))
    branches = [table(each) for key in ("oneOf", "anyOf") for each in items(found.get(key)) if "const" not in table(each)]
    if branches and depth < 6:
        return frozenset(kind for each in branches for kind in kinds(document, each, depth + 1))
    merged = [kind for each in items(found.get("allOf")) for kind in kinds(document, table(each), depth + 1)] if depth < 6 else []
    if enum_values(found):
        return frozenset({"text" if found.get("type", "string") == "string" else type_of(document, {"type": found["type"]})})
    flat = {key: value for key, value in found.items() if key in {"type", "format", "properties", "const"}}
    return frozenset(type_of(document, flat).split(" or ")) if flat or not merged else frozenset(merged)


def texts(document: Document, schema: Mapping[str, Any], depth: int = 0) -> dict[str, str]:
    """The values of an enum with their texts, also of one among several choices."""
    found = document.resolve(dict(schema))
    own = {code: text for code, _, text, _ in enum_values(found)}
    branches = [table(each) for key in ("oneOf", "anyOf") for each in items(found.get(key)) if "const" not in table(each)]
    return {code: text for each in branches if depth < 6 for code, text in texts(document, each, depth + 1).items()} | own


def takes_any_text(document: Document, schema: Mapping[str, Any], depth: int = 0) -> bool:
    """Whether a text that is none of the values is one of the choices."""
    found = document.resolve(dict(schema))
    branches = [table(each) for key in ("oneOf", "anyOf") for each in items(found.get(key)) if "const" not in table(each)]
    if branches and depth < 6:
        return any(takes_any_text(document, each, depth + 1) for each in branches)
    return "string" in (items(found.get("type")) or [found.get("type")]) and not enum_values(found) and "const" not in found
