"""A document in many files, as others cut them: whole files, pointers into them, names that two files share."""

import json
from types import ModuleType

import httpx

from tests.corpus.calling import call

Packages = dict[str, ModuleType]


def test_references_lead_through_files(packages: Packages) -> None:
    package = packages["split"]
    pet = {"id": 1, "friend": {"id": 2}, "owner": {"name": "o", "pets": [{"id": 3}]}}
    called = call(package, "pets.list", limit=2, answer=httpx.Response(200, json=[pet]))
    (found,) = called.result
    assert (called.url, type(found).__name__) == ("/pets?limit=2", "Pet")
    assert (found.friend.id, found.owner.pets[0].id) == (2, 3)
    assert json.loads(call(package, "pets.create", id=1, friend={"id": 2}).request.content) == {"id": 1, "friend": {"id": 2}}
    called = call(package, "owners.get", 7, answer=httpx.Response(200, json={"pets": [{"id": 1}]}))
    assert (called.url, called.result.pets[0].id) == ("/owners/7", 1)


def test_two_files_of_one_name_are_two_things(packages: Packages) -> None:
    package = packages["split"]
    (other,) = call(package, "others.list", answer=httpx.Response(200, json=[{"colour": "red", "like": {"id": 1}}])).result
    assert (other.colour, other.like.id) == ("red", 1)
    sent = {"one": {"a": 1}, "two": {"b": 2, "inner": {"b": 3}}}
    versions = call(package, "others.versions", answer=httpx.Response(200, json=sent)).result
    assert (versions.one.a, versions.two.inner.b) == (1, 3)


def test_a_discriminator_may_name_files(packages: Packages) -> None:
    sent = [{"kind": "d", "tricks": ["x"]}, {"kind": "p", "id": 1}]
    found = call(packages["split"], "others.kinds", answer=httpx.Response(200, json=sent)).result
    assert [type(each).__name__ for each in found] == ["Dog", "Pet"]
    assert found[0].tricks == ["x"]
