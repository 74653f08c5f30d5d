"""The bundled spec as the sandbox sees it: which calls exist, and whether a request or an answer is what it allows."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from attrs import frozen

from identkit.core._calling.description import Rule
from identkit.core._sent.rules import broken
from identkit.sandbox._engine.schemas import Validators, Violation

_RULE_FIELDS = frozenset(Rule.__struct_fields__)
_METHODS = ("get", "put", "post", "delete", "patch", "head", "options")


@frozen
class SpecParameter:
    """A parameter of an operation."""

    name: str
    place: str
    required: bool
    pointer: str
    types: frozenset[str]

    def read(self, values: list[str]) -> Any:
        """The value as the schema's type sees it; text that does not convert stays text, and then fails the schema."""
        if "array" in self.types:
            return [item for value in values for item in value.split(",")]
        text = values[-1]
        if "boolean" in self.types and text in {"true", "false"}:
            return text == "true"
        if "string" not in self.types:
            if self.types & {"integer", "number"} and re.fullmatch(r"-?\d{1,18}", text, re.ASCII):
                return int(text)
            if "number" in self.types and re.fullmatch(r"-?\d{1,18}\.\d{1,18}", text, re.ASCII):
                return float(text)
        return text


@frozen
class SpecOperation:
    """One call as the spec describes it."""

    name: str
    method: str
    path: str
    on_auth_server: bool
    parameters: tuple[SpecParameter, ...]
    body: Mapping[str, str]
    """Media type -> JSON pointer of its schema."""
    body_required: bool
    answers: Mapping[str, Mapping[str, str]]
    """Status, "4XX" or "default" -> media type -> JSON pointer of its schema."""
    rules: tuple[Rule, ...] = ()
    """Over several parameters (`x-rules`)."""
    media_type: str = ""
    """What `Content-Type` has to be although there is no body (`x-content-type`)."""


class Spec:
    """A bundled OpenAPI document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self._strict, self._lenient = Validators(document, self.at, lenient=False), Validators(document, self.at, lenient=True)
        self._rules: dict[str, tuple[tuple[tuple[str, ...], Rule], ...]] = {}
        self.operations = {operation.name: operation for operation in self._read()}

    @property
    def title(self) -> str:
        """What the document calls the API."""
        return str(self.document.get("info", {}).get("title", ""))

    def values(self, schema: str) -> dict[str, str]:
        """The values of an enum among the schemas, each with its text."""
        return dict(_values(self.schema(schema)))

    def schema(self, name: str) -> Mapping[str, Any]:
        """One of the document's schemas, as it stands there."""
        schema: Mapping[str, Any] = self.document["components"]["schemas"][name]
        return schema

    def timer(self, schema: str, name: str) -> float:
        """A timer in the life cycle of a status, in seconds. Raises LookupError."""
        timers: list[dict[str, str]] = self.document["components"]["schemas"][schema]["x-lifecycle"]["timers"]
        duration = next((timer["duration"] for timer in timers if timer["name"] == name), None)
        if duration is None:
            message = f"{schema} has no timer {name!r}"
            raise LookupError(message)
        return seconds(duration)

    @property
    def prefix(self) -> str:
        """The path of the API's base URL, "" when it is a bare origin."""
        servers = (server for server in self.document.get("servers", ()) if server.get("x-role") != "auth")
        return urlsplit(next(servers, {"url": ""})["url"]).path.rstrip("/")

    def request(
        self,
        operation: SpecOperation,
        values: Mapping[tuple[str, str], list[str]],
        media_type: str,
        body: Any,
        *,
        has_body: bool,
        now: float,
    ) -> list[Violation]:
        """What the spec does not allow about a request. `values` are the parameters by (place, name), `now` is in unix seconds."""
        result: list[Violation] = []
        arguments: dict[str, Any] = {}
        for parameter in operation.parameters:
            texts = values.get((parameter.place, parameter.name.lower() if parameter.place == "header" else parameter.name))
            if texts is None:
                if parameter.required:
                    result.append(Violation(parameter.place, parameter.name, "required"))
                continue
            arguments[parameter.name] = parameter.read(texts)
            result += self._strict.violations(parameter.place, parameter.pointer, arguments[parameter.name], parameter.name)
        if operation.media_type and media_type != operation.media_type:
            result.append(Violation("header", "Content-Type", "required", operation.media_type))
        result += _broken("query", (), operation.rules, arguments, now)
        if not operation.body:
            return result
        if not has_body:
            return [*result, Violation("body", "", "required")] if operation.body_required else result
        pointer = _for_media_type(operation.body, media_type)
        if pointer is None:
            return [*result, Violation("body", "", "mediaType", sorted(operation.body))]
        forms = self._strict.violations("body", pointer, body)
        fields = {each.field for each in forms}  # a rule says no more of a value that has not even its form
        return result + forms + [each for each in self._against_rules(pointer, body, now) if each.field not in fields]

    def answer(self, operation: SpecOperation, status: int, media_type: str, content: bytes) -> list[Violation]:
        """What the spec does not allow about an answer."""
        choices = (str(status), f"{status // 100}XX", "default")
        text = next((operation.answers[choice] for choice in choices if choice in operation.answers), None)
        if text is None:
            return [Violation("status", str(status), "not documented")]
        if not text or not content:
            return [Violation("answer", "", "body" if content else "no body")] if bool(text) != bool(content) else []
        pointer = _for_media_type(text, media_type)
        if pointer is None:
            return [Violation("type", media_type, "mediaType", sorted(text))]
        if not _is_json(media_type):
            return []
        return self._lenient.violations("answer", pointer, json.loads(content))

    def delivery(self, event: str, body: Any) -> list[Violation]:
        """What the spec does not allow about a webhook delivery."""
        item = self.document.get("webhooks", {}).get(event)
        if item is None:
            return [Violation("delivery", event, "not documented")]
        item, place = self.resolve(item, _join("", "webhooks", event))
        node, pointer = self.resolve(item["post"]["requestBody"], _join(place, "post", "requestBody"))
        media_type = next(iter(node["content"]))
        return self._lenient.violations("delivery", _join(pointer, "content", media_type, "schema"), body)

    def _against_rules(self, pointer: str, body: Any, now: float) -> list[Violation]:
        if pointer not in self._rules:
            self._rules[pointer] = tuple(self._rules_within(self.at(pointer), (), 0))
        result: list[Violation] = []
        for path, rule in self._rules[pointer]:
            value = _within(body, path)
            if value is not None:
                result += _broken("body", path, (rule,), value, now)
        return result

    def _rules_within(self, node: Mapping[str, Any], path: tuple[str, ...], depth: int) -> Iterator[tuple[tuple[str, ...], Rule]]:
        """The rules of a schema and of the objects in it, each with the way to its object."""
        if depth > 8:  # a schema that holds itself
            return
        node, _ = self.resolve(node, "")
        yield from ((path, rule) for rule in _rules(node))
        for part in node.get("allOf", ()):
            yield from self._rules_within(part, path, depth + 1)
        parts: Mapping[str, Any] = node.get("properties", {})
        for name, part in parts.items():
            if part not in (True, False):
                yield from self._rules_within(part, (*path, name), depth + 1)

    def _read(self) -> Iterator[SpecOperation]:
        for path, item in self.document["paths"].items():
            for method in _METHODS:
                if method in item:
                    yield self._operation(path, method, item)

    def _operation(self, path: str, method: str, item: Mapping[str, Any]) -> SpecOperation:
        at = _join("", "paths", path, method)
        node = item[method]
        common = [self.resolve(raw, _join("", "paths", path, "parameters", str(i))) for i, raw in enumerate(item.get("parameters", ()))]
        own = [self.resolve(raw, _join(at, "parameters", str(i))) for i, raw in enumerate(node.get("parameters", ()))]
        body, body_at = self.resolve(node.get("requestBody", {}), _join(at, "requestBody"))
        answers = {status: self.resolve(raw, _join(at, "responses", status)) for status, raw in node["responses"].items()}
        return SpecOperation(
            name=node["operationId"],
            method=method.upper(),
            path=path,
            on_auth_server=node.get("x-server") == "auth",
            parameters=tuple(self._parameter(raw, pointer) for raw, pointer in common + own),
            body=_schemas(body, body_at),
            body_required=body.get("required", False),
            answers={status: _schemas(raw, pointer) for status, (raw, pointer) in answers.items()},
            rules=tuple(_rules(node)),
            media_type=node.get("x-content-type", ""),
        )

    def _parameter(self, raw: Mapping[str, Any], pointer: str) -> SpecParameter:
        schema, _ = self.resolve(raw["schema"], "")
        kinds = schema.get("type", ())
        return SpecParameter(
            raw["name"],
            raw["in"],
            raw.get("required", False),
            _join(pointer, "schema"),
            frozenset([kinds] if isinstance(kinds, str) else kinds),
        )

    def resolve(self, node: Mapping[str, Any], pointer: str) -> tuple[Mapping[str, Any], str]:
        """The node that a reference means, and where it stands."""
        while "$ref" in node:
            pointer = str(node["$ref"]).removeprefix("#")
            node = self.at(pointer)
        return node, pointer

    def at(self, pointer: str) -> Any:
        """What a JSON pointer of the document leads to."""
        node: Any = self.document
        for part in pointer.split("/")[1:]:
            match node:
                case [*members]:
                    node = members[int(part)]
                case _:
                    node = node[part.replace("~1", "/").replace("~0", "~")]
        return node


@cache
def bundled(provider: str) -> Spec:
    """The spec that the generated package of `provider` carries."""
    text = resources.files(f"identkit.{provider}").joinpath("openapi.json").read_text("utf-8")
    return Spec(json.loads(text))


def seconds(duration: str) -> float:
    """An ISO 8601 duration as our specs have them, in seconds: days, or hours, minutes and seconds."""
    match = re.fullmatch(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", duration, re.ASCII)
    if match is None:
        raise ValueError(duration)
    days, hours, minutes, rest = map(int, match.groups(default="0"))
    return ((days * 24 + hours) * 60 + minutes) * 60.0 + rest


def _schemas(node: Mapping[str, Any], pointer: str) -> dict[str, str]:
    return {media_type: _join(pointer, "content", media_type, "schema") for media_type in node.get("content", {})}


def _join(pointer: str, *parts: str) -> str:
    return pointer + "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def _for_media_type(media: Mapping[str, str], media_type: str) -> str | None:
    kind = media_type.partition("/")[0]
    return next((media[name] for name in (media_type, f"{kind}/*", "*/*") if name in media), None)


def _is_json(media_type: str) -> bool:
    return media_type == "application/json" or media_type.endswith("+json")


def _values(node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for part in node.get("oneOf", ()):
        if "const" in part:
            yield str(part["const"]), str(part.get("description", ""))
        else:
            yield from _values(part)
    if "oneOf" not in node:  # beside it, an enum is the same list for tools that look for one
        yield from ((str(value), "") for value in node.get("enum", ()))


def _within(body: Any, path: Iterable[str]) -> Any:
    """What stands at a path of names, where that is an object; else None."""
    for name in path:
        match body:
            case {}:
                members: Mapping[str, Any] = body
                body = members.get(name)
            case _:
                return None
    return body if isinstance(body, dict) else None  # pyright: ignore[reportUnknownVariableType]  # JSON has no types


def _rules(node: Mapping[str, Any]) -> Iterator[Rule]:
    for raw in node.get("x-rules", ()):
        own: Mapping[str, str] = raw.get("x-provenance") or node.get("x-provenance") or {}
        if own.get("basis", "documented") != "documented":  # what the provider's document does not say refuses nothing
            continue
        fields: dict[str, Any] = {name: _frozen(value) for name, value in raw.items() if name in _RULE_FIELDS}
        alternatives = tuple(tuple(parts.items()) for parts in raw.get("alternatives", ()))
        when = tuple((name, tuple(values)) for name, values in raw.get("when", {}).items())
        fields |= {"alternatives": alternatives, "when": when, "text": ()}
        yield Rule(**fields)


def _frozen(value: Any) -> Any:
    match value:
        case [*members]:
            return tuple(members)
        case _:
            return value


def _broken(place: str, path: tuple[str, ...], rules: Iterable[Rule], values: Any, now: float) -> Iterator[Violation]:
    for rule in rules:
        name = broken(rule, values, now)
        if name is not None:
            yield Violation(place, ".".join([*path, name]), rule.kind, rule.message)
