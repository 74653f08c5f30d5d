"""`identkit new`, and docs/adding-a-provider.md done to the letter in a copy of the tree: nothing but the provider's own places changes."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from identkit.cli import main

ROOT = Path(__file__).parents[2]
CURL = "tests/docs/test_curl.py"  # each operation's page has a line for the shell, which is played
ROOTS = ("generated", "generator", "overrides", "runtime", "sandbox")
OWN = ("specs/", "generated/", "overrides/identkit/overrides/vera/", "sandbox/identkit/sandbox/vera/", "tests/vera/", "docs/")
BLOCK = re.compile(r'<!-- skip: (?:the whole of ([^ \n]+)|in ([^ \n]+) in place of "([^\n]*)") -->\n```[a-z]+\n(.*?)```\n', re.DOTALL)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The parts of the repository that a provider is made with."""
    place = tmp_path_factory.mktemp("copy")
    for name in (*ROOTS, "specs"):
        shutil.copytree(ROOT / name, place / name)  # with the bytecode: many interpreters follow
    (place / "docs" / "providers").mkdir(parents=True)
    shutil.copytree(ROOT / "docs" / "builder", place / "docs" / "builder")
    (place / "tests" / "docs").mkdir(parents=True)
    shutil.copy(ROOT / CURL, place / CURL)
    shutil.copy(ROOT / "pyproject.toml", place)
    return place


def run(copy: Path, *command: str) -> str:
    path = os.pathsep.join([*(str(copy / root) for root in ROOTS), str(copy)])
    done = subprocess.run(
        [sys.executable, *command], cwd=copy, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def files(copy: Path) -> dict[str, str]:
    made = {"__pycache__", ".pytest_cache", ".ruff_cache", "build"}
    listed = (path for path in copy.rglob("*") if path.is_file() and not made & {*path.relative_to(copy).parts})
    return {path.relative_to(copy).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in listed}


def steps(guide: str) -> Iterator[tuple[str, str, str]]:
    """File, text to replace ("" for the whole file), what to write there."""
    for whole, part, old, new in BLOCK.findall(guide):
        yield (whole or part), old, (new if whole or "\n" in old else new.removesuffix("\n"))


@pytest.mark.guide
def test_a_provider_is_added_as_the_guide_says(copy: Path) -> None:
    before = files(copy)
    written = run(copy, "-m", "identkit.cli", "new", "vera")
    assert "wrote identkit/vera/client.py" in written
    shown = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rA", "tests/vera", CURL, "-k", "vera")
    assert shown.count(f"PASSED {CURL}::") == 3
    assert "PASSED tests/vera/" in shown
    assert run(copy, "-m", "ruff", "check", ".", "--no-cache").startswith("All checks passed")
    guide = (ROOT / "docs" / "adding-a-provider.md").read_text("utf-8")
    done = 0
    for name, old, new in steps(guide):
        place = copy / name
        text = place.read_text("utf-8") if old else ""
        assert not old or text.count(old) == 1, (name, old)
        place.write_text(text.replace(old, new) if old else new, "utf-8")
        done += 1
    assert done == 7
    run(copy, "-m", "identkit.generator", "vera", "--specs", "specs", "--output", "generated")
    assert "10 passed" in run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/vera")
    assert run(copy, "-m", "ruff", "check", ".", "--no-cache").startswith("All checks passed")
    run(copy, "-m", "ruff", "format", "--check", "--quiet", "--no-cache", ".")
    run(copy, "-m", "identkit.core.status")
    after = files(copy)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert {name for name in changed if not name.startswith(OWN)} == set()
    beside = {name for name in changed if name.startswith("generated/identkit/") and "/vera/" not in name}
    assert beside == {"generated/identkit/_sandboxes.py"}  # what tells type checkers of the folders in sandbox/
    assert "        vera: VeraSandbox\n" in (copy / "generated/identkit/_sandboxes.py").read_text("utf-8")


@pytest.mark.parametrize("name", ["solaris", "core", "demo", "clock", "auth", "Not-A-Name", "class", "check", "path", "testudo", ""])
def test_a_name_that_cannot_be_taken(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", name, "--root", str(ROOT)]) == 2
    assert capsys.readouterr().err


def test_what_is_no_checkout_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "vera", "--root", str(tmp_path)]) == 2
    assert "no checkout" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
