"""OpenAPI 3.0 in the terms of 3.1, so that every later step knows one language."""

from identkit.generator.read.grammar import walk
from identkit.generator.read.source import Json

_LIMITS = (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum"))
_ANNOTATIONS = {"description", "title", "deprecated", "readOnly", "writeOnly", "default", "example", "examples", "externalDocs"}


def to_3_1(document: dict[str, Json]) -> None:
    """Rewrite every schema of a 3.0 document in place."""
    document["openapi"] = "3.1.0"
    for place in list(walk(document)):
        if place.kind == "schema":
            _schema(place.value)


def exclusive(schema: dict[str, Json]) -> None:
    """Say limits that 3.0 marks as exclusive as 3.1 says them."""
    for word, limit in _LIMITS:
        if schema.get(word) is True and limit in schema:
            schema[word] = schema.pop(limit)
        elif isinstance(schema.get(word), bool):
            del schema[word]


def _schema(schema: dict[str, Json]) -> None:
    exclusive(schema)
    if "example" in schema and "examples" not in schema:
        schema["examples"] = [schema.pop("example")]
    if schema.pop("nullable", None) is True or part_is_nullable(schema):
        nullable(schema)


def part_is_nullable(schema: dict[str, Json]) -> bool:
    """Whether a part of `allOf` only says that null is possible: of the whole, whoever wrote it means."""
    parts = schema.get("allOf")
    notes = [part for part in parts if isinstance(part, dict) and set(part) == {"nullable"}] if isinstance(parts, list) else []
    words = [part.pop("nullable") for part in notes]
    return True in words


def nullable(schema: dict[str, Json]) -> None:
    """Say "or null". Beside a bare `$ref` 3.0 says that `nullable` is ignored, but whoever wrote it there meant it."""
    null: Json = {"type": "null"}
    kind, values = schema.get("type"), schema.get("enum")
    if isinstance(values, list) and None not in values:
        values.append(None)
    if isinstance(kind, str):
        schema["type"] = [kind, "null"]
        return
    for union in ("anyOf", "oneOf"):
        members = schema.get(union)
        if isinstance(members, list):
            members.append(null)
            return
    parts = schema.get("allOf")
    if "$ref" in schema:
        schema["anyOf"] = [{"$ref": schema.pop("$ref")}, null]
    elif isinstance(parts, list):
        beside = schema.keys() - _ANNOTATIONS - {"allOf"}
        if len(parts) == 1 and not any(key for key in beside if not key.startswith("x-")):
            schema["anyOf"] = [parts[0], null]
            del schema["allOf"]
        elif not any(key for key in beside if not key.startswith("x-")):
            schema["anyOf"] = [{"allOf": schema.pop("allOf")}, null]
