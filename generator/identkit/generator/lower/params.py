"""Request bodies as `TypedDict`: what a caller may pass in the place of a model. A misspelt key is an error to type checkers."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from identkit.generator import ir
from identkit.generator.lower import docs
from identkit.generator.lower.http import Endpoint
from identkit.generator.lower.models import Directions, Models
from identkit.generator.lower.shapes import ObjectShape, Property

WIDE = 12  # with more fields than this a body is passed as `**params: Unpack[...]`


@frozen
class Params:
    """The `TypedDict` of a model."""

    name: str
    shape: ObjectShape


def needed(calls: Iterable[Endpoint], models: Models, directions: Directions) -> dict[str, Params]:
    """The dictionaries by the name of their model: of models inside bodies, and of wide bodies."""
    objects = models.schemas.objects
    inside = {ref for name in directions.sent if name in objects for ref in objects[name].refs}
    for call in calls:
        if call.body is None:
            continue
        whole = call.body.shape.model not in objects or call.body.shape.nullable
        wide = call.body.shape.model in objects and is_wide(objects[call.body.shape.model])
        inside.update(call.body.shape.refs if whole else [call.body.shape.model] if wide else [])
    result = [shape for name, shape in objects.items() if name in inside and shape.properties and shape.extra is None]
    return {shape.name: Params(models.schemas.reserve(f"{shape.name}Params"), shape) for shape in result}


def is_wide(shape: ObjectShape) -> bool:
    """Whether a body has too many fields for a signature."""
    return len([prop for prop in shape.properties if not prop.read_only]) > WIDE and shape.extra is None


def printed(params: Params, names: Mapping[str, str], types: Iterable[tuple[Property, ir.Code]]) -> str:
    """The class as source. `types` are those that a caller may pass."""
    doc = docs.docstring(f"What is taken where a `{params.shape.name}` is sent, as a dictionary.")
    return "\n".join([f"class {params.name}(TypedDict, total=False):", f"    {doc}", "", *_fields(names, types)])


def _fields(names: Mapping[str, str], types: Iterable[tuple[Property, ir.Code]]) -> Iterator[str]:
    for prop, text in types:
        if not prop.read_only:
            yield f"    {names[prop.wire]}: {f'Required[{text}]' if prop.required else text}"
