"""Enums written one value after the other, in documents of ours and of others."""

from typing import Any

import pytest

from identkit.generator.read.enumeration import flat, reason_rows

NULL = {"type": "null"}


@pytest.mark.parametrize(
    ("members", "values", "names", "texts"),
    [
        ([{"const": "a"}, {"const": "b"}], ["a", "b"], None, None),
        ([{"const": "11", "title": "FRAUD", "description": "Fraud."}, {"const": "x"}], ["11", "x"], ["FRAUD", "x"], ["Fraud.", ""]),
        # Words in a title name only what could not name itself, and are a text otherwise.
        ([{"const": "USD", "title": "US dollar"}, {"const": "€", "title": "Euro"}], ["USD", "€"], ["USD", "Euro"], ["US dollar", "Euro"]),
        ([{"const": 1, "title": "ONE"}, {"const": 2, "title": "TWO"}], [1, 2], ["ONE", "TWO"], ["", ""]),
        ([{"const": "a", "description": "A."}, NULL], ["a", None], None, ["A.", ""]),
    ],
)
@pytest.mark.parametrize("key", ["oneOf", "anyOf"])
def test_values_one_by_one_are_an_enum(
    key: str, members: list[dict[str, Any]], values: list[Any], names: list[str] | None, texts: list[str] | None
) -> None:
    found = flat({"type": "string", "x-pii": "none", key: members})
    assert (found["enum"], found["type"], found["x-pii"]) == (values, "string", "none")
    shown = found.get("x-enum-varnames"), found.get("x-enum-descriptions")
    assert [list(each)[: len(members) - members.count(NULL)] if each else None for each in shown] == [
        names,
        texts and texts[: len(members) - members.count(NULL)],
    ]


OTHERS: list[list[Any]] = [
    [{"const": "a"}, {"type": "string"}],
    [{"const": "a", "properties": {}}],
    [NULL, {"type": "integer"}],
    [],
    [True, {"const": 1}],
]


@pytest.mark.parametrize("members", OTHERS)
def test_anything_else_is_left_alone(members: list[Any]) -> None:
    assert flat({"oneOf": members}) == {"oneOf": members}


def test_a_row_of_reasons_is_its_value_and_what_the_table_adds() -> None:
    schema = {
        "oneOf": [{"const": "A", "description": "Text."}, {"const": "B", "description": "b", "x-reason": {"text": "B.", "fraud": True}}],
        "x-reasons": {"name": "TABLE"},
    }
    assert reason_rows(schema) == [{"code": "A", "text": "Text."}, {"code": "B", "text": "B.", "fraud": True}]
    assert reason_rows({"x-reasons": {"name": "TABLE", "rows": [{"code": "C"}]}}) == [{"code": "C"}]
