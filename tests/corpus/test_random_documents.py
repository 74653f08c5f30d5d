"""Larger documents that nobody wrote: whatever they hold, every operation is made, sends what the document allows, and reads it again."""

import importlib
import io
import json
import sys
from pathlib import Path
from typing import Any

import httpx
import msgspec
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from identkit.core import UNSET
from identkit.generator import run
from identkit.generator.report import Report
from tests.corpus.reading import Reading

NAMES = ["Order", "API", "Line", "class", "名前", "line", "Event", "Check", "Model", "date"]
WIRES = ["id", "itemId", "class", "date", "名前", "X-Y", "self", "timeout", "list", "API", "a b"]
SCALARS: list[dict[str, Any]] = [
    {"type": "string"},
    {"type": "integer"},
    {"type": "number"},
    {"type": "boolean"},
    {"type": "string", "enum": ["a", "b c"]},
    {"type": ["string", "null"]},
    {"type": "string", "format": "date"},
]


def references(names: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.sampled_from(names).map(lambda name: {"$ref": f"#/components/schemas/{name}"})


def values(names: list[str]) -> st.SearchStrategy[Any]:
    """Schemas of values: scalars, references, and lists, maps and choices of these."""
    leaves = st.sampled_from(SCALARS) | references(names)

    def around(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.one_of(
            inner.map(lambda item: {"type": "array", "items": item}),
            inner.map(lambda item: {"type": "object", "additionalProperties": item}),
            st.lists(inner, min_size=2, max_size=3).map(lambda members: {"anyOf": members}),
            references(names).flatmap(lambda one: inner.map(lambda other: {"allOf": [one], "description": str(other)[:9]})),
        )

    return st.recursive(leaves, around, max_leaves=3)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A document with operations on each of its schemas, which refer to each other in every way."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=3, max_size=8, unique=True))
    inner = values(names)
    schemas: dict[str, Any] = {}
    for name in names:
        properties = draw(st.dictionaries(st.sampled_from(WIRES), inner, min_size=1, max_size=5))
        schema: dict[str, Any] = {"type": "object", "properties": properties, "required": ["tag"]}
        properties["tag"] = {"type": "string", "const": name}
        if draw(st.booleans()):
            schema["additionalProperties"] = draw(st.sampled_from([True, {"type": "string"}]))
        schemas[name] = schema
    operations = {
        f"/things{number}": {
            "post": {
                "requestBody": {"required": True, "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}},
                "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": draw(inner)}}}},
            }
        }
        for number, name in enumerate(names)
    }
    head = {"openapi": "3.1.0", "info": {"title": "Random", "version": "1"}, "servers": [{"url": "https://random.example"}]}
    return {**head, "paths": operations, "components": {"schemas": schemas}}


def sample(reading: Reading, schema: dict[str, Any], depth: int = 0) -> Any:
    """A value that a schema allows; as small as it can be further inside."""
    while "$ref" in schema:
        schema = reading.data["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if members := schema.get("allOf", schema.get("anyOf")):
        return sample(reading, members[depth % len(members)], depth + 1)
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[-1])
    kind = schema["type"] if isinstance(schema["type"], str) else schema["type"][-1]
    if kind == "array":
        return [sample(reading, schema["items"], depth + 1)] if depth < 4 else []
    if kind == "object":
        needed = schema.get("properties", {}).items()
        return {name: sample(reading, inner, depth + 1) for name, inner in needed if depth < 3 or name in schema["required"]}
    text = "2020-01-02" if schema.get("format") == "date" else "t"
    return {"string": text, "integer": 1, "number": 1.5, "boolean": True, "null": None}[kind]


EVERY_CHECK: Any = list(HealthCheck)


@settings(max_examples=4, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=EVERY_CHECK)
@given(document=documents())
def test_every_operation_works(tmp_path_factory: Any, document: dict[str, Any]) -> None:
    reading = Reading({**document, "paths": {}})
    folder: Path = tmp_path_factory.mktemp("random")
    (folder / "random.yaml").write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")
    told = io.StringIO()
    outcome = run.generate(run.Options(folder / "random.yaml", folder / "out", lenient=True), Report(io.StringIO(), told))
    count = len(document["paths"])
    assert outcome.summary == f"{count} of {count} operations", told.getvalue()
    sys.path.insert(0, str(folder / "out"))
    importlib.invalidate_caches()
    try:
        package = importlib.import_module("identkit.random")
        for path, item in document["paths"].items():
            _called(package, reading, path, item["post"])
    finally:
        sys.path.remove(str(folder / "out"))
        for module in [name for name in sys.modules if name.startswith("identkit.random")]:
            del sys.modules[module]


def _called(package: Any, reading: Reading, path: str, operation: dict[str, Any]) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content))
        return httpx.Response(200, json=answered)

    sent: list[Any] = []
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    answered = sample(reading, answer)
    assert reading.validator(answer).is_valid(answered)
    client = package.Random(http_client=httpx.Client(transport=httpx.MockTransport(handle)))
    resource = getattr(client, path[1:])
    wire = sample(reading, schema)
    described = vars(importlib.import_module(f"identkit.random.resources.{path[1:]}"))[f"_{path[1:].upper()}_POST"]
    body = described.body.from_dict(wire)
    given_values = {name: getattr(body, name) for name in body.__struct_fields__}
    found = resource.post(**{name: value for name, value in given_values.items() if value is not None and value is not UNSET})
    assert reading.validator(schema).is_valid(sent[0]), sent[0]
    assert plain(sent[0]) == plain(wire)
    assert plain(dumped(found)) == plain(answered)


def dumped(value: Any) -> Any:
    """Plain data of what a method answered."""
    held: Any = value  # for pyright, to which a list that was Any is one of unknown things
    if isinstance(value, list):
        return [dumped(item) for item in held]
    if isinstance(value, dict):
        return {key: dumped(item) for key, item in held.items()}
    return held.to_dict() if hasattr(held, "to_dict") else msgspec.to_builtins(held)


def plain(value: Any) -> Any:
    """Null and nothing are one where a field is optional."""
    held: Any = value
    if isinstance(value, dict):
        return {key: plain(item) for key, item in held.items() if item is not None}
    return [plain(item) for item in held] if isinstance(value, list) else value
