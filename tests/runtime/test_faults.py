"""docs/faults.md says what happens. `python -m tests.runtime.faults` writes it anew."""

import pytest

from tests.runtime import faults

ROWS = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in faults.DOCS.read_text("utf-8").splitlines() if "|" in line][
    2:
]
TAKING_TIME = {"silence", "a header line every 50 ms", "a byte every 50 ms", "100 Continue without end"}


def test_the_table_is_whole() -> None:
    assert [(fault, kind) for fault, kind, *_ in ROWS] == [(fault, kind.name) for fault in faults.FAULTS for kind in faults.KINDS]
    assert {then for *_, then in ROWS} == {"as new"}
    assert all(int(seen) <= 1 for _, kind, seen, *_ in ROWS if kind == "never")


@pytest.mark.parametrize("asynchronous", [False, True], ids=["threads", "tasks"])
@pytest.mark.parametrize("fault", [pytest.param(name, marks=pytest.mark.slow if name in TAKING_TIME else ()) for name in faults.FAULTS])
def test_a_fault_does_what_the_table_says(fault: str, *, asynchronous: bool) -> None:
    for kind in faults.KINDS:
        row = faults.outcome(kind, faults.FAULTS[fault], asynchronous=asynchronous)
        assert (fault, kind.name, str(row.seen), row.raised, "as new" if row.as_new else "BROKEN") in ROWS
