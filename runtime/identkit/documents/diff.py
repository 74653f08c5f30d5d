"""`identkit diff OLD NEW`: what changed between two specs, in words, each change breaking, compatible or docs."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from identkit.documents.compare import Change, Kind, compare
from identkit.documents.files import UnreadableDocument, documents

__all__ = ["changes", "main", "unannounced"]


def changes(old: Path, new: Path) -> dict[str, list[Change]]:
    """Changes by document; a document that came or went is one change. The name is "" where two files are compared."""
    before, after = documents(old), documents(new)
    if old.is_file() and new.is_file():
        before, after = {"": next(iter(before.values()))}, {"": next(iter(after.values()))}
    gone = {name: [Change(Kind.BREAKING, name, "the document is gone")] for name in before.keys() - after.keys()}
    came = {name: [Change(Kind.COMPATIBLE, name, "new document")] for name in after.keys() - before.keys()}
    same = {name: compare(before[name], after[name]) for name in before.keys() & after.keys()}
    return dict(sorted({**gone, **came, **same}.items()))


def unannounced(found: Mapping[str, Sequence[Change]], changelog: str) -> list[str]:
    """Breaking changes that the changelog's first section does not tell: a line has to name both the document and the subject."""
    section = changelog.partition("\n## ")[2].partition("\n## ")[0].casefold()
    lines = section.split("\n- ")
    return [
        f"{name}: {each}"
        for name, each_found in found.items()
        for each in each_found
        if each.kind is Kind.BREAKING and not any(name.casefold() in line and each.subject.casefold() in line for line in lines)
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Ends with 1 when `--changelog` is given and does not tell a breaking change, with 2 when something cannot be read."""
    parser = argparse.ArgumentParser(
        prog="identkit diff", description="What changed between two specs; folders are compared document by document."
    )
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--no-docs", action="store_true", help="leave out changes of words")
    parser.add_argument("--changelog", type=Path, metavar="FILE", help="fail when its first section does not tell a breaking change")
    chosen = parser.parse_args(arguments)
    try:
        found = changes(chosen.old, chosen.new)
        silent = unannounced(found, chosen.changelog.read_text("utf-8")) if chosen.changelog else []
    except (UnreadableDocument, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if chosen.changelog:
        sys.stderr.writelines(f"{each} (not in {chosen.changelog})\n" for each in silent)
        return 1 if silent else 0
    for name, each_found in found.items():
        shown = [each for each in each_found if not (chosen.no_docs and each.kind is Kind.DOCS)]
        sys.stdout.writelines(f"{name}: {each}\n" if name else f"{each}\n" for each in shown)
    if not any(found.values()):
        sys.stdout.write("nothing changed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
