"""The parameters of a request in their places: path, query, headers and cookies."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec import UNSET

from identkit.core._calling.description import Param, Place
from identkit.core._sent import body as bodies
from identkit.core._sent import checks, styles
from identkit.core._sent.encoding import plain, to_form, to_json
from identkit.core._sent.headers import UNSAFE
from identkit.core._sent.messages import say
from identkit.core._sent.problems import Problems, inspect
from identkit.core._sent.styles import text
from identkit.core._values import is_mapping

_COOKIE = re.compile(r"[!#-:<-\[\]-~]*")  # RFC 6265, and commas, which stand between the items of a list


class Parts:
    """A request while its parameters are put in their places."""

    def __init__(self, path: str, headers: dict[str, str]) -> None:
        self.path, _, self.fragment = path.partition("#")
        self.query: list[str] = []
        self.headers = headers
        self.fixed = "{" not in path

    @property
    def url(self) -> str:
        """Path, query and, where the document has one, the fragment: in this order, or the query would be part of the fragment."""
        between = "&" if "?" in self.path else "?"
        return self.path + (between + "&".join(self.query) if self.query else "") + (f"#{self.fragment}" if self.fragment else "")


def value_of(param: Param, from_client: Mapping[str, object], params: Mapping[str, Any], problems: Problems) -> Any:
    """The checked value of a parameter; UNSET where there is none, or a wrong one."""
    value = from_client.get(param.name, UNSET) if param.from_client else params.get(param.name, UNSET)
    is_null = value is None and param.check.nullable and param.check.required and param.place is not Place.PATH
    if value is UNSET or (value is None and not is_null):  # None for what need not be given is "not given"
        value = UNSET if param.default is None else param.default
    elif value is not None:
        before = problems.count
        inspect(param.check, value, problems, param.name)
        if problems.count != before:
            return UNSET
    if value is UNSET and (param.check.required or param.place is Place.PATH):
        problems.add(param.name, checks.REQUIRED)
    return UNSET if value is None and param.place is not Place.QUERY else value


def place(param: Param, value: Any, parts: Parts, problems: Problems, now: float) -> None:
    """Put a value where it travels, unless it is UNSET. What is wrong goes into `problems`."""
    if value is UNSET:
        return
    if param.type is not None:
        make = bodies.builder(param.type)
        before = problems.count
        value = plain(value if make is None else make(value, problems, now, param.name))
        if problems.count != before:
            return
    if param.content:
        value = _in_content(param, value)
    _PLACES[param.place](param, value, parts, problems)


def _in_content(param: Param, value: Any) -> str:
    """A value that is written in a media type of its own."""
    if "x-www-form-urlencoded" in param.content.lower() and is_mapping(value):
        return to_form(value, {}).decode()
    if "json" not in param.content.lower():
        return text(value)
    octets = to_json(value)
    # Headers are not UTF-8
    return json.dumps(msgspec.json.decode(octets)) if param.place is Place.HEADER and not octets.isascii() else octets.decode()


def _in_path(param: Param, value: Any, parts: Parts, problems: Problems) -> None:
    style = param.style or "simple"
    text = styles.in_path(param.wire, value, style, explode=param.explode is True, reserved=param.reserved)
    bare = text.lstrip(".;") if style != "simple" else text
    elsewhere = _leaves(parts.path)  # because of another parameter
    parts.path = parts.path.replace(f"{{{param.wire}}}", text)
    elsewhere = text in {".", ".."} or (not elsewhere and _leaves(parts.path))
    if not bare or elsewhere:  # they would call another operation
        problems.add(param.name, checks.REQUIRED if not bare and not elsewhere else say("path"))
    parts.fixed = False


def _leaves(path: str) -> bool:
    """Whether a path has a step that leads out of it."""
    return "/." in path and not {".", ".."}.isdisjoint(path.partition("?")[0].split("/"))


def _in_query(param: Param, value: Any, parts: Parts, problems: Problems) -> None:
    del problems
    style = param.style or "form"
    explode = style in {"form", "deepObject"} if param.explode is None else param.explode
    if style == "querystring":
        parts.query.append(value if "x-www-form-urlencoded" in param.content else styles.escaped(value))
    elif value is None:
        parts.query.append(f"{styles.escaped(param.wire)}=null")
    else:
        parts.query.extend(styles.in_query(param.wire, value, style, explode=explode, reserved=param.reserved))
    parts.fixed = parts.fixed and not parts.query


def _in_header(param: Param, value: Any, parts: Parts, problems: Problems) -> None:
    content = styles.in_header(value, param.style, explode=param.explode is True)
    if UNSAFE.search(content):
        problems.add(param.name, say("control") if content.isascii() else say("header"))
    elif content != content.strip():  # the transport would refuse it, and whoever reads it would take the blanks away
        problems.add(param.name, say("blank"))
    else:
        parts.headers[param.wire.lower()] = content


def _in_cookie(param: Param, value: Any, parts: Parts, problems: Problems) -> None:
    if UNSAFE.search(styles.in_header(value, explode=False)):
        problems.add(param.name, say("control"))
        return
    pairs = styles.in_cookie(param.wire, value, param.style, explode=param.explode is True)
    if not all(_COOKIE.fullmatch(pair) for pair in pairs):
        problems.add(param.name, say("cookie"))
        return
    others = [parts.headers["cookie"]] if "cookie" in parts.headers else []
    parts.headers["cookie"] = "; ".join([*others, *pairs])


_PLACES: Mapping[Place, Callable[[Param, Any, Parts, Problems], None]] = {
    Place.PATH: _in_path,
    Place.QUERY: _in_query,
    Place.HEADER: _in_header,
    Place.COOKIE: _in_cookie,
}
