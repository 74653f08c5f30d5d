"""What jsonschema has to say, for readers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_LONGEST: Final = 300


def leaves(error: "ValidationError") -> Iterator["ValidationError"]:
    """An error of a choice (`oneOf`, `anyOf`) names the choice. What is wrong stands in the alternative that came furthest."""
    inner = [cause for cause in error.context or () if not _is_aside(cause)]
    if not inner:
        yield error
        return
    deepest = max(len(cause.absolute_path) for cause in inner)
    close = [cause for cause in inner if len(cause.absolute_path) == deepest]
    for cause in [cause for cause in close if cause.validator != "type"] or close:  # right in kind comes before wrong in kind
        yield from leaves(cause)


def _is_aside(error: "ValidationError") -> bool:
    """Nearly everything may be a reference instead, and alternatives are told apart by a constant: neither is the point."""
    return error.validator == "const" or (error.validator == "required" and error.validator_value == ["$ref"])


def message(error: "ValidationError") -> str:
    """The message, cut where a whole document would follow."""
    return error.message if len(error.message) <= _LONGEST else f"{error.message[:_LONGEST]}…"
