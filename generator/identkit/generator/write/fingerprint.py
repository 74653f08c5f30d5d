"""Nothing changed? Then nothing is run.

After a run that ended well, the hash of everything that went in and the hash of everything that came out are noted in `build/`. The next
run compares both before anything heavy is imported: this module and `identkit.generator.cli` import the standard library only.
"""

import contextlib
import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[4]


class Fingerprint:
    """What one command (these specs, this output, these options) saw and made the last time."""

    def __init__(self, cache: Path, specs: Path, output: Path, options: Iterable[str]) -> None:
        self._specs, self._output = specs, output
        self._inputs = ""
        command = json.dumps([str(specs.resolve()), str(output.resolve()), sorted(options)])
        self._note = cache / f"generate-{hashlib.sha256(command.encode()).hexdigest()[:16]}.json"

    def unchanged(self) -> bool:
        """True when inputs and outputs are those of the last run. Remembers the inputs for `remember`."""
        self._inputs = _inputs(self._specs)
        try:
            noted = json.loads(self._note.read_text("utf-8"))
            return bool(noted["inputs"] == self._inputs and noted["outputs"] == _outputs(self._output))
        except (OSError, ValueError, TypeError, KeyError):
            return False

    def remember(self) -> None:
        """Note that the output folder is what the inputs, as they were when `unchanged` looked, make."""
        note = {"inputs": self._inputs, "outputs": _outputs(self._output)}
        temporary = self._note.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):  # without a note the next run takes longer, that is all
            self._note.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(note), "utf-8")
            temporary.replace(self._note)


def _inputs(specs: Path) -> str:
    """One hash for the specs, the generator, the kernel that generated code is written against, and every installed tool."""
    digest = hashlib.sha256(repr((sys.version_info, sys.platform)).encode())
    folders = [specs, ROOT / "generator", ROOT / "overrides", ROOT / "runtime"]
    for name in sorted(entry for entry in os.listdir(sysconfig.get_path("purelib")) if entry.endswith(".dist-info")):  # noqa: PTH208 - names only
        digest.update(name.encode())
    for file in (*(file for folder in folders for file in _files(folder)), ROOT / "pyproject.toml"):
        digest.update(_line(str(file), file))
    return digest.hexdigest()


def _outputs(output: Path) -> str:
    """One hash for the output folder: every file's name, and content."""
    digest = hashlib.sha256()
    for file in _files(output):
        digest.update(_line(file.relative_to(output).as_posix(), file))
    return digest.hexdigest()


def _line(name: str, file: Path) -> bytes:
    try:
        content = hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError as error:
        content = f"unreadable: {error.errno}"
    return f"{name}\0{content}\0".encode("utf-8", "surrogateescape")


def _files(folder: Path) -> Iterator[Path]:
    """Every file of a folder (or the file itself), sorted, but for what Python leaves there."""
    if folder.is_file():
        yield folder
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (Path(here, name) for name in sorted(files))
