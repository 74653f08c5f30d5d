"""Models, as datamodel-code-generator prints them. The only module that imports it.

It is given flat schemas, in which every property is required and never null, and our templates: it finds the types and prints the classes;
what is around a type (`| None = None`, `Lenient[...]`) was decided before. The printed classes are read back, so that signatures are
written with the very types of the models.
"""

import ast
import copy
import json
import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from identkit.generator import ir
from identkit.generator.values import is_list, is_map, mapping

TEMPLATES = Path(__file__).parents[1] / "templates" / "datamodel_code_generator"
CARRIER = "OperationTypes"  # models that are never printed: their fields are the types of parameters, bodies and answers
TOGETHER = 200  # classes at a time: the tool holds some hundred kilobytes for each
# The tool is given names of ours: a class where it is defined, a class where another one speaks of it (what is imported and defined under
# one name it renames), and a type that it was asked for already.
_DEFINED, _SPOKEN_OF, _ASKED = "IdentkitClass", "IdentkitOther", "IdentkitType"
_AROUND: Final = re.compile(r"( \| (None|_kit\.UnsetType))+$")
_QUOTED: Final = re.compile(r"['\"]|^$")
_LENIENT: Final = "_kit.Lenient["
_OURS: Final = re.compile(rf"\b({_DEFINED}|{_SPOKEN_OF}|{_ASKED})(\d+)X\b")


def generate(
    classes: Sequence[ir.ModelClass | ir.Enum | ir.Alias], types: Mapping[str, Mapping[str, object]]
) -> tuple[dict[str, ir.Block], dict[str, ir.Code]]:
    """The printed classes by name, and the Python types of the flat schemas `types` by key. Raises ValueError when a class is missing.

    The tool sees names of ours instead of the document's: it renames what looks odd to it, a class all in capitals with a number for one.
    """
    names = {each.name: at for at, each in enumerate(classes)}
    types_of = _FieldTypes(names)
    requests = [types_of.request(each) for each in classes if not isinstance(each, ir.Alias)]
    every = [*requests, *types_of.carriers(types.values())]
    shapes = _shapes(every)
    blocks = [block for start in range(0, len(shapes), TOGETHER) for block in _print(shapes[start : start + TOGETHER])]
    printed = {block.name: block for block in blocks}
    missing = [each.name for each in every if each.name not in printed]
    if missing:
        raise ValueError(f"datamodel-code-generator left out {', '.join(missing)}")
    code = _Code(list(names), types_of.found(printed))
    by_name = {each.lowered.name: code.block(each.lowered.name, printed[each.name]) for each in requests}
    return by_name, {key: code.finished(types_of.type(flat)) for key, flat in types.items()}


class _Code:
    """What the tool printed, with the names of the document in the place of ours."""

    def __init__(self, names: Sequence[str], types: Sequence[ir.Code]) -> None:
        self._names = names
        self._types: Sequence[ir.Code] = ()
        self._types = [self.finished(each) for each in types]  # a type may speak of classes itself

    def finished(self, code: str) -> ir.Code:
        return ir.Code(_OURS.sub(self._named, code))

    def block(self, name: str, printed: ir.Block) -> ir.Block:
        annotations = {field: self.finished(code) for field, code in printed.annotations.items()}
        return ir.Block(name, self.finished(printed.text), annotations)

    def _named(self, match: re.Match[str]) -> str:
        texts, at = self._types if match[1] == _ASKED else self._names, int(match[2])
        return texts[at] if at < len(texts) else match[0]  # a text of the document may look like a name of ours


@frozen
class _Request:
    """A class as the tool is asked for it."""

    name: str
    lowered: ir.ModelClass | ir.Enum  # for our templates
    fields: Sequence[tuple[ir.Field, str, str]]  # with the property that is asked for its type, or else the type itself
    schema: Mapping[str, object]


class _FieldTypes:
    """Asks for the type of a flat schema once: a field costs the tool half a millisecond, and many are text."""

    def __init__(self, names: Mapping[str, int]) -> None:
        self._names = names
        self._numbers: dict[str, int] = {}  # of the flat schemas that are asked for, by their keys
        self._places: list[tuple[str, str]] = []  # the class and the field where each is asked for

    def request(self, each: ir.ModelClass | ir.Enum, name: str = "") -> _Request:
        """What the tool is asked for a class. Types that another class asks for are there already."""
        name = name or f"{_DEFINED}{self._names[each.name]}X"
        if isinstance(each, ir.Enum):
            return _Request(name, each, (), each.schema)
        asked: dict[str, object] = {}
        own: dict[str, str] = {}  # of this class: the flat schemas and their properties
        fields: list[tuple[ir.Field, str, str]] = []
        for at, (field, flat) in enumerate(zip(each.fields, _properties(each), strict=True)):
            key = _key(flat)
            if key in self._numbers:
                fields.append((field, "", f"{_ASKED}{self._numbers[key]}X"))
                continue
            if key not in own:
                own[key] = f"f{at}"
                asked[f"f{at}"] = self._spoken_of(flat)
            if not field.before:  # what stands around the type would have to be taken off again
                self._numbers[key] = len(self._numbers)
                self._places.append((name, field.name))
            fields.append((field, own[key], ""))
        return _Request(name, each, fields, {"type": "object", "properties": asked, "required": list(asked)})

    def carriers(self, flats: Iterable[Mapping[str, object]]) -> list[_Request]:
        """Classes with the types that no other has."""
        more = [flat for key, flat in {_key(flat): flat for flat in flats}.items() if key not in self._numbers]
        requests: list[_Request] = []
        for start in range(0, len(more), TOGETHER):
            part = more[start : start + TOGETHER]
            fields = tuple(ir.Field(f"t{at}", "", "", ir.Code("")) for at in range(len(part)))
            name = f"{CARRIER}{len(requests)}"
            requests.append(self.request(ir.ModelClass(name, "_kit.Model", "", ir.Code(""), fields, (), schema=flat_object(part)), name))
        return requests

    def found(self, printed: Mapping[str, ir.Block]) -> list[ir.Code]:
        """The types that were asked for, by their numbers."""
        return [printed[name].annotations[field] for name, field in self._places]

    def type(self, flat: Mapping[str, object]) -> ir.Code:
        """The Python type of a flat schema, in our names."""
        return ir.Code(f"{_ASKED}{self._numbers[_key(flat)]}X")

    def _spoken_of(self, schema: Any) -> Any:
        """A flat schema whose references are classes from elsewhere, whether the tool sees them at the same time or not.

        Putting classes in order, so that bases come first, takes it the square of their number, and none of these is a base.
        """
        if is_map(schema):
            reference = schema.get("$ref")
            if isinstance(reference, str):
                return {"type": "object", "customTypePath": f"elsewhere.{_SPOKEN_OF}{self._names[reference.rpartition('/')[2]]}X"}
            return {key: self._spoken_of(value) for key, value in schema.items()}
        return [self._spoken_of(value) for value in schema] if is_list(schema) else schema


def _shapes(requests: Iterable[_Request]) -> list[list[_Request]]:
    """Classes that are the same to the tool: it is asked for the first, and prints all of them. A class takes it a millisecond."""
    shapes: dict[tuple[bool, str], list[_Request]] = {}
    for each in requests:
        shapes.setdefault((isinstance(each.lowered, ir.Enum), _key(each.schema)), []).append(each)
    return list(shapes.values())


def _print(shapes: Sequence[Sequence[_Request]]) -> list[ir.Block]:
    contexts: dict[str, dict[str, Any]] = {first.name: {"classes": [first, *others]} for first, *others in shapes}
    return _blocks(_run({first.name: first.schema for first, *_ in shapes}, contexts))


def _properties(each: ir.ModelClass) -> list[Mapping[str, object]]:
    return list(mapping(each.schema.get("properties")).values())


def _key(flat: Mapping[str, object]) -> str:
    return json.dumps(flat, sort_keys=True)


def flat_object(properties: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """The flat schema of a model. Its properties only have numbers, which datamodel-code-generator has no reason to rename."""
    fields = {f"f{index}": schema for index, schema in enumerate(properties)}
    return {"type": "object", "properties": fields, "required": list(fields)}


def _run(schemas: Mapping[str, object], contexts: dict[str, dict[str, Any]]) -> str:
    from datamodel_code_generator import generate
    from datamodel_code_generator.enums import DataModelType, InputFileType
    from datamodel_code_generator.format import DatetimeClassType, PythonVersion

    document = {"openapi": "3.1.0", "info": {"title": "flat", "version": "0"}, "paths": {}, "components": {"schemas": schemas}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about unions: `lower_schemas` decided on them
        text = generate(
            document,
            input_file_type=InputFileType.OpenAPI,
            output_model_type=DataModelType.MsgspecStruct,
            custom_template_dir=TEMPLATES,
            extra_template_data=defaultdict(dict[str, Any], contexts),
            target_python_version=PythonVersion.PY_311,
            output_datetime_class=DatetimeClassType.Datetime,
            use_standard_collections=True,
            use_union_operator=True,
            disable_timestamp=True,
            formatters=[],  # ruff formats everything at the end, once
        )
    if not isinstance(text, str):
        raise TypeError("datamodel-code-generator was expected to answer one module")
    return text


def _blocks(text: str) -> list[ir.Block]:
    """The classes of the printed module, each with its text and the types of its fields."""
    text = _inlined(text)
    lines = text.splitlines()
    return [
        ir.Block(
            node.name,
            ir.Code("\n".join(lines[node.lineno - 1 : node.end_lineno])),
            {
                part.target.id: bare(part.annotation, lines)
                for part in node.body
                if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
            },
        )
        for node in ast.parse(text).body
        if isinstance(node, ast.ClassDef)
    ]


def _inlined(text: str) -> str:
    """The module with the types for which the tool made a name of their own, a tuple inside a list for one, where they are spoken of."""
    tree = ast.parse(text)
    types = {
        node.target.id: node.value
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value
    }
    if not types:
        return text
    fields = (part for node in tree.body if isinstance(node, ast.ClassDef) for part in node.body if isinstance(part, ast.AnnAssign))
    names = [each for part in fields for each in ast.walk(part.annotation) if isinstance(each, ast.Name) and each.id in types]
    lines = text.encode().splitlines(keepends=True)
    for each in sorted(names, key=lambda each: (each.lineno, each.col_offset), reverse=True):
        line = lines[each.lineno - 1]
        spelled = ast.unparse(_Spelled(types).visit(ast.Name(each.id)))
        lines[each.lineno - 1] = line[: each.col_offset] + spelled.encode() + line[each.end_col_offset :]
    return b"".join(lines).decode()


class _Spelled(ast.NodeTransformer):
    """Puts types in the place of their names."""

    def __init__(self, types: Mapping[str, ast.expr]) -> None:
        self._types = types

    def visit_Name(self, node: ast.Name) -> ast.AST:
        value = self._types.get(node.id)
        return self.visit(copy.deepcopy(value)) if value is not None else node


def bare(annotation: ast.expr, lines: Sequence[str] = ()) -> ir.Code:
    """The type without `| None`, `| UnsetType` and `Lenient[...]`: from the lines of what was parsed where these say it plainly."""
    line = lines[annotation.lineno - 1] if lines and annotation.lineno == annotation.end_lineno else '"'
    source = line[annotation.col_offset : annotation.end_col_offset] if line.isascii() else '"'
    text = _AROUND.sub("", ast.unparse(annotation) if _QUOTED.search(source) else source)
    return ir.Code(text[len(_LENIENT) : -1] if text.startswith(_LENIENT) and text.endswith("]") else text)
