"""The control API: a provider of the sandbox's own, over its own spec. What it does is what the Python object does."""

import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from importlib import resources
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import attrs

from identkit.documents.moves import ranks
from identkit.sandbox._engine.courier import Notification
from identkit.sandbox._engine.faults import Fault
from identkit.sandbox._engine.live import Diagram, LiveCase
from identkit.sandbox._engine.provider import Answer, Call, Handler, Provider, ProviderContext
from identkit.sandbox._engine.schemas import Violation

if TYPE_CHECKING:
    from identkit.sandbox._engine.world import World

NAME = "sandbox_control"
ANY_TOKEN = "any"
_PAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; base-uri 'none'"
)


class Control(Provider):
    """The control API and the page.

    Args:
        context: As for any provider.
        world: What is controlled.
        token: What callers have to show; "" lets everybody in who is on this machine.
    """

    serial = False  # moving the clock waits for webhooks, whose receivers may ask for something in the meantime

    def __init__(self, context: ProviderContext, world: "World", token: str) -> None:
        super().__init__(context)
        self._world = world
        self.token = token

    @property
    def login(self) -> Mapping[str, Any]:
        """The token; any will do where none is wanted."""
        return {"token": self.token or ANY_TOKEN}

    def forget(self) -> None:
        """There is nothing: the state is the providers'."""

    def handlers(self) -> Mapping[str, Handler]:
        """One for each operation of the spec."""
        result: dict[str, Handler] = {
            "sandbox.check_health": lambda _: Answer(body={"status": "ok", "version": version("identkit")}),
            "sandbox.get": lambda _: Answer(body=self._state()),
            "sandbox.reset": self._reset,
            "sandbox.list_scenarios": self._scenarios,
            "clock.get": lambda _: Answer(body=self._time()),
            "clock.advance": self._advance,
            "requests.list": self._requests,
            "faults.list": lambda call: Answer(body=[_fault(fault) for fault in self._provider(call).faults.active()]),
            "faults.add": self._add_fault,
            "faults.clear": self._clear_faults,
            "cases.list": self._cases,
            "cases.get": lambda call: Answer(body=self._case(call.params["provider"], call.params["case_id"])),
            "cases.walk": self._walk,
            "cases.list_diagrams": self._diagrams,
            "settings.list": self._settings,
            "settings.change": self._change,
            "events.list": self._events,
            "events.trigger": self._trigger,
            "webhooks.forward": self._forward,
            "webhooks.stop_forwarding": self._stop_forwarding,
            "webhooks.list_subscriptions": self._subscriptions,
            "webhooks.list_deliveries": self._deliveries,
        }
        return {name: _telling(handler) for name, handler in result.items()}

    def pages(self) -> Mapping[tuple[str, str], Handler]:
        """The page, and the document that describes this API."""
        return {("GET", "/"): _page, ("GET", "/openapi.json"): lambda _: Answer(body=self.context.spec.document)}

    def admit(self, call: Call) -> Answer | None:
        """401 without the token; 403 to what another site's page sends through a browser on this machine."""
        own = {
            self.context.origin,
            *(f"http://{name}:{urlsplit(self.context.origin).port}" for name in ("localhost", "127.0.0.1", "[::1]")),
        }
        host, origin = call.headers.get("host", ""), call.headers.get("origin")
        if (not self.token and f"http://{host}" not in own) or (origin is not None and origin not in own and origin != f"http://{host}"):
            return Answer(status=403, body={"detail": "This is for programs on this machine and for the sandbox's own page."})
        if not self.token or (call.operation is not None and call.operation.name == "sandbox.check_health"):
            return None
        kind, _, token = call.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and hmac.compare_digest(token.encode(), self.token.encode()):
            return None
        return Answer(status=401, body={"detail": "The token is wrong or missing; the sandbox printed it when it was started."})

    def refuse(self, call: Call, violations: list[Violation]) -> Answer:
        """400 that names the fields."""
        del call
        return Answer(status=400, body={"detail": "; ".join(str(violation) for violation in violations)})

    # The sandbox and its clock

    def _state(self) -> dict[str, Any]:
        return {
            "version": version("identkit"),
            "seed": self._world.seed,
            "time": self._time(),
            "providers": [self._described(provider) for provider in self._world.providers()],
            "defects": self._world.defects,
        }

    def _described(self, provider: Provider) -> dict[str, Any]:
        return {
            "name": provider.context.name,
            "title": provider.context.spec.title,
            "base_url": provider.base_url,
            "credentials": {name: str(value) for name, value in provider.login.items()},
            "fault_kinds": sorted(provider.kinds),
            "links": dict(provider.links()),
            "forwards_to": provider.context.courier.target,
        }

    def _time(self) -> dict[str, Any]:
        return {"now": _moment(self._world.clock.now()), "ticking": self._world.clock.ticking}

    def _advance(self, call: Call) -> Answer:
        self._world.clock.advance(**call.fields)
        return Answer(body=self._time())

    def _reset(self, call: Call) -> Answer:
        self._world.reset(call.fields.get("provider"), seed=call.fields.get("seed"))
        return Answer(body=self._state())

    # Requests and faults

    def _requests(self, call: Call) -> Answer:
        lines = [
            {"provider": provider.context.name, "at": _moment(line.at), **{name: getattr(line, name) for name in _LINE}}
            for provider in self._chosen(call)
            for line in provider.requests[-_limit(call) :]
        ]
        return Answer(body=sorted(lines, key=lambda line: (line["at"], line["number"]), reverse=True)[: _limit(call)])

    def _add_fault(self, call: Call) -> Answer:
        fields = dict(call.fields)
        if fields.get("cut") == "answer":
            fields["cut"] = True
        fault = self._provider(call).faults.add(**fields)
        return Answer(status=201, body=_fault(fault))

    def _clear_faults(self, call: Call) -> Answer:
        self._provider(call).faults.clear()
        return Answer(status=204)

    # Cases

    def _cases(self, call: Call) -> Answer:
        rows = [_case(provider, case) for provider in self._chosen(call) for case in _locked(provider, provider.cases)[-_limit(call) :]]
        return Answer(body=sorted(rows, key=_begun, reverse=True)[: _limit(call)])

    def _case(self, name: str, identifier: str) -> dict[str, Any]:
        provider = self._world.provider(name)
        return _case(provider, _locked(provider, lambda: provider.case(identifier)))

    def _walk(self, call: Call) -> Answer:
        name, identifier = call.params["provider"], call.params["case_id"]
        before = self._case(name, identifier)
        self._provider(call).take(identifier, *call.fields["steps"])
        self._world.clock.settle()
        try:
            return Answer(body=self._case(name, identifier))
        except LookupError:  # the step was its last one
            return Answer(body=before | {"steps": []})

    def _diagrams(self, call: Call) -> Answer:
        return Answer(body=[_diagram(provider, diagram) for provider in self._chosen(call) for diagram in provider.diagrams()])

    def _scenarios(self, call: Call) -> Answer:
        return Answer(
            body=[{"provider": each.context.name, **attrs.asdict(scenario)} for each in self._chosen(call) for scenario in each.scenarios()]
        )

    # Settings, events and webhooks

    def _settings(self, call: Call) -> Answer:
        provider = self._provider(call)
        return Answer(body=[_setting(provider, name) for name in provider.settings])

    def _change(self, call: Call) -> Answer:
        self._provider(call).change(call.params["name"], call.fields["value"])
        return Answer(body=_setting(self._provider(call), call.params["name"]))

    def _events(self, call: Call) -> Answer:
        return Answer(body=[{"name": name, "title": title} for name, title in self._provider(call).events().items()])

    def _trigger(self, call: Call) -> Answer:
        provider, event = self._provider(call), call.fields["event"]
        before = set(map(id, provider.context.courier.deliveries))
        case = None
        for _ in range(call.fields.get("times", 1)):
            case = provider.trigger(event, call.fields.get("subject"))
        self._world.clock.settle()
        deliveries = [_delivery(provider, delivery) for delivery in provider.context.courier.deliveries if id(delivery) not in before]
        body: dict[str, Any] = {"event": event, "deliveries": deliveries}
        if case is not None:
            with suppress(LookupError):  # it may be gone: that was the event
                body["case"] = self._case(call.params["provider"], case)
        return Answer(body=body)

    def _forward(self, call: Call) -> Answer:
        url = call.fields["url"]
        self._world.check_receiver(url)
        secret = self._provider(call).forward(url, secret=call.fields.get("secret"))
        return Answer(body={"url": url, "secret": secret})

    def _stop_forwarding(self, call: Call) -> Answer:
        self._provider(call).forward(None)
        return Answer(status=204)

    def _subscriptions(self, call: Call) -> Answer:
        return Answer(body=[attrs.asdict(each) for each in self._provider(call).subscribers()])

    def _deliveries(self, call: Call) -> Answer:
        pairs = [(each, provider) for provider in self._chosen(call) for each in provider.context.courier.deliveries[-_limit(call) :]]
        latest = sorted(pairs, key=lambda pair: pair[0].time, reverse=True)[: _limit(call)]
        return Answer(body=[_delivery(provider, each) for each, provider in latest])

    def _provider(self, call: Call) -> Provider:
        return self._world.provider(call.params["provider"])

    def _chosen(self, call: Call) -> Iterable[Provider]:
        name = call.first("provider")
        return self._world.providers() if name is None else (self._world.provider(name),)


_LINE = ("number", "method", "path", "operation", "status", "verdict")


def _telling(handler: Handler) -> Handler:
    def told(call: Call) -> Answer:
        try:
            return handler(call)
        except LookupError as error:
            return Answer(status=404, body={"detail": str(error.args[0] if error.args else error)})
        except ValueError as error:
            return Answer(status=409, body={"detail": str(error)})

    return told


def _locked(provider: Provider, ask: Callable[[], Any]) -> Any:
    with provider.context.lock:
        return ask()


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _limit(call: Call) -> int:
    return int(call.first("limit") or 100)


def _case(provider: Provider, case: LiveCase) -> dict[str, Any]:
    body = {"provider": provider.context.name, **attrs.asdict(case)}
    body["history"] = [{"at": _moment(at), "status": status} for at, status in case.history]
    return body


def _begun(case: Mapping[str, Any]) -> str:
    return str(case["history"][-1]["at"]) if case["history"] else ""


def _diagram(provider: Provider, diagram: Diagram) -> dict[str, Any]:
    moves, columns = [attrs.asdict(move) for move in diagram.moves], ranks(diagram.states, diagram.moves)
    return {
        "provider": provider.context.name,
        "kind": diagram.kind,
        "method": diagram.method,
        "states": list(diagram.states),
        "moves": moves,
        "columns": [columns.get(state, 0) for state in diagram.states],
    }


def _setting(provider: Provider, name: str) -> dict[str, Any]:
    value = getattr(provider, name)
    plain: Any = value
    if isinstance(value, tuple | frozenset):
        plain = list(cast("Iterable[Any]", value))
    return {"name": name, "value": plain, "allowed": json.dumps(provider.settings[name])}


def _fault(fault: Fault) -> dict[str, Any]:
    cut = "unanswered" if fault.cut == "unanswered" else "answer" if fault.cut else None
    body = {name: getattr(fault, name) for name in ("status", "times", "delay", "garbage", "match", "kind")}
    return body | {"cut": cut, "retry_after": fault.headers.get("retry-after")}


def _delivery(provider: Provider, delivery: Notification) -> dict[str, Any]:
    return {
        "provider": provider.context.name,
        "event": delivery.event,
        "url": delivery.sent_to or delivery.url,
        "state": delivery.state,
        "next_attempt": _moment(delivery.due) if delivery.due is not None else None,
        "attempts": [{"at": _moment(attempt.at), "status": attempt.status} for attempt in delivery.attempts],
    }


def _page(call: Call) -> Answer:
    del call
    content = resources.files("identkit.sandbox._engine").joinpath("page.html").read_bytes()
    headers = {"content-security-policy": _PAGE_POLICY, "cache-control": "no-store", "referrer-policy": "no-referrer"}
    return Answer(content=content, media_type="text/html", headers=headers)
