"""One run: every package through every step, then everything is proven and published together."""

import gc
import itertools
import re
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from attrs import evolve, field, frozen

from identkit.generator import config, project
from identkit.generator.pipeline import Made, Pipeline
from identkit.generator.problems import Location, Problem, Refused
from identkit.generator.read import load
from identkit.generator.report import Report, count
from identkit.generator.write import format as formatting
from identkit.generator.write import handbook, prove, publish, render, sandboxes
from identkit.generator.write.publish import Changes, Tree

OVERVIEW: Final = "API.md"
ROUNDS: Final = 20  # how often what cannot be proven is left out and the rest proven anew
_SECTION: Final = re.compile(r"^## ", re.MULTILINE)


@frozen
class Options:
    """What the command line and `[tool.identkit]` ask for."""

    specs: Path
    output: Path
    providers: tuple[str, ...] = ()
    lenient: bool = False
    check: bool = False
    strict_operations: bool = False  # an operation that is left out is a problem
    package: str = ""  # acme.pay: the name of a package of one's own
    project: Path | None = None  # where its pyproject.toml and README.md go
    amendments: config.Amendments = field(factory=config.Amendments)


@frozen
class RunResult:
    """What a run did."""

    changes: Changes
    summary: str  # of a lenient run: how many of the operations there are
    places: tuple[str, ...]  # folders and files in the output that are ours
    sources: Mapping[str, str]  # the files that were looked for, with the hash of each; "" where it could not be read


def generate(options: Options, report: Report) -> RunResult:
    """Generate the chosen packages and publish them; with `check` only compare. Raises Refused and CannotPublish."""
    library = load.Library(options.specs if options.specs.is_dir() else options.specs.parent, options.lenient)
    names = _chosen(options, library)
    with report.progress(len(names)), _few_collections():
        pipelines = [Pipeline(path, library, report, name, options.lenient, options.amendments) for name, path in names.items()]
        for pipeline in pipelines:
            pipeline.run()
        _refuse(options, library, pipelines)
        report.step("all packages", "format and prove")
        texts = _proven({each.package: each for each in _counting(options, pipelines)})
        _refuse(options, library, pipelines)
        packages = {each.package: each.result for each in pipelines if each.result}
    report.notes(library.slips, ())
    for pipeline in pipelines:
        report.notes([evolve(each, note=True) for each in pipeline.problems], pipeline.left_out)
        report.finished(pipeline.name, _summary(pipeline, texts) if pipeline.result else "left out")
    absent = len(library.slips) + len(pipelines) - len(packages)
    files = {**texts, **_more(options, packages, whole=not absent)}
    # What was made of a document before it broke stays.
    namespace = "" if absent else _namespace(options)
    tree = Tree(files, frozenset(_folder(name) for name in packages), namespace, shared=bool(options.package))
    changes = (publish.compare if options.check else publish.publish)(options.output, tree)
    changes = _with(changes, handbook.bring_up_to_date(options.specs, check=options.check) if options.specs.is_dir() else ())
    if options.package and options.amendments.overrides:
        result = project.overrides(options.output, options.amendments.overrides, options.package, check=options.check)
        changes = _with(changes, result)
    if options.project:
        made_one = next(iter(packages.values()))
        changes = _with(changes, project.bring_up_to_date(options.project, options.output, made_one.package, check=options.check))
    total = sum(each.total for each in pipelines)
    made_all = sum(each.total - len(each.left_out) for each in pipelines if each.result)
    alone = (name for name in files if not any(name.startswith(f"{folder}/") for folder in tree.packages))
    documents = f", {len(packages):,} of {count(len(packages) + absent, 'document')}" if absent else ""
    return RunResult(
        changes,
        f"{made_all:,} of {total:,} operations{documents}" if options.lenient else "",
        tuple(sorted({*tree.packages, *alone, *([tree.namespace] if tree.namespace else [])})),
        library.digests(),
    )


@contextmanager
def _few_collections() -> Generator[None]:
    """A run makes millions of small objects that stay: to look for circles among them as often as Python does takes a third of its time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _counting(options: Options, pipelines: list[Pipeline]) -> list[Pipeline]:
    """Those whose problems stop the run: leniently, a document that cannot be had does not stop the others."""
    working = [each for each in pipelines if not each.failed]
    on_purpose = not any(problem.rule == "configuration" for each in pipelines for problem in each.problems)
    return working if options.lenient and not options.strict_operations and working and on_purpose else pipelines


def _refuse(options: Options, library: load.Library, pipelines: list[Pipeline]) -> None:
    """Raises Refused when there is a problem that is more than a note, with everything that was found."""
    problems = [problem for each in _counting(options, pipelines) for problem in each.problems]
    if options.strict_operations:
        problems += [evolve(problem, note=False) for problem in library.slips]
    for each in pipelines if options.strict_operations else ():
        problems += [evolve(part.problem, message=f"{part.name} is left out: {part.problem.message}", note=False) for part in each.left_out]
    if not options.providers and not options.package and options.specs.is_dir():
        names = {name for each in pipelines for name in each.sources}
        problems += (
            [evolve(problem, note=options.lenient) for problem in _unused(library, names)]
            if not any(not each.note for each in problems)
            else []
        )
    if any(not problem.note for problem in problems):
        raise Refused(problems)


def _proven(pipelines: Mapping[str, Pipeline]) -> dict[str, str]:
    """The files, formatted, with nothing in them that does not work. Leniently, what does not work is left out."""
    for turn in itertools.count():
        packages = {name: pipeline.result for name, pipeline in pipelines.items() if pipeline.result}
        try:
            files = formatting.sources({name: text for each in packages.values() for name, text in each.files.items()})
            problems = prove.failures(files, packages)
        except formatting.NotPython as error:
            files, problems = {}, [prove.Failure(error.name.removesuffix(".py").replace("/", "."), "", str(error))]
        if not problems:
            return files
        for name, failures in _by_package(problems, packages).items():
            pipelines[name].mend(failures, trying=turn < ROUNDS)
        if not all(pipeline.lenient for pipeline in pipelines.values()) or not any(pipeline.result for pipeline in pipelines.values()):
            break
    return {}  # and there are problems, which stop the run


def _by_package(failures: list[prove.Failure], packages: Mapping[str, Made]) -> dict[str, list[prove.Failure]]:
    sorted_out: dict[str, list[prove.Failure]] = {}
    for failure in failures:
        name = next((name for name in packages if failure.module == name or failure.module.startswith(f"{name}.")), next(iter(packages)))
        sorted_out.setdefault(name, []).append(failure)
    return sorted_out


def _summary(pipeline: Pipeline, files: Mapping[str, str]) -> str:
    methods = pipeline.total - len(pipeline.left_out)
    size = sum(name.startswith(f"{_folder(pipeline.package)}/") for name in files)
    return f"{count(methods, 'operation')}, {count(size, 'file')}"


def _more(options: Options, packages: Mapping[str, Made], *, whole: bool) -> dict[str, str]:
    """The overview of all methods: beside the packages, or inside one of one's own."""
    overview = render.api_md([each.package for each in packages.values()])
    if options.package:
        return {f"{_folder(options.package)}/{OVERVIEW}": overview}
    beside = sandboxes.file(options.specs)
    return {**beside, OVERVIEW: _with_others(overview, options.output) if options.providers or not whole else overview}


def _with_others(overview: str, output: Path) -> str:
    """The overview of some packages, with the sections of the others as they stand in the output folder."""
    try:
        before = (output / OVERVIEW).read_text("utf-8")
    except (OSError, ValueError):
        before = ""
    head, *sections = _SECTION.split(overview)
    titles = {section.partition("\n")[0]: section for section in sections}
    for section in _SECTION.split(before)[1:]:
        name = section.partition("\n")[0]
        if name in publish.generated(output / load.NAMESPACE):
            titles.setdefault(name, section)
    return "## ".join([head, *(f"{section.rstrip()}\n\n" for _, section in sorted(titles.items()))]).rstrip() + "\n"


def _folder(package: str) -> str:
    return package.replace(".", "/")


def _namespace(options: Options) -> str:
    """Where no other generated packages stay: only a run over all specs knows that they are gone."""
    return load.NAMESPACE if options.specs.is_dir() and not options.providers and not options.package else ""


def _with(changes: Changes, more: tuple[str, ...]) -> Changes:
    return Changes((*changes.written, *more), changes.removed)


def _chosen(options: Options, library: load.Library) -> dict[str, Path]:
    """The packages to make, by their Python names."""
    specs, name = options.specs, load.package_name(options.specs.stem)
    if options.package:
        return {options.package: specs}
    if specs.is_dir():
        names = load.packages(library)
    elif not name or load.is_reserved(name):
        raise Refused(
            [Problem(Location(specs.name, 0, ""), "no package can have this name; rename the file or give --package", "package-name")]
        )
    else:
        names = {name: specs}
    unknown = sorted(set(options.providers) - names.keys())
    if unknown or not names:
        there = f"there is no package {', '.join(unknown)}; there is {', '.join(names) or 'none'}"
        raise Refused([Problem(Location(specs.name, 0, ""), there if unknown else "there is no document here", "provider")])
    return {f"{load.NAMESPACE}.{key}": path for key, path in names.items() if not options.providers or key in options.providers}


def _unused(library: load.Library, names: set[str]) -> Iterator[Problem]:
    """Files of the specs folder that no package uses: a document forgotten, or a fragment that nothing refers to."""
    for path in sorted(library.root.rglob("*")):
        name = path.relative_to(library.root).as_posix()
        is_hidden = any(part.startswith(".") for part in path.relative_to(library.root).parts)
        if path.suffix in load.SUFFIXES and path.is_file() and not is_hidden and name not in names:
            yield Problem(Location(name, 0, ""), "no package uses this file", "unused-file")
