"""Cuts chains of models that are longer than a decoder can follow.

msgspec reads a model with all models in its fields before it decodes the first value, one inside the other, and Python lets a thousand
calls stand inside each other. So where models lead to each other one by one for long, a link now and then becomes a choice of one, which
the decoder asks about when a value is there. Public documents are at most some dozens of models deep.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import evolve

from identkit.generator.lower.names import Scope
from identkit.generator.lower.shapes import PREFIX, AliasShape, ObjectShape, Shape, Tag
from identkit.generator.values import is_list, is_map

LONGEST: Final = 150  # models one inside the other; a caller may be deep in calls of its own


def shorten(objects: dict[str, ObjectShape], aliases: dict[str, AliasShape], scope: Scope) -> None:
    """Cut what is too long."""
    for name, others in _cuts(objects).items():
        links = {each: scope.take(f"{each}Link") for each in sorted(others)}
        aliases.update({links[each]: _link(objects[each], links[each]) for each in links})
        objects[name] = _with_links(objects[name], links)


def _cuts(objects: Mapping[str, ObjectShape]) -> dict[str, set[str]]:
    """The models in which a chain has become too long, and those that they lead to there."""
    result: dict[str, set[str]] = {}
    entered: set[str] = set()
    for root in objects:
        stack = [] if root in entered else [(root, 1, _inner(root, objects))]
        entered.add(root)
        while stack:
            name, depth, rest = stack[-1]
            inner = next((each for each in rest if each not in entered), "")
            if not inner:
                stack.pop()
                continue
            if depth == LONGEST:
                result.setdefault(name, set()).add(inner)
            entered.add(inner)
            stack.append((inner, 1 if depth == LONGEST else depth + 1, _inner(inner, objects)))
    return result


def _link(model: ObjectShape, name: str) -> AliasShape:
    """A choice with no member but a model."""
    member = Shape({"$ref": PREFIX + model.name}, model.schema, "object", refs=frozenset([model.name]), model=model.name)
    return AliasShape(name, model.schema, model.pointer, (member,), Tag())


def _with_links(model: ObjectShape, links: Mapping[str, str]) -> ObjectShape:
    """A model that speaks of links in the place of some models."""
    properties = tuple(evolve(each, shape=_linked(each.shape, links)) for each in model.properties)
    return evolve(model, properties=properties, extra=_linked(model.extra, links) if model.extra else None)


def _inner(name: str, objects: Mapping[str, ObjectShape]) -> Iterator[str]:
    return (each for each in objects[name].refs if each in objects)


def _linked(shape: Shape, links: Mapping[str, str]) -> Shape:
    if not shape.refs & links.keys():
        return shape
    return evolve(
        shape,
        flat=_replaced(shape.flat, {PREFIX + name: PREFIX + other for name, other in links.items()}),
        refs=frozenset(links.get(each, each) for each in shape.refs),
        model="" if shape.model in links else shape.model,
        alias=links.get(shape.model, shape.alias),
        item=_linked(shape.item, links) if shape.item else None,
    )


def _replaced(flat: Any, references: Mapping[str, str]) -> Any:
    if is_map(flat):
        return {key: references.get(str(value), value) if key == "$ref" else _replaced(value, references) for key, value in flat.items()}
    return [_replaced(each, references) for each in flat] if is_list(flat) else flat
