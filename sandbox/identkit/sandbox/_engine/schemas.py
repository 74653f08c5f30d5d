"""Whether a value is what a schema of the document allows."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from attrs import frozen
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from referencing.jsonschema import DRAFT202012, EMPTY_REGISTRY, SchemaRegistry

from identkit.core._sent.patterns import to_python

_HOME = "urn:identkit:spec"
_SHORT = 60  # letters of a demand that a log line holds
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)

formats = FormatChecker(formats=())


@formats.checks("date", raises=ValueError)
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or (_DATE.fullmatch(value) is not None and bool(date.fromisoformat(value)))


@formats.checks("date-time", raises=ValueError)
def _is_moment(value: object) -> bool:
    return not isinstance(value, str) or (_MOMENT.fullmatch(value) is not None and bool(datetime.fromisoformat(value.upper())))


@frozen
class Violation:
    """Where something departs from the spec. It never holds the value."""

    place: str
    """path, query, header, body; status, type or answer in the provider's own answers"""
    field: str
    """Wire name, dotted when nested; "" is the whole."""
    rule: str
    """The JSON Schema keyword that is not met: required, pattern, maxLength, ..."""
    limit: Any = None
    """What the keyword demands."""
    words: str = ""
    """The document's own sentence for it (`x-message`)."""

    @property
    def demand(self) -> str:
        """The rule with what it demands, where that is short: maxLength 50."""
        if self.words:
            return self.words
        match self.limit:
            case [*members]:
                words = ", ".join(map(str, members))
            case str() | int() | float():
                words = str(self.limit)
            case _:
                words = ""
        short = words and len(words) <= _SHORT and self.rule not in {"required", "pattern"}
        return f"{self.rule} {words}" if short else self.rule

    def __str__(self) -> str:
        return f"{self.place} {self.field}: {self.demand}" if self.field else f"{self.place}: {self.demand}"


class Validators:
    """The schemas of a document as validators, with its patterns in Python's syntax.

    In a lenient one, values marked `x-lenient` may have any form: that is for answers, whose forms vary, never for requests.
    """

    def __init__(self, document: Mapping[str, Any], at: Callable[[str], Any], *, lenient: bool) -> None:
        self._document, self._at = document, at
        self._loosened = frozenset({"type", "format", "$ref"} if lenient else ())
        self._cache: dict[str, Any] = {}
        self._validators: dict[str, Draft202012Validator] = {}
        self._registry: SchemaRegistry | None = None

    def violations(self, place: str, pointer: str, value: Any, name: str = "") -> list[Violation]:
        """Where a value departs from the schema at `pointer`."""
        validator = self._validators.get(pointer)
        if validator is None:
            schema = self._target(pointer, ())
            validator = Draft202012Validator(schema, registry=self._home(), format_checker=formats)
            self._validators[pointer] = validator
        iterable: Any = validator  # one overload of iter_errors has no types
        errors: Iterator[ValidationError] = iterable.iter_errors(value)
        return [_violation(place, name, error) for error in errors]

    def _home(self) -> SchemaRegistry:
        """Where schemas that hold themselves find themselves."""
        if self._registry is None:
            document = self._for_python(self._document)
            self._registry = EMPTY_REGISTRY.with_resource(_HOME, DRAFT202012.create_resource(document))
        return self._registry

    def _inline(self, node: Any, within: tuple[str, ...]) -> Any:
        """A schema with its references replaced by what they mean: validation then takes half the time. Circles keep theirs."""
        match node:
            case {"$ref": str(reference)}:
                beside: Mapping[str, Any] = {
                    key: value for key, value in node.items() if key not in {"$ref", "description"} and not key.startswith("x-")
                }
                target = self._target(reference.removeprefix("#"), within)
                return {**self._inline(beside, within), "allOf": [target]} if beside else target
            case {}:
                items: Mapping[str, Any] = node
                return {key: self._inline(value, within) for key, value in items.items()}
            case [*members]:
                return [self._inline(member, within) for member in members]
            case _:
                return node

    def _target(self, pointer: str, within: tuple[str, ...]) -> Any:
        if pointer in within:
            return {"$ref": f"{_HOME}#{quote(pointer)}"}
        if pointer not in self._cache:
            self._cache[pointer] = self._inline(self._for_python(self._at(pointer)), (*within, pointer))
        return self._cache[pointer]

    def _for_python(self, node: Any) -> Any:
        match node:
            case {}:
                words = self._loosened if node.get("x-lenient") is True else ()
                items: Mapping[str, Any] = {key: value for key, value in node.items() if key not in words}
                return {
                    key: to_python(value) if key == "pattern" and isinstance(value, str) else self._for_python(value)
                    for key, value in items.items()
                }
            case [*members]:
                return [self._for_python(member) for member in members]
            case _:
                return node


def _violation(place: str, name: str, error: ValidationError) -> Violation:
    """jsonschema's error in our words. A missing property is told under its own name."""
    parts = ([name] if name else []) + [str(part) for part in error.absolute_path]
    rule = str(error.validator)
    limit: Any = error.validator_value
    if rule == "required":
        # There is one error for each missing property; only its message says which one it means.
        return Violation(place, ".".join([*parts, *(field for field in limit if error.message.startswith(repr(field)))]), rule)
    schema: Any = error.schema
    message: Mapping[str, str] = schema.get("x-message", {}) if rule == "pattern" else {}
    return Violation(place, ".".join(parts), rule, limit, message.get("en", ""))
