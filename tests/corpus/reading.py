"""Another reading of an OpenAPI document: URLs by an RFC 6570 library, bodies by jsonschema. It shares nothing with the generator."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import yaml
from jsonschema import Draft202012Validator
from uritemplate import URITemplate

_OPERATORS = {"simple": "", "label": ".", "matrix": ";"}
_METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


class Reading:
    """One document."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.operations = {
            operation["operationId"]: (method, path, operation)
            for path, item in data["paths"].items()
            for method, operation in item.items()
            if method in _METHODS
        }

    def url(self, name: str, values: Mapping[tuple[str, str], Any]) -> str:
        """Path and query of a call, from values by place and wire name. Styles that RFC 6570 does not have are not expanded."""
        _, path, operation = self.operations[name]
        variables: dict[str, Any] = {}
        query: list[str] = []
        for number, parameter in enumerate(operation.get("parameters", ())):
            place, wire = parameter["in"], parameter["name"]
            if place not in ("path", "query"):
                continue
            style = parameter.get("style", "form" if place == "query" else "simple")
            star = "*" if parameter.get("explode", style == "form") else ""
            # An exploded pair is named after the value, everything else after the parameter.
            named = wire if wire.isidentifier() else f"v{number}"
            if place == "path":
                variables[named] = values[place, wire]
                path = path.replace(f"{{{wire}}}", f"{{{_OPERATORS[style]}{named}{star}}}")
            elif (place, wire) in values:
                variables[f"{named}"] = values[place, wire]
                query.append(f"{{{'+' if parameter.get('allowReserved') else '?'}{named}{star}}}")
        told = URITemplate(path).expand(variables)
        pairs = [
            f"{part[2:-1].rstrip('*')}={URITemplate(part).expand(variables)}" if part[1] == "+" else URITemplate(part).expand(variables)[1:]
            for part in query
        ]
        return told + ("?" + "&".join(pairs) if pairs else "")

    def problems(self, name: str, request: httpx.Request) -> Iterator[str]:
        """What of a JSON body is not as the document says."""
        _, _, operation = self.operations[name]
        told = request.headers.get("content-type", "")
        content = operation.get("requestBody", {}).get("content", {})
        if "json" in told:
            schema = content[told]["schema"]
            yield from (error.message for error in self.validator(schema).iter_errors(json.loads(request.content)))
        elif request.content and told.partition(";")[0] not in content and not any("*" in kind for kind in content):
            yield f"{told} is not one of {', '.join(content)}"

    def validator(self, schema: Mapping[str, Any]) -> Any:
        """A validator of a schema of this document."""
        return Draft202012Validator({**self.data, **schema})


def read(path: Path) -> Reading:
    """The document of a file."""
    return Reading(yaml.safe_load(path.read_text("utf-8")))


def form(content: bytes) -> list[tuple[str, str]]:
    """The fields of a form, decoded once: a delimiter that stands in a value is still escaped."""
    return [
        (unquote(name.replace("+", " ")), unquote(value.replace("+", " ")))
        for name, _, value in (pair.partition("=") for pair in content.decode().split("&"))
    ]
