"""Headers of successful answers, as one object with a field for each: what `typed_headers` of a response is read into."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeAlias

from identkit.generator.lower.merging import ANNOTATIONS
from identkit.generator.lower.schemas import Schemas
from identkit.generator.lower.shapes import Shape
from identkit.generator.problems import join
from identkit.generator.values import is_map, mapping

Json: TypeAlias = Mapping[str, Any]
Resolve: TypeAlias = Callable[[Json, str], tuple[Json, str]]

_NO_HEADERS: Final = frozenset({"content-type"})  # OpenAPI says that media types describe it


class Headers:
    """Makes the classes. Operations with the same headers share one."""

    def __init__(self, schemas: Schemas, resolve: Resolve) -> None:
        self._schemas = schemas
        self._resolve = resolve
        self._shapes: dict[str, Shape] = {}

    def shape(self, responses: Json, statuses: Iterable[str], pointer: str, hint: str) -> Shape | None:
        """The headers that the answers with these statuses are described with; None where there are none."""
        fields: dict[str, Any] = {}
        there: set[str] = set()
        for key, value in responses.items():
            if is_map(value) and str(key).upper().replace("DEFAULT", "default") in statuses:
                answer, where = self._resolve(value, join(pointer, "responses", key))
                for name, header in mapping(answer.get("headers")).items():
                    if is_map(header) and name.lower() not in there | _NO_HEADERS:
                        there.add(name.lower())
                        fields[str(name)] = self._schema(*self._resolve(header, join(where, "headers", name)))
        if not fields:
            return None
        key = json.dumps(fields, sort_keys=True, default=str)
        if key not in self._shapes:
            title = f"{next(iter(fields))} headers" if len(fields) == 1 else hint
            schema = {"type": "object", "description": "Headers of an answer.", "properties": fields}
            self._shapes[key] = self._schemas.shape(schema, join(pointer, "responses", "headers"), title)
        return self._shapes[key]

    def _schema(self, header: Json, _pointer: str) -> Json:
        """The schema of a header, with what is said of the header itself. What is written as JSON is of any form."""
        content = mapping(header.get("content"))
        if content:
            schema: Json = mapping(mapping(next(iter(content.values()))).get("schema"))
        else:
            schema = mapping(header.get("schema")) or {"type": "string"}
        notes = {key: value for key, value in header.items() if key in ANNOTATIONS or key == "x-pii"}
        return {**schema, **notes}
