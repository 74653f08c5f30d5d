"""The stores under test, each over a real server of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stores import places, servers


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    with servers.postgresql() as url:
        yield url


@pytest.fixture(scope="session")
def mariadb() -> Iterator[str]:
    with servers.mariadb() as url:
        yield url


@pytest.fixture(scope="session")
def redis() -> Iterator[str]:
    with servers.redis() as url:
        yield url


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'stores.db'}"


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "tokens.json")


@pytest.fixture
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of the store that the test is parametrised with. What the test opens there is closed after it."""
    yield request.getfixturevalue(request.param)
    places.close_all()
