"""`identkit`: one command for everything that is done from a shell.

Each command is a module with `main(arguments) -> exit code`, imported when it is asked for: `identkit sandbox` does not need what
`identkit generate` is made with. To add one, write its loader and its line in `COMMANDS`.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from typing import Final, TypeAlias

from identkit.cli.command import Command, Main, usage

__all__ = ["COMMANDS", "main"]

_Arguments: TypeAlias = Sequence[str]
FAILURE: Final = 2


def _diff() -> Main:
    from identkit.documents.diff import main

    return main


def _drift() -> Main:
    from identkit.documents.drift import main

    return main


def _explain() -> Main:
    from identkit.documents.explain import main

    return main


# The generator imports them only when there is something to do.
_TOOLS: Final = ("yaml", "jinja2", "openapi_spec_validator", "openapi_python_client", "datamodel_code_generator", "ruff")


def _need(*modules: str) -> None:
    """Raise ModuleNotFoundError for the first that is not installed."""
    for name in modules:
        if find_spec(name) is None:
            raise ModuleNotFoundError(name=name)


def _generate() -> Main:
    _need(*_TOOLS)
    from identkit.generator.cli import main

    return main


def _new() -> Main:
    _need(*_TOOLS)
    from identkit.generator.new import main

    return main


def _sandbox() -> Main:
    from identkit.sandbox.__main__ import main

    return main


COMMANDS: Final[Mapping[str, Command]] = {
    "diff": Command(_diff, "Tell what changed between two specs, in words.", "cli"),
    "drift": Command(_drift, "Tell what a saved answer holds that the spec does not have, and what to add.", "cli"),
    "explain": Command(_explain, "Tell what a code, a status, a field or an operation of a provider means.", "cli"),
    "generate": Command(_generate, "Turn OpenAPI documents into typed clients.", "generator"),
    "new": Command(_new, "Write a provider's skeleton: spec, overrides, sandbox, tests, docs page.", "generator"),
    "sandbox": Command(_sandbox, "Serve stand-ins for all providers on this machine.", "sandbox"),
}


def main(arguments: _Arguments | None = None) -> int:
    """Run one command. The exit code is the command's; 2 when there is no such command or it is not installed."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] in ([], ["-h"], ["--help"], ["help"]):
        print(usage(COMMANDS))
        return 0 if words else FAILURE
    if words[0] in {"-V", "--version"}:
        from importlib.metadata import version

        print(f"identkit {version('identkit')}")
        return 0
    command = COMMANDS.get(words[0])
    if command is None:
        print(f"identkit: there is no command {words[0]!r}; there is {', '.join(COMMANDS)}", file=sys.stderr)
        return FAILURE
    try:
        run: Callable[[_Arguments], int] = command.load()
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "identkit":
            raise
        print(f"identkit {words[0]} needs {error.name}: pip install 'identkit[{command.extra}]'", file=sys.stderr)
        return FAILURE
    return run(words[1:])
