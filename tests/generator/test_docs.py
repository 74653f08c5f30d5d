"""The documentation explains every rule by the name that messages end in."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOLD = {"Problem", "report", "refuse"}


def rules() -> set[str]:
    """The last argument of everything that makes a problem."""
    found: set[str] = set()
    for path in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) > 1:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
                last = node.args[-1]
                if name in TOLD and isinstance(last, ast.Constant) and isinstance(last.value, str):
                    found.add(last.value)
    return found


def test_each_rule_is_explained() -> None:
    page = (ROOT / "docs" / "generator.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| `")]
    explained = {name for row in rows for name in re.findall(r"`([a-z-]+)`", row)}
    computed = {
        "openapi",
        "extension-unknown",
        "extension-place",
        "extension-value",
        "enum-states",
        "enum-rows",
        "operation-lost",
        "one-reader",
        "generator",
    }
    assert len(explained) > 40
    assert explained == rules() | computed
