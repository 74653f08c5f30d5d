"""The pictures in README.md: the demo as SVG, and what Chromium shows of one reference page and of the sandbox's page.

`make pictures` writes them to `docs/images/`, after `make docs`.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from identkit.sandbox import Sandbox

TOP = Path(__file__).resolve().parents[2]
IMAGES = TOP / "docs" / "images"
# Escape sequences of a terminal -> colour of the text that follows, on dark ground.
_COLOURS = {"0": "#c9d1d9", "1": "#ffffff", "2": "#8b949e", "31": "#ff938a", "32": "#7ee787"}
_LINES, _COLUMNS = 30, 160


def main() -> int:
    """Draw all three."""
    IMAGES.mkdir(exist_ok=True)
    colours = {**os.environ, "FORCE_COLOR": "1"}
    colours.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "identkit.sandbox.demo"]
    process = subprocess.run(command, cwd=TOP, env=colours, capture_output=True, text=True, check=True)
    lines = ["$ make demo", *process.stdout.strip("\n").splitlines()]
    (IMAGES / "demo.svg").write_text(terminal(lines[:_LINES]), "utf-8")
    with TemporaryDirectory() as folder:
        page = TOP / "site" / "providers" / "solaris" / "calls" / "identifications.create.html"
        photograph(page.as_uri(), IMAGES / "reference.png", Path(folder, "a"), (1280, 800))
        from identkit.sandbox import Sandbox

        with Sandbox(seed=7) as sandbox:
            _play(sandbox)
            photograph(sandbox.control.base_url, IMAGES / "sandbox.png", Path(folder, "b"), (1280, 1000))
    return 0


def _play(sandbox: "Sandbox") -> None:
    """Something to see: a person who was identified, one who is not yet, and cases."""
    from identkit.solaris import Solaris

    sandbox.postident.fill(2)
    sandbox.postident.fill(1, status="declined")
    with Solaris(**sandbox.solaris.credentials) as solaris:
        for name in ("X-AUTOTEST-HAPPYPATH", "X-MANUALTEST-HAPPYPATH"):
            person = solaris.persons.create(first_name=name, last_name="Doe")
            ident = solaris.identifications.create(person.id, method="idnow")
            solaris.identifications.request(person.id, ident.id)
    sandbox.clock.advance(minutes=5)


def terminal(lines: Sequence[str]) -> str:
    """Lines of text as a window, in the colours of the terminal."""
    height = 20 * len(lines) + 60
    pieces = [_pieces(line) for line in lines]
    width = round(7.25 * max(sum(len(text) for _, text in line) for line in pieces)) + 32
    rows = "".join(
        f'<text x="16" y="{52 + 20 * index}" xml:space="preserve">'
        + "".join(f'<tspan fill="{colour}">{escape(text)}</tspan>' for colour, text in line)
        + "</text>"
        for index, line in enumerate(pieces)
    )
    dots = "".join(
        f'<circle cx="{20 + 20 * index}" cy="18" r="6" fill="{fill}"/>' for index, fill in enumerate(("#ff5f57", "#febc2e", "#28c840"))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="make demo: each step of each flow with its HTTP call, its status and its outcome">'
        f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>{dots}'
        f'<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="12">{rows}</g></svg>\n'
    )


def _pieces(line: str) -> list[tuple[str, str]]:
    """Colours with the text that has them, as far as there is room."""
    result: list[tuple[str, str]] = []
    room, colour = _COLUMNS, _COLOURS["0"]
    for part in re.split(r"(\033\[\d+m)", line):
        if part.startswith("\033"):
            colour = _COLOURS[part[2:-1]]
        elif part and room > 0:
            result.append((colour, part if len(part) <= room else f"{part[: room - 1]}…"))
            room -= len(part)
    return result


def photograph(address: str, target: Path, profile: Path, size: tuple[int, int]) -> None:
    """What a browser shows at an address."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None:
        raise SystemExit("pictures need Chromium")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    flags += ["--disable-component-update", "--disable-sync", "--hide-scrollbars", f"--user-data-dir={profile}"]
    flags += [f"--window-size={size[0]},{size[1]}", "--virtual-time-budget=4000", f"--screenshot={target}"]
    subprocess.run([chromium, *flags, address], capture_output=True, check=True, timeout=120)


if __name__ == "__main__":
    sys.exit(main())
