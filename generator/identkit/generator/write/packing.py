"""Long calls over several lines, as many arguments on each as fit: tables of operations are read down, not across twenty lines each."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

WIDTH: Final = 140
_TEXTS: Final = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|[^'\"]+", re.DOTALL)
_PAIRS: Final = {"(": ")", "[": "]", "{": "}"}


def quoted(code: str) -> str:
    """Code with its texts in double quotes, as the formatter would have them."""
    return "".join(_quoted(match) for match in _TEXTS.finditer(code)) if "'" in code else code


def _quoted(match: re.Match[str]) -> str:
    text = match[0]
    plain = len(text) > 1 and text[0] == text[-1] == "'" and '"' not in text and "\\" not in text
    return f'"{text[1:-1]}"' if plain else text


def packed(head: str, arguments: Iterable[str], indent: int = 0, tail: str = "") -> str:
    """`head(arguments)tail`, on one line where it fits."""
    items = list(arguments)
    whole = f"{head}({', '.join(items)}){tail}"
    if indent + len(whole) <= WIDTH:
        return whole
    inner = "\n".join(_filled(items, indent + 4))
    return f"{head}(\n{inner}\n{' ' * indent}){tail}"


def _filled(arguments: list[str], indent: int) -> Iterator[str]:
    margin = " " * indent
    line = ""
    for argument in arguments:
        longer = f"{line} {argument}," if line else f"{argument},"
        if indent + len(longer) <= WIDTH:
            line = longer
            continue
        if line:
            yield margin + line
        line = ""
        if indent + len(argument) < WIDTH or not (pieces := _opened(argument)):
            line = f"{argument},"
            continue
        head, parts, end = pieces
        yield margin + head
        yield from _filled(parts, indent + 4)
        yield f"{margin}{end},"
    if line:
        yield margin + line


def formatted_lines(text: str) -> int:
    """How many lines the formatter makes of code in which each statement has a line: of a long one it gives each argument its own."""
    return sum(_height(line.strip(), len(line) - len(line.lstrip())) if len(line) > WIDTH else 1 for line in text.split("\n"))


def _height(code: str, indent: int) -> int:
    if indent + len(code) <= WIDTH:
        return 1
    pieces = _opened(code) or _opened(code.partition(" = ")[2])
    return 2 + sum(_height(part, indent + 4) for part in pieces[1]) if pieces else 3 + code.count(" | ")


def split(arguments: str) -> list[str]:
    """The arguments of a call, one by one."""
    return _parts(f"({arguments})", 0)[0]


def _opened(text: str) -> tuple[str, list[str], str] | None:
    """`name=(a, b)` as `name=(`, its parts and `)`. None for what has no brackets at its end."""
    start = next((at for at, char in enumerate(text) if char in _PAIRS or char in "'\""), len(text))
    if start == len(text) or text[start] not in _PAIRS:
        return None
    parts, end = _parts(text, start)
    return (text[: start + 1], parts, text[end:]) if end == len(text) - 1 and len(parts) > 1 else None


def _parts(text: str, start: int) -> tuple[list[str], int]:
    """What stands between the bracket at `start` and its partner, cut at commas, and where the partner is."""
    parts, begin, depth, quote = list[str](), start + 1, 0, ""
    at = start
    while at < len(text):
        char = text[at]
        if quote:
            at += char == "\\"
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char in _PAIRS:
            depth += 1
        elif char in _PAIRS.values():
            depth -= 1
            if depth == 0:
                break
        elif char == "," and depth == 1:
            parts.append(text[begin:at].strip())
            begin = at + 1
        at += 1
    return [part for part in (*parts, text[begin:at].strip()) if part], at
