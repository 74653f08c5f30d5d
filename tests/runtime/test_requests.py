"""What is refused before anything is sent, under which name and in which words; and that what is accepted is sent unchanged."""

import re
import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from identkit.core import UNSET, RequestInvalid
from identkit.core._calling.description import Check, Operation, Rule
from identkit.core._sent import checks, rules
from identkit.core._sent.request import Target, build, url_below
from tests.runtime.acme import ARCHIVE, CREATE, GET, SEARCH, Address, Person, Status

TARGET = Target("https://api.acme.example", {}, {"connect": 1.0}, {})
NOW = datetime(2026, 3, 31, 12, tzinfo=UTC).timestamp()


def sent(body: Any, operation: Operation[Any] = CREATE) -> Any:
    return msgspec.json.decode(build(operation, TARGET, {}, body, None, NOW).request.content)


def refused(body: Any, operation: Operation[Any] = CREATE, params: Mapping[str, Any] | None = None) -> dict[str, list[str]]:
    with pytest.raises(RequestInvalid) as caught:
        build(operation, TARGET, params or {}, body, None, NOW)
    return caught.value.errors


FINE = {"ident_code": "test123"}


def test_all_problems_are_told_at_once_in_the_providers_words() -> None:
    body = {
        "ident_code": "A",
        "last_name": "x",
        "born": "1990-02-30",
        "seen": datetime(2020, 1, 1),  # noqa: DTZ001  # the mistake under test
        "terms": False,
        "size": 301,
        "kind": "C",
    }
    assert refused(body) == {
        "ident_code": ["is too short, minimum is 6 characters", "has a form that is not accepted"],
        "last_name": ["is too short, minimum is 2 characters"],
        "born": ["must be a date, yyyy-mm-dd"],
        "seen": ["has no time zone, an offset such as +01:00 is required"],
        "terms": ["false is not allowed"],
        "size": ["is too large, maximum is 300"],
        "kind": ["is not allowed, must be one of A, B"],
    }
    assert refused({}) == {"ident_code": ["is required"]}
    assert refused(FINE | {"ident_code": "a" * 16}) == {"ident_code": ["is too long, maximum is 15 characters"]}
    assert refused({"ident_code": None}) == {"ident_code": ["is required"]}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ident_code", 1234567),
        ("born", datetime(2020, 1, 1, tzinfo=UTC)),
        ("born", 5),
        ("born", "2020-1-1"),
        ("born", "20200101"),
        ("seen", "2020-01-01"),
        ("seen", "2020-01-01T00:00:00"),
        ("seen", date(2020, 1, 1)),
        ("terms", 1),
        ("terms", "true"),
        ("size", True),
        ("size", 1.5),
        ("size", "1"),
        ("address", "Weg 1"),
        ("addresses", "Weg 1"),
        ("addresses", {"street": "Weg 1"}),
        ("last_name", "half \ud800"),
        ("scan", "text"),
        ("scan", b"too long"),
        ("note", 1),
    ],
)
def test_values_of_another_kind_are_refused(field: str, value: Any) -> None:
    assert list(refused(FINE | {field: value})) == [field]


def test_the_end_of_a_pattern_is_the_end_of_the_text() -> None:
    assert "ident_code" in refused({"ident_code": "test123\n"})


def test_names_of_nested_values_are_dotted() -> None:
    body = FINE | {
        "address": {"city": "x" * 11},
        "addresses": [{"street": "Weg 1"}, {"streetAddress": "Weg 1", "nothing": 1}],
        "by_name": {"home": {"street": 1}},
    }
    assert refused(body) == {
        "address.street": ["is required"],
        "address.city": ["is too long, maximum is 10 characters"],
        "addresses.1.streetAddress": ["is called street"],
        "addresses.1.nothing": ["is not a field of this request"],
        "addresses.1.street": ["is required"],
        "by_name.home.street": ["must be a string"],
    }


def test_a_key_that_is_no_name_is_not_repeated() -> None:
    assert refused(FINE | {"Erika Mustermann": 1}) == {"base": ["is not a field of this request"]}


@pytest.mark.parametrize("body", [5, "text", ["x"], Address(street="Weg 1")])
def test_a_body_of_another_kind_is_refused(body: Any) -> None:
    assert refused(body) == {"base": ["must be a mapping or a Person"]}


def test_models_and_mappings_say_the_same() -> None:
    moment = datetime(2020, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=1)))
    as_models = Person(
        ident_code="test123",
        born=date(1990, 6, 1),
        seen=moment,
        address=Address(street="Weg 1"),
        addresses=[Address(street="Weg 2")],
        by_name={"a": Address(street="Weg 3")},
        scan=b"123",
    )
    as_mappings = {
        "ident_code": "test123",
        "born": "1990-06-01",
        "seen": "2020-01-02T03:04:05+01:00",
        "address": {"street": "Weg 1"},
        "addresses": [{"street": "Weg 2"}],
        "by_name": {"a": {"street": "Weg 3"}},
        "scan": b"123",
    }
    assert sent(as_models) == sent(as_mappings)
    assert sent(as_mappings) == {
        "identCode": "test123",
        "born": "1990-06-01",
        "seen": "2020-01-02T03:04:05+01:00",
        "address": {"streetAddress": "Weg 1"},
        "addresses": [{"streetAddress": "Weg 2"}],
        "byName": {"a": {"streetAddress": "Weg 3"}},
        "scan": "MTIz",
    }


def test_none_clears_only_what_can_be_cleared() -> None:
    assert sent(FINE | {"note": None, "last_name": None, "kind": UNSET}) == {"identCode": "test123", "note": None}


def test_a_callers_mapping_is_not_changed() -> None:
    body = FINE | {"address": {"street": "Weg 1"}}
    before = repr(body)
    sent(body)
    assert repr(body) == before


def test_lists_of_identifiers() -> None:
    assert sent(["a", "b"], ARCHIVE) == ["a", "b"]
    assert sent(("a",), ARCHIVE) == ["a"]
    assert refused("KRZ1A8M4UBZZ", ARCHIVE) == {"base": ["must be a list"]}
    assert refused(["a", None], ARCHIVE) == {"1": ["must be a string"]}
    assert refused(["a", "", 5], ARCHIVE) == {"2": ["must be a string"]}


class Day(date):
    """As pendulum's and pandas' are."""


class Moment(datetime):
    """The same with a time."""


class Text(str):
    """As of many libraries that mark safe or validated text."""

    __slots__ = ()


class Number(int):
    """A number with a meaning."""


ANYTHING = Operation[Any](name="any", method="POST", path="/", returns=None, retry=CREATE.retry, body=dict[str, Any])


def test_subclasses_of_plain_types_are_sent_like_these() -> None:
    plain: dict[str, Any] = FINE | {"born": date(1990, 1, 1), "seen": datetime(2020, 1, 1, tzinfo=UTC), "size": 3, "kind": "A"}
    odd: dict[str, Any] = {
        "ident_code": Text("test123"),
        "born": Day(1990, 1, 1),
        "seen": Moment(2020, 1, 1, tzinfo=UTC),
        "size": Number(3),
        "kind": Text("A"),
    }
    assert sent(odd).pop("seen") == "2020-01-01T00:00:00+00:00"
    assert {**sent(odd), "seen": ""} == {**sent(plain), "seen": ""} == {**sent(Person(**odd)), "seen": ""}
    assert sent([Text("a")], ARCHIVE) == ["a"]
    params = {"since": Moment(2020, 1, 1, tzinfo=UTC), "on": Day(2020, 1, 1), "tags": [Text("a")], "page_number": Number(3)}
    query = dict(build(SEARCH, TARGET, params, None, None, NOW).request.url.params)
    assert query == {"closedFrom": "2020-01-01T00:00:00+00:00", "on": "2020-01-01", "tags": "a", "page[number]": "3"}


def test_decimals_and_identifiers_are_sent_exactly_or_refused_by_name() -> None:
    given: dict[str, Any] = {"amount": Decimal("1.10"), "id": uuid.UUID(int=2), Text("list"): [Text("x"), Number(3), Day(2020, 1, 1)]}
    content = build(ANYTHING, TARGET, {}, given, None, NOW).request.content
    assert content == b'{"amount":1.10,"id":"00000000-0000-0000-0000-000000000002","list":["x",3,"2020-01-01"]}'
    assert sent({"text": "NaN", "other": "Infinity"}, ANYTHING) == {"text": "NaN", "other": "Infinity"}
    for number in ("NaN", "sNaN", "-Infinity"):
        assert refused({"amount": Decimal(number)}, ANYTHING) == {"base": ["holds something that cannot be sent"]}
        assert checks.problems(Check("amount", kind="number", minimum=1), Decimal(number))
    assert checks.problems(Check("amount", kind="number", minimum=1, multiple_of=0.5), Decimal("1.5")) == []
    assert refused(FINE | {"last_name": uuid.UUID(int=1)}).keys() >= {"last_name"}
    assert refused(FINE | {"size": Decimal("1.5"), "kind": "A"}) == {"size": ["must be an integer"]}
    assert refused(None, GET, {"case_id": uuid.UUID(int=1)}) == {"case_id": ["must be a string"]}


def test_a_pattern_never_sees_a_long_text_or_one_whose_length_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    class Watched:
        def search(self, text: str) -> bool:
            seen.append(len(text))
            return True

    monkeypatch.setattr(checks.re, "compile", lambda pattern: Watched())  # type: ignore[attr-defined]
    limited = checks.test.__wrapped__(Check("code", pattern="^[a-z]+$", max_length=29))
    unlimited = checks.test.__wrapped__(Check("code", pattern="^[a-z]+$"))
    for size in (29, 30, checks.LONGEST_TEXT, 10_000_000):
        limited("a" * size)
        unlimited("a" * size)
    assert seen == [29, 29, 30, checks.LONGEST_TEXT]


def test_what_cannot_be_written_is_refused_without_showing_it() -> None:
    for value in (object(), "\ud800", {1: {2: object()}}):
        assert refused({"key": value}, ANYTHING) == {"base": ["holds something that cannot be sent"]}


def test_parameters_are_checked_like_fields() -> None:
    assert refused(None, GET) == {"case_id": ["is required"]}
    params = {"since": "yesterday", "on": "2020-01-01", "open": "yes", "page_number": 0, "language": "far too long", "tags": "one"}
    assert refused(None, SEARCH, params) == {
        "since": ["must be a date and time, yyyy-mm-ddThh:mm:ss+hh:mm"],
        "open": ["must be true or false"],
        "tags": ["must be a list"],
        "page_number": ["is too small, minimum is 1"],
        "language": ["is too long, maximum is 5 characters"],
    }
    assert refused(None, SEARCH, {"open": True}) == {"open": ["needs on"]}


# Rules


def holds(kind: str, values: Mapping[str, Any], *fields: str, **more: Any) -> bool:
    return rules.broken(Rule(kind, fields or tuple(values), "message", **more), values, NOW) is None


def test_the_length_of_joined_fields() -> None:
    assert refused(FINE | {"last_name": "A" * 20, "address": {"street": "x", "city": "B" * 10}}) == {"base": ["is too long together"]}
    assert sent(FINE | {"last_name": "A" * 19, "address": {"street": "x", "city": "B" * 10}})


def test_fields_that_require_others() -> None:
    assert refused(FINE | {"size": 5}) == {"size": ["needs kind"]}
    assert holds("requires", {"a": False, "b": UNSET})
    assert holds("requires", {"a": None, "b": UNSET})
    assert not holds("requires", {"a": True, "b": False})
    assert holds("requires", {"a": True, "b": True})


def test_alternatives() -> None:
    rule = Rule("requires-one-of", ("a",), "message", values=("x",), alternatives=((("b", "given"),), (("c", "null"), ("d", "given"))))
    for values, fine in (
        ({"a": "y"}, True),
        ({"a": "x"}, False),
        ({"a": "x", "b": 1}, True),
        ({"a": "x", "c": None}, False),
        ({"a": "x", "c": None, "d": 1}, True),
    ):
        assert (rules.broken(rule, values, NOW) is None) is fine


@pytest.mark.parametrize(
    ("url", "https", "no_query"),
    [
        ("https://host/path", True, True),
        ("http://host/path", False, True),
        ("https://host/path?a=b", True, False),
        ("https://", False, True),
        ("https://[", False, True),
        ("HTTPS://host", True, True),
    ],
)
def test_urls(url: str, *, https: bool, no_query: bool) -> None:
    assert holds("https", {"url": url}) is https
    assert holds("no-query", {"url": url}) is no_query


@pytest.mark.parametrize(("day", "fine"), [("2025-09-30", True), ("2025-09-29", False), (date(2026, 3, 31), True), ("nonsense", True)])
def test_the_age_of_a_date(day: Any, *, fine: bool) -> None:
    assert holds("max-age-months", {"day": day}, limit=6) is fine  # six months before the 31st of March is the 30th of September


@pytest.mark.parametrize(
    ("kind", "value", "fine"),
    [
        ("known", "a", True),
        ("known", "c", False),
        ("known", ["a", "b"], True),
        ("known", ["a", "c"], False),
        ("known", [], True),
        ("known", None, True),
        ("known", UNSET, True),
        ("form", "abc", True),
        ("form", "a1", False),
        ("form", "", False),
        ("form", "1" * 5000, True),  # too long to be matched: the provider decides
        ("form", 5, True),
        ("form", None, True),
        ("max-length", "abc", True),
        ("max-length", "abcd", False),
        ("max-length", 12345, True),
        ("at-least", 3, True),
        ("at-least", 2, False),
        ("at-least", UNSET, True),
        ("at-most", 3, True),
        ("at-most", 4, False),
        ("given", "", True),
        ("given", None, False),
        ("given", UNSET, False),
    ],
)
def test_rules_of_one_field(kind: str, value: Any, *, fine: bool) -> None:
    rule = Rule(kind, ("a",), "message", values=("a", "b"), pattern="^[a-z]+$", limit=3)
    assert (rules.broken(rule, {"a": value}, NOW) is None) is fine


def test_the_field_that_breaks_a_rule_is_named() -> None:
    rule = Rule("max-length", ("a", "b.c"), "message", limit=3)
    assert rules.broken(rule, {"a": "abc", "b": {"c": "abcd"}}, NOW) == "b.c"


def test_a_rule_of_an_unknown_kind_is_the_providers_business() -> None:
    assert holds("phase-of-the-moon", {"a": 1})


# Properties


@given(st.text())
def test_a_text_is_accepted_exactly_when_its_limits_hold(text: str) -> None:
    check = Check("x", min_length=2, max_length=4, pattern="^[^b]*$")
    try:
        text.encode()
    except UnicodeEncodeError:
        assert checks.problems(check, text) == ["is not valid text"]
        return
    assert bool(checks.problems(check, text)) == (not 2 <= len(text) <= 4 or "b" in text)


@given(st.dates(), st.datetimes(timezones=st.timezones()))
def test_every_date_may_be_given_as_itself_or_as_its_text(day: date, moment: datetime) -> None:
    assert not checks.problems(Check("x", kind="date"), day)
    assert not checks.problems(Check("x", kind="date"), day.isoformat())
    assert not checks.problems(Check("x", kind="date-time"), moment)
    if moment.utcoffset().seconds % 60 == 0:  # type: ignore[union-attr]  # it has a zone; old zones have odd seconds, RFC 3339 has not
        assert not checks.problems(Check("x", kind="date-time"), moment.isoformat())


@given(st.text(min_size=1).filter(lambda text: text not in {".", ".."}))
def test_any_text_in_a_path_is_one_segment_and_comes_out_again(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        assert refused(None, GET, {"case_id": text})
        return
    url = build(GET, TARGET, {"case_id": text}, None, None, NOW).request.url
    assert url.path == f"/v1/cases/{text}"
    assert url.raw_path.count(b"/") == 3
    assert url.host == "api.acme.example"


@given(st.lists(st.text(st.characters(codec="utf-8"))))
def test_any_text_in_a_query_comes_out_again(tags: list[str]) -> None:
    request = build(SEARCH, TARGET, {"tags": tags}, None, None, NOW).request
    assert request.url.params.get_list("tags") == tags
    assert httpx.URL(str(request.url)) == request.url


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def test_two_values_of_a_map_under_one_name_may_lack_the_same_field() -> None:
    with pytest.raises(RequestInvalid) as caught:
        build(CREATE, TARGET, {}, {"by_name": {"": {}, "0": {}}}, None, NOW)
    assert caught.value.errors["by_name.*.street"] == ["is required"]


@given(st.dictionaries(st.sampled_from([*Person.__struct_fields__, "other", "identCode"]), ANY))
def test_whatever_is_given_is_either_sent_as_valid_json_or_refused(body: dict[str, Any]) -> None:
    try:
        content = build(CREATE, TARGET, {}, body, None, NOW).request.content
    except RequestInvalid as error:
        told = error.errors
    else:
        assert msgspec.json.decode(content, type=Person).ident_code == body["ident_code"]
        return
    assert told
    assert all(messages and all(isinstance(message, str) for message in messages) for messages in told.values())


def test_an_open_enum_can_be_sent_and_an_unknown_value_is_refused_where_the_spec_lists_them() -> None:
    check = Check("x", allowed=("new", "done"))
    assert not checks.problems(check, Status.NEW)
    assert checks.problems(check, Status("else")) == ["is not allowed, must be one of new, done"]
    assert checks.problems(Check("x", allowed=("a", "b", "c")), "d") == ["is not allowed, must be one of a, b, c"]
    assert checks.problems(Check("x", allowed=("a",)), "d") == ["is not allowed, must be a"]


@given(
    st.sampled_from(["https://a.example", "https://a.example:8443/api/v1", "http://[::1]:80/x"]),
    st.from_regex(r"/[A-Za-z0-9_~%/:@$&()*+,;=.\-]{0,30}(\?[A-Za-z0-9_~%/:@$&()*+,;=.?\-]{0,20})?", fullmatch=True),
)
def test_a_url_that_was_not_parsed_is_the_one_that_parsing_gives(base: str, tail: str) -> None:
    tail = re.sub("%(?![0-9A-F]{2})", "%25", tail)  # as values are escaped
    ours, theirs = url_below(base, tail), httpx.URL(base + tail)
    assert (str(ours), ours.raw_path, ours.host, ours.port, ours.query) == (
        str(theirs),
        theirs.raw_path,
        theirs.host,
        theirs.port,
        theirs.query,
    )
