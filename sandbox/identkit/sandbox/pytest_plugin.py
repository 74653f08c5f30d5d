"""The fixtures. Loaded by pytest wherever identkit is installed, so nothing heavy is imported up here."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from identkit.sandbox import Sandbox, SandboxClock


@pytest.fixture
def identkit_sandbox() -> "Iterator[Sandbox]":
    """A fresh sandbox; the test fails when a sandbox provider itself departed from its spec."""
    from identkit.sandbox import Sandbox

    with Sandbox() as sandbox:
        yield sandbox
        defects = sandbox.defects
    assert not defects, "the sandbox itself is at fault: " + "; ".join(defects)  # noqa: S101 - this is what fails the user's test


@pytest.fixture
def identkit_clock(identkit_sandbox: "Sandbox") -> "SandboxClock":
    """The sandbox's clock, to be used by your own code in place of the system's: `clock.advance(days=1)`, with nothing patched.

    `now()` is in unix seconds, `datetime()` is aware, in UTC; `sleep()` takes no time.
    """
    return identkit_sandbox.clock


@pytest.fixture
def identkit_webhooks(identkit_sandbox: "Sandbox") -> "Callable[..., str | None]":
    """Sends a provider's webhooks to your application through its test client: of FastAPI, Starlette, Flask or Django.

        secret = identkit_webhooks("<provider>", client, "/webhooks")

    Deliveries leave when the clock moves, `identkit_clock.advance()` included; with the documented retries.
    """

    def forward(provider: str, client: object, path: str, *, secret: str | None = None) -> str | None:
        return identkit_sandbox.provider(provider).forward_to(client, path, secret=secret)

    return forward
