"""What the document does not know is noticed by its place, never by its value, and kept where the client is told to."""

import copy
import json
import logging
import pickle
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from identkit.core import Hooks, WebhookRejected, drift
from identkit.core.drift import Drift
from identkit.postident import Postident
from identkit.postident.models import CaseResult

CANARY = "canary-person-6620"
ODD: dict[str, Any] = {
    "caseId": "A1",
    "caseStatus": {"status": "quite new", "colour": CANARY},
    "primaryIdent": {"identificationMethod": "video", "identificationStatus": {"status": "started"}, CANARY: 1},
    "newThing": {"deep": [CANARY]},
}


@pytest.fixture(autouse=True)
def counted_anew() -> Iterator[None]:
    drift.forget()
    yield
    drift.forget()


def client(answer: object = ODD, **options: Any) -> Postident:
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=answer))
    return Postident(client_id="1234ABCD", username="u", password="p", http_client=httpx.Client(transport=transport), **options)


PLACES = {
    ("$.caseStatus.status", "a value that the document does not have"),
    ("$.caseStatus.colour", "a field that the document does not have"),
    ("$.primaryIdent.[...]", "a field that the document does not have"),
    ("$.newThing", "a field that the document does not have"),
}


def test_departures_are_counted_by_place_told_and_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    told: list[Drift] = []
    with client(hooks=Hooks(on_drift=told.append)) as postident:
        for _ in range(3):
            postident.cases.get("A1")
    assert {(each.path, each.problem) for each in told} == PLACES
    assert {(each.provider, each.operation) for each in told} == {("postident", "cases.get")}
    lines = [record for record in caplog.records if record.name == "identkit.drift"]
    assert len(told) == len(lines) == len(PLACES)
    assert set(drift.counts().values()) == {3}
    assert CANARY not in caplog.text + repr(told)


def test_without_a_hook_fewer_and_fewer_answers_are_looked_at(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    with client() as postident:
        for _ in range(100):
            postident.cases.get("A1")
    assert 1 <= max(drift.counts().values()) <= 8
    assert CANARY not in caplog.text


def test_what_the_document_has_is_no_drift() -> None:
    told: list[Drift] = []
    with client({"caseId": "A1", "caseStatus": {"status": "new"}}, hooks=Hooks(on_drift=told.append)) as postident:
        postident.cases.get("A1")
    assert told == []


@pytest.mark.parametrize("depth", [100, 300, 480, 2000, 100_000])
def test_depth_is_no_way_to_break_a_call(depth: int) -> None:
    body = '{"caseId": "A1", "more": ' + '[{"a": ' * depth + "1" + "}]" * depth + "}"
    with client(hooks=Hooks(on_drift=print), keep_unknown=True) as postident:
        try:
            event = postident.webhooks.parse({}, body, source_ip="165.72.200.13")
        except WebhookRejected as error:
            assert "nested too deeply" in str(error)  # noqa: PT017 # deeper than this interpreter reads JSON
        else:
            assert event.case_id == "A1"


def test_deliveries_are_watched_as_answers_are() -> None:
    told: list[Drift] = []
    body = json.dumps({"caseId": "A1", "added": CANARY})
    with client(hooks=Hooks(on_drift=told.append), keep_unknown=True) as postident:
        event = postident.webhooks.parse({}, body, source_ip="165.72.200.13")
        postident.webhooks.parse({}, json.dumps({"caseId": "A1", "referenceId": {CANARY: 1}}), source_ip="165.72.200.13")
    assert [(each.operation, each.path) for each in told] == [("webhooks.CaseEvent", "$.added"), ("webhooks.CaseEvent", "$.referenceId")]
    assert event.to_dict()["added"] == CANARY
    assert CANARY not in repr(told)


def test_unknown_fields_are_kept_where_the_client_is_told_to() -> None:
    with client(keep_unknown=True) as postident:
        case = postident.cases.get("A1")
    assert case.to_dict() == ODD
    assert json.loads(case.to_json()) == ODD
    assert case.to_dict(use_api_names=False)["newThing"] == {"deep": [CANARY]}
    for copied in (pickle.loads(pickle.dumps(case)), copy.deepcopy(case), copy.copy(case)):  # our own
        assert copied.to_dict() == ODD
    assert CANARY not in repr(case)
    redacted = case.to_dict(redact=True)
    assert redacted["newThing"] == redacted["caseStatus"]["colour"] == "***"
    with client() as postident:
        assert "newThing" not in postident.cases.get("A1").to_dict()
    assert CaseResult.from_json(case.to_json()).to_dict() == ODD


def test_pages_keep_them_too() -> None:
    with client([ODD, ODD], keep_unknown=True) as postident:
        assert [case.to_dict() for case in postident.cases.list()] == [ODD, ODD]
