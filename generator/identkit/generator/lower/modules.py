"""The modules of a package: which finished blocks stand in them, and what they import."""

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from identkit.generator import code, ir
from identkit.generator.lower import docs
from identkit.generator.lower.shapes import Shape

# Where the names that generated modules use come from; the classes of a package are added to them. Of the runtime it is one module, so
# that its names are not taken from the document.
ORIGINS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("AsyncIterator", "Iterator", "Mapping", "Sequence"), "collections.abc"),
    **dict.fromkeys(("date", "datetime"), "datetime"),
    "nonmember": "enum",
    "cached_property": "functools",
    "Path": "pathlib",
    **dict.fromkeys(
        ("TYPE_CHECKING", "Any", "ClassVar", "Literal", "Required", "TypeAlias", "TypedDict", "Unpack", "cast", "overload"), "typing"
    ),
    "_kit": "identkit.core",
}
PLAIN: Final = ("builtins", "httpx", "msgspec")  # imported as modules
THIRD_PARTY: Final = ("httpx", "msgspec")
STANDARD: Final = frozenset({"builtins", "collections.abc", "datetime", "enum", "functools", "pathlib", "typing"})
LONG_UNION: Final = 200  # members
LONG_CHOICE: Final = 40
ALWAYS: Final = ("_kit", "httpx")


class Modules:
    """Puts the modules of one package together."""

    def __init__(self, package: str, title: str) -> None:
        self._package = package
        self._title = docs.sentence(title).removesuffix(".")
        self._origins: dict[str, str] = {**ORIGINS, "_overrides": self._package}

    def know(
        self, classes: Sequence[ir.ModelClass | ir.Enum | ir.Alias], pages: Sequence[ir.PageClass], union: str, dictionaries: Iterable[str]
    ) -> None:
        """Learn where the package's own classes stand."""
        for each in classes:
            self._origins[each.name] = f"{self._package}.{each.module if isinstance(each, ir.ModelClass) else 'models'}"
            if isinstance(each, ir.Enum) and each.alias:
                self._origins[each.alias] = f"{self._package}.models"
        self._origins.update(dict.fromkeys([*(page.name for page in pages), *dictionaries], f"{self._package}.models"))
        self._origins.update(dict.fromkeys(("POLICY", "EVENTS", union), f"{self._package}.webhooks"))
        self._union = union

    def models(
        self,
        classes: Sequence[ir.ModelClass | ir.Enum | ir.Alias],
        blocks: Mapping[str, ir.Block],
        dictionaries: Sequence[str],
        pages: Sequence[ir.PageClass],
        types: Mapping[str, ir.Code],
    ) -> ir.Module:
        """`models.py`: enums with what is taken in their place, models, choices, pages, dictionaries that stand for models."""
        texts: list[str] = []
        for each in classes:
            if isinstance(each, ir.ModelClass) and each.module != "models":
                continue
            if isinstance(each, ir.Alias):
                texts.append(_choice(each, types))
                continue
            texts.append(blocks[each.name].text)
            if isinstance(each, ir.Enum) and each.alias:
                texts.append(f"{each.alias}: TypeAlias = {each.input}\n{_doc(f'What is taken where a `{each.name}` is sent.')}")
        texts += [f"class {page.name}(_kit.Page[{page.item}]):\n    {page.doc}" for page in pages]
        texts += dictionaries
        return self._module("what is sent and received", texts, "models")

    def webhooks(
        self,
        classes: Sequence[ir.ModelClass | ir.Enum | ir.Alias],
        blocks: Mapping[str, ir.Block],
        events: Mapping[str, Shape],
        policy: ir.CallCode,
        *,
        raw: bool,
    ) -> ir.Module:
        """`webhooks.py`: events, their names, the policy. `raw`: others may come, too."""
        texts = [blocks[each.name].text for each in classes if isinstance(each, ir.ModelClass) and each.module == "webhooks"]
        members = [*dict.fromkeys(shape.model for shape in events.values() if shape.model), *(["_kit.RawEvent"] if raw else [])]
        table = ", ".join(f"{name!r}: {shape.model}" for name, shape in events.items() if shape.model)
        texts += [
            f"{self._union}: TypeAlias = {_union(members)}\n{_doc('What `webhooks.parse` answers.')}",
            f"EVENTS: Mapping[str, type[_kit.Event]] = {{{table}}}\n{_doc('Events by the name they are delivered under.')}",
            f"POLICY = {policy.code}\n{_doc('How a delivery is recognised, and what the provider expects as an answer.')}",
        ]
        return self._module("what is delivered to webhooks", texts, "webhooks")

    def reasons(self, tables: Sequence[ir.Constant]) -> ir.Module:
        """`reasons.py`: the provider's tables."""
        return self._module(
            "the provider's tables of reasons and codes", [f"{each.name} = {each.value.code}\n{each.doc}" for each in tables], "reasons"
        )

    def _module(self, content: str, texts: Sequence[str], name: str) -> ir.Module:
        own = {each for each, origin in self._origins.items() if origin == f"{self._package}.{name}"}
        public, uses = set[str](), set[str]()
        for text in texts:
            tree = ast.parse(text)
            public.update(code.defined(tree.body))
            uses |= code.used(tree)
        lines = _imports(uses - own, self._origins)
        return ir.Module(_doc(f"{self._title}: {content}."), lines, tuple(sorted(public, key=_order)), tuple(texts))

    def client_imports(self, package: ir.Package, more: Iterable[tuple[str, str]]) -> tuple[str, ...]:
        """The imports of `client.py`: what its types and calls use, and what its template prints around them."""
        origins = {**self._origins, **dict(more)}
        methods = [method for resource in package.resources for method in resource.methods]
        kinds = {method.kind for method in methods}
        names = [*ALWAYS, *("cached_property" for _ in package.resources or package.client.attributes)]
        names += ["overload"] if any(method.overloads for method in methods) else []
        names += ["Path"] if any(method.saves for method in methods) else []
        names += ["AsyncIterator", "Iterator"] if kinds & {"iterate", "drain", "stream"} else []
        names += ["EVENTS", "POLICY"] if "parse" in kinds else []
        names += ["cast"] if kinds & {"parse", "wait"} else []
        names += [name for attribute in package.client.attributes for name in attribute[1:3]]
        parts = [
            *_types(methods),
            *(setting.type for setting in package.client.settings),
            package.client.environment,
            package.client.api.code,
        ]
        return imports([*names, *parts, *(each.value.code for each in package.constants)], origins)


def _doc(text: str) -> ir.Code:
    return docs.docstring(text, indent=0)


def _choice(alias: ir.Alias, types: Mapping[str, ir.Code]) -> str:
    """A choice: to type checkers a union, to the decoder a type that it asks us about."""
    pairs = zip(alias.members, alias.nullable, strict=True)
    members = [f"{types[key]} | None" if nullable and types[key] != "Any" else str(types[key]) for key, nullable in pairs]
    parts = [*members, *(["_kit.Unrecognised"] if alias.tag and alias.other < 0 else [])]
    union = "Any" if "Any" in parts else _union(dict.fromkeys(parts))
    long = len(members) > LONG_CHOICE  # packed, for the formatter gives each a line
    inside = "".join(f"\n        {line}" for line in _lines(members)) if long else f"{', '.join(members)},"
    options = [f"{alias.name!r}", f"lambda: ({inside})"]
    options += [f"tag={alias.tag!r}", f"tags={dict(alias.tags)!r}"] if alias.tag else []
    options += [f"other={alias.other}"] if alias.other >= 0 else []
    options += [f"together={alias.together}"] if alias.together >= 0 else []
    return (
        f"if TYPE_CHECKING:\n    {alias.name}: TypeAlias = {union!r}\n    {alias.doc}\n"
        f"else:\n    {alias.name} = _kit.choice({', '.join(options)}){'  # fmt: skip' if long else ''}"
    )


def _lines(members: Iterable[str]) -> list[str]:
    """The members, as many on a line as fit."""
    lines: list[str] = []
    for member in members:
        if lines and len(lines[-1]) + len(member) < 130:
            lines[-1] += f" {member},"
        else:
            lines.append(f"{member},")
    return lines


def _union(members: Collection[str]) -> str:
    """One of several types. `A | B | ...` is nested as deep as it is long, and readers of Python end with their stack at some thousand."""
    return " | ".join(members) if len(members) <= LONG_UNION else f"_kit.Union[{', '.join(members)}]"


def _types(methods: Iterable[ir.Method]) -> Iterator[str]:
    for method in methods:
        yield method.returns
        yield method.headers or "None"
        for argument in method.arguments:
            yield argument.type
            yield argument.default or "None"


def imports(parts: Iterable[str], origins: Mapping[str, str]) -> tuple[str, ...]:
    """The import lines for the names that some code uses, sorted as ruff sorts them."""
    return _imports(set[str]().union(*(code.used(ast.parse(text)) for text in set(parts))), origins)


def _imports(uses: set[str], origins: Mapping[str, str]) -> tuple[str, ...]:
    by_module: dict[str, list[str]] = {}
    for name in uses & origins.keys():
        by_module.setdefault(origins[name], []).append(name)
    lines = [f"import {name}" for name in PLAIN if name in uses]
    lines += [f"from {module} import {', '.join(map(_imported, sorted(members, key=_order)))}" for module, members in by_module.items()]
    groups: list[list[str]] = [[], [], []]
    for line in lines:
        module = line.split()[1]
        groups[0 if module in STANDARD else 1 if module in THIRD_PARTY else 2].append(line)
    texts = ["\n".join(sorted(group, key=lambda line: (line.startswith("from"), line.split()[1].lower()))) for group in groups if group]
    return tuple("\n\n".join(texts).split("\n"))


def _imported(name: str) -> str:
    """A module that has a private name here, so that no class of the package is in its way."""
    return name if not name.startswith("_") or name == "_kit" else f"{name[1:]} as {name}"


def _order(name: str) -> tuple[int, str]:
    """Within one import: constants, classes, functions."""
    return (0 if name.isupper() and len(name) > 1 else 1 if name[0].isupper() else 2), name


def qualified(annotation: str, clashes: set[str]) -> ir.Code:
    """A type with `builtins.` before the names that a class hides by methods of the same name."""

    class Qualify(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.expr:
            return ast.Attribute(ast.Name("builtins"), node.id) if node.id in clashes else node

    return ir.Code(ast.unparse(Qualify().visit(ast.parse(annotation, mode="eval"))))
