"""Small pieces of Markdown, with everything that comes from a spec escaped."""

import json
import re
from collections.abc import Iterable, Sequence

from attrs import frozen


@frozen
class Page:
    """A made page. `path` is below the site's root, with `.md`; `title` is what the navigation says."""

    path: str
    title: str
    text: str
    listed: bool = True
    """Whether it stands in the navigation."""

    def __attrs_post_init__(self) -> None:
        """A page says what it is in its first line."""
        if not self.text.startswith("# "):
            raise ValueError(self.path)


def text(words: object) -> str:
    """Words of a spec as Markdown: what is in backticks stays, the rest is taken literally, on one line."""
    parts = re.split(r"(`[^`\n]+`)", " ".join(str(words or "").split()))
    return "".join(part.replace("|", r"\|") if part.startswith("`") and len(part) > 1 else _literal(part) for part in parts)


def _literal(words: str) -> str:
    result = words.replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([*\[\]|`{}~]|(?<!\w)_|_(?!\w))", r"\\\1", result)


def code(words: object) -> str:
    """Code in a line."""
    plain = " ".join(str(words).split()).replace("|", r"\|")
    return f"`` {plain} ``" if "`" in plain else f"`{plain}`"


def rows(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """A table; "" when it has no rows."""
    lines = ["| " + " | ".join(cell or " " for cell in row) + " |" for row in body]
    return "\n".join(["| " + " | ".join(head) + " |", "|" + "---|" * len(head), *lines, ""]) if lines else ""


def block(language: str, content: str) -> str:
    """A fenced block."""
    return f"```{language}\n{content.rstrip()}\n```\n"


def details(title: str, content: str, kind: str = "example") -> str:
    """Something that is unfolded by a click."""
    inner = "\n".join(f"    {line}" if line else "" for line in content.splitlines())
    return f'??? {kind} "{title}"\n\n{inner}\n'


def tab(title: str, content: str) -> str:
    """One of several tabs; those that follow each other make one set."""
    inner = "\n".join(f"    {line}" if line else "" for line in content.splitlines())
    return f'=== "{title}"\n\n{inner}\n'


def pretty(value: object) -> str:
    """JSON for readers."""
    return json.dumps(value, indent=2, ensure_ascii=False)


def slug(name: str) -> str:
    """A name for files and anchors."""
    return re.sub(r"[^a-z0-9._]+", "-", name.lower()).strip("-.") or "value"


def short(title: str) -> str:
    """A provider's name for headings: the first word of the document's title."""
    return title.split(maxsplit=1)[0]


def joined(*parts: str) -> str:
    """Paragraphs with a blank line between them; empty ones are left out."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"
