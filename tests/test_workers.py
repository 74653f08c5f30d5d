"""The example with many workers, killed: whoever dies when, every result is handled, and acted on once."""

import sys
import time
from collections import Counter
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from identkit.postident import Postident
from identkit.sandbox import Sandbox
from tests.stores import servers

CASES = 12


@pytest.fixture
def example(monkeypatch: pytest.MonkeyPatch) -> Any:
    servers.program("redis-server", "redis-server")
    monkeypatch.setattr(sys, "path", [str(Path(__file__).parents[1] / "examples"), *sys.path])
    return import_module("celery_postident")


def until(true: Callable[[], object], patience: float = 60.0) -> None:
    late = time.monotonic() + patience
    while not true():
        assert time.monotonic() < late
        time.sleep(0.02)


@pytest.mark.slow
@pytest.mark.xdist_group("redis")
def test_every_case_is_acted_on_once_whoever_dies(example: Any) -> None:
    with TemporaryDirectory(dir="/tmp") as folder, Sandbox() as sandbox, example.redis(Path(folder, "redis")) as socket_path:
        settings = {**example.settings(sandbox, folder, f"redis+socket://{socket_path}"), "KYC_LEASE": "1", "KYC_VISIBILITY": "1"}
        queue: Any = import_module("redis").Redis(unix_socket_path=socket_path)
        cases = sandbox.postident.fill(CASES)

        def archived() -> int:
            return sum(line.operation == "cases.archive" and line.status == 200 for line in sandbox.postident.requests)

        sandbox.postident.faults.add(delay=0.1, times=CASES, match="cases.archive")  # time enough to die in the middle
        sandbox.postident.faults.add(delay=30, times=1, match="cases.get")
        drain = (str(Path(example.__file__)), "drain")
        with (
            example.program(*drain, settings=settings) as first,
            example.worker(settings) as handling,
        ):
            until(lambda: archived() >= 2)
            with example.program(*drain, settings=settings):  # waits for the lease
                until(lambda: archived() >= 3)
                first.kill()
                until(lambda: queue.hlen("unacked") >= 1)
                handling.kill()
                with example.worker(settings):
                    assert example.wait_for(settings, CASES) == CASES, Path(settings["KYC_LOG"]).read_text()
                until(lambda: archived() >= CASES)
        queue.close()
        with Postident(**sandbox.postident.credentials) as postident:
            assert len(postident.cases.list()) == 0
        read = Counter(line.path.rsplit("/", 1)[-1] for line in sandbox.postident.requests if line.operation == "cases.get")
        assert set(read) == set(cases)
