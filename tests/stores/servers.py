"""Real database servers for the tests: Debian's packages, run by an unprivileged user in a folder of their own, on Unix sockets."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

UNPRIVILEGED = "daemon"  # every Linux has it; OpenSSH takes nobody for locked where systemd describes him
PATIENCE = 60.0


def program(name: str, package: str, *places: str) -> str:
    """The path of a server's program. Without it a test is skipped; in CI it fails, because there nothing may be skipped."""
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", *places]))
    if found is None:
        message = f"needs {name}, of Debian's package {package}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


def unprivileged() -> dict[str, Any]:
    """Arguments of subprocess: another user, where we are root."""
    if os.getuid() != 0:
        return {}
    return {"user": UNPRIVILEGED, "group": pwd.getpwnam(UNPRIVILEGED).pw_gid, "extra_groups": []}


@contextmanager
def folder() -> Generator[Path]:
    """A short path (socket names are), which belongs to the user the servers run as."""
    path = Path(tempfile.mkdtemp(prefix="idk-", dir="/tmp"))
    if os.getuid() == 0:
        owner = pwd.getpwnam(UNPRIVILEGED)
        os.chown(path, owner.pw_uid, owner.pw_gid)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def run(*command: str, cwd: Path) -> None:
    """Run a command to its end, never as root."""
    done = subprocess.run(command, cwd=cwd, **unprivileged(), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@contextmanager
def serving(*command: str, cwd: Path, ready: Callable[[], bool], end: signal.Signals = signal.SIGTERM) -> Generator[None]:
    """Run a server, never as root, from when it is ready to the end of the block."""
    log = cwd / "log"
    with (
        log.open("wb") as output,
        subprocess.Popen(command, cwd=cwd, **unprivileged(), stdin=subprocess.DEVNULL, stdout=output, stderr=output) as server,
    ):
        try:
            until = time.monotonic() + PATIENCE
            while not ready():
                assert server.poll() is None, log.read_text()
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.02)
            yield
        finally:
            server.send_signal(end)
            try:
                server.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                server.kill()


@contextmanager
def postgresql() -> Generator[str]:
    """A URL of PostgreSQL."""
    programs = [str(path) for path in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    initdb, postgres = program("initdb", "postgresql", *programs), program("postgres", "postgresql", *programs)
    with folder() as path:
        run(initdb, "-D", "data", "-U", "identkit", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync", "--no-instructions", cwd=path)
        options = ["-c", "listen_addresses=", "-k", str(path), "-c", "fsync=off", "-c", "max_connections=200", "-c", "shared_buffers=16MB"]

        def ready() -> bool:
            import psycopg

            with suppress(psycopg.OperationalError), psycopg.connect(host=str(path), user="identkit", dbname="postgres"):
                return True
            return False

        with serving(postgres, "-D", "data", *options, cwd=path, ready=ready, end=signal.SIGINT):
            yield f"postgresql+psycopg://identkit@/postgres?host={path}"


@contextmanager
def mariadb() -> Generator[str]:
    """A URL of MariaDB, as MySQL."""
    install, daemon = program("mariadb-install-db", "mariadb-server"), program("mariadbd", "mariadb-server")
    with folder() as path:
        own = ["--no-defaults", f"--datadir={path / 'data'}"]
        run(install, *own, "--auth-root-authentication-method=normal", "--skip-test-db", cwd=path)
        socket = path / "socket"
        options = ["--skip-networking", f"--socket={socket}", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=16M"]

        def ready() -> bool:
            import pymysql

            if not socket.exists():  # a connection that failed is never closed by pymysql
                return False
            with suppress(pymysql.err.OperationalError), pymysql.connect(unix_socket=str(socket), user="root") as connection:
                connection.cursor().execute("create database if not exists identkit")
                return True
            return False

        with serving(daemon, *own, *options, cwd=path, ready=ready):
            # TLS is not for a Unix socket; to read the authorities for each connection took most of the time.
            yield f"mysql+pymysql://root@/identkit?unix_socket={socket}&charset=utf8mb4&ssl_disabled=true"


@contextmanager
def redis() -> Generator[str]:
    """A URL of Redis."""
    with folder() as path, redis_in(path) as url:
        yield url


@contextmanager
def redis_in(path: Path, *options: str) -> Generator[str]:
    """The same with its files in a folder of the test's: what it kept there is there again when it is started again. Ends by SIGKILL."""
    server = program("redis-server", "redis-server")
    socket = path / "socket"

    def ready() -> bool:
        from redis import Redis, RedisError

        with suppress(RedisError), Redis(unix_socket_path=str(socket)) as client:
            return bool(client.exists("nothing") == 0)
        return False

    with serving(server, "--port", "0", "--unixsocket", str(socket), "--save", "", *options, cwd=path, ready=ready, end=signal.SIGKILL):
        yield f"unix://{socket}"
