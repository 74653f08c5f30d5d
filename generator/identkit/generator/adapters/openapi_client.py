"""Operations, as openapi-python-client reads them from the document itself. The only module that imports it.

It is a second reader: whatever operation, parameter, body or status our own reading loses, this one still has. So it is given the bundled
document, and nothing that our reading made. Left out of its copy is what it is not asked about (texts, headers, links, callbacks), and in
the place of each schema stands a stub, since it drops operations for schemas that it cannot do; a media type counts as JSON for it.
"""

import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Any, Final

from attrs import field, frozen

from identkit.generator.problems import join, split
from identkit.generator.values import entries, is_map, mapping

JSON: Final = "application/json"
_STUB: Final = {"type": "string"}
_METHODS: Final = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})  # that it knows
_FAR: Final = 100  # more references on one way than this are a circle
# OpenAPI says that these are no parameters: media types and security describe them.
NO_PARAMETERS: Final = frozenset({"accept", "content-type", "authorization"})


@frozen
class Reading:
    """What one reader understood of an operation."""

    parameters: frozenset[tuple[str, str, bool]]  # place, wire name, required
    bodies: frozenset[str]  # media types
    statuses: frozenset[str]


@frozen
class Readings:
    """What openapi-python-client made of a document, by the pointers of operations."""

    read: Mapping[str, Reading] = field(factory=dict[str, Reading])
    refusals: Mapping[str, str] = field(factory=dict[str, str])  # pointer ("" for the document) -> why it could not


def read(data: Mapping[str, Any]) -> Readings:
    """Read every operation of a bundled document."""
    _enter()
    from openapi_python_client.config import Config, ConfigFile, MetaType
    from openapi_python_client.parser import GeneratorData
    from openapi_python_client.parser.errors import GeneratorError

    copy = _Copy(data)
    document = copy.document()
    settings = ConfigFile(content_type_overrides=dict.fromkeys(copy.media_types, JSON))
    config = Config.from_sources(settings, MetaType.NONE, Path("openapi.json"), "utf-8", overwrite=False, output_path=None)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tool = GeneratorData.from_dict(document, config=config)
    except Exception as error:  # noqa: BLE001 - whatever brings the tool down, it has read nothing
        return Readings(refusals={"": f"{type(error).__name__}: {str(error)[:200]}"})
    if isinstance(tool, GeneratorError):
        return Readings(refusals={"": f"{tool.header} {(tool.detail or '')[:200]}"})
    readings: dict[str, Reading] = {}
    reasons = dict.fromkeys(copy.unknown, "it does not know the method")
    for tag, collection in tool.endpoint_collections_by_tag.items():
        pointer = copy.pointers[int(tag.removeprefix("call_"))]
        for endpoint in collection.endpoints:
            readings[pointer] = _reading(endpoint)
        for wrong in collection.parse_errors:
            reasons[pointer] = wrong.detail or wrong.header
    return Readings({pointer: reading for pointer, reading in readings.items() if pointer not in reasons}, reasons)


def _enter() -> None:
    """Go round the front door of the package, which imports what fetches and prints: half of the time that the import takes."""
    name = "openapi_python_client"
    if name in sys.modules or f"{name}.parser" in sys.modules or (spec := find_spec(name)) is None:
        return
    package = sys.modules[name] = module_from_spec(spec)
    try:
        package.__dict__["Config"] = import_module(f"{name}.config").Config  # its reader asks the front door for that
        import_module(f"{name}.parser")
        import_module(f"{name}.parser.errors")
    except ImportError:  # another release, built otherwise: then by the door
        for each in [each for each in sys.modules if each.startswith(f"{name}.")]:
            del sys.modules[each]
    finally:
        del sys.modules[name]  # who asks for the package gets the whole


def difference(ours: Reading | None, theirs: Reading) -> str:
    """What our reading lacks or has otherwise, in words; "" when both agree."""
    if ours is None:
        return "the operation is lost"
    parts: list[str] = []
    for what, mine, other in (
        ("parameter", _named(ours.parameters), _named(theirs.parameters)),
        ("body of type", ours.bodies, theirs.bodies),
        ("status", ours.statuses, theirs.statuses),
    ):
        parts += [f"the {what} {each} is lost" for each in sorted(other - mine)]
        parts += [f"the {what} {each} is not in the document" for each in sorted(mine - other)]
    return ", ".join(parts)


def _named(parameters: Iterable[tuple[str, str, bool]]) -> frozenset[str]:
    return frozenset(f"{wire!r} ({place}, {'required' if required else 'optional'})" for place, wire, required in parameters)


def _reading(endpoint: Any) -> Reading:
    places = {
        "path": endpoint.path_parameters,
        "query": endpoint.query_parameters,
        "header": endpoint.header_parameters,
        "cookie": endpoint.cookie_parameters,
    }
    rows = (
        (place, str(each.name.get_untrusted_value()), bool(each.required)) for place, parameters in places.items() for each in parameters
    )
    return Reading(
        frozenset(each for each in rows if each[0] != "header" or each[1].lower() not in NO_PARAMETERS),
        frozenset(str(body.content_type.get_untrusted_value()) for body in endpoint.bodies),
        frozenset(str(answer.status_code.pattern) for answer in endpoint.responses),
    )


class _Copy:
    """The document as the tool is given it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self.pointers: list[str] = []  # of operations, by the number in their tag
        self.media_types: set[str] = set()
        self.unknown: list[str] = []  # operations that it cannot be shown

    def document(self) -> dict[str, Any]:
        """References to components stay: following them is the tool's work."""
        components = mapping(self._data.get("components"))
        rest = {
            "parameters": {name: self._parameter(value) for name, value in mapping(components.get("parameters")).items()},
            "requestBodies": {name: self._body(value) for name, value in mapping(components.get("requestBodies")).items()},
            "responses": {name: self._response(value) for name, value in mapping(components.get("responses")).items()},
        }
        return {
            "openapi": "3.1.0",
            "info": {"title": "copy", "version": "0"},
            "paths": {path: dict(self._item(path, item)) for path, item in mapping(self._data.get("paths")).items() if path[:1] == "/"},
            "components": rest,
        }

    def _item(self, path: str, item: Any) -> Iterator[tuple[str, Any]]:
        for key, value in self._near(item).items():
            if key == "parameters":
                yield key, [*self._parameters(value)]
            elif is_map(value) and key not in _METHODS:
                self.unknown += [join("/paths", path, key)] if key[:2] != "x-" else []
            elif is_map(value):
                yield key, self._operation(join("/paths", path, key), value)

    def _operation(self, pointer: str, data: Mapping[str, Any]) -> dict[str, Any]:
        self.pointers.append(pointer)
        responses = {str(status): self._response(value) for status, value in mapping(data.get("responses")).items() if status[:2] != "x-"}
        result = {
            "tags": [f"call_{len(self.pointers) - 1}"],
            "parameters": [*self._parameters(data.get("parameters"))],
            "responses": responses,
        }
        return {**result, "requestBody": self._body(data["requestBody"])} if data.get("requestBody") else result

    def _parameters(self, value: Any) -> Iterator[dict[str, Any]]:
        """Of a query string as a whole it knows nothing."""
        yield from (self._parameter(each) for each in entries(value) if self._near(each).get("in") != "querystring")

    def _parameter(self, value: Any) -> dict[str, Any]:
        near = self._near(value, "parameters")
        fields = {key: near[key] for key in ("$ref", "name", "in", "required") if key in near}
        return fields if "$ref" in fields else {**fields, "schema": _STUB}

    def _body(self, value: Any) -> dict[str, Any]:
        near = self._near(value, "requestBodies")
        return {"$ref": near["$ref"]} if "$ref" in near else {"required": near.get("required", False), "content": self._content(near)}

    def _response(self, value: Any) -> dict[str, Any]:
        near = self._near(value, "responses")
        return {"$ref": near["$ref"]} if "$ref" in near else {"description": "", "content": self._content(near)}

    def _content(self, holder: Mapping[str, Any]) -> dict[str, Any]:
        types = [str(name) for name in mapping(holder.get("content"))]
        self.media_types.update(types)
        return {name: {"schema": _STUB} for name in types}

    def _near(self, value: Any, section: str = "") -> Mapping[str, Any]:
        """The thing itself, unless a reference leads to a component: the tool knows no others."""
        for _ in range(_FAR):
            reference = mapping(value).get("$ref")
            if not isinstance(reference, str) or (section and reference.startswith(f"#/components/{section}/")):
                break
            value = self._data
            for token in split(reference):
                content = entries(value)
                value = content[int(token)] if token.isdecimal() and int(token) < len(content) else mapping(value).get(token)
        return mapping(value)
