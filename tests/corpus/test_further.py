"""Kinds that others stumble over: lists asked for with a body, families told apart, null that takes away, paths of routers."""

import asyncio
import json
from datetime import date
from email import message_from_bytes, policy
from types import ModuleType
from typing import Any

import httpx
import pytest

from identkit.core import RequestInvalid
from tests.corpus.calling import call

Packages = dict[str, ModuleType]


def bodies(package: ModuleType, resource: str, answers: list[dict[str, Any]], **arguments: Any) -> list[dict[str, Any]]:
    """What both flavours send while all pages are read; the items have to be 1, 2 and 3."""

    def serving(asked: list[dict[str, Any]]) -> httpx.MockTransport:
        def handle(request: httpx.Request) -> httpx.Response:
            asked.append(json.loads(request.content))
            return httpx.Response(200, json=answers[len(asked) - 1])

        return httpx.MockTransport(handle)

    first: list[dict[str, Any]] = []
    second: list[dict[str, Any]] = []
    with package.Further(http_client=httpx.Client(transport=serving(first))) as client:
        assert [item.id for item in getattr(client, resource).iterate(**arguments)] == [1, 2, 3]

    async def asynchronously() -> list[int]:
        async with package.AsyncFurther(http_client=httpx.AsyncClient(transport=serving(second))) as client:
            return [item.id async for item in getattr(client, resource).iterate(**arguments)]

    assert asyncio.run(asynchronously()) == [1, 2, 3]
    assert first == second
    return first


def items(*numbers: int, **rest: Any) -> dict[str, Any]:
    return {"items": [{"id": number} for number in numbers], **rest}


def test_a_list_goes_on_by_a_cursor_in_its_body(packages: Packages) -> None:
    package = packages["further"]
    pages = [items(1, 2, next_cursor="c", has_more=True), items(3, next_cursor=None, has_more=False)]
    asked = bodies(package, "found", pages, query={"text": "x"}, limit=2)
    assert asked == [{"query": {"text": "x"}, "limit": 2}, {"query": {"text": "x"}, "cursor": "c", "limit": 2}]
    pages = [items(1, 2, nextPageToken=7), items(3)]
    assert bodies(package, "chosen", pages, body={"paging": {}}) == [{"paging": {}}, {"paging": {"pageToken": 7}}]
    model = package.models.ChosenListRequest()  # a model is another way to say it
    assert bodies(package, "chosen", pages, body=model)[1] == {"paging": {"pageToken": 7}}


def test_a_list_goes_on_by_a_number_in_its_body(packages: Packages) -> None:
    package = packages["further"]
    pages = [items(1, 2), items(3), items()]
    assert [body["offset"] for body in bodies(package, "counted", pages, limit=2)] == [0, 2, 3]
    assert [body["page"] for body in bodies(package, "numbered", pages, per_page=2)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("resource", "answers", "queries"),
    [
        ("told", [items(1, 2, next_page=2), items(3, next_page=None)], ["", "page=2"]),
        ("inside", [items(1, 2, paging={"next": {"after": "x"}}), items(3)], ["", "after=x"]),
    ],
)
def test_the_next_page_is_the_one_that_the_answer_names(
    packages: Packages, resource: str, answers: list[dict[str, Any]], queries: list[str]
) -> None:
    asked: list[str] = []

    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.query.decode())
        return httpx.Response(200, json=answers[len(asked) - 1])

    with packages["further"].Further(http_client=httpx.Client(transport=httpx.MockTransport(handle))) as client:
        assert [item.id for item in getattr(client, resource).iterate()] == [1, 2, 3]
    assert asked == queries


def test_what_all_members_can_have_tells_none_of_them(packages: Packages) -> None:
    sent = [{"kind": "One", "first": 1}, {"kind": "Two", "second": 2}, {"kind": "three"}]
    family = call(packages["further"], "kinds.family", answer=httpx.Response(200, json=sent)).result
    assert [type(each).__name__ for each in family] == ["One", "Two", "Base"]
    choice = call(packages["further"], "kinds.choice", answer=httpx.Response(200, json=sent[1::-1])).result
    assert [type(each).__name__ for each in choice] == ["Two", "One"]


def test_one_of_several_plain_types_is_one_of_them(packages: Packages) -> None:
    package = packages["further"]
    right: list[dict[str, Any]] = [{"either": "x"}, {"either": 1}, {"either": ["x"]}, {"some": 1.5}, {"some": "two"}, {"some": True}]
    for fine in right:
        assert json.loads(call(package, "kinds.plain", **fine).request.content) == fine
    refused: list[dict[str, Any]] = [{"either": 1.5}, {"either": {}}, {"some": "three"}]
    for wrong in refused:
        with pytest.raises(RequestInvalid):
            call(package, "kinds.plain", **wrong)


def test_paths_and_headers_as_others_write_them(packages: Packages) -> None:
    package = packages["further"]
    assert call(package, "places.query", from_="2024-01-31", to="x y").url == "/v1/reports?from=2024-01-31&to=x%20y"
    assert call(package, "places.rest", "a/b", "c/d?e").url == "/v1/files/a/b/c/d%3Fe"
    with pytest.raises(RequestInvalid):
        call(package, "places.rest", "a/..", "c")
    assert "x-turn" not in call(package, "places.headed").request.headers  # the operation says that it may be left out
    assert call(package, "places.headed", x_turn=1).request.headers["x-turn"] == "1"
    assert call(package, "places.headed", key=b"\xff\xfe").url == "/v1/headed?key=%2F%2F4%3D"
    moved = httpx.Response(307, headers={"location": "https://elsewhere.example/"})
    assert call(package, "places.moved", answer=moved).result == "https://elsewhere.example/"


def test_null_takes_away_in_a_merge_patch(packages: Packages) -> None:
    package = packages["further"]

    def sent(**fields: Any) -> Any:
        return json.loads(call(package, "bodies.patched", id=1, **fields).request.content)

    assert sent(note=None) == {"id": 1, "note": None}
    assert sent(home={"street": None, "marks": {"a": None}}) == {"id": 1, "home": {"street": None, "marks": {"a": None}}}
    home = package.models.PatchedHome(street="x")
    assert sent(home=home) == {"id": 1, "home": {"street": "x"}}  # what a model does not have is not taken away
    with pytest.raises(RequestInvalid):
        call(package, "bodies.patched", id=None)
    assert json.loads(call(package, "bodies.replaced", id=1, note=None).request.content) == {"id": 1}  # there it is "not given"


def test_text_is_written_in_the_documented_characters(packages: Packages) -> None:
    package = packages["further"]
    called = call(package, "bodies.page", "é")
    assert (called.request.content, called.request.headers["content-type"]) == (b"\xe9", "text/html; charset=iso-8859-1")
    with pytest.raises(RequestInvalid, match="iso-8859-1"):
        call(package, "bodies.page", "名")
    assert call(package, "bodies.settings", "a: é").request.content == "a: é".encode()


def test_a_file_of_a_range_says_its_type(packages: Packages) -> None:
    package = packages["further"]
    assert call(package, "bodies.picture", ("a.png", b"x")).request.headers["content-type"] == "image/png"
    assert call(package, "bodies.picture", b"x", content_type="image/webp").request.headers["content-type"] == "image/webp"
    for wrong in (None, "text/plain", "image/*", "image/png\r\nX: 1"):
        with pytest.raises(RequestInvalid, match="content_type"):
            call(package, "bodies.picture", b"x", content_type=wrong)


def test_parts_of_other_multipart_bodies(packages: Packages) -> None:
    request = call(packages["further"], "bodies.related", meta={"id": 1}, file=b"\x00").request
    assert request.headers["content-type"].startswith("multipart/related; boundary=")
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    parts = [*message_from_bytes(head + request.content, policy=policy.HTTP).iter_parts()]
    assert [(part.get_content_type(), part.get_payload(decode=True)) for part in parts] == [
        ("application/json", b'{"id":1}'),
        ("application/octet-stream", b"\x00"),
    ]


def test_types_and_patterns_of_other_languages(packages: Packages) -> None:
    package = packages["further"]
    answer = httpx.Response(200, json={"day": "2024-01-31", "names": ["a"]})
    called = call(package, "kinds.foreign", count=1, name="AA", day=date(2024, 1, 31), price=1.5, answer=answer)
    assert json.loads(called.request.content) == {"count": 1, "name": "AA", "day": "2024-01-31", "price": 1.5}
    assert (called.result.day, called.result.names) == (date(2024, 1, 31), ["a"])
    with pytest.raises(RequestInvalid) as refused:
        call(package, "kinds.foreign", count=0, name=1, day="soon", price="much")
    assert refused.value.errors.keys() == {"count", "name", "day", "price"}


def test_octets_are_text_in_json_and_files_in_forms(packages: Packages) -> None:
    package = packages["further"]
    answer = httpx.Response(200, json={"raw": "no Base64!", "both": {"page": "aGk="}})
    result = call(package, "bodies.octets", answer=answer).result
    assert (result.raw, result.both.page) == ("no Base64!", b"hi")
    content = call(package, "bodies.scanned", page=b"\x00", other=("o.txt", b"o")).request.content
    assert b'name="page"; filename="page"\r\nContent-Type: application/octet-stream\r\n\r\n\x00\r\n' in content
    assert b'name="other"; filename="o.txt"\r\nContent-Type: text/plain\r\n\r\no\r\n' in content


def test_words_of_other_tools(packages: Packages) -> None:
    package = packages["further"]
    assert call(package, "azure.list", "a/b c", answer=httpx.Response(200, json={})).url == "/v1/azure/a/b%20c/things"
    pages = iter([{"things": [{"id": 1}], "follow": "https://further.example/v1/azure/s/things?$skip=1"}, {"things": [{"id": 2}]}])
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json=next(pages)))
    with package.Further(http_client=httpx.Client(transport=transport)) as client:
        assert [item.id for item in client.azure.iterate("s")] == [1, 2]
    for port in (80, "http"):
        assert json.loads(call(package, "kinds.cluster", port=port).request.content) == {"port": port}
    assert json.loads(call(package, "kinds.cluster", raw={"a": "x", "b": 1}).request.content) == {"raw": {"a": "x", "b": 1}}
    assert call(package, "places.deep", expand=["a", "b"]).url == "/v1/deep?expand%5B0%5D=a&expand%5B1%5D=b"


def test_members_with_the_same_names_are_told_apart_by_what_is_in_them(packages: Packages) -> None:
    package = packages["further"]
    for body in ({"labels": ["a"]}, {"labels": [{"id": 1}]}):
        assert json.loads(call(package, "kinds.labels", body).request.content) == body
    with pytest.raises(RequestInvalid) as refused:
        call(package, "kinds.labels", {"labels": [1]})
    assert list(refused.value.errors) == ["labels.0"]


def test_a_value_that_is_none_of_the_members_is_refused(packages: Packages) -> None:
    package = packages["further"]
    fine: list[dict[str, Any]] = [{"one": "x"}, {"one": {"id": 1}}, {"by": {"a": True, "b": [{"id": 1}]}}]
    for body in fine:
        assert json.loads(call(package, "kinds.mixed", **body).request.content) == body
    wrong: list[tuple[dict[str, Any], str]] = [({"one": 1.5}, "one"), ({"one": ["x"]}, "one"), ({"by": {"a": 1}}, "by.a")]
    for body, name in wrong:
        with pytest.raises(RequestInvalid) as refused:
            call(package, "kinds.mixed", **body)
        assert list(refused.value.errors) == [name]


def test_head_has_no_body_whatever_is_described(packages: Packages) -> None:
    assert call(packages["further"], "bodies.head", answer=httpx.Response(200, headers={"content-type": "application/json"})).result is None
