"""Models, as datamodel-code-generator prints them. The only module that imports it.

It is given flat schemas, in which every property is required and never null, and our templates: it finds the types and prints the classes;
what is around a type (`| None = None`, `Lenient[...]`) was decided before. It is asked for each form of a type once, whatever classes that
speaks of (a list of one of them, say): a class or a field takes it a millisecond, and large documents have ten thousands of them.
"""

import ast
import copy
import json
import re
import warnings
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from identkit.generator import ir
from identkit.generator.values import is_list, is_map, mapping

TEMPLATES = Path(__file__).parents[1] / "templates" / "datamodel_code_generator"
TOGETHER = 200  # classes, or types, of one request
# Names of ours that the tool is given: it renames what looks odd to it, a class all in capitals with a number for one.
_TYPES, _MODELS, _ENUMS, _SLOT_NAME = "IdentkitTypes", "IdentkitModels", "IdentkitEnums", "IdentkitSlot"
_AROUND: Final = re.compile(r"( \| (None|_kit\.UnsetType))+$")
_QUOTED: Final = re.compile(r"['\"]|^$")
_LENIENT: Final = "_kit.Lenient["
_SLOT: Final = re.compile(rf"\b{_SLOT_NAME}(\d+)X\b")
_BEGIN: Final = re.compile(r"^#: (.+)\n", re.MULTILINE)  # our templates print it before each class
_OPEN_ENUM: Final = {"type": "string", "enum": ["x"], "x-enum-varnames": ["X"]}


def generate(
    classes: Sequence[ir.ModelClass | ir.Enum | ir.Alias], types: Mapping[str, Mapping[str, object]]
) -> tuple[dict[str, ir.Block], dict[str, ir.Code]]:
    """The printed classes by name, and the Python types of the flat schemas `types` by key. Raises ValueError when a class is missing."""
    models = [each for each in classes if isinstance(each, ir.ModelClass)]
    forms = {each.name: [_form(flat) for flat in _properties(each)] for each in models}
    wanted = {key: _form(flat) for key, flat in types.items()}
    codes = _types({form.key: form.flat for some in (*forms.values(), wanted.values()) for form in some})
    rows = {each.name: [(field, form.code(codes)) for field, form in zip(each.fields, forms[each.name], strict=True)] for each in models}
    texts = _print([each for each in classes if isinstance(each, ir.Enum)], rows, models)
    missing = [each.name for each in classes if not isinstance(each, ir.Alias) and each.name not in texts]
    if missing:
        raise ValueError(f"datamodel-code-generator left out {', '.join(missing)}")
    blocks = {
        name: ir.Block(name, ir.Code(text), {field.name: _annotation(field, code) for field, code in rows.get(name, ())})
        for name, text in texts.items()
    }
    return blocks, {key: form.code(codes) for key, form in wanted.items()}


@frozen
class _Form:
    """A flat schema with a slot in the place of each class that it speaks of."""

    key: str
    flat: Mapping[str, object]
    names: tuple[str, ...]  # of the classes, by the numbers of the slots

    def code(self, types: Mapping[str, str]) -> ir.Code:
        """The Python type."""
        return ir.Code(_SLOT.sub(lambda slot: self.names[int(slot[1])], types[self.key]))


def _form(flat: Mapping[str, object]) -> _Form:
    names: dict[str, int] = {}

    def opened(schema: Any) -> Any:
        """The tool is not told of classes: putting them in order, so that bases come first, takes it the square of their number."""
        if is_map(schema):
            reference = schema.get("$ref")
            if isinstance(reference, str):
                number = names.setdefault(reference.rpartition("/")[2], len(names))
                return {"type": "object", "customTypePath": f"elsewhere.{_SLOT_NAME}{number}X"}
            return {key: opened(value) for key, value in schema.items()}
        return [opened(value) for value in schema] if is_list(schema) else schema

    form = opened(flat)
    return _Form(json.dumps(form, sort_keys=True), form, tuple(names))


def _types(forms: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    """The type of each form: each is a field of a class that is never printed."""
    keys, schemas = list(forms), list(forms.values())
    parts = range(0, len(keys), TOGETHER)
    text = _inlined(_run({f"{_TYPES}{start}X": flat_object(schemas[start : start + TOGETHER]) for start in parts}, {}))
    lines, result = text.splitlines(), dict[str, str]()
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef) and node.name.startswith(_TYPES):
            start = int(node.name[len(_TYPES) : -1])
            fields = [part for part in node.body if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)]
            result |= {keys[start + at]: bare(field.annotation, lines) for at, field in enumerate(fields)}
    return result


def _print(
    enums: Sequence[ir.Enum], rows: Mapping[str, Sequence[tuple[ir.Field, ir.Code]]], models: Sequence[ir.ModelClass]
) -> dict[str, str]:
    """The text of each class. They are the same to the tool: the types of their fields are found."""
    schemas: dict[str, Mapping[str, object]] = {}
    contexts: dict[str, dict[str, Any]] = {}
    for name, classes, schema in ((_ENUMS, enums, _OPEN_ENUM), (_MODELS, models, flat_object([]))):
        for start in range(0, len(classes), TOGETHER):
            schemas[f"{name}{start}X"] = schema
            contexts[f"{name}{start}X"] = {"classes": classes[start : start + TOGETHER], "rows": rows}
    _, *parts = _BEGIN.split(_run(schemas, contexts)) if schemas else [""]
    return {name: text.rstrip() for name, text in zip(parts[::2], parts[1::2], strict=True)}


def _annotation(field: ir.Field, code: ir.Code) -> ir.Code:
    return _bare(f"{field.before}{code}{field.after.partition(' = ')[0]}")


def _properties(each: ir.ModelClass) -> list[Mapping[str, object]]:
    return list(mapping(each.schema.get("properties")).values())


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
    return _bare(ast.unparse(annotation) if _QUOTED.search(source) else source)


def _bare(annotation: str) -> ir.Code:
    text = _AROUND.sub("", annotation)
    return ir.Code(text[len(_LENIENT) : -1] if text.startswith(_LENIENT) and text.endswith("]") else text)
