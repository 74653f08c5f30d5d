"""`x-getters`: methods of a model that reach into it and raise where there is nothing, so that readers need not ask at each step."""

from collections.abc import Mapping

from attrs import evolve

from identkit.generator import ir
from identkit.generator.lower import docs, names
from identkit.generator.lower.models import Models
from identkit.generator.lower.shapes import ObjectShape
from identkit.generator.problems import join
from identkit.generator.values import mapping


def added(blocks: Mapping[str, ir.Block], models: Models) -> dict[str, ir.Block]:
    """The printed classes, those with getters longer by these."""
    result = dict(blocks)
    for shape in models.schemas.objects.values():
        getters = mapping(shape.schema.get("x-getters"))
        if getters and shape.name in result:
            methods = [method for name, path in getters.items() if (method := _method(str(name), str(path), shape, models, blocks))]
            result[shape.name] = evolve(result[shape.name], text="\n\n".join([result[shape.name].text, *methods]))
    return result


def _method(name: str, path: str, shape: ObjectShape, models: Models, blocks: Mapping[str, ir.Block]) -> str:
    pointer = join(shape.pointer, "x-getters", name)
    if not names.is_public_identifier(name) or name in models.names[shape.name].values() or name in names.MODEL_ATTRIBUTES:
        models.report(pointer, f"x-getters: {name!r} is no name, or is a field already", "getters")
        return ""
    python = models.python_path(shape.name, path)
    kind = _type(shape, path, models, blocks)
    if python is None or kind is None:
        models.report(pointer, f"x-getters: there is no property {path!r}", "unknown-property")
        return ""
    doc = docs.docstring(f"`{python}`. Raises MissingValue where there is none.", indent=8)
    steps = ir.source(tuple(python.split(".")))
    lines = (f"def {name}(self) -> {kind}:", f"    {doc}", f"    found: {kind} = _kit.reached(self, {steps})", "    return found")
    return "\n".join(f"    {line}" for line in lines)


def _type(shape: ObjectShape, path: str, models: Models, blocks: Mapping[str, ir.Block]) -> str | None:
    """The type of what a dotted path leads to, as the model's field has it."""
    head, _, rest = path.partition(".")
    prop = next((prop for prop in shape.properties if prop.wire == head), None)
    if prop is None or shape.name not in blocks:
        return None
    if rest:
        inner = models.schemas.objects.get(prop.shape.model)
        return _type(inner, rest, models, blocks) if inner is not None else None
    return blocks[shape.name].annotations.get(models.names[shape.name][head])
