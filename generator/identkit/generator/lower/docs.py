"""Docstrings: text of a spec as readable, harmless Python literals."""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from attrs import frozen

from identkit.generator.ir import Code

WIDTH = 140
LONGEST: Final = 300_000  # characters of a text: the longest of a public document has 98,091
_CONTROLS: Final = {number: " " for number in (*range(32), 127) if chr(number) != "\n"}


@frozen
class Section:
    """A titled list of a docstring, such as `Args`."""

    title: str
    entries: tuple[tuple[str, str], ...]


def clean(text: str) -> str:
    """Text without control characters and trailing blanks; lines are kept. What is longer than anybody reads is cut."""
    plain = (text if len(text) <= LONGEST else f"{text[:LONGEST]}…").replace("\r\n", "\n")
    if not plain.isascii():
        plain = "".join(" " if unicodedata.category(char)[0] == "C" and char != "\n" else char for char in plain)
    plain = plain.translate(_CONTROLS)
    return "\n".join(line.rstrip() for line in plain.strip().split("\n"))


def sentence(text: str) -> str:
    """A text on one line that ends in a full stop."""
    line = " ".join(clean(text).split())
    return line if not line or line[-1] in ".!?:" else f"{line}."


def first_sentence(text: str) -> str:
    """The first sentence of a text, on one line."""
    line = sentence(text)
    for end in (". ", "! ", "? "):
        head, mark, _ = line.partition(end)
        if mark and not head.endswith(("e.g", "i.e", " z.B")):
            line = head + end[0]
    return line


def without_parentheses(text: str) -> str:
    """A text without what stands in parentheses."""
    return re.sub(r" ?\([^()]*\)", "", text)


def literal(text: str, indent: int = 4) -> Code:
    """A triple-quoted literal that evaluates to `text`, for code at `indent` blanks. Nothing in the text can end it early."""
    body = clean(text).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    if body.endswith('"'):
        body = body[:-1] + '\\"'
    lines = body.split("\n")
    pad = " " * indent
    if len(lines) == 1:
        return Code(f'"""{body}"""')
    return Code('"""' + "\n".join([lines[0], *(f"{pad}{line}" if line else "" for line in lines[1:])]) + f'\n{pad}"""')


def paragraphs(text: str, width: int) -> list[str]:
    """Paragraphs wrapped at `width`; lists and indented blocks keep their lines."""
    result: list[str] = []
    for block in clean(text).split("\n\n"):
        lines = block.split("\n")
        if any(line.startswith((" ", "-", "*", "|", "#", "1")) for line in lines):
            result.append(
                "\n".join(
                    piece for line in lines for piece in textwrap.wrap(line, width, subsequent_indent="  ", break_long_words=False) or [""]
                )
            )
        else:
            result.append("\n".join(textwrap.wrap(" ".join(lines), width, break_long_words=False, break_on_hyphens=False)))
    return [block for block in result if block]


def docstring(summary: str, text: str = "", sections: Sequence[Section] = (), source: str = "", indent: int = 4) -> Code:
    """A whole docstring as a literal: summary, text, sections, source. Of nothing it is no code."""
    width = WIDTH - indent
    head = textwrap.wrap(sentence(summary), width - 3, break_long_words=False, break_on_hyphens=False)
    parts = ["\n".join(head)] if head else []
    parts += paragraphs(text, width)
    for section in sections:
        if section.entries:
            lines = [f"{section.title}:"]
            for name, meaning in section.entries:
                lines += textwrap.wrap(
                    f"{name}: {sentence(meaning)}" if meaning else name,
                    width,
                    initial_indent="    ",
                    subsequent_indent="        ",
                    break_long_words=False,
                    break_on_hyphens=False,
                )
            parts.append("\n".join(lines))
    if source:
        parts.append(
            "\n".join(textwrap.wrap(f"Source: {source}", width, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False))
        )
    return literal("\n\n".join(parts), indent) if parts else Code("")


def comma(parts: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    items = list(parts)
    return f" {last} ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)
