"""The `x-` keys of a spec: which there are, where they may stand, what they hold.

`schemas/<extension>.json` says all of it, for each extension one JSON Schema; `x-on` names the kinds of things (see `read.grammar`)
that may have it.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from attrs import frozen

from identkit.generator.check.schema_errors import leaves, message
from identkit.generator.problems import Problem, join
from identkit.generator.read.grammar import Place, walk
from identkit.generator.read.load import Document
from identkit.generator.read.source import mapping

UNKNOWN: Final = "extension-unknown"
MISPLACED: Final = "extension-place"
MALFORMED: Final = "extension-value"
_FOLDER: Final = Path(__file__).parent / "schemas"


@frozen(eq=False)
class Extension:
    """One extension. `validator` is a jsonschema validator of its value."""

    name: str
    kinds: frozenset[str]
    validator: Any


@cache
def known() -> Mapping[str, Extension]:
    """Every extension by name."""
    from jsonschema import Draft202012Validator
    from referencing import Registry
    from referencing.jsonschema import DRAFT202012

    schemas: dict[str, dict[str, Any]] = {path.name: json.loads(path.read_text("utf-8")) for path in sorted(_FOLDER.glob("*.json"))}
    empty: Registry[Any] = Registry()
    registry = empty.with_resources((name, DRAFT202012.create_resource(schema)) for name, schema in schemas.items())
    return MappingProxyType(
        {
            (title := str(schema["title"])): Extension(title, frozenset(schema["x-on"]), Draft202012Validator(schema, registry=registry))
            for schema in schemas.values()
        }
    )


def problems(doc: Document) -> Iterator[Problem]:
    """Extensions that nobody knows, that stand in the wrong place or that hold the wrong thing."""
    for place in walk(doc.data):
        for key in _extensions(place):
            at = join(place.pointer, key)
            extension = known().get(key)
            if extension is None:
                yield Problem(doc.locate(at), f"there is no extension {key}", UNKNOWN)
            elif place.kind not in extension.kinds:
                kinds = ", ".join(sorted(extension.kinds))
                yield Problem(doc.locate(at), f"{key} does not belong on a {place.kind} (but on: {kinds})", MISPLACED)
            else:
                yield from _value_problems(doc, extension, place.value[key], at)
        for holder, key in _among_names(place):
            at = join(place.pointer, holder, key)
            yield Problem(doc.locate(at), f"no extension belongs among {holder}, and {key} neither", MISPLACED)


def forget_foreign(doc: Document) -> None:
    """Remove every extension that is not ours: unknown, misplaced, or of another shape under a name that we use, too."""
    for place in walk(doc.data):
        for key in _extensions(place):
            extension = known().get(key)
            if extension is None or place.kind not in extension.kinds or not extension.validator.is_valid(place.value[key]):
                del place.value[key]
        for holder, key in _among_names(place):
            del mapping(place.value[holder])[key]


def _among_names(place: Place) -> list[tuple[str, str]]:
    """Extensions that stand among paths or among responses. None of ours does."""
    holder = {"document": "paths", "operation": "responses"}.get(place.kind, "")
    return [(holder, key) for key in mapping(place.value.get(holder)) if key.startswith("x-")]


def _extensions(place: Place) -> list[str]:
    return [key for key in place.value if key.startswith("x-")]


def _value_problems(doc: Document, extension: Extension, value: Any, at: str) -> Iterator[Problem]:
    for error in extension.validator.iter_errors(value):
        for leaf in leaves(error):
            yield Problem(doc.locate(join(at, *leaf.absolute_path)), f"{extension.name}: {message(leaf)}", MALFORMED)
