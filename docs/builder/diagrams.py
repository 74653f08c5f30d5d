"""Life cycles as SVG: statuses grouped by who acts next, with what the provider sends. Colours come from the page, light or dark."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from textwrap import wrap

from identkit.core.status import Outcome
from identkit.documents.document import Value, items, table

_GROUPS = (("user", "the person acts"), ("provider", "the provider acts"), ("partner", "you act"), ("nobody", "nobody acts"))
_CLASSES = {Outcome.VERIFIED: "good", Outcome.PROVISIONAL: "good", Outcome.REJECTED: "bad", Outcome.EXPIRED: "bad", Outcome.RETRY: "again"}
_WIDTH, _GAP, _BOX, _TOP = 226, 34, 76, 44


def diagrams(
    title: str, name: str, values: Sequence[Value], outcomes: Mapping[str, Outcome | None], timers: Sequence[tuple[str, str]]
) -> list[str]:
    """One picture for each method whose signals the document tells, or one for all."""
    methods = list(
        dict.fromkeys(
            str(method) for each in values for signal in items(each.state.get("signals")) for method in items(table(signal).get("methods"))
        )
    )
    if len(methods) < 2:
        return [_picture(f"{title}: {name}", values, outcomes, timers, "")]
    pictures: list[str] = []
    for method in methods:
        states = [each for each in values if _has(each, method)]
        pictures += [f"### {name}, method {method}", _picture(f"{title}: {name} with method {method}", states, outcomes, timers, method)]
    return pictures


def _has(value: Value, method: str) -> bool:
    """Whether a method knows the status: the document tells a signal for it, or none for any method."""
    lists = [items(table(signal).get("methods")) for signal in items(value.state.get("signals"))]
    return not lists or any(not methods or method in methods for methods in lists)


def _picture(
    title: str, values: Sequence[Value], outcomes: Mapping[str, Outcome | None], timers: Sequence[tuple[str, str]], method: str
) -> str:
    columns = [(label, [each for each in values if _group(each) == key]) for key, label in _GROUPS]
    columns = [(label, members) for label, members in columns if members]
    height = _TOP + max(len(members) for _, members in columns) * (_BOX + 12) + 18 * len(timers) + 8
    width = len(columns) * (_WIDTH + _GAP) - _GAP + 4
    name = escape(title, quote=True)
    parts = [
        f'<svg class="states" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" aria-label="{name}">',
        f"<title>{escape(title)}</title>",
    ]
    for index, (label, members) in enumerate(columns):
        x = 2 + index * (_WIDTH + _GAP)
        parts.append(f'<text class="lane" x="{x + _WIDTH / 2:.0f}" y="18">{escape(label)}</text>')
        if index:
            parts.append(f'<path class="arrow" d="M{x - _GAP + 4} 13h{_GAP - 14}m-6 -5l6 5l-6 5"/>')
        for row, value in enumerate(members):
            parts.append(_box(x, _TOP - 12 + row * (_BOX + 12), value, outcomes.get(value.code), method))
    for index, (what, duration) in enumerate(timers):
        below = height - 18 * (len(timers) - index) + 6
        parts.append(f'<text class="small" x="2" y="{below}">timer: {escape(what)}: {escape(lasting(duration))}</text>')
    return f'<div class="picture" tabindex="0" role="region" aria-label="{escape(title, quote=True)}, diagram">' + "".join(
        [*parts, "</svg></div>"]
    )


def _group(value: Value) -> str:
    return "nobody" if value.state.get("final") and value.state.get("next") in {None, "nobody"} else str(value.state.get("next", "nobody"))


def _box(x: int, top: int, value: Value, outcome: Outcome | None, method: str) -> str:
    kind = _CLASSES.get(outcome, "open") if outcome is not None else "open"
    shape = (
        f'<rect class="{kind}{" final" if value.state.get("final") else ""}" x="{x}" y="{top}" width="{_WIDTH}" height="{_BOX}" rx="6"/>'
    )
    lines = [
        (value.code, "name"),
        (outcome.value if outcome else "", "small"),
        *((line, "small") for line in _wrapped(_sent(value, method))),
    ]
    texts = "".join(
        f'<text class="{style}" x="{x + 9}" y="{top + 18 + index * 16}">{escape(words)}</text>'
        for index, (words, style) in enumerate(lines)
        if words
    )
    return f"<g>{shape}{texts}</g>"


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
    return wrap(words, 38, max_lines=2, placeholder=" …")


def lasting(duration: str) -> str:
    """An ISO 8601 duration in words."""
    units = {"D": "days", "H": "hours", "M": "minutes", "S": "seconds", "W": "weeks"}
    parts = re.findall(r"(\d+)([DHMSW])", duration)
    return " ".join(f"{number} {units[unit] if number != '1' else units[unit][:-1]}" for number, unit in parts) or duration
