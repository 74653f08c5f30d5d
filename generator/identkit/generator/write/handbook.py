"""The section of `specs/README.md` about extensions, written from the vocabulary.

A specs folder whose README has the two marks gets it between them; everything around stays as it is.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from identkit.generator.check.vocabulary import KEYWORDS, Keyword
from identkit.generator.write.publish import CannotPublish

NAME: Final = "README.md"
BEGIN: Final = "<!-- extensions: written by `make generate`, do not edit -->"
END: Final = "<!-- extensions end -->"


def section(keywords: Iterable[Keyword] = KEYWORDS.values()) -> str:
    """The table of all extensions, then kinds and examples of those that have some."""
    order = sorted(keywords, key=lambda each: each.name)
    rows = [f"| `{each.name}` | {', '.join(each.on)} | {_cell(each.meaning)} | {', '.join(each.readers)} |" for each in order]
    table = ["| extension | stands on | meaning | read by |", "|---|---|---|---|", *rows]
    return "\n".join([*table, *(line for each in order if each.kinds or each.example for line in _details(each))])


def updated(text: str) -> str:
    """The text of a README with the section as it should be; without the marks the text itself."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{section()}\n\n{END}{after}" if begin and end else text


def bring_up_to_date(specs: Path, *, check: bool) -> tuple[str, ...]:
    """Write the section where it differs; with `check` only say so. Returns the names of changed files. Raises CannotPublish."""
    place = specs / NAME
    try:
        text = place.read_text("utf-8")
        if updated(text) == text:
            return ()
        if not check:
            place.write_text(updated(text), "utf-8", newline="\n")
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise CannotPublish(f"{specs.name}/{NAME}: {error}") from error
    return (f"{specs.name}/{NAME}",)


def _details(each: Keyword) -> Iterator[str]:
    yield from ("", f"### `{each.name}`", "")
    if each.kinds:
        yield from (f"- `{kind}`: {_cell(text)}" for kind, text in each.kinds.items())
    if each.kinds and each.example:
        yield ""
    if each.example:
        yield from ("```yaml", each.example, "```")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
