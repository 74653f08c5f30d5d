"""Where the tokens of consents are kept: `MemoryTokenStore` for one process, `FileTokenStore` for several.

A refresh token that changes with every use must never be used twice and never be lost. A store therefore replaces only what the
caller has seen (compare-and-swap), has the new value on disk when it returns, and lends a lock under which one refresh is made.
"""

import os
import sys
import threading
import time
from binascii import crc32
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import msgspec
from attrs import evolve, field, frozen

from identkit.core import _forking
from identkit.core._errors import ConfigurationError
from identkit.core._received.decoding import decode

__all__ = ["FileTokenStore", "MemoryTokenStore", "TokenStore", "Tokens"]


@frozen
class Tokens:
    """The tokens of one consent. Neither of them is shown by `repr`."""

    subject: str
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    renew_at: float
    """When the access token is to be replaced, a little before it ends; seconds since 1970."""
    refresh_begun: float | None = None
    """Set while a refresh is under way. Still set later: that refresh was cut off, and the refresh token may be used up."""
    generation: int = 1
    """Counts the changes."""

    def beginning(self, now: float) -> "Tokens":
        """The same, marked as being refreshed."""
        return evolve(self, refresh_begun=now, generation=self.generation + 1)


class TokenStore(Protocol):
    """What a store has to do; yours may keep tokens in a database. Methods are called from any thread."""

    def load(self, subject: str) -> Tokens | None:
        """The tokens of a subject (the person who consented, by the provider's identifier), or None."""
        ...

    def swap(self, subject: str, expected: Tokens | None, new: Tokens | None) -> bool:
        """Replace `expected` by `new` if the store still holds just that, and say whether it did. Durable when it returns.

        `expected=None` stores only where nothing was; `new=None` removes.
        """
        ...

    def try_lock(self, subject: str) -> Callable[[], None] | None:
        """Take the subject's lock without waiting: answers what releases it (from any thread), or None while somebody else has it.

        It has to keep out every thread and process that uses the same store, and to be free again when its owner dies.
        """
        ...


class MemoryTokenStore:
    """Keeps tokens as long as the process lives. Share one between clients that use the same consents."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._tokens: dict[str, Tokens] = {}
        self._locks: set[str] = set()
        self._heritage: frozenset[str] = frozenset()
        _forking.register(self)

    def after_fork(self) -> None:
        """The tokens are a copy of the parent's: a refresh token used in both processes would end the consent."""
        self._mutex = threading.Lock()
        self._locks = set()
        self._heritage = frozenset(self._tokens)

    def load(self, subject: str) -> Tokens | None:
        """The tokens of a subject, or None."""
        with self._mutex:
            return self._tokens.get(subject)

    def swap(self, subject: str, expected: Tokens | None, new: Tokens | None) -> bool:
        """Replace `expected` by `new`, unless the store holds something else by now."""
        with self._mutex:
            if self._tokens.get(subject) != expected:
                return False
            if subject in self._heritage and new is not None:
                raise ConfigurationError(
                    "MemoryTokenStore: this process was forked, and the consent's refresh token belongs to its parent; use a FileTokenStore"
                )
            if new is None:
                self._tokens.pop(subject, None)
            else:
                self._tokens[subject] = new
            return True

    def try_lock(self, subject: str) -> Callable[[], None] | None:
        """Take the subject's lock, if it is free."""
        with self._mutex:
            if subject in self._locks:
                return None
            self._locks.add(subject)
        return lambda: self._unlock(subject)

    def _unlock(self, subject: str) -> None:
        with self._mutex:
            self._locks.discard(subject)

    def __repr__(self) -> str:
        return f"MemoryTokenStore({len(self._tokens)} subjects)"


class _File(msgspec.Struct, frozen=True):
    """The file. `serial` counts its versions; `digest` tells a whole one from a torn one."""

    format: int
    serial: int
    digest: str
    subjects: dict[str, Tokens]


_EMPTY = _File(1, 0, "", {})
_STRIPES = 16


class FileTokenStore:
    """Keeps tokens in one JSON file that any number of threads and processes on one machine may use at the same time.

    The file is readable by its owner only and replaced as a whole. A new version is written to `<file>.next` and is safe from then on:
    whoever finds a whole one there (its writer was killed) finishes the replacement. Locks are `<file>.lock` and `<file>.lock.N`;
    they mean nothing to other machines, so the file must not lie on a network file system.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = Path(os.path.realpath(path))
        self._next = self._path.with_name(self._path.name + ".next")
        self._lock = self._path.with_name(self._path.name + ".lock")
        if not self._path.parent.is_dir():
            raise ConfigurationError("FileTokenStore: the directory of the token file does not exist")

    def load(self, subject: str) -> Tokens | None:
        """The tokens of a subject, or None."""
        if self._next.exists():
            with self._writing():
                pass  # recovers
        return self._read().subjects.get(subject)

    def swap(self, subject: str, expected: Tokens | None, new: Tokens | None) -> bool:
        """Replace `expected` by `new`, unless the file holds something else by now. On disk when it returns."""
        with self._writing():
            current = self._read()
            if current.subjects.get(subject) != expected:
                return False
            subjects = {name: tokens for name, tokens in current.subjects.items() if name != subject}
            if new is not None:
                subjects[subject] = new
            serial = current.serial + 1
            self._write(_File(1, serial, _digest(serial, subjects), subjects))
            self._publish()
            return True

    def try_lock(self, subject: str) -> Callable[[], None] | None:
        """Take the subject's lock, if it is free. A few subjects share one lock, which only makes them wait for each other."""
        stripe = crc32(subject.encode()) % _STRIPES
        try:
            descriptor = _flock(self._lock.with_name(f"{self._lock.name}.{stripe}"), wait=False)
        except BlockingIOError:
            return None
        return lambda: _unlock(descriptor)

    @contextmanager
    def _writing(self) -> Generator[None]:
        descriptor = _flock(self._lock, wait=True)
        try:
            self._recover()
            yield
        finally:
            _unlock(descriptor)

    def _recover(self) -> None:
        """Finish what a killed writer began, if its new version is whole; else throw the torn version away."""
        try:
            record = _decode(self._next.read_bytes())
        except FileNotFoundError:
            return
        if record is not None and record.serial == self._read().serial + 1:
            self._publish()
        else:
            self._next.unlink()

    def _read(self) -> _File:
        try:
            descriptor = os.open(self._path, os.O_RDONLY | _BINARY | _CLOEXEC)
        except FileNotFoundError:
            return _EMPTY
        with os.fdopen(descriptor, "rb") as file:
            if os.name == "posix" and os.fstat(descriptor).st_mode & 0o077:
                raise ConfigurationError(f"{self._path.name}: the token file can be read by others; chmod 600 it and renew the consents")
            record = _decode(file.read())
        if record is None:
            raise ConfigurationError(f"{self._path.name}: not a token file, or damaged; it was left as it is")
        return record

    def _write(self, version: _File) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _CLOEXEC | _NOFOLLOW
        with os.fdopen(os.open(self._next, flags, 0o600), "wb") as file:
            try:
                file.write(msgspec.json.encode(version))
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):
                    self._next.unlink()
                raise

    def _publish(self) -> None:
        self._next.replace(self._path)
        if os.name != "posix":  # Windows does not open directories
            return
        descriptor = os.open(self._path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def __repr__(self) -> str:
        return f"FileTokenStore({self._path.name!r})"


def _digest(serial: int, subjects: dict[str, Tokens]) -> str:
    return sha256(msgspec.json.encode([serial, subjects], order="deterministic")).hexdigest()


def _decode(content: bytes) -> _File | None:
    """A whole version, or None."""
    version, wrong = decode(_File, content) if content else (None, ("$", "empty"))
    if wrong is not None or version is None:
        return None
    return version if version.format == 1 and version.digest == _digest(version.serial, version.subjects) else None


# What Windows has not.
_BINARY, _CLOEXEC, _NOFOLLOW = (getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOFOLLOW"))


class _Locks:
    """The locks that this process holds. A forked child has copies of their descriptors, and closes them: they are the parent's."""

    def __init__(self) -> None:
        self.descriptors: set[int] = set()
        _forking.register(self)

    def after_fork(self) -> None:
        """Close the copies; the locks stay with the parent."""
        for descriptor in self.descriptors:
            with suppress(OSError):
                os.close(descriptor)
        self.descriptors = set()


_locks = _Locks()


def _flock(path: Path, *, wait: bool) -> int:
    """Lock a file, and answer its descriptor. Without `wait`, BlockingIOError says that somebody else has it."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _BINARY | _CLOEXEC | _NOFOLLOW, 0o600)
    try:
        _take(descriptor, wait=wait)
    except BaseException:
        os.close(descriptor)
        raise
    _locks.descriptors.add(descriptor)
    return descriptor


def _unlock(descriptor: int) -> None:
    if descriptor not in _locks.descriptors:
        return  # taken by the process that this one was forked from
    _locks.descriptors.discard(descriptor)
    try:
        _give_back(descriptor)
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int, *, wait: bool) -> None:
        while True:
            os.lseek(descriptor, 0, os.SEEK_SET)
            try:
                return msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    raise BlockingIOError from None
            time.sleep(0.01)

    def _give_back(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:

    def _take(descriptor: int, *, wait: bool) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(descriptor: int) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_UN)  # closing alone would leave it to a forked child
