"""What a caller can rely on with a private key set: encrypted answers open, everything else is a DecryptionError that tells nothing."""

import base64
import hmac
import json
import logging
import subprocess
import sys
import threading
import tracemalloc
import zlib
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
)

from identkit.core._errors import ConfigurationError, DecryptionError
from identkit.overrides.postident import OVERRIDES
from identkit.overrides.postident.jwe import CONTENT_ALGORITHMS, KEY_ALGORITHMS, PostidentJwe
from identkit.postident import AsyncPostident

other_jwe: Any = import_module("jwcrypto.jwe")  # the second implementation; it has no types
other_jwk: Any = import_module("jwcrypto.jwk")

CANARY = "canary-personal-data-91d2"
PASSWORD = "canary-data-password"
RESULT = json.dumps({"caseId": "YR9W91GEZK24", "lastName": CANARY}).encode()
FIXTURES = Path(__file__).parent.parent / "fixtures" / "jose"
MAKE = OVERRIDES.codecs["jwe"]
ENCS = sorted(CONTENT_ALGORITHMS)


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture(scope="module")
def other_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 3072)


@pytest.fixture(scope="module")
def codec(key: rsa.RSAPrivateKey) -> PostidentJwe:
    return PostidentJwe([key], PASSWORD)


def pem(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, form: PrivateFormat = PrivateFormat.PKCS8, password: bytes | None = None
) -> bytes:
    return key.private_bytes(Encoding.PEM, form, BestAvailableEncryption(password) if password else NoEncryption())


def seal(key: rsa.RSAPrivateKey, plaintext: bytes = RESULT, *, allowed: list[str] | None = None, **header: Any) -> bytes:
    """Encrypt with the other implementation."""
    protected = {"alg": "RSA-OAEP-256", "enc": "A256GCM", **header}
    token = other_jwe.JWE(plaintext, json.dumps(protected), algs=allowed)
    token.add_recipient(_jwk(pem(key)))
    return bytes(token.serialize(compact=True).encode())


@cache
def _jwk(text: bytes) -> Any:
    """A key of the other implementation; OpenSSL proves the primes of every private key that it reads, which takes a while."""
    return other_jwk.JWK.from_pem(text)


def encoded(data: bytes) -> bytes:
    return base64.urlsafe_b64encode(data).rstrip(b"=")


# --- what opens


@pytest.mark.parametrize("enc", ENCS)
@pytest.mark.parametrize("alg", KEY_ALGORITHMS)
def test_every_allowed_combination_of_the_other_implementation_opens(
    codec: PostidentJwe, key: rsa.RSAPrivateKey, alg: str, enc: str
) -> None:
    assert codec.decode(seal(key, alg=alg, enc=enc), "application/jose") == RESULT


@pytest.mark.parametrize("enc", ENCS)
def test_what_joserfc_seals_opens_in_both(codec: PostidentJwe, key: rsa.RSAPrivateKey, enc: str) -> None:
    from joserfc.jwe import encrypt_compact
    from joserfc.jwk import RSAKey

    sealed = encrypt_compact({"alg": "RSA-OAEP-256", "enc": enc}, RESULT, RSAKey.import_key(pem(key)), algorithms=["RSA-OAEP-256", enc])
    assert codec.decode(sealed.encode()) == RESULT
    token = other_jwe.JWE()
    token.deserialize(sealed, other_jwk.JWK.from_pem(pem(key)))
    assert token.payload == RESULT


@pytest.mark.parametrize("name", ["rfc7516-a1", "rfc7520-5.2"])
def test_the_vectors_of_the_rfcs_open(name: str) -> None:
    vector = json.loads((FIXTURES / f"{name}.json").read_text())
    secret = PostidentJwe(_keys(vector), PASSWORD)
    assert secret.decrypt(vector["jwe"].encode()) == vector["plaintext"].encode()


def test_what_javascript_libraries_seal_opens_unless_it_is_compressed() -> None:
    vectors = json.loads((FIXTURES / "npm.json").read_text())
    secret = PostidentJwe(_keys(vectors), PASSWORD)
    opened: set[tuple[str, str, str]] = set()
    for token in vectors["tokens"]:
        if "zip" in token:
            with pytest.raises(DecryptionError, match="compressed"):
                secret.decode(token["jwe"].encode())
        else:
            assert secret.decode(token["jwe"].encode()) == vectors["plaintext"].encode(), token
            opened.add((token["by"].partition(" ")[0], token["alg"], token["enc"]))
    assert opened == {(by, alg, enc) for by in ("jose", "node-jose") for alg in KEY_ALGORITHMS for enc in ENCS}


@pytest.mark.parametrize("name", ["rfc7516-a2", "rfc7520-5.1"])
def test_the_vectors_with_rsa1_5_are_refused(name: str) -> None:
    vector = json.loads((FIXTURES / f"{name}.json").read_text())
    with pytest.raises(DecryptionError, match="key algorithm is not allowed"):
        PostidentJwe(_keys(vector), PASSWORD).decrypt(vector["jwe"].encode())


def _keys(vector: dict[str, Any]) -> list[rsa.RSAPrivateKey]:
    built: Any = MAKE(
        {"private_key": other_jwk.JWK(**vector["key"]).export_to_pem(private_key=True, password=None), "data_password": PASSWORD}
    )
    return [key.private_key for key in built._keys]


def test_blanks_around_it_and_header_parameters_without_meaning_do_no_harm(codec: PostidentJwe, key: rsa.RSAPrivateKey) -> None:
    assert codec.decode(b"\r\n " + seal(key, kid="2026", typ="JOSE", cty="application/json", vendor=[1]) + b"\n") == RESULT


def test_during_a_rotation_the_newest_key_is_sent_and_all_are_tried(key: rsa.RSAPrivateKey, other_key: rsa.RSAPrivateKey) -> None:
    third = rsa.generate_private_key(65537, 2048)
    codec = PostidentJwe([other_key, third, key], PASSWORD)
    assert codec.decode(seal(key)) == codec.decode(seal(other_key)) == codec.decode(seal(third)) == RESULT
    sent = load_der_public_key(base64.b64decode(codec.request_headers["x-scr-key"]))
    assert sent == other_key.public_key()


# --- what is sent


def test_the_headers_have_the_observed_form(codec: PostidentJwe, key: rsa.RSAPrivateKey) -> None:
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert codec.request_headers == {
        "x-scr-key": base64.b64encode(public).decode(),
        "x-scr-keyhash": base64.b64encode(hmac.digest(PASSWORD.encode(), public, "sha256")).decode(),
        "x-scr-alg": "RSA-OAEP-256",
    }


# --- what does not open


def _header(token: bytes, **changes: Any) -> bytes:
    header, *rest = token.split(b".")
    read = json.loads(base64.urlsafe_b64decode(header + b"=="))
    return b".".join([encoded(json.dumps({**read, **changes}).encode()), *rest])


def _bomb(key: rsa.RSAPrivateKey) -> bytes:
    return _header(seal(key, zlib.compress(b"{" + b" " * 5_000_000 + b"}")), zip="DEF")


def _direct(key: rsa.RSAPrivateKey) -> bytes:
    token = other_jwe.JWE(RESULT, '{"alg":"dir","enc":"A256GCM"}')
    token.add_recipient(other_jwk.JWK(kty="oct", k=encoded(b"k" * 32).decode()))
    return bytes(token.serialize(compact=True).encode())


def _json_form(key: rsa.RSAPrivateKey) -> bytes:
    token = other_jwe.JWE(RESULT, '{"alg":"RSA-OAEP-256","enc":"A256GCM"}')
    token.add_recipient(_jwk(pem(key)))
    return bytes(token.serialize().encode())


def _part(token: bytes, index: int, change: Callable[[bytes], bytes]) -> bytes:
    parts = token.split(b".")
    parts[index] = encoded(change(base64.urlsafe_b64decode(parts[index] + b"==")))
    return b".".join(parts)


ATTACKS: dict[str, Callable[[rsa.RSAPrivateKey], bytes]] = {
    "alg swapped": lambda key: _header(seal(key), alg="RSA-OAEP"),
    "enc swapped": lambda key: _header(seal(key), enc="A128GCM"),
    "enc swapped to one of the same lengths": lambda key: _header(seal(key, enc="A128GCM"), enc="A256GCM"),
    "alg none": lambda key: _header(seal(key), alg="none"),
    "alg missing": lambda key: encoded(b'{"enc":"A256GCM"}') + seal(key)[seal(key).index(b".") :],
    "alg a list": lambda key: _header(seal(key), alg=["RSA-OAEP-256"]),
    "enc a list": lambda key: _header(seal(key), enc=["A256GCM"]),
    "alg null": lambda key: _header(seal(key), alg=None),
    "RSA1_5": lambda key: seal(key, alg="RSA1_5", allowed=["RSA1_5", "A256GCM"]),
    "dir": _direct,
    "dir with an encrypted key": lambda key: _header(seal(key), alg="dir"),
    "key wrap": lambda key: _header(seal(key), alg="A256KW"),
    "ECDH": lambda key: _header(seal(key), alg="ECDH-ES"),
    "password based": lambda key: _header(seal(key), alg="PBES2-HS256+A128KW", p2c=10_000_000, p2s="AAAA"),
    "unknown enc": lambda key: _header(seal(key), enc="A256CTR"),
    "compressed": lambda key: seal(key, zip="DEF"),
    "compressed bomb": _bomb,
    "crit": lambda key: _header(seal(key), crit=["exp"], exp=1),
    "nested by content type": lambda key: seal(key, seal(key), cty="JWE"),
    "nested JWT": lambda key: seal(key, RESULT, cty="jwt"),
    "nested without saying so": lambda key: seal(key, seal(key)),
    "JSON serialization": _json_form,
    "JSON serialization in a list": lambda key: b"[" + _json_form(key) + b"]",
    "in clear": lambda key: RESULT,
    "in clear, with blanks": lambda key: b"\n  " + RESULT,
    "HTML": lambda key: f"<html>{CANARY}</html>".encode(),
    "empty": lambda key: b"",
    "blank": lambda key: b" \n",
    "text": lambda key: CANARY.encode(),
    "a signature": lambda key: b".".join([encoded(b'{"alg":"none"}'), encoded(RESULT), b""]),
    "four parts": lambda key: seal(key).rsplit(b".", 1)[0],
    "six parts": lambda key: seal(key) + b".AAAA",
    "extra dot": lambda key: seal(key) + b".",
    "empty parts": lambda key: b"....",
    "header not JSON": lambda key: encoded(b"{alg}") + seal(key)[seal(key).index(b".") :],
    "header a list": lambda key: encoded(b"[1]") + seal(key)[seal(key).index(b".") :],
    "header deep": lambda key: encoded(b"[" * 3000) + seal(key)[seal(key).index(b".") :],
    "header with alg twice": lambda key: (
        encoded(b'{"alg":"none","alg":"RSA-OAEP-256","enc":"A256GCM"}') + seal(key)[seal(key).index(b".") :]
    ),
    "header not UTF-8": lambda key: encoded(b'{"alg":"\xff"}') + seal(key)[seal(key).index(b".") :],
    "header too long": lambda key: _header(seal(key), x="x" * 5000),
    "not base64": lambda key: seal(key)[:-1] + b"*",
    "standard base64": lambda key: seal(key).replace(b"-", b"+").replace(b"_", b"/") + b"+",
    "padded": lambda key: seal(key) + b"==",
    "blank inside": lambda key: seal(key)[:-4] + b" " + seal(key)[-4:],
    "key emptied": lambda key: _part(seal(key), 1, lambda part: b""),
    "key truncated": lambda key: _part(seal(key), 1, lambda part: part[:-1]),
    "key too long": lambda key: _part(seal(key), 1, lambda part: part + b"\0"),
    "key zero": lambda key: _part(seal(key), 1, lambda part: b"\0" * len(part)),
    "key above the modulus": lambda key: _part(seal(key), 1, lambda part: b"\xff" * len(part)),
    "iv truncated": lambda key: _part(seal(key), 2, lambda part: part[:-1]),
    "iv emptied": lambda key: _part(seal(key), 2, lambda part: b""),
    "ciphertext truncated": lambda key: _part(seal(key), 3, lambda part: part[:-1]),
    "ciphertext emptied": lambda key: _part(seal(key), 3, lambda part: b""),
    "CBC ciphertext not in blocks": lambda key: _part(seal(key, enc="A128CBC-HS256"), 3, lambda part: part[:-1]),
    "tag truncated": lambda key: _part(seal(key), 4, lambda part: part[:4]),
    "tag emptied": lambda key: _part(seal(key), 4, lambda part: b""),
    "CBC tag truncated": lambda key: _part(seal(key, enc="A256CBC-HS512"), 4, lambda part: part[:16]),
    "wrong key": lambda key: seal(rsa.generate_private_key(65537, 2048)),
    "wrong key of another size": lambda key: seal(rsa.generate_private_key(65537, 3072)),
    "plaintext empty": lambda key: seal(key, b""),
    "plaintext not JSON": lambda key: seal(key, CANARY.encode()),
}


@pytest.mark.parametrize("header", ['[["alg","RSA-OAEP-256"],["enc","A256GCM"]]', '{"alg":"RSA-OAEP-256","enc":"A256GCM"}'])
def test_a_header_is_an_object_in_utf8(header: str, codec: PostidentJwe, key: rsa.RSAPrivateKey) -> None:
    """Sealed with the header as authenticated data, so that only its form is wrong."""
    content_key, iv = b"k" * 32, b"i" * 12
    oaep = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
    wrapped = key.public_key().encrypt(content_key, oaep)
    sealed_header = encoded(header.encode("utf-16" if header[0] == "{" else "utf-8"))
    ciphertext = AESGCM(content_key).encrypt(iv, RESULT, sealed_header)
    token = b".".join([sealed_header, *map(encoded, (wrapped, iv, ciphertext[:-16], ciphertext[-16:]))])
    with pytest.raises(DecryptionError, match="header cannot be read"):
        codec.decode(token)


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_fail_and_tell_nothing(attack: str, codec: PostidentJwe, key: rsa.RSAPrivateKey, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(DecryptionError) as caught:
        codec.decode(ATTACKS[attack](key))
    told = f"{caught.value!r} {caught.value.args} {_chain(caught.value)} {codec!r} {caplog.text}"
    for secret in (CANARY, PASSWORD, "BEGIN", codec.request_headers["x-scr-keyhash"], str(key.private_numbers().d)[:12]):
        assert secret not in told


def _chain(error: BaseException) -> list[str]:
    causes: list[str] = []
    following: BaseException | None = error.__cause__ or error.__context__
    while following is not None:
        causes.append(repr(following))
        following = following.__cause__ or following.__context__
    assert not causes, "an exception with a plaintext in its frames could hang here"
    return causes


@pytest.mark.parametrize("part", range(5))
@pytest.mark.parametrize("enc", ["A256GCM", "A128CBC-HS256"])
def test_no_single_bit_may_change(enc: str, part: int, codec: PostidentJwe, key: rsa.RSAPrivateKey) -> None:
    token = seal(key, enc=enc)
    size = len(base64.urlsafe_b64decode(token.split(b".")[part] + b"=="))
    for place in {0, size // 2, size - 1}:
        flipped = _part(token, part, lambda data, place=place: data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])  # type: ignore[misc]  # default binds the loop variable
        with pytest.raises(DecryptionError):
            codec.decode(flipped)


def test_a_last_character_with_stray_bits_is_refused(codec: PostidentJwe, key: rsa.RSAPrivateKey) -> None:
    alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    token = seal(key)  # the tag has 16 bytes: its last character carries four unused bits
    neighbour = alphabet[alphabet.index(token[-1:]) + 1 : alphabet.index(token[-1:]) + 2]
    with pytest.raises(DecryptionError):
        codec.decode(token[:-1] + neighbour)


@pytest.mark.parametrize("empty", [b"", b" \r\n"])
def test_an_empty_answer_is_told_as_empty(empty: bytes, codec: PostidentJwe) -> None:
    with pytest.raises(DecryptionError, match="the answer is empty"):
        codec.decode(empty)


# --- size


def test_the_limit_is_64_mib_and_can_be_set(key: rsa.RSAPrivateKey, codec: PostidentJwe) -> None:
    with pytest.raises(DecryptionError, match="67108864"):
        codec.decode(b"e" * (64 * 1024 * 1024 + 1))
    small = MAKE({"private_key": pem(key), "data_password": PASSWORD, "max_encrypted_bytes": 100})
    assert small is not None
    with pytest.raises(DecryptionError, match="longer than 100 bytes"):
        small.decode(seal(key), "")


@pytest.mark.parametrize("enc", ["A256GCM", "A256CBC-HS512"])
def test_thirty_megabytes_open_within_five_times_the_body(enc: str, key: rsa.RSAPrivateKey, codec: PostidentJwe) -> None:
    from joserfc.jwe import encrypt_compact
    from joserfc.jwk import RSAKey

    result = b'{"documentData":"' + b"x" * 30_000_000 + b'"}'
    sealed = encrypt_compact(
        {"alg": "RSA-OAEP-256", "enc": enc}, result, RSAKey.import_key(pem(key)), algorithms=["RSA-OAEP-256", enc]
    ).encode()
    tracemalloc.start()
    opened = codec.decode(sealed)
    peak = len(sealed) + tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert opened == result
    assert peak <= 5 * len(sealed)


# --- keys


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
    return rsa.generate_private_key(65537, 2048).public_key().public_bytes(encoding, PublicFormat.SubjectPublicKeyInfo)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"private_key": lambda: pem(rsa.generate_private_key(65537, 1024))}, "1024 bits"),
        ({"private_key": lambda: pem(ec.generate_private_key(ec.SECP256R1()))}, "not an RSA key"),
        ({"private_key": lambda: b"canary-not-a-key"}, "not a private key"),
        ({"private_key": lambda: "-----BEGIN PRIVATE KEY-----\ncanary-not-a-key\n-----END PRIVATE KEY-----"}, "not a private key"),
        ({"private_key": lambda: "canary-missing-file.pem"}, "cannot be read"),
        ({"private_key": lambda: "canary\0file"}, "cannot be read"),
        ({"private_key": lambda: 7}, "path, PEM text or bytes"),
        ({"private_key": list}, "empty list"),
        ({"private_key": lambda: pem(rsa.generate_private_key(65537, 2048), password=b"x")}, "encrypted; pass private_key_password"),
        (
            {"private_key": lambda: pem(rsa.generate_private_key(65537, 2048), password=b"x"), "private_key_password": lambda: "canary"},
            "cannot be read",
        ),
        (
            {"private_key": lambda: pem(rsa.generate_private_key(65537, 2048), password=b"x"), "private_key_password": str},
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


@pytest.mark.parametrize(("size", "elsewhere"), [(1000, False), (1_000_000, True)])
async def test_long_answers_do_not_hold_up_other_tasks(
    size: int, elsewhere: bool, key: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    open_it = PostidentJwe.decode

    def watched(self: PostidentJwe, content: bytes, content_type: str = "") -> bytes:
        threads.append(threading.current_thread())
        return open_it(self, content, content_type)

    monkeypatch.setattr(PostidentJwe, "decode", watched)
    sealed = seal(key, b"[]" + b" " * size)
    http = httpx.AsyncClient(transport=httpx.MockTransport(lambda request: httpx.Response(200, content=sealed)))
    async with (
        http,
        AsyncPostident(client_id="1", username="u", password="p", private_key=pem(key), data_password="d", http_client=http) as client,
    ):
        assert list(await client.cases.list_status()) == []
    assert (threads != [threading.main_thread()]) is elsewhere
