"""What comes back: decoded, or refused with a path and without a value."""

import traceback
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from typing import Any, Literal

import httpx
import msgspec
import pytest
from msgspec.structs import replace

from identkit.core import DecodeError
from identkit.core._calling.description import Operation, Retry
from identkit.core._lenient import Lenient
from identkit.core._received.decoding import complaint, decode
from identkit.core._received.reading import Reply
from identkit.core._received.response import decoded
from identkit.core._types import Model, OpenStrEnum
from tests.runtime.acme import DOCUMENT, GET, LIST, Case, CasePage, Status

CANARY = "Canary-Mustermann"


class Colour(Enum):
    RED = "red"


class Inner(Model, frozen=True, kw_only=True, omit_defaults=True):
    number: int | None = None
    only: Literal["x", "y"] | None = None


class Everything(Model, frozen=True, kw_only=True, omit_defaults=True):
    text: str | None = None
    closed: Colour | None = None
    opened: Status | None = None
    moment: datetime | None = None
    day: date | None = None
    scan: bytes | None = None
    inner: list[Inner] | None = None
    by_key: dict[str, int] | None = None
    either: int | list[str] | None = None
    lenient: Lenient[int] | None = None
    deep: Any = None


@pytest.mark.parametrize(
    ("content", "path", "problem"),
    [
        (f'{{"closed": "{CANARY}"}}', "$.closed", "the value is not one of those allowed here"),
        (f'{{"moment": "{CANARY}"}}', "$.moment", "Invalid RFC3339 encoded datetime"),
        (f'{{"day": "{CANARY}"}}', "$.day", "Invalid RFC3339 encoded date"),
        (f'{{"scan": "{CANARY}"}}', "$.scan", "Invalid base64 encoded string"),
        (f'{{"inner": [{{}}, {{"number": "{CANARY}"}}]}}', "$.inner[1].number", "Expected `int | null`, got `str`"),
        (f'{{"inner": [{{"only": "{CANARY}"}}]}}', "$.inner[0].only", "the value is not one of those allowed here"),
        (f'{{"by_key": {{"{CANARY}": "{CANARY}"}}}}', "$.by_key[...]", "Expected `int`, got `str`"),
        (f'{{"either": "{CANARY}"}}', "$.either", "Expected `int | array | null`, got `str`"),
        (f'{{"lenient": "{CANARY}"}}', "$.lenient", "Expected `int`, got `str`"),
        (f'{{"text": {{"{CANARY}": 1}}}}', "$.text", "Expected `str | null`, got `object`"),
        (f'["{CANARY}"]', "$", "Expected `object`, got `array`"),
        (f'{{"text": "{CANARY}"', "$", "Input data was truncated"),
        (f'{{"text": {CANARY}}}', "$", "JSON is malformed: invalid character (byte 9)"),
        (f'{{"text": "{CANARY}"}} {CANARY}', "$", "JSON is malformed: trailing characters (byte 31)"),
        ("", "$", "the body is empty"),
    ],
)
def test_a_departure_from_the_spec_is_told_by_path_and_without_value(content: str, path: str, problem: str) -> None:
    value, wrong = decode(Everything, content.encode())
    assert value is None
    assert wrong == (path, problem)


def test_text_that_is_not_utf8() -> None:
    assert decode(Everything, b'{"text": "Canary\xff"}') == (None, ("$", "the body is not UTF-8"))


def test_a_byte_order_mark_is_passed_over() -> None:
    assert decode(Everything, b'\xef\xbb\xbf{"text": "a"}') == (Everything(text="a"), None)


def test_nesting_without_end() -> None:
    assert decode(Everything, b'{"deep": ' + b"[" * 100_000) == (None, ("$", "the body is nested too deeply"))


def test_a_complaint_that_is_not_known_is_not_repeated() -> None:
    assert complaint(f"Something about {CANARY} - at `$.a.b`") == ("$.a.b", "the value is not one of those allowed here")
    assert complaint(f"Expected `{CANARY}` of another kind") == ("$", "the value is not one of those allowed here")


def test_a_missing_field_is_named() -> None:
    assert decode(Case, b"{}") == (None, ("$", "Object missing required field `caseId`"))


def test_unknown_fields_and_unknown_enum_values_are_kept_out_of_the_way() -> None:
    case, wrong = decode(Case, b'{"caseId": "c", "status": "brand new", "surprise": [1]}')
    assert wrong is None
    assert case.status == "brand new"
    assert (Status("brand new").is_known, Status.NEW.is_known) == (False, True)
    assert isinstance(case.status, Status)


def answer(content: bytes, kind: str | None = "application/json", **headers: str) -> httpx.Response:
    return httpx.Response(200, content=content, headers={**({"content-type": kind} if kind else {}), **headers})


def received(given: httpx.Response) -> Reply:
    return Reply(given.status_code, given.headers, given.content)


def body_of(operation: Operation[Any], given: httpx.Response) -> Any:
    return decoded(operation, received(given), None, 0.1).data


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=utf-8", "text/plain", None, "application/problem+json"])
def test_json_is_read_whatever_it_is_called(kind: str | None) -> None:
    assert body_of(GET, answer(b'{"caseId": "c"}', kind)).case_id == "c"


@pytest.mark.parametrize("kind", ["text/html", "TEXT/HTML; charset=utf-8"])
def test_a_page_is_not_an_answer(kind: str) -> None:
    with pytest.raises(DecodeError, match=r"cases.get: the answer is text/html, not application/json at \$"):
        body_of(GET, answer(b"<html>Canary</html>", kind))


def test_a_file_has_to_be_the_kind_that_was_asked_for() -> None:
    assert body_of(DOCUMENT, answer(b"%PDF", "application/pdf")) == b"%PDF"
    for kind in ("text/html", "application/json"):
        with pytest.raises(DecodeError):
            body_of(DOCUMENT, answer(b"{}", kind))
        with pytest.raises(DecodeError):  # an error message or a page, not a document
            body_of(replace(DOCUMENT, accept="*/*"), answer(b"{}", kind))
    assert body_of(replace(DOCUMENT, accept="*/*"), answer(b"{}", "application/zip")) == b"{}"
    assert body_of(replace(DOCUMENT, accept="application/json, */*"), answer(b"{}", "application/json")) == b"{}"


def test_an_answer_without_body() -> None:
    assert body_of(replace(GET, returns=None), answer(b"", None)) is None
    assert body_of(replace(GET, returns=Case | None), answer(b"", None)) is None
    with pytest.raises(DecodeError, match="the body is empty"):
        body_of(GET, answer(b"", None))


@pytest.mark.parametrize(("flag", "partial"), [("true", True), ("True ", True), ("false", False), ("", False)])
def test_a_page_knows_whether_there_is_more(flag: str, *, partial: bool) -> None:
    page = body_of(LIST, answer(b'[{"caseId": "a"}, {"caseId": "b"}]', **{"x-partial-delivery": flag}))
    assert isinstance(page, CasePage)
    assert (page.partial, len(page), page[1].case_id, [case.case_id for case in page[:1]]) == (partial, 2, "b", ["a"])
    assert page == CasePage([Case(case_id="a"), Case(case_id="b")], partial=partial)


def test_a_decode_error_holds_the_content_and_shows_none_of_it() -> None:
    content = f'{{"caseId": 5, "name": "{CANARY}"}}'.encode()
    with pytest.raises(DecodeError) as caught:
        body_of(GET, answer(content))
    error = caught.value
    assert (error.path, error.status_code, error.content) == ("$.caseId", 200, content)
    assert CANARY not in str(error) + repr(error) + "".join(traceback.format_exception(error))


def test_codecs_stand_before_decoding() -> None:
    class Reversed:
        max_bytes = 1000

        @property
        def request_headers(self) -> dict[str, str]:
            return {"X-Key": "1"}

        def decode(self, content: bytes, content_type: str) -> bytes:
            assert content_type == "application/jose"
            return content[::-1]

    given = decoded(GET, received(answer(b'{"caseId": "c"}'[::-1], "application/jose")), Reversed(), 0.1)
    assert given.data.case_id == "c"
    assert given.content == b'{"caseId": "c"}'


def test_every_kind_of_complaint_of_msgspec_is_harmless_or_replaced() -> None:
    """What msgspec says about a string, whatever the expected type, never holds the string."""
    kinds: list[Any] = [
        int,
        float,
        bool,
        None,
        bytes,
        datetime,
        date,
        Colour,
        Literal["a"],
        Literal[1],
        list[int],
        dict[int, int],
        Inner,
        Status,
    ]
    for kind in [*kinds, int | None, Inner | None, dict[Colour, int], tuple[int, int], frozenset[int], msgspec.Raw]:
        for content in (f'"{CANARY}"', f'["{CANARY}"]', f'{{"{CANARY}": "{CANARY}"}}', "77123", '["77123"]'):
            _, wrong = decode(kind, content.encode())
            assert wrong is None or ("Canary" not in wrong[1] + wrong[0] and "77123" not in wrong[1] + wrong[0])


def test_enums_that_are_not_known_look_like_their_text(capsys: pytest.CaptureFixture[str]) -> None:
    class Kind(OpenStrEnum):
        A = "a"

    given: Callable[[str], Kind] = Kind
    unknown = given("zz")
    print(unknown, f"{unknown}", unknown == "zz", {unknown: 1}["zz"], msgspec.json.encode(unknown).decode())  # type: ignore[index]  # noqa: T201
    assert capsys.readouterr().out == 'zz zz True 1 "zz"\n'


def test_retry_is_an_enum_of_three() -> None:
    assert {retry.value for retry in Retry} == {"safe", "repeatable", "never"}
