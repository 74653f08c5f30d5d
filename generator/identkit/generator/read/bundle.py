"""Makes one document without references to other files out of the documents and fragments of a package.

What another file holds becomes a component under its own name; two different things of one name are compared by `read.merge`.
Path items are written out where they are referred to, because not every reader of OpenAPI follows references there.
"""

import posixpath
import re
from collections import deque
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TypeAlias
from urllib.parse import unquote, urljoin

from attrs import define, field, frozen

from identkit.generator.problems import Problem, Refused, join, split
from identkit.generator.read.grammar import SECTION_OF, SECTIONS, children
from identkit.generator.read.source import Json, Source

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
Open: TypeAlias = Callable[[str], Source]  # by name; raises Refused when the file cannot be used


@frozen
class Origin:
    """A thing in a file."""

    source: Source
    pointer: str


@frozen
class Component:
    """A thing that goes under `components`, and its kind."""

    section: str
    name: str
    origin: Origin


@frozen
class _Target:
    source: Source
    pointer: str
    kind: str


@define(eq=False)
class Bundler:
    """Rebuilds documents, one after the other, and collects the components that they need."""

    open: Open
    documents: frozenset[str]  # names of the files that are documents: their own pointers stay valid
    lenient: bool = False  # a schema that is not there is one of which nothing is known
    problems: list[Problem] = field(factory=list[Problem])
    written_out: dict[tuple[str, str], Origin] = field(
        factory=dict[tuple[str, str], Origin]
    )  # path items: file and pointer of the reference
    _order: dict[Component, None] = field(factory=dict[Component, None])
    _queue: deque[Component] = field(factory=deque[Component])
    _names: dict[tuple[str, str, str], str] = field(factory=dict[tuple[str, str, str], str])  # section, file and pointer -> name
    _owners: dict[tuple[str, str], Origin] = field(factory=dict[tuple[str, str], Origin])  # section and name -> what has it

    def document(self, source: Source) -> dict[str, Json]:
        """The document without its components, which wait for `components`."""
        self.fragment(source)
        body = {key: value for key, value in source.data.items() if key != "components"}
        return self._copy("document", body, Origin(source, ""))

    def fragment(self, source: Source) -> None:
        """Take all components of a file, referred to or not: a table of reasons may stand there for its own sake."""
        components = source.data.get("components")
        if isinstance(components, dict):
            for section in [section for section in SECTIONS if section != "pathItems"]:  # those are written out
                members = components.get(section)
                for name, member in members.items() if isinstance(members, dict) else ():
                    place = _leads_to(source, member) if self.lenient else None
                    if place and place[0] not in {source.name, *self.documents}:
                        self._names.setdefault((section, *place), name)
                    origin = Origin(source, join("/components", section, name))
                    self._need(Component(section, self._own_name(section, name, origin), origin))

    def components(self) -> list[tuple[Component, Json]]:
        """Every component asked for so far and by these, without references to other files, in the order of asking."""
        result: list[tuple[Component, Json]] = []
        aliases: list[Component] = []
        while self._queue:
            component = self._queue.popleft()
            value = self._rebuild(SECTIONS[component.section], component.origin.source.find(component.origin.pointer), component.origin)
            own = join("#/components", component.section, component.name)
            if value == {"$ref": own}:  # only points to its namesake in another file, and is that one
                aliases.append(component)
            else:
                result.append((component, value))
        names = {(component.section, component.name) for component, _ in result}
        for alias in aliases:
            if (alias.section, alias.name) not in names:
                self._report(alias.origin, "the reference comes back to itself")
                result.append((alias, {}))  # what refers to it gets anything at all
        return result

    def _own_name(self, section: str, name: str, origin: Origin) -> str:
        """The name of a thing in the bundled document. Two files of others may have one name for two things."""
        name = self._names.get((section, origin.source.name, origin.pointer), name)
        own, number = name, 1
        while self.lenient and not _is_same(self._owners.setdefault((section, own), origin), origin):
            number += 1
            own = f"{name}_{number}"
        return own

    def _need(self, component: Component) -> None:
        if component not in self._order:
            self._order[component] = None
            self._queue.append(component)

    def _report(self, origin: Origin, message: str, rule: str = "reference") -> None:
        self.problems.append(Problem(origin.source.locate(origin.pointer), message, rule))

    def _rebuild(self, kind: str, value: Json, origin: Origin) -> Json:
        if not isinstance(value, dict):
            return _plain(value)
        reference = value.get("$ref")
        if isinstance(reference, str) and (kind in SECTION_OF):
            return self._reference(kind, value, reference, origin)
        if "$ref" in value and kind in SECTION_OF:
            self._report(Origin(origin.source, join(origin.pointer, "$ref")), "a reference has to be text")
        return self._copy(kind, value, origin)

    def _copy(self, kind: str, value: dict[str, Json], origin: Origin) -> dict[str, Json]:
        """A copy of a thing whose inner things are rebuilt."""
        result: dict[str, Json] = {}
        inner = {way: (inside, item) for way, inside, item in children(kind, value)}
        for key, child in value.items():
            if (key,) in inner:
                result[key] = self._rebuild(*inner[key,], Origin(origin.source, join(origin.pointer, key)))
            elif isinstance(child, dict):
                result[key] = {name: self._inner(inner.get((key, name)), item, origin, key, name) for name, item in child.items()}
            elif isinstance(child, list):
                result[key] = [self._inner(inner.get((key, str(at))), item, origin, key, str(at)) for at, item in enumerate(child)]
            else:
                result[key] = child
        if kind == "schema":
            self._discriminator(result, origin)
        return result

    def _inner(self, place: tuple[str, Json] | None, item: Json, origin: Origin, *way: str) -> Json:
        return _plain(item) if place is None else self._rebuild(place[0], item, Origin(origin.source, join(origin.pointer, *way)))

    def _discriminator(self, schema: dict[str, Json], origin: Origin) -> None:
        """A discriminator may name files; a plain name is a component of this document."""
        discriminator = schema.get("discriminator")
        mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
        for name, value in mapping.items() if isinstance(mapping, dict) else ():
            if isinstance(value, str) and isinstance(mapping, dict) and _leads_away(value, origin.source):
                at = Origin(origin.source, join(origin.pointer, "discriminator", "mapping", name))
                target = self._target("schema", value, at)
                mapping[name] = self._local(target) if target else value

    def _reference(self, kind: str, value: dict[str, Json], reference: str, origin: Origin) -> Json:
        at = Origin(origin.source, join(origin.pointer, "$ref"))
        target = self._target(kind, reference, at)
        if target is None:
            return {} if self.lenient and kind == "schema" else {"$ref": reference}
        beside = {key: item for key, item in value.items() if key != "$ref"}
        if kind == "pathItem":
            item, start = self._path_item(target, beside, at)
            self.written_out[origin.source.name, origin.pointer] = start
            return item
        return {"$ref": self._local(target), **self._copy(kind, beside, origin)}

    def _path_item(self, target: _Target, beside: dict[str, Json], at: Origin, way: tuple[str, ...] = ()) -> tuple[Json, Origin]:
        """The path item that a reference leads to, and where it stands."""
        thing = target.source.find(target.pointer)
        here = f"{target.source.name}#{target.pointer}"
        if not isinstance(thing, dict) or here in way:
            self._report(at, "the reference comes back to itself" if here in way else "this is not a path item")
            return {}, at
        further = thing.get("$ref")
        if isinstance(further, str):
            at = Origin(target.source, join(target.pointer, "$ref"))
            beside = {**beside, **{key: item for key, item in thing.items() if key != "$ref"}}
            end = self._target("pathItem", further, at)
            return self._path_item(end, beside, at, (*way, here)) if end else ({}, at)
        for key in sorted(beside.keys() & thing.keys()):
            self._report(at, f"both the reference and what it refers to have {key!r}")
        item = self._copy("pathItem", thing, Origin(target.source, target.pointer))
        beside = self._copy("pathItem", beside, Origin(at.source, at.pointer.rpartition("/")[0]))
        return {**item, **beside}, Origin(target.source, target.pointer)

    def _target(self, kind: str, reference: str, at: Origin) -> _Target | None:
        """The file and pointer that a reference means. None, after a report, when they cannot be used."""
        path, _, fragment = reference.partition("#")
        path, fragment = unquote(path), unquote(fragment)
        if _is_itself(path, at.source):
            path = ""
        wrong = _unusable(path, fragment)
        if wrong:
            self._report(at, f"{reference!r} {wrong}")
            return self._meant(kind, reference, at)
        source = self._file(path, reference, at) if path else at.source
        try:
            if source:
                source.find(fragment)
        except LookupError:
            self._report(at, f"{reference!r} leads nowhere")
            return self._meant(kind, reference, at)
        return _Target(source, fragment, kind) if source else None

    def _meant(self, kind: str, reference: str, at: Origin) -> _Target | None:
        """The one component of this file that is called like the end of a reference that leads nowhere, in capitals or not."""
        name = unquote(reference).rpartition("/")[2].strip().lower()
        section = SECTION_OF.get(kind, "")
        components = at.source.data.get("components")
        members = components.get(section) if isinstance(components, dict) else None
        names = [each for each in members if each.lower() == name] if isinstance(members, dict) else []
        if not self.lenient or not section or len(names) != 1:
            return None
        return _Target(at.source, join("/components", section, names[0]), kind)

    def _file(self, path: str, reference: str, at: Origin) -> Source | None:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(at.source.name), path))
        if name == ".." or name.startswith("../"):
            self._report(at, f"{reference!r} leaves the specs folder")
            return None
        try:
            return self.open(name)
        except Refused as error:
            if any(problem.location.line for problem in error.problems):  # the file is there and has problems of its own
                self.problems += error.problems
            else:
                self._report(at, f"{reference!r}: {error.problems[0].message}")
            return None

    def _local(self, target: _Target) -> str:
        """The pointer that the target has in the bundled document."""
        tokens = split(target.pointer)
        if tokens[:1] == ["components"] and len(tokens) > 2 and tokens[1] in SECTIONS:
            section, name, rest, top = tokens[1], tokens[2], tokens[3:], tokens[:3]
        elif target.source.name in self.documents:
            return f"#{target.pointer}"
        elif len(tokens) > 1 and tokens[0] in SECTIONS:
            section, name, rest, top = tokens[0], tokens[1], tokens[2:], tokens[:2]
        else:
            top = _thing(target, tokens)
            name = _name(target.source, top)
            section, rest = SECTION_OF[target.kind], tokens[len(top) :]
        origin = Origin(target.source, join("", *top))
        name = self._own_name(section, name, origin)
        self._need(Component(section, name, origin))
        return join("#/components", section, name, *rest)


def _leads_away(text: str, source: Source) -> bool:
    """Whether what a discriminator's value stands for is a reference, and not the name of a component."""
    if "#" in text or "/" in text:
        return True
    components = source.data.get("components")
    schemas = components.get("schemas") if isinstance(components, dict) else None
    return PurePosixPath(text).suffix in {".yaml", ".yml", ".json"} and not (isinstance(schemas, dict) and text in schemas)


def _is_same(one: Origin, other: Origin) -> bool:
    """Whether both are one thing: at one place, one a reference to the other, or word for word the same."""
    if (one.source.name, one.pointer) == (other.source.name, other.pointer):
        return True
    values = one.source.find(one.pointer), other.source.find(other.pointer)
    places = [(each.source.name, each.pointer) for each in (other, one)]
    if _leads_to(one.source, values[0]) == places[0] or _leads_to(other.source, values[1]) == places[1]:
        return True
    folders = {posixpath.dirname(each.source.name) for each in (one, other)}
    return values[0] == values[1] and (len(folders) == 1 or "$ref" not in str(values[0]))


def _leads_to(source: Source, value: Json) -> tuple[str, str] | None:
    """The file and pointer of what a thing only refers to."""
    reference = value.get("$ref") if isinstance(value, dict) and len(value) == 1 else None
    if not isinstance(reference, str):
        return None
    path, _, fragment = reference.partition("#")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(source.name), unquote(path))) if path else source.name
    return name, unquote(fragment)


_DEFINITIONS = {"definitions", "$defs"}  # of JSON Schema: what is inside has names of its own


def _thing(target: _Target, tokens: list[str]) -> list[str]:
    """The way to the whole thing that a pointer into a file of fragments leads to, or into."""
    last = next((at for at in range(len(tokens) - 1, -1, -1) if tokens[at] in _DEFINITIONS), -1)
    if 0 <= last < len(tokens) - 1:
        return tokens[: last + 2]
    if target.kind != "schema":
        return tokens
    for length in range(len(tokens)):
        value = target.source.find(join("", *tokens[:length]))
        if isinstance(value, dict) and _is_schema(value):
            return tokens[:length]
    return tokens


def _is_schema(value: dict[str, Json]) -> bool:
    """Whether it has the form of a schema, and is no collection of such by name."""
    lists = ("type", "enum", "allOf", "anyOf", "oneOf")
    is_said = any(isinstance(value.get(key), str) for key in ("type", "$ref")) or any(isinstance(value.get(key), list) for key in lists)
    return is_said or isinstance(value.get("properties"), dict)


def _name(source: Source, way: list[str]) -> str:
    """What the thing is called: by its name in the file, or by that of the file."""
    stem = PurePosixPath(source.name).stem
    return way[-1] if way and way[-1] not in {"schema", "items"} else "_".join([stem, *way[-1:]])


def _is_itself(path: str, source: Source) -> bool:
    """Whether a path is the address that a document gives itself (`$self` of OpenAPI 3.2), or leads to it from there."""
    own = source.data.get("$self")
    return bool(path) and isinstance(own, str) and urljoin(own, path) == own.partition("#")[0]


def _unusable(path: str, fragment: str) -> str:
    """What is wrong with a reference before any file is looked at."""
    if _SCHEME.match(path):
        return "is not in a local file; copy what it refers to into the specs"
    if path.startswith("/") or "\\" in path or "\0" in path:
        return "has to be relative to this file"
    if fragment and not fragment.startswith("/"):
        return "has to end in a JSON pointer"
    return ""


def _plain(value: Json) -> Json:
    """A copy of data. Two places that share one anchor do not share the copy."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
