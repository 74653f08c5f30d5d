"""One vocabulary: what it promises whatever the provider, IDENTPLUS's table, and the list of what has no row."""

import importlib
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from identkit.core.status import Assessment, Outcome, Table, assess
from identkit.core.status import __main__ as check
from identkit.identplus.models import Identcheck, ProcessStatus, ProcessStatusNote
from identkit.overrides.identplus.status import NOTES, PROCESS_STATUS

FINAL = {Outcome.VERIFIED, Outcome.REJECTED, Outcome.EXPIRED}


def identcheck(status: str, note: str | None = None) -> Identcheck:
    return Identcheck(
        id="f19b621c",
        process_status=ProcessStatus(status),
        process_status_note=None if note is None else ProcessStatusNote(note),
        created_at=datetime(2020, 10, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize("outcome", Outcome)
def test_what_is_final_follows_from_the_outcome(outcome: Outcome) -> None:
    assert Assessment("x", "y", outcome).final is (outcome in FINAL)


def test_every_status_of_every_spec_has_a_row() -> None:
    assert check.unmapped() == []
    assert check.providers() == ["gopay", "identplus", "postident", "solaris"]


def test_a_status_without_a_row_is_listed_and_ends_with_1(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    module = importlib.import_module("identkit.overrides.identplus.status")
    poorer = Table("identplus", "ProcessStatus", {"SCT_ACCEPTED": Outcome.PROVISIONAL, "SCT_GONE": Outcome.EXPIRED})
    monkeypatch.setattr(module, "TABLES", (poorer,))
    assert check.main() == 1
    assert capsys.readouterr().err.splitlines() == [
        "identplus: ProcessStatus 'SCT_DISCARDED' has no row",
        "identplus: ProcessStatus 'SCT_FAILED' has no row",
        "identplus: ProcessStatus 'SCT_TRIGGERED' has no row",
        "identplus: row 'SCT_GONE' is no value of ProcessStatus",
    ]


def test_a_lifecycle_without_a_table_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.import_module("identkit.overrides.identplus.status"), "TABLES", ())
    assert check.unmapped(["identplus"]) == ["identplus: ProcessStatus has no table"]


def test_the_list_is_a_command() -> None:
    assert subprocess.run([sys.executable, "-m", "identkit.core.status"], check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("status", "note", "outcome", "final"),
    [
        ("SCT_TRIGGERED", None, Outcome.PENDING, False),
        ("SCT_ACCEPTED", None, Outcome.PROVISIONAL, False),
        ("SCT_FAILED", None, Outcome.RETRY, False),
        ("SCT_DISCARDED", "CHECK_PERSON", Outcome.REJECTED, True),
        ("SCT_DISCARDED", "CHECK_BANK_CONNECTION", Outcome.REJECTED, True),
        ("SCT_DISCARDED", "INVALID_PROCESS", Outcome.REJECTED, True),
        *[("SCT_DISCARDED", note, Outcome.RETRY, False) for note in NOTES.rows if note.startswith(("SCHUFA", "GATEWAY"))],
        ("SCT_DISCARDED", None, Outcome.UNRECOGNISED, False),
        ("SCT_DISCARDED", "SOMETHING_NEW", Outcome.UNRECOGNISED, False),
        ("SCT_SETTLED", None, Outcome.UNRECOGNISED, False),
        ("sct_accepted", None, Outcome.UNRECOGNISED, False),
        ("", None, Outcome.UNRECOGNISED, False),
    ],
)
def test_identplus(status: str, note: str | None, outcome: Outcome, final: bool) -> None:
    verdict = assess(identcheck(status, note))
    assert (verdict.provider, verdict.status, verdict.outcome, verdict.final) == ("identplus", status, outcome, final)
    assert not verdict.may_serve  # an accepted transfer proves nothing until the partner returns the code
    assert [reason.code for reason in verdict.reasons] == ([note] if note else [])


def test_a_status_is_told_with_the_provider_s_reason() -> None:
    (reason,) = assess(identcheck("SCT_DISCARDED", "SCHUFA_POSTCODE_NOT_VALID")).reasons
    assert (reason.text, reason.permanent) == ("SCHUFA did not accept the post code.", False)


def test_a_status_that_is_not_known_stays_so_whatever_else_is_said() -> None:
    assert PROCESS_STATUS.assess("NEW", outcome=Outcome.VERIFIED).outcome is Outcome.UNRECOGNISED
    assert PROCESS_STATUS.assess(None).status == ""


def test_serving_before_the_end_is_only_for_what_the_document_names() -> None:
    table = Table("x", "Y", {"a": Outcome.PROVISIONAL, "b": Outcome.PROVISIONAL, "c": Outcome.VERIFIED}, serve=frozenset({"a"}))
    assert [table.assess(status).may_serve for status in "abc"] == [True, False, True]


@pytest.mark.parametrize("thing", [None, "SCT_ACCEPTED", object(), ProcessStatus.SCT_ACCEPTED, Outcome.VERIFIED])
def test_only_objects_of_providers_are_assessed(thing: object) -> None:
    with pytest.raises(TypeError):
        assess(thing)
