"""Swagger 2.0 in the terms of OpenAPI 3.0: another shape for the same facts, so that every later step knows one language.

What is taken over unchanged keeps its lines; what had to be built anew is told at the line of what it was built from.
"""

from collections.abc import Iterator
from typing import Final

from attrs import evolve

from identkit.generator.lower import names
from identkit.generator.problems import Problem
from identkit.generator.read.grammar import METHODS
from identkit.generator.read.source import Json, Source, mapping, sequence

JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"
_MOVES: Final = {
    "#/definitions/": "#/components/schemas/",
    "#/parameters/": "#/components/parameters/",
    "#/responses/": "#/components/responses/",
    "#/securityDefinitions/": "#/components/securitySchemes/",
}
_SCHEMA: Final = (
    *("type", "format", "items", "default", "enum", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum", "multipleOf"),
    *("maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems"),
)
STYLES: Final[dict[str, dict[str, Json]]] = {
    "multi": {"explode": True},
    "csv": {"explode": False},
    "ssv": {"style": "spaceDelimited", "explode": False},
    "pipes": {"style": "pipeDelimited", "explode": False},
    "tsv": {"x-style": "tabDelimited", "explode": False},  # OpenAPI 3 has lost it
}
_FLOWS: Final = {"accessCode": "authorizationCode", "application": "clientCredentials", "implicit": "implicit", "password": "password"}


def converted(source: Source) -> Source:
    """The file as OpenAPI 3.0, with a note that it was none."""
    if source.data.get("swagger") != "2.0":
        return source
    message = "this is Swagger 2.0; it was read as the OpenAPI 3.0 document that says the same"
    note = Problem(source.locate("/swagger"), message, "swagger", note=True)
    conversion = _Conversion(source)
    data = conversion.document()
    return evolve(source, data=data, lines=conversion.lines, notes=(*source.notes, note), original=source.data)


class _Conversion:
    """One document on its way."""

    def __init__(self, source: Source) -> None:
        self._data = source.data
        self._common = mapping(source.data.get("parameters"))
        self.lines = dict(source.lines)

    def _at(self, new: Json, old: Json) -> Json:
        """Let what was made be found in the lines of what it was made from."""
        if id(old) in self.lines:
            self.lines[id(new)] = self.lines[id(old)]
        return new

    def document(self) -> dict[str, Json]:
        data = self._data
        rest: dict[str, Json] = {
            key: value for key, value in data.items() if key in {"info", "tags", "security", "externalDocs"} or key[:2] == "x-"
        }
        paths: dict[str, Json] = {str(path): self._item(mapping(item)) for path, item in mapping(data.get("paths")).items()}
        components: dict[str, Json] = {
            "schemas": {name: self._schema(value) for name, value in mapping(data.get("definitions")).items()},
            "parameters": {
                name: self._parameter(mapping(value))
                for name, value in self._common.items()
                if mapping(value).get("in") not in {"body", "formData"}
            },
            "responses": {
                name: self._response(mapping(value), sequence(data.get("produces")))
                for name, value in mapping(data.get("responses")).items()
            },
            "securitySchemes": {name: _security(mapping(value)) for name, value in mapping(data.get("securityDefinitions")).items()},
        }
        result: dict[str, Json] = {"openapi": "3.0.3", **rest, "servers": [*self._servers()], "paths": paths, "components": components}
        for new, old in ((result, data), (paths, data.get("paths")), (components["schemas"], data.get("definitions"))):
            self._at(new, old)
        return result

    def _servers(self) -> Iterator[Json]:
        host, base = self._data.get("host"), self._data.get("basePath")
        path = str(base or "/")
        schemes = [str(scheme) for scheme in sequence(self._data.get("schemes")) if scheme in {"http", "https"}] or ["https"]
        if not host:
            yield {"url": path}
        for scheme in sorted(schemes, reverse=True) if host else ():
            yield {"url": f"{scheme}://{host}{path}"}

    def _item(self, item: dict[str, Json]) -> Json:
        common = sequence(item.get("parameters"))
        new: dict[str, Json] = {key: value for key, value in item.items() if key not in {*METHODS, "parameters"}}
        for method in METHODS:
            if isinstance(item.get(method), dict):
                new[method] = self._operation(mapping(item[method]), common)
        return self._at(new, item)

    def _operation(self, data: dict[str, Json], common: list[Json]) -> Json:
        parameters = [*self._found(common, sequence(data.get("parameters")))]
        new: dict[str, Json] = {
            key: value for key, value in data.items() if key not in {"parameters", "responses", "consumes", "produces", "schemes"}
        }
        plain = [each for each in parameters if self._resolved(each).get("in") not in {"body", "formData"}]
        new["parameters"] = [self._parameter(mapping(each)) for each in plain]
        consumes = [str(each) for each in sequence(data.get("consumes", self._data.get("consumes")))]
        body = next((self._resolved(each) for each in parameters if self._resolved(each).get("in") == "body"), None)
        form = [self._resolved(each) for each in parameters if self._resolved(each).get("in") == "formData"]
        if body is not None:
            content: dict[str, Json] = {name: {"schema": self._schema(body.get("schema", {}))} for name in consumes or [JSON]}
            new["requestBody"] = {
                **_told(body),
                "content": content,
                "required": body.get("required") is True,
                "x-body-name": names.snake(str(body.get("name") or "body")),
            }
        elif form:
            new["requestBody"] = self._form(form, consumes)
        produces = sequence(data.get("produces", self._data.get("produces")))
        new["responses"] = {
            str(status): self._response(mapping(value), produces) if str(status)[:2] != "x-" else value
            for status, value in mapping(data.get("responses")).items()
        }
        return self._at(new, data)

    def _found(self, common: list[Json], own: list[Json]) -> Iterator[Json]:
        """The parameters of an operation, its own in the place of those of its path."""
        keys = {(self._resolved(each).get("name"), self._resolved(each).get("in")) for each in own}
        yield from (each for each in common if (self._resolved(each).get("name"), self._resolved(each).get("in")) not in keys)
        yield from own

    def _resolved(self, value: Json) -> dict[str, Json]:
        reference = mapping(value).get("$ref")
        if isinstance(reference, str) and reference.startswith("#/parameters/"):
            return mapping(self._common.get(reference.removeprefix("#/parameters/")))
        return mapping(value)

    def _parameter(self, data: dict[str, Json]) -> Json:
        if "$ref" in data:
            return self._references(data)
        new: dict[str, Json] = {key: value for key, value in data.items() if key in {"name", "in", "required"} or key[:2] == "x-"}
        new.update(_told(data))
        if data.get("allowEmptyValue") is True:
            new["allowEmptyValue"] = True
        new["schema"] = self._value(data)
        if data.get("type") == "array":
            style = STYLES.get(str(data.get("collectionFormat", "csv")), {})
            if data.get("in") == "query":
                new.update(style)
            elif kind := style.get("style", style.get("x-style")):  # OpenAPI 3 has them in the query only
                new["x-style"] = kind
        return new

    def _response(self, data: dict[str, Json], produces: list[Json]) -> Json:
        if "$ref" in data:
            return self._references(data)
        new: dict[str, Json] = {key: value for key, value in data.items() if key not in {"schema", "headers", "examples"}}
        new.setdefault("description", "")
        if "schema" in data:
            whole = mapping(data["schema"])
            schema: Json = {"type": "string", "format": "binary"} if whole.get("type") == "file" else self._schema(whole)
            kinds = list(map(str, produces)) or [JSON]
            if whole.get("type") == "file" and all("json" in kind.lower() for kind in kinds):
                kinds = ["*/*"]  # the API's usual types, which no file is of
            new["content"] = {kind: {"schema": schema} for kind in kinds}
        headers = mapping(data.get("headers"))
        if headers:
            new["headers"] = {name: {**_told(mapping(value)), "schema": self._value(mapping(value))} for name, value in headers.items()}
        return new

    def _form(self, fields: list[dict[str, Json]], consumes: list[str]) -> Json:
        """Parameters in a form are the properties of one body."""
        files = any(each.get("type") == "file" for each in fields)
        types = [name for name in consumes if name in {FORM, MULTIPART}] or [MULTIPART if files else FORM]
        properties: dict[str, Json] = {}
        encoding: dict[str, Json] = {}
        for each in fields:
            name = str(each.get("name"))
            value: Json = {"type": "string", "format": "binary"} if each.get("type") == "file" else self._value(each)
            properties[name] = {**mapping(value), **_told(each)}
            if each.get("type") == "array":
                encoding[name] = {"style": "form", **STYLES.get(str(each.get("collectionFormat", "csv")), {})}
        required: list[Json] = [str(each.get("name")) for each in fields if each.get("required") is True]
        schema: Json = {"type": "object", "properties": properties, **({"required": required} if required else {})}
        media: Json = {"schema": schema, **({"encoding": encoding} if encoding else {})}
        return {"content": dict.fromkeys([MULTIPART] if files else types, media), "required": bool(required)}

    def _value(self, data: dict[str, Json]) -> Json:
        """The schema of a parameter or a header, whose parts stand beside its name."""
        return self._schema({key: data[key] for key in _SCHEMA if key in data})

    def _schema(self, value: Json) -> Json:
        """A schema, with the things inside. `discriminator` was a name; files and the references have others."""
        rewritten = self._references(value)
        queue = [rewritten]
        while queue:
            each = queue.pop()
            if isinstance(each, dict):
                if isinstance(each.get("discriminator"), str) and ("properties" in each or "allOf" in each or "type" in each):
                    each["discriminator"] = {"propertyName": each["discriminator"]}
                if each.get("type") == "file":
                    each.update({"type": "string", "format": "binary"})
                if each.pop("x-nullable", None) is True:
                    each["nullable"] = True
                queue += each.values()
            elif isinstance(each, list):
                queue += each
        return rewritten

    def _references(self, value: Json) -> Json:
        """A copy with the references where the things are now."""
        if isinstance(value, list):
            return self._at([self._references(each) for each in value], value)
        if not isinstance(value, dict):
            return value
        new: dict[str, Json] = {key: self._references(each) for key, each in value.items()}
        reference = new.get("$ref")
        if isinstance(reference, str):
            before = next((old for old in _MOVES if old in reference), "")
            new["$ref"] = reference.replace(before, _MOVES[before], 1) if before else reference
        return self._at(new, value)


def _told(data: dict[str, Json]) -> dict[str, Json]:
    return {"description": data["description"]} if "description" in data else {}


def _security(data: dict[str, Json]) -> Json:
    kind = data.get("type")
    rest: dict[str, Json] = {key: value for key, value in data.items() if key in {"description", "name", "in"} or key[:2] == "x-"}
    if kind == "basic":
        return {"type": "http", "scheme": "basic", **rest}
    if kind == "oauth2":
        flow: dict[str, Json] = {key: data[key] for key in ("authorizationUrl", "tokenUrl") if key in data}
        return {
            "type": "oauth2",
            "flows": {_FLOWS.get(str(data.get("flow")), "implicit"): {**flow, "scopes": data.get("scopes", {})}},
            **rest,
        }
    return {"type": kind, **rest}
