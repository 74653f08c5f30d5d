"""What one declaration of an extension is, and the words that declarations are written with."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from attrs import frozen

Schema: TypeAlias = Mapping[str, Any]

TEXT: Final[Schema] = {"type": "string", "minLength": 1}
TEXTS: Final[Schema] = {"type": "array", "items": TEXT, "minItems": 1, "uniqueItems": True}
FLAG: Final[Schema] = {"type": "boolean"}
TRUE: Final[Schema] = {"const": True}
HEADER: Final[Schema] = {"type": "string", "pattern": r"^[A-Za-z0-9!#$%&'*+.^_`|~-]+$"}
STATUS: Final[Schema] = {"type": "integer", "minimum": 100, "maximum": 599}
KIND: Final[Schema] = {"type": "string", "pattern": r"^[a-z][a-z0-9-]*$"}  # a name of ours or of the provider's overrides
ARGUMENT: Final[Schema] = {"type": "string", "pattern": r"^[a-z][a-z0-9_]*$"}
ARGUMENTS: Final[Schema] = {"type": "array", "items": ARGUMENT, "uniqueItems": True}
CONSTANT: Final[Schema] = {"type": "string", "pattern": r"^[A-Z][A-Z0-9_]*$"}
CLASS: Final[Schema] = {"type": "string", "pattern": r"^[A-Z][A-Za-z0-9]*$"}
OPERATION: Final[Schema] = {"type": "string", "pattern": r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$"}
PATH: Final[Schema] = {"type": "string", "pattern": "^/"}
DURATION: Final[Schema] = {
    "type": "string",
    "pattern": r"^P(?!$)([0-9]+Y)?([0-9]+M)?([0-9]+W)?([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+(\.[0-9]+)?S)?)?$",
}


def one_of(*values: str) -> Schema:
    """One of these texts."""
    return {"enum": list(values)}


def listed(items: Schema) -> Schema:
    """A list with at least one entry."""
    return {"type": "array", "items": items, "minItems": 1}


def table(values: Schema, keys: Schema | None = None) -> Schema:
    """A mapping with names of the document's choice."""
    return {"type": "object", "minProperties": 1, "additionalProperties": values, **({"propertyNames": keys} if keys else {})}


def record(required: Sequence[str] = (), /, **properties: Schema) -> Schema:
    """A mapping with these keys and no others. `-` is written `__` here."""
    fields = {name.replace("__", "-"): schema for name, schema in properties.items()}
    return {"type": "object", "properties": fields, "required": list(required), "additionalProperties": False}


@frozen
class Keyword:
    """One extension: everything that is said of it, once.

    `on` names the kinds of things (see `read.grammar`) that may have it, `readers` the folders whose code acts on it. `kinds` are the
    values of its field `kind` (or `policy`) that we have an implementation for, each in one line.
    """

    name: str
    on: tuple[str, ...]
    meaning: str
    schema: Schema
    readers: tuple[str, ...]
    example: str = ""  # YAML
    kinds: Mapping[str, str] = {}
