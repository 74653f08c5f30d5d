"""The commands that drive the sandbox that runs, and the scripts that complete them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from identkit.sandbox import Sandbox
from identkit.sandbox.__main__ import main
from identkit.sandbox._engine import commands, running, tables


@pytest.fixture
def shell(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    monkeypatch.setenv("SANDBOX_CONTROL_BASE_URL", sandbox.control.base_url)
    return sandbox


def test_commands(shell: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    started = shell.clock.now()
    assert main(["advance", "11m"]) == 0
    assert shell.clock.now() - started == 660
    assert main(["fault", "solaris", "--status", "503", "--times", "2"]) == 0
    assert [fault.times for fault in shell.solaris.faults.active()] == [2]
    assert main(["trigger", "gopay", "DENIED_FRAUD", "--json"]) == 0
    out = capsys.readouterr().out
    case = json.loads(out[out.index("{") :])["case"]
    assert (case["outcome"], case["reason"]) == ("rejected", "DENIED_FRAUD")
    assert main(["walk", "gopay", case["id"], "identified"]) == 0
    assert "verified" in capsys.readouterr().out
    for command in ("status", "health", "now", "requests", "cases", "states", "deliveries", "scenarios", "reset"):
        assert main([command]) == 0
    for command in ("events", "subscriptions"):
        assert main([command, "postident"]) == 0
    assert "video.declined.110" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["trigger", "solaris", "identification.sucessful"], "near are identification.successful"),
        (["trigger", "solaris", "identification.aborted.tech_timeout"], "near are identification.aborted.TECH_TIMEOUT"),
        (["cases", "nobody"], "no provider 'nobody'; there are gopay"),
        (["walk", "postident", "NOPE", "video"], "there is no case 'NOPE'"),
        (["forward", "gopay", "http://127.0.0.1:9/"], "the document describes no webhooks"),
        (["fault", "solaris", "--status", "9999"], "sandbox: status is too large, maximum is 599"),
        (["requests", "--limit", "0"], "sandbox: limit is too small"),
        (["advance", "99999999999d"], "sandbox: seconds is too large"),
    ],
)
def test_errors_help(shell: Sandbox, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
    assert main(arguments) == 1
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["fault", "solaris", "--times", "x"], "'x' is no number of requests"),
        (["fault", "solaris", "--times", "0"], "'0' is no number of requests"),
        (["fault", "solaris", "--body", "{"], "'{' is no JSON"),
        (["advance", "11 minutes"], "is no duration such as 11m"),
        (["forward", "solaris"], "usage: identkit sandbox forward"),
        (["settings", "postident", "list_limit"], "usage: identkit sandbox settings"),
    ],
)
def test_a_wrong_command_line_is_told(shell: Sandbox, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert (ended.value.code, told in capsys.readouterr().err) == (2, True)


def test_the_clock_has_an_end(shell: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    with Sandbox() as sandbox:
        sandbox.clock.advance(days=365 * 6900)
        with pytest.raises(ValueError, match="the clock ends with the year 8999"):
            sandbox.clock.advance(days=36500)
        assert sandbox.clock.datetime().year == 8921
    assert main(["now"]) == 0


def test_many_cases_at_once(shell: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trigger", "postident", "video.success", "--times", "300"]) == 0
    assert len(shell.postident.cases()) == 300
    assert main(["cases", "postident", "--limit", "300"]) == 0
    assert capsys.readouterr().out.count("verified") == 301  # the last one is told as well


def test_a_table_fits_its_terminal_and_is_whole_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"name": "a", "text": "word " * 40, "link": "http://127.0.0.1:4400/a/long/one"}, {"name": "b", "text": "", "link": ""}]
    assert len(tables.table(rows, ["name", "text", "link"]).splitlines()) == 3
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "70")
    lines = tables.table(rows, ["name", "text", "link"]).splitlines()
    assert max(map(len, lines)) <= 70
    assert sum(line.count("word") for line in lines) == 40
    assert any("http://127.0.0.1:4400/a/long/one" in line for line in lines)


def test_without_a_sandbox(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert main(["now"]) == 1
    assert "start one with `identkit sandbox`" in capsys.readouterr().err
    address = running.Address("http://127.0.0.1:9", "t")
    running.tell(address)
    assert running.known() == address
    assert main(["now"]) == 1
    running.forget()
    assert running.known() is None


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
def test_completion_knows_all_commands(shell_name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell_name]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in commands.COMMANDS)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not there")
def test_the_calls_of_the_page_about_the_sandbox_work_with_curl(shell: Sandbox) -> None:
    page = Path(__file__).parents[2].joinpath("docs", "sandbox.md").read_text("utf-8")
    lines = [line.removeprefix("$ ") for line in page.splitlines() if line.startswith("$ curl")]
    assert len(lines) == 7
    for line in lines:
        command = ["bash", "-c", f"{line.replace('http://127.0.0.1:4400', shell.control.base_url)} --silent --noproxy '*'"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, (line, done.stdout, done.stderr)
        assert json.loads(done.stdout) is not None


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not there")
@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("identkit ex", "explain"),
        ("identkit sandbox tr", "trigger"),
        ("identkit sandbox trigger gop", "gopay"),
        ("identkit sandbox trigger gopay DENIED_FR", "DENIED_FRAUD"),
        ("identkit sandbox walk --js", "--json"),
        ("identkit sandbox completion z", "zsh"),
    ],
)
def test_bash_completes(shell: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: str, completed: str) -> None:
    assert main(["completion", "bash"]) == 0
    script = tmp_path / "completion"
    script.write_text(capsys.readouterr().out)
    ask = f'source {script}; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _identkit; echo "${{COMPREPLY[@]}}"'
    command = f'identkit() {{ {sys.executable} -m identkit.cli "$@"; }}; {ask}'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.split() == [completed]
