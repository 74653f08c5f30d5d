"""A package in modules of a readable size: one for each resource, imported when the resource is first used, and long models in parts.

It works on what was rendered, whatever that is: pieces of a module, the names that each piece defines and uses. So the import of a client
costs the client alone: not its models, nor what describes its operations.
"""

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeVar

from identkit.generator.write import packing
from identkit.generator.write.pieces import ClassMember, ParsedModule, Piece, all_line, from_line

LINES: Final = 2800  # models longer than this are split
PART: Final = 2000
T = TypeVar("T")
FUTURE: Final = "from __future__ import annotations"
_RESOURCE: Final = re.compile(r"^_kit\.(Async)?Resource\[")
_MAKER: Final = re.compile(r"^(?P<margin> +)return (?P<name>\w+)\(self\._core\)$", re.MULTILINE)


def files(texts: Mapping[str, str], package: str) -> dict[str, str]:
    """The files of a package: its client apart from the resources, models that are too long in parts. `package` is its dotted name."""
    folder, result = package.replace(".", "/"), dict(texts)
    for name, split, longest in (("models", _models, LINES), ("client", _client, 0)):
        text = result.get(f"{folder}/{name}.py", "")
        if text and packing.formatted_lines(text) > longest:
            result.update({f"{folder}/{place}.py": part for place, part in split(ParsedModule.of(text), package).items()})
    return result


# Models


def _models(source: ParsedModule, package: str) -> dict[str, str]:
    """Parts in the order of the module. An annotation may speak of later parts: they are told of each other when all are there."""
    parts = list(_rows(source.pieces, lambda piece: packing.formatted_lines(piece.text) + 2))
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


def _part(source: ParsedModule, package: str, pieces: list[Piece], at: int, homes: Mapping[str, int], names: list[str]) -> str:
    uses = {name for piece in pieces for name in piece.uses}
    bases = {name for piece in pieces for name in piece.needs}
    foreign = {name for name in uses if name in homes and homes[name] != at}
    hard = {name for name in foreign if name in bases and homes[name] < at}
    typing = uses | set[str](["TYPE_CHECKING"] if foreign - hard else [])
    lines = [FUTURE, "", *_with_typing(source, typing)]
    lines += [from_line(f"{package}.{names[home]}", [name for name in sorted(hard) if homes[name] == home]) for home in range(at)]
    lines += [f"from {package}._linking import link"]
    later = [
        from_line(f"{package}.{names[home]}", [name for name in sorted(foreign - hard) if homes[name] == home], 4)
        for home in range(len(names))
    ]
    if any(later):
        lines += ["", "if TYPE_CHECKING:", *filter(None, later)]
    public = all_line(sorted(name for piece in pieces for name in piece.defines if not name.startswith("_")))
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
    uses = {name for piece in rest if isinstance(piece.node, ast.ClassDef | ast.FunctionDef) for name in piece.uses}
    uses |= {name for piece in rest if set(piece.defines) & uses for name in piece.uses}
    remaining = [piece for piece in rest if isinstance(piece.node, ast.ClassDef | ast.FunctionDef) or set(piece.defines) & uses]
    modules: dict[str, str] = {}
    for sync, group in groups.items():
        text = _resource(source, group, constants)
        if text.count("\n") > LINES:
            modules.update(_in_parts(source, group, constants, f"{package}.resources", places[sync]))
        else:
            modules[f"resources/{places[sync]}"] = text
    modules["resources/__init__"] = f'{source.header}\n"""The operations, resource by resource."""\n'
    text = _rest(source, remaining, homes)
    modules.update(_client_in_parts(source, remaining, homes, package) if text.count("\n") > LINES else {"client": text})
    return modules


def _is_resource(piece: Piece, flavour: str = "") -> bool:
    return any((match := _RESOURCE.match(ast.unparse(base))) and (not flavour or match[1] == flavour) for base in _bases(piece))


def _bases(piece: Piece) -> list[ast.expr]:
    return piece.node.bases if isinstance(piece.node, ast.ClassDef) else []


def _places(clients: Iterable[Piece]) -> Iterator[tuple[str, str]]:
    """Class of a resource -> name of the attribute that offers it."""
    for client in clients:
        for node in client.node.body if isinstance(client.node, ast.ClassDef) else ():
            if isinstance(node, ast.FunctionDef) and isinstance(last := node.body[-1], ast.Return) and isinstance(last.value, ast.Call):
                yield ast.unparse(last.value.func), node.name


def _in_parts(source: ParsedModule, group: list[Piece], constants: Mapping[str, Piece], package: str, place: str) -> dict[str, str]:
    """A resource with more methods than a module should have: they stand in bases of its class, some in each module.

    The other classes are made of these methods, a line for each, and stay as they are.
    """
    whole = next(piece for piece in group if _is_resource(piece))
    modules: dict[str, str] = {}
    bases: list[str] = []
    moves: list[ClassMember] = []
    for members in _sized(_clusters(whole, constants), constants):
        module, name = f"_{place}_{len(modules) + 1:02}", f"{whole.defines[0]}Part{len(modules) + 1}"
        modules[module] = _resource(source, [_base(whole, name, members)], constants)
        bases.append(name)
        moves += members
        source.imports.append(ast.ImportFrom(f"{package}.{module}", [ast.alias(name)], 0))
    rest = [_without(piece, moves, bases) if bases and piece is whole else piece for piece in group]
    return {f"resources/{name}": text for name, text in {**modules, place: _resource(source, rest, constants)}.items()}


def _client_in_parts(source: ParsedModule, pieces: list[Piece], homes: Mapping[str, str], package: str) -> dict[str, str]:
    """A client with more resources than a module should have: they are attributes of bases of its classes, some in each module."""
    offered = {
        id(piece): [member for member in piece.members if any(maker["name"] in homes for maker in _MAKER.finditer(piece.lines(member)))]
        for piece in pieces
    }
    clients = [piece for piece in pieces if offered[id(piece)]]
    rows = list(zip(*(offered[id(piece)] for piece in clients), strict=True))  # of one resource, in each flavour
    modules: dict[str, str] = {}
    bases: dict[int, list[str]] = {id(piece): [] for piece in clients}
    for at, part in enumerate(_rows(rows, lambda row: sum(each.last - each.first + 2 for each in row)), 1):
        parts: list[Piece] = []
        for piece, members in zip(clients, zip(*part, strict=True), strict=True):
            name, base = f"{piece.defines[0]}Part{at}", next(each for each in map(ast.unparse, _bases(piece)) if each.startswith("_kit."))
            parts.append(_base(piece, name, members, f"{base}Part", "resources"))
            bases[id(piece)].append(name)
        modules[f"_client_{at:02}"] = _rest(source, parts, homes, '"""Some of the resources."""')
        source.imports.append(ast.ImportFrom(f"{package}._client_{at:02}", [ast.alias(part.defines[0]) for part in parts], 0))
    rest = [_without(piece, offered[id(piece)], bases[id(piece)]) if id(piece) in bases else piece for piece in pieces]
    return {**modules, "client": _rest(source, rest, homes)}


def _rows(rows: Iterable[T], height: Callable[[T], int]) -> Iterator[list[T]]:
    """As many as make a part."""
    part: list[T] = []
    length = 0
    for row in rows:
        if part and length + height(row) > PART:
            yield part
            part, length = [], 0
        part.append(row)
        length += height(row)
    if part:
        yield part


def _clusters(whole: Piece, constants: Mapping[str, Piece]) -> list[list[ClassMember]]:
    """The methods that use the same operations."""
    clusters: list[list[ClassMember]] = []
    places: dict[str, int] = {}
    for member in whole.members:
        operations = sorted(member.uses & constants.keys())
        if not operations:
            continue
        at = next((places[name] for name in operations if name in places), len(clusters))
        places.update(dict.fromkeys(operations, at))
        if at == len(clusters):
            clusters.append([])
        clusters[at].append(member)
    return clusters


def _sized(clusters: Iterable[list[ClassMember]], constants: Mapping[str, Piece]) -> Iterator[list[ClassMember]]:
    """As many as make a module with the operations that they use."""
    part: list[ClassMember] = []
    length = 0
    for cluster in clusters:
        operations = {name for member in cluster for name in member.uses if name in constants}
        lines = sum(member.last - member.first + 2 for member in cluster)
        lines += sum(constants[name].text.count("\n") + 1 for name in operations)
        if part and length + lines > LINES * 3 // 4:
            yield part
            part, length = [], 0
        part += cluster
        length += lines
    if part:
        yield part


def _base(whole: Piece, name: str, members: Iterable[ClassMember], base: str = "_kit.ResourcePart", what: str = "calls") -> Piece:
    """A class with some members of another."""
    head = f'class {name}({base}):\n    """Some of the {what} of `{whole.defines[0]}`."""'
    text = "\n\n".join([head, *map(whole.lines, members)])
    return Piece(whole.node, text, [name], {"_kit", *(each for member in members for each in member.uses)}, set())


def _without(whole: Piece, moves: list[ClassMember], bases: list[str]) -> Piece:
    """A class whose members have moved to its bases."""
    gap = {at for member in moves for at in range(member.first, member.last + 1)}
    text = "\n".join(line for at, line in enumerate(whole.text.split("\n")) if at not in gap)
    head, _, rest = re.sub(r"\n{3,}", "\n\n", text).rstrip().partition("\n")
    head = packing.packed(f"class {whole.defines[0]}", [*bases, *packing.split(head.partition("(")[2].removesuffix("):"))], 0, ":")
    moves_ids = {id(member) for member in moves}
    uses = {*bases, *whole.needs, "_kit", *(name for member in whole.members if id(member) not in moves_ids for name in member.uses)}
    return Piece(whole.node, f"{head}\n{rest}", whole.defines, uses, whole.needs)


def _resource(source: ParsedModule, group: list[Piece], constants: Mapping[str, Piece]) -> str:
    pieces: dict[int, Piece] = {}
    queue = [name for piece in group for name in piece.uses]
    while queue:
        piece = constants.get(queue.pop())
        if piece and id(piece) not in pieces:
            pieces[id(piece)] = piece
            queue += piece.uses
    own = sorted(pieces.values(), key=source.place)
    uses = {name for piece in (*own, *group) for name in piece.uses}
    first = group[0].node
    doc = ast.get_docstring(first) if isinstance(first, ast.ClassDef) else None
    lines = [
        source.header,
        f'"""{(doc or "Operations.").splitlines()[0]}"""' if '"' not in (doc or "") and "\\" not in (doc or "") else '"""Operations."""',
    ]
    public = sorted(name for piece in group for name in piece.defines if not name.endswith("WithResponse"))
    lines += ["", "# fmt: off", *source.import_lines(uses), "", all_line(public), "", *(piece.text for piece in own)]
    return "\n".join(lines) + "\n\n\n" + "\n\n\n".join(piece.text for piece in group) + "\n"


def _rest(source: ParsedModule, pieces: list[Piece], homes: Mapping[str, str], doc: str = "") -> str:
    """The client's own module, or a part of it. Annotations are texts there: a resource is not imported for its name."""

    def lazily(match: re.Match[str]) -> str:
        home = homes.get(match["name"])
        return f"{match['margin']}from {home} import {match['name']}\n{match[0]}" if home else match[0]

    uses = {name for piece in pieces for name in piece.uses}
    classes: dict[str, list[str]] = {}
    for name in sorted(homes.keys() & uses):
        classes.setdefault(homes[name], []).append(name)
    uses |= {"TYPE_CHECKING"} if classes else set[str]()
    groups = [from_line(home, names, 4) for home, names in sorted(classes.items())]
    public = sorted(name for piece in pieces if isinstance(piece.node, ast.ClassDef) for name in piece.defines)
    lines = [
        source.header,
        doc or source.doc,
        "",
        "# fmt: off",
        FUTURE,
        "",
        *_with_typing(source, uses),
        "",
        *(["if TYPE_CHECKING:", *filter(None, groups)] if any(groups) else []),
    ]
    lines += ["", all_line(public), "", "", "\n\n\n".join(_MAKER.sub(lazily, piece.text) for piece in pieces), ""]
    return "\n".join(lines)
