"""A package in modules of a readable size: one for each resource, imported when the resource is first used, and long models in parts.

It works on what was rendered, whatever that is: pieces of a module, the names that each piece defines and uses. So the import of a client
costs the client alone: not its models, nor what describes its operations.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from attrs import define

from identkit.generator.write import packing

LINES: Final = 3000  # models longer than this are split
PART: Final = 1500  # before it is formatted
FUTURE: Final = "from __future__ import annotations"
_RESOURCE: Final = re.compile(r"^_kit\.(Async)?Resource\[")
_MADE: Final = re.compile(r"^(?P<margin> +)return (?P<name>\w+)\(self\._core\)$", re.MULTILINE)


@define(eq=False, slots=False)
class Piece:
    """One statement of a module."""

    node: ast.stmt
    text: str

    @cached_property
    def defines(self) -> list[str]:
        """The names that exist because of it."""
        return list(_defined(self.node))

    @cached_property
    def uses(self) -> set[str]:
        """The names that it reads, also in annotations and in texts that are types."""
        return set(_used(self.node))

    @cached_property
    def needs(self) -> set[str]:
        """Of these the ones that have to be there when it is run: bases, and the right side of assignments."""
        if isinstance(self.node, ast.ClassDef):
            return {name for base in self.node.bases for name in _used(base)}
        return self.uses if isinstance(self.node, ast.Assign | ast.AnnAssign) else set()


@define(eq=False)
class ParsedModule:
    """A rendered module, taken apart."""

    header: str
    doc: str
    imports: list[ast.ImportFrom | ast.Import]
    pieces: list[Piece]

    @classmethod
    def of(cls, text: str) -> "ParsedModule":
        """From its text."""
        lines = text.split("\n")
        tree = ast.parse(text)
        doc, *rest = tree.body
        imports = [node for node in rest if isinstance(node, ast.Import | ast.ImportFrom)]
        pieces = [
            Piece(node, "\n".join(lines[_start(node) - 1 : node.end_lineno]))
            for node in rest
            if node not in imports and not (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__")
        ]
        return cls(lines[0], "\n".join(lines[doc.lineno - 1 : doc.end_lineno]), imports, pieces)

    def import_lines(self, uses: set[str]) -> list[str]:
        """The imports of the module as far as some names need them."""
        return [line for node in self.imports if (line := _import(node, uses))]


def files(texts: Mapping[str, str], package: str) -> dict[str, str]:
    """The files of a package: its client apart from the resources, models that are too long in parts. `package` is its dotted name."""
    folder, result = package.replace(".", "/"), dict(texts)
    for name, split, longest in (("models", _models, LINES), ("client", _client, 0)):
        text = result.get(f"{folder}/{name}.py", "")
        if text.count("\n") > longest:
            result.update({f"{folder}/{place}.py": part for place, part in split(ParsedModule.of(text), package).items()})
    return result


# Models


def _models(source: ParsedModule, package: str) -> dict[str, str]:
    """Parts in the order of the module. An annotation may speak of later parts: they are told of each other when all are there."""
    parts = list(_cut(source.pieces))
    homes = {name: at for at, part in enumerate(parts) for piece in part for name in piece.defines}
    names = [f"_models_{at:02}" for at in range(1, len(parts) + 1)]
    modules = {name: _part(source, package, part, at, homes, names) for at, (name, part) in enumerate(zip(names, parts, strict=True))}
    stars = [f"from {package}.{name} import *  # noqa: F403" for name in names]
    modules["models"] = "\n".join([source.header, source.doc, "", "# fmt: off", *stars, ""])
    modules["_linking"] = "\n".join(
        [
            source.header,
            '"""Lets the parts of the models know each other: an annotation is read when its class is first used."""',
            "",
            "_BUSY: list[bool] = []",
            "",
            "",
            "def link() -> None:",
            '    """Called at the end of each part, so that it does not matter which is imported first."""',
            "    if _BUSY:",
            "        return",
            "    _BUSY.append(True)",
            *(f"    from {package} import {name}" for name in names),
            "",
            f"    parts = ({', '.join(names)},)",
            '    shared = {name: value for part in parts for name, value in vars(part).items() if not name.startswith("_")}',
            "    for part in parts:",
            "        for name, value in shared.items():",
            "            vars(part).setdefault(name, value)",
            "    _BUSY.clear()",
            "",
        ]
    )
    return modules


def _cut(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    part: list[Piece] = []
    length = 0
    for piece in pieces:
        if part and length + piece.text.count("\n") > PART:
            yield part
            part, length = [], 0
        part.append(piece)
        length += piece.text.count("\n") + 3
    yield part


def _part(source: ParsedModule, package: str, pieces: list[Piece], at: int, homes: Mapping[str, int], names: list[str]) -> str:
    uses = {name for piece in pieces for name in piece.uses}
    bases = {name for piece in pieces for name in piece.needs}
    foreign = {name for name in uses if name in homes and homes[name] != at}
    hard = {name for name in foreign if name in bases and homes[name] < at}
    typing = uses | set[str](["TYPE_CHECKING"] if foreign - hard else [])
    lines = [FUTURE, "", *_with_typing(source, typing)]
    lines += [_from(f"{package}.{names[home]}", [name for name in sorted(hard) if homes[name] == home]) for home in range(at)]
    lines += [f"from {package}._linking import link"]
    later = [
        _from(f"{package}.{names[home]}", [name for name in sorted(foreign - hard) if homes[name] == home], 4) for home in range(len(names))
    ]
    if any(later):
        lines += ["", "if TYPE_CHECKING:", *filter(None, later)]
    public = _all(sorted(name for piece in pieces for name in piece.defines if not name.startswith("_")))
    body = "\n\n\n".join(piece.text for piece in pieces)
    return "\n".join([source.header, source.doc, "", *filter(None, lines), "", f"{public}  # fmt: skip", "", "", body, "", "link()", ""])


def _with_typing(source: ParsedModule, uses: set[str]) -> list[str]:
    """The imports, with TYPE_CHECKING where the module had no need of it before."""
    lines = source.import_lines(uses)
    if "TYPE_CHECKING" in uses and not any("TYPE_CHECKING" in line for line in lines):
        lines.insert(0, "from typing import TYPE_CHECKING")
    return lines


# Clients


def _client(source: ParsedModule, package: str) -> dict[str, str]:
    """A module for each resource with both flavours and its operations; the client imports it when the resource is first used."""
    classes = {piece.node.name: piece for piece in source.pieces if isinstance(piece.node, ast.ClassDef)}
    groups: dict[str, list[Piece]] = {}
    for name, piece in classes.items():
        key = next((base for base in (name, name.removesuffix("WithResponse")) if base in classes and _is_resource(classes[base])), "")
        if key:
            sync = (
                key.removeprefix("Async") if key.removeprefix("Async") in classes and _is_resource(classes[key], flavour="Async") else key
            )
            groups.setdefault(sync, []).append(piece)
    group_ids = {id(piece) for group in groups.values() for piece in group}
    places = dict(_places(piece for piece in classes.values() if id(piece) not in group_ids))
    constants = {name: piece for piece in source.pieces if not isinstance(piece.node, ast.ClassDef) for name in piece.defines}
    homes = {piece.defines[0]: f"{package}.resources.{places[sync]}" for sync, group in groups.items() for piece in group}
    rest = [piece for piece in source.pieces if id(piece) not in group_ids]
    staying = {name for piece in rest if isinstance(piece.node, ast.ClassDef | ast.FunctionDef) for name in piece.uses}
    staying |= {name for piece in rest if set(piece.defines) & staying for name in piece.uses}
    remaining = [piece for piece in rest if isinstance(piece.node, ast.ClassDef | ast.FunctionDef) or set(piece.defines) & staying]
    modules = {f"resources/{places[sync]}": _resource(source, group, constants) for sync, group in groups.items()}
    modules["resources/__init__"] = f'{source.header}\n"""The operations, resource by resource."""\n'
    modules["client"] = _rest(source, remaining, homes)
    return modules


def _is_resource(piece: Piece, flavour: str = "") -> bool:
    bases = piece.node.bases if isinstance(piece.node, ast.ClassDef) else []
    return any((match := _RESOURCE.match(ast.unparse(base))) and (not flavour or match[1] == flavour) for base in bases)


def _places(clients: Iterable[Piece]) -> Iterator[tuple[str, str]]:
    """Class of a resource -> name of the attribute that offers it."""
    for client in clients:
        for node in client.node.body if isinstance(client.node, ast.ClassDef) else ():
            if isinstance(node, ast.FunctionDef) and isinstance(last := node.body[-1], ast.Return) and isinstance(last.value, ast.Call):
                yield ast.unparse(last.value.func), node.name


def _resource(source: ParsedModule, group: list[Piece], constants: Mapping[str, Piece]) -> str:
    pieces: dict[int, Piece] = {}
    pending = [name for piece in group for name in piece.uses]
    while pending:
        piece = constants.get(pending.pop())
        if piece and id(piece) not in pieces:
            pieces[id(piece)] = piece
            pending += piece.uses
    own = [piece for piece in source.pieces if id(piece) in pieces]
    uses = {name for piece in (*own, *group) for name in piece.uses}
    first = group[0].node
    doc = ast.get_docstring(first) if isinstance(first, ast.ClassDef) else None
    lines = [
        source.header,
        f'"""{(doc or "Operations.").splitlines()[0]}"""' if '"' not in (doc or "") and "\\" not in (doc or "") else '"""Operations."""',
    ]
    public = sorted(name for piece in group for name in piece.defines if not name.endswith("WithResponse"))
    lines += ["", "# fmt: off", *source.import_lines(uses), "", _all(public), "", *(piece.text for piece in own)]
    return "\n".join(lines) + "\n\n\n" + "\n\n\n".join(piece.text for piece in group) + "\n"


def _rest(source: ParsedModule, pieces: list[Piece], homes: Mapping[str, str]) -> str:
    """The client's own module. Annotations are texts there: a resource is not imported for its name."""

    def lazily(match: re.Match[str]) -> str:
        home = homes.get(match["name"])
        return f"{match['margin']}from {home} import {match['name']}\n\n{match[0]}" if home else match[0]

    uses = {name for piece in pieces for name in piece.uses} | ({"TYPE_CHECKING"} if homes else set[str]())
    groups = [
        _from(home, [name for name in sorted(homes) if homes[name] == home and name in uses], 4) for home in sorted(set(homes.values()))
    ]
    public = sorted(name for piece in pieces if isinstance(piece.node, ast.ClassDef) for name in piece.defines)
    lines = [
        source.header,
        source.doc,
        "",
        "# fmt: off",
        FUTURE,
        "",
        *_with_typing(source, uses),
        "",
        *(["if TYPE_CHECKING:", *filter(None, groups)] if any(groups) else []),
    ]
    lines += ["", _all(public), "", "", "\n\n\n".join(_MADE.sub(lazily, piece.text) for piece in pieces), ""]
    return "\n".join(lines)


# Pieces of Python


def _start(node: ast.stmt) -> int:
    decorators = node.decorator_list if isinstance(node, ast.ClassDef | ast.FunctionDef) else []
    return min([node.lineno, *(each.lineno for each in decorators)])


def _defined(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case ast.Assign(targets=[ast.Name(id=name)]):
            yield name
        case ast.If(body=body):
            for inner in body:
                yield from _defined(inner)
        case _:
            pass


def _used(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name):
                yield name
            case ast.Call(func=ast.Name(id="cast"), args=[ast.Constant(value=str(text)), *_]):
                yield from _used(ast.parse(text, mode="eval"))
            case ast.AnnAssign(annotation=ast.Name(id="TypeAlias"), value=ast.Constant(value=str(text))):
                yield from _used(ast.parse(text, mode="eval"))
            case _:
                pass


def _import(node: ast.ImportFrom | ast.Import, uses: set[str]) -> str:
    aliases = [each for each in node.names if (each.asname or each.name) in uses]
    if isinstance(node, ast.Import):
        return f"import {', '.join(each.name for each in aliases)}" if aliases else ""
    if node.module == "__future__":
        return ""
    return _from(str(node.module), [f"{each.name} as {each.asname}" if each.asname else each.name for each in aliases])


def _from(module: str, names: list[str], indent: int = 0) -> str:
    if not names:
        return ""
    line = f"from {module} import {', '.join(names)}"
    margin = " " * indent
    return margin + (line if len(line) + indent <= packing.WIDTH else packing.packed(f"from {module} import ", names, indent))


def _all(names: Iterable[str]) -> str:
    return (
        packing.packed("__all__ = list", [f"{name!r}" for name in names]).replace("list(", "[", 1).removesuffix(")").replace("'", '"') + "]"
    )
