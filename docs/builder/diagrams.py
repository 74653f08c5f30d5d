"""Life cycles as SVG: which status follows which, who acts next, what the provider sends. Colours come from the page, light or dark."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from textwrap import wrap
from typing import Any

from attrs import frozen

from docs.builder.routes import BOX, WIDTH, Route, layout
from identkit.core.status import Outcome
from identkit.documents.document import Value, items, table
from identkit.documents.moves import Move, methods_of, moves_of, ranks

_ACTORS = {"user": "the person acts", "provider": "the provider acts", "partner": "you act", "nobody": "nobody acts"}
_CLASSES = {Outcome.VERIFIED: "good", Outcome.PROVISIONAL: "good", Outcome.REJECTED: "bad", Outcome.EXPIRED: "bad", Outcome.RETRY: "again"}
_LINE, _LEAST = 18, 0.8


@frozen
class Cycle:
    """The life cycle of one status."""

    title: str
    schema: Mapping[str, Any]
    values: Sequence[Value]
    outcomes: Mapping[str, Outcome | None]


def diagrams(name: str, cycle: Cycle) -> list[str]:
    """One picture for each method that the document tells apart, or one for all."""
    methods = methods_of(cycle.schema)
    if len(methods) < 2:
        return [_picture(f"{cycle.title}: {name}", cycle, "")]
    pictures: list[str] = []
    for method in methods:
        pictures += [f"### {name}, method {method}", _picture(f"{cycle.title}: {name} with method {method}", cycle, method)]
    return pictures


def _has(value: Value, method: str) -> bool:
    """Whether a method knows the status: the document tells a signal for it, or none for any method."""
    lists = [items(table(signal).get("methods")) for signal in items(value.state.get("signals"))]
    return not lists or any(not methods or method in methods for methods in lists)


def _picture(title: str, cycle: Cycle, method: str) -> str:
    moves = moves_of(cycle.schema, method)
    ends = _ends(moves)
    elsewhere = _ends(moves_of(cycle.schema)) - ends if method else set[str]()
    states = [each for each in cycle.values if each.code not in elsewhere and (not method or _has(each, method))]
    ordered = [each for each in states if each.code in ends]
    apart = [each for each in states if each.code not in ends]
    codes = [each.code for each in ordered]
    whole = layout(codes, ranks(codes, moves), [each.code for each in apart], moves)
    lines = [*_notes(moves, bool(apart and moves)), *_timers(cycle.schema, method)]
    foot, width = whole.height + 16, whole.width
    height = foot + _LINE * len(lines)
    name = escape(title, quote=True)
    # Smaller where there is less room, as far as it can be read; then it scrolls.
    style = f'style="max-width: 100%; min-width: {round(width * _LEAST)}px; height: auto"'
    parts = [
        f'<svg class="states" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-label="{name}" {style}>',
        f"<title>{escape(title)}</title>",
        *map(_arrow, whole.routes),
        *(_box(*whole.places[each.code], each, cycle.outcomes.get(each.code), method) for each in states),
        *(f'<text class="small" x="2" y="{foot + index * _LINE}">{escape(line)}</text>' for index, line in enumerate(lines)),
        "</svg>",
    ]
    return f'<div class="picture" tabindex="0" role="region" aria-label="{name}, diagram">{"".join(parts)}</div>'


def _ends(moves: Sequence[Move]) -> set[str]:
    return {state for move in moves for state in (move.origin, move.target)}


def _notes(moves: Sequence[Move], apart: bool) -> list[str]:
    notes = [] if moves else ["The document does not say which status follows which."]
    notes += ["Dashed: read between the lines of the document."] if any(not move.documented for move in moves) else []
    return notes + (["Without an arrow: the document names the status, not what comes before or after it."] if apart else [])


def _timers(schema: Mapping[str, Any], method: str) -> list[str]:
    timers = [table(each) for each in items(table(schema.get("x-lifecycle")).get("timers"))]
    own = [each for each in timers if not method or not each.get("methods") or method in items(each.get("methods"))]
    return [f"timer: {each.get('name')}: {lasting(str(each.get('duration')))}" for each in own]


def _arrow(route: Route) -> str:
    move = route.move
    words = f"{move.origin} to {move.target}: {move.when}" + ("" if move.documented else " (read between the lines)")
    kind = "arrow" if move.documented else "arrow unsaid"
    return f'<g><title>{escape(words)}</title><path class="{kind}" d="{route.line}"/><path class="arrow" d="{route.head}"/></g>'


def _box(x: int, top: int, value: Value, outcome: Outcome | None, method: str) -> str:
    kind = _CLASSES.get(outcome, "open") if outcome is not None else "open"
    shape = f'<rect class="{kind}{" final" if value.state.get("final") else ""}" x="{x}" y="{top}" width="{WIDTH}" height="{BOX}" rx="6"/>'
    lines = [
        (value.code, "name"),
        ("; ".join(filter(None, (_judged(outcome), _actor(value)))), "small"),
        *((line, "small") for line in _wrapped(_sent(value, method))),
    ]
    texts = "".join(
        f'<text class="{style}" x="{x + 9}" y="{top + 18 + index * 16}">{escape(words)}</text>'
        for index, (words, style) in enumerate(lines)
        if words
    )
    return f"<g>{shape}{texts}</g>"


def _judged(outcome: Outcome | None) -> str:
    """The outcome in a word; nothing where the status alone does not tell it."""
    return "" if outcome is None or outcome is Outcome.UNRECOGNISED else outcome.value.replace("_", " ")


def _actor(value: Value) -> str:
    return _ACTORS["nobody" if value.state.get("final") and value.state.get("next") is None else str(value.state.get("next", "nobody"))]


def _sent(value: Value, method: str) -> str:
    """What is sent at a status, as short words."""
    signals = [table(each) for each in items(value.state.get("signals"))]
    names = [
        name.replace("_", " ")
        for signal in signals
        if not method or method in items(signal.get("methods"))
        for name, how in signal.items()
        if name not in {"methods", "method", "status_type"} and how
    ]
    extra = ["may restart"] if value.state.get("may_restart") else []
    extra += ["may serve"] if value.state.get("may_serve") else []
    return ", ".join(dict.fromkeys([*extra, *names]))


def _wrapped(words: str) -> list[str]:
    """At most two lines."""
    return wrap(words, 34, max_lines=2, placeholder=" …")


def lasting(duration: str) -> str:
    """An ISO 8601 duration in words."""
    units = {"D": "days", "H": "hours", "M": "minutes", "S": "seconds", "W": "weeks"}
    parts = re.findall(r"(\d+)([DHMSW])", duration)
    return " ".join(f"{number} {units[unit] if number != '1' else units[unit][:-1]}" for number, unit in parts) or duration
