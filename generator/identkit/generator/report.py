"""What a run tells: progress and problems on standard error, files that changed on standard output.

On a terminal with rich; plain lines otherwise, in the same words.
"""

import sys
from collections import Counter
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import TextIO

from attrs import evolve

from identkit.generator.problems import LeftOut, Problem, printable
from identkit.generator.write.publish import Changes


class Report:
    """Plain lines, for logs and pipes."""

    def __init__(self, out: TextIO, err: TextIO) -> None:
        self._out, self._err = out, err

    @contextmanager
    def progress(self, packages: int) -> Generator[None]:
        """Around all packages of a run."""
        del packages  # lines need no total
        yield

    def step(self, package: str, step: str) -> None:
        """A package has come to a step."""

    def finished(self, package: str, summary: str) -> None:
        """A package went through all steps."""
        print(f"{package}: {summary}", file=self._err)

    def notes(self, problems: Iterable[Problem], left_out: Iterable[LeftOut]) -> None:
        """What is to be known about a package that was made, and which operations it does not have."""
        self._show(sorted({problem for problem in problems if problem.note}))
        self._show([evolve(each.problem, message=f"{each.name} is left out: {each.problem.message}") for each in left_out])

    def problems(self, problems: Iterable[Problem]) -> None:
        """Everything to repair, sorted by place, and how much it is."""
        order = sorted(set(problems))
        self._show(order)
        wrong = [problem for problem in order if not problem.note]
        files = Counter(problem.location.file for problem in wrong)
        self.failure(f"{count(len(wrong), 'problem')} in {count(len(files), 'file')}; the output is as it was")

    def _show(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            print(problem, file=self._err)

    def failure(self, message: str) -> None:
        """Why the run ends here."""
        print(printable(message), file=self._err)

    def changes(self, changes: Changes, *, check: bool) -> None:
        """What was, or with `check` would be, written and removed."""
        for name in changes.written:
            print("stale" if check else "wrote", name, file=self._out)
        for name in changes.removed:
            print("left over" if check else "removed", name, file=self._out)
        if not changes:
            print("up to date", file=self._out)

    def last(self, summary: str) -> None:
        """The last line of a lenient run: how much of it there is."""
        if summary:
            print(summary, file=self._out)


class TerminalReport(Report):
    """The same with rich: a line of progress that moves, problems in colour."""

    def __init__(self, out: TextIO, err: TextIO) -> None:
        from rich.console import Console

        super().__init__(out, err)
        self._console = Console(file=err, highlight=False, soft_wrap=True)

    @contextmanager
    def progress(self, packages: int) -> Generator[None]:
        """A bar for all packages, with the step at which the current one is."""
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        bar = (SpinnerColumn(), BarColumn(bar_width=20), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*bar, TextColumn("{task.description}", markup=False), console=self._console, transient=True) as self._bar:
            self._task = self._bar.add_task("", total=packages)
            yield

    def step(self, package: str, step: str) -> None:
        """Show which package is at which step."""
        self._bar.update(self._task, description=f"{package}: {step}")

    def finished(self, package: str, summary: str) -> None:
        """Leave a line behind and move the bar."""
        from rich.text import Text

        self._bar.console.print(Text.assemble(("✓ ", "green"), (package, "bold"), f": {summary}"))
        self._bar.advance(self._task)

    def _show(self, problems: Iterable[Problem]) -> None:
        from rich.text import Text

        for problem in problems:
            pointer, rule = printable(problem.location.pointer), f"[{problem.rule}]"
            message = f": {'note: ' * problem.note}{printable(problem.message)} "
            self._console.print(Text.assemble((str(problem.location), "bold"), message, (pointer, "dim"), " ", (rule, "cyan")))

    def failure(self, message: str) -> None:
        """Why the run ends here."""
        from rich.text import Text

        self._console.print(Text(printable(message), "bold red"))


def create() -> Report:
    """The report that suits where standard error goes."""
    return (TerminalReport if sys.stderr.isatty() else Report)(sys.stdout, sys.stderr)


def count(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
