"""Sentences of the documents that no schema can say, as the sandbox keeps them."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from identkit.core import ApiError
from identkit.postident import Postident
from identkit.sandbox import Sandbox
from identkit.solaris import Solaris
from identkit.solaris.models import AddressDataParams


@pytest.fixture
def raw(sandbox: Sandbox) -> Iterator[httpx.Client]:
    account = sandbox.postident
    auth = (account.login["username"], account.login["password"])
    headers = {"content-type": "application/json"}
    with httpx.Client(base_url=f"{account.base_url}/{account.login['client_id']}", auth=auth, headers=headers, trust_env=False) as http:
        yield http


def test_a_case_is_neither_begun_nor_finished_after_its_validity(sandbox: Sandbox) -> None:
    with Postident(**sandbox.postident.credentials) as postident:
        untouched, begun, eid = (postident.cases.create().case_id for _ in range(3))
        sandbox.postident.identify(begun, "video", "started")
        sandbox.postident.identify(eid, "eid", "started")
        sandbox.clock.advance(days=90)
        for case_id in (untouched, eid):
            with pytest.raises(ValueError, match="was valid until"):
                sandbox.postident.walk(case_id, "eid", "success")
        over = postident.cases.get(begun)
        assert over.primary_ident is not None
        found = over.primary_ident.identification_status
        assert (found.status, found.sub_status and found.sub_status.code) == ("declined", "12")


@pytest.mark.parametrize(
    ("status", "code", "kinds"),
    [
        ("success", None, {"idfrontside", "idbackside", "userface", "videochatrecording"}),
        ("declined", "11", {"idfrontside", "idbackside", "userface", "videochatrecording"}),
        *(("declined", code, set[str]()) for code in ("12", "13", "19", "99")),
    ],
)
def test_a_declined_video_leaves_pictures_and_a_recording_only_for_fraud(
    sandbox: Sandbox, raw: httpx.Client, status: str, code: str | None, kinds: set[str]
) -> None:
    case_id = raw.post("/cases", json={}).json()["caseId"]
    sandbox.postident.walk(case_id, "video", status, code)
    found = raw.get(f"/cases/{case_id}", params={"includeBinaryData": "true", "includeResultPdf": "true"}).json()["primaryIdent"]
    records = found.get("records", []) + found.get("identificationDocument", {}).get("records", [])
    assert {record["type"] for record in records} == {"result"} | kinds


def test_reviews_are_for_tkg_only(sandbox: Sandbox, raw: httpx.Client) -> None:
    case_id = raw.post("/cases", json={}).json()["caseId"]
    sandbox.postident.walk(case_id, "video")
    for identification_class in ("GwG", "TKG", "Standard"):
        sandbox.postident.identification_class = identification_class
        more = raw.get(f"/cases/{case_id}").json()["primaryIdent"]["additionalDataVideo"]
        assert ("identReviews" in more) is (identification_class == "TKG")


@pytest.mark.parametrize("document", [{"dateIssued": 0}, {"birthDate": "gestern"}, {"type": "AAA"}, {"birthDate": "1964-00-00"}])
def test_leniency_is_for_answers_only(raw: httpx.Client, document: dict[str, Any]) -> None:
    assert raw.post("/cases", json={"identificationDocumentProvided": document}).status_code == 400


@pytest.mark.parametrize(("number", "status"), [("+98 21 12345", 400), ("+850-2-381", 400), ("+15550101", 201), ("+4915112345678", 201)])
def test_numbers_of_two_countries_are_refused(sandbox: Sandbox, number: str, status: int) -> None:
    with Solaris(**sandbox.solaris.credentials) as solaris:
        person = solaris.persons.create(first_name="Jane", last_name="Doe")
    # Past the client, which refuses them itself.
    headers = {"authorization": f"Bearer {next(iter(sandbox.solaris.store.tokens))}"}
    url = f"{sandbox.solaris.base_url}/v1/persons/{person.id}/mobile_number"
    assert httpx.post(url, json={"number": number}, headers=headers, trust_env=False).status_code == status


def test_attempts_count_for_the_number_and_the_name_whoever_makes_them(sandbox: Sandbox) -> None:
    with Solaris(**sandbox.solaris.credentials) as solaris:

        def person(last_name: str, number: str) -> str:
            address: AddressDataParams = {"line_1": "Str. 1", "postal_code": "14169", "city": "Berlin", "country": "DE"}
            made = solaris.persons.create(first_name="Leander", last_name=last_name, birth_date="1978-07-15", address=address)
            solaris.mobile_numbers.create(made.id, number=number)
            solaris.mobile_numbers.authorize(made.id, number=number)
            solaris.mobile_numbers.confirm(made.id, number=number, token="212212")
            return made.id

        def attempt(person_id: str, iban: int) -> str | None:
            with pytest.raises(ApiError) as refused:
                solaris.identifications.create(person_id, method="bank", iban=_iban(iban))
            return refused.value.code

        first, second = person("Zierfisch", "+15550101"), person("Guppy", "+15550101")
        assert {attempt(first if number % 2 else second, number) for number in range(20)} == {"PERSON_ACCOUNT_MATCH_NOT_FOUND"}
        assert attempt(first, 99) == attempt(second, 99) == "IDENTIFICATION_ATTEMPTS_EXCEEDED"
        assert attempt(person("Guppy", "+15550102"), 99) == "PERSON_ACCOUNT_MATCH_NOT_FOUND"  # ten of that name
        namesake = person("Zierfisch", "+15550103")
        assert {attempt(namesake, 100 + number) for number in range(10)} == {"PERSON_ACCOUNT_MATCH_NOT_FOUND"}
        assert attempt(namesake, 200) == "IDENTIFICATION_ATTEMPTS_EXCEEDED"


def _iban(number: int) -> str:
    """A German IBAN of nobody's account."""
    return f"DE{98 - int(f'{number:018d}131400') % 97:02d}{number:018d}"
