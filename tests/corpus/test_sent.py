"""What is sent: each style, place, body and choice of security and servers, as another reading of the document has it."""

import json
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from identkit.core import ConfigurationError, RequestInvalid
from tests.corpus.calling import call
from tests.corpus.conftest import DOCUMENTS
from tests.corpus.reading import form, read

Packages = dict[str, ModuleType]
POINT = {"pX": 1, "pY": 2}
MINE: dict[str, Any] = {"p_x": 1, "p_y": 2}
TEXTS = ["a", "b,c", "d e"]


@pytest.mark.parametrize(
    ("method", "given", "on_the_wire"),
    [
        ("paths.simple", {"list_": TEXTS, "object": MINE, "exploded": MINE}, {"list": TEXTS, "object": POINT, "exploded": POINT}),
        ("paths.label", {"list_": TEXTS, "exploded": TEXTS, "object": MINE}, {"list": TEXTS, "exploded": TEXTS, "object": POINT}),
        (
            "paths.matrix",
            {"one": 7, "list_": TEXTS, "exploded": TEXTS, "object": MINE},
            {"one": "7", "list": TEXTS, "exploded": TEXTS, "object": POINT},
        ),
        (
            "queries.form",
            {"list_": TEXTS, "joined": TEXTS, "object": MINE, "flat": MINE, "flag": True, "day": date(2020, 1, 2)},
            {"list": TEXTS, "joined": TEXTS, "object": POINT, "flat": POINT, "flag": "true", "day": "2020-01-02"},
        ),
        ("queries.form", {"free": "a/b:c d,é"}, {"free": "a/b:c d,é"}),
    ],
)
def test_parameters_are_written_as_rfc_6570_has_them(
    packages: Packages, method: str, given: dict[str, Any], on_the_wire: dict[str, Any]
) -> None:
    document = read(DOCUMENTS / "parameters.yaml")
    _, _, operation = document.operations[method]
    places = {parameter["name"]: parameter["in"] for parameter in operation["parameters"]}
    names = {name.rstrip("_"): value for name, value in given.items()}
    path = [names[wire] for wire in on_the_wire if places[wire] == "path"]
    query = {name: value for name, value in given.items() if places[name.rstrip("_")] == "query"}
    called = call(packages["parameters"], method, *path, **{name.rstrip("_"): value for name, value in query.items()})
    assert called.url == document.url(method, {(places[wire], wire): value for wire, value in on_the_wire.items()})


def test_parameters_that_rfc_6570_does_not_have(packages: Packages) -> None:
    package = packages["parameters"]
    assert (
        call(package, "queries.delimited", spaced=TEXTS, piped=TEXTS).url == "/delimited?spaced=a%20b%2Cc%20d%20e&piped=a%7Cb%2Cc%7Cd%20e"
    )
    assert form(call(package, "queries.delimited", deep={"k": "v", "l m": "n"}).request.url.query) == [("deep[k]", "v"), ("deep[l m]", "n")]
    called = call(package, "queries.content", MINE, q=[MINE], x_meta={"k": "é"})
    assert httpx.URL(f"https://x{called.url}").path == f"/content/{json.dumps(POINT, separators=(',', ':'))}"
    assert json.loads(called.request.url.params["q"]) == [POINT]
    assert json.loads(called.request.headers["x-meta"]) == {"k": "é"}
    called = call(package, "headers.read", x_list=TEXTS[:2], x_point=MINE, seen="a;b", point=MINE)
    assert (called.request.headers["x-list"], called.request.headers["x-point"]) == ("a,b,c", "pX=1,pY=2")
    assert called.request.headers["cookie"] == "seen=a%3Bb; point=pX,1,pY,2"
    called = call(package, "headers.same", "1", id_="2", id__="3")
    assert (called.url, called.request.headers["id"]) == ("/same/1/and/1?id=2", "3")
    assert call(package, "queries.kept", a="b").url == "/kept?version=2&a=b"
    assert (call(package, "names.one", "1").url, call(package, "names.other", "2").url) == ("/names/1", "/names/2")
    with pytest.raises(RequestInvalid) as refused:
        call(package, "queries.form", object={"p_x": "one"})
    assert refused.value.errors.keys() == {"object.p_x"}


def test_bodies_of_any_shape(packages: Packages) -> None:
    package, document = packages["bodies"], read(DOCUMENTS / "bodies.yaml")
    item, wire = package.models.Item(item_id=1, when=date(2020, 1, 2)), {"itemId": 1, "when": "2020-01-02"}
    deep = {"rows": [[item, {"item_id": 1}]], "byName": {"k l": [wire]}, "pair": ["a", {"itemId": 2}], "either": [{"itemId": 3}]}
    answer = httpx.Response(200, json={**deep, "rows": [[wire]]})
    called = call(
        package,
        "json.deep",
        rows=[[item, {"item_id": 1}]],
        by_name={"k l": [item]},
        pair=["a", {"item_id": 2}],
        either=[{"item_id": 3}],
        answer=answer,
    )
    assert json.loads(called.request.content) == {**deep, "rows": [[wire, {"itemId": 1}]]}
    assert not [*document.problems("json.deep", called.request)]
    assert called.result.pair == ("a", package.models.Item(item_id=2))
    assert called.result.either[0].item_id == 3
    for method, given, expected in (
        ("json.lists", [[item], []], [[wire], []]),
        ("json.map", {"a b": {"item_id": 4}}, {"a b": {"itemId": 4}}),
        ("json.null", None, None),
    ):
        called = call(package, method, given)
        assert json.loads(called.request.content) == expected
        assert not [*document.problems(method, called.request)]
    with pytest.raises(RequestInvalid) as refused:
        call(package, "json.lists", [[{"item_id": 0}]])
    assert refused.value.errors == {"0.0.item_id": ["is too small, minimum is 1"]}
    called = call(package, "json.optional")
    assert (called.request.content, called.request.headers.get("content-type")) == (b"", None)
    with pytest.raises(RequestInvalid):
        call(package, "json.optional", when=date(2020, 1, 2))
    assert call(package, "json.merge", note=None).request.content == b'{"note":null}'
    assert {method: call(package, f"json.{method}", item_id=1).request.content for method in ("search", "remove")} == dict.fromkeys(
        ("search", "remove"), b'{"itemId":1}'
    )


def test_forms(packages: Packages, tmp_path: Path) -> None:
    package = packages["bodies"]
    called = call(package, "forms.send", tags=["a", "b c"], joined=["a", "b,c"], item={"item_id": 1}, deep={"item_id": 2})
    assert called.request.content == b"tags=a&tags=b+c&joined=a,b%2Cc&item=%7B%22itemId%22%3A1%7D&deep%5BitemId%5D=2"
    file = tmp_path / "picture.jpg"
    file.write_bytes(b"jpg")
    for given, name, kind, content in (
        (b"raw", "file", "image/png", b"raw"),
        (file, "picture.jpg", "image/png", b"jpg"),
        (("a.gif", b"gif", "image/gif"), "a.gif", "image/gif", b"gif"),
    ):
        called = call(package, "forms.upload", file=given, more=[b"1", ("b.txt", b"2")], item={"item_id": 1}, note="n")
        head = f"Content-Type: {called.request.headers['content-type']}\r\n\r\n".encode()
        parts = [*message_from_bytes(head + called.request.content, policy=policy.HTTP).iter_parts()]
        told = [(part.get_param("name", header="content-disposition"), part.get_filename(), part.get_content_type()) for part in parts]
        assert told[0] == ("file", name, kind)
        assert told[1:] == [
            ("more", "more", "application/octet-stream"),
            ("more", "b.txt", "text/plain"),
            ("item", None, "application/json"),
            ("note", None, "text/markdown"),
        ]
        assert (parts[0].get_payload(decode=True), parts[4]["x-part"]) == (content, "7")
    with file.open("rb") as opened:
        assert b'filename="picture.jpg"' in call(package, "forms.upload", file=opened).request.content
    with pytest.raises(RequestInvalid):
        call(package, "forms.upload", file="a path that is only text")


def test_bodies_that_are_no_json(packages: Packages, tmp_path: Path) -> None:
    package, document = packages["bodies"], read(DOCUMENTS / "bodies.yaml")
    path = tmp_path / "x.bin"
    path.write_bytes(b"on disk")
    for method, given, content, kind in (
        ("raw.bytes", b"\x00", b"\x00", "application/octet-stream"),
        ("raw.bytes", path, b"on disk", "application/octet-stream"),
        ("raw.bytes", iter((b"in ", b"pieces")), b"in pieces", "application/octet-stream"),
        ("raw.text", "é", "é".encode(), "text/plain; charset=utf-8"),
        ("raw.xml", "<a/>", b"<a/>", "application/xml"),
    ):
        called = call(package, method, given)
        assert (called.request.content, called.request.headers["content-type"]) == (content, kind)
    called = call(package, "raw.several", item_id=1)
    assert (called.request.headers["content-type"], called.request.content) == ("application/json", b'{"itemId":1}')
    assert call(package, "raw.several", item_id=1, content_type="application/x-www-form-urlencoded").request.content == b"itemId=1"
    called = call(package, "raw.several", content="a,b", content_type="text/csv")
    assert (called.request.content, [*document.problems("raw.several", called.request)]) == (b"a,b", [])
    with pytest.raises(RequestInvalid):
        call(package, "raw.several")


KEYS: dict[str, Any] = {
    "header_key": "h",
    "query_key": "q",
    "cookie_key": "c",
    "basic": ("u", "p"),
    "bearer": "b",
    "login": "l",
    "machine": "m",
}


def test_each_call_uses_the_first_alternative_that_can_be_met(packages: Packages) -> None:
    package = packages["security"]

    def sent(method: str, *names: str, **kwargs: Any) -> tuple[str, dict[str, str]]:
        request = call(package, f"calls.{method}", client={name: KEYS[name] for name in names}, **kwargs).request
        told = {name: request.headers[name] for name in ("authorization", "x-key", "cookie") if name in request.headers}
        return request.url.query.decode(), told

    assert sent("either", "bearer", "query_key") == ("", {"authorization": "Bearer b"})
    assert sent("either", "query_key") == ("key=q", {})
    assert sent("both", "header_key", "cookie_key") == ("", {"x-key": "h", "cookie": "sid=c"})
    assert sent("may", "header_key") == ("", {"x-key": "h"})
    assert sent("may") == sent("may_last") == sent("open", *KEYS) == ("", {})
    assert sent("may_last", "basic") == ("", {"authorization": "Basic dTpw"})
    assert sent("usual", *KEYS) == ("", {"x-key": "h"})
    assert sent("joined", "query_key", ids=["a", "b,c"]) == ("ids=a,b%2Cc&key=q", {})
    assert sent("signed_in", "login") == ("", {"authorization": "Bearer l"})
    assert sent("machine", "machine") == ("", {"authorization": "Bearer m"})
    assert sent("own_header", authorization="Mine 1") == ("", {"authorization": "Mine 1"})
    for method, names in (("both", ["header_key"]), ("usual", ["bearer"]), ("either", [])):
        with pytest.raises(ConfigurationError):
            sent(method, *names)


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("machine", "https://login.example/token"),
        ("near", "https://security.example/oauth/token"),  # of the API's host, and not below its path
        ("same", "https://security.example/oauth/token?for=api"),
    ],
)
def test_a_client_of_client_credentials_asks_for_its_token(packages: Packages, name: str, url: str) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        token = {"access_token": "t", "token_type": "bearer", "expires_in": 60}
        return httpx.Response(200, json=token) if request.url.path.endswith("/token") else httpx.Response(204)

    asked: list[httpx.Request] = []
    options: dict[str, Any] = {name: ("id", "secret"), "http_client": httpx.Client(transport=httpx.MockTransport(handle))}
    with packages["security"].Security(**options) as client:
        getattr(client.calls, name)()
    with packages["security"].Security(**options, auth_url="https://mine.example/x") as client:
        getattr(client.calls, name)()
    assert [str(request.url) for request in asked[:2]] == [url, f"https://security.example/api/{name}"]
    assert str(asked[2].url).startswith("https://mine.example/x/")
    assert asked[1].headers["authorization"] == "Bearer t"


def test_no_secret_is_sent_in_the_open(packages: Packages) -> None:
    with pytest.raises(ConfigurationError, match="https"):
        call(packages["security"], "calls.open_line", client={"open_line": ("id", "secret")})


def test_each_call_goes_to_its_own_server(packages: Packages) -> None:
    def url(method: str, **client: Any) -> str:
        return str(call(packages["servers"], f"calls.{method}", client=client).request.url)

    assert url("here") == "https://www.servers.example/v1/here"
    assert url("here", tenant="acme", version="v2") == "https://acme.servers.example/v2/here"
    assert (
        url("here", environment="test_site")
        == url("here", environment="Test site")
        == url("here", environment="2")
        == "https://test.servers.example/here"
    )
    assert url("here", environment="3") == "https://third.servers.example/here"
    assert url("here", base_url="https://mine.example/x") == "https://mine.example/x/here"
    assert url("files") == "https://files.servers.example/files"
    assert url("upload", tenant="acme") == "https://acme.up.example/files"
    assert url("beside") == "https://www.servers.example/other/beside"
    for wrong in ({"tenant": "evil.example/"}, {"version": "v3"}, {"environment": "4"}):
        with pytest.raises(ConfigurationError):
            url("here", **wrong)
