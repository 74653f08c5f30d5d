"""Prints the IR. The templates mirror the output: `templates/identkit/%provider%/client.py.j2` prints `identkit/<provider>/client.py`."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import jinja2
from attrs import frozen

from identkit.generator import ir

TEMPLATES = Path(__file__).parents[1] / "templates"
PACKAGE = "identkit/%provider%"


@frozen
class Flavour:
    """What differs between the two clients."""

    prefix: str
    define: str
    wait: str
    raw: str
    is_sync: bool


FLAVOURS = (Flavour("", "def", "", "raw", is_sync=True), Flavour("Async", "async def", "await ", "async_raw", is_sync=False))
HIDDEN = frozenset({"timeout", "extra_headers"})  # every method has them


def package(made: ir.Package) -> dict[str, str]:
    """The files of a package by path, not yet formatted."""
    environment = _environment(TEMPLATES / PACKAGE)
    folder = made.module.replace(".", "/")
    wanted = [
        "__init__.py",
        "client.py",
        "models.py",
        *(["reasons.py"] if made.reasons else []),
        *(["webhooks.py"] if made.webhooks else []),
    ]
    files = {f"{folder}/{name}": environment.get_template(f"{name}.j2").render(package=made, flavours=FLAVOURS) for name in wanted}
    return {**files, f"{folder}/openapi.json": made.openapi, f"{folder}/py.typed": ""}


def project(values: Mapping[str, object]) -> dict[str, str]:
    """The files of a distribution."""
    environment = _environment(TEMPLATES / "project")
    return {name: environment.get_template(f"{name}.j2").render(values) for name in ("pyproject.toml", "README.md")}


def api_md(packages: Sequence[ir.Package]) -> str:
    """The overview of all methods of all packages."""
    return _environment(TEMPLATES).get_template("API.md.j2").render(packages=packages)


def _environment(folder: Path) -> jinja2.Environment:
    # The output is Python and Markdown, so there is no HTML to escape: what goes in is code already, see `ir.Code`.
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - see above
        keep_trailing_newline=True,
    )
    filters: Mapping[str, object] = {
        "py": repr,
        "signature": signature,
        "arguments": arguments,
        "listed": listed,
        "cell": cell,
        "quoted": quoted,
    }
    environment.filters.update(filters)
    return environment


def signature(found: Sequence[ir.Argument], extra: str = "") -> str:
    """Arguments as in a definition: positional ones first, then everything by name. `extra` comes before what every method has."""
    positional = [_argument(each) for each in found if each.positional]
    named = [each for each in found if not each.positional and not each.members]
    by_name = [_argument(each) for each in named if each.name not in HIDDEN]
    common = [_argument(each) for each in named if each.name in HIDDEN]
    packed = [f"**{each.name}: {each.type}" for each in found if each.members]
    parts = [*by_name, *([extra] if extra else []), *common]
    return ", ".join([*positional, *(["*", *parts] if parts else []), *packed])


def listed(method: ir.Method) -> str:
    """A method on one line, for people: names of arguments, `=` where there is a default, and what is returned."""
    single = [each for argument in method.arguments for each in argument.members or (argument,)]
    found = [*single, *([ir.Argument("to", ir.Code("Path"), ir.Code("None"))] if method.kind == "download" else [])]
    positional = [each.name for each in found if each.positional]
    named = [
        f"{each.name}{'=' if each.default else ''}" for each in found if not each.positional and not (each.name in HIDDEN and each.default)
    ]
    returns = method.returns.replace("builtins.", "")
    several = dict.fromkeys(("iterate", "drain", "stream"), f"Iterator[{returns}]")
    returned = {**several, "download": "bytes | SavedFile"}.get(method.kind, returns)
    return f"{method.name}({', '.join([*positional, *(['*', *named] if named else [])])}) -> {returned}"


def arguments(call: ir.Call) -> str:
    """What stands between the parentheses of a call."""
    return ", ".join([*call.positional, *(f"{name}={value}" for name, value in call.arguments)])


def cell(text: str) -> str:
    """Text in a cell of a Markdown table."""
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())


def quoted(text: str) -> str:
    """Text as TOML writes it."""
    return json.dumps(text, ensure_ascii=True)


def _argument(argument: ir.Argument) -> str:
    return f"{argument.name}: {argument.type}" + (f" = {argument.default}" if argument.default else "")
