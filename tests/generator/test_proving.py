"""What a generated package does when it is imported decides whether it is published. The forks that the other tests use say the same."""

import pytest

from identkit.generator.write import prove
from tests.generator.proving import Prover

FILES = {
    "identkit/good/__init__.py": "import identkit.core._kit\nprint('anything')\n",
    "identkit/bad/__init__.py": "import nowhere_at_all\n",
    "identkit/bad/models.py": "",
    "acme/pay/__init__.py": "import sys\nsys.exit('enough')\n",
}
PACKAGES = ("identkit.good", "identkit.bad", "acme.pay")


@pytest.fixture(params=["an interpreter", "a fork"])
def way(request: pytest.FixtureRequest, forks: Prover, monkeypatch: pytest.MonkeyPatch) -> None:
    assert prove._run is forks
    if request.param == "an interpreter":
        monkeypatch.setattr(prove, "_run", forks.replaced)


@pytest.mark.usefixtures("way")
def test_what_does_not_import_is_named() -> None:
    nowhere = "ModuleNotFoundError: No module named 'nowhere_at_all'"
    assert prove.failures(FILES, PACKAGES) == [
        prove.Failure("identkit.bad", "", nowhere),
        prove.Failure("identkit.bad.models", "", nowhere),
        prove.Failure("acme.pay", "", "SystemExit: enough"),
    ]


@pytest.mark.usefixtures("way")
def test_what_ends_the_process_is_no_proof() -> None:
    (failure,) = prove.failures(
        {"identkit/bad/__init__.py": "import os, sys\nsys.stderr.write('oh')\nsys.stderr.flush()\nos._exit(3)\n"}, ["identkit.bad"]
    )
    assert failure.reason == "importing the generated modules ended with 3: oh"


@pytest.mark.usefixtures("way")
def test_what_does_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prove, "SECONDS", 1)
    (failure,) = prove.failures({"identkit/bad/__init__.py": "import time\ntime.sleep(600)\n"}, ["identkit.bad"])
    assert failure.reason == "importing the generated modules takes more than 1 seconds"


def test_a_package_may_have_more_modules_than_a_command_line_takes(forks: Prover, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prove, "_run", forks.replaced)
    names = [f"{'of_a_rather_long_name_' * 5}{at}" for at in range(1_500)]  # a single argument ends at 128 KiB
    files = {f"acme/pay/{name}.py": "" for name in names} | {"acme/pay/__init__.py": "", f"acme/pay/{names[-1]}.py": "1 / 0\n"}
    assert prove.failures(files, ["acme.pay"]) == [prove.Failure(f"acme.pay.{names[-1]}", "", "ZeroDivisionError: division by zero")]
