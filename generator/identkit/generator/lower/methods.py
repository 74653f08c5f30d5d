"""From an operation of the document to a method: arguments, types, what the kernel is told, documentation."""

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from identkit.core._errors import class_for
from identkit.generator import ir
from identkit.generator.lower import checks as lower_checks
from identkit.generator.lower import docs, names
from identkit.generator.lower.http import Answer, Call, Parameter
from identkit.generator.lower.models import Models, provenance, tuple_of
from identkit.generator.lower.schemas import Shape, text_of
from identkit.generator.values import is_list, is_map, mapping

TIMEOUT = ir.Argument("timeout", ir.Code("_kit.TimeoutLike"), ir.Code("None"))
HEADERS = ir.Argument("extra_headers", ir.Code("Mapping[str, str] | None"), ir.Code("None"))
COMMON = (TIMEOUT, HEADERS)
RETRIES = {"GET": "safe", "HEAD": "safe", "OPTIONS": "safe", "TRACE": "safe", "PUT": "repeatable", "DELETE": "repeatable"}
ONE_LINE = docs.WIDTH - 20
# Keys of `Operation.errors` for answers that are not described by one status.
RANGES = {"4XX": 4, "5XX": 5, "default": 0}


class Types:
    """Python types of shapes, as datamodel-code-generator wrote them."""

    def __init__(self, known: Mapping[str, ir.Code], classes: Sequence[ir.Model | ir.Enum]) -> None:
        self._known = known
        self._wider = {"date": "date | str", "datetime": "datetime | str"}
        self._wider |= {each.name: each.alias for each in classes if isinstance(each, ir.Enum) and each.alias}
        self._wider |= {each.name: f"{each.name} | Mapping[str, Any]" for each in classes if isinstance(each, ir.Model)}

    def decoded(self, shape: Shape | None) -> ir.Code:
        """The type an answer is decoded to."""
        if shape is None:
            return ir.Code("None")
        text = self._known[shape.key]
        return ir.Code(f"{text} | None") if shape.nullable and text != "Any" else text

    def given(self, shape: Shape) -> ir.Code:
        """The type a caller may pass."""
        text = widen(self._known[shape.key], self._wider)
        return ir.Code(f"{text} | None") if shape.nullable and text != "Any" else text


def widen(annotation: str, wider: Mapping[str, str]) -> ir.Code:
    """What is accepted for a value of a type: any sequence for a list, and for a name what `wider` says."""
    return ir.Code(_widen(ast.parse(annotation, mode="eval").body, wider))


def _widen(node: ast.expr, wider: Mapping[str, str]) -> str:
    match node:
        case ast.Name(id=name):
            return wider.get(name, name)
        case ast.Subscript(value=ast.Name(id="list"), slice=item):
            return f"Sequence[{_widen(item, wider)}]"
        case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[key, item])):
            return f"Mapping[{ast.unparse(key)}, {_widen(item, wider)}]"
        case ast.BinOp(left=left, right=right):
            parts = [*_widen(left, wider).split(" | "), *_widen(right, wider).split(" | ")]
            return " | ".join(dict.fromkeys(parts))
        case _:
            return ast.unparse(node)


@frozen
class Sent:
    """One value that travels: the argument, and where it goes."""

    argument: ir.Argument
    key: str  # name that the kernel knows it by
    place: str  # params or body


@frozen
class Lowered:
    """A method and the constant it calls."""

    call: Call
    method: ir.Method
    constant: ir.Constant
    sent: tuple[Sent, ...]
    returns: ir.Code
    success: Shape | None
    params: Mapping[tuple[str, str], str]  # (place, wire) -> Python name


class Methods:
    """Lowers the operations of one document."""

    def __init__(
        self,
        types: Types,
        models: Models,
        report: Callable[[str, str, str], None],
        *,
        lenient: bool,
        consents: frozenset[str] = frozenset(),
    ) -> None:
        self.consents = consents  # security schemes that stand for a person's consent
        self.types = types
        self.models = models
        self.report = report
        self.lenient = lenient

    def lower(self, call: Call, auth: str) -> Lowered:
        """One operation."""
        success = self._success(call)
        binary = success is not None and success.kind == "binary"
        taken = names.Arguments(["self", "timeout", "extra_headers", *(["to"] if binary and not call.body else [])])
        parameters = self._in_order(call)
        params = {(parameter.place, parameter.wire): taken.take(names.snake(parameter.wire)) for parameter in parameters}
        page = self._page(call)
        returns = ir.Code(page) if page else self.types.decoded(success)
        sent = [*self._params(parameters, params), *self._body(call, taken)]
        sent.sort(key=lambda each: (not each.argument.positional, bool(each.argument.default)))
        constant = self._constant(call, params, success, returns, page, auth)
        kind = "download" if binary and not call.body else "call"
        method = self._method(call, kind, sent, returns, constant.name, consent=auth in self.consents)
        return Lowered(call, method, constant, tuple(sent), returns, success, params)

    def _in_order(self, call: Call) -> list[Parameter]:
        """Path parameters in the order of the path, then the others as described."""
        last = len(call.path)
        return sorted(call.parameters, key=lambda each: call.path.find(f"{{{each.wire}}}") if each.place == "path" else last)

    def _success(self, call: Call) -> Shape | None:
        """What a successful call brings."""
        answers = [answer for answer in call.answers if answer.is_success]
        if not answers:
            answers = [answer for answer in call.answers if answer.status == "default"]
        shapes = {answer.shape.key: answer.shape for answer in answers if answer.shape}
        if len(shapes) > 1:
            if not self.lenient:
                self.report(call.pointer, "the successful answers have different bodies", "several-answers")
            return Shape({}, {})
        found = next(iter(shapes.values()), None)
        if found is not None and any(answer.shape is None for answer in answers) and found.kind != "binary":
            return evolve(found, nullable=True)
        return found

    # Arguments

    def _params(self, parameters: Sequence[Parameter], params: Mapping[tuple[str, str], str]) -> Iterator[Sent]:
        for each in parameters:
            if each.data.get("x-from-client") is True:
                continue
            name = params[each.place, each.wire]
            text = self.types.given(each.shape)
            if not each.required:
                text = ir.Code(text if text == "Any" or text.endswith("| None") else f"{text} | None")
            meaning = lower_checks.argument(str(each.data.get("description") or text_of(each.data.get("schema"), each.shape)), each.shape)
            argument = ir.Argument(name, text, ir.Code("" if each.required else "None"), meaning, positional=each.place == "path")
            yield Sent(argument, name, "params")

    def _body(self, call: Call, taken: names.Arguments) -> Iterator[Sent]:
        body = call.body
        if body is None:
            return
        shape = self.models.schemas.objects.get(body.shape.model)
        if shape is None:
            wanted = str(body.data.get("x-body-name") or ("content" if body.shape.kind == "binary" else "body"))
            text = self.types.given(body.shape)
            default = "" if body.required else "None"
            argument = ir.Argument(
                taken.take(names.snake(wanted)),
                ir.Code(f"{text} | None" if default else text),
                ir.Code(default),
                str(body.data.get("description", "")),
                positional=body.required,
            )
            yield Sent(argument, "", "body")
            return
        for prop in shape.properties:
            if prop.shape.schema.get("readOnly") is True:
                continue
            key = self.models.names[shape.name][prop.wire]
            text = self.types.given(prop.shape)
            required = prop.required and body.required
            if not required:
                text = ir.Code(f"{text} | _kit.UnsetType")
            meaning = lower_checks.argument(prop.text, prop.shape)
            default = ir.Code("" if required else "_kit.UNSET")
            yield Sent(ir.Argument(taken.take(names.snake(prop.wire)), text, default, meaning), key, "body")

    # What the kernel is told

    def _constant(
        self, call: Call, params: Mapping[tuple[str, str], str], success: Shape | None, returns: ir.Code, page: str, auth: str
    ) -> ir.Constant:
        data = call.data
        arguments: list[tuple[str, ir.Code]] = [
            ("name", lower_checks.literal(call.full_name)),
            ("method", lower_checks.literal(call.method)),
            ("path", lower_checks.literal(call.path)),
            ("returns", self.types.decoded(success)),
            ("retry", ir.Code(f"_kit.Retry.{retry(call).upper()}")),
        ]
        found = [self._param(parameter, params[parameter.place, parameter.wire]) for parameter in call.parameters]
        if found:
            arguments.append(("params", tuple_of(found)))
        if call.body:
            arguments.append(("body", self.types.decoded(call.body.shape)))
            if not call.body.required:
                arguments.append(("body_optional", ir.Code("True")))
            if call.body.encoding != "json":
                arguments.append(("encoding", lower_checks.literal(call.body.encoding)))
            if call.body.encoding in ("json", "binary") and call.body.content_type not in ("application/json", "application/octet-stream"):
                arguments.append(("content_type", lower_checks.literal(call.body.content_type)))
        elif data.get("x-content-type"):
            arguments.append(("content_type", lower_checks.literal(str(data["x-content-type"]))))
        if auth:
            arguments.append(("auth", lower_checks.literal(auth)))
        arguments += self._rest(call, params, success, page)
        return ir.Constant(names.constant(call.full_name).join(["_", ""]), ir.Call("_kit.Operation", tuple(arguments)), returns)

    def _rest(self, call: Call, params: Mapping[tuple[str, str], str], success: Shape | None, page: str) -> Iterator[tuple[str, ir.Code]]:
        data = call.data
        if data.get("x-server"):
            yield "server", lower_checks.literal(str(data["x-server"]))
        if data.get("x-codec"):
            yield "codec", lower_checks.literal(str(data["x-codec"]))
        accept = next(
            (answer.content_type for answer in call.answers if answer.shape and (answer.is_success or answer.shape is success)), ""
        )
        if accept and accept != "application/json":
            yield "accept", lower_checks.literal(accept)
        errors = {
            status: self.types.decoded(answer.shape)
            for answer in call.answers
            if (status := error_key(answer)) is not None and answer.shape
        }
        if errors:
            yield "errors", ir.Code("{" + ", ".join(f"{status}: {text}" for status, text in errors.items()) + "}")

        def python(wire: str) -> str | None:
            return next((name for (_, known), name in params.items() if known == wire), None)

        rules = lower_checks.rules(data.get("x-rules"), python, lambda message, rule: self.report(call.pointer, message, rule))
        if rules:
            yield "rules", tuple_of(rules)
        carries = data.get("x-carries")
        if is_list(carries) and carries:
            yield "carries", lower_checks.literal(tuple(self._body_field(call, str(wire)) for wire in carries))
        if data.get("x-max-bytes"):
            yield "max_bytes", lower_checks.literal(int(data["x-max-bytes"]))
        if page:
            yield "page", ir.Code(page)
            yield "partial_header", lower_checks.literal(str(data["x-paging"].get("partial-header", "")))

    def _param(self, parameter: Parameter, name: str) -> ir.Code:
        def refuse(message: str, rule: str) -> None:
            self.report(parameter.pointer, message, rule)

        check = lower_checks.check(name, parameter.shape, parameter.required, refuse, lenient=self.lenient) or ir.Call(
            "_kit.Check", (("kind", ir.Code("'any'")),), (lower_checks.literal(name),)
        )
        rest: list[tuple[str, ir.Code]] = []
        if parameter.data.get("x-from-client") is True:
            rest.append(("from_client", ir.Code("True")))
        if joined := separator(parameter):
            rest.append(("joined", lower_checks.literal(joined)))
        if parameter.data.get("style") == "deepObject":
            rest.append(("deep", ir.Code("True")))
        if "default" in parameter.shape.schema and parameter.required and parameter.place != "path":
            rest.append(("default", lower_checks.literal(str(parameter.shape.schema["default"]))))
        return ir.Call(
            "_kit.Param",
            tuple(rest),
            (
                lower_checks.literal(name),
                lower_checks.literal(parameter.wire),
                ir.Code(f"_kit.Place.{parameter.place.upper()}"),
                check.code,
            ),
        ).code

    def _body_field(self, call: Call, wire: str) -> str:
        found = self.models.python_path(call.body.shape.model, wire) if call.body else None
        if found is None:
            self.report(call.pointer, f"x-carries: the body has no property {wire!r}", "unknown-property")
        return found or "missing"

    def _page(self, call: Call) -> str:
        paging = call.data.get("x-paging")
        return str(paging["page"]) if is_map(paging) and paging.get("kind") == "archive-to-advance" else ""

    # The method

    def _method(self, call: Call, kind: str, sent: Sequence[Sent], returns: ir.Code, constant: str, *, consent: bool) -> ir.Method:
        summary = str(
            call.data.get("summary") or docs.first_sentence(str(call.data.get("description", ""))) or f"Call {call.method} {call.path}"
        )
        arguments = tuple(each.argument for each in sent)
        sections = [
            docs.Section("Args", self._args(arguments, kind)),
            docs.Section("Raises", tuple(raises(call, self.types, checked=bool(sent), consent=consent))),
        ]
        source = provenance(call.data)
        described = str(call.data.get("description", ""))
        text = described if docs.sentence(described) != docs.sentence(summary) else ""
        if call.data.get("deprecated") is True:
            text = f"Deprecated by the provider.\n\n{text}"
        if callbacks := mapping(call.data.get("callbacks")):
            text += f"\n\nThe provider then calls back ({docs.comma(map(str, callbacks))}), which this client does not take in."
        http = f"{call.method} {call.path}"
        return ir.Method(
            name=call.name,
            kind=kind,
            arguments=(*arguments, *COMMON),
            returns=returns,
            call=ir.Code(", ".join([constant, *handed_over(sent)])),
            doc=ir.Code(docs.docstring(summary, text, sections, f"{source + '. ' if source else ''}{http}", 8)),
            twin_doc=ir.Code(
                docs.docstring(f"{docs.sentence(summary)} Like `{names.pascal(call.resource)}.{call.name}`, to be awaited.", indent=8)
            ),
            http=http,
            source=source,
        )

    def _args(self, arguments: Sequence[ir.Argument], kind: str) -> tuple[tuple[str, str], ...]:
        told = [(each.name, each.meaning) for each in arguments if each.meaning]
        if kind == "download":
            told.append(("to", "Write the file to this path, readable by its owner only, instead of returning it."))
        return tuple(told)


def separator(parameter: Parameter) -> str:
    """What stands between the items of a list in the query: nothing where, as is usual, the parameter is repeated."""
    style = str(parameter.data.get("style", "form"))
    if parameter.place != "query" or parameter.shape.kind != "array" or parameter.data.get("explode", style == "form") is True:
        return ""
    return {"spaceDelimited": " ", "pipeDelimited": "|"}.get(style, ",")


def handed_over(sent: Sequence[Sent]) -> list[str]:
    """`params` and `body` as arguments of the kernel."""
    params = ", ".join(f"{each.key!r}: {each.argument.name}" for each in sent if each.place == "params")
    fields = [each for each in sent if each.place == "body"]
    parts = [f"{{{params}}}"] if params else []
    if fields and not fields[0].key:
        parts.append(f"body={fields[0].argument.name}")
    elif fields:
        parts.append("body={" + ", ".join(f"{each.key!r}: {each.argument.name}" for each in fields) + "}")
    return parts


def error_key(answer: Answer) -> int | None:
    """The key of an error answer in `Operation.errors`, None for one that is no error."""
    if answer.status in RANGES:
        return RANGES[answer.status]
    return int(answer.status) if answer.status.isdecimal() and not answer.is_success else None


def raises(call: Call, types: Types, *, checked: bool, consent: bool) -> Iterator[tuple[str, str]]:
    """The `Raises` section: what a caller can act on, a line each."""
    if checked:
        yield "RequestInvalid", "a documented limit is not kept; nothing was sent."
    for answer in call.answers:
        key = error_key(answer)
        if key is None:
            continue
        name = class_for(key).__name__ if key >= 100 else {4: "ApiError", 5: "ServerError", 0: "ApiError"}[key]
        body = f" Body: {types.decoded(answer.shape)}." if answer.shape and answer.shape.kind != "binary" else ""
        text = docs.first_sentence(answer.description)
        if len(name + text + body) > ONE_LINE:  # details in parentheses are in the spec
            text = docs.without_parentheses(text)
        yield name, f"{answer.status if key else 'any other status'}. {text}{body}"
    if consent:
        yield "ConsentLost", "the person has not consented, or the consent has ended: ask again."
    if call.data.get("x-codec"):
        yield "DecryptionError", "the answer is not encrypted as asked for."
    if retry(call) == "never":
        yield "AmbiguousOutcome", "the request may have been carried out and must not be repeated blindly."
    else:
        yield "ConnectionFailed", "no usable answer came."


def retry(call: Call) -> str:
    """`x-retry`, or what the method means by itself."""
    return str(call.data.get("x-retry") or RETRIES.get(call.method, "never"))
