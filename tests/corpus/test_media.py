"""What a media type and a status make of an answer; and values that are nested too deeply for either direction."""

from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from identkit.core import ApiError, DecodeError, RequestInvalid
from tests.corpus.calling import call

Packages = dict[str, ModuleType]


def answer(content: bytes, kind: str = "", status: int = 200, **headers: str) -> httpx.Response:
    return httpx.Response(status, content=content, headers={**headers, **({"content-type": kind} if kind else {})})


def test_errors_are_typed_by_the_media_type_that_they_come_in(packages: Packages) -> None:
    package = packages["media"]
    rows: list[tuple[str, httpx.Response, Any]] = [
        ("problem", answer(b'{"code":1}', "application/json", 400), {"code": 1}),
        ("problem", answer(b'{"title":"t"}', "application/problem+json", 400), {"title": "t"}),
        ("problem", answer(b"<p>", "text/html", 400), b"<p>"),
        ("errtext", answer("é".encode(), "text/plain", 400), "é"),
        ("errtext", answer(b"<a/>", "application/xml", 404), b"<a/>"),
        ("errtext", answer(b"7", "text/plain", 409), 7),
        ("errtext", answer(b"seven", "text/plain", 409), b"seven"),
    ]
    for operation, content, expected in rows:
        with pytest.raises(ApiError) as caught:
            call(package, f"media.{operation}", answer=content)
        body = caught.value.body
        assert (body.to_dict() if isinstance(expected, dict) else body) == expected


def test_text_and_json_in_other_characters(packages: Packages) -> None:
    package = packages["media"]
    rows: list[tuple[str, httpx.Response, Any]] = [
        ("stars", answer(b'"x"', "application/json"), "x"),
        ("stars", answer(b'"x"', "text/plain"), '"x"'),
        ("stars", answer(b"x"), "x"),  # nobody says that it is JSON
        ("starint", answer(b"5", "text/plain"), 5),
        ("range", answer(b"x", "text/markdown"), "x"),
        ("latin", answer(b"\xe9", "text/csv"), "é"),  # in the characters that the document names
        ("latin", answer("é".encode(), "text/csv; charset=utf-8"), "é"),
        ("charset", answer('{"a":"é"}'.encode("latin-1"), "application/json; charset=iso-8859-1"), {"a": "é"}),
    ]
    for operation, content, expected in rows:
        result = call(package, f"media.{operation}", answer=content).result
        assert (result.to_dict() if isinstance(expected, dict) else result) == expected


def test_files_that_are_parts_unchanged_elsewhere_or_not_there(packages: Packages, tmp_path: Path) -> None:
    package = packages["media"]
    to = tmp_path / "x"
    assert call(package, "media.partial", range="bytes=0-1", answer=answer(b"ab", "application/octet-stream", 206)).result == b"ab"
    pdf = answer(b"%PDF", "application/pdf")
    rows: list[tuple[str, dict[str, Any], httpx.Response, Any]] = [
        ("etagfile", {}, answer(b"", status=304), None),
        ("redirfile", {}, answer(b"", status=302, location="https://elsewhere.example/"), "https://elsewhere.example/"),
        ("mixedpdf", {"accept": "application/pdf"}, answer(b"", status=204), None),
    ]
    for operation, arguments, other, expected in rows:
        assert call(package, f"media.{operation}", answer=other, **arguments).result == expected
        assert call(package, f"media.{operation}", answer=other, to=to, **arguments).result == expected
        assert not to.exists()
        assert call(package, f"media.{operation}", answer=pdf, **arguments).result == b"%PDF"
        assert call(package, f"media.{operation}", answer=pdf, to=to, **arguments).result.path.read_bytes() == b"%PDF"
        to.unlink()
    with pytest.raises(DecodeError, match="only a part"):  # of which the document says nothing
        call(package, "media.mixedpdf", accept="application/pdf", answer=answer(b"%P", "application/pdf", 206))


DEPTH = 10_000
LISTS = b"[" * DEPTH + b"]" * DEPTH
OBJECTS = b'{"next":' * DEPTH + b"{}" + b"}" * DEPTH
CHOICES = b'{"and":[' * DEPTH + b"]}" * DEPTH


@pytest.mark.parametrize(
    ("operation", "content"),
    [
        ("tree", LISTS),
        ("nest", OBJECTS),
        ("open", b'{"a":"x","b":' + LISTS + b"}"),
        ("choice", CHOICES),
        ("events", b"data: " + LISTS + b"\n\n"),
    ],
)
def test_an_answer_that_is_nested_too_deeply_is_an_error_of_ours(packages: Packages, operation: str, content: bytes) -> None:
    kind = "text/event-stream" if operation == "events" else "application/json"
    with pytest.raises(DecodeError, match="nested too deeply"):
        call(packages["media"], f"deep.{operation}", answer=answer(content, kind))


def test_an_error_that_is_nested_too_deeply_keeps_its_bytes(packages: Packages) -> None:
    with pytest.raises(ApiError) as caught:
        call(packages["media"], "deep.errors", answer=answer(LISTS, "application/json", 400))
    assert caught.value.body == LISTS


def test_what_is_nested_too_deeply_is_not_sent(packages: Packages) -> None:
    package = packages["media"]
    nest: dict[str, Any] = {}
    choice: dict[str, Any] = {"and_": []}
    for _ in range(DEPTH):
        nest, choice = {"next": nest}, {"and_": [choice]}
    rows: list[tuple[str, dict[str, Any]]] = [("sendtree", {"next": nest}), ("send", {"body": choice})]
    for operation, arguments in rows:
        with pytest.raises(RequestInvalid, match="nested too deeply"):
            call(package, f"deep.{operation}", **arguments)
