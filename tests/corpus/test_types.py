"""The output is typed: one run of each checker over every document of the corpus, with nothing ignored."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATHS = [str(ROOT / folder) for folder in ("runtime", "overrides")]

# What is chosen in a call decides on the type of what it returns, in both flavours and in their views.
USES = """
from pathlib import Path
from typing import Literal, assert_type

from identkit.core import _kit
from identkit.media import Media
from identkit.media.models import MediaMixedpdfAnswer
from identkit.offers import AsyncOffers, Offers
from identkit.offers.models import Report
from identkit.parts import Parts
from identkit.unusual import Unusual
from identkit.unusual.models import Firm, Person, PersonAndFirm


def use(client: Offers, kind: Literal["text/csv", "application/pdf"]) -> None:
    assert_type(client.reports.get("x"), Report)
    assert_type(client.reports.get("x", accept_="text/csv"), str)
    assert_type(client.reports.get("x", accept_=kind), str | bytes)
    assert_type(client.reports.get("x", accept_="application/pdf", to=Path("x")), _kit.SavedFile)
    assert_type(client.reports.with_response.get("x", accept_="application/pdf").data, bytes)
    assert_type(client.versions.same(accept="application/json"), Report)


async def use_twin(client: AsyncOffers) -> None:
    assert_type(await client.reports.get("x", accept_="text/csv"), str)
    assert_type(await client.reports.get("x", accept_="application/pdf", to="x"), _kit.SavedFile)
    assert_type((await client.reports.with_response.get("x")).data, Report)


def send(parts: Parts) -> None:
    parts.lines.send([{"item_id": 1}])
    parts.lines.send(b"{}")
    parts.forms.either(image=[b"x"], source="https://x")
    parts.forms.either(image=("a.png", b"x"))
    parts.texts.number(1.5)
    parts.texts.table("a,b")


def use_others(media: Media, unusual: Unusual) -> None:
    assert_type(media.media.mixedpdf(), MediaMixedpdfAnswer | None)
    assert_type(media.media.mixedpdf(accept="application/pdf", to="x"), _kit.SavedFile | None)
    assert_type(media.media.redirfile(to="x"), _kit.SavedFile | str)
    assert_type(unusual.several.post(PersonAndFirm(name="n", vat="DE")), list[Person | Firm | PersonAndFirm])
"""


@pytest.mark.types
def test_mypy_pyright_and_ruff_find_nothing(generated: Path, tmp_path: Path) -> None:
    assert [*generated.glob("identkit/*/resources/_*_01.py")], "no resource is long enough to come in parts"
    (generated / "pyrightconfig.json").write_text(  # it stands beside the output, for pyright passes over whole paths to include
        json.dumps({"typeCheckingMode": "strict", "include": ["identkit"], "extraPaths": PATHS, "pythonVersion": "3.11"})
    )
    (generated / "identkit" / "uses.py").write_text(USES)
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
