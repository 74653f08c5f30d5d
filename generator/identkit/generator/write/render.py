"""Prints the IR. The templates mirror the output: `templates/identkit/%provider%/client.py.j2` prints `identkit/<provider>/client.py`."""

import json
import re
import textwrap
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from attrs import evolve, field, frozen

from identkit.generator import ir
from identkit.generator.write import packing
from identkit.generator.write.packing import packed

TEMPLATES = Path(__file__).parents[1] / "templates"
PACKAGE = "identkit/%provider%"


@frozen
class Flavour:
    """What differs between the two clients."""

    prefix: str
    raw: str
    headed: str
    is_sync: bool
    twins: Mapping[str, str] = field(factory=dict[str, str])  # what makes its method of the synchronous one, by kind


FLAVOURS = (
    Flavour("", "raw", "headed", is_sync=True),
    Flavour(
        "Async",
        "async_raw",
        "async_headed",
        is_sync=False,
        twins=dict.fromkeys(("call", "wait"), "awaited") | dict.fromkeys(("iterate", "drain", "stream"), "iterated") | {"parse": "shared"},
    ),
)
_BLANK = re.compile(r"[ \t]+$", re.MULTILINE)
_GAPS = re.compile(r"\n{4,}")
HIDDEN = frozenset({"timeout", "extra_headers"})  # every method has them


def package(content: ir.Package) -> dict[str, str]:
    """The files of a package by path, not yet formatted."""
    environment = _environment(TEMPLATES / PACKAGE)
    folder = content.module.replace(".", "/")
    names = [
        "__init__.py",
        "client.py",
        "models.py",
        *(["reasons.py"] if content.reasons else []),
        *(["webhooks.py"] if content.webhooks else []),
    ]
    result = {name: environment.get_template(f"{name}.j2").render(package=content, flavours=FLAVOURS) for name in names}
    files = {f"{folder}/{name}": _GAPS.sub("\n\n\n", _BLANK.sub("", text)) for name, text in result.items()}
    return {**files, f"{folder}/openapi.json": content.openapi, f"{folder}/py.typed": ""}


def project(values: Mapping[str, object]) -> dict[str, str]:
    """The files of a distribution."""
    environment = _environment(TEMPLATES / "project")
    return {name: environment.get_template(f"{name}.j2").render(values) for name in ("pyproject.toml", "README.md")}


def skeleton(values: Mapping[str, str]) -> dict[str, str]:
    """The files of a new provider, by their places."""
    folder = TEMPLATES / "new"
    environment = _environment(folder)
    places = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.j2"))
    return {place.replace("%name%", values["name"]).removesuffix(".j2"): environment.get_template(place).render(values) for place in places}


def api_md(packages: Sequence[ir.Package]) -> str:
    """The overview of all methods of all packages."""
    return _environment(TEMPLATES).get_template("API.md.j2").render(packages=packages)


def sandboxes(classes: Mapping[str, str]) -> str:
    """The module that tells type checkers of the sandbox's providers."""
    return _environment(TEMPLATES).get_template("_sandboxes.py.j2").render(classes=classes)


@cache
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
    filters: dict[str, Any] = {
        "py": repr,
        "head": head,
        "overloads": overloads,
        "chooses": chooses,
        "core": core,
        "quotes": packing.quoted,
        "packed_call": packed_call,
        "constant": constant,
        "called": called,
        "constructor": constructor,
        "imported": imported,
        "listed": listed,
        "cell": cell,
        "quoted": quoted,
        "listed_names": listed_names,
    }
    environment.filters.update(filters)
    return environment


def head(method: ir.Method, returns: str, extra: str = "") -> str:
    """The first line of a method, or lines. `extra` is one more argument."""
    parts = ["self", *signature(method.arguments, extra)]
    return packed(f"def {method.name}", map(packing.quoted, parts), 4, f" -> {packing.quoted(returns)}:")


def overloads(method: ir.Method) -> list[str]:
    """The first lines of each way of calling a method."""
    ways = ((evolve(method, arguments=each.arguments), each.returns, "to: Path | str" if each.saves else "") for each in method.overloads)
    return [head(way, returns, extra) for way, returns, extra in ways]


def chooses(content: ir.Package) -> bool:
    """Whether a media type can be chosen for some answer."""
    return any("_kit.Offer" in each.value.code for each in content.constants)


def core(method: ir.Method, name: str, *more: str, cast: str = "", indent: int = 8) -> str:
    """The statement that hands a call over to the core."""
    arguments = [*packing.split(packing.quoted(method.call)), *more, "extra_headers=extra_headers"]
    begin, end = (f"cast({packing.quoted(repr(cast))}, ", ")") if cast else ("", "")
    return packed(f"return {begin}self._core.{name}", arguments, indent, end)


def signature(arguments: Sequence[ir.Argument], extra: str = "") -> list[str]:
    """Arguments as in a definition: positional ones first, then everything by name. `extra` comes before what every method has."""
    positional = [_argument(each) for each in arguments if each.positional]
    keywords = [each for each in arguments if not each.positional and not each.members]
    by_name = [_argument(each) for each in keywords if each.name not in HIDDEN]
    common = [_argument(each) for each in keywords if each.name in HIDDEN]
    several = [f"**{each.name}: {each.type}" for each in arguments if each.members]
    parts = [*by_name, *([extra] if extra else []), *common]
    return [*positional, *(["*", *parts] if parts else []), *several]


def listed(method: ir.Method) -> str:
    """A method on one line, for people: names of arguments, `=` where there is a default, and what is returned."""
    single = [each for argument in method.arguments for each in argument.members or (argument,)]
    arguments = [*single, *([ir.Argument("to", ir.Code("Path"), ir.Code("None"))] if method.saves else [])]
    positional = [each.name for each in arguments if each.positional]
    keywords = [
        f"{each.name}{'=' if each.default else ''}"
        for each in arguments
        if not each.positional and not (each.name in HIDDEN and each.default)
    ]
    returns = method.returns.replace("builtins.", "")
    if method.kind in ("iterate", "drain", "stream"):
        result = f"Iterator[{returns}]"
    else:
        result = f"{returns} | SavedFile" if method.saves else returns
    return f"{method.name}({', '.join([*positional, *(['*', *keywords] if keywords else [])])}) -> {result}"


def imported(line: str) -> str:
    """An import line, packed when it is long."""
    head, _, names = line.partition(" import ")
    if len(line) <= packing.WIDTH or not names:
        return line
    return packed(f"{head} import ", names.split(", "))


def constructor(client: ir.ClientClass, settings: Sequence[str]) -> str:
    """The first line of a client's constructor, or lines. `settings` are the arguments that every client has."""
    own = [f"{each.name}: {each.type} = None" for each in client.settings]
    return packed("def __init__", map(packing.quoted, ["self", "*", *own, *settings]), 4, " -> None:")


def packed_call(arguments: Sequence[str], callee: str, indent: int) -> str:
    """A call in a statement."""
    return packed(callee, arguments, indent)


def called(call: ir.CallCode, name: str) -> str:
    """A constant that is a call."""
    return constant(ir.Constant(name, call))


def constant(content: ir.Constant) -> str:
    """A constant and the call that it is."""
    callee = f"_kit.Operation[{content.type}]" if content.type else content.value.callee
    return packed(f"{content.name} = {callee}", map(packing.quoted, content.value.parts))


def cell(text: str) -> str:
    """Text in a cell of a Markdown table."""
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())


def quoted(text: str) -> str:
    """Text as TOML writes it."""
    return json.dumps(text, ensure_ascii=True)


def listed_names(names: Sequence[str]) -> str:
    """Names as a list, as many on a line as fit."""
    lines = textwrap.wrap(", ".join(f'"{name}"' for name in names), 130, break_long_words=False, break_on_hyphens=False)
    return "[\n    " + "\n    ".join(lines) + ",\n]" if names else "[]"


def _argument(argument: ir.Argument) -> str:
    return f"{argument.name}: {argument.type}" + (f" = {argument.default}" if argument.default else "")
