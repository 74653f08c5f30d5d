"""`python -m identkit.core.status`: lists the statuses of the specs that have no row. Ends with 1 if there are any."""

import json
import sys
from collections.abc import Iterable
from importlib import import_module, resources
from pkgutil import iter_modules

import identkit
from identkit.core.status import Table


def providers() -> list[str]:
    """The generated packages: those that come with their document."""
    packages = (each.name for each in iter_modules(identkit.__path__) if each.ispkg)
    return sorted(name for name in packages if resources.files(f"identkit.{name}").joinpath("openapi.json").is_file())


def unmapped(names: Iterable[str] | None = None) -> list[str]:
    """Every gap between the tables, the generated enums and the lifecycles of the specs; over all providers unless told which."""
    return [gap for name in (providers() if names is None else names) for gap in _gaps(name)]


def _gaps(provider: str) -> list[str]:
    document = json.loads(resources.files(f"identkit.{provider}").joinpath("openapi.json").read_bytes())
    schemas = document.get("components", {}).get("schemas", {})
    wanted = {name for name, schema in schemas.items() if "x-lifecycle" in schema}
    try:
        tables: tuple[Table, ...] = import_module(f"identkit.overrides.{provider}.status").TABLES
    except ModuleNotFoundError as error:
        if not f"identkit.overrides.{provider}.status".startswith(error.name or "-"):
            raise
        tables = ()
    missing = sorted(wanted - {table.enum for table in tables})
    return [f"{provider}: {name} has no table" for name in missing] + [gap for table in tables for gap in table.unmapped()]


def main() -> int:
    """List the gaps; the exit code says whether there are any."""
    gaps = unmapped()
    sys.stderr.writelines(f"{gap}\n" for gap in gaps)
    return 1 if gaps else 0


if __name__ == "__main__":
    sys.exit(main())
