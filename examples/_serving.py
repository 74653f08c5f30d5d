"""Runs what the examples need as programs of their own: web applications on a free loopback port, Redis on a socket."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def serve(server: str, *arguments: str, settings: Mapping[str, str]) -> Generator[str]:
    """The URL of a server: `python -m SERVER ARGUMENTS`, in whose arguments `{fd}` is the listening socket."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        fd = listener.fileno()
        command = [sys.executable, "-m", server, *(argument.format(fd=fd) for argument in arguments)]
        environment = {**os.environ, **settings}
        process = subprocess.Popen(command, cwd=Path(__file__).parent, env=environment, pass_fds=[fd])
        try:
            # Whoever calls before the server is up waits in the queue of the socket.
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            process.terminate()
            process.wait(30)


@contextmanager
def redis(folder: Path) -> Generator[str]:
    """The socket of a Redis of our own (Debian: redis-server), in a folder with a short path."""
    server = shutil.which("redis-server") or sys.exit("this example needs redis-server")
    folder.mkdir()
    command = [server, "--port", "0", "--unixsocket", str(folder / "socket"), "--dir", str(folder), "--save", "", "--loglevel", "warning"]
    process = subprocess.Popen([*command, "--logfile", str(folder / "log")])
    try:
        while not (folder / "socket").exists() and process.poll() is None:
            time.sleep(0.02)
        yield str(folder / "socket")
    finally:
        process.terminate()
        process.wait(30)
