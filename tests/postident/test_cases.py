"""Starting, reading, listing and archiving cases."""

import base64
import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from identkit.core import AmbiguousOutcome, BadRequest, ConfigurationError, Conflict, NotFound, RequestInvalid, Unauthorized
from identkit.core.status import Outcome, assess
from identkit.postident import AsyncPostident, Postident
from identkit.postident.models import CaseState, CustomData, OrderData, ProcessData, ProcessDataParams, RecordType
from identkit.sandbox.postident import PostidentSandbox
from tests.postident.conftest import CREDENTIALS, Make, Mocked, content


class Seen:
    """A provider that keeps what it is asked and answers the same to all."""

    def __init__(self, body: Any, headers: dict[str, str] | None = None) -> None:
        self.requests: list[httpx.Request] = []
        self._body = body
        self._headers = headers

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(200, json=self._body, headers=self._headers)

    @property
    def url(self) -> str:
        return str(self.requests[-1].url)


# What travels


SINGLE: list[tuple[Callable[[Postident], object], str]] = [
    (lambda client: client.cases.get("YR9W91GEZK24"), "/cases/YR9W91GEZK24"),
    (lambda client: client.cases.get_full("YR9W91GEZK24"), "/cases/YR9W91GEZK24/full"),
    (lambda client: client.cases.get_status("YR9W91GEZK24"), "/cases/YR9W91GEZK24/status"),
    (lambda client: client.cases.get_status_full("YR9W91GEZK24"), "/cases/YR9W91GEZK24/status/full"),
]
LISTS: list[tuple[Callable[[Postident], object], str]] = [
    (lambda client: client.cases.list(), "/cases"),
    (lambda client: client.cases.list_full(), "/cases/full"),
    (lambda client: client.cases.list_status(max_results=100), "/cases/status?maxResults=100"),
    (lambda client: client.cases.list_status_full(), "/cases/status/full"),
]


@pytest.mark.parametrize(("call", "path"), SINGLE)
def test_a_single_case_is_asked_for_as_in_the_guide(call: Callable[[Postident], object], path: str, mocked: Mocked) -> None:
    seen = Seen(content("sample_case"))
    call(mocked(seen))
    (request,) = seen.requests
    assert seen.url == f"https://postident.deutschepost.de/api/scr/v1/1234ABCD{path}"
    assert request.method == "GET"
    assert request.headers["authorization"].startswith("Basic ")
    assert request.headers["content-type"] == "application/json"  # "mandatory", on GET as well
    assert not [name for name in request.headers if name.startswith("x-scr-")]


@pytest.mark.parametrize(("call", "path"), LISTS)
def test_lists_are_asked_for_as_in_the_guide(call: Callable[[Postident], object], path: str, mocked: Mocked) -> None:
    seen = Seen([content("sample_case")])
    call(mocked(seen))
    assert seen.url == f"https://postident.deutschepost.de/api/scr/v1/1234ABCD{path}"


def test_the_offset_of_a_date_travels_as_2b(mocked: Mocked) -> None:
    seen = Seen([])
    client = mocked(seen)
    zone = datetime.fromisoformat("2016-12-26T00:00:00+02:00").tzinfo
    client.cases.list(closed_from=datetime(2016, 12, 26, tzinfo=zone), closed_until="2016-12-28T00:00:00+02:00", new=True, closed=False)
    query = seen.url.partition("?")[2]
    assert "+" not in query
    assert query.count("%2B02") == 2
    assert seen.requests[-1].url.params["closedFrom"] == "2016-12-26T00:00:00+02:00"
    assert (seen.requests[-1].url.params["new"], seen.requests[-1].url.params["closed"]) == ("true", "false")


@pytest.mark.parametrize("naive", [datetime(2016, 12, 26), "2016-12-26T00:00:00"])  # noqa: DTZ001 - naive on purpose
def test_a_time_without_an_offset_is_refused(naive: datetime | str, mocked: Mocked) -> None:
    seen = Seen([])
    with pytest.raises(RequestInvalid) as refused:
        mocked(seen).cases.list(closed_from=naive)
    assert list(refused.value.errors) == ["closed_from"]
    assert seen.requests == []


def test_the_result_pdf_needs_binary_data(mocked: Mocked) -> None:
    seen = Seen(content("sample_case"))
    client = mocked(seen)
    with pytest.raises(RequestInvalid):
        client.cases.get("YR9W91GEZK24", include_result_pdf=True)
    assert seen.requests == []
    client.cases.get("YR9W91GEZK24", include_result_pdf=True, include_binary_data=True)
    assert dict(seen.requests[-1].url.params) == {"includeBinaryData": "true", "includeResultPdf": "true"}


@pytest.mark.parametrize("case_id", ["", ".", "..", "a/b", "a?b", "ä"])
def test_a_case_id_stays_in_its_place(case_id: str, mocked: Mocked) -> None:
    seen = Seen(content("sample_case") | {"caseId": case_id})
    try:
        mocked(seen).cases.get(case_id)
    except RequestInvalid:
        assert seen.requests == []
    else:
        assert seen.requests[-1].url.raw_path.count(b"/") == 6


@pytest.mark.parametrize(("told", "partial"), [("true", True), ("false", False), (None, False)])
def test_a_page_says_whether_there_is_more(told: str | None, partial: bool, mocked: Mocked) -> None:
    page = mocked(Seen([content("sample_case"), content("new")], {"X-PARTIAL-DELIVERY": told} if told else {})).cases.list()
    assert page.partial is partial
    assert [case.case_id for case in page] == ["YR9W91GEZK24", "NEW000000001"]
    assert (len(page), page[1].case_id) == (2, "NEW000000001")


# Settings


def test_hosts() -> None:
    with Postident(**CREDENTIALS, environment="integration") as client:
        assert "postident-itu" in client._core.settings.base_url


@pytest.mark.parametrize("name", ["client_id", "username", "password"])
def test_a_missing_setting_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(f"POSTIDENT_{name.upper()}", raising=False)
    arguments = {key: value for key, value in CREDENTIALS.items() if key != name}
    for kind in (Postident, AsyncPostident):
        with pytest.raises(ConfigurationError, match=name):
            kind(**arguments)


def test_nothing_secret_is_shown(mocked: Mocked) -> None:
    shown = repr(mocked(Seen([])))
    assert "canary" not in shown


# Starting


def test_a_case_is_started_read_and_goes_its_way(postident: Postident, world: PostidentSandbox) -> None:
    started = postident.cases.create(
        process_data={"reference_id": "REF_1", "web_hook_url": "https://client.example/hook"},
        contact_data_provided={"first_name": "Erika", "last_name": "Mustermann", "address": {"city": "Köln", "country": "DEU"}},
        identification_document_provided={"type": "1", "birth_date": "1964-08-12", "nationality": "DEU"},
        custom_data=CustomData(custom1="Kampagne A357"),
    )
    assert started.web_start is not None
    assert started.web_start.case_url is not None
    assert started.case_id in started.web_start.case_url
    case = postident.cases.get(started.case_id)
    assert case.case_status.status is CaseState.NEW
    assert (case.primary_ident, case.identifications) == (None, None)
    assert assess(case).outcome is Outcome.CREATED
    assert case.order_data is not None
    assert case.order_data.process_data is not None
    assert case.order_data.process_data.target_country == "DEU"
    world.identify(case.case_id, "eid", "started")
    assert assess(postident.cases.get(case.case_id)).outcome is Outcome.PENDING
    world.identify(case.case_id, "eid", "incomplete", reason="613")
    verdict = assess(postident.cases.get(case.case_id))
    assert (verdict.outcome, [reason.code for reason in verdict.reasons]) == (Outcome.RETRY, ["61", "613"])
    world.walk(case.case_id, "video")
    case = postident.cases.get_full(case.case_id)
    assert [found.identification_method for found in case.identifications or ()] == ["eid", "video"]
    assert assess(case).outcome is Outcome.VERIFIED
    assert assess(postident.cases.get(case.case_id)).outcome is Outcome.VERIFIED


@pytest.mark.parametrize("nothing", [{"YR9W91GEZK24"}, "YR9W91GEZK24", None])
def test_archiving_what_is_no_list_is_refused_before_it_is_sent(mocked: Mocked, nothing: Any) -> None:
    seen = Seen([])
    with pytest.raises(RequestInvalid) as caught:
        mocked(seen).cases.archive(nothing)
    assert caught.value.errors.keys() == {"case_ids"}
    assert seen.requests == []


def test_models_and_mappings_start_the_same_case(mocked: Mocked) -> None:
    seen = Seen({"caseId": "YR9W91GEZK24"})
    client = mocked(seen)
    client.cases.create(process_data={"web_hook_url_partner": "https://webhook.partner.com"})
    client.cases.create(process_data=ProcessData(web_hook_url_partner="https://webhook.partner.com"))
    assert [request.content for request in seen.requests] == [b'{"processData":{"webHookUrlPartner":"https://webhook.partner.com"}}'] * 2


def test_what_came_back_can_be_sent_again(postident: Postident) -> None:
    first = postident.cases.get(postident.cases.create(custom_data={"custom1": "a"}, process_data={"target_country": "AUT"}).case_id)
    order = first.order_data
    assert order is not None
    assert order.custom_data is not None
    second = postident.cases.get(postident.cases.create(custom_data=order.custom_data).case_id)
    assert second.order_data == OrderData(custom_data=order.custom_data)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("reference_id", "REF-2026-000-15"),
        ("web_hook_url", f"https://client.example/{'x' * 500}"),
        ("target_country", "germany"),
        ("target_country", "XXA"),  # a nationality, no country
        ("preferred_language", "FR_FR"),
    ],
)
def test_limits_of_a_start_that_guide_2_does_not_have_are_warned_of(
    name: str, value: str, mocked: Mocked, caplog: pytest.LogCaptureFixture
) -> None:
    seen, data = Seen({"caseId": "YR9W91GEZK24"}), cast("ProcessDataParams", {name: value})
    mocked(seen).cases.create(process_data=data)
    assert value.encode() in seen.requests[0].content
    assert any(f"process_data.{name}: is " in message for message in caplog.messages)
    assert value not in caplog.text


def test_a_webhook_url_has_no_parameters(mocked: Mocked) -> None:
    seen = Seen({})
    with pytest.raises(RequestInvalid) as refused:
        mocked(seen).cases.create(process_data={"web_hook_url": "https://client.example/hook?ref=123"})
    assert refused.value.errors == {"process_data.web_hook_url": ["The webhook URL must not have GET parameters."]}
    assert seen.requests == []


@pytest.mark.parametrize(("nationality", "fine"), [("RKS", True), ("XXB", True), ("CHE", True), ("XXD", False), ("XKX", False)])
def test_a_nationality_is_a_country_or_one_of_the_table(nationality: str, fine: bool, mocked: Mocked) -> None:
    seen = Seen({"caseId": "YR9W91GEZK24"})
    client = mocked(seen)
    if fine:
        client.cases.create(identification_document_provided={"nationality": nationality})
        assert len(seen.requests) == 1
        return
    with pytest.raises(RequestInvalid) as refused:
        client.cases.create(identification_document_provided={"nationality": nationality})
    (message,) = refused.value.errors["identification_document_provided.nationality"]
    assert "or one of RKS, XXA, XXB, XXC, XXX" in message


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("web_hook_url", "http://client.example/hook"),
        ("web_hook_url_partner", "ftp://partner.example"),
        ("web_hook_url_partner", "https://partner.example?ref=1"),
    ],
)
def test_an_assumption_of_ours_refuses_nothing_and_is_logged(
    name: str, value: str, postident: Postident, caplog: pytest.LogCaptureFixture
) -> None:
    data = cast("ProcessDataParams", {name: value})
    assert postident.cases.create(process_data=data).case_id
    (told,) = [record.getMessage() for record in caplog.records if record.levelname == "WARNING" and record.name == "identkit"]
    assert told.startswith(f"cases.create: process_data.{name}: the webhook URL should")
    assert value not in told


@pytest.mark.parametrize("client_id", ["1234abcd", "1234-ABCD", "1234 ABCD"])
def test_a_client_id_is_alphanumeric_and_upper_case(client_id: str, mocked: Mocked) -> None:
    with pytest.raises(RequestInvalid) as refused:
        mocked(Seen({}), client_id=client_id).cases.get_status("YR9W91GEZK24")
    assert refused.value.errors == {"client_id": ["must be alphanumeric and upper case, such as 1234ABCD"]}


def test_a_start_is_never_repeated_blindly(postident: Postident, world: PostidentSandbox) -> None:
    world.faults.add(cut="unanswered", match="cases.create")
    with pytest.raises(AmbiguousOutcome) as doubtful:
        postident.cases.create(
            process_data={"reference_id": "REF_1"}, contact_data_provided={"first_name": "canary", "last_name": "canary"}
        )
    assert dict(doubtful.value.carries) == {"process_data.reference_id": "REF_1"}
    assert "canary" not in f"{doubtful.value} {doubtful.value!r}"
    assert [line.operation for line in world.requests] == ["cases.create"]
    with pytest.raises(Conflict):  # so it had been carried out
        postident.cases.create(process_data={"reference_id": "REF_1"})


def test_a_reference_is_used_once(postident: Postident) -> None:
    postident.cases.create(process_data={"reference_id": "REF_1"})
    with pytest.raises(Conflict):
        postident.cases.create(process_data={"reference_id": "REF_1"})


# Errors


def test_errors_have_names(make: Make, postident: Postident) -> None:
    with pytest.raises(NotFound):
        postident.cases.get("KRZ1A8M4UBZZ")
    with pytest.raises(Unauthorized):
        make(password="wrong").cases.list()
    with pytest.raises(Unauthorized):
        make(client_id="OTHER").cases.list()


def test_a_wrong_data_password_is_refused(make: Make, key: bytes) -> None:
    with pytest.raises(Unauthorized):
        make(private_key=key, data_password="wrong").cases.list()


@pytest.mark.parametrize(("form", "status"), [("short", 400), ("elliptic", 400), ("no-key", 400), ("foreign-hash", 401)])
def test_a_key_that_cannot_be_used_is_refused(form: str, status: int, world: PostidentSandbox) -> None:
    size = 1024 if form == "short" else 2048
    made = ec.generate_private_key(ec.SECP256R1()) if form == "elliptic" else rsa.generate_private_key(65537, size)
    der = b"no key" if form == "no-key" else made.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    proof = base64.b64encode(hmac.digest(world.credentials["data_password"].encode(), der, "sha256"))
    headers = {b"x-scr-key": base64.b64encode(der), b"x-scr-keyhash": proof if form != "foreign-hash" else b"\xe4"}
    login = (world.credentials["username"], world.credentials["password"])
    answer = httpx.get(f"{world.base_url}/1234ABCD/cases", auth=login, headers={**headers, b"content-type": b"application/json"})
    assert answer.status_code == status


def test_in_production_an_answer_in_clear_is_not_to_be_had(postident: Postident, world: PostidentSandbox) -> None:
    world.encryption = "mandatory"
    with pytest.raises(BadRequest):
        postident.cases.list()


# Lists


def ids(cases: Any) -> list[str]:
    return [case.case_id for case in cases]


def test_lists_filter_by_status_time_and_archive(postident: Postident, world: PostidentSandbox) -> None:
    clock = world.context.clock
    begin = clock.datetime()
    new = postident.cases.create().case_id
    clock.advance(hours=1)
    running = postident.cases.create().case_id
    world.identify(running, "photo", "started")
    clock.advance(hours=1)
    (closed,) = world.fill(1)
    (archived,) = world.fill(1)
    assert ids(postident.cases.archive([archived, running, "KRZ1A8M4UBZZ"])) == [archived]
    assert ids(postident.cases.list()) == [closed]
    assert ids(postident.cases.list(archived=True)) == [closed, archived]
    assert ids(postident.cases.list(new=True, in_progress=True, closed=False)) == [new, running]
    assert ids(postident.cases.list_full(created_until=begin + timedelta(minutes=90), new=True, in_progress=True)) == [new, running]
    assert ids(postident.cases.list_status(created_from=begin + timedelta(minutes=30), in_progress=True)) == [running, closed]
    assert ids(postident.cases.list(closed_from=begin, closed_until=begin + timedelta(hours=1))) == []
    assert ids(postident.cases.list(closed_from=begin + timedelta(hours=1))) == [closed]
    assert ids(postident.cases.list_status_full(max_results=1, archived=True)) == [closed]
    assert postident.cases.list_status(max_results=1, archived=True).partial
    assert not postident.cases.list_status(max_results=2, archived=True).partial


def test_status_calls_hold_no_data_of_the_person(postident: Postident, world: PostidentSandbox) -> None:
    started = postident.cases.create(custom_data={"custom1": "a"}, contact_data_provided={"first_name": "Erika", "last_name": "Mustermann"})
    world.walk(started.case_id, "video")
    (listed,) = postident.cases.list_status()
    for case in (listed, postident.cases.get_status(started.case_id), postident.cases.get_status_full(started.case_id)):
        assert (case.contact_data, case.order_data) == (None, OrderData(custom_data=CustomData(custom1="a")))
        (found,) = [case.primary_ident] if case.primary_ident else case.identifications or []
        assert (found.identification_document, found.records) == (None, None)
        assert assess(case).outcome is Outcome.VERIFIED


def test_cases_are_deleted_after_150_days(postident: Postident, world: PostidentSandbox) -> None:
    (case_id,) = world.fill(1)
    world.context.clock.advance(days=149)
    assert postident.cases.get(case_id).case_id == case_id
    world.context.clock.advance(days=1)
    with pytest.raises(NotFound):
        postident.cases.get(case_id)


def test_a_case_that_nobody_finishes_expires(postident: Postident, world: PostidentSandbox) -> None:
    started = postident.cases.create()
    world.identify(started.case_id, "video", "started")
    world.context.clock.advance(days=90)
    verdict = assess(postident.cases.get(started.case_id))
    assert (verdict.outcome, [reason.code for reason in verdict.reasons]) == (Outcome.EXPIRED, ["12"])


def test_result_pdf_and_images(postident: Postident, world: PostidentSandbox) -> None:
    (case_id,) = world.fill(1)
    found = postident.cases.get(case_id, include_binary_data=True, include_result_pdf=True).primary_ident
    assert found is not None
    files = {record.type: record.document_data for record in found.records or ()}
    assert (files[RecordType.RESULT] or b"").startswith(b"%PDF-")
    assert (files[RecordType.USER_FACE] or b"").startswith(b"\xff\xd8\xff")
    assert files[RecordType.VIDEOCHAT_RECORDING] is None  # by SFTP only
    without = postident.cases.get(case_id, include_binary_data=True).primary_ident
    assert without is not None
    assert RecordType.RESULT not in [record.type for record in without.records or ()]
