"""What a command is, and how all of them are listed."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from attrs import frozen

__all__ = ["Command", "Main", "usage"]

Main: TypeAlias = Callable[[Sequence[str]], int]


@frozen
class Command:
    """One command: how to come by its function, what it does, and the extra that brings what it needs."""

    load: Callable[[], Main]
    help: str
    extra: str


def usage(commands: Mapping[str, Command]) -> str:
    """What `identkit --help` shows."""
    width = max(map(len, commands))
    lines = [f"  {name:{width}}  {command.help}" for name, command in sorted(commands.items())]
    return "\n".join(["usage: identkit COMMAND ...", "", *lines, "", "identkit COMMAND --help tells more; identkit --version the version."])
