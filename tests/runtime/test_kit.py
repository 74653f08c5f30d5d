"""`identkit.core._kit`: what generated code is made with, and the names that are therefore free for the providers."""

import ast
import importlib
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from identkit.core import _kit
from tests.generator.generated import Server, imported

NAMES = (
    "Check",
    "Event",
    "Page",
    "Client",
    "Reason",
    "Rule",
    "Place",
    "Model",
    "Operation",
    "Resource",
    "Param",
    "Api",
    "Warning",
    "Response",
    "Outcome",
    "Codec",
    "Call",
)


def offered() -> list[tuple[str, str]]:
    """What type checkers are told: the module and the name of each import."""
    tree = ast.parse(Path(_kit.__file__).read_text("utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.names[0].asname]
    return [(str(node.module), node.names[0].name) for node in imports]


@pytest.mark.parametrize(("module", "name"), offered())
def test_a_name_is_what_type_checkers_take_it_for(module: str, name: str) -> None:
    assert getattr(_kit, name) is getattr(importlib.import_module(module), name)


def test_there_is_nothing_else() -> None:
    with pytest.raises(AttributeError, match="httpx2"):
        _ = getattr(_kit, "http" + "x2")


def test_models_do_not_wait_for_the_transport() -> None:
    code = "import sys, identkit.identplus.models; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_schema_keeps_its_name_whatever_the_runtime_calls_its_own(tmp_path: Path) -> None:
    schemas = "".join(
        f"\n    {name}: {{type: object, properties: {{id: {{type: integer}}, next: {{$ref: '#/components/schemas/{name}'}}}}}}"
        for name in NAMES
    )
    paths = "".join(
        f"""
  /{name}:
    post:
      operationId: things.make_{name.lower()}
      requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}
      responses: {{"200": {{description: ok, content: {{application/json: {{schema: {{$ref: '#/components/schemas/{name}'}}}}}}}}}}"""
        for name in NAMES
    )
    spec = f"""
openapi: 3.1.0
info: {{title: Names, version: "1"}}
servers: [{{url: "https://names.example"}}]
paths:{paths}
components:
  schemas:{schemas}
"""
    with imported(tmp_path, "kernelnames", spec, lenient=True) as package:
        server = Server({f"POST /{name}": httpx.Response(200, json={"id": 1, "next": {"id": 2}}) for name in NAMES})
        with package.Kernelnames(http_client=server.client()) as client:
            for name in NAMES:
                made = getattr(client.things, f"make_{name.lower()}")(id=1)
                assert type(made) is getattr(package.models, name)
                assert made.next.id == 2
