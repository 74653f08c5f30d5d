"""`[tool.identkit]` of a `pyproject.toml`: the options of the command line, and what a document of others does not say.

    [tool.identkit]
    specs = "api.yaml"
    output = "src"
    package = "acme.pay"
    lenient = true
    overrides = "acme.pay_overrides"       # a module with OVERRIDES

    [tool.identkit.names]                  # operations, by operationId or "METHOD /path", and schemas
    listPayments = "payments.list"
    Payment_v2 = "Payment"
    [tool.identkit.paging]
    "payments.list" = {kind = "page-number", page = "page", size = "per_page"}
    [tool.identkit.retry]
    "payments.create" = "repeatable"
    [tool.identkit.pii]
    "Payment.iban" = "bank"

Paths are relative to the file.
"""

import keyword
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from identkit.generator.check.vocabulary.calls import RETRIES
from identkit.generator.check.vocabulary.facts import CLASSES
from identkit.generator.problems import Location, Problem, Refused
from identkit.generator.values import is_map, mapping

NAME: Final = "pyproject.toml"
_TEXTS: Final = ("specs", "output", "package", "project", "overrides")
_FLAGS: Final = ("lenient", "strict-operations")
_TABLES: Final = ("names", "paging", "retry", "pii")


@frozen
class Amendments:
    """What is said about a document beside it. Keys as in the file."""

    names: Mapping[str, str] = field(factory=dict[str, str])
    paging: Mapping[str, Any] = field(factory=dict[str, Any])
    retry: Mapping[str, str] = field(factory=dict[str, str])
    pii: Mapping[str, str] = field(factory=dict[str, str])
    overrides: str = ""

    def __bool__(self) -> bool:
        return bool(self.names or self.paging or self.retry or self.pii or self.overrides)


@frozen
class ProjectSettings:
    """The table, read. Paths are absolute; None is not given."""

    specs: Path | None = None
    output: Path | None = None
    package: str = ""
    project: Path | None = None
    lenient: bool = False
    strict_operations: bool = False
    amendments: Amendments = field(factory=Amendments)


def read(folder: Path) -> ProjectSettings:
    """The settings of the folder, none where it has no such table. Raises Refused when something in it cannot be meant."""
    try:
        table = mapping(mapping(tomllib.loads((folder / NAME).read_text("utf-8")).get("tool")).get("identkit"))
    except FileNotFoundError:
        return ProjectSettings()
    except (OSError, ValueError) as error:
        raise Refused([_problem(f"the file cannot be read: {error}")]) from None
    wrong = [problem for key, value in table.items() if (problem := _wrong(key, value))]
    if wrong:
        raise Refused(wrong)
    paths = {key: folder / str(table[key]) for key in ("specs", "output", "project") if key in table}
    return ProjectSettings(
        specs=paths.get("specs"),
        output=paths.get("output"),
        package=str(table.get("package", "")),
        project=paths.get("project"),
        lenient=table.get("lenient") is True,
        strict_operations=table.get("strict-operations") is True,
        amendments=Amendments(**{key: dict(mapping(table.get(key))) for key in _TABLES}, overrides=str(table.get("overrides", ""))),
    )


def _wrong(key: str, value: object) -> Problem | None:
    if key == "overrides":
        return None if _is_module(value) else _problem(f"{key} has to be the dotted name of a module")
    if key in _TEXTS:
        return None if isinstance(value, str) and value else _problem(f"{key} has to be text")
    if key in _FLAGS:
        return None if isinstance(value, bool) else _problem(f"{key} has to be true or false")
    if key in _TABLES:
        plain = is_map(value) and all(isinstance(each, str) or (key == "paging" and is_map(each)) for each in value.values())
        if not plain:
            return _problem(f"{key} has to be a table of texts")
        kinds = {"retry": RETRIES, "pii": CLASSES}.get(key, ())
        strange = next((name for name, kind in mapping(value).items() if kinds and kind not in kinds), None)
        return None if strange is None else _problem(f"{key}: {strange!r} has to be one of {', '.join(kinds)}")
    return _problem(f"there is no setting {key}; there is {', '.join((*_TEXTS, *_FLAGS, *_TABLES))}")


def _is_module(value: object) -> bool:
    """Whether it can be written into an import."""
    parts = value.split(".") if isinstance(value, str) else [""]
    return all(part.isidentifier() and not keyword.iskeyword(part) for part in parts)


def _problem(message: str) -> Problem:
    return Problem(Location(NAME, 0, ""), f"[tool.identkit]: {message}", "configuration")
