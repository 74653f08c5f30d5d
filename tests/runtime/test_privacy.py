"""Canaries: personal data and secrets stand in requests, answers and settings, and in no text that anybody prints or logs."""

import logging
import pickle
import pprint
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from io import StringIO
from typing import Any

import httpx
import pytest
from rich.console import Console
from rich.pretty import pretty_repr
from rich.traceback import Traceback

from identkit.core import IdentkitError
from tests.runtime.acme import API, CREATE, DOCUMENT, DRAIN, GET, LIST, SEARCH, TOKEN, WAIT, Address, Case, CasePage, Person, Status, pages
from tests.support import FakeClock, Flavour

NAME, STREET, BIRTH, ANSWER = "Canary-Mustermann", "Canary-Strasse 7", "1964-08-12", "Canary-Answer"
CANARIES = (NAME, STREET, BIRTH, ANSWER, TOKEN)
BODY: dict[str, Any] = {"ident_code": "test123", "last_name": NAME, "born": BIRTH, "addresses": [{"street": STREET}]}


def shown(value: Any) -> str:
    """Every usual way to turn something into text."""
    told = StringIO()
    console = Console(file=told, width=200, force_terminal=False)
    console.print(value)
    texts: list[str] = [repr(value), f"{value}", pprint.pformat(value), pretty_repr(value), told.getvalue()]
    if isinstance(value, BaseException):
        texts += traceback.format_exception(value)
        texts.append(repr(value.args))
    return "\n".join(texts)


def assert_clean(text: str) -> None:
    # Source lines of this file are part of a traceback; they name the canaries by their constants only.
    assert [canary for canary in CANARIES if canary in text] == []


class Cut(httpx.SyncByteStream, httpx.AsyncByteStream):
    def __iter__(self) -> Iterator[bytes]:
        yield ANSWER.encode()
        raise httpx.ReadError(ANSWER)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


def illegal_header(request: httpx.Request) -> httpx.Response:
    message = f"Illegal header value b'Bearer {TOKEN}'"
    raise httpx.LocalProtocolError(message, request=request)


def undecodable(request: httpx.Request) -> httpx.Response:
    """What a hook of the caller's client raises that reads a damaged body."""
    raise httpx.DecodingError(ANSWER, request=request)


def refused(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError(f"{request.url} {ANSWER}", request=request) from OSError(111, "Connection refused")


FAILURES: dict[str, Callable[[httpx.Request], httpx.Response]] = {
    "400": lambda request: httpx.Response(400, json={"errors": [{"code": "E1", "detail": ANSWER}]}),
    "422": lambda request: httpx.Response(422, json={"last_name": [ANSWER]}),
    "500 html": lambda request: httpx.Response(500, html=f"<html>{ANSWER}</html>"),
    "302": lambda request: httpx.Response(302, headers={"location": f"https://host/?x={ANSWER}"}),
    "wrong shape": lambda request: httpx.Response(200, json={"caseId": 5, "name": ANSWER}),
    "wrong json": lambda request: httpx.Response(200, content=f'{{"caseId": {ANSWER}'.encode()),
    "not utf-8": lambda request: httpx.Response(200, content=ANSWER.encode() + b"\xff"),
    "html": lambda request: httpx.Response(200, html=ANSWER),
    "gzip": lambda request: httpx.Response(200, headers={"content-encoding": "gzip"}, stream=Cut()),
    "cut": lambda request: httpx.Response(200, stream=Cut()),
    "header": illegal_header,
    "refused": refused,
    "undecodable": undecodable,
    "odd headers": lambda request: httpx.Response(401, headers={"x-request-id": f"{ANSWER} <script>", "retry-after": ANSWER}),
}


@pytest.mark.parametrize("name", FAILURES)
@pytest.mark.parametrize("operation", [CREATE, GET, SEARCH, DOCUMENT, LIST], ids=lambda operation: operation.name)
def test_failures_tell_nothing(flavour: Flavour, clock: FakeClock, caplog: pytest.LogCaptureFixture, name: str, operation: Any) -> None:
    caplog.set_level(logging.DEBUG)
    core = flavour.core(API, FAILURES[name], {"token": TOKEN}, clock=clock)
    params = None if operation in (CREATE, LIST) else {"case_id": "c1"}
    if operation is SEARCH:
        params = {"on": "2020-01-01"}
    try:
        core.call(operation, params, body=BODY if operation is CREATE else None)
    except IdentkitError as error:
        assert_clean(shown(error))
        assert_clean(shown(pickle.loads(pickle.dumps(error))))
    assert_clean(caplog.text)
    assert any(record.name == "identkit" for record in caplog.records)


@pytest.mark.parametrize(
    "body",
    [
        BODY | {"ident_code": NAME},
        BODY | {"born": NAME, "terms": NAME, "size": NAME, "kind": NAME, "seen": NAME, "address": NAME},
        BODY | {NAME: 1, f"{NAME} {STREET}": 2},
        BODY | {"address": {"street": STREET * 3, "city": ANSWER}},
        BODY | {"scan": ANSWER},
        [NAME],
        NAME,
    ],
)
def test_refused_requests_tell_nothing(flavour: Flavour, body: Any) -> None:
    core = flavour.core(API, lambda request: httpx.Response(200), {"token": TOKEN})
    with pytest.raises(IdentkitError) as caught:
        core.call(CREATE, body=body)
    assert_clean(shown(caught.value))


def test_values_that_travel_tell_nothing(flavour: Flavour, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    core = flavour.core(API, lambda request: httpx.Response(200, json={"caseId": "c1", "name": ANSWER}), {"token": TOKEN})
    answer = core.raw().call(CREATE, body=BODY)
    assert answer.data.name == ANSWER
    for thing in (answer, answer.data, core, core.settings):
        assert_clean(shown(thing))
    assert_clean(caplog.text)
    assert "POST cases.create: HTTP 200" in caplog.text


def test_models_hide_what_the_spec_calls_personal() -> None:
    person = Person(ident_code="test123", last_name=NAME, addresses=[Address(street=STREET)], address=Address(street=STREET, city="Bonn"))
    case = Case(case_id="c1", name=ANSWER)
    for thing in (person, case, [case], {"a": person}, CasePage([case])):
        assert_clean(shown(thing))
    assert repr(person) == "Person(ident_code='test123', last_name=***, address=Address(street=***, city='Bonn'), addresses=***)"
    assert repr(case) == "Case(case_id='c1', status=None, name=***, count=None)"
    assert repr(CasePage([case], partial=True)) == "<CasePage: 1 items, partial>"


def test_loops_tell_nothing(flavour: Flavour, clock: FakeClock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    def serve(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/closed":
            body, headers = pages(["a", "b"], partial=True)
            return httpx.Response(200, json=[item | {"name": ANSWER} for item in body], headers=headers)
        if request.method == "PATCH":
            return httpx.Response(200)
        return httpx.Response(200, json={"caseId": "c1", "status": "going", "name": ANSWER})

    core = flavour.core(API, serve, {"token": TOKEN}, clock=clock)
    with pytest.raises(IdentkitError) as caught:
        core.wait(WAIT, {"case_id": "c1"}, timeout=5)
    assert_clean(shown(caught.value))
    with pytest.raises(IdentkitError) as caught:
        list(core.drain(DRAIN))
    assert_clean(shown(caught.value))
    assert_clean(caplog.text)


def test_a_rich_traceback_tells_nothing(flavour: Flavour) -> None:
    core = flavour.core(API, FAILURES["wrong shape"], {"token": TOKEN})
    told = StringIO()
    console = Console(file=told, width=200)
    with pytest.raises(IdentkitError) as caught:
        core.call(CREATE, body=BODY)
    console.print(Traceback.from_exception(caught.type, caught.value, caught.tb, width=200))
    assert_clean(told.getvalue())


@pytest.mark.parametrize("body", [BODY, {"ident_code": ""}], ids=["sent", "refused"])
def test_a_traceback_with_local_variables_tells_no_secret(flavour: Flavour, body: Any) -> None:
    core = flavour.core(API, FAILURES["wrong shape"], {"token": TOKEN})
    told = StringIO()
    with pytest.raises(IdentkitError) as caught:
        core.call(CREATE, body=body)
    trace = Traceback.from_exception(
        caught.type, caught.value, caught.tb, show_locals=True, locals_max_length=100, locals_max_string=10_000, width=400
    )
    Console(file=told, width=400).print(trace)
    assert "Target(" in told.getvalue() or body is BODY
    assert TOKEN not in told.getvalue()


def test_an_unknown_enum_value_is_shown_because_it_is_a_status() -> None:
    assert (
        repr(Case(case_id="c", status=Status("new kind")))
        == "Case(case_id='c', status=<Status.<unknown>: 'new kind'>, name=None, count=None)"
    )
