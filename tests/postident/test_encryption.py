"""Encrypted results, through the whole client. The cryptography itself is tested in tests/runtime/test_jwe.py."""

import base64
import hashlib
import hmac
import json
import os
import stat
import tracemalloc
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key, load_pem_private_key

from identkit.core import ConfigurationError, DecryptionError, NotFound, ServerError
from identkit.core.status import Outcome, assess
from identkit.postident import Postident
from identkit.postident.models import CaseResult
from identkit.sandbox.postident import PostidentSandbox
from tests.postident.conftest import CREDENTIALS, Make, Mocked, content, new_key

other_jwe: Any = import_module("jwcrypto.jwe")  # another implementation than the one that opens; it has no types
other_jwk: Any = import_module("jwcrypto.jwk")

DATA = "plaintext-canary"


def sealed(body: object, key: Any, alg: str = "RSA-OAEP-256", enc: str = "A128CBC-HS256") -> str:
    """Sealed by another implementation than the one that opens it."""
    made = other_jwe.JWE(json.dumps(body).encode(), json.dumps({"alg": alg, "enc": enc}), algs=[alg, enc])
    made.add_recipient(key)
    return str(made.serialize(compact=True))


class Provider:
    """Checks the headers on its own, and seals for the key they hold."""

    def __init__(self, body: Any, **algorithms: str) -> None:
        self._body = body
        self._algorithms = algorithms

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.method != "GET":
            assert not [name for name in request.headers if name.startswith("x-scr-")]
            return httpx.Response(200, json=[])
        der = base64.b64decode(request.headers["x-scr-key"], validate=True)
        proof = hmac.new(CREDENTIALS["data_password"].encode(), der, hashlib.sha256).digest()
        assert base64.b64decode(request.headers["x-scr-keyhash"], validate=True) == proof
        assert request.headers["x-scr-alg"] == "RSA-OAEP-256"
        pem = load_der_public_key(der).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return httpx.Response(200, text=sealed(self._body, other_jwk.JWK.from_pem(pem), **self._algorithms))


@pytest.mark.parametrize("enc", ["A128GCM", "A192GCM", "A256GCM", "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512"])
def test_what_another_implementation_seals_is_read(enc: str, mocked: Mocked, key: bytes) -> None:
    client = mocked(Provider(content("sample_case"), enc=enc), private_key=key)
    assert assess(client.cases.get("YR9W91GEZK24")).outcome is Outcome.VERIFIED
    answer = client.cases.with_response.get("YR9W91GEZK24")
    assert json.loads(answer.content) == content("sample_case")


def test_a_list_is_one_jwe(mocked: Mocked, key: bytes) -> None:
    page = mocked(Provider([content("sample_case"), content("new")]), private_key=key).cases.list()
    assert [case.case_id for case in page] == ["YR9W91GEZK24", "NEW000000001"]


def test_only_reading_is_encrypted(mocked: Mocked, key: bytes) -> None:
    assert mocked(Provider([]), private_key=key).cases.archive(["KRZ1A8M4UBZZ"]) == []


@pytest.mark.parametrize("answer", [b"{}", b" \n[]", b"<html>", b"", b"a.b.c", b"\xff\xfe"])
def test_an_answer_in_clear_is_refused(answer: bytes, mocked: Mocked, key: bytes) -> None:
    client = mocked(lambda request: httpx.Response(200, content=answer), private_key=key)
    with pytest.raises(DecryptionError):
        client.cases.get("YR9W91GEZK24")


def test_a_result_in_clear_is_refused_and_not_shown(mocked: Mocked, key: bytes) -> None:
    body = content("sample_case") | {"caseId": DATA}
    with pytest.raises(DecryptionError) as refused:
        mocked(lambda request: httpx.Response(200, json=body), private_key=key).cases.get("YR9W91GEZK24")
    assert DATA not in f"{refused.value!r} {refused.value.__cause__!r} {refused.value.__context__!r}"


def test_without_a_key_an_encrypted_answer_is_no_case(mocked: Mocked, key: bytes) -> None:
    jwk = other_jwk.JWK.from_pem(key)
    with pytest.raises(Exception, match=r"cases\.get"):
        mocked(lambda request: httpx.Response(200, text=sealed({}, jwk))).cases.get("YR9W91GEZK24")


def test_during_a_rotation_the_newest_key_is_sent_and_the_older_one_still_opens(mocked: Mocked, key: bytes) -> None:
    newest = new_key()
    public = load_pem_private_key(newest, None).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    sent: list[str] = []

    def late(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers["x-scr-key"])
        return httpx.Response(200, text=sealed(content("sample_case"), other_jwk.JWK.from_pem(key)))

    client = mocked(late, private_key=[newest, key])
    assert client.cases.get("YR9W91GEZK24").case_id == "YR9W91GEZK24"
    assert sent == [base64.b64encode(public).decode()]


def test_a_longer_answer_than_allowed_is_refused(mocked: Mocked, key: bytes) -> None:
    client = mocked(Provider(content("sample_case")), private_key=key, max_encrypted_bytes=4000)
    with pytest.raises(DecryptionError, match="4000 bytes"):
        client.cases.get("YR9W91GEZK24")


@pytest.mark.slow
def test_thirty_megabytes_of_images_need_no_more_than_five_times_the_body(key: bytes) -> None:
    body, image = content("video_success") | {"caseId": "YR9W91GEZK24"}, os.urandom(30_000_000)
    body["primaryIdent"]["records"][1]["documentData"] = base64.b64encode(image).decode()
    answer = sealed(body, other_jwk.JWK.from_pem(key), enc="A256GCM").encode()
    assert len(answer) < 64 * 1024 * 1024  # within the default limit
    del body
    http = httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(200, stream=httpx.ByteStream(answer))))
    with http, Postident(**CREDENTIALS, private_key=key, http_client=http) as client:
        tracemalloc.start()
        try:
            found = client.cases.get("YR9W91GEZK24").primary_ident
            peak = tracemalloc.get_traced_memory()[1] + len(answer)  # which was there before
        finally:
            tracemalloc.stop()
    assert found is not None
    assert found.records is not None
    assert found.records[1].document_data == image
    assert peak < 5 * len(answer)


def test_keys_come_from_files_and_texts(mocked: Mocked, key: bytes, tmp_path: Path) -> None:
    path = tmp_path / "key.pem"
    path.write_bytes(key)
    for form in (path, key.decode(), key):
        client = mocked(Provider(content("sample_case")), private_key=form)
        assert client.cases.get("YR9W91GEZK24").case_id == "YR9W91GEZK24"


def test_a_key_without_the_data_password_is_a_mistake(key: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POSTIDENT_DATA_PASSWORD", raising=False)
    with pytest.raises(ConfigurationError, match="data_password"):
        Postident(client_id="1234ABCD", username="u", password="p", private_key=key)


# In the sandbox


def test_a_result_with_images_is_decrypted_and_saved(make: Make, world: PostidentSandbox, key: bytes, tmp_path: Path) -> None:
    world.encryption = "mandatory"
    client = make(private_key=key)
    (case_id,) = world.fill(1)
    found = client.cases.get(case_id, include_binary_data=True, include_result_pdf=True).primary_ident
    assert found is not None
    assert found.identification_document is not None
    records = [*(found.records or ()), *(found.identification_document.records or ())]
    files = [record for record in records if record.document_data]
    saved = [record.save_to(tmp_path) for record in files]
    assert sorted(path.name for path in saved) == sorted(
        f"{case_id}_{name}" for name in ("result_video.pdf", "userface.jpg", "idfrontside.jpg", "idbackside.jpg")
    )
    assert {stat.S_IMODE(path.stat().st_mode) for path in saved} == {0o600}
    assert all(
        path.read_bytes() == record.document_data for path, record in zip(saved, (r for r in records if r.document_data), strict=True)
    )


@pytest.mark.parametrize("kind", ["tampered", "other-key", "clear", "wrong-alg"])
def test_a_fault_of_the_encryption_fails_closed(kind: str, make: Make, world: PostidentSandbox, key: bytes) -> None:
    client = make(private_key=key)
    (case_id,) = world.fill(1)
    calls: list[Callable[[], object]] = [lambda: client.cases.get(case_id), client.cases.list_status_full]
    for call in calls:
        world.faults.add(kind=kind)
        with pytest.raises(DecryptionError) as refused:
            call()
        assert "Mustermann" not in str(refused.value)
        call()  # the fault is used up


def test_errors_are_read_in_clear(make: Make, world: PostidentSandbox, key: bytes) -> None:
    client = make(private_key=key, max_retries=0)
    with pytest.raises(NotFound):
        client.cases.get("KRZ1A8M4UBZZ")
    world.faults.add(status=503, garbage=True)
    with pytest.raises(ServerError) as raised:
        client.cases.get("KRZ1A8M4UBZZ")
    assert raised.value.status_code == 503


def test_a_file_name_plays_no_tricks(mocked: Mocked, key: bytes, tmp_path: Path) -> None:
    body = content("video_success") | {"caseId": "YR9W91GEZK24"}
    record = body["primaryIdent"]["records"][0]
    record |= {"fileName": "../../../etc/cron.d/evil", "documentData": base64.b64encode(b"%PDF-").decode()}
    found: CaseResult = mocked(Provider(body), private_key=key).cases.get("YR9W91GEZK24", include_binary_data=True)
    assert found.primary_ident is not None
    assert found.primary_ident.records is not None
    inner = tmp_path / "inner"
    inner.mkdir()
    path = found.primary_ident.records[0].save_to(inner)
    assert (path.parent, list(tmp_path.rglob("*evil*"))) == (inner, [path])
