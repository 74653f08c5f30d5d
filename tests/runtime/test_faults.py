"""docs/faults.md says what happens. `python -m tests.runtime.faults` writes it anew."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.runtime import faults

ROWS = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in faults.DOCS.read_text("utf-8").splitlines() if "|" in line][
    2:
]


def test_the_table_is_whole() -> None:
    assert [(fault, kind) for fault, kind, *_ in ROWS] == [(fault, kind.name) for fault in faults.FAULTS for kind in faults.KINDS]
    assert {then for *_, then in ROWS} == {"as new"}
    assert all(int(seen) <= 1 for _, kind, seen, *_ in ROWS if kind == "never")


@pytest.mark.parametrize("asynchronous", [False, True], ids=["threads", "tasks"])
@pytest.mark.parametrize("fault", list(faults.FAULTS))
def test_a_fault_does_what_the_table_says(fault: str, *, asynchronous: bool) -> None:
    timeouts = (None, 3.0, 30.0) if fault in faults.TAKING_TIME else (None,)  # for a machine too busy for an attempt of 0.3 s

    def rows(kind: faults.Kind) -> list[tuple[str, ...]]:
        seen: list[tuple[str, ...]] = []
        for timeout in timeouts:
            row = faults.outcome(kind, fault, asynchronous=asynchronous, timeout=timeout)
            seen.append((fault, kind.name, str(row.seen), row.raised, "as new" if row.as_new else "BROKEN"))
            if seen[-1] in ROWS:
                break
        return seen

    with ThreadPoolExecutor() as pool:  # most of it is waiting
        for seen in pool.map(rows, faults.KINDS):
            assert seen[-1] in ROWS, seen
