"""`--state FILE`: what survives, and files that cannot be used."""

from pathlib import Path

import pytest

from identkit.core import ApiError
from identkit.sandbox import Sandbox
from identkit.sandbox._engine.journal import UnreadableState
from identkit.sandbox_control import SandboxControl
from identkit.solaris import Solaris


def test_the_state_survives(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with Sandbox(seed=3, state=state) as sandbox, SandboxControl(**sandbox.control.credentials) as control:
        with Solaris(**sandbox.solaris.credentials) as solaris:
            person = solaris.persons.create(first_name="X-AUTOTEST-LONGREVIEW", last_name="Doe")
            ident = solaris.identifications.create(person.id, method="idnow")
            solaris.identifications.request(person.id, ident.id)
            with pytest.raises(ApiError):
                solaris.webhooks.create(event_type="PERSON_CHANGED", url="http://127.0.0.1:9/nobody")
        control.clock.advance(hours=1)
        control.faults.add("solaris", status=503)
        before, now = sandbox.solaris.case(ident.id), sandbox.clock.now()
    assert state.stat().st_mode & 0o077 == 0
    with Sandbox(state=state) as sandbox:
        after = sandbox.solaris.case(ident.id)
        assert (sandbox.seed, sandbox.clock.now(), after.history) == (3, now, before.history)
        assert after.status == "pending_successful"
        assert len(sandbox.solaris.faults.active()) == 1
        assert not sandbox.solaris.store.subscriptions
        sandbox.clock.advance(days=1)
        assert sandbox.solaris.case(ident.id).status == "successful"


def test_half_a_line_is_dropped_and_nothing_is_joined_to_it(tmp_path: Path) -> None:
    """A machine that stopped while it wrote."""
    state = tmp_path / "state"
    for event in ("DENIED_FRAUD", "PENDING", "IDENTIFIED"):
        with Sandbox(state=state) as sandbox, SandboxControl(**sandbox.control.credentials) as control:
            control.events.trigger("gopay", event=event)
        with state.open("ab") as file:
            file.write(b'{"at": 17')
    with Sandbox(state=state) as sandbox:
        assert [case.status for case in sandbox.gopay.cases()] == ["NOT_IDENTIFIED", "PENDING", "IDENTIFIED"]


def test_two_sandboxes_do_not_keep_their_state_in_one_file(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with Sandbox(state=state), pytest.raises(UnreadableState, match="another sandbox"):
        Sandbox(state=state)
    with Sandbox(state=state):
        pass


_HEAD = '{"identkit-sandbox": 1, "seed": 1, "at": 1800000000, "real": 1}\n'
_ASKED = '{"at": 1800000001, "real": 1, "to": "%s", "method": "GET", "target": "/", "content": "%s", "headers": {}, "status": 200}\n'


@pytest.mark.parametrize(
    "text",
    [
        "garbage\n",
        "[1]\n",
        '{"a": 1}\n',
        '{"identkit-sandbox": 2, "seed": 1, "at": 1, "real": 1}\n',
        '{"identkit-sandbox": 1, "seed": 1, "at": 1e300, "real": 1}\n',
        _HEAD + _ASKED % ("nobody", ""),
        _HEAD + _ASKED % ("gopay", "x"),
        _HEAD + "[]\n" + _ASKED % ("gopay", ""),
        _HEAD + '{"at": 1800000001, "real": 1, "to": "gopay"}\n' + _ASKED % ("gopay", ""),
    ],
)
def test_files_that_no_sandbox_wrote(tmp_path: Path, text: str) -> None:
    state = tmp_path / "state"
    state.write_text(text)
    with pytest.raises(UnreadableState):
        Sandbox(state=state)
    assert state.read_text() == text


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableState, match="No such file"):
        Sandbox(state=tmp_path / "none" / "state")
