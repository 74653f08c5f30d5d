"""A small provider of the tests' own, over an inline spec: what the core does without any real provider."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

import httpx

from identkit.sandbox._engine.app import application
from identkit.sandbox._engine.clock import SandboxClock
from identkit.sandbox._engine.courier import Courier
from identkit.sandbox._engine.provider import Answer, Call, Handler, Provider, ProviderContext
from identkit.sandbox._engine.schemas import Violation
from identkit.sandbox._engine.server import Server, bind
from identkit.sandbox._engine.spec import Spec

THING = {"$ref": "#/components/schemas/Thing"}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "servers": [{"url": "https://auth.example", "x-role": "auth"}, {"url": "https://api.example/api/v2"}],
    "paths": {
        "/things/{id}.json": {
            "parameters": [{"$ref": "#/components/parameters/id"}],
            "get": {
                "operationId": "things.get",
                "parameters": [
                    {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 5}},
                    {"name": "deep", "in": "query", "schema": {"type": "boolean"}},
                    {"name": "X-Tag", "in": "header", "schema": {"type": "string", "minLength": 2}},
                ],
                "responses": {
                    "200": {"description": "", "content": {"application/json": {"schema": THING}}},
                    "4XX": {"description": ""},
                },
            },
        },
        "/things": {
            "post": {
                "operationId": "things.create",
                "requestBody": {"required": True, "content": {"application/json": {"schema": THING}}},
                "responses": {"201": {"$ref": "#/components/responses/Created"}, "400": {"description": ""}},
            }
        },
        "/things/{id}/file": {
            "get": {
                "operationId": "things.file",
                "parameters": [{"$ref": "#/components/parameters/id"}],
                "responses": {"200": {"description": "", "content": {"image/*": {"schema": {"type": "string", "format": "binary"}}}}},
            }
        },
        "/token": {
            "post": {
                "operationId": "tokens.create",
                "x-server": "auth",
                "requestBody": {
                    "required": True,
                    "content": {"application/x-www-form-urlencoded": {"schema": {"type": "object", "required": ["grant_type"]}}},
                },
                "responses": {"200": {"description": ""}, "400": {"description": ""}},
            }
        },
    },
    "webhooks": {
        "THING": {"post": {"requestBody": {"content": {"application/json": {"schema": THING}}}, "responses": {"200": {"description": ""}}}}
    },
    "components": {
        "parameters": {"id": {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[a-z\\d]+$"}}},
        "responses": {"Created": {"description": ""}},
        "schemas": {
            "Thing": {
                "type": "object",
                "required": ["id", "made"],
                "properties": {
                    "id": {"type": "string"},
                    "made": {"type": "string", "format": "date"},
                    "tags": {"type": "array", "items": {"type": "string", "maxLength": 3}},
                },
            }
        },
    },
}


class Shop(Provider):
    """Things. What `get` answers to "wrong" is not what the spec allows; "broken" breaks the handler."""

    kinds = frozenset({"upside-down"})

    def __init__(self, context: ProviderContext) -> None:
        super().__init__(context)
        self.things: dict[str, Any] = {}
        self.refused: list[Violation] = []

    @property
    def login(self) -> Mapping[str, Any]:
        return {"token": "t"}

    def handlers(self) -> Mapping[str, Handler]:
        return {"things.get": self._get, "things.create": self._create, "things.file": self._file, "tokens.create": lambda call: Answer()}

    def pages(self) -> Mapping[tuple[str, str], Handler]:
        return {("GET", "/hello"): lambda call: Answer(content=b"<p>hello</p>", media_type="text/html")}

    def admit(self, call: Call) -> Answer | None:
        return Answer(status=401) if "x-stranger" in call.headers else None

    def refuse(self, call: Call, violations: list[Violation]) -> Answer:
        self.refused = violations
        return Answer(status=400)

    def forget(self) -> None:
        self.things.clear()

    def _get(self, call: Call) -> Answer:
        match call.params["id"]:
            case "wrong":
                return Answer(body={"id": "wrong"})
            case "broken":
                raise KeyError(call.params["id"])
            case "sealed":
                return Answer(body={"id": "s", "made": "2026-01-01"}, seal=lambda clear: (clear[::-1], "application/jose"))
            case name:
                return Answer(body={"id": name[::-1] if call.kind == "upside-down" else name, "made": "2026-01-01"})

    def _create(self, call: Call) -> Answer:
        self.things[call.fields["id"]] = call.body
        return Answer(status=201)

    def _file(self, call: Call) -> Answer:
        return Answer(content=b"\x89PNG", media_type="image/png")


@contextmanager
def open_shop(seed: int = 0) -> Generator[tuple[Shop, httpx.Client]]:
    """A running shop and an HTTP client for it."""
    clock = SandboxClock()
    listener = bind(0)
    spec = Spec(DOCUMENT)
    origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
    shop = Shop(ProviderContext("shop", spec, clock, origin, origin + spec.prefix, seed, Courier(clock, "shop")))
    server = Server(listener, lambda hang: application(shop, hang))
    try:
        with httpx.Client(base_url=shop.base_url, trust_env=False) as http:
            yield shop, http
    finally:
        clock.close()
        server.close()
        shop.context.courier.close()
