"""`identkit diff`: each change of a document is told, and told as what it is."""

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from identkit.documents import diff
from identkit.documents.compare import Kind, compare
from identkit.documents.document import Document, items, table
from identkit.documents.files import documents

PETS: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1"},
    "servers": [{"url": "https://pets.example"}],
    "paths": {
        "/pets/{id}": {
            "get": {
                "operationId": "pets.get",
                "summary": "Get a pet.",
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string", "maxLength": 9}}],
                "responses": {
                    "200": {"description": "It.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}}}
                },
            },
            "post": {
                "operationId": "pets.create",
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewPet"}}}},
                "responses": {"201": {"description": "Made."}, "409": {"description": "There."}},
            },
        }
    },
    "components": {
        "schemas": {
            "Pet": {
                "type": "object",
                "required": ["name"],
                "properties": {"name": {"type": "string", "x-pii": "name"}, "state": {"$ref": "#/components/schemas/State"}},
            },
            "NewPet": {"type": "object", "properties": {"name": {"type": "string", "maxLength": 10}, "age": {"type": "integer"}}},
            "State": {
                "type": "string",
                "enum": ["in", "out"],
                "x-enum-descriptions": ["Here.", "There."],
                "x-lifecycle": {"states": {"in": {"final": False, "next": "user"}, "out": {"final": True, "next": "nobody"}}},
            },
        }
    },
}
GET, POST = ("paths", "/pets/{id}", "get"), ("paths", "/pets/{id}", "post")
SCHEMAS = ("components", "schemas")


def put(*path: str | int, value: Any) -> Callable[[Any], None]:
    def change(node: Any) -> None:
        for part in path[:-1]:
            node = node[part]
        node[path[-1]] = value

    return change


def drop(*path: str | int) -> Callable[[Any], None]:
    def change(node: Any) -> None:
        for part in path[:-1]:
            node = node[part]
        del node[path[-1]]

    return change


def told(change: Callable[[Any], None]) -> list[str]:
    new = copy.deepcopy(PETS)
    change(new)
    return [str(each) for each in compare(Document("pets", PETS), Document("pets", new))]


_INFO = '{"title": "Pets", "version": "%d"}'


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (drop(*GET), "breaking: pets.get: the call GET /pets/{id} is gone"),
        (put("paths", "/cats", value={"get": {"operationId": "cats.list", "responses": {}}}), "compatible: cats.list: new call GET /cats"),
        (put(*GET, "operationId", value="pets.read"), "breaking: pets.read: was called pets.get"),
        (
            put(*GET, "parameters", 0, "schema", "maxLength", value=8),
            "breaking: pets.get.id: maxLength: was at most 9 characters, is at most 8 characters",
        ),
        (
            put(*GET, "parameters", 0, "schema", "maxLength", value=12),
            "compatible: pets.get.id: maxLength: was at most 9 characters, is at most 12 characters",
        ),
        (
            put(*GET, "parameters", 0, "schema", "type", value=["string", "integer"]),
            "compatible: pets.get.id: was text, is integer or text",
        ),
        (put(*POST, "requestBody", "required", value=True), "breaking: pets.create: its body is required now"),
        (put(*SCHEMAS, "NewPet", "required", value=["age"]), "breaking: NewPet.age: is required now"),
        (drop(*SCHEMAS, "NewPet", "properties", "age"), "breaking: NewPet.age: the field is gone"),
        (put(*SCHEMAS, "Pet", "required", value=[]), "breaking: Pet.name: may be missing now"),
        (put(*SCHEMAS, "Pet", "properties", "tag", value={"type": "string"}), "compatible: Pet.tag: new field"),
        (put(*SCHEMAS, "Pet", "properties", "name", "type", value="integer"), "breaking: Pet.name: was text, is integer"),
        (
            put(*SCHEMAS, "Pet", "properties", "name", "x-pii", value="none"),
            "breaking: Pet.name: class of personal data: was name, is none",  # what was masked is printed
        ),
        (
            put(*SCHEMAS, "Pet", "properties", "name", "x-pii", value="contact"),
            "compatible: Pet.name: class of personal data: was name, is contact",
        ),
        (
            put(*SCHEMAS, "Pet", "properties", "name", "x-message", value={"en": "must be a name"}),
            'compatible: Pet.name: the sentence about a wrong value (x-message) changed: was nothing, is {"en": "must be a name"}',
        ),
        (
            put("info", "version", value="9"),
            f"docs: Pets: what the document says of itself (info) changed: was {_INFO % 1}, is {_INFO % 9}",
        ),
        (put(*SCHEMAS, "State", "enum", value=["in"]), "breaking: State: the value 'out' is gone"),
        (put(*SCHEMAS, "State", "x-enum-descriptions", value=["Here.", "Away."]), "docs: State: the text of 'out' was rewritten"),
        (put(*SCHEMAS, "State", "x-lifecycle", "states", "in", "final", value=True), "breaking: State in: final: was false, is true"),
        (
            put(*SCHEMAS, "State", "x-lifecycle", "moves", value=[{"from": "in", "to": ["out"], "when": "it leaves"}]),
            "compatible: State: 'out' may follow 'in'",
        ),
        (drop(*POST, "responses", "201"), "breaking: pets.create: the answer 201 is gone"),
        (put(*POST, "responses", "422", value={"description": "No."}), "compatible: pets.create: new answer 422"),
        (put(*POST, "x-retry", value="safe"), "compatible: pets.create: may it be repeated: was never, is safe"),
        (put(*GET, "security", value=[{"key": []}]), "breaking: pets.get: asks for other credentials"),
        (put("servers", value=[{"url": "https://pets2.example"}]), "breaking: servers: https://pets.example is gone"),
        (put(*GET, "summary", value="Gets it."), "docs: pets.get: the description was rewritten"),
    ],
)
def test_a_change_is_told(change: Callable[[Any], None], words: str) -> None:
    assert words in told(change)


def test_a_choice_that_takes_more_is_no_loss() -> None:
    before = {"anyOf": [{"$ref": "#/components/schemas/State"}, {"type": "null"}]}
    after = {"anyOf": [{"$ref": "#/components/schemas/State"}, {"type": "string"}, {"type": "null"}]}
    old, new = copy.deepcopy(PETS), copy.deepcopy(PETS)
    put(*SCHEMAS, "NewPet", "properties", "state", value=before)(old)
    put(*SCHEMAS, "NewPet", "properties", "state", value=after)(new)
    there, back = Document("pets", old), Document("pets", new)
    assert [str(each) for each in compare(there, back)] == ["compatible: NewPet.state: any text is taken beside the values"]
    assert [str(each) for each in compare(back, there)] == ["breaking: NewPet.state: only the values are taken"]


def test_an_enum_may_be_written_either_way() -> None:
    new = [{"const": "in", "description": "Here."}, {"const": "out", "description": "There."}]
    state = {**PETS["components"]["schemas"]["State"], "oneOf": new}
    del state["enum"], state["x-enum-descriptions"]
    assert not [line for line in told(put(*SCHEMAS, "State", value=state)) if not line.startswith("docs")]


def leaves(node: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    inner: list[tuple[str | int, object]] = [*table(node).items(), *enumerate(items(node))]
    for key, each in inner:
        yield (*path, key)
        yield from leaves(each, (*path, key))


@settings(max_examples=150)
@given(place=st.sampled_from(list(leaves(PETS))), value=st.sampled_from(["other", 5, False, {"type": "null"}, ["x"]]))
def test_no_change_is_silent(place: tuple[str | int, ...], value: Any) -> None:
    new = copy.deepcopy(PETS)
    put(*place, value=value)(new)
    assert bool(compare(Document("pets", PETS), Document("pets", new))) == (new != PETS)
    put(*place, value=value)(new)
    assert not compare(Document("pets", new), Document("pets", copy.deepcopy(new)))


def test_only_a_breaking_change_has_to_stand_in_the_changelog(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new, log = tmp_path / "old", tmp_path / "new", tmp_path / "CHANGELOG.md"
    for folder in (old, new):
        folder.mkdir()
    changed = copy.deepcopy(PETS)
    drop(*SCHEMAS, "NewPet", "properties", "age")(changed)
    put(*SCHEMAS, "Pet", "properties", "tag", value={"type": "string"})(changed)
    (old / "pets.json").write_text(json.dumps(PETS), "utf-8")
    (new / "pets.json").write_text(json.dumps(changed), "utf-8")
    log.write_text("# Changelog\n\n## Unreleased\n\n- pets: something\n\n## 1\n\n- pets: NewPet.age is gone\n", "utf-8")
    assert diff.main([str(old), str(new), "--changelog", str(log)]) == 1
    assert capsys.readouterr().err.startswith("pets: breaking: NewPet.age: the field is gone (not in ")
    log.write_text("# Changelog\n\n## Unreleased\n\n- Pets: `NewPet.age` is gone.\n\n## 1\n", "utf-8")
    assert diff.main([str(old), str(new), "--changelog", str(log)]) == 0
    assert diff.main([str(old), str(new)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "pets: breaking: NewPet.age: the field is gone",
        "pets: compatible: Pet.tag: new field",
    ]


def test_parts_in_other_files_are_followed(tmp_path: Path) -> None:
    main, part = tmp_path / "api.yaml", tmp_path / "part.yaml"
    main.write_text(
        "openapi: 3.1.0\npaths:\n  /a:\n    get:\n      operationId: a.get\n      responses:\n        '200':\n          description: ok\n"
        "          content:\n            application/json:\n              schema: {$ref: 'part.yaml#/components/schemas/Node'}\n",
        "utf-8",
    )
    node = "components:\n  schemas:\n    Node:\n      type: object\n      properties:\n        next: {$ref: '#/components/schemas/Node'}\n"
    part.write_text(node, "utf-8")
    before = documents(main)["api"]
    part.write_text(node + "        tag: {type: string}\n", "utf-8")
    assert [str(each) for each in compare(before, documents(main)["api"])] == ["compatible: Node.tag: new field"]


@pytest.mark.parametrize("text", ["", "[]", "{", "openapi: [", "a: 1"])
def test_what_is_no_document_is_named(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("x.json", "x.yaml"):
        (tmp_path / name).write_text(text, "utf-8")
        assert diff.main([str(tmp_path / name), str(tmp_path / name)]) == 2
        assert name in capsys.readouterr().err


def test_kinds_are_in_the_order_of_their_weight() -> None:
    assert list(Kind) == ["breaking", "compatible", "docs"]
