"""`identkit new NAME`: a provider's skeleton that works as it is, to be changed into the provider's own.

The files are those under `templates/new`, at the places where they belong. Nothing that exists is touched.
"""

import argparse
import ast
import keyword
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from identkit.generator.lower import names
from identkit.generator.read import load
from identkit.generator.write import render

FAILURE: Final = 2
PLACES: Final = ("specs", "overrides", "sandbox", "tests", "docs")


def main(argv: Sequence[str] | None = None) -> int:
    """Write the files, then generate the client. Exit code 2, and nothing is written, where that cannot be."""
    parser = argparse.ArgumentParser(
        prog="identkit new", description="Write a provider's skeleton: spec, overrides, sandbox, tests, docs page."
    )
    parser.add_argument("name", metavar="NAME", help="the package's name: identkit.NAME")
    parser.add_argument("--root", metavar="DIR", type=Path, default=Path(), help="a checkout of identkit (default: here)")
    arguments = parser.parse_args(argv)
    name, root = str(arguments.name), arguments.root
    if not all((root / place).is_dir() for place in PLACES):
        print("this is no checkout of identkit: give its folder with --root", file=sys.stderr)
        return FAILURE
    cls = names.pascal(name)
    files = render.skeleton({"name": name, "cls": cls, "title": cls})
    if problem := _problem(name, cls, root, files):
        print(problem, file=sys.stderr)
        return FAILURE
    for place, text in files.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text(text, "utf-8", newline="\n")
        print("wrote", place)
    python = [
        place for place in files if place.endswith(".py")
    ]  # where a name stands among imports, and what fits a line, depends on the name
    for command in (("check", "--select", "I", "--fix"), ("format",)):
        subprocess.run((sys.executable, "-m", "ruff", *command, "--quiet", *python), cwd=root, check=False)
    generate = (sys.executable, "-m", "identkit.generator", "--specs", "specs", "--output", "generated", name)
    return subprocess.run(generate, cwd=root, check=False).returncode


def _problem(name: str, cls: str, root: Path, files: Mapping[str, str]) -> str:
    """Why there can be no provider of that name; "" where there can be."""
    proper = load.package_name(name).strip("_")
    if not name or keyword.iskeyword(name) or name != proper:
        better = f"; take {proper}" if proper and not keyword.iskeyword(proper) else ""
        return f"{name!r} is no name for a package: lower-case letters, digits and single underscores, no word of Python{better}"
    if (root / "specs" / name).exists() or (root / "specs" / f"{name}.yaml").exists():
        return f"there is a provider {name} already: specs has its document"
    if load.is_reserved(name) or name in _taken(root):
        return f"{name} is a name of identkit's own; take another"
    if cls.startswith("Test") or any(_other(cls, name, text) for text in files.values()):
        return f"the client would be called {cls}, which the skeleton or pytest take for something else; take api_{name}"
    there = next((place for place in files if (root / place).exists()), "")
    return f"there is {there} already" if there else ""


def _other(cls: str, name: str, text: str) -> bool:
    """Whether a file has another class, or schema, of the client's name."""
    own = re.sub(rf"^from identkit\.{name} import .*$", "", text, flags=re.MULTILINE)
    return re.search(rf"^(from .* import .*\b{cls}\b|class {cls}\b|    {cls}:)", own, re.MULTILINE) is not None


def _taken(root: Path) -> set[str]:
    """Names in the sandbox that a folder of a provider would hide: modules beside the folders, and what a `Sandbox` has itself."""
    modules = {path.stem for path in (root / "sandbox" / "identkit" / "sandbox").glob("*.py")}
    tree = ast.parse((root / "sandbox" / "identkit" / "sandbox" / "_engine" / "world.py").read_text("utf-8"))
    world = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    fields = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
    return modules | world | fields
