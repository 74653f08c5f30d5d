"""python -m identkit.sandbox: serve all providers, or give commands to the sandbox that runs. The same as `identkit sandbox`."""

import argparse
import sys
from collections.abc import Sequence

from identkit.sandbox import Sandbox
from identkit.sandbox._engine import commands, registry, serving


def main(arguments: Sequence[str] | None = None) -> int:
    """Without a command: serve until Ctrl-C or SIGTERM. 0 when all went well, 1 when the sandbox said no, 2 for a wrong command line."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        return serving.serve(Sandbox, options, parser.error)
    return commands.run(options, parser)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="identkit sandbox",
        description="Serve stand-ins for all providers over real HTTP, with a control API and a page beside them. "
        "With a command: drive the sandbox that runs.",
        epilog=f"Providers: {', '.join(registry.names())}. `identkit sandbox COMMAND --help` tells more.",
    )
    serving.add_arguments(parser)
    commands.add_commands(parser)
    return parser


if __name__ == "__main__":
    sys.exit(main())
