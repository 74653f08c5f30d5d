"""`make reach DIR=...`: how far the generator reaches on a folder of OpenAPI documents that are not ours.

For each document: operations described and made, why the others are left out, seconds of processor time and memory at its peak, whether
every module of the package imports, what an import of the client takes, lines in all and of the longest module. Beside it what the
command openapi-python-client makes of the same document, since that is the tool that most people would take.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import asdict, field, frozen

SUFFIXES = {".json", ".yaml", ".yml"}
SECONDS = 900
_IMPORT_ALL = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for each in pkgutil.walk_packages(package.__path__, f"{sys.argv[1]}."):
    importlib.import_module(each.name)
"""
_IMPORT_CLIENT = """
import time
import httpx, msgspec
started = time.process_time()
import reached.api.client
print(time.process_time() - started)
"""


@frozen
class Measured:
    """What one command did."""

    code: int
    out: str
    err: str
    seconds: float  # of processor time, those of its own processes included
    megabytes: int  # of the largest process at its peak


@frozen
class Beside:
    """What openapi-python-client made of a document."""

    made: str = "-"  # operations, or why there are none
    seconds: float = 0
    megabytes: int = 0
    imports: str = "-"


@frozen
class Reached:
    """What became of one document."""

    name: str
    tally: str  # "1,222 of 1,223", or why there is no package
    seconds: float
    megabytes: int
    imports: str
    import_seconds: float  # of the client alone, after httpx and msgspec
    lines: int
    longest: int  # lines of the longest module
    beside: Beside
    reasons: Mapping[str, int] = field(factory=dict[str, int])


def documents(folder: Path) -> Iterator[Path]:
    """Every file that says it is an OpenAPI or Swagger document."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES and path.is_file():
            content = path.read_bytes()
            if any(mark in content for mark in (b'"openapi"', b'"swagger"', b"openapi:", b"swagger:")):
                yield path


def measure(document: Path, *, beside: bool) -> Reached:
    """Generate, import and count, each in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="identkit-reach-") as folder:
        run = _run(
            *("-m", "identkit.generator", "--lenient", "--specs", str(document), "--output", folder, "--package", "reached.api"),
            environment={"XDG_CACHE_HOME": folder},
        )
        last = run.out.splitlines()[-1] if run.out.strip() else ""
        good = run.code == 0 and " of " in last
        tally = last.removesuffix(" operations") if good else f"none ({(run.err.strip().splitlines() or ['?'])[-1][:60]})"
        every = _run("-c", _IMPORT_ALL, "reached.api", environment={"PYTHONPATH": folder})
        client = _run("-c", _IMPORT_CLIENT, environment={"PYTHONPATH": folder})
        lines = [path.read_bytes().count(b"\n") for path in Path(folder, "reached").rglob("*.py")]
        reasons = Counter(line.rpartition("[")[2].rstrip("]") for line in run.err.splitlines() if " is left out: " in line)
    return Reached(
        document.name,
        tally,
        run.seconds,
        run.megabytes,
        "yes" if good and every.code == 0 else "no",
        float(client.out) if client.code == 0 else 0,
        sum(lines),
        max(lines, default=0),
        _beside(document) if beside else Beside(),
        reasons,
    )


def _beside(document: Path) -> Beside:
    with tempfile.TemporaryDirectory(prefix="identkit-reach-") as folder:
        config = Path(folder, "config.yaml")
        config.write_text("post_hooks: []\n", "utf-8")  # it would only format
        command = ("-m", "openapi_python_client", "generate", "--path", str(document), "--config", str(config), "--meta", "none")
        run = _run(*command, "--output-path", str(Path(folder, "beside")), "--overwrite")
        made = [path for path in Path(folder, "beside", "api").rglob("*.py") if b"\ndef _get_kwargs(" in path.read_bytes()]
        if not made:
            lines = [line for line in (run.err + run.out).splitlines() if line.strip()]
            return Beside(f"none ({(lines or ['?'])[-1].strip()[:50]})", run.seconds, run.megabytes)
        every = _run("-c", _IMPORT_ALL, "beside", environment={"PYTHONPATH": folder})
        return Beside(f"{len(made):,}", run.seconds, run.megabytes, "yes" if every.code == 0 else "no")


def _run(*arguments: str, environment: Mapping[str, str] | None = None) -> Measured:
    """A Python program with its output, its time and its memory."""
    own = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}  # who installs it has it compiled once
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out, tempfile.TemporaryFile("w+", encoding="utf-8") as err:
        process = subprocess.Popen(
            [sys.executable, *arguments], stdin=subprocess.DEVNULL, stdout=out, stderr=err, env={**own, **(environment or {})}
        )
        deadline = time.monotonic() + SECONDS
        while not (waited := os.wait4(process.pid, os.WNOHANG))[0]:
            if time.monotonic() > deadline:
                process.kill()
                err.write(f"not done after {SECONDS} s")
            time.sleep(0.02)
        process.returncode = os.waitstatus_to_exitcode(waited[1])
        usage = waited[2]
        for file in (out, err):
            file.seek(0)
        return Measured(process.returncode, out.read(), err.read(), usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024)


COLUMNS = (
    *("document", "operations made", "s", "MB", "imports", "import of the client, s", "lines", "longest module", "left out for"),
    *("openapi-python-client: made", "s", "MB", "imports"),
)


def cells(row: Reached) -> list[str]:
    """A row of the table."""
    why = ", ".join(f"{rule} {count}" for rule, count in Counter(row.reasons).most_common()) or "-"
    own = [row.name, row.tally, f"{row.seconds:.1f}", f"{row.megabytes:,}", row.imports, f"{row.import_seconds:.2f}", f"{row.lines:,}"]
    beside = row.beside
    return [*own, f"{row.longest:,}", why, beside.made, f"{beside.seconds:.1f}", f"{beside.megabytes:,}", beside.imports]


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="make reach DIR=", description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--alone", action="store_true", help="do not ask openapi-python-client")
    parser.add_argument("--json", type=Path, help="also write the rows there")
    arguments = parser.parse_args()
    rows: list[Reached] = []
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}", flush=True)
    for document in documents(arguments.folder):
        rows.append(measure(document, beside=not arguments.alone))
        print(f"| {' | '.join(cells(rows[-1]))} |", flush=True)
    made, described = (sum(int(row.tally.split(" of ")[at].replace(",", "")) for row in rows if " of " in row.tally) for at in (0, 1))
    print(f"\n{len(rows)} documents, {made:,} of {described:,} operations")
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n", "utf-8")
    return 0 if rows and all(row.imports == "yes" for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
