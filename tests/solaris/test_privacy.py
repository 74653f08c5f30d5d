"""What `repr` shows of a person and of an error: nothing of the person's life, and all of the provider's own words."""

from typing import Any

import msgspec
import pytest

from identkit.core._lenient import dec_hook
from identkit.solaris.models import ErrorItem, ErrorList, IbanLookup, Person, PersonCreate

LIFE: dict[str, Any] = {
    "salutation": "MS",
    "employment_status": "FREELANCER",
    "job_title": "Canary keeper",
    "tax_information": {"tax_assessment": "CANARY", "marital_status": "MARRIED"},
    "fatca_relevant": True,
    "industry": "Canaries",
    "expected_monthly_revenue_cents": 424242,
    "annual_income_range": "42-43",
    "main_income_source": "Canaries",
    "self_declared_as_pep": True,
    "flagged_by_compliance": True,
    "aml_confirmed_on": "2022-07-22",
    "screening_progress": "POTENTIAL_MATCH",
    "risk_classification_status": "RISK_REJECTED",
    "customer_vetting_status": "POTENTIAL_MATCH",
    "international_operativity_expectation": ["KP"],
}


@pytest.mark.parametrize(
    ("kind", "name"), [(kind, name) for kind in (Person, PersonCreate) for name in LIFE if name in kind.__struct_fields__]
)
def test_a_person_s_life_is_not_shown(kind: type[Any], name: str) -> None:
    shown = repr(msgspec.convert({"id": "1cper", name: LIFE[name]}, kind, dec_hook=dec_hook))
    told = LIFE[name].values() if isinstance(LIFE[name], dict) else [LIFE[name]]
    assert not any(str(value) in shown for value in told)
    assert "***" in shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        *[(text, text) for text in ('allowed values for branch "null" are ["DE", "FR"]', "must be at most 50 characters")],
        ("The IBAN DE89370400440532013000 is invalid", "The IBAN *** is invalid"),
        ("number +491601234567 is taken", "number *** is taken"),
        ('"jane@doe.example" is no address', '"***" is no address'),
        ("born 1992-12-11, too young", "born ***, too young"),
    ],
)
def test_the_provider_s_words_are_shown_without_the_values_they_repeat(text: str, shown: str) -> None:
    assert f"detail={shown!r}" in repr(ErrorList(errors=[ErrorItem(detail=text)]))


def test_the_bank_of_an_iban_is_a_model_and_hides_the_iban() -> None:
    found = msgspec.convert({"iban": "DE89370400440532013000", "bank_name": "Bank", "what_else": 1}, IbanLookup)
    assert (found.iban, found.bank_name, "DE89" in repr(found)) == ("DE89370400440532013000", "Bank", False)
