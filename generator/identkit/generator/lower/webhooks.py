"""Webhook deliveries: events, the policy by which they are recognised, `parse`."""

from collections.abc import Mapping
from typing import Any, Final

from identkit.generator import ir
from identkit.generator.check.vocabulary.kinds import WEBHOOKS
from identkit.generator.lower import docs
from identkit.generator.lower.shapes import ObjectShape, Shape
from identkit.generator.problems import Report, join
from identkit.generator.values import entries, is_map, mapping

VERIFIED_BY: Final = (
    *("event-header", "id-header", "attempt-header", "subscription-header", "entity-header", "signature-header", "algorithm", "encoding"),
    *("prefix", "signed", "timestamp-header", "ping-event", "unsigned-ping"),
)


def deliveries(data: Mapping[str, Any], report: Report) -> dict[str, tuple[Mapping[str, Any], str]]:
    """Event name -> schema of the delivered body and its pointer."""
    result: dict[str, tuple[Mapping[str, Any], str]] = {}
    for name, item in mapping(data.get("webhooks")).items():
        pointer = join("/webhooks", name, "post", "requestBody", "content")
        content = mapping(mapping(mapping(mapping(item).get("post")).get("requestBody")).get("content"))
        media = next((key for key in content if "json" in key), next(iter(content), None))
        schema = mapping(content[media]).get("schema") if media else None
        if is_map(schema):
            result[str(name)] = schema, join(pointer, str(media), "schema")
        else:
            report(join("/webhooks", name), "a delivery needs a POST with a described body", "webhook")
    return result


def described(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """`x-webhooks`; a document without it says nothing about who may deliver."""
    return mapping(data.get("x-webhooks")) or {"policy": "none"}


def check(data: Mapping[str, Any], report: Report) -> None:
    """Refuse a policy by which nothing could be verified."""
    facts = described(data)

    def wanted(condition: bool, key: str, why: str) -> None:
        if condition and not facts.get(key):
            report("/x-webhooks", f"x-webhooks: {key} is missing: {why}", "webhook")

    template = str(facts.get("signed", ""))
    wanted(facts["policy"] == "hmac", "signature-header", "the signature has to stand somewhere")
    wanted("{timestamp}" in template or bool(facts.get("tolerance")), "timestamp-header", "the time has to stand somewhere")
    wanted("{id}" in template, "id-header", "the id is signed")
    wanted(bool(facts.get("unsigned-ping")), "ping-event", "only a ping may come unsigned")
    wanted(facts["policy"] == "source-and-basic", "sources", "without addresses anybody could deliver")
    if facts.get("tolerance") and "{timestamp}" not in template:
        report("/x-webhooks", "x-webhooks: tolerance: the time is not signed, so anybody could write it anew", "webhook")


def only_one(data: Mapping[str, Any]) -> bool:
    """Whether nothing says which event a delivery is, and there is one: the kernel then never answers `RawEvent`."""
    policies = described(data)
    return (
        len(mapping(data.get("webhooks"))) == 1 and not policies.get("event-header") and policies["policy"] in ("none", "source-and-basic")
    )


def policy(name: str, data: Mapping[str, Any]) -> ir.CallCode:
    """The `WebhookPolicy` of `x-webhooks`."""
    value = described(data)
    return ir.call(
        "_kit.WebhookPolicy",
        provider=name,
        policy=str(value["policy"]),
        **{key.replace("-", "_"): value[key] for key in VERIFIED_BY if value.get(key)},
        tolerance=seconds(str(value["tolerance"])) if value.get("tolerance") else None,
        sources=tuple(map(str, entries(value.get("sources")))),
        expects=int(value["expects"]) if "expects" in value else None,
        within=seconds(str(value["within"])) if value.get("within") else None,
        retries=tuple(seconds(str(pause)) for pause in entries(value.get("retries"))),
        notes=tuple(docs.sentence(str(note)) for note in entries(value.get("notes"))),
    )


def seconds(duration: str) -> float:
    """An ISO 8601 duration of days and less in seconds."""
    days, _, time = duration.removeprefix("P").partition("T")
    total, digits = 0.0, ""
    for char in f"{days}{time}":
        if char.isdecimal() or char == ".":
            digits += char
        else:
            unit = {"W": 604800, "D": 86400, "H": 3600, "M": 60, "S": 1}.get(char, 0)
            total, digits = total + float(digits or 0) * unit, ""
    return total


def parse_method(data: Mapping[str, Any], union: str) -> ir.Method:
    """`parse` of the `webhooks` resource."""
    value = described(data)
    kind = WEBHOOKS.get(str(value["policy"]), WEBHOOKS["hmac"])  # what overrides bring is given a secret, too
    own = [_argument(setting) for setting in kind.arguments]
    arguments = (
        ir.Argument(
            "headers",
            ir.Code('"_kit.Headers"'),
            meaning="The delivery's headers, as received, in any of the usual forms.",
            positional=True,
        ),
        ir.Argument(
            "body",
            ir.Code("bytes | bytearray | memoryview | str"),
            meaning="The delivery's body, as received: before any JSON is parsed.",
            positional=True,
        ),
        *own,
    )
    sections = [
        docs.Section("Args", tuple((each.name, each.meaning) for each in arguments)),
        docs.Section(
            "Raises", (("WebhookRejected", "the signature, the source or the body is not what it should be; answer with an error status."),)
        ),
    ]
    others = "" if only_one(data) else "An event that is not described comes as `RawEvent`."
    doc = docs.docstring("Verify a delivery and decode it into a typed event.", others, sections, indent=8)
    rest = ", ".join(["POLICY", "EVENTS", "headers", "body", *(f"{each.name}={each.name}" for each in own)])
    return ir.Method("parse", "parse", arguments, ir.Code(union), ir.Code(rest), doc, raw=False)


def _argument(setting: ir.Setting) -> ir.Argument:
    kind, _, default = setting.type.partition(" = ")
    return ir.Argument(setting.name, ir.Code(kind), ir.Code(default), setting.meaning)


def event_classes(events: Mapping[str, Shape], objects: Mapping[str, ObjectShape], report: Report) -> dict[str, str]:
    """The classes of deliveries: those that are printed into `webhooks.py`."""
    for name, shape in events.items():
        if shape.model not in objects:
            report(join("/webhooks", name), "a delivered body must be an object with properties", "webhook")
    return {shape.model: "webhooks" for shape in events.values() if shape.model}
