"""Contracts with the two tools behind their adapters: what we rely on, so that a new version of either is looked at here first."""

import ast
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from identkit.generator import ir
from identkit.generator.adapters import datamodel_codegen as models
from identkit.generator.adapters import openapi_client as operations
from identkit.generator.lower.http import Answer, Body, Call, Parameter
from identkit.generator.lower.schemas import PREFIX, Shape

ROOT = Path(__file__).parents[2]
GENERATOR = ROOT / "generator"
TEXT = Shape({"type": "string"}, {}, "string")
PET = Shape({"$ref": f"{PREFIX}Pet"}, {}, "object", model="Pet")
STUBS = {TEXT.key: "Type0", PET.key: "Pet"}


def call(path: str, method: str = "GET", **parts: Any) -> Call:
    known: dict[str, Any] = {"parameters": (), "body": None, "answers": (Answer("200", "", "application/json", PET),)}
    return Call("pets", "get", method, path, {}, f"/paths/{path}/{method}", internal=False, **{**known, **parts})


def parameter(wire: str, place: str, *, required: bool = True) -> Parameter:
    return Parameter(wire, place, required, TEXT, {}, "")


@pytest.mark.parametrize(
    ("module", "tool"), [("openapi_client", "openapi_python_client"), ("datamodel_codegen", "datamodel_code_generator")]
)
def test_each_tool_has_one_importer(module: str, tool: str) -> None:
    importers = {
        path.stem for path in GENERATOR.rglob("*.py") if re.search(rf"^\s*(?:from|import) {tool}", path.read_text("utf-8"), re.MULTILINE)
    }
    assert importers == {module}


@pytest.mark.parametrize("tool", ["openapi-python-client", "datamodel-code-generator"])
def test_each_tool_is_pinned_exactly(tool: str) -> None:
    pyproject = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'"{tool}=={version(tool)}"' in pyproject


def test_operations_are_read_whole() -> None:
    """Path order, places, what is required, bodies, statuses that Python's HTTPStatus does not know, and names that are none in Python."""
    answers = (Answer("200", "", "application/json", PET), Answer("529", "", "", None), Answer("4XX", "", "application/problem+json", PET))
    known = call(
        "/{the-owner}/pets/{1}.json",
        "POST",
        parameters=(
            parameter("1", "path"),
            parameter("the-owner", "path"),
            parameter("page[number]", "query", required=False),
            parameter("from", "query"),
            parameter("from", "header"),
            parameter("s", "cookie", required=False),
        ),
        body=Body("multipart/form-data", "multipart", PET, required=True, data={}, pointer=""),
        answers=(*answers, Answer("default", "", "application/pdf", Shape({"type": "string"}, {}, "binary"))),
    )
    found, refused = operations.read([known], STUBS)
    assert refused == {}
    (outline,) = found.values()
    assert outline.path_parameters == ("the-owner", "1")
    assert outline.parameters == {
        ("path", "the-owner"): True,
        ("path", "1"): True,
        ("query", "page[number]"): False,
        ("query", "from"): True,
        ("header", "from"): True,
        ("cookie", "s"): False,
    }
    assert (outline.body, set(outline.answers)) == ("Pet", {"200", "529", "4XX", "default"})
    assert operations.difference(known, outline, STUBS) == ""


def test_a_path_that_does_not_fit_its_parameters_is_refused_and_told() -> None:
    found, refused = operations.read([call("/pets/{id}"), call("/dogs")], STUBS)
    assert [*found] == ["/paths//dogs/GET"]
    assert [*refused] == ["/paths//pets/{id}/GET"]
    assert "Path parameters" in refused["/paths//pets/{id}/GET"]


def test_a_reading_that_differs_is_told() -> None:
    known = call("/pets", parameters=(parameter("limit", "query"),))
    (outline,) = operations.read([known], STUBS)[0].values()
    assert operations.difference(call("/pets"), outline, STUBS).startswith("parameters")
    with_body = call("/pets", parameters=known.parameters, body=Body("application/json", "json", PET, required=True, data={}, pointer=""))
    assert operations.difference(with_body, outline, STUBS).startswith("body")
    assert operations.difference(call("/pets", parameters=known.parameters, answers=()), outline, STUBS).startswith("answers")


def model(name: str, *fields: tuple[str, dict[str, object]]) -> ir.Model:
    printed = tuple(ir.Field(each, "", " | None = None", ir.Code('"""Doc."""')) for each, _ in fields)
    constants = (("pii", "Mapping[str, str]", ir.Code("{}")),)
    return ir.Model(
        name, "Model", "frozen=True", ir.Code('"""A model."""'), printed, constants, schema=models.flat_object([flat for _, flat in fields])
    )


TYPES: dict[str, tuple[dict[str, object], str]] = {
    "text": ({"type": "string"}, "str"),
    "whole": ({"type": "integer"}, "int"),
    "number": ({"type": "number"}, "float"),
    "flag": ({"type": "boolean"}, "bool"),
    "day": ({"type": "string", "format": "date"}, "date"),
    "moment": ({"type": "string", "format": "date-time"}, "datetime"),
    "file": ({"type": "string", "format": "binary"}, "bytes"),
    "anything": ({}, "Any"),
    "pet": ({"$ref": f"{PREFIX}Pet"}, "Pet"),
    "pets": ({"type": "array", "items": {"$ref": f"{PREFIX}Pet"}}, "list[Pet]"),
    "gaps": ({"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "null"}]}}, "list[str | None]"),
    "table": ({"type": "object", "additionalProperties": {"type": "integer"}}, "dict[str, int]"),
    "object": ({"type": "object", "additionalProperties": True}, "dict[str, Any]"),
    "union": ({"anyOf": [{"$ref": f"{PREFIX}Pet"}, {"type": "string"}]}, "Pet | str"),
}


def test_types_are_found_and_classes_printed_by_our_templates() -> None:
    state = ir.Enum(
        "PetState", "OpenStrEnum", ir.Code('"""A state."""'), (ir.Member("WELL", ir.Code("'well'"), ir.Code("")),), "", ir.Code(""),
        {"type": "string", "enum": ["x"], "x-enum-varnames": ["X"]},
    )  # fmt: skip
    pet = model(
        "Pet", ("self", {"$ref": f"{PREFIX}Pet"}), ("date", {"type": "string", "format": "date"}), ("class_", {"$ref": f"{PREFIX}PetState"})
    )
    blocks, found = models.generate([state, pet], {name: flat for name, (flat, _) in TYPES.items()})
    assert found == {name: expected for name, (_, expected) in TYPES.items()}
    assert [*blocks] == ["PetState", "Pet"]
    assert blocks["PetState"].text == 'class PetState(OpenStrEnum):\n    """A state."""\n    WELL = \'well\''
    assert blocks["Pet"].text.split("\n") == [
        "class Pet(Model, frozen=True):",
        '    """A model."""',
        "    pii: ClassVar[Mapping[str, str]] = {}",
        "    self: Pet | None = None",
        '    """Doc."""',
        "    date: date | None = None",
        '    """Doc."""',
        "    class_: PetState | None = None",
        '    """Doc."""',
    ]


def test_names_of_many_kinds_come_out_as_they_went_in() -> None:
    names = ["A", "IBANThing", "Http2Error", "HTTPError", "X1", "Über", "Type", "Str", "Case2"]
    blocks, _ = models.generate([model(name, ("field", {"type": "string"})) for name in names], {})
    assert [*blocks] == names


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("str | None", "str"),
        ("A | B | _kit.UnsetType", "A | B"),
        ("_kit.Lenient[str] | None", "str"),
        ("list[str | None] | None | _kit.UnsetType", "list[str | None]"),
    ],
)
def test_the_type_is_read_without_what_we_put_around_it(printed: str, expected: str) -> None:
    assert models.bare(ast.parse(printed, mode="eval").body) == expected
