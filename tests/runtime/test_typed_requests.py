"""What a caller passes in the place of a model is typed: a misspelt key is seen by type checkers, and refused at run time."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from identkit.core import RequestInvalid
from identkit.identplus import Identplus
from identkit.solaris import Solaris

TOP = Path(__file__).parents[2]
GOOD = """
from identkit.identplus import Identplus
from identkit.solaris import AsyncSolaris, Solaris
from identkit.solaris.models import AddressData, AddressDataParams, Person


def make(solaris: Solaris, identplus: Identplus) -> Person:
    address: AddressDataParams = {"line_1": "A street 1", "city": "Berlin", "country": "DE"}
    solaris.persons.create(first_name="Jane", address=address, contact_address=AddressData(line_1="x"), timeout=3)
    solaris.persons.update("p1", nace_code="A", industry=None, employment_status="NAMED_BY_NO_GUIDE")
    solaris.identifications.create("p1", method="of_tomorrow", proof_of_address_type=str(address))  # any text may stand beside the enum
    reveal = solaris.persons.with_response.create(first_name="Jane", address={"city": "Berlin"})
    return reveal.data


async def make_async(solaris: AsyncSolaris) -> Person:
    return await solaris.persons.create(first_name="Jane", address={"city": "Berlin"})
"""
BAD = """
from identkit.identplus import Identplus
from identkit.solaris import Solaris


def misspell(solaris: Solaris, identplus: Identplus) -> None:
    solaris.persons.create(frist_name="Jane")
    solaris.persons.create(first_name="Jane", address={"ctiy": "Berlin"})
    solaris.persons.update("p1", address={"city": 5})
    solaris.persons.update("p1", employment_status=5)
    solaris.identifications.create("p1", method="idnow", language="named by nobody")
    identplus.identchecks.create(ident_code="test123")
"""


def complaints(tool: str, *paths: Path) -> list[set[int]]:
    """The lines that a type checker complains about in each file."""
    options = ["--strict", "--no-error-summary", "--cache-dir", str(TOP / ".mypy_cache")] if tool == "mypy" else []
    done = subprocess.run([sys.executable, "-m", tool, *options, *map(str, paths)], cwd=TOP, capture_output=True, text=True, check=False)
    marked = [[line for line in done.stdout.splitlines() if path.name in line and "error" in line] for path in paths]
    return [
        {int(line.partition(f"{path.name}:")[2].partition(":")[0]) for line in lines} for path, lines in zip(paths, marked, strict=True)
    ]


@pytest.mark.types
@pytest.mark.parametrize("tool", ["mypy", "pyright"])
def test_type_checkers_see_a_misspelt_key_and_a_missing_one(tool: str, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text("# pyright: strict\n" + GOOD, "utf-8")
    bad.write_text("# pyright: strict\n" + BAD, "utf-8")
    lines = BAD.splitlines()
    assert complaints(tool, good, bad) == [set(), {index + 2 for index, line in enumerate(lines) if "(" in line and "def" not in line}]


@pytest.mark.parametrize(
    ("given", "name"), [({"frist_name": "Jane"}, "frist_name"), ({"first_name": "Jane", "address": {"ctiy": "Berlin"}}, "address.ctiy")]
)
def test_a_misspelt_key_is_refused_before_anything_is_sent(given: dict[str, Any], name: str) -> None:
    with Solaris(client_id="a", client_secret="b") as solaris, pytest.raises(RequestInvalid) as caught:
        solaris.persons.create(**given)
    assert list(caught.value.errors) == [name]


def test_everything_that_is_missing_is_told() -> None:
    with Identplus(token="t", base_url="https://127.0.0.1:1") as identplus, pytest.raises(RequestInvalid) as caught:
        identplus.identchecks.create(ident_code="test123")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    assert len(caught.value.errors) == 16
