"""`identkit explain`: what is said about a code, and what about something that is not there."""

from collections.abc import Callable

import pytest

from identkit.core.status import assess
from identkit.documents import explain as command
from identkit.documents.document import Provenance, bundled, installed
from identkit.documents.explain import explain
from identkit.documents.outcomes import CUSTOMER_TEXTS, FRAUD_STEP, NEXT_STEPS, WITHOUT_A_CODE, outcomes, tables
from identkit.gopay.models import IdentificationStatus
from identkit.identplus.models import Identcheck
from identkit.solaris.models import Identification


def said(provider: str, term: str, language: str = "en") -> str:
    return "\n".join(entry.render(language) for entry in explain(provider, term, language))


def test_a_code_is_told_with_its_flags_its_source_and_a_text_that_tells_nobody_of_the_suspicion() -> None:
    text = said("postident", "110", "de")
    assert "Identification document possibly forged" in text
    assert "Betrug: ja" in text
    assert "Ergebnis: rejected" in text
    assert "Quelle: Guide 2" in text
    assert "in den Worten des Dokuments: video declined: Identification declined because of fraud suspicion." in text
    customer = next(line for line in text.splitlines() if "Text für die Person" in line)
    assert "(von uns)" in customer
    assert "Betrug" not in customer


def test_the_provider_s_own_text_for_the_person_goes_first() -> None:
    assert "gemeinsames Konto" in said("solaris", "joint_account", "de").lower() or "(vom Anbieter)" in said(
        "solaris", "joint_account", "de"
    )


@pytest.mark.parametrize("term", ["partner_iban", "IdentcheckRequest.partner_iban", "PARTNER_IBAN"])
def test_a_field_has_its_class_and_its_limits(term: str) -> None:
    text = said("identplus", term)
    assert "class of personal data: bank" in text
    assert "at most 22 characters" in text


def test_a_status_is_told_in_the_words_of_each_method_s_table() -> None:
    text = said("postident", "started")
    assert "video: Identification created. User has to initiate a videochat." in text
    assert "basic: Identification created. User has to request a coupon." in text


def test_values_for_tests_are_told() -> None:
    assert "Account was JOINT: HTTP 409, expectation_mismatch" in said("solaris", "DE55110101010100000004")
    assert "during the review the identification is marked as legit" in said("solaris", "FRAUDOK")


def test_a_field_is_found_by_its_python_name() -> None:
    assert said("postident", "case_id").count("POSTIDENT") >= 2  # the field of the case, and the parameter


def test_an_http_status_is_told_with_its_codes() -> None:
    assert "JOINT_ACCOUNT" in said("solaris", "412")
    assert "answered by: identchecks.create" in said("identplus", "422")


def test_an_operation_is_found_by_its_name_and_by_its_call() -> None:
    assert said("gopay", "identifications.get_status") == said(
        "gopay", "GET /v1/client/client-profile/{clientProfileId}/identification-status"
    )


@pytest.mark.parametrize("provider", installed())
def test_everything_of_every_document_can_be_explained(provider: str) -> None:
    document = bundled(provider)
    terms = (
        {each.code for each in document.values} | {each.id for each in document.operations} | {each.name for each in document.properties}
    )
    for term in terms | document.schemas.keys():
        assert all(entry.title and entry.facts for entry in explain(provider, term, "de"))


def test_our_words_are_there_for_every_outcome_in_both_languages() -> None:
    assert CUSTOMER_TEXTS.keys() == NEXT_STEPS.keys()
    assert all(set(texts) == {"de", "en"} for texts in (*CUSTOMER_TEXTS.values(), *NEXT_STEPS.values(), FRAUD_STEP))


def test_the_command_says_what_comes_close(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["postident", "firtName"]) == 1
    assert "perhaps firstName" in capsys.readouterr().err
    assert command.main(["nobody", "110"]) == 1
    assert "there is no provider 'nobody'" in capsys.readouterr().err
    assert command.main(["postident", "review", "pending"]) == 0
    assert "in_review" in capsys.readouterr().out


def test_the_outcome_is_that_of_the_overrides() -> None:
    assert "outcome: expired" in said("gopay", "EXPIRED_IDENTIFICATION")
    assert "outcome: pending" in said("identplus", "SCT_TRIGGERED")


def _identcheck(status: str, code: str | None) -> object:
    return Identcheck.from_dict({"id": "1", "process_status": status, "process_status_note": code, "created_at": "2020-10-01T10:08:22Z"})


def _identification(status: str, code: str | None) -> object:
    method = "bank" if status == "failed" else "idnow"
    return Identification.from_dict({"id": "1cidt", "status": status, "method": method, "failure_reason": code})


def _identification_status(status: str, code: str | None) -> object:
    return IdentificationStatus.from_dict({"clientProfileId": 1, "state": status, "reasons": [] if code is None else [code]})


@pytest.mark.parametrize(
    ("provider", "schema", "made"),
    [
        ("identplus", "ProcessStatus", _identcheck),
        ("solaris", "IdentificationStatus", _identification),
        ("gopay", "IdentificationState", _identification_status),
    ],
)
def test_explain_and_assess_tell_the_same(provider: str, schema: str, made: Callable[[str, str | None], object]) -> None:
    by_name = tables(provider)
    own, codes = by_name[schema], 0
    for value in bundled(provider).values:
        if value.schema != schema:
            continue
        verdicts = outcomes(value, by_name)
        if "" in verdicts:
            assert verdicts == {"": assess(made(value.code, None)).outcome}
            continue
        assert verdicts.pop(WITHOUT_A_CODE) == assess(made(value.code, None)).outcome
        for circumstances, outcome in verdicts.items():
            for code in circumstances.split(", "):
                codes += 1
                assert assess(made(value.code, code)).outcome is outcome, (value.code, code)
    assert codes == sum(len(by_name[other].rows) for other in own.refined_by.values())


def test_what_depends_on_the_note_is_told_with_its_next_step() -> None:
    text = said("identplus", "SCT_DISCARDED")
    assert "outcome: without a code: unrecognised; CHECK_PERSON, CHECK_BANK_CONNECTION, INVALID_PROCESS: rejected; SCHUFA_" in text
    assert "next step: without a code: Hold the case and tell a human. (ours)" in text
    assert "INVALID_PROCESS: Do not serve the person; hand the case to a human. (ours)" in text
    german = said("identplus", "SCT_DISCARDED", "de")
    assert "nächster Schritt: ohne Code: Den Vorgang anhalten und einem Menschen vorlegen. (von uns)" in german
    assert "Grundlage: steht im Dokument des Anbieters" in german


@pytest.mark.parametrize("provider", installed())
def test_in_german_no_sentence_of_ours_is_english(provider: str) -> None:
    document = bundled(provider)
    ours = {texts["en"] for texts in (*NEXT_STEPS.values(), *CUSTOMER_TEXTS.values(), FRAUD_STEP)} | {
        Provenance(basis).sure for basis in ("documented", "referenced", "observed", "inferred")
    }
    for term in {each.code for each in document.values} | document.schemas.keys():
        lines = said(provider, term, "de").splitlines()
        assert not [line for line in lines if any(sentence in line for sentence in ours)]


def test_a_rule_is_told_with_its_field_and_whether_it_refuses() -> None:
    warned = "looked at before it is sent: is longer than 14 characters (only a warning)"
    assert warned in said("postident", "processData.referenceId") or warned in said("postident", "ProcessData.referenceId")
    assert "looked at before it is sent: aml_confirmed_on must be today or tomorrow\n" in said("solaris", "PersonUpdate.aml_confirmed_on")
    assert "vor dem Senden angesehen: is larger than 1000" in said("solaris", "documents.list.page[size]", "de")
