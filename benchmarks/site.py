"""What the site costs: to build, and to load. Budgets are absolute here: there is nothing to compare it with."""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, run

BUILD_SECONDS, FIRST_PAGE_KIB, HEAVIEST_PAGE_KIB = 60, 600, 900


def rows() -> Iterator[Row]:
    """All rows of this module."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        run(sys.executable, "-m", "docs.builder", "--site", folder)
        sizes = json.loads((site / "built.json").read_text("utf-8"))
    pages = f"{sizes['pages']} pages, {sizes['site_mib']} MiB in all"
    yield Row("build the site", f"{BUILD_SECONDS} s", sizes["seconds"], BUILD_SECONDS, "s", 1.0, pages)
    yield Row("first page with all it loads", f"{FIRST_PAGE_KIB} KiB", sizes["first_page_kib"], FIRST_PAGE_KIB, "K", 1.0)
    yield Row("heaviest page itself", f"{HEAVIEST_PAGE_KIB} KiB", sizes["heaviest_page_kib"], HEAVIEST_PAGE_KIB, "K", 1.0)
