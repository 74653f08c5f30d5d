"""Documents of other people, without our extensions, tags or operationIds: `--lenient` gives a working client, and drops nothing."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from identkit.core import ApiError, ConfigurationError, NotFound, ServerError
from tests.generator.generated import Server, imported

SHOP = r"""
openapi: 3.0.3
info: {title: Pet shop, version: "1"}
servers: [{url: "https://{region}.example.com/v3/", variables: {region: {default: eu}}}]
security: [{bearer: []}, {key: []}]
paths:
  /pets:
    parameters:
      - {name: X-Trace-Id, in: header, schema: {type: string}}
      - {name: limit, in: query, schema: {type: integer, maximum: 100}}
    get:
      tags: [Pet Shop]
      parameters:
        - {name: limit, in: query, required: true, schema: {type: integer, maximum: 50}}
        - {name: "filter[status]", in: query, schema: {type: array, items: {type: string, enum: [available, sold]}}}
        - {name: from, in: query, schema: {type: string, format: date}}
        - {name: timeout, in: query, schema: {type: integer}}
        - {name: session, in: cookie, schema: {type: string}}
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}}
        4XX: {description: bad, content: {application/problem+json: {schema: {$ref: "#/components/schemas/Problem"}}}}
        "529": {description: overloaded}
        default: {description: any, content: {application/json: {schema: {$ref: "#/components/schemas/Problem"}}}}
    post:
      tags: [Pet Shop]
      operationId: addPet
      requestBody:
        required: true
        content: {application/xml: {schema: {type: object}}, application/json: {schema: {$ref: "#/components/schemas/NewPet"}}}
      responses:
        "201": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
  /pets/{pet-id}/{kind}:
    parameters:
      - {name: kind, in: path, required: true, schema: {$ref: "#/components/schemas/Kind"}}
      - {name: pet-id, in: path, required: true, schema: {type: integer, format: int64}}
    get:
      operationId: get pet!
      deprecated: true
      security: [{key: []}]
      responses:
        "200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Animal"}}}}
        "404": {$ref: "#/components/responses/NotFound"}
    delete: {responses: {"204": {description: gone}}}
    put:
      operationId: class
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file]
              properties: {file: {type: string, format: binary}, note: {type: string}, self: {type: string}}
      responses: {"200": {description: ok, content: {image/png: {schema: {type: string, format: binary}}}}}
    patch:
      operationId: patch
      requestBody:
        content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {c: {type: array, items: {type: string}}}}}}
      responses:
        "200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Anything"}}}}
        "202": {description: later}
  /upload:
    post:
      requestBody: {required: true, content: {application/octet-stream: {schema: {type: string, format: binary}}}}
      responses: {"200": {description: ok, content: {text/plain: {schema: {type: string}}}}}
  /events:
    post:
      requestBody: {required: true, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/NewPet"}}}}}
      responses:
        "200":
          description: ok
          content: {"application/json; charset=utf-8": {schema: {type: object, additionalProperties: {$ref: "#/components/schemas/Pet"}}}}
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
    key: {type: apiKey, in: header, name: X-Api-Key}
  responses:
    NotFound:
      description: none
      content:
        application/json:
          schema: {type: object, properties: {code: {type: string, enum: [a, A, "a!", "1", ""]}, step: {type: integer, enum: [1, -1]}}}
  schemas:
    Kind: {type: string, enum: [cat, dog, Cat]}
    Pet:
      allOf:
        - $ref: "#/components/schemas/NewPet"
        - type: object
          required: [id]
          properties:
            id: {type: integer, readOnly: true}
            parent: {$ref: "#/components/schemas/Pet"}
            kind: {$ref: "#/components/schemas/Kind"}
    NewPet:
      type: object
      required: [name]
      properties:
        name: {type: string, minLength: 1}
        born: {type: string, format: date, nullable: true}
        date: {type: string, format: date-time}
        pii: {type: string}
        "1st": {type: number}
        "a-b": {type: boolean}
        a_b: {type: boolean}
        tags: {type: array, items: {type: object, properties: {label: {type: string}}}}
        list: {type: array, items: {type: string, nullable: true}}
        tree: {$ref: "#/components/schemas/Tree"}
    Cat: {type: object, required: [type], properties: {type: {type: string, enum: [cat]}, lives: {type: integer}}}
    Dog: {type: object, required: [type], properties: {type: {type: string, enum: [dog]}, friend: {$ref: "#/components/schemas/Animal"}}}
    Animal: {oneOf: [{$ref: "#/components/schemas/Cat"}, {$ref: "#/components/schemas/Dog"}], discriminator: {propertyName: type}}
    Tree: {oneOf: [{type: string}, {type: array, items: {$ref: "#/components/schemas/Tree"}}]}
    Anything: {anyOf: [{type: string}, {type: integer}, {$ref: "#/components/schemas/Pet"}]}
    Problem: {type: object, properties: {title: {type: string}}}
    problem: {type: object, properties: {other: {type: string}}}
    Model: {type: object, properties: {x: {type: string}}}
    Any: {type: object, properties: {x: {}}}
"""

PET = {"id": 1, "name": "Rex", "kind": "ferret", "1st": 2, "tags": [{"label": "l"}], "unheard": "of"}
ANSWERS = {
    "GET /v3/pets": httpx.Response(200, json=[PET]),
    "POST /v3/pets": httpx.Response(201, json=PET),
    "GET /v3/pets/4/cat": httpx.Response(200, json={"type": "dog", "friend": {"type": "cat", "lives": 9}}),
    "GET /v3/pets/4/dog": httpx.Response(404, json={"code": "zz", "step": 7}),
    "DELETE /v3/pets/4/cat": httpx.Response(204),
    "PUT /v3/pets/4/cat": httpx.Response(200, content=b"PNG", headers={"content-type": "image/png"}),
    "PATCH /v3/pets/4/cat": httpx.Response(202),
    "POST /v3/upload": httpx.Response(200, text="done"),
    "POST /v3/events": httpx.Response(200, json={"a": PET}),
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with imported(tmp_path_factory.mktemp("shop"), "shop", SHOP, lenient=True) as package:
        yield package


@pytest.fixture
def server() -> Server:
    return Server(ANSWERS)


@pytest.fixture
def client(shop: Any, server: Server) -> Any:
    return shop.Shop(bearer="secret-token", key="secret-key", http_client=server.client())


def test_parameters_travel_where_they_belong(client: Any, server: Server) -> None:
    (pet,) = client.pet_shop.get_pets(limit=3, filter_status=["sold"], from_="2020-01-31", timeout_=3, session="a;b", x_trace_id="t")
    assert str(server.last.url) == "https://eu.example.com/v3/pets?limit=3&filter%5Bstatus%5D=sold&from=2020-01-31&timeout=3"
    assert (server.last.headers["cookie"], server.last.headers["x-trace-id"]) == ("session=a%3Bb", "t")
    assert (pet.id, pet.kind, pet.kind.is_known, pet.field_1st, pet.tags[0].label) == (1, "ferret", False, 2.0, "l")


def test_bodies_take_text_dates_models_and_mappings(client: Any, shop: Any, server: Server) -> None:
    client.pet_shop.add_pet(
        name="Rex",
        born=date(2020, 1, 1),
        date_=datetime(2020, 1, 1, tzinfo=UTC),
        a_b=True,
        a_b_=False,
        tags=[{"label": "x"}],
        list_=["a", None],
        tree=["a", ["b"]],
    )
    assert json.loads(server.last.content) == {
        "name": "Rex",
        "born": "2020-01-01",
        "date": "2020-01-01T00:00:00Z",
        "a-b": True,
        "a_b": False,
        "tags": [{"label": "x"}],
        "list": ["a", None],
        "tree": ["a", ["b"]],
    }
    client.pet_shop.add_pet(name="Rex", born=None)
    assert json.loads(server.last.content) == {"name": "Rex", "born": None}
    client.events.post([{"name": "a"}, shop.models.NewPet(name="b")])
    assert json.loads(server.last.content) == [{"name": "a"}, {"name": "b"}]


def test_answers_of_several_shapes(client: Any) -> None:
    animal = client.pets.get_pet(kind="cat", pet_id=4)
    assert (animal.type, animal.type.is_known, animal.friend.lives) == ("dog", True, 9)
    assert client.events.post([])["a"].name == "Rex"
    assert client.upload.post(b"raw") == "done"
    assert client.pets.patch(4, "cat", c=["1", "2"]) is None


def test_forms_and_files(client: Any, server: Server, tmp_path: Path) -> None:
    assert client.pets.class_(4, "cat", file=b"123", note="n", self_="s") == b"PNG"
    kind, _, boundary = server.last.headers["content-type"].partition("; boundary=")
    assert kind == "multipart/form-data"
    parts = server.last.content.decode().split(f"--{boundary}\r\n")
    assert (
        parts[1] == 'Content-Disposition: form-data; name="file"; filename="file"\r\nContent-Type: application/octet-stream\r\n\r\n123\r\n'
    )
    assert [part.split("\r\n")[0] for part in parts[2:]] == [f'Content-Disposition: form-data; name="{name}"' for name in ("note", "self")]
    client.pets.patch(4, "cat", c=["1", "2"])
    assert (server.last.headers["content-type"], server.last.content) == ("application/x-www-form-urlencoded", b"c=1&c=2")


def test_errors_are_typed_whatever_their_status(client: Any, shop: Any) -> None:
    with pytest.raises(NotFound) as caught:
        client.pets.get_pet(4, "dog")
    assert (caught.value.body.code, caught.value.body.code.is_known, caught.value.body.step.is_known) == ("zz", False, False)
    for status in (418, 529, 599):
        server = Server({"GET /v3/pets": httpx.Response(status, json={"title": "t"})})
        with shop.Shop(bearer="t", key="k", max_retries=0, http_client=server.client()) as other, pytest.raises(ApiError) as failed:
            other.pet_shop.get_pets(limit=1)
        assert isinstance(failed.value, ServerError) == (status >= 500)
        assert (failed.value.status_code, failed.value.body.title) == (status, "t")


def test_each_operation_uses_its_own_credentials(client: Any, server: Server) -> None:
    client.pet_shop.get_pets(limit=1)
    assert (server.last.headers["authorization"], server.last.headers.get("x-api-key")) == ("Bearer secret-token", None)
    client.pets.get_pet(4, "cat")
    assert (server.last.headers.get("authorization"), server.last.headers["x-api-key"]) == (None, "secret-key")
    assert "secret" not in repr(client)


async def test_the_asynchronous_twin_takes_the_same(shop: Any, server: Server) -> None:
    async with shop.AsyncShop(bearer="t", key="k", http_client=server.async_client()) as client:
        assert (await client.pet_shop.add_pet(name="Rex")).id == 1
        assert (await client.pet_shop.with_response.add_pet(name="Rex")).status_code == 201


def test_names_that_clash_are_told_apart(shop: Any) -> None:
    models = shop.models
    for name in ("Problem", "Problem2", "Model", "Any2"):
        assert hasattr(models, name)
    assert [*models.Kind] == ["cat", "dog", "Cat"]
    assert models.NewPet(name="a", pii="b").pii == "b"


MULTI = """
openapi: 3.1.0
info: {title: Multi, version: "1"}
servers:
  - {url: "https://{region}.multi.example/{base}", variables: {region: {default: eu, enum: [eu, us]}, base: {default: v1}}}
  - {url: "https://sandbox.multi.example", description: Sandbox (free)}
paths:
  /a:
    get: {security: [{one: [], two: []}, {three: []}], responses: {"200": {description: ok}}}
  /b:
    servers: [{url: "https://other.example"}]
    get: {security: [{}, {two: []}], responses: {"200": {description: ok}}}
  /c:
    get:
      parameters: [{name: where, in: header, schema: {type: object, properties: {x: {type: string}}}}]
      responses: {"200": {description: ok}}
components:
  securitySchemes:
    one: {type: http, scheme: basic}
    two: {type: apiKey, in: query, name: k}
    three: {type: openIdConnect, openIdConnectUrl: "https://id.example"}
"""


def test_servers_and_alternatives_of_security(tmp_path: Path) -> None:
    with imported(tmp_path, "multi", MULTI, lenient=True) as package:
        server = Server({f"GET {path}": httpx.Response(200) for path in ("/v1/a", "/v1/c", "/b", "/a", "/v2/next/c")})
        client = package.Multi(one=("user", "word"), two="key", http_client=server.client())
        client.a.get()
        assert (server.last.headers["authorization"], str(server.last.url)) == ("Basic dXNlcjp3b3Jk", "https://eu.multi.example/v1/a?k=key")
        client.b.get()
        assert str(server.last.url) == "https://other.example/b?k=key"
        client.c.get(where={"x": "1"})
        assert server.last.headers["where"] == "x,1"
        package.Multi(http_client=server.client(), region="us", base="v2/next").c.get()
        assert server.last.url.host == "us.multi.example"
        for environment in ("sandbox_free", "Sandbox (free)", "2"):
            package.Multi(three="token", environment=environment, http_client=server.client()).a.get()
            assert (server.last.headers["authorization"], server.last.url.host) == ("Bearer token", "sandbox.multi.example")
        with pytest.raises(ConfigurationError, match=r"a\.get needs one and two or three; pass one= and two="):
            package.Multi(two="key", http_client=server.client()).a.get()
        with pytest.raises(ConfigurationError, match="region must be one of eu, us"):
            package.Multi(region="eu.evil.example/")
