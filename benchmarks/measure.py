"""Ratios: both sides are measured in turns in the same run, so that a busy machine slows both."""

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from attrs import asdict, frozen

TOP = Path(__file__).resolve().parents[1]


@frozen
class Row:
    """One budget. `ours` and `theirs` are in `unit`; the ratio has to stay at or below `budget`."""

    what: str
    against: str
    ours: float
    theirs: float
    unit: str
    budget: float
    note: str = ""

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    @property
    def kept(self) -> bool:
        return self.ratio <= self.budget

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": round(self.ratio, 3), "kept": self.kept}


def children() -> float:
    """Processor time of all ended child processes, in seconds."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def middle(sides: Sequence[Callable[[], object]], rounds: int, clock: Callable[[], float] = time.process_time) -> list[float]:
    """The median processor time of each side in seconds, over `rounds` turns."""
    times: list[list[float]] = [[] for _ in sides]
    for side in sides:
        side()
    for _ in range(rounds):
        for side, seconds in zip(sides, times, strict=True):
            start = clock()
            side()
            seconds.append(clock() - start)
    return [median(seconds) for seconds in times]


def fastest(
    sides: Sequence[Callable[[], object]], rounds: int, inner: int = 1, clock: Callable[[], float] = time.process_time
) -> list[float]:
    """The shortest processor time of each side in seconds, over `rounds` turns of `inner` calls: the one least disturbed by others."""
    best = [float("inf")] * len(sides)
    for side in sides:
        side()  # imports, caches, first allocations
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for index, side in enumerate(sides):
                start = clock()
                for _ in range(inner):
                    side()
                best[index] = min(best[index], (clock() - start) / inner)
    finally:
        gc.enable()
    return best


def run(*command: str, cwd: Path = TOP, **environment: str) -> str:
    """Run a command to its end; its output. Fails loudly."""
    process = subprocess.run(command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command[:4])}: {process.stderr[-2000:] or process.stdout[-2000:]}")
    return process.stdout


def python(code: str) -> Callable[[], object]:
    """A fresh interpreter that runs `code`. -I: what the shell's environment says changes nothing."""
    return lambda: run(sys.executable, "-I", "-c", code)
