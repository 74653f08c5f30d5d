"""What documents of other people ask of the kernel: keys, cookies, multipart forms, integer enums."""

from datetime import date
from email import message_from_bytes, policy
from enum import StrEnum
from typing import Any

import httpx
import msgspec
import pytest

from identkit.core import ConfigurationError
from identkit.core._calling.client import Client
from identkit.core._calling.description import Api, Check, Operation, Param, Place, Retry, Scheme
from identkit.core._calling.settings import ClientOptions
from identkit.core._sent import multipart
from identkit.core._types import UNSET, Model, OpenIntEnum, UnsetType
from identkit.overrides import auth

SECRET = "canary-key"


def call(scheme: Scheme, key: str = SECRET, **params: Any) -> httpx.Request:
    """One call with a key; answers the request that went out."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(204)

    api = Api("plain", "Plain", schemes={"key": scheme}, servers={"": "https://plain.example"}, authenticate=auth.build)
    session = Param("session", "session", Place.COOKIE, Check("session", kind="any"))
    operation = Operation[None]("things.get", "GET", "/things", None, Retry.SAFE, auth="key", params=(session,))
    with httpx.Client(transport=httpx.MockTransport(answer)) as http, Client(api, {"api_key": key}, ClientOptions(), http) as client:
        client._core.call(operation, params)
    return seen[0]


def test_a_key_stands_where_the_scheme_says() -> None:
    header = call(Scheme("api-key", ("api_key",), options={"in": "header", "name": "X-Key"}))
    assert header.headers["X-Key"] == SECRET
    query = call(Scheme("api-key", ("api_key",), options={"in": "query", "name": "key"}))
    assert str(query.url) == f"https://plain.example/things?key={SECRET}"
    cookie = call(Scheme("api-key", ("api_key",), options={"in": "cookie", "name": "key"}), session="a;b")
    assert cookie.headers["Cookie"] == f"session=a%3Bb; key={SECRET}"


@pytest.mark.parametrize("place", ["header", "query", "cookie"])
def test_a_key_that_cannot_be_sent_is_refused_without_showing_it(place: str) -> None:
    for key in ("line\nbreak", "schlüssel", *(["a;b"] if place == "cookie" else [])):
        with pytest.raises(ConfigurationError) as refused:
            call(Scheme("api-key", ("api_key",), options={"in": place, "name": "key"}), key)
        assert key not in str(refused.value)


class Colour(StrEnum):
    RED = "red"


class Inner(Model, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    some_name: str


class Upload(Model, frozen=True, kw_only=True, omit_defaults=True):
    scan: bytes = msgspec.field(name="scan; of it")
    pages: list[bytes] | UnsetType = UNSET
    day: date | UnsetType = UNSET
    colour: Colour | UnsetType = UNSET
    urgent: bool | UnsetType = UNSET
    inner: Inner | UnsetType = UNSET
    note: str | UnsetType | None = UNSET


def test_a_form_with_files_is_read_back_as_it_was() -> None:
    pieces = multipart.encode(
        Upload(
            scan=b"--\r\n\x00--boundary",
            pages=[b"1", b"2"],
            day=date(2020, 1, 31),
            colour=Colour.RED,
            urgent=True,
            inner=Inner(some_name="ä"),
            note=None,
        )
    )
    body = b"".join(each for each in pieces if isinstance(each, bytes))
    message = message_from_bytes(
        f"Content-Type: {multipart.content_type(body, 'multipart/form-data')}\r\n\r\n".encode() + body, policy=policy.HTTP
    )
    found = [
        (part.get_param("name", header="content-disposition"), part.get_filename(), part.get_content_type(), part.get_payload(decode=True))
        for part in message.iter_parts()
    ]
    assert found == [
        ("scan; of it", "scan; of it", "application/octet-stream", b"--\r\n\x00--boundary"),
        ("pages", "pages", "application/octet-stream", b"1"),
        ("pages", "pages", "application/octet-stream", b"2"),
        ("day", None, "text/plain", b"2020-01-31"),
        ("colour", None, "text/plain", b"red"),
        ("urgent", None, "text/plain", b"true"),
        ("inner", None, "application/json", '{"someName":"ä"}'.encode()),
    ]


def test_no_two_forms_have_the_same_boundary() -> None:
    upload = Upload(scan=b"")
    assert multipart.encode(upload) != multipart.encode(upload)


class Step(OpenIntEnum):
    FIRST = 1


def test_an_integer_enum_keeps_unknown_values() -> None:
    known, unknown = msgspec.json.decode(b"[1, 7]", type=list[Step])
    assert (known, known.is_known, unknown, unknown.is_known) == (Step.FIRST, True, 7, False)
    assert msgspec.json.encode([known, unknown]) == b"[1,7]"
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'"1"', type=Step)
