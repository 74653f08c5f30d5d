r"""Regular expressions: the specs state them in ECMA syntax (as JSON Schema demands), Python runs them.

What differs and is translated: `$` is the very end in ECMA and also before a last line break in Python; `\d`, `\w` and `\b` are ASCII
in ECMA and all of Unicode in Python; `\s` and `.` differ in a few characters; groups are named `(?<name>…)`; `{,3}` is no repetition.
The first half of a surrogate pair in a set stands for the 1,024 characters that it begins, for without its `u` flag ECMA sees halves.
What Python cannot express, and what only Python knows, is refused.
"""

import re
from functools import lru_cache

_BLANKS = r"\t\n\x0b\x0c\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_CLASSES = {"d": "0-9", "w": "A-Za-z0-9_", "s": _BLANKS}
_SAME_IN_PYTHON = frozenset("nrtfv0123456789xu")
_ANY = re.compile(r"\[\\([dsw])\\([DSW])\]")  # [\s\S], the usual way to say "any character at all"
_PYTHON_ONLY = re.compile(r"\(\?(?![:=!]|<[=!A-Za-z_])")  # inline flags, comments, conditions, atomic groups, Python's own names
_HALF = r"\\u([Dd][89ABab][0-9A-Fa-f]{2})"
_FIRST_HALVES = re.compile(f"{_HALF}(?:-{_HALF})?")
_POSSESSIVE = re.compile(r"[*+?}]\+")


@lru_cache(maxsize=512)
def to_python(pattern: str) -> str:
    """The ECMA pattern in Python's syntax, for `re.search`. Raises ValueError, with the reason, when there is no such thing."""
    out: list[str] = []
    at = 0
    in_set = False
    while at < len(pattern):
        halves = _FIRST_HALVES.match(pattern, at) if in_set else None
        if halves:
            text, at = _whole(halves), halves.end()
        elif pattern[at] == "\\":
            text, at = _escape(pattern, at + 1, in_set=in_set)
        elif in_set:
            # A bare [ (and, in pairs, & ~ |) inside a set means itself in ECMA; Python warns that its meaning may change.
            text = "\\" + pattern[at] if pattern[at] in "[&~|" else pattern[at]
            in_set = pattern[at] != "]"
            at += 1
        elif pattern[at] == "[":
            text, at, in_set = _set(pattern, at)
        else:
            text, at = _plain(pattern, at)
        out.append(text)
    result = "".join(out)
    try:
        re.compile(result)
    except re.error as error:
        message = f"not a pattern: {error}"
        raise ValueError(message) from None
    return result


def _whole(halves: re.Match[str]) -> str:
    """The characters that begin with these halves, beside the halves themselves."""
    first, last = (0x10000 + (int(half, 16) - 0xD800) * 0x400 for half in (halves[1], halves[2] or halves[1]))
    return f"{halves[0]}\\U{first:08x}-\\U{last + 0x3FF:08x}"


def _set(pattern: str, at: int) -> tuple[str, int, bool]:
    """A set begins: its translation as far as read, where to go on, and whether that is inside of it."""
    anything = _ANY.match(pattern, at)
    if anything and anything[1] == anything[2].lower():
        return r"[\x00-\U0010ffff]", anything.end(), False
    if pattern.startswith(("]", "^]"), at + 1):
        message = f"the set at {at} is empty"
        raise ValueError(message)
    return "[", at + 1, True


def _plain(pattern: str, at: int) -> tuple[str, int]:
    """A character outside of sets, translated, and where to go on."""
    if _PYTHON_ONLY.match(pattern, at) or _POSSESSIVE.match(pattern, at):
        message = f"what stands at {at} is not ECMA syntax"
        raise ValueError(message)
    if re.match(r"\(\?<[A-Za-z_]", pattern[at:]):
        return "(?P", at + 2
    if pattern.startswith("{,", at):
        return r"\{", at + 1
    return {"$": r"\Z", ".": r"[^\n\r\u2028\u2029]"}.get(pattern[at], pattern[at]), at + 1


def _escape(pattern: str, at: int, *, in_set: bool) -> tuple[str, int]:
    """What stands after a backslash at `at`, translated, and where to go on."""
    char = pattern[at : at + 1]
    if char.lower() in _CLASSES:
        members = _CLASSES[char.lower()]
        if in_set and char.isupper():
            message = f"\\{char} inside a set has no equal in Python"
            raise ValueError(message)
        return (members if in_set else f"[{'^' if char.isupper() else ''}{members}]"), at + 1
    if char in {"b", "B"} and char:
        return ("\\" + char if in_set else f"(?a:\\{char})"), at + 1
    if char == "k" and not in_set:
        name = re.match(r"<(\w+)>", pattern[at + 1 :])
        if name:
            return f"(?P={name[1]})", at + 1 + name.end()
    if char in _SAME_IN_PYTHON or (char and not char.isalnum()):
        return "\\" + char, at + 1
    message = f"\\{char} has no equal in Python"
    raise ValueError(message)
