"""Encrypted answers for the tests, sealed by another implementation than the one that opens them."""

import base64
import json
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat

from identkit.overrides.postident import OVERRIDES
from identkit.overrides.postident.jwe import CONTENT_ALGORITHMS

other_jwe: Any = import_module("jwcrypto.jwe")  # the second implementation; it has no types
other_jwk: Any = import_module("jwcrypto.jwk")

CANARY = "canary-personal-data-91d2"
PASSWORD = "canary-data-password"
RESULT = json.dumps({"caseId": "YR9W91GEZK24", "lastName": CANARY}).encode()
FIXTURES = Path(__file__).parent.parent / "fixtures" / "jose"
MAKE = OVERRIDES.codecs["jwe"]
ENCS = sorted(CONTENT_ALGORITHMS)


def pem(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, form: PrivateFormat = PrivateFormat.PKCS8, password: bytes | None = None
) -> bytes:
    return key.private_bytes(Encoding.PEM, form, BestAvailableEncryption(password) if password else NoEncryption())


def seal(key: rsa.RSAPrivateKey, plaintext: bytes = RESULT, *, allowed: list[str] | None = None, **header: Any) -> bytes:
    """Encrypt with the other implementation."""
    protected = {"alg": "RSA-OAEP-256", "enc": "A256GCM", **header}
    token = other_jwe.JWE(plaintext, json.dumps(protected), algs=allowed)
    token.add_recipient(jwk(pem(key)))
    return bytes(token.serialize(compact=True).encode())


@cache
def jwk(text: bytes) -> Any:
    """A key of the other implementation; OpenSSL proves the primes of every private key that it reads, which takes a while."""
    return other_jwk.JWK.from_pem(text)


def encoded(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


@cache
def spare(bits: int = 2048) -> rsa.RSAPrivateKey:
    """A key that is not the one of the tests; to make one takes a while."""
    return rsa.generate_private_key(65537, bits)
