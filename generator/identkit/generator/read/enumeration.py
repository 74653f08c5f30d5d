"""Enums whose values are told one by one: `oneOf` of `{const, title, description}`, as OpenAPI 3.1 recommends.

Later steps know one form, so they are read into the flat one: `enum` with the lists that other tools write beside it.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from identkit.generator.values import entries, is_list, is_map, mapping

Schema: TypeAlias = Mapping[str, Any]

_DATA: Final = frozenset({"example", "examples", "default", "const", "enum"})
_NAME: Final = re.compile(r"[A-Z][A-Z0-9_]*", re.ASCII)
_OF_A_VALUE: Final = frozenset({"const", "type", "title", "description", "deprecated", "x-reason", "x-provenance"})


def values(schema: Schema) -> list[Schema] | None:
    """The members of a `oneOf` or `anyOf` that only lists values, null among them; None when it is anything else."""
    for key in ("oneOf", "anyOf"):
        members = entries(schema.get(key))
        if members and any(is_map(member) and "const" in member for member in members):
            return members if all(_is_value(member) for member in members) else None
    return None


def _is_value(member: object) -> bool:
    if not is_map(member):
        return False
    return dict(member) == {"type": "null"} or ("const" in member and set(member) <= _OF_A_VALUE)


def flat(schema: Schema) -> Schema:
    """The schema with its values as `enum`. Anything but a list of values stays what it is."""
    members = values(schema)
    if members is None:
        return schema
    constants = [member for member in members if member.get("const") is not None]
    lists: dict[str, Any] = {"enum": [member["const"] for member in constants]}
    if any("title" in member for member in constants):
        lists["x-enum-varnames"] = [_name(member) for member in constants]
    if any("description" in member or "title" in member for member in constants):
        lists["x-enum-descriptions"] = [_text(member) for member in constants]
    if len(constants) < len(members):
        lists["enum"].append(None)
        lists.update({key: [*lists[key], ""] for key in lists if key != "enum"})
    rest = {key: value for key, value in schema.items() if key not in ("oneOf", "anyOf")}
    return {**rest, **lists}


def with_values(value: Any) -> Any:
    """A document in which each list of values also stands as `enum`: other people's tools take `oneOf` for a choice between types."""
    if is_list(value):
        return [with_values(each) for each in value]
    if not is_map(value):
        return value
    copy = {key: each if key in _DATA or key.startswith("x-") else with_values(each) for key, each in value.items()}
    own = values(value) if "enum" not in value else None
    return copy if own is None else {**copy, "enum": [member.get("const") for member in own]}


def _name(member: Schema) -> str:
    """The title where it is a name. Words (`US dollar`) only name a value that could not name itself."""
    title, value = str(member.get("title", "")), str(member["const"])
    return title if title and (_NAME.fullmatch(title) or not _NAME.fullmatch(value.upper())) else value


def _text(member: Schema) -> str:
    title = str(member.get("title", ""))
    return str(member.get("description", "")) or ("" if _NAME.fullmatch(title) else title)


def reason_rows(schema: Schema) -> list[Schema]:
    """The rows of the schema's table of reasons: those of `x-reasons`, or one for each value with what its `x-reason` adds."""
    rows = [row for row in entries(mapping(schema.get("x-reasons")).get("rows")) if is_map(row)]
    members = values(schema) or []
    return rows or [
        {"code": member["const"], "text": member.get("description", ""), **mapping(member.get("x-reason"))}
        for member in members
        if "const" in member
    ]
