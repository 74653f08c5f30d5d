"""`python -m identkit.generator` from the outside: what it writes, says and returns."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from identkit.generator import cli, run
from identkit.generator.write import format as formatting
from identkit.generator.write import prove
from tests.generator.spec_files import PETS, write

ROOT = Path(__file__).parents[2]
Run = Callable[..., tuple[int, list[str], list[str]]]


@pytest.fixture
def generate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line on `tmp_path/specs` and returns the exit code and the lines of both outputs."""

    def generate(*arguments: str) -> tuple[int, list[str], list[str]]:
        folders = ("--specs", str(tmp_path / "specs"), "--output", str(tmp_path / "generated"))
        code = cli.main([*folders, *arguments], cache=tmp_path / "cache")
        captured = capsys.readouterr()
        return code, captured.out.splitlines(), captured.err.splitlines()

    return generate


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_spec_becomes_a_package(tmp_path: Path, generate: Run) -> None:
    write(tmp_path / "specs", {"pets.yaml": PETS})
    code, out, err = generate()
    assert code == 0
    assert "wrote identkit/pets/client.py" in out
    assert err == ["pets: 1 operation, 7 files"]
    assert tree(tmp_path / "generated").keys() >= {
        "API.md",
        "identkit/pets/client.py",
        "identkit/pets/models.py",
        "identkit/pets/resources/pets.py",
        "identkit/pets/openapi.json",
    }


def test_the_second_run_does_nothing_and_imports_nothing_heavy(tmp_path: Path) -> None:
    write(tmp_path / "specs", {"pets.yaml": PETS})
    program = (
        "import sys; from pathlib import Path; from identkit.generator.cli import main; place = Path(sys.argv[1]);"
        "code = main(['--specs', str(place / 'specs'), '--output', str(place / 'generated')], cache=place / 'cache');"
        "heavy = {'attrs', 'yaml', 'jinja2', 'jsonschema', 'rich', 'openapi_python_client', 'datamodel_code_generator'};"
        "print(code, sorted(heavy & sys.modules.keys()))"
    )
    results = [
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert "wrote identkit/pets/client.py" in results[0]
    assert results[1] == ["up to date", "0 []"]


@pytest.mark.parametrize("change", ["spec", "edited", "deleted", "added", "emptied"])
def test_any_change_is_seen(tmp_path: Path, generate: Run, change: str) -> None:
    write(tmp_path / "specs", {"pets.yaml": PETS})
    generate()
    before = tree(tmp_path / "generated")
    client = tmp_path / "generated" / "identkit" / "pets" / "client.py"
    if change == "spec":
        write(tmp_path / "specs", {"pets.yaml": PETS.replace("Read one pet.", "Read a pet.")})
    elif change == "edited":
        client.write_text(client.read_text("utf-8") + "# by hand\n", "utf-8")
    elif change == "deleted":
        client.unlink()
    elif change == "added":
        client.with_name("more.py").write_text("", "utf-8")
    else:
        client.write_text("", "utf-8")
    stale, out, _ = generate("--check")
    assert stale == cli.STALE
    assert out[-1].startswith(("stale ", "left over "))
    assert generate()[0] == 0
    assert (tree(tmp_path / "generated") == before) == (change != "spec")
    assert generate("--check")[0] == 0
    assert generate() == (0, ["up to date"], [])


def test_check_writes_nothing(tmp_path: Path, generate: Run) -> None:
    write(tmp_path / "specs", {"pets.yaml": PETS})
    code, out, _ = generate("--check")
    assert code == cli.STALE
    assert "stale identkit/pets/client.py" in out
    assert not (tmp_path / "generated").exists()


def test_problems_are_told_together_and_the_output_stays(tmp_path: Path, generate: Run) -> None:
    write(tmp_path / "specs", {"pets.yaml": PETS, "zoo.yaml": PETS})
    generate()
    before = tree(tmp_path / "generated")
    write(
        tmp_path / "specs",
        {"pets.yaml": PETS.replace(", x-pii: name", ""), "zoo.yaml": PETS.replace("in: path", "in: nowhere"), "bad.yaml": "a: b: c"},
    )
    code, out, err = generate()
    assert (code, out) == (cli.PROBLEMS, [])
    assert [line.partition(":")[0] for line in err[:3]] == ["bad.yaml", "pets.yaml", "zoo.yaml"]
    assert err[-1].endswith("in 3 files; the output is as it was")
    assert tree(tmp_path / "generated") == before
    assert generate("--check")[0] == cli.PROBLEMS


def test_one_package_of_several(tmp_path: Path, generate: Run) -> None:
    write(tmp_path / "specs", {"pets.yaml": PETS, "zoo.yaml": PETS})
    assert generate()[0] == 0
    before = tree(tmp_path / "generated")
    write(tmp_path / "specs", {name: PETS.replace("Read one pet.", "Read a pet.") for name in ("pets.yaml", "zoo.yaml")})
    assert generate("pets")[0] == 0
    after = tree(tmp_path / "generated")
    changed = {name for name in after if after[name] != before[name]}
    assert changed
    assert all(name.startswith("identkit/pets/") for name in changed - {"API.md"})
    assert generate("--check", "pets")[0] == 0
    assert generate("--check")[0] == cli.STALE
    assert generate("zoo")[0] == 0
    assert generate("--check")[0] == 0


def test_a_package_whose_spec_is_gone_goes(tmp_path: Path, generate: Run) -> None:
    write(tmp_path / "specs", {"pets.yaml": PETS, "zoo.yaml": PETS})
    generate()
    (tmp_path / "specs" / "zoo.yaml").unlink()
    code, out, _ = generate()
    assert code == 0
    assert "removed identkit/zoo/client.py" in out
    assert not (tmp_path / "generated" / "identkit" / "zoo").exists()


def test_an_unknown_package_is_told(tmp_path: Path, generate: Run) -> None:
    write(tmp_path / "specs", {"pets.yaml": PETS})
    code, _, err = generate("zoo")
    assert code == cli.PROBLEMS
    assert err[0].startswith("specs: there is no package zoo; there is pets")


def test_a_file_that_no_package_uses_is_told(tmp_path: Path, generate: Run) -> None:
    write(tmp_path / "specs", {"pets.yaml": PETS, "parts/forgotten.yaml": "Pet: {type: object}\n"})
    code, _, err = generate()
    assert code == cli.PROBLEMS
    assert err[0].startswith("parts/forgotten.yaml: no package uses this file")


def test_no_specs_at_all(tmp_path: Path, generate: Run) -> None:
    assert generate()[0] == cli.PROBLEMS
    (tmp_path / "specs").mkdir()
    assert generate()[0] == cli.PROBLEMS


def test_specs_may_be_one_file(tmp_path: Path) -> None:
    write(tmp_path, {"pets.yaml": PETS, "other.yaml": "not: used\n"})
    arguments = ["--specs", str(tmp_path / "pets.yaml"), "--output", str(tmp_path / "out")]
    assert cli.main(arguments, cache=tmp_path / "cache") == 0
    assert (tmp_path / "out" / "identkit" / "pets" / "client.py").is_file()


PLAIN = """\
{"openapi": "3.0.0", "info": {"title": "Pets", "version": "1"}, "x-logo": 1,
 "paths": {"/pets": {"get": {"operationId": "listPets", "tags": ["pets"], "x-retry": {"times": 3}, "responses": {"200": {"description": "d",
 "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/pet"}}}}}}}}},
 "components": {"schemas": {"pet": {"type": "object", "properties": {"name": {"type": "string", "nullable": true}}}}}}
"""


def test_lenient_takes_a_plain_document(tmp_path: Path, generate: Run) -> None:
    write(tmp_path / "specs", {"pet-shop.json": PLAIN})
    assert generate()[0] == cli.PROBLEMS
    assert generate("--lenient")[0] == 0
    assert (tmp_path / "generated" / "identkit" / "pet_shop" / "client.py").is_file()


def test_messages_survive_any_locale_and_no_escape_reaches_the_terminal(tmp_path: Path) -> None:
    write(tmp_path / "specs", {"pets.yaml": PETS.replace("pets.get", '"Grün\\e[31m\\n😀"')})
    command = [sys.executable, "-m", "identkit.generator", "--specs", str(tmp_path / "specs"), "--output", str(tmp_path / "out")]
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert done.returncode == cli.PROBLEMS
    assert b"Gr\\xfcn\\x1b[31m\\n" in done.stderr
    assert b"\x1b" not in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.slow
def test_the_output_is_the_same_everywhere(tmp_path: Path) -> None:
    """Other hash seed, locale, time zone, working folder and place of the specs: the same bytes."""
    trees: list[dict[str, bytes]] = []
    for at, (seed, language, zone) in enumerate((("0", "C", "UTC"), ("4711", "tr_TR.UTF-8", "Pacific/Chatham"))):
        place = tmp_path / str(at) / ("x" * at)
        write(place / "specs", {"pets.yaml": PETS, "zoo/one.yaml": PETS, "zoo/two.yaml": PETS, "zoo/more.yaml": "components: {}\n"})
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LANG": language, "LC_ALL": language, "TZ": zone, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "identkit.generator", "--specs", "specs", "--output", "out"]
        subprocess.run(command, cwd=place, env=environment, capture_output=True, check=True)
        trees.append(tree(place / "out"))
    assert trees[0] == trees[1]
    assert not any(str(tmp_path).encode() in content for content in trees[0].values())


def test_the_settings_of_the_folder_we_are_called_from_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"ruff.toml": "line-length = 20\n"})
    monkeypatch.chdir(tmp_path)
    text = "print(argument_one := 1, argument_two := 2)\n"
    assert formatting.sources({"build/a.py": text, "b.md": "# x"}) == {"build/a.py": text, "b.md": "# x\n"}


@pytest.mark.parametrize(
    "text", ["def f(:\n", "x = '\\d'\n", "return 1\n", "x = 1\0\n", "-" * 5000 + "1\n", "x = nowhere\n", "def f(x: Nowhere) -> None: ...\n"]
)
def test_what_is_not_python_is_refused(text: str) -> None:
    def formatted() -> None:
        formatting.check({"a.py": text})
        formatting.sources({"a.py": text})

    with pytest.raises(formatting.NotPython, match=r"^a\.py:"):
        formatted()


def test_what_cannot_be_mended_is_told_and_the_other_package_is_made(
    tmp_path: Path, generate: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often leaving something out has been tried: nothing is dropped without a word, and nothing is taken away."""

    def failures(files: Mapping[str, str], _: object) -> list[prove.Failure]:
        return [prove.Failure("identkit.pets.client", "", "it is broken")] if "identkit/pets/client.py" in files else []

    write(tmp_path / "specs", {"pets.yaml": PETS, "zoo.yaml": PETS})
    generate()
    before = tree(tmp_path / "generated")
    monkeypatch.setattr(run, "ROUNDS", 0)
    monkeypatch.setattr(prove, "failures", failures)
    write(tmp_path / "specs", {"pets.yaml": PETS + "# changed\n"})
    code, out, err = generate("--lenient")
    assert (code, out[-1]) == (0, "1 of 2 operations, 1 of 2 documents")
    assert any("pets.yaml" in line and "it is broken" in line for line in err)
    assert tree(tmp_path / "generated") == before
    code, _, err = generate("pets", "--lenient")
    assert code == 2
    assert "the output is as it was" in err[-1]


def test_a_step_that_breaks_is_a_problem(tmp_path: Path, generate: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("x")

    write(tmp_path / "specs", {"pets.yaml": PETS})
    monkeypatch.setattr("identkit.generator.lower.package.package", broken)
    code, _, err = generate()
    assert code == cli.PROBLEMS
    assert err[0].startswith("pets.yaml:1: the generator cannot lower this document (KeyError")


def test_a_terminal_gets_the_same_words(tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    write(tmp_path / "specs", {"pets.yaml": PETS.replace(", x-pii: name", "")})
    command = [sys.executable, "-m", "identkit.generator", "--specs", str(tmp_path / "specs"), "--output", str(tmp_path / "out")]
    master, slave = pty.openpty()
    with subprocess.Popen(
        command, cwd=ROOT, stderr=slave, stdout=subprocess.PIPE, env={**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    ) as process:
        os.close(slave)
        shown = b""
        try:
            while chunk := os.read(master, 4096):
                shown += chunk
        except OSError:  # the other end is closed
            pass
        os.close(master)
    assert process.returncode == cli.PROBLEMS
    assert b"this text has no class of personal data" in shown
    assert b"/components/schemas/Pet/properties/name" in shown
    assert b"\x1b[" in shown


def test_leniently_a_broken_document_does_not_stop_the_others(tmp_path: Path, generate: Run) -> None:
    broken = {"torn.yaml": "openapi: 3.1.0\n  paths: [", "later.yaml": PETS.replace("3.1.0", "9.0.0"), "core.yaml": PETS, "gone.yaml": PETS}
    write(tmp_path / "specs", {"pets.yaml": PETS, "many/one.yaml": PETS, "many/two.yaml": "{", **broken})
    write(tmp_path / "generated/identkit/gone", {"__init__.py": "# Generated from specs/gone.yaml (sha256 0)."})
    (tmp_path / "specs/gone.yaml").write_bytes(b"\xff\x00\xfe")
    (tmp_path / "specs/nowhere.yaml").symlink_to("missing.yaml")
    code, out, err = generate("--lenient")
    assert (code, out[-1]) == (0, "2 of 2 operations, 2 of 7 documents")
    assert {"torn: left out", "later: left out", "gone: left out", "nowhere: left out", "pets: 1 operation, 7 files"} <= set(err)
    assert all(any(line.startswith(name) and "note: " in line for line in err) for name in (*broken, "many/two.yaml", "nowhere.yaml"))
    made = tree(tmp_path / "generated")
    assert made.keys() >= {"identkit/pets/client.py", "identkit/many/client.py", "identkit/gone/__init__.py"}
    assert generate("--lenient", "--strict-operations")[0] == generate()[0] == cli.PROBLEMS
    assert tree(tmp_path / "generated") == made


def test_only_what_a_document_refers_to_is_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside a document by itself may lie anything: a home folder, or all that there is."""
    pets = PETS.replace("schema: {type: string, x-pii: none}", "schema: {$ref: 'parts/id.yaml#/Id'}", 1)
    assert pets != PETS
    write(tmp_path, {"pets.yaml": pets, "parts/id.yaml": "Id: {type: string, x-pii: none}\n", "other.json": "{}"})
    os.mkfifo(tmp_path / "queue.yaml")
    arguments = ["--specs", str(tmp_path / "pets.yaml"), "--output", str(tmp_path / "out"), "--lenient"]

    def last_line() -> list[str]:
        assert cli.main(arguments, cache=tmp_path / "cache") == 0
        return capsys.readouterr().out.splitlines()

    assert last_line()[-1] == "1 of 1 operations"
    assert last_line()[0] == "up to date"
    write(tmp_path, {"other.json": "{ }", "another.yaml": "a: 1\n", "pets.yaml": pets.replace("\n", "\r\n")})
    assert last_line()[0] == "up to date"
    for name, text in (("parts/id.yaml", "Id: {type: integer}\n"), ("pets.yaml", pets.replace("Read one pet.", "Read a pet."))):
        write(tmp_path, {name: text})
        assert last_line()[0] != "up to date"
        assert last_line()[0] == "up to date"
    (tmp_path / "parts/id.yaml").unlink()
    assert last_line()[0] != "up to date"
    (tmp_path / "parts/id.yaml").write_text("Id: {type: string}\n")
    assert last_line()[0] != "up to date"
