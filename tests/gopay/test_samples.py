"""Everything the document shows, read and sent as it shows it. One fixture for each state and each reason."""

import json
from base64 import b64encode
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from identkit.core import DecodeError, RequestInvalid
from identkit.core._lenient import decoder
from identkit.core.tokens import MemoryTokenStore, Tokens
from identkit.gopay import models
from identkit.gopay.models import DocumentType, IdentificationReason, IdentificationState, IdentificationStatus
from tests.gopay.conftest import Make

FIXTURES = Path(__file__).parents[1] / "fixtures" / "gopay"
STATUSES = sorted(path.stem for path in FIXTURES.glob("status_*.json"))
LOGIN = {"client_id": "777777777777", "client_secret": "AbAbAbAbAbA"}
FAR = 32_503_680_000.0  # the year 3000


def load(name: str) -> Any:
    return json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))


def read(gopay: Make, content: bytes) -> IdentificationStatus:
    store = MemoryTokenStore()
    store.swap("123", None, Tokens("123", "access", "refresh", FAR))
    answer = httpx.Response(200, content=content, headers={"content-type": "application/json"})

    def serve(_: httpx.Request) -> httpx.Response:
        return answer

    client = gopay(serve, **LOGIN, token_store=store)
    return client.identifications.get_status(123)


def fixture(gopay: Make, name: str) -> IdentificationStatus:
    return read(gopay, (FIXTURES / f"{name}.json").read_bytes())


@pytest.mark.parametrize("name", STATUSES)
def test_every_status_is_read(gopay: Make, name: str) -> None:
    status = fixture(gopay, name)
    assert status.client_profile_id == 123
    assert status.state == load(name)["state"]


def test_there_is_a_fixture_for_each_state_and_reason() -> None:
    found = [load(name) for name in STATUSES]
    assert {str(state) for state in IdentificationState} <= {status["state"] for status in found}
    assert {str(reason) for reason in IdentificationReason} <= {reason for status in found for reason in status.get("reasons", ()) or ()}


def test_the_documents_sample(gopay: Make) -> None:
    status = fixture(gopay, "status_denied_facematch")
    assert status.state is IdentificationState.NOT_IDENTIFIED
    assert status.reasons == [IdentificationReason.DENIED_FACEMATCH]
    assert status.date_started == datetime.fromisoformat("2018-07-19T10:00:02.423")
    assert status.date_last_change == datetime.fromisoformat("2018-07-22T10:00:02.423")
    assert status.subject_data is None
    assert status.identification_data is None


def test_collected_data_are_read_in_the_form_of_the_samples(gopay: Make) -> None:
    data = fixture(gopay, "status_identified").identification_data
    assert data is not None
    assert data.persons is not None
    person = data.persons[0]
    assert (person.first_name, person.last_name, person.date_of_birth, person.nationality) == ("Pavel", "Novák", date(1990, 6, 12), "CZE")
    assert person.face_match is not None
    assert person.face_match.verified is True
    assert person.ident_documents is not None
    document = person.ident_documents[0]
    assert (document.document_number, document.document_type) == ("123456", DocumentType.ID_CARD)
    assert document.expiry_date == datetime.fromisoformat("2018-02-15T17:10:44.760")
    assert str(document.expiry_date) == "2018-02-15 17:10:44.760000"  # no zone
    assert person.bank_accounts is not None
    account = person.bank_accounts[0]
    assert (account.prefix, account.account_number, account.bank_code, account.bic) == (None, "2174251001", "192", "CEKOCZPP")
    assert person.addresses is not None
    assert (person.addresses[0].street_number, person.addresses[0].postal_code) == ("22", "11000")
    assert data.bank_accounts == person.bank_accounts
    assert data.addresses == person.addresses
    assert data.additional_documents == person.additional_documents


def test_the_form_of_the_tables_gives_the_same(gopay: Make) -> None:
    """Singular names, single objects, quoted numbers, `nationality`, a colon before the milliseconds."""
    tables, samples = fixture(gopay, "status_as_the_tables_say"), fixture(gopay, "status_identified")
    assert tables.identification_data == samples.identification_data
    assert tables.date_started == samples.date_started
    assert tables.reasons is None


def test_one_reason_as_text_is_a_list_of_one(gopay: Make) -> None:
    assert fixture(gopay, "status_reason_as_text") == fixture(gopay, "status_denied_facematch")


def test_values_that_the_document_does_not_have_are_kept(gopay: Make) -> None:
    status = fixture(gopay, "status_unknown_values")
    assert (status.state, status.state.is_known) == ("UNDER_OBSERVATION", False)
    assert status.reasons == ["WAITING_OTHER"]
    assert status.subject_type == "TRUST"


@pytest.mark.parametrize("name", STATUSES)
def test_no_repr_shows_personal_data(gopay: Make, name: str) -> None:
    shown = repr(fixture(gopay, name))
    told = {"clientProfileId", "state", "reasons", "dateStarted", "dateLastChange", "subjectType"}
    data = {key: value for key, value in load(name).items() if key not in told}
    assert [value for value in _personal(data) if len(value) > 3 and value in shown] == []  # a house number stands in dates, too


def _personal(node: Any, key: str = "") -> Iterator[str]:
    match node:
        case {}:
            for name, value in node.items():
                yield from _personal(value, str(name))
        case [*values]:
            for value in values:
                yield from _personal(value, key)
        case _ if key not in {"state", "source", "documentType", "dateReceived", "dateVerified", "verified", "read"}:
            yield str(node)
        case _:
            pass


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("sample_subject_data", models.SubjectData),
        ("sample_identification_data", models.IdentificationData),
        ("sample_persons", list[models.Person]),
        ("sample_face_match", models.FaceMatch),
        ("sample_ident_documents", list[models.IdentDocument]),
        ("sample_bank_accounts", list[models.BankAccount]),
        ("sample_addresses", list[models.Address]),
        ("sample_additional_documents", list[models.AdditionalDocument]),
        ("prefill", models.Prefill),
    ],
)
def test_every_object_of_the_document_is_read_whole(name: str, kind: Any) -> None:
    content = (FIXTURES / f"{name}.json").read_bytes()
    found: Any = decoder(kind).decode(content)
    several = name.endswith("s")  # a list of them
    for one, sent in zip(found if several else [found], load(name) if several else [load(name)], strict=True):
        values = [getattr(one, field) for field in one.__struct_fields__]
        assert sum(value is not None for value in values) == sum(value != {} for value in sent.values())


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"state": "PENDING"}, "$"),
        ({"clientProfileId": 123}, "$"),
        ({"clientProfileId": "Pavel", "state": "PENDING"}, "$.clientProfileId"),
        ({"clientProfileId": 123, "state": "PENDING", "dateStarted": ["Pavel"]}, "$.dateStarted"),
        ({"clientProfileId": 123, "state": "PENDING", "subjectData": {"dateOfBirth": ["Pavel"]}}, "$.subjectData.dateOfBirth"),
        (
            {"clientProfileId": 123, "state": "PENDING", "identificationData": {"persons": [{"addresses": [{"street": ["Pavel"]}]}]}},
            "$.identificationData.persons[0].addresses[0].street",
        ),
    ],
)
def test_a_wrong_shape_names_the_place_and_not_the_value(gopay: Make, body: dict[str, Any], path: str) -> None:
    with pytest.raises(DecodeError) as wrong:
        read(gopay, json.dumps(body).encode())
    assert wrong.value.path == path
    assert "Pavel" not in f"{wrong.value}{wrong.value!r}"


def test_prefill_sends_what_the_document_shows(gopay: Make) -> None:
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        name = "application_token" if request.url.path == "/v1/auth/login/app" else "prefill"
        return httpx.Response(200, content=(FIXTURES / f"{name}.json").read_bytes(), headers={"content-type": "application/json"})

    prefill = gopay(answer, **LOGIN).clients.prefill(
        first_name="Jaroslav",
        last_name="Novák",
        email="jaroslav@novak.com",
        phone_number="+420777111222",
        address="Pekárenská 12, 37001 České Budějovice",
        domestic_bank_account="1108398027/3030",
        international_bank_account={"iban": "CZ6508000000192000145399", "bic": "KOMBCZPP"},
    )
    assert prefill.prefill_id == load("prefill")["prefillId"]
    login, call = sent
    assert (login.method, str(login.url)) == ("GET", "https://api.gopay.com/v1/auth/login/app")
    assert login.headers["authorization"] == "Basic " + b64encode(b"777777777777:AbAbAbAbAbA").decode()
    assert (call.method, str(call.url)) == ("POST", "https://api.gopay.com/v1/client/prefill-client-data")
    assert call.headers["authorization"] == f"Bearer {load('application_token')['accessToken']}"
    assert json.loads(call.content) == load("prefill_request")


@pytest.mark.parametrize(
    ("given", "refused", "warned"),
    [
        ({"email": "jaroslav@novak.com", "phone_number": "+420777111222"}, "", ""),
        ({"email": '"a b"@x'}, "", ""),
        ({"email": "jaroslav"}, "email", ""),  # "Valid e-mail address"
        ({"email": ""}, "email", ""),
        ({"international_bank_account": {"iban": "CZ6508000000192000145398"}}, "international_bank_account.iban", ""),
        ({"phone_number": "777111222"}, "", "phone_number"),  # "with country code": in which form is not said
        ({"phone_number": "00420 777 111 222"}, "", ""),
        ({"international_bank_account": {"bic": "KOMBCZ"}}, "", "international_bank_account.bic"),
        ({"international_bank_account": {"bic": "KOMBCZPPXXX"}}, "", ""),
    ],
)
def test_the_limits_of_prefill(gopay: Make, given: dict[str, Any], refused: str, warned: str, caplog: pytest.LogCaptureFixture) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=load("application_token" if request.url.path == "/v1/auth/login/app" else "prefill"))

    client = gopay(answer, **LOGIN)
    if refused:
        with pytest.raises(RequestInvalid) as wrong:
            client.clients.prefill(**given)
        assert wrong.value.errors.keys() == wrong.value.in_language("de").keys() == {refused}
    else:
        client.clients.prefill(**given)
    assert [message.split(": ")[1] for message in caplog.messages] == [warned] * bool(warned)
