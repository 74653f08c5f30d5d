"""Our specs are pleasant to read: short lines, and each value of an enum written once."""

from pathlib import Path

import pytest

SPECS = Path(__file__).parents[2] / "specs"


@pytest.mark.parametrize("path", sorted(SPECS.rglob("*.yaml")), ids=lambda path: path.relative_to(SPECS).as_posix())
def test_a_spec_has_short_lines_and_no_parallel_lists(path: Path) -> None:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        assert len(line) <= 140, number
        assert not line.lstrip().startswith("x-enum-"), number
