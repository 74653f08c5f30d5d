"""`identkit drift`: a saved answer against the document, with the lines to add and without the values."""

import json
from pathlib import Path
from typing import Any

import pytest

from identkit.documents.drift import departures, find, main

CANARY = "canary-person-3318"
FIXTURES = Path(__file__).parents[1] / "fixtures"


def saved(tmp_path: Path, answer: Any) -> str:
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(answer), "utf-8")
    return str(path)


def test_new_fields_and_values_are_told_with_the_lines_to_add(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = {
        "caseId": "A1",
        "caseStatus": {"status": "frozen"},
        "nickName": CANARY,
        "primaryIdent": {
            "identificationMethod": "video",
            "identificationStatus": {"status": "success", "since": "2026-01-05"},
            "visits": [{"at": "2026-01-05T10:00:00Z", "note": CANARY}],
        },
    }
    assert main([saved(tmp_path, answer), "--operation", "postident.cases.get"]) == 1
    told = capsys.readouterr().out
    assert "$.caseStatus.status: a value that the document does not have" in told
    assert '"frozen"' in told
    assert "$.nickName: a field that the document does not have" in told
    assert "nickName: {type: string, description: ..., x-pii: ...}" in told
    assert "since: {type: string, format: date, description: ..., x-pii: ...}" in told
    assert "visits: {type: array, items: {type: object, properties: {at: {type: string, format: date-time" in told
    assert CANARY not in told


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("postident/video_*.json")), ids=lambda path: path.stem)
def test_the_recorded_answers_are_as_the_document_says(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main([str(path), "--operation", "postident.cases.get_full" if "identifications" in path.read_text() else "postident.cases.get"])
        == 0
    )
    assert capsys.readouterr().out == "as the document says\n"


def test_what_is_missing_or_of_another_type_is_told() -> None:
    found = departures(find("solaris.persons.get"), {"first_name": {"x": CANARY}, "title": 5})
    assert {(each.path, each.problem) for each in found} >= {("$", "id is required, and missing")}
    assert any(each.path == "$.first_name" for each in found)
    assert CANARY not in repr(found)


def test_what_cannot_be_compared_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "text.json").write_text(CANARY, "utf-8")
    assert main([str(tmp_path / "text.json"), "--operation", "postident.cases.get"]) == 2
    assert main([str(tmp_path / "none.json"), "--operation", "postident.cases.get"]) == 2
    assert main([str(tmp_path / "text.json"), "--operation", "postident.cases.fetch"]) == 2
    told = capsys.readouterr().err
    assert "not JSON" in told
    assert "cannot be read" in told
    assert "there is no operation postident.cases.fetch; there are:" in told
    assert CANARY not in told
