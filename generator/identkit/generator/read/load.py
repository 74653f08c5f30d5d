"""Reads the documents of a package and hands them on as one OpenAPI 3.1 document.

    document = load.package(specs / "acme", specs)
    document.data                       # no reference leaves it
    document.locate("/paths/~1v1~1persons/post")   # acme/persons.yaml, line 41

`packages` finds what a specs folder holds.
"""

import hashlib
import keyword
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from attrs import define, evolve, field, frozen

from identkit.generator.problems import Location, Problem, Refused, join, split
from identkit.generator.read import anchors, merge, newer, references, swagger
from identkit.generator.read.bundle import Bundler, Component, Origin
from identkit.generator.read.grammar import METHODS, SECTIONS
from identkit.generator.read.normalise import to_3_1
from identkit.generator.read.source import Json, Source, read

NAMESPACE: Final = "identkit"
SUFFIXES: Final = (".yaml", ".yml", ".json")
_MARK: Final = b"# Generated from "  # how the first file of a package begins that is ours to write


@define(eq=False)
class Library:
    """The files of a specs folder. Each is read once."""

    root: Path
    lenient: bool = False
    slips: list[Problem] = field(factory=list[Problem])  # what could not become a package; only where that stops nothing
    _sources: dict[str, Source | Refused] = field(factory=dict[str, "Source | Refused"])

    def open(self, name: str) -> Source:
        """The file of that name, relative to the folder. Raises Refused when it cannot be used."""
        if name not in self._sources:
            try:
                self._sources[name] = self._open(name)
            except Refused as error:
                self._sources[name] = error
        source = self._sources[name]
        if isinstance(source, Refused):
            raise Refused(source.problems)
        return source

    def digests(self) -> dict[str, str]:
        """The path of every file that was looked for, with its hash; "" where it could not be used."""
        root = self.root.resolve()
        return {str(root / name): each.sha256 if isinstance(each, Source) else "" for name, each in self._sources.items()}

    def _open(self, name: str) -> Source:
        path = self.root / name
        try:
            usable = path.resolve().is_relative_to(self.root.resolve()) and path.is_file()
        except (OSError, RuntimeError, ValueError):  # a name that the system does not take, or links in a circle
            usable = False
        if not usable:
            raise Refused([Problem(Location(name, 0, ""), "there is no such file below the specs folder", "reference")])
        source = read(path, name, lenient=self.lenient)
        anchors.follow(source.data)
        source = newer.flattened(source)
        return swagger.converted(source) if "swagger" in source.data else source


@frozen(eq=False)
class Bundle:
    """Everything that is described of one package."""

    module: str  # the Python package: identkit.pets, acme.pay
    sources: tuple[tuple[str, str], ...]  # the files it was made from, by name, with their SHA-256
    data: dict[str, Any]  # OpenAPI 3.1, without references to other files
    problems: tuple[Problem, ...]  # of files and references; in a lenient run notes on what was put right
    _origins: Mapping[str, Origin]
    overrides: str = ""  # the module with what is hand-written for it, where that is not one of ours
    is_3_2: bool = False  # as it was written; what OpenAPI 3.2 has more is read all the same

    def locate(self, pointer: str) -> Location:
        """Where the thing at `pointer` (with or without "#") stands in the files."""
        tokens = split(pointer.removeprefix("#"))
        for cut in range(len(tokens), -1, -1):
            origin = self._origins.get(join("", *tokens[:cut]))
            if origin:
                return evolve(origin.source.locate(join(origin.pointer, *tokens[cut:])), bundled=pointer.removeprefix("#"))
        raise LookupError(pointer)  # not reached: the root has an origin

    @property
    def name(self) -> str:
        """The last part of the package's name."""
        return self.module.rpartition(".")[2]

    @property
    def sha256(self) -> str:
        """One hash for all sources: what the headers of the generated files show."""
        if len(self.sources) == 1:
            return self.sources[0][1]
        return hashlib.sha256("".join(f"{digest}  {name}\n" for name, digest in self.sources).encode("utf-8")).hexdigest()


def packages(library: Library) -> dict[str, Path]:
    """The packages of a specs folder by name, sorted: each document that stands alone, each folder with documents in it."""
    result: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in sorted(library.root.iterdir(), key=lambda path: (path.is_dir(), path.name)):
        name = package_name(path.name if path.is_dir() else path.stem)
        documents = _documents(path, library)
        if not documents or (name in result and not any(_is_readable(document, library) for document in documents)):
            continue  # nothing, or the fragments of a document of the same name
        if name in result:
            message = f"the package {name!r} is made from {result[name].name!r} already"
            problems.append(Problem(Location(path.name, 0, ""), message, "package-name"))
        elif not name or is_reserved(name):
            problems.append(Problem(Location(path.name, 0, ""), "no package can have this name; rename the file", "package-name"))
        else:
            result[name] = path
    if problems and not (library.lenient and result):
        raise Refused(problems)
    library.slips += [evolve(problem, note=True) for problem in problems]
    return dict(sorted(result.items()))


def is_reserved(name: str) -> bool:
    """Whether a package of that name in our namespace is written by hand."""
    import identkit

    modules = any(Path(folder, f"{name}.py").exists() for folder in identkit.__path__)
    # What Python leaves of a package that is gone (`__pycache__`) reserves nothing.
    packages = (Path(folder, name) for folder in identkit.__path__ if any(Path(folder, name).rglob("*.py")))
    return modules or not all(is_generated(package) for package in packages)


def is_generated(folder: Path) -> bool:
    """Whether a folder holds a package that a run of ours wrote."""
    try:
        with (folder / "__init__.py").open("rb") as file:
            return not folder.is_symlink() and file.read(len(_MARK)) == _MARK
    except OSError:
        return False


def package_name(stem: str) -> str:
    """A file's stem as the name of a Python package; empty when nothing of it can be used."""
    ascii_only = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode("ascii").lower()
    name = re.sub(r"[^a-z0-9]+", "_", ascii_only).strip("_")
    if name[:1].isdigit():
        name = f"api_{name}"
    return f"{name}_" if keyword.iskeyword(name) else name


def package(path: Path, root: Path, library: Library | None = None, module: str = "") -> Bundle:
    """Load one package from its document or its folder. `module` is the Python package; without it one of ours, named after the path.

    What is wrong with its files and references stands in `Bundle.problems`. Raises Refused when there is nothing to go on with.
    """
    library = library or Library(root)
    names = _documents(path, library) if path.is_dir() else [path.relative_to(root).as_posix()]
    sources, problems = _open(names, library)
    if not names:
        raise Refused([Problem(Location(path.name, 0, ""), "there is no document here", "provider")])
    fragments, further = _open(_fragments(path, root, names), library)
    problems += further
    versions = {source.name: _version(source, problems) for source in sources}
    slips: list[Problem] = []
    if library.lenient and any(versions.values()):  # what cannot be read does not stop the rest
        sources, slips, problems = [source for source in sources if versions[source.name]], problems, []
        versions = {source.name: versions[source.name] for source in sources}
    if len(set(versions.values())) > 1:
        problems.append(Problem(sources[1].locate("/openapi"), "the documents of one package mix OpenAPI 3.0 and 3.1", "openapi-version"))
    if problems:
        raise Refused(problems)
    by_name = {source.name: source for source in (*sources, *fragments) if source in sources or "components" in source.data}

    def open_used(name: str) -> Source:
        by_name[name] = library.open(name)
        return by_name[name]

    bundler = Bundler(open_used, frozenset(versions), lenient=library.lenient)
    package = _Package(bundler)
    for source in sources:
        package.add(source)
    for source in fragments:
        bundler.fragment(source)
    package.add_components()
    remarks = [*slips, *bundler.problems, *package.problems, *(note for source in by_name.values() for note in source.notes)]
    document = Bundle(
        module or f"{NAMESPACE}.{package_name(path.name if path.is_dir() else path.stem)}",
        tuple(sorted((source.name, source.sha256) for source in by_name.values())),
        package.data,
        tuple(sorted({evolve(problem, note=library.lenient or problem.note) for problem in remarks})),
        package.origins,
        is_3_2=any(str(source.data.get("openapi")).startswith("3.2") for source in sources),
    )
    wrong = _circles(document, lenient=library.lenient)
    if library.lenient or not document.problems:  # otherwise it would be told twice
        wrong += [Problem(document.locate(at), text, "reference", note=library.lenient) for at, text in references.strays(document.data)]
    if "3.0" in versions.values():
        to_3_1(document.data)
    return evolve(document, problems=(*document.problems, *wrong))


def _circles(document: Bundle, *, lenient: bool) -> list[Problem]:
    """References that come to no end. Nothing can follow them: they are refused, or lead to anything at all."""
    problems = [Problem(document.locate(pointer), text, "reference", note=lenient) for pointer, text in references.circles(document.data)]
    if problems and not lenient:
        raise Refused([*document.problems, *problems])
    for problem in problems:
        section, name = split(problem.location.bundled)[1:3]
        document.data["components"][section][name] = {}
    return problems


def _documents(path: Path, library: Library) -> list[str]:
    """The names of the documents at `path`. Where nothing can be read, the files that cannot count, so that somebody is told."""
    files = [file for file in (sorted(path.iterdir()) if path.is_dir() else [path]) if _is_spec(file)]
    names = [file.relative_to(library.root).as_posix() for file in files]
    readable = [name for name in names if _is_readable(name, library)]
    documents = [name for name in readable if library.open(name).data.keys() & {"paths", "webhooks", "swagger"}]
    return documents or [name for name in names if name not in readable]


def _is_spec(file: Path) -> bool:
    return file.suffix in SUFFIXES and not file.name.startswith(".") and not file.is_dir()


def _is_readable(name: str, library: Library) -> bool:
    try:
        library.open(name)
    except Refused:
        return False
    return True


def _fragments(path: Path, root: Path, documents: list[str]) -> list[str]:
    """The other files of a package's folder: the folder itself, or the one beside a document that has the document's name."""
    folder = path if path.is_dir() else path.with_suffix("")
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    names = [file.relative_to(root).as_posix() for file in files if _is_spec(file)]
    return [name for name in names if name not in documents]


def _open(names: list[str], library: Library) -> tuple[list[Source], list[Problem]]:
    sources: list[Source] = []
    problems: list[Problem] = []
    for name in names:
        try:
            sources.append(library.open(name))
        except Refused as error:
            problems += error.problems
    return sources, problems


def _version(source: Source, problems: list[Problem]) -> str:
    version = source.data.get("openapi")
    for prefix, grammar in (("3.0", "3.0"), ("3.1", "3.1"), ("3.2", "3.1")):
        if isinstance(version, str) and re.fullmatch(rf"{prefix}(\.\d+)?(-.*)?", version, re.ASCII):
            return grammar
    problems.append(
        Problem(source.locate("/openapi"), "this is not an OpenAPI document of version 2.0, 3.0, 3.1 or 3.2", "openapi-version")
    )
    return ""


class _Package:
    """The bundled document while it grows."""

    def __init__(self, bundler: Bundler) -> None:
        self.data: dict[str, Json] = {}
        self.origins: dict[str, Origin] = {}
        self.problems: list[Problem] = []
        self._bundler = bundler

    def add(self, source: Source) -> None:
        document = self._bundler.document(source)
        self.origins.setdefault("", Origin(source, ""))
        if len(self._bundler.documents) > 1:
            _write_security(document)
        for place in ("paths", "webhooks"):
            items = document.pop(place, None)
            if isinstance(items, dict):
                self._under((place,))
                self._items(place, items, source)
            elif place in source.data:
                self._put("data", (place,), items, Origin(source, join("", place)))
        for key, value in document.items():
            self._root(key, value, Origin(source, join("", key)))

    def add_components(self) -> None:
        for component, value in self._bundler.components():
            provenance = component.origin.source.data.get("x-provenance")
            alone = len(self._bundler.documents) == 1 and component.origin.source.name in self._bundler.documents
            if isinstance(value, dict) and "$ref" not in value and provenance is not None and not alone:
                value.setdefault("x-provenance", provenance)
            self._component(component, value)
        components = self.data.get("components")
        if isinstance(components, dict):
            self.data["components"] = {section: components[section] for section in SECTIONS if section in components}

    def _component(self, component: Component, value: Json) -> None:
        way = ("components", component.section, component.name)
        self._put(SECTIONS[component.section], way, value, component.origin)

    def _items(self, place: str, items: dict[str, Json], source: Source) -> None:
        for path, item in items.items():
            origin = Origin(source, join("", place, path))
            if not isinstance(item, dict):
                self._put("data", (place, path), item, origin)
                continue
            origin = self._bundler.written_out.get((source.name, origin.pointer), origin)
            members = self._under((place,)).get(path)
            for key in ("parameters", "servers") if isinstance(members, dict) else ():
                if isinstance(members, dict) and (key in members) != (key in item):
                    self._report([join("", key)], origin, join("", place, path))
            self._under((place, path))
            self.origins.setdefault(join("", place, path), origin)
            for key, value in item.items():
                if key in METHODS and isinstance(value, dict):
                    _name_document(value, source, origin.source)
                kind = "operation" if key in METHODS else "data"
                self._put(kind, (place, path, key), value, Origin(origin.source, join(origin.pointer, key)))

    def _root(self, key: str, value: Json, origin: Origin) -> None:
        if key == "info":
            self.data["info"] = _info(self.data.get("info"), value)
            self.origins.setdefault("/info", origin)
        elif key == "x-provenance" and key in self.data:
            self.data[key] = merge.provenance(self.data[key], value)
        elif key == "openapi":
            self.data[key] = "3.1.0"
        elif key in self.data and (key.startswith("x-") or key in {"servers", "tags"}):
            self.data[key], differences = merge.united(self.data[key], value)
            self._report(differences, origin)
        else:
            self._put("data", (key,), value, origin)

    def _put(self, kind: str, way: tuple[str, ...], value: Json, origin: Origin) -> None:
        """Put `value` at its place, or make sure that it is described there in the same way."""
        holder = self._under(way[:-1])
        if way[-1] in holder:
            holder[way[-1]], differences = merge.same(kind, holder[way[-1]], value)
            self._report(differences, origin, join("", *way))
        else:
            holder[way[-1]] = value
            self.origins[join("", *way)] = origin

    def _under(self, way: tuple[str, ...]) -> dict[str, Json]:
        holder = self.data
        for name in way:
            inner = holder.setdefault(name, {})
            if not isinstance(inner, dict):  # malformed in one document: a place of its own keeps the rest readable
                inner = holder[name] = {}
            holder = inner
        return holder

    def _report(self, differences: list[str], origin: Origin, bundled: str = "") -> None:
        for difference in differences:
            first = self.origins.get(bundled)
            at = f", see {first.source.locate(first.pointer + difference)}" if first else ""
            message = f"this is described differently in the documents of the package{at}"
            self.problems.append(Problem(origin.source.locate(origin.pointer + difference), message, "described-twice"))


def _name_document(operation: dict[str, Json], document: Source, file: Source) -> None:
    """Note in an operation's provenance which document describes it. Without any provenance there is nothing to note it in."""
    for holder in (operation, file.data, document.data):
        provenance = holder.get("x-provenance")
        if isinstance(provenance, dict):
            operation["x-provenance"] = {**provenance, "documents": [PurePosixPath(document.name).stem]}
            return


def _write_security(document: dict[str, Json]) -> None:
    """Write what a document demands of all its operations into each of them; the other documents may demand something else."""
    security = document.pop("security", None)
    items = document.get("paths")
    for item in items.values() if security is not None and isinstance(items, dict) else ():
        for method in METHODS if isinstance(item, dict) else ():
            operation = item.get(method) if isinstance(item, dict) else None
            if isinstance(operation, dict):
                operation.setdefault("security", security)


def _info(one: Json, other: Json) -> Json:
    """One `info` for several documents: titles and descriptions stand beside each other."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return one if one is not None else other
    info: dict[str, Json] = {**other, **one}
    for key, between in (("title", " and "), ("summary", " "), ("description", "\n\n"), ("version", ", ")):
        texts = [text.strip() for text in (one.get(key), other.get(key)) if isinstance(text, str)]
        if texts:
            info[key] = between.join(dict.fromkeys(texts))
    return info
