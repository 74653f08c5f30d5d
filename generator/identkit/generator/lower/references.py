"""Local references of a document, followed to what they lead to."""

from collections.abc import Mapping
from typing import Any, Final

from identkit.generator import problems
from identkit.generator.lower.shapes import ANY, Schema
from identkit.generator.values import is_list, is_map

# What changes the type where it stands beside a reference; all else there are limits and annotations.
STRUCTURE: Final = frozenset(
    {"properties", "required", "oneOf", "anyOf", "additionalProperties", "patternProperties", "items", "enum", "const"}
)


class References:
    """The references of one document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._ends: dict[str, str] = {}  # of chains of references
        self._trail: list[str] = []  # references that lead through others

    def find(self, reference: str) -> Schema | None:
        """What stands at a local reference, None when there is no schema; references on the way are followed."""
        value: Any = self._document
        for token in problems.split(reference.removeprefix("#")):
            if is_map(value) and token not in value and isinstance(value.get("$ref"), str):
                if reference in self._trail:
                    return None  # it leads through itself
                self._trail.append(reference)
                value = self.resolve(value)
                self._trail.pop()
            if is_map(value) and token in value:
                value = value[token]
            elif is_list(value) and token.isdecimal() and int(token) < len(value):
                value = value[int(token)]
            else:
                return None
        return value if is_map(value) else ANY if isinstance(value, bool) else None

    def resolve(self, schema: Schema) -> Schema:
        """The schema behind a chain of references."""
        trail: set[str] = set()
        while isinstance(reference := schema.get("$ref"), str) and reference not in trail:
            trail.add(reference)
            schema = self.find(reference) or ANY
            if "$ref" in schema and schema.keys() & STRUCTURE:  # what stands beside a reference counts
                return {"allOf": [{"$ref": schema["$ref"]}, {key: value for key, value in schema.items() if key != "$ref"}]}
        return schema

    def end_of(self, reference: str) -> str:
        """Where a chain of references that say nothing else ends."""
        trail: dict[str, None] = {}
        while reference not in self._ends:
            trail[reference] = None
            target = self.find(reference)
            further = str(target["$ref"]) if is_map(target) and set(target) == {"$ref"} else reference
            if further in trail:
                break
            reference = further
        end = self._ends.get(reference, reference)
        self._ends.update(dict.fromkeys(trail, end))
        return end


def spoken(reference: str) -> str:
    """What a reference leads to, as words for a name."""
    tokens = problems.split(reference.removeprefix("#"))
    if tokens[:2] == ["components", "schemas"]:
        tokens = tokens[2:]
    return " ".join(token for token in tokens if token not in ("properties", "items", "$defs", "definitions", "content", "schema"))
