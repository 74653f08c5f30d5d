"""Corners of OpenAPI that other people's documents have: each keeps its meaning, or becomes text and JSON that the caller sees."""

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest

from identkit.core import UNSET
from identkit.core.webhooks import Event
from tests.generator.generated import Server, attempted, imported

SPEC = (Path(__file__).parents[1] / "fixtures" / "generator" / "odd.yaml").read_text("utf-8")
ODD = {
    "bools": True,
    "none": None,
    "nested": {"deep": {"deeper": [{"x": {"bools": False, "none": None}}]}},
    "tuple": ["a", 1],
    "maybe": "dimmed",
    "mixed": "a",
    "dateOrDatetime": "whenever",
    "uni": ["a", {"kind": "lit", "value": 2}],
    "int": 3,
    "int_": 4,
    "$type": "t",
    "@id": "i",
    "": "nameless",
}
SUM = {"kind": "add", "left": {"kind": "lit", "value": 1}, "right": {"kind": "add"}}


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with imported(tmp_path_factory.mktemp("odd"), "odd", SPEC, lenient=True) as package:
        yield package


@pytest.fixture
def server() -> Server:
    return Server(
        {
            "GET /files/a b.b": httpx.Response(200, content=b"data: 1\n\n", headers={"content-type": "text/event-stream"}),
            "GET /a/1:run": httpx.Response(200, json=SUM),
            "POST /a/1:run": httpx.Response(200, json=ODD),
            "GET /x": httpx.Response(200, json=None),
            "PUT /x": httpx.Response(200, json=[[1, None], []]),
            "POST /x": httpx.Response(200, json={"as": "it is"}),
            "DELETE /x": httpx.Response(200, json={"a": {"b": {}}}),
        }
    )


@pytest.fixture
def client(odd: Any, server: Server) -> Any:
    return odd.Odd(base_url="https://odd.example", http_client=server.client())


def test_fields_whose_names_are_types_do_not_disturb_each_other(odd: Any) -> None:
    import msgspec

    read = msgspec.convert(ODD, odd.models.Odd2)
    assert (read.tuple_, read.int_, read.int__, read.type, read.id, read.field) == (["a", 1], 4, 3, "t", "i", "nameless")
    assert (read.maybe, read.maybe.is_known, read.inner, read.mixed) == ("dimmed", False, UNSET, "a")
    assert (read.uni[1].value, read.nested.deep.deeper[0].x.bools, read.date_or_datetime) == (2.0, False, "whenever")
    assert msgspec.convert(msgspec.to_builtins(read), odd.models.Odd2) == read


def test_lists_and_objects_are_written_in_the_style_of_the_parameter(client: Any, server: Server) -> None:
    client.a.post_id_run("1", ids=[1, 2], pipes=["a", "b"], x_list=["p", "q"], either=7, bools=False, none=None)
    assert dict(server.last.url.params) == {"ids": "1,2", "pipes": "a|b", "either": "7"}
    assert server.last.headers["x-list"] == "p,q"
    assert json.loads(server.last.content) == {"bools": False, "none": None}
    client.a.post_id_run("1", deep={"a": {"b": 1, "c": ["x", "y"]}}, flat={"b": "z"}, json={"k": 1}, bools=False, none=None)
    sent = server.last.url.params.multi_items()
    assert sent == [("deep[a][b]", "1"), ("deep[a][c]", "x"), ("deep[a][c]", "y"), ("b", "z"), ("json", '{"k":1}')]


def test_a_choice_of_objects_is_answered_and_sent_as_the_member_that_its_tag_names(odd: Any, client: Any, server: Server) -> None:
    found = client.files.READ_2("1")
    assert (type(found), type(found.left), type(found.right)) == (odd.models.Add, odd.models.Lit, odd.models.Add)
    assert (found.kind, found.left.value, found.right.left) == ("add", 1.0, None)
    client.x.dict(body={"kind": "add", "left": {"kind": "lit", "value": 1.0}})
    assert json.loads(server.last.content) == {"kind": "add", "left": {"kind": "lit", "value": 1.0}}


def test_bodies_that_are_no_objects(client: Any, server: Server) -> None:
    assert client.x.list(body="text") == [[1.0, None], []]
    assert server.last.content == b'"text"'
    assert client.x.raw_(body={"any": ["thing"]}) == {"as": "it is"}
    assert client.x.date_() is None
    assert [*client.files.read("a b", "b")] == [1]


def test_what_the_client_does_not_do_is_said(odd: Any) -> None:
    assert "calls back (done)" in import_module(f"{odd.__name__}.resources.a").A.post_id_run.__doc__
    assert isinstance(odd.Odd(base_url="https://odd.example").webhooks.parse({}, b'{"id": "1"}'), Event)
    assert odd.webhooks.OddEvent is next(iter(odd.webhooks.EVENTS.values()))  # the only one, so nothing else can come


def test_without_lenient_each_of_them_is_a_problem(tmp_path: Path) -> None:
    pipeline = attempted(tmp_path, "odd", SPEC)
    package, problems = pipeline.result, pipeline.problems
    assert package is None
    assert {problem.rule for problem in problems} >= {
        "unsupported-choice",
        "several-answers",
        "two-ways",
        "operation-name",
    }
    assert all(problem.location.line for problem in problems)


BOXES = """
openapi: 3.1.0
info: {title: Boxes, version: "1"}
servers: [{url: https://boxes.example}]
paths:
  /boxes:
    post:
      operationId: boxes.create
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Box"}}}}
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Box"}}}}}
components:
  schemas:
    Thing: {type: object, properties: {name: {type: string}}}
    Box:
      type: object
      properties:
        inside:
          anyOf:
            - {type: object, additionalProperties: {$ref: "#/components/schemas/Thing"}}
            - {type: array, items: {$ref: "#/components/schemas/Thing"}}
            - {type: [string, "null"]}
"""


def test_a_choice_of_lists_and_maps_of_objects_is_taken_apart_outside_the_brackets_only(tmp_path: Path) -> None:
    server = Server({"POST /boxes": httpx.Response(200, json={"inside": [{"name": "a"}]})})
    with imported(tmp_path, "boxes", BOXES, lenient=True) as package:
        client = package.Boxes(http_client=server.client())
        for inside in ({"k": {"name": "a"}}, [{"name": "a"}, {"name": "b"}], "text", None):
            client.boxes.create(inside=inside)
            assert json.loads(server.last.content) == {"inside": inside}
