"""`python -m docs.builder.assumptions [--check]`: everything that the specs only assume, as one page, `docs/assumptions.md`."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from identkit.documents.document import Document, bundled, installed, items, table

PAGE = Path(__file__).parents[1] / "assumptions.md"
HEAD = """# What we only assume

The specs say of every fact where it comes from. What stands here stands in no document: it is read between the lines of one
(`basis: inferred`). An assumption is never a test oracle, and it refuses no request: what breaks it is sent all the same, with a warning
in the log. This page is made from the specs (`make assumptions`).
"""
ELSEWHERE = """## Known from elsewhere

What only another document of the provider has, to which ours points, or what was seen in other people's programs, refuses no request
either: it is sent, with a warning in the log.

| where | what is warned of | source |
|---|---|---|"""


def page() -> str:
    """The page."""
    parts = [HEAD]
    for name in installed():
        document = bundled(name)
        rows = list(dict.fromkeys(_assumptions(document.raw, ())))
        if rows:
            parts.append(f"## {document.raw['info']['title']}\n")
            parts.append("| what | reason | consequence | read from |\n|---|---|---|---|")
            parts.extend(f"| {' | '.join(_cell(text) for text in row)} |" for row in rows)
            parts.append("")
    parts.append(ELSEWHERE)
    parts.extend(f"| {' | '.join(_cell(text) for text in row)} |" for name in installed() for row in _elsewhere(bundled(name)))
    return "\n".join(parts) + "\n"


def _elsewhere(document: Document) -> Iterator[tuple[str, str, str]]:
    """The rules that stand on another document, or on programs."""
    owners = [(f"`{name}`", schema) for name, schema in document.schemas.items()] + [
        (f"`{call.id}`", call.raw) for call in document.operations
    ]
    for name, owner in owners:
        for rule in map(table, items(owner.get("x-rules"))):
            origin = table(rule.get("x-provenance") or owner.get("x-provenance"))
            if origin.get("basis") in {"referenced", "observed"}:
                yield f"{name}: `{'`, `'.join(rule['fields'])}`", str(rule["message"]), str(origin["source"])


def _assumptions(node: Any, way: tuple[str, ...]) -> Iterator[tuple[str, str, str, str]]:
    if words := _inferred(node):
        yield _what(way, node), str(words.get("note", "")), str(words.get("consequence", "")), str(words["source"])
    for key, inner in _inside(node):
        yield from _assumptions(inner, (*way, key))


def _inferred(node: Any) -> Mapping[str, Any]:
    match node:
        case {"x-provenance": {"basis": "inferred"}}:
            provenance: Mapping[str, Any] = node["x-provenance"]
            return provenance
        case _:
            return {}


def _inside(node: Any) -> Iterator[tuple[str, Any]]:
    match node:
        case {}:
            members: Mapping[str, Any] = node
            yield from members.items()
        case [*items]:
            yield from ((str(at), inner) for at, inner in enumerate(items))
        case _:
            pass


def _what(way: tuple[str, ...], node: Mapping[str, Any]) -> str:
    """The thing in the words of a reader of the spec."""
    match way:
        case ("paths", path, method, *inner):
            text = f"`{method.upper()} {path}`"
            return f"{text}: {inner[1]}" if inner[:1] == ["responses"] else text
        case ("components", "schemas", schema, "properties", name, *_):
            return f"`{schema}.{name}`"
        case ("components", "schemas", schema, "x-rules", _):
            return f"`{schema}`: {node['message']} (`{'`, `'.join(node['fields'])}`)"
        case ("components", _, name, *inner):
            about = {"x-reasons": ": meaning of the codes", "x-lifecycle": ": who acts next, what is final"}
            return f"`{name}`{about.get(''.join(inner), '')}"
        case _:
            return f"`{'/'.join(way)}`"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def main() -> int:
    """Write the page; with `--check` only say whether it is as it should be."""
    content = page()
    if "--check" in sys.argv[1:]:
        fresh = PAGE.is_file() and PAGE.read_text("utf-8") == content
        sys.stderr.write("" if fresh else "docs/assumptions.md is not what the specs make: run `make assumptions`\n")
        return 0 if fresh else 1
    PAGE.write_text(content, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
