"""Every example runs as it stands, without arguments, in the sandbox."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.stores import servers

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("[!_]*.py"))


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_runs(path: Path, tmp_path: Path) -> None:
    if path.stem in {"celery_postident", "webhooks_redis_stream"}:
        servers.program("redis-server", "redis-server")
    done = subprocess.run(
        [sys.executable, "-W", "error", str(path)], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
