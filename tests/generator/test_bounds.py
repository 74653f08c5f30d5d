"""What a document may be expanded to is bounded: what is beyond is raw JSON with a note, and the rest of the document stays whole."""

import ast
import importlib
import json
import sys
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from identkit.core._sent.patterns import to_python
from identkit.generator import cli
from identkit.generator.lower import chains, docs, names, paging, schemas
from identkit.generator.lower.backtracking import explodes
from identkit.generator.problems import Refused
from identkit.generator.read import references, source


def document(components: Mapping[str, Any], method: str = "post") -> dict[str, Any]:
    """A document whose one operation receives `T`, and sends it unless it is a GET."""
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/T"}}}
    call: dict[str, Any] = {
        "operationId": "use",
        "requestBody": {"content": content},
        "responses": {"200": {"description": "ok", "content": content}},
    }
    if method == "get":
        del call["requestBody"]
    return {
        "openapi": "3.1.0",
        "info": {"title": "Bounds", "version": "1"},
        "servers": [{"url": "https://x.example"}],
        "paths": {"/use": {method: call}},
        "components": {"schemas": components},
    }


def text(value: str = "string") -> dict[str, str]:
    return {"type": value}


def thing(name: str, inside: Any = None) -> dict[str, Any]:
    return {"type": "object", "properties": {name: inside or text()}}


def made(folder: Path, components: Mapping[str, Any], capsys: pytest.CaptureFixture[str], method: str = "post") -> tuple[str, str]:
    """The models, and what was said while they were made. Everything is there: one of one operations."""
    (folder / "api.json").write_text(json.dumps(document(components, method)), "utf-8")
    code = cli.main(
        ["--specs", str(folder / "api.json"), "--output", str(folder / "out"), "--package", "acme.api", "--lenient"], cache=folder / "cache"
    )
    said = capsys.readouterr()
    assert code == 0, said.err
    assert "1 of 1 operations" in said.out
    parts = sorted(folder.glob("out/acme/api/*models*.py"))
    return "\n".join(part.read_text("utf-8") for part in parts), said.err


def test_a_choice_of_very_many_is_not_nested_as_deep_as_it_is_long(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    many = {f"M{at}": thing(f"p{at}") for at in range(300)}
    models, _ = made(tmp_path, {**many, "T": {"oneOf": [{"$ref": f"#/components/schemas/{name}"} for name in many]}}, capsys)
    assert "_kit.Union[M0, M1, " in models
    longest = max(line.count(" | ") for line in models.splitlines())
    assert longest < 3


def test_what_stands_deep_inside_gets_names_on_the_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deep = 3 * schemas.DEEPEST
    lists = {f"R{at}": {"type": "array", "items": {"$ref": f"#/components/schemas/R{at + 1}"}} for at in range(deep)}
    models, _ = made(tmp_path, {**lists, f"R{deep}": text(), "T": thing("rows", {"$ref": "#/components/schemas/R0"})}, capsys)
    assert max(line.count("list[") for line in models.splitlines()) <= schemas.DEEPEST
    assert models.count("_kit.choice(") >= 2


def test_merging_has_an_end(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schemas, "MOST_MERGED", 60)
    chain = {f"S{at}": {"allOf": [{"$ref": f"#/components/schemas/S{at + 1}"}, thing(f"p{at}")]} for at in range(30)}
    models, said = made(tmp_path, {"T": {"$ref": "#/components/schemas/S0"}, **chain, "S30": thing("last")}, capsys)
    assert "this is raw JSON" in said
    assert "p0: str | None" in models
    assert models.count(": str | None") < 200


@pytest.mark.parametrize(
    ("limit", "schema", "note"),
    [
        ("MOST_VALUES", {"type": "string", "enum": [f"v{at}" for at in range(20)]}, "an enum of more than 5 values is taken as any string"),
        ("MOST_PROPERTIES", {"type": "object", "properties": {f"p{at}": text() for at in range(20)}}, "more than 5 properties"),
    ],
)
def test_what_nobody_reads_is_raw(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    schema: Mapping[str, Any],
    note: str,
) -> None:
    monkeypatch.setattr(schemas, limit, 5)
    models, said = made(tmp_path, {"T": {"type": "object", "properties": {"name": text(), "many": schema}}}, capsys)
    assert note in said
    assert "name: str | None" in models
    assert "many: str | None" in models or "many: dict[str, Any] | None" in models


def test_a_choice_that_only_an_unused_component_holds_does_no_harm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    unused = {"type": "object", "patternProperties": {f"^a{at}": thing(f"z{at}") for at in range(3)}}
    made(tmp_path, {"T": thing("name"), "Unused": unused}, capsys)


def test_a_reference_to_itself_is_anything_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = made(tmp_path, {"T": {"$ref": "#/components/schemas/T"}}, capsys)
    assert "the reference comes back to itself" in said


def test_circles_are_found_and_nothing_else() -> None:
    def to(*targets: str) -> dict[str, Any]:
        return {"allOf": [{"$ref": f"#/components/schemas/{target}"} for target in targets]}

    parts = {"A": to("B"), "B": to("C"), "C": to("A", "D"), "D": to("E"), "E": to("E"), "F": to("A"), "G": to(), "H": to("G")}
    pointers = {pointer for pointer, _ in references.circles({"components": {"schemas": parts}})}
    assert pointers == {f"#/components/schemas/{name}" for name in "ABCE"}


@pytest.mark.parametrize(
    "pattern", ["(" * 300 + ")" * 300, "a?" * 30 + "a" * 30, "(?:a|b){1,60}" * 6, "[a-z]*" * 3, "x" * 30_000, "(a|b)?" * 40]
)
def test_patterns_that_would_take_for_ever_are_refused(pattern: str) -> None:
    assert explodes(to_python(pattern))


@pytest.mark.parametrize(
    "pattern", [r"^[a-z]{1,20}-[a-z]{1,20}-[a-z]{1,20}$", r"^a?b?c?d?e?$", r"^\w+@\w+\.\w+$", r"^(\d{1,3}\.){3}\d{1,3}$"]
)
def test_ordinary_patterns_stay(pattern: str) -> None:
    assert not explodes(to_python(pattern))


def test_names_are_cut_before_they_are_looked_through() -> None:
    assert len(names.snake("N" * 100_000)) == len(names.pascal("N" * 100_000)) == names.LONGEST
    assert names.spoken("Nx" * 100_000)


@pytest.mark.parametrize(
    ("name", "content"), [("a.yaml", "a: -1e400\n"), ("a.json", '{"a": -1e400}'), ("a.json", f'{{"a": -{"9" * 5000}}}')]
)
def test_numbers_without_end_are_the_largest_there_is(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    read = source.read(tmp_path / name, name, lenient=True)
    assert read.data == {"a": -1.7976931348623157e308}
    assert [note.rule for note in read.notes] == ["yaml-syntax"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-8-sig"])
def test_a_mark_at_the_begin_tells_the_encoding(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.yaml").write_text("a: ü😀\n", encoding)
    assert source.read(tmp_path / "a.yaml", "a.yaml", lenient=True).data == {"a": "ü😀"}


def test_surrogate_pairs_in_yaml_are_one_character(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text('a:\n  b: "\\ud83d\\ude00"\n', "utf-8")
    assert source.read(tmp_path / "a.yaml", "a.yaml").data == {"a": {"b": "😀"}}


def test_aliases_may_not_repeat_a_small_text_without_end(tmp_path: Path) -> None:
    levels = "".join(f"a{at}: &a{at} {{{', '.join(f'p{part}: *a{at - 1}' for part in range(4))}}}\n" for at in range(1, 9))
    (tmp_path / "a.yaml").write_text(f"a0: &a0 {{x: y}}\n{levels}", "utf-8")
    with pytest.raises(Refused, match="10 times what is written, aliases followed"):
        source.read(tmp_path / "a.yaml", "a.yaml", lenient=True)


def test_long_choices_parse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    variants = [{**thing(f"p{at}"), "title": "Very" * 30 + str(at)} for at in range(60)]  # names that no line should be cut in
    models, _ = made(tmp_path, {"T": {"oneOf": [*variants, *(thing(f"q{at}") for at in range(60))]}}, capsys)
    choice = models[models.index("_kit.choice(") :]
    assert choice.count("\n") < 90
    ast.parse(models)


def test_a_folder_without_documents_is_a_problem_with_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "api.json").mkdir()
    arguments = ["--specs", str(tmp_path / "api.json"), "--output", str(tmp_path / "out"), "--package", "acme.api", "--lenient"]
    assert cli.main(arguments, cache=tmp_path / "cache") == cli.PROBLEMS
    assert "there is no document here" in capsys.readouterr().err


def test_a_text_that_nobody_reads_to_its_end_is_cut(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    models, _ = made(tmp_path, {"T": {**thing("a"), "description": "word " * 200_000}}, capsys)
    assert len(models) < docs.LONGEST * 1.1
    assert "word…" in models or "word …" in models


def test_of_objects_of_hundreds_inside_each_other_not_every_way_is_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["T", *(f"S{at}" for at in range(39))]
    properties = {f"to{name}": {"$ref": f"#/components/schemas/{name}"} for name in names}
    counts: list[int] = []

    def counted(fields: Iterable[Any], most: int) -> list[Any]:
        counts.append(len(rows := list(islice(fields, most))))
        return rows

    monkeypatch.setattr(paging, "islice", counted)
    made(tmp_path, {name: {"type": "object", "properties": properties} for name in names}, capsys, "get")
    assert max(counts) == paging.MOST_FIELDS < 40**3


def schema_of(kind: str, each: Any) -> Any:
    if kind == "one":
        return each
    return {"type": "array", "items": each} if kind == "list" else {"type": "object", "additionalProperties": each}


def value_of(kind: str, each: Any) -> Any:
    return {"one": each, "list": [each], "map": {"a": each}}[kind]


@pytest.mark.parametrize(
    ("kind", "length", "longest", "closed"),
    [("one", 1_100, chains.LONGEST, True), ("one", 60, 20, False), ("list", 60, 20, True), ("map", 60, 20, True)],
)
def test_a_chain_of_models_may_be_longer_than_calls_inside_each_other(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    length: int,
    longest: int,
    *,
    closed: bool,
) -> None:
    monkeypatch.setattr(chains, "LONGEST", longest)
    last = {"$ref": "#/components/schemas/T"} if closed else text()
    names = ["T", *(f"S{at}" for at in range(1, length))]
    following = [{"$ref": f"#/components/schemas/{name}"} for name in names[1:]] + [last]
    chain = {name: thing("next", schema_of(kind, each)) for name, each in zip(names, following, strict=True)}
    models, _ = made(tmp_path, chain, capsys)
    assert models.count("Link = _kit.choice(") == (length - 1) // longest
    monkeypatch.syspath_prepend(str(tmp_path / "out"))  # pyright: ignore[reportUnknownMemberType] # pytest's own hint is partial
    try:
        model: Any = importlib.import_module("acme.api.models").T
        wire: Any = {}
        for _ in range(longest + 5):
            wire = {"next": value_of(kind, wire)}
        value = model.from_json(json.dumps(wire))
        assert json.loads(json.dumps(value.to_dict())) == wire
        for _ in range(longest + 5):
            value = value.next if kind == "one" else next(iter(value.next.values() if kind == "map" else value.next))
        assert type(value).__name__ == f"S{longest + 5}"
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "acme"]:
            del sys.modules[name]
