"""Answers of the control API as text for a terminal."""

import shutil
import sys
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import Any

Row = Mapping[str, Any]


def table(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Columns side by side, with a head; columns in which nothing stands are left out.

    On a terminal wide columns are wrapped, so that all of them fit; elsewhere each row is one line, for whoever searches them.
    """
    if not rows:
        return "none"
    texts = {column: [_text(row.get(column)) for row in rows] for column in columns}
    visible = {column: lines for column, lines in texts.items() if any(lines)}
    grid = [[column, *lines] for column, lines in visible.items()]
    widths = _widths(grid)
    return "\n".join(line for row in zip(*grid, strict=True) for line in _lines(row, widths))


def _widths(columns: Sequence[Sequence[str]]) -> list[int]:
    """As wide as what stands in them; on a terminal the widest are narrower until all have room, but no narrower than their words."""
    widths = [max(map(len, cells)) for cells in columns]
    if not sys.stdout.isatty():
        return widths
    least = [max(len(word) for cell in cells for word in cell.split() or [""]) for cells in columns]
    excess = sum(widths) + 2 * (len(widths) - 1) - shutil.get_terminal_size().columns
    while excess > 0 and (loose := [index for index, width in enumerate(widths) if width > least[index]]):
        widths[max(loose, key=widths.__getitem__)] -= 1
        excess -= 1
    return widths


def _lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    parts = [wrap(cell, width, break_long_words=False, break_on_hyphens=False) for cell, width in zip(row, widths, strict=True)]
    return [
        "  ".join(f"{part:{width}}" for part, width in zip(line, widths, strict=True)).rstrip()
        for line in zip_longest(*parts, fillvalue="")
    ]


def record(row: Row) -> str:
    """One thing, a line for each of its fields."""
    texts = {name: _text(value) for name, value in row.items()}
    width = max(map(len, texts), default=0)
    return "\n".join(f"{name:{width}}  {value}".rstrip() for name, value in texts.items())


def listed(value: Any) -> str:
    """A list, or one thing."""
    match value:
        case [*members]:
            rows: list[Row] = members
            return table(rows, list(dict.fromkeys(name for row in rows for name in row)))
        case _:
            return record(value)


def sandbox(row: Row) -> str:
    """Everything that is served."""
    lines = [f"identkit {row['version']}, seed {row['seed']}, {row['time']['now']}"]
    for provider in row["providers"]:
        lines += ["", f"{provider['name']}: {provider['title']}", f"  base_url={provider['base_url']}"]
        lines += [f"  {name}={value}" for name, value in provider["credentials"].items()]
        lines += [f"  {title}: {url}" for title, url in provider.get("links", {}).items()]
        lines += [f"  forwards to {provider['forwards_to']}"] if provider.get("forwards_to") else []
    return "\n".join([*lines, *(f"DEFECT {defect}" for defect in row["defects"])])


def cases(values: Sequence[Row]) -> str:
    """Cases with the names of their next steps."""
    rows = [{**row, "next": ", ".join(_quoted(step["name"]) for step in row["steps"])} for row in values]
    return table(rows, ["provider", "kind", "id", "method", "status", "reason", "outcome", "next"])


def case(row: Row) -> str:
    """One case."""
    history = " -> ".join(past["status"] for past in row["history"])
    facts = {name: row.get(name) for name in ("provider", "kind", "id", "person", "method", "status", "reason", "outcome", "code", "link")}
    return record({name: value for name, value in facts.items() if value} | {"history": history} | _next(row))


def triggered(row: Row) -> str:
    """What an event did."""
    lines = (
        deliveries(row["deliveries"]) if row["deliveries"] else "no webhook was sent: there is none for it, or nobody wants it (`forward`)"
    )
    return f"{case(row['case'])}\n{lines}" if row.get("case") else lines


def deliveries(values: Sequence[Row]) -> str:
    """Deliveries with what their receivers answered."""
    rows = [{**row, "answers": ", ".join(str(attempt.get("status") or "-") for attempt in row["attempts"])} for row in values]
    return table(rows, ["provider", "event", "url", "state", "answers", "next_attempt"])


def diagrams(values: Sequence[Row]) -> str:
    """Each kind of case with its ways."""
    blocks: list[str] = []
    for diagram in values:
        blocks.append(" ".join(filter(None, (diagram["provider"], diagram["kind"], diagram.get("method")))))
        for state in diagram["states"]:
            targets = [move["target"] for move in diagram["moves"] if move["origin"] == state]
            blocks.append(f"  {state} -> {', '.join(targets)}" if targets else f"  {state}")
        if not diagram["moves"]:
            blocks.append("  (the document does not say which follows which)")
    return "\n".join(blocks)


def _next(row: Row) -> dict[str, str]:
    return {"next": ", ".join(_quoted(step["name"]) for step in row["steps"])} if row["steps"] else {}


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name


def _text(value: Any) -> str:
    match value:
        case None | False | "":
            return ""
        case True:
            return "yes"
        case [*members]:
            return ", ".join(_text(member) for member in members)
        case {}:
            return ", ".join(f"{name}={_text(part)}" for name, part in value.items())
        case _:
            return str(value)
