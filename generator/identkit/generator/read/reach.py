"""Which operations a document has, what each of them needs, and the document without some of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

from identkit.generator.problems import join, split
from identkit.generator.read.grammar import METHODS
from identkit.generator.read.source import Json, mapping, sequence

_DATA: Final = frozenset({"example", "examples", "default", "enum", "const", "value"})


def operations(data: dict[str, Any]) -> dict[str, str]:
    """Pointer -> `GET /pets` of every operation that is to be a method."""
    return {
        join("/paths", path, method): f"{method.upper()} {path}"
        for path, item in mapping(data.get("paths")).items()
        for method in METHODS
        if isinstance(mapping(item).get(method), dict) and mapping(mapping(item)[method]).get("x-auth-call") is not True
    }


def affected(data: dict[str, Any], pointers: Iterable[str]) -> dict[str, list[str]]:
    """What cannot be had because something is wrong at a pointer: operations, webhooks, components and all that needs these."""
    there = operations(data)
    needed_by: dict[str, list[str]] = {}
    nodes = set[str]()
    for node, value in _nodes(data):
        nodes.add(node)
        for target in set(_references(value)):
            needed_by.setdefault(target, []).append(node)
    return {pointer: list(_affected(pointer, there, nodes, needed_by)) for pointer in dict.fromkeys(pointers)}


def _affected(pointer: str, pointers: Collection[str], nodes: Collection[str], needed_by: Mapping[str, list[str]]) -> Iterator[str]:
    tokens = split(pointer)
    start = join("", *tokens[: 2 if tokens[:1] == ["webhooks"] else 3])
    if start in pointers:
        yield start
    elif tokens[:1] == ["paths"] and len(tokens) > 1:
        yield from (each for each in pointers if split(each)[:2] == tokens[:2])
    elif tokens[:1] in (["webhooks"], ["components"]):
        trail, queue = {start}, [start]
        while queue:
            more = set(needed_by.get(queue.pop(), ())) - trail
            trail |= more
            queue += more
        yield from (each for each in sorted(trail) if each in nodes or each in pointers)


def remove(data: dict[str, Any], pointer: str) -> None:
    """Take the thing at `pointer` out, where it is still there."""
    *way, last = split(pointer)
    holder: Json = data
    for token in way:
        holder = mapping(holder).get(token)
    mapping(holder).pop(last, None)
    if way[:1] == ["paths"] and not any(key in METHODS for key in mapping(holder)):
        mapping(data["paths"]).pop(way[1], None)


def without(data: dict[str, Any], pointers: Collection[str]) -> dict[str, Any]:
    """The document with some operations taken out. What stays is shared with the original."""
    copy = {**data, "paths": {path: dict(mapping(item)) for path, item in mapping(data.get("paths")).items()}}
    for pointer in pointers:
        remove(copy, pointer)
    return copy


def only(data: dict[str, Any], pointers: Collection[str]) -> dict[str, Any]:
    """The document with these operations and what they need."""
    copy = without(data, [each for each in operations(data) if each not in pointers])
    remove_unreached(copy)
    return copy


def remove_unreached(data: dict[str, Any]) -> None:
    """Take the components out that nothing needs. The sections are replaced, not changed."""
    needs = {node: set(_references(value)) for node, value in _nodes(data)}
    trail: set[str] = set()
    queue = [node for node in needs if not node.startswith("/components/")]
    while queue:
        more = needs.get(queue.pop(), set()) - trail
        trail |= more
        queue += more
    components = mapping(data.get("components"))
    data["components"] = {
        section: {name: value for name, value in mapping(members).items() if join("/components", section, name) in trail}
        if section != "securitySchemes"
        else members
        for section, members in components.items()
    }


def _nodes(data: dict[str, Any]) -> Iterator[tuple[str, Json]]:
    """Operations (with what stands beside them in their path), webhooks and components."""
    for path, methods in mapping(data.get("paths")).items():
        item = mapping(methods)
        for method in METHODS:
            if method in item:
                yield join("/paths", path, method), [item[method], item.get("parameters")]
    for name, value in mapping(data.get("webhooks")).items():
        yield join("/webhooks", name), value
    for section, methods in mapping(data.get("components")).items():
        for name, value in mapping(methods).items():
            yield join("/components", section, name), value


def _references(value: Json) -> Iterator[str]:
    """The things that a value refers to: the operation, webhook or component that holds the place."""
    queue: list[Json] = [value]
    while queue:
        each = queue.pop()
        if isinstance(each, dict):
            reference = each.get("$ref")
            if isinstance(reference, str):
                yield join("", *split(reference.removeprefix("#"))[:3])
            for target in mapping(mapping(each.get("discriminator")).get("mapping")).values():
                if isinstance(target, str):
                    yield join("", *split(target.removeprefix("#"))[:3]) if "#" in target else join("/components/schemas", target)
            queue += [child for key, child in each.items() if key not in _DATA]
        else:
            queue += sequence(each)
