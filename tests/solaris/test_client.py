"""What the client does on its own: tokens, doubtful endings, retries, errors, settings, and what it never shows."""

import asyncio
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from identkit.core import (
    AmbiguousOutcome,
    ApiError,
    BadRequest,
    ConfigurationError,
    ConnectionFailed,
    Forbidden,
    NotFound,
    RateLimited,
    ServerError,
    Unauthorized,
    UnprocessableEntity,
)
from identkit.core._received.reasons import ReasonTable
from identkit.sandbox import Sandbox
from identkit.solaris import AsyncSolaris, Solaris
from identkit.solaris.models import ErrorList
from identkit.solaris.reasons import API_ERROR_REASONS, BANKIDENT_REASONS
from tests.solaris.conftest import LOGIN, Bench, Make

CROWD = 100


def errors(*codes: str, status: int = 400) -> dict[str, Any]:
    return {"errors": [{"id": "e", "status": status, "code": code, "title": "t", "detail": "CANARY-DETAIL"} for code in codes]}


class Wire:
    """Answers tokens, and everything else as told."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.sent: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth2/token":
            return httpx.Response(
                200, json={"access_token": "CANARY-TOKEN", "expires_in": 3599, "scope": "partners", "token_type": "bearer"}
            )
        self.sent.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        headers = {name: value for name, value in answer.headers.items() if name != "content-length"}
        return httpx.Response(answer.status_code, content=answer.content, headers=headers)  # one that was sent is used up


# Tokens


def test_a_crowd_of_threads_asks_once_for_a_token(identkit_sandbox: Sandbox) -> None:
    provider = identkit_sandbox.solaris
    with Solaris(**provider.credentials) as client:
        person = client.persons.create(first_name="Jane")
        identkit_sandbox.clock.advance(hours=2)  # the token has expired
        provider.requests.clear()
        together = threading.Barrier(CROWD)

        def get(_: int) -> str:
            together.wait()
            return client.persons.get(person.id).id

        with ThreadPoolExecutor(CROWD) as crowd:
            assert set(crowd.map(get, range(CROWD))) == {person.id}
    assert sum(served.operation == "tokens.create" for served in provider.requests) == 1
    assert sum(served.operation == "persons.get" and served.status == 200 for served in provider.requests) == CROWD


async def test_a_crowd_of_tasks_asks_once_for_a_token(identkit_sandbox: Sandbox) -> None:
    provider = identkit_sandbox.solaris
    async with AsyncSolaris(**provider.credentials) as client:
        person = await client.persons.create(first_name="Jane")
        await asyncio.to_thread(identkit_sandbox.clock.advance, hours=2)
        provider.requests.clear()
        found = await asyncio.gather(*(client.persons.get(person.id) for _ in range(CROWD)))
    assert {each.id for each in found} == {person.id}
    assert sum(served.operation == "tokens.create" for served in provider.requests) == 1
    assert sum(served.operation == "persons.get" and served.status == 200 for served in provider.requests) == CROWD


def test_a_token_is_used_until_shortly_before_it_expires(bench: Bench) -> None:
    person = bench.person()
    bench.sandbox.clock.advance(minutes=55)
    bench.client.persons.get(person.id)
    assert bench.calls("tokens.create") == 1
    bench.sandbox.clock.advance(seconds=299)
    bench.client.persons.get(person.id)
    assert (bench.calls("tokens.create"), bench.calls("persons.get")) == (2, 2)


def test_a_withdrawn_token_is_replaced_once(bench: Bench) -> None:
    person = bench.person()
    bench.provider.revoke_tokens()
    assert bench.client.persons.get(person.id) == person
    assert bench.calls("tokens.create") == 2


def test_a_post_after_a_withdrawn_token_is_sent_again(bench: Bench) -> None:
    bench.person()
    bench.provider.revoke_tokens()
    bench.person()
    assert len(bench.provider.store.persons) == 2


def test_a_401_that_stays_is_an_error(solaris: Make) -> None:
    wire = Wire(httpx.Response(200, json={"id": "1cper"}), httpx.Response(401, json=errors("invalid_token", status=401)))
    client = solaris(wire, **LOGIN)
    client.persons.get("1cper")
    with pytest.raises(Unauthorized) as refused:
        client.persons.get("1cper")
    assert refused.value.code == "invalid_token"
    assert len(wire.sent) == 3  # the second with the token in use, the third with a new one


def test_wrong_credentials(solaris: Make, identkit_sandbox: Sandbox) -> None:
    client = solaris(**identkit_sandbox.solaris.credentials | {"client_secret": "CANARY-WRONG"})
    with pytest.raises(ApiError) as refused:
        client.persons.create(first_name="Jane")
    assert refused.value.status_code == 401
    assert "CANARY" not in f"{refused.value}{refused.value!r}{client!r}"


def test_tokens_come_from_the_auth_host_of_the_environment(solaris: Make) -> None:
    hosts: list[tuple[str, str]] = []

    def answer(request: httpx.Request) -> httpx.Response:
        hosts.append((request.url.host, request.url.path))
        if request.url.path == "/oauth2/token":
            assert request.content == b"grant_type=client_credentials&scope=partners"
            assert request.headers["authorization"].startswith("Basic ")
            return httpx.Response(200, json={"access_token": "t", "expires_in": 3599})
        return httpx.Response(200, json={"id": "1cper"})

    for environment, domain in (("production", "solarisbank.de"), ("sandbox", "solaris-sandbox.de")):
        hosts.clear()
        solaris(answer, **LOGIN, environment=environment).persons.get("1cper")
        assert hosts == [(f"auth.{domain}", "/oauth2/token"), (f"api.{domain}", "/v1/persons/1cper")]


# Doubtful endings and retries

Call = Callable[[Solaris], Any]
ONCE: dict[str, Call] = {
    "persons.create": lambda client: client.persons.create(first_name="Jane"),
    "persons.update": lambda client: client.persons.update("1cper", title="Dr."),
    "mobile_numbers.create": lambda client: client.mobile_numbers.create("1cper", number="+15550101"),
    "mobile_numbers.authorize": lambda client: client.mobile_numbers.authorize("1cper", number="+15550101"),
    "mobile_numbers.confirm": lambda client: client.mobile_numbers.confirm("1cper", number="+15550101", token="212212"),
    "mobile_numbers.delete": lambda client: client.mobile_numbers.delete("1cper", number="+15550101"),
    "identifications.create": lambda client: client.identifications.create("1cper", method="idnow", reference="r1"),
    "identifications.request": lambda client: client.identifications.request("1cper", "1cidt"),
    "identifications.authorize": lambda client: client.identifications.authorize("1cper", "1cidt"),
    "identifications.confirm": lambda client: client.identifications.confirm("1cper", "1cidt", token="212212"),
    "identification_sessions.create": lambda client: client.identification_sessions.create(
        "1cper", callback_url="https://partner.example", identification_methods=["bank"]
    ),
    "webhooks.create": lambda client: client.webhooks.create(event_type="IDENTIFICATION", url="https://partner.example"),
}
AGAIN: dict[str, Call] = {
    "persons.get": lambda client: client.persons.get("1cper"),
    "mobile_numbers.get": lambda client: client.mobile_numbers.get("1cper"),
    "identifications.get": lambda client: client.identifications.get("1cper", "1cidt"),
    "identifications.list": lambda client: client.identifications.list("1cper"),
    "identifications.supported_documents": lambda client: client.identifications.supported_documents("1cper", "1cidt"),
    "identifications.check_eligibility": lambda client: client.identifications.check_eligibility("1cper", method="bank"),
    "identification_sessions.get": lambda client: client.identification_sessions.get("1cper", "1ises"),
    "ibans.lookup": lambda client: client.ibans.lookup(iban="DE89370400440532013000"),
    "documents.list": lambda client: client.documents.list("1cper"),
    "documents.get": lambda client: client.documents.get("1cper", "1cdoc"),
    "documents.download": lambda client: client.documents.download("1cper", "1cdoc"),
    "webhooks.list": lambda client: client.webhooks.list(),
    "webhooks.get": lambda client: client.webhooks.get("1"),
    "webhooks.delete": lambda client: client.webhooks.delete("1"),
}


def test_every_operation_is_in_one_of_the_tables(bench: Bench) -> None:
    assert ONCE.keys() | AGAIN.keys() | {"tokens.create"} == bench.provider.context.spec.operations.keys()


@pytest.mark.parametrize("name", ONCE)
@pytest.mark.parametrize("ending", [httpx.ReadTimeout("slow"), httpx.RemoteProtocolError("cut")])
def test_what_must_not_happen_twice_is_not_sent_twice(solaris: Make, name: str, ending: Exception) -> None:
    wire = Wire(ending)
    with pytest.raises(AmbiguousOutcome) as doubtful:
        ONCE[name](solaris(wire, **LOGIN))
    assert len(wire.sent) == 1
    assert doubtful.value.operation == name


@pytest.mark.parametrize("name", ONCE)
@pytest.mark.parametrize(("status", "error"), [(503, ServerError), (429, RateLimited)])
def test_nor_after_an_answer(solaris: Make, name: str, status: int, error: type[ApiError]) -> None:
    wire = Wire(httpx.Response(status, headers={"retry-after": "1"}))
    with pytest.raises(error):
        ONCE[name](solaris(wire, **LOGIN))
    assert len(wire.sent) == 1


def test_a_doubtful_ending_says_what_to_look_for(solaris: Make) -> None:
    with pytest.raises(AmbiguousOutcome) as doubtful:
        ONCE["identifications.create"](solaris(Wire(httpx.ReadTimeout("slow")), **LOGIN))
    assert doubtful.value.carries == {"method": "idnow", "reference": "r1"}


def test_a_request_that_never_left_is_no_doubt(solaris: Make) -> None:
    with pytest.raises(ConnectionFailed):
        ONCE["persons.create"](solaris(Wire(httpx.ConnectError("refused")), **LOGIN))


def test_the_sandbox_carried_it_out(bench: Bench) -> None:
    bench.provider.faults.add(cut="unanswered", times=1, match="persons.create")
    with pytest.raises(AmbiguousOutcome):
        bench.client.persons.create(first_name="Jane")
    assert len(bench.provider.store.persons) == 1


@pytest.mark.parametrize("name", AGAIN)
def test_what_may_be_repeated_is(solaris: Make, identkit_sandbox: Sandbox, name: str) -> None:
    wire = Wire(httpx.Response(503), httpx.ReadTimeout("slow"), httpx.Response(404, json=errors("model_not_found", status=404)))
    with pytest.raises(NotFound):
        AGAIN[name](solaris(wire, **LOGIN, clock=identkit_sandbox.clock))
    assert len(wire.sent) == 3


def test_retry_after_is_kept(bench: Bench) -> None:
    person = bench.person()
    begun = bench.sandbox.clock.now()
    bench.provider.faults.add(retry_after=7, times=2, match="persons.get")
    assert bench.client.persons.get(person.id) == person
    assert bench.sandbox.clock.now() - begun >= 14


def test_a_limit_that_stays_is_an_error(bench: Bench) -> None:
    person = bench.person()
    bench.provider.faults.add(retry_after=7, times=None, match="persons.get")
    with pytest.raises(RateLimited) as refused:
        bench.client.persons.get(person.id)
    assert refused.value.retry_after == 7


# Errors


@pytest.mark.parametrize(
    ("written", "code"), [("joint_account", "JOINT_ACCOUNT"), ("Expired", "EXPIRED"), ("JOINT_ACCOUNT", "JOINT_ACCOUNT")]
)
def test_codes_match_whatever_their_case(solaris: Make, written: str, code: str) -> None:
    with pytest.raises(ApiError) as refused:
        solaris(Wire(httpx.Response(412, json=errors(written, status=412))), **LOGIN).persons.get("1cper")
    reason = refused.value.reason
    assert reason is not None
    assert (reason.code, reason) == (code, BANKIDENT_REASONS.get(code))


def test_both_spellings_of_the_authorized_holder() -> None:
    wrong, right = (BANKIDENT_REASONS.for_code(f"access_by_{spelt}_holder") for spelt in ("athorized", "authorized"))
    assert (wrong.text, wrong.customer_texts, wrong.action) == (right.text, right.customer_texts, right.action)
    assert "not the account holder" in wrong.text


def test_codes_of_the_api_are_explained_too(solaris: Make) -> None:
    with pytest.raises(NotFound) as refused:
        solaris(Wire(httpx.Response(404, json=errors("model_not_found", status=404))), **LOGIN).persons.get("1cper")
    assert refused.value.reason == API_ERROR_REASONS.get("model_not_found")
    assert refused.value.reason is not None


@pytest.mark.parametrize(
    ("code", "status", "table"),
    [
        ("invalid_model", 400, API_ERROR_REASONS),
        ("invalid_model", 412, BANKIDENT_REASONS),
        ("INVALID_MODEL", 412, BANKIDENT_REASONS),
        ("generic_error", 412, BANKIDENT_REASONS),
        ("EXPIRED", 409, BANKIDENT_REASONS),
    ],
)
def test_a_code_of_both_tables_is_explained_as_its_status_says(solaris: Make, code: str, status: int, table: ReasonTable) -> None:
    with pytest.raises(ApiError) as refused:
        solaris(Wire(httpx.Response(status, json=errors(code, status=status))), **LOGIN).persons.get("1cper")
    assert refused.value.reason is table.get(code)


def test_an_error_with_a_status_that_is_not_described_is_typed_too(solaris: Make) -> None:
    with pytest.raises(UnprocessableEntity) as refused:
        solaris(Wire(httpx.Response(422, json=errors("validation_error", status=422))), **LOGIN).persons.get("1cper")
    assert [error.code for error in refused.value.body.errors] == ["validation_error"]


def test_several_errors_are_kept(solaris: Make) -> None:
    wire = Wire(httpx.Response(400, json=errors("validation_error", "type_error"), headers={"x-request-id": "r-1"}))
    with pytest.raises(BadRequest) as refused:
        solaris(wire, **LOGIN).persons.create(first_name="Jane", last_name="CANARY-DETAIL")
    assert isinstance(refused.value.body, ErrorList)
    assert [error.code for error in refused.value.body.errors or []] == ["validation_error", "type_error"]
    assert refused.value.codes == ("validation_error", "type_error")
    assert (refused.value.code, refused.value.request_id) == ("validation_error", "r-1")
    assert "CANARY" not in f"{refused.value}{refused.value!r}{refused.value.body!r}"
    assert refused.value.body.errors is not None
    assert refused.value.body.errors[0].detail == "CANARY-DETAIL"


@pytest.mark.parametrize(
    "content", [b"", b"<html>CANARY</html>", b"[]", b'{"errors":[]}', b'{"errors":null}', b'{"errors":[{"status":"403","code":null}]}']
)
def test_other_error_bodies_do_no_harm(solaris: Make, content: bytes) -> None:
    with pytest.raises(Forbidden) as refused:
        solaris(Wire(httpx.Response(403, content=content)), **LOGIN).persons.get("1cper")
    assert (refused.value.code, refused.value.reason) == (None, None)
    assert "CANARY" not in f"{refused.value}{refused.value!r}"


def test_the_status_of_an_error_may_be_text(solaris: Make) -> None:
    body = {"errors": [{"id": "e", "status": "403", "code": "unauthorized_action"}]}
    with pytest.raises(Forbidden) as refused:
        solaris(Wire(httpx.Response(403, json=body)), **LOGIN).persons.get("1cper")
    assert refused.value.body.errors[0].status == 403


def test_an_error_may_come_without_the_list(solaris: Make) -> None:
    body = {"id": "e", "status": "403", "code": "UNAUTHORIZED_ACTION", "title": "t", "detail": "d"}
    with pytest.raises(Forbidden) as refused:
        solaris(Wire(httpx.Response(403, json=body)), **LOGIN).persons.get("1cper")
    assert refused.value.code == "UNAUTHORIZED_ACTION"
    assert refused.value.reason is API_ERROR_REASONS.get("unauthorized_action")


def test_a_server_error_that_stays(solaris: Make, identkit_sandbox: Sandbox) -> None:
    wire = Wire(httpx.Response(500, json=errors("generic_error", status=500)))
    with pytest.raises(ServerError) as refused:
        solaris(wire, **LOGIN, clock=identkit_sandbox.clock).persons.get("1cper")
    assert refused.value.code == "generic_error"


# Settings and secrets


def test_credentials_may_come_from_the_environment(solaris: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigurationError, match="client_id"):
        solaris()
    monkeypatch.setenv("SOLARIS_CLIENT_ID", "partner")
    with pytest.raises(ConfigurationError, match="client_secret"):
        solaris()
    monkeypatch.setenv("SOLARIS_CLIENT_SECRET", "CANARY-SECRET")
    assert "CANARY" not in repr(solaris())


def test_no_secret_is_shown(solaris: Make, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "identkit")
    client = solaris(Wire(httpx.Response(200, json={"id": "1cper", "first_name": "CANARY-NAME"})), **LOGIN)
    person = client.persons.create(first_name="CANARY-NAME")
    assert person.first_name == "CANARY-NAME"
    assert "CANARY" not in f"{client!r}{person!r}{caplog.text}"


def test_the_login_of_the_sandbox_is_all_it_takes(bench: Bench) -> None:
    assert bench.provider.credentials.keys() == {"base_url", "auth_url", "client_id", "client_secret", "clock"}
    assert json.loads(json.dumps(dict(bench.provider.login)))
