"""Choices between schemas: which of them a decoder makes by itself, and by which field the others are told apart."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import evolve

from identkit.generator.lower import names
from identkit.generator.lower.merging import ANNOTATIONS
from identkit.generator.lower.references import spoken
from identkit.generator.lower.shapes import ANY, PREFIX, Schema, Shape, Tag, is_null
from identkit.generator.problems import join, split
from identkit.generator.values import entries, is_map, mapping

if TYPE_CHECKING:
    from identkit.generator.lower.schemas import Schemas

# JSON types as msgspec sees them: of each it can tell one member of a union apart.
FAMILIES = {
    **dict.fromkeys(("string", "date", "date-time", "binary"), "text"),
    **dict.fromkeys(("integer", "number"), "number"),
    "boolean": "boolean",
    "array": "list",
    "object": "map",
}


_LIMITS = frozenset({"pattern", "minLength", "maxLength", "enum", "const", "format"})


def with_base(base: Schema, variant: object, pointer: str, schemas: "Schemas") -> object:
    """A variant with what stands beside the choice; a child that extends the schema with the choice has it already."""
    if not is_map(variant):
        return variant
    if _extends(variant, f"#{pointer}", schemas):
        return variant
    return {"allOf": [{name: value for name, value in base.items() if name not in ANNOTATIONS}, variant]}


def _extends(variant: Schema, base: str, schemas: "Schemas") -> bool:
    """Whether a schema is made from another with `allOf`, over any number of generations."""
    queue, trail = [variant], set[str]()
    while queue:
        for part in entries(schemas.resolve(queue.pop()).get("allOf")):
            reference = part.get("$ref") if is_map(part) else None
            if reference == base:
                return True
            if isinstance(reference, str) and reference not in trail:
                trail.add(reference)
                queue.append({"$ref": reference})
    return False


def suggested(variant: object, hint: str, index: int) -> str:
    """A name for an inline variant: its title where it has one, else that of what it extends."""
    if is_map(variant):
        title = variant.get("title")
        if isinstance(title, str) and names.words(title):
            return f"{hint} {title}"
        for part in variant.get("allOf") or ():
            if is_map(part) and isinstance(part.get("$ref"), str):
                return f"{hint} {spoken(part['$ref'])}"
    return f"{hint} {index + 1}"


def distinct(shapes: Sequence[Shape]) -> list[Shape]:
    """The members of a union without those that another one includes: an open enum takes any text, a number any integer."""
    shapes = _opened(shapes)
    alike: dict[str, list[Shape]] = {}  # by their types
    families: dict[str, list[Shape]] = {}
    for shape in shapes:
        alike.setdefault(str(shape.flat), []).append(shape)
        families.setdefault("" if shape.alias else FAMILIES.get(shape.kind, ""), []).append(shape)
    merged = {
        family: Shape({"type": kind}, _values_of(families[family]), kind)
        for family, kind in (("text", "string"), ("number", "number" if "number" in {shape.kind for shape in shapes} else "integer"))
        if len({str(shape.flat) for shape in families.get(family, ())}) > 1
    }
    if "text" in merged and any(each.kind == "binary" and each.schema.get("format") == "binary" for each in families["text"]):
        merged["text"] = Shape(ANY, ANY)  # a file or a text: both are taken
    members: dict[str, Shape] = {}
    for same in alike.values():
        shape = same[0]
        if shape.flat and not (shape.alias or shape.refs) and any(each.schema != shape.schema for each in same):
            shape = _either(same)
        shape = merged.get("" if shape.alias else FAMILIES.get(shape.kind, ""), shape)
        members.setdefault(str(shape.flat), shape)
    return list(members.values())


def _either(shapes: Sequence[Shape]) -> Shape:
    """Several shapes of one type as one: what all of them say, and the values of all of them; their items likewise."""
    first, *others = shapes
    common = {key: value for key, value in first.schema.items() if all(each.schema.get(key, ANY) == value for each in others)}
    items = [each.item for each in shapes if each.item is not None]
    return evolve(first, schema={**common, **_values_of(shapes)}, item=_either(items) if len(items) == len(shapes) else None)


def _values_of(shapes: Sequence[Shape]) -> Schema:
    """What limits all of several shapes of one type together: the values of all of them; nothing where one has other limits, or none."""
    lists = [[each.schema["const"]] if "const" in each.schema else each.schema.get("enum") for each in shapes]
    values = [value for each in lists for value in entries(each)]
    return {"enum": list(dict.fromkeys(values))} if all(lists) and all(isinstance(value, str | int) for value in values) else ANY


def _opened(shapes: Sequence[Shape]) -> Sequence[Shape]:
    """The members; a named enum beside any text at all takes that text itself, in requests, too: the usual way to say that it is open."""
    enums = [shape for shape in shapes if shape.enum and shape.kind == "string"]
    free = [
        shape for shape in shapes if shape.kind == "string" and not shape.enum and not shape.alias and not _LIMITS & shape.schema.keys()
    ]
    if len(enums) != 1 or not free:
        return shapes
    return [opened(shape) if shape is enums[0] else shape for shape in shapes if shape not in free]


def opened(shape: Shape) -> Shape:
    """An enum whose values are not the only ones."""
    return evolve(shape, schema={key: value for key, value in shape.schema.items() if key != "enum"})


def open_text(variants: Sequence[object], schemas: "Schemas") -> Schema | None:
    """The one list of texts in a choice between it and any text, where it has no name of its own."""
    maps = [each for each in variants if is_map(each)]
    lists = [each for each in maps if "enum" in each and "$ref" not in each]
    free = [each for each in maps if "enum" not in each and _is_any_text(schemas.resolve(each))]
    if len(lists) != 1 or not free or len(free) != len(variants) - 1:
        return None
    values = [value for value in entries(lists[0]["enum"]) if value is not None]
    return lists[0] if len(values) > 1 and all(isinstance(value, str) for value in values) else None


def _is_any_text(schema: Schema) -> bool:
    return schema.get("type") == "string" and not _LIMITS & schema.keys()


def options(shapes: Sequence[Shape]) -> tuple[Shape, ...]:
    """The members of a union that are to be checked one by one; none where one of them may be anything, or holds a model."""

    def is_plain(shape: Shape) -> bool:
        if shape.options:
            return True
        inside = is_plain(shape.item) if shape.item else not shape.refs or bool(shape.enum)
        return inside and shape.kind in FAMILIES and shape.kind != "binary" and not shape.model

    return tuple(evolve(shape, nullable=False) for shape in shapes) if all(map(is_plain, shapes)) else ()


def decodable(members: Sequence[Shape]) -> bool:
    """Whether msgspec tells the members apart by their JSON types alone."""
    families = [FAMILIES.get(member.kind, "any") for member in members]
    plain = not any(member.alias for member in members) and "any" not in families
    return plain and len(set(families)) == len(members)


def families(components: Mapping[str, Schema]) -> dict[str, list[str]]:
    """Bases with a discriminator -> the components that extend them with `allOf`, all generations, as references."""
    children: dict[str, list[str]] = {}
    for name, schema in components.items():
        for part in entries(schema.get("allOf")) if is_map(schema) else ():
            if is_map(part) and isinstance(part.get("$ref"), str):
                children.setdefault(part["$ref"], []).append(join("#/components/schemas", name))
    result: dict[str, list[str]] = {}
    for name, schema in components.items():
        reference = join("#/components/schemas", name)
        if is_map(schema) and is_map(schema.get("discriminator")) and not schema.get("oneOf") and not schema.get("anyOf"):
            named = [join("#/components/schemas", each) for each in components]
            targets = [
                str(each) for each in mapping(schema["discriminator"].get("mapping")).values() if each in named and each != reference
            ]
            heirs = list(dict.fromkeys([*_heirs(reference, children), *targets]))
            if heirs:
                result[reference] = heirs
    return result


def _heirs(reference: str, children: Mapping[str, Sequence[str]]) -> Iterator[str]:
    queue, trail = list(children.get(reference, ())), {reference}
    while queue:
        child = queue.pop(0)
        if child not in trail:
            trail.add(child)
            yield child
            queue += children.get(child, ())


def family_tag(base: Schema, references: Sequence[str], shapes: Sequence[Shape], schemas: "Schemas") -> Tag:
    """The tag of a base and its children; whatever is not named is the base, which comes last."""
    wire = str(mapping(base.get("discriminator")).get("propertyName") or "")
    values: dict[str | int | bool, int] = dict(_named(base, references))
    for value, index in _own([_constants(shape, wire, schemas) for shape in shapes[:-1]], _constants(shapes[-1], wire, schemas)):
        values.setdefault(value, index)
    return Tag(wire, values, len(references) - 1) if wire else Tag()


def tag(schema: Schema, members: Sequence[Shape], written: Sequence[Shape], schemas: "Schemas") -> Tag:
    """The tag of a choice: its discriminator, else a field of constants that all objects among the members have.

    `written` are the members as they were written down, each with what stands beside the choice.
    """
    wire = mapping(schema.get("discriminator")).get("propertyName")
    if isinstance(wire, str) and wire:
        return _discriminated(wire, schema, members, written, schemas)
    objects = [(index, member) for index, member in enumerate(members) if member.model or member.alias]
    if len(objects) < 2 or any(member.alias for _, member in objects):
        return Tag()
    for candidate in _properties(objects[0][1]):
        values: dict[str | int | bool, int] = {}
        for index, member in objects:
            constants = _constants(member, candidate, schemas)
            if not constants or values.keys() & set(constants):
                break
            values.update(dict.fromkeys(constants, index))
        else:
            return Tag(candidate, values)
    return Tag()


def _discriminated(wire: str, schema: Schema, members: Sequence[Shape], written: Sequence[Shape], schemas: "Schemas") -> Tag:
    variants = [each for key in ("oneOf", "anyOf") for each in schema.get(key) or () if is_map(each) and not is_null(each)]
    references = [str(each.get("$ref", "")) for each in variants]
    by_class = {name: index for index, member in enumerate(members) for name in (member.model, member.alias) if name}
    values: dict[str | int | bool, int] = {}

    def member(at: int) -> int:
        shape = written[at] if len(written) == len(variants) else schemas.shape(variants[at], "", "")
        return by_class.get(shape.model or shape.alias, -1)

    values |= {value: index for value, at in _named(schema, references) if (index := member(at)) >= 0}
    constants = [_constants(each, wire, schemas) for each in members]
    for constant, index in _own(constants):
        values.setdefault(constant, index)
    for index, each in enumerate(members):
        inner = schemas.aliases.get(each.alias)
        if inner and inner.tag.wire == wire:
            for constant in (*inner.tag.values, *inner.tag.shared):
                values.setdefault(constant, index)
    only = dict.fromkeys(each[0] for each in constants if len(each) == 1 and each[0] not in values)
    shared = {constant: tuple(index for index, each in enumerate(constants) if each == [constant]) for constant in only}
    other = str(mapping(schema.get("discriminator")).get("defaultMapping") or "")
    reference = other if other.startswith("#") else f"{PREFIX}{other}"
    return Tag(wire, values, member(references.index(reference)) if reference in references else -1, shared)


def _named(schema: Schema, references: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Values of a discriminator with the index of the reference that they stand for: the mapping, then the names of the schemas."""
    texts = mapping(mapping(schema.get("discriminator")).get("mapping"))
    for value, target in texts.items():
        reference = str(target) if str(target).startswith("#") else f"{PREFIX}{target}"
        if reference in references:
            yield str(value), references.index(reference)
    for index, reference in enumerate(references):
        if reference.startswith(PREFIX) and (name := split(reference.removeprefix("#"))[-1]) not in texts:
            yield name, index


def _own(constants: Sequence[Sequence[str | int | bool]], base: Sequence[str | int | bool] = ()) -> Iterator[tuple[str | int | bool, int]]:
    """The values of a tag that stand for one member, with its index: those that several can have, as their base says, tell nothing."""
    members = Counter(value for values in constants for value in set(values))
    for index, values in enumerate(constants):
        if set(values) != set(base):
            yield from ((value, index) for value in values if members[value] == 1)


def _properties(shape: Shape) -> Mapping[str, Any]:
    return mapping(shape.schema.get("properties"))


def _constants(shape: Shape, wire: str, schemas: "Schemas") -> list[str | int | bool]:
    """The values that a property of a model can have, where they are few and known."""
    prop = _properties(shape).get(wire) if shape.model else None
    schema: Schema = schemas.resolve(prop) if is_map(prop) else ANY
    for part in entries(schema.get("allOf")):  # a child narrows what its base says
        inner = schemas.resolve(part) if is_map(part) else ANY
        if "const" in inner or "enum" in inner:
            schema = inner
    values = [schema["const"]] if "const" in schema else entries(schema.get("enum"))
    return [value for value in values if isinstance(value, str | int | bool)]
