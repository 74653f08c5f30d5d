"""The vocabulary: each keyword declared once, its example true, its readers real, and the table in the specs' README made from it."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from jsonschema import Draft202012Validator

from identkit.generator.check.vocabulary import KEYWORDS
from identkit.generator.write import handbook
from tests.generator.generated import attempted
from tests.generator.spec_files import HEAD

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", sorted(KEYWORDS))
def test_a_declaration_is_a_schema_and_its_example_fits(name: str) -> None:
    keyword = KEYWORDS[name]
    Draft202012Validator.check_schema(dict(keyword.schema))
    validator: Any = Draft202012Validator(dict(keyword.schema))
    for example in filter(None, keyword.example.replace(f"\n{name}:", f"\0{name}:").split("\0")):
        assert validator.is_valid(yaml.safe_load(example)[name])


def test_the_readme_holds_what_the_vocabulary_says() -> None:
    text = (ROOT / "specs" / "README.md").read_text("utf-8")
    assert handbook.updated(text) == text
    assert text.count("\n| `x-") == len(KEYWORDS)


def test_a_readme_that_differs_is_stale_and_is_put_right(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"Before.\n{handbook.BEGIN}\nold\n{handbook.END}\nAfter.\n", "utf-8")
    assert handbook.bring_up_to_date(tmp_path, check=True) == (f"{tmp_path.name}/README.md",)
    assert "old" in readme.read_text("utf-8")
    handbook.bring_up_to_date(tmp_path, check=False)
    assert readme.read_text("utf-8").startswith("Before.\n")
    assert readme.read_text("utf-8").endswith("After.\n")
    assert handbook.bring_up_to_date(tmp_path, check=True) == ()


def test_what_is_implemented_is_accepted(tmp_path: Path) -> None:
    spec = (
        HEAD
        + """\
security: [{key: []}]
x-webhooks: {policy: hmac, event-header: X-Event, signature-header: X-Signature}
paths:
  /pets:
    get:
      operationId: pets.ping
      summary: Ask.
      responses: {"204": {description: There.}}
webhooks:
  pet.sold:
    post:
      operationId: pet_sold
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Sold"}}}}
      responses: {"200": {description: Taken.}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key, x-auth: {kind: api-key, credentials: [api_key], options: {in: header, name: X-Key}}}
  schemas:
    Sold: {type: object, description: A pet was sold., properties: {id: {type: string, x-pii: none, description: Which.}}}
"""
    )
    assert attempted(tmp_path, "pets", spec).problems == []


FOLDERS = {
    "generator": [ROOT / "generator" / "identkit" / "generator" / room for room in ("read", "lower", "check")],
    "sandbox": [ROOT / "sandbox"],
    "benchmarks": [ROOT / "benchmarks"],
    "docs": [
        ROOT / "docs" / "builder",
        ROOT / "runtime" / "identkit" / "documents",
        ROOT / "generator" / "identkit" / "generator" / "lower",
    ],
}


def test_what_is_said_to_read_a_keyword_does() -> None:
    sources = {
        reader: "".join(path.read_text("utf-8") for folder in folders for path in folder.rglob("*.py") if "vocabulary" not in path.parts)
        for reader, folders in FOLDERS.items()
    }
    unread = [(name, reader) for name, keyword in KEYWORDS.items() for reader in keyword.readers if f'"{name}"' not in sources[reader]]
    assert unread == []


def keys(schema: object) -> set[str]:
    """The names of fields that a declaration has, at any depth; what is a keyword itself is looked at where it is declared."""
    if isinstance(schema, list | tuple):
        return set[str]().union(*map(keys, cast("list[object]", schema)))
    if not isinstance(schema, Mapping):
        return set()
    parts = dict(cast("Mapping[str, object]", schema))
    fields = cast("Mapping[str, object]", parts.pop("properties", {}))
    own = {name: value for name, value in fields.items() if name not in KEYWORDS}
    return {*own}.union(*map(keys, own.values()), *map(keys, parts.values()))


def test_each_field_of_a_keyword_has_a_reader() -> None:
    """A field that is only declared is a fact that nobody acts on."""
    texts = {reader: {text for folder in folders for text in literals(folder)} for reader, folders in FOLDERS.items()}
    unread = [
        f"{name}.{field}"
        for name, keyword in KEYWORDS.items()
        for field in sorted(keys(keyword.schema))
        if not any({field, field.replace("-", "_")} & texts[reader] for reader in keyword.readers)
    ]
    assert unread == []


def literals(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))) if "vocabulary" not in path.parts else ():
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
