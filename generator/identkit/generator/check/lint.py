"""Our own rules for a spec, beyond OpenAPI. specs/README.md states them; each has a name that its messages end in."""

import keyword
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import chain
from typing import Final

from identkit.core._calling.description import Retry
from identkit.generator.check import extensions, lint_enums, lint_examples, lint_references
from identkit.generator.problems import Problem, join, split
from identkit.generator.read.grammar import Node
from identkit.generator.read.load import Bundle
from identkit.generator.read.source import Json, mapping, sequence
from identkit.generator.read.view import DocumentView

_OPERATION_ID: Final = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*", re.ASCII)
_CLASS: Final = re.compile(r"[A-Z][A-Za-z0-9]*", re.ASCII)
# Parts of a schema that only say when or how much; nothing is described there.
_CONDITIONS: Final = {"if", "then", "else", "not", "contains", "propertyNames", "dependentSchemas"}
# Parts of a schema that are the same value in other words: what holds for the whole holds for them.
_SAME: Final = {"allOf", "anyOf", "oneOf", "items", "prefixItems", "additionalProperties", "patternProperties"}
_ANNOTATED: Final = {"operation", "schema", "parameter", "example"}
_OPENAPI_KEYWORDS: Final = {"discriminator", "externalDocs", "xml", "example"}
_VOCABULARIES: Final = ("core", "applicator", "unevaluated", "validation", "format-annotation", "content", "meta-data")


def document(doc: Bundle, *, lenient: bool = False, valid: bool = True) -> list[Problem]:
    """Everything that breaks our rules. With `lenient` only what could not be generated.

    A document that is not `valid` OpenAPI has schemas that nothing can be compared with, so its examples are left alone.
    """
    view = DocumentView(doc)
    problems = lint_references.problems(view)
    if lenient:
        problems = chain(problems, _conditions(view))
    else:
        rules = (_provenance, _pii, _url_is_no_secret, _names, _keywords, _required, _twice, _retry, _shared, lint_enums.problems)
        problems = chain(problems, extensions.problems(doc), *(rule(view) for rule in rules), lint_examples.problems(view) if valid else ())
    return sorted(set(problems))


def _conditions(view: DocumentView) -> Iterator[Problem]:
    """What a type cannot say, and what no request is checked for."""
    for place in view.places:
        for key in ("not", "if") if place.kind == "schema" else ():
            if key in place.value:
                message = f"{key!r} is not looked at: the client takes what the rest of the schema allows"
                yield Problem(view.doc.locate(join(place.pointer, key)), message, "condition")


def _provenance(view: DocumentView) -> Iterator[Problem]:
    """Each fact says where it comes from, itself or by what it stands in."""
    sources: set[str] = set()
    for place in view.places:
        around = (*place.around, place)
        if (
            place.kind in _ANNOTATED
            and not any("x-provenance" in outer.value for outer in around)
            and not sources & {o.pointer for o in around}
        ):
            sources.add(place.pointer)
            yield Problem(view.doc.locate(place.pointer), f"nothing says where this {place.kind} comes from (x-provenance)", "provenance")


def _pii(view: DocumentView) -> Iterator[Problem]:
    """Each text and each binary value has a class of personal data."""
    for place in view.places:
        if place.kind == "schema" and _is_text(place.value) and _described(place) and not _classified(place):
            yield Problem(view.doc.locate(place.pointer), "this text has no class of personal data (x-pii)", "pii")


def _is_text(schema: dict[str, Json]) -> bool:
    kind = schema.get("type")
    if kind is None:
        return any(isinstance(value, str) for value in (schema.get("const"), *sequence(schema.get("enum"))))
    return kind == "string" or "string" in sequence(kind)


def _described(place: Node) -> bool:
    """Is it a property, a parameter, an item or a component (a body as a whole is not), and more than a condition?"""
    steps = [_step(inner, outer) for outer, inner in zip(place.around, (*place.around[1:], place), strict=True)]
    outside = [(outer, step) for outer, step in zip(place.around, steps, strict=True) if outer.kind != "schema" or step not in _SAME]
    return not _CONDITIONS & set(steps) and outside[-1][0].kind not in {"mediaType", "header"}


def _step(inner: Node, outer: Node) -> str:
    """By which field of `outer` one comes to `inner`."""
    return split(inner.pointer.removeprefix(outer.pointer))[0]


def _classified(place: Node) -> bool:
    inner = place
    for outer in (*reversed(place.around), None):
        if "x-pii" in inner.value:
            return True
        if outer is None or outer.kind not in {"schema", "parameter"} or (outer.kind == "schema" and _step(inner, outer) not in _SAME):
            return False
        inner = outer
    return False


def _url_is_no_secret(view: DocumentView) -> Iterator[Problem]:
    """What is part of a URL ends up in logs."""
    for place in view.places:
        of_others = any(outer.kind == "callback" for outer in place.around)  # what a provider sends us is not ours to choose
        if place.kind != "parameter" or str(place.value.get("in")) not in {"path", "query"} or of_others:
            continue
        schema = place.value.get("schema")
        kinds = [part.get("x-pii") for part in (place.value, mapping(schema), view.resolve(schema))]
        classes = sorted(kind for kind in kinds if isinstance(kind, str) and kind != "none")
        if classes:
            yield Problem(
                view.doc.locate(place.pointer), f"{classes[0]} data in a URL ends up in logs; only x-pii none may stand here", "pii-in-url"
            )


def _names(view: DocumentView) -> Iterator[Problem]:
    """Names are chosen in the spec, and are Python names as they stand."""
    for place in view.places:
        if place.kind == "operation" and place.around[-2].kind == "document" and place.pointer.startswith("/paths/"):
            name = place.value.get("operationId")
            parts = name.split(".") if isinstance(name, str) else []
            if not isinstance(name, str) or not _OPERATION_ID.fullmatch(name) or any(map(keyword.iskeyword, parts)):
                message = f"the operationId {name!r} has to be <resource>.<method> in snake_case" if name else "there is no operationId"
                yield Problem(view.doc.locate(join(place.pointer, "operationId")), message, "operation-id")
        elif place.kind == "schema" and place.pointer.startswith("/components/schemas/"):
            tokens = split(place.pointer)
            if len(tokens) == 3 and (not _CLASS.fullmatch(tokens[2]) or keyword.iskeyword(tokens[2])):
                yield Problem(view.doc.locate(place.pointer), f"{tokens[2]!r} has to be a Python class name (CapWords)", "schema-name")


def _keywords(view: DocumentView) -> Iterator[Problem]:
    """A limit with a misspelt name limits nothing."""
    for place in view.places:
        if place.kind == "schema":
            for key in place.value.keys() - _schema_keywords():
                if not key.startswith("x-"):
                    yield Problem(view.doc.locate(join(place.pointer, key)), f"JSON Schema has no keyword {key!r}", "schema-keyword")


def _required(view: DocumentView) -> Iterator[Problem]:
    """A name in `required` that is no property demands what nobody can give; mostly it is a slip."""
    for place in view.places:
        names = sequence(place.value.get("required"))
        if place.kind != "schema" or not names or _is_condition(place):
            continue
        inner, whole = place, place  # what stands beside an `allOf` has the properties of all its parts
        for outer in reversed(place.around):
            if outer.kind != "schema" or _step(inner, outer) != "allOf":
                break
            inner, whole = outer, outer
        properties = view.properties(whole.value)
        for at, name in enumerate(names):
            if properties and name not in properties:
                message = f"{name!r} is required and no property"
                yield Problem(view.doc.locate(join(place.pointer, "required", at)), message, "required-name")


def _is_condition(place: Node) -> bool:
    steps = (_step(inner, outer) for outer, inner in zip(place.around, (*place.around[1:], place), strict=True))
    return bool((_CONDITIONS | {"anyOf", "oneOf"}) & set(steps))


def _twice(view: DocumentView) -> Iterator[Problem]:
    """Two paths that differ in the names of their parameters only are one path."""
    first: dict[tuple[str, str], str] = {}
    for place in view.operations.values():
        _, path, method = split(place.pointer)
        template = re.sub(r"\{[^}]*\}", "{}", path)
        if (template, method) in first:
            message = f"this is {method.upper()} {first[template, method]} once more, with other names"
            yield Problem(view.doc.locate(place.pointer), message, "described-twice")
        first.setdefault((template, method), path)


def _retry(view: DocumentView) -> Iterator[Problem]:
    """What the method says already is not said again: what is left stands out."""
    for place in view.operations.values():
        method = split(place.pointer)[-1].upper()
        if place.value.get("x-retry") == (usual := Retry.usual(method)):
            message = f"x-retry: {method} is {str(usual)!r} by itself; leave it out"
            yield Problem(view.doc.locate(join(place.pointer, "x-retry")), message, "usual-retry")


@cache
def _schema_keywords() -> frozenset[str]:
    """Every keyword of JSON Schema 2020-12, from its own meta-schemas, and what OpenAPI adds."""
    registry = import_module("jsonschema_specifications").REGISTRY  # has no type hints
    meta = (registry.contents(f"https://json-schema.org/draft/2020-12/meta/{name}") for name in _VOCABULARIES)
    return frozenset(_OPENAPI_KEYWORDS).union(*(mapping(schema["properties"]) for schema in meta))


def _shared(view: DocumentView) -> Iterator[Problem]:
    """In a request, left out and null are two things; in an answer they are one. A schema for both cannot say which is meant."""
    for reference in sorted(view.sent & view.received):
        schema = mapping(view.find(reference))
        required = sequence(schema.get("required"))
        for name, value in mapping(schema.get("properties")).items():
            if name not in required and _nullable(view, value):
                at = join(reference.removeprefix("#"), "properties", name)
                message = "optional and nullable, in a schema that is sent and received; give the request a schema of its own"
                yield Problem(view.doc.locate(at), message, "shared-nullable")


def _nullable(view: DocumentView, schema: Json) -> bool:
    schema = view.resolve(schema)
    choices = (view.resolve(choice) for union in ("anyOf", "oneOf") for choice in sequence(schema.get(union)))
    return any(part.get("type") == "null" or "null" in sequence(part.get("type")) for part in (schema, *choices))
