"""Schemas made flat: named classes whose fields are plain types, references, lists and maps.

`$ref` to anything but a class is inlined, `allOf` is merged, nullability is set apart, inline objects and enums become classes, a choice
that a decoder cannot make by itself becomes a named type. What is left is simple enough that no other tool can misread it.

Each place and each set of merged parts is lowered once, so that the work grows with the document and not with what it could be expanded to.
"""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from attrs import evolve

from identkit.generator import problems
from identkit.generator.lower import chains, lists, names, presence, together, unions
from identkit.generator.lower.merging import ANNOTATIONS, merge
from identkit.generator.lower.references import STRUCTURE, References, spoken
from identkit.generator.lower.shapes import (
    ANY,
    PREFIX,
    AliasShape,
    EnumShape,
    ObjectShape,
    Property,
    Schema,
    Shape,
    annotations,
    fixed,
    guessed_type,
    is_component,
    is_null,
    json_type,
    lenient_target,
    nullable_flat,
    string_shape,
    text_of,
    without_null,
)
from identkit.generator.problems import Report
from identkit.generator.read import enumeration
from identkit.generator.values import entries, is_list, is_map, mapping

ALTERNATIVES: Final = ("oneOf", "anyOf")
# Bounds of what a document may be expanded to. What is beyond is raw JSON, with a note.
DEEPEST: Final = 50  # values inside each other without a class in between; from there on each reference is a type with a name
MOST_MERGED: Final = 50_000  # properties of all merged schemas together; the largest public documents have 11,000
MOST_PROPERTIES: Final = 10_000  # of one object
MOST_VALUES: Final = 10_000  # of an enum
RAW: Final = "raw-json"
_UNSAYABLE: Final = re.compile(r'[\\"\x00-\x1f]')  # msgspec takes no such name of a field


class Schemas:
    """All schemas of a document. Classes are found while operations are read; `finish` builds them."""

    def __init__(
        self,
        components: Mapping[str, Schema],
        report: Report,
        others: Iterable[str] = (),
        *,
        lenient: bool,
        document: Mapping[str, Any] | None = None,
    ) -> None:
        self.components = components
        self._references = References(document or {"components": {"schemas": components}})
        self.find, self.resolve = self._references.find, self._references.resolve
        self.report = report
        self.lenient = lenient
        self.objects: dict[str, ObjectShape] = {}
        self.enums: dict[str, EnumShape] = {}
        self.aliases: dict[str, AliasShape] = {}
        self._queue: deque[tuple[str, Schema, str]] = deque()
        self._put_off: deque[str] = deque()  # references deep inside that are followed later
        self._depth = 0  # of values inside each other
        self._merged_properties = 0
        self._by_place: dict[str, Shape] = {}
        self._by_reference: dict[str, Shape] = {}  # by reference
        self._by_parts: dict[str, Shape] = {}  # by what was merged
        self._trail: list[str] = []  # references that are being followed
        self._recursive: dict[str, str] = {}  # references to what contains itself without an object in between -> name
        self._scope = names.Scope([*names.MODULE_NAMES, *others])
        self._names = {name: self._scope.take(names.pascal(name)) for name in components}
        self._families = unions.families(components)

    @property
    def named(self) -> frozenset[str]:
        """The classes that the document names itself."""
        return frozenset(self._names.values())

    @property
    def classes(self) -> Mapping[str, ObjectShape | AliasShape]:
        """Everything with a name that mentions other classes."""
        return {**self.objects, **self.aliases}

    def reserve(self, name: str) -> str:
        """Take a class name for something that is not a schema."""
        return self._scope.take(name)

    def reserve_resource(self, name: str) -> str:
        """Take the names of a resource's four classes."""
        base, number = name, 2
        while any(each in self._scope for each in names.resource_classes(name)):
            name, number = f"{base}{number}", number + 1
        for each in names.resource_classes(name):
            self._scope.take(each)
        return name

    def finish(self) -> None:
        """Build every component, and every class that is still waiting."""
        for name in self.components:
            self._reference({"$ref": problems.join("#/components/schemas", name)}, problems.join("/components/schemas", name))
            self._build_waiting()
        self._build_waiting()
        together.combine(self.objects, self.aliases, self._scope)
        chains.shorten(self.objects, self.aliases, self._scope)

    def _build_waiting(self) -> None:
        while self._queue or self._put_off:
            if self._queue:
                name, schema, pointer = self._queue.popleft()
                self.objects[name] = self._object(name, schema, pointer)
            else:
                self._follow(self._put_off.popleft())

    def _follow(self, reference: str) -> None:
        """Build what a reference leads to that was too deep inside to be followed there."""
        name, pointer = self._recursive[reference], reference.removeprefix("#")
        shape = self._inlined(reference)
        if name not in (shape.alias, shape.model, shape.enum):
            self._named(name, self.find(reference) or ANY, pointer, (shape,), shape)

    # One value

    def shape(self, schema: object, pointer: str, hint: str) -> Shape:
        """The shape of a schema. `hint` names the class if it needs one of its own."""
        self._depth += 1
        try:
            return self._shape(schema, pointer, hint)
        finally:
            self._depth -= 1

    def _shape(self, schema: object, pointer: str, hint: str) -> Shape:
        if not is_map(schema):
            return Shape(ANY, ANY)  # true, false
        schema = lenient_target(schema)
        if "$ref" in schema:
            return self._reference(schema, pointer)
        if is_list(schema.get("allOf")) and schema["allOf"]:
            return self._all_of(schema, pointer, hint)
        bare, nullable = without_null(enumeration.flat(schema))
        shape = self._choice(bare, pointer, hint) if any(bare.get(key) for key in ALTERNATIVES) else self._plain(bare, pointer, hint)
        return evolve(shape, nullable=shape.nullable or nullable)

    def _all_of(self, schema: Schema, pointer: str, hint: str) -> Shape:
        if self._merged_properties > MOST_MERGED:
            self.report(pointer, f"what is merged before this has more than {MOST_MERGED:,} properties: this is raw JSON", RAW)
            return Shape(ANY, annotations(schema))
        whole, is_reference = merge(schema, self.resolve, f"#{pointer}")
        if is_reference and is_component(pointer) and ("type" in schema or whole["$ref"] in self._families):
            # A child that adds nothing is one all the same, and what says its type is meant as one of its own.
            whole, is_reference = merge({**schema, "allOf": [*schema["allOf"], {"properties": {}}]}, self.resolve, f"#{pointer}")
        if is_reference:
            target = self._reference(whole, pointer)
            return evolve(target, nullable=True) if whole.get("nullable") is True else target
        self._merged_properties += len(mapping(whole.get("properties")))
        if is_component(pointer):
            return self.shape(whole, pointer, hint)
        key = json.dumps({key: value for key, value in schema.items() if key not in ANNOTATIONS}, sort_keys=True, default=str)
        shape = self._by_parts.get(key)
        if shape is None:
            shape = self.shape(whole, pointer, hint)
            self._by_parts[key] = shape
        return evolve(shape, schema={**shape.schema, **annotations(schema)}) if shape.flat else shape

    def _reference(self, schema: Schema, pointer: str) -> Shape:
        reference, siblings = str(schema["$ref"]), {key: value for key, value in schema.items() if key != "$ref"}
        family = self._families.get(self._references.end_of(reference))
        shape = self._family(self._references.end_of(reference), family) if family else self._target(reference, pointer)
        if siblings.keys() & STRUCTURE:
            return self._all_of({"allOf": [{"$ref": reference}, siblings]}, pointer, spoken(reference))
        nullable = shape.nullable or "null" in entries(siblings.get("type"))
        return evolve(shape, schema={**shape.schema, **siblings}, nullable=nullable) if siblings else shape

    def _target(self, reference: str, pointer: str) -> Shape:
        """What a reference leads to, whatever stands beside it."""
        reference = self._references.end_of(reference)
        copy = self._by_reference.get(reference)
        if copy is not None:
            return copy
        name = spoken(reference)
        if self.find(reference) is None:
            self.report(pointer, f"$ref to {reference!r} does not lead to a schema", "unknown-reference")
            return Shape(ANY, ANY)
        if reference in self._trail or self._depth > DEEPEST:
            alias = self._recursive.get(reference)
            if alias is None:
                alias = self._recursive[reference] = self._class_name(reference.removeprefix("#"), name)
                if reference not in self._trail:
                    self._put_off.append(reference)
            return Shape({"$ref": PREFIX + alias}, ANY, refs=frozenset([alias]), alias=alias)
        return self._inlined(reference)

    def _inlined(self, reference: str) -> Shape:
        """What a reference leads to, followed here."""
        target, name = self.find(reference), spoken(reference)
        self._trail.append(reference)
        shape = self.shape(target, reference.removeprefix("#"), name)
        self._trail.pop()
        if reference in self._recursive and not (shape.alias or shape.model or shape.enum):
            shape = self._named(self._recursive[reference], target or ANY, reference.removeprefix("#"), (shape,), shape)
        if not any(each in self._recursive for each in self._trail):
            self._by_reference[reference] = shape
        return shape

    def _named(
        self, name: str, schema: Schema, pointer: str, members: Sequence[Shape], like: Shape, variants: Sequence[Shape] = ()
    ) -> Shape:
        """A type with a name of its own for what is one of `members`."""
        members = tuple(member for member in members if member.alias != name)
        self.aliases[name] = AliasShape(name, schema, pointer, members, unions.tag(schema, members, variants, self))
        return Shape({"$ref": PREFIX + name}, schema, like.kind, like.nullable, frozenset([name]), alias=name)

    def _class_name(self, pointer: str, hint: str) -> str:
        if is_component(pointer):
            name = problems.split(pointer)[-1]
            return self._names.get(name) or self._scope.take(names.pascal(name))
        return self._scope.take(names.pascal(hint))

    def _family(self, reference: str, children: Sequence[str]) -> Shape:
        """A base with a discriminator: any of the schemas that extend it, or itself."""
        key = f"family {reference}"
        earlier = self._by_place.get(key)
        if earlier is not None:
            return earlier
        base = self.resolve({"$ref": reference})
        name = self._scope.take(f"Any{self._names.get(problems.split(reference)[-1], names.pascal(spoken(reference)))}")
        shape = Shape({"$ref": PREFIX + name}, base, "object", refs=frozenset([name]), alias=name)
        self._by_place[key] = shape  # before the children: they may hold one of the family
        shapes = [self._target(each, reference.removeprefix("#")) for each in (*children, reference)]
        tag = unions.family_tag(base, [*children, reference], shapes, self)
        self.aliases[name] = AliasShape(name, base, reference.removeprefix("#"), tuple(shapes), tag)
        return shape

    def _class(self, pointer: str, hint: str) -> tuple[str, bool]:
        """The name of the class at a place, and whether it is new."""
        shape = self._by_place.get(pointer)
        if shape is not None:
            return shape.model or shape.enum or shape.alias, False
        return self._recursive.get(f"#{pointer}") or self._class_name(pointer, hint), True

    def _plain(self, schema: Schema, pointer: str, hint: str) -> Shape:
        if "const" in schema:
            return fixed(schema, [schema["const"]]) if schema["const"] is not None else Shape(ANY, schema, nullable=True)
        if schema.get("enum") == [None]:
            return Shape(ANY, schema, nullable=True)
        if is_list(schema.get("enum")) and schema["enum"]:
            return self._enum(schema, pointer, hint)
        kinds = schema.get("type", guessed_type(schema))
        if kinds == []:
            kinds = ""
        if is_list(kinds) and len(kinds) != 1:
            variants = [{**schema, "type": kind} for kind in kinds]
            return self._choice({**annotations(schema), "anyOf": variants}, pointer, hint)
        return self._of_type(kinds[0] if is_list(kinds) else kinds, schema, pointer, hint)

    def _of_type(self, kind: object, schema: Schema, pointer: str, hint: str) -> Shape:
        match kind:
            case "object":
                return self._map_or_model(schema, pointer, hint)
            case "array":
                return lists.array(schema, pointer, hint, self.shape)
            case "string":
                return string_shape(schema)
            case "integer" | "number" | "boolean":
                return Shape({"type": kind}, schema, str(kind))
            case "file":
                return Shape({"type": "string", "format": "binary"}, schema, "binary")
            case _:
                return Shape(ANY, schema, nullable=kind == "null")

    def _enum(self, schema: Schema, pointer: str, hint: str) -> Shape:
        kind = json_type(schema["enum"])
        if len(schema["enum"]) > MOST_VALUES and kind in ("string", "integer"):
            self.report(pointer, f"an enum of more than {MOST_VALUES:,} values is taken as any {kind}", RAW)
            return Shape({"type": kind}, {name: value for name, value in schema.items() if not name.endswith("enum")}, kind)
        if kind not in ("string", "integer") or (len(schema["enum"]) == 1 and not pointer.startswith("/components/schemas/")):
            return fixed(schema, schema["enum"])
        name, new = self._class(pointer, hint)
        shape = Shape({"$ref": PREFIX + name}, schema, kind, refs=frozenset([name]), enum=name)
        if new:
            self._by_place[pointer] = shape
            self.enums[name] = EnumShape(name, schema, pointer, kind)
        return shape

    def _map_or_model(self, schema: Schema, pointer: str, hint: str) -> Shape:
        if 0 < len(mapping(schema.get("properties"))) <= MOST_PROPERTIES:
            return self._model(schema, pointer, hint)
        if schema.get("properties"):
            self.report(pointer, f"an object of more than {MOST_PROPERTIES:,} properties is taken as any object", RAW)
            return Shape({"type": "object", "additionalProperties": True}, annotations(schema), "object")
        value = self._extra(schema, pointer, hint)
        names_ = string_shape(limits) if (limits := presence.keys(schema, self.resolve)) else None
        if value is not None and value.flat:
            flat = {"type": "object", "additionalProperties": nullable_flat(value)}
            return Shape(flat, schema, "object", refs=value.refs, item=value, names=names_)
        return Shape({"type": "object", "additionalProperties": True}, schema, "object", names=names_)

    def _extra(self, schema: Schema, pointer: str, hint: str) -> Shape | None:
        """The values beside the properties; None where the document does not say that there are any."""
        extras = [
            (each, f"{pointer}/patternProperties/{problems.escape(name)}")
            for name, each in mapping(schema.get("patternProperties")).items()
        ]
        for key in ("additionalProperties", "unevaluatedProperties"):
            if is_map(schema.get(key)) or schema.get(key) is True:
                extras.append((schema[key], f"{pointer}/{key}"))
                break
        if not extras:
            return None
        if len(extras) == 1:
            return self.shape(*extras[0], f"{hint} value")
        variants = [each for each, _ in extras]
        return self.shape({"anyOf": variants} if all(map(is_map, variants)) else ANY, f"{pointer}/patternProperties", f"{hint} value")

    def _model(self, schema: Schema, pointer: str, hint: str) -> Shape:
        name, new = self._class(pointer, hint)
        shape = Shape({"$ref": PREFIX + name}, schema, "object", refs=frozenset([name]), model=name)
        if new:
            self._by_place[pointer] = shape
            self._queue.append((name, schema, pointer))
        return shape

    def _object(self, name: str, schema: Schema, pointer: str) -> ObjectShape:
        required = schema.get("required", ())
        properties: list[Property] = []
        trail, self._trail = self._trail, []
        for wire, value in mapping(schema["properties"]).items():
            place = problems.join(pointer, "properties", wire)
            shape = self.shape(value, place, f"{name} {wire}")
            properties.append(Property(wire, shape, is_list(required) and wire in required, place, text_of(value, shape)))
            if self.lenient and _UNSAYABLE.search(wire):  # it is kept among the values beside the fields
                properties.pop()
        extra = self._extra(schema, pointer, name)
        if extra is None and len(properties) < len(mapping(schema["properties"])):
            extra = Shape(ANY, ANY)
        if extra is None and self.lenient:
            properties += self._undescribed(required, mapping(schema["properties"]), pointer)
        self._trail = trail
        return ObjectShape(name, schema, pointer, tuple(properties), extra)

    def _undescribed(self, required: object, described: Schema, pointer: str) -> Iterator[Property]:
        """What an object must have and says nothing of. As often a slip as not, so that it may be given and need not be."""
        for wire in dict.fromkeys(str(each) for each in entries(required)):
            if wire not in described and not _UNSAYABLE.search(wire):
                text = "Required, as the document says, and not described any further."
                yield Property(wire, Shape(ANY, ANY), required=False, pointer=pointer, text=text)

    # One of several

    def _choice(self, schema: Schema, pointer: str, hint: str) -> Shape:
        key = next(name for name in ALTERNATIVES if schema.get(name))
        base = {name: value for name, value in schema.items() if name not in (key, "discriminator")}
        members = entries(schema[key])
        variants: Sequence[Any] = [variant for variant in members if not is_map(variant) or not is_null(variant)]
        nullable = len(variants) < len(members)
        if variants and all(is_map(variant) and set(variant) <= {"required", "not", *ANNOTATIONS} for variant in variants):
            if not self.lenient:
                self.report(pointer, f"{key} over `required` cannot be said in types: describe it with x-rules", "unsupported-choice")
            choices = [*entries(base.get(presence.CHOICES)), *presence.choice(key, variants)]
            return self.shape({**base, presence.CHOICES: choices} if choices else base, pointer, hint)
        if not all(name.startswith("x-") for name in set(base) - ANNOTATIONS - {"type"}):  # what stands beside belongs to every variant
            variants = [unions.with_base(base, variant, pointer, self) for variant in variants]
        if len(variants) == 1 and is_map(variants[0]):
            only = {**variants[0], **annotations(schema)} if "$ref" in variants[0] else {**annotations(schema), **variants[0]}
            shape = self.shape(only, pointer, hint)
        else:
            shape = self._union(variants, schema, key, pointer, hint)
        return evolve(shape, nullable=shape.nullable or nullable)

    def _union(self, variants: Sequence[Any], schema: Schema, key: str, pointer: str, hint: str) -> Shape:
        if pointer in self._by_place:
            return self._by_place[pointer]
        if (text := unions.open_text(variants, self)) is not None:  # it is the whole, and has its name
            shape = self._by_place[pointer] = unions.opened(self.shape({**annotations(schema), **text}, pointer, hint))
            if shape.enum:
                self.enums[shape.enum] = evolve(self.enums[shape.enum], is_free=True)
            return shape
        shapes = [
            self.shape(variant, problems.join(pointer, key, index), unions.suggested(variant, hint, index))
            for index, variant in enumerate(variants)
        ]
        nullable = any(shape.nullable for shape in shapes)
        members = unions.distinct(shapes)
        options = unions.options(shapes)
        if len(members) == 1:
            return evolve(members[0], schema={**members[0].schema, **annotations(schema)}, nullable=nullable, options=options)
        if any(not member.flat for member in members):
            return Shape(ANY, schema, nullable=nullable)
        kind = shapes[0].kind if len({shape.kind for shape in shapes}) == 1 and shapes else "any"
        refs = frozenset[str]().union(*(member.refs for member in members))
        if unions.decodable(members):
            parts = [member.flat for member in members]
            return Shape({"anyOf": parts}, schema, kind, nullable, refs, members=tuple(members), options=options)
        name, _ = self._class(pointer, hint)
        shape = self._named(name, schema, pointer, members, Shape(ANY, schema, kind, nullable), shapes)
        shape = evolve(shape, options=options)
        self._by_place[pointer] = shape
        return shape
