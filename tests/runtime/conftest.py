"""The keys of the tests of encrypted answers: to make one takes a while."""

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from identkit.overrides.postident.jwe import PostidentJwe
from tests.runtime.jose_support import PASSWORD, spare


@pytest.fixture(scope="session")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(scope="session")
def other_key() -> rsa.RSAPrivateKey:
    return spare(3072)


@pytest.fixture(scope="session")
def codec(key: rsa.RSAPrivateKey) -> PostidentJwe:
    return PostidentJwe([key], PASSWORD)
