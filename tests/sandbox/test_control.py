"""The control API through the client that is generated for it: what the Python object can do, another process can do."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from itertools import pairwise
from typing import Any

import httpx
import pytest

from identkit.core import ApiError, NotFound
from identkit.core.status import Outcome
from identkit.documents.document import bundled
from identkit.identplus import Identplus
from identkit.postident import Postident
from identkit.sandbox import Sandbox
from identkit.sandbox._engine import registry
from identkit.sandbox._engine.faults import Faults
from identkit.sandbox._engine.provider import Provider
from identkit.sandbox_control import SandboxControl
from identkit.solaris import Solaris

_LISTS = {
    "gopay": ("IdentificationState", "IdentificationReason"),
    "identplus": ("ProcessStatus", "ProcessStatusNote"),
    "postident": ("IdentificationState",),
    "solaris": ("IdentificationStatus", "IdentificationSessionStatus", "IdnowFailureCode", "BankidentErrorCode"),
}


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


# What the Python objects can do -> the operation by which another process does it; "" where only the providers' code calls it.
_DOORS = {
    Sandbox: {
        "control": "",
        "clock": "clock.get",
        "defects": "sandbox.get",
        "seed": "sandbox.get",
        "provider": "sandbox.get",
        "providers": "sandbox.get",
        "served": "",
        "reset": "sandbox.reset",
        "check_receiver": "",
        "close": "",
    },
    Provider: {
        **dict.fromkeys(("admit", "forget", "handlers", "pages", "refuse", "serial"), ""),
        **dict.fromkeys(("base_url", "credentials", "defects", "kinds", "links", "login"), "sandbox.get"),
        "case": "cases.get",
        "cases": "cases.list",
        "change": "settings.change",
        "context": "",
        "diagrams": "cases.list_diagrams",
        "events": "events.list",
        "faults": "faults.add",
        "forward": "webhooks.forward",
        "forward_to": "",  # a test client is an object of this process
        "requests": "requests.list",
        "reset": "sandbox.reset",
        "scenarios": "sandbox.list_scenarios",
        "settings": "settings.list",
        "subscribers": "webhooks.list_subscriptions",
        "take": "cases.walk",
        "trigger": "events.trigger",
    },
    Faults: {"active": "faults.list", "add": "faults.add", "clear": "faults.clear", "take": ""},
}


def test_what_the_python_object_can_do_the_control_api_can(sandbox: Sandbox) -> None:
    operations = {operation.id for operation in bundled("sandbox_control").operations}
    assert set(sandbox.control.handlers()) == operations
    things = {Sandbox: sandbox, Provider: sandbox.identplus, Faults: sandbox.identplus.faults}
    for kind, doors in _DOORS.items():
        assert {name for name in {*dir(kind), *vars(things[kind])} if not name.startswith("_")} == doors.keys(), kind
        assert set(doors.values()) - {""} <= operations


@pytest.mark.parametrize("name", registry.names())
def test_every_event_can_be_played_and_leaves_no_defect(sandbox: Sandbox, control: SandboxControl, name: str) -> None:
    events = control.events.list(name)
    assert events
    outcomes: set[str | None] = set()
    for event in events:
        found = control.events.trigger(name, event=event.name)
        outcomes.add(found.case.outcome if found.case else None)
        if found.case is not None:
            told = f"{found.case.status} {found.case.reason or ''}".casefold().replace(" ", "_")
            assert all(word in told for word in event.name.casefold().split(".")[event.name.count(".") and 1 :]), event.name
    assert outcomes - {None} <= {outcome.value for outcome in Outcome}
    assert sandbox.defects == []


def test_every_status_and_reason_of_the_specs_is_an_event(sandbox: Sandbox) -> None:
    played = {name: " ".join(sandbox.provider(name).events()).casefold().replace(".", " ").replace("_", " ") for name in registry.names()}
    for name, kinds in _LISTS.items():
        for kind in kinds:
            for value in sandbox.provider(name).context.spec.values(kind):
                assert f" {value} ".casefold().replace("_", " ") in f" {played[name]} ", (name, kind, value)


def test_every_delivery_passes_the_clients_own_verification(sandbox: Sandbox, control: SandboxControl) -> None:
    arrived: list[tuple[bytes, dict[str, str]]] = []

    class Application:
        def post(self, path: str, *, content: bytes, headers: dict[str, str]) -> httpx.Response:
            arrived.append((content, headers))
            return httpx.Response(200)

    secret = sandbox.solaris.forward_to(Application(), "/hooks") or ""
    sandbox.postident.forward_to(Application(), "/hooks")
    with Solaris(**sandbox.solaris.credentials) as solaris, Postident(**sandbox.postident.credentials) as postident:
        for event in control.events.list("solaris"):
            arrived.clear()
            control.events.trigger("solaris", event=event.name)
            parsed = [solaris.webhooks.parse(headers, content, secret=secret) for content, headers in arrived]
            assert parsed or event.name == "tokens.revoked", event.name
        arrived.clear()
        for event in control.events.list("postident"):
            control.events.trigger("postident", event=event.name)
        cases = {postident.webhooks.parse(headers, content, source_ip="165.72.200.13").case_id for content, headers in arrived}
        # "started" and, of video, "incomplete" have no status type in the tables, so no webhook.
        assert len(cases) == sum(1 for event in sandbox.postident.events() if "started" not in event and "video.incomplete" not in event)


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


def test_each_step_that_a_case_is_offered_is_a_way_of_the_document(sandbox: Sandbox) -> None:
    ways = _ways(sandbox, "postident")
    for event in (
        "video.started",
        "video.incomplete",
        "eid.started",
        "photo.review_pending",
        "basic.coupon_requested",
        "basic.review_pending",
    ):
        steps = sandbox.postident.case(sandbox.postident.trigger(event) or "").steps
        assert steps
        for step in steps:
            case = sandbox.postident.trigger(event) or ""
            sandbox.postident.take(case, *step.name.split())
            walked = sandbox.postident.case(case)
            method, _, _ = step.name.partition(" ")
            both = ways[method] | ways[event.partition(".")[0]]  # after an attempt that is over, with another method, too
            assert set(pairwise(status for _, status in walked.history)) <= both, (event, step.name, walked.history)


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


def _bearer(sandbox: Sandbox) -> dict[str, str]:
    return {"authorization": f"Bearer {sandbox.identplus.login['token']}", "accept": "application/json"}
