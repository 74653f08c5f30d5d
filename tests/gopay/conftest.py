"""`gopay(...)` makes a GoPay client of the test's flavour; a first argument is what answers instead of the network."""

from collections.abc import Callable
from functools import partial

import pytest

from identkit.gopay import AsyncGoPay, GoPay
from tests.support import Flavour

Make = Callable[..., GoPay]


@pytest.fixture
def gopay(flavour: Flavour) -> Make:
    """Makes clients; they are closed after the test."""
    return partial(flavour.client, GoPay, AsyncGoPay)
