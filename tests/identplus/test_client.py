"""What a caller of IDENTPLUS can rely on, sync and async, over real HTTP."""

import asyncio
import logging
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest

from identkit.core import (
    AmbiguousOutcome,
    ConfigurationError,
    ConnectionFailed,
    DecodeError,
    NotAcceptable,
    NotFound,
    RateLimited,
    RequestInvalid,
    ServerError,
    Unauthorized,
    UnprocessableEntity,
    WaitTimeout,
)
from identkit.core.status import Outcome, assess
from identkit.identplus import AsyncIdentplus, Identplus
from identkit.sandbox import Sandbox
from identkit.sandbox.identplus import IdentplusSandbox
from identkit.sandbox.identplus.service import MAGIC_NOTES
from tests.identplus.conftest import Connect
from tests.identplus.partner import PARTNER, named, partner

CREATE, STATUS = "identchecks.create", "identchecks.get_status"


def served(sandbox: IdentplusSandbox) -> list[tuple[str, int | None]]:
    return [(line.operation, line.status) for line in sandbox.requests]


def test_a_transfer_is_triggered_and_then_accepted(identplus: Identplus, sandbox: IdentplusSandbox, world: Sandbox) -> None:
    check = identplus.identchecks.create(**PARTNER)
    assert (check.process_status, check.process_status_note, check.sct_type) == ("SCT_TRIGGERED", None, "INSTANT")
    assert check.created_at == datetime.fromtimestamp(int(world.clock.now() * 1000) / 1000, UTC)
    world.clock.advance(seconds=19)
    assert identplus.identchecks.get_status(check.id).process_status == "SCT_TRIGGERED"
    world.clock.advance(seconds=1)
    accepted = identplus.identchecks.get_status(id=check.id)
    assert (accepted.id, accepted.process_status, assess(accepted).outcome) == (check.id, "SCT_ACCEPTED", Outcome.PROVISIONAL)
    assert not assess(accepted).may_serve


def test_dates_may_be_dates(identplus: Identplus) -> None:
    assert identplus.identchecks.create(**partner(partner_birthdate=date(1950, 6, 1))).process_status.is_known


@pytest.mark.parametrize(
    ("last_name", "status", "outcome"),
    [
        ("Mustermann", "SCT_ACCEPTED", Outcome.PROVISIONAL),
        ("X-FAILED", "SCT_FAILED", Outcome.RETRY),
    ],
)
def test_wait_ends_as_soon_as_the_status_is_another(
    identplus: Identplus, sandbox: IdentplusSandbox, last_name: str, status: str, outcome: Outcome
) -> None:
    check = identplus.identchecks.create(**named(last_name))
    ended = identplus.identchecks.wait(check.id, timeout=600)
    assert (ended.process_status, assess(ended).outcome) == (status, outcome)
    identplus.identchecks.wait(check.id, timeout=60)
    assert served(sandbox)[-1] == (STATUS, 200)


def test_pauses_grow_up_to_half_a_minute(identplus: Identplus, sandbox: IdentplusSandbox) -> None:
    check = identplus.identchecks.create(**named("X-PENDING"))
    with pytest.raises(WaitTimeout):
        identplus.identchecks.wait(check.id, timeout=600)
    looks = [line.at for line in sandbox.requests if line.operation == STATUS]
    pauses = [later - earlier for earlier, later in pairwise(looks)][:-1]  # the last one is cut short by the end
    assert pauses[0] == pytest.approx(1)
    assert pauses == sorted(pauses)
    assert pauses[-1] == pytest.approx(30)


def test_a_standard_transfer_takes_a_day(identplus: Identplus, world: Sandbox) -> None:
    check = identplus.identchecks.create(**named("X-STANDARD"))
    world.clock.advance(hours=23)
    assert identplus.identchecks.get_status(check.id).process_status == "SCT_TRIGGERED"
    world.clock.advance(hours=1)
    ended = identplus.identchecks.get_status(check.id)
    assert (ended.process_status, ended.sct_type) == ("SCT_ACCEPTED", "STANDARD")


def test_one_that_is_through_at_once_needs_no_waiting(identplus: Identplus) -> None:
    check = identplus.identchecks.create(**named("X-AT-ONCE"))
    assert check.process_status == "SCT_ACCEPTED"


@pytest.mark.parametrize("last_name", [*MAGIC_NOTES, "X-DISCARDED"])
def test_a_discarded_one_says_why_and_cannot_be_asked_for(identplus: Identplus, last_name: str) -> None:
    check = identplus.identchecks.create(**named(last_name))
    assert (check.process_status, check.sct_type) == ("SCT_DISCARDED", None)
    assert check.process_status_note == MAGIC_NOTES.get(last_name)
    assert assess(check).outcome in {Outcome.REJECTED, Outcome.RETRY, Outcome.UNRECOGNISED}
    assert [reason.code for reason in assess(check).reasons] == ([check.process_status_note] if check.process_status_note else [])
    with pytest.raises(UnprocessableEntity) as raised:
        identplus.identchecks.get_status(check.id)
    assert raised.value.body == {"base": ["process status not acceptable"]}
    assert raised.value.operation == STATUS
    assert assess(check).final  # so `while not assess(check).final` does not come to ask
    with pytest.raises(UnprocessableEntity) as refused:
        identplus.identchecks.wait(check.id, timeout=600)
    assert any("takes the object" in note for note in refused.value.__notes__)


@pytest.mark.parametrize("last_name", ["X-DISCARDED", "X-AT-ONCE", "X-FAILED", "Mustermann"])
def test_wait_takes_the_check_and_asks_only_for_one_that_is_under_way(
    identplus: Identplus, sandbox: IdentplusSandbox, last_name: str
) -> None:
    check = identplus.identchecks.create(**named(last_name))
    under_way = check.process_status == "SCT_TRIGGERED"
    ended = identplus.identchecks.wait(check, timeout=600)
    assert (ended.id, assess(ended).final or ended.process_status_note is None) == (check.id, True)
    assert (ended is check) is not under_way
    assert any(operation == STATUS for operation, _ in served(sandbox)) is under_way
    whole = identplus.identchecks.with_response.wait(ended, timeout=600)
    assert (whole.data, whole.status_code) == (ended, 0)


def test_wait_gives_up_in_time_and_tells_what_it_saw(identplus: Identplus, world: Sandbox) -> None:
    check = identplus.identchecks.create(**named("X-PENDING"))
    began = world.clock.now()
    with pytest.raises(WaitTimeout) as raised:
        identplus.identchecks.wait(check.id, timeout=600)
    assert world.clock.now() - began == pytest.approx(600)
    assert raised.value.last.process_status == "SCT_TRIGGERED"


@pytest.mark.parametrize("fault", [{"status": 503, "times": 3}, {"retry_after": 40}, {"cut": "unanswered", "times": 2}, {"cut": True}])
def test_wait_survives_a_bad_moment(identplus: Identplus, sandbox: IdentplusSandbox, fault: dict[str, Any]) -> None:
    check = identplus.identchecks.create(**PARTNER)
    sandbox.faults.add(match=STATUS, **fault)
    assert identplus.identchecks.wait(check.id, timeout=600).process_status == "SCT_ACCEPTED"


def test_wait_does_not_survive_what_will_not_pass(identplus: Identplus) -> None:
    with pytest.raises(NotFound):
        identplus.identchecks.wait("nobody", timeout=600)


async def test_a_wait_can_be_cancelled(sandbox: IdentplusSandbox) -> None:
    async with AsyncIdentplus(base_url=sandbox.base_url, **sandbox.login) as client:
        check = await client.identchecks.create(**named("X-PENDING"))
        waiting = asyncio.create_task(client.identchecks.wait(check.id, timeout=600))
        async with asyncio.timeout(30):
            while (STATUS, 200) not in served(sandbox):  # noqa: ASYNC110 - the server lives in a thread of its own
                await asyncio.sleep(0.01)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert (await client.identchecks.get_status(check.id)).process_status == "SCT_TRIGGERED"


@pytest.mark.parametrize("fault", [{"delay": 30}, {"cut": "unanswered"}, {"cut": True}])
def test_a_doubtful_create_is_not_repeated_and_tells_its_code(connect: Connect, sandbox: IdentplusSandbox, fault: dict[str, Any]) -> None:
    sandbox.faults.add(match=CREATE, **fault)
    with pytest.raises(AmbiguousOutcome) as raised:
        connect(timeout=1.0 if "delay" in fault else 30.0).identchecks.create(**PARTNER)
    assert raised.value.ident_code == "test123"
    assert raised.value.carries == {"ident_code": "test123"}
    assert len(sandbox.requests) == 1
    assert "test123" not in str(raised.value)


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_refused_create_is_not_repeated_either(identplus: Identplus, sandbox: IdentplusSandbox, status: int) -> None:
    sandbox.faults.add(status=status, times=None)
    with pytest.raises(RateLimited if status == 429 else ServerError):
        identplus.identchecks.create(**PARTNER)
    assert served(sandbox) == [(CREATE, status)]


def test_asking_for_the_status_is_repeated(identplus: Identplus, sandbox: IdentplusSandbox) -> None:
    check = identplus.identchecks.create(**PARTNER)
    sandbox.faults.add(status=503)
    sandbox.faults.add(cut="unanswered")
    assert identplus.identchecks.get_status(check.id).id == check.id
    assert [status for _, status in served(sandbox)] == [201, 503, None, 200]
    sandbox.faults.add(status=502, times=None)
    with pytest.raises(ServerError):
        identplus.identchecks.get_status(check.id)
    assert [status for _, status in served(sandbox)][4:] == [502, 502, 502]


def test_errors_have_names(connect: Connect, identplus: Identplus, sandbox: IdentplusSandbox, world: Sandbox) -> None:
    with pytest.raises(NotFound) as missing:
        identplus.identchecks.get_status("nobody")
    assert missing.value.body == {"base": ["record not found"]}
    with pytest.raises(Unauthorized) as stranger:
        connect(token="wrong").identchecks.create(**PARTNER)
    assert stranger.value.status_code == 401
    with pytest.raises(NotAcceptable):
        identplus.identchecks.get_status("nobody", extra_headers={"Accept": "text/html"})
    check = identplus.identchecks.create(**named("X-PENDING"))
    world.clock.advance(days=31)
    with pytest.raises(UnprocessableEntity) as old:
        identplus.identchecks.get_status(check.id)
    assert old.value.body == {"base": ["record age exceeded"]}


def test_garbage_is_a_decode_error_without_the_garbage(identplus: Identplus, sandbox: IdentplusSandbox) -> None:
    sandbox.faults.add(garbage=True, times=None)
    with pytest.raises(DecodeError) as raised:
        identplus.identchecks.get_status("any")
    assert "right back" not in f"{raised.value} {raised.value!r}"


def test_an_unknown_status_is_kept_and_never_positive(identplus: Identplus, sandbox: IdentplusSandbox) -> None:
    sandbox.faults.add(body={"id": "x", "process_status": "SCT_MISLAID", "created_at": "2020-10-01T10:08:22.384Z", "news": 1})
    check = identplus.identchecks.get_status("x")
    assert (check.process_status, check.process_status.is_known, assess(check).outcome) == ("SCT_MISLAID", False, Outcome.UNRECOGNISED)


def test_what_breaks_a_rule_is_not_sent(identplus: Identplus, sandbox: IdentplusSandbox) -> None:
    request = partner(ident_code="abc1", dsv_terms=False, partner_street="S" * 40, partner_housenumber="123456")
    with pytest.raises(RequestInvalid) as raised:
        identplus.identchecks.create(**request)
    assert raised.value.errors["ident_code"] == ["is too short, minimum is 6 characters"]
    assert raised.value.errors["dsv_terms"] == ["false is not allowed"]
    assert raised.value.errors.keys() == {"ident_code", "dsv_terms", "base"}
    assert not sandbox.requests


def test_with_response_shows_the_whole_answer(identplus: Identplus) -> None:
    response = identplus.identchecks.with_response.create(**PARTNER)
    assert (response.status_code, response.headers["content-type"]) == (201, "application/json")
    assert response.data.id.encode() in response.content
    assert response.elapsed >= 0


def test_nobody_there_is_a_failed_connection(connect: Connect) -> None:
    with pytest.raises(ConnectionFailed):
        connect(base_url="http://127.0.0.1:1").identchecks.create(**PARTNER)


def test_the_environment_gives_what_is_not_passed(sandbox: IdentplusSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IDENTPLUS_TOKEN", raising=False)
    with pytest.raises(ConfigurationError, match="IDENTPLUS_TOKEN"):
        Identplus(base_url=sandbox.base_url)
    monkeypatch.setenv("IDENTPLUS_TOKEN", sandbox.login["token"])
    monkeypatch.setenv("IDENTPLUS_BASE_URL", sandbox.base_url)
    with Identplus() as client:
        assert client.identchecks.create(**PARTNER).id


def test_no_message_log_or_repr_tells_of_the_partner(connect: Connect, sandbox: IdentplusSandbox, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="identkit")
    canary = partner(partner_firstname="Canary", partner_lastname="Canarias", partner_street="Canarystr.", contract_number="canary7")
    told: list[str] = []
    caller = connect()
    told.append(repr(caller.identchecks.create(**canary)))
    sandbox.faults.add(status=422, body={"partner_lastname": ["is Canarias"]})
    sandbox.faults.add(cut=True)
    for error in (UnprocessableEntity, AmbiguousOutcome):
        with pytest.raises(error) as raised:
            caller.identchecks.create(**canary)
        told += [str(raised.value), repr(raised.value)]
    with pytest.raises(RequestInvalid) as refused:
        caller.identchecks.create(**named("Canarias 7"))
    told += [str(refused.value), repr(refused.value), caplog.text]
    assert CREATE in caplog.text
    assert not [text for text in told if "canar" in text.lower()]
    assert not [text for text in told if sandbox.login["token"] in text]
