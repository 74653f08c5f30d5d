"""Answers as a mock server makes them up from our published documents: examples first, else the simplest value of the type.

All decode, and no model shows what has a class of personal data.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module, resources
from typing import Any, ClassVar

import httpx
import pytest

from identkit.core import ApiError
from identkit.core._received.decoding import decode
from identkit.core.tokens import MemoryTokenStore, Tokens
from identkit.documents.document import items, table
from identkit.documents.words import python_name

TOKENS = {"access_token": "a", "expires_in": 3599, "accessToken": "a", "refreshToken": "r", "clientProfileId": 123}
CONSENTS = MemoryTokenStore()
CONSENTS.swap("123", None, Tokens("123", "a", "r", 32_503_680_000.0))

PROVIDERS: dict[str, tuple[str, dict[str, Any]]] = {
    "gopay": ("GoPay", {"client_id": "1", "client_secret": "s", "token_store": CONSENTS}),
    "identplus": ("Identplus", {"token": "t", "base_url": "https://sample.example"}),
    "postident": ("Postident", {"client_id": "1234ABCD", "username": "u", "password": "p"}),
    "solaris": ("Solaris", {"client_id": "c", "client_secret": "s"}),
}
FORMATS = {"date-time": "2019-08-24T14:15:22Z", "date": "2019-08-24", "byte": "aGVsbG8=", "iban": "DE02120300000000202051"}
DOCUMENTS: dict[str, dict[str, Any]] = {
    name: json.loads((resources.files(f"identkit.{name}") / "openapi.json").read_text("utf-8")) for name in PROVIDERS
}


class Sampler:
    """Makes values up. It shares no code with what reads them."""

    def __init__(self, document: Mapping[str, Any], *, whole: bool) -> None:
        self.document = document
        self.whole = whole  # with everything optional

    def at(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" not in node:
            return node
        found: Any = self.document
        for part in node["$ref"].removeprefix("#/").split("/"):
            found = found[part.replace("~1", "/").replace("~0", "~")]
        return {**self.at(found), **{key: value for key, value in node.items() if key != "$ref"}}

    def value(self, schema: Mapping[str, Any], depth: int = 0) -> Any:
        node = self.at(schema)
        for key in ("const", "default", "example"):
            if key in node:
                return node[key]
        for key in ("examples", "enum"):
            if node.get(key):
                return node[key][0]
        for key in ("oneOf", "anyOf"):
            if key in node:
                return self.value(node[key][0], depth)
        if "allOf" in node:
            return {name: part for branch in node["allOf"] for name, part in self.value(branch, depth).items()}
        kinds = items(node.get("type")) or [node.get("type", "object")]
        return self.plain(kinds[0], node, depth)

    def plain(self, kind: str, node: Mapping[str, Any], depth: int) -> Any:
        match kind:
            case "object":
                wanted = node.get("properties", {}).items() if depth < 9 else ()
                return {name: self.value(each, depth + 1) for name, each in wanted if self.whole or name in node.get("required", ())}
            case "array":
                return [self.value(node.get("items", {}), depth + 1)] if depth < 9 else []
            case "string":
                return FORMATS.get(node.get("format", ""), "string")
            case "integer":
                return node.get("minimum", 0)
            case _:
                return True


def operations(provider: str) -> Iterator[dict[str, Any]]:
    for item in DOCUMENTS[provider]["paths"].values():
        for method in ("get", "post", "patch", "delete"):
            operation = item.get(method, {})
            if operation and not operation.get("x-auth-call"):
                yield {**operation, "parameters": [*item.get("parameters", ()), *operation.get("parameters", ())]}


CALLS = [(name, operation) for name in PROVIDERS for operation in operations(name)]


def answers(sampler: Sampler, operation: Mapping[str, Any]) -> Iterator[tuple[int, Any]]:
    """Every documented answer that is JSON or empty: made of its schema, and each of its examples."""
    for status, response in operation["responses"].items():
        content = sampler.at(response).get("content", {})
        if not content:
            yield int(status), None
        for media, described in content.items():
            if media == "application/json":
                yield int(status), sampler.value(described["schema"])
                yield from ((int(status), sampler.at(each)["value"]) for each in described.get("examples", {}).values())


def arguments(sampler: Sampler, operation: Mapping[str, Any], answer: Any) -> tuple[list[Any], dict[str, Any]]:
    """Path parameters and body. What the answer has to repeat is what it says."""
    found = table(next(iter(items(answer)), answer))
    echoed = {asked: found.get(name) for asked, name in operation.get("x-echo", {}).items()}
    path = [sampler.at(each) for each in operation["parameters"]]
    named = [each for each in path if each["in"] == "path" and "x-from-client" not in each]
    positional = [sampler.value(each["schema"]) if echoed.get(each["name"]) is None else echoed[each["name"]] for each in named]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if body is None:
        return positional, {}
    shown = [sampler.at(each)["value"] for each in body.get("examples", {}).values()]
    dated = "proof_of_address_issued_at"  # has to be of the last six months
    given = next((each for each in shown if dated not in each), None) or Sampler(sampler.document, whole=False).value(body["schema"])
    if items(given):
        return positional, {operation["requestBody"]["x-body-name"]: [echoed.get("body") or items(given)[0]]}
    return positional, spelled(given)


def spelled(value: Any) -> Any:
    """A body with the names that a caller writes."""
    return {python_name(name): spelled(each) for name, each in table(value).items()} or value


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize(("provider", "operation"), CALLS, ids=[f"{name}-{operation['operationId']}" for name, operation in CALLS])
def test_a_mock_s_answers_decode(provider: str, operation: dict[str, Any], whole: bool) -> None:
    sampler = Sampler(DOCUMENTS[provider], whole=whole)
    told: dict[str, Any] = {}

    def handler(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith(("/token", "/login/app")):
            return httpx.Response(200, json=TOKENS)
        return httpx.Response(told["status"], json=told["body"]) if told["body"] is not None else httpx.Response(told["status"])

    name, credentials = PROVIDERS[provider]
    with httpx.Client(transport=httpx.MockTransport(handler)) as http:
        client = getattr(import_module(f"identkit.{provider}"), name)(**credentials, http_client=http, max_retries=0)
        resource, method = operation["operationId"].split(".")
        for status, body in answers(sampler, operation):
            told.update(status=status, body=body)
            positional, named = arguments(sampler, operation, body)
            call = getattr(getattr(client, resource).with_response, method)
            if status < 400:
                assert call(*positional, **named).status_code == status
                continue
            with pytest.raises(ApiError) as refused:
                call(*positional, **named)
            assert refused.value.status_code == status


class Canaries(Sampler):
    """Values that can be told apart, wherever the document gives a class of personal data."""

    TOLD = ("CANARY", "1977", "=True")

    def value(self, schema: Mapping[str, Any], depth: int = 0) -> Any:
        node = self.at(schema)
        if node.get("x-pii", "none") == "none":
            found = super().value(schema, depth)
            return False if found is True else found
        kinds = node.get("type", "string")
        kind, lenient = kinds if isinstance(kinds, str) else kinds[0], node.get("x-lenient")
        form = node.get("format") or lenient
        return self.CANARIES.get((kind, "zoneless" if lenient == "date-time" else form)) or self.CANARIES.get((kind, None), "CANARY@CANARY")

    CANARIES: ClassVar[Mapping[tuple[str, Any], Any]] = {
        ("boolean", None): True,
        ("integer", None): 19770707,
        ("string", "date"): "1977-07-07",
        ("string", "date-time"): "1977-07-07T07:07:07Z",
        ("string", "zoneless"): "1977-07-07 07:07:07.777",
        ("string", "byte"): "Q0FOQVJZ",
    }


def models(provider: str) -> Iterator[tuple[str, type[Any]]]:
    for module in ("models", "webhooks"):
        try:
            found = vars(import_module(f"identkit.{provider}.{module}"))
        except ImportError:
            continue
        yield from ((name, found[name]) for name in DOCUMENTS[provider]["components"]["schemas"] if hasattr(found.get(name), "from_dict"))


MODELS = [(provider, name, kind) for provider in PROVIDERS for name, kind in models(provider)]


@pytest.mark.parametrize(("provider", "name", "kind"), MODELS, ids=[f"{provider}-{name}" for provider, name, _ in MODELS])
def test_no_model_shows_what_has_a_class(provider: str, name: str, kind: type[Any]) -> None:
    made = kind.from_dict(Canaries(DOCUMENTS[provider], whole=True).value(DOCUMENTS[provider]["components"]["schemas"][name]))
    assert [canary for canary in Canaries.TOLD if canary in repr(made)] == []


class Once(Sampler):
    """Without other spellings: only one of two values could be kept."""

    def plain(self, kind: str, node: Mapping[str, Any], depth: int) -> Any:
        named = {name: each for name, each in node.get("properties", {}).items() if "x-alias-of" not in each}
        return super().plain(kind, {**node, "properties": named}, depth)


@cache
def received(provider: str) -> set[str]:
    """The schemas of answers and deliveries, and all that they hold."""
    document = DOCUMENTS[provider]
    waiting: list[Any] = [response for operation in operations(provider) for response in operation["responses"].values()]
    waiting += [each["post"]["requestBody"] for each in document["components"].get("pathItems", {}).values()]
    names: set[str] = set()
    sampler = Sampler(document, whole=False)
    while waiting:
        waiting += items(node := waiting.pop())
        parts = table(node)
        reference = str(parts.get("$ref", ""))
        name = reference.removeprefix("#/components/schemas/")
        if reference and name not in names:
            names.add(name)
            waiting.append(sampler.at({"$ref": reference}))
        waiting += [part for key, part in parts.items() if key not in {"examples", "example", "x-lifecycle"}]
    return names


def altered(value: Any, change: Any) -> Iterator[Any]:
    """The value with one leaf changed, for each that `change` changes."""
    for key, part in table(value).items():
        yield from ({**value, key: other} for other in altered(part, change))
    for at, part in enumerate(items(value)):
        yield from ([*value[:at], other, *value[at + 1 :]] for other in altered(part, change))
    if not isinstance(value, dict | list) and (changed := change(value)) is not None:
        yield changed


def no_time(leaf: Any) -> str | None:
    """What a date or a time may be that is none."""
    return "0000-00-00" if isinstance(leaf, str) and re.match(r"\d{4}-\d\d-\d\d", leaf) else None


def as_text(leaf: Any) -> str | None:
    return json.dumps(leaf) if isinstance(leaf, int) else None


def as_number(leaf: Any) -> int | None:
    """A text of digits as a number that has lost nothing: an account, a postal code."""
    return int(leaf) if isinstance(leaf, str) and re.fullmatch(r"[1-9]\d{3,14}", leaf) else None


RECEIVED = [(provider, name, kind) for provider, name, kind in MODELS if name in received(provider)]


@pytest.mark.parametrize(("provider", "name", "kind"), RECEIVED, ids=[f"{provider}-{name}" for provider, name, _ in RECEIVED])
def test_no_answer_is_lost_for_a_time_that_is_none_or_for_quotes(provider: str, name: str, kind: type[Any]) -> None:
    schema = DOCUMENTS[provider]["components"]["schemas"][name]
    sample = Once(DOCUMENTS[provider], whole=True).value(schema)
    whole, complaint = decode(kind, json.dumps(sample).encode())
    assert complaint is None
    for other in altered(sample, no_time):
        odd, complaint = decode(kind, json.dumps(other).encode())
        assert complaint is None, other
        assert "0000-00-00" in json.dumps(odd.to_dict(), default=str)
        assert kind.from_json(odd.to_json()) == odd
    for other in (*altered(sample, as_text), *altered(sample, as_number)):
        same, complaint = decode(kind, json.dumps(other).encode())
        assert complaint is None, other
        assert same == whole, other


def test_there_are_times_and_numbers_to_be_changed() -> None:
    samples = [(p, Sampler(DOCUMENTS[p], whole=True).value(DOCUMENTS[p]["components"]["schemas"][name])) for p, name, _ in RECEIVED]
    assert {p for p, sample in samples if any(altered(sample, no_time))} == set(PROVIDERS)
    assert sum(1 for _, sample in samples for _ in altered(sample, as_text)) > 10
    assert sum(1 for _, sample in samples for _ in altered(sample, as_number)) > 3
