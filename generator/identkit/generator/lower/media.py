"""Media types: what their names say of how a body is written and read."""

import re
from collections.abc import Mapping
from typing import Any, Final

from identkit.generator.values import entries, mapping

ENCODINGS: Final = ("json", "form", "multipart", "lines", "text", "binary")  # of bodies, what is preferred first
RAW: Final = ("text", "binary")  # of these, what is sent as it is
FILES: Final = re.compile(r"(image|audio|video|font)/|application/(octet-stream|pdf|zip|gzip)\b")
TEXTUAL: Final = re.compile(r"xml|yaml|graphql|javascript|\bsql\b", re.IGNORECASE)
EVENT: Final = frozenset({"data", "event", "id", "retry"})  # what an event of a stream may have


def media_type(text: str) -> str:
    """The media type without its parameters."""
    return text.partition(";")[0].strip().lower()


def written(text: str) -> str:
    """A media type in one spelling, without the character set: what distinguishes two that can be asked for."""
    name, *parameters = [part.strip().lower() for part in text.split(";")]
    return ";".join([name, *sorted(each.replace(" ", "") for each in parameters if each and not each.startswith("charset"))])


def is_json(text: str) -> bool:
    """Whether a media type is JSON, or whatever the server likes, which is taken for JSON."""
    name = media_type(text)
    return name in ("application/json", "*/*", "application/*", "text/json") or (name.endswith("+json") and name not in STREAMS)


def is_plain_json(text: str) -> bool:
    """Whether a media type is JSON and nothing more special."""
    return media_type(text) == "application/json"


def is_text(text: str) -> bool:
    """Whether a media type is text to be read as it is."""
    name = media_type(text)
    return name.startswith("text/") and name != "text/xml" and not stream(text)


def is_merge(text: str) -> bool:
    """Whether null in a body takes away what is there (RFC 7396)."""
    return media_type(text) == "application/merge-patch+json"


def is_textual(text: str) -> bool:
    """Whether a media type is text by another name, which may be given as such."""
    return TEXTUAL.search(text) is not None or media_type(text).startswith("text/")


def stream(text: str) -> str:
    """`events` or `lines` for a media type that brings one thing after the other, "" for any other."""
    return STREAMS.get(media_type(text), "")


STREAMS = {
    "text/event-stream": "events",
    **dict.fromkeys(
        (
            "application/x-ndjson",
            "application/ndjson",
            "application/jsonl",
            "application/x-jsonl",
            "application/jsonlines",
            "application/x-json-stream",
            "application/stream+json",
            "application/json-seq",
        ),
        "lines",
    ),
}


def encoding(content_type: str, media: Mapping[str, Any]) -> str:
    """How a body of this media type is written."""
    schema = mapping(media.get("schema"))
    if is_json(content_type) and not (schema.get("format") == "binary" and schema.get("type") == "string"):
        return "json"
    name = media_type(content_type)
    if stream(name) == "lines" and (schema.get("type") == "array" or "itemSchema" in media):
        return "lines"
    kind = "form" if name == "application/x-www-form-urlencoded" else "multipart" if name.startswith("multipart/") else ""
    plain = schema.get("type") == "string" and not {"format", "contentEncoding", "contentMediaType"} & schema.keys()
    is_written = is_text(content_type) or (plain and not FILES.match(name))  # what is a string and of no usual kind of file is text
    return kind or ("text" if is_written and schema.get("format") != "binary" else "binary")


def in_order(media: Mapping[str, Any]) -> dict[str, Any]:
    """How the parts of a list are written: those at the beginning by their numbers, all others under `*`."""
    first = {str(at): part for at, part in enumerate(entries(media.get("prefixEncoding")))}
    return {**first, "*": media["itemEncoding"]} if "itemEncoding" in media else first
