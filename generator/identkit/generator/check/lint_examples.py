"""Examples are the provider's own samples: a schema that refuses one of them is wrong about the provider."""

import re
from collections.abc import Iterator
from typing import Any, Final, cast
from urllib.parse import quote

from identkit.core._sent.patterns import to_python
from identkit.generator.check.schema_errors import leaves, message
from identkit.generator.problems import Problem, join
from identkit.generator.read.grammar import Node
from identkit.generator.read.source import Json, mapping, sequence
from identkit.generator.read.view import DocumentView

_DOCUMENT: Final = "urn:document"
_PLACEHOLDER: Final = re.compile(r"\{\{\w+\}\}")  # stands for any text in the providers' samples


def problems(view: DocumentView) -> Iterator[Problem]:
    """Examples that their schema does not accept."""
    validator = _validator(view.doc.data)
    for place in view.places:
        for at, value, schema in _examples(view, place):
            errors = validator.evolve(schema={"$ref": f"{_DOCUMENT}#{quote(schema)}"}).iter_errors(value)
            for leaf in (leaf for error in errors for leaf in leaves(error)):
                where = join("", *leaf.absolute_path)
                text = f"the schema does not accept this example: {where or 'it'}: {message(leaf)}"
                yield Problem(view.doc.locate(view.home(at + where)), text, "example")


def _examples(view: DocumentView, place: Node) -> Iterator[tuple[str, Json, str]]:
    """The examples of a thing: where they stand, what they are, and where their schema stands."""
    if place.kind == "schema":
        for at, value in enumerate(sequence(place.value.get("examples"))):
            yield join(place.pointer, "examples", at), value, place.pointer
    elif "schema" in place.value:
        schema = join(place.pointer, "schema")
        for name, example in mapping(place.value.get("examples")).items():
            value = view.resolve(example)
            if "value" in value:
                yield join(place.pointer, "examples", name, "value"), value["value"], schema
        if "example" in place.value:
            yield join(place.pointer, "example"), place.value["example"], schema


def _validator(data: dict[str, Any]) -> Any:
    """A validator for parts of `data`: patterns are ECMA's, and times are times."""
    from jsonschema import Draft202012Validator, ValidationError, validators
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    def pattern(_validator: Any, expression: object, instance: object, _schema: Any) -> Iterator[ValidationError]:
        if (
            isinstance(expression, str)
            and isinstance(instance, str)
            and not _PLACEHOLDER.fullmatch(instance)
            and not _matches(expression, instance)
        ):
            yield ValidationError(f"{instance!r} does not match {expression!r}")

    empty: Registry[Any] = Registry()
    registry = empty.with_resource(_DOCUMENT, DRAFT202012.create_resource(data)).crawl()
    extend: Any = cast("Any", validators).extend  # has no type hints
    return extend(Draft202012Validator, {"pattern": pattern})({}, registry=registry)


def _matches(pattern: str, text: str) -> bool:
    try:
        return bool(re.search(to_python(pattern), text))
    except (ValueError, re.error):  # not a pattern that can be used, which is told elsewhere
        return True
