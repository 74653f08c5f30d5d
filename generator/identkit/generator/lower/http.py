"""Operations as the document describes them: references followed, names chosen, media types picked, schemas made flat."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from attrs import frozen

from identkit.generator.lower import names
from identkit.generator.lower.schemas import Schemas, Shape
from identkit.generator.problems import join
from identkit.generator.values import is_list, is_map, mapping

Json: TypeAlias = Mapping[str, Any]
Report: TypeAlias = Callable[[str, str, str], None]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
# Styles that the kernel writes, the default first.
STYLES = {
    "path": ("simple",),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110
PLACES = ("path", "query", "header", "cookie")
# Names that a resource or its class body needs itself.
RESERVED_METHODS = frozenset({"raw", "with_response", "cached_property", "date", "datetime", "overload"})
RESERVED_RESOURCES = frozenset({"close", "aclose", "consent"})


@frozen
class Parameter:
    """One parameter of an operation."""

    wire: str
    place: str
    required: bool
    shape: Shape
    data: Json
    pointer: str


@frozen
class Body:
    """What an operation sends."""

    content_type: str
    encoding: str  # json, form, multipart or binary
    shape: Shape
    required: bool
    data: Json
    pointer: str


@frozen
class Answer:
    """What one status (`200`, `4XX`, `default`) brings. No shape: no body."""

    status: str
    description: str
    content_type: str
    shape: Shape | None

    @property
    def is_success(self) -> bool:
        """Whether it is a 2xx."""
        return self.status.startswith("2")


@frozen
class Call:
    """One operation of the document."""

    resource: str
    name: str
    method: str
    path: str
    data: Json
    pointer: str
    parameters: tuple[Parameter, ...]
    body: Body | None
    answers: tuple[Answer, ...]
    internal: bool

    @property
    def full_name(self) -> str:
        """`<resource>.<method>`."""
        return f"{self.resource}.{self.name}"

    def sent(self) -> list[Shape]:
        """What travels to the provider."""
        return [*(each.shape for each in self.parameters), *([self.body.shape] if self.body else [])]

    def shapes(self) -> list[Shape]:
        """Everything that travels."""
        return [*self.sent(), *(each.shape for each in self.answers if each.shape)]


class Reader:
    """Reads the operations of one document."""

    def __init__(self, data: Json, schemas: Schemas, report: Report, *, lenient: bool) -> None:
        self.data = data
        self.schemas = schemas
        self.report = report
        self.lenient = lenient
        self._taken: dict[str, names.Scope] = {}

    def operations(self) -> Iterator[Call]:
        """Every operation, in the order of the document."""
        for path, item in mapping(self.data.get("paths")).items():
            for method in METHODS:
                if is_map(item) and is_map(item.get(method)):
                    yield self._operation(path, method, item, join("/paths", path))

    def resolve(self, value: Json, pointer: str) -> tuple[Json, str]:
        """What a reference to a component leads to, and where that stands."""
        for _ in range(20):
            reference = value.get("$ref")
            if not isinstance(reference, str):
                return value, pointer
            pointer = reference.removeprefix("#")
            found: Any = self.data
            for token in pointer.split("/")[1:]:
                found = found.get(token.replace("~1", "/").replace("~0", "~"), {}) if is_map(found) else {}
            if not is_map(found) or not found:
                break
            value = found
        self.report(pointer, "$ref does not lead anywhere", "unknown-reference")
        return {}, pointer

    def _operation(self, path: str, method: str, item: Json, item_pointer: str) -> Call:
        data, pointer = item[method], join(item_pointer, method)
        resource, name = self._name(path, method, data, pointer)
        prefix = f"{resource} {name}"
        internal = data.get("x-internal") is True
        if "servers" in data or "servers" in item:
            self.report(
                pointer, "servers of a path or an operation: describe the authorization host with x-role and x-server", "operation-servers"
            )
        if data.get("callbacks") and not internal and not self.lenient:
            self.report(pointer, "callbacks: describe deliveries under webhooks", "callbacks")
        return Call(
            resource,
            name,
            method.upper(),
            path,
            data,
            pointer,
            tuple(self._parameters(item, item_pointer, data, pointer, prefix)),
            None if internal else self._body(data, pointer, prefix),
            () if internal else tuple(self._answers(data, pointer, prefix)),
            internal,
        )

    def _name(self, path: str, method: str, data: Json, pointer: str) -> tuple[str, str]:
        identifier = str(data.get("operationId") or "")
        resource, dot, name = identifier.partition(".")
        if dot and names.is_public_identifier(resource) and names.is_public_identifier(name):
            taken = resource in RESERVED_RESOURCES - {"consent"}
            if (taken or name in RESERVED_METHODS) and not self.lenient:
                self.report(pointer, f"{identifier!r}: the name is taken by the client itself", "operation-name")
            resource += "_" * taken
        else:
            if not self.lenient:
                self.report(pointer, f"operationId {identifier!r} is not `<resource>.<method>`", "operation-name")
            resource, name = self._invented(path, method, data, identifier)
        scope = self._taken.setdefault(resource, names.Scope(RESERVED_METHODS))
        if name in scope and not self.lenient:
            self.report(pointer, f"a second operation is called {identifier!r}", "operation-name")
        return resource, scope.take(name)

    def _invented(self, path: str, method: str, data: Json, identifier: str) -> tuple[str, str]:
        resource, dot, name = identifier.partition(".")
        segments = [segment for segment in path.split("/") if segment]
        if not dot:
            tags = data.get("tags")
            plain = [segment for segment in segments if "{" not in segment]
            name, resource = identifier, str(tags[0]) if is_list(tags) and tags else (plain[0] if plain else "root")
        resource = names.snake(resource, "resource")
        if resource in RESERVED_RESOURCES:
            resource += "_"
        if not name:
            rest = [word for segment in segments if names.snake(segment) != resource for word in names.words(segment)]
            name = " ".join([method, *rest])
        return resource, names.snake(name, "call")

    def _parameters(self, item: Json, item_pointer: str, data: Json, pointer: str, prefix: str) -> Iterator[Parameter]:
        found: dict[tuple[str, str], tuple[Json, str]] = {}
        for holder, place in ((item, item_pointer), (data, pointer)):
            for index, value in enumerate(holder.get("parameters", ())):
                parameter, where = self.resolve(value, join(place, "parameters", index))
                if parameter:
                    found[str(parameter.get("in")), str(parameter.get("name"))] = parameter, where
        for (place, wire), (parameter, where) in found.items():
            if place == "header" and wire.lower() in ("accept", "content-type", "authorization"):
                continue  # OpenAPI says that these are ignored: media types and security describe them
            if place not in PLACES:
                self.report(where, f"a parameter in {place!r} cannot be sent by a method", "parameter-place")
                continue
            if place in ("header", "cookie") and not TOKEN.fullmatch(wire):
                self.report(where, f"{wire!r} cannot be the name of a {place}", "parameter-place")
            if parameter.get("style", STYLES[place][0]) not in STYLES[place]:
                self.report(where, f"parameters in the style {parameter['style']!r} are not written", "parameter-style")
            shape = self._value(parameter, place, where, f"{prefix} {wire}")
            yield Parameter(wire, place, parameter.get("required") is True or place == "path", shape, parameter, where)

    def _value(self, parameter: Json, place: str, pointer: str, suggested: str) -> Shape:
        """The shape of a parameter's value. One with `content` is text that the caller writes, an object is a mapping of wire names."""
        if "schema" not in parameter:
            return Shape({"type": "string"}, {}, "string")
        shape = self.schemas.shape(parameter["schema"], join(pointer, "schema"), suggested)
        if shape.kind != "object":
            return shape
        if place != "query" or not self.lenient:
            self.report(pointer, "an object in a parameter has no one spelling: name its parts as parameters", "parameter-schema")
        return Shape({"type": "object", "additionalProperties": True}, shape.schema, "object")

    def _body(self, data: Json, pointer: str, prefix: str) -> Body | None:
        if not is_map(data.get("requestBody")):
            return None
        body, where = self.resolve(data["requestBody"], join(pointer, "requestBody"))
        content = {key: value for key, value in mapping(body.get("content")).items() if is_map(value)}
        if not content:
            return None
        chosen = min(content, key=lambda name: (("json", "form", "multipart", "binary").index(encoding(name)), list(content).index(name)))
        schema = content[chosen].get("schema", True if encoding(chosen) == "json" else {"type": "string", "format": "binary"})
        shape = self.schemas.shape(schema, join(where, "content", chosen, "schema"), f"{prefix} request")
        if encoding(chosen) == "binary":
            shape = Shape({"type": "string", "format": "binary"}, {}, "binary")
        elif encoding(chosen) != "json" and not shape.model:
            self.report(where, f"a body of type {chosen} must be an object", "body")
        return Body("application/json" if chosen == "*/*" else chosen, encoding(chosen), shape, body.get("required") is True, body, where)

    def _answers(self, data: Json, pointer: str, prefix: str) -> Iterator[Answer]:
        alone = not any(str(key).startswith("2") for key in mapping(data.get("responses")))
        for key, value in mapping(data.get("responses")).items():
            status = str(key).upper() if str(key) != "default" else "default"
            if not is_map(value):
                continue
            answer, where = self.resolve(value, join(pointer, "responses", key))
            content = mapping(answer.get("content"))
            shape, chosen = None, ""
            if content:
                chosen = min(content, key=lambda name: (not is_json(name), list(content).index(name)))
                shape = self._content(
                    content[chosen], chosen, join(where, "content", chosen, "schema"), f"{prefix} {suffix(status, alone=alone)}"
                )
            any_json = chosen == "*/*" and shape is not None and shape.kind != "binary"
            yield Answer(status, str(answer.get("description", "")), "application/json" if any_json else chosen, shape)

    def _content(self, media: Json, content_type: str, pointer: str, suggested: str) -> Shape:
        schema = mapping(media).get("schema", True)
        is_file = mapping(schema).get("format") == "binary"  # of whatever type
        if (is_json(content_type) and not is_file) or content_type == "application/jose":
            return self.schemas.shape(schema, pointer, suggested)
        return Shape({"type": "string", "format": "binary"}, mapping(schema), "binary")


def media_type(text: str) -> str:
    """The media type without its parameters."""
    return text.partition(";")[0].strip().lower()


def is_json(text: str) -> bool:
    """Whether a media type is JSON, or whatever the server likes, which is taken for JSON."""
    name = media_type(text)
    return name in ("application/json", "*/*", "application/*", "text/json") or name.endswith("+json")


def encoding(content_type: str) -> str:
    """How a body of this media type is written."""
    if is_json(content_type):
        return "json"
    return {"application/x-www-form-urlencoded": "form", "multipart/form-data": "multipart"}.get(media_type(content_type), "binary")


def suffix(status: str, *, alone: bool) -> str:
    """Names the class of an inline answer. Where no success is described, `default` is what comes."""
    if status.startswith("2") or (status == "default" and alone):
        return "answer"
    return "error" if status == "default" else f"error {status}"
