"""What extensions refer to by name has to be there: properties, parameters, operations.

These rules hold for other people's documents, too: what is named and not there could not be generated.
"""

from collections.abc import Callable, Collection, Iterator, Sequence

from identkit.generator.problems import Problem, join
from identkit.generator.read.grammar import Node
from identkit.generator.read.source import Json, mapping, sequence
from identkit.generator.read.view import DocumentView


def problems(view: DocumentView) -> Iterator[Problem]:
    """Every name that leads nowhere."""
    for place in view.places:
        if place.kind == "operation":
            yield from _carries(view, place)
            yield from _paging(view, place)
        elif place.kind == "schema":
            yield from _file(view, place)
            yield from _aliases(view, place)
        if "x-rules" in place.value:
            yield from _rules(view, place)


def _missing(view: DocumentView, at: str, what: str, name: object) -> Problem:
    return Problem(view.doc.locate(at), f"there is no {what} {name!r}", "reference-by-name")


def _rules(view: DocumentView, place: Node) -> Iterator[Problem]:
    is_there = _fields(view, place)
    for at, rule in enumerate(map(mapping, sequence(place.value["x-rules"]))):
        alternatives = [name for alternative in sequence(rule.get("alternatives")) for name in mapping(alternative)]
        for name in (*sequence(rule.get("fields")), *alternatives):
            if not is_there(str(name)):
                yield _missing(view, join(place.pointer, "x-rules", at), "field", name)


def _fields(view: DocumentView, place: Node) -> Callable[[str], bool]:
    """What rules may speak of: the properties of a schema; the parameters of an operation and the properties of its body."""
    if place.kind == "schema":
        return lambda name: view.property(place.value, name) is not None
    parameters = {str(parameter.get("name")) for parameter in view.parameters(place)}
    return lambda name: name in parameters or view.property(view.body(place), name) is not None


def _file(view: DocumentView, place: Node) -> Iterator[Problem]:
    for part, name in mapping(place.value.get("x-file")).items():
        if view.property(place.value, str(name)) is None:
            yield _missing(view, join(place.pointer, "x-file", part), "property", name)


def _aliases(view: DocumentView, place: Node) -> Iterator[Problem]:
    for name, schema in mapping(place.value.get("properties")).items():
        target = mapping(schema).get("x-alias-of")
        if isinstance(target, str) and (target == name or target not in view.properties(place.value)):
            yield _missing(view, join(place.pointer, "properties", name, "x-alias-of"), "other property", target)


def _carries(view: DocumentView, place: Node) -> Iterator[Problem]:
    for at, name in enumerate(sequence(place.value.get("x-carries"))):
        schema = view.property(view.body(place), str(name))
        pointer = join(place.pointer, "x-carries", at)
        if schema is None:
            yield _missing(view, pointer, "property", name)
        elif any(part.get("x-pii", "none") not in {"none", "secret"} for part in (mapping(schema), view.resolve(schema))):
            yield Problem(view.doc.locate(pointer), f"{name!r} is personal data, and errors are logged", "pii-in-error")


def _paging(view: DocumentView, place: Node) -> Iterator[Problem]:
    paging = mapping(place.value.get("x-paging"))
    at = join(place.pointer, "x-paging")
    parameters = {str(parameter.get("name")) for parameter in view.parameters(place) if parameter.get("in") == "query"}
    names = [str(paging[key]) for key in ("parameter", *(("page", "size") if paging.get("kind") == "page-number" else ())) if key in paging]
    fields = {name for name in names if view.property(view.body(place), name) is not None}
    yield from _absent(view, at, "query parameter", names, parameters | fields)
    yield from _absent(view, at, "query parameter", sequence(paging.get("refuse")), parameters)
    if "archive" in paging:
        yield from _absent(view, join(at, "archive"), "operation", [paging["archive"]], view.operations.keys())
        items = view.resolve(view.answer(place)).get("items")
        if view.property(items, str(paging.get("identifier"))) is None:
            yield _missing(view, join(at, "identifier"), "property of the items", paging.get("identifier"))


def _absent(view: DocumentView, at: str, what: str, names: Sequence[Json], there: Collection[str]) -> Iterator[Problem]:
    yield from (_missing(view, at, what, name) for name in names if str(name) not in there)
