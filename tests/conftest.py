"""Fixtures for all tests."""

from collections.abc import Iterator

import pytest

from tests.support import FakeClock, Flavour, flavours


@pytest.fixture(params=["sync", "async"])
def flavour(request: pytest.FixtureRequest) -> Iterator[Flavour]:
    """Both flavours of a client, one after the other, behind one face."""
    yield from flavours(request.param)


@pytest.fixture
def clock() -> FakeClock:
    """A clock that only moves when somebody sleeps."""
    return FakeClock()
