"""The sandbox's POSTIDENT, as any HTTP client sees it. How identkit's client gets on with it is in tests/postident."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from identkit.sandbox import Sandbox
from identkit.sandbox._engine.spec import seconds
from identkit.sandbox.postident import PostidentSandbox
from identkit.sandbox.postident.pictures import mosaic
from identkit.sandbox.postident.tables import METHODS

other_jwe: Any = import_module("jwcrypto.jwe")  # another implementation than the one that seals; it has no types
other_jwk: Any = import_module("jwcrypto.jwk")

JSON = {"content-type": "application/json"}


@cache
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def scr(account: PostidentSandbox, **changed: str) -> dict[str, str]:
    """The three headers that ask for encryption."""
    der = key().public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    proof = hmac.new(account.login["data_password"].encode(), der, hashlib.sha256).digest()
    made = {"key": base64.b64encode(der).decode(), "keyhash": base64.b64encode(proof).decode(), "alg": "RSA-OAEP-256"}
    return {f"x-scr-{name}": value for name, value in (made | changed).items() if value}


def opened(text: str) -> tuple[dict[str, str], Any]:
    """Header and content of a JWE."""
    token = other_jwe.JWE()
    token.deserialize(text)
    pem = key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    token.decrypt(other_jwk.JWK.from_pem(pem))
    return json.loads(token.objects["protected"]), json.loads(token.payload)


@pytest.fixture
def account(identkit_sandbox: Sandbox) -> PostidentSandbox:
    return identkit_sandbox.postident


@pytest.fixture
def http(account: PostidentSandbox) -> Iterator[httpx.Client]:
    login = account.login
    base_url = f"{account.base_url}/{login['client_id']}"
    with httpx.Client(base_url=base_url, auth=(login["username"], login["password"]), headers=JSON) as client:
        yield client


def start(http: httpx.Client, **order: Any) -> str:
    answer = http.post("/cases", json=order)
    assert answer.status_code == 201
    return str(answer.json()["caseId"])


# The states of the guide's tables


def walks(account: PostidentSandbox) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (row.method, row.status, sub, reason)
        for row in account.tables.rows
        for sub in row.sub_statuses or (None,)
        for reason in (None, *row.reasons)
    ]


@pytest.mark.slow
def test_every_state_of_every_table_can_be_reached(account: PostidentSandbox, http: httpx.Client) -> None:
    for method, status, sub, reason in walks(account):
        case_id = start(http)
        account.walk(case_id, method, status, sub, reason)
        body = http.get(f"/cases/{case_id}").json()
        found = body["primaryIdent"]["identificationStatus"]
        assert (body["primaryIdent"]["identificationMethod"], found["status"]) == (method, status)
        assert str(found.get("subStatus", {}).get("code", "None")) == str(sub)
        assert str(found.get("subStatusReason", {}).get("code", "None")) == str(reason)
        assert body["caseStatus"]["status"] == ("closed" if status in {"success", "declined"} else "in progress")


@pytest.mark.parametrize(
    ("method", "status", "sub", "reason"),
    [
        ("video", "coupon requested", None, None),
        ("eid", "review pending", None, None),
        ("eid", "declined", "12", None),
        ("photo", "declined", "11", "110"),
        ("basic", "incomplete", "51", None),
        ("video", "success", "11", None),
        ("scan", "success", None, None),
    ],
)
def test_no_other_state_can_be_reached(
    method: str, status: str, sub: str | None, reason: str | None, account: PostidentSandbox, http: httpx.Client
) -> None:
    with pytest.raises(ValueError, match=method):
        account.identify(start(http), method, status, sub, reason)


def test_a_closed_case_is_not_restarted(account: PostidentSandbox, http: httpx.Client) -> None:
    case_id = start(http)
    account.walk(case_id, "eid")
    with pytest.raises(ValueError, match="closed"):
        account.walk(case_id, "video")


@pytest.mark.parametrize("method", METHODS)
def test_after_an_incomplete_attempt_comes_another(method: str, account: PostidentSandbox, http: httpx.Client) -> None:
    case_id = start(http)
    account.walk(case_id, method, "incomplete")
    account.walk(case_id, method)
    identifications = http.get(f"/cases/{case_id}/full").json()["identifications"]
    assert [one["identificationStatus"]["status"] for one in identifications] == ["incomplete", "success"]


def test_photo_marks_its_records(account: PostidentSandbox, http: httpx.Client) -> None:
    case_id = start(http)
    account.identify(case_id, "photo", "review pending")

    def marks() -> set[tuple[str, str | None]]:
        found = http.get(f"/cases/{case_id}").json()["primaryIdent"]
        holders = [found, found["identificationDocument"], found["drivingLicence"]]
        records = [record for holder in holders for record in holder["records"]]
        assert len(records) == 5  # 1 of the identification, 2 of the document, 2 of the licence
        return {(record["validationStatus"], record.get("validationSubStatus")) for record in records}

    assert marks() == {("unchecked", None)}
    account.identify(case_id, "photo", "incomplete", "32")
    assert marks() == {("invalid", "document expired")}


# Identification classes


CLASSES: list[tuple[str, str, str]] = [
    ("GwG", "number birthName birthPlace nationality dateIssued authority placeOfIssue", "idfrontside idbackside userface"),
    ("TKG", "number dateIssued authority", "idfrontside idbackside"),
    ("Standard", "birthName nationality", ""),
    ("Mobility", "birthName nationality", ""),
]


@pytest.mark.parametrize(("identification_class", "fields", "images"), CLASSES)
def test_the_class_decides_what_a_result_holds(
    identification_class: Any, fields: str, images: str, account: PostidentSandbox, http: httpx.Client
) -> None:
    account.identification_class = identification_class
    (case_id,) = account.fill(1)
    found = http.get(f"/cases/{case_id}", params={"includeBinaryData": "true"}).json()["primaryIdent"]
    document = found["identificationDocument"]
    always = {"type", "firstName", "lastName", "birthDate", "dateOfExpiry", "countryOfDocument", "address", "records"}
    assert document.keys() == always | set(fields.split())
    records = {record["type"]: record.get("documentData") for record in [*document["records"], *found["records"]]}
    assert {kind for kind, data in records.items() if data is not None} == set(images.split())
    assert ("videochatrecording" in records) is (identification_class == "GwG")
    if identification_class == "TKG":
        assert base64.b64decode(records["idfrontside"] or "") == mosaic("", black=True)


def test_a_picture_is_a_jpeg_of_its_own() -> None:
    first, second = mosaic("a"), mosaic("b")
    assert (first, mosaic("a")) != (second, second)
    for picture in (first, second):
        assert picture.startswith(b"\xff\xd8\xff\xe0")
        assert picture.endswith(b"\xff\xd9")
        assert b"JFIF" in picture


# Encryption


@pytest.mark.parametrize("algorithm", ["RSA-OAEP", "RSA-OAEP-256", ""])
def test_answers_are_sealed_for_the_key_in_the_header(algorithm: str, account: PostidentSandbox, http: httpx.Client) -> None:
    (case_id,) = account.fill(1)
    for path in (f"/cases/{case_id}", f"/cases/{case_id}/status/full", "/cases", "/cases/status"):
        header, body = opened(http.get(path, headers=scr(account, alg=algorithm)).text)
        assert header["alg"] == (algorithm or "RSA-OAEP-256")
        assert case_id in json.dumps(body)
        assert body == http.get(path).json()


def test_the_key_has_to_be_vouched_for(account: PostidentSandbox, http: httpx.Client) -> None:
    wrong = base64.b64encode(b"0" * 32).decode()
    for headers in (scr(account, keyhash=wrong), scr(account, keyhash="")):
        answer = http.get("/cases", headers=headers)
        assert (answer.status_code, answer.content) == (401, b"")


def test_unusable_keys_and_algorithms(account: PostidentSandbox, http: httpx.Client) -> None:
    curve = ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    for headers in (
        scr(account, key="no base64"),
        scr(account, key=base64.b64encode(b"no key").decode()),
        scr(account, key=base64.b64encode(curve).decode()),
        scr(account, alg="RSA1_5"),
        scr(account, alg="dir"),
    ):
        assert http.get("/cases", headers=headers).status_code == 400


def test_where_encryption_is_mandatory_nothing_comes_in_clear(account: PostidentSandbox, http: httpx.Client) -> None:
    account.encryption = "mandatory"
    (case_id,) = account.fill(1)
    for path in (f"/cases/{case_id}", f"/cases/{case_id}/status", "/cases", "/cases/status/full"):
        answer = http.get(path)
        assert (answer.status_code, answer.content) == (400, b"")
        assert http.get(path, headers=scr(account)).status_code == 200


# HTTP


def test_login_client_id_and_content_type_are_needed(account: PostidentSandbox, http: httpx.Client) -> None:
    assert http.get("/cases", auth=("GK42.SCR", "wrong")).status_code == 401
    assert httpx.get(f"{account.base_url}/1234ABCD/cases", headers=JSON).status_code == 401
    stranger = str(http.base_url).replace("1234ABCD", "OTHER")
    assert http.get(f"{stranger}cases").status_code == 401
    assert httpx.get(f"{http.base_url}cases", auth=(account.login["username"], account.login["password"])).status_code == 400


def test_a_bare_plus_is_a_blank(http: httpx.Client) -> None:
    base = str(http.base_url)
    assert http.get(f"{base}cases?closedFrom=2016-12-27T00:00:00+02:00").status_code == 400
    assert http.get(f"{base}cases?closedFrom=2016-12-27T00:00:00%2B02:00").status_code == 200


def test_partial_delivery_and_archive(account: PostidentSandbox, http: httpx.Client) -> None:
    account.list_limit = 2
    ids = account.fill(3)
    first = http.get("/cases")
    assert ([case["caseId"] for case in first.json()], first.headers.get("X-PARTIAL-DELIVERY")) == (ids[:2], "true")
    assert [case["caseId"] for case in http.patch("/cases/archive", json=ids[:2]).json()] == ids[:2]
    assert http.patch("/cases/archive", json=ids[:2]).json() == []  # archived cases stay archived
    second = http.get("/cases")
    assert ([case["caseId"] for case in second.json()], second.headers.get("X-PARTIAL-DELIVERY")) == (ids[2:], None)
    account.forget()
    assert account.list_limit == 1000


def test_the_users_page_identifies_by_hand(http: httpx.Client) -> None:
    started = http.post("/cases", json={}).json()
    page = started["webStart"]["caseURL"]
    assert started["caseId"] in http.get(page).text
    form = {"caseId": started["caseId"], "method": "eid", "status": "incomplete", "subStatus": "", "reason": "613"}
    assert http.post(page, data=form, headers={"content-type": "application/x-www-form-urlencoded"}).status_code == 200
    found = http.get(f"/cases/{started['caseId']}").json()["primaryIdent"]["identificationStatus"]
    assert (found["status"], found["subStatus"]["code"], found["subStatusReason"]["code"]) == ("incomplete", 61, 613)
    urlencoded = {"content-type": "application/x-www-form-urlencoded"}
    assert http.post(page, data=form | {"caseId": "KRZ1A8M4UBZZ"}, headers=urlencoded).status_code == 404
    assert http.post(page, data=form | {"status": "coupon requested"}, headers=urlencoded).status_code == 409
    assert http.get(page.replace(started["caseId"], "<script>")).status_code == 404


def test_the_same_seed_gives_the_same_cases() -> None:
    def ids() -> list[str]:
        with Sandbox(seed=3) as sandbox:
            return sandbox.postident.fill(3)

    assert ids() == ids()


def test_reset_forgets_cases_and_settings(account: PostidentSandbox, http: httpx.Client) -> None:
    account.encryption, account.list_limit = "mandatory", 1
    account.fill(2)
    account.reset()
    assert http.get("/cases").json() == []


def test_durations() -> None:
    assert [seconds(text) for text in ("PT0S", "PT900S", "P150D", "P1DT1S")] == [0, 900, 150 * 86400, 86401]
    with pytest.raises(ValueError, match="P1M"):
        seconds("P1M")
