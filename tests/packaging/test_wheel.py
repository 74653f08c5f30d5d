"""The wheel, built from the tree and installed alone: it imports and calls with what the library itself needs, and nothing more.

Also frozen: PyInstaller finds what an application needs by reading it, so every import must stand somewhere in words.
"""

import json
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from identkit.gopay import GoPay
from identkit.identplus import Identplus
from identkit.postident import Postident
from identkit.sandbox import Sandbox
from identkit.sandbox.gopay import visit
from tests.identplus.partner import PARTNER

pytestmark = pytest.mark.wheel

TOP = Path(__file__).parents[2]
INSTALL = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
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


@pytest.fixture(scope="module")
def python(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with the wheel and what it depends on."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home / "venv", with_pip=True)
    python = home / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    run(python, *INSTALL, "--require-hashes", "-r", TOP / "requirements.lock", cwd=home)
    run(python, *INSTALL, "--no-deps", next(built.glob("*.whl")), cwd=home)
    return python


def test_the_wheel_installed_alone_imports_and_makes_a_call(python: Path, tmp_path: Path) -> None:
    run(python, "-m", "pip", "check", cwd=tmp_path)
    status, home = run(python, "-I", "-W", "error", "-c", USE, cwd=tmp_path).split()
    assert status == "SCT_ACCEPTED"
    assert Path(home).is_relative_to(python.parents[1])


# What stands in for the rest of an application's world, and makes freezing slow.
LEFT_OUT = ("tkinter", "unittest", "pydoc", "sqlite3", "setuptools", "pip", "lib2to3", "test", "multiprocessing", "xml")


def test_a_frozen_application_reads_refusals_encrypted_results_and_consents(python: Path, tmp_path: Path) -> None:
    """Last: PyInstaller joins the environment, in the versions and with the hashes of the lock."""
    lock = re.split(r"\n(?=\S)", (TOP / "requirements-dev.lock").read_text("utf-8"))
    tools = [each for each in lock if re.match(r"(altgraph|packaging|pyinstaller|pyinstaller-hooks-contrib|setuptools)==", each)]
    (tmp_path / "tools.lock").write_text("\n".join(tools), "utf-8")
    run(python, *INSTALL, "--no-deps", "--require-hashes", "-r", tmp_path / "tools.lock", cwd=tmp_path)
    exclude = [part for name in LEFT_OUT for part in ("--exclude-module", name)]
    freeze: tuple[str | Path, ...] = (
        python,
        "-m",
        "PyInstaller",
        "--onedir",
        "--console",
        "--noconfirm",
        "--log-level",
        "WARN",
        "--name",
        "app",
        *exclude,
    )
    run(*freeze, Path(__file__).with_name("frozen.py"), cwd=tmp_path)
    key = rsa.generate_private_key(65537, 2048).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    with Sandbox(seed=7) as sandbox:
        case = started(sandbox)
        with GoPay(**sandbox.gopay.credentials) as gopay:
            answer = visit(gopay.consent.url(redirect_uri="https://shop.example/back", state="s1"), scenario="identified")
        with Identplus(**sandbox.identplus.credentials) as identplus:
            check = identplus.identchecks.create(**PARTNER).id
        told = {
            "identplus": {"login": login(sandbox.identplus), "check": check},
            "solaris": {"login": login(sandbox.solaris)},
            "postident": {"login": login(sandbox.postident), "case": case, "key": key},
            "gopay": {"login": login(sandbox.gopay), "answer": answer, "store": str(tmp_path / "tokens.json")},
        }
        done = subprocess.run(
            [tmp_path / "dist/app/app"], input=json.dumps(told), cwd=tmp_path, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "frozen": True,
        "identplus": "pending",
        "solaris": ["MOBILE_NUMBER_NOT_VERIFIED", "Verify the mobile number and retry the call."],
        "postident": ["rejected", "11", "110"],
        "gopay": "verified",
    }


def login(provider: Any) -> dict[str, Any]:
    """What another process needs to call a provider of the sandbox."""
    return {name: value for name, value in provider.credentials.items() if name != "clock"}


def started(sandbox: Sandbox) -> str:
    """A case of POSTIDENT that was declined, its result to be read encrypted only."""
    with Postident(**sandbox.postident.credentials) as postident:
        case = postident.cases.create().case_id
    sandbox.postident.walk(case, "video", "declined", reason="110")
    sandbox.postident.encryption = "mandatory"
    return case
