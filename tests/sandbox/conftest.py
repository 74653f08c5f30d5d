"""Fixtures for the sandbox: its core under a provider of the tests, and the whole of it."""

from collections.abc import Iterator

import httpx
import pytest

from identkit.sandbox import Sandbox
from tests.sandbox.shop import Shop, open_shop


@pytest.fixture(scope="module")
def opened() -> Iterator[tuple[Shop, httpx.Client]]:
    with open_shop() as pair:
        yield pair


@pytest.fixture
def shop(opened: tuple[Shop, httpx.Client]) -> Shop:
    opened[0].reset()
    return opened[0]


@pytest.fixture
def http(opened: tuple[Shop, httpx.Client]) -> httpx.Client:
    return opened[1]


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(served: Sandbox) -> Sandbox:
    served.reset()
    return served
