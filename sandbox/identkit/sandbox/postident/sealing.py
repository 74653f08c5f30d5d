"""The encryption of answers (guide 2, "Encryption"): checks the client's key, seals for it, and spoils it where a fault asks for that."""

import base64
import hmac
import json
from collections.abc import Callable, Mapping
from functools import cache

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key
from joserfc.jwe import JWERegistry, encrypt_compact
from joserfc.jwk import RSAKey

KINDS = frozenset({"tampered", "other-key", "clear", "wrong-alg"})
"""Faults of the encryption: a flipped bit in the ciphertext, a key that is not the client's, no encryption at all, RSA1_5."""

MEDIA_TYPE = "application/jose"
"""Of encrypted answers. Assumed: no source says which one POSTIDENT sends."""

_DEFAULT = "RSA-OAEP-256"  # assumed when x-scr-alg is left out
_ALGORITHMS = ("RSA-OAEP", "RSA-OAEP-256")
_SHORTEST = 2048  # bits; assumed, what is shorter cannot be sealed for
_ENCRYPTION = "A256GCM"  # assumed: no source says which one POSTIDENT uses

Seal = Callable[[bytes], tuple[bytes, str]]


class NotAuthentic(Exception):
    """The hash of the key is missing or wrong."""


class BadKey(Exception):
    """The key is no RSA key or too short, or the algorithm is none that is supported."""


def for_request(headers: Mapping[str, str], data_password: str, kind: str) -> Seal | None:
    """How to seal the answer to a request with these headers; None when it does not ask for encryption.

    Raises NotAuthentic or BadKey. What POSTIDENT answers in these cases is not known.
    """
    text = headers.get("x-scr-key")
    if text is None:
        return None
    try:
        der = base64.b64decode(text, validate=True)
        public = load_der_public_key(der)
    except (ValueError, UnsupportedAlgorithm):
        raise BadKey from None
    if not isinstance(public, RSAPublicKey) or public.key_size < _SHORTEST:
        raise BadKey
    key = RSAKey(public, public)
    proof = base64.b64encode(hmac.digest(data_password.encode(), der, "sha256"))
    if not hmac.compare_digest(proof, headers.get("x-scr-keyhash", "").encode()):
        raise NotAuthentic
    algorithm = headers.get("x-scr-alg", _DEFAULT)
    if algorithm not in _ALGORITHMS:
        raise BadKey
    if kind == "clear":
        return None
    return _sealing(_stranger() if kind == "other-key" else key, algorithm, _SPOILERS.get(kind, str))


def _sealing(key: RSAKey, algorithm: str, spoil: Callable[[str], str]) -> Seal:
    registry = JWERegistry(algorithms=[algorithm, _ENCRYPTION])

    def seal(content: bytes) -> tuple[bytes, str]:
        token = encrypt_compact({"alg": algorithm, "enc": _ENCRYPTION}, content, key, registry=registry)
        return spoil(token).encode("ascii"), MEDIA_TYPE

    return seal


def _tampered(token: str) -> str:
    """The same with one bit of the ciphertext flipped."""
    parts = token.split(".")
    ciphertext = bytearray(base64.urlsafe_b64decode(parts[3] + "=" * (-len(parts[3]) % 4)))
    ciphertext[len(ciphertext) // 2] ^= 1
    return ".".join([*parts[:3], _text(ciphertext), parts[4]])


def _wrong_algorithm(token: str) -> str:
    """The same under a header that names RSA1_5, which is open to padding oracles."""
    header = json.dumps({"alg": "RSA1_5", "enc": _ENCRYPTION}).encode()
    return ".".join([_text(header), *token.split(".")[1:]])


_SPOILERS: Mapping[str, Callable[[str], str]] = {"tampered": _tampered, "wrong-alg": _wrong_algorithm}


def _text(content: bytes | bytearray) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


@cache
def _stranger() -> RSAKey:
    return RSAKey.generate_key(2048)
