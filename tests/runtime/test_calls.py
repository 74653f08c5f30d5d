"""One call from arguments to result: what travels, what is retried, what a caller catches. Both flavours."""

import gzip
import pickle
import ssl
import zlib
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from itertools import chain, repeat
from typing import Any

import httpx
import pytest

from identkit.core import (
    AmbiguousOutcome,
    ApiError,
    ConfigurationError,
    ConnectionFailed,
    DecodeError,
    NotFound,
    RateLimited,
    RequestInvalid,
    ServerError,
    UnprocessableEntity,
)
from identkit.core._received.response import Response
from tests.runtime.acme import API, CREATE, DOCUMENT, FORM, GET, SEARCH, TOKEN, Case, Failure, Person
from tests.support import FakeClock, Flavour

CASE = {"caseId": "c1", "status": "done"}
PERSON = {"ident_code": "test123"}


class Server:
    """Answers with what it is given, one after the other; the last answer again and again. Remembers requests."""

    def __init__(self, *answers: httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]) -> None:
        self._answers = list(answers)
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx.Response) else answer(request)


Call = Callable[..., Any]


@pytest.fixture
def call(flavour: Flavour, clock: FakeClock) -> Call:
    """`call(server, operation, ...)` over a new client."""

    def run(server: Callable[[httpx.Request], httpx.Response], *args: Any, **kwargs: Any) -> Any:
        return flavour.core(API, server, {"token": TOKEN}, clock=clock).call(*args, **kwargs)

    return run


def test_a_call_sends_what_the_operation_says_and_decodes_the_answer(call: Call) -> None:
    server = Server(httpx.Response(201, json=CASE))
    assert call(server, CREATE, body=PERSON) == Case(case_id="c1", status="done")  # type: ignore[arg-type]  # an enum equals its text
    (request,) = server.requests
    assert (request.method, str(request.url), request.content) == ("POST", "https://api.acme.example/v1/cases", b'{"identCode":"test123"}')
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert request.headers["content-type"] == "application/json"
    assert request.headers["accept"] == "application/json"
    assert request.extensions["timeout"] == {"connect": 5.0, "read": 30.0, "write": 30.0, "pool": 30.0}


def test_values_in_paths_cannot_leave_their_place(call: Call) -> None:
    server = Server(httpx.Response(200, json=CASE))
    call(server, GET, {"case_id": "a/../b?c#d%2F ü"})
    assert server.requests[0].url.raw_path == b"/v1/cases/a%2F..%2Fb%3Fc%23d%252F%20%C3%BC"
    for bad in ("", ".", ".."):
        with pytest.raises(RequestInvalid) as caught:
            call(server, GET, {"case_id": bad})
        assert "case_id" in caught.value.errors
    assert len(server.requests) == 1


def test_query_values_travel_encoded(call: Call) -> None:
    server = Server(httpx.Response(200, json=[]))
    call(server, SEARCH, {"since": "2017-06-25T13:30:01+02:00", "on": "2017-06-25", "open": True, "tags": ["a b", "c&d"], "page_number": 2})
    query = server.requests[0].url.query.decode()
    assert query == "closedFrom=2017-06-25T13%3A30%3A01%2B02%3A00&open=true&on=2017-06-25&tags=a%20b&tags=c%26d&page%5Bnumber%5D=2"


def test_header_parameters_have_defaults_and_cannot_be_split(call: Call) -> None:
    server = Server(httpx.Response(200, json=[]))
    call(server, SEARCH, {})
    call(server, SEARCH, {"language": "de"})
    assert [request.headers["x-language"] for request in server.requests] == ["en", "de"]
    with pytest.raises(RequestInvalid):
        call(server, SEARCH, {"language": "a\r\nb"})


def test_forms_are_sent_as_forms(call: Call) -> None:
    server = Server(httpx.Response(204))
    assert call(server, FORM, body={"street": "Weg 1 & 2"}) is None
    assert server.requests[0].content == b"streetAddress=Weg+1+%26+2"
    assert server.requests[0].headers["content-type"] == "application/x-www-form-urlencoded"


def test_extra_headers_are_added_but_never_replace_credentials(call: Call) -> None:
    server = Server(httpx.Response(200, json=CASE))
    call(server, GET, {"case_id": "c1"}, extra_headers={"X-Trace": "1", "User-Agent": "mine"})
    assert server.requests[0].headers["x-trace"] == "1"
    assert server.requests[0].headers.get_list("user-agent") == ["mine"]
    for name, value in {"authorization": "Bearer other", "Host": "evil", "X-A\n": "1", "X-A": "1\r\nX-B: 2", "Content-Length": "0"}.items():
        with pytest.raises(RequestInvalid) as caught:
            call(server, GET, {"case_id": "c1"}, extra_headers={name: value})
        assert "other" not in str(caught.value)
    wrong: Any
    for wrong in ({"X-A": 1}, {1: "x"}, {"X-A": None}):
        with pytest.raises(RequestInvalid, match="extra_headers"):
            call(server, GET, {"case_id": "c1"}, extra_headers=wrong)
    assert len(server.requests) == 1


def test_a_timeout_can_be_given_for_one_call(call: Call) -> None:
    server = Server(httpx.Response(200, json=CASE))
    call(server, GET, {"case_id": "c1"}, timeout=2)
    assert server.requests[0].extensions["timeout"] == {"connect": 2, "read": 2, "write": 2, "pool": 2}
    with pytest.raises(ConfigurationError):
        call(server, GET, {"case_id": "c1"}, timeout=0)


def test_a_raw_core_answers_the_whole_response(flavour: Flavour) -> None:
    headers = {"X-Request-Id": "r-17"}
    core = flavour.core(API, Server(httpx.Response(200, json=CASE, headers=headers)), {"token": TOKEN})
    answer = core.raw().call(GET, {"case_id": "c1"})
    assert answer.__class__ is Response
    assert (answer.data, answer.status_code, answer.request_id, answer.headers["x-request-id"]) == (
        core.call(GET, {"case_id": "c1"}),
        200,
        "r-17",
        "r-17",
    )
    assert answer.content == b'{"caseId":"c1","status":"done"}'
    assert answer.elapsed >= 0


# What is sent again, and what is not


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504, 599])
def test_reading_is_repeated_after_a_passing_failure(call: Call, clock: FakeClock, status: int) -> None:
    server = Server(httpx.Response(status), httpx.Response(status), httpx.Response(200, json=CASE))
    assert call(server, GET, {"case_id": "c1"}).case_id == "c1"
    assert len(server.requests) == 3
    assert len(clock.slept) == 2
    assert 0.25 <= clock.slept[0] <= 0.5 <= clock.slept[1] <= 1.0


@pytest.mark.parametrize("status", [400, 401, 404, 422, 501, 302])
def test_a_lasting_failure_is_not_repeated(call: Call, status: int) -> None:
    server = Server(httpx.Response(status, headers={"location": "https://elsewhere.example/"}))
    with pytest.raises(ApiError) as caught:
        call(server, GET, {"case_id": "c1"})
    assert caught.value.status_code == status
    assert len(server.requests) == 1


def test_retries_end(call: Call) -> None:
    server = Server(httpx.Response(503))
    with pytest.raises(ServerError):
        call(server, GET, {"case_id": "c1"})
    assert len(server.requests) == 3


def test_the_provider_may_ask_for_a_pause(call: Call, clock: FakeClock) -> None:
    server = Server(httpx.Response(429, headers={"Retry-After": "7"}), httpx.Response(200, json=CASE))
    call(server, GET, {"case_id": "c1"})
    assert 7 <= clock.slept[0] <= 7.25


def test_the_asked_pause_is_told_when_nothing_is_repeated(call: Call) -> None:
    server = Server(httpx.Response(429, headers={"Retry-After": "3600"}))
    with pytest.raises(RateLimited) as caught:
        call(server, CREATE, body=PERSON)
    assert caught.value.retry_after == 3600


@pytest.mark.parametrize("failure", [httpx.ReadTimeout("x"), httpx.RemoteProtocolError("x"), httpx.WriteError("x"), httpx.ReadError("x")])
def test_what_must_not_be_repeated_has_an_ambiguous_outcome(call: Call, failure: Exception) -> None:
    server = Server(failure)
    with pytest.raises(AmbiguousOutcome) as caught:
        call(server, CREATE, body=PERSON)
    assert len(server.requests) == 1
    assert caught.value.carries == {"ident_code": "test123"}
    assert caught.value.ident_code == "test123"
    assert not hasattr(caught.value, "last_name")


@pytest.mark.parametrize("status", [502, 504])
def test_a_gateway_does_not_know_whether_it_was_done(call: Call, status: int) -> None:
    server = Server(httpx.Response(status))
    with pytest.raises(AmbiguousOutcome, match=f"HTTP {status}"):
        call(server, CREATE, body=PERSON)
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_must_not_be_repeated_is_not_repeated_after_an_answer_either(call: Call, status: int) -> None:
    server = Server(httpx.Response(status, headers={"Retry-After": "1"}))
    with pytest.raises(ApiError):
        call(server, CREATE, body=PERSON)
    assert len(server.requests) == 1


@pytest.mark.parametrize("failure", [httpx.ConnectError("x"), httpx.ConnectTimeout("x"), httpx.PoolTimeout("x")])
def test_a_connection_that_never_was_is_tried_again_for_every_operation(call: Call, failure: Exception) -> None:
    server = Server(failure, httpx.Response(201, json=CASE))
    assert call(server, CREATE, body=PERSON).case_id == "c1"
    with pytest.raises(ConnectionFailed) as caught:
        call(Server(failure), CREATE, body=PERSON)
    assert str(caught.value) == f"cases.create: {type(failure).__name__}, 3 attempts"


def test_an_answer_cut_off_after_a_success_is_ambiguous_for_what_must_not_be_repeated(call: Call) -> None:
    def cut(request: httpx.Request) -> httpx.Response:
        return httpx.Response(201, stream=Cut())

    with pytest.raises(AmbiguousOutcome):
        call(Server(cut), CREATE, body=PERSON)
    server = Server(cut, httpx.Response(200, json=CASE))
    assert call(server, GET, {"case_id": "c1"}).case_id == "c1"


def test_an_error_status_counts_even_when_its_body_is_cut_off(call: Call) -> None:
    with pytest.raises(NotFound) as caught:
        call(Server(lambda request: httpx.Response(404, stream=Cut())), GET, {"case_id": "c1"})
    assert caught.value.body == b""


class Cut(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that breaks off."""

    def __iter__(self) -> Iterator[bytes]:
        yield b'{"caseId": "c'
        raise httpx.ReadError("cut")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b'{"caseId": "c'
        raise httpx.ReadError("cut")


def test_the_cause_of_a_failed_connection_is_told_in_the_systems_words(call: Call) -> None:
    error = httpx.ConnectError("whatever https://user:secret@host says")
    error.__cause__ = ConnectionRefusedError(111, "Connection refused")
    with pytest.raises(ConnectionFailed, match=r"ConnectError \(Connection refused\)") as caught:
        call(Server(error), GET, {"case_id": "c1"})
    assert "secret" not in str(caught.value)
    error.__cause__ = ssl.SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED]")
    error.__cause__.verify_code = 10
    with pytest.raises(ConnectionFailed, match="certificate could not be verified"):
        call(Server(error), GET, {"case_id": "c1"})


def test_redirects_are_not_followed_even_by_a_client_that_would(clock: FakeClock) -> None:
    from identkit.core._calling.client import Client
    from identkit.core._calling.settings import ClientOptions

    server = Server(httpx.Response(307, headers={"location": "https://elsewhere.example/"}))
    http = httpx.Client(transport=httpx.MockTransport(server), follow_redirects=True, auth=("user", "pass"), cookies={"a": "b"})
    with http, pytest.raises(ApiError, match="HTTP 307"):
        Client(API, {"token": TOKEN}, ClientOptions(clock=clock), http)._core.call(GET, {"case_id": "c1"})
    (request,) = server.requests
    assert request.headers["authorization"] == f"Bearer {TOKEN}"
    assert "cookie" not in request.headers


# Errors


def test_error_bodies_are_typed_where_the_spec_describes_them(call: Call) -> None:
    with pytest.raises(UnprocessableEntity) as caught:
        call(Server(httpx.Response(422, json={"ident_code": ["is required"]}, headers={"x-request-id": "r1"})), CREATE, body=PERSON)
    assert caught.value.body == {"ident_code": ["is required"]}
    assert caught.value.request_id == "r1"
    assert str(caught.value) == "cases.create: HTTP 422, request r1"


def test_codes_and_reasons_come_out_of_the_body(call: Call) -> None:
    answer = httpx.Response(400, json={"errors": [{"code": "E1", "detail": "secret"}, {"code": 2}, {"other": 1}]})
    with pytest.raises(ApiError) as caught:
        call(Server(answer), CREATE, body=PERSON)
    error = caught.value
    assert (error.code, error.codes, isinstance(error.body, Failure)) == ("E1", ("E1", "2"), True)
    assert error.reason is not None
    assert error.reason.permanent is True
    assert "secret" not in str(error) + repr(error)


@pytest.mark.parametrize("content", [b"<html>down</html>", b"", b"\xff", b'{"errors": 1}', b"[" * 100_000, b'{"errors": [{"code": null}]}'])
def test_an_error_body_that_is_something_else_stays_bytes(call: Call, content: bytes) -> None:
    with pytest.raises(UnprocessableEntity) as caught:
        call(Server(httpx.Response(422, content=content)), CREATE, body=PERSON)
    assert caught.value.body in (content, None)
    assert caught.value.code is None


@pytest.mark.parametrize("error_class", [ApiError, RequestInvalid, AmbiguousOutcome, ConnectionFailed, DecodeError])
def test_errors_survive_pickling(call: Call, error_class: type[Exception]) -> None:
    servers: dict[type[Exception], Server] = {
        ApiError: Server(httpx.Response(400, json={"errors": [{"code": "E1"}]}, headers={"x-request-id": "r"})),
        AmbiguousOutcome: Server(httpx.ReadTimeout("x")),
        ConnectionFailed: Server(httpx.ConnectError("x")),
        DecodeError: Server(httpx.Response(200, json={"caseId": 1})),
        RequestInvalid: Server(httpx.Response(200)),
    }
    with pytest.raises(error_class) as caught:
        call(servers[error_class], CREATE, body={} if error_class is RequestInvalid else PERSON)
    again = pickle.loads(pickle.dumps(caught.value))
    assert (type(again), str(again), again.__dict__) == (type(caught.value), str(caught.value), caught.value.__dict__)


def test_no_error_drags_httpx_errors_along(call: Call) -> None:
    for server in (Server(httpx.ReadTimeout("x")), Server(httpx.ConnectError("x")), Server(httpx.Response(200, content=b"{"))):
        with pytest.raises(Exception) as caught:  # noqa: PT011  # whichever it is
            call(server, CREATE, body=PERSON)
        assert caught.value.__cause__ is None
        assert caught.value.__context__ is None


# Sizes


class Pieces(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body of unknown length that counts how much of it was asked for."""

    def __init__(self, piece: bytes, times: int, begin: Iterable[bytes] = ()) -> None:
        self.piece, self.times, self.begin, self.taken = piece, times, begin, 0

    def __iter__(self) -> Iterator[bytes]:
        for piece in chain(self.begin, repeat(self.piece, self.times)):
            self.taken += 1
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece


def test_a_body_beyond_the_limit_is_not_read(call: Call) -> None:
    stated = Server(httpx.Response(200, headers={"content-length": "1001", "content-type": "application/pdf"}, stream=Pieces(b"x", 1001)))
    with pytest.raises(DecodeError, match="larger than the 1000 bytes"):
        call(stated, DOCUMENT, {"case_id": "c1"})
    endless = Pieces(b"x" * 100, 10_000)
    with pytest.raises(DecodeError, match="larger"):
        call(Server(httpx.Response(200, stream=endless)), DOCUMENT, {"case_id": "c1"})
    assert endless.taken <= 11


def test_a_compressed_body_is_counted_decompressed(call: Call) -> None:
    bomb = Pieces(gzip.compress(bytes(50_000_000)), 1)
    with pytest.raises(DecodeError, match="larger"):
        call(Server(httpx.Response(200, headers={"content-encoding": "gzip"}, stream=bomb)), DOCUMENT, {"case_id": "c1"})
    fine = Pieces(gzip.compress(b'{"caseId":', mtime=0) + gzip.compress(b' "c1"}'), 1)
    server = Server(httpx.Response(200, headers={"content-encoding": "GZIP"}, stream=fine))
    assert call(server, GET, {"case_id": "c1"}).case_id == "c1"


@pytest.mark.parametrize("content", [gzip.compress(b'{"caseId": "c1"}', mtime=0)[:-9], gzip.compress(b"{}")[:4]])
def test_a_compressed_body_that_was_cut_is_the_same_as_one_that_was_cut(call: Call, content: bytes) -> None:
    headers = {"content-encoding": "gzip"}
    cut = [httpx.Response(200, headers=headers, stream=Pieces(content, 1)) for _ in range(2)]
    assert call(Server(*cut, httpx.Response(200, json=CASE)), GET, {"case_id": "c1"}).case_id == "c1"
    with pytest.raises(AmbiguousOutcome, match="cut off"):
        call(Server(httpx.Response(201, headers=headers, stream=Pieces(content, 1))), CREATE, body=PERSON)


DAMAGED = gzip.compress(b'{"caseId": "c1"}', mtime=0)[:10] + b"\xff" * 20


def test_damaged_compression_keeps_what_came(call: Call) -> None:
    with pytest.raises(DecodeError, match="content encoding") as caught:
        call(Server(httpx.Response(200, headers={"content-encoding": "gzip"}, stream=Pieces(DAMAGED, 1))), GET, {"case_id": "c1"})
    assert (caught.value.status_code, caught.value.content) == (200, DAMAGED)
    with pytest.raises(AmbiguousOutcome, match="content encoding"):
        call(Server(httpx.Response(201, headers={"content-encoding": "gzip"}, stream=Pieces(DAMAGED, 1))), CREATE, body=PERSON)


@pytest.mark.parametrize("encoding", ["UTF-8", "none", "binary", "aws-chunked", "identity", "aws-chunked, gzip"])
def test_an_encoding_that_is_none_is_not_undone(call: Call, encoding: str) -> None:
    body = b'{"caseId": "c1", "status": "done"}'
    stream = Pieces(gzip.compress(body) if "gzip" in encoding else body, 1)
    server = Server(httpx.Response(201, headers={"content-encoding": encoding}, stream=stream))
    assert call(server, CREATE, body=PERSON) == Case(case_id="c1", status="done")  # type: ignore[arg-type]
    assert server.requests[0].headers["accept-encoding"] == "gzip"


PLAIN = b'{"caseId": "c1", "status": "done"}'


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("gzip", PLAIN),  # undone on the way, by a proxy that left the header
        ("deflate", PLAIN),
        ("deflate", zlib.compress(PLAIN)),
        ("deflate", zlib.compress(PLAIN)[2:-4]),  # what some servers take deflate for
        ("gzip", gzip.compress(PLAIN, mtime=0) + bytes(512)),
        ("gzip", gzip.compress(PLAIN, mtime=0) + b"\r\n"),
        ("deflate, gzip", gzip.compress(zlib.compress(PLAIN), mtime=0)),
    ],
)
@pytest.mark.parametrize("size", [1, 5, 1000])
def test_an_encoding_is_undone_as_servers_write_it(call: Call, encoding: str, content: bytes, size: int) -> None:
    pieces = Pieces(b"", 0, [content[at : at + size] for at in range(0, len(content), size)])
    server = Server(httpx.Response(201, headers={"content-encoding": encoding}, stream=pieces))
    assert call(server, CREATE, body=PERSON) == Case(case_id="c1", status="done")  # type: ignore[arg-type]


@pytest.mark.parametrize("nothing", [b"\x00\x00\x00\xff\xff" * 4000, gzip.compress(b"", mtime=0) * 1000], ids=["blocks", "members"])
def test_compressed_nothing_ends_soon(call: Call, nothing: bytes) -> None:
    """After a megabyte, although the limit of the answer is 64: it costs more to read than to send."""
    endless = Pieces(nothing, 10_000, [gzip.compress(b"")[:10]] if nothing[0] == 0 else [])
    with pytest.raises(DecodeError, match="larger"):
        call(Server(httpx.Response(200, headers={"content-encoding": "gzip"}, stream=endless)), GET, {"case_id": "c1"})
    assert endless.taken < 60


def test_models_and_mappings_may_be_mixed(call: Call) -> None:
    server = Server(httpx.Response(200, json=CASE))
    person = Person(ident_code="test123", address={"street": "Weg 1"})  # type: ignore[arg-type]  # a caller without a type checker
    call(server, CREATE, body=person)
    assert server.requests[0].content == b'{"identCode":"test123","address":{"streetAddress":"Weg 1"}}'
