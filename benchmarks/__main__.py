"""python -m benchmarks [WORD ...]: measure the rows whose text holds one of the words (all without any); table and results.json."""

import argparse
import json
import platform
import sys
from collections.abc import Iterator, Sequence

from benchmarks import calls, generation, site
from benchmarks.measure import TOP, Row


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every measured row keeps its budget."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure the budgets.")
    parser.add_argument("part", nargs="*", choices=["calls", "generation", "site", []], help="calls, generation or site; all unless named")
    parts = parser.parse_args(arguments).part or ["calls", "generation", "site"]
    print(f"{'what':44} {'against':44} {'ours':>10} {'theirs':>10} {'ratio':>7} {'budget':>7}")
    rows: list[Row] = []
    for row in _rows(parts):
        rows.append(row)
        over = "" if row.kept else "  OVER"
        figures = f"{row.ours:10.2f} {row.theirs:10.2f} {row.unit:2} {row.ratio:6.2f} {row.budget:7.2f}"
        print(f"{row.what:44} {row.against:44} {figures}{over}{f'  ({row.note})' if row.note else ''}", flush=True)
    results = {"python": platform.python_version(), "machine": platform.machine(), "rows": [row.as_json() for row in rows]}
    (TOP / "benchmarks" / "results.json").write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", "utf-8")
    return 0 if all(row.kept for row in rows) else 1


def _rows(parts: Sequence[str]) -> Iterator[Row]:
    if "calls" in parts:
        yield from calls.rows()
    if "generation" in parts:
        yield from generation.rows()
    if "site" in parts:
        yield from site.rows()


if __name__ == "__main__":
    sys.exit(main())
