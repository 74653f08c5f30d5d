"""`x-lifecycle.states`: what the document says of each status, as a table inside the generated enum."""

from collections.abc import Mapping
from typing import Any, Final

from identkit.generator import ir
from identkit.generator.lower import checks as lower_checks
from identkit.generator.lower import docs
from identkit.generator.values import entries, is_list, is_map, mapping

FACTS: Final = ("final", "next", "may_restart", "may_serve")
_WORDS: Final = {
    "webhook": "a webhook",
    "email": "an e-mail",
    "redirect": "a redirect",
    "result_pdf": "a result PDF",
    "images": "images",
    "recording": "a recording",
}
SENT: Final = ("webhook", "email", "redirect", "result_pdf", "images", "recording")


def states(schema: Mapping[str, Any]) -> ir.Code:
    """The states as a dictionary from the text on the wire; "" where the enum has no life cycle."""
    table = mapping(mapping(schema.get("x-lifecycle")).get("states"))
    if not table:
        return ir.Code("")
    rows = (f"{str(value)!r}: {_state(mapping(facts))}" for value, facts in table.items())
    return ir.Code("{" + ", ".join(rows) + "}")


def spoken(facts: Mapping[str, Any]) -> str:
    """What a status signals, as a sentence for its docstring; "" where the document says nothing of it."""
    parts: list[str] = []
    for each in map(mapping, entries(facts.get("signals"))):
        words = docs.comma((_WORDS[key] for key in SENT if each.get(key)), "and") or "nothing"
        methods = docs.comma(map(str, entries(each.get("methods"))), "and")
        parts.append(f"{words} for {methods}" if methods else words)
    return f"Signals {'; '.join(parts)}; `.signals(method)` has the conditions." if parts else ""


def has_lifecycle(components: Mapping[str, Any]) -> bool:
    """Whether any enum of a document has one; then its values have to be assessed."""
    return any(is_map(schema) and is_map(schema.get("x-lifecycle")) for schema in components.values())


def _state(facts: Mapping[str, Any]) -> ir.Code:
    fields = {key: tuple(map(str, value)) if is_list(value := facts[key]) else value for key in FACTS if facts.get(key)}
    arguments = [(key, lower_checks.literal(value)) for key, value in fields.items()]
    signals = [_signals(mapping(each)) for each in entries(facts.get("signals"))]
    if signals:
        arguments.append(("signalled", ir.Code(f"({', '.join(signals)},)")))
    meanings = [_meaning(mapping(each)) for each in entries(facts.get("meanings"))]
    if meanings:
        arguments.append(("meanings", ir.Code(f"({', '.join(meanings)},)")))
    return ir.CallCode("_kit.State", tuple(arguments)).code


def _meaning(facts: Mapping[str, Any]) -> ir.Code:
    rows = [(key, tuple(map(str, entries(facts[key])))) for key in ("methods", "codes") if facts.get(key)]
    arguments = [(key, lower_checks.literal(value)) for key, value in rows]
    return ir.CallCode("_kit.Meaning", (*arguments, ("text", lower_checks.literal(docs.clean(str(facts["text"])))))).code


def _signals(state: Mapping[str, Any]) -> ir.Code:
    """A value is `true`, or the words of the document for when it is."""
    arguments: list[tuple[str, ir.Code]] = []
    if state.get("methods"):
        arguments.append(("methods", lower_checks.literal(tuple(map(str, entries(state["methods"]))))))
    if state.get("status_type"):
        arguments.append(("kind", lower_checks.literal(str(state["status_type"]))))
    arguments += [(key, ir.Code("True")) for key in SENT if state.get(key)]
    conditions = {key: docs.clean(str(state[key])) for key in SENT if isinstance(state.get(key), str)}
    if conditions:
        arguments.append(("conditions", lower_checks.literal(conditions)))
    return ir.CallCode("_kit.Signals", tuple(arguments)).code
