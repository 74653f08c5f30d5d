"""Methods that are more than one call: waiting, and reading every page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from identkit.generator import ir
from identkit.generator.check.vocabulary.kinds import PAGING
from identkit.generator.lower import docs, names
from identkit.generator.lower import paging as lower_paging
from identkit.generator.lower.methods import HEADERS, TIMEOUT, Input, Lowered, handed_over
from identkit.generator.lower.models import Models
from identkit.generator.lower.schemas import Schemas
from identkit.generator.lower.shapes import EnumShape, Shape
from identkit.generator.lower.types import Types
from identkit.generator.problems import Report, join
from identkit.generator.values import is_map

Extra = tuple[str, ir.Method, ir.Constant | None]  # resource, method, constant


ARCHIVE_EVERY = ir.Argument(
    "archive_every",
    ir.Code("int"),
    ir.Code("1"),
    "Archive after so many items; after a crash up to that many come again although they were read.",
)
ARCHIVE_NOTE = "An item is archived once the loop asks for the next one: after a crash or an exception, what was not finished comes again."


class Extras:
    """Lowers `x-lifecycle.polling` and `x-paging` of one document."""

    def __init__(self, lowered: Mapping[str, Lowered], models: Models, types: Types, report: Report, *, lenient: bool) -> None:
        self.lenient = lenient
        self._names = set(lowered)
        self.lowered = lowered
        self.models = models
        self.types = types
        self.report = report

    def all(self) -> Iterator[Extra]:
        """Every extra method with its resource and the constant it needs."""
        for enum in self.models.schemas.enums.values():
            lifecycle = enum.schema.get("x-lifecycle")
            if is_map(lifecycle) and is_map(lifecycle.get("polling")):
                yield from self._wait(enum, lifecycle["polling"])
        for each in self.lowered.values():
            paging = each.call.data.get("x-paging")
            if is_map(paging):
                self._names.add(_iterate_name(each, full=True))
                yield from self._paging(each, paging)
        for each in self.lowered.values():
            paging = each.call.data.get("x-paging")
            if isinstance(paging, str) or (self.lenient and paging is None):
                yield from self._recognised(each, paging or "")

    # Waiting

    def _wait(self, enum: EnumShape, polling: Mapping[str, Any]) -> Iterator[Extra]:
        pointer = join(enum.pointer, "x-lifecycle", "polling")
        each = self.lowered.get(str(polling.get("operation")))
        if each is None:
            self.report(pointer, f"polling: there is no operation {polling.get('operation')!r}", "unknown-operation")
            return
        status = self.models.python_path(each.success.model, str(polling.get("status"))) if each.success else None
        if status is None:
            self.report(pointer, f"polling: the answer has no property {polling.get('status')!r}", "unknown-property")
            return
        early = {str(name): sorted(map(str, values)) for name, values in dict(polling.get("early") or {}).items()}
        rule = ir.call(
            "_kit.Polling",
            operation=ir.Code(each.constant.name),
            status=status,
            go_on=frozen(map(str, polling.get("go_on", ()))),
            early={name: frozen(values) for name, values in early.items()},
        )
        constant = ir.Constant(f"_{names.constant(each.call.resource)}_WAIT", rule)
        yield each.call.resource, self._wait_method(each, polling, early, constant.name), constant

    def _wait_method(self, each: Lowered, polling: Mapping[str, Any], early: Mapping[str, list[str]], constant: str) -> ir.Method:
        path = self._path_or_object(each, [entry for entry in each.inputs if entry.argument.positional])
        until = ir.Argument("until", ir.Code(f"Literal[{', '.join(map(repr, early))}] | None"), ir.Code("None"))
        rows = [(entry.argument.name, entry.argument.meaning) for entry in path if entry.argument.meaning]
        rows.append(("timeout", "How long to wait at most, in seconds, pauses and calls together."))
        if early:
            rows.append(
                ("until", "; ".join(f'"{name}" also ends the wait at {docs.comma(values, "or")}' for name, values in early.items()))
            )
        go_on = docs.comma((str(value) for value in polling.get("go_on", ())), "or")
        sections = [
            docs.Section("Args", tuple(rows)),
            docs.Section(
                "Raises",
                (
                    ("WaitTimeout", "the status is still one to wait on; `last` is the object as last seen."),
                    ("ApiError", f"as `{each.call.name}`; a 5xx in between is survived."),
                ),
            ),
        ]
        summary = f"Wait while the status is {go_on}, with growing pauses."
        text = f"Calls `{each.call.name}` and returns its last answer."
        if (basis := str(polling.get("basis", "documented"))) != "documented":
            text += f" Which statuses are to be waited at is {basis}: the document does not say it."
        return ir.Method(
            name="wait",
            kind="wait",
            arguments=(
                *(entry.argument for entry in path),
                ir.Argument("timeout", ir.Code("float")),
                *([until] if early else []),
                HEADERS,
            ),
            returns=each.returns,
            call=ir.Code(", ".join([constant, *handed_over(path), "timeout=timeout", *(["until=until"] if early else [])])),
            doc=docs.docstring(summary, text, sections, each.method.source, 8),
            http=each.method.http,
            source=each.method.source,
        )

    def _path_or_object(self, each: Lowered, path: Sequence[Input]) -> Sequence[Input]:
        """The path parameters; where the object has the last of them as a field, the object itself will do in its place."""
        fields = self.models.names.get(each.success.model, {}) if each.success else {}
        if not path or path[-1].key not in fields.values():
            return path
        argument = path[-1].argument
        meaning = f"{argument.meaning} Or the object: one that need not be waited for comes back without a call.".strip()
        return [*path[:-1], evolve(path[-1], argument=evolve(argument, type=ir.Code(f"{argument.type} | {each.returns}"), meaning=meaning))]

    # Pages

    def _paging(self, each: Lowered, paging: Mapping[str, Any]) -> Iterator[Extra]:
        item = lower_paging.item(each, self.models, str(paging.get("items") or ""))
        if paging.get("kind") not in PAGING or item is None:
            self.report(each.call.pointer, "x-paging: this kind is not known, or the answer is not a list", "paging")
        elif paging["kind"] == "page-number" and "size" in paging and paging.keys() <= {"kind", "page", "size"} and not each.call.body:
            yield from self._iterate(each, paging, item)
        elif paging["kind"] != "archive-to-advance":
            yield from self._follow(each, paging, item)
        elif paging.get("drain"):
            yield from self._drain(each, paging, item)

    def _iterate(self, each: Lowered, paging: Mapping[str, Any], item: Shape) -> Iterator[Extra]:
        page, size = (each.params.get(("query", str(paging.get(key)))) for key in ("page", "size"))
        if page is None or size is None:
            self.report(each.call.pointer, "x-paging: page and size must be query parameters of the operation", "paging")
            return
        inputs = [entry for entry in each.inputs if entry.key != page]
        name = _iterate_name(each)
        extra = [f"page=({page!r}, {size!r})", "timeout=timeout"]
        summary = f"All items of `{each.call.name}`, one page after the other."
        call = [each.constant.name, *handed_over(inputs), *extra]
        yield each.call.resource, self._many(each, name, "iterate", [entry.argument for entry in inputs], item, call, summary, ""), None

    def _recognised(self, each: Lowered, name: str) -> Iterator[Extra]:
        """What looks like pages. A document that says nothing of them is only taken at its word where nothing else can be meant."""
        paging = lower_paging.recognised(each, self.models, name)
        if paging is None and name not in ("", "none"):
            self.report(each.call.pointer, f"x-paging: {name!r} needs to be told its names here", "paging")
        if paging is not None and _iterate_name(each, full=True) not in self._names:
            self._names.add(_iterate_name(each, full=True))
            yield from self._paging(each, paging)

    def _follow(self, each: Lowered, paging: Mapping[str, Any], item: Shape) -> Iterator[Extra]:
        options = lower_paging.told(each, self.models, paging)
        for key, value in options.items():
            if value is None:
                self.report(each.call.pointer, f"x-paging: there is no {paging.get(key, paging.get('page'))!r} as {key}", "paging")
        if None in options.values() and self.lenient:
            return
        name = _iterate_name(each)
        code = ir.call("_kit.Paging", **{key: "missing" if value is None else value for key, value in options.items()})
        constant = ir.Constant(f"_{names.constant(each.call.resource)}_{names.constant(name)}", code)
        place = "body" if "place" in options else "params"
        inputs = [entry for entry in each.inputs if not options["parameter"] or (entry.place, entry.key) != (place, options["parameter"])]
        bodiless = place == "body" and not any(entry.place == "body" for entry in inputs)
        call = [each.constant.name, *handed_over(inputs), *["body={}"] * bodiless, f"page={constant.name}", "timeout=timeout"]
        summary = f"All items of `{each.call.name}`, one page after the other."
        method = self._many(each, name, "iterate", [entry.argument for entry in inputs], item, call, summary, "")
        yield each.call.resource, method, constant

    def _drain(self, each: Lowered, paging: Mapping[str, Any], item: Shape) -> Iterator[Extra]:
        archive = self.lowered.get(str(paging.get("archive")))
        identifier = self.models.python_path(item.model, str(paging.get("identifier")))
        if archive is None or identifier is None:
            self.report(each.call.pointer, "x-paging: the archive operation or the identifier does not exist", "paging")
            return
        refusals = [each.params.get(("query", str(wire))) for wire in paging.get("refuse", ())]
        if None in refusals:
            self.report(each.call.pointer, "x-paging: refuse names a query parameter that does not exist", "paging")
        inputs = [entry for entry in each.inputs if entry.key not in refusals]
        name = str(paging["drain"])
        value = ir.call(
            "_kit.Draining",
            listing=ir.Code(each.constant.name),
            archive=ir.Code(archive.constant.name),
            identifier=identifier,
            refuse=tuple(filter(None, refusals)),
        )
        constant = ir.Constant(f"_{names.constant(each.call.resource)}_{names.constant(name)}", value)
        summary = f"Everything that `{each.call.name}` has, page by page; what was read is archived."
        call = [constant.name, *handed_over(inputs), "archive_every=archive_every", "timeout=timeout"]
        method = self._many(each, name, "drain", [*(entry.argument for entry in inputs), ARCHIVE_EVERY], item, call, summary, ARCHIVE_NOTE)
        yield each.call.resource, method, constant

    def _many(
        self, each: Lowered, name: str, kind: str, arguments: list[ir.Argument], item: Shape, call: list[str], summary: str, text: str
    ) -> ir.Method:
        sections = [
            docs.Section("Args", tuple((argument.name, argument.meaning) for argument in arguments if argument.meaning)),
            docs.Section("Raises", (("ApiError", f"as `{each.call.name}`."),)),
        ]
        return ir.Method(
            name=name,
            kind=kind,
            arguments=(*arguments, TIMEOUT, HEADERS),
            returns=self.types.decoded(item),
            call=ir.Code(", ".join(call)),
            doc=docs.docstring(summary, text, sections, each.method.source, 8),
            raw=False,
            http=each.method.http,
            source=each.method.source,
        )


def _iterate_name(each: Lowered, *, full: bool = False) -> str:
    name = "iterate" if each.call.name == "list" else f"iterate_{each.call.name.removeprefix('list_')}"
    return f"{each.call.resource}.{name}" if full else name


def pages(calls: Mapping[str, Lowered], types: Types, schemas: Schemas, report: Report) -> list[ir.PageClass]:
    """The classes of pages that `x-paging` names."""
    result: dict[str, ir.PageClass] = {}
    for each in calls.values():
        paging = each.call.data.get("x-paging")
        if not is_map(paging) or paging.get("kind") != "archive-to-advance" or each.success is None or each.success.item is None:
            continue
        name = str(paging.get("page", ""))
        doc = docs.docstring(
            f"One page: a sequence of `{types.decoded(each.success.item)}`.",
            "`partial` is true when the provider holds more than it delivered.",
        )
        page = ir.PageClass(name, types.decoded(each.success.item), doc)
        if (
            not names.is_public_identifier(name)
            or (name not in result and schemas.reserve(name) != name)
            or result.setdefault(name, page) != page
        ):
            report(each.call.pointer, f"x-paging: {name!r} is no class name, or is the page of other items already", "paging")
    return list(result.values())


def frozen(values: Iterable[str]) -> ir.Code:
    """A frozen set, in order."""
    return ir.Code("frozenset({" + ", ".join(repr(value) for value in sorted(values)) + "})")
