"""OpenAPI 3.2 in the terms of 3.1, as far as operations go: what stands under `additionalOperations` is an operation like any other.

A path item then has more keys than OpenAPI 3.1 knows; `as_3_2` writes the document as OpenAPI does.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from attrs import evolve

from identkit.generator.problems import Problem, join, split
from identkit.generator.read.source import Json, Source, mapping

# Methods that IANA has registered, beside the nine of OpenAPI.
FURTHER: Final = (
    *("acl", "baseline-control", "bind", "checkin", "checkout", "connect", "copy", "label", "link", "lock", "merge", "mkactivity"),
    *("mkcalendar", "mkcol", "mkredirectref", "mkworkspace", "move", "orderpatch", "propfind", "proppatch", "purge", "rebind", "report"),
    *("search", "unbind", "uncheckout", "unlink", "unlock", "update", "updateredirectref", "version-control"),
)
ADDITIONAL: Final = "additionalOperations"
_MEDIA_TYPES: Final = "#/components/mediaTypes/"


def flattened(source: Source) -> Source:
    """The file with further operations beside the others, in place. Of methods that nobody has registered there is a note.

    Media types that stand under `components` are put where they are referred to.
    """
    _place_media_types(source.data)
    notes: list[Problem] = []
    for pointer, item in [*_items(source.data)]:
        further = mapping(item.get(ADDITIONAL))
        for name in list(further):
            if name.lower() in FURTHER:
                item[name.lower()] = further.pop(name)
            else:
                message = f"{name}: nobody has registered this method, its operation is left out"
                notes.append(Problem(source.locate(join(pointer, ADDITIONAL, name)), message, "method", note=True))
        if ADDITIONAL in item and not further:
            del item[ADDITIONAL]
    return evolve(source, notes=(*source.notes, *notes)) if notes else source


def as_3_2(data: dict[str, Any]) -> dict[str, Any]:
    """The document with further operations where OpenAPI 3.2 has them; one without such operations is returned as it is."""
    paths = mapping(data.get("paths"))
    changes = {path: _nested(item) for path, item in paths.items() if mapping(item).keys() & {"query", *FURTHER}}
    return {**data, "openapi": "3.2.0", "paths": {**paths, **changes}} if changes else data


def flat_pointer(pointer: str) -> str:
    """Where a place of the document that `as_3_2` returns is in the document that it was given."""
    place, mark, rest = pointer.partition(f"/{ADDITIONAL}/")
    method, slash, inner = rest.partition("/")
    return f"{place}/{method.lower()}{slash}{inner}" if mark else pointer


def _place_media_types(data: Mapping[str, Any]) -> None:
    kinds = mapping(mapping(data.get("components")).get("mediaTypes"))
    values: list[Any] = [data] if kinds else []
    while values:
        value: Json = values.pop()
        if isinstance(value, list):
            values += value
        elif isinstance(value, dict):
            content = mapping(value.get("content"))
            for name, media in content.items():
                reference = str(mapping(media).get("$ref"))
                if reference.startswith(_MEDIA_TYPES):
                    content[name] = kinds.get(split(reference.removeprefix("#"))[-1], media)
            values += value.values()


def _nested(item: Json) -> Json:
    fields: dict[str, Json] = {key: value for key, value in mapping(item).items() if key not in FURTHER}
    further: dict[str, Json] = {key.upper(): value for key, value in mapping(item).items() if key in FURTHER}
    return {**fields, ADDITIONAL: further} if further else fields


def _items(data: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Json]]]:
    components = mapping(data.get("components"))
    for place, section in (
        ("/paths", data.get("paths")),
        ("/webhooks", data.get("webhooks")),
        ("/components/pathItems", components.get("pathItems")),
    ):
        yield from ((join(place, name), mapping(item)) for name, item in mapping(section).items())
