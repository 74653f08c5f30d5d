"""Schemas made flat: named classes whose fields are plain types, references, lists and maps.

`$ref` to anything but a class is inlined, `allOf` is merged, nullability is set apart, inline objects and enums become classes. What is
left is simple enough that openapi-python-client and datamodel-code-generator cannot misread it.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import evolve, frozen

from identkit.generator import problems
from identkit.generator.lower import docs, names
from identkit.generator.read import enumeration
from identkit.generator.read.schema_merge import ANNOTATIONS, merge, union_of_objects
from identkit.generator.values import is_list, is_map

Schema: TypeAlias = Mapping[str, Any]
Report: TypeAlias = Callable[[str, str, str], None]

PREFIX = "#/components/schemas/"
ANY: Schema = {}
# JSON types as msgspec sees them: of each it can tell one member of a union apart.
FAMILIES = {"string": "text", "integer": "number", "number": "number", "boolean": "boolean", "array": "list", "object": "map"}


@frozen
class Shape:
    """One value: its flat schema, and what the flat schema leaves out."""

    flat: Schema
    schema: Schema  # resolved, with limits and annotations
    kind: str = "any"  # string, integer, number, boolean, date, date-time, binary, array, object, any
    nullable: bool = False
    refs: frozenset[str] = frozenset()  # classes it mentions
    enum: str = ""  # its enum class
    model: str = ""  # its model class
    item: "Shape | None" = None

    @property
    def key(self) -> str:
        """Two shapes with the same key have the same type, null aside."""
        return json.dumps(self.flat, sort_keys=True)


@frozen
class Property:
    """A property of a model."""

    wire: str
    shape: Shape
    required: bool
    pointer: str
    text: str  # its own description, else the first sentence of that of its type


@frozen
class ObjectShape:
    """A schema that becomes a model."""

    name: str
    schema: Schema
    pointer: str
    properties: tuple[Property, ...]


@frozen
class EnumShape:
    """A schema that becomes an enum."""

    name: str
    schema: Schema
    pointer: str
    kind: str  # string or integer


class Schemas:
    """All schemas of a document. Classes are found while operations are read; `finish` builds them."""

    def __init__(self, components: Mapping[str, Schema], report: Report, taken: Iterable[str] = (), *, lenient: bool) -> None:
        self.components = components
        self.report = report
        self.lenient = lenient
        self.objects: dict[str, ObjectShape] = {}
        self.enums: dict[str, EnumShape] = {}
        self._waiting: list[tuple[str, Schema, str]] = []
        self._hoisted: dict[str, Shape] = {}
        self._inlining: list[str] = []
        self._scope = names.Scope([*names.MODULE_NAMES, *taken])
        self._names = {name: self._scope.take(names.pascal(name)) for name in components}

    @property
    def named(self) -> frozenset[str]:
        """The classes that the document names itself."""
        return frozenset(self._names.values())

    def reserve(self, name: str) -> str:
        """Take a class name for something that is not a schema."""
        return self._scope.take(name)

    def reserve_resource(self, name: str) -> str:
        """Take the names of a resource's four classes."""
        base, number = name, 2
        while any(each in self._scope for each in resource_classes(name)):
            name, number = f"{base}{number}", number + 1
        for each in resource_classes(name):
            self._scope.take(each)
        return name

    def finish(self) -> None:
        """Build every component, and every class that is still waiting."""
        for name in self.components:
            self.shape({"$ref": PREFIX + name}, problems.join("/components/schemas", name), name)
            self._build_waiting()

    def _build_waiting(self) -> None:
        while self._waiting:
            name, schema, pointer = self._waiting.pop(0)
            self.objects[name] = self._object(name, schema, pointer)

    def resolve(self, schema: Schema) -> Schema:
        """The schema behind a chain of references."""
        seen: set[str] = set()
        while isinstance(reference := schema.get("$ref"), str) and reference not in seen:
            seen.add(reference)
            schema = self.components.get(reference.removeprefix(PREFIX), ANY) if reference.startswith(PREFIX) else ANY
        return schema

    # One value

    def shape(self, schema: object, pointer: str, suggested: str) -> Shape:
        """The shape of a schema. `suggested` names the class if it needs one of its own."""
        if not is_map(schema):
            return Shape(ANY, ANY)  # true, false
        if "$ref" in schema:
            return self._reference(schema, pointer)
        if "allOf" in schema:
            merged, reference = merge(schema, self.resolve)
            return self._reference(merged, pointer) if reference else self.shape(merged, pointer, suggested)
        bare, nullable = without_null(enumeration.flat(schema))
        shape = self._choice(bare, pointer, suggested) if "oneOf" in bare or "anyOf" in bare else self._plain(bare, pointer, suggested)
        return evolve(shape, nullable=shape.nullable or nullable)

    def _reference(self, schema: Schema, pointer: str) -> Shape:
        name = str(schema["$ref"]).removeprefix(PREFIX)
        if name not in self.components:
            self.report(pointer, f"$ref to {schema['$ref']!r} does not lead to a schema", "unknown-reference")
            return Shape(ANY, ANY)
        if name in self._inlining:
            if not self.lenient:
                self.report(
                    pointer, f"{name} contains itself without an object in between, which Python types cannot say", "recursive-alias"
                )
            return Shape(ANY, ANY)
        target = self.components[name]
        self._inlining.append(name)
        shape = self.shape(target, problems.join("/components/schemas", name), name)
        self._inlining.pop()
        siblings = {key: value for key, value in schema.items() if key != "$ref"}
        return evolve(shape, schema={**shape.schema, **siblings}) if siblings else shape

    def _class(self, pointer: str, suggested: str) -> tuple[str, bool]:
        """The name of the class at a place, and whether it is new."""
        known = self._hoisted.get(pointer)
        if known is not None:
            return known.model or known.enum, False
        component = pointer.removeprefix("/components/schemas/")
        if component != pointer and "/" not in component:
            return self._names[problems.unescape(component)], True
        return self._scope.take(names.pascal(suggested)), True

    def _plain(self, schema: Schema, pointer: str, suggested: str) -> Shape:
        if "const" in schema:
            return fixed(schema, [schema["const"]])
        if is_list(schema.get("enum")) and schema["enum"]:
            return self._enum(schema, pointer, suggested)
        kinds = schema.get("type", guessed_type(schema))
        if is_list(kinds) and len(kinds) != 1:
            variants = [{**schema, "type": kind} for kind in kinds]
            return self._choice({**annotations(schema), "anyOf": variants}, pointer, suggested)
        return self._of_type(kinds[0] if is_list(kinds) else kinds, schema, pointer, suggested)

    def _of_type(self, kind: object, schema: Schema, pointer: str, suggested: str) -> Shape:
        match kind:
            case "object":
                return self._map_or_model(schema, pointer, suggested)
            case "array":
                item = self.shape(schema.get("items", ANY), f"{pointer}/items", f"{suggested} item")
                flat = {"type": "array", "items": nullable_flat(item)}
                return Shape(flat, schema, "array", refs=item.refs, item=item)
            case "string":
                return string_shape(schema)
            case "integer" | "number" | "boolean":
                return Shape({"type": kind}, schema, str(kind))
            case _:
                return Shape(ANY, schema, nullable=kind == "null")

    def _enum(self, schema: Schema, pointer: str, suggested: str) -> Shape:
        kind = json_type(schema["enum"])
        if kind not in ("string", "integer") or (len(schema["enum"]) == 1 and not pointer.startswith("/components/schemas/")):
            return fixed(schema, schema["enum"])
        name, new = self._class(pointer, suggested)
        shape = Shape({"$ref": PREFIX + name}, schema, kind, refs=frozenset([name]), enum=name)
        if new:
            self._hoisted[pointer] = shape
            self.enums[name] = EnumShape(name, schema, pointer, kind)
        return shape

    def _map_or_model(self, schema: Schema, pointer: str, suggested: str) -> Shape:
        extra = schema.get("additionalProperties", True)
        if schema.get("properties"):
            return self._model(schema, pointer, suggested)
        if is_map(extra) and extra:
            value = self.shape(extra, f"{pointer}/additionalProperties", f"{suggested} value")
            return Shape({"type": "object", "additionalProperties": nullable_flat(value)}, schema, "object", refs=value.refs, item=value)
        return Shape({"type": "object", "additionalProperties": True}, schema, "object")

    def _model(self, schema: Schema, pointer: str, suggested: str) -> Shape:
        name, new = self._class(pointer, suggested)
        shape = Shape({"$ref": PREFIX + name}, schema, "object", refs=frozenset([name]), model=name)
        if new:
            self._hoisted[pointer] = shape
            self._waiting.append((name, schema, pointer))
        return shape

    def _object(self, name: str, schema: Schema, pointer: str) -> ObjectShape:
        required = schema.get("required", ())
        properties: list[Property] = []
        inlining, self._inlining = self._inlining, []
        for wire, value in schema["properties"].items():
            place = problems.join(pointer, "properties", wire)
            shape = self.shape(value, place, f"{name} {wire}")
            properties.append(Property(wire, shape, wire in required, place, text_of(value, shape)))
        self._inlining = inlining
        return ObjectShape(name, schema, pointer, tuple(properties))

    # One of several

    def _choice(self, schema: Schema, pointer: str, suggested: str) -> Shape:
        key = "oneOf" if "oneOf" in schema else "anyOf"
        base = {name: value for name, value in schema.items() if name not in ("oneOf", "anyOf", "discriminator")}
        variants: Sequence[Any] = [variant for variant in schema[key] if is_map(variant) and variant.get("type") != "null"]
        nullable = len(variants) < len(schema[key])
        if variants and all(set(variant) <= {"required", "not", *ANNOTATIONS} for variant in variants):
            if not self.lenient:
                self.report(pointer, f"{key} over `required` cannot be said in types: describe it with x-rules", "unsupported-choice")
            return self.shape(base, pointer, suggested)
        if set(base) - ANNOTATIONS - {"type"}:  # properties of its own beside the choice belong to every variant
            variants = [{"allOf": [base, variant]} for variant in variants]
        if len(variants) == 1:
            only = {**variants[0], **annotations(schema)} if "$ref" in variants[0] else {**annotations(schema), **variants[0]}
            shape = self.shape(only, pointer, suggested)
            return evolve(shape, nullable=shape.nullable or nullable)
        shape = self._union(variants, schema, key, pointer, suggested)
        return evolve(shape, nullable=shape.nullable or nullable)

    def _union(self, variants: Sequence[Schema], schema: Schema, key: str, pointer: str, suggested: str) -> Shape:
        objects = [self._as_object(variant) for variant in variants]
        if variants and all(merged is not None for merged in objects):
            if not self.lenient:
                self.report(pointer, f"{key} of objects: msgspec cannot tell them apart", "undecodable-union")
            merged = union_of_objects([merged for merged in objects if merged is not None])
            return self._model({**merged, **annotations(schema)}, pointer, suggested)
        shapes = [self.shape(variant, f"{pointer}/{key}/{index}", f"{suggested} {index + 1}") for index, variant in enumerate(variants)]
        nullable = any(shape.nullable for shape in shapes)
        flats = distinct(shape.flat for shape in shapes)
        families = [family(shape) for shape in shapes]
        if len(flats) > 1 and all(name == "text" for name in families):
            flats = [{"type": "string"}]  # an open enum takes any text already
        elif len(flats) > 1 and all(name == "number" for name in families):
            flats = [{"type": "number"}]
        elif len(set(families)) < len(shapes) or "any" in families:
            if len(flats) > 1 and not self.lenient:
                self.report(pointer, f"{key}: msgspec cannot tell these apart", "undecodable-union")
            flats = flats if len(flats) == 1 else [ANY]
        refs = frozenset[str]().union(*(shape.refs for shape in shapes)) if flats != [ANY] else frozenset[str]()
        flat = flats[0] if len(flats) == 1 else {"anyOf": flats}
        kind = shapes[0].kind if len({shape.kind for shape in shapes}) == 1 and shapes else "any"
        return Shape(flat, schema, kind, nullable, refs if len(flats) > 1 or "$ref" in str(flat) else frozenset())

    def _as_object(self, variant: Schema, depth: int = 0) -> Schema | None:
        """The variant with its properties, if it is an object with any."""
        target = self.resolve(variant)
        if depth > 20:  # it contains itself
            return None
        if "allOf" in target:
            merged, reference = merge(target, self.resolve)
            target = self.resolve(merged) if reference else merged
        if "oneOf" in target or "anyOf" in target:
            parts = [self._as_object(part, depth + 1) for part in target.get("oneOf", target.get("anyOf"))]
            return union_of_objects([part for part in parts if part is not None]) if parts and all(parts) else None
        return target if target.get("properties") and target.get("type", "object") == "object" else None


def resource_classes(name: str) -> tuple[str, ...]:
    """The classes that are printed for a resource."""
    return name, f"Async{name}", f"{name}WithResponse", f"Async{name}WithResponse"


def text_of(schema: object, shape: Shape) -> str:
    """What a schema says of itself, else the first sentence of what it refers to."""
    own = schema.get("description") if is_map(schema) else None
    return str(own) if own else docs.first_sentence(str(shape.schema.get("description", "")))


def fixed(schema: Schema, values: Sequence[object]) -> Shape:
    """A value that is one of a few, without a class for them."""
    kind = json_type(values)
    return Shape({"type": kind} if kind else ANY, schema, kind or "any")


def string_shape(schema: Schema) -> Shape:
    """Text, bytes, or a point in time."""
    match schema.get("format"), schema.get("contentEncoding"):
        case (("binary" | "byte"), _):
            return Shape({"type": "string", "format": "binary"}, schema, "binary")
        case _, "base64":
            return Shape({"type": "string", "format": "binary"}, schema, "binary")
        case ("date" | "date-time") as kind, _:
            return Shape({"type": "string", "format": kind}, schema, kind)
        case _:
            return Shape({"type": "string"}, schema, "string")


def without_null(schema: Schema) -> tuple[Schema, bool]:
    """The schema without null among its types and values, and whether null was there."""
    kinds, values = schema.get("type"), schema.get("enum")
    nullable = schema.get("nullable") is True
    changed: dict[str, Any] = {}
    if is_list(kinds) and "null" in kinds and len(kinds) > 1:
        nullable = True
        changed["type"] = [kind for kind in kinds if kind != "null"]
    if is_list(values) and None in values and len(values) > 1:
        nullable = True
        kept = [index for index, value in enumerate(values) if value is not None]
        for key in ("enum", "x-enum-varnames", "x-enum-descriptions"):
            if is_list(schema.get(key)) and len(schema[key]) == len(values):
                changed[key] = [schema[key][index] for index in kept]
    return ({**schema, **changed} if changed else schema), nullable


def json_type(values: Iterable[object]) -> str:
    """The JSON type that all values have, "" if there is none."""
    kinds: dict[type, str] = {bool: "boolean", int: "integer", float: "number", str: "string"}
    found = {kinds.get(type(value), "") for value in values}
    if found == {"integer", "number"}:
        return "number"
    return found.pop() if len(found) == 1 else ""


def guessed_type(schema: Schema) -> str:
    """The type a schema without `type` has by its other keywords."""
    if "properties" in schema or "additionalProperties" in schema:
        return "object"
    if "items" in schema:
        return "array"
    return (
        "string"
        if {"pattern", "minLength", "maxLength"} & set(schema) or schema.get("format") in ("date", "date-time", "byte", "binary")
        else ""
    )


def annotations(schema: Schema) -> dict[str, Any]:
    """What a schema says about the value without limiting it."""
    return {key: value for key, value in schema.items() if key in ANNOTATIONS or key.startswith("x-")}


def nullable_flat(shape: Shape) -> Schema:
    """The flat schema of a list item or a map value, null included."""
    return {"anyOf": [shape.flat, {"type": "null"}]} if shape.nullable and shape.flat else shape.flat


def family(shape: Shape) -> str:
    """What msgspec tells union members apart by."""
    return {"date": "text", "date-time": "text", "binary": "text"}.get(shape.kind) or FAMILIES.get(shape.kind, "any")


def distinct(flats: Iterable[Schema]) -> list[Schema]:
    """Each flat schema once, in order."""
    kept: list[Schema] = []
    for flat in flats:
        if flat not in kept:
            kept.append(flat)
    return kept
