"""Every document of the corpus, generated in one run and imported."""

import importlib
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from identkit.generator import run
from identkit.generator.report import Report
from identkit.generator.write import split

DOCUMENTS = Path(__file__).parent / "documents"


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder. Modules are short there, so that the larger packages come in parts."""
    output = tmp_path_factory.mktemp("corpus")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(split, "LINES", 60)
        patched.setattr(split, "PART", 60)
        outcome = run.generate(run.Options(DOCUMENTS, output, lenient=True), Report(io.StringIO(), io.StringIO()))
    made, _, described = outcome.summary.removesuffix(" operations").partition(" of ")
    assert made == described, outcome.summary
    return output


@pytest.fixture(scope="session")
def packages(generated: Path) -> Iterator[dict[str, ModuleType]]:
    """The packages by the names of their documents."""
    sys.path.insert(0, str(generated))
    importlib.invalidate_caches()
    try:
        names = [path.stem for path in DOCUMENTS.iterdir()]
        for name in names:
            importlib.import_module(f"identkit.{name}.models")
        yield {name: importlib.import_module(f"identkit.{name}") for name in names}
    finally:
        sys.path.remove(str(generated))
