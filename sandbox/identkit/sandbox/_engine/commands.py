"""The commands that drive a running sandbox, made with the client that identkit generates for its control API."""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from attrs import frozen

from identkit.core import ApiError, IdentkitError, RequestInvalid
from identkit.core._received.response import Response
from identkit.sandbox._engine import completion, running, tables
from identkit.sandbox._engine.control import ANY_TOKEN
from identkit.sandbox_control import SandboxControl

_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0, "w": 7 * 86400.0}
Reply = Response[Any]


@frozen
class SandboxCommand:
    """A command: its words, its arguments, what it asks, and how the answer is shown."""

    help: str
    ask: Callable[[SandboxControl, argparse.Namespace], Reply]
    show: Callable[[Any], str]
    arguments: tuple[tuple[tuple[str, ...], Mapping[str, Any]], ...] = ()


def _argument(*names: str, **options: Any) -> tuple[tuple[str, ...], Mapping[str, Any]]:
    return names, options


_PROVIDER = _argument("provider", help="name of a provider")
_SOME_PROVIDER = _argument("provider", nargs="?", help="name of a provider; all when left out")
_LIMIT = _argument("--limit", type=int, default=20, help="how many at most (default: %(default)s)")


def _optional(values: argparse.Namespace, *names: str) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(values, name)) is not None}


def _fault(control: SandboxControl, values: argparse.Namespace) -> Reply:
    fields = _optional(values, "status", "delay", "cut", "retry_after", "match", "kind", "body")
    if values.garbage:
        fields["garbage"] = True
    if values.clear:
        return control.faults.with_response.clear(values.provider)
    if not fields:
        return control.faults.with_response.list(values.provider)
    return control.faults.with_response.add(values.provider, times=values.times, **fields)


def _forward(control: SandboxControl, values: argparse.Namespace) -> Reply:
    if values.stop:
        return control.webhooks.with_response.stop_forwarding(values.provider)
    if values.url is None:
        raise UsageError("forward wants the URL of the application, or --stop")
    return control.webhooks.with_response.forward(values.provider, url=values.url, **_optional(values, "secret"))


def _settings(control: SandboxControl, values: argparse.Namespace) -> Reply:
    if values.name is None:
        return control.settings.with_response.list(values.provider)
    if values.value is None:
        raise UsageError("settings wants a value, too")
    try:
        value = json.loads(values.value)
    except ValueError:
        value = values.value
    return control.settings.with_response.change(values.provider, values.name, value=value)


class UsageError(Exception):
    """The command line does not make sense."""


def _duration(text: str) -> float:
    """Seconds of 11m, 2h30m, 14d, 90. Raises ArgumentTypeError."""
    if re.fullmatch(r"\d+(\.\d+)?", text, re.ASCII):
        return float(text)
    if not re.fullmatch(r"(\d+(\.\d+)?[smhdw])+", text, re.ASCII):
        message = f"{text!r} is no duration such as 11m, 2h30m or 14d"
        raise argparse.ArgumentTypeError(message)
    return sum(float(number) * _UNITS[unit] for number, unit in re.findall(r"([\d.]+)([smhdw])", text))


def _times(text: str) -> int | None:
    if text != "all" and not (text.isdecimal() and int(text)):
        message = f"{text!r} is no number of requests; `all` hits every one until --clear"
        raise argparse.ArgumentTypeError(message)
    return None if text == "all" else int(text)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        message = f"{text!r} is no JSON: {error}"
        raise argparse.ArgumentTypeError(message) from None


COMMANDS: Mapping[str, SandboxCommand] = {
    "status": SandboxCommand("what runs, with which credentials", lambda control, _: control.sandbox.with_response.get(), tables.sandbox),
    "health": SandboxCommand("whether it serves", lambda control, _: control.sandbox.with_response.check_health(), tables.record),
    "now": SandboxCommand("the sandbox's time", lambda control, _: control.clock.with_response.get(), tables.record),
    "advance": SandboxCommand(
        "move the clock, and run what comes due on the way",
        lambda control, values: control.clock.with_response.advance(seconds=values.duration),
        tables.record,
        (_argument("duration", type=_duration, help="11m, 90s, 2h30m, 14d; a bare number is seconds"),),
    ),
    "fault": SandboxCommand(
        "switch a fault on; without options: list those that are on",
        _fault,
        tables.listed,
        (
            _PROVIDER,
            _argument("--status", type=int, help="answer with this status in the provider's place"),
            _argument("--times", type=_times, default=1, help="how many requests; all: until --clear"),
            _argument("--delay", type=float, help="real seconds before the answer"),
            _argument("--cut", choices=["answer", "unanswered"], help="end the connection in the middle of the answer, or before it"),
            _argument("--garbage", action="store_true", help="an HTML page where JSON belongs"),
            _argument("--retry-after", type=float, help="the header Retry-After; 429 unless --status says otherwise"),
            _argument("--match", help="which requests: 'POST /v1/persons', a path, an operation; * and ? are wildcards"),
            _argument("--kind", help="a fault of the provider's own"),
            _argument("--body", type=_json, help="JSON to answer"),
            _argument("--clear", action="store_true", help="switch all faults off"),
        ),
    ),
    "requests": SandboxCommand(
        "what the providers were asked, latest first",
        lambda control, values: control.requests.with_response.list(limit=values.limit, **_optional(values, "provider")),
        tables.listed,
        (_SOME_PROVIDER, _LIMIT),
    ),
    "reset": SandboxCommand(
        "begin again: no state, no faults, an empty log",
        lambda control, values: control.sandbox.with_response.reset(**_optional(values, "provider", "seed")),
        lambda _: "reset",
        (_SOME_PROVIDER, _argument("--seed", type=int, help="a new seed")),
    ),
    "cases": SandboxCommand(
        "everything that has a status, latest first, with its next steps",
        lambda control, values: control.cases.with_response.list(limit=values.limit, **_optional(values, "provider")),
        tables.cases,
        (_SOME_PROVIDER, _LIMIT),
    ),
    "walk": SandboxCommand(
        "let a case take documented steps",
        lambda control, values: control.cases.with_response.walk(values.provider, values.case, steps=values.steps),
        tables.case,
        (_PROVIDER, _argument("case", help="identifier of the case"), _argument("steps", nargs="+", help="as `cases` lists them")),
    ),
    "settings": SandboxCommand(
        "the settings of a provider's account; with a name and a value: change one",
        _settings,
        tables.listed,
        (
            _PROVIDER,
            _argument("name", nargs="?", help="as `settings` lists them"),
            _argument("value", nargs="?", help="JSON, or text as it stands"),
        ),
    ),
    "states": SandboxCommand(
        "the states of each kind of case, and the ways between them",
        lambda control, values: control.cases.with_response.list_diagrams(**_optional(values, "provider")),
        tables.diagrams,
        (_SOME_PROVIDER,),
    ),
    "events": SandboxCommand(
        "what can be triggered",
        lambda control, values: control.events.with_response.list(values.provider),
        tables.listed,
        (_PROVIDER,),
    ),
    "trigger": SandboxCommand(
        "play a documented event or state by name, with its webhooks",
        lambda control, values: control.events.with_response.trigger(
            values.provider, event=values.event, times=values.times, **_optional(values, "subject")
        ),
        tables.triggered,
        (
            _PROVIDER,
            _argument("event", help="as `events` lists them"),
            _argument("subject", nargs="?", help="person, case or identification; a new one when left out"),
            _argument("--times", type=int, default=1, help="how often; without a subject, to a new one each time"),
        ),
    ),
    "forward": SandboxCommand(
        "send all deliveries of a provider to an application under test",
        _forward,
        tables.record,
        (
            _PROVIDER,
            _argument("url", nargs="?", help="such as http://127.0.0.1:8000/webhooks/name"),
            _argument("--secret", help="secret of the signatures, where the provider signs"),
            _argument("--stop", action="store_true", help="end it"),
        ),
    ),
    "subscriptions": SandboxCommand(
        "who gets which webhooks",
        lambda control, values: control.webhooks.with_response.list_subscriptions(values.provider),
        tables.listed,
        (_PROVIDER,),
    ),
    "deliveries": SandboxCommand(
        "webhooks with their attempts, latest first",
        lambda control, values: control.webhooks.with_response.list_deliveries(limit=values.limit, **_optional(values, "provider")),
        tables.deliveries,
        (_SOME_PROVIDER, _LIMIT),
    ),
    "scenarios": SandboxCommand(
        "the test values and scenarios of the documents, with their sources",
        lambda control, values: control.sandbox.with_response.list_scenarios(**_optional(values, "provider")),
        tables.listed,
        (_SOME_PROVIDER,),
    ),
}


def add_commands(parser: argparse.ArgumentParser) -> None:
    """All commands as sub-parsers."""
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands, for the sandbox that runs")
    for name, command in COMMANDS.items():
        words = commands.add_parser(name, help=command.help, description=command.help.capitalize() + ".")
        for names, options in command.arguments:
            words.add_argument(*names, **options)
        words.add_argument("--json", action="store_true", help="the answer as JSON")
        words.add_argument(
            "--url",
            dest="control",
            metavar="URL",
            help="address of the control API (default: $SANDBOX_CONTROL_BASE_URL, else the sandbox started last)",
        )
        words.add_argument("--token", help="its token (default: $SANDBOX_CONTROL_TOKEN)")
        words.set_defaults(wrong=words.error)
    words = commands.add_parser("completion", help="a script that completes commands in a shell", description="Print a completion script.")
    words.add_argument("shell", choices=completion.SHELLS)


def run(values: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Give the command to the sandbox that runs."""
    if values.command == "completion":
        print(completion.script(values.shell, parser))
        return 0
    command, address = COMMANDS[values.command], _address(values)
    if address is None:
        return _fail("no sandbox runs here; start one with `identkit sandbox`, or say where it is with --url")
    try:
        with SandboxControl(base_url=address.url, token=address.token or ANY_TOKEN, allow_insecure_sandbox=True, max_retries=0) as control:
            answer = command.ask(control, values)
    except UsageError as error:
        wrong: Callable[[str], NoReturn] = values.wrong
        wrong(str(error))
    except RequestInvalid as error:
        return _fail("; ".join(f"{name} {', '.join(messages)}" for name, messages in error.errors.items()))
    except ApiError as error:
        return _fail(getattr(error.body, "detail", None) or str(error))
    except IdentkitError as error:
        return _fail(
            f"{address.url} does not answer as a sandbox does ({type(error).__name__}: {error}); start one with `identkit sandbox`"
        )
    if values.json:
        print(json.dumps(json.loads(answer.content), indent=2, ensure_ascii=False) if answer.content else "null")
    else:
        print(command.show(json.loads(answer.content)) if answer.content else "done")
    return 0


def _address(values: argparse.Namespace) -> running.Address | None:
    url = values.control or os.environ.get("SANDBOX_CONTROL_BASE_URL")
    token = values.token or os.environ.get("SANDBOX_CONTROL_TOKEN") or ""
    if url:
        address = running.known()
        return running.Address(url, token or (address.token if address is not None and address.url == url.rstrip("/") else ""))
    return running.known()


def _fail(message: str) -> int:
    print(f"identkit sandbox: {message}", file=sys.stderr)
    return 1
