"""The sandbox as a program, the demo, and the pytest fixture as somebody else's project sees it."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from identkit.core.status import Outcome
from identkit.sandbox import Sandbox, demo
from identkit.sandbox import __main__ as serving
from identkit.sandbox._engine import registry
from identkit.sandbox._engine.story import Flow, Row, Story


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_the_program_tells_urls_and_credentials_and_ends_quietly_when_asked(end: signal.Signals) -> None:
    command = [sys.executable, "-m", "identkit.sandbox", "--seed", "3"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        try:
            told = _told(program)
            assert list(told) == ["control", *registry.names()]
            headers = {"authorization": f"Bearer {told['identplus']['token']}", "accept": "application/json"}
            answer = httpx.get(f"{told['identplus']['base_url']}/api/v1/identchecks/status/x.json", headers=headers, trust_env=False)
            assert (answer.status_code, answer.json()) == (404, {"base": ["record not found"]})
            program.send_signal(end)
            _, complaints = program.communicate(timeout=60)
            assert (program.returncode, complaints) == (0, "")
        finally:
            program.kill()


def _told(program: subprocess.Popen[str]) -> dict[str, dict[str, str]]:
    """What the program prints before it serves: provider -> argument -> value."""
    assert program.stdout is not None
    told: dict[str, dict[str, str]] = {}
    for line in program.stdout:
        if line.startswith("Serving"):
            break
        name, _, rest = line.partition(" ")
        current = told.setdefault(name, {}) if name else told[list(told)[-1]]
        argument, _, value = rest.strip().partition("=")
        current[argument] = value
    return told


def test_without_the_extra_it_says_which() -> None:
    code = "import sys; sys.modules['starlette'] = None; import runpy; runpy.run_module('identkit.sandbox', run_name='__main__')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.endswith("ModuleNotFoundError: the sandbox needs identkit[sandbox]: there is no starlette\n")


def test_a_port_that_cannot_be_had_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(SystemExit) as ended:
        serving.main(["--port", str(taken.getsockname()[1])])
    assert (ended.value.code, "cannot be served: Address already in use" in capsys.readouterr().err) == (2, True)
    for port in ("65536", "-1", "http"):
        with pytest.raises(SystemExit) as ended:
            serving.main(["--port", port])
        assert ended.value.code == 2


def test_a_sandbox_without_files_left_says_so_and_does_not_wait() -> None:
    code = (
        "import os, resource; from identkit.sandbox import Sandbox; sandbox = Sandbox(); sandbox.clock\n"
        "free = os.dup(0); os.close(free); resource.setrlimit(resource.RLIMIT_NOFILE, (free + 2, free + 2))\n"
        "try: sandbox.identplus\n"
        "except OSError as error: print(error.strerror)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == "the server did not start, its thread says why\n", done.stderr


@pytest.mark.parametrize("name", registry.names())
def test_every_demo_flow_ends_as_expected(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert demo.main([name]) == 0
    assert "all as expected" in capsys.readouterr().out


def test_a_demo_that_ends_otherwise_says_so_and_fails(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def wrong(story: Story) -> None:
        story.step("Ask for nobody", lambda: 1 / 0, outcome=Outcome.VERIFIED)

    def hopeless(name: str) -> list[Flow]:
        return [Flow("hopeless", wrong)]

    monkeypatch.setattr(registry, "flows", hopeless)
    assert demo.main(["identplus"]) == 1
    told = capsys.readouterr().out
    assert "unexpected ZeroDivisionError" in told
    assert "1 flows, 1 not as expected" in told


@pytest.mark.parametrize(("columns", "call"), [(80, ""), (110, "POST /api/v1/identchecks.js…"), (160, "POST /api/v1/identchecks.json")])
def test_the_demo_fits_its_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: int, call: str) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    screen = demo.Screen(colour=False)
    screen.row(Row("Create an identcheck", "POST /api/v1/identchecks.json", "201", "rejected: CHECK_BANK_CONNECT"))
    (line,) = capsys.readouterr().out.splitlines()
    assert len(line) <= columns
    assert line.endswith("  rejected: CHECK_BANK_CONNECT")
    assert call in line
    assert ("POST" in line) == bool(call)


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_the_live_demo_keeps_a_sandbox_up_until_it_is_asked_to_end(end: signal.Signals) -> None:
    command = [sys.executable, "-m", "identkit.sandbox.demo", "--live", "identplus"]
    environment = {**os.environ, "BROWSER": "true"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as program:
        try:
            assert program.stdout is not None
            address = next(line.split()[-1] for line in program.stdout if line.startswith("The sandbox is up"))
            program.stdout.readline()
            assert "identkit sandbox" in httpx.get(address, trust_env=False).text
            assert len(httpx.get(f"{address}v1/cases", headers={"authorization": "Bearer any"}, trust_env=False).json()) > 8
            program.send_signal(end)
            _, complaints = program.communicate(timeout=60)
            assert (program.returncode, complaints) == (0, "")
        finally:
            program.kill()


def test_who_has_seen_enough_of_the_demo_gets_no_traceback() -> None:
    command = [sys.executable, "-m", "identkit.sandbox.demo", "identplus"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""


def test_the_fixture_gives_a_running_sandbox(identkit_sandbox: Sandbox) -> None:
    assert identkit_sandbox.identplus.base_url.startswith("http://127.0.0.1:")
    assert identkit_sandbox.defects == []


def test_the_fixture_fails_a_test_in_which_the_sandbox_was_at_fault(tmp_path: Path) -> None:
    (tmp_path / "test_users.py").write_text(
        "def test_fine(identkit_sandbox):\n"
        "    assert identkit_sandbox.identplus.credentials\n"
        "def test_at_fault(identkit_sandbox):\n"
        "    identkit_sandbox.identplus.defects.append('identchecks.create: answer id: required')\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "identplus: identchecks.create: answer id: required" in done.stdout
    assert "2 passed, 1 error" in done.stdout
