"""Where the sandbox runs: `identkit sandbox` writes it down for whoever gives it commands from another terminal of the same user."""

import getpass
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from attrs import field, frozen


@frozen
class Address:
    """Where the control API is, and its token."""

    url: str
    token: str = field(default="", repr=False)


def tell(address: Address) -> None:
    """Write it down, for this user only, under the number of this process. Where that cannot be, commands want the address."""
    with suppress(OSError):
        place = _folder() / f"{os.getpid()}.json"
        place.parent.mkdir(mode=0o700, exist_ok=True)
        if not _private(place.parent):
            return
        text = json.dumps({"url": address.url, "token": address.token})
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)


def forget() -> None:
    """Take it back."""
    with suppress(OSError):
        (_folder() / f"{os.getpid()}.json").unlink(missing_ok=True)


def known() -> Address | None:
    """The sandbox that was started last, of those that still run."""
    try:
        if not _private(_folder()):
            return None
        latest = max((file for file in _folder().glob("*.json") if _alive(file)), key=lambda file: file.stat().st_mtime)
        note = json.loads(latest.read_text("utf-8"))
        return Address(str(note["url"]), str(note["token"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _alive(file: Path) -> bool:
    """Whether the process that wrote it still runs; what a process left behind that was killed is removed."""
    if os.name != "posix":
        return True
    try:
        os.kill(int(file.stem), 0)
    except (ProcessLookupError, ValueError):
        file.unlink(missing_ok=True)
        return False
    return True


def _folder() -> Path:
    base = Path(os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir())
    return base / f"identkit-sandbox-{os.getuid() if hasattr(os, 'getuid') else getpass.getuser()}"


def _private(folder: Path) -> bool:
    status = folder.lstat()
    return not folder.is_symlink() and (not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o077))
