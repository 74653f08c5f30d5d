"""Looking things up in a bundled document: what a reference means, which properties an object has, what is sent and what comes back."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from attrs import define

from identkit.generator.problems import join, split
from identkit.generator.read.grammar import Node, children, walk
from identkit.generator.read.load import Bundle
from identkit.generator.read.source import Json, inside, mapping, sequence

_FAR: Final = 100  # more references on one way than this are a circle


@define(eq=False, slots=False)
class DocumentView:
    """A bundled document, to ask."""

    doc: Bundle

    @cached_property
    def places(self) -> tuple[Node, ...]:
        """Every thing of the document."""
        return tuple(walk(self.doc.data))

    def find(self, reference: str) -> Json:
        """The value at a local reference; None when there is none."""
        value: Json = self.doc.data
        try:
            for token in split(reference):
                value = inside(value, token)
        except LookupError:
            return None
        return value

    def resolve(self, value: Json) -> dict[str, Json]:
        """The thing itself, where `value` may be references to it. Empty when there is no such thing."""
        thing, trail = mapping(value), set[str]()
        while isinstance(reference := thing.get("$ref"), str) and reference not in trail:
            trail.add(reference)
            thing = mapping(self.find(reference))
        return thing

    def home(self, pointer: str) -> str:
        """Where the thing stands to which `pointer` leads through references."""
        value: Json = self.doc.data
        place, steps = "", 0
        for token in (*split(pointer), None):
            while isinstance(reference := mapping(value).get("$ref"), str) and token not in mapping(value) and steps < _FAR:
                place, value, steps = reference.removeprefix("#"), self.find(reference), steps + 1
            if token is not None:
                place = join(place, token)
                value = self.find(place)
        return place

    def properties(self, schema: Json, depth: int = 0) -> dict[str, Json]:
        """The properties of an object schema by wire name, those of all parts and alternatives among them."""
        schema = self.resolve(schema)
        result: dict[str, Json] = {}
        if depth < 20:
            for way, _, inner in children("schema", schema):
                if way[0] in {"allOf", "oneOf", "anyOf"}:
                    result.update(self.properties(inner, depth + 1))
        return {**result, **mapping(schema.get("properties"))}

    def property(self, schema: Json, path: str) -> Json:
        """The schema of a property, through nested objects; None when there is none."""
        for name in path.split("."):
            schema = self.properties(schema).get(name)
        return schema

    @cached_property
    def operations(self) -> Mapping[str, Node]:
        """The operations of `paths` that have an operationId."""
        return {
            name: place
            for place in self.places
            if place.kind == "operation" and place.around[-2].kind == "document" and place.pointer.startswith("/paths/")
            if isinstance(name := place.value.get("operationId"), str)
        }

    def parameters(self, operation: Node) -> list[dict[str, Json]]:
        """The parameters of an operation, those of its path among them."""
        common, own = operation.around[-1].value.get("parameters"), operation.value.get("parameters")
        return [self.resolve(value) for value in (*sequence(common), *sequence(own))]

    def body(self, operation: Node) -> Json:
        """The schema of the request body; None when there is none."""
        return self._schema(operation.value.get("requestBody"))

    def answer(self, operation: Node) -> Json:
        """The schema of the first successful answer; None when there is none."""
        responses = mapping(operation.value.get("responses"))
        success = [response for status, response in sorted(responses.items()) if status.startswith("2")]
        return self._schema(success[0]) if success else None

    def _schema(self, holder: Json) -> Json:
        content = mapping(self.resolve(holder).get("content"))
        return mapping(next(iter(content.values()), None)).get("schema")

    @cached_property
    def sent(self) -> frozenset[str]:
        """References of the schemas that are part of requests."""
        return self._reached([("requestBody", operation.value.get("requestBody")) for operation in self.operations.values()])

    @cached_property
    def received(self) -> frozenset[str]:
        """References of the schemas that are part of answers and of webhook deliveries."""
        deliveries = (place for place in self.places if place.kind == "operation" and place.pointer.startswith("/webhooks/"))
        roots: list[tuple[str, Json]] = [("requestBody", place.value.get("requestBody")) for place in deliveries]
        for operation in self.operations.values():
            roots += [("response", response) for response in mapping(operation.value.get("responses")).values()]
        return self._reached(roots)

    def _reached(self, roots: list[tuple[str, Json]]) -> frozenset[str]:
        trail: set[str] = set()
        queue = list(roots)
        while queue:
            kind, value = queue.pop()
            for place in walk(mapping(value), kind):
                reference = place.value.get("$ref")
                if isinstance(reference, str) and reference not in trail:
                    trail.add(reference)
                    queue.append((place.kind, self.find(reference)))
        return frozenset(trail)
