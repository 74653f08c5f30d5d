"""What comes back: choices, recursion, objects that are open or of one direction, answers by status, streams."""

import asyncio
from types import ModuleType
from typing import Any

import httpx
import pytest

from identkit.core import ApiError, DecodeError, RequestInvalid
from tests.corpus.calling import call
from tests.corpus.conftest import DOCUMENTS
from tests.corpus.reading import read

Packages = dict[str, ModuleType]


def json(value: Any, status: int = 200) -> httpx.Response:
    return httpx.Response(status, json=value)


def kinds(value: Any) -> Any:
    items: Any = value  # for pyright, to which a list that was Any is one of unknown things
    return [kinds(item) for item in items] if isinstance(value, list) else type(value).__name__


def test_members_of_a_choice_come_as_their_own_types(packages: Packages) -> None:
    package, document = packages["schemas"], read(DOCUMENTS / "schemas.yaml")
    models: Any = package.models
    animals = [{"petType": "meow", "lives": 9}, {"petType": "Dog", "tricks": ["sit"]}, {"petType": "fish", "fins": 2}]
    called = call(package, "unions.animal", {"pet_type": "Dog", "tricks": ["sit"]}, answer=json(animals))
    assert kinds(called.result) == ["Cat", "Dog", "Unrecognised"]
    assert (called.result[0].lives, called.result[2]["fins"], "2" in repr(called.result[2])) == (9, 2, False)
    assert called.request.content == b'{"petType":"Dog","tricks":["sit"]}'
    assert not [*document.problems("unions.animal", called.request)]
    assert call(package, "unions.animal", models.Cat(pet_type="meow"), answer=json([])).request.content == b'{"petType":"meow"}'
    with pytest.raises(RequestInvalid) as refused:
        call(package, "unions.animal", {"pet_type": "meow", "lives": "nine"})
    assert refused.value.errors == {"lives": ["must be an integer"]}

    vehicles = [{"kind": "Car", "doors": 4}, {"kind": "Bus", "seats": 50, "doors": 2}, {"kind": "Boat", "wheels": 0}]
    found = call(package, "unions.vehicles", answer=json(vehicles)).result
    assert (kinds(found), found[1].doors) == (["Car", "Bus", "Vehicle"], 2)
    found = call(package, "unions.kinds", answer=json([{"shape": "square", "side": 1}, {"shape": "circle"}, "text"])).result
    assert (kinds(found), found[0].side) == (["Square", "Circle", "str"], 1.0)
    found = call(package, "unions.fits", answer=json([{"name": "a"}, {"name": "b", "vat": "1"}, {"name": "c", "new": 1}])).result
    assert kinds(found) == ["Person", "Company", "Person"]
    with pytest.raises(DecodeError) as caught:
        call(package, "unions.fits", answer=json([{"name": "a"}, {"vat": "secret"}]))
    assert caught.value.path == "$[1]"
    assert "secret" not in str(caught.value)


def test_what_contains_itself(packages: Packages) -> None:
    package = packages["schemas"]
    tree = ["a", [["b"], "c"]]
    called = call(package, "recursion.tree", tree, answer=json(tree))
    assert (called.result, called.request.content) == (tree, b'["a",[["b"],"c"]]')
    found = call(package, "recursion.filter", answer=json({"and": [{"field": "f"}, {"and": []}]})).result
    assert (kinds(found.and_), found.and_[0].field) == (["Test", "And"], "f")
    found = call(package, "recursion.merged", answer=json({"next": {"last": False, "next": {"last": True}}})).result
    assert (found.next.last, found.next.next.last) == (False, True)


def test_objects_keep_what_may_stand_beside_their_fields(packages: Packages) -> None:
    package, document = packages["schemas"], read(DOCUMENTS / "schemas.yaml")
    wire = {"name": "n", "more": {"field": "f"}, "inner": {"a": "b", "x-1": 2}}
    called = call(
        package, "objects.open", name="n", inner={"a": "b", "x-1": 2}, additional_properties={"more": {"field": "f"}}, answer=json(wire)
    )
    assert not [*document.problems("objects.open", called.request)]
    assert called.result.to_dict() == wire
    assert called.result.additional_properties["more"].field == "f"
    assert called.result.inner.additional_properties == {"x-1": 2}
    assert package.models.Open.from_dict(wire) == called.result
    with pytest.raises(RequestInvalid) as refused:
        call(package, "objects.open", name="n", additional_properties={"more": {}})
    assert refused.value.errors == {"more.field": ["is required"]}


def test_fields_of_one_direction_and_names_of_any_script(packages: Packages) -> None:
    package = packages["schemas"]
    answer = json({"id": 1.0, "name": "n", "class": "c"})
    called = call(package, "objects.account", name="n", secret="s", 備考="b", class_="c", api="a", answer=answer)
    assert called.request.read().decode() == '{"name":"n","secret":"s","備考":"b","class":"c","API":"a"}'
    assert (called.result.id, type(called.result.id), called.result.secret, called.result.class_) == (1, int, None, "c")
    with pytest.raises(RequestInvalid) as refused:
        call(package, "objects.account", name="n", secret="s", 備考=1, class_=2)
    assert refused.value.errors.keys() == {"備考", "class_"}
    found = call(package, "objects.pointers", answer=json({"id": 3, "tree": ["x"]})).result
    assert (found.id, found.tree) == (3, ["x"])
    found = call(package, "objects.nulls", answer=json({"a": None, "b": None, "c": None, "whole": 2.0})).result
    assert (found.a, found.b, found.c, found.whole) == (None, None, None, 2)


def test_limits_that_can_be_checked_are_checked(packages: Packages) -> None:
    package = packages["schemas"]
    level: Any = package.models.LimitsLevel
    call(package, "objects.limits", above=0.1, step=0.3, names=["abc"], sizes={"a": 1}, level=level.HIGH)
    with pytest.raises(RequestInvalid) as refused:
        call(package, "objects.limits", above=0, step=0.25, names=["abcd", "a", "a"], sizes={"a": 0}, level=3)
    assert refused.value.errors.keys() == {"above", "step", "names", "sizes.a", "level"}


def test_each_status_has_its_own_type(packages: Packages) -> None:
    package = packages["answers"]
    for body, status, kind in (({"value": 1}, 200, "Result"), ({"jobId": "j"}, 202, "Job")):
        assert kinds(call(package, "answers.start", answer=json(body, status)).result) == kind
    assert call(package, "answers.maybe").result is None
    assert call(package, "answers.maybe", answer=json({"value": 2})).result.value == 2
    assert call(package, "answers.range", answer=json({"value": 3}, 206)).result.value == 3
    assert call(package, "answers.only_default", answer=json({"value": 4})).result.value == 4
    text = httpx.Response(200, content="ä;b".encode("latin-1"), headers={"content-type": "text/csv; charset=iso-8859-1"})
    assert call(package, "answers.text", answer=text).result == "ä;b"
    called = call(package, "answers.image", answer=httpx.Response(200, content=b"png", headers={"content-type": "image/png"}))
    assert (called.result, called.request.headers["accept"]) == (b"png", "image/*")
    assert (
        call(package, "answers.elsewhere", answer=httpx.Response(302, headers={"location": "https://x.example/"})).result
        == "https://x.example/"
    )
    for status in (418, 500):
        with pytest.raises(ApiError) as caught:
            call(package, "answers.start", answer=json({"title": "t"}, status))
        assert caught.value.body.title == "t"


def test_streams_are_handed_out_item_by_item(packages: Packages) -> None:
    package = packages["answers"]
    events = httpx.Response(
        200,
        content=b': hello\r\nevent: x\r\ndata: {"value":\r\ndata: 1}\r\n\r\ndata: {"value": 2}\n\ndata: [DONE]\n\n',
        headers={"content-type": "text/event-stream"},
    )
    assert [item.value for item in call(package, "streams.events", answer=events).result] == [1, 2]
    lines = httpx.Response(200, content=b'{"value": 1}\n\n{"value": 2}', headers={"content-type": "application/x-ndjson"})
    assert [item.value for item in call(package, "streams.lines", answer=lines).result] == [1, 2]
    called = call(package, "streams.chat_stream", text="t", answer=events)
    assert (len(called.result), called.request.content) == (2, b'{"text":"t","stream":true}')
    assert call(package, "streams.chat", text="t", answer=json({"value": 3})).result.value == 3
    marked = httpx.Response(200, content=b'\xef\xbb\xbfdata: {"value": 1}\n\n', headers={"content-type": "text/event-stream"})
    assert [item.value for item in call(package, "streams.events", answer=marked).result] == [1]
    for none in (b"", b": only a remark\n\n"):
        assert call(package, "streams.events", answer=httpx.Response(200, content=none)).result == []
    with pytest.raises(DecodeError, match="no events"):
        call(package, "streams.events", answer=json({"value": 1}))
    with pytest.raises(ApiError):
        call(package, "streams.events", answer=httpx.Response(500))
    wrong = httpx.Response(200, content=b'{"value": "x"}', headers={"content-type": "application/x-ndjson"})
    with pytest.raises(DecodeError) as caught:
        call(package, "streams.lines", answer=wrong)
    assert caught.value.path == "$.value"


def test_an_item_comes_before_the_answer_ends(packages: Packages) -> None:
    def pieces() -> Any:
        yield b'{"value": 1}\n'
        assert seen == [1]
        yield b'{"value": 2}\n'

    seen: list[int] = []
    transport = httpx.MockTransport(lambda _: httpx.Response(200, content=pieces(), headers={"content-type": "application/x-ndjson"}))
    with packages["answers"].Answers(http_client=httpx.Client(transport=transport)) as client:
        for item in client.streams.lines():
            seen.append(item.value)  # noqa: PERF401  # while the answer arrives
    assert seen == [1, 2]


def test_described_headers_are_typed(packages: Packages) -> None:
    told = {"x-total-count": "12", "x-tags": "1, 2", "expires": "Wed, 21 Oct 2015 07:28:00 GMT", "x-cursor": '{"value": 3}'}
    found = headers(packages["answers"], "list", json([], 200), told)
    assert (found.x_total_count, found.x_tags, found.x_cursor.value) == (12, [1, 2], 3)
    assert found.expires.isoformat() == "2015-10-21T07:28:00+00:00"
    assert not hasattr(found, "content_type")
    for odd in ({}, {"x-total-count": "many", "x-tags": "a", "expires": "soon", "x-cursor": "[1"}):
        found = headers(packages["answers"], "list", json([], 200), odd)
        assert (found.x_total_count, found.x_tags, found.expires, found.x_cursor) == (None, None, None, None)
    one, other = (headers(packages["answers"], method, httpx.Response(204), {"x-total-count": "7.0"}) for method in ("delete", "put"))
    assert one.x_total_count == 7
    assert type(one) is type(other)


def headers(package: Any, method: str, answer: httpx.Response, told: dict[str, str]) -> Any:
    """The typed headers of an answer, the same by both flavours."""

    async def other(http: httpx.AsyncClient) -> Any:
        return (await getattr(package.AsyncAnswers(http_client=http).headers.with_response, method)()).typed_headers

    def handle(_: httpx.Request) -> httpx.Response:
        return httpx.Response(answer.status_code, content=answer.content, headers=[*answer.headers.multi_items(), *told.items()])

    transport = httpx.MockTransport(handle)
    client = package.Answers(http_client=httpx.Client(transport=transport))
    found = getattr(client.headers.with_response, method)().typed_headers
    assert asyncio.run(other(httpx.AsyncClient(transport=transport))) == found
    return found
