"""Where requests go and what opens the door: servers by environment, keys that are also parameters, paths in the words of routers."""

from types import ModuleType
from typing import Any

import pytest

from identkit.core import ConfigurationError, RequestInvalid
from tests.corpus.calling import call

Packages = dict[str, ModuleType]
KEY = {"key": "k"}


def test_a_key_that_is_described_twice_is_given_once(packages: Packages) -> None:
    called = call(packages["sending"], "keys.keyed", "1", key="q", client=KEY)
    assert (called.url, called.request.headers["x-key"]) == ("/keyed/1?key=q", "k")
    with pytest.raises(TypeError):
        call(packages["sending"], "keys.keyed", "1", x_key="k", client=KEY)


@pytest.mark.parametrize(
    ("method", "credentials", "header", "value"),
    [
        ("word", {"word": "secret"}, "authorization", "Token secret"),
        ("word", {"word": "token secret"}, "authorization", "token secret"),  # who gives it whole is taken at his word
        ("capitals", {"capitals": "c"}, "x-capitals", "c"),
        ("absent", {"word": "secret"}, "authorization", "Token secret"),
    ],
)
def test_schemes_of_any_spelling(packages: Packages, method: str, credentials: dict[str, Any], header: str, value: str) -> None:
    headers = call(packages["sending"], f"keys.{method}", client=credentials).request.headers
    assert headers[header] == value
    assert len({"authorization", "x-capitals", "x-key"} & headers.keys()) == 1


def test_operations_with_servers_of_their_own_follow_the_environment(packages: Packages) -> None:
    def url(method: str, **client: Any) -> str:
        return str(call(packages["sending"], f"servers.{method}", client={**KEY, **client}).request.url)

    assert url("described") == url("described", environment="cluster", cluster="c") == "https://files.example/described"
    assert url("described", environment="test") == "https://test.files.example/described"
    assert url("counted", environment="test") == "https://b.example/counted"
    assert url("counted", environment="cluster", cluster="c") == "https://c.example/counted"
    assert url("other") == "https://ap.other.example/other"  # its own default
    assert url("other", region="us") == url("other", region="us", environment="test") == "https://us.other.example/other"
    assert url("templated") == "https://t.example/templated/"
    with pytest.raises(ConfigurationError, match="pass cluster="):
        url("templated", environment="cluster")


def test_paths_in_the_words_of_routers(packages: Packages) -> None:
    package = packages["sending"]
    assert call(package, "paths.express", "a b").url == "/express/a%20b/x"
    assert call(package, "paths.query", "c&d", id="a b").url == "/query?z=c%26d&id=a%20b"
    assert call(package, "paths.nowhere").url == "/nowhere"


def test_only_what_is_wrong_is_named(packages: Packages) -> None:
    cases: list[tuple[dict[str, Any], str]] = [({"a": "..", "b": "x"}, "a"), ({"a": "x", "b": "x", "x_a": " v"}, "x_a")]
    for wrong, name in cases:
        with pytest.raises(RequestInvalid) as refused:
            call(packages["sending"], "paths.two", **wrong)
        assert list(refused.value.errors) == [name]


def test_slips_are_read_as_they_are_meant(packages: Packages) -> None:
    package = packages["slips"]
    assert call(package, "queries.joined", csv=["a", "b"], multi=["a", "b"]).url == "/joined?csv=a,b&multi=a&multi=b"
    assert call(package, "queries.text", must=1, l=["a", "b"]).url == "/text?must=1&l=a,b"
    assert call(package, "queries.letters", 7).url == "/letters/7"
    assert call(package, "queries.secured", client=KEY).request.headers["x-key"] == "k"
    wrong: list[tuple[str, dict[str, Any], str]] = [
        ("text", {"must": 0}, "must"),
        ("text", {"must": 1, "l": ["a", "b", "c"]}, "l"),
        ("letters", {"pet_id": "x"}, "pet_id"),
    ]
    for method, values, name in wrong:
        with pytest.raises(RequestInvalid) as refused:
            call(package, f"queries.{method}", **values)
        assert list(refused.value.errors) == [name]
    with pytest.raises(ConfigurationError):
        call(package, "queries.secured")


def test_what_can_only_be_one_text_need_not_be_given(packages: Packages) -> None:
    called = call(packages["slips"], "queries.fixed", agreed=True)
    assert (called.url, called.request.headers["x-version"]) == ("/fixed?agreed=true", "2022-11-28")
    with pytest.raises(TypeError):  # that something is so is for people to say
        call(packages["slips"], "queries.fixed")
