"""What is said of a refused value: to whoever typed it, in two languages and without patterns, and to programs as a 422 words it."""

import json
import pickle
from typing import Any

import pytest

from identkit.core import RequestInvalid
from identkit.core._calling.description import Check
from identkit.core._sent import checks
from identkit.core._sent.messages import _SENTENCES, Message, say  # pyright: ignore[reportPrivateUsage]
from identkit.identplus import Identplus
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
