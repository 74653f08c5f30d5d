"""Private keys for encrypted answers, read from wherever a caller keeps them."""

import os
import re
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_pem_private_key

from identkit.core._errors import ConfigurationError

SHORTEST = 2048  # bits


def load_all(given: object, password: object = None) -> tuple[RSAPrivateKey, ...]:
    """One key or several, the newest first. Raises ConfigurationError, which says nothing about the key's content."""
    if isinstance(password, str):
        password = password.encode()
    if password is not None and not isinstance(password, bytes):
        raise ConfigurationError("private_key_password must be text or bytes")
    several = isinstance(given, Sequence) and not isinstance(given, str | bytes)
    keys: Sequence[object] = given if several else (given,)  # type: ignore[assignment]  # narrowed by `several`
    if not keys:
        raise ConfigurationError("private_key is an empty list")
    return tuple(load(key, password) for key in keys)


def load(given: object, password: bytes | None = None) -> RSAPrivateKey:
    """An RSA key from a path, PEM text, or bytes (PEM or DER); PKCS#1 or PKCS#8, encrypted or not."""
    content = _content(given)
    if b"PRIVATE KEY-----" not in content and (b"-----BEGIN CERTIFICATE" in content or b"PUBLIC KEY-----" in content):
        raise ConfigurationError("private_key is a certificate or a public key; the private key is needed")
    reader = load_pem_private_key if b"-----BEGIN" in content else load_der_private_key
    problem = "is not a private key that can be read (PEM or DER, PKCS#1 or PKCS#8)"
    for secret in (password, None) if password else (None,):  # during a rotation only some of the keys may be encrypted
        try:
            key = reader(content, secret)
        except TypeError:
            problem = "is encrypted; pass private_key_password=, which is missing or empty" if not password else problem
        except ValueError:
            problem = "cannot be read with this private_key_password" if secret else problem
        except UnsupportedAlgorithm:
            problem = "is of an unsupported kind"
        else:
            return _checked(key)
    raise ConfigurationError(f"private_key {problem}")


def _checked(key: object) -> RSAPrivateKey:
    if not isinstance(key, RSAPrivateKey):
        raise ConfigurationError("private_key is not an RSA key")
    if key.key_size < SHORTEST:
        raise ConfigurationError(f"private_key has {key.key_size} bits; at least {SHORTEST} are needed")
    return key


# Base64 of a private key without the lines around it: PKCS#1 and PKCS#8 begin with a sequence, so with MII.
_BARE = re.compile(r"\s*MII[A-Za-z0-9+/\s]{1000,}={0,2}\s*")


def _unfolded(content: bytes) -> bytes:
    """A key as it was before an environment variable or a YAML file made one line of it, or took its first and last line away."""
    if b"-----BEGIN" in content:
        return content.replace(b"\\r", b"").replace(b"\\n", b"\n") if b"\\n" in content else content
    try:
        text = content.decode("ascii")
        return b64decode("".join(text.split()), validate=True) if _BARE.fullmatch(text) else content
    except ValueError:
        return content  # DER


def _content(given: object) -> bytes:
    if isinstance(given, bytes):
        return _unfolded(given)
    if isinstance(given, str) and ("-----BEGIN" in given or _BARE.fullmatch(given)):
        return _unfolded(given.encode())
    if not isinstance(given, str | os.PathLike):
        raise ConfigurationError("private_key must be a path, PEM text or bytes")
    path = Path(os.fspath(given))
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        # The path is not shown: it may be a key passed by mistake.
        reason = error.strerror if isinstance(error, OSError) else "no such path"
        raise ConfigurationError(f"private_key: the file cannot be read ({reason})") from None
