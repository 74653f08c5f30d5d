"""What the runtime is told of an operation: its description, as a constant of the client's module."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from attrs import evolve, frozen

from identkit.core._calling.description import Retry
from identkit.generator import ir
from identkit.generator.lower import checks as lower_checks
from identkit.generator.lower import names
from identkit.generator.lower.answers import AnswerShape
from identkit.generator.lower.http import STYLES, Endpoint, Parameter, RequestBody
from identkit.generator.lower.media import is_json, media_type
from identkit.generator.lower.models import Models
from identkit.generator.lower.shapes import Shape
from identkit.generator.lower.types import Types
from identkit.generator.problems import Report
from identkit.generator.values import entries, mapping

ACCEPT = "(accept)"  # what the kernel knows the choice of a media type by
# Keys of `Operation.errors` and `Operation.answers` for answers that are not described by one status.
RANGES = {"1XX": 1, "2XX": 2, "3XX": 3, "4XX": 4, "5XX": 5, "default": 0}
REDIRECTS = (301, 302, 303, 307, 308)
_USUAL = {
    "json": "application/json",
    "binary": "application/octet-stream",
    "text": "text/plain",
    "multipart": "multipart/form-data",
    "form": "application/x-www-form-urlencoded",
}


@frozen
class Success:
    """What a successful call brings: by status where the statuses differ."""

    answers: tuple[AnswerShape, ...]
    shapes: tuple[Shape | None, ...]  # each type once; None is no body

    @property
    def main(self) -> Shape | None:
        """The first that has a body."""
        return next((shape for shape in self.shapes if shape is not None), None)

    @property
    def differ(self) -> bool:
        """Whether the type depends on the status."""
        return self.several or any(answer.is_redirect for answer in self.answers)

    @property
    def several(self) -> bool:
        """Whether there is more than one kind of body."""
        return len([shape for shape in self.shapes if shape is not None]) > 1

    @property
    def redirects(self) -> bool:
        """Whether an answer may be where to look."""
        return any(answer.is_redirect for answer in self.answers)


def success(call: Endpoint, media_type: str = "") -> Success:
    """The answers that are no errors, with each type once; those that can be had in a media type as it brings them."""
    answers = tuple(_as(each, media_type) for each in call.successes())
    shapes: dict[str, Shape | None] = {}
    for answer in answers:
        if answer.is_redirect:
            continue
        shapes.setdefault(answer.shape.key + str(answer.shape.nullable) if answer.shape else "", answer.shape)
    return Success(answers, tuple(shapes.values()))


def _as(answer: AnswerShape, media_type: str) -> AnswerShape:
    other = answer.others.get(media_type)
    return answer if other is None else evolve(answer, shape=other, content_type=media_type)


def offered(call: Endpoint) -> dict[str, Success]:
    """What a call brings in each media type that it can be asked for, the usual one first; nothing where there is no choice."""
    main = success(call)
    others = dict.fromkeys(name for answer in main.answers for name in answer.others)
    usual = next((answer.content_type for answer in main.answers if answer.others), "")
    alone = any(answer.stream for answer in main.answers)
    return {} if not others or alone else {name: success(call, name) for name in (usual, *others)}


@frozen
class Facts:
    """What was decided about an operation before its description is made."""

    auth: tuple[tuple[str, ...], ...]  # alternatives of security schemes
    servers: Mapping[str, str]  # environment -> URL of its own; "" is any other environment
    page: str
    aliases: Mapping[str, str]  # fields of the body whose argument has another name; "base" is the whole

    def arguments(self) -> Mapping[str, object]:
        """As arguments of the description."""
        single = len(self.auth) == 1 and len(self.auth[0]) == 1
        return {
            "aliases": dict(self.aliases),
            "auth": self.auth[0][0] if single else self.auth,
            "server": self.servers.get("", ""),
            "servers": {name: url for name, url in self.servers.items() if name},
        }


def _alike(answer: AnswerShape) -> Iterator[str]:
    """The media types that an answer may come in: of files all that are described, for each is read as it is."""
    if answer.shape and answer.content_type:
        yield answer.content_type
        if answer.shape.kind == "binary":
            yield from (name for name, shape in answer.others.items() if shape.kind == "binary")


class Operations:
    """Makes the constants of one document."""

    def __init__(self, types: Types, models: Models, report: Report, *, lenient: bool) -> None:
        self.types = types
        self.models = models
        self.report = report
        self.lenient = lenient

    def constant(
        self,
        call: Endpoint,
        params: Mapping[tuple[str, str], str],
        answer: Success,
        returns: ir.Code,
        facts: Facts,
        stream: AnswerShape | None = None,
    ) -> ir.Constant:
        """The description of one operation; with `stream`, of its answer as one thing after the other."""
        item = (stream.stream_shape or stream.shape) if stream else None
        description = ir.call(
            "_kit.Operation",
            call.full_name,
            call.method,
            call.path if call.path.startswith("/") else f"/{call.path}",
            self.types.decoded(item if stream else _main(answer)),
            ir.Code(f"_kit.Retry.{retry(call).upper()}"),
            params=tuple(self._param(parameter, params[parameter.place, parameter.wire]) for parameter in call.arguments),
            **dict(self._body(call.body) if call.body else ()),
            **facts.arguments(),
            **dict(self._streamed(stream) if stream else (*self._answers(answer), *self._offers(call))),
            **dict(self._rest(call, params, facts.page)),
        )
        name = names.constant(f"{call.full_name}{'.stream' if stream and stream.stream_type else ''}")
        return ir.Constant(f"_{name}", description, self.types.decoded(item) if stream else returns)

    def _streamed(self, answer: AnswerShape) -> Iterator[tuple[str, object]]:
        yield "stream", answer.stream or answer.stream_kind
        yield "accept", answer.stream_type or answer.content_type

    def _by_status(self, main: Success) -> dict[int, ir.Code]:
        """The types by status, where they differ."""
        types = {_key(answer): self.types.decoded(answer.shape) for answer in main.answers if not answer.is_redirect}
        file = main.main is not None and main.main.kind == "binary"  # what is empty would be none
        return types if (main.differ or file) and len(set(types.values())) > 1 else {}

    def _offers(self, call: Endpoint) -> Iterator[tuple[str, object]]:
        offers = offered(call).items()
        codes = tuple(
            ir.call("_kit.Offer", name, self.types.decoded(_main(answer)), answers=self._by_status(answer)) for name, answer in offers
        )
        if codes:
            yield "offers", codes

    def _answers(self, main: Success) -> Iterator[tuple[str, object]]:
        if types := self._by_status(main):
            yield "answers", types
        numbers = (REDIRECTS if each.status == "3XX" else (int(each.status),) for each in main.answers if each.status[:1] == "3")
        redirects = sorted({number for each in numbers for number in each})
        if redirects:
            yield "redirects", ir.Code(f"frozenset({set(redirects)!r})" if len(redirects) == 1 else f"frozenset({redirects!r})")
        kinds = dict.fromkeys(name for answer in main.answers for name in _alike(answer))
        order = sorted(kinds, key=lambda name: "json" not in name)
        if order and order != ["application/json"]:
            yield "accept", ", ".join(order)

    # Bodies

    def _body(self, body: RequestBody) -> Iterator[tuple[str, object]]:
        yield "body", self._type(body)
        if not body.required:
            yield "body_optional", True
        if body.encoding == "json" and (body.shape.nullable or not body.shape.flat):
            yield "body_null", True
        counts = {key: value for key, value in body.shape.schema.items() if key in ("minProperties", "maxProperties")}
        if body.encoding == "json" and body.shape.model and counts:
            flat = Shape({"type": "object"}, counts, "object", body.shape.nullable)
            yield "body_check", lower_checks.check("body", flat, False, lambda _message, _rule: None, lenient=True)
        if not body.shape.model and (body.encoding == "json" or _is_parts(body)):
            check = lower_checks.check("body", body.shape, False, lambda _message, _rule: None, lenient=True)
            yield "body_check", check if body.shape.kind != "any" or body.shape.kinds else None
        if body.encoding != "json":
            yield "encoding", body.encoding
        if body.content_type != _USUAL.get(body.encoding):
            yield "content_type", body.content_type
        yield "parts", self._parts(body)
        yield "contents", tuple(self._content(other) for other in body.others if "*" not in other.content_type)

    def _type(self, body: RequestBody) -> ir.Code:
        if body.encoding == "multipart" and not body.shape.flat:
            return ir.Code("dict[str, Any]")
        plain = (body.encoding in ("json", "lines") or _is_parts(body)) and not body.shape.model
        return self.types.plain(body.shape) if plain else self.types.decoded(body.shape)

    def _content(self, body: RequestBody) -> ir.Code:
        encoding = body.encoding if body.encoding != "json" else None
        return ir.call("_kit.Content", body.content_type, self._type(body), encoding=encoding, parts=self._parts(body)).code

    def _parts(self, body: RequestBody) -> Mapping[str, ir.CallCode]:
        """How fields of a form are written: as `encoding` says, and where that is silent as their schemas do."""
        if body.encoding not in ("form", "multipart"):
            return {}
        model = self.models.schemas.objects.get(body.shape.model) if body.encoding == "multipart" else None
        shapes = {prop.wire: prop.shape for prop in model.properties} if model else {}
        wires = dict.fromkeys([*map(str, body.parts), *shapes])
        parts = {wire: _part(mapping(body.parts.get(wire)), shapes.get(wire)) for wire in wires}
        return {wire: part for wire, part in parts.items() if part.arguments}

    # Parameters

    def _param(self, parameter: Parameter, name: str) -> ir.CallCode:
        check = lower_checks.check(name, parameter.shape, parameter.required, partial(self.report, parameter.pointer), lenient=self.lenient)
        place = ir.Code(f"_kit.Place.{parameter.place.removesuffix('string').upper()}")
        check = check or ir.call("_kit.Check", name, kind="any")
        return ir.call("_kit.Param", name, parameter.wire, place, check, **dict(self._writing(parameter)))

    def _writing(self, parameter: Parameter) -> Iterator[tuple[str, object]]:
        """How a parameter is written, as far as that is not the usual way of its place."""
        shape = parameter.shape
        if (shape.refs and not shape.enum) or (shape.kind in ("object", "any") and not _is_plain(shape)):
            yield "type", self.types.plain(shape)
        if parameter.data.get("x-from-client") is True:
            yield "from_client", True
        if parameter.style not in ("", STYLES[parameter.place][0]) or parameter.place == "querystring":
            yield "style", parameter.style
        several = shape.kind in ("array", "object", "any") or bool(shape.alias)
        spread = parameter.place == "query" and parameter.style in ("form", "deepObject")
        if several and not parameter.content and parameter.explode != spread:
            yield "explode", parameter.explode
        if parameter.data.get("allowReserved") is True:
            yield "reserved", True
        yield "content", parameter.content
        if parameter.default is not None:
            yield "default", ir.source(parameter.default)

    # The rest

    def _rest(self, call: Endpoint, params: Mapping[tuple[str, str], str], page: str) -> Iterator[tuple[str, object]]:
        data = call.data
        if not call.body:
            yield "content_type", str(data.get("x-content-type") or "")
        yield "codec", str(data.get("x-codec") or "")
        errors = {key: each for each in call.answers if (key := error_key(each)) is not None}
        yield "errors", {key: self.types.decoded(each.shape) for key, each in errors.items() if each.shape}
        yield "error_types", {key: types for key, each in errors.items() if (types := self._by_media(each))}
        if any(each.status == "206" for each in call.answers):
            yield "partial", True

        def python(source: str) -> str | None:
            return next((name for (_, key), name in params.items() if key == source), None)

        rules = lower_checks.rules(data, python, lambda _: (), partial(self.report, call.pointer))
        yield "rules", tuple(rule.code for rule in rules)
        yield "carries", tuple(self._body_field(call, str(wire)) for wire in entries(data.get("x-carries")))
        yield "echo", tuple(self._echo(call, str(wire), str(field), python) for wire, field in mapping(data.get("x-echo")).items())
        if call.headers:
            yield "headers", self.types.decoded(call.headers)
        if data.get("x-max-bytes"):
            yield "max_bytes", int(data["x-max-bytes"])
        if page:
            yield "page", ir.Code(page)
            yield "partial_header", str(data["x-paging"].get("partial-header", ""))

    def _by_media(self, answer: AnswerShape) -> dict[str, ir.Code]:
        """The types of an error by the media type that it comes in, where they differ."""
        types = {media_type(name): self.types.decoded(shape) for name, shape in answer.others.items() if "*" not in name}
        main = self.types.decoded(answer.shape)
        return {name: text for name, text in types.items() if text != main}

    def _echo(self, call: Endpoint, wire: str, field: str, python: Callable[[str], str | None]) -> ir.Code:
        """One thing of the request that the answer repeats."""
        name = wire if wire == "body" else python(wire) or (self.models.python_path(call.body.shape.model, wire) if call.body else None)
        answer = success(call).main
        several = answer is not None and answer.item is not None
        shape = answer.item if answer is not None and several else answer
        path = self.models.python_path(shape.model, field) if shape is not None else None
        if name is None or path is None:
            missing = f"the request has no {wire!r}" if name is None else f"the answer has no property {field!r}"
            self.report(call.pointer, f"x-echo: {missing}", "unknown-property")
        steps = (*(("*",) if several else ()), *(path or "").split("."))
        return ir.call("_kit.Echo", name or "", steps).code

    def _body_field(self, call: Endpoint, wire: str) -> str:
        path = self.models.python_path(call.body.shape.model, wire) if call.body else None
        if path is None:
            self.report(call.pointer, f"x-carries: the body has no property {wire!r}", "unknown-property")
        return path or "missing"


def _main(answer: Success) -> Shape | None:
    """What is decoded where the status says nothing else: null as well where a status without a body is among them."""
    main = answer.main
    if main is not None and None in answer.shapes and not answer.differ and main.kind != "binary":
        return evolve(main, nullable=True)
    return main


def _is_plain(shape: Shape) -> bool:
    """Whether a value holds no model anywhere, so that it is sent as it is."""
    return not shape.refs


def _is_parts(body: RequestBody) -> bool:
    """Whether a body is a list, each item of it a part."""
    return body.encoding == "multipart" and body.shape.kind == "array"


def _part(part: Mapping[str, Any], shape: Shape | None) -> ir.CallCode:
    """How one field of a form is written, as far as that is not the usual way. `shape` is that of a part of several."""
    schema: Mapping[str, Any] = (shape.item or shape).schema if shape else {}
    style = str(part.get("x-style") or part.get("style") or "form")
    # Some tools write `style: form` beside every part, which without more says nothing to most servers
    has_style = bool(({"style", "explode", "allowReserved"} if shape is None or style != "form" else {"explode"}) & part.keys())
    inside = str(schema.get("contentMediaType") or "")
    kind = str(part.get("contentType") or (inside if not is_json(inside) else ""))  # JSON in a text stays a text
    headers = {str(name): value for name, header in mapping(part.get("headers")).items() if (value := _fixed(mapping(header))) is not None}
    return ir.call(
        "_kit.Part",
        style=style if has_style else None,
        explode=True if has_style and part.get("explode", style in ("form", "deepObject")) is True else None,
        content_type=kind,
        base64=True if schema.get("format") == "byte" or schema.get("contentEncoding") == "base64" else None,
        reserved=True if part.get("allowReserved") is True else None,
        headers=headers,
    )


def _fixed(header: Mapping[str, Any]) -> str | None:
    """The value of a header that the document fixes."""
    schema = mapping(header.get("schema"))
    value = schema.get("const", schema.get("default"))
    return str(value) if isinstance(value, str | int) and "\n" not in str(value) and "\r" not in str(value) else None


def _key(answer: AnswerShape) -> int:
    return RANGES[answer.status] if answer.status in RANGES else int(answer.status)


def error_key(answer: AnswerShape) -> int | None:
    """The key of an error answer in `Operation.errors`, None for one that is no error."""
    if answer.status in ("4XX", "5XX", "default"):
        return RANGES[answer.status]
    return int(answer.status) if answer.status.isdecimal() and answer.status[0] in "45" else None


def retry(call: Endpoint) -> str:
    """`x-retry`, or what the method means by itself."""
    return str(call.data.get("x-retry") or Retry.usual(call.method))
