"""Answers as the document describes them: which media type is asked for, what it brings, and what else can be had."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from attrs import evolve, field, frozen

from identkit.generator.lower.media import EVENT, is_json, is_text, media_type, stream, written
from identkit.generator.lower.schemas import Schemas
from identkit.generator.lower.shapes import Shape
from identkit.generator.problems import join
from identkit.generator.values import entries, is_map, mapping

Json: TypeAlias = Mapping[str, Any]

BINARY: Final = Shape({"type": "string", "format": "binary"}, {}, "binary")
TEXT: Final = Shape({"type": "string"}, {}, "string")
_IN_TEXT: Final = ("integer", "number", "boolean", "date", "date-time")  # what text can say, too
STATUS: Final = re.compile(r"[1-5]([0-9]{2}|XX)|default")


@frozen
class AnswerShape:
    """What one status (`200`, `4XX`, `default`) brings. No shape: no body."""

    status: str
    description: str
    content_type: str
    shape: Shape | None
    stream: str = ""  # events, whole-events or lines: the shape is that of each of them
    stream_type: str = ""  # where a stream is offered beside the content
    stream_kind: str = ""  # as `stream`
    stream_shape: Shape | None = None
    others: Mapping[str, Shape] = field(factory=dict[str, Shape])  # the further media types that it can be asked for in

    @property
    def is_success(self) -> bool:
        """Whether it is a 2xx."""
        return self.status.startswith("2")

    @property
    def is_redirect(self) -> bool:
        """Whether it only says where to look."""
        return self.status.startswith("3") and self.status != "304"


class Answers:
    """Reads the answers of one document's operations."""

    def __init__(self, schemas: Schemas, resolve: Callable[[Json, str], tuple[Json, str]]) -> None:
        self._schemas = schemas
        self._resolve = resolve

    def read(self, data: Json, pointer: str, prefix: str, *, bodiless: bool) -> Iterator[AnswerShape]:
        """All answers of an operation. Those to HEAD have no body."""
        responses = mapping(data.get("responses"))
        alone = not any(str(key).startswith("2") for key in responses)
        for key, value in responses.items():
            status = str(key).upper() if str(key) != "default" else "default"
            if is_map(value) and STATUS.fullmatch(status):
                answer, where = self._resolve(value, join(pointer, "responses", key))
                if bodiless:  # whatever the document says of a body
                    answer = mapping({**answer, "content": None})
                yield self._answer(status, answer, where, f"{prefix} {suffix(status, alone=alone)}")

    def _answer(self, status: str, answer: Json, where: str, hint: str) -> AnswerShape:
        description = str(answer.get("description", ""))
        content = {str(name): mapping(media) for name, media in mapping(answer.get("content")).items()}
        if not content or status in ("204", "205", "304"):
            return AnswerShape(status, description, "", None)
        order = {name: index for index, name in enumerate(content)}
        bare = {name for name, media in content.items() if not {"schema", "itemSchema"} & media.keys()}  # examples only, most often
        best = min(content, key=lambda name: (not is_json(name), stream(name) != "", name in bare, order[name]))
        shape = self._content(content[best], best, join(where, "content", best, "schema"), hint)
        any_json = best == "*/*" and shape.kind != "binary"
        main = "application/json" if any_json else best
        others = {} if status[0] in "13" else self._others(content, main, shape, join(where, "content"), hint)
        result = AnswerShape(status, description, main, shape, self._kind(best, content[best]), others=others)
        beside = next((name for name in content if stream(name) and name != best), "")
        if result.stream or not beside:
            return result
        media, pointer = content[beside], join(where, "content", beside, "schema")
        result = evolve(result, stream_type=beside, stream_kind=self._kind(beside, media))
        return evolve(result, stream_shape=self._content(media, beside, pointer, f"{hint} event"))

    def _others(self, content: Mapping[str, Json], main: str, shape: Shape, pointer: str, hint: str) -> dict[str, Shape]:
        """The media types beside the one that is asked for by itself, as far as they bring something else."""
        result: dict[str, Shape] = {}
        for name, media in content.items():
            if stream(name) or written(name) == written(main):
                continue
            other = self._content(media, name, join(pointer, name, "schema"), hint)
            schema = media.get("schema")
            target: Json = self._schemas.resolve(schema) if is_map(schema) else {}
            # An object as text/plain is JSON by another name, and so is text/json; a range of what there is already adds nothing.
            as_text = is_text(name) and is_json(main) and bool({"properties", "items", "allOf"} & target.keys())
            same = other.key == shape.key and (media_type(name) == "text/json" or "*" in name)
            if not as_text and not same and written(name) not in map(written, result):
                result[name] = other
        return result

    def _kind(self, content_type: str, media: Json) -> str:
        """How an answer comes piece by piece: `whole-events` where the schema is that of the events and not of what they carry as data."""
        kind = stream(content_type)
        least = {"data"} if "itemSchema" in media else {"data", "event"}
        schema: Json = self._schemas.resolve(mapping(media.get("itemSchema", media.get("schema"))))
        variants = [each for key in ("oneOf", "anyOf") for each in entries(schema.get(key)) if is_map(each)] or [schema]
        fields = [mapping(self._schemas.resolve(each).get("properties")).keys() for each in variants]
        return "whole-events" if kind == "events" and all(least <= names_ <= EVENT for names_ in fields) else kind

    def _content(self, media: Json, content_type: str, pointer: str, hint: str) -> Shape:
        if stream(content_type) and "itemSchema" in media:
            return self._schemas.shape(self._carried(media["itemSchema"]), pointer.removesuffix("schema") + "itemSchema", hint)
        schema = media.get("schema", True)
        target: Mapping[str, Any] = self._schemas.resolve(schema) if is_map(schema) else {}
        if stream(content_type) and target.get("type") == "array":  # one after the other they are the list
            schema, pointer = target.get("items", True), join(pointer, "items")
        is_file = target.get("format") == "binary"  # of whatever type
        if stream(content_type) and target.get("type") == "string":
            return TEXT
        if (is_json(content_type) and not is_file) or content_type == "application/jose" or stream(content_type):
            return self._schemas.shape(schema, pointer, hint)
        if is_text(content_type) and not is_file:
            shape = self._schemas.shape(schema, pointer, hint) if is_map(schema) else TEXT
            return shape if shape.kind in _IN_TEXT or (shape.enum and not shape.alias) else TEXT
        return Shape({"type": "string", "format": "binary"}, target, "binary")

    def _carried(self, schema: object) -> object:
        """The schema of an event, with that of the JSON which its data is the text of, in place of the text."""
        target: Json = self._schemas.resolve(schema) if is_map(schema) else {}
        data = mapping(mapping(target.get("properties")).get("data"))
        if is_map(data.get("contentSchema")) and is_json(str(data.get("contentMediaType", "application/json"))):
            return {**target, "properties": {**target["properties"], "data": data["contentSchema"]}}
        for key in ("oneOf", "anyOf"):
            variants = entries(target.get(key))
            carried = [self._carried(each) for each in variants]
            if any(one is not other for one, other in zip(carried, variants, strict=True)):
                return {**target, key: carried}
        return schema


def suffix(status: str, *, alone: bool) -> str:
    """Names the class of an inline answer. Where no success is described, `default` is what comes."""
    if status.startswith("2") or (status == "default" and alone):
        return "answer"
    return "error" if status == "default" else f"error {status}"
