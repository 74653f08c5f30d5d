"""Contracts with the two tools behind their adapters: what we rely on, so that a new version of either is looked at here first."""

import ast
import re
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from attrs import evolve

from identkit.generator import ir
from identkit.generator.adapters import datamodel_codegen as models
from identkit.generator.adapters import openapi_client as operations
from identkit.generator.lower.http import Endpoint, EndpointReader
from identkit.generator.lower.shapes import PREFIX
from tests.generator.generated import attempted
from tests.generator.spec_files import PETS

ROOT = Path(__file__).parents[2]
GENERATOR = ROOT / "generator"


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


SECOND = """
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /{the-owner}/pets/{id}.json:
    parameters:
      - {name: the-owner, in: path, required: true, schema: {type: string}}
      - {$ref: "#/components/parameters/Trace"}
    post:
      parameters:
        - {name: id, in: path, required: true, schema: {type: array, items: {type: string}}}
        - {name: "page[number]", in: query, schema: {type: object}}
        - {name: from, in: query, required: true, content: {application/json: {schema: {type: string}}}}
        - {name: from, in: header, required: true, schema: {enum: [a-b, a_b]}}
        - {name: Content-Type, in: header, required: true, schema: {const: application/json}}
      requestBody: {$ref: "#/components/requestBodies/Pet"}
      responses:
        "200": {description: ok, content: {"application/vnd.pet+xml": {schema: {type: string}}}}
        "529": {description: busy}
        4XX: {$ref: "#/components/responses/Wrong"}
        default: {description: any}
  /dogs:
    get: {responses: {"200": {description: Dogs.}}}
components:
  parameters:
    Trace: {name: X-Trace, in: header, schema: {type: string}}
  requestBodies:
    Pet: {content: {multipart/form-data: {schema: {type: string}}, application/x-anything: {}}}
  responses:
    Wrong: {description: bad, content: {application/problem+json: {schema: {$ref: "#/components/schemas/Nowhere"}}}}
"""
POST = "/paths/~1{the-owner}~1pets~1{id}.json/post"


def test_operations_are_read_whole_whatever_their_schemas_and_media_types() -> None:
    readings = operations.read(yaml.safe_load(SECOND))
    assert readings.refusals == {}
    assert readings.read[POST] == operations.Reading(
        frozenset(
            {
                ("path", "the-owner", True),
                ("path", "id", True),
                ("query", "page[number]", False),
                ("query", "from", True),
                ("header", "from", True),
                ("header", "X-Trace", False),
            }
        ),
        frozenset({"multipart/form-data", "application/x-anything"}),
        frozenset({"200", "529", "4XX", "default"}),
    )
    assert [*readings.read] == [POST, "/paths/~1dogs/get"]


def test_what_it_cannot_read_is_told() -> None:
    document = yaml.safe_load(SECOND.replace("name: id, in: path", "name: other, in: path"))
    readings = operations.read(document)
    assert [*readings.read] == ["/paths/~1dogs/get"]
    assert "Path parameters" in readings.refusals[POST]
    broken: dict[str, Any] = {"get": {"responses": {"200": {}}, "parameters": [{"name": 1, "in": 2}]}}
    assert "" in operations.read({**document, "paths": {"/x": broken}}).refusals


def _required(call: Endpoint) -> Endpoint:
    return evolve(call, parameters=tuple(evolve(each, required=True) for each in call.parameters))


LOSSES: dict[str, Callable[[Endpoint], Endpoint | None]] = {
    "the operation is lost": lambda call: None if call.name == "create" else call,
    "the parameter 'limit' (query, optional) is lost": lambda call: evolve(call, parameters=()) if call.body else call,
    "the parameter 'limit' (query, required) is not in the document": _required,
    "the body of type application/json is lost": lambda call: evolve(call, body=None),
    "the status 404 is lost": lambda call: evolve(call, answers=call.answers[:1]),
}


@pytest.mark.parametrize("told", LOSSES)
def test_what_our_own_reading_loses_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    """On purpose: the reader of operations forgets something, and the second reader has it."""
    whole = EndpointReader.operations

    def lossy(reader: EndpointReader) -> Iterator[Endpoint]:
        return (left for call in whole(reader) if (left := LOSSES[told](call)))

    monkeypatch.setattr(EndpointReader, "operations", lossy)
    pipeline = attempted(tmp_path, "pets", LOSSY)
    package, problems = pipeline.result, pipeline.problems
    assert package is None
    assert told in "".join(map(str, problems))
    assert {problem.rule for problem in problems} == {"operation-lost"}


def test_an_operation_that_only_our_reading_has_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(_data: object) -> operations.Readings:
        return operations.Readings()

    monkeypatch.setattr(operations, "read", nothing)
    pipeline = attempted(tmp_path, "pets", LOSSY)
    assert pipeline.result is None
    assert {problem.message for problem in pipeline.problems} == {"openapi-python-client sees no such operation"}


LOSSY = PETS.replace(
    "components:",
    """\
  /pets:
    post:
      operationId: pets.create
      summary: Make one.
      parameters:
        - {name: limit, in: query, description: How many., schema: {type: integer, x-pii: none}}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}
      responses:
        "200": {description: Made.}
        "404": {description: Not there.}
components:""",
    1,
)


def model(name: str, *fields: tuple[str, dict[str, object]]) -> ir.ModelClass:
    printed = tuple(ir.Field(each, "", " | None = None", ir.Code('"""Doc."""')) for each, _ in fields)
    constants = (("pii", "Mapping[str, str]", ir.Code("{}")),)
    return ir.ModelClass(
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
        schema={"type": "string", "enum": ["x"], "x-enum-varnames": ["X"]},
    )  # fmt: skip
    pet = model(
        "Pet", ("self", {"$ref": f"{PREFIX}Pet"}), ("date", {"type": "string", "format": "date"}), ("class_", {"$ref": f"{PREFIX}PetState"})
    )
    blocks, found = models.generate([state, pet], {name: flat for name, (flat, _) in TYPES.items()})
    assert found == {name: expected for name, (_, expected) in TYPES.items()}
    assert [*blocks] == ["PetState", "Pet"]
    assert blocks["Pet"].annotations == {"self": "Pet", "date": "date", "class_": "PetState"}


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
