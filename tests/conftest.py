"""Fixtures for all tests."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.support import FakeClock, Flavour, flavours

# How fast a machine is decides no test. What hypothesis does by itself where CI is set stays: it draws the same examples each time.
settings.register_profile("identkit", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("identkit")


@pytest.fixture(params=["sync", "async"])
def flavour(request: pytest.FixtureRequest) -> Iterator[Flavour]:
    """Both flavours of a client, one after the other, behind one face."""
    yield from flavours(request.param)


@pytest.fixture
def clock() -> FakeClock:
    """A clock that only moves when somebody sleeps."""
    return FakeClock()
