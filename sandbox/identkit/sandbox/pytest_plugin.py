"""The fixture `identkit_sandbox`. Loaded by pytest wherever identkit is installed, so nothing heavy is imported up here."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from identkit.sandbox import Sandbox


@pytest.fixture
def identkit_sandbox() -> "Iterator[Sandbox]":
    """A fresh sandbox; the test fails when a sandbox provider itself departed from its spec."""
    from identkit.sandbox import Sandbox

    with Sandbox() as sandbox:
        yield sandbox
        defects = sandbox.defects
    assert not defects, "the sandbox itself is at fault: " + "; ".join(defects)  # noqa: S101 - this is what fails the user's test
