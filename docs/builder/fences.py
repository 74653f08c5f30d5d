"""The samples of README.md and the documentation, as programs: what a page shows in its Python blocks runs from top to bottom.

Comments of HTML steer it; a reader of the page does not see them:

- `<!-- program -->`: the next block begins a new program;
- `<!-- hidden`, lines of Python, `-->`: part of the program that the page does not show;
- `<!-- types only: why -->`: the next block is type-checked, and not run;
- `<!-- skip: why -->`: the next block is neither.

`python -m docs.builder.fences DIR` writes the programs as modules, for the type checkers.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve, field, frozen

TOP = Path(__file__).resolve().parents[2]
LANGUAGES = frozenset({"python", "console", "json", "yaml", "toml", "text", "ini", "sql", "diff"})
_SANDBOX = "from identkit.sandbox import Sandbox as _Sandbox\n\n_sandbox = _Sandbox()\n"  # the test has the one that plays the providers
_PARTS = re.compile(
    r"^(?P<indent>[ ]*)```(?P<language>[^\n`]*)\n(?P<code>.*?)^(?P=indent)```[ ]*$"
    r"|^<!--\s*hidden\n(?P<hidden>.*?)^-->"
    r"|^[ ]*<!--\s*(?P<order>program|(?:skip|types only):[^>]*?)\s*-->",
    re.MULTILINE | re.DOTALL,
)


@frozen
class Fence:
    """One block."""

    page: str
    line: int
    language: str
    code: str
    reason: str = ""
    """Why it is not run."""
    typed: bool = False
    """Whether it is type-checked although it is not run."""


@frozen
class Program:
    """The Python blocks of a page from one `<!-- program -->` to the next."""

    page: str
    number: int
    blocks: tuple[Fence, ...] = field(default=())

    @property
    def name(self) -> str:
        """A module's name."""
        return re.sub(r"\W+", "_", self.page.removesuffix(".md")).strip("_").lower() + (f"_{self.number}" if self.number else "")

    @property
    def source(self) -> str:
        """All of it, each line where it stands in the page, so that a traceback leads there."""
        lines: list[str] = []
        for block in self.blocks:
            lines += [""] * (block.line - len(lines)) + block.code.splitlines()
        return "\n".join(lines) + "\n"


def pages() -> list[Path]:
    """README.md and every page of the documentation."""
    return [TOP / "README.md", *sorted(path for path in (TOP / "docs").rglob("*.md") if "theme" not in path.parts)]


def fences(path: Path) -> Iterator[Fence | str]:
    """The blocks of a page in order; `program` where a new one begins."""
    text, reason, check = path.read_text("utf-8"), "", False
    page = path.relative_to(TOP).as_posix()
    for match in _PARTS.finditer(text):
        if match["order"]:
            order, _, reason = (part.strip() for part in match["order"].partition(":"))
            if order == "program":
                yield order
            check = order == "types only"
            continue
        invisible = match["hidden"] is not None
        start = match.start("hidden" if invisible else "code")
        indent = len(match["indent"] or "")
        code = match["hidden"] if invisible else "\n".join(line[indent:] for line in match["code"].splitlines())
        yield Fence(page, text.count("\n", 0, start), "python" if invisible else match["language"].strip(), code, reason, check)
        reason, check = "", False


def programs(path: Path, *, to_type: bool = False) -> list[Program]:
    """The programs of a page that are run, or those that are type-checked."""
    result = [Program(path.relative_to(TOP).as_posix(), 0)]
    for each in fences(path):
        if isinstance(each, str):
            result.append(Program(result[0].page, len(result)))
        elif each.language == "python" and (not each.reason or (to_type and each.typed)):
            result[-1] = evolve(result[-1], blocks=(*result[-1].blocks, each))
    return [each for each in result if each.blocks]


def main() -> int:
    """Write every program into the folder."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.py"):
        old.unlink()
    for path in pages():
        for program in programs(path, to_type=True):
            source = program.source.lstrip("\n")
            behind = _SANDBOX if "_sandbox" in source else ""
            (folder / f"{program.name}.py").write_text(behind + source, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
