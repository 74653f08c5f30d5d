"""A bundled OpenAPI document and what our extensions add to it, for people who want to read it.

This is the one reader behind `identkit explain`, `identkit diff` and the site. It knows OpenAPI and our keywords, and no provider.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, Literal, cast

from attrs import define, field, frozen

import identkit
from identkit.core._calling.description import Retry

__all__ = [
    "METHODS",
    "Direction",
    "Document",
    "DocumentedCall",
    "DocumentedField",
    "Provenance",
    "Value",
    "bundled",
    "enum_values",
    "installed",
    "items",
    "table",
]

Direction = Literal["sent", "received"]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_SUBSCHEMAS = ("oneOf", "anyOf", "allOf", "prefixItems")


def table(value: object) -> dict[str, Any]:
    """`value` if it is a JSON object, else an empty one."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def items(value: object) -> list[Any]:
    """`value` if it is a JSON array, else an empty one."""
    return cast("list[object]", value) if isinstance(value, list) else []


@frozen
class Provenance:
    """Where a fact comes from (`x-provenance`)."""

    basis: str = ""
    text: str = ""
    note: str = ""

    @property
    def sure(self) -> str:
        """How sure we are, in words."""
        return {
            "documented": "stands in the provider's document",
            "referenced": "stands in another document of the provider, to which ours only points",
            "observed": "seen in software that talks to the provider",
            "inferred": "our reading; the document does not say so",
        }.get(self.basis, "")


@frozen
class Value:
    """One value of an enum, or one code of a provider's table of reasons."""

    provider: str
    schema: str
    """Name of the schema that holds it."""
    code: str
    kind: str
    """`status` (it has a life cycle), `reason` (it has a row in a table of reasons) or `value`."""
    text: str
    title: str = ""
    row: Mapping[str, Any] = field(factory=dict[str, Any])
    """The row of `x-reasons`; empty when there is none."""
    state: Mapping[str, Any] = field(factory=dict[str, Any])
    """The entry of `x-lifecycle`; empty when there is none."""
    source: Provenance = Provenance()
    pii: str = "none"


@frozen
class DocumentedField:
    """One field of a schema, or one parameter."""

    provider: str
    owner: str
    """Name of the schema, or the operation of a parameter."""
    name: str
    schema: Mapping[str, Any]
    required: bool
    source: Provenance
    place: str = "body"
    """`body`, `path`, `query`, `header` or `cookie`."""


@define(eq=False)
class DocumentedCall:
    """One call of the provider, or a delivery of a webhook."""

    document: "Document"
    method: str
    path: str
    raw: dict[str, Any]
    common: list[Any]
    """The parameters of the path item."""
    webhook: bool = False

    @property
    def id(self) -> str:
        """`<resource>.<method>`; the event's name for a webhook."""
        return str(self.raw.get("operationId") or self.path)

    @property
    def internal(self) -> bool:
        """Whether the client makes this call on its own, for a token say."""
        return bool(self.raw.get("x-auth-call"))

    @property
    def retry(self) -> str:
        """`safe`, `repeatable` or `never`."""
        return str(self.raw.get("x-retry") or Retry.usual(self.method))

    @cached_property
    def parameters(self) -> list[dict[str, Any]]:
        """Those of the operation and of its path, references followed."""
        own = [self.document.resolve(each) for each in items(self.raw.get("parameters"))]
        keys = {(str(each.get("name")), str(each.get("in"))) for each in own}
        common = [self.document.resolve(each) for each in self.common]
        return [each for each in common if (str(each.get("name")), str(each.get("in"))) not in keys] + own

    @cached_property
    def body(self) -> dict[str, Any]:
        """The request body, references followed; empty when there is none."""
        return self.document.resolve(self.raw.get("requestBody"))

    @cached_property
    def responses(self) -> dict[str, dict[str, Any]]:
        """Status to response, references followed."""
        return {status: self.document.resolve(each) for status, each in table(self.raw.get("responses")).items()}

    @property
    def source(self) -> Provenance:
        """Where the operation is described."""
        return self.document.source(self.raw)

    def schemas(self, direction: Direction) -> Iterator[tuple[str, dict[str, Any]]]:
        """The schemas of the bodies: the place in words, and the schema."""
        received = direction == "received"
        if self.webhook == received:
            for media, content in table(self.body.get("content")).items():
                yield media, table(table(content).get("schema"))
        if received and not self.webhook:
            for status, response in self.responses.items():
                for content in table(response.get("content")).values():
                    yield status, table(table(content).get("schema"))


@define(eq=False)
class Document:
    """One provider's document."""

    name: str
    raw: dict[str, Any]

    @property
    def title(self) -> str:
        """The name of the API."""
        return str(table(self.raw.get("info")).get("title", self.name))

    def resolve(self, node: object) -> dict[str, Any]:
        """`node`, or what it refers to; what stands beside a `$ref` goes before what it refers to."""
        target = table(node)
        beside: dict[str, Any] = {}
        for _ in range(20):
            if "$ref" not in target:
                break
            beside = {**{key: value for key, value in target.items() if key != "$ref"}, **beside}
            target = self._pointed(str(target["$ref"]))
        return {**target, **beside} if beside else target

    def _pointed(self, reference: str) -> dict[str, Any]:
        node: object = self.raw
        for part in reference.partition("#/")[2].split("/"):
            node = table(node).get(part.replace("~1", "/").replace("~0", "~"))
        return table(node)

    def source(self, *nodes: object) -> Provenance:
        """The provenance of the first node that has one, else the document's."""
        for node in (*nodes, self.raw):
            provenance = table(table(node).get("x-provenance"))
            if provenance:
                return Provenance(str(provenance.get("basis", "")), str(provenance.get("source", "")), str(provenance.get("note", "")))
        return Provenance()

    @cached_property
    def schemas(self) -> dict[str, dict[str, Any]]:
        """The named schemas."""
        return {name: table(each) for name, each in table(table(self.raw.get("components")).get("schemas")).items()}

    @cached_property
    def operations(self) -> list[DocumentedCall]:
        """All calls, in the document's order."""
        return list(self._operations("paths"))

    @cached_property
    def webhooks(self) -> list[DocumentedCall]:
        """All deliveries."""
        return list(self._operations("webhooks"))

    def _operations(self, where: str) -> Iterator[DocumentedCall]:
        for path, node in table(self.raw.get(where)).items():
            item = self.resolve(node)
            for method in METHODS:
                if method in item:
                    yield DocumentedCall(self, method, path, table(item[method]), items(item.get("parameters")), where == "webhooks")

    @cached_property
    def values(self) -> list[Value]:
        """Every value of every named enum, and every code of every table of reasons."""
        return [value for name, schema in self.schemas.items() for value in self._values(name, schema)]

    def _values(self, name: str, schema: dict[str, Any]) -> Iterator[Value]:
        reasons = table(schema.get("x-reasons"))
        rows = {str(row.get("code")): row for row in map(table, items(reasons.get("rows")))}
        states = table(table(schema.get("x-lifecycle")).get("states"))
        texts = {code: (title, text, each) for code, title, text, each in enum_values(schema)}
        kind = "status" if states else "reason" if reasons else "value"
        for code in [*texts, *(code for code in rows if code not in texts)]:
            title, text, own = texts.get(code, ("", "", {}))
            row = rows.get(code) or {key: value for key, value in table(own.get("x-reason")).items() if key != "x-provenance"}
            text = text or str(row.get("text", ""))
            source = self.source(own, row, schema)
            yield Value(
                self.name,
                name,
                code,
                kind,
                text,
                title,
                row,
                table(states.get(code)),
                source,
                str(own.get("x-pii") or schema.get("x-pii", "none")),
            )

    def meanings(self, value: Value) -> list[tuple[str, dict[str, Any]]]:
        """The rows of the document's tables of statuses that are about a status, or list a code: each with its status."""
        pairs = [(each.code, table(row)) for each in self.values for row in items(each.state.get("meanings"))]
        if value.kind == "status":
            own = items(value.state.get("meanings"))
            return [(value.code, table(row)) for row in own]
        return [(status, row) for status, row in pairs if value.kind == "reason" and value.code in map(str, items(row.get("codes")))]

    @cached_property
    def properties(self) -> list[DocumentedField]:
        """Every field of every named schema (those of nested objects dotted), and every parameter."""
        fields = [each for name, schema in self.schemas.items() for each in self._fields(name, schema, "")]
        calls = [
            DocumentedField(
                self.name,
                operation.id,
                str(each.get("name")),
                {
                    **table(each.get("schema")),
                    "description": each.get("description") or table(each.get("schema")).get("description", ""),
                    **({"x-pii": each["x-pii"]} if "x-pii" in each else {}),
                },
                bool(each.get("required")),
                self.source(each, operation.raw),
                str(each.get("in")),
            )
            for operation in self.operations
            for each in operation.parameters
        ]
        return fields + calls

    def _fields(self, owner: str, schema: dict[str, Any], prefix: str) -> Iterator[DocumentedField]:
        required = {str(name) for name in items(schema.get("required"))}
        for name, node in table(schema.get("properties")).items():
            own = table(node)
            yield DocumentedField(self.name, owner, prefix + name, own, name in required, self.source(own, schema, self.schemas.get(owner)))
            inner = own if "properties" in own else table(own.get("items"))
            if "properties" in inner:
                yield from self._fields(owner, inner, f"{prefix}{name}{'[]' if inner is not own else ''}.")
        for part in ("allOf", "oneOf", "anyOf"):
            for branch in items(schema.get(part)):
                yield from self._fields(owner, table(branch), prefix)

    @cached_property
    def uses(self) -> dict[str, dict[Direction, list[str]]]:
        """Schema name to the operations that send or receive it, however deep."""
        result: dict[str, dict[Direction, list[str]]] = {}
        directions: tuple[Direction, ...] = ("sent", "received")
        for operation in self.operations + self.webhooks:
            for direction in directions:
                for _, schema in operation.schemas(direction):
                    for name in self._reached(schema, set()):
                        calls = result.setdefault(name, {}).setdefault(direction, [])
                        if operation.id not in calls:
                            calls.append(operation.id)
        return result

    def _reached(self, node: object, trail: set[str]) -> set[str]:
        """Names of the schemas that `node` leads to."""
        if isinstance(node, list):
            for each in items(cast("object", node)):
                self._reached(each, trail)
            return trail
        schema = table(node)
        if not schema:
            return trail
        reference = schema.get("$ref")
        if isinstance(reference, str):
            name = reference.rpartition("/")[2]
            if name in trail:
                return trail
            trail.add(name)
            self._reached(self._pointed(reference), trail)
        for key in (*_SUBSCHEMAS, "items", "additionalProperties"):
            self._reached(schema.get(key), trail)
        for each in (*table(schema.get("properties")).values(), *table(schema.get("patternProperties")).values()):
            self._reached(each, trail)
        return trail

    def name_of(self, schema: Mapping[str, Any]) -> str:
        """The name that a schema refers to, or ""."""
        return str(schema.get("$ref", "")).rpartition("/")[2]


def enum_values(schema: Mapping[str, Any]) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Value, title, text and the value's own keywords, of an enum written as `oneOf` of `const` or as parallel lists."""
    branches = [table(each) for each in items(schema.get("oneOf")) + items(schema.get("anyOf"))]
    constants = [each for each in branches if "const" in each]
    if constants:
        return [(str(each["const"]), str(each.get("title", "")), str(each.get("description", "")), each) for each in constants]
    texts = items(schema.get("x-enum-descriptions"))
    values = [value for value in items(schema.get("enum")) if value is not None]
    return [(str(value), "", str(texts[index]) if index < len(texts) else "", {}) for index, value in enumerate(values)]


def installed() -> list[str]:
    """The providers whose document comes with the installed packages."""
    return sorted(each.name for each in iter_modules(identkit.__path__) if each.ispkg and _bundle(each.name) is not None)


def _bundle(name: str) -> Path | None:
    """Where the bundled document of a package lies; the package is not imported for it."""
    candidates = (Path(root, name, "openapi.json") for root in identkit.__path__)
    return next((path for path in candidates if path.is_file()), None)


def bundled(name: str) -> Document:
    """The document of an installed provider.

    Raises:
        LookupError: There is no such provider; the message names those there are.
    """
    path = _bundle(name.lower()) if name.isidentifier() else None
    if path is None:
        raise LookupError(f"there is no provider {name!r}; there are {', '.join(installed())}")
    return _read(name.lower(), path)


@cache
def _read(name: str, path: Path) -> Document:
    return Document(name, table(json.loads(path.read_bytes())))
