"""Lists of other people's documents, read to their end by both flavours."""

import asyncio
from collections.abc import Callable
from types import ModuleType
from typing import Any

import httpx
import pytest

from identkit.core import NoProgress

Packages = dict[str, ModuleType]
Serve = Callable[[httpx.Request], httpx.Response]
PAGES = [[{"id": 1}, {"id": 2}], [{"id": 3}], [{"id": 4}]]
ELSEWHERE = "https://elsewhere.example/other?api_key=stolen&at={}&limit=2"


@pytest.fixture(params=["sync", "async"])
def read(request: pytest.FixtureRequest, packages: Packages) -> Callable[..., tuple[list[int], list[httpx.URL]]]:
    """Iterates over a resource: the items' identifiers, and the URLs that were asked for them."""
    package = packages["paging"]

    def both(resource: str, serve: Serve, **arguments: Any) -> tuple[list[int], list[httpx.URL]]:
        urls: list[httpx.URL] = []

        def handle(asked: httpx.Request) -> httpx.Response:
            urls.append(asked.url)
            assert len(urls) < 20, "there is no end"
            return serve(asked)

        async def asynchronously() -> list[int]:
            http = httpx.AsyncClient(transport=httpx.MockTransport(handle))
            async with package.AsyncPaging(key="k", http_client=http, max_retries=0) as client:
                return [item.id async for item in getattr(client, resource).iterate(**arguments)]

        if request.param == "async":
            return asyncio.run(asynchronously()), urls
        with package.Paging(key="k", http_client=httpx.Client(transport=httpx.MockTransport(handle)), max_retries=0) as client:
            return [item.id for item in getattr(client, resource).iterate(**arguments)], urls

    return both


def queries(urls: list[httpx.URL]) -> list[dict[str, str]]:
    assert {(url.host, url.params["api_key"]) for url in urls} == {("paging.example", "k")}
    return [{name: value for name, value in url.params.multi_items() if name != "api_key"} for url in urls]


def page(at: int) -> list[dict[str, int]]:
    return PAGES[at] if at < len(PAGES) else []


def always(answer: httpx.Response) -> Serve:
    def serve(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers=answer.headers, content=answer.content)

    return serve


def test_by_cursor(read: Any) -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        at = int(request.url.params.get("cursor", "c0")[1:])
        return httpx.Response(200, json={"data": page(at), "meta": {"nextCursor": f"c{at + 1}" if at < 2 else None}})

    ids, urls = read("cursors", serve, colour="red")
    assert ids == [1, 2, 3, 4]
    assert queries(urls) == [{"colour": "red"}, {"colour": "red", "cursor": "c1"}, {"colour": "red", "cursor": "c2"}]


def test_by_the_last_identifier(read: Any) -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        after = int(request.url.params.get("starting_after", 0))
        found = page(next((at for at, each in enumerate(PAGES) if each[0]["id"] > after), len(PAGES)))
        return httpx.Response(200, json={"data": found, "has_more": after < 3})

    ids, urls = read("ids", serve)
    assert (ids, queries(urls)) == ([1, 2, 3, 4], [{}, {"starting_after": "2"}, {"starting_after": "3"}])


def test_by_offset_and_by_number(read: Any) -> None:
    def by_offset(request: httpx.Request) -> httpx.Response:
        everything = [item for each in PAGES for item in each]
        at = int(request.url.params["offset"])
        return httpx.Response(200, json=everything[at : at + 3])

    def by_number(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=page(int(request.url.params["page"])))

    ids, urls = read("offsets", by_offset, limit=3)
    assert (ids, [query["offset"] for query in queries(urls)]) == ([1, 2, 3, 4], ["0", "3", "4"])
    ids, urls = read("pages", by_number)
    assert (ids, [query["page"] for query in queries(urls)]) == ([1, 2, 3, 4], ["0", "1", "2", "3"])


def test_by_number_where_no_size_can_be_asked_for(read: Any) -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=page(int(request.url.params["page"]) - 1))

    ids, urls = read("numbered", serve)
    assert (ids, queries(urls)) == ([1, 2, 3, 4], [{"page": "1"}, {"page": "2"}, {"page": "3"}, {"page": "4"}])


ENDS: list[tuple[str, str, list[dict[str, Any]]]] = [  # what each page says beside its items
    ("spring", "content", [{"last": False}, {"last": False}, {"last": True}]),
    ("spring", "content", [{"totalPages": 3}] * 3),
    ("spring", "content", [{"last": False, "totalPages": None}, {"last": False}, {"last": True}]),
    ("laravel", "data", [{"meta": {"last_page": 3, "total": 2}}] * 3),
    ("nulls", "items", [{"next": 1}, {"next": 2}, {"next": None}]),
]


@pytest.mark.parametrize(("resource", "items", "ends"), ENDS)
def test_nothing_is_asked_for_behind_the_last_page(read: Any, resource: str, items: str, ends: list[dict[str, Any]]) -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        params = request.url.params
        at = {"0": 0, "2": 1, "3": 2}[params["offset"]] if "offset" in params else int(params["page"]) - (resource == "laravel")
        return httpx.Response(200, json={items: page(at), **ends[at]})

    ids, urls = read(resource, serve)
    assert (ids, len(urls)) == ([1, 2, 3, 4], 3)


def test_an_answer_that_says_nothing_of_its_end_is_read_to_an_empty_page(read: Any) -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"content": page(int(request.url.params["page"]))})

    ids, urls = read("spring", serve)
    assert (ids, len(urls)) == ([1, 2, 3, 4], 4)


@pytest.mark.parametrize("resource", ["links", "urls"])
def test_by_link_of_which_only_the_query_is_taken(read: Any, resource: str) -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        assert request.url.path == f"/v1/{resource}"
        at = int(request.url.params.get("at", 0))
        following = ELSEWHERE.format(at + 1) if at < 2 else None
        if resource == "urls":
            return httpx.Response(200, json={"results": page(at), "next": following})
        others = '<https://paging.example/v1/links?at=0>; rel="first"'
        return httpx.Response(200, json=page(at), headers={"Link": f'{others}, <{following}>; rel="last next"' if following else others})

    ids, urls = read(resource, serve)
    assert (ids, queries(urls)) == ([1, 2, 3, 4], [{}, {"at": "1", "limit": "2"}, {"at": "2", "limit": "2"}])


@pytest.mark.parametrize(
    ("resource", "answer"),
    [
        ("cursors", httpx.Response(200, json={"data": PAGES[0], "meta": {"nextCursor": "same"}})),
        ("told", httpx.Response(200, json={"things": PAGES[0], "position": "same"})),
        ("ids", httpx.Response(200, json={"data": PAGES[0], "has_more": True})),
        ("offsets", httpx.Response(200, json=PAGES[0])),
        ("pages", httpx.Response(200, json=PAGES[0])),
        ("links", httpx.Response(200, json=PAGES[0], headers={"Link": "<?at=1>; rel=next"})),
        ("links", httpx.Response(200, json=PAGES[0], headers={"Link": "</v1/links/2>; rel=next"})),
        ("urls", httpx.Response(200, json={"results": PAGES[0], "next": "/v1/urls?at=1"})),
    ],
)
def test_no_list_is_endless(read: Any, resource: str, answer: httpx.Response) -> None:
    with pytest.raises(NoProgress, match=resource):
        read(resource, always(answer))


def hal(items: Any, following: str | None) -> Any:
    return {"_embedded": {"things": items}, "_links": {"self": {"href": "/hal"}, **({"next": {"href": following}} if following else {})}}


ENVELOPES: dict[str, Callable[[Any, str | None], Any]] = {
    "hal": hal,
    "jsonapi": lambda items, following: {"data": items, "included": ["others"], "links": {"next": following}},
    "odata": lambda items, following: {"value": items, **({"@odata.nextLink": following} if following else {})},
    "inside": lambda items, following: {
        "data": {"items": items},
        "meta": {"next_page_token": following and following[-1]} if following else {},
    },
    "flagged": lambda items, following: {"items": items, "hasMore": following is not None},
}


@pytest.mark.parametrize("resource", ENVELOPES)
def test_an_empty_page_in_between_is_not_the_last(read: Any, resource: str) -> None:
    pages = [PAGES[0], [], PAGES[1]]

    def serve(request: httpx.Request) -> httpx.Response:
        params = request.url.params
        at = int(params["page"]) - 1 if "page" in params else int(params.get("at", params.get("page_token", 0)))
        following = f"https://paging.example/v1/{resource}?at={at + 1}" if at < 2 else None
        return httpx.Response(200, json=ENVELOPES[resource](pages[at], following))

    ids, urls = read(resource, serve)
    assert (ids, len(queries(urls))) == ([1, 2, 3], 3)


def test_nothing_more_comes_at_an_end_that_stays_where_it_is(read: Any) -> None:
    assert read("cursors", always(httpx.Response(200, json={"data": [], "meta": {"nextCursor": "c1"}})))[0] == []
    assert read("told", always(httpx.Response(200, json={})))[0] == []


def test_not_for_ever_either(packages: Packages) -> None:
    numbers = iter(range(1000))
    transport = httpx.MockTransport(lambda _: httpx.Response(200, json={"data": [], "meta": {"nextCursor": str(next(numbers))}}))
    client = packages["paging"].Paging(key="k", http_client=httpx.Client(transport=transport))
    with pytest.raises(NoProgress, match="100 pages"):
        next(client.cursors.iterate())


def test_what_may_mean_something_else_is_left_alone(packages: Packages) -> None:
    client = packages["paging"].Paging(key="k")
    assert not hasattr(client.two, "iterate")
    assert not hasattr(client.not_pages, "iterate")
    assert [name for name in dir(client.both) if name.startswith("iterate")] == ["iterate_rows"]  # not once more for `rows`


def test_pages_are_counted_as_odata_does(read: Callable[..., tuple[list[int], list[httpx.URL]]]) -> None:
    def serve(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json={"value": {"0": page(0), "2": page(1)}.get(request.url.params["$skip"], [])})

    items, urls = read("skipped", serve, top=2)
    assert (items, [each["$skip"] for each in queries(urls)]) == ([1, 2, 3], ["0", "2", "3"])
