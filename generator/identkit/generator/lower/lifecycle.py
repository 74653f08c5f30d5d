"""`x-lifecycle.states`: what the document says of each status, as a table inside the generated enum."""

from collections.abc import Mapping
from typing import Any, Final

from identkit.generator import ir
from identkit.generator.lower import docs
from identkit.generator.values import entries, is_list, mapping

FACTS: Final = ("final", "next", "may_restart", "may_serve")
_WORDS: Final = {
    "webhook": "a webhook",
    "email": "an e-mail",
    "redirect": "a redirect",
    "result_pdf": "a result PDF",
    "images": "images",
    "recording": "a recording",
}
SIGNALS: Final = ("webhook", "email", "redirect", "result_pdf", "images", "recording")


def states(schema: Mapping[str, Any]) -> ir.Code:
    """The states as a dictionary from the text on the wire; "" where the enum has no life cycle."""
    table = mapping(mapping(schema.get("x-lifecycle")).get("states"))
    return ir.source({str(value): _state(mapping(facts)) for value, facts in table.items()}) if table else ir.Code("")


def spoken(facts: Mapping[str, Any]) -> str:
    """What a status signals, as a sentence for its docstring; "" where the document says nothing of it."""
    parts: list[str] = []
    for each in map(mapping, entries(facts.get("signals"))):
        words = docs.comma((_WORDS[key] for key in SIGNALS if each.get(key)), "and") or "nothing"
        methods = docs.comma(map(str, entries(each.get("methods"))), "and")
        parts.append(f"{words} for {methods}" if methods else words)
    return f"Signals {'; '.join(parts)}; `.signals(method)` has the conditions." if parts else ""


def _state(facts: Mapping[str, Any]) -> ir.CallCode:
    fields = {key: tuple(map(str, value)) if is_list(value := facts[key]) else value for key in FACTS if facts.get(key)}
    signals = tuple(_signals(mapping(each)) for each in entries(facts.get("signals")))
    return ir.call(
        "_kit.State", **fields, signalled=signals, meanings=tuple(_meaning(mapping(each)) for each in entries(facts.get("meanings")))
    )


def _meaning(facts: Mapping[str, Any]) -> ir.CallCode:
    rows = {key: tuple(map(str, entries(facts.get(key)))) for key in ("methods", "codes")}
    return ir.call("_kit.Meaning", **rows, text=docs.clean(str(facts["text"])))


def _signals(state: Mapping[str, Any]) -> ir.CallCode:
    """A value is `true`, or the words of the document for when it is."""
    return ir.call(
        "_kit.Signals",
        methods=tuple(map(str, entries(state.get("methods")))),
        kind=str(state.get("status_type") or ""),
        **{key: True for key in SIGNALS if state.get(key)},
        conditions={key: docs.clean(str(state[key])) for key in SIGNALS if isinstance(state.get(key), str)},
    )
