"""The wheel, built from the tree and installed alone: it imports and calls with what the library itself needs, and nothing more."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.wheel

TOP = Path(__file__).parents[2]
ROOTS = ("generated", "generator", "overrides", "runtime", "sandbox")

USE = """
import importlib, importlib.util, sys

import httpx

for name in ("core", "gopay", "identplus", "postident", "solaris", "stores", "documents"):
    importlib.import_module(f"identkit.{name}")
tools = ("openapi_python_client", "datamodel_code_generator", "yaml", "jinja2", "starlette")
tools += ("sqlalchemy", "redis", "asyncssh", "django", "flask")
foreign = [name for name in tools if importlib.util.find_spec(name)]
assert not foreign, foreign

from identkit.identplus import Identplus

def provider(request):
    assert request.headers["authorization"] == "Bearer t"
    return httpx.Response(200, json={"id": "x", "process_status": "SCT_ACCEPTED", "created_at": "2020-10-01T11:00:29.041Z"})

http = httpx.Client(transport=httpx.MockTransport(provider))
with http, Identplus(token="t", base_url="https://identplus.example", http_client=http) as client:
    print(client.identchecks.get_status("x").process_status, sys.modules["identkit.identplus.client"].__file__)
"""


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the sdist, and the wheel that was made from it."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, TOP, cwd=out)
    return out


@pytest.fixture(scope="module")
def wanted() -> set[str]:
    """Every file of the roots, as it is imported."""
    files = [(path, root) for root in ROOTS for path in (TOP / root / "identkit").rglob("*") if path.is_file()]
    return {path.relative_to(TOP / root).as_posix() for path, root in files if path.suffix != ".pyc"}


def test_the_wheel_holds_the_roots_and_nothing_else(built: Path, wanted: set[str]) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        held = {name for name in wheel.namelist() if ".dist-info/" not in name}
        licences = [name for name in wheel.namelist() if name.endswith("LICENSE")]
    assert held == wanted
    assert "identkit/__init__.py" not in held, "identkit is a namespace of several roots"
    for package in ("core", "gopay", "identplus", "postident", "sandbox", "solaris"):
        assert f"identkit/{package}/py.typed" in held
    assert len(licences) == 1


def test_the_sdist_holds_what_the_wheel_is_made_of(built: Path, wanted: set[str]) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        held = {name.partition("/")[2] for name in sdist.getnames()}
    assert {name for root in ROOTS for name in (f"{root}/{file}" for file in wanted) if (TOP / name).exists()} <= held
    assert {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"} <= held
    assert not [name for name in held if name.startswith(("specs/", "tests/", ".venv"))]


def test_the_wheel_installed_alone_imports_and_makes_a_call(built: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    install = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*install, "--require-hashes", "-r", TOP / "requirements.lock", cwd=tmp_path)
    run(*install, "--no-deps", next(built.glob("*.whl")), cwd=tmp_path)
    run(python, "-m", "pip", "check", cwd=tmp_path)
    status, home = run(python, "-I", "-W", "error", "-c", USE, cwd=tmp_path).split()
    assert status == "SCT_ACCEPTED"
    assert Path(home).is_relative_to(tmp_path)
