"""`--state FILE`: what was asked, so that a sandbox that starts again can live through it again and is where it was.

The sandbox is deterministic: the same seed, the same requests at the same times give the same identifiers, tokens and states. So no
state is stored, only what led to it, one JSON object a line, readable by whoever debugs with it. It holds bodies: test data, never more.
Deliveries are not sent again, and the time that passed while nothing ran has passed in the sandbox, too.
"""

import json
import threading
import time
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

import httpx

from identkit.sandbox._engine.clock import END

if TYPE_CHECKING:
    from identkit.sandbox._engine.world import World

_HOP = frozenset({"host", "content-length", "connection", "transfer-encoding", "accept-encoding", "user-agent"})
_FORM = 1


class UnreadableState(Exception):
    """The file is not one that a sandbox wrote."""


class Journal:
    """The file. `begin` reads it and lives through it; from then on every request that may have changed something is written down."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._file: TextIO | None = None
        self.replaying = False
        self.status = 0
        """While living through it again: what the request was answered then."""

    def head(self) -> tuple[int, datetime] | None:
        """Seed and first moment of the sandbox that wrote the file; None where there is none. Raises UnreadableState."""
        lines = self._read()
        return (int(lines[0]["seed"]), datetime.fromtimestamp(lines[0]["at"], UTC)) if lines else None

    def begin(self, world: "World", *, ticking: bool) -> None:
        """Live through what is written, then let the clock go on from where it would be by now. Raises UnreadableState."""
        lines = self._read()
        self._file = self._open()
        if not lines:
            self._start(world)
            return
        self._cut(len(lines))
        self.replaying = True
        for provider in world.providers():
            provider.context.courier.silent = True
        with httpx.Client(trust_env=False, timeout=60.0) as http:
            for line in lines[1:]:
                world.clock.reach(line["at"])
                if "to" in line:
                    self.status = line["status"]
                    try:
                        self._repeat(world, http, line)
                    except (LookupError, ValueError) as error:
                        message = f"a request in it cannot be asked again ({error})"
                        raise UnreadableState(message) from None
        for provider in world.providers():
            provider.context.courier.silent = False
        self.replaying = False
        world.clock.reach(lines[-1]["at"])
        if ticking:
            world.clock.tick_from(lines[-1]["at"] + max(0.0, time.time() - lines[-1]["real"]))

    def record(self, to: str, method: str, target: str, headers: Mapping[str, str], content: bytes, at: float, status: int) -> None:
        """Write down a request: `to` a provider, `target` is path and query."""
        fields = {name: value for name, value in headers.items() if name not in _HOP}
        request = {"to": to, "method": method, "target": target, "headers": fields, "content": b64encode(content).decode()}
        self._write({"at": at, **request, "status": status})

    def start_over(self, world: "World") -> None:
        """Everything was reset: nothing before that matters any more."""
        if not self.replaying:
            with self._lock:
                if self._file is not None:
                    self._file.truncate(0)
            self._start(world)

    def close(self, now: float) -> None:
        """Write down the moment of the end."""
        self._write({"at": now})
        with self._lock:
            if self._file is not None:
                self._file.close()
            self._file = None

    def _open(self) -> TextIO:
        try:
            self._path.touch(mode=0o600)
            self._path.chmod(0o600)
            file = self._path.open("a", encoding="utf-8")
        except OSError as error:
            raise UnreadableState(error.strerror or str(error)) from None
        with suppress(ImportError):  # Windows has no such lock
            import fcntl

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.close()
                raise UnreadableState("another sandbox keeps its state there") from None
        return file

    def _start(self, world: "World") -> None:
        self._write({"identkit-sandbox": _FORM, "seed": world.seed, "at": world.clock.now()})

    def _write(self, line: Mapping[str, Any]) -> None:
        with self._lock:
            if self._file is not None and not self.replaying:
                self._file.write(json.dumps({**line, "real": time.time()}) + "\n")
                self._file.flush()

    def _read(self) -> list[dict[str, Any]]:
        try:
            rows = self._path.read_bytes().splitlines()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise UnreadableState(error.strerror or str(error)) from None
        lines: list[dict[str, Any]] = []
        for number, line in enumerate(rows, start=1):
            try:
                lines.append(_sound(json.loads(line), first=number == 1))
            except ValueError as error:
                if 1 < number == len(rows):  # the machine stopped while it was written
                    break
                message = f"line {number} was not written by a sandbox ({error})"
                raise UnreadableState(message) from None
        return lines

    def _cut(self, count: int) -> None:
        """Drop what follows the first lines: half a line, to which the next would be joined."""
        beginning = b"".join(self._path.read_bytes().splitlines(keepends=True)[:count])
        if self._file is not None:
            self._file.truncate(len(beginning))
            if not beginning.endswith(b"\n"):
                self._file.write("\n")
                self._file.flush()

    @staticmethod
    def _repeat(world: "World", http: httpx.Client, line: Mapping[str, Any]) -> None:
        origin = world.served(line["to"]).context.origin
        headers = dict(line["headers"])
        if "origin" in headers:  # the page of the sandbox that was
            headers["origin"] = origin
        if line["to"] == world.control.context.name and world.control.token:
            headers["authorization"] = f"Bearer {world.control.token}"
        with suppress(httpx.HTTPError):  # a fault ended it, as it did then
            http.request(line["method"], origin + line["target"], headers=headers, content=b64decode(line["content"]))


def _sound(line: Any, *, first: bool) -> dict[str, Any]:
    """A line as it is written. Raises ValueError."""
    if not isinstance(line, dict):
        raise ValueError("no object")
    fields = cast("dict[str, Any]", line)
    types: dict[str, Any] = {"at": int | float, "real": int | float}
    types |= {"identkit-sandbox": int, "seed": int} if first else {}
    types |= {**dict.fromkeys(("to", "method", "target", "content"), str), "headers": dict, "status": int} if "to" in fields else {}
    if not all(isinstance(fields.get(name), kind) for name, kind in types.items()):
        raise ValueError("other fields")
    if not 0 <= fields["at"] < END:
        raise ValueError("a time out of range")
    if first and fields["identkit-sandbox"] != _FORM:
        raise ValueError("another version")
    return fields
