"""What a value is to JSON, found out by looking."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

import msgspec

_NO_LISTS = (str, int, bytes, bytearray, msgspec.Struct)  # asked first: abstract classes take five times as long


def is_list(value: object) -> TypeGuard[Sequence[Any]]:
    """Whether a value is sent as an array. A text is not, though Python counts it among sequences."""
    return isinstance(value, list | tuple) or (not isinstance(value, _NO_LISTS) and isinstance(value, Sequence))


def is_mapping(value: object) -> TypeGuard[Mapping[Any, Any]]:
    """Whether a value is sent as an object by its keys."""
    return isinstance(value, dict) or (not isinstance(value, _NO_LISTS) and isinstance(value, Mapping))
