"""python -m identkit.sandbox.demo [PROVIDER ...]: play the demo flows and print what happened."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from itertools import groupby

from identkit.sandbox.demo import Flow, Row, Story, Unexpected
from identkit.sandbox.world import PROVIDERS, Sandbox

HEAD = Row("step", "HTTP call", "status", "outcome")


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every flow ended as expected."""
    parser = argparse.ArgumentParser(prog="python -m identkit.sandbox.demo", description="Play the demo flows against the sandbox.")
    parser.add_argument("provider", nargs="*", help=f"any of {', '.join(PROVIDERS)}; all unless named")
    names = parser.parse_args(arguments).provider or PROVIDERS
    for name in names:
        if name not in PROVIDERS:
            parser.error(f"no provider {name!r}; there are {', '.join(PROVIDERS)}")
    played = [(flow, *play(flow)) for name in names for flow in flows(name)]
    widths = [max(len(getattr(row, column)) for _, rows, _ in played for row in [HEAD, *rows]) for column in ("step", "call", "status")]
    for provider, group in groupby(played, key=lambda entry: entry[0].provider):
        for flow, rows, problem in group:
            print(f"\n{provider}: {flow.title}")
            for row in [HEAD, *rows]:
                print(
                    "  "
                    + "  ".join([f"{row.step:{widths[0]}}", f"{row.call:{widths[1]}}", f"{row.status:{widths[2]}}", row.outcome]).rstrip()
                )
            if problem:
                print(f"  NOT AS EXPECTED: {problem}")
    failed = sum(1 for _, _, problem in played if problem)
    print(f"\n{len(played)} flows, {failed} not as expected" if failed else f"\n{len(played)} flows, all as expected")
    return 1 if failed or not played else 0


def flows(provider: str) -> list[Flow]:
    """The flows that a provider's module exports."""
    found: list[Flow] = import_module(f"identkit.sandbox.demo.{provider}").flows
    return found


def play(flow: Flow) -> tuple[list[Row], str]:
    """Play one flow in a sandbox of its own; its rows, and what went wrong."""
    with Sandbox(seed=7) as sandbox:
        story = Story(sandbox, sandbox.provider(flow.provider))
        try:
            flow.run(story)
        except Unexpected as error:
            cause = f" ({error.__cause__})" if error.__cause__ else ""
            return story.rows, f"{error}{cause}"
        return story.rows, "; ".join(sandbox.defects)


if __name__ == "__main__":
    sys.exit(main())
