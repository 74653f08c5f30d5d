"""Writes what was generated into the output folder, and removes what is no longer generated there.

Each file is replaced in one step, so no reader sees half of one; files that stay as they are stay untouched. A run that is killed leaves
some files new and some old: the next run finishes it, and git shows what there was before. Only folders that begin with a header of ours
are ever written to; of a package of somebody's own only files of ours are removed, and what was put beside them stays.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

from identkit.generator.read.load import is_generated

HEADER: Final = "# Generated from "
_PREFIX: Final = ".identkit-"
_OURS: Final = frozenset({"API.md", "openapi.json", "py.typed"})  # files of a package that have no header


class CannotPublish(Exception):
    """The output folder cannot be written, or holds something that is not ours where our files belong."""


@frozen
class Changes:
    """What differs between the output folder and what was generated. Names are relative to the folder, with slashes, sorted."""

    written: tuple[str, ...]  # new or different
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


@frozen
class Tree:
    """What an output folder is to hold.

    `packages` are the folders (`identkit/pets`) that hold nothing but what is in `files`, or nothing else of ours where they are
    `shared`; other files are single ones of ours. Below
    `namespace` there are no other generated packages; "" leaves those of other runs alone.
    """

    files: Mapping[str, str]
    packages: frozenset[str]
    namespace: str = ""
    shared: bool = False


def compare(output: Path, tree: Tree) -> Changes:
    """What `publish` would change. Raises CannotPublish when a folder that is not generated stands where a package belongs."""
    if output.exists() and not output.is_dir():
        raise CannotPublish(f"{output.name} is a file, not a folder for output")
    packages = _owned(output, tree)
    new = sorted(name for name, text in tree.files.items() if _content(output / name) != text.encode("utf-8"))
    there = (path for folder in packages for path in _files(output / folder) if not tree.shared or _is_ours(path))
    old = sorted(name for path in there if (name := path.relative_to(output).as_posix()) not in tree.files)
    return Changes(tuple(new), tuple(old))


def publish(output: Path, tree: Tree) -> Changes:
    """Make the output folder hold the tree. Returns what was changed."""
    changes, old = compare(output, tree), _owned(output, tree) - tree.packages
    try:
        for name in changes.written:
            _write(output / name, tree.files[name].encode("utf-8"))
        for name in changes.removed:
            (output / name).unlink()
        for folder in old | tree.packages:
            _remove_empty(output / folder)
    except OSError as error:
        raise CannotPublish(f"{output.name}: {error.strerror}") from error
    return changes


def generated(folder: Path) -> frozenset[str]:
    """The names of the packages in a folder that were generated. What else is there is not ours."""
    return frozenset(each.name for each in folder.iterdir() if is_generated(each)) if folder.is_dir() else frozenset()


def _owned(output: Path, tree: Tree) -> frozenset[str]:
    for package in sorted(tree.packages):
        folder = output / package
        empty = not folder.exists() or (folder.is_dir() and not any(_files(folder)))
        if folder.is_symlink() or not (empty or is_generated(folder)):
            raise CannotPublish(f"{package} is there and was not generated; move it away or choose another output folder")
    others = generated(output / tree.namespace) if tree.namespace else ()
    return tree.packages | {f"{tree.namespace}/{name}" for name in others}


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary = place.with_name(f"{_PREFIX}{os.getpid()}-{place.name}")
    try:
        temporary.write_bytes(content)
        temporary.replace(place)  # also where a link stood: what it leads to is not ours
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, but for what Python itself leaves there."""
    if folder.is_dir():
        yield from (path for path in folder.rglob("*") if (path.is_symlink() or not path.is_dir()) and "__pycache__" not in path.parts)


def _is_ours(path: Path) -> bool:
    """Whether a file in a package is one that a run of ours wrote, or left half written."""
    if path.is_symlink():
        return False
    if path.name in _OURS or path.name.startswith(_PREFIX):
        return True
    try:
        with path.open("rb") as file:
            return file.read(len(HEADER)) == HEADER.encode()
    except OSError:
        return False


def _remove_empty(folder: Path) -> None:
    """Remove what holds no file any more of a folder of ours and the folders below it."""
    for inner in sorted((path for path in (folder, *folder.rglob("*")) if path.is_dir() and path.name != "__pycache__"), reverse=True):
        if not any(_files(inner)):
            shutil.rmtree(inner, ignore_errors=True)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes() if path.is_file() and not path.is_symlink() else None
    except OSError:
        return None
