"""Schemas that say a thing in pieces, twice, or in another place than usual: each value goes out and comes back as it is."""

import json
from types import ModuleType
from typing import Any

import httpx
import pytest

from identkit.core import RequestInvalid
from tests.corpus.calling import call

Packages = dict[str, ModuleType]


def kinds(value: Any) -> str:
    items: Any = value  # for pyright, to which a list that was Any is one of unknown things
    return type(items[0] if isinstance(value, list) else value).__name__


@pytest.mark.parametrize(
    ("wire", "kind"),
    [
        ({"rows": [{"a": "x", "b": 1}]}, "AllRowsItem"),
        ({"again": {"a": "x"}}, "Plain"),
        ({"cleared": None}, "NoneType"),
        ({"cleared": {"a": "x"}}, "Plain"),
        ({"noted": None}, "NoneType"),
        ({"beside": None}, "NoneType"),
        ({"parts": {"a": "x", "b": 1, "c": True, "d": "y"}}, "AllParts"),
        ({"nothing": None}, "NoneType"),
        ({"anything": None}, "NoneType"),
        ({"shape": {"kind": "flat", "side": 1}}, "Flat"),
        ({"parent": {"t": "s", "s": 1}}, "Son"),
        ({"parent": {"t": "g", "s": 1, "g": 2}}, "Grandson"),
        ({"entity": {"@type": "#a.person", "name": "n"}}, "Person"),
        ({"event": {"k": "in", "at": "2024-01-31"}}, "Arrival"),
        ({"event": {"k": "out"}}, "Event"),
        ({"unsaid": {"a": "x", "ghost": [1]}}, "AllUnsaid"),
        ({"marks": ["x", "y"]}, "AllMarksItem"),
        ({"some": ["x"]}, "str"),
        ({"pair": ["x", 1]}, "tuple"),
        ({"lists": [1]}, "int"),
        ({"version": "1.10"}, "AllVersion"),
        ({"fixed": "2.50"}, "str"),
        ({"whole": 2}, "AllWhole"),
        ({"model": "large"}, "AllModel"),
        ({"model": "new"}, "AllModel"),
        ({"steps": "auto"}, "AllSteps1"),
        ({"steps": 2}, "int"),
        ({"either": "b"}, "str"),
        ({"names": "c"}, "str"),
        ({"contact": {"phone": "p", "code": "c"}}, "AllContact"),
        ({"one": {"y": "z"}}, "AllOne"),
        ({"by": {"l": 1}}, "dict"),
        ({"common": {"t": "flat", "id": 1, "side": 2}}, "AllCommonFlat"),
        ({"level": "new"}, "AllLevel"),
        ({"state": "new"}, "AllState"),
        ({"votes": {"+1": 1, "-1": 2}}, "AllVotes"),
        ({"nested": [{"radius": 1}]}, "Round"),
        ({"nested": {"side": 1}}, "Flat"),
        ({"mapped": {"a": 1.5}}, "dict"),
        ({"mapped": {"radius": 1}}, "Round"),
        ({"maps": {"a": {"side": 1}}}, "dict"),
        ({"places": [["x", 1.5], [None, 2.5]]}, "tuple"),
        ({"extras": {"z": 2.5}}, "AllExtras2"),
        ({"extras": {"z": "2"}}, "AllExtras1"),
        ({"json": {"a": [None, {"b": None}], "c": None}}, "dict"),
        ({"count": 2}, "int"),
        ({"listed": [7]}, "int"),
        ({"pasted": {"o": {"n": 1}}}, "PastedOther"),
    ],
)
def test_a_value_goes_out_and_comes_back_as_it_is(
    packages: Packages, wire: dict[str, Any], kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    package, name = packages["meant"], next(iter(wire))
    found = getattr(call(package, "all.echo", answer=httpx.Response(200, json=wire)).result, name)
    assert not [text for text in caplog.messages if "departs" in text]
    assert json.loads(call(package, "all.echo", **{name: found}).request.content) == wire
    assert kinds(found.o if name == "pasted" else found) == kind


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"rows": [{"a": "x"}]}, "rows.0.b"),
        ({"parts": {"b": 1}}, "parts.a"),
        ({"marks": ["z"]}, "marks.0"),
        ({"pair": [1, "x"]}, "pair.0"),
        ({"lists": [True]}, "lists"),
        ({"version": "1.1"}, "version"),
        ({"model": 1}, "model"),
        ({"steps": "other"}, "steps"),
        ({"steps": 0}, "steps"),
        ({"steps": ["x"]}, "steps.0"),
        ({"names": "d"}, "names"),
        ({"above": 0}, "above"),
        ({"contact": {"phone": "p"}}, "contact"),
        ({"contact": {"mail": "m", "code": "c"}}, "contact.code"),
        ({"one": {"x": "a", "y": "b"}}, "one"),
        ({"by": {"m": 1}}, "by"),
    ],
)
def test_what_the_schemas_do_not_allow_is_not_sent(packages: Packages, given: dict[str, Any], where: str) -> None:
    with pytest.raises(RequestInvalid) as refused:
        call(packages["meant"], "all.echo", **given)
    assert where in refused.value.errors


def test_what_tells_a_member_is_sent_with_it(packages: Packages) -> None:
    package = packages["meant"]

    def sent(**arguments: Any) -> Any:
        return json.loads(call(package, "all.echo", **arguments).request.content)

    assert sent(shape=package.models.Round(radius=1)) == {"shape": {"radius": 1, "kind": "round"}}
    assert sent(shape={"side": 1}) == {"shape": {"side": 1, "kind": "flat"}}
    assert sent(shape={}) == {"shape": {}}  # it may be either


def test_numbers_with_a_sign_have_a_name_each(packages: Packages) -> None:
    assert json.loads(call(packages["meant"], "all.echo", votes={"plus_1": 1, "minus_1": 2}).request.content) == {
        "votes": {"+1": 1, "-1": 2}
    }


def test_a_file_may_come_in_each_of_its_types(packages: Packages) -> None:
    for kind in ("image/png", "image/jpeg"):
        called = call(packages["meant"], "all.picture", answer=httpx.Response(200, content=b"x", headers={"content-type": kind}))
        assert (called.result, called.request.headers["accept"]) == (b"x", "image/png, image/jpeg")


def test_answers_and_references_with_slips(packages: Packages) -> None:
    found = call(packages["meant"], "all.odd", answer=httpx.Response(200, json={"one": {"a": "x"}, "two": {"a": "y"}})).result
    assert (found.one.a, found.two.a) == ("x", "y")


def test_a_document_may_call_itself_by_its_address(packages: Packages) -> None:
    thing = call(packages["newer"], "things.addressed", answer=httpx.Response(200, json={"id": 1})).result
    assert type(thing).__name__ == "Thing"


def test_a_discriminator_may_name_files(packages: Packages) -> None:
    answer = httpx.Response(200, json=[{"kind": "one", "a": 1}, {"kind": "two", "a": "x"}])
    assert [type(each).__name__ for each in call(packages["split"], "others.told", answer=answer).result] == ["Told1", "Told2"]
