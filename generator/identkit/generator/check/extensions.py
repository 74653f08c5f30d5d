"""The `x-` keys of a spec, held against the vocabulary: which there are, where they may stand, what they hold."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from identkit.generator.check.schema_errors import leaves, message
from identkit.generator.check.vocabulary import KEYWORDS
from identkit.generator.problems import Problem, join
from identkit.generator.read.grammar import Node, walk
from identkit.generator.read.load import Bundle
from identkit.generator.read.source import mapping

UNKNOWN: Final = "extension-unknown"
MISPLACED: Final = "extension-place"
MALFORMED: Final = "extension-value"
_ANY_FORM: Final = frozenset({"x-enum-varnames", "x-enum-descriptions"})  # of others: read by `read.foreign`, and any text will do


@cache
def _validator(name: str) -> Any:
    """A jsonschema validator of an extension's value."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(dict(KEYWORDS[name].schema))


def problems(doc: Bundle) -> Iterator[Problem]:
    """Extensions that nobody knows, that stand in the wrong place or that hold the wrong thing."""
    for place in walk(doc.data):
        for key in _extensions(place):
            at = join(place.pointer, key)
            keyword = KEYWORDS.get(key)
            if keyword is None:
                yield Problem(doc.locate(at), f"there is no extension {key}", UNKNOWN)
            elif place.kind not in keyword.on:
                kinds = ", ".join(sorted(keyword.on))
                yield Problem(doc.locate(at), f"{key} does not belong on a {place.kind} (but on: {kinds})", MISPLACED)
            else:
                yield from _value_problems(doc, key, place.value[key], at)
        for holder, key in _among_names(place):
            at = join(place.pointer, holder, key)
            yield Problem(doc.locate(at), f"no extension belongs among {holder}, and {key} neither", MISPLACED)


def forget_foreign(doc: Bundle) -> None:
    """Remove every extension that is not ours: unknown, misplaced, or of another shape under a name that we use, too."""
    for place in walk(doc.data):
        for key in _extensions(place):
            keyword = KEYWORDS.get(key)
            if keyword is None or place.kind not in keyword.on or not (key in _ANY_FORM or _validator(key).is_valid(place.value[key])):
                del place.value[key]
        for holder, key in _among_names(place):
            del mapping(place.value[holder])[key]


def _among_names(place: Node) -> list[tuple[str, str]]:
    """Extensions that stand among paths or among responses. None of ours does."""
    holder = {"document": "paths", "operation": "responses"}.get(place.kind, "")
    return [(holder, key) for key in mapping(place.value.get(holder)) if key.startswith("x-")]


def _extensions(place: Node) -> list[str]:
    return [key for key in place.value if key.startswith("x-")]


def _value_problems(doc: Bundle, key: str, value: Any, at: str) -> Iterator[Problem]:
    for error in _validator(key).iter_errors(value):
        for leaf in leaves(error):
            yield Problem(doc.locate(join(at, *leaf.absolute_path)), f"{key}: {message(leaf)}", MALFORMED)
