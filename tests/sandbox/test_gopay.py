"""The sandbox's GoPay, as any HTTP client sees it. How identkit's client gets on with it is in tests/gopay."""

from base64 import urlsafe_b64decode
from collections.abc import Iterator
from json import loads
from typing import Any

import httpx
import pytest
from attrs import frozen

from identkit.gopay.models import IdentificationReason, IdentificationState
from identkit.sandbox import Sandbox
from identkit.sandbox._engine.pdf import document
from identkit.sandbox.gopay import SCENARIOS, GoPaySandbox, visit

BACK = "https://shop.example/back?basket=7"


@frozen
class Subscriber:
    """A subscriber without a client library."""

    sandbox: Sandbox
    gopay: GoPaySandbox
    http: httpx.Client

    def consent_url(self, **changed: str | None) -> str:
        values = {
            "scopes[]": "perm.client.identification:read",
            "client_id": self.gopay.login["client_id"],
            "state": "s1",
            "redirect_uri": BACK,
        }
        query = {name: value for name, value in (values | changed).items() if value is not None}
        return str(httpx.URL(self.gopay.base_url + "/consent", params=query))

    def form(self, path: str, **fields: str) -> httpx.Response:
        login = {"client_id": self.gopay.login["client_id"], "client_secret": self.gopay.login["client_secret"]}
        return self.http.post(path, data=login | fields)

    def code(self, **fields: str) -> str:
        return httpx.URL(visit(self.consent_url(), accept=True, **fields)).params["code"]

    def tokens(self, **fields: str) -> dict[str, Any]:
        answer: dict[str, Any] = (
            self.form("/v1/auth/token", grant_type="authorization_code", code=self.code(**fields)).raise_for_status().json()
        )
        return answer

    def refresh(self, token: str) -> httpx.Response:
        return self.form("/v1/auth/token", grant_type="refresh_token", refresh_token=token)

    def application_token(self) -> str:
        login = httpx.BasicAuth(self.gopay.login["client_id"], self.gopay.login["client_secret"])
        return str(self.http.get("/v1/auth/login/app", auth=login).raise_for_status().json()["accessToken"])

    def get(self, call: str, profile: int, token: str, **query: str) -> httpx.Response:
        path = f"/v1/client/client-profile/{profile}/{call}"
        return self.http.get(path, params=query, headers={"Authorization": f"Bearer {token}"})

    def prefill(self, token: str, body: dict[str, Any]) -> httpx.Response:
        return self.http.post("/v1/client/prefill-client-data", json=body, headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def subscriber(identkit_sandbox: Sandbox) -> Iterator[Subscriber]:
    with httpx.Client(base_url=identkit_sandbox.gopay.base_url) as http:
        yield Subscriber(identkit_sandbox, identkit_sandbox.gopay, http)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_page_decides_how_an_identification_ends(subscriber: Subscriber, scenario: str) -> None:
    tokens = subscriber.tokens(scenario=scenario)
    status = subscriber.get("identification-status", tokens["clientProfileId"], tokens["accessToken"]).json()
    assert (status["state"], tuple(status.get("reasons", ()))) == SCENARIOS[scenario]


def test_every_state_and_reason_can_be_had() -> None:
    assert {state for state, _ in SCENARIOS.values()} == set(IdentificationState)
    assert {reason for _, reasons in SCENARIOS.values() for reason in reasons} == set(IdentificationReason)


def test_the_page_shows_prefilled_data_as_text(subscriber: Subscriber) -> None:
    data = {"firstName": '"><script>', "address": "Pekárenská 12", "internationalBankAccount": {"iban": "CZ6508000000192000145399"}}
    prefill_id = subscriber.prefill(subscriber.application_token(), data).json()["prefillId"]
    page = httpx.get(subscriber.consent_url(prefill_id=prefill_id))
    assert 'value="&quot;&gt;&lt;script&gt;"' in page.text
    assert 'value="Pekárenská 12"' in page.text
    assert 'value="CZ6508000000192000145399"' in page.text
    assert "<script" not in page.text
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_the_browser_comes_back_with_the_redirect_uris_own_query(subscriber: Subscriber) -> None:
    back = httpx.URL(visit(subscriber.consent_url()))
    assert dict(back.params) == {"basket": "7", "state": "s1", "code": back.params["code"]}


def test_without_a_redirect_uri_the_browser_ends_at_the_sandbox(subscriber: Subscriber) -> None:
    back = visit(subscriber.consent_url(redirect_uri=None))
    assert back.startswith(subscriber.gopay.base_url + "/consent/done?code=")
    assert httpx.get(back).status_code == 200


@pytest.mark.parametrize(
    ("url", "status"),
    [({"client_id": "1"}, 403), ({"client_id": None}, 403), ({"prefill_id": "x"}, 403), ({"redirect_uri": "javascript:alert(1)"}, 403)],
)
def test_the_page_says_no_to_strangers(subscriber: Subscriber, url: dict[str, str | None], status: int) -> None:
    with pytest.raises(httpx.HTTPStatusError) as refused:
        visit(subscriber.consent_url(**url))
    assert refused.value.response.status_code == status


def test_refusing_and_a_wrong_scope_come_back_as_errors(subscriber: Subscriber) -> None:
    refused = httpx.URL(visit(subscriber.consent_url(), accept=False)).params
    assert (refused["error"], refused["state"], "code" in refused) == ("access_denied", "s1", False)
    wrong = httpx.URL(visit(subscriber.consent_url(**{"scopes[]": "perm.payments"}))).params
    assert (wrong["error"], wrong["state"], "code" in wrong) == ("invalid_scope", "s1", False)


def test_the_same_login_is_the_same_profile(subscriber: Subscriber) -> None:
    profiles = [subscriber.tokens(email=email)["clientProfileId"] for email in ("a@example.com", "b@example.com", "a@example.com")]
    assert profiles == [123, 124, 123]


def test_a_code_is_good_once(subscriber: Subscriber) -> None:
    code = subscriber.code()
    answers = [subscriber.form("/v1/auth/token", grant_type="authorization_code", code=code).status_code for _ in range(2)]
    assert answers == [200, 404]


@pytest.mark.parametrize(("seconds", "status"), [(599, 200), (600, 404)])
def test_a_code_is_good_for_ten_minutes(subscriber: Subscriber, seconds: int, status: int) -> None:
    code = subscriber.code()
    subscriber.sandbox.clock.advance(seconds=seconds)
    assert subscriber.form("/v1/auth/token", grant_type="authorization_code", code=code).status_code == status


@pytest.mark.parametrize(("seconds", "status"), [(3599, 200), (3600, 403)])
def test_an_access_token_is_good_for_an_hour(subscriber: Subscriber, seconds: int, status: int) -> None:
    tokens = subscriber.tokens()
    subscriber.sandbox.clock.advance(seconds=seconds)
    assert subscriber.get("identification-status", tokens["clientProfileId"], tokens["accessToken"]).status_code == status


def test_a_refresh_token_is_good_once(subscriber: Subscriber) -> None:
    first = subscriber.tokens()
    second = subscriber.refresh(first["refreshToken"]).json()
    assert first.keys() == second.keys()
    assert not set(first.values()) & (set(second.values()) - {first["clientProfileId"]})
    assert subscriber.refresh(first["refreshToken"]).status_code == 404
    assert subscriber.get("identification-status", 123, second["accessToken"]).status_code == 200
    assert subscriber.refresh(second["refreshToken"]).status_code == 200


def test_tokens_look_like_gopays(subscriber: Subscriber) -> None:
    tokens = subscriber.tokens()
    access, refresh = (
        [loads(urlsafe_b64decode(part + "==")) for part in tokens[name].split(".")[:2]] for name in ("accessToken", "refreshToken")
    )
    assert access[0] == refresh[0] == {"kid": "default", "typ": "JWT", "alg": "RS256"}
    assert access[1].keys() == {"sub", "iss", "scopes", "exp", "jti"}
    assert access[1]["scopes"] == ["perm.client.identification", "http://client/clientprofile/123"]
    assert access[1]["exp"] == int(subscriber.sandbox.clock.now()) + 3600
    assert refresh[1].keys() == {"sub", "iss", "jti"}


def test_wrong_credentials(subscriber: Subscriber) -> None:
    assert subscriber.http.get("/v1/auth/login/app", auth=("777777777777", "wrong")).status_code == 403
    code = subscriber.code()
    assert subscriber.form("/v1/auth/token", grant_type="authorization_code", code=code, client_secret="wrong").status_code == 401
    assert subscriber.form("/v1/auth/token", grant_type="authorization_code", code=code).status_code == 200


def test_revocation_answers_as_documented(subscriber: Subscriber) -> None:
    tokens = subscriber.tokens()
    token = tokens["refreshToken"]
    assert subscriber.form("/v1/auth/revoke", token=token, client_secret="wrong").status_code == 401
    assert subscriber.form("/v1/auth/revoke").status_code == 409
    assert subscriber.form("/v1/auth/revoke", token=token).status_code == 200
    assert subscriber.form("/v1/auth/revoke", token=token).status_code == 404
    assert subscriber.refresh(token).status_code == 404
    assert subscriber.get("identification-status", 123, tokens["accessToken"]).status_code == 403
    assert subscriber.get("identification-pdf", 123, subscriber.application_token()).status_code == 403


def test_each_call_wants_its_own_token(subscriber: Subscriber) -> None:
    client, application = subscriber.tokens()["accessToken"], subscriber.application_token()
    assert subscriber.get("identification-status", 123, client).status_code == 200
    assert subscriber.get("identification-status", 123, application).status_code == 403
    assert subscriber.get("identification-status", 124, client).status_code == 403
    assert subscriber.get("identification-pdf", 123, client).status_code == 200
    assert subscriber.get("identification-pdf", 123, application).status_code == 200
    assert subscriber.get("identification-pdf", 124, application).status_code == 403
    assert subscriber.prefill(application, {}).status_code == 200
    assert subscriber.prefill(client, {}).status_code == 403
    assert subscriber.prefill(application, {"firstName": 7}).status_code == 409


def test_the_pdf_shows_the_state_of_the_day(subscriber: Subscriber) -> None:
    subscriber.tokens(scenario="pending")
    subscriber.sandbox.clock.advance(days=1)
    subscriber.gopay.identify(123, "fraud")
    token = subscriber.application_token()
    days = {
        day: subscriber.get("identification-pdf", 123, token, onDate=day)
        for day in ("2026-01-04", "2026-01-05", "2026-01-06", "2026-01-07")
    }
    assert [answer.status_code for answer in days.values()] == [404, 200, 200, 409]
    assert b"PENDING" in days["2026-01-05"].content
    assert b"DENIED_FRAUD" in days["2026-01-06"].content
    assert subscriber.get("identification-pdf", 123, token).content == days["2026-01-06"].content
    assert days["2026-01-06"].headers["content-type"] == "application/pdf"


def test_the_pdf_is_one() -> None:
    content = document(["(one) \\ line", "dvě"])
    start = int(content.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert content.startswith(b"%PDF-1.4\n")
    assert content[start:].startswith(b"xref\n0 6\n")
    offsets = [int(line[:10]) for line in content[start:].split(b"\n")[3:8]]
    assert all(content[offset:].startswith(b"%d 0 obj" % number) for number, offset in enumerate(offsets, start=1))
    assert rb"(\(one\) \\ line) Tj" in content


def test_the_same_seed_gives_the_same_tokens(subscriber: Subscriber) -> None:
    first = subscriber.tokens()
    subscriber.gopay.reset()
    assert subscriber.tokens() == first
