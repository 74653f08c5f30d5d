"""The client of either flavour (see `tests.support`) and the sandbox it talks to."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from identkit.identplus import AsyncIdentplus, Identplus
from identkit.sandbox import Sandbox
from identkit.sandbox.identplus import IdentplusSandbox
from tests.support import Flavour

Connect = Callable[..., Identplus]


@pytest.fixture(scope="package")
def world() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(world: Sandbox) -> Iterator[IdentplusSandbox]:
    world.identplus.reset()
    yield world.identplus
    assert not world.defects


@pytest.fixture
def connect(flavour: Flavour, sandbox: IdentplusSandbox) -> Connect:
    """Makes clients with other arguments than usual."""

    def make(**arguments: Any) -> Identplus:
        return flavour.client(Identplus, AsyncIdentplus, **{**sandbox.credentials, **arguments})

    return make


@pytest.fixture
def identplus(connect: Connect) -> Identplus:
    return connect()
