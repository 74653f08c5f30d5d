"""Bankident: every mocked IBAN of the document, the signature, its timeouts, and the checks before an identification exists."""

from datetime import datetime
from typing import Any

import pytest

from identkit.core import Conflict, Forbidden, PreconditionFailed, RequestInvalid, UnprocessableEntity
from identkit.core.status import Outcome, assess
from identkit.solaris.models import DocumentType, Identification
from tests.solaris.conftest import Bench

HAPPY = "DE11110101010100000020"
FAILS_AT_SWISSCOM = "DE77110101010100000093"

# row of "Testing data" -> HTTP status and code; no code: the identification goes on
ROWS: list[tuple[str, str, int, str]] = [
    (HAPPY, "Success from service provider & Swisscom", 0, ""),
    ("DE43110101010000000010", "Success—Access by authorized holder", 0, ""),
    ("DE22110101010100000016", "User data not found in service provider DB", 412, "MATCH_FOR_PERSON_DATA_NOT_FOUND"),
    ("DE33110101010100000012", "User without QBit", 412, "PREVIOUS_IDENT_NOT_FOUND"),
    ("DE44110101010100000008", "Account check failed on Schufa", 412, "PERSON_ACCOUNT_MATCH_NOT_FOUND"),
    ("DE55110101010100000004", "Account was JOINT", 409, "expectation_mismatch"),
    ("DE66110101010100000000", "Account snapshot failed", 409, "expectation_mismatch"),
    (FAILS_AT_SWISSCOM, "Success from service provider and unsuccessful in Swisscom", 0, ""),
    (FAILS_AT_SWISSCOM, "Every subsequent Authorize QES SMS TAN will invalidate the previous TAN", 0, ""),
]


def ibans(status: int) -> list[tuple[str, str]]:
    return [(iban, code) for iban, _, found, code in ROWS if found == status]


def paid(bench: Bench, iban: str) -> Identification:
    """An identification whose transfer was made."""
    identification = bench.bank(bench.verified(), iban)
    bench.provider.transfer(identification.id)
    return bench.again(identification)


def call(bench: Bench, name: str, identification: Identification, **body: Any) -> Identification:
    found: Identification = getattr(bench.client.identifications, name)(identification.person_id, identification.id, **body)
    return found


def test_every_documented_row_is_tested(bench: Bench) -> None:
    texts = bench.provider.context.spec.values("BankidentTestIban")
    assert texts.keys() == {iban for iban, *_ in ROWS}
    for iban, behaviour, status, code in ROWS:
        assert behaviour in texts[iban]
        assert not status or texts[iban].endswith(f"HTTP {status}, {code}")


@pytest.mark.parametrize("iban", [HAPPY, "DE43110101010000000010"])
def test_the_happy_path(bench: Bench, iban: str) -> None:
    person = bench.verified()
    created = bench.client.identifications.create(
        person.id, method="bank", iban=iban, terms_and_conditions_signed_at="2020-07-07T11:36:29.000Z"
    )
    assert (created.status, created.iban, assess(created).outcome) == ("created", iban, Outcome.CREATED)
    requested = bench.client.identifications.request(person.id, created.id)
    assert (requested.status, requested.url is not None) == ("pending", True)
    assert bench.provider.transfer(created.id) == "authorization_required"
    waited = bench.client.identifications.wait(person.id, created.id, timeout=60)
    assert (waited.status, waited.authorization_expires_at is not None) == ("authorization_required", True)
    authorized = call(bench, "authorize", created)
    assert (authorized.status, authorized.current_reference_token) == ("confirmation_required", "1234-5678")
    confirmed = call(bench, "confirm", created, token="212212")
    assert (confirmed.status, assess(confirmed).outcome) == ("confirmed", Outcome.IN_REVIEW)
    done = bench.client.identifications.wait(person.id, created.id, timeout=60)
    assert (done.status, done.completed_at is not None, assess(done).may_serve) == ("successful", True, True)
    documents = bench.again(done, include_documents=True).documents or []
    assert [document.document_type for document in documents] == [DocumentType.QES_DOCUMENT, DocumentType.SIGNED_QES_DOCUMENT]
    assert iban not in repr(done)


@pytest.mark.parametrize(("iban", "code"), ibans(412))
def test_an_iban_that_is_refused_when_the_identification_is_created(bench: Bench, iban: str, code: str) -> None:
    person = bench.verified()
    with pytest.raises(PreconditionFailed) as refused:
        bench.client.identifications.create(person.id, method="bank", iban=iban)
    error = refused.value
    assert (error.code, error.status_code) == (code, 412)
    assert error.reason is not None
    assert (error.reason.code, error.reason.http_status) == (code, 412)
    assert error.reason.action
    assert "Video-Identifizierung" in (error.reason.customer_text("de") or "")
    assert "video identification" in (error.reason.customer_text("en") or "")
    assert iban not in f"{error}{error!r}"
    assert bench.client.identifications.list(person.id) == []


@pytest.mark.parametrize(("iban", "code"), ibans(409))
def test_an_iban_whose_transfer_shows_what_is_wrong(bench: Bench, iban: str, code: str) -> None:
    identification = paid(bench, iban)
    verdict = assess(identification)
    assert (identification.status, verdict.outcome) == ("failed", Outcome.RETRY)
    (reason,) = verdict.reasons
    assert reason.code in {"JOINT_ACCOUNT", "ACCOUNT_SNAPSHOT_FAILED"}
    assert reason.customer_text("de")
    assert reason.customer_text("en")
    with pytest.raises(Conflict) as refused:
        call(bench, "authorize", identification)
    assert refused.value.code == code


def test_swisscom_refuses(bench: Bench) -> None:
    identification = paid(bench, FAILS_AT_SWISSCOM)
    call(bench, "authorize", identification)
    assert call(bench, "confirm", identification, token="212212").status == "confirmed"
    found = bench.client.identifications.wait(identification.person_id or "", identification.id, timeout=60)
    assert (found.status, assess(found).outcome, found.failure_reason) == ("failed", Outcome.REJECTED, None)


@pytest.mark.parametrize("iban", [HAPPY, FAILS_AT_SWISSCOM])
def test_a_second_tan_invalidates_the_first(bench: Bench, iban: str) -> None:
    identification = paid(bench, iban)
    tokens: set[str | None] = set()
    tans: list[str] = []
    for _ in range(3):
        tokens.add(call(bench, "authorize", identification).current_reference_token)
        tans.append(bench.provider.tan(identification.id))
    assert tans[0] == "212212"
    assert len(tokens) == 3
    for old in tans[:-1]:
        with pytest.raises(Forbidden) as refused:
            call(bench, "confirm", identification, token=old)
        assert refused.value.code == "invalid_tan"
        assert old not in f"{refused.value}{refused.value!r}"
    assert call(bench, "confirm", identification, token=tans[-1]).status == "confirmed"


def test_the_transfer_has_ten_minutes(bench: Bench) -> None:
    identification = bench.bank(bench.verified(), HAPPY)
    bench.sandbox.clock.advance(minutes=9, seconds=59)
    assert bench.again(identification).status == "pending"
    bench.sandbox.clock.advance(seconds=1)
    late = bench.again(identification)
    (reason,) = assess(late).reasons
    assert (late.status, late.failure_reason, reason.code) == ("failed", "account_snapshot_expired", "ACCOUNT_SNAPSHOT_EXPIRED")
    with pytest.raises(ValueError, match="pending is needed"):
        bench.provider.transfer(identification.id)


def test_wait_sees_the_timeout(bench: Bench) -> None:
    identification = bench.bank(bench.verified(), HAPPY)
    found = bench.client.identifications.wait(identification.person_id or "", identification.id, timeout=1800)
    assert assess(found).outcome is Outcome.RETRY


def test_the_signature_has_ten_minutes(bench: Bench) -> None:
    identification = paid(bench, HAPPY)
    bench.sandbox.clock.advance(minutes=9)
    expires = call(bench, "authorize", identification).confirmation_expires_at
    assert isinstance(expires, datetime)
    assert expires.timestamp() - bench.sandbox.clock.now() == 600
    bench.sandbox.clock.advance(minutes=9, seconds=59)
    assert bench.again(identification).status == "confirmation_required"
    bench.sandbox.clock.advance(seconds=1)
    late = bench.again(identification)
    assert (late.status, [reason.code for reason in assess(late).reasons]) == ("expired", ["EXPIRED"])
    with pytest.raises(Conflict):
        call(bench, "confirm", identification, token="212212")


def test_an_identification_that_nobody_requests_expires_after_30_days(bench: Bench) -> None:
    person = bench.verified()
    created = bench.client.identifications.create(person.id, method="bank", iban=HAPPY)
    bench.sandbox.clock.advance(days=29, hours=23)
    assert bench.again(created).status == "created"
    bench.sandbox.clock.advance(hours=1)
    assert assess(bench.again(created)).outcome is Outcome.EXPIRED


@pytest.mark.parametrize("has_number", [False, True])
def test_a_verified_mobile_number_is_needed(bench: Bench, has_number: bool) -> None:
    person = bench.person()
    if has_number:
        bench.client.mobile_numbers.create(person.id, number="+15550101")
    with pytest.raises(PreconditionFailed) as refused:
        bench.client.identifications.create(person.id, method="bank", iban=HAPPY)
    reason = refused.value.reason
    assert reason is not None
    assert (refused.value.code, reason.customer_text("de")) == ("MOBILE_NUMBER_NOT_VERIFIED", None)
    assert reason.action == "Verify the mobile number and retry the call."


def test_missing_data_are_told(bench: Bench) -> None:
    person = bench.client.persons.create(first_name="Leander")
    bench.client.mobile_numbers.create(person.id, number="+15550101")
    bench.client.mobile_numbers.authorize(person.id, number="+15550101")
    bench.client.mobile_numbers.confirm(person.id, number="+15550101", token="212212")
    with pytest.raises(PreconditionFailed) as refused:
        bench.client.identifications.create(person.id, method="bank", iban=HAPPY)
    assert refused.value.code == "PERSON_MISSING_REQUIRED_DATA"


def test_who_is_identified_is_not_identified_again(bench: Bench) -> None:
    identification = paid(bench, HAPPY)
    call(bench, "authorize", identification)
    call(bench, "confirm", identification, token="212212")
    bench.sandbox.clock.advance(minutes=1)
    with pytest.raises(UnprocessableEntity) as refused:
        bench.client.identifications.create(identification.person_id or "", method="bank", iban=HAPPY)
    assert (refused.value.code, refused.value.status_code) == ("ALREADY_IDENTIFIED_SUCCESSFULLY", 422)


def test_twenty_attempts_with_different_ibans(bench: Bench) -> None:
    person = bench.verified()

    def refusal(iban: str) -> PreconditionFailed:
        with pytest.raises(PreconditionFailed) as refused:
            bench.client.identifications.create(person.id, method="bank", iban=iban)
        return refused.value

    found = [refusal(f"DE{98 - int(f'{number}131400') % 97:02d}{number:018d}") for number in range(21)]
    assert [error.code for error in found] == ["PERSON_ACCOUNT_MATCH_NOT_FOUND"] * 20 + ["IDENTIFICATION_ATTEMPTS_EXCEEDED"]
    assert found[-1].reason is not None
    assert found[-1].reason.fraud
    assert refusal(HAPPY).code == "IDENTIFICATION_ATTEMPTS_EXCEEDED"


def test_an_iban_that_failed_too_often_is_used_up(bench: Bench) -> None:
    person = bench.verified()
    for _ in range(20):
        with pytest.raises(PreconditionFailed):
            bench.client.identifications.create(person.id, method="bank", iban="DE22110101010100000016")
    with pytest.raises(PreconditionFailed) as refused:
        bench.client.identifications.create(person.id, method="bank", iban="DE22110101010100000016")
    assert refused.value.code == "IBAN_USAGE_LIMIT_EXCEEDED"
    assert refused.value.reason is not None
    assert refused.value.reason.fraud


def test_bankident_takes_an_iban_and_only_a_german_one(bench: Bench) -> None:
    person = bench.verified()
    with pytest.raises(RequestInvalid) as invalid:
        bench.client.identifications.create(person.id, method="bank")
    assert invalid.value.errors == {"method": ["an IBAN is required for this method"]}
    assert invalid.value.wording == {"method": ["bank takes an iban"]}
    with pytest.raises(RequestInvalid) as invalid:
        bench.client.identifications.create(person.id, method="bank", iban="FR7630006000011234567890189")
    assert invalid.value.errors == {"iban": ["must be a German IBAN"]}
    assert invalid.value.in_language("de") == {"iban": ["muss eine deutsche IBAN sein"]}


@pytest.mark.parametrize("name", ["authorize", "confirm"])
def test_steps_out_of_order(bench: Bench, name: str) -> None:
    identification = bench.bank(bench.verified(), HAPPY)
    with pytest.raises(Conflict) as refused:
        call(bench, name, identification, **({"token": "212212"} if name == "confirm" else {}))
    assert refused.value.code == "expectation_mismatch"


def test_eligibility(bench: Bench) -> None:
    found = bench.client.identifications.check_eligibility(bench.person().id, method="bank")
    assert (found.eligible, found.failure_reason, found.reasons) == (True, "null", None)
    found = bench.client.identifications.check_eligibility(bench.client.persons.create(first_name="Leander").id, method="bank")
    assert (found.eligible, found.reasons) == (False, ["person_missing_required_data"])
    assert bench.client.identifications.check_eligibility(bench.person().id, method="idnow").eligible  # the guide limits no method


@pytest.mark.parametrize("iban", [HAPPY, "DE89370400440532013000"])
def test_an_iban_is_looked_up(bench: Bench, iban: str) -> None:
    assert bench.client.ibans.lookup(iban=iban).bic


@pytest.mark.parametrize("iban", ["DE89370400440532013001", "DE89 3704", "nonsense", "DE89-3704-0044-0532-0130-00"])
def test_a_bad_iban_is_refused(bench: Bench, iban: str) -> None:
    with pytest.raises(RequestInvalid) as refused:
        bench.client.ibans.lookup(iban=iban)
    assert refused.value.errors == {"iban": ["is no IBAN, its check digits do not fit"]}
    assert iban not in f"{refused.value}{refused.value!r}"


@pytest.mark.parametrize("iban", ["de89 3704 0044 0532 0130 00", " DE89370400440532013000\n", "De89 370400440532013000"])
def test_an_iban_may_be_written_as_people_write_it(bench: Bench, iban: str) -> None:
    assert bench.client.ibans.lookup(iban=iban).iban == "DE89370400440532013000"
