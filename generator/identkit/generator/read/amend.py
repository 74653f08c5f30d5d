"""Puts into a bundled document what `[tool.identkit]` says about it: names, paging, retry safety, personal data.

It becomes what the document itself would say, so that every later step reads it in one place. What names nothing is told.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from identkit.generator.config import NAME, Amendments
from identkit.generator.problems import Location, Problem, split
from identkit.generator.read import reach
from identkit.generator.read.source import Json, mapping, sequence

_OPERATION: Final = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*", re.ASCII)


def amend(data: dict[str, Any], amendments: Amendments) -> list[Problem]:
    """Change the document in place. Returns a problem for everything that is named and not there."""
    return [*_names(data, amendments), *_operations(data, amendments), *_pii(data, amendments)]


def _names(data: dict[str, Any], amendments: Amendments) -> Iterator[Problem]:
    schemas = mapping(mapping(data.get("components")).get("schemas"))
    operations = _by_name(data)
    for old, new in amendments.names.items():
        if old in operations and _OPERATION.fullmatch(new):
            operations[old]["operationId"] = new
            if list(amendments.names.values()).count(new) > 1:
                yield _problem("names", f"two operations would be called {new!r}")
        elif old in schemas and new not in schemas:
            data["components"]["schemas"] = {new if name == old else name: value for name, value in schemas.items()}
            schemas = mapping(data["components"]["schemas"])
            _refer(data, f"#/components/schemas/{old}", f"#/components/schemas/{new}")
        elif old in operations:
            yield _problem("names", f"{new!r} has to be <resource>.<method> in snake_case")
        else:
            yield _problem("names", f"there is no operation and no schema {old!r}, or {new!r} is taken")


def _operations(data: dict[str, Any], amendments: Amendments) -> Iterator[Problem]:
    operations = _by_name(data)
    for table, values in (("paging", amendments.paging), ("retry", amendments.retry)):
        for name, value in values.items():
            if name in operations:
                operations[name][f"x-{table}"] = value
            else:
                yield _problem(table, f"there is no operation {name!r}")
    if amendments.overrides:
        data.setdefault("x-overrides", ["status"])  # there are any: where, Document.overrides tells


def _pii(data: dict[str, Any], amendments: Amendments) -> Iterator[Problem]:
    schemas = mapping(mapping(data.get("components")).get("schemas"))
    for name, kind in amendments.pii.items():
        schema, _, prop = name.partition(".")
        field = mapping(mapping(schemas.get(schema)).get("properties")).get(prop)
        if isinstance(field, dict):
            field["x-pii"] = kind
        else:
            yield _problem("pii", f"there is no property {name!r}")


def _by_name(data: dict[str, Any]) -> dict[str, dict[str, Json]]:
    """Operations by `METHOD /path` and by operationId."""
    result: dict[str, dict[str, Json]] = {}
    for pointer, name in reach.operations(data).items():
        _, path, method = split(pointer)
        operation = mapping(mapping(data["paths"][path])[method])
        result[name] = operation
        if isinstance(operation.get("operationId"), str):
            result[str(operation["operationId"])] = operation
    return result


def _refer(data: dict[str, Any], old: str, new: str) -> None:
    queue: list[Json] = [data]
    while queue:
        each = queue.pop()
        if isinstance(each, dict):
            reference = each.get("$ref")
            if isinstance(reference, str) and (reference == old or reference.startswith(f"{old}/")):
                each["$ref"] = new + reference.removeprefix(old)
            if isinstance(each.get("discriminator"), dict):
                _keep_tag(each, old, new)
            queue += each.values()
        else:
            queue += sequence(each)


def _keep_tag(schema: dict[str, Json], old: str, new: str) -> None:
    """A discriminator whose mapping names the schema, or whose values are the names of the schemas, goes on meaning the same."""
    discriminator, name = mapping(schema["discriminator"]), old.rpartition("/")[2]
    texts = discriminator.get("mapping")
    for value, target in mapping(texts).items():
        if target in {old, name}:
            mapping(texts)[value] = new
    members = [mapping(each).get("$ref") for key in ("oneOf", "anyOf") for each in sequence(schema.get(key))]
    if not mapping(texts).keys() & {name} and new not in mapping(texts).values() and (not members or {old, new} & {*map(str, members)}):
        discriminator["mapping"] = {**mapping(texts), name: new}


def _problem(table: str, message: str) -> Problem:
    return Problem(Location(NAME, 0, ""), f"[tool.identkit.{table}]: {message}", "configuration")
