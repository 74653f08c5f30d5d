"""Schemas that say less than they mean, or more than one thing at once."""

import json
from datetime import date
from email import message_from_bytes, policy
from types import ModuleType
from typing import Any

import httpx
import pytest

from identkit.core import DecodeError, RequestInvalid
from tests.corpus.calling import call

Packages = dict[str, ModuleType]


def test_what_is_required_and_not_described_can_be_sent(packages: Packages) -> None:
    package = packages["unusual"]
    answer = httpx.Response(200, json={"id": 1, "token": {"value": "t"}})
    called = call(package, "undescribed.create", name="n", secret=["s", 1], field_2fa=None, answer=answer)
    assert json.loads(called.request.content) == {"name": "n", "secret": ["s", 1], "2fa": None}
    assert (called.result.token, called.result.to_dict()) == ({"value": "t"}, {"id": 1, "token": {"value": "t"}})
    # As often as not it is a slip of the document, so that neither side has to have it.
    called = call(package, "undescribed.create", name="n", answer=httpx.Response(200, json={"id": 1}))
    assert (called.request.content, called.result.token) == (b'{"name":"n"}', None)
    assert json.loads(call(package, "undescribed.merged", id=1, note="x").request.content) == {"id": 1, "note": "x"}


def kinds(values: list[Any]) -> list[str]:
    return [type(value).__name__ for value in values]


def test_what_is_several_members_of_a_choice_at_once_loses_nothing(packages: Packages) -> None:
    package = packages["unusual"]
    whole = {"name": "n", "born": "2000-01-31", "vat": "DE"}
    wire: list[dict[str, Any]] = [whole, {"name": "n", "born": "2000-01-31"}, {"name": "n", "vat": "DE", "new": 1}, {"vat": "DE"}]
    wire.append({"name": "n", "vat": "DE", "born": 7})  # of a person it would be wrong, so that it is a firm and something new
    found = call(package, "several.post", {"name": "n", "born": "2000-01-31", "vat": "DE"}, answer=httpx.Response(200, json=wire))
    assert json.loads(found.request.content) == whole
    assert kinds(found.result) == ["PersonAndFirm", "Person", "Firm", "Firm", "Firm"]
    assert (found.result[0].to_dict(), found.result[0].vat) == (whole, "DE")
    models: Any = package.models
    sent = call(package, "several.post", models.PersonAndFirm(name="n", vat="DE"), answer=httpx.Response(200, json=[]))
    assert json.loads(sent.request.content) == {"name": "n", "vat": "DE"}
    for who in (whole, "text", {"vat": "DE"}):
        assert json.loads(call(package, "several.inside", who=who).request.content) == {"who": who}
    both = {"id": 1, "mail": "m", "phone": "p"}
    for body in (both, {"id": 1, "phone": "p"}):
        assert json.loads(call(package, "several.based", body).request.content) == body


def test_what_is_several_members_has_to_be_one_of_them(packages: Packages) -> None:
    package = packages["unusual"]
    rows: list[tuple[str, Any, list[str]]] = [
        ("post", {"born": "2000-01-31"}, ["name"]),
        ("post", {"born": "2000-01-31", "vat": "D"}, ["vat"]),
        ("post", {"name": "n", "vat": "DE", "age": 1}, ["age"]),
        ("post", package.models.PersonAndFirm(born=date(2000, 1, 31)), ["name"]),
        ("based", {"id": 1}, ["mail"]),
        ("never", {"name": "n", "born": "2000-01-31", "vat": "DE"}, ["vat"]),  # oneOf: a person, and then no firm
    ]
    for operation, body, names in rows:
        with pytest.raises(RequestInvalid) as refused:
            call(package, f"several.{operation}", body)
        assert list(refused.value.errors) == names
    with pytest.raises(DecodeError):
        call(package, "several.post", {"vat": "DE"}, answer=httpx.Response(200, json=[{"born": "2000-01-31"}]))
    # The name of one is a number; the other has a mark.
    assert not [name for name in dir(package.models) if name.startswith(("PersonAndOther", "PersonAndGone"))]


def test_a_value_keeps_what_one_of_the_members_asks_for(packages: Packages) -> None:
    package = packages["unusual"]
    fine: list[dict[str, Any]] = [
        *({"const": "auto"}, {"const": 7}, {"enum": "auto"}, {"enum": 1}, {"lists": ["a"]}, {"lists": [1]}, {"lists": []}),
        *({"models": [1]}, {"models": [{"id": 1}]}, {"limited": "abc"}, {"limited": 5}, {"many": ["auto", 1]}, {"by": {"a": "auto"}}),
        *({"form": "a"}, {"form": "x-1"}, {"mail": ""}, {"mail": "a@b"}, {"free": "anything"}, {"null": "auto"}),
    ]
    for body in fine:
        assert json.loads(call(package, "options.post", **body).request.content) == body
    wrong: list[tuple[dict[str, Any], str]] = [
        *(({"const": "other"}, "const"), ({"const": 1.5}, "const"), ({"enum": "other"}, "enum"), ({"enum": 0}, "enum")),
        *(({"lists": ["a", 1]}, "lists"), ({"lists": [1.5]}, "lists"), ({"lists": "a"}, "lists"), ({"models": ["a"]}, "models.0")),
        *(({"limited": "abcd"}, "limited"), ({"limited": 6}, "limited"), ({"many": ["auto", "x"]}, "many.1"), ({"by": {"a": "x"}}, "by.a")),
        *(({"form": "c"}, "form"), ({"mail": "a"}, "mail"), ({"free": 1}, "free"), ({"null": 4}, "null")),
    ]
    for body, name in wrong:
        with pytest.raises(RequestInvalid) as refused:
            call(package, "options.post", **body)
        assert (list(refused.value.errors), body) == ([name], body)


def test_parameters_and_whole_bodies_are_held_to_one_member_as_well(packages: Packages) -> None:
    package = packages["unusual"]
    assert call(package, "options.query", size="auto").url == "/options?size=auto"
    for body in (["a", "b"], [1, 2, 3]):
        assert json.loads(call(package, "options.body", body).request.content) == body
    refused: list[Any] = [["a", "b", "c"], [0], [1, "a"], {}]
    for wrong in refused:
        with pytest.raises(RequestInvalid):
            call(package, "options.body", wrong)
    for size in ("other", 0):
        with pytest.raises(RequestInvalid, match="size"):
            call(package, "options.query", size=size)


def test_lists_are_told_apart_by_the_fixed_values_in_them(packages: Packages) -> None:
    package = packages["unusual"]
    wire = {"of": [{"kind": "two", "text": "t"}]}
    body = package.models.OptionsTaggedRequest.from_dict(wire)
    assert kinds(body.of) == ["Two"]
    for of in (body.of, wire["of"]):
        assert json.loads(call(package, "options.tagged", of=of).request.content) == wire


Parts = list[tuple[str | None, str | None, str, bytes]]


def parts(request: httpx.Request) -> Parts:
    """Name, file name, media type and content of each part of a body, as another reader has them."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    message: Any = message_from_bytes(head + request.content, policy=policy.HTTP)
    assert not message.defects
    result: Parts = []
    for part in message.iter_parts():
        name = part.get_param("name", header="content-disposition")
        result.append((name, part.get_filename(), part.get_content_type(), part.get_payload(decode=True)))
    return result


def test_each_item_of_a_list_is_a_part(packages: Packages) -> None:
    package = packages["unusual"]
    item = package.models.Item(id=1)
    rows: list[tuple[str, list[Any], str, Parts]] = [
        (
            "files",
            [b"a", ("b.png", b"b")],
            "mixed",
            [(None, None, "application/octet-stream", b"a"), (None, "b.png", "image/png", b"b")],
        ),
        ("objects", [{"id": 2}], "mixed", [(None, None, "application/json", b'{"id":2}')]),
        ("strings", ["a"], "mixed", [(None, None, "text/markdown", b"a")]),
        (
            "prefixed",
            [item, b"png", ("x.png", b"x")],
            "related",
            [
                (None, None, "application/merge-patch+json", b'{"id":1}'),
                (None, None, "image/png", b"png"),
                (None, "x.png", "image/png", b"x"),
            ],
        ),
    ]
    for operation, body, kind, expected in rows:
        request = (
            call(package, "parts.strings", body=body) if operation == "strings" else call(package, f"parts.{operation}", body)
        ).request
        assert request.headers["content-type"].startswith(f"multipart/{kind}; boundary=")
        assert parts(request) == expected
    assert call(package, "parts.strings").request.content == b""


def test_items_that_are_parts_are_checked(packages: Packages) -> None:
    package = packages["unusual"]
    rows: list[tuple[str, Any, str]] = [
        *(("files", [b"a", 1], "1"), ("files", [b"a", b"b", b"c"], "body"), ("files", b"a", "body"), ("objects", [{"id": 1}, {}], "1.id")),
    ]
    for operation, body, name in rows:
        with pytest.raises(RequestInvalid) as refused:
            call(package, f"parts.{operation}", body)
        assert list(refused.value.errors) == [name]
