"""Every request and response sample of both documents, sent and read by a client call."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from identkit.core import BadRequest
from identkit.sandbox import SandboxClock
from identkit.solaris import Solaris
from identkit.solaris.models import ErrorList
from tests.solaris.conftest import LOGIN, Make

FIXTURES = Path(__file__).parents[1] / "fixtures" / "solaris"
PERSON_ID, IDENT_ID, SESSION_ID = (
    "7cf09c3c5547b974a664201f24b454eecper",
    "6dc54352d6793a892e0702850d07b831cidt",
    "acdede097f821bd8037465d691f69506ises",
)
PERSON, IDENT, SESSION = (
    f"/v1/persons/{PERSON_ID}",
    f"/v1/persons/{PERSON_ID}/identifications/{IDENT_ID}",
    f"/v1/persons/{PERSON_ID}/identification_sessions/{SESSION_ID}",
)

# request sample -> path of the POST, the call that sends it
REQUESTS: dict[str, tuple[str, str]] = {
    "request_person_jane_doe": ("/v1/persons", "persons.create"),
    "request_person_happypath": ("/v1/persons", "persons.create"),
    "request_person_leander_zierfisch": ("/v1/persons", "persons.create"),
    "request_identification_idnow_with_proof_of_address": (f"{PERSON}/identifications", "identifications.create"),
    "request_identification_idnow": (f"{PERSON}/identifications", "identifications.create"),
    "request_identification_bank": (f"{PERSON}/identifications", "identifications.create"),
    "request_mobile_number_create": (f"{PERSON}/mobile_number", "mobile_numbers.create"),
    "request_mobile_number_authorize": (f"{PERSON}/mobile_number/authorize", "mobile_numbers.authorize"),
    "request_mobile_number_confirm": (f"{PERSON}/mobile_number/confirm", "mobile_numbers.confirm"),
    "request_eligibility_check": (f"{PERSON}/identification_eligibility_checks", "identifications.check_eligibility"),
    "request_identification_session": (f"{PERSON}/identification_sessions", "identification_sessions.create"),
}
ANSWER_TO = {
    "request_person": "person_jane_doe",
    "request_identification_session": "identification_session_created",
    "request_identification": "identification_idnow_created",
    "request_mobile_number": "mobile_number_created",
    "request_eligibility_check": "eligibility_check_eligible",
}


def load(name: str) -> Any:
    return json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))


def id_of(name: str) -> str:
    return str(load(name)["id"])


def ident(name: str) -> str:
    return f"{PERSON}/identifications/{id_of(name)}"


# response sample -> the method and path of the guide, the call that is answered with it
ANSWERS: dict[str, tuple[str, str, Callable[[Solaris], Any]]] = {
    "person_jane_doe": ("POST", "/v1/persons", lambda client: client.persons.create(first_name="Jane")),
    "person_happypath": ("POST", "/v1/persons", lambda client: client.persons.create(first_name="X-MANUALTEST-HAPPYPATH")),
    "identification_idnow_created": (
        "POST",
        f"{PERSON}/identifications",
        lambda client: client.identifications.create(PERSON_ID, method="idnow"),
    ),
    "identification_happypath_created": (
        "POST",
        f"{PERSON}/identifications",
        lambda client: client.identifications.create(PERSON_ID, method="idnow"),
    ),
    "identification_idnow_pending": (
        "PATCH",
        ident("identification_idnow_pending") + "/request",
        lambda client: client.identifications.request(PERSON_ID, id_of("identification_idnow_pending")),
    ),
    "identification_happypath_pending": (
        "PATCH",
        ident("identification_happypath_pending") + "/request",
        lambda client: client.identifications.request(PERSON_ID, id_of("identification_happypath_pending")),
    ),
    "identification_bank_pending": (
        "PATCH",
        ident("identification_bank_pending") + "/request",
        lambda client: client.identifications.request(PERSON_ID, id_of("identification_bank_pending")),
    ),
    "identification_idnow_successful": (
        "GET",
        ident("identification_idnow_successful"),
        lambda client: client.identifications.get(PERSON_ID, id_of("identification_idnow_successful"), include_documents=True),
    ),
    "identification_bank_successful": (
        "GET",
        ident("identification_bank_successful"),
        lambda client: client.identifications.get(PERSON_ID, id_of("identification_bank_successful")),
    ),
    "identifications_happypath_successful": ("GET", f"{PERSON}/identifications", lambda client: client.identifications.list(PERSON_ID)),
    "identification_bank_confirmation_required": (
        "PATCH",
        ident("identification_bank_confirmation_required") + "/authorize",
        lambda client: client.identifications.authorize(PERSON_ID, id_of("identification_bank_confirmation_required")),
    ),
    "identification_bank_confirmed": (
        "PATCH",
        ident("identification_bank_confirmed") + "/confirm",
        lambda client: client.identifications.confirm(PERSON_ID, id_of("identification_bank_confirmed"), token="212212"),
    ),
    "mobile_number_created": (
        "POST",
        f"{PERSON}/mobile_number",
        lambda client: client.mobile_numbers.create(PERSON_ID, number="+15550101"),
    ),
    "mobile_number_authorized": (
        "POST",
        f"{PERSON}/mobile_number/authorize",
        lambda client: client.mobile_numbers.authorize(PERSON_ID, number="+15550101"),
    ),
    "mobile_number_confirmed": (
        "POST",
        f"{PERSON}/mobile_number/confirm",
        lambda client: client.mobile_numbers.confirm(PERSON_ID, number="+15550101", token="212212"),
    ),
    "eligibility_check_eligible": (
        "POST",
        f"{PERSON}/identification_eligibility_checks",
        lambda client: client.identifications.check_eligibility(PERSON_ID, method="bank"),
    ),
    "identification_session_created": (
        "POST",
        f"{PERSON}/identification_sessions",
        lambda client: client.identification_sessions.create(
            PERSON_ID, callback_url="https://www.callbackurl.com", identification_methods=["bank"]
        ),
    ),
    "identification_session_retrieved": ("GET", SESSION, lambda client: client.identification_sessions.get(PERSON_ID, SESSION_ID)),
}


class Wire:
    """Answers every call with one body, and keeps what was sent."""

    def __init__(self, body: Any, status: int = 200) -> None:
        self.sent: list[httpx.Request] = []
        self._body, self._status = body, status

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth2/token":
            return httpx.Response(
                200, json={"access_token": "CANARY-TOKEN", "expires_in": 3599, "scope": "partners", "token_type": "bearer"}
            )
        self.sent.append(request)
        return httpx.Response(self._status, json=self._body)


def client_at(solaris: Make, wire: Wire) -> Solaris:
    """A client in the summer of 2022, when the samples were made."""
    return solaris(wire, **LOGIN, clock=SandboxClock(datetime(2022, 7, 14, tzinfo=UTC)))


def without_nulls(value: Any) -> Any:
    """A body without what says nothing: nulls, and zero milliseconds of times."""
    match value:
        case {}:
            named: Mapping[str, Any] = value
            return {key: without_nulls(inner) for key, inner in named.items() if inner is not None}
        case [*items]:
            return [without_nulls(inner) for inner in items]
        case str() if value.endswith(".000Z"):
            return value.removesuffix(".000Z") + "Z"
        case _:
            return value


def test_every_sample_is_here() -> None:
    samples = {path.stem for path in FIXTURES.glob("*.json")}
    assert samples == REQUESTS.keys() | ANSWERS.keys() | {"error_residency_country"}


def test_the_spec_shows_the_same_samples(solaris: Make) -> None:
    document = json.loads((Path(__file__).parents[2] / "generated/identkit/solaris/openapi.json").read_text("utf-8"))
    shown = {name: example["value"] for name, example in document["components"]["examples"].items()}
    assert shown == {path.stem: load(path.stem) for path in FIXTURES.glob("*.json")}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_response_sample_is_read_whole(solaris: Make, name: str) -> None:
    method, path, call = ANSWERS[name]
    wire = Wire(load(name))
    answer = call(client_at(solaris, wire))
    assert without_nulls(json.loads(msgspec.json.encode(answer))) == without_nulls(load(name))
    assert [(request.method, request.url.path) for request in wire.sent] == [(method, path)]
    assert wire.sent[0].headers["authorization"] == "Bearer CANARY-TOKEN"


@pytest.mark.parametrize("name", REQUESTS)
def test_a_request_sample_is_sent(solaris: Make, name: str) -> None:
    path, operation = REQUESTS[name]
    body = load(name)
    wire = Wire(next(load(found) for prefix, found in ANSWER_TO.items() if name.startswith(prefix)))
    resource, _, method = operation.partition(".")
    call: Callable[..., Any] = getattr(getattr(client_at(solaris, wire), resource), method)
    call(*(() if resource == "persons" else (PERSON_ID,)), **body)
    assert json.loads(wire.sent[0].content) == body
    assert (wire.sent[0].method, wire.sent[0].url.path) == ("POST", path)
    assert wire.sent[0].url.host == "api.solarisbank.de"


def test_calls_that_the_guide_shows_without_a_body_have_none(solaris: Make, caplog: pytest.LogCaptureFixture) -> None:
    wire = Wire(load("identification_bank_pending"))
    client = client_at(solaris, wire)
    client.identifications.request(PERSON_ID, id_of("identification_bank_pending"))
    client.identifications.authorize(PERSON_ID, id_of("identification_bank_pending"))
    assert caplog.messages == []
    client.identifications.confirm(PERSON_ID, id_of("identification_bank_pending"))  # though the password has to travel somewhere
    assert [request.content for request in wire.sent] == [b"", b"", b""]
    assert ["token: the one-time password is missing" in message for message in caplog.messages] == [True]


def test_include_documents_is_asked_for(solaris: Make) -> None:
    wire = Wire(load("identification_idnow_successful"))
    client_at(solaris, wire).identifications.get(PERSON_ID, IDENT_ID, include_documents=True)
    assert wire.sent[0].url.query == b"include_documents=true"


def test_the_error_sample_is_typed(solaris: Make) -> None:
    sample = load("error_residency_country")
    with pytest.raises(BadRequest) as refused:
        client_at(solaris, Wire(sample, 400)).persons.create(first_name="Jane")
    error = refused.value
    assert isinstance(error.body, ErrorList)
    assert json.loads(msgspec.json.encode(error.body)) == sample
    assert (error.code, error.status_code) == ("invalid_model", 400)
    assert "allowed" not in f"{error}{error!r}"
    assert "allowed residency country values" in repr(error.body)  # Solaris' own words, the only help there is


def test_a_person_can_have_nothing_but_an_id(solaris: Make) -> None:
    person = client_at(solaris, Wire({"id": PERSON_ID, "brand_new_field": 1})).persons.get(PERSON_ID)
    assert (person.id, person.first_name, person.address) == (PERSON_ID, None, None)


def test_both_forms_of_fatca_relevant_are_read(solaris: Make) -> None:
    read: list[bool | None] = [
        client_at(solaris, Wire({"id": PERSON_ID, "fatca_relevant": value})).persons.get(PERSON_ID).fatca_relevant
        for value in (True, "false", None)
    ]
    assert read == [True, False, None]


def test_the_status_code_of_the_provider_may_be_a_number(solaris: Make) -> None:
    body: Mapping[str, Any] = {"id": IDENT_ID, "status": "successful", "provider_status_code": 1001}
    assert client_at(solaris, Wire(body)).identifications.get(PERSON_ID, IDENT_ID).provider_status_code == "1001"


def test_a_new_status_is_kept(solaris: Make) -> None:
    found = client_at(solaris, Wire({"id": IDENT_ID, "status": "teleported"})).identifications.get(PERSON_ID, IDENT_ID)
    assert (found.status, found.status.is_known) == ("teleported", False)


@pytest.mark.parametrize("reply", [{"failure_reason": "x"}, {"reasons": ["x"]}])
def test_both_forms_of_an_eligibility_answer_are_read(solaris: Make, reply: dict[str, Any]) -> None:
    answer = client_at(solaris, Wire({"method": "bank", "eligible": False} | reply)).identifications.check_eligibility(
        PERSON_ID, method="bank"
    )
    assert (answer.failure_reason, answer.reasons) == (reply.get("failure_reason"), reply.get("reasons"))
