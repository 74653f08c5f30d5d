"""Discriminators of documents of others, completed: the field that they speak of, and the values that extensions name."""

from collections.abc import Iterator
from typing import Any, Final

from identkit.generator.problems import join
from identkit.generator.read.grammar import walk
from identkit.generator.read.source import Json, mapping, sequence

_PREFIX: Final = "#/components/schemas"
_VALUES: Final = ("x-ms-discriminator-value", "x-discriminator-value")  # beside a child: what tells it


def complete(data: dict[str, Any]) -> None:
    """Change the document in place."""
    schemas = {join(_PREFIX, name): mapping(value) for name, value in mapping(mapping(data.get("components")).get("schemas")).items()}
    for reference, schema in schemas.items():
        value = next((schema[key] for key in _VALUES if isinstance(schema.get(key), str)), None)
        for base in _bases(reference, schemas) if value is not None else ():
            tag = mapping(schemas[base].get("discriminator"))
            if "propertyName" in tag and isinstance(tag.setdefault("mapping", {}), dict):
                mapping(tag["mapping"]).setdefault(str(value), reference)
    for place in list(walk(data)):
        name = mapping(place.value.get("discriminator")).get("propertyName") if place.kind == "schema" else None
        if isinstance(name, str) and name:
            members = [each for key in ("oneOf", "anyOf") for each in sequence(place.value.get(key))]
            for schema in map(mapping, members) if members else [place.value]:
                _give(schema, name, schemas, set())


def _bases(reference: str, schemas: dict[str, dict[str, Json]]) -> Iterator[str]:
    """What a schema is made from with `allOf`, over any number of generations."""
    queue, trail = [reference], {reference}
    while queue:
        for part in sequence(schemas[queue.pop()].get("allOf")):
            base = mapping(part).get("$ref")
            if isinstance(base, str) and base in schemas and base not in trail:
                trail.add(base)
                queue.append(base)
                yield base


def _give(schema: dict[str, Json], name: str, schemas: dict[str, dict[str, Json]], trail: set[str]) -> None:
    """Describe the field that tells the members apart where a member does not: it is sent and comes back all the same."""
    reference = schema.get("$ref")
    if isinstance(reference, str):
        if reference in schemas and reference not in trail:
            trail.add(reference)
            _give(schemas[reference], name, schemas, trail)
        return
    members = [each for key in ("oneOf", "anyOf") for each in sequence(schema.get(key))]
    if members and "properties" not in schema:
        for each in members:
            _give(mapping(each), name, schemas, trail)
    elif (schema.get("properties") or schema.get("allOf")) and not _has(schema, name, schemas, set()):
        field: Json = {"type": "string", "description": "Tells what this is."}
        properties = schema.setdefault("properties", {})
        if isinstance(properties, dict):
            properties[name] = field


def _has(schema: dict[str, Json], name: str, schemas: dict[str, dict[str, Json]], trail: set[str]) -> bool:
    """Whether a schema describes a property, itself or by what it is made from."""
    reference = schema.get("$ref")
    if isinstance(reference, str):
        if reference in trail or reference not in schemas:
            return reference not in schemas  # somewhere else: who knows
        return _has(schemas[reference], name, schemas, trail | {reference})
    parts = [each for key in ("allOf", "oneOf", "anyOf") for each in sequence(schema.get(key))]
    return name in mapping(schema.get("properties")) or any(_has(mapping(each), name, schemas, trail) for each in parts)
