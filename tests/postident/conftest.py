"""What tests of POSTIDENT need: a key, clients of either flavour, and the fixture files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from identkit.postident import AsyncPostident, Postident
from identkit.sandbox import Sandbox
from identkit.sandbox.postident import PostidentSandbox
from tests.support import Flavour, Handler

FILES = Path(__file__).parents[1] / "fixtures" / "postident"
CASES = sorted(path.stem for path in FILES.glob("*.json") if path.stem not in {"sample_archive", "sample_webhook"})

CREDENTIALS: dict[str, Any] = {
    "client_id": "1234ABCD",
    "username": "GK42.SCR",
    "password": "password-canary",
    "data_password": "data-password-canary",
}

Make = Callable[..., Postident]


class Mocked(Protocol):
    """Makes a client whose requests the handler answers; more arguments go to the client."""

    def __call__(self, handler: Handler, **more: Any) -> Postident: ...


def content(name: str) -> Any:
    """A fixture file, decoded."""
    return json.loads((FILES / f"{name}.json").read_text("utf-8"))


def new_key() -> bytes:
    """A fresh RSA key as PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.fixture(scope="session")
def key() -> bytes:
    return new_key()


@pytest.fixture
def mocked(flavour: Flavour) -> Mocked:
    def make(handler: Handler, **more: Any) -> Postident:
        return flavour.client(Postident, AsyncPostident, handler, **{**CREDENTIALS, **more})

    return make


@pytest.fixture
def world(identkit_sandbox: Sandbox) -> PostidentSandbox:
    """POSTIDENT of a fresh sandbox."""
    return identkit_sandbox.postident


@pytest.fixture
def make(flavour: Flavour, world: PostidentSandbox) -> Make:
    """Makes a client of the sandbox."""

    def made(**more: Any) -> Postident:
        return flavour.client(Postident, AsyncPostident, **{**world.credentials, **more})

    return made


@pytest.fixture
def postident(make: Make) -> Postident:
    """A client of the sandbox, without encryption."""
    return make()
