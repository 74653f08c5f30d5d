"""specs/ -> generated/: reads the command line and runs one step after the other.

Exit codes: 0 all is well, 1 the output is stale (only with --check), 2 there are problems and nothing was written.
"""

import argparse
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from identkit.generator.write.fingerprint import ROOT, Fingerprint

if TYPE_CHECKING:
    from identkit.generator.run import Options

STALE: Final = 1
PROBLEMS: Final = 2


def main(argv: Sequence[str] | None = None, *, cache: Path = ROOT / "build") -> int:
    """Generate, or with --check compare. `cache` is where the note about the last run is kept."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that cannot show a character of a spec is no reason to stop
            stream.reconfigure(errors="backslashreplace")
    arguments = _parser().parse_args(argv)
    specs, output = Path(arguments.specs), Path(arguments.output)
    if not specs.exists():
        print(f"there is no {specs}", file=sys.stderr)
        return PROBLEMS
    flags = (*(["--lenient"] if arguments.lenient else []), *arguments.provider)
    fingerprint = Fingerprint(cache, specs, output, flags)
    if fingerprint.unchanged():
        print("up to date")
        return 0
    code = _run(arguments, specs, output)
    if code == 0:
        fingerprint.remember()
    return code


def _run(arguments: argparse.Namespace, specs: Path, output: Path) -> int:
    """The part that imports what it needs only when there is something to do."""
    from identkit.generator import report, run
    from identkit.generator.problems import Refused
    from identkit.generator.write.publish import CannotPublish

    options: Options = run.Options(specs, output, tuple(arguments.provider), arguments.lenient, arguments.check)
    shown = report.create()
    try:
        changes = run.generate(options, shown)
    except Refused as refused:
        shown.problems(refused.problems)
        return PROBLEMS
    except CannotPublish as refused:
        shown.failure(str(refused))
        return PROBLEMS
    shown.changes(changes, check=options.check)
    return STALE if changes and options.check else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m identkit.generator",
        description="Turn OpenAPI documents into typed Python clients.",
        epilog="Exit code: 0 all is well, 1 the output is stale (--check), 2 there are problems; then nothing is written.",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the output is not what the specs make")
    parser.add_argument("--lenient", action="store_true", help="take documents without our extensions: defaults instead of errors")
    parser.add_argument("--specs", metavar="DIR", default=ROOT / "specs", help="folder of specs, or one document (default: specs)")
    parser.add_argument("--output", metavar="DIR", default=ROOT / "generated", help="folder to write to (default: generated)")
    parser.add_argument("provider", metavar="PROVIDER", nargs="*", help="only these packages (default: all)")
    return parser
