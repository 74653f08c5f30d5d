"""References by name instead of by place: `$anchor`, `$dynamicRef` and `$recursiveRef` become the `$ref` that says the same.

What a dynamic reference means depends on the way by which one came to it. A class cannot: the reference leads to the anchor of that name
that is nearest, first of all to one that it stands inside of, as in a tree whose nodes are trees.
"""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote, unquote, urljoin

from attrs import define, field

from identkit.generator.problems import join, split
from identkit.generator.read import generics
from identkit.generator.read.source import Json, inside
from identkit.generator.values import is_list, is_map

_DATA: Final = frozenset({"example", "examples", "default", "enum", "const", "value"})
_NAMES: Final = frozenset({"properties", "patternProperties", "$defs", "definitions", "schemas"})
_ANCHORS: Final = ("$anchor", "$dynamicAnchor")
_BY_NAME: Final = frozenset({"$id", "$defs", "$dynamicRef", "$recursiveRef", "$recursiveAnchor", *_ANCHORS})
_SAFE: Final = "/~!$&'()*+,;=:@"


@define
class _Found:
    """What a file has of anchors, by name, and of references to them, by place."""

    file: dict[str, Json]
    anchors: dict[str, list[str]] = field(factory=dict[str, list[str]])
    ids: dict[str, str] = field(factory=dict[str, str])  # `$id`, as a whole URL where it is below another -> place
    bases: dict[str, str] = field(factory=dict[str, str])  # the same the other way
    defining: list[str] = field(factory=list[str])  # schemas with `$defs`
    recursive: list[str] = field(factory=list[str])
    uses: list[tuple[str, dict[str, Json]]] = field(factory=list[tuple[str, dict[str, Json]]])

    def note(self, pointer: str, value: dict[str, Json]) -> None:
        """Note what a thing has of names, and that it refers to some."""
        for key in _ANCHORS:
            if isinstance(name := value.get(key), str):
                self.anchors.setdefault(name, []).append(pointer)
        if pointer and "$defs" in value:
            self.defining.append(pointer)
        if value.get("$recursiveAnchor") is True:
            self.recursive.append(pointer)
        if value.keys() & {"$dynamicRef", "$recursiveRef", "$recursiveAnchor", "$ref", "$id", *_ANCHORS}:
            self.uses.append((pointer, value))


def follow(data: dict[str, Any]) -> None:
    """Rewrite the references of one file in place. What leads to no anchor stays, to be told by whoever follows references."""
    if not _has_names(data):
        return  # as in nearly every document: the ways to all things are long to tell
    anchors = _Found(data)
    for pointer, value in _things(data):
        if isinstance(identifier := value.get("$id"), str) and pointer:
            anchors.bases[pointer] = urljoin(_base(pointer, anchors), identifier).removesuffix("#")
            anchors.ids.setdefault(anchors.bases[pointer], pointer)
    generics.fill(_things(data), lambda pointer, reference: _at(data, _identified(pointer, reference, anchors) or reference))
    for pointer, value in _things(data):
        anchors.note(pointer, value)
    for pointer, value in anchors.uses:
        _rewrite(pointer, value, anchors)


def _has_names(data: dict[str, Any]) -> bool:
    queue: list[Any] = [data]
    while queue:
        value = queue.pop()
        if is_map(value):
            if not _BY_NAME.isdisjoint(value):
                return True
            queue += value.values()
        elif is_list(value):
            queue += value
    return False


def _rewrite(pointer: str, value: dict[str, Json], anchors: _Found) -> None:
    for key in ("$dynamicRef", "$recursiveRef", "$ref"):
        reference = value.get(key)
        if not isinstance(reference, str) or (key != "$ref" and "$ref" in value):
            continue
        target = _meant(pointer, key, reference, anchors)
        if target is not None:
            del value[key]
            value["$ref"] = target
    for key in (*_ANCHORS, "$recursiveAnchor", *(("$id",) if pointer else ())):
        if isinstance(value.get(key), str | bool):
            del value[key]  # it has said all that it can say


def _meant(pointer: str, key: str, reference: str, anchors: _Found) -> str | None:
    """The reference to a place; None where there is nothing to change."""
    path, _, name = reference.partition("#")
    if (whole := _identified(pointer, reference, anchors)) is not None:
        return whole
    if key == "$recursiveRef":
        inside = [each for each in anchors.recursive if _is_inside(pointer, each)]
        return f"#{quote(inside[-1] if inside else _root(pointer), safe=_SAFE)}" if reference == "#" else None
    if not path and name in anchors.anchors:
        nearest = max(anchors.anchors[name], key=lambda each: (_is_inside(pointer, each), _shared(pointer, each)))
        return f"#{quote(nearest, safe=_SAFE)}"
    if not path and name.startswith("/") and (near := _near(pointer, unquote(name), anchors)):
        return near
    return reference if key == "$dynamicRef" and name.startswith("/") else None


def _near(pointer: str, name: str, anchors: _Found) -> str | None:
    """The place of a pointer that starts at a schema around it: at one with `$id`, and where it leads nowhere else at one with `$defs`."""
    bases = [place for place in anchors.bases if _is_inside(pointer, place)]
    defining = [place for place in anchors.defining if _is_inside(pointer, place)]
    leads = _at(anchors.file, f"#{quote(name, safe=_SAFE)}") is not None
    for place in reversed(bases[-1:] if leads else [*bases[-1:], *defining]):
        if _at(anchors.file, f"#{quote(place + name, safe=_SAFE)}") is not None:
            return f"#{quote(place + name, safe=_SAFE)}"
    return None


def _identified(pointer: str, reference: str, anchors: _Found) -> str | None:
    """The reference to a place for one to a schema with `$id`; None where there is no such schema."""
    path, _, name = reference.partition("#")
    place = anchors.ids.get(urljoin(_base(pointer, anchors), path)) if path else None
    if place is None:
        return None
    inside = [each for each in anchors.anchors.get(name, ()) if _is_inside(each, place)]
    whole = join(place, *split(name)) if name[:1] in {"", "/"} else inside[0] if inside else None
    return None if whole is None else f"#{quote(whole, safe=_SAFE)}"


def _at(data: Json, reference: str) -> Json:
    """What stands at a place of the file, None for nothing."""
    if not reference.startswith("#"):
        return None
    try:
        for token in split(unquote(reference[1:])):
            data = inside(data, token)
    except LookupError:
        return None
    return data


def _base(pointer: str, anchors: _Found) -> str:
    """The `$id` that references at a place are relative to, "" for none."""
    return next((base for place, base in reversed(anchors.bases.items()) if _is_inside(pointer, place)), "") if anchors.bases else ""


def _is_inside(pointer: str, outer: str) -> bool:
    return pointer == outer or pointer.startswith(f"{outer}/")


def _shared(one: str, other: str) -> int:
    """How many parts two pointers have in common before they go apart."""
    pairs = enumerate(zip(split(one), split(other), strict=False))
    return next((at for at, (ours, theirs) in pairs if ours != theirs), min(one.count("/"), other.count("/")))


def _root(pointer: str) -> str:
    """The schema as a whole that a place belongs to: a component, one of a request or an answer, or the file."""
    tokens = split(pointer)
    if tokens[:2] == ["components", "schemas"]:
        return join("", *tokens[:3])
    return join("", *tokens[: tokens.index("schema") + 1]) if "schema" in tokens else ""


def _things(data: dict[str, Json]) -> Iterator[tuple[str, dict[str, Json]]]:
    """Every mapping whose keys are keywords, the outer ones first; data and extensions are left alone."""
    queue: list[tuple[str, Json, bool]] = [("", data, False)]
    while queue:
        pointer, value, by_name = queue.pop()
        if isinstance(value, dict):
            if not by_name:
                yield pointer, value
            looked_into = [key for key in value if by_name or (key not in _DATA and not key.startswith("x-"))]
            queue += [(join(pointer, key), value[key], not by_name and key in _NAMES) for key in reversed(looked_into)]
        elif isinstance(value, list):
            queue += [(join(pointer, at), item, False) for at, item in enumerate(value)]
