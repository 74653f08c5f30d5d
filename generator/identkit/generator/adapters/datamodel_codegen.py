"""Models, as datamodel-code-generator prints them. The only module that imports it.

It is given flat schemas, in which every property is required and never null, and our templates: it finds the types and prints the classes;
what is around a type (`| None = None`, `Lenient[...]`) was decided before. The printed classes are read back, so that signatures are
written with the very types of the models.
"""

import ast
import json
import re
import warnings
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve

from identkit.generator import ir
from identkit.generator.values import is_list, is_map, mapping

TEMPLATES = Path(__file__).parents[1] / "templates" / "datamodel_code_generator"
NUMBERED = "IdentkitType"
CARRIER = "OperationTypes"  # models that are never printed: their fields are the types of parameters, bodies and answers
TOGETHER = 200  # classes at a time: the tool holds some hundred kilobytes for each, and looks at each more often the more there are


def generate(
    classes: Sequence[ir.ModelClass | ir.Enum | ir.Alias], types: Mapping[str, Mapping[str, object]]
) -> tuple[dict[str, ir.Block], dict[str, ir.Code]]:
    """The printed classes by name, and the Python types of the flat schemas `types` by key. Raises ValueError when a class is missing.

    The tool sees names of ours instead of the document's: it renames what looks odd to it, a class all in capitals with a number for one.
    """
    types_of = _FieldTypes(classes)
    every = [*classes, *types_of.carriers(types.values())]
    numbers = {each.name: f"{NUMBERED}{index}X" for index, each in enumerate(every)}
    blocks: dict[str, ir.Block] = {}
    for start in range(0, len(every), TOGETHER):
        blocks.update(_print(every[start : start + TOGETHER], numbers, types_of))
    missing = [name for name in numbers if name not in blocks]
    if missing:
        raise ValueError(f"datamodel-code-generator left out {', '.join(missing)}")
    return {each.name: blocks[each.name] for each in classes}, {key: types_of.type(flat, blocks) for key, flat in types.items()}


def _print(
    classes: Sequence[ir.ModelClass | ir.Enum | ir.Alias], numbers: Mapping[str, str], types_of: "_FieldTypes"
) -> list[tuple[str, ir.Block]]:
    contexts: dict[str, dict[str, Any]] = {
        numbers[each.name]: {"lowered": _empty(each.name) if isinstance(each, ir.Alias) else each, "lowered_fields": types_of.fields(each)}
        for each in classes
    }
    here = {each.name for each in classes}
    text = _run({numbers[each.name]: _with_numbers(types_of.schema(each), numbers, here) for each in classes}, contexts)
    names = list(numbers)
    return _blocks(re.sub(rf"\b{NUMBERED}(\d+)X\b", lambda match: names[int(match[1])], text))


class _FieldTypes:
    """Asks for the type of a flat schema once in each class: a field costs the tool half a millisecond, and many are text."""

    def __init__(self, classes: Sequence[ir.ModelClass | ir.Enum | ir.Alias]) -> None:
        self._places: dict[str, tuple[str, str]] = {}  # a flat schema -> a class and the field there that is of this type and no other
        for each in classes:
            for field, flat in zip(each.fields, _properties(each), strict=True) if isinstance(each, ir.ModelClass) else ():
                if not field.before:
                    self._places.setdefault(_key(flat), (each.name, field.name))

    def carriers(self, flats: Iterable[Mapping[str, object]]) -> list[ir.ModelClass]:
        """Classes with the types that no other has."""
        more = list({key: flat for flat in flats if (key := _key(flat)) not in self._places}.items())
        stubs: list[ir.ModelClass] = []
        for start in range(0, len(more), TOGETHER):
            part = more[start : start + TOGETHER]
            name = f"{CARRIER}{len(stubs)}"
            self._places.update({key: (name, f"t{at}") for at, (key, _) in enumerate(part)})
            fields = tuple(ir.Field(f"t{at}", "", "", ir.Code("")) for at in range(len(part)))
            stubs.append(_empty(name, fields, flat_object([flat for _, flat in part])))
        return stubs

    def fields(self, each: ir.ModelClass | ir.Enum | ir.Alias) -> list[tuple[ir.Field, str]]:
        """The fields of a class, each with the property that was asked for its type."""
        if not isinstance(each, ir.ModelClass):
            return []
        first: dict[str, str] = {}
        return [
            (field, first.setdefault(_key(flat), f"f{at}"))
            for at, (field, flat) in enumerate(zip(each.fields, _properties(each), strict=True))
        ]

    def schema(self, each: ir.ModelClass | ir.Enum | ir.Alias) -> Mapping[str, object]:
        """The schema of a class as the tool is given it."""
        names = list(dict.fromkeys(name for _, name in self.fields(each)))
        properties = dict(zip((f"f{at}" for at in range(len(_properties(each)))), _properties(each), strict=True))
        return {**each.schema, "properties": {name: properties[name] for name in names}, "required": names} if names else each.schema

    def type(self, flat: Mapping[str, object], blocks: Mapping[str, ir.Block]) -> ir.Code:
        """The Python type of a flat schema."""
        name, field = self._places[_key(flat)]
        return blocks[name].annotations[field]


def _properties(each: ir.ModelClass | ir.Enum | ir.Alias) -> list[Mapping[str, object]]:
    return list(mapping(each.schema.get("properties")).values())


def _key(flat: Mapping[str, object]) -> str:
    return json.dumps(flat, sort_keys=True)


def _empty(name: str, fields: tuple[ir.Field, ...] = (), schema: Mapping[str, object] | None = None) -> ir.ModelClass:
    """A class that is never printed."""
    return ir.ModelClass(name, "_kit.Model", "", ir.Code(""), fields, (), schema=schema or {})


def _with_numbers(schema: Any, numbers: Mapping[str, str], here: Collection[str]) -> Any:
    """A flat schema whose references go by number; what the tool does not see at the same time is a class from elsewhere."""
    if is_map(schema):
        reference = schema.get("$ref")
        if isinstance(reference, str):
            head, _, name = reference.rpartition("/")
            return (
                {"$ref": f"{head}/{numbers[name]}"} if name in here else {"type": "object", "customTypePath": f"elsewhere.{numbers[name]}"}
            )
        return {key: _with_numbers(value, numbers, here) for key, value in schema.items()}
    return [_with_numbers(value, numbers, here) for value in schema] if is_list(schema) else schema


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


def _blocks(text: str) -> list[tuple[str, ir.Block]]:
    """The classes of the printed module, each with its text and the types of its fields."""
    lines = text.splitlines()
    blocks: list[tuple[str, ir.Block]] = []
    for node in ast.parse(text).body:
        if isinstance(node, ast.ClassDef):
            code = "\n".join(lines[node.lineno - 1 : node.end_lineno])
            fields = {
                part.target.id: bare(part.annotation)
                for part in node.body
                if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
            }
            uses = frozenset(part.id for part in ast.walk(node) if isinstance(part, ast.Name))
            blocks.append((node.name, ir.Block(node.name, code, fields, uses)))
    return blocks


def bare(annotation: ast.expr) -> ir.Code:
    """The type without `| None`, `| UnsetType` and `Lenient[...]`."""
    text = re.sub(r"( \| (None|_kit\.UnsetType))+$", "", ast.unparse(annotation))
    lenient = re.fullmatch(r"_kit\.Lenient\[(.*)\]", text)
    return ir.Code(lenient[1] if lenient else text)


def renamed(block: ir.Block, text: str) -> ir.Block:
    """The block with another text."""
    return evolve(block, text=text)
