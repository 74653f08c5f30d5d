"""python -m identkit.sandbox.demo [PROVIDER ...]: play the demo flows and print what happened."""

import argparse
import sys
from collections.abc import Sequence

from identkit.sandbox import Sandbox
from identkit.sandbox._engine import registry
from identkit.sandbox._engine.story import Flow, Row, Story, Unexpected

HEAD = Row("step", "HTTP call", "status", "outcome")


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every flow ended as expected."""
    parser = argparse.ArgumentParser(prog="python -m identkit.sandbox.demo", description="Play the demo flows against the sandbox.")
    parser.add_argument("provider", nargs="*", help=f"any of {', '.join(registry.names())}; all unless named")
    names = parser.parse_args(arguments).provider or registry.names()
    for name in names:
        if name not in registry.names():
            parser.error(f"no provider {name!r}; there are {', '.join(registry.names())}")
    played = [(name, flow, *play(name, flow)) for name in names for flow in registry.flows(name)]
    widths = [max(len(getattr(row, column)) for *_, rows, _ in played for row in [HEAD, *rows]) for column in ("step", "call", "status")]
    for provider, flow, rows, problem in played:
        print(f"\n{provider}: {flow.title}")
        for row in [HEAD, *rows]:
            print(
                "  " + "  ".join([f"{row.step:{widths[0]}}", f"{row.call:{widths[1]}}", f"{row.status:{widths[2]}}", row.outcome]).rstrip()
            )
        if problem:
            print(f"  NOT AS EXPECTED: {problem}")
    failed = sum(1 for *_, problem in played if problem)
    print(f"\n{len(played)} flows, {failed} not as expected" if failed else f"\n{len(played)} flows, all as expected")
    return 1 if failed or not played else 0


def play(provider: str, flow: Flow) -> tuple[list[Row], str]:
    """Play one flow in a sandbox of its own; its rows, and what went wrong."""
    with Sandbox(seed=7) as sandbox:
        story = Story(sandbox, sandbox.provider(provider))
        try:
            flow.run(story)
        except Unexpected as error:
            cause = f" ({error.__cause__})" if error.__cause__ else ""
            return story.rows, f"{error}{cause}"
        return story.rows, "; ".join(sandbox.defects)


if __name__ == "__main__":
    sys.exit(main())
