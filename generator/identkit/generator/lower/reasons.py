"""The provider's tables of reasons and codes (`x-reasons`) as constants of `reasons.py`."""

from collections.abc import Mapping
from typing import Any

from identkit.generator import ir
from identkit.generator.lower import docs, names
from identkit.generator.problems import Report, join
from identkit.generator.read.enumeration import reason_rows
from identkit.generator.values import entries, is_map, mapping

COLUMNS = ("text", "permanent", "caused_by_user", "fraud", "action", "category", "http_status")


def reasons(components: Mapping[str, Mapping[str, Any]], report: Report) -> list[ir.Constant]:
    """The tables of `x-reasons` as constants of `reasons.py`."""
    constants: list[ir.Constant] = []
    for name, schema in components.items():
        table = schema.get("x-reasons") if is_map(schema) else None
        if not is_map(table):
            continue
        pointer = join("/components/schemas", name, "x-reasons")
        constant = str(table.get("name", ""))
        if not names.is_public_identifier(constant) or any(each.name == constant for each in constants):
            report(pointer, f"x-reasons: {constant!r} is no name, or is taken", "reasons")
            continue
        doc = docs.docstring(str(schema.get("description") or f"What the codes of {name} mean."), indent=0)
        constants.append(ir.Constant(constant, ir.call("_kit.ReasonTable", tuple(map(_row, reason_rows(schema)))), doc=doc))
    return constants


def _row(row: Mapping[str, Any]) -> ir.Code:
    values = {key: docs.clean(value) if isinstance(value := row.get(key), str) else value for key in COLUMNS}
    texts = {str(key): docs.clean(str(value)) for key, value in mapping(row.get("customer_text")).items()}
    places = tuple({str(key): str(value) for key, value in place.items()} for place in map(mapping, entries(row.get("applies_to"))))
    return ir.call("_kit.Reason", str(row.get("code")), **values, customer_texts=texts, applies_to=places).code
