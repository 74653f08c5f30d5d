"""Lists and fetches; asynchronously, and the same for everybody else."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from identkit.core import ConnectionFailed
from identkit.core._received.files import SavedFile
from identkit.sftp._errors import RemoteFileRefused
from identkit.sftp._partial import PartialFile
from identkit.sftp._session import Entry, Login, connected, entries, failing, login, look

T = TypeVar("T")
_PIECE = 1024 * 1024
_OVERLAP = 64 * 1024  # bytes read again when a file goes on, to see that it is the same one


class AsyncSftp:
    """Fetches files from one SFTP server, over one connection that is made when it is needed and again when it broke.

    Args:
        host: The server.
        username: The user.
        host_keys: The server's public keys (`ssh-ed25519 AAAA…`, also as a line of known_hosts) or fingerprints (`SHA256:…`). Any of
            them is trusted, nothing else: give the next one, too, when the provider announces a change.
        private_key: A path, or the text of a key in OpenSSH or PEM form.
        private_key_password: Of an encrypted key.
        password: Instead of a key.
        port: Of the server.
        timeout: Seconds to connect and log in, and of silence while a file is read.
        max_retries: How often a broken connection is made again during one call.
    """

    def __init__(
        self,
        host: str,
        *,
        username: str,
        host_keys: Sequence[str],
        private_key: "str | os.PathLike[str] | bytes | None" = None,
        private_key_password: str | None = None,
        password: str | None = None,
        port: int = 22,
        timeout: float = 30.0,
        max_retries: int = 2,
    ) -> None:
        self._login: Login = login(host, username, host_keys, private_key, private_key_password, password, port, timeout)
        self._max_retries = max_retries
        self._open = AsyncExitStack()
        self._session: Any = None
        self._turn = asyncio.Lock()

    async def list(self, folder: str = ".") -> list[Entry]:
        """The regular files of a folder, oldest first. Folders and links are left out."""
        async with self._turn:
            return await self._repeat(partial(entries, folder=folder))

    async def fetch(
        self,
        path: str,
        *,
        to: str | os.PathLike[str],
        sha256: str | None = None,
        max_bytes: int | None = None,
        overwrite: bool = False,
    ) -> SavedFile:
        """Write a file into an existing directory, and return where, with size and SHA-256.

        What an earlier call got of it is not fetched again. The local name is the last part of `path`, without characters that have a
        meaning to file systems or terminals. A file of the same name and content is left as it is; another content raises FileRefused
        unless `overwrite`.

        Args:
            path: On the server.
            to: The directory.
            sha256: What the file has to have, in hexadecimal. Without it size and time of change have to be the same before and after.
            max_bytes: Longer files are refused before anything is fetched.
            overwrite: Replace another file of that name.

        Raises:
            RemoteFileRefused: It is missing, may not be read, is longer than `max_bytes`, changes while it is read, or has another SHA-256.
            FileRefused: It cannot be written there.
            ConnectionFailed: The connection broke more than `max_retries` times. What arrived is kept for the next call.
        """
        folder = Path(to)
        async with self._turn:
            return await self._repeat(
                partial(self._fetch, path=path, folder=folder, sha256=sha256, max_bytes=max_bytes, overwrite=overwrite)
            )

    async def aclose(self) -> None:
        """Close the connection."""
        self._session = None
        await self._open.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._login.username}@{self._login.host}:{self._login.port}>"

    async def _repeat(self, work: Callable[[Any], Awaitable[T]]) -> T:
        """Do something with a session, on another connection when one broke."""
        for attempt in range(self._max_retries + 1):
            try:
                if self._session is None:
                    self._session = await self._open.enter_async_context(connected(self._login))
                with failing(self._login):
                    return await work(self._session)
            except ConnectionFailed:
                self._session = None
                await self._drop()
                if attempt == self._max_retries:
                    raise
                await asyncio.sleep(0.1 * 2**attempt)
        raise AssertionError

    async def _drop(self) -> None:
        with suppress(ConnectionFailed):  # it is broken, which is why it is dropped
            await self._open.aclose()

    async def _fetch(
        self, session: Any, *, path: str, folder: Path, sha256: str | None, max_bytes: int | None, overwrite: bool
    ) -> SavedFile:
        remote = await look(session, path)
        if max_bytes is not None and remote.size > max_bytes:
            raise RemoteFileRefused("size", f"the file has {remote.size} bytes, more than max_bytes")
        with await asyncio.to_thread(PartialFile, folder, remote) as part:
            async with session.open(path, "rb") as source:
                await self._read(source, part, remote.size)
            if await look(session, path) != remote or part.size != remote.size:
                part.discard()
                raise RemoteFileRefused("changed", "the file changed while it was read")
            if sha256 is not None and part.sha256 != sha256.lower():
                part.discard()
                raise RemoteFileRefused("checksum", "the file has another SHA-256 than expected; what arrived was removed")
            return await asyncio.to_thread(part.keep, overwrite=overwrite)

    async def _read(self, source: Any, part: PartialFile, size: int) -> None:
        tail = await asyncio.to_thread(part.tail, _OVERLAP)
        if tail and await self._piece(source, part.size - len(tail), len(tail)) != tail:
            await asyncio.to_thread(part.restart)
        while part.size < size:
            piece = await self._piece(source, part.size, min(_PIECE, size - part.size))
            if not piece:
                return
            await asyncio.to_thread(part.write, piece)

    async def _piece(self, source: Any, offset: int, length: int) -> bytes:
        async with asyncio.timeout(self._login.timeout):
            piece: bytes = await source.read(length, offset)
        return piece


class Sftp:
    """Like `AsyncSftp`, for code that is not asynchronous. One call at a time; use it in the thread that made it."""

    def __init__(
        self,
        host: str,
        *,
        username: str,
        host_keys: Sequence[str],
        private_key: "str | os.PathLike[str] | bytes | None" = None,
        private_key_password: str | None = None,
        password: str | None = None,
        port: int = 22,
        timeout: float = 30.0,
        max_retries: int = 2,
    ) -> None:
        self._runner = asyncio.Runner()
        self._sftp = AsyncSftp(
            host,
            username=username,
            host_keys=host_keys,
            private_key=private_key,
            private_key_password=private_key_password,
            password=password,
            port=port,
            timeout=timeout,
            max_retries=max_retries,
        )

    def list(self, folder: str = ".") -> "list[Entry]":
        """The regular files of a folder, oldest first. Folders and links are left out."""
        return self._run(self._sftp.list(folder))

    def fetch(
        self,
        path: str,
        *,
        to: str | os.PathLike[str],
        sha256: str | None = None,
        max_bytes: int | None = None,
        overwrite: bool = False,
    ) -> SavedFile:
        """Write a file into an existing directory, and return where, with size and SHA-256. See `AsyncSftp.fetch`."""
        return self._run(self._sftp.fetch(path, to=to, sha256=sha256, max_bytes=max_bytes, overwrite=overwrite))

    def close(self) -> None:
        """Close the connection."""
        self._run(self._sftp.aclose())
        self._runner.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return repr(self._sftp).replace("AsyncSftp", "Sftp")

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(work)
