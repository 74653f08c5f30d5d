"""The output is typed: one run of each checker over every document of the corpus, with nothing ignored."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATHS = [str(ROOT / folder) for folder in ("runtime", "overrides")]


@pytest.mark.types
def test_mypy_pyright_and_ruff_find_nothing(generated: Path, tmp_path: Path) -> None:
    assert [*generated.glob("identkit/*/resources/_*_01.py")], "no resource is long enough to come in parts"
    (generated / "pyrightconfig.json").write_text(  # it stands beside the output, for pyright passes over whole paths to include
        json.dumps({"typeCheckingMode": "strict", "include": ["identkit"], "extraPaths": PATHS, "pythonVersion": "3.11"})
    )
    mypy_path = f"mypy_path = {':'.join([str(generated), *PATHS])}"
    (tmp_path / "mypy.ini").write_text(f"[mypy]\nstrict = True\nnamespace_packages = True\nexplicit_package_bases = True\n{mypy_path}\n")
    folder = str(generated / "identkit")
    for command in (
        ["mypy", "--config-file", str(tmp_path / "mypy.ini"), "--cache-dir", str(tmp_path / "cache"), folder],
        ["pyright", "-p", str(generated), "--pythonpath", sys.executable],
        ["ruff", "check", "--isolated", "--no-cache", "--select", "F,E9", folder],
    ):
        done = subprocess.run([sys.executable, "-m", *command], capture_output=True, text=True, check=False, cwd=tmp_path)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
        assert "No source files" not in done.stdout
