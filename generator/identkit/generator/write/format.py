"""Formats the rendered files, all with one run of ruff, and proves that each is Python that means something.

Before: each file parses. After: no name is undefined. That it can be imported is `write.prove`'s work.
"""

import json
import subprocess
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ruff import find_ruff_bin

# Whatever settings there are where we are called from or where the output goes.
_SETTINGS: Final = (
    "--isolated",
    "--quiet",
    "--no-cache",
    "--no-respect-gitignore",
    "--target-version",
    "py311",
    "--config",
    "line-length=140",
)
_UNDEFINED: Final = "F821"


class NotPython(Exception):
    """A rendered file that Python does not take: a mistake in the generator, brought about by a spec."""

    def __init__(self, name: str, line: int, reason: str) -> None:
        self.name, self.line, self.reason = name, line, reason
        super().__init__(f"{name}:{line}: {reason}")


def sources(files: Mapping[str, str]) -> dict[str, str]:
    """The files, which `check` has seen, with the Python ones among them formatted. Raises NotPython for an undefined name."""
    result = dict(files)
    python = [name for name in files if name.endswith(".py")]
    with tempfile.TemporaryDirectory(prefix="identkit-") as folder:
        places = {name: Path(folder, f"{at}.py") for at, name in enumerate(python)}
        for name, place in places.items():
            place.write_text(files[name], "utf-8", newline="\n")
        if places:
            _ruff("format", folder)
            _defined({place.name: name for name, place in places.items()}, folder)
        for name, place in places.items():
            result[name] = place.read_text("utf-8")
    return {name: text if text.endswith("\n") or not text else f"{text}\n" for name, text in result.items()}


def check(files: Mapping[str, str]) -> None:
    """Raises NotPython for the first file that is not Python."""
    for name, text in files.items():
        _check(name, text)


def _check(name: str, text: str) -> None:
    """Compile a file without running it. Whatever makes Python only frown (an unknown escape, say) counts as wrong."""
    if not name.endswith(".py"):
        return
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            compile(text, name, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise NotPython(name, error.lineno or 0, error.msg) from None
    except (ValueError, RecursionError, MemoryError) as error:  # a NUL character; an expression without end
        raise NotPython(name, 0, str(error)) from None


def _defined(names: Mapping[str, str], folder: str) -> None:
    findings = json.loads(_ruff("check", folder, "--select", _UNDEFINED, "--ignore-noqa", "--exit-zero", "--output-format", "json") or "[]")
    for each in findings:
        raise NotPython(names.get(Path(each["filename"]).name, "?"), each["location"]["row"], each["message"])


def _ruff(command: str, folder: str, *options: str) -> str:
    process = subprocess.run(
        (find_ruff_bin(), command, *_SETTINGS, *options, folder),
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if process.returncode:
        raise NotPython("ruff", 0, process.stderr.strip().replace(folder, "") or f"ended with {process.returncode}")
    return process.stdout
