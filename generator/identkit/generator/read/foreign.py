"""What documents of others say with extensions that many tools know, or in words of another version of OpenAPI, said in ours."""

import re
from typing import Any, Final

from identkit.generator.problems import escape, split
from identkit.generator.read import discriminators
from identkit.generator.read.grammar import Node, walk
from identkit.generator.read.normalise import exclusive, nullable, part_is_nullable
from identkit.generator.read.source import Json, Spelled, mapping, sequence

_SEVERAL_STEPS: Final = ("x-multi-segment", "x-ms-skip-url-encoding")  # a value of a path may hold slashes
_STATUS: Final = re.compile(r"[1-5][0-9][0-9][^0-9]")
_NAMES: Final = ("x-enum-varnames", "x-enumNames", "x-enum-names", "x-enumnames", "x-speakeasy-enums")
_TEXTS: Final = ("x-enum-descriptions", "x-enumDescriptions", "x-enum-comments")
_OPEN: Final = "x-extensible-enum"
NAMES: Final = "x-enum-varnames"
TEXTS: Final = "x-enum-descriptions"


def adopt(data: dict[str, Any]) -> None:
    """Rewrite every schema of a document in place."""
    for place in list(walk(data)):
        if place.kind == "schema":
            _schema(place.value)
        elif place.kind == "parameter" and any(place.value.get(word) is True for word in _SEVERAL_STEPS):
            place.value["allowReserved"] = True
        elif place.kind == "operation":
            _pages(place.value)
            _statuses(place.value)
        elif place.kind == "response" and "schema" in place.value and "content" not in place.value:  # as in Swagger 2.0
            place.value["content"] = {"application/json": {"schema": place.value.pop("schema")}}
    _as_text(data)
    discriminators.complete(data)


def _statuses(operation: dict[str, Json]) -> None:
    """A status with words behind it is that status."""
    answers = mapping(operation.get("responses"))
    for key in [key for key in answers if _STATUS.match(key)]:
        if key[:3] not in answers:
            answers[key[:3]] = answers.pop(key)


def _pages(operation: dict[str, Json]) -> None:
    """What AutoRest knows of lists."""
    pages = mapping(operation.get("x-ms-pageable"))
    if isinstance(pages.get("nextLinkName"), str) and "x-paging" not in operation:
        operation["x-paging"] = {"kind": "link", "next": pages["nextLinkName"], "items": str(pages.get("itemName") or "value")}


def _as_text(data: dict[str, Any]) -> None:
    """Take `format: binary` from the fields of what is only JSON: no octets can stand there, and Base64 would have said so.

    What is also sent as a form with files keeps it.
    """
    links: dict[str, set[str]] = {}  # references by where they stand: a component, JSON or something else
    fields: dict[str, list[dict[str, Json]]] = {}
    for place in walk(data):
        if place.kind != "schema" or not ("$ref" in place.value or place.value.get("format") == "binary"):
            continue
        owner = _owner(place)
        if isinstance(reference := place.value.get("$ref"), str):
            links.setdefault(owner, set()).add("/".join(reference.split("/")[:4]))
        if place.value.get("format") == "binary" and place.around[-1].kind == "schema" and "contentEncoding" not in place.value:
            fields.setdefault(owner, []).append(place.value)
    files: set[str] = {""}
    queue = [""]
    while queue:
        more = links.get(queue.pop(), set()) - files
        files |= more
        queue += more
    for owner, schemas in fields.items():
        for schema in schemas if owner not in files else ():
            del schema["format"]


def _owner(place: Node) -> str:
    """The component that a schema is a part of; else JSON, or "" for what is written in another way."""
    steps = split(place.pointer)
    if steps[:2] == ["components", "schemas"]:
        return f"#/components/schemas/{escape(steps[2])}"
    media = next((each for each in reversed(place.around) if each.kind == "mediaType"), None)
    name = split(media.pointer)[-1].lower() if media else ""
    return "json" if "json" in name or name in ("*/*", "application/*") else ""


def _schema(schema: dict[str, Json]) -> None:
    if schema.get("format") == "int-or-string" and "anyOf" not in schema:
        del schema["format"]
        schema.pop("type", None)
        schema["anyOf"] = [{"type": "integer"}, {"type": "string"}]
    if schema.get("x-kubernetes-preserve-unknown-fields") is True and "properties" in schema:
        schema.setdefault("additionalProperties", True)
    exclusive(schema)
    words = [schema.pop("x-nullable", None), schema.pop("nullable", None)]
    if True in words or part_is_nullable(schema):
        nullable(schema)
    _values(schema)


def _values(schema: dict[str, Json]) -> None:
    """The values that a schema says, as its type has them, under the names that one word gives them."""
    if "enum" not in schema and sequence(schema.get(_OPEN)):
        schema["enum"] = [*sequence(schema[_OPEN])]
    values = sequence(schema.get("enum"))
    kinds = [kind for kind in sequence(schema.get("type")) or [schema.get("type")] if kind != "null"]
    for key in ("const", "default") if len(kinds) == 1 else ():
        if key in schema:
            schema[key] = _of_type(schema[key], kinds[0])
    if kinds == ["array"] and values and not any(isinstance(value, list) for value in values):
        _of_items(schema, values)
    elif values:
        if len(kinds) == 1:
            values = schema["enum"] = [_of_type(value, kinds[0]) for value in values]
        is_open = _OPEN in schema or mapping(schema.get("x-ms-enum")).get("modelAsString") is True
        _enum(schema, values)
        if is_open and kinds in (["string"], [None]):
            _opened(schema)


def _opened(schema: dict[str, Json]) -> None:
    """Values beside which there may be others one day: a choice between them and any text, as JSON Schema has it."""
    moved: dict[str, Json] = {key: schema.pop(key) for key in ("type", "enum", NAMES, TEXTS) if key in schema}
    schema["anyOf"] = [{**moved, "type": "string"}, {"type": "string"}]
    if None in sequence(moved["enum"]):
        schema["anyOf"] = [{**moved, "type": ["string", "null"]}, {"type": "string"}, {"type": "null"}]


def _of_items(schema: dict[str, Json], values: list[Json]) -> None:
    """Values that stand beside a list are meant for each of its items."""
    items = schema.get("items", {})
    moved: dict[str, Json] = {key: schema.pop(key) for key in ("enum", *_NAMES, *_TEXTS) if key in schema}
    if isinstance(items, dict) and not items.keys() & {"$ref", "enum", "const"}:
        schema["items"] = {**items, **moved, "enum": [value for value in values if value is not None]}
        _schema(mapping(schema["items"]))


def _enum(schema: dict[str, Json], values: list[Json]) -> None:
    rows = {str(row.get("value")): row for row in map(mapping, sequence(mapping(schema.get("x-ms-enum")).get("values")))}
    rows |= {str(value): mapping(row) for value, row in mapping(schema.get("x-fern-enum")).items()}
    for key, spellings, part in ((NAMES, _NAMES, "name"), (TEXTS, _TEXTS, "description")):
        candidates = [schema.pop(spelling, None) for spelling in spellings]
        lists = (_parallel(each, values) for each in (*candidates, {value: row[part] for value, row in rows.items() if part in row}))
        texts = next(filter(None, lists), None)
        if texts is not None:
            schema[key] = texts


def _of_type(value: Json, kind: Json) -> Json:
    """A value as the type that stands beside it: whoever writes YAML forgets quotation marks, or has too many."""
    if kind == "string" and isinstance(value, int | float):
        return value.text if isinstance(value, Spelled) else str(value).lower() if isinstance(value, bool) else str(value)
    if kind == "integer" and isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, str) or kind not in ("integer", "number", "boolean"):
        return value
    if kind == "boolean":
        return {"true": True, "false": False}.get(value.lower(), value)
    try:
        return int(value) if kind == "integer" else float(value)
    except ValueError:
        return value


def _parallel(notes: Json, values: list[Json]) -> list[Json] | None:
    """A text for each value: as a list beside them, or by value. Null among the values may have none."""
    if isinstance(notes, dict):
        notes = [notes.get(str(value), "") for value in values] if any(str(value) in notes for value in values) else None
    texts = sequence(notes)
    if len(texts) == len(values) - 1 and None in values:
        texts = [*texts]
        texts.insert(values.index(None), "")
    return texts if len(texts) == len(values) and all(isinstance(each, str | int) for each in texts) else None
