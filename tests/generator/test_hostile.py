"""Whatever a document holds, the answer is output that is Python, or problems. Never a traceback, never code of the document's own."""

import ast
import copy
import io
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from identkit.generator import cli
from identkit.generator.check import document as check
from identkit.generator.lower.schemas import Schemas
from identkit.generator.pipeline import Pipeline
from identkit.generator.read import load, references
from identkit.generator.read.source import Json, mapping, sequence
from identkit.generator.report import Report
from tests.generator.spec_files import HEAD, PETS, loaded, write

EVIL = (
    '"""\nimport os\nos.abort()\n"""',
    "'); import os; os.abort(); ('",
    "\\",
    "\\N{DIGIT ONE}\\x00",
    "{{ 7 * 7 }}{% raw %}",
    "{0.__class__}",
    "\u202egnp\u2066",
    "a\rb\u2028c\x85d",
    "class",
    "__class__",
    "${jndi:ldap://x}",
)


def run(folder: Path, *arguments: str) -> int:
    return cli.main(["--specs", str(folder / "specs"), "--output", str(folder / "out"), *arguments], cache=folder / "cache")


@pytest.mark.parametrize("text", EVIL)
@pytest.mark.parametrize("places", [("Pets", "Read one pet.", "Which one.", "What it is called.", "The pet.", "Pets, 1"), ("well",)])
def test_text_of_a_document_stays_text(tmp_path: Path, places: tuple[str, ...], text: str, capsys: pytest.CaptureFixture[str]) -> None:
    changed = json.dumps(yaml.safe_load(PETS))
    for place in places:
        changed = changed.replace(json.dumps(place), json.dumps(text))
    write(tmp_path / "specs", {"pets.json": changed})
    code = run(tmp_path)
    assert code in {0, cli.PROBLEMS}
    assert "[generator]" not in capsys.readouterr().err
    for path in (tmp_path / "out").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
        assert "os" not in imported
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "abort"]


@pytest.mark.parametrize("name", ["a b", "class", "self", "é", "1", "", "__init__", "timeout", "x'y", "\n"])
@pytest.mark.parametrize("place", ["id", "name", "pets.get", "Pet"])
def test_names_of_a_document_become_names_or_problems(tmp_path: Path, place: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    changed = json.dumps(yaml.safe_load(PETS))
    for old, new in (
        (json.dumps(place), json.dumps(name)),
        (f"/{place}", f"/{json.dumps(name)[1:-1]}"),
        (f"{{{place}}}", f"{{{json.dumps(name)[1:-1]}}}"),
    ):
        changed = changed.replace(old, new)
    write(tmp_path / "specs", {"pets.json": changed})
    assert run(tmp_path, "--lenient") in {0, cli.PROBLEMS}
    assert "[generator]" not in capsys.readouterr().err


VALUES = """null, true, 0, -1, 1.5, 1000000000000000000000000000000, "", "x", [], {}, [[]], [null], {"": {}}, {"$ref": "#/nope"},
{"$ref": 5}, {"$ref": "#/components/schemas/Pet"}, {"type": "string"}, {"type": ["string", "null", "integer"]}, {"allOf": [{}]},
{"oneOf": []}, {"enum": []}, {"enum": [1, "a", null]}, {"properties": {"a": 5}}, {"type": "array"}, {"const": {}}"""
JUNK: st.SearchStrategy[object] = st.sampled_from(json.loads(f"[{VALUES}]"))


@st.composite
def documents(draw: st.DrawFn) -> dict[str, object]:
    """The pets with something replaced, taken away, renamed or put elsewhere."""
    data = yaml.safe_load(PETS)
    for _ in range(draw(st.integers(1, 3))):
        places: list[tuple[object, object]] = []
        pending: list[object] = [data]
        while pending:
            holder = pending.pop()
            for key in (*mapping(holder), *range(len(sequence(holder)))):
                places.append((holder, key))
                pending.append(holder[key])  # type: ignore[index]  # a mapping or a list, with a key that it has
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        other, its_key = draw(st.sampled_from(places))
        match draw(st.integers(0, 3)):
            case 0:
                holder[key] = copy.deepcopy(draw(JUNK))  # type: ignore[index]  # as above
            case 1:
                del holder[key]  # type: ignore[attr-defined]  # as above
            case 2 if mapping(holder):
                name = draw(st.sampled_from(["class", "", "a b", "x-pii", "$ref", "Pet", "properties"]))
                mapping(holder)[name] = mapping(holder).pop(str(key))
            case _:
                holder[key] = copy.deepcopy(other[its_key])  # type: ignore[index]  # as above
    return data  # type: ignore[no-any-return]  # a mapping, as PETS is one


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=documents(), lenient=st.booleans())
def test_a_damaged_document_gives_output_or_problems(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str], data: dict[str, object], *, lenient: bool
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    write(folder / "specs", {"pets.json": json.dumps(data)})
    assert run(folder, *(["--lenient"] if lenient else [])) in {0, cli.PROBLEMS}
    assert "[generator]" not in capsys.readouterr().err


FORMS: tuple[Json, ...] = (None, 5, [], {}, [None], {"$ref": "#/components/schemas/Pet"})
PLACES = ("components", "components/schemas", "paths", "paths/~", "paths/~/get", "info", "servers", "security", "tags")


@pytest.mark.parametrize("way", PLACES)
@pytest.mark.parametrize("junk", FORMS)
def test_a_section_of_the_wrong_form_brings_nothing_down(tmp_path: Path, way: str, junk: Json, capsys: pytest.CaptureFixture[str]) -> None:
    data = yaml.safe_load(PETS)
    for section in ("parameters", "responses", "security", "tags"):
        mapping(data["paths"]["/pets/{id}"]["get"])[section] = copy.deepcopy(junk)
    *outer, last = way.replace("~", "\0").split("/")
    for damaged in (yaml.safe_load(PETS), *([data] if way == "tags" else [])):
        holder = damaged
        for key in outer:
            holder = holder[key.replace("\0", "/pets/{id}")]
        holder[last.replace("\0", "/pets/{id}")] = junk
        for lenient in (False, True):
            library = load.Library(write(tmp_path, {"pets.json": json.dumps(damaged)}), lenient)
            pipeline = Pipeline(tmp_path / "pets.json", library, Report(io.StringIO(), io.StringIO()), "identkit.pets", lenient)
            pipeline.run()
            assert not [each for each in (*pipeline.problems, *pipeline.left_out) if "[generator]" in str(each)]
            assert pipeline.result or pipeline.failed
    assert not capsys.readouterr().err


@pytest.mark.parametrize(
    "schema",
    ["{type: thing}", "{type: []}", "{type: {}}", "{properties: x}", "{allOf: 5}", "{required: {}}", "{enum: x}", "{minimum: x}", "5"],
)
def test_examples_beside_a_damaged_schema(tmp_path: Path, schema: str, capsys: pytest.CaptureFixture[str]) -> None:
    examples = f"schema: {schema}, examples: {{one: {{value: {{a: 1}}}}, two: 5}}, example: x"
    write(tmp_path / "specs", {"pets.yaml": PETS.replace('schema: {$ref: "#/components/schemas/Pet"}', examples)})
    assert run(tmp_path) == cli.PROBLEMS
    assert "[generator]" not in capsys.readouterr().err


def test_a_long_chain_of_references_is_no_recursion(tmp_path: Path) -> None:
    schemas = "".join(
        f"    S{at}: {{type: object, properties: {{next: {{$ref: '#/components/schemas/S{at + 1}'}}}}}}\n" for at in range(600)
    )
    text = HEAD + "paths: {}\ncomponents:\n  schemas:\n    S600: {type: string}\n" + schemas
    assert check.document(loaded(tmp_path, {"pets.yaml": text})) == []


def test_work_grows_with_the_length_of_a_chain_or_of_an_enum() -> None:
    """Ten thousand links and values: each is looked at once, or this takes minutes."""
    schemas: dict[str, dict[str, Json]] = {f"S{at}": {"$ref": f"#/components/schemas/S{at + 1}"} for at in range(10_000)}
    schemas["S10000"] = {"enum": [f"v{at}" for at in range(10_000)]}
    problems: list[str] = []
    assert list(references.circles({"components": {"schemas": schemas}})) == []
    lowered = Schemas(schemas, lambda _, message, __: problems.append(message), lenient=True)
    lowered.finish()
    assert (list(lowered.enums), problems) == (["S10000"], [])


@pytest.mark.parametrize("lenient", [False, True])
def test_a_reference_to_another_kind_of_thing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], *, lenient: bool) -> None:
    wrong = PETS.replace("parameters:\n", 'parameters:\n        - {$ref: "#/components/schemas/Pet"}\n')
    write(tmp_path / "specs", {"pets.yaml": wrong})
    assert run(tmp_path, *(["--lenient"] if lenient else [])) == (0 if lenient else cli.PROBLEMS)
    shown = capsys.readouterr().err
    assert "this is to be a parameter, and the reference leads to a schema" in shown
    assert "[generator]" not in shown
