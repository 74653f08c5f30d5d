"""What refuses a request stands in a provider's document; whatever else the specs know of requests only warns."""

import json
from collections.abc import Iterator, Mapping
from importlib import import_module, resources
from typing import Any

import attrs
import pytest

from identkit.core._calling.description import Operation, Rule
from identkit.core._types import Model, limits

PROVIDERS = ["gopay", "identplus", "postident", "solaris"]
SOURCES = {  # how each document of the providers is cited
    "gopay": ("GoPay Identification service",),
    "identplus": ("IDENTPLUS",),
    "postident": ("Guide 2", "SCR-Ident API Guide 2"),
    "solaris": ("video-ident", "bankident"),
}
LIMITS = {
    *("enum", "const", "pattern", "format", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "required"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minProperties", "maxProperties"),
}


@attrs.frozen
class Limit:
    """A keyword that refuses what is sent, and all provenance that it stands under: of the place that uses it, and of its own."""

    at: str
    keyword: str
    origins: tuple[Mapping[str, Any], ...]

    def stands_in(self, sources: tuple[str, ...]) -> bool:
        """Whether one of the provider's documents says so."""
        # Whoever wrote `required` of a call that only another document has, describes the call itself: it takes no other form.
        bases = {"documented", "referenced"} if self.keyword == "required" else {"documented"}
        return all(
            origin["basis"] in bases and (origin["basis"] == "referenced" or origin["source"].startswith(sources))
            for origin in self.origins
        )


class Walk:
    """The limits of everything that a document's operations send."""

    def __init__(self, provider: str) -> None:
        self.document = json.loads(resources.files(f"identkit.{provider}").joinpath("openapi.json").read_text("utf-8"))

    def all(self) -> Iterator[Limit]:
        """Parameters and bodies of each operation. What authentication sends by itself refuses nobody."""
        for path, item in self.document["paths"].items():
            for method, operation in item.items():
                if method in {"get", "post", "put", "patch", "delete"} and not operation.get("x-auth-call"):
                    origin = operation.get("x-provenance") or item.get("x-provenance") or self.document["x-provenance"]
                    yield from self._operation(f"{method} {path}", item, operation, origin)

    def _operation(self, at: str, item: Any, operation: Any, origin: Any) -> Iterator[Limit]:
        for raw in [*item.get("parameters", ()), *operation.get("parameters", ())]:
            parameter = self._target(raw)
            own = parameter.get("x-provenance", origin)
            yield from self._schema(parameter.get("schema", {}), f"{at} {parameter['name']}", (own,), ())
        body = self._target(operation.get("requestBody", {}))
        for media in body.get("content", {}).values():
            yield from self._schema(media["schema"], f"{at} body", (media.get("x-provenance", body.get("x-provenance", origin)),), ())

    def _target(self, node: Any) -> Any:
        if "$ref" not in node:
            return node
        target = self.document
        for part in node["$ref"][2:].split("/"):
            target = target[part.replace("~1", "/").replace("~0", "~")]
        return self._target(target)

    def _schema(self, node: Any, at: str, origins: tuple[Any, ...], within: tuple[str, ...]) -> Iterator[Limit]:
        if node.get("readOnly"):
            return
        if "x-provenance" in node:
            origins = (*origins[:-1], node["x-provenance"])
        asked = LIMITS & node.keys() if node.get("format") != "iban" else LIMITS & node.keys() - {"format"}  # it only puts right
        yield from (Limit(at, keyword, origins) for keyword in sorted(asked))
        if "$ref" in node and node["$ref"] not in within:
            target = self._target(node)
            own = (target["x-provenance"],) if "x-provenance" in target else ()
            # An object says for itself what its properties are; of a value, it is told where it is used.
            before = () if own and "properties" in target else origins
            yield from self._schema(target, at, (*before, *own), (*within, node["$ref"]))
        parts = [part for word in ("oneOf", "anyOf", "allOf") for part in node.get(word, ())]
        closed = [part for part in parts if part.get("type") != "null"]
        if "anyOf" not in node or {"type": "string"} not in [{"type": part.get("type")} for part in closed if not LIMITS & part.keys()]:
            for part in closed:
                yield from self._schema(part, at, origins, within)
        for name, part in node.get("properties", {}).items():
            yield from self._schema(part, f"{at}.{name}", origins, within)
        for word in ("items", "additionalProperties"):
            if isinstance(node.get(word), dict):
                yield from self._schema(node[word], f"{at}[]", origins, within)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_limit_of_a_request_stands_in_a_document_of_the_provider(provider: str) -> None:
    found = list(Walk(provider).all())
    assert found
    assert [limit for limit in found if not limit.stands_in(SOURCES[provider])] == []


def _rules(provider: str) -> Iterator[tuple[str, Mapping[str, Any], str]]:
    """Every rule, with where it stands, and its basis."""
    document = Walk(provider).document
    schemas = document["components"]["schemas"].items()
    operations = [(each["operationId"], each) for item in document["paths"].values() for each in item.values() if "operationId" in each]
    for name, owner in [*schemas, *operations]:
        for rule in owner.get("x-rules", ()):
            yield name, rule, (rule.get("x-provenance") or owner.get("x-provenance") or document["x-provenance"])["basis"]


def _made(provider: str) -> Iterator[tuple[str, Rule]]:
    """Every rule of the generated client, with where it stands."""
    for name, kind in vars(import_module(f"identkit.{provider}.models")).items():
        if isinstance(kind, type) and issubclass(kind, Model):
            yield from ((name, rule) for rule in limits(kind)[1])
    for path in resources.files(f"identkit.{provider}").joinpath("resources").iterdir():
        if path.name.endswith(".py") and path.name != "__init__.py":
            for value in vars(import_module(f"identkit.{provider}.resources.{path.name.removesuffix('.py')}")).values():
                if isinstance(value, Operation):
                    yield from ((value.name, rule) for rule in value.rules)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_rule_refuses_where_its_basis_is_a_document_and_nowhere_else(provider: str) -> None:
    told = sorted((name, rule["kind"], rule["message"], basis != "documented") for name, rule, basis in _rules(provider))
    made = sorted((name, rule.kind, rule.message, rule.doubtful) for name, rule in _made(provider))
    assert made == told
    for _, rule, basis in _rules(provider):
        source = rule.get("x-provenance", {}).get("source")
        assert basis != "documented" or source is None or source.startswith(SOURCES[provider])
