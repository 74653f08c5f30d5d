"""`identkit new NAME`: a provider's skeleton that works as it is, to be changed into the provider's own.

The files are those under `templates/new`, at the places where they belong. Nothing that exists is touched.
"""

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from identkit.generator.lower import names
from identkit.generator.read import load
from identkit.generator.write import render

FAILED: Final = 2
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
    if load.package_name(name) != name or not name:
        print(f"{name!r} is no name for a package; take {load.package_name(name) or 'lower-case letters'}", file=sys.stderr)
        return FAILED
    if not all((root / place).is_dir() for place in PLACES):
        print("this is no checkout of identkit: give its folder with --root", file=sys.stderr)
        return FAILED
    cls = names.pascal(name)
    files = render.skeleton({"name": name, "cls": cls, "title": cls})
    conflicts = [place for place in files if (root / place).exists()]
    if conflicts or load.is_reserved(name):
        print(f"there is {conflicts[0] if conflicts else f'a package identkit.{name}'} already", file=sys.stderr)
        return FAILED
    for place, text in files.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text(text, "utf-8", newline="\n")
        print("wrote", place)
    python = [place for place in files if place.endswith(".py")]  # where a name stands among imports depends on the name
    subprocess.run((sys.executable, "-m", "ruff", "check", "--quiet", "--select", "I", "--fix", *python), cwd=root, check=False)
    command = (sys.executable, "-m", "identkit.generator", "--specs", "specs", "--output", "generated")
    return subprocess.run(command, cwd=root, check=False).returncode
