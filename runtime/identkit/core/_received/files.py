"""Files that providers send: saved under a safe name, readable by their owner only, whole or not at all."""

import os
import re
import unicodedata
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ClassVar, Self

import msgspec

from identkit.core._errors import FileRefused
from identkit.core._types import AliasedModel

if TYPE_CHECKING:
    from identkit.core._calling.description import Operation
    from identkit.core._received.reading import Reply

# Names that are devices on Windows, whatever the extension.
_DEVICES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])(?:\..*)?", re.IGNORECASE | re.DOTALL
)
_LONGEST = 200  # bytes of a name; file systems allow 255 and the temporary name is longer
_EXTENSIONS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "video/webm": ".webm", "application/zip": ".zip"}


class SavedFile(msgspec.Struct, frozen=True):
    """A file that was downloaded. `sha256` is in hexadecimal, `size` in bytes, `content_type` what the provider said it is."""

    path: Path
    size: int
    sha256: str
    content_type: str


class FileModel(AliasedModel, frozen=True, kw_only=True, omit_defaults=True):
    """A model that holds a file (`x-file`): its bytes, its name and its media type in three of its fields."""

    _file_fields: ClassVar[tuple[str, str, str]] = ("", "", "")
    """Python names of the fields with the bytes, the name and the media type; "" for one that there is not."""

    def save_to(self, directory: str | os.PathLike[str], *, overwrite: bool = False) -> Path:
        """Write the file into an existing directory and return its path.

        The name is the last part of the provider's file name, without characters that have a meaning to file systems or terminals.
        The file is written whole or not at all, and only its owner may read it. A file of the same name and content is left as it is,
        so saving again after a crash is harmless; another content raises FileRefused unless `overwrite` is true. A symbolic link
        in its place is never followed.
        """
        data_field, name_field, type_field = self._file_fields
        data = getattr(self, data_field, None)
        if not isinstance(data, bytes):
            raise FileRefused(f"{type(self).__name__} holds no file data; was it asked for?")
        folder = _path("directory", directory)
        if not folder.is_dir():
            raise FileRefused("the directory to save to does not exist")
        name = getattr(self, name_field, None)
        kind = getattr(self, type_field, None)
        path = folder / safe_name(name if isinstance(name, str) else "", kind if isinstance(kind, str) else "")
        temporary = _Temporary(path)
        try:
            temporary.write(data)
            if overwrite:
                temporary.replace()
            elif not temporary.place() and not _same(path, data):
                raise FileRefused("another file of that name is there already; save elsewhere or pass overwrite=True")
        finally:
            temporary.discard()
        return path


def _path(argument: str, value: str | bytes | os.PathLike[Any]) -> Path:
    """What a caller says as a path, which need not exist. Raises FileRefused."""
    path: Path | None = None
    try:
        path = Path(os.fsdecode(value))
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (TypeError, ValueError, OSError):  # another type, a null character, a name that is too long
        path = None
    if path is None:
        raise FileRefused(f"{argument} is no path that can be used")
    return path


def safe_name(name: str, kind: str = "") -> str:
    """The last part of a file name, harmless on every file system; "file" with an extension after its media type when nothing is left."""
    base = name.replace("\\", "/").rsplit("/", 1)[-1]
    # Categories C: control, format (bidirectional overrides), surrogates, unassigned
    base = "".join("_" if char in '<>:"|?*' else char for char in base if unicodedata.category(char)[0] != "C")
    base = base.strip().lstrip(".-").rstrip(". ")  # no hidden files, no options, nothing Windows drops by itself
    stem, dot, extension = base.rpartition(".")
    if not dot or len(extension) > 10:
        stem, extension = base, ""
    base = stem.encode()[:_LONGEST].decode(errors="ignore") + (dot and extension and "." + extension)
    if _DEVICES.fullmatch(base):
        base = "_" + base
    return base or "file" + _EXTENSIONS.get(kind.partition(";")[0].strip().lower(), "")


class Download:
    """Receives one file. Does no network I/O; `begin` starts over, so an attempt may be repeated.

    A file at `to` is replaced when the download is complete and left alone when it fails.
    """

    def __init__(self, operation: "Operation[Any]", to: str | os.PathLike[str]) -> None:
        self._operation = operation
        self._path = _path("to=", to)
        if self._path.is_dir() or not self._path.parent.is_dir():
            raise FileRefused("to= must name a file in an existing directory")
        if self._path.exists() and not self._path.is_file():
            raise FileRefused("to= must name a regular file: devices and pipes are not replaced")
        self._temporary: _Temporary | None = None
        self._head: Any = None
        self._hash = _sha256()
        self._size = 0
        self._kind = ""

    def begin(self, answer: "Reply") -> None:
        """An answer comes in. Raises DecodeError when it says itself that it is not the file that was asked for."""
        # a model with a file needs none of these
        from identkit.core._received.response import kind_of, media_type, refuse_nothing, refuse_other_type

        if kind_of(self._operation, answer.status_code) is None:  # a success that has no file, as 204
            return
        refuse_other_type(self._operation, answer)
        refuse_nothing(self._operation, answer, 1)
        self._discard()
        self._head = answer
        with _written():
            self._temporary = _Temporary(self._path)
        self._hash, self._size, self._kind = _sha256(), 0, media_type(answer.headers)

    def write(self, piece: bytes) -> None:
        """The next piece of the file."""
        if self._temporary is not None:
            with _written():
                self._temporary.write(piece)
            self._hash.update(piece)
            self._size += len(piece)

    def keep(self, otherwise: Any) -> Any:
        """The file is complete: put it in its place. Of an answer that has no file, such as 304, `otherwise` is the result."""
        if self._temporary is None or self._head is None:
            return otherwise
        from identkit.core._received.response import refuse_nothing

        refuse_nothing(self._operation, self._head, self._size)
        with _written():
            self._temporary.replace()
        return SavedFile(self._path, self._size, self._hash.hexdigest(), self._kind)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._discard()

    def _discard(self) -> None:
        if self._temporary is not None:
            self._temporary.discard()


def _sha256() -> Any:
    from hashlib import sha256  # OpenSSL: not for a model that can be saved

    return sha256()


@contextmanager
def _written() -> Generator[None]:
    """What the file system refuses is no failure of the network."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
    else:
        return
    raise FileRefused(f"the file cannot be written ({reason})")


class _Temporary:
    """A file beside its destination, seen by nobody else, until it is put in place in one step."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._own = path.with_name(f".{os.urandom(8).hex()}.part")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        self._file = os.fdopen(os.open(self._own, flags, 0o600), "wb")

    def write(self, piece: bytes) -> None:
        self._file.write(piece)

    def replace(self) -> None:
        """Put the file in place of whatever is there; a symbolic link is replaced, not followed."""
        self._finish()
        self._own.replace(self._path)
        _keep_entry(self._path.parent)

    def place(self) -> bool:
        """Put the file in place if the place is free; False if it is taken."""
        self._finish()
        try:
            os.link(self._own, self._path)
        except FileExistsError:
            return False
        except OSError:  # a file system without hard links: the name is taken first, then filled
            try:
                os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            except FileExistsError:
                return False
            self._own.replace(self._path)
        _keep_entry(self._path.parent)
        return True

    def discard(self) -> None:
        """Remove what is left; harmless after the file is in place."""
        self._file.close()
        self._own.unlink(missing_ok=True)

    def _finish(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()


def _keep_entry(directory: Path) -> None:
    """Write a directory's new entry to disk, so that what was saved outlives a power failure; where that is possible."""
    try:
        handle = os.open(directory, os.O_RDONLY)
    except OSError:  # Windows does not open directories
        return
    try:
        os.fsync(handle)
    except OSError:  # nor do all file systems sync them
        pass
    finally:
        os.close(handle)


def _same(path: Path, data: bytes) -> bool:
    return not path.is_symlink() and path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
