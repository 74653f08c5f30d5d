"""What passes the client's checks passes the provider's, and the other way round.

The client's come from the spec; the sandbox's were written from the document (`identkit.sandbox.identplus.rules`). hypothesis looks for
requests about which they disagree, near the documented limits above all.
"""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from identkit.core import RequestInvalid
from identkit.identplus import Identplus
from identkit.sandbox import Sandbox
from identkit.sandbox.identplus import IdentplusSandbox
from tests.identplus.partner import PARTNER

LETTERS = "abzAZäÄöÖüÜß"
EDGES = st.sampled_from(["", " ", "a", "1", "A", "ß", "é", "-", ".", "/", "\n", "_", "٣", "a\n", "\u2028", "İ", "ſ", "K", "\x00"])


def texts(alphabet: str, *lengths: int) -> st.SearchStrategy[str]:
    """Texts of the alphabet with lengths around the given ones, sometimes with something else in them."""
    sizes = st.sampled_from(sorted({max(0, length + step) for length in lengths for step in (-1, 0, 1)}))
    plain = sizes.flatmap(lambda size: st.text(alphabet, min_size=size, max_size=size))
    return plain | st.builds(_spoilt, plain, EDGES, st.integers(0, 46))


def _spoilt(text: str, edge: str, at: int) -> str:
    return text[:at] + edge + text[at:]


FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "ident_code": texts("abz019", 0, 6, 15),
    "partner_type": st.sampled_from(["LESSOR", "LESSEE", "CARETAKER", "lessor", "TENANT", ""]),
    "partner_iban": texts("0123456789", 0, 20).map(lambda rest: "DE" + rest) | texts("DE01", 0, 2, 22),
    "partner_gender": st.sampled_from(["M", "W", "U", "F", "m", ""]),
    "partner_firstname": texts(LETTERS + " .-", 0, 2, 44),
    "partner_lastname": texts(LETTERS + " .-", 0, 1, 46),
    "partner_birthdate": st.dates().map(str)
    | st.sampled_from(["1950-6-1", "1950-02-30", "19500601", "1950-06-01T00:00:00", "01.06.1950", "", "١٩٥٠-٠٦-٠١", "1950-06-01\n"]),
    "partner_street": texts(LETTERS + "019 .-", 0, 1, 41, 45),
    "partner_housenumber": texts("019aZ/ .-", 0, 1, 5),
    "partner_postcode": texts("0123456789", 0, 5),
    "partner_city": texts(LETTERS + " .-", 0, 1, 44),
    "partner_country": st.sampled_from(["DEU", "DE", "deu", "AUT", ""]),
    "contract_type": st.text(max_size=5),
    "contract_number": st.text(max_size=5),
    "contract_subject": st.text(max_size=5),
    "agb_terms": st.booleans(),
    "dsv_terms": st.booleans(),
}


@pytest.fixture(scope="module")
def provider() -> Iterator[IdentplusSandbox]:
    with Sandbox() as sandbox:
        yield sandbox.identplus


@pytest.fixture(scope="module")
def refused_here() -> Iterator[Any]:
    """The client's verdict: the fields it complains about. Nothing leaves."""
    answer = {"id": "x", "process_status": "SCT_TRIGGERED", "created_at": "2020-10-01T10:08:22.384Z"}
    transport = httpx.MockTransport(lambda request: httpx.Response(201, json=answer))
    with Identplus(token="t", base_url="https://identplus.example", http_client=httpx.Client(transport=transport)) as client:

        def verdict(request: dict[str, Any]) -> set[str]:
            try:
                client.identchecks.create(**request)
            except RequestInvalid as error:
                return set(error.errors)
            return set()

        yield verdict


@pytest.fixture(scope="module")
def refused_there(provider: IdentplusSandbox) -> Iterator[Any]:
    """The provider's verdict on the same request, sent past the client's checks."""
    headers = {"authorization": f"Bearer {provider.login['token']}", "accept": "application/json"}
    with httpx.Client(base_url=provider.base_url, headers=headers, trust_env=False) as http:

        def verdict(request: dict[str, Any]) -> set[str]:
            answer = http.post("/api/v1/identchecks.json", json=request)
            assert answer.status_code in {201, 422}, answer.text
            return set(answer.json()) if answer.status_code == 422 else set()

        yield verdict


@pytest.mark.slow
@given(changed=st.fixed_dictionaries({}, optional=FIELDS))
@example(changed={})
@example(changed={"partner_street": "S" * 40, "partner_housenumber": "12345"})
@example(changed={"partner_street": "S" * 40, "partner_housenumber": "123456"})
@example(changed={"partner_lastname": "Müller\n"})
@example(changed={"partner_postcode": "١٢٣٤٥"})
@example(changed={"partner_iban": "DE 00000000000000000000"})
@settings(max_examples=400, deadline=None, derandomize=True)
def test_both_sides_refuse_the_same_fields(refused_here: Any, refused_there: Any, changed: dict[str, Any]) -> None:
    request = {**PARTNER, **changed}
    sent = {**request, "partner_iban": "".join(request["partner_iban"].split()).upper()}  # as the client puts it right
    assert refused_here(request) == refused_there(sent)


@given(name=st.sampled_from(sorted(FIELDS)), value=st.none() | st.integers() | st.booleans() | st.just([]) | st.just("x"))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_wrong_types_are_refused_by_both(refused_here: Any, refused_there: Any, name: str, value: object) -> None:
    request = {**PARTNER, name: value}
    assert refused_here(request) == refused_there(request)


@pytest.mark.parametrize("name", sorted(PARTNER))
def test_every_field_is_required(refused_there: Any, name: str) -> None:
    assert refused_there({field: value for field, value in PARTNER.items() if field != name}) == {name}


def test_the_documents_sample_of_422_is_reproduced(provider: IdentplusSandbox) -> None:
    request = {**PARTNER, "ident_code": "abc1", "dsv_terms": False}
    del request["partner_iban"]
    headers = {"authorization": f"Bearer {provider.login['token']}", "accept": "application/json"}
    answer = httpx.post(f"{provider.base_url}/api/v1/identchecks.json", json=request, headers=headers, trust_env=False)
    assert (answer.status_code, answer.json()) == (
        422,
        {
            "ident_code": ["is too short, minimum is 6 characters"],
            "partner_iban": ["is required", r"pattern matching failed, must match (?-mix:\ADE)"],
            "dsv_terms": ["false is not allowed"],
        },
    )


@pytest.mark.parametrize(
    ("content", "headers", "status"),
    [
        (b"{", {}, 400),
        (b"[]", {}, 400),
        (b"", {}, 400),
        (b"{}", {"content-type": "text/plain"}, 406),
        (b"{}", {"accept": "text/html"}, 406),
        (b"{}", {"authorization": "Bearer other"}, 401),
        (b"{}", {}, 422),
    ],
)
def test_statuses_without_a_body(provider: IdentplusSandbox, content: bytes, headers: dict[str, str], status: int) -> None:
    usual = {"authorization": f"Bearer {provider.login['token']}", "accept": "application/json", "content-type": "application/json"}
    answer = httpx.post(f"{provider.base_url}/api/v1/identchecks.json", content=content, headers={**usual, **headers}, trust_env=False)
    assert answer.status_code == status
    assert bool(answer.content) == (status == 422)
