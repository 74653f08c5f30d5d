"""What schemas become: one flat value each, and the classes that need a name."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from attrs import field, frozen

from identkit.generator.lower import docs
from identkit.generator.lower.media import FILES
from identkit.generator.lower.merging import ANNOTATIONS
from identkit.generator.values import entries, is_list, is_map

Schema: TypeAlias = Mapping[str, Any]

PREFIX = "#/components/schemas/"
ANY: Schema = {}


@frozen
class Tag:
    """How the members of a choice are told apart: by the values of one field. No field: the first that fits."""

    wire: str = ""
    values: Mapping[str | int | bool, int] = field(factory=dict[str | int | bool, int])  # value -> member
    other: int = -1  # the member for every other value; -1: none
    shared: Mapping[str | int | bool, tuple[int, ...]] = field(factory=dict[str | int | bool, tuple[int, ...]])  # of several members


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
    alias: str = ""  # its named choice
    item: "Shape | None" = None
    names: "Shape | None" = None  # of what a map holds, where they are limited
    members: "tuple[Shape, ...]" = ()  # where it is one of several that their JSON types tell apart
    options: "tuple[Shape, ...]" = ()  # the members as the document has them, where none of them holds a model

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the members."""
        return tuple(dict.fromkeys(member.kind for member in self.members))

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

    @property
    def read_only(self) -> bool:
        """Whether it only comes back."""
        return self.shape.schema.get("readOnly") is True

    @property
    def write_only(self) -> bool:
        """Whether it is only sent."""
        return self.shape.schema.get("writeOnly") is True and not self.read_only


@frozen
class ObjectShape:
    """A schema that becomes a model."""

    name: str
    schema: Schema
    pointer: str
    properties: tuple[Property, ...]
    extra: Shape | None = None  # of values beside the properties, where the document says that there may be such

    @property
    def refs(self) -> Iterator[str]:
        """The classes that its fields mention."""
        for shape in (*(prop.shape for prop in self.properties), *([self.extra] if self.extra else [])):
            yield from shape.refs


@frozen
class EnumShape:
    """A schema that becomes an enum."""

    name: str
    schema: Schema
    pointer: str
    kind: str  # string or integer
    is_free: bool = False  # any other text may stand in its place


@frozen
class AliasShape:
    """A choice between types, or a list or map of itself: a type with a name."""

    name: str
    schema: Schema
    pointer: str
    members: tuple[Shape, ...]
    tag: Tag
    together: int = -1  # the member that is several of the others at once; -1: none

    @property
    def refs(self) -> Iterator[str]:
        """The classes among and inside its members."""
        for member in self.members:
            yield from member.refs


def is_component(pointer: str) -> bool:
    """Whether a place is a schema under `components`."""
    return pointer.startswith("/components/schemas/") and pointer.count("/") == 3


def is_null(schema: Schema) -> bool:
    """Whether a schema allows null and nothing else."""
    return schema.get("type") in ("null", ["null"]) or schema.get("enum") == [None] or ("const" in schema and schema["const"] is None)


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
        case _, "base64" | "binary":
            return Shape({"type": "string", "format": "binary"}, schema, "binary")
        case None, None if FILES.match(str(schema.get("contentMediaType", ""))):
            return Shape({"type": "string", "format": "binary"}, schema, "binary")
        case ("date" | "date-time") as kind, _:
            return Shape({"type": "string", "format": kind}, schema, kind)
        case _:
            return Shape({"type": "string"}, schema, "string")


def is_base64(schema: Schema) -> bool:
    """Whether bytes travel as text that says so."""
    return schema.get("format") == "byte" or schema.get("contentEncoding") == "base64"


def without_null(schema: Schema) -> tuple[Schema, bool]:
    """The schema without null among its types and values, and whether null was there."""
    kinds, values = schema.get("type"), schema.get("enum")
    nullable = schema.get("nullable") is True or schema.get("x-nullable") is True
    result: dict[str, Any] = {}
    if is_list(kinds) and "null" in kinds and len(kinds) > 1:
        nullable = True
        result["type"] = [kind for kind in kinds if kind != "null"]
    if is_list(values) and None in values and len(values) > 1:
        nullable = True
        indices = [index for index, value in enumerate(values) if value is not None]
        for key in ("enum", "x-enum-varnames", "x-enum-descriptions"):
            if is_list(schema.get(key)) and len(schema[key]) == len(values):
                result[key] = [schema[key][index] for index in indices]
    return ({**schema, **result} if result else schema), nullable


def json_type(values: Iterable[object]) -> str:
    """The JSON type that all values have, "" if there is none."""
    kinds: dict[type, str] = {bool: "boolean", int: "integer", float: "number", str: "string"}
    types = {kinds.get(type(value), "") for value in values}
    if types == {"integer", "number"}:
        return "number"
    return types.pop() if len(types) == 1 else ""


def guessed_type(schema: Schema) -> str:
    """The type a schema without `type` has by its other keywords."""
    if {"properties", "additionalProperties", "patternProperties", "unevaluatedProperties"} & set(schema):
        return "object"
    if "items" in schema or "prefixItems" in schema:
        return "array"
    return (
        "string"
        if {"pattern", "minLength", "maxLength"} & set(schema)
        or schema.get("format") in ("date", "date-time", "byte", "binary")
        or "contentMediaType" in schema
        else ""
    )


def annotations(schema: Schema) -> dict[str, Any]:
    """What a schema says about the value without limiting it."""
    return {key: value for key, value in schema.items() if key in ANNOTATIONS or key.startswith("x-")}


def nullable_flat(shape: Shape) -> Schema:
    """The flat schema of a list item or a map value, null included."""
    return {"anyOf": [shape.flat, {"type": "null"}]} if shape.nullable and shape.flat else shape.flat


# What a value becomes that arrives in several forms. The schema says the forms, `x-lenient` says the target.
_TARGETS: Mapping[str, Schema] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
}


def lenient_target(schema: Schema) -> Schema:
    """The schema of what a lenient value is read into; any other schema as it is."""
    target = _TARGETS.get(str(schema.get("x-lenient")))
    if target is None:
        return schema
    forms = [form for key in ("anyOf", "oneOf") for form in entries(schema.get(key))]
    reference = next((form for form in forms if is_map(form) and "$ref" in form), None)
    kinds = entries(schema.get("type")) + [form.get("type") for form in forms if is_map(form)]
    rest = {key: value for key, value in schema.items() if key not in ("type", "format", "anyOf", "oneOf")}
    whole: dict[str, Any] = {**rest, **(reference or target), "x-lenient": True}
    if "null" in kinds:
        return (
            {**rest, "anyOf": [reference, {"type": "null"}], "x-lenient": True} if reference else {**whole, "type": [whole["type"], "null"]}
        )
    return whole
