"""Several schemas as one: `allOf`, and objects that a decoder cannot tell apart."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from identkit.generator.read import enumeration
from identkit.generator.values import is_list, is_map

Schema: TypeAlias = Mapping[str, Any]

ANNOTATIONS = frozenset(
    {
        *(
            "title",
            "description",
            "default",
            "example",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "nullable",
            "xml",
            "externalDocs",
            "$comment",
        ),
        *("x-provenance", "x-pii", "x-enum-varnames", "x-enum-descriptions", "x-lenient", "x-alias-of", "x-sandbox"),
    }
)


def merge(schema: Schema, resolve: Callable[[Schema], Schema]) -> tuple[Schema, bool]:
    """`allOf` and what stands beside it as one schema. The second value is true when that is a `$ref` with annotations."""
    own = {key: value for key, value in schema.items() if key != "allOf"}
    parts = [own, *(part for part in schema["allOf"] if is_map(part))]
    structural = [part for part in parts if set(part) - ANNOTATIONS]
    notes = {key: value for part in reversed(parts) for key, value in part.items() if key in ANNOTATIONS}
    if len(structural) == 1 and "$ref" in structural[0]:
        return {**notes, "$ref": structural[0]["$ref"]}, True
    merged: dict[str, Any] = {}
    for part in flattened(parts, resolve, ()):
        for key, value in part.items():
            merged[key] = combined(key, merged[key], value) if key in merged else value
    return {**merged, **notes}, False


def flattened(parts: Iterable[Schema], resolve: Callable[[Schema], Schema], seen: tuple[str, ...]) -> Iterable[Schema]:
    """The parts with references followed and nested `allOf` opened, the most general first."""
    for part in sorted(parts, key=lambda part: "$ref" not in part):
        trail = seen
        if "$ref" in part:
            if part["$ref"] in seen:
                continue
            trail = (*seen, str(part["$ref"]))
        target = resolve(part)
        yield from flattened((inner for inner in target.get("allOf", ()) if is_map(inner)), resolve, trail)
        yield {key: value for key, value in enumeration.flat(target).items() if key != "allOf"}


def combined(key: str, first: Any, second: Any) -> Any:
    """One keyword that two parts have."""
    if key == "properties":
        return {
            **first,
            **{
                name: {"allOf": [first[name], value]} if name in first and first[name] != value else value for name, value in second.items()
            },
        }
    if key == "required":
        return [*first, *(name for name in second if name not in first)]
    if key == "enum" and is_list(first) and is_list(second):
        return [value for value in first if value in second] or second
    if key in ("oneOf", "anyOf"):
        return [*first, *second]
    return second


def texts(schema: Schema) -> list[str]:
    """The values of an enum or constant of text, else nothing."""
    schema = enumeration.flat(schema)
    found = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return found if is_list(found) and all(isinstance(value, str) for value in found) else []


def union_of_objects(variants: Sequence[Schema]) -> Schema:
    """One object that has the properties of all variants; what all of them require is required."""
    properties: dict[str, Any] = {}
    for variant in variants:
        for name, value in variant["properties"].items():
            if name not in properties:
                properties[name] = value
            elif (
                properties[name] != value
                and (values := [*texts(properties[name]), *texts(value)])
                and texts(value)
                and texts(properties[name])
            ):
                properties[name] = {"type": "string", "enum": list(dict.fromkeys(values))}
            elif properties[name] != value:
                known = properties[name].get("anyOf", [properties[name]]) if set(properties[name]) == {"anyOf"} else [properties[name]]
                properties[name] = {"anyOf": known if value in known else [*known, value]}
    required = [name for name in variants[0].get("required", ()) if all(name in variant.get("required", ()) for variant in variants)]
    return {"type": "object", "properties": properties, "required": required}
