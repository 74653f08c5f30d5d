"""Makes the output folder hold what was generated: all of it, or nothing happens.

A complete new tree is built beside the output folder (`.NAME.next`) and both folders then swap names in one system call, so that a run
that is killed, whenever that is, leaves the old tree or the new one. docs/design tells what is atomic on which system and what a later
run repairs.

Files that stay as they are, and whatever else somebody put into the output folder, are hard links to the old ones: their times do not
change. Only folders with a header of ours are ever replaced or removed.
"""

import contextlib
import ctypes
import errno
import os
import shutil
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from attrs import frozen

HEADER: Final = "# Generated from "
NAMESPACE: Final = "identkit"
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


class CannotPublish(Exception):
    """The output folder cannot be written, or holds something that is not ours where our files belong."""


@frozen
class Changes:
    """What differs between the output folder and what was generated. Names are relative to the folder, with slashes, sorted."""

    written: tuple[str, ...]  # new or different
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.written or self.removed)


def compare(output: Path, files: Mapping[str, str], packages: frozenset[str] | None = None) -> Changes:
    """What `publish` would change. `packages` are the ones that `files` speaks of; None: all there are.

    Raises CannotPublish when a folder that is not generated stands where a package belongs.
    """
    owned = _owned(output, files, packages)
    written = sorted(name for name, text in files.items() if _content(output / name) != text.encode("utf-8"))
    there = (path for folder in owned for path in _files(output / folder))
    removed = sorted(name for path in there if (name := path.relative_to(output).as_posix()) not in files)
    return Changes(tuple(written), tuple(removed))


def publish(output: Path, files: Mapping[str, str], packages: frozenset[str] | None = None) -> Changes:
    """Make the output folder hold `files`, and of the packages that it is about nothing else. Returns what was changed."""
    output = Path(os.path.abspath(output))  # noqa: PTH100 - a link at the end is to be kept, and resolve() would follow it
    if output.is_symlink():
        output = output.resolve()
    try:
        with _alone(output.parent):
            _recover(output)
            changes = compare(output, files, packages)
            if changes:
                _refuse_shared(output)
                _build(output, _next(output), files, _owned(output, files, packages))
                _swap(output)
            return changes
    except OSError as error:
        raise CannotPublish(f"{output.name}: {error.strerror}") from error


def generated(output: Path) -> frozenset[str]:
    """The packages in the output folder that were generated. What else is there is not ours."""
    namespace = output / NAMESPACE
    return frozenset(folder.name for folder in namespace.iterdir() if _is_ours(folder)) if namespace.is_dir() else frozenset()


def _is_ours(folder: Path) -> bool:
    try:
        with (folder / "__init__.py").open("rb") as file:
            return not folder.is_symlink() and file.read(len(HEADER)) == HEADER.encode("ascii")
    except OSError:
        return False


def _owned(output: Path, files: Mapping[str, str], packages: frozenset[str] | None) -> frozenset[str]:
    """The folders that hold nothing but what this run says, relative to the output folder."""
    ours = generated(output)
    named = {PurePosixPath(name).parts[1] for name in files if name.startswith(f"{NAMESPACE}/")}
    for package in sorted(named - ours):
        folder = output / NAMESPACE / package
        if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(_files(folder)))):
            raise CannotPublish(f"{NAMESPACE}/{package} is there and was not generated; move it away or choose another output folder")
    chosen = ours if packages is None else ours & packages
    return frozenset(f"{NAMESPACE}/{package}" for package in chosen | named)


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder, but for what Python itself leaves there."""
    if folder.is_dir():
        yield from (path for path in folder.rglob("*") if (path.is_symlink() or not path.is_dir()) and "__pycache__" not in path.parts)


def _content(path: Path) -> bytes | None:
    try:
        return None if path.is_symlink() else path.read_bytes()
    except OSError:
        return None


def _next(output: Path) -> Path:
    return output.with_name(f".{output.name}.next")


def _last(output: Path) -> Path:
    return output.with_name(f".{output.name}.last")


@contextlib.contextmanager
def _alone(parent: Path) -> Generator[None]:
    """Only one run at a time publishes beside `parent`. The lock ends with the process, however that ends."""
    parent.mkdir(parents=True, exist_ok=True)
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    handle = os.open(parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _recover(output: Path) -> None:
    """Clear up behind a run that was killed."""
    last = _last(output)
    if last.exists() and not output.exists():
        last.rename(output)  # killed between the two steps of a system that cannot swap
    _delete(last)
    _delete(_next(output))


def _refuse_shared(output: Path) -> None:
    """The folder is going to be another one under the same name: not the one that somebody works in, and no file of theirs."""
    here = Path.cwd()
    if output.exists() and not output.is_dir():
        raise CannotPublish(f"{output.name} is a file, not a folder for output")
    if (output / ".git").exists() or here == output or here.is_relative_to(output):
        raise CannotPublish(f"{output.name} is not a folder for output alone; give one that is, such as {output.name}/generated")


def _build(output: Path, place: Path, files: Mapping[str, str], owned: frozenset[str]) -> None:
    """The complete new tree at `place`."""
    place.mkdir()
    if output.is_dir():
        shutil.copystat(output, place)
        _link(output, place, output, {*files, *owned})
    for name, text in files.items():
        old, new = output / name, place / name
        new.parent.mkdir(parents=True, exist_ok=True)
        content = text.encode("utf-8")
        if _content(old) == content:
            _same(old, new)
        else:
            new.write_bytes(content)


def _link(folder: Path, place: Path, root: Path, without: set[str]) -> None:
    """What stays of `folder`, at `place`."""
    for entry in sorted(folder.iterdir()):
        if entry.relative_to(root).as_posix() in without:
            continue
        target = place / entry.name
        if entry.is_dir() and not entry.is_symlink():
            target.mkdir()
            _link(entry, target, root, without)
            shutil.copystat(entry, target)
        else:
            _same(entry, target)


def _same(old: Path, new: Path) -> None:
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:  # no hard links here: a copy with the same times
        shutil.copy2(old, new, follow_symlinks=False)


def _swap(output: Path) -> None:
    """The step that counts."""
    new = _next(output)
    if not output.exists():
        new.rename(output)
        return
    if not _exchange(new, output):
        last = _last(output)
        output.rename(last)
        new.rename(output)
        new = last
    _delete(new)


def _exchange(one: Path, other: Path) -> bool:
    """Swap the names of two folders in one step. False where the system or the file system cannot."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP}:
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _delete(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
