"""OpenSSH's server on loopback, run by an unprivileged user: a process for each connection, on sockets that the test accepts."""

import os
import pwd
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import asyncssh

from tests.stores.servers import UNPRIVILEGED, folder, program, unprivileged

CONFIGURATION = """
HostKey {folder}/host
AuthorizedKeysFile {folder}/authorized
StrictModes no
UsePAM no
PasswordAuthentication no
Subsystem sftp internal-sftp
ForceCommand internal-sftp -d {folder}/files
"""


def new_key() -> "asyncssh.SSHKey":
    """A key pair."""
    library: Any = asyncssh
    key: asyncssh.SSHKey = library.generate_private_key("ssh-ed25519")
    return key


class Sshd:
    """The server. `connections` counts them; `cut_after` ends each one after so many bytes to the client."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.files = path / "files"
        self.files.mkdir(mode=0o755)
        (self.files / "out").mkdir(mode=0o755)
        self.username = pwd.getpwuid(os.getuid()).pw_name if os.getuid() else UNPRIVILEGED
        self.host_key = new_key()
        self.private_key = new_key()
        (path / "host").write_bytes(self.host_key.export_private_key())
        (path / "host").chmod(0o600)
        (path / "authorized").write_bytes(self.private_key.export_public_key())
        (path / "config").write_text(CONFIGURATION.format(folder=path))
        if os.getuid() == 0:
            for each in [path, *path.rglob("*")]:
                shutil.chown(each, UNPRIVILEGED)
        self.connections = 0
        self.cut_after: int | None = None
        self.sent = 0
        self._program = program("sshd", "openssh-server")
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def put(self, name: str, content: bytes) -> str:
        """A file in `out`; answers its path on the server."""
        (self.files / "out" / name).write_bytes(content)
        (self.files / "out" / name).chmod(0o644)
        return f"out/{name}"

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(30)

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                self.connections += 1
                self._start(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        ours, theirs = socket.socketpair()
        command = [self._program, "-i", "-e", "-f", str(self.path / "config")]
        start: Any = subprocess.Popen
        with client, ours, start(command, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL, **unprivileged()) as server:
            theirs.close()
            upwards = threading.Thread(target=self._copy, args=(client, ours), daemon=True)
            upwards.start()
            left = self.cut_after
            with suppress(OSError):
                while piece := ours.recv(65536 if left is None else min(65536, left)):
                    client.sendall(piece)
                    self.sent += len(piece)
                    left = None if left is None else left - len(piece)
                    if left == 0:
                        break
            for each in (client, ours):
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
            upwards.join(30)
            server.terminate()

    @staticmethod
    def _copy(source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(65536):
                target.sendall(piece)
            target.shutdown(socket.SHUT_WR)


@contextmanager
def running() -> Generator[Sshd]:
    """The server, serving."""
    with folder() as path:
        server = Sshd(path)
        try:
            yield server
        finally:
            server.close()
