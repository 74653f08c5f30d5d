"""One run: every package through every step, then everything is published together."""

import re
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from attrs import frozen

from identkit.generator import ir
from identkit.generator.check import document as check
from identkit.generator.check import extensions, lint
from identkit.generator.lower import package as lower
from identkit.generator.problems import Location, Problem, Refused
from identkit.generator.read import load
from identkit.generator.report import Report, count
from identkit.generator.write import format as formatting
from identkit.generator.write import handbook, publish, render
from identkit.generator.write.publish import Changes

T = TypeVar("T")
OVERVIEW: Final = "API.md"
ROOT: Final = Path(__file__).parent
_SECTION: Final = re.compile(r"^## ", re.MULTILINE)


@frozen
class Options:
    """What the command line asks for."""

    specs: Path
    output: Path
    providers: tuple[str, ...] = ()
    lenient: bool = False
    check: bool = False


def generate(options: Options, report: Report) -> Changes:
    """Generate the chosen packages and publish them; with `check` only compare. Raises Refused and CannotPublish."""
    library = load.Library(options.specs if options.specs.is_dir() else options.specs.parent)
    chosen = _chosen(options, library)
    packages: list[ir.Package] = []
    files: dict[str, str] = {}
    problems: list[Problem] = []
    used: set[str] = set()
    with report.progress(len(chosen)):
        for name, path in chosen.items():
            run = _Run(name, report, lenient=options.lenient)
            package = run.package(path, library)
            problems += run.problems
            used |= run.used
            if package:
                packages.append(package)
                files.update(run.files)
        if not problems and not options.providers and options.specs.is_dir():
            problems += _unused(library, used)
        if problems:
            raise Refused(problems)
        report.step("all packages", "format")
        only = frozenset(chosen) if options.providers else None
        files[OVERVIEW] = render.api_md(packages)
        if only is not None:
            files[OVERVIEW] = _with_others(files[OVERVIEW], options.output)
        formatted = _formatted(files)
    changes = (publish.compare if options.check else publish.publish)(options.output, formatted, only)
    told = handbook.bring_up_to_date(options.specs, check=options.check) if options.specs.is_dir() else ()
    return Changes((*changes.written, *told), changes.removed)


def _with_others(overview: str, output: Path) -> str:
    """The overview of some packages, with the sections of the others as they stand in the output folder."""
    try:
        before = (output / OVERVIEW).read_text("utf-8")
    except (OSError, ValueError):
        before = ""
    head, *sections = _SECTION.split(overview)
    found = {section.partition("\n")[0]: section for section in sections}
    for section in _SECTION.split(before)[1:]:
        name = section.partition("\n")[0]
        if name in publish.generated(output):
            found.setdefault(name, section)
    return "## ".join([head, *(f"{section.rstrip()}\n\n" for _, section in sorted(found.items()))]).rstrip() + "\n"


def _chosen(options: Options, library: load.Library) -> dict[str, Path]:
    found = load.packages(library) if options.specs.is_dir() else {load.package_name(options.specs.stem): options.specs}
    unknown = sorted(set(options.providers) - found.keys())
    if unknown or not found:
        message = (
            f"there is no package {', '.join(unknown)}; there is {', '.join(found) or 'none'}" if unknown else "there is no document here"
        )
        raise Refused([Problem(Location(options.specs.name, 0, ""), message, "provider")])
    return {name: path for name, path in found.items() if not options.providers or name in options.providers}


class _Run:
    """The way of one package through the steps."""

    def __init__(self, name: str, report: Report, *, lenient: bool) -> None:
        self.problems: list[Problem] = []
        self.used: set[str] = set()
        self.files: dict[str, str] = {}
        self._name, self._report, self._lenient = name, report, lenient

    def package(self, path: Path, library: load.Library) -> ir.Package | None:
        """Every step, as far as the spec lets us. None when there are problems."""
        try:
            self._report.step(self._name, "load")
            document = load.package(path, library.root, library)
            self.used = {name for name, _ in document.sources}
            if self._lenient:
                extensions.forget_foreign(document)
            self.problems += self._step(document, "check", lambda: check.document(document)) or ()
            valid = not self.problems
            self.problems += self._step(document, "lint", lambda: lint.document(document, lenient=self._lenient, valid=valid)) or ()
            if any(problem.rule in {check.RULE, extensions.MISPLACED, extensions.MALFORMED} for problem in self.problems):
                return None  # what follows would only repeat it in other words
            package, problems = self._step(document, "lower", lambda: lower.package(document, lenient=self._lenient)) or (None, [])
            self.problems += problems
            if package is None or self.problems:
                return None
            self.files = self._step(document, "render", lambda: dict(render.package(package))) or {}
        except Refused as refused:
            self.problems += refused.problems
            return None
        self._report.finished(self._name, f"{count(len(package.constants), 'operation')}, {count(len(self.files), 'file')}")
        return package

    def _step(self, document: load.Document, step: str, work: Callable[[], T]) -> T | None:
        """Do one step. A spec that brings a step down is told like any other problem, with the place in the generator."""
        self._report.step(self._name, step)
        try:
            return work()
        except Refused:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a document causes, the answer is a problem and not a traceback
            where = _where(error)
            message = f"the generator cannot {step} this document ({type(error).__name__}{where}): {str(error)[:200] or 'no reason given'}"
            self.problems.append(Problem(document.locate(""), message, "generator"))
            return None


def _where(error: BaseException) -> str:
    """The innermost line of ours."""
    ours = [frame for frame in traceback.extract_tb(error.__traceback__) if ROOT in Path(frame.filename).parents]
    return f" in {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""


def _formatted(files: dict[str, str]) -> dict[str, str]:
    try:
        return formatting.sources(files)
    except formatting.NotPython as error:
        package = error.name.split("/")[1] if "/" in error.name else "generator"
        raise Refused([Problem(Location(package, 0, ""), f"what would be generated is not Python: {error}", "generator")]) from None


def _unused(library: load.Library, used: set[str]) -> Iterator[Problem]:
    """Files of the specs folder that no package uses: a document forgotten, or a fragment that nothing refers to."""
    for path in sorted(library.root.rglob("*")):
        name = path.relative_to(library.root).as_posix()
        hidden = any(part.startswith(".") for part in path.relative_to(library.root).parts)
        if path.suffix in load.SUFFIXES and path.is_file() and not hidden and name not in used:
            yield Problem(Location(name, 0, ""), "no package uses this file", "unused-file")
