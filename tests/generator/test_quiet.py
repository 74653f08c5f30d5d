"""openapi-spec-validator's second half is asked where it could find something, and stays away where it could not."""

import sys
from pathlib import Path

import pytest

from identkit.generator.check import document as check
from identkit.generator.check import quiet
from identkit.generator.problems import Problem
from identkit.generator.read.load import Bundle
from tests.generator.spec_files import HEAD, PETS, loaded

SCHEMAS = """\
{default: a}
{default: 5, type: integer, minimum: 1, maximum: 5}
{default: a, enum: [a, b]}
{default: null}
{type: [string, 'null'], default: null}
{type: array, default: []}
{type: integer, format: int32, default: 1}
{type: integer, default: a}
{type: integer, default: true}
{type: string, default: 5}
{default: 6, maximum: 5}
{enum: [1], default: true}
{default: a, type: string, pattern: '^b$'}
{type: string, default: x, format: date}
{type: integer, format: int32, default: 9999999999}
{type: array, default: [1], items: {type: string}}
{type: object, properties: {b: {default: 5, type: string}}}
{items: {default: 5, type: string}}
{not: {default: 5, type: string}}
{allOf: [{properties: {a: {}}}], required: [a]}
{allOf: [{properties: {a: {}}}], required: [b]}
{allOf: [{$ref: '#/components/schemas/Other'}], required: [o]}
{oneOf: [{default: 5, type: string}]}
{default: 1, minimum: 0.5}
{default: a, minimum: 1, type: string}
{default: 5, maximum: 4.5, type: number}
{default: 3, multipleOf: 2}
""".splitlines()
CALLS = (
    "/a/{b}: {get: {responses: {}}}",
    "/a: {parameters: [{name: b, in: path, required: true, schema: {}}], get: {responses: {}}}",
    "/a/{b}: {parameters: [{name: b, in: path, required: true, schema: {}}], get: {responses: {}}}",
    "/a/{b: {get: {responses: {}}}",
    "/a: {get: {parameters: [{name: q, in: query, schema: {}}, {name: q, in: query, schema: {}}], responses: {}}}",
    "/a: {get: {parameters: [{name: q, in: query, schema: {type: string, default: 5}}], responses: {}}}",
    "/a: {get: {operationId: x, responses: {}}, put: {operationId: x, responses: {}}}",
    "/a: {get: {responses: {'200': {description: d, content: {text/plain: {schema: {type: string, default: 5}}}}}}}",
)


def always(_talks: quiet.Talks) -> bool:
    return True


def both(doc: Bundle, patched: pytest.MonkeyPatch) -> tuple[list[Problem], list[Problem]]:
    """What is found, and what is found where the second half is asked in any case."""
    found = check.document(doc)
    with patched.context() as context:
        context.setattr(quiet.Talks, "document", always)
        return found, check.document(doc)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_nothing_is_missed_in_a_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schema: str) -> None:
    text = f"{HEAD}paths: {{}}\ncomponents:\n  schemas:\n    Other: {{properties: {{o: {{}}}}}}\n    T: {schema}\n"
    found, asked = both(loaded(tmp_path, {"pets.yaml": text}), monkeypatch)
    assert found == asked


@pytest.mark.parametrize("call", CALLS)
def test_nothing_is_missed_in_a_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    found, asked = both(
        loaded(tmp_path, {"pets.yaml": f"{HEAD}paths:\n  ? {call.partition(': ')[0]}\n  : {call.partition(': ')[2]}\n"}), monkeypatch
    )
    assert found == asked


def test_a_tag_that_is_there_twice_is_found(tmp_path: Path) -> None:
    found = check.document(loaded(tmp_path, {"pets.yaml": f"{HEAD}tags: [{{name: a}}, {{name: a}}]\npaths: {{}}\n"}))
    assert "Duplicate tag name 'a'" in str(found)


def test_a_document_without_a_doubt_does_not_need_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openapi_spec_validator", None)
    assert check.document(loaded(tmp_path, {"pets.yaml": PETS})) == []
    with pytest.raises(ImportError):
        check.document(loaded(tmp_path, {"pets.yaml": PETS.replace("/pets/{id}:", "/pets/{id}/{other}:")}))
