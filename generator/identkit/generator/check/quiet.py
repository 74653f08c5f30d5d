"""Whether openapi-spec-validator's second half could find anything in a document.

Mostly it could not, and to import it takes longer than all else that is done with a document of ten operations. So what it looks at is
looked at here first, roughly: whatever is not plainly right is put to it.
"""

import string
from collections.abc import Iterator
from typing import Final

from identkit.generator.problems import split
from identkit.generator.read.grammar import METHODS
from identkit.generator.read.load import Bundle
from identkit.generator.read.source import Json, mapping, sequence
from identkit.generator.read.view import DocumentView

_CHOICES: Final = ("allOf", "anyOf", "oneOf")
_KINDS: Final[dict[str, tuple[type, ...]]] = {
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}
_TEXTS: Final = frozenset({"title", "description", "example", "examples", "deprecated", "readOnly", "writeOnly"})
_RULES: Final = frozenset({"default", "type", "enum", "minimum", "maximum", "format"})  # that are looked at here
_NUMBERS: Final = frozenset({"int32", "int64"})
_LARGE: Final = 2**31


class Talks:
    """What could make the second half say something.

    It looks at names that are used twice, at parameters of paths, at defaults, and at required properties beside `allOf`.
    """

    def __init__(self, doc: Bundle) -> None:
        self._data = doc.data
        self._view = DocumentView(doc)
        self._nothing: dict[str, Json] = {}
        self._answers: dict[int, bool] = {}

    def document(self) -> bool:
        """Whether anything in it could."""
        components = mapping(mapping(self._data.get("components")).get("schemas"))
        return (
            any(map(self.schema, components.values()))
            or _twice([mapping(tag).get("name") for tag in sequence(self._data.get("tags"))])
            or _twice([call["operationId"] for _, _, call in self._operations() if "operationId" in call])
            or any(self._operation(path, item, call) for path, item, call in self._operations())
        )

    def response(self, response: Json) -> bool:
        """Whether one of its schemas does."""
        content = mapping(self._view.resolve(response).get("content"))
        return any(self.schema(self._view.resolve(media).get("schema")) for media in content.values())

    def schema(self, schema: Json) -> bool:
        """Whether a schema does, or something inside. What it refers to is asked where it stands, where that is a component."""
        value = schema if isinstance(schema, dict) else self._nothing
        if id(value) not in self._answers:
            inner = [part for key in _CHOICES for part in sequence(value.get(key))]
            inner += [value[key] for key in ("not", "items") if key in value]
            inner += mapping(value.get("properties")).values()
            elsewhere = "$ref" in value and split(str(value["$ref"]))[:-1] != ["components", "schemas"]
            says = elsewhere or ("default" in value and not _fits(value)) or self._unknown(value)
            self._answers[id(value)] = says or any(self.schema(part) for part in inner)
        return self._answers[id(value)]

    def properties(self, schema: Json) -> set[str]:
        """Every property name that can be reached, each schema looked at once: the library's own way doubles with each reference."""
        names, trail = set[str](), set[int]()
        queue: list[Json] = [schema]
        while queue:
            value = self._view.resolve(queue.pop())
            if id(value) not in trail:
                trail.add(id(value))
                names |= mapping(value.get("properties")).keys()
                queue += [part for key in _CHOICES for part in sequence(value.get(key))]
                queue += [value[key] for key in ("items", "not") if key in value]
        return names

    def _unknown(self, value: dict[str, Json]) -> bool:
        """Whether something is required that no part of a whole has."""
        missing = {str(each) for each in sequence(value.get("required"))} - mapping(value.get("properties")).keys()
        parts = sequence(value.get("allOf"))
        return bool(parts and missing) and not missing <= set[str]().union(*map(self.properties, parts))

    def _operations(self) -> Iterator[tuple[str, dict[str, Json], dict[str, Json]]]:
        for path, item in mapping(self._data.get("paths")).items():
            content = mapping(item)
            yield from ((path, content, value) for key, value in content.items() if key in METHODS and isinstance(value, dict))

    def _operation(self, path: str, item: dict[str, Json], call: dict[str, Json]) -> bool:
        common, own = ([self._view.resolve(each) for each in sequence(holder.get("parameters"))] for holder in (item, call))
        try:
            placeholders = {name for _, name, *_ in string.Formatter().parse(path) if name}
        except ValueError:  # braces that do not match
            return True
        parameters = {str(each.get("name")) for each in (*common, *own) if each.get("in") == "path"}
        return (
            placeholders != parameters
            or any(_twice([(str(each.get("name")), str(each.get("in"))) for each in some]) for some in (common, own))
            or any(self.schema(each.get("schema")) for each in (*common, *own))
            or any(map(self.response, mapping(call.get("responses")).values()))
        )


def _twice(names: list[Json] | list[tuple[str, str]]) -> bool:
    return len({str(name) for name in names}) != len(names)


def _fits(schema: dict[str, Json]) -> bool:
    """Whether a default is plainly one that its schema accepts."""
    value, kinds = schema["default"], schema.get("type")
    names = [kinds] if isinstance(kinds, str) else sequence(kinds)
    return (
        all(key in _RULES or key in _TEXTS or key.startswith("x-") for key in schema)
        and (not names or any(type(value) in _KINDS.get(str(name), ()) for name in names))
        and ("enum" not in schema or any(type(each) is type(value) and each == value for each in sequence(schema["enum"])))
        and ("format" not in schema or (schema["format"] in _NUMBERS and type(value) is int and abs(value) < _LARGE))
        and _is_within(value, schema.get("minimum"), schema.get("maximum"))
    )


def _is_within(value: Json, low: Json, high: Json) -> bool:
    if low is None and high is None:
        return True
    first, last = (value if limit is None else limit for limit in (low, high))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(first, int | float) and isinstance(last, int | float) and first <= value <= last
