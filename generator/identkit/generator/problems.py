"""What is wrong with a spec, and where.

Every stage returns its problems instead of stopping at the first one. A stage that has nothing to hand on raises `Refused`.
"""

from collections.abc import Callable, Iterable
from typing import TypeAlias

from attrs import field, frozen

Report: TypeAlias = Callable[[str, str, str], None]
"""Takes the pointer of a problem in the bundled document, a message and a rule."""


def printable(text: str) -> str:
    """Text of a document without what a terminal would act upon: line ends, escapes and lone surrogates are written out."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


@frozen(order=True)
class Location:
    """A place in a spec."""

    file: str  # relative to the specs folder, with slashes
    line: int  # counted from 1; 0 is the file as a whole
    pointer: str  # JSON pointer inside that file; "" is the whole document
    bundled: str = field(default="", eq=False)  # pointer in the one document that was made of all files

    def __str__(self) -> str:
        return printable(f"{self.file}:{self.line}" if self.line else self.file)


@frozen(order=True)
class Problem:
    """One thing to repair. `rule` is the short name by which the documentation explains it.

    A `note` stops nothing: something to know about what was generated all the same.
    """

    location: Location
    message: str
    rule: str
    note: bool = False

    def __str__(self) -> str:
        where = f" (at {printable(self.location.pointer)})" if self.location.pointer else ""
        return f"{self.location}: {'note: ' * self.note}{printable(self.message)}{where} [{self.rule}]"


@frozen
class LeftOut:
    """An operation that could not be had, and why."""

    name: str  # GET /pets/{id}
    problem: Problem


class Refused(Exception):
    """A stage cannot hand anything on. Carries every problem it found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def escape(token: str) -> str:
    """One name as a part of a JSON pointer (RFC 6901)."""
    return token.replace("~", "~0").replace("/", "~1")


def unescape(token: str) -> str:
    """The reverse of `escape`."""
    return token.replace("~1", "/").replace("~0", "~")


def join(pointer: str, *tokens: str | int) -> str:
    """A pointer extended by names and list positions."""
    for token in tokens:
        pointer = f"{pointer}/{escape(str(token))}"
    return pointer


def split(pointer: str) -> list[str]:
    """The parts of a pointer, unescaped."""
    return [unescape(token) for token in pointer.split("/")[1:]]
