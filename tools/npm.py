"""Programs from npm: pinned by a lock file in a folder of tools/, fetched once into a folder of the same name in build/."""

import hashlib
import shutil
import subprocess
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]


def missing() -> list[str]:
    """What is not there of what these programs need."""
    return [name for name in ("node", "npm") if shutil.which(name) is None]


def installed(name: str) -> Path:
    """The folder in which the packages of `tools/<name>/package-lock.json` are, fetched unless they are there already."""
    here, room = TOP / "tools" / name, TOP / "build" / name
    lock = here / "package-lock.json"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    mark = room / "installed"
    if not mark.is_file() or mark.read_text("utf-8") != digest:
        shutil.rmtree(room, ignore_errors=True)
        room.mkdir(parents=True)
        for each in (here / "package.json", lock):
            shutil.copy(each, room)
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], check=True, cwd=room)  # noqa: S607 # whichever is there
        mark.write_text(digest, "utf-8")
    return room
