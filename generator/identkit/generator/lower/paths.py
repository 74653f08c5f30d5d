"""Paths as others write them: with expressions of RFC 6570 or of a server's router in the place of plain names."""

import re
from collections.abc import Collection, Container, Mapping
from typing import Final, TypeAlias, TypeVar

from attrs import frozen

T = TypeVar("T")
Key: TypeAlias = tuple[str, str]  # place and name
_EXPRESSION: Final = re.compile(r"\{([^{}]+)\}")
_QUERY: Final = re.compile(r"[?&]([^{}]+)")
_COLON: Final = re.compile(r"(?<=/):([A-Za-z_]\w*)")  # as routers of servers write it
_PAIR: Final = re.compile(r"(?P<name>[^&={}]+)=\{(?P=name)\}")
_NAME: Final = re.compile(r"(?P<before>[+/#]?)(?P<name>[^\s:*+/#]+)(?P<after>[*+]?)(?::(?P<form>.+))?", re.DOTALL)


@frozen
class Template:
    """A path whose expressions are names."""

    path: str
    reserved: frozenset[str] = frozenset()  # names whose values may hold slashes
    query: tuple[str, ...] = ()  # names that the path has as its query


def plain(path: str, parameters: Container[str], queries: Container[str] = ()) -> Template:
    """The path in the words of OpenAPI. `parameters` are the path parameters: what is one of these is left as it is.

    `queries` are the parameters of the query: what the path says of them, too, is taken from it.
    """
    reserved: set[str] = set()
    query: list[str] = []

    def name(match: re.Match[str]) -> str:
        text = match[1].strip()
        if text in parameters:
            return f"{{{text}}}"
        if beyond := _QUERY.fullmatch(text):
            query.extend(each.strip().rstrip("*") for each in beyond[1].split(","))
            return ""
        parts = _NAME.fullmatch(text)
        if parts is None or parts["name"] not in parameters:
            return match[0]
        if parts["before"] == "+" or parts["after"] or parts["form"] == "path" or ".*" in (parts["form"] or ""):
            reserved.add(parts["name"])
        return f"{'/' * (parts['before'] == '/')}{{{parts['name']}}}"

    def colon(match: re.Match[str]) -> str:
        return f"{{{match[1]}}}" if match[1] in parameters and f"{{{match[1]}}}" not in path else match[0]

    way, mark, rest = _COLON.sub(colon, _EXPRESSION.sub(name, path)).partition("?")
    pairs = [pair for pair in rest.split("&") if not _is_query(pair, parameters, queries)]
    return Template(way + (mark + "&".join(pairs) if any(pairs) else ""), frozenset(reserved), tuple(query))


def spelt(parameters: Mapping[Key, T], names: Collection[str]) -> dict[Key, T]:
    """The parameters by place and name, those of the path as the path spells them where only letters and underscores differ."""
    wires = {wire for place, wire in parameters if place == "path"}
    free = {_bare(name): name for name in names if name not in wires}
    return {
        (place, free.get(_bare(wire), wire) if place == "path" and wire not in names else wire): each
        for (place, wire), each in parameters.items()
    }


def _bare(name: str) -> str:
    return name.replace("_", "").replace("-", "").lower()


def _is_query(pair: str, parameters: Container[str], queries: Container[str]) -> bool:
    filled = _PAIR.fullmatch(pair)
    return filled is not None and filled["name"] in queries and filled["name"] not in parameters
