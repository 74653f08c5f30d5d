"""What tests of the runtime share: keys, of which each takes a while to make, and the receivers of webhooks."""

from collections.abc import Iterator

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from identkit.overrides.postident.jwe import PostidentJwe
from tests.runtime.jose_support import PASSWORD, spare
from tests.runtime.receiver_support import Adapter


@pytest.fixture(scope="session")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(scope="session")
def other_key() -> rsa.RSAPrivateKey:
    return spare(3072)


@pytest.fixture(scope="session")
def codec(key: rsa.RSAPrivateKey) -> PostidentJwe:
    return PostidentJwe([key], PASSWORD)


@pytest.fixture(params=["asgi", "wsgi"])
def adapter(request: pytest.FixtureRequest) -> Iterator[Adapter]:
    """Either of the adapters for webhooks, with one worker."""
    made = Adapter(request.param)
    made.build()
    yield made
    made.go_on.set()
    made.settle()
