"""From an operation of the document to a method: arguments, types, what the kernel is told, documentation."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from identkit.core._errors import class_for
from identkit.generator import ir
from identkit.generator.lower import checks as lower_checks
from identkit.generator.lower import docs, names, offers
from identkit.generator.lower.http import Endpoint, Parameter, RequestBody
from identkit.generator.lower.media import RAW, is_merge, is_textual
from identkit.generator.lower.models import EXTRA, Models, provenance
from identkit.generator.lower.operations import ACCEPT, Facts, Operations, Success, error_key, offered, retry, success
from identkit.generator.lower.params import is_wide
from identkit.generator.lower.shapes import ObjectShape, Shape, text_of
from identkit.generator.lower.types import Types, alternatives
from identkit.generator.problems import Report
from identkit.generator.values import is_map, mapping

TIMEOUT = ir.Argument("timeout", ir.Code("_kit.TimeoutLike"), ir.Code("None"))
HEADERS = ir.Argument("extra_headers", ir.Code("_kit.HeadersLike"), ir.Code("None"))
COMMON = (TIMEOUT, HEADERS)
ONE_LINE = docs.WIDTH - 20


@frozen
class Input:
    """One value that travels: the argument, and where it goes."""

    argument: ir.Argument
    key: str  # name that the kernel knows it by
    place: str  # params or body
    fixed: str = ""  # the value where there is no argument


@frozen
class Lowered:
    """A method and the constant it calls."""

    call: Endpoint
    method: ir.Method
    constant: ir.Constant
    inputs: tuple[Input, ...]
    returns: ir.Code
    success: Shape | None
    params: Mapping[tuple[str, str], str]  # (place, wire) -> Python name
    beside: tuple[ir.Method, ir.Constant] | None = None  # the same operation, answered as a stream


class Methods:
    """Lowers the operations of one document."""

    def __init__(
        self,
        types: Types,
        models: Models,
        report: Report,
        *,
        lenient: bool,
        consents: frozenset[str] = frozenset(),
    ) -> None:
        self.consents = consents  # security schemes that stand for a person's consent
        self.types = types
        self.models = models
        self.report = report
        self.lenient = lenient
        self.operations = Operations(types, models, report, lenient=lenient)

    def lower(self, call: Endpoint, auth: tuple[tuple[str, ...], ...], servers: Mapping[str, str]) -> Lowered:
        """One operation."""
        main = success(call)
        if main.differ and not self.lenient:
            self.report(call.pointer, "the successful answers have different bodies", "several-answers")
        page = self._page(call)
        choices = {} if page else offered(call)
        binary = main.main is not None and main.main.kind == "binary" and not main.several
        saves = binary or any(offers.saves(name, answer) for name, answer in choices.items())
        parameters = self._in_order(call)
        scope = names.Arguments([*names.ARGUMENTS, *(["to"] if saves else [])])
        params = {(parameter.place, parameter.wire): scope.take(names.snake(parameter.wire)) for parameter in parameters}
        returns = ir.Code(page) if page else self._returns(main)
        inputs = [*self._params(parameters, params), *self._body(call, scope)]
        inputs.sort(key=lambda each: (not each.argument.positional, bool(each.argument.default)))
        whole = [each.argument.name for each in inputs if each.place == "body" and not each.key]
        inputs = self._packed(call, inputs, scope)
        aliases = {"base": whole[0]} if whole else {}
        aliases |= {each.key: each.argument.name for each in inputs if each.place == "body" and each.key and each.key != each.argument.name}
        chosen = [Input(offers.argument(scope.take("accept"), choices), ACCEPT, "params")] if choices else []
        aliases.update({each.key: each.argument.name for each in chosen if each.argument.name != "accept"})
        role = call.data.get("x-server")
        facts = Facts(auth, servers or ({"": str(role)} if role else {}), page, aliases)
        consent = any(name in self.consents for names_ in auth[:1] for name in names_)
        streams = [answer for answer in main.answers if answer.stream or answer.stream_type]
        alone = bool(streams and streams[0].stream)
        either = joined(part for text in (returns, *map(self._returns, choices.values())) for part in alternatives(text))
        constant = self.operations.constant(call, params, main, either, facts, streams[0] if alone else None)
        kind = "stream" if alone else "call"
        own = [*inputs, *chosen]
        ways = offers.download(arguments_of(own), main, returns) if binary and not alone else ()
        if chosen:
            ways = offers.overloads(arguments_of(own), chosen[0].argument.name, choices, self._returns)
        method = self._method(call, kind, own, constant.type if alone else either, constant.name, consent=consent, ways=ways)
        method = evolve(method, schemes=auth[0] if auth and () not in auth else ())
        result = Lowered(call, method, constant, tuple(inputs), returns, main.main, params)
        if alone or not streams:
            return result
        beside = self.operations.constant(call, params, main, returns, facts, streams[0])
        fewer = [each if each.key != "stream" or each.place != "body" else evolve(each, fixed="True") for each in inputs]
        further = self._method(call, "stream", fewer, beside.type, beside.name, consent=consent)
        return evolve(result, beside=(evolve(further, name=f"{call.name}_stream"), beside))

    def _in_order(self, call: Endpoint) -> list[Parameter]:
        """Path parameters in the order of the path, then the others as described."""
        last = len(call.path)
        return sorted(call.arguments, key=lambda each: call.path.find(f"{{{each.wire}}}") if each.place == "path" else last)

    def _returns(self, answer: Success) -> ir.Code:
        """What a successful call answers: any of the described types, None where a status has no body."""
        parts = [part for shape in answer.shapes if shape for part in alternatives(self.types.decoded(shape))]
        parts += ["str"] if answer.redirects else []  # where it points
        return joined([*parts, *(["None"] if None in answer.shapes else [])])

    # Arguments

    def _packed(self, call: Endpoint, inputs: list[Input], scope: names.Arguments) -> list[Input]:
        """The fields of a wide body as one `**params`, where each is an argument under its own name."""
        typed_dict = self.types.params.get(call.body.shape.model) if call.body and call.body.required else None
        fields = [each for each in inputs if each.place == "body"]
        whole = any(not each.key or each.fixed or each.key != each.argument.name for each in fields)
        whole = whole or (call.body is not None and is_merge(call.body.content_type))  # the dictionary knows no null
        if typed_dict is None or whole or not is_wide(typed_dict.shape) or any("(" in each.key for each in inputs):
            return inputs
        members = tuple(each.argument for each in fields)
        argument = ir.Argument(scope.take("params"), ir.Code(f"Unpack[{typed_dict.name}]"), members=members)
        return [*(each for each in inputs if each.place != "body"), Input(argument, "", "body")]

    def _params(self, parameters: Sequence[Parameter], params: Mapping[tuple[str, str], str]) -> Iterator[Input]:
        for each in parameters:
            if each.data.get("x-from-client") is True:
                continue
            name = params[each.place, each.wire]
            text = self.types.given(each.shape)
            default = "" if each.required and each.default is None else "None"
            if default:
                text = ir.Code(text if text == "Any" or text.endswith("| None") else f"{text} | None")
            meaning = lower_checks.argument(str(each.data.get("description") or text_of(each.data.get("schema"), each.shape)), each.shape)
            if each.data.get("deprecated") is True:
                meaning = f"{meaning} Deprecated by the provider.".strip()
            argument = ir.Argument(name, text, ir.Code(default), meaning, positional=each.place == "path")
            yield Input(argument, name, "params")

    def _body(self, call: Endpoint, scope: names.Arguments) -> Iterator[Input]:
        body = call.body
        if body is None:
            return
        shape = self.models.schemas.objects.get(body.shape.model) if not body.shape.nullable else None
        others = [other for other in body.others if "*" not in other.content_type]
        open_ended = "*" in body.content_type
        different = [other for other in others if other.shape.key != body.shape.key and not _both_raw(body, other)]
        if shape is None:
            yield self._whole(body, scope, required=body.required and not different)
        else:
            merges = is_merge(body.content_type)
            yield from self._fields(shape, scope, required=body.required and not different, merges=merges)
        if open_ended and not others:
            meaning = f"The media type of what is sent, one of {body.content_type}; needed where no file says it."
            argument = ir.Argument(scope.take("content_type"), ir.Code("str | None"), ir.Code("None"), meaning)
            yield Input(argument, "(content type)", "params")
        if others:
            types = ", ".join(repr(each.content_type) for each in (body, *others))
            meaning = f"How the body is written; {body.content_type} unless given."
            argument = ir.Argument(scope.take("content_type"), ir.Code(f"Literal[{types}] | None"), ir.Code("None"), meaning)
            yield Input(argument, "(content type)", "params")
        if different:
            text = " | ".join(dict.fromkeys(part for other in different for part in alternatives(self._given(other))))
            meaning = f"The whole body for {docs.comma((other.content_type for other in different), 'or')}."
            yield Input(
                ir.Argument(scope.take("content"), ir.Code(f"{text} | _kit.UnsetType"), ir.Code("_kit.UNSET"), meaning),
                "(content)",
                "params",
            )

    def _given(self, body: RequestBody) -> ir.Code:
        """The type of a body that is passed as a whole."""
        if body.encoding == "binary":
            return ir.Code("_kit.FileInput | str" if is_textual(body.content_type) else "_kit.FileInput")
        if body.encoding == "text":
            return ir.Code(" | ".join(dict.fromkeys(["str", *alternatives(self.types.given(body.shape)), "_kit.FileInput"])))
        return ir.Code(f"{self.types.given(body.shape)} | bytes") if body.encoding == "lines" else self.types.given(body.shape)

    def _whole(self, body: RequestBody, scope: names.Arguments, *, required: bool) -> Input:
        raw = body.encoding in RAW
        name = str(body.data.get("x-body-name") or ("content" if raw else "body"))
        alike = [body, *(other for other in body.others if _both_raw(body, other))]
        text = ir.Code(" | ".join(dict.fromkeys(part for each in alike for part in alternatives(self._given(each)))))
        default = "" if required else "_kit.UNSET"
        return Input(
            ir.Argument(
                scope.take(names.snake(name)),
                ir.Code(f"{text} | _kit.UnsetType" if default else text),
                ir.Code(default),
                str(body.data.get("description", "")),
                positional=body.required,
            ),
            "",
            "body",
        )

    def _fields(self, shape: ObjectShape, scope: names.Arguments, *, required: bool, merges: bool) -> Iterator[Input]:
        for prop in shape.properties:
            if prop.read_only:
                continue
            key = self.models.names[shape.name][prop.wire]
            text = self.types.given(prop.shape)
            default = ir.Code("" if prop.required and required else "_kit.UNSET")
            if default and merges and not text.endswith("| None") and text != "Any":
                text = ir.Code(f"{text} | None")
            if default:
                text = ir.Code(f"{text} | _kit.UnsetType")
            yield Input(ir.Argument(scope.take(key), text, default, lower_checks.argument(prop.text, prop.shape)), key, "body")
        if shape.extra:
            key = self.models.names[shape.name][EXTRA]
            text = ir.Code(f"Mapping[str, {self.types.given(shape.extra)}] | _kit.UnsetType")
            meaning = "Values beside the documented fields, by their names."
            yield Input(ir.Argument(scope.take(key), text, ir.Code("_kit.UNSET"), meaning), key, "body")

    def _page(self, call: Endpoint) -> str:
        paging = call.data.get("x-paging")
        return str(paging["page"]) if is_map(paging) and paging.get("kind") == "archive-to-advance" else ""

    # The method

    def _method(
        self,
        call: Endpoint,
        kind: str,
        inputs: Sequence[Input],
        returns: ir.Code,
        constant: str,
        *,
        consent: bool,
        ways: tuple[ir.Overload, ...] = (),
    ) -> ir.Method:
        summary = str(
            call.data.get("summary") or docs.first_sentence(str(call.data.get("description", ""))) or f"Call {call.method} {call.path}"
        )
        arguments = arguments_of(inputs)
        sections = [
            docs.Section("Args", self._args(arguments, saves=any(each.saves for each in ways))),
            docs.Section("Raises", tuple(raises(call, self.types, consent=consent))),
        ]
        source = provenance(call.data)
        long = str(call.data.get("description", ""))
        text = long if docs.sentence(long) != docs.sentence(summary) else ""
        if call.data.get("deprecated") is True:
            text = f"Deprecated by the provider.\n\n{text}"
        if callbacks := mapping(call.data.get("callbacks")):
            text += f"\n\nThe provider then calls back ({docs.comma(map(str, callbacks))}), which this client does not take in."
        http = f"{call.method} {call.path}"
        return ir.Method(
            name=call.name,
            kind=kind,
            arguments=arguments,
            returns=returns,
            call=ir.Code(", ".join([constant, *handed_over(inputs)])),
            doc=docs.docstring(summary, text, sections, f"{source + '. ' if source else ''}{http}", 8),
            raw=kind != "stream",
            headers=self.types.decoded(call.headers) if call.headers else ir.Code(""),
            http=http,
            source=source,
            overloads=ways,
        )

    def _args(self, arguments: Sequence[ir.Argument], *, saves: bool) -> tuple[tuple[str, str], ...]:
        rows = [(each.name, each.meaning) for argument in arguments for each in argument.members or (argument,) if each.meaning]
        if saves:
            rows.append(("to", "Write the file to this path, readable by its owner only, instead of returning it."))
        return tuple(rows)


def arguments_of(inputs: Sequence[Input]) -> tuple[ir.Argument, ...]:
    """What a caller gives, and what every method has."""
    return (*(each.argument for each in inputs if not each.fixed), *COMMON)


def joined(parts: Iterable[str]) -> ir.Code:
    """Any of several types, null last."""
    texts = dict.fromkeys(parts)
    rest = [text for text in texts if text != "None"]
    return ir.Code("Any" if "Any" in texts else " | ".join([*rest, *(["None"] if "None" in texts else [])]) or "None")


def _both_raw(one: RequestBody, other: RequestBody) -> bool:
    """Whether both are sent as they are, text or a file: the same argument takes either."""
    return one.encoding in RAW and other.encoding in RAW


def handed_over(inputs: Sequence[Input]) -> list[str]:
    """`params` and `body` as arguments of the kernel."""
    params = ", ".join(f"{each.key!r}: {each.fixed or each.argument.name}" for each in inputs if each.place == "params")
    fields = [each for each in inputs if each.place == "body"]
    parts = [f"{{{params}}}"] if params else []
    if fields and not fields[0].key:
        parts.append(f"body={fields[0].argument.name}")
    elif fields:
        parts.append("body={" + ", ".join(f"{each.key!r}: {each.fixed or each.argument.name}" for each in fields) + "}")
    return parts


def raises(call: Endpoint, types: Types, *, consent: bool) -> Iterator[tuple[str, str]]:
    """The `Raises` section: what a caller can act on, a line each."""
    for answer in call.answers:
        key = error_key(answer)
        if key is None:
            continue
        name = class_for(key).__name__ if key >= 100 else {4: "ApiError", 5: "ServerError", 0: "ApiError"}[key]
        shapes = [shape for shape in (answer.shape, *answer.others.values()) if shape and shape.kind != "binary"]
        body = f" Body: {docs.comma(dict.fromkeys(map(types.decoded, shapes)), 'or')}." if shapes else ""
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
