"""Several schemas as one: `allOf` and what stands beside it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
        *("x-provenance", "x-pii", "x-enum-varnames", "x-enum-descriptions", "x-lenient", "x-alias-of"),
        *("x-sandbox", "x-message"),
    }
)
_OBJECTS = frozenset({"properties", "allOf", "oneOf", "anyOf"})
MOST_VARIANTS = 32  # of two choices multiplied: more would be classes that nobody reads


def merge(schema: Schema, resolve: Callable[[Schema], Schema], own_reference: str = "") -> tuple[Schema, bool]:
    """`allOf` and what stands beside it as one schema. The second value is true when that is a `$ref` with annotations.

    `own_reference` leads to the schema itself: a base that lists its children as a choice is merged into a child without that choice.
    """
    own = {key: value for key, value in schema.items() if key != "allOf"}
    parts = [each for part in (own, *schema["allOf"]) if is_map(part) for each in _apart(part)]
    structural = [part for part in parts if set(part) - ANNOTATIONS]
    notes = {key: value for part in reversed(parts) for key, value in part.items() if key in ANNOTATIONS}
    is_nullable = "null" in _kinds(own)  # whoever writes it beside `allOf` means it, though the parts may not allow it
    references = [part for part in structural if "$ref" in part]
    if len(references) == 1 and all(part in references or _says_again(part, resolve(references[0])) for part in structural):
        return {**notes, **({"nullable": True} if is_nullable else {}), "$ref": references[0]["$ref"]}, True
    result: dict[str, Any] = {}
    properties: dict[str, Any] = {}  # put in place: copying all of them for each part takes the square of their number
    required: dict[Any, None] = {}
    for part in flattened(parts, resolve, {own_reference}):
        for key, value in part.items():
            if key == "properties" and is_map(value):
                properties.update({name: _both(properties.get(name, each), each) for name, each in value.items()})
                result.setdefault(key, properties)
            elif key == "required" and is_list(value):
                required.update(dict.fromkeys(map(str, value)))
                result.setdefault(key, required)
            else:
                result[key] = combined(key, result[key], value) if key in result else value
    if required:
        result["required"] = list(required)
    if is_nullable and "null" not in _kinds(result):
        result["type"] = [*_kinds(result), "null"]
    return {**result, **notes}, False


def _apart(part: Schema) -> list[Schema]:
    """A reference and what is said beside it: each is a part."""
    beside = {key: value for key, value in part.items() if key != "$ref"}
    return [{"$ref": part["$ref"]}, beside] if "$ref" in part and set(beside) - ANNOTATIONS else [part]


def _kinds(schema: Schema) -> list[Any]:
    kinds = schema.get("type", [])
    return list(kinds) if is_list(kinds) else [kinds]


def _says_again(part: Schema, target: Schema) -> bool:
    """Whether a part only repeats the type of what it stands beside."""
    kinds = set(_kinds(part)) - {"null"}
    its = set(_kinds(target)) or ({"object"} if target.keys() & _OBJECTS else set[Any]())
    return set(part) - ANNOTATIONS <= {"type"} and bool(its) and its <= {*kinds, "null"}


def flattened(parts: Iterable[Schema], resolve: Callable[[Schema], Schema], trail: set[str]) -> Iterator[Schema]:
    """The parts with references followed and nested `allOf` opened, the most general first; each reference once."""
    for part in sorted((each for part in parts for each in _apart(part)), key=lambda part: "$ref" not in part):
        if "$ref" in part:
            if part["$ref"] in trail:
                continue
            trail.add(str(part["$ref"]))
        target = resolve(part)
        yield from flattened((inner for inner in target.get("allOf", ()) if is_map(inner)), resolve, trail)
        rest = {key: value for key, value in enumeration.flat(target).items() if key != "allOf"}
        for key in ("oneOf", "anyOf"):
            if any(is_map(variant) and variant.get("$ref") in trail for variant in rest.get(key) or ()):
                rest = {name: value for name, value in rest.items() if name not in (key, "discriminator")}
        yield rest


def combined(key: str, first: Any, second: Any) -> Any:
    """One keyword that two parts have."""
    if key in _NARROWER:
        return _NARROWER[key](first, second, key=_size)
    if key == "type":
        return _common(first, second)
    if is_list(first) and is_list(second) and key in _LISTS:
        return _LISTS[key](first, second)
    if key in _SCHEMAS:
        return _both_schemas(first, second)
    if key in _MAPS and is_map(first) and is_map(second):
        return {**first, **{name: _both(first.get(name, each), each) for name, each in second.items()}}
    return second


def _both_schemas(first: Any, second: Any) -> Any:
    """A schema of what is inside, said twice: `true` and `false` say nothing of its form."""
    if is_map(first) and first and is_map(second) and second:
        return _both(first, second)
    return second if is_map(second) or not is_map(first) else first


def _both(first: Any, second: Any) -> Any:
    return second if first == second else {"allOf": [first, second]}


def _product(first: list[Any], second: list[Any]) -> list[Any]:
    """Two choices at once."""
    if first == second or len(first) * len(second) > MOST_VARIANTS:
        return first
    return [{"allOf": [one, other]} for one in first for other in second]


_NARROWER: Mapping[str, Callable[..., Any]] = {
    **dict.fromkeys(("minimum", "minLength", "minItems", "minProperties", "exclusiveMinimum"), max),
    **dict.fromkeys(("maximum", "maxLength", "maxItems", "maxProperties", "exclusiveMaximum"), min),
}
_SCHEMAS = frozenset({"items", "additionalProperties", "unevaluatedProperties"})
_MAPS = frozenset({"patternProperties", "dependentRequired"})
_LISTS: Mapping[str, Callable[[list[Any], list[Any]], list[Any]]] = {
    "x-required-choices": lambda first, second: [*first, *second],
    "enum": lambda first, second: [value for value in first if value in second] or second,
    "oneOf": _product,
    "anyOf": _product,
}


def _size(value: Any) -> float:
    return value if isinstance(value, int | float) else 0


def _common(first: Any, second: Any) -> Any:
    """The types that both parts allow; the second's where they contradict each other."""
    kinds, others = (value if is_list(value) else [value] for value in (first, second))
    both = [kind for kind in kinds if kind in others]
    return second if not both else both[0] if len(both) == 1 else both
