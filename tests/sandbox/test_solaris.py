"""The sandbox's Solaris, as any HTTP client sees it. How identkit's client gets on with it is in tests/solaris."""

import hmac
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx
import pytest
from attrs import define, field, frozen

from identkit.sandbox import Sandbox
from identkit.sandbox.solaris import SolarisSandbox
from identkit.sandbox.solaris.notices import signature

FORM = {"grant_type": "client_credentials", "scope": "partners"}


@frozen
class Partner:
    """A partner without a client library."""

    sandbox: Sandbox
    solaris: SolarisSandbox
    http: httpx.Client

    def token(self) -> str:
        login = (self.solaris.login["client_id"], self.solaris.login["client_secret"])
        return str(self.http.post("/oauth2/token", data=FORM, auth=login).raise_for_status().json()["access_token"])

    def call(self, method: str, path: str, body: Any = None) -> httpx.Response:
        return self.http.request(method, path, json=body, headers={"authorization": f"Bearer {self.token()}"})

    def person(self, **data: Any) -> str:
        return str(self.call("POST", "/v1/persons", {"first_name": "Jane", "last_name": "Doe"} | data).raise_for_status().json()["id"])


@pytest.fixture
def partner(identkit_sandbox: Sandbox) -> Iterator[Partner]:
    with httpx.Client(base_url=identkit_sandbox.solaris.base_url) as http:
        yield Partner(identkit_sandbox, identkit_sandbox.solaris, http)


def codes(answer: httpx.Response) -> list[str]:
    return [error["code"] for error in answer.json()["errors"]]


def test_a_token(partner: Partner) -> None:
    login = (partner.solaris.login["client_id"], partner.solaris.login["client_secret"])
    grant = partner.http.post("/oauth2/token", data=FORM, auth=login).json()
    assert (grant["expires_in"], grant["scope"], grant["token_type"]) == (3599, "partners", "bearer")
    assert partner.http.post("/oauth2/token", data=FORM, auth=("nobody", "x")).status_code == 401
    assert partner.http.post("/oauth2/token", data=FORM).status_code == 401
    assert partner.http.post("/oauth2/token", data=FORM | {"scope": "everything"}, auth=login).status_code == 400


@pytest.mark.parametrize(
    ("header", "code"),
    [({}, "token_required"), ({"authorization": "Bearer x"}, "invalid_token"), ({"authorization": "Basic eA=="}, "invalid_token")],
)
def test_no_token_no_answer(partner: Partner, header: dict[str, str], code: str) -> None:
    answer = partner.http.get("/v1/persons/1cper", headers=header)
    assert (answer.status_code, codes(answer)) == (401, [code])


def test_a_token_lives_for_an_hour(partner: Partner) -> None:
    header = {"authorization": f"Bearer {partner.token()}"}
    partner.sandbox.clock.advance(seconds=3598)
    assert partner.http.get("/v1/persons/1cper", headers=header).status_code == 404
    partner.sandbox.clock.advance(seconds=1)
    assert codes(partner.http.get("/v1/persons/1cper", headers=header)) == ["invalid_token"]


def test_every_wrong_field_is_told(partner: Partner) -> None:
    answer = partner.call("POST", "/v1/persons", {"first_name": " J", "nationality": "Germany", "birth_date": "yesterday"})
    assert answer.status_code == 400
    assert {error["source"]["field"] for error in answer.json()["errors"]} == {"first_name", "nationality", "birth_date"}
    assert len({error["id"] for error in answer.json()["errors"]}) == len(answer.json()["errors"])


def test_a_new_person_has_every_property_of_the_sample(partner: Partner) -> None:
    person = partner.call("POST", "/v1/persons", {"first_name": "Jane", "shoe_size": 38}).json()
    schemas = partner.solaris.context.spec.document["components"]["schemas"]
    assert person.keys() == schemas["Person"]["properties"].keys()
    assert person["address"] == dict.fromkeys(schemas["Address"]["properties"])


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/v1/persons/0cper", None),
        ("PATCH", "/v1/persons/0cper", {}),
        ("GET", "/v1/persons/0cper/identifications", None),
        ("GET", "/v1/persons/{person}/identifications/0cidt", None),
        ("PATCH", "/v1/persons/{person}/identifications/0cidt/request", None),
        ("PATCH", "/v1/persons/{person}/identifications/0cidt/confirm", {"token": "1"}),
        ("GET", "/v1/persons/{person}/identification_sessions/0ises", None),
        ("GET", "/v1/persons/{person}/documents/0cdoc", None),
        ("GET", "/v1/persons/{person}/mobile_number", None),
        ("GET", "/v1/webhooks/0", None),
        ("DELETE", "/v1/webhooks/0", None),
    ],
)
def test_what_is_not_there(partner: Partner, method: str, path: str, body: Any) -> None:
    answer = partner.call(method, path.format(person=partner.person()), body)
    assert (answer.status_code, codes(answer)) == (404, ["model_not_found"])


def test_rules_of_an_identification(partner: Partner) -> None:
    path = f"/v1/persons/{partner.person()}/identifications"
    wrong = {"method": "bank", "proof_of_address_type": "GAS_BILL", "proof_of_address_issued_at": "2025-07-04"}
    answer = partner.call("POST", path, wrong)
    assert {error["source"]["field"] for error in answer.json()["errors"]} == {"method", "proof_of_address_issued_at"}
    assert "bank takes an iban" in answer.text
    assert partner.call("POST", path, {"method": "handshake"}).status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "body", "told"),
    [
        ("POST", "/v1/persons", {"first_name": "a" * 51, "last_name": "b"}, "first_name is invalid (maxLength 50)"),
        ("POST", "/v1/persons", {"first_name": " a", "last_name": "b"}, "first_name must not begin with a blank"),
        ("POST", "/v1/persons", {"first_name": "a", "last_name": "\U0001f600"}, "last_name must not begin with a blank"),
        ("PATCH", "/v1/persons/{person}", {"employment_status": "FREELANCER"}, "employment_status"),
        ("PATCH", "/v1/persons/{person}", {"aml_confirmed_on": "2020-01-01"}, "aml_confirmed_on"),
        ("POST", "/v1/persons/{person}/mobile_number", {"number": "+98912345678"}, "number is a number of Iran or North Korea"),
    ],
)
def test_limits_of_the_documents_are_told_in_words(partner: Partner, method: str, path: str, body: Any, told: str) -> None:
    answer = partner.call(method, path.format(person=partner.person()), body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["detail"].startswith(told)


def test_the_page_of_a_video_identification_takes_the_documents_number_or_one_with_0(partner: Partner) -> None:
    for number, status in (("555", 409), ("0151 2345", 200), ("+15550101", 200)):
        case = partner.solaris.trigger("identification.pending") or ""
        page = partner.solaris.case(case).link or ""
        answer = httpx.post(page, data={"number": number, "ident_code": "123456"}, trust_env=False)
        assert (answer.status_code, partner.solaris.case(case).status) == (status, "successful" if status == 200 else "pending")


def test_a_session_is_walked_with_each_mocked_account(partner: Partner) -> None:
    person: Any = {
        "birth_date": "1978-07-15",
        "address": {"line_1": "BERLINER STR. 45", "postal_code": "14169", "city": "Berlin", "country": "DE"},
    }
    shown: dict[str, str | None] = {}
    for number, iban in enumerate(partner.solaris.context.spec.values("BankidentTestIban")):
        whose = partner.person(
            **person, first_name="Leander", last_name=f"Zierfisch-{chr(97 + number)}", mobile_number=f"+4915123456{number:02}"
        )
        body = {"callback_url": "https://www.callbackurl.com", "identification_methods": ["bank"]}
        session = partner.call("POST", f"/v1/persons/{whose}/identification_sessions", body).json()["id"]
        partner.solaris.take(session, iban)
        shown[iban[2:4]] = partner.solaris.case(session).reason
    assert shown == {
        "11": None,
        "43": None,
        "22": "MATCH_FOR_PERSON_DATA_NOT_FOUND",
        "33": "PREVIOUS_IDENT_NOT_FOUND",
        "44": "PERSON_ACCOUNT_MATCH_NOT_FOUND",
        "55": "joint_account",
        "66": "account_snapshot_failed",
        "77": None,
    }


def test_methods_of_other_documents_are_not_played(partner: Partner) -> None:
    person = partner.person()
    made = partner.call("POST", f"/v1/persons/{person}/identifications", {"method": "postident"}).json()
    answer = partner.call("PATCH", f"/v1/persons/{person}/identifications/{made['id']}/request")
    assert (answer.status_code, codes(answer)) == (400, ["bad_request"])


def test_a_callback_without_https(partner: Partner) -> None:
    body = {"callback_url": "http://www.callbackurl.com", "identification_methods": ["idnow"]}
    answer = partner.call("POST", f"/v1/persons/{partner.person()}/identification_sessions", body)
    assert (answer.status_code, answer.json()["errors"][0]["source"]["field"]) == (400, "callback_url")


def test_a_session_of_another_method_ends_at_once(partner: Partner) -> None:
    person = partner.person()
    body = {"callback_url": "https://www.callbackurl.com", "identification_methods": ["idnow"]}
    session = partner.call("POST", f"/v1/persons/{person}/identification_sessions", body).json()
    assert partner.solaris.complete_session(session["id"]) == ""
    assert partner.call("GET", f"/v1/persons/{person}/identification_sessions/{session['id']}").json()["status"] == "successful"


def test_the_same_seed_gives_the_same_identifiers() -> None:
    found: list[str] = []
    for _ in range(2):
        with Sandbox(seed=7) as sandbox, httpx.Client(base_url=sandbox.solaris.base_url) as http:
            found.append(Partner(sandbox, sandbox.solaris, http).person())
    assert found[0] == found[1]
    assert found[0].endswith("cper")
    assert len(found[0]) == 36


def test_reset_forgets(partner: Partner) -> None:
    person = partner.person()
    partner.solaris.reset()
    assert partner.call("GET", f"/v1/persons/{person}").status_code == 404


@pytest.mark.parametrize("name", ["complete", "transfer", "tan", "complete_session"])
def test_there_is_nobody_to_act(partner: Partner, name: str) -> None:
    with pytest.raises(LookupError):
        getattr(partner.solaris, name)("0")


@define
class _Mailbox:
    """Headers and bodies that arrived."""

    arrived: list[tuple[dict[str, str], bytes]] = field(factory=list[tuple[dict[str, str], bytes]])


@pytest.fixture
def mailbox() -> Iterator[tuple[str, _Mailbox]]:
    found = _Mailbox()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            found.arrived.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Nothing on the terminal."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", found
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_ping_and_a_signed_delivery(partner: Partner, mailbox: tuple[str, _Mailbox]) -> None:
    url, found = mailbox
    made = partner.call("POST", "/v1/webhooks", {"event_type": "PERSON_CHANGED", "url": url}).json()
    ping, body = found.arrived.pop()
    assert (ping["solaris-webhook-event-type"], body) == ("WEBHOOK-SUBSCRIPTION", b"")
    person = partner.person()
    partner.call("PATCH", f"/v1/persons/{person}", {"job_title": "Painter"})
    partner.sandbox.clock.advance()
    ((headers, body),) = found.arrived
    digest = hmac.new(made["secret"].encode(), body, "sha256").hexdigest()
    assert headers["solaris-webhook-signature"] == f"sha256={digest}" == signature(made["secret"], body)
    assert body == b"{}"
    assert (headers["solaris-entity-id"], headers["solaris-webhook-attempt"]) == (person, "1")
    assert headers["solaris-webhook-subscription-id"] == made["id"]
    assert headers["content-type"] == "application/json"
