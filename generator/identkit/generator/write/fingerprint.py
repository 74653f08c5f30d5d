"""Nothing changed? Then nothing is run.

After a run that ended well, the hash of everything that went in and the hash of everything that came out are noted in a cache. The next
run compares both before anything heavy is imported: this module and `identkit.generator.cli` import the standard library only.
"""

import codecs
import contextlib
import hashlib
import json
import os
import stat
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[4]
NAMESPACE: Final = ("cli", "core", "generator", "overrides", "sandbox")  # what the output depends on, wherever it is installed
LARGEST: Final = 64 * 1024 * 1024  # bytes; no file of a spec or an output is longer, and nothing else is read
_SPECS: Final = (".yaml", ".yml", ".json", ".md")


class Fingerprint:
    """What one command (these specs, this output, these options) saw and made the last time."""

    def __init__(self, cache: Path, specs: Path, output: Path, options: Iterable[str]) -> None:
        self._specs, self._output = specs, output
        self._inputs = ""
        self.summary = ""
        command = json.dumps([str(specs.resolve()), str(output.resolve()), sorted(options)])
        self._note = cache / f"generate-{hashlib.sha256(command.encode()).hexdigest()[:16]}.json"

    def unchanged(self) -> bool:
        """True when inputs and outputs are those of the last run. Remembers the inputs for `remember`."""
        self._inputs = _inputs(self._specs, self._output)
        try:
            note = json.loads(self._note.read_text("utf-8"))
            same = note["inputs"] == self._inputs and note["outputs"] == _outputs(self._output, note["places"])
            same = same and all(_source(Path(name)) == digest for name, digest in note["sources"].items())
            self.summary = str(note["summary"])
            return bool(same)
        except (OSError, ValueError, TypeError, KeyError):
            return False

    def remember(self, places: Sequence[str], summary: str, sources: Mapping[str, str]) -> None:
        """Note that these places (folders and files) of the output are what the inputs, as they were when `unchanged` looked, make.

        Of a document by itself the inputs are the files that were read: `sources` has the hash of each, "" where it could not be had.
        """
        note = {
            "inputs": self._inputs,
            "outputs": _outputs(self._output, places),
            "places": list(places),
            "sources": {} if self._specs.is_dir() else dict(sources),
            "summary": summary,
        }
        temporary = self._note.with_suffix(f".{os.getpid()}")
        with contextlib.suppress(OSError):  # without a note the next run takes longer, that is all
            self._note.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(note), "utf-8")
            temporary.replace(self._note)


def _inputs(specs: Path, output: Path) -> str:
    """One hash for the specs, the generator, the kernel that generated code is written against, and every installed tool."""
    digest = hashlib.sha256(repr((sys.version_info, sys.platform)).encode())
    for name in sorted(entry for entry in os.listdir(sysconfig.get_path("purelib")) if entry.endswith(".dist-info")):  # noqa: PTH208 - names only
        digest.update(name.encode())
    # Every document of a folder counts. Beside a document by itself may lie anything, a whole disk: of those, what it refers to counts.
    inside = output.resolve() if output.resolve() != specs.resolve() else specs / "identkit"  # what we write is no input
    below = _files(specs) if specs.is_dir() else ()
    files = (file for file in below if file.suffix in _SPECS and not file.resolve().is_relative_to(inside))
    for file in (*files, Path.cwd() / "pyproject.toml"):
        digest.update(_line(str(file), file))
    digest.update(_ours())
    return digest.hexdigest()


@cache
def _ours() -> bytes:
    """The hash of what is installed here. It is looked at once: a process goes on with what it has imported."""
    import identkit

    files = (file for root in identkit.__path__ for name in NAMESPACE for file in _files(Path(root, name)))
    return hashlib.sha256(b"".join(_line(str(file), file) for file in files)).digest()


def _outputs(output: Path, places: Iterable[str]) -> str:
    """One hash for what we wrote: every file's name, and content."""
    digest = hashlib.sha256()
    for place in sorted(places):
        for file in _files(output / place):
            digest.update(_line(file.relative_to(output).as_posix(), file))
    return digest.hexdigest()


def _line(name: str, file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            content = hashlib.sha256(stream.read(LARGEST)).hexdigest()
    except OSError as error:
        content = f"unreadable: {error.errno}"
    return f"{name}\0{content}\0".encode("utf-8", "surrogateescape")


def _source(file: Path) -> str:
    """The hash of a document, made as that of `Source` is: whatever its line ends."""
    try:
        if not file.is_file():
            return ""
        with file.open("rb") as stream:
            return hashlib.sha256(stream.read(LARGEST).removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")).hexdigest()
    except (OSError, ValueError):
        return ""


def _files(folder: Path) -> Iterator[Path]:
    """Every regular file of a folder (or the file itself), sorted, but for what Python and tools leave there. Links are not followed."""
    if _is_regular(folder):
        yield folder
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__" and not name.startswith("."))
        yield from (path for name in sorted(files) if _is_regular(path := Path(here, name)))


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False
