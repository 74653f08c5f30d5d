"""A file on its way: beside its destination, seen by nobody else, there again after a crash."""

import hashlib
import os
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from identkit.core import FileRefused
from identkit.core._received.files import SavedFile, safe_name
from identkit.sftp._session import Entry

_BLOCK = 1024 * 1024


class PartialFile:
    """The part of a remote file that has arrived.

    Its name comes from what the remote file is: path, size and time of change. A remote file that changes has another one, so pieces of
    two versions are never put together. One process at a time writes it, where the system has locks.
    """

    def __init__(self, folder: Path, remote: Entry) -> None:
        if not folder.is_dir():
            raise FileRefused("to= must name an existing directory")
        self.path = folder / safe_name(remote.name)
        identity = f"{remote.path}\0{remote.size}\0{remote.modified.isoformat()}"
        self._own = folder / f".{hashlib.sha256(identity.encode()).hexdigest()[:32]}.part"
        self._file = _open(self._own)
        self._hash = hashlib.sha256()
        self.size = 0
        while piece := self._file.read(_BLOCK):  # what arrived before counts for the checksum
            self._hash.update(piece)
            self.size += len(piece)
        if self.size > remote.size:
            self.restart()

    @property
    def sha256(self) -> str:
        """Of what has arrived, in hexadecimal."""
        return self._hash.hexdigest()

    def tail(self, length: int) -> bytes:
        """The last bytes that have arrived."""
        self._file.seek(max(0, self.size - length))
        content = self._file.read()
        self._file.seek(0, os.SEEK_END)
        return content

    def write(self, piece: bytes) -> None:
        """The next piece."""
        self._file.write(piece)
        self._hash.update(piece)
        self.size += len(piece)

    def restart(self) -> None:
        """Throw away what has arrived."""
        self._file.seek(0)
        self._file.truncate()
        self._hash = hashlib.sha256()
        self.size = 0

    def keep(self, *, overwrite: bool) -> SavedFile:
        """The file is complete: put it in its place. The same content there is left as it is; another one raises FileRefused."""
        self._file.flush()
        os.fsync(self._file.fileno())
        if overwrite:
            self._own.replace(self.path)
        elif _place(self._own, self.path):
            self._own.unlink(missing_ok=True)
        elif self._same():
            self._own.unlink()
        else:
            raise FileRefused("another file of that name is there already; fetch to elsewhere or pass overwrite=True")
        _keep_entry(self.path.parent)
        return SavedFile(self.path, self.size, self.sha256, "application/octet-stream")

    def discard(self) -> None:
        """Remove what has arrived."""
        self._file.close()
        self._own.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._file.close()

    def _same(self) -> bool:
        if self.path.is_symlink() or not self.path.is_file() or self.path.stat().st_size != self.size:
            return False
        with self.path.open("rb") as there:
            return hashlib.file_digest(there, "sha256").hexdigest() == self.sha256


def _open(path: Path) -> BinaryIO:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        _lock(descriptor)
        if hasattr(os, "fchmod"):
            os.fchmod(descriptor, 0o600)
        return os.fdopen(descriptor, "r+b")
    except BaseException:
        os.close(descriptor)
        raise


def _lock(descriptor: int) -> None:
    """Keep other processes out, where the system has locks that end with their owner."""
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise FileRefused("another process is fetching this file to here") from None


def _place(own: Path, path: Path) -> bool:
    """Put the file in place if the place is free."""
    try:
        os.link(own, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links: the name is taken first, then filled
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            return False
        own.replace(path)
    return True


def _keep_entry(directory: Path) -> None:
    """Write the new name to disk, where that is possible."""
    try:
        handle = os.open(directory, os.O_RDONLY)
    except OSError:  # Windows does not open directories
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
