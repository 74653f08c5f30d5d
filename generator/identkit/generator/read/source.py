"""One YAML or JSON file of a spec: its values, and the line of each.

The values are built from the parser's events. Nothing recurses, nothing is constructed but plain data, and scalars follow JSON: see
docs/design for the rules and why PyYAML's own constructor is not used.
"""

import codecs
import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self, TypeAlias, cast

import yaml
from attrs import define, field, frozen

from identkit.generator.problems import Location, Problem, Refused, join, split
from identkit.generator.read import json_text

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

MAX_BYTES = 32 * 1024 * 1024
MAX_NODES = 1_000_000  # after aliases are followed; the largest public documents have less than half of it
FREE_NODES = 30_000  # from here on what aliases repeat is compared with what is written
MOST_REPEATED = 10
MAX_DEPTH = 100

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONSTANTS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)", re.ASCII)
_FLOAT = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?", re.ASCII)
_MARKS = {  # what some editors and shells begin a file with; the longer ones first, for one begins with another
    **dict.fromkeys((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE), "utf-32"),
    **dict.fromkeys((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE), "utf-16"),
}
_HALVES = "invalid Unicode character escape"  # the parser's words for half of a surrogate pair
_TEXT_TAGS = {"!", "tag:yaml.org,2002:str"}
_SURROGATES = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)


class Spelled(float):
    """A number that Python would write differently: where a text was meant (the version 1.10), its spelling counts."""

    text: str

    def __new__(cls, number: float, text: str) -> Self:
        """The number, and how it is written."""
        spelled = super().__new__(cls, number)
        spelled.text = text
        return spelled

    def __reduce__(self) -> "tuple[type[Spelled], tuple[float, str]]":
        return Spelled, (float(self), self.text)


@frozen(eq=False)
class Source:
    """One file, read."""

    name: str  # relative to the specs folder, with slashes
    sha256: str
    data: dict[str, Json]
    lines: dict[int, "_Lines"]
    notes: tuple[Problem, ...] = ()  # slips that were put right, when reading leniently
    original: "dict[str, Json] | None" = None  # what the data was converted from
    places: json_text.JsonLines | None = None  # instead of `lines`

    def locate(self, pointer: str) -> Location:
        """Where `pointer` stands. A place that the file does not have is told as the nearest one above it."""
        value, way = cast("Json", self.data), list(self._way(split(pointer)))
        if self.places:
            *_, line = self.places.lines(way)
            return Location(self.name, line, join("", *way))
        line = self.lines[id(value)].start
        for token in way:
            if lines := self.lines.get(id(value)):
                line = lines.at(token, line)
            value = inside(value, token)
        return Location(self.name, line, join("", *way))

    def _way(self, tokens: list[str]) -> Iterator[str]:
        """As much of the way as the file has."""
        value: Json = self.data
        for token in tokens:
            try:
                value = inside(value, token)
            except LookupError:
                return
            yield token

    def find(self, pointer: str) -> Json:
        """The value at `pointer`. Raises LookupError when the file has none."""
        value: Json = self.data
        for token in split(pointer):
            value = inside(value, token)
        return value


def mapping(value: object) -> dict[str, Json]:
    """The value where it is a mapping, otherwise an empty one: what is malformed is told by other means than a traceback."""
    return cast("dict[str, Json]", value) if isinstance(value, dict) else {}


def sequence(value: object) -> list[Json]:
    """The value where it is a list, otherwise an empty one."""
    return cast("list[Json]", value) if isinstance(value, list) else []


def inside(value: Json, token: str) -> Json:
    """What a mapping or a list holds under one part of a pointer. Raises LookupError when there is nothing."""
    if isinstance(value, dict):
        return value[token]
    if isinstance(value, list) and token.isdecimal() and token.isascii() and len(token) < 8:
        return value[int(token)]
    raise LookupError(token)


def read(path: Path, name: str, *, lenient: bool = False) -> Source:
    """Read one file. Raises Refused with everything that is wrong with its syntax.

    `lenient` takes what is no JSON but has one meaning (merge keys, a key twice, tags), with a note.
    """
    content, slips = _content(path, name, lenient=lenient)
    digest = hashlib.sha256(content.encode("utf-8")).hexdigest()
    plain = json_text.plain(content, nodes=MAX_NODES, depth=MAX_DEPTH) if path.suffix == ".json" else None
    if plain and "swagger" not in plain and "3.2" not in str(plain.get("openapi")):  # what is rewritten has no place in the text
        return Source(name, digest, plain, {}, slips, places=json_text.JsonLines.of(content))
    is_json = path.suffix == ".json" or content.lstrip()[:1] == "{"
    builder, complaint = _built(content, name, lenient=lenient, is_json=is_json)
    if _HALVES in complaint and not is_json and _SURROGATES.search(content):  # written by a tool for JSON
        builder, _ = _built(_SURROGATES.sub(_character, content), name, lenient=lenient, is_json=False)
    builder.problems += slips
    if all(problem.note for problem in builder.problems) and not isinstance(builder.root, dict):
        builder.report(1, "the document is not a mapping", "yaml-syntax")
    if not all(problem.note for problem in builder.problems) or not isinstance(builder.root, dict):
        raise Refused(builder.problems)
    return Source(name, digest, builder.root, builder.lines, tuple(builder.problems))


def _built(content: str, name: str, *, lenient: bool, is_json: bool) -> "tuple[_Builder, str]":
    """What a text holds, and what the parser says against it."""
    builder, complaint = _Builder(name, lenient=lenient), ""
    try:
        for event in _events(content, is_json=is_json):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark, complaint = error.problem_mark or error.context_mark, error.problem or error.context or "this is not YAML"
        builder.report(mark.line + 1 if mark else 0, complaint, "yaml-syntax")
    except (yaml.YAMLError, ValueError) as error:
        complaint = str(error).splitlines()[0]
        builder.report(0, complaint, "yaml-syntax")
    return builder, complaint


def _content(path: Path, name: str, *, lenient: bool) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file with the line ends of Unix, so that its hash does not depend on the machine, and what is odd about it."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise Refused([Problem(Location(name, 0, ""), f"the file is larger than {MAX_BYTES // 1024 // 1024} MB", "too-large")])
        encoding = next((encoding for mark, encoding in _MARKS.items() if content.startswith(mark)), "") if lenient else ""
        slips = (
            (Problem(Location(name, 1, ""), f"this is {encoding.upper()}: UTF-8 is expected", "encoding", note=True),) if encoding else ()
        )
        return content.decode(encoding or "utf-8-sig").replace("\r\n", "\n"), slips
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Refused([Problem(Location(name, line, ""), "this is not UTF-8", "yaml-syntax")]) from None
    except OSError as error:
        raise Refused([Problem(Location(name, 0, ""), f"the file cannot be read: {error.strerror}", "unreadable")]) from None


def _events(content: str, *, is_json: bool) -> Iterator[Any]:
    if is_json:  # two things in which JSON is not YAML: tabs between values, and characters written as surrogate pairs
        content = _SURROGATES.sub(_character, content.replace("\t", " "))
    return iter(yaml.parse(content, _LOADER))


def _character(pair: re.Match[str]) -> str:
    high, low = int(pair[2], 16), int(pair[3], 16)
    return f"{pair[1]}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


@define(eq=False)
class _Lines:
    """The lines of a container and of what is directly inside."""

    start: int
    keys: dict[str, int] = field(factory=dict[str, int])
    items: list[int] = field(factory=list[int])

    def at(self, token: str, line: int) -> int:
        """The line of what is inside under `token`; `line` for what was put there later."""
        if token in self.keys:
            return self.keys[token]
        return self.items[int(token)] if token.isdecimal() and int(token) < len(self.items) else line


@define(eq=False)
class _Open:
    """A mapping or list whose end has not been reached."""

    value: "dict[str, Json] | list[Json]"
    lines: _Lines
    anchor: str | None
    key: str | None = None
    key_line: int = 0
    nodes: int = 1
    height: int = 1
    merges: "list[dict[str, Json]]" = field(factory=list["dict[str, Json]"])  # what `<<` names


@define(eq=False)
class _Anchored:
    value: Json
    nodes: int
    height: int


class _Builder:
    """Turns parser events into values, their lines and problems."""

    def __init__(self, name: str, *, lenient: bool = False) -> None:
        self.name = name
        self.lenient = lenient
        self.root: Json = None
        self.lines: dict[int, _Lines] = {}
        self.problems: list[Problem] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, _Anchored | None] = {}  # None: not complete yet
        self._documents = 0
        self._count = 0  # values, without what aliases repeat

    def report(self, line: int, message: str, rule: str, *, slip: bool = False) -> None:
        """Tell a problem. A `slip` has one meaning all the same: reading leniently it is a note."""
        pointer = ""
        for container in self._open:
            pointer = join(pointer, *([container.key] if container.key is not None else []))
            if isinstance(container.value, list):
                pointer = join(pointer, len(container.value))
        self.problems.append(Problem(Location(self.name, line, pointer), message, rule, note=slip and self.lenient))

    def take(self, event: Any) -> None:
        line: int = event.start_mark.line + 1
        match event:
            case yaml.ScalarEvent():
                self._scalar(event, line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._begin(event, {} if isinstance(event, yaml.MappingStartEvent) else [], line)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._end()
            case yaml.AliasEvent():
                self._alias(event.anchor or "", line)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents == 2:
                    self.report(line, "the file holds more than one YAML document", "yaml-syntax")
            case _:
                pass

    def _scalar(self, event: Any, line: int) -> None:
        parent = self._open[-1] if self._open else None
        text: str = event.value
        if not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text):
            self.report(line, "half of a surrogate pair is not a character", "yaml-syntax")
            text = ""
        if parent and isinstance(parent.value, dict) and parent.key is None:
            self._key(parent, event, text, line)
            return
        value: Json = text
        if event.tag is None and event.implicit[0]:
            value = self._resolve(text, line)
        elif event.tag is not None and event.tag not in _TEXT_TAGS:
            self.report(line, f"the tag {event.tag} is not allowed", "yaml-tag", slip=True)
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(value, 1, 0)
        self._put(value, line, nodes=1, height=0)

    def _resolve(self, text: str, line: int) -> Json:
        """What a plain scalar means: JSON's constants and numbers; all else is text."""
        if text in _CONSTANTS:
            return _CONSTANTS[text]
        try:
            if _INTEGER.fullmatch(text):
                return int(text)
            if _FLOAT.fullmatch(text):
                number = float(text)
                if number in {float("inf"), float("-inf")}:
                    raise OverflowError
                return number if not self.lenient or str(number) == text else Spelled(number, text)
        except (ValueError, OverflowError):
            self.report(line, "the number is too large", "yaml-syntax", slip=True)
            return -sys.float_info.max if text.startswith("-") else sys.float_info.max
        return text

    def _key(self, parent: _Open, event: Any, text: str, line: int) -> None:
        """A key is its text, whatever it looks like: `200:` is "200" and `no:` is "no"."""
        parent.key, parent.key_line = text, line
        if event.tag is not None and event.tag not in _TEXT_TAGS:
            self.report(line, f"the tag {event.tag} is not allowed", "yaml-tag", slip=True)
        if event.implicit[0] and text == "<<":
            message = "merge keys (<<) are not part of YAML 1.2; write the entries out"
            self.report(line, message, "yaml-merge-key", slip=True)
        elif isinstance(parent.value, dict) and text in parent.value:
            self.report(line, f"the key is there twice; first in line {parent.lines.keys[text]}", "duplicate-key", slip=True)
        if event.anchor:
            self._anchors[event.anchor] = _Anchored(text, 1, 0)

    def _begin(self, event: Any, value: "dict[str, Json] | list[Json]", line: int) -> None:
        if self._open and isinstance(self._open[-1].value, dict) and self._open[-1].key is None:
            self.report(line, "a key has to be text", "yaml-syntax")
            self._open[-1].key, self._open[-1].key_line = "", line
        if len(self._open) == MAX_DEPTH:
            self.report(line, f"more than {MAX_DEPTH} levels inside each other", "too-deep")
            raise Refused(self.problems)
        if event.tag is not None and event.tag not in {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}:
            self.report(line, f"the tag {event.tag} is not allowed", "yaml-tag", slip=True)
        if event.anchor:
            self._anchors[event.anchor] = None
        lines = _Lines(line)
        self.lines[id(value)] = lines
        self._open.append(_Open(value, lines, event.anchor))

    def _end(self) -> None:
        node = self._open.pop()
        for base in node.merges if isinstance(node.value, dict) else ():
            node.value.update({key: value for key, value in base.items() if key not in node.value})  # type: ignore[union-attr]  # a mapping
        if node.anchor:
            self._anchors[node.anchor] = _Anchored(node.value, node.nodes, node.height)
        self._put(node.value, node.lines.start, nodes=node.nodes, height=node.height)

    def _alias(self, anchor: str, line: int) -> None:
        target = self._anchors.get(anchor)
        if self._open and isinstance(self._open[-1].value, dict) and self._open[-1].key is None:
            self.report(line, "an alias cannot be a key", "yaml-alias")
            self._open[-1].key, self._open[-1].key_line = f"*{anchor}", line
        elif target is None:
            inside = anchor in self._anchors
            self.report(line, f"*{anchor} stands inside itself" if inside else f"there is no &{anchor} before this alias", "yaml-alias")
            self._put(None, line, nodes=1, height=0)
        elif len(self._open) + target.height > MAX_DEPTH:
            self.report(line, f"more than {MAX_DEPTH} levels inside each other", "too-deep")
            raise Refused(self.problems)
        else:
            self._put(target.value, line, nodes=target.nodes, height=target.height)

    def _put(self, value: Json, line: int, *, nodes: int, height: int) -> None:
        """Put a complete value where it belongs."""
        if not self._open:
            self.root = value
            return
        parent = self._open[-1]
        parent.nodes += nodes
        parent.height = max(parent.height, height + 1)
        self._count += 1
        if parent.nodes > min(MAX_NODES, FREE_NODES + MOST_REPEATED * self._count):
            limit = f"{MAX_NODES:,} values" if parent.nodes > MAX_NODES else f"{MOST_REPEATED} times what is written"
            self.report(line, f"more than {limit}, aliases followed", "too-large")
            raise Refused(self.problems)
        if isinstance(parent.value, list):
            parent.value.append(value)
            parent.lines.items.append(line)
        elif parent.key == "<<" and self.lenient and isinstance(value, dict | list):
            parent.merges += [value] if isinstance(value, dict) else [each for each in value if isinstance(each, dict)]
            parent.key = None
        elif parent.key is not None:
            parent.lines.keys.setdefault(parent.key, parent.key_line)
            parent.value.setdefault(parent.key, value)
            parent.key = None
