"""Identification sessions, and the documents that identifications leave behind."""

import hashlib
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from identkit.core import Forbidden, NotFound, PreconditionFailed, RequestInvalid
from identkit.core.status import Outcome, assess
from identkit.solaris import Solaris
from identkit.solaris.models import DocumentType, IdentificationSession, Person
from tests.solaris.conftest import LOGIN, Bench

CALLBACK = "https://www.callbackurl.com"


def session_of(bench: Bench, person: Person) -> IdentificationSession:
    return bench.client.identification_sessions.create(person.id, callback_url=CALLBACK, identification_methods=["bank"])


def test_a_session_from_beginning_to_end(bench: Bench) -> None:
    person = bench.person()
    session = session_of(bench, person)
    assert (session.status, session.callback_url, session.identification_methods) == ("created", CALLBACK, ["bank"])
    assert assess(session).outcome is Outcome.PENDING
    assert bench.provider.complete_session(session.id) == ""
    assert bench.client.identification_sessions.get(person.id, session.id).status == "created"
    bench.sandbox.clock.advance(minutes=1)
    done = bench.client.identification_sessions.get(person.id, session.id)
    assert (done.status, assess(done).outcome, assess(done).may_serve) == ("successful", Outcome.VERIFIED, True)
    (identification,) = bench.client.identifications.list(person.id)
    assert (identification.method, identification.status) == ("bank", "successful")
    assert bench.client.mobile_numbers.get(person.id).verified


@pytest.mark.parametrize(
    ("iban", "shown"),
    [
        ("DE22110101010100000016", "MATCH_FOR_PERSON_DATA_NOT_FOUND"),
        ("DE33110101010100000012", "PREVIOUS_IDENT_NOT_FOUND"),
        ("DE44110101010100000008", "PERSON_ACCOUNT_MATCH_NOT_FOUND"),
        ("DE55110101010100000004", "joint_account"),
        ("DE66110101010100000000", "account_snapshot_failed"),
    ],
)
def test_the_customer_sees_the_error_and_may_try_again(bench: Bench, iban: str, shown: str) -> None:
    person = bench.person()
    session = session_of(bench, person)
    assert bench.provider.complete_session(session.id, iban=iban) == shown
    assert bench.client.identification_sessions.get(person.id, session.id).status == "created"
    assert bench.provider.complete_session(session.id) == ""


def test_a_session_nobody_completes_expires(bench: Bench) -> None:
    person = bench.person()
    session = session_of(bench, person)
    bench.sandbox.clock.advance(days=1)
    late = bench.client.identification_sessions.get(person.id, session.id)
    assert (late.status, assess(late).outcome) == ("expired", Outcome.EXPIRED)
    assert bench.provider.complete_session(session.id) == "expired"


def test_a_session_in_the_browser(bench: Bench) -> None:
    person = bench.person()
    session = session_of(bench, person)
    assert session.url
    assert session.url not in repr(session)
    assert "IBAN" in httpx.get(session.url).text
    assert "Done" in httpx.post(session.url, data={"iban": "DE11110101010100000020"}).text
    bench.sandbox.clock.advance(minutes=1)
    assert bench.client.identification_sessions.get(person.id, session.id).status == "successful"


def test_identifications_in_the_browser(bench: Bench) -> None:
    video, bank = bench.video(bench.person("X-MANUALTEST-HAPPYPATH")), bench.bank(bench.verified(), "DE11110101010100000020")
    assert video.url
    assert bank.url
    assert httpx.post(video.url, data={"ident_code": "654321"}).status_code == 409
    assert httpx.post(video.url, data={"ident_code": "123456"}).status_code == 200
    assert bench.again(video).status == "successful"
    assert "transfer" in httpx.get(bank.url).text
    assert httpx.post(bank.url).status_code == 200
    assert bench.again(bank).status == "authorization_required"
    assert httpx.get(bench.provider.base_url + "/customer/nobody").status_code == 404


@pytest.mark.parametrize("url", ["http://www.callbackurl.com", "www.callbackurl.com", "ftp://www.callbackurl.com", "https://", ""])
def test_the_callback_url_is_https(bench: Bench, url: str) -> None:
    with pytest.raises(RequestInvalid) as refused:
        bench.client.identification_sessions.create("1cper", callback_url=url, identification_methods=["bank"])
    assert refused.value.errors.keys() == {"callback_url"}


def test_a_person_that_lacks_data_gets_no_session(bench: Bench) -> None:
    with pytest.raises(PreconditionFailed) as refused:
        session_of(bench, bench.client.persons.create(first_name="Leander"))
    assert refused.value.code == "PERSON_MISSING_REQUIRED_DATA"


def test_a_session_that_is_not_there(bench: Bench) -> None:
    with pytest.raises(NotFound):
        bench.client.identification_sessions.get(bench.person().id, "0ises")


def identified(bench: Bench) -> Person:
    person = bench.person("X-AUTOTEST-HAPPYPATH")
    bench.client.identifications.wait(person.id, bench.video(person).id, timeout=600)
    return person


def test_documents_are_listed_and_described(bench: Bench) -> None:
    person = identified(bench)
    documents = bench.client.documents.list(person.id, sort="created_at")
    assert [document.document_type for document in documents] == [DocumentType.KYC_REPORT, DocumentType.SIGNATURE]
    assert [bench.client.documents.get(person.id, document.id) for document in documents] == documents
    assert bench.client.documents.list(person.id, customer_accessible=True) == []


def test_a_document_is_downloaded_whole_and_for_its_owner_only(bench: Bench, tmp_path: Path) -> None:
    person = identified(bench)
    for document in bench.client.documents.list(person.id):
        saved = bench.client.documents.download(person.id, document.id, to=tmp_path / "document")
        content = saved.path.read_bytes()
        assert (saved.size, saved.content_type) == (len(content), document.content_type) == (document.size, document.content_type)
        assert saved.sha256 == hashlib.sha256(content).hexdigest()
        assert stat.S_IMODE(saved.path.stat().st_mode) == 0o600
        assert bench.client.documents.download(person.id, document.id) == content
    assert [path.name for path in tmp_path.iterdir()] == ["document"]


def test_the_report_is_a_real_pdf(bench: Bench) -> None:
    person = identified(bench)
    report, signature = (bench.client.documents.download(person.id, each.id) for each in bench.client.documents.list(person.id))
    assert report.startswith(b"%PDF-1.")
    assert report.rstrip().endswith(b"%%EOF")
    start = int(re.findall(rb"startxref\n(\d+)", report)[-1])
    assert report[start:].startswith(b"xref")
    assert signature.startswith(b"\x89PNG\r\n\x1a\n")


class Long(httpx.SyncByteStream):
    """A body of many equal pieces of 1 MiB."""

    def __init__(self, pieces: int) -> None:
        self.left = pieces

    def __iter__(self) -> Iterator[bytes]:
        while self.left:
            self.left -= 1
            yield bytes(1024 * 1024)


@pytest.mark.parametrize(("status", "read"), [(200, 66), (403, 65)])
def test_a_video_may_be_long_but_not_an_error(tmp_path: Path, status: int, read: int) -> None:
    body = Long(66)

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth2/token":
            return httpx.Response(200, json={"access_token": "t", "expires_in": 3599})
        return httpx.Response(status, headers={"content-type": "video/mp4"}, stream=body)

    with httpx.Client(transport=httpx.MockTransport(answer)) as http, Solaris(**LOGIN, http_client=http) as solaris:
        if status == 200:
            assert solaris.documents.download("1cper", "1cdoc", to=tmp_path / "video").size == 66 * 1024 * 1024
        else:
            with pytest.raises(Forbidden):
                solaris.documents.download("1cper", "1cdoc", to=tmp_path / "video")
            assert list(tmp_path.iterdir()) == []
    assert 66 - body.left == read


def test_a_download_that_breaks_off_leaves_nothing(bench: Bench, tmp_path: Path) -> None:
    person = identified(bench)
    report = bench.client.documents.list(person.id)[0]
    bench.provider.faults.add(cut=True, times=1, match="documents.download")
    saved = bench.client.documents.download(person.id, report.id, to=tmp_path / "report.pdf")
    assert saved.path.read_bytes().startswith(b"%PDF")
    assert bench.calls("documents.download") == 2
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_a_document_that_is_not_there(bench: Bench, tmp_path: Path) -> None:
    person = bench.person()
    with pytest.raises(NotFound) as refused:
        bench.client.documents.download(person.id, "0cdoc", to=tmp_path / "report.pdf")
    assert refused.value.code == "model_not_found"
    assert list(tmp_path.iterdir()) == []


def test_pages_are_read_one_after_the_other(bench: Bench) -> None:
    person = identified(bench)
    report = next(iter(bench.provider.store.persons[person.id].documents.values()))
    documents = bench.provider.store.persons[person.id].documents
    documents.clear()
    documents |= {f"{number}cdoc": type(report)(f"{number}cdoc", "a.pdf", "application/pdf", "OTHER", b"", number) for number in range(25)}
    assert len(bench.client.documents.list(person.id)) == 10
    assert [each.id for each in bench.client.documents.list(person.id, page_number=3, page_size=10)] == [f"{n}cdoc" for n in range(20, 25)]
    found = list(bench.client.documents.iterate(person.id, page_size=7))
    assert [each.id for each in found] == [f"{number}cdoc" for number in range(25)]
    first = bench.client.documents.with_response.list(person.id, page_size=7)
    assert (first.headers["total"], first.headers["per_page"]) == ("25", "7")


@pytest.mark.parametrize(("size", "warned"), [(0, True), (1, False), (1000, False), (1001, True)])
def test_a_page_of_another_size_is_asked_for(bench: Bench, size: int, warned: bool, caplog: pytest.LogCaptureFixture) -> None:
    bench.client.documents.list(bench.person().id, page_size=size)  # 1 to 1000 is said by the API reference alone
    assert any("page_size: is" in message for message in caplog.messages) is warned
