"""Objects leave the process and come back as what they were: dictionaries, JSON, pickles, pydantic, data frames, JSON columns."""

import copy
import inspect
import json
import pickle
import traceback
from datetime import UTC, datetime
from types import ModuleType
from typing import Annotated, Any

import httpx
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

import identkit.gopay.models
import identkit.identplus.models
import identkit.postident.models
import identkit.postident.webhooks
import identkit.solaris.models
import identkit.solaris.webhooks
from identkit.core import DecodeError, MissingValue, jsonable, need
from identkit.core._calling.paging import Page
from identkit.core._types import Model, personal
from identkit.core._values import is_list
from identkit.core.status import Assessment, Reason, assess
from identkit.core.webhooks import Delivery, RawEvent
from identkit.identplus.models import Identcheck, ProcessStatus, ProcessStatusNote
from identkit.postident.models import CasePage, CaseResult, RecordResult
from identkit.solaris.webhooks import IdentificationEvent
from tests.strategies import objects

CANARY = "canary-person-7741"
SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)  # how long it takes is not what is asked
MODULES: list[ModuleType] = [
    identkit.gopay.models,
    identkit.identplus.models,
    identkit.postident.models,
    identkit.postident.webhooks,
    identkit.solaris.models,
    identkit.solaris.webhooks,
]
MODELS: list[type[Model]] = [
    each
    for module in MODULES
    for _, each in inspect.getmembers(module, inspect.isclass)
    if issubclass(each, Model) and each.__module__ == module.__name__
]
CHECK = Identcheck(
    id="f19b",
    process_status=ProcessStatus.SCT_DISCARDED,
    process_status_note=ProcessStatusNote("NEW"),
    created_at=datetime(2020, 10, 1, tzinfo=UTC),
)


@pytest.mark.parametrize("kind", MODELS, ids=lambda kind: f"{kind.__module__.split('.')[1]}.{kind.__name__}")
def test_every_model_comes_back_as_it_was(kind: type[Model]) -> None:
    @settings(max_examples=8, deadline=None, database=None, suppress_health_check=[*SLOW])
    @given(objects(kind))
    def check(value: Model) -> None:
        assert kind.from_dict(value.to_dict()) == value
        assert kind.from_dict(value.to_dict(use_api_names=False)) == value
        assert kind.from_json(value.to_json()) == value
        assert json.loads(value.to_json(indent=2)) == json.loads(json.dumps(value.to_dict()))
        assert pickle.loads(pickle.dumps(value)) == value  # our own
        assert copy.deepcopy(value) == value
        assert masked(value, value.to_dict(redact=True))

    check()


def masked(value: Any | list[Any], redacted: Any) -> bool:
    """Whether everything with a class of personal data is masked, and nothing else is."""
    if is_list(value):
        return all(masked(each, other) for each, other in zip(value, redacted, strict=True))
    if not isinstance(value, Model):
        return bool(redacted != "***")
    fields = [(info.name, info.encode_name) for info in msgspec.structs.fields(type(value))]
    found = [(name, getattr(value, name), redacted[wire]) for name, wire in fields if wire in redacted]
    return all(other == "***" if name in personal(type(value)) and each is not None else masked(each, other) for name, each, other in found)


def test_redaction_masks_values_whatever_they_are() -> None:
    record = RecordResult(document_data=CANARY.encode(), file_name="a.png")
    assert record.to_dict()["documentData"] == "Y2FuYXJ5LXBlcnNvbi03NzQx"
    assert record.to_dict(redact=True)["documentData"] == "***"
    event = RawEvent(event_type="NEW", data={"name": CANARY})
    assert CANARY not in event.to_json(redact=True)


def test_pages_events_verdicts_and_reasons_are_plain_data_too() -> None:
    page = CasePage([CaseResult.from_dict({"caseId": "A", "caseStatus": {"status": "new"}})], partial=True)
    assert page.to_dict() == {"items": [{"caseId": "A", "caseStatus": {"status": "new"}}], "partial": True}
    assert CasePage.from_json(page.to_json()) == page
    verdict = assess(CHECK)
    assert verdict.to_dict()["outcome"] == "unrecognised"
    assert Assessment.from_json(verdict.to_json()) == verdict
    (reason,) = verdict.reasons
    assert Reason.from_dict(reason.to_dict()) == reason
    event = IdentificationEvent(id="x", delivery=Delivery(provider="solaris", event_type="IDENTIFICATION", digest="00", attempt=2))
    assert IdentificationEvent.from_json(event.to_json()) == event


def test_the_provider_s_own_json_is_read_as_tolerantly_as_an_answer() -> None:
    case = CaseResult.from_json(b'{"caseId": "A", "caseStatus": {"status": "quite new"}, "added": {"x": 1}}')
    assert not case.case_status.status.is_known
    assert case.to_dict()["added"] == {"x": 1}  # an archive must not lose what the provider sent


@pytest.mark.parametrize("data", [{}, {"caseId": {"name": CANARY}}, {"caseId": object()}, [], None, {"caseId": "A", "caseStatus": CANARY}])
def test_what_is_no_such_object_says_where_and_not_what(data: Any) -> None:
    with pytest.raises(DecodeError) as caught:
        CaseResult.from_dict(data)
    assert caught.value.path.startswith("$")
    assert CANARY not in str(caught.value)
    with pytest.raises(DecodeError):
        CaseResult.from_json("{" + CANARY)


@pytest.mark.parametrize("read", [CaseResult.from_dict, CaseResult.from_json])
def test_a_traceback_with_locals_shows_nothing_of_what_was_given(read: Any) -> None:
    def attempt() -> DecodeError:
        with pytest.raises(DecodeError) as caught:
            read({"caseId": {"name": CANARY}} if read == CaseResult.from_dict else f'{{"caseId": {{"name": "{CANARY}"}}}}')
        return caught.value

    error = attempt()
    shown = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    ours = shown.partition("_types.py")[2]
    assert ours
    assert CANARY not in ours


def test_models_are_fields_and_answers_of_pydantic() -> None:
    import pydantic  # like the others below: it takes long, and every worker collects this file

    class Onboarding(pydantic.BaseModel):
        check: Identcheck
        page: CasePage | None = None
        verdict: Assessment | None = None

    whole = Onboarding(check=CHECK, page=CasePage([]), verdict=assess(CHECK))
    assert Onboarding.model_validate_json(whole.model_dump_json()) == whole
    assert whole.model_dump()["check"] == CHECK.to_dict()
    assert whole.model_json_schema()["properties"]["check"]["type"] == "object"
    with pytest.raises(pydantic.ValidationError, match="process_status"):
        Onboarding.model_validate({"check": {"id": "x"}})


def test_json_takes_objects_wherever_they_stand() -> None:
    told = {"check": CHECK, "page": CasePage([]), "at": CHECK.created_at, "verdicts": [assess(CHECK)]}
    assert json.loads(json.dumps(told, default=jsonable))["check"] == CHECK.to_dict()
    with pytest.raises(TypeError):
        json.dumps({"x": object()}, default=jsonable)


def test_a_data_frame_and_a_column_of_json_take_what_to_dict_gives() -> None:
    import pandas as pd
    import sqlalchemy

    frame = pd.DataFrame([CHECK.to_dict(redact=True), CHECK.to_dict(redact=True)])
    assert list(frame["process_status"]) == ["SCT_DISCARDED"] * 2
    table = sqlalchemy.Table("checks", sqlalchemy.MetaData(), sqlalchemy.Column("data", sqlalchemy.JSON))
    engine = sqlalchemy.create_engine("sqlite://")
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(table.insert().values(data=CHECK.to_dict()))
        assert Identcheck.from_dict(connection.execute(sqlalchemy.select(table.c.data)).scalar_one()) == CHECK
    engine.dispose()


def test_what_can_be_hashed_is() -> None:
    assert hash(CHECK) == hash(copy.copy(CHECK))
    assert len({assess(CHECK).outcome, assess(CHECK).outcome}) == 1


def test_getters_reach_into_an_object_and_say_what_is_missing() -> None:
    named: dict[str, Any] = {"primaryIdent": {"identificationMethod": "video", "identificationStatus": {"status": "success"}}}
    case = CaseResult.from_dict({"caseId": "A", "caseStatus": {"status": "closed"}, **named})
    assert case.identification() is case.primary_ident
    with pytest.raises(MissingValue, match=r"^there is no primary_ident.identification_document in this CaseResult$"):
        case.first_name()
    named["primaryIdent"]["identificationDocument"] = {"firstName": {"value": CANARY}}
    assert CaseResult.from_dict({**case.to_dict(), **named}).first_name() == CANARY
    with pytest.raises(MissingValue, match="there is no contact data"):
        need(case.contact_data, "contact data")


@pytest.mark.parametrize("kind", [*MODELS, Page, Assessment])
def test_nothing_of_ours_stands_among_the_fields(kind: Any) -> None:
    ours = {"from_dict", "from_json", "save_to", "to_dict", "to_json", "index", "count", "partial"}
    ours |= {name for name, method in inspect.getmembers(kind, inspect.isfunction) if "MissingValue" in (method.__doc__ or "")}
    fields: set[str] = {info.name for info in msgspec.structs.fields(kind)} if issubclass(kind, msgspec.Struct) else set()
    assert {name for name in dir(kind) if not name.startswith("_")} - fields - ours == set()


async def test_fastapi_answers_and_takes_objects() -> None:
    from fastapi import Body, FastAPI

    app = FastAPI()

    @app.post("/checks")
    async def store(check: Annotated[Identcheck, Body()]) -> Assessment:  # pyright: ignore[reportUnusedFunction]
        return assess(check)

    @app.get("/cases", response_model=list[CaseResult])
    async def cases() -> CasePage:  # pyright: ignore[reportUnusedFunction]
        return CasePage([CaseResult.from_dict({"caseId": "A", "caseStatus": {"status": "new"}})])

    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        verdict = await client.post("/checks", json=CHECK.to_dict())
        assert Assessment.from_json(verdict.text) == assess(CHECK)
        assert (await client.post("/checks", json={"id": CANARY})).status_code == 422
        assert (await client.get("/cases")).json() == [{"caseId": "A", "caseStatus": {"status": "new"}}]
        described = (await client.get("/openapi.json")).json()
    assert described["paths"]["/checks"]["post"]["responses"]["200"]["content"]["application/json"]["schema"]["type"] == "object"
