"""The sample on each operation's page runs as it stands: sent as the document describes it, answered as the document says."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from docs.builder.samples import client_of, curl, python, value_of
from identkit.core._calling import conversations
from identkit.core.tokens import FileTokenStore, Tokens
from identkit.documents.document import Document, DocumentedCall, bundled, installed, items, table

DOCUMENTS = {name: bundled(name) for name in installed()}
CALLS = [(name, operation.id) for name, document in DOCUMENTS.items() for operation in document.operations if not operation.internal]


def answer(operation: DocumentedCall, request: httpx.Request) -> httpx.Response:
    """The first success that the document has: its own sample, else one made of the schema, for what was asked."""
    status = next(status for status in operation.responses if status.startswith("2"))
    for media, content in table(operation.responses[status].get("content")).items():
        examples = [operation.document.resolve(each).get("value") for each in table(table(content).get("examples")).values()]
        body = examples[0] if examples else value_of(operation.document, table(table(content).get("schema")), "")
        if "json" not in media:
            return httpx.Response(int(status), content=b"%PDF-1.4", headers={"Content-Type": media})
        return httpx.Response(int(status), content=json.dumps(echoing(operation, body, request)), headers={"Content-Type": media})
    return httpx.Response(int(status))


def echoing(operation: DocumentedCall, body: Any, request: httpx.Request) -> Any:
    """The answer says whose it is."""
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(operation.path))
    found = re.search(f"{pattern}$", request.url.path)
    asked = {**(found.groupdict() if found else {}), **dict(request.url.params), **sent(request)}
    echoes = operation.raw.get("x-echo")
    pairs = table(echoes) or {str(name): name for name in items(echoes)}
    for left, right in pairs.items():
        for source, target in ((left, str(right)), (str(right), left)):
            if source in asked and target in table(body):
                body = {**body, target: type(body[target])(asked[source])}
    return body


def sent(request: httpx.Request) -> dict[str, Any]:
    if "json" not in request.headers.get("content-type", "") or not request.content:
        return {}
    return table(json.loads(request.content))


def provider(document: Document, asked: list[str]) -> Callable[[httpx.Request], httpx.Response]:
    routes = [(re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(each.path)) + "$"), each) for each in document.operations]

    def serve(request: httpx.Request) -> httpx.Response:
        fits = [each for pattern, each in routes if each.method.upper() == request.method and pattern.search(request.url.path)]
        operation = max(fits, key=lambda each: len(re.sub(r"\{\w+\}", "", each.path)))
        asked.append(operation.id)
        return answer(operation, request)

    return serve


def no_codec(settings: object, name: object) -> None:
    """Answers come as they are described: to seal them is for the provider's own tests."""
    del settings, name


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize(("name", "call"), CALLS, ids=[f"{name}-{call}" for name, call in CALLS])
def test_the_sample_runs(name: str, call: str, asynchronous: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = DOCUMENTS[name]
    operation = next(each for each in document.operations if each.id == call)
    asked: list[str] = []
    serve = provider(document, asked)

    async def serve_later(_: object, request: httpx.Request) -> httpx.Response:
        return serve(httpx.Request(request.method, request.url, headers=request.headers, content=await request.aread()))

    def serve_now(_: object, request: httpx.Request) -> httpx.Response:
        request.read()
        return serve(request)

    monkeypatch.setattr(conversations, "_codec", no_codec)
    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", serve_now)
    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", serve_later)
    for variable in items(document.raw.get("x-environment-variables")):
        if variable != "base_url":
            monkeypatch.setenv(f"{name}_{variable}".upper(), "12345678")
    monkeypatch.chdir(tmp_path)
    FileTokenStore(tmp_path / "tokens.json").swap("123", None, Tokens("123", "access", "refresh", 4e9))
    exec(compile(python(operation, client_of(name), asynchronous=asynchronous), f"{call} sample", "exec"), {"__name__": "__main__"})
    assert asked[-1] == call


def test_curl_sends_the_same(tmp_path: Path) -> None:
    line = curl(next(each for each in bundled("identplus").operations if each.id == "identchecks.create"))
    assert line.startswith('curl --request POST "$BASE_URL/api/v1/identchecks.json"')
    assert "Authorization: Bearer $TOKEN" in line
    assert '"ident_code": "test123"' in line
