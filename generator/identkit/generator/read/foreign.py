"""What documents of others say with extensions that many tools know, or in words of another version of OpenAPI, said in ours."""

from typing import Any, Final

from identkit.generator.read.grammar import walk
from identkit.generator.read.normalise import nullable
from identkit.generator.read.source import Json, mapping, sequence

_NAMES: Final = ("x-enum-varnames", "x-enumNames", "x-enum-names", "x-enumnames", "x-speakeasy-enums")
_TEXTS: Final = ("x-enum-descriptions", "x-enumDescriptions", "x-enum-comments")
NAMES: Final = "x-enum-varnames"
TEXTS: Final = "x-enum-descriptions"


def adopt(data: dict[str, Any]) -> None:
    """Rewrite every schema of a document in place."""
    for place in list(walk(data)):
        if place.kind == "schema":
            _schema(place.value)


def _schema(schema: dict[str, Json]) -> None:
    told = [schema.pop("x-nullable", None), schema.pop("nullable", None)]
    if True in told:
        nullable(schema)
    values = sequence(schema.get("enum"))
    if values:
        _enum(schema, values)


def _enum(schema: dict[str, Json], values: list[Json]) -> None:
    rows = {str(row.get("value")): row for row in map(mapping, sequence(mapping(schema.get("x-ms-enum")).get("values")))}
    rows |= {str(value): mapping(row) for value, row in mapping(schema.get("x-fern-enum")).items()}
    for key, spellings, part in ((NAMES, _NAMES, "name"), (TEXTS, _TEXTS, "description")):
        found = [schema.pop(spelling, None) for spelling in spellings]
        lists = (_parallel(each, values) for each in (*found, {value: row[part] for value, row in rows.items() if part in row}))
        texts = next(filter(None, lists), None)
        if texts is not None:
            schema[key] = texts


def _parallel(found: Json, values: list[Json]) -> list[Json] | None:
    """A text for each value: as a list beside them, or by value. Null among the values may have none."""
    if isinstance(found, dict):
        found = [found.get(str(value), "") for value in values] if any(str(value) in found for value in values) else None
    texts = sequence(found)
    if len(texts) == len(values) - 1 and None in values:
        texts = [*texts]
        texts.insert(values.index(None), "")
    return texts if len(texts) == len(values) and all(isinstance(each, str | int) for each in texts) else None
