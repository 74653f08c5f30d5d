"""Fixtures for the sandbox's core."""

from collections.abc import Iterator

import httpx
import pytest

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
