"""Objects of an `anyOf` that a value may be at the same time: a class with the fields of all of them, beside the classes of each."""

from collections.abc import Iterable, Sequence
from typing import Final

from attrs import evolve

from identkit.generator.lower import docs, names
from identkit.generator.lower.shapes import PREFIX, AliasShape, ObjectShape, Property, Schema, Shape
from identkit.generator.values import entries

# With more members a choice means one of them, and with more fields nobody would read the class.
MOST_MEMBERS: Final = 8
MOST_FIELDS: Final = 100
_LONGEST_NAME: Final = 60


def combine(objects: dict[str, ObjectShape], aliases: dict[str, AliasShape], scope: names.Scope) -> None:
    """Give each choice the class of what is several of its members at once, where there may be such."""
    classes: dict[tuple[str, ...], Shape] = {}
    for alias in [*aliases.values()]:
        members = [objects[member.model] for member in alias.members if member.model in objects]
        if not _wanted(alias, members):
            continue
        key = tuple(each.name for each in members)
        if key not in classes:
            name = scope.take(_name(members, alias))
            objects[name] = _shape(name, members, alias.pointer)
            classes[key] = Shape({"$ref": PREFIX + name}, objects[name].schema, "object", refs=frozenset([name]), model=name)
        aliases[alias.name] = evolve(alias, members=(*alias.members, classes[key]), together=len(alias.members))


def _wanted(alias: AliasShape, objects: Sequence[ObjectShape]) -> bool:
    """Whether a value may be several members of a choice at once, and no member has all the fields."""
    if "anyOf" not in alias.schema or "oneOf" in alias.schema or alias.tag.wire or not 1 < len(objects) <= MOST_MEMBERS:
        return False
    if any(_closed(each.schema) or _marked(each, objects) for each in objects):
        return False
    names = [{prop.wire for prop in each.properties} for each in objects]
    every = set[str]().union(*names)
    return len(every) <= MOST_FIELDS and every not in names and not _contradict(objects)


def _shape(name: str, objects: Sequence[ObjectShape], pointer: str) -> ObjectShape:
    """The class with the fields of all members. Required are those that each of them requires."""
    result: dict[str, Property] = {}
    for each in objects:
        for prop in each.properties:
            result.setdefault(prop.wire, prop)
    always = [{prop.wire for prop in each.properties if prop.required} for each in objects]
    properties = tuple(evolve(prop, required=all(wire in each for each in always)) for wire, prop in result.items())
    members = docs.comma(each.name for each in objects)
    schema = {"type": "object", "description": f"{members} at once." if len(objects) == 2 else f"Several of {members} at once."}
    return ObjectShape(name, schema, pointer, properties, next((each.extra for each in objects if each.extra), None))


def _name(objects: Iterable[ObjectShape], alias: AliasShape) -> str:
    """What the class is called: `CatAndDog`."""
    text = "And".join(each.name for each in objects)
    return text if len(text) <= _LONGEST_NAME else f"{alias.name}Together"


def _closed(schema: Schema) -> bool:
    return schema.get("additionalProperties") is False or schema.get("unevaluatedProperties") is False


def _marked(member: ObjectShape, objects: Sequence[ObjectShape]) -> bool:
    """Whether a member has to have a field of one value that others do not have: a mark, by which it is none of these."""
    marks = {prop.wire for prop in member.properties if prop.required and len(_values(prop.shape.schema)) == 1}
    return any(not marks <= {prop.wire for prop in other.properties} for other in objects)


def _contradict(objects: Sequence[ObjectShape]) -> bool:
    """Whether a field has another type in one member than in another, or can have no value in both."""
    fields: dict[str, Property] = {}
    for each in objects:
        for prop in each.properties:
            other = fields.setdefault(prop.wire, prop)
            one, two = prop.shape, other.shape
            if one.key != two.key and one.schema != two.schema:
                return True
            values = [_values(one.schema), _values(two.schema)]
            if all(values) and not any(value in values[1] for value in values[0]):
                return True
    return False


def _values(schema: Schema) -> list[object]:
    return [schema["const"]] if "const" in schema else list(entries(schema.get("enum")))
