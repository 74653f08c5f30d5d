"""Templates: a schema with `$dynamicRef` that another one fills in, as pages of anything are.

    Page: {properties: {items: {type: array, items: {$dynamicRef: "#T"}}}, $defs: {T: {$dynamicAnchor: T}}}
    UserPage: {$ref: "#/components/schemas/Page", $defs: {T: {$dynamicAnchor: T, $ref: "#/components/schemas/User"}}}

A class of its own has to be made for each filling: the template is copied, its dynamic references lead to what fills them.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from typing import Final

from identkit.generator.problems import join
from identkit.generator.read.source import Json, mapping

MOST: Final = 200  # copies in one file


def fill(things: Iterator[tuple[str, dict[str, Json]]], find: Callable[[str, str], Json]) -> None:
    """Put copies in the place of references to templates. `find` gives what a reference at a place leads to, None for nothing."""
    rest = MOST
    for pointer, value in [*things]:
        reference = value.get("$ref")
        fillings = _fillings(pointer, value) if isinstance(reference, str) else {}
        template = find(pointer, str(reference)) if fillings and rest else None
        if isinstance(template, dict) and template is not value and _uses(template, fillings):
            rest -= 1
            del value["$ref"]
            parts = value.get("allOf")
            value["allOf"] = [_copy(template, fillings, top=True), *(parts if isinstance(parts, list) else ())]


def _fillings(pointer: str, value: Mapping[str, Json]) -> dict[str, str]:
    """Dynamic anchors of a schema, itself among them, by name."""
    own = {str(value["$dynamicAnchor"]): pointer} if "$dynamicAnchor" in value else {}
    for key in ("$defs", "definitions"):
        for name, each in mapping(value.get(key)).items():
            anchor = mapping(each).get("$dynamicAnchor")
            own |= {anchor: join(pointer, key, name)} if isinstance(anchor, str) else {}
    return own


def _uses(value: Json, fillings: Mapping[str, str]) -> bool:
    queue = [value]
    while queue:
        each = queue.pop()
        if isinstance(each, dict):
            if str(each.get("$dynamicRef", "")).removeprefix("#") in fillings:
                return True
            queue += each.values()
        elif isinstance(each, list):
            queue += each
    return False


def _copy(value: Json, fillings: Mapping[str, str], *, top: bool = False) -> Json:
    if isinstance(value, list):
        return [_copy(each, fillings) for each in value]
    if not isinstance(value, dict):
        return copy(value)
    own = {"$id", "$defs", "definitions", "$dynamicAnchor"} if top else {"$dynamicAnchor"}
    result: dict[str, Json] = {key: _copy(each, fillings) for key, each in value.items() if key not in own}
    place = fillings.get(str(result.get("$dynamicRef", "")).removeprefix("#"))
    if place is not None:
        del result["$dynamicRef"]
        result["$ref"] = f"#{place}"
    return result
