"""Rules for enums and for the tables that go with them."""

import keyword
import re
from collections.abc import Iterator
from typing import Final

from identkit.generator.problems import Problem, join
from identkit.generator.read import enumeration
from identkit.generator.read.grammar import Node
from identkit.generator.read.source import Json, mapping, sequence
from identkit.generator.read.view import DocumentView

_MEMBER: Final = re.compile(r"[A-Z][A-Z0-9_]*", re.ASCII)


def problems(view: DocumentView) -> Iterator[Problem]:
    """Everything in enums that does not go together."""
    tables: dict[str, Node] = {}
    reasons = [place.value for place in view.places if place.kind == "schema" and "x-reasons" in place.value]
    codes = {str(row.get("code")) for schema in reasons for row in enumeration.reason_rows(schema)}
    for place in view.places:
        if place.kind == "schema":
            values = _values(place.value)
            yield from _names(view, place, values)
            yield from _lifecycle(view, place, values)
            yield from _meanings(view, place, codes)
            yield from _reasons(view, place, values, tables)
    yield from _error_tables(view, tables)


def _values(schema: dict[str, Json]) -> list[str] | None:
    """The values of an enum of texts, null left out; None when it is no enum."""
    flat = enumeration.flat(schema)
    return [value for value in sequence(flat["enum"]) if isinstance(value, str)] if "enum" in flat else None


def _names(view: DocumentView, place: Node, values: list[str] | None) -> Iterator[Problem]:
    for key in ("x-enum-varnames", "x-enum-descriptions"):
        names = sequence(place.value.get(key))
        if key in place.value and len(names) != len(values or ()):
            message = f"{key} has {len(names)} entries for {len(values or ())} values"
            yield Problem(view.doc.locate(join(place.pointer, key)), message, "enum-names")
    single = len(values or ()) == 1  # as good as a constant, which has no members to name
    names = sequence(enumeration.flat(place.value).get("x-enum-varnames"))
    for at, value in enumerate(values or () if not single else ()):
        name = str(names[at]) if at < len(names) and names[at] != value else value.upper()
        if not _MEMBER.fullmatch(name) or keyword.iskeyword(name):
            message = f"the value {value!r} makes no Python name; write it as {{const: {value}, title: A_NAME}} under oneOf"
            yield Problem(view.doc.locate(place.pointer), message, "enum-names")
        elif name in names[:at]:
            yield Problem(view.doc.locate(place.pointer), f"two values have the name {name}", "enum-names")


def _lifecycle(view: DocumentView, place: Node, values: list[str] | None) -> Iterator[Problem]:
    lifecycle = mapping(place.value.get("x-lifecycle"))
    at = join(place.pointer, "x-lifecycle")
    if lifecycle:
        yield from _same(view, join(at, "states"), "state", list(mapping(lifecycle.get("states"))), values or [])
    for number, move in enumerate(map(mapping, sequence(lifecycle.get("moves")))):
        for value in sorted({str(move.get("from")), *map(str, sequence(move.get("to")))} - set(values or ())):
            yield Problem(view.doc.locate(join(at, "moves", str(number))), f"{value!r} is no value of this enum", "lifecycle")
    polling = mapping(lifecycle.get("polling"))
    if polling:
        at = join(at, "polling")
        lists = [polling.get("go_on"), *mapping(polling.get("early")).values()]
        for value in sorted({str(value) for each in lists for value in sequence(each)} - set(values or ())):
            yield Problem(view.doc.locate(at), f"{value!r} is no value of this enum", "lifecycle")
        yield from _polling(view, at, polling)


def _meanings(view: DocumentView, place: Node, codes: set[str]) -> Iterator[Problem]:
    at = join(place.pointer, "x-lifecycle", "states")
    for value, state in mapping(mapping(place.value.get("x-lifecycle")).get("states")).items():
        for row in map(mapping, sequence(mapping(state).get("meanings"))):
            for code in (str(each) for each in sequence(row.get("codes")) if str(each) not in codes):
                yield Problem(view.doc.locate(join(at, value)), f"{code!r} is no code of a table of reasons", "lifecycle")


def _polling(view: DocumentView, at: str, polling: dict[str, Json]) -> Iterator[Problem]:
    operation = view.operations.get(str(polling.get("operation")))
    if operation is None:
        yield Problem(view.doc.locate(join(at, "operation")), f"there is no operation {polling.get('operation')}", "lifecycle")
    elif view.property(view.answer(operation), str(polling.get("status"))) is None:
        message = f"the answer of {polling['operation']} has no property {polling.get('status')!r}"
        yield Problem(view.doc.locate(join(at, "status")), message, "lifecycle")


def _reasons(view: DocumentView, place: Node, values: list[str] | None, tables: dict[str, Node]) -> Iterator[Problem]:
    reasons = mapping(place.value.get("x-reasons"))
    if not reasons:
        return
    rows = enumeration.reason_rows(place.value)
    at = join(place.pointer, "x-reasons")
    name = str(reasons.get("name"))
    if name in tables:
        first = view.doc.locate(tables[name].pointer)
        yield Problem(view.doc.locate(join(at, "name")), f"there is a table {name} already, see {first}", "reasons")
    tables[name] = place
    if values is not None:
        yield from _same(view, join(at, "rows"), "row", [str(row.get("code")) for row in rows], values)
    plain = [str(row.get("code")) for row in rows if "applies_to" not in row]
    for code in sorted({code for code in plain if plain.count(code) > 1}):
        yield Problem(
            view.doc.locate(join(at, "rows")), f"{code!r} has more than one row and nothing (applies_to) that tells them apart", "reasons"
        )


def _same(view: DocumentView, at: str, what: str, names: list[str], values: list[str]) -> Iterator[Problem]:
    for value in values:
        if value not in names:
            yield Problem(view.doc.locate(at), f"the value {value!r} has no {what}", f"enum-{what}s")
    for value in dict.fromkeys(names):
        if value not in values:
            yield Problem(view.doc.locate(at), f"there is a {what} for {value!r}, which is no value of this enum", f"enum-{what}s")


def _error_tables(view: DocumentView, tables: dict[str, Node]) -> Iterator[Problem]:
    for at, name in enumerate(sequence(mapping(view.doc.data.get("x-error")).get("reasons"))):
        if str(name) not in tables:
            yield Problem(view.doc.locate(join("/x-error/reasons", at)), f"there is no table {name}", "reasons")
