"""References of a bundled document that nobody should follow. Both functions yield pointers and what is wrong there."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from identkit.generator.problems import join
from identkit.generator.read.source import Json, mapping, sequence

_ELSEWHERE: Final = {"$ref", "$id", "$anchor", "$dynamicRef", "$dynamicAnchor", "$recursiveRef", "$schema"}
_DATA: Final = {"example", "examples", "default", "enum", "const", "value"}
_UNIONS: Final = ("allOf", "anyOf", "oneOf")
_CONDITIONS: Final = ("not", "if", "then", "else")


def strays(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """References where OpenAPI knows none, and other ways to leave the document: a tool that knows more than we do might follow them."""
    queue: list[tuple[str, Json]] = [("", data)]
    while queue:
        pointer, value = queue.pop()
        if isinstance(value, dict):
            for key in _ELSEWHERE & value.keys():
                text = value[key]
                if isinstance(text, str) and (key != "$ref" or not text.startswith("#/")):
                    yield join(pointer, key), f"{key} {text!r} cannot be followed"
            is_map = pointer.endswith("/properties")  # there, every key is a name
            looked_into = [key for key in value if is_map or (key not in _DATA and not key.startswith("x-"))]
            queue += [(join(pointer, key), value[key]) for key in looked_into]
        elif isinstance(value, list):
            queue += [(join(pointer, at), item) for at, item in enumerate(value)]


def circles(data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Components that are, or consist of, themselves: whoever follows that comes to no end."""
    components: dict[str, dict[str, Json]] = data.get("components", {})
    pairs = ((join("#/components", section, name), value) for section, members in components.items() for name, value in members.items())
    things = dict(pairs)
    every = {start: set(_in_place(_without_heirs(start, value, things))) for start, value in things.items()}
    leads = {start: targets & every.keys() for start, targets in every.items()}
    needed_by: dict[str, list[str]] = {}
    for start, targets in leads.items():
        for target in targets:
            needed_by.setdefault(target, []).append(start)
    leaves = [start for start, targets in leads.items() if not targets]
    while leaves:  # each thing once: a chain may have ten thousand links
        leaf = leaves.pop()
        del leads[leaf]
        for start in needed_by.get(leaf, ()):
            leads[start].discard(leaf)
            if not leads[start]:
                leaves.append(start)
    in_circles = _in_circles(leads)
    for start in leads:  # in a circle, or on the way to one
        if start in in_circles:
            yield start, "the references come back to this one and never to a thing"


def _without_heirs(start: str, value: Json, things: Mapping[str, Json]) -> Json:
    """A thing without its choice between those that extend it: a base may list its children, which are no parts of it."""
    thing = mapping(value)
    if not thing.keys() & {"properties", "discriminator", "allOf"}:
        return value
    choices = {key: [each for each in sequence(thing.get(key)) if not _extends(each, start, things)] for key in ("oneOf", "anyOf")}
    return {**thing, **choices}


def _extends(member: Json, base: str, things: Mapping[str, Json]) -> bool:
    """Whether what a member of a choice refers to is made with `allOf` from the base, over any number of generations."""
    queue, trail = [mapping(member).get("$ref")], set[str]()
    while queue:
        reference = queue.pop()
        if not isinstance(reference, str) or reference in trail:
            continue
        trail.add(reference)
        parts = [mapping(part).get("$ref") for part in sequence(mapping(things.get(reference)).get("allOf"))]
        if base in parts:
            return True
        queue += parts
    return False


def _in_circles(leads: Mapping[str, Collection[str]]) -> set[str]:
    """The things that lead back to themselves, directly or as one of a group in which each leads to each (Kosaraju's way to find these).

    Each is looked at twice, however long the circles are.
    """
    needed_by: dict[str, list[str]] = {}
    for start, targets in leads.items():
        for target in targets:
            needed_by.setdefault(target, []).append(start)
    group_of: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for start in reversed(_finished(leads)):
        queue = [start]
        while queue:
            thing = queue.pop()
            if thing not in group_of:
                group_of[thing] = start
                sizes[start] = sizes.get(start, 0) + 1
                queue += needed_by.get(thing, ())
    return {thing for thing, group in group_of.items() if sizes[group] > 1 or thing in leads[thing]}


def _finished(leads: Mapping[str, Collection[str]]) -> list[str]:
    """The things, each after all that it leads to, circles aside."""
    trail, order = set[str](), list[str]()
    for start in leads:
        way = [(start, iter(leads[start]))] if start not in trail else []
        trail.add(start)
        while way:
            thing, targets = way[-1]
            target = next((each for each in targets if each in leads and each not in trail), None)
            if target is None:
                order.append(thing)
                way.pop()
            else:
                trail.add(target)
                way.append((target, iter(leads[target])))
    return order


def _in_place(value: Json) -> Iterator[str]:
    """What a thing refers to for itself, not for something inside."""
    thing = mapping(value)
    reference = thing.get("$ref")
    if isinstance(reference, str):
        yield reference
    parts = [part for key in _UNIONS for part in sequence(thing.get(key))]
    for part in (*parts, *(thing[key] for key in _CONDITIONS if key in thing)):
        yield from _in_place(part)
