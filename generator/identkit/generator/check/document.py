"""Is the bundled document OpenAPI 3.1 at all? openapi-spec-validator knows; this module makes it quick and has it say where.

First the shape: OpenAPI's own JSON Schema, with the one of JSON Schema 2020-12 plugged in where it leaves the place for it. jsonschema-rs
says in one pass over the document which parts of it are wrong, jsonschema what is wrong with them. Then what no schema can say: operation
ids used twice, path parameters that nobody describes, defaults that do not fit.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from identkit.generator.check.quiet import Talks
from identkit.generator.check.schema_errors import leaves, message
from identkit.generator.problems import Problem, join, split
from identkit.generator.read import newer
from identkit.generator.read.grammar import METHODS, SECTION_OF, SECTIONS, walk
from identkit.generator.read.load import Bundle
from identkit.generator.read.source import Json, mapping
from identkit.generator.read.view import DocumentView
from identkit.generator.values import is_map

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

RULE: Final = "openapi"
_PART: Final = 3  # names on the way to an operation or a component
_JSON_SCHEMA: Final = "https://json-schema.org/draft/2020-12/schema"


def document(doc: Bundle) -> list[Problem]:
    """What departs from OpenAPI 3.1, each at the place that is to blame."""
    document = newer.as_3_2(doc.data)
    shape = "v3.2" if doc.is_3_2 or document is not doc.data else "v3.1"
    problems = {_problem(doc, leaf) for error in _misshapen(document, shape) for leaf in leaves(error)}
    problems |= set(_wrong_kinds(doc))
    talks = Talks(doc)
    if not problems and talks.document():  # the second half relies on the shape
        problems = {_problem(doc, error) for error in _meant_otherwise(doc, talks)}
    return sorted(problems)


def _misshapen(data: dict[str, Any], version: str) -> Iterator["ValidationError"]:
    """The errors of the shape. Only parts that are wrong are put to jsonschema, which takes two hundred times as long."""
    places = _places(data, version)
    if places is None or places:
        yield from _shape(version).iter_errors(data if places is None else _only(data, places))


def _places(data: dict[str, Any], version: str) -> set[tuple[str, ...]] | None:
    """The ways to operations, components and other parts that are wrong; None when that cannot be told."""
    try:
        return {tuple(map(str, error.instance_path[:_PART])) for error in _quick(version).iter_errors(data)}
    except ValueError:  # a number that is too large for it
        return None


def _only(data: dict[str, Any], places: set[tuple[str, ...]]) -> dict[str, Any]:
    """The document with nothing below `paths`, `webhooks` and `components` but some of its parts."""
    if () in places:
        return data
    bulk = {key: data[key] for key in ("paths", "webhooks", "components") if key in data}
    return {**data, **{key: {} for key in bulk}, **_pick(bulk, places)}


def _pick(node: Any, ways: set[tuple[str, ...]]) -> Any:
    if () in ways or not is_map(node):
        return node
    below: dict[str, set[tuple[str, ...]]] = {}
    for first, *rest in ways:
        below.setdefault(first, set()).add(tuple(rest))
    return {key: _pick(value, below[key]) for key, value in node.items() if key in below}


def _wrong_kinds(doc: Bundle) -> Iterator[Problem]:
    """References to a component that is another kind of thing: a parameter that is a schema."""
    for place in walk(doc.data):
        tokens = split(str(place.value.get("$ref", "")))
        kind = SECTIONS.get(tokens[1]) if len(tokens) == 3 and tokens[0] == "components" else None
        if kind and place.kind in SECTION_OF and kind != place.kind:
            message = f"this is to be a {place.kind}, and the reference leads to a {kind}"
            yield Problem(doc.locate(join(place.pointer, "$ref")), message, RULE)


def _plain(data: dict[str, Json]) -> dict[str, Json]:
    """The document without the extensions that may stand among paths and among responses: the second half takes them for such."""

    def without(node: Json) -> dict[str, Json]:
        return {key: value for key, value in mapping(node).items() if not key.startswith("x-")}

    paths: dict[str, Json] = {}
    for path, item in without(data.get("paths")).items():
        operations = {key: value for key, value in mapping(item).items() if key in METHODS}
        plain: dict[str, Json] = {
            key: {**mapping(value), "responses": without(mapping(value).get("responses"))} for key, value in operations.items()
        }
        paths[path] = {**mapping(item), **plain}
    return {**data, "paths": paths}


def _problem(doc: Bundle, error: "ValidationError") -> Problem:
    return Problem(doc.locate(DocumentView(doc).home(newer.flat_pointer(join("", *error.absolute_path)))), message(error), RULE)


@cache
def _schemas(version: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """OpenAPI's schema with JSON Schema's plugged in, and OpenAPI's alone: openapi-spec-validator's file, which needs none of its code."""
    package = find_spec("openapi_spec_validator")
    folder = Path(package.submodule_search_locations[0] if package and package.submodule_search_locations else "")
    openapi: dict[str, Any] = json.loads((folder / "resources" / "schemas" / version / "schema.json").read_bytes())
    openapi["properties"] = {**openapi["properties"], "openapi": {"pattern": r"^3\.[12]\."}}  # what is read is told as 3.1
    both = {
        "$schema": _JSON_SCHEMA,
        "$id": "urn:openapi-with-json-schema",
        "$ref": openapi["$id"],
        "$defs": {"schema": {"$dynamicAnchor": "meta", "$ref": _JSON_SCHEMA}},
    }
    return both, openapi


@cache
def _quick(version: str) -> Any:
    """A validator for the shape that tells quickly where something is wrong."""
    from jsonschema_rs import Registry, validator_for

    both, openapi = _schemas(version)
    return validator_for(both, registry=Registry([(openapi["$id"], openapi)]))


@cache
def _shape(version: str) -> Any:
    """A validator for the shape. Its registry is indexed once: left to itself, jsonschema does that again for each schema it meets."""
    from jsonschema import Draft202012Validator
    from referencing.jsonschema import DRAFT202012

    stock = import_module("jsonschema_specifications").REGISTRY  # has no type hints
    registry = stock.with_resources((each["$id"], DRAFT202012.create_resource(each)) for each in _schemas(version)).crawl()
    return Draft202012Validator(_schemas(version)[0], registry=registry)


def _meant_otherwise(doc: Bundle, talks: Talks) -> Iterator["ValidationError"]:
    """What openapi-spec-validator's second half finds."""
    from jsonschema_path import SchemaPath

    validator = _meaning(doc, talks)(SchemaPath.from_dict(_plain(doc.data), handlers={}))  # no handlers: nothing could be fetched
    yield from validator.root_validator(validator.schema_path)


def _meaning(doc: Bundle, talks: Talks) -> Any:
    """openapi-spec-validator's second half, with the place of what it found, and without the schemas' shape, which is known by then."""
    from openapi_spec_validator import OpenAPIV31SpecValidator
    from openapi_spec_validator.validation import keywords

    components = {id(schema): name for name, schema in mapping(mapping(doc.data.get("components")).get("schemas")).items()}

    class Components(keywords.OpenAPIV31SchemaValidator):
        """Looks at each component where it stands, not where it is referred to: a chain of references is no recursion."""

        def __call__(self, schema: Any, *arguments: Any, **options: Any) -> Iterator["ValidationError"]:
            value = schema.read_value()
            name = components.get(id(value))
            if (name is None or schema.parts == ("components", "schemas", name)) and talks.schema(value):
                yield from super().__call__(schema, *arguments, **options)

        def _collect_properties(self, schema: Any) -> set[str]:
            return talks.properties(schema.read_value())

        def _validate_schema_meta(self, schema: object, schema_value: object) -> None:
            del schema, schema_value

    class Responses(keywords.ResponsesValidator):
        """Looks at those that have something to say."""

        def __call__(self, responses: Any) -> Iterator["ValidationError"]:
            if any(talks.response(each) for each in responses.read_value().values()):
                yield from super().__call__(responses)

    stock = {**OpenAPIV31SpecValidator.keyword_validators, "schema": Components, "responses": Responses}
    validators = {name: _placed(validator) for name, validator in stock.items()}
    return type("Meaning", (OpenAPIV31SpecValidator,), {"keyword_validators": validators})


def _placed(stock: Any) -> Any:
    """A keyword validator whose errors know where they are: at the innermost thing that was being looked at."""

    def call(self: Any, *arguments: Any, **options: Any) -> Iterator["ValidationError"]:
        parts = next((argument.parts for argument in arguments if hasattr(argument, "parts")), ())
        for error in stock.__call__(self, *arguments, **options):
            if not hasattr(error, "placed"):
                error.path.extendleft(reversed(parts))
                error.placed = True
            yield error

    return type(stock.__name__, (stock,), {"__call__": call})
