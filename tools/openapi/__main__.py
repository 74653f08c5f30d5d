"""`python -m tools.openapi`: what other people's tools make of the documents that we publish.

Redocly, Spectral and openapi-spec-validator look for mistakes; openapi-python-client and datamodel-code-generator make clients and models,
which have to have every operation and read every sample. The two npm packages are pinned by `package-lock.json`. Where there is no node,
that is said and only the Python tools are asked.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from openapi_spec_validator import validate

from tools.npm import TOP, installed, missing
from tools.openapi import readers

HERE = Path(__file__).parent


def main() -> int:
    """0 when none of the tools has an objection."""
    documents = sorted(TOP.glob("generated/identkit/*/openapi.json"))
    for each in documents:
        validate(json.loads(each.read_text("utf-8")))
    names = [each.parent.name for each in documents]
    lines = [f"{', '.join(names)}: valid for openapi-spec-validator"]
    objections = [line for each in documents for line in readers.objections(each)]
    lines += objections or ["openapi-python-client and datamodel-code-generator make a client of every operation, which reads every sample"]
    if missing():
        lines.append(f"skipped Redocly and Spectral: there is no {' and no '.join(missing())}")
        sys.stdout.write("\n".join(lines) + "\n")
        return 1 if objections else 0
    room = installed("openapi")
    worst = 0
    environment = {**os.environ, "REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
    for name, arguments in (
        ("redocly", ["lint", "--config", str(HERE / "redocly.yaml")]),
        ("spectral", ["lint", "-q", "-r", str(HERE / "spectral.yaml"), "--fail-severity", "warn"]),
    ):
        command = [str(room / "node_modules" / ".bin" / name), *arguments, *map(str, documents)]
        process = subprocess.run(command, check=False, capture_output=True, text=True, env=environment, cwd=room)  # noqa: S603 # ours
        worst = max(worst, process.returncode)
        lines.append(f"{', '.join(names)}: {'no objection of' if process.returncode == 0 else 'objections of'} {name}")
        if process.returncode:
            lines.append((process.stdout + process.stderr)[-20_000:])
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if worst or objections else 0


if __name__ == "__main__":
    sys.exit(main())
