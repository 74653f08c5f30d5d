"""What OpenAPI 3.2 has and 3.1 has not. Operations and cookies are in `test_reports`."""

from types import ModuleType

import httpx

from tests.corpus.calling import call

Packages = dict[str, ModuleType]


def test_media_types_are_followed_to_where_they_stand(packages: Packages) -> None:
    package = packages["newer"]
    answer = httpx.Response(200, json={"id": 1})
    for operation in ("get", "own"):  # the second by the address that the document gives itself
        assert call(package, f"media.{operation}", answer=answer).result == package.models.Thing(id=1)
    assert call(package, "media.create", id=1).request.content == b'{"id":1}'


def test_the_query_as_a_whole_may_be_json(packages: Packages) -> None:
    assert call(packages["newer"], "media.whole", q={"a": 1}).url == "/whole?%7B%22a%22%3A1%7D"


def test_xml_is_bytes_however_its_nodes_are_described(packages: Packages) -> None:
    answer = httpx.Response(200, content=b'<x a="1"/>', headers={"content-type": "application/xml"})
    assert call(packages["newer"], "media.xml", answer=answer).result == b'<x a="1"/>'


def test_what_events_carry_as_json_is_typed(packages: Packages) -> None:
    package = packages["newer"]
    content = b'event: thing\ndata: {"id": 1}\n\nevent: note\ndata: {"id": 1}\n\n'
    answer = httpx.Response(200, content=content, headers={"content-type": "text/event-stream"})
    thing, note = call(package, "carried.list", answer=answer).result
    assert (thing.event, thing.data) == ("thing", package.models.Thing(id=1))
    assert (note.event, note.data) == ("note", '{"id": 1}')  # of it the document says that it is text
