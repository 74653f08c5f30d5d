"""Puts together two descriptions of one thing.

Provenance, descriptions and examples are collected from both. Everything else has to be the same: a difference is not settled here, it is
told, because one of the two documents is wrong or both describe different things.
"""

from typing import Final

from identkit.generator.problems import join
from identkit.generator.read.grammar import children
from identkit.generator.read.source import Json

_STRENGTH: Final = ("documented", "referenced", "observed", "inferred")


def same(kind: str, one: Json, other: Json, pointer: str = "") -> tuple[Json, list[str]]:
    """Both descriptions as one, and the pointers (below `pointer`) at which they differ. On a difference the first stands."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return one, [] if _equal(one, other) else [pointer]
    differences: list[str] = []
    result: dict[str, Json] = {}
    inside = {way: inner for value in (other, one) for way, inner, _ in children(kind, value)}
    names = {way[0] for way in inside if len(way) == 2}
    for key in [*one, *(key for key in other if key not in one)]:
        here = join(pointer, key)
        if key in _LISTS:
            result[key], more = _collect(key, one.get(key), other.get(key), here)
        elif key not in one or key not in other:
            result[key], more = one.get(key, other.get(key)), [here]
        elif (key,) in inside:
            result[key], more = same(inside[key,], one[key], other[key], here)
        elif key in names:
            result[key], more = _each({way[1]: inner for way, inner in inside.items() if way[0] == key}, one[key], other[key], here)
        else:
            result[key], more = one[key], [] if _equal(one[key], other[key]) else [here]
        differences += more
    return result, differences


def _each(kinds: dict[str, str], one: Json, other: Json, pointer: str) -> tuple[Json, list[str]]:
    """`same` for what two mappings of names, or two lists, hold."""
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = [same(kinds[str(at)], *both, join(pointer, at)) for at, both in enumerate(zip(one, other, strict=True))]
        return [value for value, _ in pairs], [where for _, wheres in pairs for where in wheres]
    if isinstance(one, dict) and isinstance(other, dict):
        result: dict[str, Json] = {}
        differences = [join(pointer, key) for key in sorted(one.keys() ^ other.keys())]
        for key, value in one.items():
            result[key], wheres = same(kinds.get(key, "data"), value, other[key], join(pointer, key)) if key in other else (value, [])
            differences += wheres
        return result, differences
    return one, [pointer]


def _equal(one: Json, other: Json) -> bool:
    """Equality of JSON: true is not 1."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_equal(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_equal, one, other))
    return one == other and isinstance(one, bool) == isinstance(other, bool)


_LISTS: Final = frozenset({"x-provenance", "description", "examples"})


def _collect(key: str, one: Json, other: Json, pointer: str) -> tuple[Json, list[str]]:
    if one is None or other is None or _equal(one, other):
        return (one if one is not None else other), []
    if key == "x-provenance":
        return provenance(one, other), []
    if key == "description" and isinstance(one, str) and isinstance(other, str):
        return f"{one.rstrip()}\n\n{other}", []
    if isinstance(one, list) and isinstance(other, list):
        return [*one, *(value for value in other if not any(_equal(value, each) for each in one))], []
    if isinstance(one, dict) and isinstance(other, dict):
        clashes = [join(pointer, name) for name in one.keys() & other.keys() if not _equal(one[name], other[name])]
        return {**other, **one}, sorted(clashes)
    return one, [pointer]


def provenance(one: Json, other: Json) -> Json:
    """Two sources of one fact: the stronger basis, both sources and notes, all documents."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return one
    result: dict[str, Json] = {**other, **one}
    bases = [basis for basis in _STRENGTH if basis in (one.get("basis"), other.get("basis"))]
    if bases:
        result["basis"] = bases[0]
    for key in ("source", "note"):
        texts = [text for text in (one.get(key), other.get(key)) if isinstance(text, str)]
        if texts:
            result[key] = "; ".join(dict.fromkeys(texts))
    documents = [name for names in (one.get("documents"), other.get("documents")) if isinstance(names, list) for name in names]
    if documents:
        result["documents"] = [*sorted({name for name in documents if isinstance(name, str)})]
    return result


def united(one: Json, other: Json, pointer: str = "") -> tuple[Json, list[str]]:
    """For what documents of one package add up to (extensions at the root): mappings and lists are united, plain values have to agree."""
    if isinstance(one, dict) and isinstance(other, dict):
        result: dict[str, Json] = dict(one)
        differences: list[str] = []
        for key, value in other.items():
            result[key], more = united(one[key], value, join(pointer, key)) if key in one else (value, [])
            differences += more
        return result, differences
    if isinstance(one, list) and isinstance(other, list):
        return [*one, *(value for value in other if not any(_equal(value, each) for each in one))], []
    return one, [] if _equal(one, other) else [pointer]
