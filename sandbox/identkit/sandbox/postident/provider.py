"""POSTIDENT in the sandbox: the handlers."""

import json
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from string import ascii_uppercase, digits
from typing import Any, Literal

from attrs import evolve

from identkit.documents.moves import moves_of
from identkit.sandbox._engine.live import Diagram, LiveCase, Scenario, Subscriber
from identkit.sandbox._engine.provider import Answer, Call, Handler, Provider, ProviderContext
from identkit.sandbox._engine.spec import seconds
from identkit.sandbox.postident import live, page, sealing
from identkit.sandbox.postident.cases import OVERDUE, Case, Filter, moment
from identkit.sandbox.postident.results import Depth, Reporter, status
from identkit.sandbox.postident.tables import SubState, Tables

CLIENT_ID = "1234ABCD"
USERNAME = "GK42.SCR"
PASSWORD = "not-a-real-password"
DATA_PASSWORD = "not-a-real-data-password"

VALID_FOR = 90 * 86400.0  # as between created and validUntil in the guide's sample
_USER_PAGE = "/user/start/"

IdentificationClass = Literal["GwG", "TKG", "Standard", "Mobility"]
Encryption = Literal["optional", "mandatory"]

_NEVER_SEEN = frozenset({"12", "13"})  # expired or started too often: the attempt ends where it stood


class PostidentSandbox(Provider):
    """POSTIDENT: one account with its cases.

    Settings of the account, to be changed at any time:

        identification_class   GwG, TKG, Standard or Mobility: what results hold and which images are delivered
        encryption             "optional" as during integration, "mandatory" as in production
        list_limit             how many cases a list delivers at most; 1,000 as documented
        webhook_receiver       where deliveries go, whatever URL the case has; None: to the case's own, where that is on this machine
        webhook_types          for which status types webhooks are sent
        webhook_reference      whether a delivery holds the reference ID
        webhook_login          user name and password for deliveries, or None
    """

    kinds = sealing.KINDS
    settings = live.SETTINGS

    def __init__(self, context: ProviderContext) -> None:
        super().__init__(context)
        self.tables = Tables.of(context.spec.document)
        policies = context.spec.document["x-webhooks"]
        self._pauses = (0.0, *(seconds(pause) for pause in policies["retries"]))
        self._within = seconds(policies["within"])
        self._expects: int = policies["expects"]
        self._source: str = policies["sources"][0]
        self._deletion = context.spec.timer("CaseState", "deletion")
        self.forget()

    def forget(self) -> None:
        """Drop all cases, and take back all settings."""
        self.identification_class: IdentificationClass = "GwG"
        self.encryption: Encryption = "optional"
        self.list_limit = self._documented_limit
        self.webhook_receiver: str | None = None
        self.webhook_types = frozenset({"notification", "preliminary", "final"})
        self.webhook_reference = True
        self.webhook_login: tuple[str, str] | None = None
        self._cases: dict[str, Case] = {}
        self._references: set[str] = set()

    @property
    def login(self) -> Mapping[str, Any]:
        """The account that the sandbox knows. `private_key=` is yours: any RSA key will do."""
        return {"client_id": CLIENT_ID, "username": USERNAME, "password": PASSWORD, "data_password": DATA_PASSWORD}

    # What happens to a case

    def identify(self, case_id: str, method: str, status: str, sub_status: str | None = None, reason: str | None = None) -> None:
        """Bring an identification into one state of the guide's tables, and notify as the tables say.

        Args:
            case_id: Of a case that is not closed.
            method: video, eid, photo or basic.
            status: As in the table: started, coupon requested, incomplete, review pending, success or declined.
            sub_status: Code; the first (or the reason's) of the table where one is needed and none is given.
            reason: Code of the sub status reason.

        Raises ValueError for a state that the method's table does not have, and for a case that is closed.
        """
        state = self.tables.state(method, status, sub_status, reason)
        with self.context.lock:
            case = self._cases[case_id]
            case.move(method, state, self.context.clock.now())
            self.context.trail(case_id, state.row.status)
            self._notify(case, state)

    def walk(self, case_id: str, method: str, status: str = "success", sub_status: str | None = None, reason: str | None = None) -> None:
        """Let the user go through a whole attempt, which ends in `status`. Arguments as for `identify`."""
        last = self.tables.state(method, status, sub_status, reason)
        before = live.BEFORE[method][:1] if last.sub_status in _NEVER_SEEN else live.BEFORE[method]
        attempt = next((one for one in self._cases[case_id].identifications if one.method == method and not one.over), None)
        if attempt is not None and attempt.status in live.BEFORE[method]:  # it goes on from where it is
            before = before[live.BEFORE[method].index(attempt.status) + 1 :]
        ways = {(move.origin, move.target) for move in moves_of(self.context.spec.schema("IdentificationState"), method)}
        while before and status not in before and (before[-1], status) not in ways:
            before = before[:-1]
        for step in before:
            if step == status:
                break
            self.identify(case_id, method, step)
        self.identify(case_id, method, status, last.sub_status, last.reason)

    def fill(self, count: int, method: str = "video", status: str = "success") -> list[str]:
        """Add so many cases at once that ended in `status`, and return their ids. Nobody is notified."""
        state = self.tables.state(method, status)
        with self.context.lock:
            return [self._filled(method, state) for _ in range(count)]

    # For whoever drives it

    def cases(self) -> Sequence[LiveCase]:
        """All cases."""
        return [self._live(case) for case in self._cases.values() if self._exists(case)]

    def case(self, identifier: str) -> LiveCase:
        """One case. Raises LookupError."""
        return self._live(self._found(identifier))

    def take(self, identifier: str, *steps: str) -> None:
        """Let an attempt end in a state: `take(case, "video", "declined", "110")`, and what lies before it."""
        self._found(identifier)
        method, status, sub_status, reason = live.words(self.tables, steps)
        self.walk(identifier, method, status, sub_status, reason)

    def diagrams(self) -> Sequence[Diagram]:
        """One for each method."""
        return live.diagrams(self.context.spec)

    def events(self) -> Mapping[str, str]:
        """Every row of the status tables, with each of its codes."""
        return live.events(self.tables)

    def trigger(self, event: str, subject: str | None = None) -> str | None:
        """Walk a case into a state, a new one unless `subject` names one."""
        try:
            live.words(self.tables, [event])
        except ValueError as error:
            raise LookupError(str(error)) from None
        with self.context.lock:
            case_id = subject if subject is not None else self._new_case({}).case_id
        self.take(case_id, event)
        return case_id

    def scenarios(self) -> Sequence[Scenario]:
        """States, limits, and faults of the encryption."""
        return live.scenarios(self.tables, self._documented_limit)

    @property
    def _documented_limit(self) -> int:
        paging: Mapping[str, Any] = self.context.spec.document["paths"]["/{clientId}/cases"]["get"]["x-paging"]
        limit: int = paging["limit"]
        return limit

    def subscribers(self) -> Sequence[Subscriber]:
        """The receiver, whatever URL a case names."""
        return [Subscriber("CaseEvent", self.webhook_receiver)] if self.webhook_receiver else []

    def _found(self, case_id: str) -> Case:
        case = self._find(case_id)
        if case is None:
            message = f"there is no case {case_id!r}"
            raise LookupError(message)
        return case

    def _live(self, case: Case) -> LiveCase:
        link = f"{self.context.origin}{_USER_PAGE}?caseId={case.case_id}"
        over = self.context.clock.now() >= case.valid_until
        reporter = Reporter(self.identification_class, USERNAME)
        result = live.case(case, reporter, self.tables, self.context.spec, link=link, over=over)
        return evolve(result, history=((case.created, "new"), *self.context.trails.get(case.case_id, ())))

    def _filled(self, method: str, state: SubState) -> str:
        case = self._new_case({})
        case.move(method, state, self.context.clock.now())
        return case.case_id

    def _new_case(self, order: Mapping[str, Any]) -> Case:
        now = self.context.clock.now()
        case = Case(self.context.token(12, ascii_uppercase + digits), order, now, now, now + VALID_FOR)
        self._cases[case.case_id] = case
        return case

    def _expire(self, case: Case) -> None:
        """The case ID is no longer valid: an identification that was begun is declined (sub status 12)."""
        primary = case.primary
        if case.closed is None and primary is not None:
            try:
                self.identify(case.case_id, primary.method, "declined", OVERDUE)
            except ValueError:
                return  # eID knows no such state

    # Deliveries

    def _notify(self, case: Case, state: SubState) -> None:
        target = self.context.courier.target
        if state.row.status_type not in self.webhook_types:
            return
        process = case.order.get("processData", {})
        body = {"caseId": case.case_id}
        if self.webhook_reference:
            body["referenceId"] = process.get("referenceId", case.case_id)
        # Deliveries leave from loopback; the header says what a proxy in front of the receiver would see.
        headers = {"content-type": "application/json", "x-forwarded-for": self._source}
        if self.webhook_login is not None:
            headers["authorization"] = _basic(*self.webhook_login)
        self.context.defects.extend(str(violation) for violation in self.context.spec.delivery("CaseEvent", body))
        urls = [process[name] for name in ("webHookUrl", "webHookUrlPartner") if name in process]
        # An application under test hears of cases, too, that were started without a webhook.
        for url in urls or [target] if target is not None else urls:
            self.context.courier.send(
                self.webhook_receiver or url,
                json.dumps(body).encode(),
                headers,
                pauses=self._pauses,
                within=self._within,
                accepts=lambda code: code == self._expects,
                event="CaseEvent",
            )

    # The API

    def handlers(self) -> Mapping[str, Handler]:
        """One for each operation of the spec."""
        return {
            "cases.create": self._create,
            "cases.archive": self._archive,
            "cases.get": lambda call: self._get(call, _depth(call)),
            "cases.get_full": lambda call: self._get(call, _depth(call, every=True)),
            "cases.get_status": lambda call: self._get(call, Depth(status_only=True)),
            "cases.get_status_full": lambda call: self._get(call, Depth(every=True, status_only=True)),
            "cases.list": lambda call: self._list(call, Depth()),
            "cases.list_full": lambda call: self._list(call, Depth(every=True)),
            "cases.list_status": lambda call: self._list(call, Depth(status_only=True)),
            "cases.list_status_full": lambda call: self._list(call, Depth(every=True, status_only=True)),
        }

    def pages(self) -> Mapping[tuple[str, str], Handler]:
        """The user's page, for those who drive the sandbox with a browser."""
        return {("GET", _USER_PAGE): self._user_page, ("POST", _USER_PAGE): self._user_done}

    def admit(self, call: Call) -> Answer | None:
        """401 for a wrong login or client ID."""
        ours = call.headers.get("authorization") == _basic(USERNAME, PASSWORD) and call.params.get("clientId") == CLIENT_ID
        return None if ours else Answer(status=401)

    def _create(self, call: Call) -> Answer:
        order: dict[str, Any] = call.body
        reference = order.get("processData", {}).get("referenceId")
        if reference in self._references:
            return Answer(status=409)
        case = self._new_case(order)
        if "processData" in order:
            case.order = order | {
                "processData": {"targetCountry": "DEU", "preferredLanguage": "DE_DE", "referenceId": case.case_id} | order["processData"]
            }
        self._references.add(reference or case.case_id)
        self.context.later(VALID_FOR, lambda: self._expire(case))
        app = {"caseUrlScheme": f"postident://cases/{case.case_id}", "packageName": "de.deutschepost.postident"}
        body = {
            "caseId": case.case_id,
            "validUntil": moment(case.valid_until),
            "webStart": {"caseURL": f"{self.context.origin}{_USER_PAGE}?caseId={case.case_id}"},
            "iosStart": app,
            "androidStart": app,
        }
        return Answer(status=201, body=body)

    def _archive(self, call: Call) -> Answer:
        cases = [case for case_id in dict.fromkeys(call.body) if (case := self._find(case_id)) and case.closed is not None]
        changes = [case for case in cases if not case.archived]
        for case in changes:
            case.archived = True
        return Answer(body=[{"caseId": case.case_id, "caseStatus": status(case)} for case in changes])

    def _get(self, call: Call, depth: Depth) -> Answer:
        if depth.result_pdf and not depth.binary:
            return Answer(status=400)  # assumed; the guide says only that includeBinaryData must be true
        case = self._find(call.params["caseId"])
        if case is None:
            return Answer(status=404)
        return self._sealed(call, lambda reporter: reporter.case(case, depth))

    def _list(self, call: Call, depth: Depth) -> Answer:
        choice = Filter.read(call.first, self.list_limit)
        cases, more = choice.page(case for case in self._cases.values() if self._exists(case))
        headers = {"x-partial-delivery": "true"} if more else {}
        return self._sealed(call, lambda reporter: [reporter.case(case, depth) for case in cases], headers)

    def _sealed(self, call: Call, body: Callable[[Reporter], Any], headers: Mapping[str, str] | None = None) -> Answer:
        """The answer, encrypted if the request asks for it. What is answered to an unusable key is assumed."""
        try:
            seal = sealing.for_request(call.headers, DATA_PASSWORD, call.kind)
        except sealing.NotAuthentic:
            return Answer(status=401)
        except sealing.BadKey:
            return Answer(status=400)
        if seal is None and self.encryption == "mandatory" and call.kind != "clear":
            return Answer(status=400)
        return Answer(body=body(Reporter(self.identification_class, USERNAME)), headers=headers or {}, seal=seal)

    def _find(self, case_id: str) -> Case | None:
        case = self._cases.get(case_id)
        return case if case is not None and self._exists(case) else None

    def _exists(self, case: Case) -> bool:
        """Cases are deleted after a time, archived or not."""
        return self.context.clock.now() < case.created + self._deletion

    # The user's page

    def _user_page(self, call: Call) -> Answer:
        case = self._find(call.first("caseId") or "")
        if case is None:
            return page.message("Not there", "There is no such case.", status=404)
        return page.choose(case.case_id, self.tables)

    def _user_done(self, call: Call) -> Answer:
        form: Mapping[str, str] = call.body or {}
        try:
            self.walk(
                form.get("caseId", ""),
                form.get("method", ""),
                form.get("status", ""),
                form.get("subStatus") or None,
                form.get("reason") or None,
            )
        except KeyError:
            return page.message("Not there", "There is no such case or method.", status=404)
        except ValueError as error:
            return page.message("Not possible", str(error), status=409)
        return page.message("Done", "You may close this page.")


def _depth(call: Call, *, every: bool = False) -> Depth:
    return Depth(every=every, binary=call.first("includeBinaryData") == "true", result_pdf=call.first("includeResultPdf") == "true")


def _basic(username: str, password: str) -> str:
    return "Basic " + b64encode(f"{username}:{password}".encode()).decode("ascii")
