"""From a document to the IR of its package. Every decision is made here and in the `lower_*` modules; templates only print."""

import json
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from attrs import evolve, field, frozen

from identkit.generator import ir
from identkit.generator.adapters import datamodel_codegen as models
from identkit.generator.lower import agreement, docs, getters, names, published, sharing
from identkit.generator.lower import extras as lower_extras
from identkit.generator.lower import modules as lower_modules
from identkit.generator.lower import params as lower_params
from identkit.generator.lower import reasons as lower_reasons
from identkit.generator.lower import webhooks as lower_webhooks
from identkit.generator.lower.client import ClientLowerer, choose, class_name, security
from identkit.generator.lower.http import Endpoint, EndpointReader
from identkit.generator.lower.methods import Lowered, Methods
from identkit.generator.lower.models import Directions, Models, closure, provenance
from identkit.generator.lower.operations import success
from identkit.generator.lower.schemas import Schemas
from identkit.generator.lower.servers import Servers
from identkit.generator.lower.shapes import Shape
from identkit.generator.lower.types import Types
from identkit.generator.problems import Problem
from identkit.generator.read import enumeration, newer
from identkit.generator.read.load import NAMESPACE, Bundle
from identkit.generator.values import entries, mapping

DEEPEST = 20_000  # calls inside each other: schemas may lead to each other one by one, hundreds of them in a row
# What is only a note in a document of others: the client is right all the same, as far as anybody can tell.
NOTES = frozenset({agreement.ONE_READER, agreement.RULE, "paging", "parameter-left-out", "part-name", "raw-json", "security-left-out"})


@frozen
class ProblemList:
    """Collects problems; a pointer becomes a place in a file."""

    document: Bundle
    lenient: bool = False
    entries: list[Problem] = field(factory=list[Problem])

    def report(self, pointer: str, message: str, rule: str) -> None:
        """Note a problem, once."""
        problem = Problem(self.document.locate(pointer), message, rule, note=self.lenient and rule in NOTES)
        if problem not in self.entries:
            self.entries.append(problem)


def package(document: Bundle, *, lenient: bool) -> tuple[ir.Package | None, list[Problem]]:
    """The IR of a package, and every problem found on the way: with any that is more than a note, there is no package."""
    problems = ProblemList(document, lenient)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, DEEPEST))
    try:
        result = _Package(document, problems, lenient=lenient).lower()
    finally:
        sys.setrecursionlimit(limit)
    return (result if all(problem.note for problem in problems.entries) else None), sorted(problems.entries)


class _Package:
    """The way of one document."""

    def __init__(self, document: Bundle, problems: ProblemList, *, lenient: bool) -> None:
        self.document = document
        self.data = document.data
        self.report = problems.report
        self.lenient = lenient
        self.components = mapping(mapping(self.data.get("components")).get("schemas"))
        self.client = class_name(document.name, self.data)
        self.overrides = document.overrides or f"{NAMESPACE}.overrides.{document.name}"
        reserved = (self.client, f"Async{self.client}", f"{self.client}Event")
        self.schemas = Schemas(self.components, self.report, reserved, lenient=lenient, document=self.data)
        self.modules = lower_modules.Modules(document.module, str(mapping(self.data.get("info")).get("title", document.name)))

    def lower(self) -> ir.Package:
        calls = list(EndpointReader(self.data, self.schemas, self.report, lenient=self.lenient).operations())
        deliveries = lower_webhooks.deliveries(self.data, self.report)
        lower_webhooks.check(self.data, self.report)
        events = {name: self.schemas.shape(schema, pointer, f"{name} event") for name, (schema, pointer) in deliveries.items()}
        self.schemas.finish()
        internal = [call for call in calls if call.internal]
        calls = [call for call in calls if not call.internal]
        event_classes = self._event_classes(events, calls)
        directions = self._directions(calls, events)
        lowered_models = Models(self.schemas, directions, self.report, lenient=self.lenient, events=event_classes)
        classes = lowered_models.all()
        shapes = self._shapes(calls, {each.name for each in classes})
        blocks, code = models.generate(classes, {shape.key: shape.flat for shape in shapes})
        blocks = getters.added(blocks, lowered_models)
        types = Types(code, classes, blocks, lower_params.needed(calls, lowered_models, directions))
        choices = {call.pointer: choose(call, self.data, self.report, lenient=self.lenient) for call in calls}
        schemes = security(self.data, [name for each in choices.values() for names_ in each for name in names_], self.report)
        methods = Methods(types, lowered_models, self.report, lenient=self.lenient, consents=schemes.consents)
        servers = Servers(self.data)
        by_name = {call.full_name: methods.lower(call, choices[call.pointer], servers.own(call)) for call in calls}
        for problem in agreement.problems([*internal, *(each.call for each in by_name.values())], self.data):
            self.report(*problem)
        client = ClientLowerer(self.document.name, self.overrides, self.data, schemes, calls, servers, self.report)
        extras = list(lower_extras.Extras(by_name, lowered_models, types, self.report, lenient=self.lenient).all())
        extras += [(each.call.resource, *each.beside) for each in by_name.values() if each.beside]
        pages = lower_extras.pages(by_name, types, self.schemas, self.report)
        self.modules.know(classes, pages, f"{self.client}Event", [each.name for each in types.params.values()])
        dictionaries = types.printed(lowered_models.names)
        return self._package(client, by_name, extras, classes, blocks, code, dictionaries, pages, events)

    def _event_classes(self, events: Mapping[str, Shape], calls: Iterable[Endpoint]) -> dict[str, str]:
        """The classes of deliveries, and their modules: one that is part of something else, too, stands where all can import it."""
        classes = lower_webhooks.event_classes(events, self.schemas.objects, self.report)
        elsewhere = {ref for call in calls for shape in call.shapes() for ref in shape.refs}
        elsewhere |= {ref for shape in self.schemas.classes.values() for ref in shape.refs}
        return {name: "models" if name in elsewhere else module for name, module in classes.items()}

    # What travels

    def _shapes(self, calls: Iterable[Endpoint], classes: Collection[str]) -> list[Shape]:
        """Every shape that operations use, those inside lists and bodies, and the members of the choices among the classes."""
        shapes: dict[str, Shape] = {}
        looked_into: set[str] = set()
        for call in calls:
            for shape in call.shapes():
                inner = [prop.shape for prop in self.schemas.objects[shape.model].properties] if shape.model in self.schemas.objects else []
                for each in (shape, *inner):
                    shapes.setdefault(each.key, each)
                    if each.item:
                        shapes.setdefault(each.item.key, each.item)
                if (extra := self.schemas.objects[shape.model].extra if shape.model in self.schemas.objects else None) is not None:
                    shapes.setdefault(extra.key, extra)
            if (answer := success(call).main) is not None and call.method == "GET":  # lists further inside may be pages
                shapes |= {each.key: each for each in self._items(answer.model, looked_into) if each.key not in shapes}
        for alias in (each for each in self.schemas.aliases.values() if each.name in classes):
            shapes.update({member.key: member for member in alias.members})
        anything = Shape({}, {})
        return [*shapes.values(), *([] if anything.key in shapes else [anything])]

    def _items(self, model: str, looked_into: set[str], depth: int = 3) -> Iterator[Shape]:
        """The items of the lists in a model and in the objects in it."""
        if model in looked_into or not depth or model not in self.schemas.objects:
            return
        looked_into.add(model)
        for prop in self.schemas.objects[model].properties:
            if prop.shape.item is not None:
                yield prop.shape.item
            yield from self._items(prop.shape.model, looked_into, depth - 1)

    def _directions(self, calls: Iterable[Endpoint], events: Mapping[str, Shape]) -> Directions:
        outward: set[str] = set()
        inward = {ref for shape in events.values() for ref in shape.refs}
        for call in calls:
            outward.update(ref for shape in call.sent() for ref in shape.refs)
            inward.update(ref for shape in call.received() for ref in shape.refs)
        return Directions(closure(outward, self.schemas), closure(inward, self.schemas))

    # The package

    def _package(
        self,
        client: ClientLowerer,
        by_name: Mapping[str, Lowered],
        extras: Sequence[lower_extras.Extra],
        classes: Sequence[ir.ModelClass | ir.Enum | ir.Alias],
        blocks: Mapping[str, ir.Block],
        types: Mapping[str, ir.Code],
        dictionaries: Sequence[str],
        pages: Sequence[ir.PageClass],
        events: Mapping[str, Shape],
    ) -> ir.Package:
        info = mapping(self.data.get("info"))
        title = client.title
        reasons = lower_reasons.reasons(self.components, self.report)
        start = f"{title}. Start with `{self.client}` or `Async{self.client}`; models stand in `{self.document.module}.models`."
        resources = self._resources(by_name, extras, f"{self.client}Event" if events else "")
        public = [self.client, *(each.class_name for each in resources)]
        result = ir.Package(
            name=self.document.name,
            module=self.document.module,
            version=str(info.get("version", "")),
            title=title,
            header=_header(self.document),
            summary=docs.docstring(f"{title}: client", str(info.get("description", "")), source=provenance(self.data), indent=0),
            client=client.lower(),
            constants=tuple(
                sharing.shared(
                    [
                        *((each.call.resource, each.constant) for each in by_name.values()),
                        *((resource, constant) for resource, _, constant in extras if constant),
                    ]
                )
            ),
            resources=resources,
            client_imports=(),
            models=self.modules.models(classes, blocks, [*dictionaries], pages, types),
            reasons=self.modules.reasons(reasons) if reasons else None,
            webhooks=self.modules.webhooks(
                classes, blocks, events, lower_webhooks.policy(self.document.name, self.data), raw=not lower_webhooks.only_one(self.data)
            )
            if events
            else None,
            exports=((f"Async{self.client}", "client"), (self.client, "client")),
            client_exports=tuple(sorted(f"{prefix}{name}" for prefix in ("", "Async") for name in public)),
            init_doc=docs.docstring(start, indent=0),
            overrides=self.overrides if self.data.get("x-overrides") else "",
            pointers={name: each.call.pointer for name, each in by_name.items()},
            openapi=msgspec.json.format(json.dumps(self._published(), ensure_ascii=False, sort_keys=True), indent=1) + "\n",
        )
        return evolve(result, client_imports=self.modules.client_imports(result, client.imports(result.client)))

    def _published(self) -> Mapping[str, Any]:
        """The document as others read it."""
        return newer.as_3_2(self.data) if self.lenient else published.with_deliveries_apart(enumeration.with_values(self.data))

    def _resources(self, by_name: Mapping[str, Lowered], extras: Sequence[lower_extras.Extra], union: str) -> tuple[ir.ResourceClass, ...]:
        """The methods by resource, those made from extensions after the operations."""
        by_resource: dict[str, dict[str, ir.Method]] = {}
        pairs = [(each.call.resource, each.method) for each in by_name.values()] + [(resource, method) for resource, method, _ in extras]
        if union:
            pairs.append(("webhooks", lower_webhooks.parse_method(self.data, union)))
        for resource, method in pairs:
            if method.name in by_resource.setdefault(resource, {}):
                message = f"{resource}.{method.name} exists twice: an operation, and a method made from an extension"
                self.report("/paths", message, "operation-name")
            by_resource[resource][method.name] = method
        tags = [mapping(tag) for tag in entries(self.data.get("tags"))]
        texts = {names.snake(str(tag.get("name"))): str(tag.get("description") or "") for tag in tags}
        resources: list[ir.ResourceClass] = []
        for resource, methods in by_resource.items():
            doc = docs.docstring(texts.get(resource) or names.spoken(resource))
            resources.append(
                ir.ResourceClass(resource, self.schemas.reserve_resource(names.pascal(resource)), doc, _qualified(tuple(methods.values())))
            )
        return tuple(resources)


def _qualified(methods: tuple[ir.Method, ...]) -> tuple[ir.Method, ...]:
    """The methods with builtin types written in full where one of the methods, `list` say, hides them."""
    clashes = {method.name for method in methods} & names.TYPE_NAMES

    def full(method: ir.Method) -> ir.Method:
        ways = (evolve(each, returns=lower_modules.qualified(each.returns, clashes)) for each in method.overloads)
        return evolve(method, returns=lower_modules.qualified(method.returns, clashes), overloads=tuple(ways))

    return tuple(map(full, methods)) if clashes else methods


def _header(document: Bundle) -> str:
    return f"# Generated from {_sources(document)} (sha256 {document.sha256}). Do not edit: change the spec, then `make generate`."


def _sources(document: Bundle) -> str:
    """The spec as people know it: one file, or the folder of several."""
    own = [name for name, _ in document.sources if "/" not in name]
    return f"specs/{own[0] if len(own) == 1 else document.sources[0][0].partition('/')[0]}"
