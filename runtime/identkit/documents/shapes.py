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
    yield from ((one, right) for one in before for right in after if "$ref" in table(one) and one == right)


def kinds(document: Document, schema: Mapping[str, Any], depth: int = 0) -> frozenset[str]:
    """What a value may be, in simple words, through every choice: a renamed schema is not another type."""
    target = document.resolve(dict(schema))
    branches = [table(each) for key in ("oneOf", "anyOf") for each in items(target.get(key)) if "const" not in table(each)]
    if branches and depth < 6:
        return frozenset(kind for each in branches for kind in kinds(document, each, depth + 1))
    parts = [kind for each in items(target.get("allOf")) for kind in kinds(document, table(each), depth + 1)] if depth < 6 else []
    if enum_values(target):
        return frozenset({"text" if target.get("type", "string") == "string" else type_of(document, {"type": target["type"]})})
    flat = {key: value for key, value in target.items() if key in {"type", "format", "properties", "const"}}
    return frozenset(type_of(document, flat).split(" or ")) if flat or not parts else frozenset(parts)


def texts(document: Document, schema: Mapping[str, Any], depth: int = 0) -> dict[str, str]:
    """The values of an enum with their texts, also of one among several choices."""
    target = document.resolve(dict(schema))
    own = {code: text for code, _, text, _ in enum_values(target)}
    branches = [table(each) for key in ("oneOf", "anyOf") for each in items(target.get(key)) if "const" not in table(each)]
    return {code: text for each in branches if depth < 6 for code, text in texts(document, each, depth + 1).items()} | own


def takes_any_text(document: Document, schema: Mapping[str, Any], depth: int = 0) -> bool:
    """Whether a text that is none of the values is one of the choices."""
    target = document.resolve(dict(schema))
    branches = [table(each) for key in ("oneOf", "anyOf") for each in items(target.get(key)) if "const" not in table(each)]
    if branches and depth < 6:
        return any(takes_any_text(document, each, depth + 1) for each in branches)
    return "string" in (items(target.get("type")) or [target.get("type")]) and not enum_values(target) and "const" not in target
