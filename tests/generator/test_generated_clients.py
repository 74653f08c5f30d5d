"""What our extensions give a caller: inline spec -> generate -> import -> call."""

import importlib
import inspect
import json
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import Any

import httpx
import pytest

from identkit.core import UNSET, AmbiguousOutcome, RequestInvalid, WaitTimeout, WebhookRejected
from identkit.core._received.files import SavedFile
from tests.generator.generated import Server, imported
from tests.support import FakeClock

SPEC = r"""
openapi: 3.1.0
info: {title: Vault, version: "1", summary: Keeps cases.}
x-provenance: {basis: documented, source: "Vault, 1"}
x-environment-variables: [token]
x-error: {code: errors.0.code, reasons: [VAULT_REASONS]}
x-webhooks:
  {policy: hmac, event-header: Vault-Event, signature-header: Vault-Signature, retries: [PT0S, PT15M]}
servers:
  - {url: "https://vault.example", x-environment: production}
  - {url: "https://test.vault.example", x-environment: sandbox}
security: [{bearer: []}]
tags: [{name: cases, description: Cases.}]
paths:
  /{tenantId}/cases:
    parameters: [{$ref: "#/components/parameters/Tenant"}]
    get:
      operationId: cases.list
      summary: Read cases.
      x-paging: {kind: page-number, page: "page[number]", size: "page[size]"}
      parameters:
        - {name: "page[number]", in: query, schema: {type: integer}}
        - {name: "page[size]", in: query, schema: {type: integer, maximum: 2}}
        - {name: state, in: query, schema: {$ref: "#/components/schemas/CaseState"}}
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Case"}}}}}
    post:
      operationId: cases.create
      summary: Open a case.
      x-carries: [reference]
      x-rules:
        - {kind: requires, fields: [dryRun, state], message: needs a state}
      parameters:
        - {name: dryRun, in: query, schema: {type: boolean}}
        - {name: state, in: query, schema: {type: string, x-pii: none}}
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/CaseRequest"}}}
      responses:
        "201": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Case"}}}}
  /{tenantId}/cases/{id}:
    parameters: [{$ref: "#/components/parameters/Tenant"}, {name: id, in: path, required: true, schema: {type: string, x-pii: none}}]
    get:
      operationId: cases.get
      summary: Read one case.
      responses:
        "200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Case"}}}}
    patch:
      operationId: cases.update
      summary: Change a case.
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: "#/components/schemas/CaseUpdate"}}}
      responses: {"204": {description: ok}}
  /{tenantId}/cases/{id}/report:
    parameters: [{$ref: "#/components/parameters/Tenant"}, {name: id, in: path, required: true, schema: {type: string, x-pii: none}}]
    get:
      operationId: cases.report
      summary: Read the report.
      responses: {"200": {description: ok, content: {application/pdf: {schema: {type: string, format: binary, x-pii: image}}}}}
  /{tenantId}/queue:
    parameters: [{$ref: "#/components/parameters/Tenant"}]
    get:
      operationId: queue.list
      summary: Read what waits.
      x-paging:
        kind: archive-to-advance
        page: QueuePage
        partial-header: X-Partial
        archive: queue.archive
        identifier: caseId
        drain: drain
        refuse: [maxResults]
      parameters:
        - {name: since, in: query, schema: {type: string, format: date, x-pii: none}}
        - {name: maxResults, in: query, schema: {type: integer}}
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Case"}}}}}
  /{tenantId}/queue/archive:
    parameters: [{$ref: "#/components/parameters/Tenant"}]
    patch:
      operationId: queue.archive
      summary: Archive cases.
      x-retry: repeatable
      requestBody:
        required: true
        x-body-name: case_ids
        content: {application/json: {schema: {type: array, items: {type: string, x-pii: none}}}}
      responses:
        "200": {description: ok, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Case"}}}}}
  /token:
    post: {operationId: tokens.get, x-auth-call: true, security: [], responses: {"200": {description: ok}}}
webhooks:
  CASE:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/CaseEvent"}}}}
      responses: {"200": {description: ok}}
components:
  securitySchemes: {bearer: {type: http, scheme: bearer, x-auth: {kind: bearer, credentials: [token]}}}
  parameters:
    Tenant: {name: tenantId, in: path, required: true, description: The tenant., schema: {type: string, x-pii: none}, x-from-client: true}
  schemas:
    CaseState:
      type: string
      enum: [open, waiting, done]
      x-pii: none
      x-enum-descriptions: ["", Somebody has to act., It is over.]
      x-lifecycle:
        states: {open: {final: false, next: user}, waiting: {final: false, next: provider}, done: {final: true, next: nobody}}
        polling: {operation: cases.get, status: state, go_on: [open, waiting], early: {may_serve: [waiting]}, basis: documented}
    CaseRequest:
      type: object
      required: [reference, holder, terms]
      properties:
        reference: {type: string, pattern: "^[a-z]+$", maxLength: 5, description: Yours., x-pii: none}
        holder: {$ref: "#/components/schemas/Holder"}
        opened: {type: string, format: date, x-pii: none}
        state: {$ref: "#/components/schemas/CaseState"}
        terms: {type: boolean, const: true}
        timeout: {type: integer}
    CaseUpdate:
      type: object
      properties:
        note: {type: [string, "null"], x-pii: none}
        state: {$ref: "#/components/schemas/CaseState"}
    Holder:
      type: object
      required: [lastName]
      properties: {lastName: {type: string, minLength: 2, x-pii: name}, phone: {type: string, x-pii: contact}}
    Case:
      type: object
      required: [caseId]
      properties:
        caseId: {type: string, x-pii: none}
        state: {$ref: "#/components/schemas/CaseState"}
        holder: {$ref: "#/components/schemas/Holder"}
        amount: {type: integer, x-lenient: true}
        file: {$ref: "#/components/schemas/Record"}
        oldName: {type: string, x-pii: name}
        formerName: {type: string, x-pii: name, x-alias-of: oldName}
    Record:
      type: object
      x-file: {data: documentData, name: fileName, type: mimeType}
      properties:
        documentData: {type: string, format: byte, x-pii: image}
        fileName: {type: string, x-pii: name}
        mimeType: {type: string, x-pii: none}
    CaseEvent:
      type: object
      required: [id]
      properties: {id: {type: string, x-pii: none}}
    ErrorCode:
      type: string
      x-pii: none
      x-reasons:
        name: VAULT_REASONS
        rows:
          - {code: NO_SUCH_CASE, text: No case., permanent: true, customer_text: {de: "Gibt es nicht.", en: "No such case."}}
"""


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with imported(tmp_path_factory.mktemp("vault"), "vault", SPEC) as package:
        yield package


def client(vault: Any, answers: dict[str, httpx.Response], **arguments: Any) -> tuple[Any, Server]:
    server = Server(answers)
    return vault.Vault(tenant_id="t1", token="secret", http_client=server.client(), **arguments), server


CASE = httpx.Response(
    200, json={"caseId": "1", "state": "waiting", "amount": "15", "holder": {"lastName": "Canary"}, "formerName": "Canary"}
)


def test_the_constructor_is_made_of_credentials_and_what_is_given_once(vault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = inspect.signature(vault.Vault).parameters
    assert [*arguments][:5] == ["tenant_id", "token", "base_url", "environment", "timeout"]
    assert [*arguments] == [*inspect.signature(vault.AsyncVault).parameters]
    monkeypatch.setenv("VAULT_TOKEN", "from-the-environment")
    with vault.Vault(tenant_id="t1", environment="sandbox") as made:
        assert "https://test.vault.example" in repr(made)


def public(thing: object) -> list[str]:
    return [name for name in vars(thing) if not name.startswith("_")]


def test_both_flavours_have_the_same_methods_arguments_and_views(vault: Any) -> None:
    for name in ("Cases", "Queue", "Webhooks"):
        module = import_module(f"{vault.__name__}.resources.{name.lower()}")
        one, other = getattr(module, name), getattr(module, f"Async{name}")
        methods = public(one)
        assert methods == public(other)
        for method in methods:
            if inspect.isfunction(getattr(one, method)):
                assert [*inspect.signature(getattr(one, method)).parameters] == [*inspect.signature(getattr(other, method)).parameters]
                assert getattr(one, method).__doc__
    assert not hasattr(vault.Vault, "tokens")


def test_what_breaks_a_limit_is_not_sent(vault: Any) -> None:
    made, server = client(vault, {})
    with pytest.raises(RequestInvalid) as refused:
        made.cases.create(reference="TOO LONG", holder={"last_name": "X"}, terms=False, state_="waiting", dry_run=True)
    assert refused.value.errors.keys() == {"reference", "holder.last_name", "terms", "dry_run"}
    assert server.requests == []
    assert "maxLength" not in inspect.getdoc(made.cases.create)  # type: ignore[operator]  # it has a docstring
    assert "At most 5 characters, must match `^[a-z]+$`." in inspect.getdoc(made.cases.create)  # type: ignore[operator]


def test_a_body_is_sent_under_its_wire_names(vault: Any) -> None:
    made, server = client(vault, {"POST /t1/cases": CASE})
    models = vault.models
    case = made.cases.create(
        reference="abc",
        holder=models.Holder(last_name="Canary"),
        opened=date(2020, 1, 1),
        terms=True,
        state_=models.CaseState.OPEN,
        timeout_=3,
        timeout=9.0,
    )
    assert json.loads(server.last.content) == {
        "reference": "abc",
        "holder": {"lastName": "Canary"},
        "opened": "2020-01-01",
        "state": "open",
        "terms": True,
        "timeout": 3,
    }
    assert (case.amount, case.old_name, case.former_name, case.state) == (15, "Canary", None, models.CaseState.WAITING)
    assert "Canary" not in repr(case)


def test_null_clears_and_unset_is_not_sent(vault: Any) -> None:
    made, server = client(vault, {"PATCH /t1/cases/1": httpx.Response(204)})
    assert made.cases.update("1", note=None) is None
    assert json.loads(server.last.content) == {"note": None}
    made.cases.update("1", state="done")
    assert json.loads(server.last.content) == {"state": "done"}
    assert vault.models.CaseUpdate().note is UNSET


def test_a_doubtful_ending_carries_the_reference(vault: Any) -> None:
    def lost(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("lost", request=request)

    made = vault.Vault(tenant_id="t1", token="t", http_client=httpx.Client(transport=httpx.MockTransport(lost)))
    with pytest.raises(AmbiguousOutcome) as caught:
        made.cases.create(reference="abc", holder={"last_name": "Canary"}, terms=True)
    assert caught.value.carries == {"reference": "abc"}


def test_waiting_stops_earlier_when_asked(vault: Any) -> None:
    clock = FakeClock()
    made, server = client(vault, {"GET /t1/cases/1": CASE}, clock=clock)
    assert made.cases.wait("1", timeout=60, until="may_serve").state == "waiting"
    assert len(server.requests) == 1
    with pytest.raises(WaitTimeout) as caught:
        made.cases.wait("1", timeout=60)
    assert caught.value.last.case_id == "1"


def test_every_page_is_read(vault: Any) -> None:
    pages = {"": ["1", "2"], "1": ["1", "2"], "2": ["3"], "3": []}

    def page(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=[{"caseId": name} for name in pages[request.url.params.get("page[number]", "")]])

    with httpx.Client(transport=httpx.MockTransport(page)) as http:
        made = vault.Vault(tenant_id="t1", token="t", http_client=http)
        assert [case.case_id for case in made.cases.iterate(page_size=2)] == ["1", "2", "3"]


def test_a_queue_is_drained_by_archiving(vault: Any) -> None:
    waiting = ["1", "2"]
    archived: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "PATCH":
            names = json.loads(request.content)
            archived.extend(names)
            waiting[:] = [name for name in waiting if name not in names]
            return httpx.Response(200, json=[{"caseId": name} for name in names])
        return httpx.Response(200, json=[{"caseId": name} for name in waiting[:1]], headers={"X-Partial": str(len(waiting) > 1).lower()})

    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        made = vault.Vault(tenant_id="t1", token="t", http_client=http)
        page = made.queue.list()
        assert (type(page).__name__, page.partial, len(page)) == ("QueuePage", True, 1)
        assert [case.case_id for case in made.queue.drain()] == ["1", "2"]
        assert archived == ["1", "2"]
        assert "max_results" not in inspect.signature(made.queue.drain).parameters
        assert made.queue.archive(["3"])[0].case_id == "3"


def test_a_file_comes_as_bytes_or_goes_to_a_path(vault: Any, tmp_path: Any) -> None:
    report = httpx.Response(200, content=b"%PDF", headers={"content-type": "application/pdf"})
    made, _ = client(vault, {"GET /t1/cases/1/report": report})
    assert made.cases.report("1") == b"%PDF"
    saved = made.cases.report("1", to=tmp_path / "report.pdf")
    assert isinstance(saved, SavedFile)
    assert saved.path.read_bytes() == b"%PDF"
    record = vault.models.Record(document_data=b"x", file_name="a.txt", mime_type="text/plain")
    assert record.save_to(tmp_path).read_bytes() == b"x"


def test_deliveries_are_verified_and_typed(vault: Any) -> None:
    made, _ = client(vault, {})
    with pytest.raises(WebhookRejected):
        made.webhooks.parse({"Vault-Event": "CASE"}, b"{}", secret="s")
    webhooks = vault.webhooks
    assert {"CASE": webhooks.CaseEvent} == webhooks.EVENTS
    assert (webhooks.POLICY.policy, webhooks.POLICY.retries) == ("hmac", (0.0, 900.0))


def test_reasons_are_data(vault: Any) -> None:
    row = importlib.import_module("identkit.vault.reasons").VAULT_REASONS.for_code("no_such_case")
    assert (row.permanent, row.customer_text("de-DE")) == (True, "Gibt es nicht.")


def test_importing_the_package_alone_costs_nothing(vault: Any) -> None:
    assert set(vault.__all__) == {"Vault", "AsyncVault"}
    assert set(dir(vault)) >= {"Vault", "AsyncVault"}
    with pytest.raises(AttributeError):
        _ = vault.Strange
