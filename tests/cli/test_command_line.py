"""`identkit`: the commands are found, imported only when asked for, and say what is missing."""

import subprocess
import sys

import pytest

from identkit import cli
from identkit.cli.command import Command, Main


def test_without_a_command_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    assert cli.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert all(f"\n  {name} " in shown for name in cli.COMMANDS)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("identkit 0.")


def test_a_command_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["genrate"]) == 2
    assert "there is no command 'genrate'; there is" in capsys.readouterr().err


def test_a_command_whose_packages_are_missing_names_its_extra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def load() -> Main:
        raise ModuleNotFoundError(name="jinja2")

    monkeypatch.setattr(cli, "COMMANDS", {"generate": Command(load, "Generate.", "generator")})
    assert cli.main(["generate"]) == 2
    assert capsys.readouterr().err == "identkit generate needs jinja2: pip install 'identkit[generator]'\n"


@pytest.mark.parametrize("name", ["generate", "new"])
def test_without_the_tools_of_the_generator_its_extra_is_named(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def without_jinja(module: str) -> object:
        return None if module == "jinja2" else module

    monkeypatch.setattr(cli, "find_spec", without_jinja)
    assert cli.main([name, "--help"]) == 2
    assert capsys.readouterr().err == f"identkit {name} needs jinja2: pip install 'identkit[generator]'\n"


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_each_command_is_there(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([name, "--help"])
    assert (ended.value.code, "usage" in capsys.readouterr().out) == (0, True)


def test_no_command_is_imported_before_it_is_asked_for() -> None:
    asked = "any(name.startswith(('identkit.generator', 'identkit.sandbox', 'httpx')) for name in sys.modules)"
    code = f"import sys, identkit.cli; identkit.cli.main(['--help']); sys.exit({asked})"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
