"""Runs the web applications of these examples as servers of their own, on a free loopback port."""

import os
import socket
import subprocess
import sys
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
