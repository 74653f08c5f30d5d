"""Words of Swagger 2.0 in documents of OpenAPI 3: what stands where that version had it, put where this one has it."""

from collections.abc import Iterator
from typing import Any, Final

from identkit.generator.read.grammar import METHODS, walk
from identkit.generator.read.source import Json, mapping, sequence
from identkit.generator.read.swagger import FORM, JSON, MULTIPART, STYLES

_BODIES: Final = ("body", "formData")
_PREFIX: Final = "#/components/parameters/"


def put_right(data: dict[str, Any]) -> None:
    """Change the document in place."""
    shared = mapping(mapping(data.get("components")).get("parameters"))
    for place in list(walk(data)):
        value = place.value
        if place.kind == "requestBody" and "schema" in value and "content" not in value:
            value["content"] = {JSON: {"schema": value.pop("schema")}}
        elif place.kind == "parameter" and "style" not in value and value.get("in") in ("path", "query", "header"):
            _joined(value)
        elif place.kind == "pathItem":
            common = _taken(value, shared)
            for operation in (mapping(value[method]) for method in METHODS if isinstance(value.get(method), dict)):
                _bodies(operation, [*common, *_taken(operation, shared)])


def _joined(parameter: dict[str, Json]) -> None:
    """A list is joined as `collectionFormat` says."""
    style = STYLES.get(str(parameter.pop("collectionFormat", "")), {})
    if parameter.get("in") == "query":
        parameter.update(style)
    elif kind := style.get("style", style.get("x-style")):
        parameter["x-style"] = kind


def _taken(holder: dict[str, Json], shared: dict[str, Json]) -> list[dict[str, Json]]:
    """The parameters that are bodies, or parts of them. They are no longer among the others."""
    parameters = sequence(holder.get("parameters"))
    bodies = [each for each in parameters if _resolved(each, shared).get("in") in _BODIES]
    if bodies:
        holder["parameters"] = [each for each in parameters if each not in bodies]
    return [_resolved(each, shared) for each in bodies]


def _resolved(value: Json, shared: dict[str, Json]) -> dict[str, Json]:
    reference = mapping(value).get("$ref")
    return mapping(shared.get(reference.removeprefix(_PREFIX))) if isinstance(reference, str) else mapping(value)


def _bodies(operation: dict[str, Json], parameters: list[dict[str, Json]]) -> None:
    if not parameters or "requestBody" in operation:
        return
    whole = next((each for each in parameters if each.get("in") == "body"), None)
    if whole is not None:
        operation["requestBody"] = {"required": whole.get("required") is True, "content": {JSON: {"schema": _schema(whole)}}}
        return
    fields = {str(each.get("name")): _schema(each) for each in parameters}
    required: list[Json] = [str(each.get("name")) for each in parameters if each.get("required") is True]
    schema: Json = {"type": "object", "properties": fields, **({"required": required} if required else {})}
    kind = MULTIPART if any(_is_file(each) for each in fields.values()) else FORM
    operation["requestBody"] = {"required": bool(required), "content": {kind: {"schema": schema}}}


def _schema(parameter: dict[str, Json]) -> Json:
    return parameter["schema"] if "schema" in parameter else dict(_beside(parameter))


def _beside(parameter: dict[str, Json]) -> Iterator[tuple[str, Json]]:
    yield from ((key, value) for key, value in parameter.items() if key not in ("name", "in", "required", "collectionFormat"))


def _is_file(schema: Json) -> bool:
    return mapping(schema).get("format") == "binary" or mapping(schema).get("type") == "file"
