"""The curl line on each operation's page, run in a shell against the sandbox: it sends what the document describes."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from shutil import which
from typing import Any

import httpx
import pytest

from docs.builder.samples import client_of, curl
from identkit.core import IdentkitError
from identkit.documents.document import bundled, items, table
from identkit.gopay import GoPay
from identkit.sandbox import Sandbox
from identkit.sandbox._engine import registry
from identkit.sandbox.gopay.visitor import visit

CALLS = {
    f"{name}-{operation.id}": (name, operation)
    for name in registry.names()
    for operation in bundled(name).operations
    if not operation.internal
}
pytestmark = pytest.mark.skipif(which("curl") is None and "CI" not in os.environ, reason="there is no curl")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as served:
        yield served


class Listening(httpx.HTTPTransport):
    """Keeps the token of the latest request."""

    token = ""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        self.token = request.headers.get("authorization", "").removeprefix("Bearer ")
        return super().handle_request(request)


@pytest.fixture(scope="module")
def tokens(sandbox: Sandbox) -> dict[str, str]:
    """What stands for TOKEN, by provider and, where it depends on it, operation."""
    transport, result = Listening(), dict[str, str]()
    for name in registry.names():
        client: Any = getattr(import_module(f"identkit.{name}"), client_of(name).class_name)
        options = sandbox.provider(name).credentials
        with httpx.Client(transport=transport) as http, client(**options, http_client=http) as made, suppress(IdentkitError):
            made.request("GET", "/")  # there need be nothing at this path: it is asked with a token
        result[name] = transport.token
    with httpx.Client(transport=transport) as http, GoPay(**sandbox.gopay.credentials, http_client=http) as gopay:
        gopay.clients.prefill(first_name="Jaroslav")
        application = transport.token
        back = visit(gopay.consent.url(redirect_uri=f"{sandbox.gopay.base_url}/consent/done", state="s"))
        gopay.identifications.get_status(gopay.consent.complete(back, state="s").client_profile_id)
    return result | {"gopay": transport.token, "clients.prefill": application}


@pytest.mark.parametrize("call", CALLS)
def test_the_line_sends_what_the_document_describes(call: str, sandbox: Sandbox, tokens: dict[str, str]) -> None:
    name, operation = CALLS[call]
    provider = sandbox.provider(name)
    line = curl(operation)
    for server in map(table, items(operation.document.raw.get("servers"))):
        line = line.replace(f'"{server["url"]}', f'"{provider.base_url}')
    variables = {variable.upper(): str(value) for variable, value in provider.login.items()}
    environment = {**os.environ, **variables, "BASE_URL": provider.base_url, "TOKEN": tokens.get(operation.id, tokens.get(name, ""))}
    done = subprocess.run(
        ["sh", "-c", line.replace("curl ", "curl -sS --noproxy '*' ", 1)], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    served = provider.requests[-1]
    assert (served.operation, served.verdict) == (operation.id, "ok"), (line, done.stdout)
