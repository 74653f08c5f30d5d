"""Which properties must be given together: `dependentRequired`, and choices that only differ in what they require."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from identkit.generator import ir
from identkit.generator.lower.merging import ANNOTATIONS
from identkit.generator.values import entries, is_map, mapping

CHOICES: Final = "x-required-choices"  # ours, and of no document: each is `{one: ..., of: [[names], ...]}`


def choice(key: str, variants: Sequence[object]) -> list[Mapping[str, Any]]:
    """What a choice over `required` asks for; nothing where a variant asks for nothing."""
    lists = [[str(name) for name in entries(variant.get("required"))] if is_map(variant) else [] for variant in variants]
    plain = all(is_map(variant) and set(variant) <= {"required", *ANNOTATIONS} for variant in variants)
    return [{"one": key == "oneOf" and plain, "of": lists}] if all(lists) else []


def rules(schema: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[ir.CallCode]:
    """The rules of a model. `names` are the Python names, by wire name, of what a caller can give."""
    dependent = {**mapping(schema.get("dependencies")), **mapping(schema.get("dependentRequired"))}
    for wire, others in dependent.items():
        fields = [names.get(str(each), "") for each in (wire, *entries(others))]
        if all(fields) and len(fields) > 1:
            yield _rule("requires", tuple(fields), f"requires {_spoken(fields[1:])}")
    for each in entries(schema.get(CHOICES)):
        alternatives = [[names.get(wire, "") for wire in wires] for wires in each["of"]]
        if all(all(fields) for fields in alternatives):
            number = "exactly one" if each["one"] else "at least one"
            message = f"{number} of these must be given: {'; '.join(map(_spoken, alternatives))}"
            parts = tuple(tuple((field, "given") for field in fields) for fields in alternatives)
            yield _rule("any-of", (alternatives[0][0],), message, limit=1 if each["one"] else None, alternatives=parts)


def _rule(kind: str, fields: tuple[str, ...], message: str, **more: object) -> ir.CallCode:
    return ir.call("_kit.Rule", kind=kind, fields=fields, message=message, **more)


def _spoken(fields: Sequence[str]) -> str:
    return " and ".join(fields)


def keys(schema: Mapping[str, Any], resolve: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Mapping[str, Any]:
    """The limits of the names in a map."""
    value = schema.get("propertyNames")
    if is_map(value):
        return {**resolve(value), "type": "string"}
    patterns = mapping(schema.get("patternProperties"))
    if patterns and schema.get("additionalProperties") is False and not schema.get("properties"):
        return {"type": "string", "pattern": "|".join(f"(?:{each})" for each in patterns)}
    return {}
