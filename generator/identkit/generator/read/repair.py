"""Takes out of a document what has the wrong form: later steps meet mappings where OpenAPI has mappings, and texts where it has texts.

Only for documents of others, and after they were checked: each of these slips has been told by then.
"""

import json
import math
from collections.abc import Callable, Mapping
from typing import Any, Final

from identkit.generator.read.grammar import LIST, ONE, Node, fields, walk
from identkit.generator.read.source import Json


def _text(value: Json) -> bool:
    return isinstance(value, str)


def _flag(value: Json) -> bool:
    return isinstance(value, bool)


def _number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _size(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _list(value: Json) -> bool:
    return isinstance(value, list)


def _texts(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _types(value: Json) -> bool:
    names = {"string", "integer", "number", "boolean", "array", "object", "null"}
    return (
        value in names
        if isinstance(value, str)
        else isinstance(value, list) and all(isinstance(each, str) and each in names for each in value)
    )


def _mapping(value: Json) -> bool:
    return isinstance(value, dict)


_ANYWHERE: Final[Mapping[str, Callable[[Json], bool]]] = {
    **dict.fromkeys(("$ref", "description", "summary", "title", "operationId", "url", "style", "pattern", "format"), _text),
    **dict.fromkeys(("deprecated", "explode", "allowReserved", "readOnly", "writeOnly", "uniqueItems", "nullable"), _flag),
}
_KINDS: Final[Mapping[str, Mapping[str, Callable[[Json], bool]]]] = {
    "document": {"security": _list},
    "info": {"version": _text},
    "server": {"variables": _mapping},
    "operation": {"tags": _texts, "security": _list},
    "parameter": {"name": _text, "in": _text, "required": _flag},
    "requestBody": {"required": _flag},
    "securityScheme": {"type": _text, "name": _text, "in": _text, "scheme": _text, "flows": _mapping},
    "schema": {
        "type": _types,
        "enum": _list,
        "required": _texts,
        "discriminator": _mapping,
        **dict.fromkeys(("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"), _number),
        **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"), _size),
    },
}


# Types of other languages, and what those who write them mean.
_TYPES: Final[Mapping[str, Mapping[str, str]]] = {
    **{key: {"type": "string"} for key in ("str", "text", "char", "varchar")},
    **{key: {"type": "integer"} for key in ("int", "int32", "int64", "long", "short", "bigint")},
    **{key: {"type": "number"} for key in ("float", "double", "decimal", "real")},
    "bool": {"type": "boolean"},
    "list": {"type": "array"},
    **{key: {"type": "object"} for key in ("dict", "map", "hash", "json")},
    **{kind: {"type": "string", "format": kind} for kind in ("uuid", "uri", "email")},
    "date": {"type": "string", "format": "date"},
    **{key: {"type": "string", "format": "date-time"} for key in ("datetime", "date-time", "timestamp")},
    **{key: {"type": "string", "format": "binary"} for key in ("file", "binary")},
}


_PLACES: Final = {kind.lower(): kind for kind in ("query", "path", "header", "cookie", "querystring", "body", "formData")}
_SCHEMES: Final[Mapping[str, Mapping[str, str]]] = {
    **{kind.lower(): {"type": kind} for kind in ("apiKey", "http", "mutualTLS", "oauth2", "openIdConnect")},
    **{kind: {"type": "http", "scheme": kind} for kind in ("basic", "bearer")},
    "oauth": {"type": "oauth2"},
}


def repair(data: dict[str, Any]) -> None:
    """Change the document in place."""
    if not isinstance(data.get("info"), dict):
        data["info"] = {}
    for place in walk(data):  # what is inside is looked at after what it is inside of
        _forms(place)
        if place.kind in ("schema", "parameter") and isinstance(kind := place.value.get("type"), str):
            place.value.update(_TYPES.get(kind.lower(), {"type": kind.lower()}))
        if place.kind == "securityScheme":
            _scheme(place.value)
        if place.kind in ("securityScheme", "parameter") and isinstance(where := place.value.get("in"), str):
            place.value["in"] = _PLACES.get(where.lower(), where)
        for key, is_right in {**_ANYWHERE, **_KINDS.get(place.kind, {})}.items():
            if key in place.value and not is_right(place.value[key]):
                value = _meant(place.value.pop(key), is_right)
                place.value.update({} if value is None else {key: value})
        if isinstance(schemes := place.value.get("security"), list):
            place.value["security"] = [each for each in schemes if isinstance(each, dict)]


def _scheme(value: dict[str, Any]) -> None:
    """Words of security schemes in the letters that they have."""
    if isinstance(kind := value.get("type"), str):
        value.update(_SCHEMES.get(kind.lower(), {}))


def _meant(value: Json, is_right: Callable[[Json], bool]) -> Json:
    """What a value of another type stands for; None for nothing that it could."""
    if is_right is _list and isinstance(value, dict):
        return [value]
    if is_right not in (_flag, _number, _size):
        return None
    try:
        result: Json = json.loads(value.strip().lower()) if isinstance(value, str) else value
    except ValueError:
        return None
    if isinstance(result, float):
        result = int(result) if is_right is _size and result.is_integer() else result if math.isfinite(result) else None
    return result if is_right(result) else None


def _forms(place: Node) -> None:
    """Things inside: one, a list, or by name."""
    value = place.value
    for key, (form, kind) in fields(place.kind).items():
        if key not in value:
            continue
        content = value[key]
        if form == ONE:
            if not _is_thing(content, kind):
                del value[key]
        elif form == LIST:
            if isinstance(content, list):
                value[key] = [each for each in content if _is_thing(each, kind)]
            else:
                del value[key]
        elif isinstance(content, dict):
            for name in [name for name, each in content.items() if not _is_thing(each, kind) and not name.startswith("x-")]:
                content[name] = {}
        else:
            del value[key]


def _is_thing(value: Json, kind: str) -> bool:
    if kind == "parameter" and isinstance(value, dict) and "$ref" not in value:
        return isinstance(value.get("name"), str) and isinstance(value.get("in"), str)
    return isinstance(value, dict) or (kind == "schema" and isinstance(value, bool))
