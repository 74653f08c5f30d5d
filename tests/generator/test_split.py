"""A large package comes in modules of a readable size, imports lazily, and works as a small one does."""

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from identkit.generator.write import format as formatting
from identkit.generator.write import packing, split
from tests.generator.generated import Server, generated

RESOURCES = ("cats", "dogs", "birds")
SPEC = (
    """\
openapi: 3.1.0
info: {title: Zoo, version: "1"}
servers: [{url: "https://zoo.example"}]
paths:
  /cats:
    get:
      operationId: cats.list
      parameters: [{name: offset, in: query, schema: {type: integer}}, {name: limit, in: query, schema: {type: integer}}]
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Clowder"}}}}}
"""
    + "".join(
        f"""\
  /{name}/{{id}}:
    get:
      operationId: {name}.get
      parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]
      responses: {{"200": {{description: ok, content: {{application/json: {{schema: {{$ref: "#/components/schemas/{name.title()}"}}}}}}}}}}
    put:
      operationId: {name}.put
      parameters: [{{name: id, in: path, required: true, schema: {{type: string}}}}]
      requestBody: {{content: {{application/json: {{schema: {{$ref: "#/components/schemas/{name.title()}"}}}}}}}}
      responses: {{"204": {{description: ok}}}}
"""
        for name in RESOURCES
    )
    + 'components:\n  schemas:\n    Clowder: {type: array, items: {$ref: "#/components/schemas/Cats"}}\n'
    + "".join(
        f"""\
    {name.title()}:
      type: object
      required: [name]
      properties:
        name: {{type: string}}
        mood: {{type: string, enum: [calm, wild]}}
        friends: {{type: array, items: {{$ref: "#/components/schemas/{RESOURCES[(at + 1) % 3].title()}"}}}}
        rival: {{$ref: "#/components/schemas/{RESOURCES[(at + 2) % 3].title()}"}}
"""
        for at, name in enumerate(RESOURCES)
    )
)
ANSWER = {"name": "Tom", "mood": "calm", "friends": [{"name": "Rex", "rival": {"name": "Kes", "friends": [{"name": "Kit"}]}}]}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(split, "LINES", 32)
        patched.setattr(split, "PART", 25)
        return generated(tmp_path_factory.mktemp("split"), "zoo", SPEC, lenient=True)


def run(output: Path, code: str) -> str:
    program = f"import sys; sys.path.insert(0, {str(output)!r})\n{code}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_there_is_a_module_for_each_resource_and_long_ones_come_in_parts(output: Path) -> None:
    package = output / "identkit" / "zoo"
    parts = {"_cats_03", *(f"_{name}_{at:02}" for name in RESOURCES for at in (1, 2))}
    assert {path.stem for path in (package / "resources").glob("*.py")} == {"__init__", *RESOURCES, *parts}
    assert max(path.read_bytes().count(b"\n") for path in (package / "resources").glob("*.py")) < 90
    assert len([*package.glob("_models_*.py")]) > 2
    assert "class Cats(" not in (package / "client.py").read_text("utf-8")


def test_an_import_of_the_client_imports_no_resource_and_no_model(output: Path) -> None:
    shown = run(
        output, "from identkit.zoo import Zoo, AsyncZoo\nprint(sorted(name for name in sys.modules if name.startswith('identkit.zoo')))"
    )
    assert shown.strip() == "['identkit.zoo', 'identkit.zoo._client_01', 'identkit.zoo._client_02', 'identkit.zoo.client']"


def test_a_client_of_many_resources_comes_in_parts(output: Path) -> None:
    package = output / "identkit" / "zoo"
    assert "def birds" not in (package / "client.py").read_text("utf-8")
    parts = [path.read_text("utf-8") for path in sorted(package.glob("_client_*.py"))]
    kinds = ("(_kit.ClientPart):", "(_kit.AsyncClientPart):", "def ")
    assert [[part.count(kind) for kind in kinds] for part in parts] == [[1, 1, 4], [1, 1, 2]]
    shown = run(
        output,
        "from identkit.core import _kit\nfrom identkit.zoo import Zoo, AsyncZoo\n"
        "print(Zoo.__mro__[1].__name__, issubclass(Zoo, _kit.Client), AsyncZoo.birds.__doc__, Zoo().cats is Zoo().cats)\n"
        "zoo = Zoo()\nprint(zoo.cats is zoo.cats, zoo.with_options(timeout=5).cats is zoo.cats)",
    )
    assert shown.splitlines() == ["ZooPart1 True Birds. False", "True False"]


@pytest.mark.parametrize("first", ["models", "_models_01", "_models_03", "resources.birds"])
def test_it_does_not_matter_what_is_imported_first(output: Path, first: str) -> None:
    code = f"""
import importlib, json
importlib.import_module("identkit.zoo.{first}")
from identkit.zoo.models import Cats
cat = Cats.from_json(json.dumps({ANSWER!r}))
print(cat.friends[0].rival.friends[0].name, type(cat.friends[0]).__name__, type(cat.friends[0].rival).__name__)
"""
    assert run(output, code).split() == ["Kit", "Dogs", "Cats"]


async def test_calls_are_the_same(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(output))  # pyright: ignore[reportUnknownMemberType] # pytest's own hint is partial
    package: Any = importlib.import_module("identkit.zoo")
    server = Server(
        {
            "GET /cats": httpx.Response(200, json=[ANSWER]),
            "GET /cats/1": httpx.Response(200, json=ANSWER),
            "PUT /dogs/2": httpx.Response(204),
            "PUT /birds/2": httpx.Response(204),
        }
    )
    try:
        with package.Zoo(http_client=server.client()) as zoo:
            assert zoo.cats.get("1").friends[0].name == "Rex"
            assert next(iter(zoo.cats.iterate())).name == "Tom"
            zoo.dogs.put("2", name="Rex", rival={"name": "Kes"})
            assert server.last.content == b'{"name":"Rex","rival":{"name":"Kes"}}'
            assert zoo.cats.with_response.get("1").status_code == 200
        async with package.AsyncZoo(http_client=server.async_client()) as zoo:
            assert (await zoo.cats.get("1")).mood == "calm"
            assert (await anext(zoo.cats.iterate())).name == "Tom"
            assert (await zoo.cats.with_response.get("1")).status_code == 200
            assert await zoo.birds.put("2", name="Rex") is None
    finally:
        for name in [name for name in sys.modules if name.startswith("identkit.zoo")]:
            del sys.modules[name]


@pytest.mark.parametrize(
    "statement",
    [
        "short = 1",
        f"ones: tuple[int, ...] = ({', '.join(['1111111'] * 40)},)",
        f"calls: ClassVar[tuple[_kit.Check, ...]] = ({', '.join(['_kit.Check(name, kind=array, required=True)'] * 9)})",
        f"either: Required[{' | '.join(['SomeRatherLongNameOfAClass'] * 9)}]",
        f"Input: TypeAlias = State | Literal[{', '.join([repr('some value')] * 30)}]",
    ],
)
def test_lines_are_counted_as_the_formatter_makes_them(statement: str) -> None:
    lines = formatting.sources({"a.py": f"from a import *\n{statement}\n"})["a.py"].count("\n") - 2  # the import and a blank line
    assert abs(packing.formatted_lines(statement) - lines) <= 4
