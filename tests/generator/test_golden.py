"""The committed output is the golden output: it is what the specs give, to the byte."""

import ast
import importlib
import json
import re
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from identkit.core import _kit
from identkit.documents.document import installed
from identkit.generator import run
from identkit.generator.read import load
from identkit.generator.report import create
from tests.generator.generated import sources

ROOT = Path(__file__).parents[2]
SPECS = ROOT / "specs"
PACKAGES = installed()
MEASURED = ("gopay", "identplus", "postident", "solaris")  # 41 operations; a smaller client has more lines of its own
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


def test_the_committed_clients_are_what_the_specs_give() -> None:
    assert sorted(load.packages(load.Library(SPECS))) == PACKAGES
    changes = run.generate(run.Options(SPECS, ROOT / "generated", check=True), create()).changes
    assert not changes, f"run `make generate`: {changes}"


def resources(name: str) -> list[ModuleType]:
    """The modules of a package's operations."""
    folder = ROOT / "generated" / "identkit" / name / "resources"
    return [importlib.import_module(f"identkit.{name}.resources.{path.stem}") for path in sorted(folder.glob("[!_]*.py"))]


@pytest.mark.parametrize("name", PACKAGES)
def test_no_operation_is_missing(name: str) -> None:
    """Each operation of the bundled document is one constant of the client, except those the kernel makes itself."""
    package = ROOT / "generated" / "identkit" / name
    paths = json.loads((package / "openapi.json").read_text("utf-8"))["paths"]
    operations = [item[method] for item in paths.values() for method in METHODS if method in item]
    names = {value.name for module in resources(name) for value in vars(module).values() if isinstance(value, _kit.Operation)}
    assert names == {operation["operationId"] for operation in operations if not operation.get("x-auth-call")}


@pytest.mark.parametrize("name", PACKAGES)
def test_everything_public_is_documented(name: str) -> None:
    for path in sorted((ROOT / "generated" / "identkit" / name).rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        assert ast.get_docstring(tree), path.name
        for node in ast.walk(tree):
            if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
                continue
            overload = not isinstance(node, ast.ClassDef) and any(ast.unparse(each) == "overload" for each in node.decorator_list)
            assert overload or ast.get_docstring(node), f"{path.name}: {node.name}"


@pytest.mark.parametrize("name", PACKAGES)
def test_each_view_has_the_methods_of_its_resource(name: str) -> None:
    views = [(module, each) for module in resources(name) for each in dir(module) if each.endswith("WithResponse")]
    assert views
    for module, view in views:
        resource = getattr(module, view.removesuffix("WithResponse"))
        made = resource(SimpleNamespace(raw=SimpleNamespace))
        methods = {method for method in dir(resource) if not method.startswith("_")} - {"raw", "with_response", "iterate", "drain", "parse"}
        shown = getattr(module, view)(made._core)
        assert {each for each in dir(shown) if not each.startswith("_")} == methods
        assert type(made.with_response).__name__ == view


def test_the_clients_stay_short() -> None:
    """Both flavours and their documentation together, an operation: a budget, so that it is not lost unseen."""
    texts = [path.read_text("utf-8") for name in MEASURED for path in client_files(name)]
    operations = sum(text.count(" = _kit.Operation[") for text in texts)
    lines = sum(text.count("\n") for text in texts)
    assert lines / operations < 70, f"{lines} lines for {operations} operations: {lines / operations:.1f} an operation"


def client_files(name: str) -> list[Path]:
    """What a package has of its client: not its models, reasons and webhooks."""
    package = ROOT / "generated" / "identkit" / name
    return [package / "client.py", *sorted((package / "resources").glob("*.py"))]


def many(count: int) -> str:
    """A document with `count` operations and as many models."""
    paths = {
        f"/things{number}/{{id}}": {
            "get": {
                "operationId": f"things{number % 20}.get{number}",
                "summary": "Read.",
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/Thing{number}"}}},
                    }
                },
            }
        }
        for number in range(count)
    }
    schemas = {
        f"Thing{number}": {"type": "object", "properties": {"next": {"$ref": f"#/components/schemas/Thing{(number * 7 + 1) % count}"}}}
        for number in range(count)
    }
    document = {"openapi": "3.1.0", "info": {"title": "Many", "version": "1"}, "paths": paths, "components": {"schemas": schemas}}
    return json.dumps(document)


@pytest.mark.slow
def test_of_many_operations_none_is_dropped(tmp_path: Path) -> None:
    files = sources(tmp_path, "many", many(400), lenient=True)
    printed = "".join(text for name, text in files.items() if name.endswith(".py"))
    assert printed.count(" = _kit.Operation[") == 400
    assert len(re.findall(r"\nclass Thing\d+\(", printed)) == 400
    assert max(text.count("\n") for name, text in files.items() if name.endswith(".py")) < 3000
    assert files["API.md"].count("| GET /things") == 400
