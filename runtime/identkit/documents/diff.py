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
    result = {name: [Change(Kind.BREAKING, name, "the document is gone")] for name in before.keys() - after.keys()}
    came = {name: [Change(Kind.COMPATIBLE, name, "new document")] for name in after.keys() - before.keys()}
    same = {name: compare(before[name], after[name]) for name in before.keys() & after.keys()}
    return dict(sorted({**result, **came, **same}.items()))


def unannounced(differences: Mapping[str, Sequence[Change]], changelog: str) -> list[str]:
    """Breaking changes that the changelog's first section does not tell: a line has to name both the document and the subject."""
    section = changelog.partition("\n## ")[2].partition("\n## ")[0].casefold()
    lines = section.split("\n- ")
    return [
        f"{name}: {each}"
        for name, each_list in differences.items()
        for each in each_list
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
    options = parser.parse_args(arguments)
    try:
        differences = changes(options.old, options.new)
        silent = unannounced(differences, options.changelog.read_text("utf-8")) if options.changelog else []
    except (UnreadableDocument, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if options.changelog:
        sys.stderr.writelines(f"{each} (not in {options.changelog})\n" for each in silent)
        return 1 if silent else 0
    for name, each_list in differences.items():
        lines = [each for each in each_list if not (options.no_docs and each.kind is Kind.DOCS)]
        sys.stdout.writelines(f"{name}: {each}\n" if name else f"{each}\n" for each in lines)
    if not any(differences.values()):
        sys.stdout.write("nothing changed\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
