"""Private keys for encrypted answers, read from wherever a caller keeps them."""

import os
import re
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key, load_pem_private_key
from cryptography.x509 import load_der_x509_certificate

from identkit.core._errors import ConfigurationError

SHORTEST = 2048  # bits


def load_all(value: object, password: object = None) -> tuple[RSAPrivateKey, ...]:
    """One key or several, the newest first. Raises ConfigurationError, which says nothing about the key's content."""
    if isinstance(password, str):
        password = password.encode()
    if password is not None and not isinstance(password, bytes):
        raise ConfigurationError("private_key_password must be text or bytes")
    if password is not None and password.strip(b"\r\n") != password:
        raise ConfigurationError("private_key_password must be on one line; does it end in a line break?")
    several = isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray | memoryview)
    keys: Sequence[object] = value if several else (value,)  # type: ignore[assignment]  # narrowed by `several`
    if not keys:
        raise ConfigurationError("private_key is an empty list")
    return tuple(load(key, password) for key in keys)


def load(value: object, password: bytes | None = None) -> RSAPrivateKey:
    """An RSA key from a path, PEM text, or bytes (PEM or DER); PKCS#1 or PKCS#8, encrypted or not."""
    content = _content(value)
    if _is_public(content):
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


# Base64 of a key without the lines around it (DER begins with a sequence, so with MII), or of a whole PEM file.
_BARE = re.compile(r"\s*(?:MII|LS0tLS1CRUdJTi)[A-Za-z0-9+/_\s-]{300,}={0,2}\s*")
_ON_ONE_LINE = re.compile(r"(-----BEGIN [A-Z ]+-----)([A-Za-z0-9+/=\s]+)(-----END [A-Z ]+-----)")


def _unfolded(content: bytes) -> bytes:
    """A key as it was before an environment variable or a YAML file made one line of it, or took its first and last line away."""
    try:
        text = content.decode("utf-8-sig").removeprefix("\ufeff").strip().strip("\"'")
    except UnicodeDecodeError:
        return content  # DER
    if "-----BEGIN" in text:
        lines = text.replace("\\r", "").replace("\\n", "\n").splitlines()
        text = "\n".join(line.strip() for line in lines)
        return _ON_ONE_LINE.sub(lambda parts: "\n".join([parts[1], *parts[2].split(), parts[3]]), text).encode()
    if _BARE.fullmatch(text):
        try:
            standard = "".join(text.split()).rstrip("=").translate(str.maketrans("-_", "+/"))
            inside = b64decode(standard + "=" * (-len(standard) % 4), validate=True)
        except ValueError:
            return content
        return _unfolded(inside) if b"-----BEGIN" in inside else inside
    return content


def _is_public(content: bytes) -> bool:
    """Whether this is the other half of a key."""
    if b"-----BEGIN" in content:
        return b"PRIVATE KEY-----" not in content and (b"-----BEGIN CERTIFICATE" in content or b"PUBLIC KEY-----" in content)
    for reader in (load_der_public_key, load_der_x509_certificate):
        try:
            reader(content)
        except (ValueError, UnsupportedAlgorithm):
            continue
        return True
    return False


def _content(value: object) -> bytes:
    if value in ("", b""):
        raise ConfigurationError("private_key is empty")
    if isinstance(value, bytes | bytearray | memoryview):
        return _unfolded(bytes(cast("bytes", value)))
    if isinstance(value, str) and ("-----BEGIN" in value or _BARE.fullmatch(value)):
        return _unfolded(value.encode("utf-8", "replace"))
    if not isinstance(value, str | os.PathLike):
        raise ConfigurationError("private_key must be a path, PEM text or bytes")
    path = Path(os.fspath(value))
    try:
        return _unfolded(path.read_bytes())
    except (OSError, ValueError) as error:
        # The path is not shown: it may be a key passed by mistake.
        reason = error.strerror if isinstance(error, OSError) else "no such path"
        raise ConfigurationError(f"private_key: the file cannot be read ({reason})") from None
