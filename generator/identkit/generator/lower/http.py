"""Operations as the document describes them: references followed, names chosen, media types picked, schemas made flat."""

import re
from collections.abc import Container, Iterator, Mapping
from typing import Any, TypeAlias

from attrs import evolve, field, frozen

from identkit.generator.lower import headers, names, paths
from identkit.generator.lower.answers import BINARY, TEXT, Answers, AnswerShape
from identkit.generator.lower.media import ENCODINGS, encoding, in_order, is_plain_json, media_type
from identkit.generator.lower.schemas import Schemas
from identkit.generator.lower.seams import keys
from identkit.generator.lower.shapes import Shape
from identkit.generator.problems import Report, join
from identkit.generator.read.grammar import METHODS
from identkit.generator.values import entries, is_list, is_map, mapping

Json: TypeAlias = Mapping[str, Any]

_DELIMITED = ("spaceDelimited", "pipeDelimited", "tabDelimited")  # in paths and headers of Swagger 2.0 only
# Styles of OpenAPI by place, the default first.
STYLES = {
    "path": ("simple", "label", "matrix", *_DELIMITED),
    "query": ("form", "deepObject", *_DELIMITED),
    "header": ("simple", *_DELIMITED),
    "cookie": ("form", "cookie"),
    "querystring": ("querystring",),
}
OLD_SCHEMA = ("type", "format", "items", "enum", "default", "minimum", "maximum", "minLength", "maxLength", "pattern")
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110
PLAIN = ("integer", "number", "boolean")  # values that a body of text may be
FILE = "file"
# Headers that say how a message travels.
FRAMING = frozenset({"accept-encoding", "connection", "content-length", "host", "transfer-encoding"})
PLACES = ("path", "query", "header", "cookie", "querystring")  # the last is the query as a whole
# Names that a resource or its class body needs itself.
RESERVED_METHODS = frozenset({"raw", "with_response", "cached_property", "date", "datetime", "overload"})
RESERVED_RESOURCES = frozenset({"close", "aclose", "consent", "request", "with_options"})


@frozen
class Parameter:
    """One parameter of an operation."""

    wire: str
    place: str
    required: bool
    shape: Shape
    data: Json
    pointer: str
    style: str = ""
    explode: bool = False
    content: str = ""  # the media type that the value is written in, where that is not a style

    @property
    def default(self) -> str | tuple[str, ...] | None:
        """What is sent for a required parameter that is not given, as text; None where it has to be given."""
        default = self.shape.schema.get("default", _only(self.shape.schema)) if self.required and self.place != "path" else None
        if is_list(default):
            return tuple(map(_text, default)) if all(isinstance(each, str | int | float) for each in default) else None
        return _text(default) if isinstance(default, str | int | float) else None


@frozen
class RequestBody:
    """One way of writing what an operation sends. `others` are the further ones that the document allows."""

    content_type: str
    encoding: str  # json, form, multipart, text or binary
    shape: Shape
    required: bool
    data: Json
    pointer: str
    parts: Json = field(factory=dict[str, Any])  # `encoding`: how the fields of a form are written
    others: "tuple[RequestBody, ...]" = ()

    @property
    def all(self) -> "tuple[RequestBody, ...]":
        """Every way of writing it, this one first."""
        return self, *self.others


@frozen
class Endpoint:
    """One operation of the document."""

    resource: str
    name: str
    method: str
    path: str
    data: Json
    pointer: str
    parameters: tuple[Parameter, ...]
    body: RequestBody | None
    answers: tuple[AnswerShape, ...]
    internal: bool
    headers: Shape | None = None  # of its successful answers, as one object

    @property
    def full_name(self) -> str:
        """`<resource>.<method>`."""
        return f"{self.resource}.{self.name}"

    @property
    def arguments(self) -> tuple[Parameter, ...]:
        """The parameters that somebody gives, and no codec sets."""
        return tuple(each for each in self.parameters if each.data.get("x-from-codec") is not True)

    def sent(self) -> list[Shape]:
        """What travels to the provider."""
        return [*(each.shape for each in self.parameters), *([each.shape for each in self.body.all] if self.body else [])]

    def received(self) -> list[Shape]:
        """What comes back."""
        shapes = [shape for each in self.answers for shape in (each.shape, each.stream_shape, *each.others.values()) if shape]
        return [*shapes, *([self.headers] if self.headers else [])]

    def shapes(self) -> list[Shape]:
        """Everything that travels."""
        return [*self.sent(), *self.received()]

    def successes(self) -> list[AnswerShape]:
        """The answers that are no errors: where no 2xx is described, whatever is."""
        answers = [answer for answer in self.answers if answer.is_success] or [each for each in self.answers if each.status == "default"]
        unchanged = [answer for answer in self.answers if answer.status == "304"]  # what the caller has is still good
        return [*answers, *unchanged, *(answer for answer in self.answers if answer.is_redirect)]


class EndpointReader:
    """Reads the operations of one document."""

    def __init__(self, data: Json, schemas: Schemas, report: Report, *, lenient: bool) -> None:
        self.data = data
        self.schemas = schemas
        self.report = report
        self.lenient = lenient
        self._scopes: dict[str, names.Scope] = {}
        self._headers = headers.Headers(schemas, self.resolve)
        self._answers = Answers(schemas, self.resolve)

    def operations(self) -> Iterator[Endpoint]:
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
            target = self.schemas.find(reference)
            if not target:
                break
            value = target
        self.report(pointer, "$ref does not lead anywhere", "unknown-reference")
        return {}, pointer

    def _operation(self, path: str, method: str, item: Json, item_pointer: str) -> Endpoint:
        data, pointer = item[method], join(item_pointer, method)
        resource, name = self._name(path, method, data, pointer)
        prefix = f"{resource} {name}"
        internal = data.get("x-auth-call") is True
        if data.get("callbacks") and not internal and not self.lenient:
            self.report(pointer, "callbacks: describe deliveries under webhooks", "callbacks")
        described = self._described(item, item_pointer, data, pointer)
        places = {place: {wire for each, wire in described if each == place} for place in ("path", "query")}
        template = paths.plain(path, places["path"], places["query"]) if self.lenient else paths.Template(path)
        call = Endpoint(
            resource,
            name,
            method.upper(),
            template.path,
            data,
            pointer,
            tuple(self._parameters(template, described, pointer, prefix)),
            None if internal else self._body(data, pointer, prefix),
            () if internal else tuple(self._answers.read(data, pointer, prefix, bodiless=method == "head")),
            internal,
        )
        statuses = [answer.status for answer in call.successes()]
        return evolve(call, headers=self._headers.shape(mapping(data.get("responses")), statuses, pointer, f"{prefix} headers"))

    def _name(self, path: str, method: str, data: Json, pointer: str) -> tuple[str, str]:
        identifier = str(data.get("operationId") or "")
        resource, dot, name = identifier.partition(".")
        if dot and names.is_public_identifier(resource) and names.is_public_identifier(name):
            clash = resource in RESERVED_RESOURCES - {"consent"}
            if (clash or name in RESERVED_METHODS) and not self.lenient:
                self.report(pointer, f"{identifier!r}: the name is taken by the client itself", "operation-name")
            resource += "_" * clash
        else:
            if not self.lenient:
                self.report(pointer, f"operationId {identifier!r} is not `<resource>.<method>`", "operation-name")
            resource, name = self._invented(path, method, data, identifier)
        name += "_" * (name in RESERVED_METHODS)
        scope = self._scopes.setdefault(resource, names.Scope())
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

    def _parameters(
        self, template: paths.Template, described: Mapping[tuple[str, str], tuple[Json, str]], pointer: str, prefix: str
    ) -> Iterator[Parameter]:
        placeholders = dict.fromkeys(re.findall(r"\{([^{}]+)\}", template.path))
        parameters = paths.spelt(described, placeholders) if self.lenient else dict(described)
        for wire in placeholders:
            if ("path", wire) not in parameters and self.lenient:
                parameters["path", wire] = {"name": wire, "in": "path", "required": True, "schema": {"type": "string"}}, pointer
        for wire in template.query:
            parameters.setdefault(("query", wire), ({"name": wire, "in": "query", "schema": {"type": "string"}}, pointer))
        for (place, wire), (data, where) in parameters.items():
            parameter = {**data, "allowReserved": True} if place == "path" and wire in template.reserved else data
            spare = _spare(place, wire, placeholders) if self.lenient else ""
            wrong = spare or _unsendable(place, wire)
            if not wrong:
                yield self._parameter(parameter, place, wire, where, f"{prefix} {wire}")
            elif self.lenient and (spare or parameter.get("required") is not True):
                self.report(where, f"{wrong}, so that no method has it", "parameter-left-out")
            else:
                self.report(where, wrong, "parameter-place")

    def _described(self, item: Json, item_pointer: str, data: Json, pointer: str) -> dict[tuple[str, str], tuple[Json, str]]:
        """The parameters of an operation by place and name, those of its path among them."""
        result: dict[tuple[str, str], tuple[Json, str]] = {}
        spelling: dict[tuple[str, str], str] = {}  # a header is the same in small letters
        for holder, place in ((item, item_pointer), (data, pointer)):
            for index, value in enumerate(entries(holder.get("parameters"))):
                parameter, where = self.resolve(mapping(value), join(place, "parameters", index))
                key = str(parameter.get("in")), str(parameter.get("name"))
                if key[0] == "header":
                    result.pop((key[0], spelling.get((key[0], key[1].lower()), "")), None)
                    spelling[key[0], key[1].lower()] = key[1]
                # OpenAPI says that these headers are no parameters: media types and security describe them
                if parameter and not (key[0] == "header" and key[1].lower() in self._ignored(data)):
                    result[key] = parameter, where
        for place, wire in keys(data, self.data) if self.lenient else ():
            if (place, wire) in result:
                _, where = result.pop((place, wire))
                self.report(where, f"{wire!r} is a key that the client sends, so that no method has it", "parameter-left-out")
        return result

    def _ignored(self, data: Json) -> tuple[str, ...]:
        """Headers that are no parameters. Credentials are where no scheme says how they are sent."""
        security = data.get("security", self.data.get("security"))
        return ("accept", "content-type", "authorization") if security or not self.lenient else ("accept", "content-type")

    def _parameter(self, parameter: Json, place: str, wire: str, pointer: str, hint: str) -> Parameter:
        required = parameter.get("required") is True or place == "path"
        style = str(parameter.get("style") or parameter.get("x-style") or STYLES[place][0])
        if style not in STYLES[place]:
            if not self.lenient:
                self.report(pointer, f"a parameter in the {place} has no style {style!r}", "parameter-style")
            style = STYLES[place][0]
        content = next(((str(name), mapping(media)) for name, media in mapping(parameter.get("content")).items()), None)
        if "schema" in parameter or content is None:
            beside = {key: parameter[key] for key in OLD_SCHEMA if key in parameter}  # as in Swagger 2.0
            shape = self.schemas.shape(parameter.get("schema", beside or {"type": "string"}), join(pointer, "schema"), hint)
            if shape.kind == "object" and not self.lenient:
                self.report(pointer, "an object in a parameter has no one spelling: name its parts as parameters", "parameter-schema")
            explode = parameter.get("explode", style in ("form", "deepObject", "cookie")) is True
            return Parameter(wire, place, required, shape, parameter, pointer, style, explode)
        kind, media = content
        shape = self.schemas.shape(media.get("schema", True), join(pointer, "content", kind, "schema"), hint)
        return Parameter(wire, place, required, shape, parameter, pointer, style, content=kind)

    def _body(self, data: Json, pointer: str, prefix: str) -> RequestBody | None:
        if not is_map(data.get("requestBody")):
            return None
        body, where = self.resolve(data["requestBody"], join(pointer, "requestBody"))
        content = {str(key): value for key, value in mapping(body.get("content")).items() if is_map(value)}
        if not content:
            return None
        names_ = sorted(content, key=lambda name: (ENCODINGS.index(encoding(name, content[name])), not is_plain_json(name)))
        bodies = [self._written(name, content[name], body, where, prefix) for name in names_]
        return evolve(bodies[0], others=tuple(bodies[1:]))

    def _written(self, name: str, media: Json, body: Json, where: str, prefix: str) -> RequestBody:
        """One way of writing a body."""
        kind = encoding(name, media)
        pointer = join(where, "content", name, "schema")
        plain = mapping(media.get("schema")).get("type") in PLAIN
        parts = mapping(media.get("encoding"))
        if kind not in ("text", "binary") or (kind == "text" and plain):
            shape = self.schemas.shape(_value(kind, media), pointer, f"{prefix} request")
            if kind == "multipart" and shape.kind == "array" and not shape.alias and media_type(name) != "multipart/form-data":
                parts = in_order(media)  # each item is a part
            elif kind in ("form", "multipart") and shape.kind not in ("object", "any"):
                if not self.lenient:
                    self.report(where, f"a body of type {name} must be an object", "body")
                kind, shape = self._unnamed(kind, name, shape, media, pointer, prefix)
        else:
            shape = TEXT if kind == "text" else BINARY
        content_type = "application/json" if kind == "json" and "*" in name else name
        return RequestBody(content_type, kind, shape, body.get("required") is True, body, where, parts)

    def _unnamed(self, kind: str, name: str, shape: Shape, media: Json, pointer: str, prefix: str) -> tuple[str, Shape]:
        """A form whose content has no name: text is taken as it is, files of a form as what most servers call them."""
        if kind == "form" and shape.kind == "string":
            return "text", TEXT
        if media_type(name) != "multipart/form-data":
            return "binary", BINARY
        self.report(pointer, f"the parts have no names: what is sent is called {FILE!r}", "part-name")
        schema = {"type": "object", "required": [FILE], "properties": {FILE: _value(kind, media)}}
        return kind, self.schemas.shape(schema, pointer, f"{prefix} form")


def _spare(place: str, wire: str, placeholders: Container[str]) -> str:
    """Why a request does without a parameter, "" where it does not."""
    if place == "header" and wire.lower() in FRAMING:
        return f"the client itself writes {wire}"
    return f"the path has no place for {wire!r}" if place == "path" and wire not in placeholders else ""


def _unsendable(place: str, wire: str) -> str:
    """Why no request can have a parameter, "" where it can."""
    if place in ("header", "cookie") and not TOKEN.fullmatch(wire):
        return f"{wire!r} cannot be the name of a {place}"
    return "" if place in PLACES else f"a parameter in {place!r} cannot be sent by a method"


def _only(schema: Json) -> object:
    """The value of what can have no other. Whether something is so, is for people to say."""
    values = schema.get("enum", [schema["const"]] if "const" in schema else None)
    return values[0] if is_list(values) and len(values) == 1 and not isinstance(values[0], bool) else None


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _value(kind: str, media: Json) -> object:
    """The schema of what a body is; of lines, and of parts one after the other, a list."""
    if "schema" not in media and (kind == "lines" or "itemSchema" in media):
        return {"type": "array", "items": media.get("itemSchema", True)}
    return media.get("schema", True)
