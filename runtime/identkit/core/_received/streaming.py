"""One thing after the other: Server-Sent Events and JSON lines, decoded as they arrive. No I/O."""

import codecs
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from identkit.core._calling.description import Operation
from identkit.core._errors import DecodeError
from identkit.core._received.decoding import decode
from identkit.core._received.reading import Reply
from identkit.core._received.response import refuse_other_type

_LINE_END = re.compile(rb"\r\n|\n|\r")
_LONGEST = 64 * 1024 * 1024  # bytes of one thing
_FIELDS = frozenset({b"", b"data", b"event", b"id", b"retry"})  # of an event; without a name it is a remark
_END = b"[DONE]"  # how several providers end their events; it is no event


class Items:
    """The items of one answer: fed with its pieces, it tells what is complete."""

    def __init__(self, operation: Operation[Any], answer: Reply) -> None:
        refuse_other_type(operation, answer, kind=operation.returns)
        self._operation = operation
        self._rest = b""
        self._data: list[bytes] = []
        self._event: dict[str, str] = {}
        self._begun = False
        self._strange: bool | None = None  # whether all that came so far are lines that no stream of events has

    def feed(self, piece: bytes) -> Iterator[Any]:
        """The items that end in this piece. Raises DecodeError for one that is not as described."""
        *lines, self._rest = _LINE_END.split(self._rest + piece)
        if lines and self._rest == b"" and piece.endswith(b"\r"):  # the other half of the line end may follow
            self._rest = b"\r"
            lines = lines[:-1] if lines[-1] == b"" else lines
        if len(self._rest) > _LONGEST:
            raise DecodeError(self._operation.name, "$", f"one item is longer than {_LONGEST} bytes")
        for line in lines:
            yield from self._take(line)

    def end(self) -> Iterator[Any]:
        """The item that the end of the answer completes."""
        rest, self._rest = self._rest.strip(b"\r"), b""
        if rest:
            yield from self._take(rest)
        if self._operation.stream != "lines":
            if self._strange:
                raise DecodeError(self._operation.name, "$", "the answer holds no events")
            yield from self._take(b"")

    def _take(self, line: bytes) -> Iterator[Any]:
        if not self._begun:
            self._begun, line = True, line.removeprefix(codecs.BOM_UTF8)
        if self._operation.stream == "lines":
            if line := line.strip(b"\x1e \t"):
                yield self._item(line)
        elif not line:
            data, self._data = b"\n".join(self._data), []
            event, self._event = self._event, {}
            if data and data.strip() != _END:
                yield self._item(data) if self._operation.stream == "events" else self._whole(event, data)
        else:
            name, _, value = line.partition(b":")
            self._strange = name not in _FIELDS if self._strange is None else self._strange and name not in _FIELDS
            if name == b"data":
                self._data.append(value.removeprefix(b" "))
            elif name in _FIELDS - {b""}:
                self._event[name.decode()] = value.removeprefix(b" ").decode("utf-8", "replace")

    def _whole(self, event: dict[str, str], data: bytes) -> Any:
        """An event with its name: what it carries is text, or JSON; or everything stands in there."""
        fields = {key: int(text) if key == "retry" and text.isdecimal() else text for key, text in event.items()}
        content = {**fields, "data": data.decode("utf-8", "replace")}
        for text in (msgspec.json.encode(content), msgspec.json.encode({**fields, "data": msgspec.Raw(data)})):
            item, complaint = decode(self._operation.returns, text)
            if complaint is None:
                return item
        return self._item(data)

    def _item(self, text: bytes) -> Any:
        if self._operation.returns is str:
            return text.decode("utf-8", "replace")
        item, complaint = decode(self._operation.returns, text)
        if complaint is not None:
            raise DecodeError(self._operation.name, *complaint, content=text)
        return item
