"""The provider's tables of reasons and codes (`x-reasons`) as constants of `reasons.py`."""

from collections.abc import Callable, Mapping
from typing import Any

from identkit.generator import ir
from identkit.generator.lower import checks as lower_checks
from identkit.generator.lower import docs, names
from identkit.generator.problems import join
from identkit.generator.read.enumeration import reason_rows
from identkit.generator.values import is_map

COLUMNS = ("text", "permanent", "caused_by_user", "fraud", "action", "category", "http_status")
Report = Callable[[str, str, str], None]


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
        rows = [_row(row) for row in reason_rows(schema)]
        constants.append(
            ir.Constant(
                constant,
                ir.CallCode("_kit.ReasonTable", (), (ir.tuple_of(rows),)),
                doc=ir.Code(docs.docstring(str(schema.get("description") or f"What the codes of {name} mean."), indent=0)),
            )
        )
    return constants


def _row(row: Mapping[str, Any]) -> ir.Code:
    arguments: list[tuple[str, ir.Code]] = []
    values = [
        (key, row[key])
        for key in ("text", "permanent", "caused_by_user", "fraud", "action", "category", "http_status")
        if row.get(key) is not None
    ]
    arguments += [(key, lower_checks.literal(docs.clean(value) if isinstance(value, str) else value)) for key, value in values]
    if row.get("customer_text"):
        arguments.append(
            ("customer_texts", lower_checks.literal({str(key): docs.clean(str(value)) for key, value in row["customer_text"].items()}))
        )
    if row.get("applies_to"):
        arguments.append(
            (
                "applies_to",
                ir.tuple_of(lower_checks.literal({str(key): str(value) for key, value in place.items()}) for place in row["applies_to"]),
            )
        )
    return ir.CallCode("_kit.Reason", tuple(arguments), (lower_checks.literal(str(row.get("code"))),)).code
