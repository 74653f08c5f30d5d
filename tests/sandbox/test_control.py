"""The control API through the client that is generated for it: what the Python object can do, another process can do."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import pytest

from identkit.core import ApiError, NotFound
from identkit.core.status import Outcome
from identkit.identplus import Identplus
from identkit.postident import Postident
from identkit.sandbox import Sandbox
from identkit.sandbox.__main__ import main
from identkit.sandbox._engine import commands, registry, running
from identkit.sandbox_control import SandboxControl
from identkit.solaris import Solaris


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(served: Sandbox) -> Sandbox:
    served.reset()
    return served


@pytest.fixture
def control(sandbox: Sandbox) -> Iterator[SandboxControl]:
    with SandboxControl(**sandbox.control.credentials) as control:
        yield control


@pytest.fixture
def receiver() -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """An application under test: its address and what it got."""
    arrived: list[tuple[dict[str, str], bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            arrived.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(200 if len(arrived) > 1 else 503)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing on the terminal."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hooks", arrived
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("name", registry.names())
def test_every_event_can_be_played_and_leaves_no_defect(sandbox: Sandbox, control: SandboxControl, name: str) -> None:
    events = control.events.list(name)
    assert events
    outcomes: set[str | None] = set()
    for event in events:
        found = control.events.trigger(name, event=event.name)
        outcomes.add(found.case.outcome if found.case else None)
    assert outcomes - {None} <= {outcome.value for outcome in Outcome}
    assert sandbox.defects == []


def test_every_status_and_reason_of_the_specs_is_an_event(sandbox: Sandbox) -> None:
    assert {"IDENTIFIED", "DENIED_FRAUD", "EXPIRED_IDENTIFICATION"} <= sandbox.gopay.events().keys()
    assert {"SCT_FAILED", "CHECK_PERSON"} <= sandbox.identplus.events().keys()
    assert {"video.declined.110", "photo.review_pending", "basic.incomplete.70"} <= sandbox.postident.events().keys()
    solaris = sandbox.solaris.events().keys()
    assert {"identification.successful", "identification.canceled.NO_ESIGN_FRAUD", "identification.failed.joint_account"} <= solaris
    assert {"person.deleted", "identification_session.expired"} <= solaris


def test_another_process_sees_and_moves_what_a_client_made(sandbox: Sandbox, control: SandboxControl) -> None:
    with Solaris(**sandbox.solaris.credentials) as solaris:
        person = solaris.persons.create(first_name="X-MANUALTEST-HAPPYPATH", last_name="Doe")
        assert [(case.kind, case.id) for case in control.cases.list(provider="solaris")] == [("person", person.id)]
        ident = solaris.identifications.create(person.id, method="idnow")
        (case,) = control.cases.list(provider="solaris")
        assert (case.id, case.person, case.status, [step.name for step in case.steps]) == (ident.id, person.id, "created", ["request"])
        walked = control.cases.walk("solaris", ident.id, steps=["request", "FRAUDOK"])
        assert [past.status for past in walked.history] == ["created", "pending", "pending_failed"]
        control.clock.advance(seconds=90)
        assert solaris.identifications.get(person.id, ident.id).status == "successful"
        with pytest.raises(ApiError) as refused:
            control.cases.walk("solaris", ident.id, steps=["transfer"])
        assert refused.value.status_code == 409


def test_walks_of_the_other_providers(sandbox: Sandbox, control: SandboxControl) -> None:
    with Postident(**sandbox.postident.credentials) as postident:
        case_id = postident.cases.create().case_id
        assert "video success" in [step.name for step in control.cases.get("postident", case_id).steps]
        found = control.cases.walk("postident", case_id, steps=["video", "declined", "110"])
        assert (found.status, found.reason, found.outcome, found.steps) == ("declined", "11 110", "rejected", [])
    check = control.events.trigger("identplus", event="SCT_TRIGGERED").case
    assert check is not None
    assert control.cases.walk("identplus", check.id, steps=["SCT_FAILED"]).outcome == "retry"
    profile = control.events.trigger("gopay", event="PENDING").case
    assert profile is not None
    assert control.cases.walk("gopay", profile.id, steps=["fraud"]).reason == "DENIED_FRAUD"
    with pytest.raises(NotFound):
        control.cases.get("gopay", "0")


def test_settings_codes_and_change_requests(sandbox: Sandbox, control: SandboxControl) -> None:
    assert "identification_class" in [setting.name for setting in control.settings.list("postident")]
    assert control.settings.change("postident", "identification_class", value="TKG").value == "TKG"
    assert sandbox.postident.identification_class == "TKG"
    with pytest.raises(ApiError, match="409"):
        control.settings.change("postident", "identification_class", value="none")
    with pytest.raises(NotFound):
        control.settings.change("identplus", "nothing", value=1)
    control.settings.change("solaris", "change_requests", value=True)
    signing = control.events.trigger("solaris", event="identification.authorization_required").case
    assert signing is not None
    assert control.cases.walk("solaris", signing.id, steps=["authorize"]).code == "212212"
    with Solaris(**sandbox.solaris.credentials) as solaris:
        solaris.persons.update(signing.person or "", job_title="Painter")
        solaris.persons.update(signing.person or "", job_title="Singer")
        (request,) = [case for case in control.cases.list(provider="solaris") if case.kind == "change_request"]
        assert control.cases.walk("solaris", request.id, steps=["authorize"]).steps == []
        assert solaris.persons.get(signing.person or "").job_title == "Singer"


def test_faults_requests_and_reset(sandbox: Sandbox, control: SandboxControl) -> None:
    control.faults.add("identplus", status=503, times=1)
    assert [fault.status for fault in control.faults.list("identplus")] == [503]
    with Identplus(**sandbox.identplus.credentials, max_retries=0) as identplus, pytest.raises(ApiError):
        identplus.identchecks.get_status("nobody")
    (line,) = control.requests.list(provider="identplus")
    assert (line.operation, line.status, line.verdict) == ("identchecks.get_status", 503, "fault: status 503")
    httpx.post(f"{sandbox.identplus.base_url}/api/v1/identchecks.json", json={}, headers=_bearer(sandbox), trust_env=False)
    assert "body ident_code: required" in control.requests.list(provider="identplus")[0].verdict
    control.sandbox.reset(provider="identplus")
    assert not control.requests.list(provider="identplus")
    assert not control.faults.list("identplus")


def test_deliveries_go_to_the_application_and_come_again(
    sandbox: Sandbox, control: SandboxControl, receiver: tuple[str, list[tuple[dict[str, str], bytes]]]
) -> None:
    url, arrived = receiver
    assert control.webhooks.forward("solaris", url=url, secret="s3cret").secret == "s3cret"
    triggered = control.events.trigger("solaris", event="identification.pending")
    assert ("waiting", url) in [(delivery.state, delivery.url) for delivery in triggered.deliveries]
    control.clock.advance(minutes=1)
    (first, _), (second, body) = arrived
    assert (first["solaris-webhook-attempt"], second["solaris-webhook-attempt"]) == ("1", "2")
    with Solaris(**sandbox.solaris.credentials) as solaris:
        event: Any = solaris.webhooks.parse(second, body, secret="s3cret")
    assert (event.status, event.id) == ("pending", triggered.case.id if triggered.case else "")
    control.webhooks.forward("postident", url=url)
    (delivery,) = control.events.trigger("postident", event="video.success").deliveries
    assert (delivery.state, [attempt.status for attempt in delivery.attempts]) == ("delivered", [200])


def test_what_cannot_be_forwarded(control: SandboxControl) -> None:
    for name, url in (("gopay", "http://127.0.0.1:9/x"), ("solaris", "http://example.com/x")):
        with pytest.raises(ApiError) as refused:
            control.webhooks.forward(name, url=url)
        assert refused.value.status_code == 409


def test_scenarios_have_sources_and_diagrams_hold_together(control: SandboxControl) -> None:
    assert all(scenario.source and scenario.effect for scenario in control.sandbox.list_scenarios())
    for diagram in control.cases.list_diagrams():
        assert {state for move in diagram.moves for state in (move.origin, move.target)} <= set(diagram.states)


def _ways(sandbox: Sandbox, provider: str) -> dict[str | None, set[tuple[str, str]]]:
    return {each.method: {(move.origin, move.target) for move in each.moves} for each in sandbox.provider(provider).diagrams()}


def test_an_attempt_goes_the_ways_of_the_document(sandbox: Sandbox) -> None:
    ways = _ways(sandbox, "postident")
    for event in sandbox.postident.events():
        case = sandbox.postident.case(sandbox.postident.trigger(event) or "")
        assert set(pairwise(status for _, status in case.history)) <= ways[case.method], event


def test_each_step_that_is_offered_is_a_way_of_the_document(sandbox: Sandbox) -> None:
    ways = _ways(sandbox, "solaris")
    for event in sandbox.solaris.events():
        for number, step in enumerate(sandbox.solaris.case(first).steps if (first := sandbox.solaris.trigger(event)) else ()):
            case = first if number == 0 else sandbox.solaris.trigger(event)
            sandbox.solaris.take(case or "", step.name)
            walked = sandbox.solaris.case(case or "")
            states = [status for _, status in walked.history]
            again = {("aborted", "successful"), ("canceled", "successful")}  # the second call passes through pending unseen
            assert set(pairwise(states)) <= (ways.get(walked.method) or ways[None]) | again, (event, step.name)


def test_a_document_without_an_order_has_a_diagram_without_arrows(sandbox: Sandbox) -> None:
    (diagram,) = sandbox.gopay.diagrams()
    assert (len(diagram.states), diagram.moves) == (4, ())


def test_other_sites_pages_get_nothing_done(sandbox: Sandbox) -> None:
    url = sandbox.control.base_url
    assert httpx.post(f"{url}/v1/reset", headers={"origin": "https://evil.example"}, trust_env=False).status_code == 403
    assert httpx.get(f"{url}/v1/sandbox", headers={"host": "evil.example"}, trust_env=False).status_code == 403
    assert httpx.get(f"{url}/health", trust_env=False).json()["status"] == "ok"


def test_beyond_this_machine_a_token_is_wanted() -> None:
    with Sandbox(host="0.0.0.0", token="t0ken") as sandbox:
        url = f"http://127.0.0.1:{sandbox.control.context.origin.rpartition(':')[2]}"
        asked = [
            httpx.get(f"{url}/v1/clock", headers=headers, trust_env=False).status_code
            for headers in ({}, {"authorization": "Bearer t0ken"})
        ]
        assert asked == [401, 200]
        assert httpx.get(f"{url}/health", trust_env=False).status_code == 200
    with Sandbox(host="0.0.0.0") as sandbox:
        assert len(sandbox.control.token) > 20


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


# The command line


@pytest.fixture
def shell(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    monkeypatch.setenv("SANDBOX_CONTROL_BASE_URL", sandbox.control.base_url)
    return sandbox


def test_commands(shell: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    started = shell.clock.now()
    assert main(["advance", "11m"]) == 0
    assert shell.clock.now() - started == 660
    assert main(["fault", "solaris", "--status", "503", "--times", "2"]) == 0
    assert [fault.times for fault in shell.solaris.faults.active()] == [2]
    assert main(["trigger", "gopay", "DENIED_FRAUD", "--json"]) == 0
    out = capsys.readouterr().out
    case = json.loads(out[out.index("{") :])["case"]
    assert (case["outcome"], case["reason"]) == ("rejected", "DENIED_FRAUD")
    assert main(["walk", "gopay", case["id"], "identified"]) == 0
    assert "verified" in capsys.readouterr().out
    for command in ("status", "health", "now", "requests", "cases", "states", "deliveries", "scenarios", "reset"):
        assert main([command]) == 0
    for command in ("events", "subscriptions"):
        assert main([command, "postident"]) == 0
    assert "video.declined.110" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["trigger", "solaris", "identification.sucessful"], "near are identification.successful"),
        (["trigger", "solaris", "identification.aborted.tech_timeout"], "near are identification.aborted.TECH_TIMEOUT"),
        (["cases", "nobody"], "no provider 'nobody'; there are gopay"),
        (["walk", "postident", "NOPE", "video"], "there is no case 'NOPE'"),
        (["forward", "gopay", "http://127.0.0.1:9/"], "the document describes no webhooks"),
    ],
)
def test_errors_help(shell: Sandbox, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
    assert main(arguments) == 1
    assert told in capsys.readouterr().err


def test_without_a_sandbox(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert main(["now"]) == 1
    assert "start one with `identkit sandbox`" in capsys.readouterr().err
    address = running.Address("http://127.0.0.1:9", "t")
    running.tell(address)
    assert running.known() == address
    assert main(["now"]) == 1
    running.forget()
    assert running.known() is None


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
def test_completion_knows_all_commands(shell_name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell_name]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in commands.COMMANDS)


def _bearer(sandbox: Sandbox) -> dict[str, str]:
    return {"authorization": f"Bearer {sandbox.identplus.login['token']}", "accept": "application/json"}
