"""Schemas that say less than they mean, or more than one thing at once."""

import json
from datetime import date
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
    assert not [name for name in dir(package.models) if name.startswith("PersonAndOther")]  # the name of one is a number
