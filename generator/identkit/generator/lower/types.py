"""Python types of what travels: as datamodel-code-generator wrote them, and as a caller may pass them."""

import ast
from collections.abc import Iterator, Mapping, Sequence

from identkit.generator import ir
from identkit.generator.lower import params as lower_params
from identkit.generator.lower.params import Params
from identkit.generator.lower.shapes import ObjectShape, Property, Shape, is_base64


class Types:
    """Python types of shapes, as datamodel-code-generator wrote them."""

    def __init__(
        self,
        constants: Mapping[str, ir.Code],
        classes: Sequence[ir.ModelClass | ir.Enum | ir.Alias],
        blocks: Mapping[str, ir.Block],
        params: Mapping[str, Params],
    ) -> None:
        self._constants = constants
        self._blocks = blocks
        self.params = params
        self._wider = {"date": "date | str", "datetime": "datetime | str", "bytes": "_kit.FileInput"}
        self._wider |= {each.name: each.alias for each in classes if isinstance(each, ir.Enum) and each.alias}
        dictionaries = {name: each.name for name, each in params.items()}
        models = [each.name for each in classes if isinstance(each, ir.ModelClass)]
        self._wider |= {name: f"{name} | {dictionaries.get(name, 'Mapping[str, Any]')}" for name in models}
        self._wider |= {each.name: f"{each.name} | {_given(each, constants)}" for each in classes if isinstance(each, ir.Alias)}

    def decoded(self, shape: Shape | None) -> ir.Code:
        """The type an answer is decoded to."""
        if shape is None:
            return ir.Code("None")
        text = self._constants[shape.key]
        return ir.Code(f"{text} | None") if shape.nullable and text != "Any" else text

    def plain(self, shape: Shape) -> ir.Code:
        """The type as it stands, null aside."""
        return self._constants[shape.key]

    def given(self, shape: Shape) -> ir.Code:
        """The type a caller may pass."""
        text = widen(self._constants[shape.key], self._wider | self._opened(shape))
        text = ir.Code(f"{text} | str") if shape.kind == "binary" and is_base64(shape.schema) else text
        return ir.Code(f"{text} | None") if shape.nullable and text != "Any" else text

    def _opened(self, shape: Shape) -> dict[str, str]:
        """Enums that the document lets any text stand beside, in the value or its items: what is accepted for them."""
        enums = [each for each in (shape, shape.item) if each is not None and each.enum in self._wider and each.kind == "string"]
        return {each.enum: f"{self._wider[each.enum]} | str" for each in enums if "enum" not in each.schema}

    def printed(self, names: Mapping[str, Mapping[str, str]]) -> list[str]:
        """The dictionaries that may be passed in the place of models, as source. `names` are the fields of each by wire name."""
        return [
            lower_params.printed(each, names[model], self._given_fields(each.shape, names[model])) for model, each in self.params.items()
        ]

    def _given_fields(self, shape: ObjectShape, names: Mapping[str, str]) -> Iterator[tuple[Property, ir.Code]]:
        types = self._blocks[shape.name].annotations
        for prop in shape.properties:
            text = widen(types[names[prop.wire]], self._wider | self._opened(prop.shape))
            text = ir.Code(f"{text} | str") if prop.shape.kind == "binary" and is_base64(prop.shape.schema) else text
            yield prop, ir.Code(f"{text} | None" if prop.shape.nullable and text != "Any" else text)


def _given(alias: ir.Alias, constants: Mapping[str, ir.Code]) -> str:
    """What is accepted for a choice beside its members as they come back."""
    types = [str(constants[key]) for key in alias.members]
    lists = any(text.startswith(("list[", "tuple[")) for text in types)
    texts = any(text in ("date", "datetime") for text in types)
    return " | ".join(["Mapping[str, Any]", *(["Sequence[Any]"] if lists else []), *(["str"] if texts else [])])


def alternatives(annotation: str) -> list[str]:
    """The parts of `A | B`; what stands inside brackets stays together."""

    def flat(node: ast.expr) -> Iterator[str]:
        match node:
            case ast.BinOp(left=left, right=right):
                yield from flat(left)
                yield from flat(right)
            case _:
                yield ast.unparse(node)

    return list(flat(ast.parse(annotation, mode="eval").body))


def widen(annotation: str, wider: Mapping[str, str]) -> ir.Code:
    """What is accepted for a value of a type: any sequence for a list, and for a name what `wider` says."""
    return ir.Code(_widen(ast.parse(annotation, mode="eval").body, wider))


def _widen(node: ast.expr, wider: Mapping[str, str]) -> str:
    match node:
        case ast.Name(id=name):
            return wider.get(name, name)
        case ast.Subscript(value=ast.Name(id="list"), slice=item):
            return f"Sequence[{_widen(item, wider)}]"
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[key, item])):
            return f"Mapping[{ast.unparse(key)}, {_widen(item, wider)}]"
        case ast.Subscript(value=ast.Name(id="tuple")):
            return f"{ast.unparse(node)} | Sequence[Any]"
        case ast.BinOp(left=left, right=right):
            parts = [*alternatives(_widen(left, wider)), *alternatives(_widen(right, wider))]
            return " | ".join(dict.fromkeys(parts))
        case _:
            return ast.unparse(node)
