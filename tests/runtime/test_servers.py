"""Clients and receivers where they run: gunicorn, which loads the application and then forks four workers, and uvicorn."""

import hmac
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.runtime.provider import Provider, answer

CHECK = '{{"id":"{}","process_status":"SCT_ACCEPTED","created_at":"2020-10-01T11:00:29.041Z"}}'
BODY = b'{"id":"i1","person_id":"p1","status":"successful"}'
SERVERS = {
    "gunicorn": (
        "gunicorn",
        "--preload",
        "--workers",
        "4",
        "--threads",
        "2",
        "--no-control-socket",
        "--log-level",
        "error",
        "--bind",
        "fd://{fd}",
        "served:app",
    ),
    "uvicorn": ("uvicorn", "--log-level", "error", "--fd", "{fd}", "--lifespan", "off", "served:task_app"),
}


def name_of(request: bytes) -> str:
    return request.split(b" ")[1].rpartition(b"/")[2].removesuffix(b".json").decode()


@pytest.fixture(params=SERVERS)
def served(request: pytest.FixtureRequest) -> Iterator[tuple[str, Provider]]:
    provider = Provider(lambda asked: answer(CHECK.format(name_of(asked)).encode()))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        command = [part.format(fd=listener.fileno()) for part in SERVERS[request.param]]
        environment = {**os.environ, "PROVIDER": provider.url, "PYTHONPATH": str(Path(__file__).parents[2])}
        server = subprocess.Popen(
            [sys.executable, "-m", *command], cwd=Path(__file__).parent, env=environment, pass_fds=[listener.fileno()]
        )
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", provider
        server.terminate()
        server.wait(30)
    provider.close()


def in_chunks() -> Iterator[bytes]:
    yield BODY[:20]
    yield BODY[20:]


def test_workers_get_their_own_answers_and_deliveries_in_chunks(served: tuple[str, Provider]) -> None:
    url, provider = served

    def ask(number: int) -> tuple[str, list[str]]:
        worker, *answers = httpx.get(f"{url}/n{number}", timeout=60).text.split()
        return worker, answers

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(40)))
    assert [told for _, told in answers] == [[f"n{number}"] for number in range(40)]
    signature = hmac.digest(b"s", BODY, "sha256").hex()
    headers = {
        "solaris-webhook-event-type": "IDENTIFICATION",
        "solaris-webhook-signature": f"sha256={signature}",
        "solaris-webhook-id": "d1",
    }
    assert httpx.post(f"{url}/hook", headers=headers, content=in_chunks(), timeout=60).status_code == 200
    until = time.monotonic() + 30
    while "event-d1" not in map(name_of, provider.requests) and time.monotonic() < until:
        time.sleep(0.01)
    assert "event-d1" in map(name_of, provider.requests)
