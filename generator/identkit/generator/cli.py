"""`identkit generate`, and `python -m identkit.generator`: reads the command line and runs one step after the other.

Exit codes: 0 all is well, 1 the output is stale (only with --check), 2 there are problems and nothing was written.
"""

import argparse
import io
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from identkit.generator.write.fingerprint import ROOT, Fingerprint

if TYPE_CHECKING:
    from identkit.generator.config import ProjectSettings
    from identkit.generator.run import Options, RunResult

STALE: Final = 1
PROBLEMS: Final = 2
_PACKAGE: Final = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*", re.ASCII)


def main(argv: Sequence[str] | None = None, *, cache: Path | None = None) -> int:
    """Generate, or with --check compare. `cache` is where the note about the last run is kept."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that cannot show a character of a spec is no reason to stop
            stream.reconfigure(errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    if arguments.package and not _PACKAGE.fullmatch(arguments.package):
        print(f"--package {arguments.package}: give a dotted Python name, such as acme.pay", file=sys.stderr)
        return PROBLEMS
    readable, settings = _settings()
    if not readable:
        return PROBLEMS
    if str(arguments.specs or "").startswith(("https://", "http://")):
        with tempfile.TemporaryDirectory(prefix="identkit-") as folder:
            place = _fetched(arguments.specs, Path(folder))
            return _one(arguments, place, settings, None) if place else PROBLEMS
    specs = Path(arguments.specs or (settings and settings.specs) or ROOT / "specs")
    if not specs.exists():
        print(f"there is no {specs}; give a document or a folder of them with --specs", file=sys.stderr)
        return PROBLEMS
    return _one(arguments, specs, settings, cache or _cache())


def _one(arguments: argparse.Namespace, specs: Path, settings: "ProjectSettings | None", cache: Path | None) -> int:
    """One run, unless nothing has changed."""
    output = arguments.output or (settings and settings.output) or (ROOT / "generated" if (ROOT / "specs").is_dir() else None)
    if output is None:
        print("give a folder to write to with --output", file=sys.stderr)
        return PROBLEMS
    output = Path(output)
    flags = (f"{key}={value}" for key, value in sorted(vars(arguments).items()) if key != "check")
    fingerprint = Fingerprint(cache, specs, output, flags) if cache else None
    if fingerprint and fingerprint.unchanged():
        print("\n".join(filter(None, ("up to date", fingerprint.summary))))
        return 0
    code, outcome = _run(arguments, specs, output, settings)
    if outcome and code == 0 and fingerprint:
        fingerprint.remember(outcome.places, outcome.summary, outcome.sources)
    return code


def _run(arguments: argparse.Namespace, specs: Path, output: Path, table: "ProjectSettings | None") -> "tuple[int, RunResult | None]":
    """The part that imports what it needs only when there is something to do."""
    from identkit.generator import report, run
    from identkit.generator.config import ProjectSettings
    from identkit.generator.problems import Refused
    from identkit.generator.write.publish import CannotPublish

    settings = table or ProjectSettings()
    project = arguments.project or settings.project
    options: Options = run.Options(
        specs,
        output,
        tuple(arguments.provider),
        lenient=arguments.lenient or settings.lenient,
        check=arguments.check,
        strict_operations=arguments.strict_operations or settings.strict_operations,
        package=arguments.package or settings.package,
        project=Path(project) if project else None,
        amendments=settings.amendments,
    )
    display = report.create()
    if options.project and not options.package:
        display.failure("--project needs --package, the name of what is to be distributed")
        return PROBLEMS, None
    try:
        outcome = run.generate(options, display)
    except Refused as refused:
        display.problems(refused.problems)
        return PROBLEMS, None
    except CannotPublish as refused:
        display.failure(str(refused))
        return PROBLEMS, None
    except OSError as error:  # a disk that is full, a tool that is not there
        display.failure(f"{error.filename or 'a file'}: {error.strerror or type(error).__name__}")
        return PROBLEMS, None
    display.changes(outcome.changes, check=options.check)
    display.last(outcome.summary)
    return (STALE if outcome.changes and options.check else 0), outcome


def _settings() -> "tuple[bool, ProjectSettings | None]":
    """Whether the folder we are called in says what can be meant, and what its `[tool.identkit]` says; else the reason is told."""
    place = Path("pyproject.toml")
    if not place.is_file() or "[tool.identkit" not in place.read_text("utf-8", errors="replace"):
        return True, None
    from identkit.generator import config, report
    from identkit.generator.problems import Refused

    try:
        return True, config.read(Path.cwd())
    except Refused as refused:
        report.create().problems(refused.problems)
        return False, None


def _fetched(url: str, folder: Path) -> Path | None:
    """The document at a URL, which was asked for by name; nothing in it is fetched further."""
    import httpx

    limit, content = 32 * 1024 * 1024, b""
    try:
        with httpx.stream("GET", url, follow_redirects=True, timeout=30) as answer:
            answer.raise_for_status()
            for chunk in answer.iter_bytes():
                content += chunk
                if len(content) > limit:
                    raise ValueError("the document is larger than 32 MB")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        print(f"{url} cannot be read: {error}", file=sys.stderr)
        return None
    name = re.sub(r"[^A-Za-z0-9._-]", "_", httpx.URL(url).path.rpartition("/")[2]) or "openapi"
    place = folder / (
        name if name.endswith((".yaml", ".yml", ".json")) else f"{name}{'.json' if content.lstrip()[:1] == b'{' else '.yaml'}"
    )
    place.write_bytes(content)
    return place


def _cache() -> Path:
    """Where notes are kept: beside the sources, or where the system keeps what can be made again."""
    if (ROOT / "specs").is_dir():
        return ROOT / "build"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "identkit"


def _parser() -> argparse.ArgumentParser:
    here = (ROOT / "specs").is_dir()
    parser = argparse.ArgumentParser(
        prog="identkit generate",
        description="Turn OpenAPI documents into typed Python clients.",
        epilog="Exit code: 0 all is well, 1 the output is stale (--check), 2 there are problems; then nothing is written. Options "
        "may stand in [tool.identkit] of the pyproject.toml in the folder where this is called.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the output is not what the specs make")
    parser.add_argument("--lenient", action="store_true", help="take documents of others: slips are notes, what cannot be had is left out")
    parser.add_argument("--strict-operations", action="store_true", help="with --lenient: fail when an operation has to be left out")
    parser.add_argument(
        "--specs", metavar="PATH", required=not here and not Path("pyproject.toml").is_file(), help="a document, a folder of them, or a URL"
    )
    parser.add_argument("--output", metavar="DIR", help="folder to write to" + (" (default: generated)" if here else ""))
    parser.add_argument(
        "--package", metavar="NAME", default="", help="a package of your own, such as acme.pay, instead of identkit.<document>"
    )
    parser.add_argument("--project", metavar="DIR", help="also write pyproject.toml and README.md there, to build and install the package")
    parser.add_argument("provider", metavar="PROVIDER", nargs="*", help="only these packages of a folder (default: all)")
    return parser
