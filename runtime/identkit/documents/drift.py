"""`identkit drift answer.json --operation acme.persons.get`: what a saved answer holds that the document does not, and what to add.

Values are never printed: an answer holds personal data. An exception are values of enums that the document classes as not personal.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from attrs import frozen

from identkit.documents.document import Document, DocumentedCall, bundled, enum_values, installed, items, table

__all__ = ["Departure", "departures", "find", "main"]

UNUSABLE = 2


@frozen
class Departure:
    """One place where an answer is not as its document says."""

    path: str
    problem: str
    schema: str
    """The named schema that the lines belong to."""
    lines: tuple[str, ...] = ()
    """YAML to add to it; empty where a person has to decide."""

    def render(self) -> str:
        """As text for a terminal."""
        head = f"{self.path}: {self.problem}"
        return "\n".join([head, *([f"  to {self.schema}:"] if self.lines else []), *(f"    {line}" for line in self.lines)])


def departures(operation: DocumentedCall, answer: Any, status: str = "") -> list[Departure]:
    """Compare an answer, as plain data, with what the operation's document says of it.

    Args:
        operation: Of a document, such as `find` gives.
        answer: The decoded JSON.
        status: The HTTP status of the answer; the first success that is described unless given.
    """
    bodies: list[tuple[str, dict[str, Any]]] = [
        (place, schema) for place, schema in operation.schemas("received") if not status or place == status
    ]
    none: dict[str, Any] = {}
    schema = next((schema for place, schema in bodies if operation.webhook or status or place.startswith("2")), none)
    result: dict[tuple[str, str], Departure] = {}
    for each in _compare(operation.document, schema, answer, "$", operation.id):
        result.setdefault((each.path, each.problem), each)
    return list(result.values())


def _compare(document: Document, schema: Mapping[str, Any], value: Any, path: str, owner: str) -> Iterator[Departure]:
    owner = document.name_of(schema) or owner
    schema = document.resolve(schema)
    for part in items(schema.get("allOf")):
        schema = {**schema, **_merged(schema, document.resolve(part))}
    constants = enum_values(schema)
    if constants and _json_type(value) not in {"object", "array"}:
        if value is not None and str(value) not in {code for code, *_ in constants}:
            yield _new_value(schema, value, path, owner)
        return
    branches = [table(each) for each in [*items(schema.get("oneOf")), *items(schema.get("anyOf"))]]
    if branches:
        attempts = [list(_compare(document, branch, value, path, owner)) for branch in branches]
        yield from min(attempts, key=len)
        return
    if _json_type(value) == "object":
        yield from _compare_object(document, schema, table(value), path, owner)
    elif _json_type(value) == "array" and "items" in schema:
        for item in items(value):
            yield from _compare(document, table(schema["items"]), item, f"{path}[...]", owner)
    elif (wrong := _other_type(schema, value)) is not None:
        yield Departure(path, wrong, owner)


def _merged(schema: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    properties = {**table(schema.get("properties")), **table(part.get("properties"))}
    return {**part, **({"properties": properties} if properties else {})}


def _compare_object(document: Document, schema: Mapping[str, Any], value: dict[str, Any], path: str, owner: str) -> Iterator[Departure]:
    properties = table(schema.get("properties"))
    others = schema.get("additionalProperties")
    if "type" in schema and "object" not in [schema["type"], *items(schema["type"])]:
        yield Departure(path, f"an object in the place of {schema['type']}", owner)
        return
    for name in items(schema.get("required")):
        if str(name) not in value and table(properties.get(str(name))).get("writeOnly") is not True:
            yield Departure(path, f"{name} is required, and missing", owner)
    for name, item in value.items():
        if name in properties:
            yield from _compare(document, table(properties[name]), item, f"{path}.{name}", owner)
        elif table(others):
            yield from _compare(document, table(others), item, f"{path}[...]", owner)
        elif properties or others is False:
            text = f"{name}: {_type_of(item)}"
            yield Departure(f"{path}.{name}", "a field that the document does not have", owner, ("properties:", f"  {text}"))


def _new_value(schema: Mapping[str, Any], value: Any, path: str, owner: str) -> Departure:
    problem = "a value that the document does not have"
    if schema.get("x-pii", "none") != "none":
        return Departure(path, problem, owner)
    text = json.dumps(value, ensure_ascii=False)
    where = "oneOf" if items(schema.get("oneOf")) else "enum"
    line = f"  - {{const: {text}, title: ..., description: ...}}" if where == "oneOf" else f"  - {text}"
    states = ["x-lifecycle:", "  states:", f"    {text}: {{final: ..., next: ...}}"] if "x-lifecycle" in schema else []
    return Departure(path, problem, owner, (f"{where}:", line, *states))


def _other_type(schema: Mapping[str, Any], value: Any) -> str | None:
    kinds = [str(each) for each in ([schema["type"]] if isinstance(schema.get("type"), str) else items(schema.get("type")))]
    kind = _json_type(value)
    if not kinds or kind in kinds or (kind == "integer" and "number" in kinds) or (schema.get("x-lenient") and kind != "object"):
        return None
    return f"{kind} in the place of {' or '.join(kinds)}"


def _json_type(value: Any) -> str:
    names = {"bool": "boolean", "int": "integer", "float": "number", "str": "string", "list": "array", "dict": "object"}
    return names.get(type(value).__name__, "null")


def _type_of(value: Any) -> str:
    """A schema for a value, told without it."""
    kind = _json_type(value)
    if kind == "object":
        return "{type: object, properties: {" + ", ".join(f"{name}: {_type_of(item)}" for name, item in table(value).items()) + "}}"
    if kind == "array":
        first = items(value)[:1]
        return "{type: array, items: " + (_type_of(first[0]) if first else "{}") + "}"
    moment = f", format: {_format(value)}" if kind == "string" and _format(value) else ""
    personal = ", x-pii: ..." if kind in {"string", "number", "integer", "boolean"} else ""
    return f"{{type: {kind}{moment}, description: ...{personal}}}" if kind != "null" else "{}"


def _format(text: str) -> str:
    try:
        if len(text) == len("2026-01-05"):
            date.fromisoformat(text)
            return "date"
        return "date-time" if datetime.fromisoformat(text).tzinfo is not None else ""
    except ValueError:
        return ""


def find(term: str) -> DocumentedCall:
    """The operation `provider.resource.method`, or `resource.method` where one provider has it; a webhook by the name of its event.

    Raises:
        LookupError: There is none, or several providers have it.
    """
    provider, _, rest = term.partition(".")
    documents = [bundled(provider)] if provider in installed() and rest else [bundled(name) for name in installed()]
    name = rest if provider in installed() and rest else term
    operations = [each for document in documents for each in document.operations + document.webhooks if each.id == name]
    if len(operations) == 1:
        return operations[0]
    if operations:
        raise LookupError(f"{term}: say which: {', '.join(f'{each.document.name}.{each.id}' for each in operations)}")
    names = sorted(f"{document.name}.{each.id}" for document in documents for each in document.operations if not each.internal)
    raise LookupError(f"there is no operation {term}; there are: {', '.join(names)}")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Ends with 0 when the answer is as the document says, 1 when it departs from it, 2 when there is nothing to compare."""
    parser = argparse.ArgumentParser(
        prog="identkit drift", description="What a saved answer holds that the spec does not have, and what to add to the spec."
    )
    parser.add_argument("file", type=Path, help="the answer, as JSON; - reads it from the standard input")
    parser.add_argument("--operation", required=True, help="provider.resource.method, or the event of a webhook")
    parser.add_argument("--status", default="", help="HTTP status of the answer; the success that is described unless given")
    options = parser.parse_args(arguments)
    try:
        operation = find(options.operation)
        content = sys.stdin.buffer.read() if str(options.file) == "-" else options.file.read_bytes()
        result = departures(operation, json.loads(content), options.status)
    except LookupError as error:
        problem = str(error.args[0])
    except OSError as error:
        problem = f"{options.file}: cannot be read ({type(error).__name__})"
    except (ValueError, RecursionError):
        problem = f"{options.file}: not JSON"
    else:
        sys.stdout.write("\n".join(each.render() for each in result) + "\n" if result else "as the document says\n")
        return 1 if result else 0
    sys.stderr.write(f"{problem}\n")
    return UNUSABLE


if __name__ == "__main__":
    sys.exit(main())
