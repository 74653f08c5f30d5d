"""One vocabulary: what it promises whatever the provider, IDENTPLUS's table, and the list of what has no row."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from enum import nonmember
from importlib import resources

import pytest

import identkit.identplus
from identkit.core._received.states import Meaning
from identkit.core.status import Outcome, Reason, State, StatusEnum, Table, assess
from identkit.core.status import __main__ as check
from identkit.core.webhooks import Delivery, Ping
from identkit.identplus.models import Identcheck, ProcessStatus, ProcessStatusNote
from identkit.overrides.identplus import status as rules
from identkit.overrides.identplus.status import NOTES, PROCESS_STATUS
from identkit.postident.webhooks import CaseEvent


class Light(StatusEnum):
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    _states = nonmember(
        {
            "green": State(final=True, next="nobody", may_serve=True),
            "amber": State(next="provider", may_restart=True, may_serve=("video",)),
            "red": State(final=True, next="user", may_restart=True),
        }
    )


LIGHT = Table("Light", {"green": Outcome.VERIFIED, "amber": Outcome.PROVISIONAL, "red": Outcome.REJECTED})


def identcheck(status: str, note: str | None = None) -> Identcheck:
    return Identcheck(
        id="f19b621c",
        process_status=ProcessStatus(status),
        process_status_note=None if note is None else ProcessStatusNote(note),
        created_at=datetime(2020, 10, 1, tzinfo=UTC),
    )


def test_facts_are_the_document_s_and_the_outcome_is_ours() -> None:
    verdict = LIGHT.assess(Light.GREEN)
    assert (verdict.outcome, verdict.final, verdict.next, verdict.may_restart, verdict.may_serve) == (
        Outcome.VERIFIED,
        True,
        "nobody",
        False,
        True,
    )
    refused = LIGHT.assess(Light.GREEN, outcome=Outcome.REJECTED)
    assert (refused.final, refused.may_serve) == (True, False)


@pytest.mark.parametrize(("method", "served"), [("video", True), ("bank", False), (None, False)])
def test_serving_before_the_end_is_for_the_methods_that_the_document_names(method: str | None, served: bool) -> None:
    assert LIGHT.assess(Light.AMBER, method=method).may_serve is served


def test_a_permanent_reason_ends_the_attempts() -> None:
    assert LIGHT.assess(Light.RED).may_restart
    assert not LIGHT.assess(Light.RED, [Reason("x", permanent=True)]).may_restart
    assert LIGHT.assess(Light.RED, [Reason("x", permanent=False)]).may_restart


def test_a_reason_may_have_facts_of_its_own() -> None:
    assert not LIGHT.assess(Light.RED, state=State(next="user")).final


@pytest.mark.parametrize("status", [Light("blue"), "green but else", None])
def test_what_is_not_known_promises_nothing(status: str | None) -> None:
    verdict = LIGHT.assess(status, method="video", outcome=Outcome.VERIFIED, state=State(final=True, may_restart=True, may_serve=True))
    assert (verdict.outcome, verdict.final, verdict.next, verdict.may_restart, verdict.may_serve) == (
        Outcome.UNRECOGNISED,
        False,
        "partner",
        False,
        False,
    )


def test_a_contradiction_promises_nothing_either_and_is_final_where_the_status_is() -> None:
    for status, final in ((Light.GREEN, True), (Light.AMBER, False)):
        verdict = LIGHT.assess(status, method="video", outcome=Outcome.UNRECOGNISED)
        assert (verdict.final, verdict.next, verdict.may_restart, verdict.may_serve) == (final, "partner", False, False)


def test_every_status_of_every_spec_has_a_row() -> None:
    found = list(check.packages())
    assert {"identkit.gopay", "identkit.identplus", "identkit.postident", "identkit.solaris"} <= {each.__name__ for each in found}
    assert [gap for each in found for gap in check.unmapped(each)] == []


def test_a_status_without_a_row_is_listed_and_ends_with_1(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    poorer = Table("ProcessStatus", {"SCT_ACCEPTED": Outcome.PROVISIONAL, "SCT_GONE": Outcome.EXPIRED})
    monkeypatch.setattr(rules, "TABLES", (poorer,))
    assert check.main() == 1
    assert capsys.readouterr().err.splitlines() == [
        "identplus: ProcessStatus 'SCT_DISCARDED' has no row",
        "identplus: ProcessStatus 'SCT_FAILED' has no row",
        "identplus: ProcessStatus 'SCT_TRIGGERED' has no row",
        "identplus: row 'SCT_GONE' is no value of ProcessStatus",
    ]


def test_a_lifecycle_without_a_table_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "TABLES", ())
    assert check.unmapped(identkit.identplus) == ["identplus: ProcessStatus has no table"]


@pytest.mark.parametrize("value", list(ProcessStatus))
def test_the_facts_are_those_of_the_spec(value: ProcessStatus) -> None:
    text = (resources.files(identkit.identplus) / "openapi.json").read_text("utf-8")
    told = json.loads(text)["components"]["schemas"]["ProcessStatus"]["x-lifecycle"]["states"][value.value]
    note = "CHECK_PERSON" if value == "SCT_DISCARDED" else None
    verdict = assess(identcheck(value, note))
    assert (verdict.final, verdict.next) == (told["final"], told["next"])


def test_the_list_is_a_command() -> None:
    assert subprocess.run([sys.executable, "-m", "identkit.core.status"], check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("status", "note", "outcome", "final"),
    [
        ("SCT_TRIGGERED", None, Outcome.PENDING, False),
        ("SCT_ACCEPTED", None, Outcome.PROVISIONAL, True),
        ("SCT_FAILED", None, Outcome.RETRY, True),
        ("SCT_DISCARDED", "CHECK_PERSON", Outcome.REJECTED, True),
        ("SCT_DISCARDED", "CHECK_BANK_CONNECTION", Outcome.REJECTED, True),
        ("SCT_DISCARDED", "INVALID_PROCESS", Outcome.REJECTED, True),
        *[("SCT_DISCARDED", note, Outcome.RETRY, True) for note in NOTES.rows if note.startswith(("SCHUFA", "GATEWAY"))],
        ("SCT_DISCARDED", None, Outcome.UNRECOGNISED, True),
        ("SCT_DISCARDED", "SOMETHING_NEW", Outcome.UNRECOGNISED, True),
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


@pytest.mark.parametrize("thing", [None, "SCT_ACCEPTED", object(), ProcessStatus.SCT_ACCEPTED, Outcome.VERIFIED])
def test_only_objects_of_providers_are_assessed(thing: object) -> None:
    with pytest.raises(TypeError):
        assess(thing)


def test_events_without_a_status_say_what_they_are() -> None:
    with pytest.raises(TypeError, match="a Ping tells no status: it is sent once"):
        assess(Ping(event_type="HELLO", delivery=Delivery(provider="x", event_type="HELLO", digest="")))
    with pytest.raises(TypeError, match=r"CaseEvent tells no status: .* read the object again"):
        assess(CaseEvent(case_id="A"))


def test_a_class_of_one_s_own_is_assessed_as_its_base() -> None:
    class Mine(Identcheck, frozen=True, kw_only=True):
        pass

    assert (
        assess(Mine(id="x", process_status=ProcessStatus.SCT_ACCEPTED, created_at=datetime(2020, 10, 1, tzinfo=UTC))).provider
        == "identplus"
    )


def test_a_status_that_no_document_explains_leaves_it_to_the_partner() -> None:
    state = Light("violet").state
    assert (state.final, state.next, state.may_restart, state.may_serve) == (False, "partner", False, False)
    assert not state.signals().webhook


def test_a_status_is_worded_only_where_one_text_fits() -> None:
    rows = (
        Meaning(methods=("video",), codes=("1", "2"), text="Blurred."),
        Meaning(methods=("video",), codes=("3",), text="Too dark."),
        Meaning(text="Of all methods."),
    )
    state = State(meanings=rows[:2])
    assert (state.meaning("video", "1"), state.meaning("video", "3"), state.meaning("video", "1", "2")) == (
        "Blurred.",
        "Too dark.",
        "Blurred.",
    )
    assert (state.meaning("video"), state.meaning("video", "1", "3"), state.meaning("photo", "1"), state.meaning(None, "1")) == (
        "",
        "",
        "",
        "",
    )
    assert State(meanings=rows[2:]).meaning(None) == "Of all methods."
