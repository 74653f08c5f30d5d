"""Bodies in parts and lines: the media type of each part, files or texts, forms without names, JSON one a line."""

from email import message_from_bytes, policy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from identkit.core import RequestInvalid
from tests.corpus.calling import call

Packages = dict[str, ModuleType]
Sent = tuple[str | None, str | None, str, bytes]


def parts(package: ModuleType, method: str, *args: Any, **kwargs: Any) -> list[Sent]:
    """Name, file name, media type and content of each part."""
    request = call(package, method, *args, **kwargs).request
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    message = message_from_bytes(head + request.content, policy=policy.HTTP)
    result: list[Sent] = []
    for each in message.iter_parts():
        payload: Any = each.get_payload(decode=True)
        result.append((str(each.get_param("name", header="content-disposition")), each.get_filename(), each.get_content_type(), payload))
    return result


@pytest.mark.parametrize(
    ("field", "value", "name", "kind", "content"),
    [
        ("several", b"x", "several", "image/png", b"x"),
        ("several", ("a.jpg", b"x"), "a.jpg", "image/jpeg", b"x"),
        ("several", ("a.gif", b"x"), "a.gif", "image/png", b"x"),
        ("several", ("a", b"x", "image/webp"), "a", "image/webp", b"x"),
        ("ranged", ("a.mp3", b"x"), "a.mp3", "audio/mpeg", b"x"),
        ("ranged", b"x", "ranged", "application/pdf", b"x"),
        ("inside", [b"x"], "inside", "image/png", b"x"),
        ("octets", b"hi", None, "text/plain", b"aGk="),
        ("encoded", ("a.jpg", b"hi"), "a.jpg", "image/jpeg", b"aGk="),
        ("text", '{"a":1}', None, "text/plain", b'{"a":1}'),
    ],
)
def test_each_part_has_its_media_type(packages: Packages, field: str, value: Any, name: str | None, kind: str, content: bytes) -> None:
    assert parts(packages["parts"], "forms.kinds", **{field: value}) == [(field, name, kind, content)]


def test_a_file_or_several_or_a_text(packages: Packages, tmp_path: Path) -> None:
    package, path = packages["parts"], tmp_path / "a.png"
    path.write_bytes(b"p")
    assert parts(package, "forms.either", image=path) == [("image", "a.png", "image/png", b"p")]
    assert parts(package, "forms.either", image=("b.png", b"q")) == [("image", "b.png", "image/png", b"q")]
    assert [each[1:] for each in parts(package, "forms.either", image=[path, ("b.png", b"q")])] == [
        ("a.png", "image/png", b"p"),
        ("b.png", "image/png", b"q"),
    ]
    assert parts(package, "forms.either", source="https://x") == [("source", None, "text/plain", b"https://x")]
    assert parts(package, "forms.either", source=b"x") == [("source", "source", "application/octet-stream", b"x")]
    with pytest.raises(RequestInvalid) as refused:
        call(package, "forms.either", image="text")
    assert list(refused.value.errors) == ["image"]


def test_a_form_of_one_of_several_kinds(packages: Packages) -> None:
    package = packages["parts"]
    assert parts(package, "forms.chosen", {"the_file": b"x"}) == [("theFile", "theFile", "application/octet-stream", b"x")]
    assert parts(package, "forms.chosen", {"the_url": "u"}) == [("theUrl", None, "text/plain", b"u")]


def test_files_that_a_form_does_not_name(packages: Packages) -> None:
    assert [each[0] for each in parts(packages["parts"], "forms.unnamed", file=[b"x", b"y"])] == ["file", "file"]


@pytest.mark.parametrize(
    ("method", "value", "kind", "content"),
    [
        ("texts.form", "a=b&c", "application/x-www-form-urlencoded", b"a=b&c"),
        ("texts.number", 1.5, "text/plain; charset=utf-8", b"1.5"),
        ("texts.table", "a,b", "text/csv", b"a,b"),
        ("texts.table", b"a,b", "text/csv", b"a,b"),
        ("texts.key", "-----BEGIN", "application/x-pem-file", b"-----BEGIN"),
        ("texts.either", 5, "application/json", b"5"),
        ("texts.length", "four", "text/plain; charset=utf-8", b"four"),  # its length is written by the transport
        ("lines.send", [{"item_id": 1}, {"item_id": 2}], "application/x-ndjson", b'{"itemId":1}\n{"itemId":2}\n'),
        ("lines.send", b'{"itemId":1}\n', "application/x-ndjson", b'{"itemId":1}\n'),
        ("lines.sequence", [1, 2], "application/json-seq", b"\x1e1\n\x1e2\n"),
    ],
)
def test_texts_and_lines(packages: Packages, method: str, value: Any, kind: str, content: bytes) -> None:
    request = call(packages["parts"], method, value).request
    assert (request.headers["content-type"], request.content) == (kind, content)


def test_each_line_is_checked(packages: Packages) -> None:
    with pytest.raises(RequestInvalid) as refused:
        call(packages["parts"], "lines.send", [{"item_id": 1}, {"item_id": "x"}])
    assert list(refused.value.errors) == ["1.item_id"]
    with pytest.raises(RequestInvalid):
        call(packages["parts"], "texts.either", 1.5)


def test_a_style_beside_every_part_leaves_files_and_objects_what_they_are(packages: Packages) -> None:
    octets = "application/octet-stream"
    assert parts(packages["slips"], "bodies.styled", files=[b"1"], file=b"2", about={"a": "x"}, tags=["t", "u"], joined=["v", "w"]) == [
        ("files", "files", octets, b"1"),
        ("file", "file", octets, b"2"),
        ("about", None, "application/json", b'{"a":"x"}'),
        ("tags", None, "text/plain", b"t"),
        ("tags", None, "text/plain", b"u"),
        ("joined", None, "text/plain", b"v,w"),
    ]


def test_parameters_that_are_parts_of_a_body(packages: Packages) -> None:
    assert parts(packages["slips"], "bodies.file", a="x", f=b"1") == [
        ("a", None, "text/plain", b"x"),
        ("f", "f", "application/octet-stream", b"1"),
    ]
    cases: list[tuple[str, dict[str, Any], str, bytes]] = [
        ("whole", {"item_id": 1}, "application/json", b'{"itemId":1}'),
        ("form", {"a": "x y", "n": 1}, "application/x-www-form-urlencoded", b"a=x+y&n=1"),
        ("schema", {"a": "x"}, "application/json", b'{"a":"x"}'),
    ]
    for method, fields, kind, content in cases:
        request = call(packages["slips"], f"bodies.{method}", **fields).request
        assert (request.headers["content-type"], request.content) == (kind, content)
