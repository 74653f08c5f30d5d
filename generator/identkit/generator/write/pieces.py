"""A rendered module taken apart: its statements, the names that each defines and uses, and the imports that these need."""

import ast
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import groupby
from typing import Final

from attrs import define, field

from identkit.generator import code
from identkit.generator.write import packing

_BETWEEN: Final = "\n\n\n"  # statements of a module; a text may hold it, too


@define(eq=False)
class ClassMember:
    """What a class defines under one name."""

    first: int  # its lines in the text of the class
    last: int
    uses: set[str]


@define(eq=False)
class Piece:
    """One statement of a module. Of its tree only as much is kept as somebody asks about: the whole takes many times the text."""

    node: ast.stmt
    text: str
    defines: list[str]  # the names that exist because of it
    uses: set[str]  # the names that it reads, also in annotations and in texts that are types
    needs: set[str]  # of these the ones that have to be there when it is run: bases, and the right side of assignments
    members: list[ClassMember] = field(factory=list[ClassMember])  # of a class

    @classmethod
    def of(cls, node: ast.stmt, lines: list[str]) -> "Piece":
        """From the statement and the lines of what was parsed."""
        begin = _start(node)
        text = "\n".join(lines[begin - 1 : node.end_lineno])
        if not isinstance(node, ast.ClassDef):
            uses = code.used(node, texts=True)
            needs = uses if isinstance(node, ast.Assign | ast.AnnAssign) else set[str]()
            stub = _without_insides(node) if isinstance(node, ast.FunctionDef) else ast.Pass()
            return cls(stub, text, list(code.defined([node])), uses, needs)
        parts = [code.used(each, texts=True) for each in node.body]
        needs = set[str]().union(*map(code.used, node.bases))
        uses = needs.union(*parts, *map(code.used, (*node.keywords, *node.decorator_list)))
        members = [
            ClassMember(_start(group[0][0]) - begin, (group[-1][0].end_lineno or 0) - begin, set[str]().union(*(each[1] for each in group)))
            for _, members in groupby(zip(node.body[1:], parts[1:], strict=True), key=lambda each: next(code.defined([each[0]]), ""))
            if (group := list(members))
        ]
        doc, methods = node.body[:1], [each for each in node.body[1:] if isinstance(each, ast.FunctionDef)]
        node.body = [*doc, *map(_without_insides, methods)]
        return cls(node, text, [node.name], uses, needs, members)

    def lines(self, member: ClassMember) -> str:
        """A member's own part of the text."""
        return "\n".join(self._all_lines[member.first : member.last + 1])

    @cached_property
    def _all_lines(self) -> list[str]:
        return self.text.split("\n")


@define(eq=False)
class ParsedModule:
    """A rendered module, taken apart."""

    header: str
    doc: str
    imports: list[ast.ImportFrom | ast.Import]
    pieces: list[Piece]
    _offers: dict[str, list[tuple[int, int]]] = field(factory=dict[str, list[tuple[int, int]]])  # names and their imports
    _indexed: int = 0  # imports that are among these

    @classmethod
    def of(cls, text: str) -> "ParsedModule":
        """From its text."""
        header, doc = text.partition("\n")[0], ""
        imports: list[ast.ImportFrom | ast.Import] = []
        pieces: list[Piece] = []
        for node, lines in _statements(text):
            match node:
                case ast.Import() | ast.ImportFrom():
                    imports.append(node)
                case ast.Expr() if not doc:
                    doc = "\n".join(lines[node.lineno - 1 : node.end_lineno])
                case ast.Assign(targets=[ast.Name(id="__all__")]):
                    pass
                case _:
                    pieces.append(Piece.of(node, lines))
        return cls(header, doc, imports, pieces)

    def import_lines(self, uses: set[str]) -> list[str]:
        """The imports of the module as far as some names need them."""
        for at in range(self._indexed, len(self.imports)):
            for alias_at, each in enumerate(self.imports[at].names):
                self._offers.setdefault(each.asname or each.name, []).append((at, alias_at))
        self._indexed = len(self.imports)
        chosen: dict[int, list[int]] = {}
        for at, alias_at in sorted(place for name in uses for place in self._offers.get(name, ())):
            chosen.setdefault(at, []).append(alias_at)
        lines = (_import(self.imports[at], [self.imports[at].names[each] for each in aliases]) for at, aliases in chosen.items())
        return [line for line in lines if line]

    def place(self, piece: Piece) -> int:
        """Where a piece stands among the others."""
        return self._places[id(piece)]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(piece): at for at, piece in enumerate(self.pieces)}


def _statements(text: str) -> Iterator[tuple[ast.stmt, list[str]]]:
    """The statements of a module with the lines of what was parsed: a few at a time."""
    queue: list[str] = []
    chunks = text.split(_BETWEEN)
    for at, chunk in enumerate(chunks, 1):
        queue.append(chunk)
        try:
            tree = ast.parse(_BETWEEN.join(queue))
        except SyntaxError:
            if at == len(chunks):
                raise
            continue
        lines = _BETWEEN.join(queue).split("\n")
        yield from ((node, lines) for node in tree.body)
        queue = []


def _start(node: ast.stmt) -> int:
    decorators = node.decorator_list if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) else []
    return min([node.lineno, *(each.lineno for each in decorators)])


def _without_insides(function: ast.FunctionDef) -> ast.FunctionDef:
    """A function with nothing but its name and its last statement."""
    nothing = ast.arguments(posonlyargs=[], args=[], kwonlyargs=[], kw_defaults=[], defaults=[])
    return ast.FunctionDef(name=function.name, args=nothing, body=function.body[-1:], decorator_list=[])


def _import(node: ast.ImportFrom | ast.Import, aliases: list[ast.alias]) -> str:
    if isinstance(node, ast.Import):
        return f"import {', '.join(each.name for each in aliases)}" if aliases else ""
    if node.module == "__future__":
        return ""
    return from_line(str(node.module), [f"{each.name} as {each.asname}" if each.asname else each.name for each in aliases])


def from_line(module: str, names: list[str], indent: int = 0) -> str:
    """`from module import names`, packed; nothing for no names."""
    if not names:
        return ""
    line = f"from {module} import {', '.join(names)}"
    margin = " " * indent
    return margin + (line if len(line) + indent <= packing.WIDTH else packing.packed(f"from {module} import ", names, indent))


def all_line(names: Iterable[str]) -> str:
    """The `__all__` of some names."""
    return (
        packing.packed("__all__ = list", [f"{name!r}" for name in names]).replace("list(", "[", 1).removesuffix(")").replace("'", '"') + "]"
    )
