r"""Regular expressions: the specs state them in ECMA syntax (as JSON Schema demands), Python runs them.

What differs and is translated: `$` is the very end in ECMA and also before a last line break in Python; `\d` and `\w` are ASCII in
ECMA and all of Unicode in Python; groups are named `(?<name>…)`. What Python cannot express is refused.
"""

import re
from functools import lru_cache

_CLASSES = {"d": "0-9", "w": "A-Za-z0-9_"}
_SAME_IN_PYTHON = frozenset("sSbBnrtfv0123456789xu")


@lru_cache(maxsize=512)
def to_python(pattern: str) -> str:
    """The ECMA pattern in Python's syntax, for `re.search`. Raises ValueError, with the reason, when there is no such thing."""
    out: list[str] = []
    at = 0
    in_set = False
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            text, at = _escape(pattern, at + 1, in_set=in_set)
            out.append(text)
            continue
        at += 1
        if in_set:
            in_set = char != "]"
            # A bare [ (and, in pairs, & ~ |) inside a set means itself in ECMA; Python warns that its meaning may change.
            out.append("\\" + char if char in "[&~|" else char)
        elif char == "[":
            if pattern.startswith(("]", "^]"), at):
                message = f"the set at {at - 1} is empty"
                raise ValueError(message)
            in_set = True
            out.append(char)
        elif char == "(" and re.match(r"\?<[A-Za-z_]", pattern[at:]):
            out.append("(?P")
            at += 1
        else:
            out.append(r"\Z" if char == "$" else char)
    translated = "".join(out)
    try:
        re.compile(translated)
    except re.error as error:
        message = f"not a pattern: {error}"
        raise ValueError(message) from None
    return translated


def _escape(pattern: str, at: int, *, in_set: bool) -> tuple[str, int]:
    """What stands after a backslash at `at`, translated, and where to go on."""
    char = pattern[at : at + 1]
    if char.lower() in _CLASSES:
        members = _CLASSES[char.lower()]
        if in_set and char.isupper():
            message = f"\\{char} inside a set has no equal in Python"
            raise ValueError(message)
        return (members if in_set else f"[{'^' if char.isupper() else ''}{members}]"), at + 1
    if char == "k" and not in_set:
        name = re.match(r"<(\w+)>", pattern[at + 1 :])
        if name:
            return f"(?P={name[1]})", at + 1 + name.end()
    if char in _SAME_IN_PYTHON or (char and not char.isalnum()):
        return "\\" + char, at + 1
    message = f"\\{char} has no equal in Python"
    raise ValueError(message)
