"""Names in Python code: what a piece of it uses and defines."""

import ast
from collections.abc import Iterable, Iterator


def used(tree: ast.AST, *, texts: bool = False) -> set[str]:
    """The names that are read somewhere inside; `texts` that are types, those of `cast` and `TypeAlias`, count as what they say.

    It goes through half of what a large document takes to print, so it is written to be quick: `ast.walk` takes three times as long.
    """
    result: set[str] = set()
    queue: list[object] = [tree]
    while queue:
        node = queue.pop()
        if isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Load):
                result.add(node.id)
            continue
        if not isinstance(node, ast.AST) or isinstance(node, ast.Constant):
            continue
        if texts and (text := _type_text(node)):
            result |= used(ast.parse(text, mode="eval"), texts=True)
        for value in vars(node).values():
            if isinstance(value, list):
                queue += value
            elif isinstance(value, ast.AST):
                queue.append(value)
    return result


def _type_text(node: ast.AST) -> str:
    match node:
        case ast.Call(func=ast.Name(id="cast"), args=[ast.Constant(value=str(text)), *_]):
            return text
        case ast.AnnAssign(annotation=ast.Name(id="TypeAlias"), value=ast.Constant(value=str(text))):
            return text
        case _:
            return ""


def defined(body: Iterable[ast.stmt]) -> Iterator[str]:
    """The names that exist because of some statements of a module."""
    for node in body:
        match node:
            case (
                ast.ClassDef(name=name)
                | ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.AnnAssign(target=ast.Name(id=name))
                | ast.Assign(targets=[ast.Name(id=name)])
            ):
                yield name
            case ast.If(body=inner):  # for type checkers; what stands in its place at run time has the same name
                yield from defined(inner)
            case _:
                pass
