"""A process is killed at each step of a refresh. What had reached the disk is never lost; what never arrived is told as such."""

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import httpx
import msgspec
import pytest

from identkit.core._errors import ConsentLost
from identkit.core.tokens import FileTokenStore, Tokens
from tests.runtime.refresh_worker import read_status

Kill = Callable[[str], None]


class Provider(ThreadingHTTPServer):
    """Replaces the refresh token with every use, as GoPay does."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.mutex = threading.Lock()
        self.refresh_token = "r1"
        self.access_tokens = {"a1"}
        self.refreshes = 0
        self.refused = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    @property
    def provider(self) -> Provider:
        assert isinstance(self.server, Provider)
        return self.server

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        with self.provider.mutex:
            if form["refresh_token"] != [self.provider.refresh_token]:
                self.provider.refused += 1
                return self._answer(403, {})
            self.provider.refreshes += 1
            self.provider.refresh_token = f"r{self.provider.refreshes + 1}"
            access = f"a{self.provider.refreshes + 1}"
            self.provider.access_tokens.add(access)
            answer = {"accessToken": access, "refreshToken": self.provider.refresh_token, "clientProfileId": 123}
        return self._answer(200, answer)

    def do_GET(self) -> None:
        good = self.headers["authorization"].removeprefix("Bearer ") in self.provider.access_tokens
        self._answer(200 if good else 403, {})

    def _answer(self, status: int, body: Mapping[str, object]) -> None:
        content = msgspec.json.encode(body)
        self.send_response(status)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def provider() -> Iterator[Provider]:
    with Provider() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A token file with an access token that has ended."""
    path = tmp_path / "tokens.json"
    assert FileTokenStore(path).swap("123", None, Tokens("123", "a1", "r1", time.time() - 1))
    return path


@pytest.fixture(scope="module")
def worker() -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.runtime.refresh_worker"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process


@pytest.fixture
def run_and_kill(worker: "subprocess.Popen[str]", provider: Provider, path: Path) -> Callable[[str], None]:
    """A process of its own that dies at the moment."""

    def run(moment: str) -> None:
        assert worker.stdin is not None
        assert worker.stdout is not None
        worker.stdin.write(json.dumps([provider.base_url, str(path), moment]) + "\n")
        worker.stdin.flush()
        assert int(worker.stdout.readline()) == -signal.SIGKILL

    return run


def go_on(provider: Provider, path: Path) -> int:
    with httpx.Client() as http:
        return read_status(provider.base_url, FileTokenStore(path), http)


@pytest.mark.parametrize(
    "moment",
    [
        "before the mark",
        "mark written, not published",
        "mark published, directory not synced",
        "before the request",
        "new tokens written, not synced",
        "new tokens written, not published",
        "new tokens published, directory not synced",
        "before the access token is used",
    ],
)
def test_the_consent_survives(run_and_kill: Kill, provider: Provider, path: Path, moment: str) -> None:
    run_and_kill(moment)
    assert go_on(provider, path) == 200
    assert (provider.refreshes, provider.refused) == (1, 0)
    held = FileTokenStore(path).load("123")
    assert held is not None
    assert (held.refresh_token, held.refresh_begun) == ("r2", None)


@pytest.mark.parametrize("moment", ["request sent, answer not read", "answer read, not stored", "while the new tokens are written"])
def test_an_answer_that_never_reached_the_disk_is_told_with_instructions(
    run_and_kill: Kill, provider: Provider, path: Path, moment: str
) -> None:
    run_and_kill(moment)
    with pytest.raises(ConsentLost) as caught:
        go_on(provider, path)
    told = str(caught.value)
    assert "cut off" in told
    assert "consent.url" in told
    assert "r1" not in told
    assert (provider.refreshes, provider.refused) == (1, 1)


def test_a_request_that_never_arrived_leaves_the_token_good(provider: Provider, path: Path) -> None:
    store = FileTokenStore(path)
    held = store.load("123")
    assert held is not None
    assert store.swap("123", held, held.beginning(time.time()))  # as a process leaves it that dies before its request
    assert go_on(provider, path) == 200
    assert provider.refreshes == 1


def test_a_dead_process_holds_no_lock(run_and_kill: Kill, path: Path) -> None:
    run_and_kill("before the request")
    release = FileTokenStore(path).try_lock("123")
    assert release is not None
    release()
