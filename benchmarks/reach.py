"""`make reach DIR=...`: how far the generator reaches on a folder of OpenAPI documents that are not ours.

For each document: operations described and made, why the others are left out, seconds of processor time, memory, whether the package
imports, and lines. Beside it what openapi-python-client makes of the same document, since that is what it stands on.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

SUFFIXES = {".json", ".yaml", ".yml"}
SECONDS = 600
_BESIDE = """
import json, sys, warnings
from pathlib import Path
import yaml
warnings.simplefilter("ignore")
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
data = yaml.load(Path(sys.argv[1]).read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
config = Config.from_sources(ConfigFile(), MetaType.NONE, Path("openapi.json"), "utf-8", overwrite=False, output_path=None)
parsed = GeneratorData.from_dict(data, config=config)
print(sum(len(each.endpoints) for each in getattr(parsed, "endpoint_collections_by_tag", {}).values()))
"""


@frozen
class Reached:
    """What became of one document."""

    name: str
    tally: str  # "1,222 of 1,223", or why there is no package
    seconds: float  # of processor time
    megabytes: int
    imports: str
    lines: int
    beside: str
    reasons: Counter[str]


def documents(folder: Path) -> Iterator[Path]:
    """Every file that says it is an OpenAPI or Swagger document."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES and path.is_file():
            head = path.read_bytes()[:4096]
            if b"openapi" in head or b"swagger" in head:
                yield path


def measure(document: Path, beside: bool) -> Reached:
    """Generate, import and count, each in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="identkit-reach-") as folder:
        code, out, err, seconds, megabytes = _timed(
            *("-m", "identkit.generator", "--lenient", "--specs", str(document), "--output", folder, "--package", "reached.api"),
            environment={"XDG_CACHE_HOME": folder},
        )
        last = out.splitlines()[-1] if out.strip() else ""
        tally = (
            last.removesuffix(" operations") if code == 0 and " of " in last else f"none ({(err.strip().splitlines() or ['?'])[-1][:60]})"
        )
        package = Path(folder, "reached", "api")
        imports = _timed("-c", "import reached.api.client, reached.api.models", environment={"PYTHONPATH": folder})[0] == 0
        lines = sum(path.read_bytes().count(b"\n") for path in package.rglob("*.py"))
        reasons = Counter(line.rpartition("[")[2].rstrip("]") for line in err.splitlines() if " is left out: " in line)
    other = _timed("-c", _BESIDE, str(document))[1].strip() if beside else ""
    return Reached(document.name, tally, seconds, megabytes, "yes" if imports else "no", lines, other or "-", reasons)


def _timed(*arguments: str, environment: dict[str, str] | None = None) -> tuple[int, str, str, float, int]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    try:
        process = subprocess.run(
            [sys.executable, *arguments],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
            env={**os.environ, **(environment or {})},
        )
        code, out, err = process.returncode, process.stdout, process.stderr
    except subprocess.TimeoutExpired:
        code, out, err = 1, "", f"not done after {time.monotonic() - start:.0f} s"
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return code, out, err, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss // 1024


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="make reach DIR=", description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--alone", action="store_true", help="do not ask openapi-python-client")
    parser.add_argument("--json", type=Path, help="also write the rows there")
    arguments = parser.parse_args()
    rows: list[Reached] = []
    print("| document | operations made | s | MB | imports | lines | openapi-python-client | left out for |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    for document in documents(arguments.folder):
        row = measure(document, beside=not arguments.alone)
        rows.append(row)
        why = ", ".join(f"{rule} {count}" for rule, count in row.reasons.most_common(4)) or "-"
        cells = (row.name, row.tally, f"{row.seconds:.1f}", f"{row.megabytes:,}", row.imports, f"{row.lines:,}", row.beside, why)
        print(f"| {' | '.join(cells)} |", flush=True)
    successes, total = (sum(int(row.tally.split(" of ")[at].replace(",", "")) for row in rows if " of " in row.tally) for at in (0, 1))
    print(f"\n{len(rows)} documents, {successes:,} of {total:,} operations")
    if arguments.json:
        plain = [{"name": row.name, "made": row.tally, "seconds": row.seconds, "imports": row.imports, "lines": row.lines} for row in rows]
        arguments.json.write_text(json.dumps(plain, indent=1) + "\n", "utf-8")
    return 0 if rows and all(row.imports == "yes" for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
