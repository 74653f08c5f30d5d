"""python -m identkit.sandbox.demo [PROVIDER ...]: play the demo flows, and print each as it ends. `--live` then keeps a sandbox up."""

import argparse
import os
import shutil
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import define, field

if TYPE_CHECKING:
    from identkit.sandbox._engine.story import Flow, Row

_GOOD, _BAD, _CALM, _BOLD, _PLAIN = "\033[32m", "\033[31m", "\033[2m", "\033[1m", "\033[0m"
_WIDTHS = (48, 69, 8)  # step, HTTP call, status; what is longer pushes the rest aside
_OUTCOME, _LEAST = 28, 20  # room for an outcome, and for a call, on terminals that are narrower than all columns
_REFUSALS = frozenset(["rejected", "expired"])


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every flow ended as expected."""
    began = time.monotonic()
    screen = Screen(colour="NO_COLOR" not in os.environ and (sys.stdout.isatty() or "FORCE_COLOR" in os.environ))
    parser = argparse.ArgumentParser(prog="python -m identkit.sandbox.demo", description="Play the demo flows against the sandbox.")
    parser.add_argument("provider", nargs="*", help="names of providers; all unless named")
    parser.add_argument("--live", action="store_true", help="then keep a sandbox up, and open its page")
    options = parser.parse_args(arguments)
    screen.line("identkit: real clients against stand-ins of the providers, over real HTTP on this machine", _BOLD)

    from identkit.sandbox._engine import registry

    names = options.provider or registry.names()
    for name in names:
        if name not in registry.names():
            parser.error(f"no provider {name!r}; there are {', '.join(registry.names())}")
    total = Total()
    for name in names:
        for flow in registry.flows(name):
            total.add(name, flow, screen)
    if not total.flows:
        screen.line("there is nothing to play", _BAD)
        return 1
    total.tell(screen, time.monotonic() - began)
    if options.live and not total.failures:
        return live(screen)
    return 1 if total.failures else 0


@define
class Screen:
    """The terminal, or a file."""

    colour: bool
    columns: int = field(factory=lambda: shutil.get_terminal_size((160, 24)).columns if sys.stdout.isatty() else 0)
    """Of the terminal; 0 where lines may be of any length."""

    def line(self, text: str = "", style: str = "") -> None:
        """A line that is seen at once."""
        body = text.lstrip("\n")
        print(text[: len(text) - len(body)] + (f"{style}{body}{_PLAIN}" if self.colour and style and body else body), flush=True)

    def row(self, row: "Row") -> None:
        """A step of a flow."""
        cells = self._cells(row)
        if not self.colour or row.status == "status":
            self.line(f"  {'  '.join([*cells, row.outcome]).rstrip()}", _CALM)
            return
        status = int(row.status[:3]) if row.status[:3].isdigit() else 0
        shade = _BAD if status >= 400 or (not status and row.status) else _GOOD
        outcome = _BAD if row.outcome.partition(":")[0] in _REFUSALS else ""
        calls = [f"{_CALM}{cell}{_PLAIN}" for cell in cells[1:-1]]
        self.line(f"  {'  '.join([cells[0], *calls, f'{shade}{cells[-1]}{_PLAIN}', f'{outcome}{row.outcome}{_PLAIN}'])}")

    def _cells(self, row: "Row") -> list[str]:
        """Step, call and status. Where they and the outcome have no room, the call is cut short, or left out."""
        texts, (step, call, status) = (row.step, row.call, row.status), _WIDTHS
        room = self.columns - 8 - step - status - _OUTCOME
        if not self.columns or room >= call:
            return [f"{text:{width}}" for text, width in zip(texts, _WIDTHS, strict=True)]
        step, room = step - 10, room + 10
        if room < _LEAST:
            step, room = min(step, max(_LEAST, self.columns - 6 - status - _OUTCOME)), 0
        return [f"{_cut(text, width):{width}}" for text, width in zip(texts, (step, room, status), strict=True) if width]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


@define
class Total:
    """What was played so far."""

    flows: list[tuple[str, str, int]] = field(factory=list[tuple[str, str, int]])
    """Provider, title, HTTP calls."""
    failures: int = 0
    calls: int = 0
    days: float = 0.0

    def add(self, provider: str, flow: "Flow", screen: Screen) -> None:
        """Play a flow in a sandbox of its own, and tell it."""
        from identkit.sandbox import Sandbox
        from identkit.sandbox._engine.story import Row, Story, Unexpected

        with Sandbox(seed=7) as sandbox:
            story = Story(sandbox, sandbox.provider(provider))
            start = sandbox.clock.now()
            try:
                flow.run(story)
                problem = "; ".join(sandbox.defects)
            except Unexpected as error:
                problem = f"{error} ({error.__cause__})" if error.__cause__ else str(error)
            self.days += (sandbox.clock.now() - start) / 86400
            calls = story.provider.requests.total
        self.flows.append((provider, flow.title, calls))
        self.calls += calls
        self.failures += bool(problem)
        screen.line(f"\n{provider}: {flow.title}", _BOLD)
        for row in [Row("step", "HTTP call", "status", "outcome"), *story.rows]:
            screen.row(row)
        if problem:
            screen.line(f"  NOT AS EXPECTED: {problem}", _BAD)

    def tell(self, screen: Screen, seconds: float) -> None:
        """The summary, and how to go on."""
        screen.line("\nIn short", _BOLD)
        for provider in dict.fromkeys(provider for provider, *_ in self.flows):
            own = [(title, calls) for name, title, calls in self.flows if name == provider]
            titles = "; ".join(title for title, _ in own)
            screen.line(f"  {provider:10} {len(own):2} flows {sum(calls for _, calls in own):4} calls  {titles}")
        end = f"{self.failures} not as expected" if self.failures else "all as expected"
        screen.line(f"\n{len(self.flows)} flows, {end}", _BAD if self.failures else _GOOD)
        screen.line(
            f"{self.calls} HTTP calls and {self.days:.1f} days of sandbox time in {seconds:.1f} s; each request and each answer was held "
            "against the provider's document."
        )
        screen.line("\nTo look at it:  make demo-live   (a sandbox with a page: live cases, state diagrams, clock, faults)")
        screen.line("To drive it:    identkit sandbox --help")
        screen.line("To go on:       docs/quickstart.md, and examples/ with a program for each provider")


def live(screen: Screen) -> int:
    """Keep a sandbox up with something to see in it, and open its page, until Ctrl-C."""
    import webbrowser
    from datetime import UTC, datetime

    from identkit.sandbox import Sandbox
    from identkit.sandbox._engine import registry, running
    from identkit.sandbox._engine.serving import asked_to_end

    over = asked_to_end()
    with Sandbox(seed=7, start=datetime.now(UTC), ticking=True) as sandbox:
        for provider in sandbox.providers():
            for event in registry.samples(provider.context.name):
                provider.trigger(event)
        address = running.Address(sandbox.control.base_url, sandbox.control.token)
        running.tell(address)
        screen.line(f"\nThe sandbox is up: {address.url}/", _BOLD)
        screen.line("`identkit sandbox cases` and its other commands drive it from another terminal. Ctrl-C ends it.")
        webbrowser.open(f"{address.url}/")
        over.wait()
        running.forget()
        screen.line()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:  # whoever read it has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
