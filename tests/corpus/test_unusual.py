"""Schemas that say less than they mean, or more than one thing at once."""

import json
from types import ModuleType

import httpx

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
