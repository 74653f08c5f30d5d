"""`python -m identkit.core.status`: lists the statuses of the specs that have no row. Ends with 1 if there are any."""

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module, resources
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

import identkit
from identkit.core._overrides import Overrides


def packages() -> Iterator[ModuleType]:
    """The installed packages of clients. A maintainer's tool: no path of a user looks for packages."""
    for each in iter_modules(identkit.__path__, "identkit."):
        if each.ispkg and resources.files(each.name).joinpath("openapi.json").is_file():
            yield import_module(each.name)


def unmapped(package: ModuleType) -> list[str]:
    """Every gap between the tables of a provider and the document that its package was made of."""
    document = json.loads(resources.files(package).joinpath("openapi.json").read_bytes())
    schemas: dict[str, Any] = document.get("components", {}).get("schemas", {})
    find: Callable[[], Overrides] | None = vars(package).get("overrides")
    overrides = find() if find is not None else None
    tables = overrides.status().TABLES if overrides is not None and overrides.status is not None else ()
    names = {name for name, schema in schemas.items() if "x-lifecycle" in schema}
    gaps = [f"{name} has no table" for name in sorted(names - {table.enum for table in tables})]
    gaps += [gap for table in tables for gap in table.gaps(values(schemas.get(table.enum, {})))]
    return [f"{package.__name__.rpartition('.')[2]}: {gap}" for gap in gaps]


def values(schema: dict[str, Any]) -> set[str]:
    """The values of an enum, in either way of writing one."""
    alternatives: list[dict[str, Any]] = schema.get("oneOf", [])
    members: list[Any] = [*schema.get("enum", ()), *(each.get("const") for each in alternatives)]
    return {str(value) for value in members if value is not None}


def main() -> int:
    """List the gaps; the exit code says whether there are any."""
    gaps = [gap for package in packages() for gap in unmapped(package)]
    sys.stderr.writelines(f"{gap}\n" for gap in gaps)
    return 1 if gaps else 0


if __name__ == "__main__":
    sys.exit(main())
