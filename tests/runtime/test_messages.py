"""What is said of a refused value: to whoever typed it, in two languages and without patterns, and to programs as a 422 words it."""

import inspect
import itertools
import json
import pickle
from collections.abc import Mapping
from importlib import resources
from typing import Any, get_args

import httpx
import pytest

from identkit.core import IdentkitError, RequestInvalid
from identkit.core._calling.description import Check
from identkit.core._sent import checks
from identkit.core._sent.messages import _SENTENCES, Message, say  # pyright: ignore[reportPrivateUsage]
from identkit.gopay import GoPay
from identkit.identplus import Identplus
from identkit.postident import Postident
from identkit.solaris import Solaris
from tests.identplus.partner import PARTNER


def refused(**changed: Any) -> RequestInvalid:
    with pytest.raises(RequestInvalid) as found:
        Identplus(token="t", base_url="https://nowhere.example").identchecks.create(**{**PARTNER, **changed})
    return found.value


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ident_code", "ABCDEF1"),
        ("partner_iban", "AT611904300234573201"),
        ("partner_firstname", "M4x"),
        ("partner_lastname", "M%x"),
        ("partner_street", "Straße!"),
        ("partner_housenumber", "10*"),
        ("partner_postcode", "1000a"),
        ("partner_city", "Köln 1"),
    ],
)
def test_a_pattern_is_for_programs_only(field: str, value: str) -> None:
    error = refused(**{field: value})
    ((english,), (german,), (wording,)) = error.errors[field], error.in_language("de-DE")[field], error.wording[field]
    assert len({english, german, wording}) == 3
    assert wording.startswith("pattern matching failed, must match ^")
    for told in (english, german, str(error)):
        assert not any(sign in told for sign in "^$[]\\*+")
        assert value not in told


def test_the_rest_reads_as_a_422_does() -> None:
    error = refused(ident_code="a1", dsv_terms=False)
    assert error.errors == {"ident_code": ["is too short, minimum is 6 characters"], "dsv_terms": ["false is not allowed"]}
    assert error.in_language("de") == {"ident_code": ["ist zu kurz, mindestens 6 Zeichen"], "dsv_terms": ["muss bestätigt werden"]}
    assert error.wording == error.errors


def test_errors_are_plain_data_and_survive_a_queue() -> None:
    error = refused(partner_postcode="1000a")
    again = pickle.loads(pickle.dumps(error))
    assert json.loads(json.dumps(error.errors)) == again.errors
    assert {type(message) for messages in error.errors.values() for message in messages} == {str}
    assert (again.in_language("de"), again.wording) == (error.in_language("de"), error.wording)


@pytest.mark.parametrize("what", _SENTENCES)
def test_each_of_our_sentences_has_both_languages(what: str) -> None:
    told = say(what, 1)
    assert told != told.german
    assert "{" not in f"{told}{told.german}"


def test_a_pattern_without_a_sentence_is_not_shown_either() -> None:
    (told,) = checks.problems(Check("code", pattern="^[a-z]+$"), "A")
    assert (told, told.wording) == ("has a form that is not accepted", "pattern matching failed, must match ^[a-z]+$")


def test_a_message_without_a_translation_is_said_as_it_is() -> None:
    error = RequestInvalid("a.b", {"c": ["plain", Message("English", "deutsch")]})
    assert (error.in_language("de"), error.in_language("fr")) == ({"c": ["plain", "deutsch"]}, {"c": ["plain", "English"]})


LOGINS: dict[str, tuple[type[Any], dict[str, Any]]] = {
    "gopay": (GoPay, {"client_id": "1", "client_secret": "s"}),
    "identplus": (Identplus, {"token": "t", "base_url": "https://nowhere.example"}),
    "postident": (Postident, {"client_id": "1234ABCD", "username": "u", "password": "p"}),
    "solaris": (Solaris, {"client_id": "c", "client_secret": "s"}),
}
ODD: list[Any] = [None, "", "x" * 600, " 1#/😀", "gestern", 5, 1.5, True, False, object(), [], ["x", 5, None], {}, {"x": 5}]
METHODS = [
    (provider, resource, method)
    for provider in LOGINS
    for path in resources.files(f"identkit.{provider}").joinpath("resources").iterdir()
    if (resource := path.name.removesuffix(".py")) != path.name and resource not in {"__init__", "webhooks"}
    for method, _ in inspect.getmembers(getattr(LOGINS[provider][0](**LOGINS[provider][1]), resource), inspect.ismethod)
    if not method.startswith("_") and method not in {"drain", "iterate", "wait"}
]


@pytest.mark.parametrize(("provider", "resource", "method"), METHODS)
def test_whatever_is_typed_is_refused_in_both_languages_and_with_no_pattern(provider: str, resource: str, method: str) -> None:
    kind, login = LOGINS[provider]
    english = {english for english, _ in _SENTENCES.values() if "{" not in english}

    def serve(_: httpx.Request) -> httpx.Response:
        return httpx.Response(404)

    with httpx.Client(transport=httpx.MockTransport(serve)) as http:
        call = getattr(getattr(kind(**login, http_client=http, max_retries=0), resource), method)
        signature = inspect.signature(call).parameters
        positional = [name for name, each in signature.items() if each.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD]
        names = [*positional, *fields(signature)]
        for odd, name in itertools.product(ODD, names):
            refused = refusal(call, [odd if each == name else "1" for each in positional], {} if name in positional else {name: odd})
            if refused is None:
                continue
            german = refused.in_language("de")
            assert german.keys() == refused.errors.keys()
            told = [message for messages in (*refused.errors.values(), *german.values()) for message in messages]
            assert not [message for message in told if "^" in message or "\\" in message]
            assert not [message for messages in german.values() for message in messages if message in english]


def fields(signature: Mapping[str, inspect.Parameter]) -> list[str]:
    """The arguments that have names, those of a wide body among them."""
    named = [name for name, each in signature.items() if each.kind is inspect.Parameter.KEYWORD_ONLY]
    inside = get_args(signature["params"].annotation)[0].__annotations__ if "params" in signature else ()
    return [name for name in (*named, *inside) if name not in {"timeout", "extra_headers", "to"}]


def refusal(call: Any, positional: list[Any], named: dict[str, Any]) -> RequestInvalid | None:
    try:
        call(*positional, **named)
    except RequestInvalid as refused:
        return refused
    except (IdentkitError, TypeError):
        pass  # it was sent, or mandatory arguments are missing
    return None


def test_there_are_methods_to_be_called() -> None:
    assert len(METHODS) > 30
    wide = inspect.signature(Solaris(**LOGINS["solaris"][1]).persons.create).parameters
    assert len(fields(wide)) > 40
