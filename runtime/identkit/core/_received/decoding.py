"""Decoding JSON: the one place that knows everything msgspec may raise, and tells none of the values that its messages hold."""

import json
import re
from typing import Any

import msgspec

from identkit.core import _choices

_BOM = b"\xef\xbb\xbf"  # some servers begin their UTF-8 with it, though JSON should not
_PATH = re.compile(r" - at (?:`key` in )?`(\$[^`]*)`$")
# What msgspec may complain about without repeating a value.
_HARMLESS = re.compile(
    r"Expected `[^`]*`(?:, got `[^`]*`| of length [<>=]+ \d+)?"
    r"|Object missing required field `[^`]*`"
    r"|Invalid (?:RFC3339 encoded (?:datetime|date|time)|base64 encoded string|ISO8601 duration|UUID)"
    r"|Number out of range"
    r"|JSON is malformed: [a-z ]+ \(byte \d+\)"
    r"|Input data was truncated"
)


def decode(kind: Any, content: bytes) -> tuple[Any, tuple[str, str] | None]:
    """The decoded value, or None and what is wrong: the path and a sentence without any value.

    The error is handed back and not raised, so that the decoder's own, which may hold values, does not become its context.
    """
    content = content.removeprefix(_BOM)
    try:
        return _choices.decode(kind, content or b"null"), None
    except msgspec.DecodeError as error:
        if not content:
            return None, ("$", "the body is empty")
        return None, complaint(str(error))
    except UnicodeDecodeError:
        return None, ("$", "the body is not UTF-8")
    except RecursionError:
        return None, ("$", "the body is nested too deeply")
    except (ValueError, OverflowError):  # a number or a time beyond what Python holds
        return None, ("$", "holds a value that cannot be read")


def said(kind: Any, text: str) -> tuple[Any, tuple[str, str] | None]:
    """As `decode`, for a number, a truth value or a date that is the whole of a text."""
    text = text.strip()
    for content in (text.encode("utf-8", "replace"), json.dumps(text).encode()):  # 12 is JSON by itself, 2024-01-31 is between quotes
        data, complaint = decode(kind, content)
        if complaint is None:
            return data, None
    return None, ("$", f"the text is no {getattr(kind, '__name__', 'value')} as described")


def loose(content: bytes) -> Any:
    """What is JSON but for odd bytes, characters or numbers, all of them replaced or taken; None for what is no JSON."""
    try:
        return json.loads(content.decode("utf-8-sig", "replace").encode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError):
        return None


def complaint(message: str) -> tuple[str, str]:
    """Path and sentence out of msgspec's message; what is not known to be harmless is left out."""
    path = ""
    while match := _PATH.search(message):  # one more for each `Lenient` list on the way
        path, message = path + match[1].removeprefix("$"), message[: match.start()]
    return f"${path}", message if _HARMLESS.fullmatch(message) else "the value is not one of those allowed here"
