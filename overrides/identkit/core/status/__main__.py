"""`python -m identkit.core.status`: lists the statuses of the generated enums that have no row. Ends with 1 if there are any."""

import sys
from importlib import import_module

from identkit.core.status import PROVIDERS, Table


def unmapped() -> list[str]:
    """Every gap between the tables and the generated enums, over all providers."""
    found: list[str] = []
    for provider in PROVIDERS:
        try:
            tables: tuple[Table, ...] = import_module(f"identkit.core.status.{provider}").TABLES
        except (ImportError, AttributeError) as error:
            found.append(f"{provider}: no table module ({error})")
            continue
        found += [line for table in tables for line in table.unmapped()]
    return found


def main() -> int:
    """List the gaps; the exit code says whether there are any."""
    gaps = unmapped()
    sys.stderr.writelines(f"{gap}\n" for gap in gaps)
    return 1 if gaps else 0


if __name__ == "__main__":
    sys.exit(main())
