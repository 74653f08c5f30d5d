"""Video identification: every test case of the document, by first or last name, played by hand or automatically."""

from datetime import date
from typing import Any

import pytest

from identkit.core import Conflict, RequestInvalid, WaitTimeout
from identkit.core.status import Outcome, assess
from identkit.sandbox.solaris.idnow import SCENARIOS
from identkit.solaris.models import DocumentType, Identification
from tests.solaris.conftest import Bench

# test case -> the statuses after pending with the seconds from one to the next, and the verdict on the last
TOLD: dict[str, tuple[list[tuple[float, str]], Outcome]] = {
    "HAPPYPATH": ([(30, "successful")], Outcome.VERIFIED),
    "CHANGEALL": ([(30, "successful")], Outcome.VERIFIED),
    "CHANGEALLREVIEW": ([(30, "pending_successful"), (90, "successful")], Outcome.VERIFIED),
    "ABORTIDENT": ([(30, "aborted")], Outcome.RETRY),
    "FRAUDOK": ([(30, "pending_failed"), (90, "successful")], Outcome.VERIFIED),
    "CANCELED": ([(30, "pending_successful"), (90, "canceled")], Outcome.RETRY),
    "LONGREVIEW": ([(30, "pending_successful"), (24 * 3600, "successful")], Outcome.VERIFIED),
    "HOLDCERTIFICATE": ([(30, "pending_successful"), (600, "successful")], Outcome.VERIFIED),
    "FRAUDIDENT": ([(30, "pending_failed"), (90, "failed")], Outcome.REJECTED),
}
CASES = pytest.mark.parametrize("case", TOLD)
NAMES = pytest.mark.parametrize("name", ["first_name", "last_name"])


def test_every_documented_test_case_is_tested(bench: Bench) -> None:
    documented = bench.provider.context.spec.values("IdnowTestCase")
    assert set(documented) == set(TOLD) == set(SCENARIOS)


@CASES
@NAMES
def test_an_automated_test_case(bench: Bench, case: str, name: str) -> None:
    person = bench.person(**{name: f"X-AUTOTEST-{case}"})
    identification = bench.video(person)
    assert (identification.status, assess(identification).outcome) == ("pending", Outcome.PENDING)
    steps, outcome = TOLD[case]
    for seconds, status in steps:
        bench.sandbox.clock.advance(seconds=seconds - 1)
        assert bench.again(identification).status != status
        bench.sandbox.clock.advance(seconds=1)
        assert bench.again(identification).status == status
    assert assess(bench.again(identification)).outcome is outcome


@CASES
@NAMES
def test_a_test_case_by_hand_waits_for_its_customer(bench: Bench, case: str, name: str) -> None:
    identification = bench.video(bench.person(**{name: f"X-MANUALTEST-{case}"}))
    bench.sandbox.clock.advance(minutes=29)
    assert bench.again(identification).status == "pending"
    steps, outcome = TOLD[case]
    assert bench.provider.complete(identification.id, ident_code="123456") == steps[0][1]
    bench.sandbox.clock.advance(days=1)
    assert assess(bench.again(identification)).outcome is outcome


@CASES
def test_wait_ends_where_the_attempt_ends(bench: Bench, case: str) -> None:
    person = bench.person(f"X-AUTOTEST-{case}")
    identification = bench.video(person)
    bench.sandbox.clock.advance(seconds=max(0, TOLD[case][0][-1][0] - 600))  # 2,880 questions in a day of LONGREVIEW prove no more than 20
    found = bench.client.identifications.wait(person.id, identification.id, timeout=2 * 24 * 3600)
    assert found.status == TOLD[case][0][-1][1]


def test_wait_may_end_where_the_customer_may_be_served(bench: Bench) -> None:
    person = bench.person("X-AUTOTEST-LONGREVIEW")
    found = bench.client.identifications.wait(person.id, bench.video(person).id, timeout=1800, until="may_serve")
    assert (found.status, assess(found).outcome, assess(found).may_serve) == ("pending_successful", Outcome.PROVISIONAL, True)


def test_wait_gives_up(bench: Bench) -> None:
    person = bench.person("X-AUTOTEST-LONGREVIEW")
    identification = bench.video(person)
    with pytest.raises(WaitTimeout) as late:
        bench.client.identifications.wait(person.id, identification.id, timeout=1800)
    assert isinstance(late.value.last, Identification)
    assert late.value.last.status == "pending_successful"


def test_wait_does_not_wait_for_a_request_nobody_made(bench: Bench) -> None:
    person = bench.person()
    created = bench.client.identifications.create(person.id, method="idnow")
    assert bench.client.identifications.wait(person.id, created.id, timeout=1800).status == "created"
    assert bench.calls("identifications.get") == 1


@pytest.mark.parametrize(("case", "code"), [("ABORTIDENT", "TECH_VIDEO"), ("CANCELED", "TECH_PHOTO")])
def test_idnow_tells_why_it_aborted_or_cancelled(bench: Bench, case: str, code: str) -> None:
    person = bench.person(f"X-AUTOTEST-{case}")
    (reason,) = assess(bench.client.identifications.wait(person.id, bench.video(person).id, timeout=600)).reasons
    assert (reason.code, reason.permanent, reason.caused_by_user) == (code, False, True)
    assert reason.text.startswith("Poor ")
    assert reason.category == "Technical"


def test_no_reason_is_told_for_failed(bench: Bench) -> None:
    person = bench.person("X-AUTOTEST-FRAUDIDENT")
    found = bench.client.identifications.wait(person.id, bench.video(person).id, timeout=600)
    assert (found.failure_reason, assess(found).reasons) == (None, ())


@pytest.mark.parametrize("case", ["CHANGEALL", "CHANGEALLREVIEW"])
def test_the_agent_changes_the_person(bench: Bench, case: str) -> None:
    person = bench.person(f"X-AUTOTEST-{case}")
    identification = bench.video(person)
    bench.sandbox.clock.advance(seconds=30)
    during = bench.client.persons.get(person.id)
    assert (during.first_name != person.first_name) is (case == "CHANGEALL")
    found = bench.client.identifications.wait(person.id, identification.id, timeout=600)
    after = bench.client.persons.get(person.id)
    assert after.first_name
    assert not after.first_name.isascii()
    assert (after.birth_date, after.last_name) != (person.birth_date, person.last_name)
    assert found.address == after.address


def test_after_an_abortion_the_same_url_serves_again(bench: Bench) -> None:
    identification = bench.video(bench.person("X-MANUALTEST-ABORTIDENT"))
    assert bench.provider.complete(identification.id) == "aborted"
    assert bench.provider.complete(identification.id) == "aborted"
    assert bench.again(identification).url == identification.url


def test_a_request_is_aborted_after_30_minutes_and_its_url_serves_for_14_days(bench: Bench) -> None:
    identification, late = bench.video(bench.person()), bench.video(bench.person(birth_city="Bonn"))
    bench.sandbox.clock.advance(minutes=30)
    (reason,) = assess(bench.again(identification)).reasons
    assert (bench.again(identification).status, reason.code) == ("aborted", "TECH_TIMEOUT")
    bench.sandbox.clock.advance(days=13, hours=23)
    assert bench.provider.complete(identification.id) == "successful"
    bench.sandbox.clock.advance(hours=1)
    assert bench.again(late).status == "aborted"
    with pytest.raises(ValueError, match="valid for 14 days"):
        bench.provider.complete(late.id)


def test_an_identification_is_requested_once(bench: Bench) -> None:
    person = bench.person()
    identification = bench.video(person)
    with pytest.raises(Conflict) as refused:
        bench.client.identifications.request(person.id, identification.id)
    assert refused.value.code == "expectation_mismatch"


def test_what_a_request_answers(bench: Bench) -> None:
    person = bench.person()
    created = bench.client.identifications.create(person.id, method="idnow", language="DE")
    assert (created.status, created.url, created.reference, assess(created).outcome) == ("created", None, None, Outcome.CREATED)
    requested = bench.client.identifications.request(person.id, created.id)
    assert (requested.id, requested.estimated_waiting_time) == (created.id, 60)
    assert requested.reference
    assert requested.reference.startswith("TST-")
    assert requested.reference not in repr(requested)


def test_documents_come_with_the_result_when_asked_for(bench: Bench) -> None:
    person = bench.person("X-AUTOTEST-HAPPYPATH")
    found = bench.client.identifications.wait(person.id, bench.video(person).id, timeout=600)
    assert found.documents is None
    documents = bench.again(found, include_documents=True).documents
    assert documents is not None
    assert [document.document_type for document in documents] == [DocumentType.KYC_REPORT, DocumentType.SIGNATURE]
    assert (found.person_id, found.address) == (person.id, person.address)


def test_the_verified_number_of_the_call_becomes_the_persons(bench: Bench) -> None:
    person = bench.person("X-AUTOTEST-HAPPYPATH")
    bench.client.identifications.wait(person.id, bench.video(person).id, timeout=600)
    number = bench.client.mobile_numbers.get(person.id)
    assert (number.number, number.verified) == ("+15550101", True)


def test_identifications_are_listed(bench: Bench) -> None:
    person = bench.person()
    made = [bench.client.identifications.create(person.id, method="idnow").id for _ in range(2)]
    assert [found.id for found in bench.client.identifications.list(person.id)] == made


def test_supported_documents(bench: Bench) -> None:
    person = bench.person()
    created = bench.client.identifications.create(person.id, method="idnow")
    found = bench.client.identifications.supported_documents(person.id, created.id)
    assert any("DE" in (document.issuing_countries or ()) for document in found)


@pytest.mark.parametrize(
    ("proof", "fields"),
    [
        ({"proof_of_address_type": "GAS_BILL", "proof_of_address_issued_at": date(2025, 7, 4)}, {"proof_of_address_issued_at"}),
        ({"proof_of_address_type": 7, "proof_of_address_issued_at": "2025-12-24"}, {"proof_of_address_type"}),
    ],
)
def test_a_proof_of_address_is_not_older_than_six_months(bench: Bench, proof: dict[str, Any], fields: set[str]) -> None:
    person = bench.person()
    with pytest.raises(RequestInvalid) as refused:
        bench.client.identifications.create(person.id, method="idnow", **proof)
    assert refused.value.errors.keys() == fields
    assert bench.calls("identifications.create") == 0


@pytest.mark.parametrize("proof", [{"proof_of_address_type": "GAS_BILL"}, {"proof_of_address_issued_at": "2025-12-24"}])
def test_half_a_proof_of_address_is_sent_with_a_warning(bench: Bench, proof: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    # The guide demands both where the document has no address; it does not forbid one of them where it has one.
    bench.client.identifications.create(bench.person().id, method="idnow", **proof)
    assert bench.calls("identifications.create") == 1
    assert ["go together" in record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [True]


def test_a_kind_of_proof_that_no_guide_lists_is_sent(bench: Bench) -> None:
    proof: dict[str, Any] = {"proof_of_address_type": "LETTER", "proof_of_address_issued_at": "2025-12-24"}
    assert bench.client.identifications.create(bench.person().id, method="idnow", **proof).proof_of_address_type == "LETTER"


def test_a_proof_of_address_of_six_months_is_fine(bench: Bench) -> None:
    person = bench.person()
    made = bench.client.identifications.create(
        person.id, method="idnow", proof_of_address_type="GAS_BILL", proof_of_address_issued_at=date(2025, 7, 5)
    )
    assert (made.proof_of_address_type, made.proof_of_address_issued_at) == ("GAS_BILL", date(2025, 7, 5))
