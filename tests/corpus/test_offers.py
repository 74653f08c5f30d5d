"""Answers in several media types: one is asked for by itself, each other with `accept=`; and values that come as text."""

import io
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from identkit.core import DecodeError, RequestInvalid
from identkit.generator import run
from identkit.generator.report import Report
from tests.corpus.calling import call
from tests.corpus.conftest import DOCUMENTS

Packages = dict[str, ModuleType]


def answer(content: bytes, kind: str, status: int = 200) -> httpx.Response:
    return httpx.Response(status, content=content, headers={"content-type": kind})


REPORT = answer(b'{"value":1}', "application/json")
PDF = answer(b"%PDF", "application/pdf")


def test_each_media_type_of_an_answer_can_be_asked_for(packages: Packages) -> None:
    package = packages["offers"]
    found = call(package, "reports.get", "x", accept="theirs", answer=REPORT)  # the document has a parameter of that name
    assert (found.url, found.request.headers["accept"], found.result.value) == ("/reports/x?accept=theirs", "application/json", 1)
    rows: list[tuple[str, httpx.Response, Any]] = [
        ("text/csv", answer(b"a;\xe9", "text/csv; charset=latin-1"), "a;é"),
        ("application/pdf", PDF, b"%PDF"),
        ("application/xml", answer(b"<value/>", "application/xml"), b"<value/>"),
        ("application/json", REPORT, found.result),
    ]
    for kind, content, expected in rows:
        found = call(package, "reports.get", "x", accept_=kind, answer=content)
        assert (found.request.headers["accept"], found.result) == (kind, expected)
    with package.Offers(http_client=httpx.Client(transport=httpx.MockTransport(lambda _: rows[0][1]))) as client:
        assert client.reports.with_response.get("x", accept_="text/csv").data == "a;é"


def test_what_is_not_offered_is_not_asked_for(packages: Packages) -> None:
    package = packages["offers"]
    with pytest.raises(RequestInvalid) as refused:
        call(package, "reports.get", "x", accept_="text/html", answer=PDF)
    assert list(refused.value.errors) == ["accept_"]
    with pytest.raises(DecodeError, match="application/json"):  # what comes has to be what was asked for
        call(package, "reports.get", "x", accept_="application/pdf", answer=REPORT)
    for operation in ("aspnet", "single"):  # JSON by another name is no choice
        with pytest.raises(TypeError):
            call(package, f"versions.{operation}", accept="application/json", answer=REPORT)


def test_what_was_chosen_goes_into_a_file(packages: Packages, tmp_path: Path) -> None:
    package = packages["offers"]
    saved = call(package, "reports.get", "x", accept_="application/pdf", to=tmp_path / "x.pdf", answer=PDF)
    assert (saved.result.path.read_bytes(), saved.request.headers["accept"]) == (b"%PDF", "application/pdf")
    saved = call(package, "pages.list", accept="text/csv", to=tmp_path / "x.csv", answer=answer(b"a,b", "text/csv"))
    assert saved.result.path.read_bytes() == b"a,b"
    printed = call(package, "reports.print", "x", pages=2, to=tmp_path / "y.pdf", answer=PDF)  # what is asked for with a body, too
    assert (printed.result.path.read_bytes(), printed.request.content) == (b"%PDF", b'{"pages":2}')


def test_statuses_keep_their_own_types(packages: Packages) -> None:
    package = packages["offers"]
    later = answer(b'{"job":"j"}', "application/json", 202)
    for kind in (None, "application/pdf"):
        made = call(package, "reports.make", "x", to="you", accept=True, accept_=kind, answer=later)
        assert (made.result.job, made.request.content) == ("j", b'{"to":"you","accept":true}')
    assert call(package, "reports.make", "x", to="you", accept_="application/pdf", answer=PDF).result == b"%PDF"


def test_versions_by_media_type_have_their_own_schemas(packages: Packages) -> None:
    package = packages["offers"]
    first, second = "application/vnd.x.v1+json", "application/vnd.x.v2+json"
    called = call(package, "versions.list", answer=answer(b'["a"]', first))
    assert (called.result, called.request.headers["accept"]) == (["a"], first)
    called = call(package, "versions.list", accept=second, answer=answer(b'{"items":["a"]}', second))
    assert (called.result.items, called.request.headers["accept"]) == (["a"], second)
    called = call(package, "versions.image", accept="image/*", answer=answer(b"\x89PNG", "image/png"))
    assert called.result == b"\x89PNG"
    assert call(package, "versions.same", accept="application/json", answer=REPORT).request.headers["accept"] == "application/json"


def test_a_list_in_pages_may_be_had_in_another_type_as_well(packages: Packages) -> None:
    package = packages["offers"]
    assert call(package, "pages.iterate", answer=answer(b'{"items":["a","b"]}', "application/json")).result == ["a", "b"]
    assert call(package, "pages.list", accept="text/csv", answer=answer(b"a\nb", "text/csv")).result == "a\nb"


def test_values_that_come_as_text_are_what_the_document_says(packages: Packages) -> None:
    package = packages["offers"]
    moment = datetime(2024, 1, 31, 12, 0, tzinfo=UTC)
    rows: list[tuple[str, bytes, Any]] = [
        ("count", b"12\n", 12),
        ("count", b"12.0", 12),
        ("price", b"1.5", 1.5),
        ("flag", b"true", True),
        ("day", b"2024-01-31", date(2024, 1, 31)),
        ("time", b"2024-01-31T12:00:00Z", moment),
        ("kind", b"a", package.models.TextsKindAnswer.A),
        ("either", b"", None),
    ]
    for operation, content, expected in rows:
        called = call(package, f"texts.{operation}", answer=answer(content, "text/plain"))
        assert (called.result, type(called.result)) == (expected, type(expected))
    for operation, wrong in (("count", b"secret"), ("count", b"1.5"), ("price", b"NaN"), ("flag", b"1"), ("day", b"soon"), ("time", b"")):
        with pytest.raises(DecodeError) as caught:
            call(package, f"texts.{operation}", answer=answer(wrong, "text/plain"))
        assert "secret" not in str(caught.value)


def test_the_readme_of_a_package_tells_of_the_choice_where_there_is_one(tmp_path: Path) -> None:
    texts: dict[str, str] = {}
    for name in ("offers", "bodies"):
        folder = tmp_path / name
        options = run.Options(DOCUMENTS / f"{name}.yaml", folder, lenient=True, package=f"acme.{name}", project=folder)
        run.generate(options, Report(io.StringIO(), io.StringIO()))
        texts[name] = (folder / "README.md").read_text("utf-8")
    assert "`accept` says in which" in texts["offers"]
    assert "accept" not in texts["bodies"]
