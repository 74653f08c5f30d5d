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
_WIDTHS = (50, 62, 9)  # step, HTTP call, status; what is longer pushes the rest aside
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
    if options.live and not total.failed:
        return live(screen)
    return 1 if total.failed else 0


@define
class Screen:
    """The terminal, or a file."""

    colour: bool
    columns: int = field(factory=lambda: shutil.get_terminal_size((160, 24)).columns)

    def line(self, text: str = "", style: str = "") -> None:
        """A line that is seen at once."""
        print(f"{style}{text}{_PLAIN}" if self.colour and style and text else text, flush=True)

    def row(self, row: "Row") -> None:
        """A step of a flow."""
        cells = [f"{text:{width}}" for text, width in zip((row.step, row.call, row.status), _WIDTHS, strict=True)]
        text = f"  {'  '.join([*cells, row.outcome]).rstrip()}"
        if not self.colour or row.status == "status":
            self.line(text, _CALM)
            return
        status = int(row.status[:3]) if row.status[:3].isdigit() else 0
        shade = _BAD if status >= 400 or (not status and row.status) else _GOOD
        outcome = _BAD if row.outcome.partition(":")[0] in _REFUSALS else ""
        self.line(f"  {cells[0]}  {_CALM}{cells[1]}{_PLAIN}  {shade}{cells[2]}{_PLAIN}  {outcome}{row.outcome}{_PLAIN}")


@define
class Total:
    """What was played so far."""

    flows: list[tuple[str, str, int]] = field(factory=list[tuple[str, str, int]])
    """Provider, title, HTTP calls."""
    failed: int = 0
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
        self.failed += bool(problem)
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
        end = f"{self.failed} not as expected" if self.failed else "all as expected"
        screen.line(f"\n{len(self.flows)} flows, {end}", _BAD if self.failed else _GOOD)
        screen.line(
            f"{self.calls} HTTP calls and {self.days:.1f} days of sandbox time in {seconds:.1f} s; each request and each answer was held "
            "against the provider's document."
        )
        screen.line("\nTo look at it:  make demo-live   (a sandbox with a page: live cases, state diagrams, clock, faults)")
        screen.line("To drive it:    identkit sandbox --help")
        screen.line("To go on:       docs/quickstart.md, and examples/ with a program for each provider")


def live(screen: Screen) -> int:
    """Keep a sandbox up with something to see in it, and open its page, until Ctrl-C."""
    import threading
    import webbrowser
    from datetime import UTC, datetime

    from identkit.sandbox import Sandbox
    from identkit.sandbox._engine import registry, running

    with Sandbox(seed=7, start=datetime.now(UTC), ticking=True) as sandbox:
        for provider in sandbox.providers():
            for event in registry.samples(provider.context.name):
                provider.trigger(event)
        address = running.Address(sandbox.control.base_url, sandbox.control.token)
        running.tell(address)
        screen.line(f"\nThe sandbox is up: {address.url}/", _BOLD)
        screen.line("`identkit sandbox cases` and its other commands drive it from another terminal. Ctrl-C ends it.")
        webbrowser.open(f"{address.url}/")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            screen.line()
        finally:
            running.forget()
    return 0


if __name__ == "__main__":
    sys.exit(main())
