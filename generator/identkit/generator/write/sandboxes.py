"""What `sandbox.<provider>` is, for type checkers: written from the folders of the sandbox beside the specs.

At run time a provider's sandbox is found by its folder. A type checker runs nothing, so each folder's class is written down for it: the one
that `build` says it returns.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from identkit.generator.write import render

NAME: Final = "identkit/_sandboxes.py"
_FOLDER: Final = Path("sandbox", "identkit", "sandbox")


def file(specs: Path) -> dict[str, str]:
    """The module by its place, nothing where no sandbox stands beside the specs."""
    folder = specs.parent / _FOLDER
    classes = dict(_classes(folder)) if specs.is_dir() and folder.is_dir() else {}
    return {NAME: render.sandboxes(classes)} if classes else {}


def _classes(folder: Path) -> Iterator[tuple[str, str]]:
    """Name of a provider -> class of its sandbox. A folder that is not done yet, or cannot be read, is left out."""
    for module in sorted(folder.glob("[!_]*/__init__.py")):
        try:
            tree = ast.parse(module.read_bytes())
        except (OSError, SyntaxError, ValueError):
            continue
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name == "build" and isinstance(node.returns, ast.Name):
                yield module.parent.name, node.returns.id
