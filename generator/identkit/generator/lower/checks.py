"""Limits of what is sent: as arguments of the kernel's `Check` and `Rule`, and in words."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from identkit.core._sent.patterns import to_python
from identkit.generator import ir
from identkit.generator.lower import docs
from identkit.generator.lower.backtracking import explodes
from identkit.generator.lower.shapes import Shape, is_base64
from identkit.generator.values import is_list, mapping

# JSON Schema keyword -> argument of Check
_LIMITS = {
    "minLength": "min_length",
    "maxLength": "max_length",
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "above",
    "exclusiveMaximum": "below",
    "multipleOf": "multiple_of",
    "minItems": "min_items",
    "maxItems": "max_items",
    "minProperties": "min_properties",
    "maxProperties": "max_properties",
}
MANY = 12  # values that a docstring still lists
# Limits that the kernel does not check. A strict spec must not state them about what is sent.
UNCHECKED = ("not", "if", "contains", "dependentSchemas", "dependentRequired", "propertyNames")

_LITERAL = re.compile(r"/.+/[a-z]*")  # JavaScript's way to write one, which as a pattern would ask for the slashes
_LONGEST_PATTERN = 80  # characters


def check(name: str, shape: Shape, required: bool, refuse: Callable[[str, str], None], *, lenient: bool) -> ir.CallCode | None:
    """The `Check` of a value, or None when there is nothing to check. `refuse` takes a message and a rule."""
    schema = shape.schema
    options = _options(shape, refuse, lenient=lenient)
    if options:
        return ir.call("_kit.Check", name, required=required or None, kind="any", one_of=options, nullable=shape.nullable or None)
    kinds = shape.kinds if shape.kind == "any" and "binary" not in shape.kinds else ()
    kind = "byte" if shape.kind == "binary" and is_base64(schema) else shape.kind
    inner = None
    if shape.item and (shape.item.enum or not shape.item.refs) and is_told(shape.item):
        inner = check("item", shape.item, False, refuse, lenient=lenient)
    for key in UNCHECKED:
        if key in schema and not lenient:
            refuse(f"{key} is not checked before sending: say it with x-rules or leave it to the provider", "unchecked-limit")
    result = ir.call(
        "_kit.Check",
        name,
        required=required or None,
        kind="|".join(kinds) or kind if shape.kind != "string" else None,
        pattern=_pattern(schema, refuse, lenient=lenient),
        **{argument: schema[key] for key, argument in _LIMITS.items() if is_number(schema.get(key))},
        allowed=tuple(values(schema)),
        unique=True if schema.get("uniqueItems") is True and shape.kind == "array" else None,
        items=inner,
        keys=check("key", shape.names, False, refuse, lenient=lenient) if shape.names and lenient else None,
        nullable=shape.nullable or None,
        # for whoever types the value: it is put right where that is safe, and refused in words
        normal="iban" if schema.get("format") == "iban" else "utc" if schema.get("x-utc") is True else None,
        text=_by_language(schema.get("x-message")),
    )
    return None if result == ir.call("_kit.Check", name, kind="any") else result


def is_told(shape: Shape) -> bool:
    """Whether it is known what a value is, so that it can be looked at."""
    return shape.kind not in ("any", "binary") or bool(shape.options or shape.kinds)


def _options(shape: Shape, refuse: Callable[[str, str], None], *, lenient: bool) -> tuple[ir.CallCode, ...]:
    """The checks of the members of a union of plain values, where one of them is more than a type."""
    codes = [(option, check("item", option, False, refuse, lenient=lenient)) for option in shape.options]
    free = {option.kind for option, code in codes if code == _bare(option)}
    free |= {"integer"} if "number" in free else set()
    checks = [(option, code) for option, code in codes if code and (option.kind not in free or code == _bare(option))]
    limited = [code for option, code in checks if code != _bare(option)]
    every = [code for index, (_, code) in enumerate(checks) if code not in [other for _, other in checks[:index]]]
    return tuple(every) if limited and checks else ()


def _bare(shape: Shape) -> ir.CallCode:
    """The check of a value that only has a type."""
    return ir.call("_kit.Check", "item", kind=shape.kind if shape.kind != "string" else None)


def _pattern(schema: Mapping[str, Any], refuse: Callable[[str, str], None], *, lenient: bool) -> str | None:
    """The pattern as it stands: the kernel translates it when it first needs it. Here it only has to be translatable."""
    pattern = schema.get("pattern")
    if not isinstance(pattern, str) or (lenient and _LITERAL.fullmatch(pattern)):
        return None
    try:
        if not explodes(to_python(pattern)):
            return pattern
        problem = "may need exponential time: what it repeats can be cut in several ways"
    except ValueError as error:
        problem = str(error)
    if not lenient:
        refuse(f"pattern: {problem}", "pattern")
    return None


def values(schema: Mapping[str, Any]) -> list[Any]:
    """The values that are allowed, null left out."""
    if "const" in schema:
        return [schema["const"]] if isinstance(schema["const"], str | int | float) else []
    enum = schema.get("enum")
    return (
        [value for value in enum if value is not None]
        if is_list(enum) and all(isinstance(value, str | int | float | None) for value in enum)
        else []
    )


def is_number(value: object) -> bool:
    """Whether a limit is a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def meaning(text: str, shape: Shape) -> str:
    """What a field means and its limits in words. A fixed value is left to the text."""
    limits = words(shape, text) if not text or "const" not in shape.schema else ""
    return " ".join(part for part in (docs.sentence(text), limits) if part)


def argument(text: str, shape: Shape) -> str:
    """What an argument means: as for a field, and the values of an enum, for its type only shows a name."""
    choices = values(shape.schema) if shape.enum else []
    sentence = f"One of {docs.comma(map(shown, choices), 'or')}." if 0 < len(choices) <= MANY else ""
    return " ".join(part for part in (meaning(text, shape), sentence) if part)


def words(shape: Shape, sentence: str = "") -> str:
    """The limits of a value as a sentence, "" when there are none. `sentence` is what is said already."""
    schema = shape.schema
    parts = [
        span(schema.get("minLength"), schema.get("maxLength"), "character"),
        span(schema.get("minItems"), schema.get("maxItems"), "item"),
        between(schema.get("minimum"), schema.get("maximum")),
        f"more than {schema['exclusiveMinimum']}" if is_number(schema.get("exclusiveMinimum")) else "",
        f"less than {schema['exclusiveMaximum']}" if is_number(schema.get("exclusiveMaximum")) else "",
        f"a multiple of {schema['multipleOf']}" if is_number(schema.get("multipleOf")) else "",
    ]
    if "const" in schema:
        parts.append(f"always {shown(schema['const'])}")
    elif not shape.enum and values(schema):
        parts.append(f"one of {docs.comma(map(shown, values(schema)), 'or')}")
    if isinstance(schema.get("pattern"), str):
        # A long pattern tells a reader less than the description does.
        short = len(schema["pattern"]) <= _LONGEST_PATTERN
        parts.append(f"must match `{docs.clean(schema['pattern'])}`" if short else "must match the spec's pattern")
    if shape.kind == "date-time" and "offset" not in sentence:
        parts.append("text must have an offset such as +01:00")
    text = ", ".join(part for part in parts if part)
    return text[:1].upper() + text[1:] + "." if text else ""


def longest(owner: Mapping[str, Any], wire: str) -> str:
    """How long a property may be by a rule of its owner, as a sentence."""
    rules = [mapping(rule) for rule in owner.get("x-rules", ()) if mapping(rule).get("kind") == "max-length"]
    limits = [span(None, rule.get("limit"), "character") for rule in rules if wire in rule.get("fields", ())]
    return f"{limits[0][:1].upper()}{limits[0][1:]}." if limits else ""


def shown(value: object) -> str:
    """A value as it stands in prose."""
    return f'"{value}"' if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


def span(least: object, most: object, unit: str) -> str:
    """`6 to 15 characters`."""
    low, high = (value if is_number(value) else None for value in (least, most))
    if low is not None and high is not None:
        return f"{low} {unit}{'s' * (low != 1)}" if low == high else f"{low} to {high} {unit}s"
    if high is not None:
        return f"at most {high} {unit}{'s' * (high != 1)}"
    return f"at least {low} {unit}{'s' * (low != 1)}" if low else ""


def between(least: object, most: object) -> str:
    """`1 to 100`, without a unit."""
    return span(least, most, "").replace(" s", "").strip() if is_number(least) or is_number(most) else ""


def rules(
    schema: Mapping[str, Any],
    rename: Callable[[str], str | None],
    values_of: Callable[[str], Iterable[object]],
    refuse: Callable[[str, str], None],
) -> tuple[ir.CallCode, ...]:
    """The `Rule`s of the `x-rules` of a schema or an operation.

    `rename` gives the Python name of a wire name, dotted when nested, None when there is no such field; `values_of` the values of its enum.
    """
    value = schema.get("x-rules")

    def python(wire: str) -> str:
        name = rename(wire)
        if name is None:
            refuse(f"x-rules: there is no field {wire!r}", "rule-field")
        return name or "missing"

    result: list[ir.CallCode] = []
    for rule in value if is_list(value) else ():
        basis = mapping(rule.get("x-provenance") or schema.get("x-provenance")).get("basis", "documented")
        values = (
            [each for wire in rule["fields"] for each in values_of(str(wire))] if rule["kind"] == "known" and "values" not in rule else []
        )
        whole = {**rule, "values": values} if values else rule
        if whole["kind"] == "known" and not whole.get("values"):
            refuse("x-rules: the field has no enum, so the rule has to say its `values`", "rule-field")
        _pattern(rule, lambda message, name: refuse(f"x-rules: {message}", name), lenient=False)
        result.append(_rule(whole, python, doubtful=basis != "documented"))
    return tuple(result)


def _rule(rule: Mapping[str, Any], python: Callable[[str], str], *, doubtful: bool) -> ir.CallCode:
    return ir.call(
        "_kit.Rule",
        kind=str(rule["kind"]),
        fields=ir.source(tuple(python(wire) for wire in rule.get("fields", ()))),
        message=ir.source(str(rule.get("message", ""))),
        limit=int(rule["limit"]) if "limit" in rule else None,
        separator=str(rule.get("separator") or ""),
        pattern=str(rule.get("pattern") or ""),
        values=tuple(map(str, rule.get("values") or ())),
        alternatives=tuple(
            tuple((python(wire), str(state)) for wire, state in alternative.items()) for alternative in rule.get("alternatives") or ()
        ),
        when=tuple((python(wire), tuple(map(str, values))) for wire, values in mapping(rule.get("when")).items()),
        text=_by_language(rule.get("text")),
        doubtful=doubtful or None,
    )


def _by_language(texts: object) -> tuple[tuple[str, str], ...]:
    """Sentences by language, in a form that can be hashed."""
    return tuple((str(language), docs.clean(str(text))) for language, text in mapping(texts).items())
