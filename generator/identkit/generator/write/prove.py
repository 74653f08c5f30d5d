"""Proves generated packages before they are published: every module imports, and every type of every operation can be decoded.

It happens in a process of its own, which is given the files in a temporary folder, a time and no input.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

SECONDS: Final = 300  # a client of a thousand operations takes two
LIST: Final = "modules.json"
PROGRAM: Final = Path(__file__).with_name("_proving.py")


@frozen
class Failure:
    """What does not work: a module (`acme.pay.client`), or an operation of it (`pets.get`), and why."""

    module: str
    operation: str
    reason: str


def failures(files: Mapping[str, str], packages: Iterable[str]) -> list[Failure]:
    """Everything that does not work in the packages (`acme.pay`) that `files` holds."""
    modules = {package: _modules(files, package) for package in packages}
    with tempfile.TemporaryDirectory(prefix="identkit-") as folder:
        for name, text in files.items():
            place = Path(folder, name)
            if name.endswith(".py"):
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(text, "utf-8", newline="\n")
        Path(folder, LIST).write_text(json.dumps(modules), "utf-8")  # there may be more than a command line takes
        try:
            process = _run(folder, LIST)
        except subprocess.TimeoutExpired:
            return [Failure("", "", f"importing the generated modules takes more than {SECONDS} seconds")]
    try:
        rows = json.loads(process.stdout.splitlines()[-1])
    except (ValueError, IndexError):
        return [Failure("", "", f"importing the generated modules ended with {process.returncode}: {process.stderr.strip()[-300:]}")]
    return [Failure(module, operation, reason.replace(folder, "")) for module, operation, reason in rows]


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        (sys.executable, "-P", "-B", str(PROGRAM), *arguments),
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
        timeout=SECONDS,
    )


def _modules(files: Mapping[str, str], package: str) -> list[str]:
    folder = package.replace(".", "/")
    inside = [name.removesuffix(".py") for name in files if name.startswith(f"{folder}/") and name.endswith(".py")]
    return sorted(name.removesuffix("/__init__").replace("/", ".") for name in inside)
