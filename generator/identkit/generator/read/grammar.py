"""Which kind of thing stands where in an OpenAPI 3.1 document.

`children` is the only place that knows it. What it does not name (examples' values, defaults, extensions) is data and is never looked into.
"""

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from attrs import frozen

from identkit.generator.problems import join
from identkit.generator.read import newer
from identkit.generator.read.source import Json

# How a field holds its kind: directly; as a list; by names of the document's choice; by names among which `x-` ones are extensions.
ONE, LIST, NAMES, PATTERNED = "one", "list", "names", "patterned"
Fields: TypeAlias = "dict[str, tuple[str, str]]"

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query", *newer.FURTHER)
# The sections of `components` and the kind of what they hold.
SECTIONS: Final = {
    "schemas": "schema",
    "responses": "response",
    "parameters": "parameter",
    "examples": "example",
    "requestBodies": "requestBody",
    "headers": "header",
    "securitySchemes": "securityScheme",
    "links": "link",
    "callbacks": "callback",
    "pathItems": "pathItem",
}
SECTION_OF: Final = {kind: section for section, kind in SECTIONS.items()}

_CONTENT: Final[Fields] = {"content": (NAMES, "mediaType")}
_VALUE: Final[Fields] = {"schema": (ONE, "schema"), "examples": (NAMES, "example"), **_CONTENT}
_FIELDS: Final[dict[str, Fields]] = {
    "document": {
        "info": (ONE, "info"),
        "servers": (LIST, "server"),
        "paths": (PATTERNED, "pathItem"),
        "webhooks": (NAMES, "pathItem"),
        "components": (ONE, "components"),
        "tags": (LIST, "tag"),
    },
    "components": {section: (NAMES, kind) for section, kind in SECTIONS.items()},
    "pathItem": {
        **dict.fromkeys(METHODS, (ONE, "operation")),
        "parameters": (LIST, "parameter"),
        "servers": (LIST, "server"),
    },
    "operation": {
        "parameters": (LIST, "parameter"),
        "requestBody": (ONE, "requestBody"),
        "responses": (PATTERNED, "response"),
        "callbacks": (NAMES, "callback"),
        "servers": (LIST, "server"),
    },
    "parameter": _VALUE,
    "header": _VALUE,
    "requestBody": _CONTENT,
    # `schema` is Swagger's, and a slip of many
    "response": {"headers": (NAMES, "header"), "links": (NAMES, "link"), "schema": (ONE, "schema"), **_CONTENT},
    "mediaType": {"schema": (ONE, "schema"), "examples": (NAMES, "example"), "encoding": (NAMES, "encoding")},
    "encoding": {"headers": (NAMES, "header")},
    "schema": {
        **dict.fromkeys(("properties", "patternProperties", "$defs", "dependentSchemas"), (NAMES, "schema")),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), (LIST, "schema")),
        **dict.fromkeys(
            (
                "items",
                "additionalProperties",
                "not",
                "if",
                "then",
                "else",
                "contains",
                "propertyNames",
                "unevaluatedItems",
                "unevaluatedProperties",
            ),
            (ONE, "schema"),
        ),
    },
}
_CALLBACK: Final = "pathItem"


def fields(kind: str) -> Fields:
    """The fields of a kind that hold things: the form in which, and their kind."""
    return _FIELDS.get(kind, {})


def children(kind: str, value: Json) -> list[tuple[tuple[str, ...], str, Json]]:
    """What is inside a thing of `kind`: the way to it (one or two names), its kind, its value. Malformed parts are passed over."""
    if not isinstance(value, dict):
        return []
    if kind == "callback":
        return [((name,), _CALLBACK, item) for name, item in value.items() if not name.startswith("x-")]
    result: list[tuple[tuple[str, ...], str, Json]] = []
    for name, (form, inner) in _FIELDS.get(kind, {}).items():
        if name not in value:
            continue
        content = value[name]
        if form == ONE:
            result.append(((name,), inner, content))
        elif form == LIST and isinstance(content, list):
            result += [((name, str(index)), inner, item) for index, item in enumerate(content)]
        elif form in {NAMES, PATTERNED} and isinstance(content, dict):
            result += [((name, key), inner, item) for key, item in content.items() if form == NAMES or not key.startswith("x-")]
    return result


@frozen
class Node:
    """One thing of a document, with the things around it (outermost first)."""

    pointer: str
    kind: str
    value: dict[str, Json]
    around: "tuple[Node, ...]" = ()


def walk(data: dict[str, Any], kind: str = "document") -> Iterator[Node]:
    """Every thing of a document that is a mapping, from the outside inwards, in the document's order. References are not followed."""
    queue = [Node("", kind, data)]
    while queue:
        place = queue.pop()
        yield place
        around = (*place.around, place)
        inner = [
            Node(join(place.pointer, *way), inside, value, around)
            for way, inside, value in children(place.kind, place.value)
            if isinstance(value, dict)
        ]
        queue.extend(reversed(inner))
