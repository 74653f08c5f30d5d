"""Operations, as openapi-python-client reads them. The only module that imports it.

It is given a plain copy of the document: `components.schemas` are stubs (`{type: object, title: Name}`), parameters are scalars with names
of our own, every body and answer is a reference to a stub. On such a document it neither crashes nor drops anything, and the stubs' names
are those of our models. What it reads all the same has to agree with the document: `read` says so where it does not.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from identkit.generator.lower.http import Answer, Call

PLACEHOLDER = "Nothing"  # the stub of an answer without a body


@frozen
class Outline:
    """One operation, as the parser understood it."""

    path_parameters: tuple[str, ...]  # wire names, in the order of the path
    parameters: Mapping[tuple[str, str], bool]  # (place, wire name) -> required
    body: str  # name of the stub, "" for none
    answers: Mapping[str, str]  # status -> name of the stub


def read(calls: Sequence[Call], types: Mapping[str, str]) -> tuple[dict[str, Outline], dict[str, str]]:
    """The outline of each operation by its pointer, and by pointer what the parser refused and why.

    `types` names the stub of each shape, by the shape's key.
    """
    from openapi_python_client.config import Config, ConfigFile, MetaType
    from openapi_python_client.parser import GeneratorData
    from openapi_python_client.parser.errors import GeneratorError

    config = Config.from_sources(
        ConfigFile(literal_enums=True), MetaType.NONE, Path("openapi.json"), "utf-8", overwrite=False, output_path=None
    )
    parsed = GeneratorData.from_dict(plain_document(calls, types), config=config)
    if isinstance(parsed, GeneratorError):
        return {}, {call.pointer: f"openapi-python-client: {parsed.header}" for call in calls}
    found: dict[str, Outline] = {}
    refused: dict[str, str] = {}
    for collection in parsed.endpoint_collections_by_tag.values():
        for endpoint in collection.endpoints:
            call = calls[int(collection.tag.removeprefix("call_"))]
            found[call.pointer] = _outline(endpoint, call)
        for error in collection.parse_errors:
            refused[calls[int(collection.tag.removeprefix("call_"))].pointer] = f"openapi-python-client: {error.detail}"
    return found, refused


def _outline(endpoint: Any, call: Call) -> Outline:
    wires = [parameter.wire for parameter in call.parameters]
    places = {
        "path": endpoint.path_parameters,
        "query": endpoint.query_parameters,
        "header": endpoint.header_parameters,
        "cookie": endpoint.cookie_parameters,
    }
    by_place = {place: [(wires[_number(found)], bool(found.required)) for found in properties] for place, properties in places.items()}
    return Outline(
        tuple(wire for wire, _ in by_place["path"]),
        {(place, wire): required for place, known in by_place.items() for wire, required in known},
        _stub(endpoint.bodies[0].prop) if endpoint.bodies else "",
        {str(answer.status_code.pattern): _stub(answer.prop) for answer in endpoint.responses},
    )


def _number(found: Any) -> int:
    return int(found.name.get_untrusted_value().removeprefix("p"))


def _stub(found: Any) -> str:
    """The name of the stub a property refers to."""
    title = getattr(getattr(found, "data", None), "title", None)
    return title.get_untrusted_value() if title is not None else ""


def plain_document(calls: Sequence[Call], types: Mapping[str, str]) -> dict[str, Any]:
    """The copy that the parser is given. Each operation has a tag of its own, by which it is found again."""
    paths: dict[str, dict[str, Any]] = {}
    for number, call in enumerate(calls):
        path = call.path
        for index, parameter in enumerate(call.parameters):
            if parameter.place == "path":
                path = path.replace(f"{{{parameter.wire}}}", f"{{p{index}}}")
        operation: dict[str, Any] = {
            "operationId": f"call_{number}",
            "tags": [f"call_{number}"],
            "parameters": [
                {"name": f"p{index}", "in": parameter.place, "required": parameter.required, "schema": {"type": "string"}}
                for index, parameter in enumerate(call.parameters)
            ],
            "responses": {answer.status: _answer(answer, types) for answer in call.answers} or {"default": {"description": ""}},
        }
        if call.body:
            media = {"json": "application/json", "form": "application/x-www-form-urlencoded", "multipart": "multipart/form-data"}
            content = {media.get(call.body.encoding, "application/octet-stream"): {"schema": _reference(types[call.body.shape.key])}}
            operation["requestBody"] = {"required": call.body.required, "content": content}
        paths.setdefault(path, {})[call.method.lower()] = operation
    stubs = {name: {"type": "object", "title": name} for name in [*dict.fromkeys(types.values()), PLACEHOLDER]}
    return {"openapi": "3.1.0", "info": {"title": "plain", "version": "0"}, "paths": paths, "components": {"schemas": stubs}}


def _answer(answer: Answer, types: Mapping[str, str]) -> dict[str, Any]:
    name = types[answer.shape.key] if answer.shape else PLACEHOLDER
    media = "application/octet-stream" if answer.shape and answer.shape.kind == "binary" else "application/json"
    return {"description": "", "content": {media: {"schema": _reference(name)}}}


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def difference(call: Call, outline: Outline, types: Mapping[str, str]) -> str:
    """Where the parser's reading departs from the document, "" when it does not."""
    parameters = {(each.place, each.wire): each.required for each in call.parameters}
    if parameters != dict(outline.parameters):
        return f"parameters {sorted(wire for _, wire in outline.parameters)}"
    if (types[call.body.shape.key] if call.body else "") != outline.body:
        return f"body {outline.body!r}"
    answers = {each.status: types[each.shape.key] if each.shape else PLACEHOLDER for each in call.answers} or {"default": ""}
    return "" if answers == dict(outline.answers) else f"answers {sorted(outline.answers)}"
