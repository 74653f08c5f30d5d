"""A person's consent through the whole client: the page, the way back, the end. The kernel alone: tests/runtime."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import httpx
import pytest

from identkit.core import (
    AmbiguousOutcome,
    ApiError,
    ConnectionFailed,
    ConsentLost,
    ConsentRefused,
    DecodeError,
    NotFound,
    RequestInvalid,
    Unauthorized,
)
from identkit.core.status import Outcome, assess
from identkit.core.tokens import MemoryTokenStore
from identkit.gopay import GoPay
from identkit.sandbox import Sandbox
from identkit.sandbox.gopay import visit
from tests.gopay.conftest import Make

BACK = "https://shop.example/back"
SAMPLE = (
    "https://auth.gopay.com/consent?scopes[]=perm.client.identification:read&state=customer123&client_id=777777777777"
    "&redirect_uri=https%3A%2F%2Fcallback.odberatel-identity.cz&prefill_id=GhUhElzTqPmA5tUVJzO74SeMFt0Y3NEhpvQhbu5sTI8COWYqJFrdki"
)


def answer(client: GoPay, state: str = "s1", *, accept: bool = True, **fields: str) -> str:
    return visit(client.consent.url(redirect_uri=BACK, state=state), accept=accept, **fields)


def test_the_url_is_that_of_the_document(gopay: Make) -> None:
    client = gopay(client_id="777777777777", client_secret="AbAbAbAbAbA")
    sample = httpx.URL(SAMPLE)
    url = httpx.URL(
        client.consent.url(redirect_uri=sample.params["redirect_uri"], state=sample.params["state"], prefill_id=sample.params["prefill_id"])
    )
    assert (url.scheme, url.host, url.path) == (sample.scheme, sample.host, sample.path)
    assert dict(url.params) == dict(sample.params)
    assert "prefill_id" not in client.consent.url(redirect_uri=BACK, state="s1")


def test_the_whole_flow(gopay: Make, identkit_sandbox: Sandbox, tmp_path: Path) -> None:
    client = gopay(**identkit_sandbox.gopay.credentials)
    prefill = client.clients.prefill(
        first_name="Jaroslav", last_name="Novák", international_bank_account={"iban": "cz65 0800 0000 1920 0014 5399", "bic": "KOMBCZPP"}
    )
    back = visit(client.consent.url(redirect_uri=BACK, state="s1", prefill_id=prefill.prefill_id))
    grant = client.consent.complete(back, state="s1")
    status = client.identifications.get_status(grant.client_profile_id)
    assert status.subject_data is not None
    assert (status.subject_data.first_name, status.subject_data.last_name) == ("Jaroslav", "Novák")
    assert assess(status).outcome is Outcome.VERIFIED
    pdf = client.identifications.get_pdf(grant.client_profile_id)
    assert pdf.startswith(b"%PDF-")
    saved = client.identifications.get_pdf(grant.client_profile_id, on_date=date(2026, 1, 5), to=tmp_path / "one.pdf")
    assert (saved.path.read_bytes(), saved.content_type, saved.size) == (pdf, "application/pdf", len(pdf))
    assert oct(saved.path.stat().st_mode & 0o777) == "0o600"
    client.consent.revoke(grant.client_profile_id)
    with pytest.raises(ConsentLost):
        client.identifications.get_status(grant.client_profile_id)
    with pytest.raises(ApiError, match="403"):
        client.identifications.get_pdf(grant.client_profile_id)


@pytest.mark.parametrize("scope", [None, "perm.payments"])
def test_no_consent_has_the_documents_word_for_it(gopay: Make, identkit_sandbox: Sandbox, scope: str | None) -> None:
    client = gopay(**identkit_sandbox.gopay.credentials)
    url = client.consent.url(redirect_uri=BACK, state="s1")
    back = visit(url, accept=False) if scope is None else visit(str(httpx.URL(url).copy_set_param("scopes[]", scope)))
    with pytest.raises(ConsentRefused) as refused:
        client.consent.complete(back, state="s1")
    assert refused.value.error == ("access_denied" if scope is None else "invalid_scope")


def test_an_answer_to_another_session_is_not_used(gopay: Make, identkit_sandbox: Sandbox) -> None:
    client = gopay(**identkit_sandbox.gopay.credentials)
    back = answer(client, "s1")
    identkit_sandbox.gopay.requests.clear()
    with pytest.raises(ConsentRefused) as refused:
        client.consent.complete(back, state="s2")
    assert refused.value.error == "state_mismatch"
    assert identkit_sandbox.gopay.requests == []
    assert client.consent.complete(back, state="s1").client_profile_id == 123


def test_a_code_is_used_once(gopay: Make, identkit_sandbox: Sandbox) -> None:
    client = gopay(**identkit_sandbox.gopay.credentials)
    back = answer(client)
    client.consent.complete(back, state="s1")
    identkit_sandbox.gopay.requests.clear()
    with pytest.raises(ConsentRefused) as refused:
        client.consent.complete(back, state="s1")
    assert refused.value.error == "code_used"
    assert identkit_sandbox.gopay.requests == []
    with pytest.raises(NotFound):  # a client that does not know of it is told by the provider
        gopay(**identkit_sandbox.gopay.credentials).consent.complete(back, state="s1")


def test_an_old_code_is_refused(gopay: Make, identkit_sandbox: Sandbox) -> None:
    client = gopay(**identkit_sandbox.gopay.credentials)
    back = answer(client)
    identkit_sandbox.clock.advance(minutes=10)
    with pytest.raises(NotFound):
        client.consent.complete(back, state="s1")


def test_a_lost_answer_to_the_code_is_ambiguous(gopay: Make, identkit_sandbox: Sandbox) -> None:
    client = gopay(**identkit_sandbox.gopay.credentials)
    back = answer(client)
    identkit_sandbox.gopay.faults.add(cut="unanswered", match="tokens.client")
    with pytest.raises(AmbiguousOutcome) as lost:
        client.consent.complete(back, state="s1")
    assert httpx.URL(back).params["code"] not in f"{lost.value}{lost.value!r}"
    assert [line.operation for line in identkit_sandbox.gopay.requests].count("tokens.client") == 1
    assert client.consent.complete(answer(client), state="s1").client_profile_id == 123


@pytest.mark.parametrize(
    ("fault", "error", "kept"),
    [({"status": 401}, Unauthorized, True), ({"status": 409}, ApiError, True), ({"status": 404}, NotFound, False), ({}, None, False)],
)
def test_revocation_as_documented(
    gopay: Make, identkit_sandbox: Sandbox, fault: dict[str, int], error: type[Exception] | None, kept: bool
) -> None:
    store = MemoryTokenStore()
    client = gopay(**identkit_sandbox.gopay.credentials, token_store=store)
    profile = client.consent.complete(answer(client), state="s1").client_profile_id
    if error is None:
        client.consent.revoke(profile)
    else:
        identkit_sandbox.gopay.faults.add(status=fault["status"], match="consent.revoke")
        with pytest.raises(error):
            client.consent.revoke(profile)
    assert (store.load(str(profile)) is not None) == kept


def test_a_second_consent_replaces_the_first(gopay: Make, identkit_sandbox: Sandbox) -> None:
    store = MemoryTokenStore()
    client = gopay(**identkit_sandbox.gopay.credentials, token_store=store)
    profiles = [client.consent.complete(answer(client, email="one@example.com"), state="s1").client_profile_id for _ in range(2)]
    assert profiles == [123, 123]
    identkit_sandbox.clock.advance(minutes=61)
    assert client.identifications.get_status(123).client_profile_id == 123


@pytest.mark.parametrize(
    "arguments", [{"redirect_uri": "shop.example/back", "state": "s1"}, {"redirect_uri": BACK, "state": ""}], ids=["redirect_uri", "state"]
)
def test_an_unusable_url_is_not_made(gopay: Make, arguments: dict[str, str]) -> None:
    with pytest.raises(RequestInvalid):
        gopay(client_id="777777777777", client_secret="AbAbAbAbAbA").consent.url(**arguments)


@pytest.mark.parametrize("content_type", ["text/html", "application/json", "text/plain"])
def test_what_is_no_pdf_is_not_saved_as_one(gopay: Make, tmp_path: Path, content_type: str) -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/auth/login/app":
            return httpx.Response(200, json={"accessToken": "application"})
        return httpx.Response(200, content=b"sorry", headers={"content-type": content_type})

    client = gopay(serve, client_id="777777777777", client_secret="AbAbAbAbAbA")
    with pytest.raises(DecodeError, match="application/pdf"):
        client.identifications.get_pdf(123)
    with pytest.raises(DecodeError, match="application/pdf"):
        client.identifications.get_pdf(123, to=tmp_path / "one.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_broken_download_leaves_the_old_file(gopay: Make, identkit_sandbox: Sandbox, tmp_path: Path) -> None:
    client = gopay(**identkit_sandbox.gopay.credentials)
    profile = client.consent.complete(answer(client), state="s1").client_profile_id
    path = tmp_path / "one.pdf"
    path.write_text("old")
    identkit_sandbox.gopay.faults.add(cut=True, times=None, match="identifications.get_pdf")
    with pytest.raises(ConnectionFailed):
        client.identifications.get_pdf(profile, to=path)
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["one.pdf"]
    identkit_sandbox.gopay.faults.clear()
    assert client.identifications.get_pdf(profile, to=path).size == path.stat().st_size


def test_a_response_has_the_envelope(gopay: Make, identkit_sandbox: Sandbox) -> None:
    client = gopay(**identkit_sandbox.gopay.credentials)
    profile = client.consent.complete(answer(client), state="s1").client_profile_id
    whole = client.identifications.with_response.get_status(profile)
    assert (whole.status_code, whole.data.client_profile_id) == (200, profile)
    assert b"clientProfileId" in whole.content


@pytest.mark.parametrize("answer", ["http://[?code=c&state=s1", "", "?state=s1", "https://shop.example/back?code=c", "\udc80?code=c"])
def test_an_answer_that_is_none_is_refused(gopay: Make, answer: str) -> None:
    client = gopay(client_id="777777777777", client_secret="AbAbAbAbAbA")
    with pytest.raises(ConsentRefused):
        client.consent.complete(answer, state="s1")
    with pytest.raises(RequestInvalid):
        client.consent.url(redirect_uri="http://[", state="s1")


def test_a_code_that_comes_twice_at_once_is_sent_once(identkit_sandbox: Sandbox) -> None:
    client = GoPay(**identkit_sandbox.gopay.credentials)
    back = answer(client)

    def complete(_: int) -> str:
        try:
            client.consent.complete(back, state="s1")
        except ConsentRefused as refused:
            return refused.error
        return "granted"

    with client, ThreadPoolExecutor(20) as pool:
        ends = sorted(pool.map(complete, range(20)))
    assert ends == ["code_used"] * 19 + ["granted"]
    assert [request.path for request in identkit_sandbox.gopay.requests].count("/v1/auth/token") == 1
