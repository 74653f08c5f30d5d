"""The way of one package through the steps: load, check, lint, lower, render.

Strictly, every problem of every step is collected and any of them stops the run. Leniently, problems become notes, and an operation that
cannot be had is left out: the first problem that speaks of it is the reason. Where a step breaks down without a word, the operations
that bring it down are found by halving.
"""

import traceback
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from attrs import define, evolve, field, frozen

from identkit.generator import config, ir
from identkit.generator.check import document as check
from identkit.generator.check import extensions, lint
from identkit.generator.lower import package as lower
from identkit.generator.problems import LeftOut, Location, Problem, Refused
from identkit.generator.read import amend, foreign, load, misplaced, reach, repair
from identkit.generator.report import Report
from identkit.generator.write import format as formatting
from identkit.generator.write import prove, render, split

ROOT: Final = Path(__file__).parent
TRIALS: Final = 200  # how often halving may try before the rest is left out
CRASH: Final = "generator"
# What only says again, in the words of a later step, what an earlier one has told.
_ECHOES: Final = frozenset({CRASH, "unknown-reference", "operation-lost", "one-reader"})


@frozen
class Made:
    """A package: what is to be printed of it, and its files, not yet formatted."""

    package: ir.Package
    files: dict[str, str]


@define(eq=False)
class Pipeline:
    """One package. After `run`, `problems` tells everything that was found, `left_out` what is missing."""

    path: Path
    folder: load.Library
    report: Report
    package: str  # acme.pay
    lenient: bool = False
    amendments: config.Amendments = field(factory=config.Amendments)
    problems: list[Problem] = field(factory=list[Problem])
    left_out: list[LeftOut] = field(factory=list[LeftOut])
    sources: set[str] = field(factory=set[str])
    result: Made | None = None
    total: int = 0  # operations in the document that are to be methods
    _trials: int = 0
    _proving: bool = False  # a trial has to be proven to have worked
    _document: load.Bundle | None = None

    @property
    def name(self) -> str:
        """The last part of the package's name."""
        return self.package.rpartition(".")[2]

    @property
    def failed(self) -> bool:
        """Whether there is a problem that is more than a note."""
        return any(not problem.note for problem in self.problems)

    def run(self) -> None:
        """Every step, as far as the document lets us. `made` stays None when nothing can be made."""
        try:
            self._run()
        except Refused as refused:
            self.problems += refused.problems
        except Exception as error:  # noqa: BLE001 - whatever a document causes, the answer is a problem and not a traceback
            self.problems.append(_crash(Location(self.path.name, 0, ""), "read", error))

    def _run(self) -> None:
        self.report.step(self.name, "load")
        document = load.package(self.path, self.folder.root, self.folder, self.package)
        self.sources = {name for name, _ in document.sources}
        self.problems += document.problems
        if self.lenient:
            foreign.adopt(document.data)
            extensions.forget_foreign(document)
        self.problems += amend.amend(document.data, self.amendments)
        document = evolve(document, overrides=self.amendments.overrides)
        self._look("check", document, lambda: check.document(document))
        valid = not self.problems
        self._look("lint", document, lambda: lint.document(document, lenient=self.lenient, valid=valid))
        self.total = len(reach.operations(document.data))
        self._document = document
        if self.lenient:
            repair.repair(document.data)
            misplaced.put_right(document.data)
            self.result = self._leniently(document)
            if self.amendments.paging:  # whoever names the pages wants them
                self.problems = [evolve(each, note=each.note and each.rule != "paging") for each in self.problems]
                self.result = None if self.failed else self.result
            return
        result, problems = self._attempt(document)
        self.problems += [problem for problem in problems if not self.problems or problem.rule not in _ECHOES]
        self.result = None if self.failed else result

    def _look(self, step: str, document: load.Bundle, work: Callable[[], Iterable[Problem]]) -> None:
        """A step that only looks. Leniently all that it finds are notes."""
        self.report.step(self.name, step)
        try:
            problems = list(work())
        except Exception as error:  # noqa: BLE001 - a check that breaks down has found something, too
            problems = [] if self.problems else [_crash(document.locate(""), step, error)]
        self.problems += [evolve(problem, note=self.lenient or problem.note) for problem in problems]

    def _attempt(self, document: load.Bundle) -> tuple[Made | None, list[Problem]]:
        """The steps that make something."""
        step = "lower"
        try:
            self.report.step(self.name, step)
            package, problems = lower.package(document, lenient=self.lenient)
            if package is None:
                return None, problems
            step = "render"
            self.report.step(self.name, step)
            files = split.files(render.package(package), self.package)
            formatting.check(files)
            return Made(package, files), problems
        except formatting.NotPython as error:
            return None, [Problem(document.locate(""), f"what would be generated is not Python: {error}", CRASH)]
        except Exception as error:  # noqa: BLE001 - whatever a document causes, the answer is a problem and not a traceback
            return None, [_crash(document.locate(""), step, error)]

    # What the proof found

    def mend(self, failures: Sequence[prove.Failure], *, trying: bool) -> None:
        """Make the package without the operations that do not work. There is none, but problems, where that is not to be done."""
        result, self.result = self.result, None
        if result is None:
            return
        texts = {result.package.pointers.get(each.operation, ""): _unproven(each) for each in failures}
        if trying and self.lenient and self._document and "" in texts:
            document, suspects = self._document, list(reach.operations(self._document.data))
            reason, self._proving = texts.pop(""), True
            texts.update(dict.fromkeys(self._culprits(document, suspects) if self._works(_bare(document)) else [], reason))
        if not trying or not self.lenient or not self._document or not texts:
            self.problems += [Problem(Location(self.path.name, 0, ""), _unproven(each), CRASH) for each in failures]
            return
        causes = {pointer: Problem(self._document.locate(pointer), message, CRASH) for pointer, message in texts.items()}
        self.leave_out(self._document, causes)
        self.result = self._leniently(self._document)

    # Leniently

    def _leniently(self, document: load.Bundle) -> Made | None:
        """Try, leave out what the problems speak of, and try again, until what is left can be had."""
        while True:
            result, problems = self._attempt(document)
            if result:
                self.problems += problems
                return result
            wrong = [problem for problem in problems if not problem.note]
            causes = _blamed(document, wrong) or self._halved(document, wrong)
            if not causes:
                self.problems += problems
                return None
            self.leave_out(document, causes)

    def leave_out(self, document: load.Bundle, causes: dict[str, Problem]) -> None:
        """Take out of the document what is to blame, and keep the reasons of the operations among it."""
        operations = reach.operations(document.data)
        for pointer, problem in causes.items():
            if pointer in operations:
                inside = problem.location.bundled.startswith(pointer)
                cause = problem if inside else evolve(problem, location=document.locate(pointer))
                self.left_out.append(LeftOut(operations[pointer], cause))
            else:
                self.problems.append(evolve(problem, note=True))
            reach.remove(document.data, pointer)

    def _halved(self, document: load.Bundle, wrong: Sequence[Problem]) -> dict[str, Problem]:
        """The operations without which the steps come through."""
        operations = list(reach.operations(document.data))
        if not self._works(_bare(document)):
            return {}
        culprits = self._culprits(document, operations)
        return {pointer: evolve(wrong[0], location=document.locate(pointer)) for pointer in culprits} if wrong else {}

    def _culprits(self, document: load.Bundle, suspects: list[str]) -> list[str]:
        """Those of the suspects that do not work, alone or together with some of the others."""
        if len(suspects) == 1 or self._trials >= TRIALS:
            return suspects
        middle = len(suspects) // 2
        culprits = [
            culprit
            for half in (suspects[:middle], suspects[middle:])
            if not self._works(evolve(document, data=reach.only(document.data, half)))
            for culprit in self._culprits(document, half)
        ]
        return culprits or suspects[middle:]  # only together: one half has to go

    def _works(self, document: load.Bundle) -> bool:
        self._trials += 1
        result, _ = self._attempt(document)
        if result is None or not self._proving:
            return result is not None
        try:
            return not prove.failures(formatting.sources(result.files), [self.package])
        except formatting.NotPython:
            return False


def _bare(document: load.Bundle) -> load.Bundle:
    """The document without any operation, and without what only operations need."""
    return evolve(document, data=reach.only(document.data, ()))


def _blamed(document: load.Bundle, problems: Sequence[Problem]) -> dict[str, Problem]:
    """What has to go for the problems to go: the things that they speak of, and the operations that reach these."""
    causes: dict[str, Problem] = {}
    pointers = reach.affected(document.data, [problem.location.bundled for problem in problems])
    for problem in problems:
        for pointer in pointers[problem.location.bundled]:
            causes.setdefault(pointer, problem)
    return causes


def _unproven(failure: prove.Failure) -> str:
    return f"what would be generated does not work ({failure.operation or failure.module}): {failure.reason}"


def _crash(location: Location, step: str, error: Exception) -> Problem:
    """A step that came down, told like any other problem, with the place in the generator."""
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if ROOT in Path(frame.filename).parents]
    where = f" in {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    reason = str(error)[:200] or "no reason given"
    message = f"the generator cannot {step} this document ({type(error).__name__}{where}): {reason}"
    return Problem(location, message, CRASH)
