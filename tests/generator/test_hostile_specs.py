"""Text of a spec never becomes code, whatever it holds and wherever it stands."""

import ast
import json
import keyword
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from identkit.core._kit import Client
from identkit.generator.lower import docs, names
from tests.generator.generated import attempted, imported, sources

EVIL = [
    '"""; raise SystemExit; """',
    "'; raise SystemExit #",
    "\\",
    'ends in a quote"',
    'ends in a backslash quote\\"',
    "{{ 7 * 7 }} {% raw %} {# #}",
    "line\nraise SystemExit\n",
    "\u202e\u2066 right to left \x00 \x1b[31m \ud800",
    "${__import__('os')} {0.__class__} %s",
    "None",
    "class",
    "__class__",
    "é́ ﬁ ⅷ ª",
]


def hostile(text: str) -> str:
    """A spec with the text wherever text may stand; property names are without what no decoder takes."""
    wire = re.sub(r'[\\\x00-\x1f"]', "_", text)
    schema: dict[str, Any] = {
        "type": "object",
        "description": text,
        "title": text,
        "required": [wire],
        "properties": {
            wire: {"type": "string", "description": text, "default": text, "example": text},
            "kind": {"type": "string", "enum": [text, "plain"], "description": text},
            "fixed": {"type": "string", "const": text},
        },
    }
    operation: dict[str, Any] = {
        "operationId": text,
        "summary": text,
        "description": text,
        "tags": [text],
        "parameters": [{"name": text, "in": "query", "description": text, "schema": {"type": "string", "enum": [text, "other"]}}],
        "requestBody": {"required": True, "description": text, "content": {"application/json": {"schema": schema}}},
        "responses": {"200": {"description": text, "content": {"application/json": {"schema": schema}}}, "400": {"description": text}},
    }
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": text, "version": text, "summary": text, "description": text},
        "tags": [{"name": text, "description": text}],
        "servers": [{"url": "https://evil.example", "description": text}],
        "security": [{"auth": []}],
        "paths": {"/evil": {"post": operation}},
        "components": {
            "schemas": {"Evil": schema},
            "securitySchemes": {"auth": {"type": "apiKey", "in": "header", "name": text, "description": text}},
        },
    }
    return json.dumps(document)


@pytest.mark.parametrize("text", EVIL)
def test_a_hostile_spec_gives_a_harmless_client(text: str, tmp_path: Path) -> None:
    spec = hostile(text).replace("\\u0000", "").replace("\\ud800", "")  # these two are refused on loading
    with imported(tmp_path, "evil", spec, lenient=True) as package:
        client = package.Evil()
        assert len([name for name in dir(client) if not name.startswith("_") and not hasattr(Client, name)]) == 1
        trees = {path.as_posix(): ast.parse(path.read_text("utf-8")) for path in (tmp_path / "generated").rglob("*.py")}
        own = {node.name for tree in trees.values() for node in tree.body if isinstance(node, ast.ClassDef)}
        for name, tree in trees.items():
            called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
            assert called <= CALLED | own, name


# All that generated modules call, beside classes of their own.
CALLED = {
    *("Api", "Check", "ClientOptions", "Operation", "Param", "Scheme", "super", "getattr", "list", "AttributeError", "raw", "async_raw"),
}


@pytest.mark.parametrize("name", ['quo"te', "back\\slash", "line\nend"])
def test_a_property_that_no_decoder_takes_is_a_problem(name: str, tmp_path: Path) -> None:
    schema = {"type": "object", "properties": {name: {"type": "string"}}}
    document = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}, "components": {"schemas": {"Evil": schema}}}
    pipeline = attempted(tmp_path, "evil", json.dumps(document))
    assert "property-name" in {problem.rule for problem in pipeline.problems}
    with imported(tmp_path, "evil", json.dumps(document), lenient=True) as made:  # kept among the values beside the fields
        assert made.models.Evil2(additional_properties={name: "x"}).to_dict() == {name: "x"}


def test_output_does_not_depend_on_the_order_of_sets(tmp_path: Path) -> None:
    spec = hostile("plain")
    assert sources(tmp_path / "one", "evil", spec, lenient=True) == sources(tmp_path / "other", "evil", spec, lenient=True)


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(ANY_TEXT, st.integers(0, 8))
@settings(deadline=None)
def test_a_docstring_literal_says_the_text_and_nothing_else(text: str, indent: int) -> None:
    (statement,) = ast.parse(f"if 1:\n{' ' * (indent or 1)}{docs.literal(text, indent or 1)}").body[0].body  # type: ignore[attr-defined]  # an if has a body
    assert isinstance(statement, ast.Expr)
    value = ast.literal_eval(statement.value)
    assert " ".join(value.split()) == " ".join(docs.clean(text).split())


@given(ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_names_are_identifiers(text: str) -> None:
    for name in (names.snake(text), names.field(text), names.member(text), names.pascal(text), names.constant(text)):
        assert unicodedata.normalize("NFKC", name) == name  # as Python reads it
        assert name.isidentifier()
        assert not keyword.iskeyword(name)
        assert not name.startswith("_")


@given(st.lists(ANY_TEXT, max_size=8))
@settings(deadline=None)
def test_names_in_a_scope_are_unique(texts: list[str]) -> None:
    scope = names.Scope()
    taken = [scope.take(names.pascal(text)) for text in texts]
    assert len({name.replace("_", "").lower() for name in taken}) == len(taken)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("caseId", "case_id"),
        ("IBAN", "iban"),
        ("idCardURLFront", "id_card_url_front"),
        ("page[number]", "page_number"),
        ("X-PARTIAL-DELIVERY", "x_partial_delivery"),
        ("class", "class_"),
        ("address2", "address2"),
        ("2fa", "value_2fa"),
        ("Straße", "straße"),
        ("Prénom", "prenom"),
        ("名前", "名前"),
        ("", "value"),
    ],
)
def test_names_read_as_python(text: str, expected: str) -> None:
    assert names.snake(text) == expected
