"""Values of a document, whose types are only known by looking."""

from collections.abc import Mapping
from typing import Any, TypeGuard


def is_map(value: object) -> TypeGuard[Mapping[str, Any]]:
    """Whether a value is a mapping."""
    return isinstance(value, dict) or isinstance(value, Mapping)  # noqa: SIM101 - the abstract class takes four times as long to ask


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether a value is a list."""
    return isinstance(value, list)


def is_tuple(value: object) -> TypeGuard[tuple[Any, ...]]:
    """Whether a value is a tuple."""
    return isinstance(value, tuple)


def mapping(value: object) -> Mapping[str, Any]:
    """The value where it is a mapping, else an empty one."""
    return value if is_map(value) else {}


def entries(value: object) -> list[Any]:
    """The value where it is a list, else an empty one."""
    return value if is_list(value) else []
