"""What reports about other generators tell of: each call as the document means it, each answer typed."""

import io
import json
from types import ModuleType
from typing import Any

import httpx
import pytest

from identkit.core import RequestInvalid
from tests.corpus.calling import call

Packages = dict[str, ModuleType]


def answered(value: Any) -> httpx.Response:
    return httpx.Response(200, json=value)


def lines(text: bytes, kind: str) -> httpx.Response:
    return httpx.Response(200, content=text, headers={"content-type": kind})


def test_nothing_is_sent_for_what_is_not_given(packages: Packages) -> None:
    package = packages["reports"]
    assert call(package, "queries.optional", must="m").url == "/optional?must=m&sort=name&sort=id"
    assert call(package, "queries.optional", q=None, must=None, sort=["x"]).url == "/optional?must=null&sort=x"
    assert call(package, "queries.date_").url == "/date"
    assert str(call(package, "queries.no_slash", "1").request.url) == "https://reports.example/no-slash/1"  # and no other host
    assert call(package, "queries.internal").url == "/internal"  # others hide a page of documentation with it
    assert call(package, "queries.file", "a/b?c", answer=answered("aGk=")).url == "/files/a/b%3Fc"
    assert call(package, "queries.file", "a", answer=answered("aGk=")).result == b"hi"
    with pytest.raises(RequestInvalid):
        call(package, "queries.file", "a/../../other")
    assert call(package, "queries.unchanged", answer=httpx.Response(304)).result is None
    assert "authorization" not in call(package, "queries.certificate").request.headers  # the transport shows the certificate


def test_null_is_a_body(packages: Packages) -> None:
    package = packages["reports"]
    assert call(package, "bodies.object", None).request.content == b"null"
    assert call(package, "bodies.object", {"a": "x"}).request.content == b'{"a":"x"}'
    assert call(package, "bodies.text", body=None).request.content == b"null"
    assert call(package, "bodies.text").request.content == b""


def test_lists_are_told_apart_by_what_is_in_them(packages: Packages) -> None:
    package = packages["reports"]
    assert call(package, "bodies.lists", either=[{"size": 1}]).request.content == b'{"either":[{"size":1}]}'
    with pytest.raises(RequestInvalid) as refused:
        call(package, "bodies.lists", either=[{"kind": "c", "lives": "x"}], sizes=["l", "m"])
    assert refused.value.errors.keys() == {"either.0.lives", "sizes.1"}


def test_limits_of_what_stands_beside_fields_and_of_a_body_as_a_whole(packages: Packages) -> None:
    package = packages["reports"]
    assert call(package, "bodies.counted", additional_properties={"n": 1}).request.content == b'{"n":1}'
    wrong: list[tuple[dict[str, Any], str]] = [({}, "base"), ({"a": "x", "additional_properties": {"n": "text"}}, "n")]
    for arguments, name in wrong:
        with pytest.raises(RequestInvalid) as refused:
            call(package, "bodies.counted", **arguments)
        assert list(refused.value.errors) == [name]


def test_files_that_only_their_media_type_tells_of(packages: Packages) -> None:
    called = call(packages["reports"], "bodies.file", scan=io.BytesIO(b"%PDF"), other=("o.txt", b"text", "text/plain"))
    assert b'name="scan"; filename="scan"\r\nContent-Type: application/pdf\r\n\r\n%PDF' in called.request.content
    assert b'name="other"; filename="o.txt"\r\nContent-Type: text/plain\r\n\r\ntext' in called.request.content


def test_values_as_others_describe_them(packages: Packages, caplog: pytest.LogCaptureFixture) -> None:
    package = packages["reports"]
    wire: dict[str, Any] = {"none": None, "nullable": None, "size": "l", "level": 2, "grade": 2, "mark": {"a": "b", "x-1": 1}}
    called = call(package, "schemas.values", **wire, answer=answered(wire))
    assert json.loads(called.request.content) == wire
    assert (called.result.size.name, called.result.level.name) == ("VERY_LARGE", "HIGH")
    assert called.result.mark.additional_properties == {"x-1": 1}
    assert not [each for each in caplog.messages if "departs" in each]
    found = call(package, "schemas.animals", answer=answered([{"kind": "meow", "lives": 9}, {"kind": "Cat"}, {"kind": "Dog"}])).result
    assert [type(each).__name__ for each in found] == ["Cat", "Cat", "Dog"]


def test_templates_are_filled_in(packages: Packages) -> None:
    package = packages["reports"]
    tree: dict[str, Any] = {"data": "a", "depth": 1, "children": [{"depth": 2, "children": []}]}
    assert call(package, "schemas.tree", answer=answered(tree)).result.children[0].depth == 2
    assert call(package, "schemas.page", answer=answered({"items": [{"kind": "c", "lives": 9}]})).result.items[0].lives == 9


def test_pieces_of_a_stream(packages: Packages) -> None:
    found = call(packages["reports"], "schemas.listed", answer=lines(b'{"kind":"a"}\n{"kind":"b"}\n', "application/x-ndjson")).result
    assert [each.kind for each in found] == ["a", "b"]
    package = packages["newer"]
    found = call(package, "things.lines", answer=lines(b'{"id":1}\n{"id":2}\n', "application/jsonl")).result
    assert [each.id for each in found] == [1, 2]
    found = call(package, "things.events", answer=lines(b'event: e\ndata: {"id":\ndata: 1}\n\ndata: x\n\n', "text/event-stream")).result
    assert [(each.event, each.data) for each in found] == [("e", '{"id":\n1}'), (None, "x")]


def test_operations_of_openapi_3_2(packages: Packages) -> None:
    package = packages["newer"]
    called = call(package, "things.find", q="x", answer=answered(["y"]))
    assert (called.request.method, called.request.content, called.result) == ("QUERY", b'{"q":"x"}', ["y"])
    kinds = answered([{"kind": "Thing", "id": 1}, {"kind": "new", "name": "n"}, {"name": "n"}])
    assert [type(each).__name__ for each in call(package, "things.kinds", answer=kinds).result] == ["Thing", "Other", "Other"]
    called = call(package, "things.copy", destination="/y")
    assert (called.request.method, called.request.headers["destination"]) == ("COPY", "/y")
    assert call(package, "things.selected", selection={"name": "a b", "ids": [1, 2]}).url == "/selected?name=a+b&ids=1&ids=2"


def test_cookies_as_they_are(packages: Packages) -> None:
    package = packages["newer"]
    cookies = call(package, "things.cookies", sid="a=/+%", ids=[1, 2], old="a=").request.headers["cookie"]
    assert cookies == "sid=a=/+%; ids=1; ids=2; old=a%3D"
    for wrong in ("a; b=c", "é", "a b", 'a"', "a\\"):
        with pytest.raises(RequestInvalid) as refused:
            call(package, "things.cookies", sid=wrong)
        assert list(refused.value.errors) == ["sid"]


def test_lists_in_paths_and_headers_of_swagger(packages: Packages) -> None:
    called = call(packages["older"], "lists.paths", ["a", "b c"], x_ids=["a", "b"], x_tabs=["a", "b"], client={"key": "K"})
    assert called.url == "/base/paths/a%20b%20c?key=K"
    assert (called.request.headers["x-ids"], called.request.headers["x-tabs"]) == ("a|b", "a\tb")


def test_swagger(packages: Packages) -> None:
    package, key = packages["older"], {"key": "K"}
    two = ["a", "b"]
    called = call(package, "lists.get", csv=two, ssv=two, tsv=two, pipes=two, multi=two, client=key, answer=answered([]))
    assert str(called.request.url) == "https://older.example:8443/base/lists?csv=a,b&ssv=a%20b&tsv=a%09b&pipes=a%7Cb&multi=a&multi=b&key=K"
    assert call(package, "lists.form", n="x y", multi=two, tsv=two, client=key).request.content == b"n=x+y&multi=a&multi=b&tsv=a%09b"
    sent = call(package, "lists.pet", pet_owned={"pet_name": "p", "nick": None}, client=key).request.content
    assert sent == b'{"petName":"p","nick":null}'
    with pytest.raises(RequestInvalid) as refused:
        call(package, "lists.pet", {"nick": "n"}, client=key)
    assert list(refused.value.errors) == ["pet_name"]
    picture = httpx.Response(200, content=b"png", headers={"content-type": "image/png"})  # though the API produces JSON
    assert call(package, "lists.picture", client=key, answer=picture).result == b"png"
