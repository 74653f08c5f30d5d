"""What a caller can rely on with a private key set: encrypted answers open, everything else is a DecryptionError that tells nothing."""

import base64
import hmac
import json
import logging
import threading
import tracemalloc
import zlib
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from identkit.core._errors import DecryptionError
from identkit.overrides.postident.jwe import KEY_ALGORITHMS, PostidentJwe
from identkit.postident import AsyncPostident
from tests.runtime.jose_support import CANARY, ENCS, FIXTURES, MAKE, PASSWORD, RESULT, encoded, jwk, other_jwe, other_jwk, pem, seal, spare

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
    third = spare()
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
    token.add_recipient(jwk(pem(key)))
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
    "wrong key": lambda key: seal(spare()),
    "wrong key of another size": lambda key: seal(spare(3072)),
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
