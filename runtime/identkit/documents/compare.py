"""What changed between two editions of a document, as a caller of the client would notice it."""

import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, cast

from attrs import define, field, frozen

from identkit.documents.document import Direction, Document, DocumentedCall, enum_values, items, table
from identkit.documents.moves import moves_of
from identkit.documents.shapes import kinds, paired, takes_any_text, texts
from identkit.documents.words import KEYWORDS, limits, pii_of, plain

__all__ = ["Change", "Kind", "compare"]


class Kind(StrEnum):
    """How much a change matters."""

    BREAKING = "breaking"  # code that worked stops working, decides otherwise, or shows what it hid
    COMPATIBLE = "compatible"  # code that worked goes on working
    DOCS = "docs"  # only words


@frozen(order=True)
class Change:
    """One change in words. `subject` is what it is about: an operation, `Schema.field`, a code."""

    kind: Kind
    subject: str
    words: str

    def __str__(self) -> str:
        return f"{self.kind.value}: {self.subject}: {self.words}"


_PLAIN = frozenset({"", "none"})

# Keywords whose change is told by a rule of its own below, or that tell nothing a caller could notice.
_PROSE = frozenset(
    {
        "description",
        "summary",
        "title",
        "examples",
        "example",
        "x-provenance",
        "x-enum-descriptions",
        "externalDocs",
        "tags",
        "x-enum-varnames",
    }
)
_REMARKS = frozenset({"info", "x-provenance", "x-json-schema-faker"})  # nothing that a call or an answer depends on
_LOWER = frozenset({"maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties"})
_HIGHER = frozenset({"minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties"})
_KEYWORDS = _PROSE | {
    "$ref",
    "type",
    "format",
    "enum",
    "const",
    "properties",
    "required",
    "items",
    "oneOf",
    "anyOf",
    "allOf",
    "x-pii",
    "x-reasons",
    "x-lifecycle",
}


def compare(old: Document, new: Document) -> list[Change]:
    """Every change from `old` to `new`; breaking ones first."""
    comparison = _Comparison(old, new)
    comparison.operations()
    comparison.webhooks()
    comparison.tables()
    comparison.top()
    if old.raw != new.raw and all(each.kind is Kind.DOCS for each in comparison.changes):
        same = _bare({**old.raw, "info": None}) == _bare({**new.raw, "info": None})
        comparison.add(
            *((Kind.DOCS, new.title, "words changed") if same else (Kind.BREAKING, new.title, "changed in a way that no rule here tells"))
        )
    order = list(Kind)
    return sorted(dict.fromkeys(comparison.changes), key=lambda each: (order.index(each.kind), each.subject, each.words))


@define
class _Comparison:
    old: Document
    new: Document
    changes: list[Change] = field(factory=list[Change])
    _pairs: set[tuple[str, str, Direction]] = field(factory=set[tuple[str, str, Direction]])

    def add(self, kind: Kind, subject: str, words: str) -> None:
        self.changes.append(Change(kind, subject, words))

    # -- calls

    def operations(self) -> None:
        before = {(each.method, each.path): each for each in self.old.operations}
        after = {(each.method, each.path): each for each in self.new.operations}
        by_id = {each.id: each for each in self.new.operations}
        for key, one in before.items():
            other = after.get(key) or by_id.get(one.id)
            if other is None:
                self.add(Kind.BREAKING, one.id, f"the call {one.method.upper()} {one.path} is gone")
            else:
                self._operation(one, other)
        ids = {each.id for each in self.old.operations}
        for key, other in after.items():
            if key not in before and other.id not in ids:
                self.add(Kind.COMPATIBLE, other.id, f"new call {other.method.upper()} {other.path}")

    def webhooks(self) -> None:
        before, after = ({each.path: each for each in document.webhooks} for document in (self.old, self.new))
        for name, one in before.items():
            if name in after:
                self._bodies(one, after[name], "received")
            else:
                self.add(Kind.BREAKING, name, "the webhook is gone")
        for name in after.keys() - before.keys():
            self.add(Kind.COMPATIBLE, name, "new webhook")

    def _operation(self, one: DocumentedCall, other: DocumentedCall) -> None:
        subject = other.id
        if one.id != other.id:
            self.add(Kind.BREAKING, subject, f"was called {one.id}")
        if (one.method, one.path) != (other.method, other.path):
            self.add(Kind.BREAKING, subject, f"was {one.method.upper()} {one.path}, is {other.method.upper()} {other.path}")
        if one.retry != other.retry:
            self.add(Kind.COMPATIBLE, subject, f"may it be repeated: was {one.retry}, is {other.retry}")
        self._parameters(one, other)
        self._bodies(one, other, "sent")
        self._bodies(one, other, "received")
        if not one.body and other.body:
            required = bool(other.body.get("required"))
            self.add(
                Kind.BREAKING if required else Kind.COMPATIBLE, subject, f"takes a body now{', which is required' if required else ''}"
            )
        elif one.body and not other.body:
            self.add(Kind.BREAKING, subject, "takes no body any more")
        elif bool(one.body.get("required")) != bool(other.body.get("required")):
            required = bool(other.body.get("required"))
            self.add(Kind.BREAKING if required else Kind.COMPATIBLE, subject, f"its body is {'required' if required else 'optional'} now")
        for status in sorted(one.responses.keys() - other.responses.keys()):
            self.add(Kind.BREAKING if status.startswith("2") else Kind.COMPATIBLE, subject, f"the answer {status} is gone")
        for status in sorted(other.responses.keys() - one.responses.keys()):
            self.add(Kind.COMPATIBLE, subject, f"new answer {status}")
        if _security(one) != _security(other):
            self.add(Kind.BREAKING, subject, "asks for other credentials")
        self._rest(subject, one.raw, other.raw, {"operationId", "parameters", "requestBody", "responses", "security", "x-retry"} | _PROSE)
        self._prose(subject, one.raw, other.raw)

    def _parameters(self, one: DocumentedCall, other: DocumentedCall) -> None:
        before, after = ({(str(each.get("in")), str(each.get("name"))): each for each in call.parameters} for call in (one, other))
        for (place, name), each in before.items():
            subject = f"{other.id}.{name}"
            now = after.get((place, name))
            if now is None:
                self.add(Kind.BREAKING, subject, f"the {place} parameter is gone")
                continue
            self._required(subject, required=bool(now.get("required")), was=bool(each.get("required")), direction="sent")
            self._schema(subject, table(each.get("schema")), table(now.get("schema")), "sent")
            self._prose(subject, each, now)
            self._rest(subject, each, now, {"name", "in", "required", "schema"} | _PROSE)
        for (place, name), now in after.items():
            if (place, name) not in before:
                mandatory = bool(now.get("required"))
                self.add(
                    Kind.BREAKING if mandatory else Kind.COMPATIBLE,
                    f"{other.id}.{name}",
                    f"new {'required' if mandatory else 'optional'} {place} parameter",
                )

    def _bodies(self, one: DocumentedCall, other: DocumentedCall, direction: Direction) -> None:
        before, after = (dict(call.schemas(direction)) for call in (one, other))
        for place in before.keys() & after.keys():
            self._schema(f"{other.id} ({place})", before[place], after[place], direction)
        for place in sorted(before.keys() - after.keys()) if direction == "received" and not one.webhook else ():
            if place in other.responses:
                self.add(Kind.BREAKING, other.id, f"the body of {place} is not described any more")
        for place in sorted(after.keys() - before.keys()) if direction == "received" and not one.webhook else ():
            if place in one.responses:
                self.add(Kind.COMPATIBLE if not place.startswith("2") else Kind.BREAKING, other.id, f"{place} has a body now")
        if before.keys() != after.keys() and direction == "sent" and before and after:
            self.add(Kind.BREAKING, other.id, f"its body was {', '.join(sorted(before))}, is {', '.join(sorted(after))}")

    # -- schemas

    def _schema(self, subject: str, before: Mapping[str, Any], after: Mapping[str, Any], direction: Direction) -> None:
        name = self.new.name_of(after)
        if name or self.old.name_of(before):
            key = (self.old.name_of(before), name, direction)
            if key in self._pairs:
                return
            self._pairs.add(key)
            subject = name or subject
        one, other = self.old.resolve(dict(before)), self.new.resolve(dict(after))
        if one == other and not name:
            return
        was, now = kinds(self.old, one), kinds(self.new, other)
        if was != now:
            wider = was < now and direction == "sent"
            read_alike = direction == "received" and "x-lenient" in other  # the client converts what arrives
            words = f"was {' or '.join(sorted(was))}, is {' or '.join(sorted(now))}"
            self.add(Kind.COMPATIBLE if wider or read_alike else Kind.BREAKING, subject, words)
        self._values(subject, one, other, direction)
        self._limits(subject, one, other, direction)
        self._pii(subject, before, after)
        self._properties(subject, one, other, direction)
        if "items" in one and "items" in other:
            self._schema(f"{subject}[]", table(one["items"]), table(other["items"]), direction)
        for keyword in ("oneOf", "anyOf", "allOf"):
            for old, new in paired(items(one.get(keyword)), items(other.get(keyword))):
                if "const" not in table(old):
                    self._schema(subject, table(old), table(new), direction)
        self._prose(subject, one, other)
        self._rest(subject, one, other, _KEYWORDS | _LOWER | _HIGHER | {"pattern", "multipleOf", "uniqueItems", "default"})

    def _properties(self, subject: str, one: Mapping[str, Any], other: Mapping[str, Any], direction: Direction) -> None:
        before, after = table(one.get("properties")), table(other.get("properties"))
        needs_before, needs = ({str(name) for name in items(each.get("required"))} for each in (one, other))
        for name, each in before.items():
            if name not in after:
                self.add(Kind.BREAKING, f"{subject}.{name}", "the field is gone")
                continue
            self._required(f"{subject}.{name}", required=name in needs, was=name in needs_before, direction=direction)
            self._schema(f"{subject}.{name}", table(each), table(after[name]), direction)
        for name in after.keys() - before.keys():
            must = name in needs and direction == "sent"
            self.add(Kind.BREAKING if must else Kind.COMPATIBLE, f"{subject}.{name}", f"new {'required ' if must else ''}field")

    def _required(self, subject: str, *, required: bool, was: bool, direction: Direction) -> None:
        if required == was:
            return
        worse = required if direction == "sent" else was  # a reader of an answer has to expect None from now on
        words = "is required now" if required else "is optional now" if direction == "sent" else "may be missing now"
        self.add(Kind.BREAKING if worse else Kind.COMPATIBLE, subject, words)

    def _values(self, subject: str, one: Mapping[str, Any], other: Mapping[str, Any], direction: Direction) -> None:
        before, after = texts(self.old, one), texts(self.new, other)
        open_before, open_now = takes_any_text(self.old, one), takes_any_text(self.new, other)
        if before and after and open_before != open_now:
            closed = direction == "sent" and not open_now
            words = "any text is taken beside the values" if open_now else "only the values are taken"
            self.add(Kind.BREAKING if closed else Kind.COMPATIBLE, subject, words)
        for code in before.keys() - after.keys():
            self.add(Kind.COMPATIBLE if open_now else Kind.BREAKING, subject, f"the value {code!r} is gone")
        for code in after.keys() - before.keys():
            stricter = not before and direction == "sent"
            self.add(Kind.BREAKING if stricter else Kind.COMPATIBLE, subject, f"new value {code!r}")
        for code in before.keys() & after.keys():
            if before[code] != after[code]:
                self.add(Kind.DOCS, subject, f"the text of {code!r} was rewritten")
        if ("const" in one or "const" in other) and one.get("const") != other.get("const"):
            self.add(Kind.BREAKING, subject, f"was always {plain(one.get('const'))}, is {plain(other.get('const'))}")

    def _limits(self, subject: str, one: Mapping[str, Any], other: Mapping[str, Any], direction: Direction) -> None:
        for key in sorted(_LOWER | _HIGHER | {"pattern", "multipleOf", "uniqueItems", "default"}):
            was, now = one.get(key), other.get(key)
            if was == now:
                continue
            looser = now is None or _looser(key, was, now)
            worse = direction == "sent" and not looser and key != "default"
            before, after = (next(limits({key: each}), "no limit") if each is not None else "no limit" for each in (was, now))
            self.add(Kind.BREAKING if worse else Kind.COMPATIBLE, subject, f"{key}: was {before}, is {after}")

    def _pii(self, subject: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> None:
        was, now = pii_of(self.old, one), pii_of(self.new, other)
        if was != now:
            exposure = was not in _PLAIN and now in _PLAIN  # what was masked in logs is printed after the update
            words = f"class of personal data: was {was or 'not said'}, is {now or 'not said'}"
            self.add(Kind.BREAKING if exposure else Kind.COMPATIBLE, subject, words)

    # -- what stands beside the calls

    def tables(self) -> None:
        """Reasons and life cycles, by schema."""
        for name in self.old.schemas.keys() & self.new.schemas.keys():
            before, after = ({each.code: each for each in document.values if each.schema == name} for document in (self.old, self.new))
            for code in before.keys() & after.keys():
                one, other = before[code], after[code]
                self._entry(f"{name} {code}", one.row, other.row, {"permanent", "fraud", "caused_by_user", "http_status"})
                self._entry(f"{name} {code}", one.state, other.state, {"final", "may_restart", "may_serve", "next"})
            for code in before.keys() - after.keys():
                if "enum" not in self.old.schemas[name] and before[code].row:
                    self.add(Kind.BREAKING, name, f"the row of {code!r} is gone")
            was, now = (table(document.schemas[name].get("x-lifecycle")) for document in (self.old, self.new))
            self._rest(name, was, now, {"states", "moves"})
            self._moves(name)
        for name in sorted(self.old.schemas.keys() - self.new.schemas.keys()):
            self.add(Kind.BREAKING, name, "the schema is gone")
        for name in sorted(self.new.schemas.keys() - self.old.schemas.keys()):
            self.add(Kind.COMPATIBLE, name, "new schema")

    def _moves(self, name: str) -> None:
        """Which status follows which: nothing that a program is made of."""
        before, after = (
            {(each.origin, each.target): each for each in moves_of(document.schemas[name])} for document in (self.old, self.new)
        )
        for origin, target in sorted(before.keys() - after.keys()):
            self.add(Kind.COMPATIBLE, name, f"{target!r} no longer follows {origin!r}")
        for origin, target in sorted(after.keys() - before.keys()):
            self.add(Kind.COMPATIBLE, name, f"{target!r} may follow {origin!r}")
        if before.keys() == after.keys() and before != after:
            self.add(Kind.DOCS, name, "the words on what follows what were rewritten")

    def _entry(self, subject: str, one: Mapping[str, Any], other: Mapping[str, Any], deciding: set[str]) -> None:
        for key in sorted(one.keys() | other.keys()):
            was, now = one.get(key), other.get(key)
            if was == now or key == "code":
                continue
            if key in deciding:
                kind = Kind.COMPATIBLE if was is None else Kind.BREAKING
                self.add(kind, subject, f"{key.replace('_', ' ')}: was {_said(was)}, is {_said(now)}")
            else:
                self.add(Kind.DOCS if key != "signals" else Kind.COMPATIBLE, subject, f"{key.replace('_', ' ')} changed")

    def top(self) -> None:
        """Servers, credentials, and our keywords on the document."""
        before, after = ({str(table(each).get("url")) for each in items(document.raw.get("servers"))} for document in (self.old, self.new))
        for url in sorted(before - after):
            self.add(Kind.BREAKING, "servers", f"{url} is gone")
        for url in sorted(after - before):
            self.add(Kind.COMPATIBLE, "servers", f"new server {url}")
        one, other = (table(table(document.raw.get("components")).get("securitySchemes")) for document in (self.old, self.new))
        for name in sorted(one.keys() - other.keys()):
            self.add(Kind.BREAKING, name, "the security scheme is gone")
        for name in one.keys() & other.keys():
            self._rest(name, one[name], other[name], set(_PROSE))
        self._rest(
            self.new.title, self.old.raw, self.new.raw, {"paths", "webhooks", "components", "servers", "openapi", "security"} | _PROSE
        )

    def _prose(self, subject: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> None:
        if any(one.get(key) != other.get(key) for key in ("description", "summary", "title")):
            self.add(Kind.DOCS, subject, "the description was rewritten")
        if one.get("x-provenance") != other.get("x-provenance"):
            self.add(Kind.DOCS, subject, "its source is told anew")

    def _rest(self, subject: str, one: Mapping[str, Any], other: Mapping[str, Any], names: set[str] | frozenset[str]) -> None:
        """Whatever no rule above tells: never silent."""
        for key in sorted((one.keys() | other.keys()) - names):
            if one.get(key) != other.get(key):
                ours = key.startswith("x-") or key in {"notes", "timers", "polling", "callbacks"}
                kind = Kind.DOCS if key in _REMARKS else Kind.COMPATIBLE if ours else Kind.BREAKING
                words = f"{KEYWORDS[key]} ({key})" if key in KEYWORDS else key
                self.add(kind, subject, f"{words} changed{_brief(one.get(key), other.get(key))}")


def _security(operation: DocumentedCall) -> object:
    return operation.raw.get("security", operation.document.raw.get("security"))


def _looser(key: str, was: object, now: object) -> bool:
    if not isinstance(was, int | float) or not isinstance(now, int | float):
        return False
    return (key in _LOWER and now > was) or (key in _HIGHER and now < was)


def _bare(node: object) -> object:
    """What is left without words, places and our own keywords."""
    if isinstance(node, list):
        return [_bare(each) for each in items(cast("object", node))]
    if not isinstance(node, dict):
        return node
    members = table(cast("object", node))
    if values := enum_values(members):  # both spellings of an enum are one
        members = {
            **{key: each for key, each in members.items() if key not in {"enum", "oneOf"}},
            "values": sorted(code for code, *_ in values),
        }
    return {
        key: _bare(cast("object", each))
        for key, each in members.items()
        if not (key in _PROSE or key.startswith("x-")) or isinstance(each, dict)
    }


def _said(value: object) -> str:
    return "not said" if value is None else plain(value)


def _brief(was: object, now: object) -> str:
    """The values themselves where they are short."""
    words = [json.dumps(each, ensure_ascii=False) if each is not None else "nothing" for each in (was, now)]
    return f": was {words[0]}, is {words[1]}" if sum(map(len, words)) < 80 else ""
