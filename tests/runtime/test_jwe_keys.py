"""Private keys come in every form that people keep them in; what cannot be used is named, and not shown."""

import base64
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat, PublicFormat

from identkit.core._errors import ConfigurationError
from tests.runtime.jose_support import MAKE, PASSWORD, RESULT, pem, seal, spare

KEY_FORMS = [
    (form, password, way)
    for form in (PrivateFormat.PKCS8, PrivateFormat.TraditionalOpenSSL)
    for password in (None, b"canary-key-password")
    for way in ("path", "path as text", "text", "bytes", "DER")
    if (form, bool(password), way) != (PrivateFormat.TraditionalOpenSSL, True, "DER")  # PKCS#1 in DER has no encryption
]


@pytest.mark.parametrize(("form", "password", "way"), KEY_FORMS)
def test_keys_come_in_every_form(form: PrivateFormat, password: bytes | None, way: str, key: rsa.RSAPrivateKey, tmp_path: Path) -> None:
    written = pem(key, form, password)
    file = tmp_path / "key.pem"
    file.write_bytes(written)
    if way == "DER":
        written = key.private_bytes(Encoding.DER, form, BestAvailableEncryption(password) if password else NoEncryption())
    given: dict[str, object] = {
        "path": file,
        "path as text": str(file),
        "text": written.decode("latin-1"),
        "bytes": written,
        "DER": written,
    }
    settings = {"private_key": given[way], "private_key_password": password and password.decode(), "data_password": PASSWORD}
    codec = MAKE(settings)
    assert codec is not None
    assert codec.decode(seal(key), "") == RESULT


def test_keys_that_went_through_an_environment_variable_are_taken(key: rsa.RSAPrivateKey) -> None:
    lines = pem(key).decode().strip().splitlines()
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    sealed = seal(key)
    ways: list[object] = [
        "\\n".join(lines),
        "\\r\\n".join(lines).encode(),
        "".join(lines[1:-1]),
        "\n".join(lines[1:-1]) + "\n",
        " ".join(lines),
        "\n\n" + "\r\n".join(f"  {line}" for line in lines) + "\n",
        '"' + "\\n".join(lines) + '"',
        "\ufeff" + "\n".join(lines),
        base64.b64encode(pem(key)).decode(),
        base64.b64encode(der),
        base64.urlsafe_b64encode(der).decode(),
        bytearray(der),
    ]
    for way in ways:
        codec = MAKE({"private_key": way, "data_password": PASSWORD})
        assert codec is not None
        assert codec.decode(sealed, "") == RESULT


def test_in_a_rotation_one_key_may_be_encrypted_and_one_not(key: rsa.RSAPrivateKey, other_key: rsa.RSAPrivateKey) -> None:
    given = [pem(other_key, password=b"secret"), pem(key)]
    codec = MAKE({"private_key": given, "private_key_password": "secret", "data_password": PASSWORD})
    assert codec is not None
    assert codec.decode(seal(key), "") == codec.decode(seal(other_key), "") == RESULT


def _public(encoding: Encoding) -> bytes:
    return spare().public_key().public_bytes(encoding, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"private_key": lambda: pem(spare(1024))}, "1024 bits"),
        ({"private_key": lambda: pem(ec.generate_private_key(ec.SECP256R1()))}, "not an RSA key"),
        ({"private_key": lambda: b"canary-not-a-key"}, "not a private key"),
        ({"private_key": lambda: "-----BEGIN PRIVATE KEY-----\ncanary-not-a-key\n-----END PRIVATE KEY-----"}, "not a private key"),
        ({"private_key": lambda: "canary-missing-file.pem"}, "cannot be read"),
        ({"private_key": lambda: "canary\0file"}, "cannot be read"),
        ({"private_key": str}, "private_key is empty"),
        ({"private_key": lambda: 7}, "path, PEM text or bytes"),
        ({"private_key": list}, "empty list"),
        ({"private_key": lambda: pem(spare(), password=b"x")}, "encrypted; pass private_key_password"),
        (
            {"private_key": lambda: pem(spare(), password=b"x"), "private_key_password": lambda: "canary"},
            "cannot be read",
        ),
        (
            {"private_key": lambda: pem(spare(), password=b"x"), "private_key_password": str},
            "encrypted; pass private_key_password=, which is missing or empty",
        ),
        ({"private_key": lambda: _public(Encoding.PEM)}, "a certificate or a public key"),
        ({"private_key": lambda: _public(Encoding.DER)}, "a certificate or a public key"),
        ({"private_key": lambda: base64.b64encode(_public(Encoding.DER)).decode()}, "a certificate or a public key"),
        ({"private_key_password": lambda: "canary\n"}, "private_key_password must be on one line"),
        ({"private_key_password": lambda: 7}, "private_key_password must be text or bytes"),
        ({"data_password": lambda: "canary\n"}, "data_password must be text on one line"),
        ({"data_password": lambda: None}, "data_password is missing"),
        ({"data_password": str}, "data_password is missing"),
        ({"data_password": lambda: b"canary"}, r"data_password must be text \(str\), not bytes"),
    ],
)
def test_unusable_settings_are_named_and_not_shown(settings: dict[str, Callable[[], object]], message: str, key: rsa.RSAPrivateKey) -> None:
    given: dict[str, object] = {"private_key": pem(key), "data_password": PASSWORD}
    given.update({name: make() for name, make in settings.items()})
    with pytest.raises(ConfigurationError, match=message) as caught:
        MAKE(given)
    assert "canary" not in f"{caught.value!r} {caught.value.__cause__!r}"


def test_without_a_key_there_is_no_codec_and_no_cryptography() -> None:
    code = (
        "import sys; from identkit.overrides.postident import OVERRIDES;"
        "assert OVERRIDES.codecs['jwe']({'data_password': 'x'}) is None;"
        "sys.exit(any(name in sys.modules for name in ('joserfc', 'cryptography')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
