"""What calls sampled from large public documents showed: each kind in a document of our own."""

import json
from types import ModuleType
from typing import Any

import httpx
import pytest

from identkit.core import DecodeError, RequestInvalid
from identkit.core._kit import Unrecognised
from tests.corpus.calling import call
from tests.corpus.conftest import DOCUMENTS
from tests.corpus.reading import read

Packages = dict[str, ModuleType]


@pytest.mark.parametrize(
    "given", [{"id": "aa"}, {"id": "bbb"}, {"kind": "y"}, {"size": 2}, {"size": 12}, {"words": ["a"]}, {"words": ["abcd"]}]
)
def test_a_choice_of_one_type_has_the_limits_that_all_its_members_have(packages: Packages, given: dict[str, Any]) -> None:
    values: dict[str, Any] = {"id": "aa", **given}
    url = read(DOCUMENTS / "sampled.yaml").url(
        "limits.either", {("path" if name == "id" else "query", name): value for name, value in values.items()}
    )
    assert call(packages["sampled"], "limits.either", values.pop("id"), **values).url == url


def test_limits_that_all_members_have_are_kept(packages: Packages) -> None:
    wrong: list[tuple[dict[str, Any], str]] = [({"id": "aaaa"}, "id"), ({"id": "a", "kind": "z"}, "kind")]
    for given, name in wrong:
        with pytest.raises(RequestInvalid) as refused:
            call(packages["sampled"], "limits.either", **given)
        assert refused.value.errors.keys() == {name}


def test_what_is_required_and_not_described_can_be_sent_and_comes_back(packages: Packages) -> None:
    package = packages["sampled"]
    wire: dict[str, Any] = {"known": "k", "stale": [{"deep": 1}]}
    called = call(package, "fields.left_over", **wire, answer=httpx.Response(200, json=wire))
    assert json.loads(called.request.content) == wire == called.result.to_dict()
    assert not [*read(DOCUMENTS / "sampled.yaml").problems("fields.left_over", called.request)]
    known: dict[str, Any] = {"known": "k"}
    assert call(package, "fields.left_over", **known, answer=httpx.Response(200, json=known)).request.content == b'{"known":"k"}'


def test_fields_named_as_our_own_machinery(packages: Packages) -> None:
    package = packages["sampled"]
    inner = {"target": "t", "members": 1, "maxCount": 2}
    wire = {"target": inner, "members": [inner]}
    named = package.models.Named.from_dict({"target": {"target": "t", "members": 1, "max_count": 2}, "members": [inner]})
    assert named.to_dict() == wire
    called = call(package, "fields.named", target=named.target, members=[named.target], answer=httpx.Response(200, json=wire))
    assert called.result == named
    assert json.loads(called.request.content) == wire


def test_bytes_that_travel_as_base64_may_be_given_as_that(packages: Packages) -> None:
    package = packages["sampled"]
    for value in (b"hi", "aGk="):
        assert call(package, "fields.octets", key=value).request.content == b'{"key":"aGk="}'
        assert call(package, "fields.octets", token=value, key=b"").url == "/octets?token=aGk%3D"
    wrong: list[dict[str, Any]] = [
        {"key": "not base64!"},
        {"key": 1},
        {"key": b"1234567"},
        {"file": "aGk="},
        {"file": "aGk=", "content_type": "multipart/form-data"},
    ]
    for given in wrong:
        with pytest.raises(RequestInvalid) as refused:
            call(package, "fields.octets", **given)
        assert refused.value.errors.keys() == {next(iter(given))}


def test_another_content_type_needs_only_its_own_body(packages: Packages) -> None:
    package = packages["sampled"]
    request = call(package, "bodies.several", content_type="text/plain", content="text").request
    assert (request.content, request.headers["content-type"]) == (b"text", "text/plain; charset=utf-8")
    assert call(package, "bodies.several", ["a"]).request.content == b'["a"]'
    with pytest.raises(RequestInvalid) as refused:
        call(package, "bodies.several")
    assert refused.value.errors == {"body": ["is required"]}
    for kind, content in (("application/x-yaml", "a: 1"), ("application/octet-stream", b"\0"), ("text/plain", "t")):
        request = call(package, "bodies.plain", content, content_type=kind).request
        assert request.content == (content if isinstance(content, bytes) else content.encode())
        assert request.headers["content-type"].partition(";")[0] == kind


def test_the_member_of_a_choice_inside_a_choice(packages: Packages) -> None:
    for body in ({"channel": "app", "video": "v"}, {"channel": "mms", "video": "v"}, {"channel": "app", "text": "t"}):
        assert json.loads(call(packages["sampled"], "bodies.nested", body).request.content) == body


def test_the_member_that_knows_most_of_the_names_though_others_take_any(packages: Packages) -> None:
    called = call(packages["sampled"], "bodies.open", extra={"second_name": "x", "other": "y"})
    assert json.loads(called.request.content) == {"extra": {"second.name": "x", "other": "y"}}


def test_an_untagged_answer_is_the_member_that_loses_nothing(packages: Packages) -> None:
    package = packages["sampled"]
    events = [
        {"type": "exit", "payload": {"id": "1", "created": 2}},
        {"type": "command", "payload": {"id": "1", "text": "t"}},
        {"type": "stdout", "payload": {"id": "1", "created": 2}},
        {"type": "exit", "payload": {"id": "1"}},
    ]
    result = call(package, "answers.events", answer=httpx.Response(200, json=events)).result
    assert [each.to_dict() for each in result] == events
    models = package.models
    assert [type(each) for each in result] == [models.Exit, models.Command, models.AnyEvent, models.Exit]


def test_what_a_call_says_of_a_key_goes_before_the_key_of_the_client(packages: Packages) -> None:
    package, client = packages["sampled"], {"key": "of the client"}
    assert call(package, "answers.keyed", client=client).url == "/keyed?key=of%20the%20client"
    assert call(package, "answers.keyed", client=client, key="of the call").url == "/keyed?key=of%20the%20call"


def test_any_object_beside_a_model(packages: Packages) -> None:
    package = packages["sampled"]
    whole = {"odata_type": "t", "display_name": "n"}
    for link, wire in ((whole, {"@odata.type": "t", "displayName": "n"}), ({"free": {"a": 1}}, {"free": {"a": 1}}), ({}, {})):
        assert json.loads(call(package, "bodies.anything", link=link, either=link).request.content) == {"link": wire, "either": wire}
    with pytest.raises(RequestInvalid) as refused:
        call(package, "bodies.anything", link={"display_name": "n"})
    assert refused.value.errors == {"link.odata_type": ["is required"]}


def test_a_tag_that_two_members_have(packages: Packages) -> None:
    package = packages["sampled"]
    items = [{"type": "message", "text": "t"}, {"type": "message", "status": "s"}, {"type": "call", "text": "t"}, {"type": "new", "a": 1}]
    result = call(package, "answers.items", answer=httpx.Response(200, json=items)).result
    models = package.models
    assert [type(each) for each in result] == [models.Input, models.Output, models.Tool, Unrecognised]
    assert [each if isinstance(each, dict) else each.to_dict() for each in result] == items
    with pytest.raises(DecodeError):
        call(package, "answers.items", answer=httpx.Response(200, json=[{"type": "message"}]))


def test_the_media_type_that_is_described_goes_before_one_with_examples_only(packages: Packages) -> None:
    package = packages["sampled"]
    assert call(package, "answers.once", answer=httpx.Response(200, json={"known": "k"})).result == package.models.LeftOver(known="k")
