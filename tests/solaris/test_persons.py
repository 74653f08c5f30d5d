"""Persons and mobile numbers: names, PATCH, uniqueness, the branch's countries, the static one-time password."""

import json
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import httpx
import pytest

from identkit.core import BadRequest, Conflict, Forbidden, NotFound, RequestInvalid
from identkit.core._sent.patterns import to_python
from identkit.sandbox.solaris.idnow import SCENARIOS
from identkit.solaris.models import AddressData, EmploymentStatus, PersonUpdate
from tests.solaris.conftest import LOGIN, Bench, Make
from tests.solaris.test_client import Wire

FINE = [
    "Jane",
    "O'Brien",
    "O’Neill",
    "Anne-Marie",
    "J. R. R.",
    "Jürgen Groß",
    "Nguyễn Thị Ánh",
    "Łukasz Żółć",
    "Gal·la",
    "ʻAlohi",
    "Иван",
    "李小龍",
    "𠮷田",
    "王々",
    "محمد",
    "علی‌رضا",
    "אברהם",
    "राम",
    "Σωκράτης",
    "Guðrún 2",
    "M" * 50,
]
WRONG = [
    " Jane",
    "\tJane",
    "M" * 51,
    "Jane😀",
    "☺",
    "Jane ♥",
    "Jane🇩🇪",
]
DOUBTFUL = [  # "symbols", by our reading
    "a@b",
    "Jane#1",
    "a=b",
    "<b>",
    "{{random_name}}",
    "10 €",
    "Ja\nne",
    "A™",
    "a_b",
]


class Echo:
    """Answers with a person and keeps what was sent."""

    def __init__(self) -> None:
        self.bodies: list[Any] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/oauth2/token":
            return httpx.Response(200, json={"access_token": "t", "expires_in": 3599})
        self.bodies.append(json.loads(request.content))
        return httpx.Response(200, json={"id": "1cper"})


def named(name: str, value: str) -> dict[str, Any]:
    return {name: value}


@pytest.mark.parametrize("name", ["first_name", "last_name"])
def test_names_of_the_real_world_pass(solaris: Make, name: str) -> None:
    echo = Echo()
    client = solaris(echo, **LOGIN)
    for value in [*FINE, *(f"X-{prefix}TEST-{case}" for prefix in ("AUTO", "MANUAL") for case in SCENARIOS)]:
        client.persons.create(**named(name, value))
        assert echo.bodies[-1] == {name: value}


@pytest.mark.parametrize("name", ["first_name", "last_name"])
@pytest.mark.parametrize("value", WRONG)
def test_emojis_and_leading_whitespace_do_not(solaris: Make, name: str, value: str) -> None:
    echo = Echo()
    with pytest.raises(RequestInvalid) as refused:
        solaris(echo, **LOGIN).persons.create(**named(name, value))
    assert refused.value.errors.keys() == {name}
    assert value not in str(refused.value)
    assert echo.bodies == []


@pytest.mark.parametrize("value", DOUBTFUL)
def test_what_only_we_take_for_a_symbol_is_sent(solaris: Make, caplog: pytest.LogCaptureFixture, value: str) -> None:
    echo = Echo()
    solaris(echo, **LOGIN).persons.create(last_name=value)
    assert echo.bodies == [{"last_name": value}]
    assert any("last_name: seems to hold symbols" in each for each in caplog.messages)
    assert value not in caplog.text


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ("2019-01-01T00:00:00Z", "2019-01-01T00:00:00Z"),
        ("2019-01-01T00:00:00.000Z", "2019-01-01T00:00:00.000Z"),
        ("2019-01-01T01:30:00+01:30", "2019-01-01T00:00:00Z"),
        ("2019-01-01t00:00:00.5-01:00", "2019-01-01T01:00:00.500000Z"),
        (datetime(2019, 1, 1, 1, tzinfo=timezone(timedelta(hours=1))), "2019-01-01T00:00:00Z"),
        (datetime(2019, 1, 1, tzinfo=UTC), "2019-01-01T00:00:00Z"),
        ("0001-01-01T00:00:00+01:00", "0001-01-01T00:00:00+01:00"),  # before the first day of the calendar
    ],
)
def test_a_consent_is_sent_as_a_utc_timestamp(solaris: Make, given: Any, sent: str) -> None:
    echo = Echo()
    client = solaris(echo, **LOGIN)
    client.persons.create(terms_conditions_signed_at=given, data_terms_signed_at=given)
    client.persons.update("1cper", data_terms_signed_at=given)
    assert echo.bodies == [{"terms_conditions_signed_at": sent, "data_terms_signed_at": sent}, {"data_terms_signed_at": sent}]


def test_letters_of_every_script_pass_and_pictures_do_not() -> None:
    document = json.loads((Path(__file__).parents[2] / "generated/identkit/solaris/openapi.json").read_text("utf-8"))
    (rule,) = (each for each in document["components"]["schemas"]["PersonCreate"]["x-rules"] if "last_name" in each["fields"])
    fine = re.compile(to_python(rule["pattern"]))
    # Letters that are symbols by use: superscripts, letterlike and mathematical ones, the micro sign, the masu mark.
    symbols = {0xB5, 0x303C, *range(0x2000, 0x2C00), *range(0x1D000, 0x1D800)}
    pictures = (range(0x2190, 0x2C00), range(0x3200, 0x3400), range(0x1F000, 0x1FC00))
    letters = [
        chr(point)
        for point in range(0xE0000)
        if unicodedata.category(chr(point)) in {"Lu", "Ll", "Lt", "Lo", "Mn", "Mc"}
        and point not in symbols
        and not 0xFE00 <= point <= 0xFE0F
    ]
    assert len(letters) > 130_000
    assert fine.search("A" + "".join(letters))
    found = [chr(point) for block in pictures for point in block if unicodedata.category(chr(point))[0] in "SC"]
    assert [picture for picture in found if fine.search("A" + picture)] == []


def test_the_sandbox_keeps_the_same_rules(bench: Bench) -> None:
    with httpx.Client(base_url=bench.provider.base_url, headers=_authorized(bench)) as http:
        for value in WRONG:
            answer = http.post("/v1/persons", json={"first_name": value})
            assert answer.status_code == 400
            assert answer.json()["errors"][0]["source"]["field"] == "first_name"
        assert [http.post("/v1/persons", json={"last_name": value}).status_code for value in FINE] == [200] * len(FINE)


def _authorized(bench: Bench) -> dict[str, str]:
    login = bench.provider.login
    form = {"grant_type": "client_credentials", "scope": "partners"}
    auth = (login["client_id"], login["client_secret"])
    token = httpx.post(f"{login['auth_url']}/oauth2/token", data=form, auth=auth).raise_for_status().json()["access_token"]
    return {"authorization": f"Bearer {token}"}


def test_a_person_as_in_the_sample(bench: Bench) -> None:
    person = bench.client.persons.create(
        salutation="MS",
        first_name="Jane",
        last_name="Doe",
        address=AddressData(line_1="Amrumerstrasse", line_2="14", postal_code="13353", city="Berlin", country="DE"),
        mobile_number="+49301234567",
        birth_date=date(1992, 12, 11),
        nationality="DE",
        terms_conditions_signed_at=datetime(2022, 1, 1, tzinfo=UTC),
        data_terms_signed_at="2022-01-01T00:00:00.000Z",
        fatca_relevant="false",
    )
    assert bench.client.persons.get(person.id) == person
    assert person.address is not None
    assert (person.address.city, person.birth_date, person.nationality) == ("Berlin", date(1992, 12, 11), "DE")
    assert person.terms_conditions_signed_at == person.data_terms_signed_at == datetime(2022, 1, 1, tzinfo=UTC)
    assert (person.screening_progress, person.flagged_by_compliance, person.fatca_relevant) == ("NOT_SCREENED", False, False)
    assert [value for value in ("Jane", "Doe", "Amrumer", "13353", "493012", "1992") if value in repr(person)] == []


def test_null_clears_and_unset_keeps(bench: Bench) -> None:
    person = bench.person(industry="ARTS", industry_key="ARTIST", job_title="Painter")
    updated = bench.client.persons.update(person.id, industry=None, address={"line_2": None})
    assert (updated.industry, updated.industry_key, updated.job_title) == (None, "ARTIST", "Painter")
    assert updated.address is not None
    assert (updated.address.line_1, updated.address.line_2) == ("BERLINER STR. 45", None)


def test_what_patch_sends(solaris: Make) -> None:
    echo = Echo()
    solaris(echo, **LOGIN).persons.update("1cper", nace_code="A 01", industry=None, address={"line_2": None, "city": "Bonn"}, title=None)
    assert echo.bodies == [{"nace_code": "A 01", "industry": None, "address": {"line_2": None, "city": "Bonn"}, "title": None}]


@pytest.mark.parametrize("status", [EmploymentStatus.FREELANCER, "SELF_EMPLOYED"])
@pytest.mark.parametrize(
    ("more", "fine"),
    [
        ({}, False),
        ({"industry": None}, False),
        ({"industry": None, "industry_key": "ARTIST"}, False),
        ({"nace_code": None}, False),
        ({"nace_code": "A 01"}, True),
        ({"industry": None, "industry_key": None}, True),
    ],
)
def test_the_rule_for_the_self_employed(
    bench: Bench, status: Any, more: dict[str, Any], fine: bool, caplog: pytest.LogCaptureFixture
) -> None:
    person = bench.person(employment_status="EMPLOYED", industry="ARTS", industry_key="ARTIST")
    if fine:
        assert bench.client.persons.update(person.id, employment_status=status, **more).employment_status == status
        assert caplog.messages == []
        return
    with pytest.raises(BadRequest) as refused:  # "Only for B2C customer": the client warns, Solaris knows
        bench.client.persons.update(person.id, employment_status=status, **more)
    assert refused.value.body.errors[0].source.field == "employment_status"
    assert any("employment_status: changing to FREELANCER" in message for message in caplog.messages)


def test_other_employments_need_nothing(bench: Bench) -> None:
    assert bench.client.persons.update(bench.person().id, employment_status="STUDENT").employment_status is EmploymentStatus.STUDENT


def test_patch_takes_the_listed_properties_and_no_other() -> None:
    listed = """title salutation address contact_address employment_status job_title email tax_information fatca_relevant
        fatca_crs_confirmed_at business_purpose industry industry_key own_economic_interest_signed_at aml_confirmed_on
        expected_monthly_revenue_cents vat_number website_social_media business_trading_name nace_code business_address_line_1
        business_address_line_2 business_postal_code business_city business_country annual_income_range data_terms_signed_at branch
        birth_province birth_post_code socioprofessional_category purpose_of_account_opening main_income_source work_country
        work_province self_declared_as_pep international_operativity_expectation registration_number"""
    assert set(PersonUpdate.__struct_fields__) == set(listed.split())


@pytest.mark.parametrize("status", ["EMPLOYED", "GIG_WORKER", EmploymentStatus("GIG_WORKER")])
def test_a_list_of_the_api_reference_alone_is_open_in_requests_too(solaris: Make, status: Any) -> None:
    wire = Wire(httpx.Response(200, json={"id": "1cper"}))
    solaris(wire, **LOGIN).persons.create(employment_status=status)
    assert json.loads(wire.sent[-1].content) == {"employment_status": str(status)}


@pytest.mark.parametrize(("day", "fine"), [("2026-01-05", True), ("2026-01-06", True), ("2026-01-04", False), ("2026-01-07", False)])
def test_aml_confirmed_on_is_today_or_tomorrow(bench: Bench, day: str, fine: bool) -> None:
    person = bench.person()
    if fine:
        assert bench.client.persons.update(person.id, aml_confirmed_on=day).aml_confirmed_on == date.fromisoformat(day)
        return
    with pytest.raises(RequestInvalid) as refused:
        bench.client.persons.update(person.id, aml_confirmed_on=day)
    assert refused.value.errors == {"aml_confirmed_on": ["must be today or tomorrow"]}
    assert refused.value.in_language("de") == {"aml_confirmed_on": ["muss heute oder morgen sein"]}


def test_a_change_may_need_the_customers_authorization(bench: Bench) -> None:
    bench.provider.change_requests = True
    person = bench.person(email="jane@example.com")
    direct = bench.client.persons.update(person.id, job_title="Painter")
    assert (direct.id, direct.job_title, direct.status) == (person.id, "Painter", None)
    change = bench.client.persons.update(person.id, email="doe@example.com")
    assert (change.status, change.id != person.id) == ("AUTHORIZATION_REQUIRED", True)
    assert bench.client.persons.get(person.id).email == "jane@example.com"
    bench.provider.authorize_change(change.id)
    assert bench.client.persons.get(person.id).email == "doe@example.com"


def test_the_1001st_identical_person_is_refused(bench: Bench) -> None:
    store = bench.provider.store.persons
    first = bench.person()
    store |= {f"{number}cper": store[first.id] for number in range(999)}  # a thousand calls would take their time
    with pytest.raises(BadRequest) as refused:
        bench.person()
    assert refused.value.code == "invalid_model"
    assert bench.person(birth_city="Köln").id


def test_the_branch_restricts_the_country(bench: Bench) -> None:
    bench.provider.residency_countries = ["DE", "FR"]
    with pytest.raises(BadRequest) as refused:
        bench.person(address={"country": "IT"})
    (error,) = refused.value.body.errors
    assert (error.code, error.status, error.source.field) == ("invalid_model", 400, "country")
    assert error.detail == (
        'country Residency Country is not allowed for this branch,allowed residency country values for branch "null" are ["DE", "FR"]'
    )


def test_a_person_that_is_not_there(bench: Bench) -> None:
    with pytest.raises(NotFound) as refused:
        bench.client.persons.get("0cper")
    assert refused.value.code == "model_not_found"


def test_a_mobile_number_is_verified_with_the_static_password(bench: Bench) -> None:
    person = bench.person()
    made = bench.client.mobile_numbers.create(person.id, number="+1-555 01_0/1")
    assert (made.number, made.verified) == ("+15550101", False)
    assert bench.client.mobile_numbers.authorize(person.id, number=made.number) == made
    with pytest.raises(Forbidden) as refused:
        bench.client.mobile_numbers.confirm(person.id, number=made.number, token="212213")
    assert refused.value.code == "invalid_tan"
    assert bench.client.mobile_numbers.confirm(person.id, number=made.number, token="212212").verified
    assert bench.client.mobile_numbers.get(person.id).verified
    assert "15550101" not in repr(made)


def test_a_person_has_one_number(bench: Bench) -> None:
    person = bench.person()
    bench.client.mobile_numbers.create(person.id, number="+15550101")
    with pytest.raises(Conflict) as refused:
        bench.client.mobile_numbers.create(person.id, number="+15550102")
    assert refused.value.code == "mobile_number_exists"


def test_another_number_is_not_found(bench: Bench) -> None:
    person = bench.person()
    with pytest.raises(NotFound):
        bench.client.mobile_numbers.get(person.id)
    bench.client.mobile_numbers.create(person.id, number="+15550101")
    with pytest.raises(NotFound):
        bench.client.mobile_numbers.authorize(person.id, number="+15550102")


def test_an_unverified_number_is_deleted_at_once(bench: Bench) -> None:
    person = bench.person()
    bench.client.mobile_numbers.create(person.id, number="+15550101")
    assert bench.client.mobile_numbers.delete(person.id, number="+15550101").status is None
    with pytest.raises(NotFound):
        bench.client.mobile_numbers.get(person.id)


def test_a_verified_number_is_deleted_when_the_customer_agrees(bench: Bench) -> None:
    person = bench.verified()
    change = bench.client.mobile_numbers.delete(person.id, number="+15550101")
    assert change.status == "AUTHORIZATION_REQUIRED"
    assert bench.client.mobile_numbers.get(person.id).verified
    bench.provider.authorize_change(change.id or "")
    with pytest.raises(NotFound):
        bench.client.mobile_numbers.get(person.id)


@pytest.mark.parametrize("nationality", ["UK", "de", "DEU"])
def test_a_nationality_is_a_code(bench: Bench, nationality: str) -> None:
    with pytest.raises(RequestInvalid) as refused:
        bench.client.persons.create(nationality=nationality)
    (message,) = refused.value.in_language("de").values()
    assert message == ["muss ein Ländercode aus zwei Großbuchstaben sein (ISO 3166-1), etwa DE"]
    assert bench.calls("persons.create") == 0


@pytest.mark.parametrize(
    ("given", "warned"),
    [
        ({"nationality": "XK"}, False),  # Kosovo, left to their users by ISO
        ({"birth_country": "SU"}, True),  # that these are ISO's codes, no document says
        ({"birth_country": "Spain"}, True),
        ({"address": {"country": "DEU"}}, True),
        ({"address": {"country": "ZZ"}}, True),
        ({"work_country": "Scotland"}, True),
    ],
)
def test_where_no_document_names_iso_a_country_is_sent(
    bench: Bench, given: dict[str, Any], warned: bool, caplog: pytest.LogCaptureFixture
) -> None:
    bench.client.persons.create(first_name="Jane", **given)
    assert any("no country code" in record.getMessage() for record in caplog.records) is warned


@pytest.mark.parametrize("number", ["15550101", "0301234567", "+", "+49 30 A", ""])
def test_a_number_in_another_form_is_sent(bench: Bench, number: str, caplog: pytest.LogCaptureFixture) -> None:
    bench.client.mobile_numbers.create(bench.person().id, number=number)  # E.164 is asked for by the API reference alone
    assert any("not in E.164 form" in message for message in caplog.messages)


@pytest.mark.parametrize("number", ["+98 912 1234567", "+850-191-234567", "0098 912 1234567"])
def test_a_number_of_iran_or_north_korea_is_refused(bench: Bench, number: str) -> None:
    with pytest.raises(RequestInvalid) as refused:
        bench.client.mobile_numbers.create("1cper", number=number)
    assert refused.value.errors == {"number": ["is a number of Iran or North Korea, which are not supported"]}
    assert bench.calls("mobile_numbers.create") == 0
