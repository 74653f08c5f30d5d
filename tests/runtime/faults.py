"""The fault table: what each class of operation does under each fault. `python -m tests.runtime.faults` writes docs/faults.md."""

import asyncio
import gzip
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from attrs import frozen

from identkit.core import IdentkitError
from identkit.identplus import AsyncIdentplus, Identplus
from identkit.postident import AsyncPostident, Postident
from identkit.solaris import AsyncSolaris, Solaris
from tests.identplus.partner import PARTNER
from tests.runtime.provider import Provider, answer
from tests.support import FakeClock

DOCS = Path(__file__).resolve().parents[2] / "docs" / "faults.md"
CHECK = b'{"id":"x","process_status":"SCT_ACCEPTED","created_at":"2020-10-01T11:00:29.041Z"}'
ARCHIVED = b'[{"caseId":"K1","caseStatus":{"status":"closed","archived":true}}]'
PERSON = b'{"id":"p1"}'
TOKEN = b'{"access_token":"t","expires_in":3600}'
SHORT, LONG = 0.3, 30.0  # seconds for an attempt: where a fault takes time, and where it takes none


@frozen
class Kind:
    """A class of operations, shown by one of them."""

    name: str
    example: str
    good: bytes
    make: Callable[[str, float], tuple[Any, Any]]
    call: Callable[[Any], Any]
    path: bytes  # of the request that the fault happens to


def _options(url: str, timeout: float) -> dict[str, Any]:
    return {"base_url": url, "timeout": timeout, "clock": FakeClock()}


def _identplus(url: str, timeout: float) -> tuple[Any, Any]:
    return Identplus(token="t", **_options(url, timeout)), AsyncIdentplus(token="t", **_options(url, timeout))


def _postident(url: str, timeout: float) -> tuple[Any, Any]:
    login: dict[str, Any] = {"client_id": "A", "username": "u", "password": "p"}
    return Postident(**login, **_options(url, timeout)), AsyncPostident(**login, **_options(url, timeout))


def _solaris(url: str, timeout: float) -> tuple[Any, Any]:
    login: dict[str, Any] = {"client_id": "c", "client_secret": "s", "auth_url": url}
    return Solaris(**login, **_options(url, timeout)), AsyncSolaris(**login, **_options(url, timeout))


KINDS = (
    Kind("safe", "identchecks.get_status", CHECK, _identplus, lambda client: client.identchecks.get_status("x"), b"/status/x"),
    Kind("repeatable", "cases.archive", ARCHIVED, _postident, lambda client: client.cases.archive(["K1"]), b"/cases"),
    Kind("never", "identchecks.create", CHECK, _identplus, lambda client: client.identchecks.create(**PARTNER), b"/identchecks.json"),
    Kind("token request", "persons.get", TOKEN, _solaris, lambda client: client.persons.get("p1"), b"/oauth2/token"),
)

Script = Callable[[bytes, bytes], "Iterator[bytes] | bytes"]


def _slowly(piece: bytes, first: bytes = b"") -> Iterator[bytes]:
    """Until the client has gone."""
    yield first
    while True:
        time.sleep(0.05)
        yield piece


FAULTS: dict[str, Script | None] = {
    "nobody listens": None,
    "closes without a word": lambda _, __: _end(b""),
    "closes within the headers": lambda _, __: _end(b"HTTP/1.1 200 OK\r\nContent-Le"),
    "closes within the body": lambda _, good: _end(answer(good)[:-9]),
    "closes within a compressed body": lambda _, good: _end(
        b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(good)[:-9]
    ),
    "damaged compression": lambda _, __: answer(b"no gzip at all", "Content-Encoding: gzip"),
    "not HTTP": lambda _, __: _end(b"\x15\x03\x01\x00\x02\x02\x46"),
    "silence": lambda _, __: iter(()),
    "a header line every 50 ms": lambda _, __: _slowly(b"X: y\r\n", b"HTTP/1.1 200 OK\r\n"),
    "a byte every 50 ms": lambda _, __: _slowly(b" ", b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"),
    "100 Continue without end": lambda _, __: _slowly(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "500": lambda _, __: answer(b"", status="500 Internal Server Error"),
    "502": lambda _, __: answer(b"<html>", status="502 Bad Gateway"),
    "503": lambda _, __: answer(b"", status="503 Service Unavailable"),
    "504": lambda _, __: answer(b"", status="504 Gateway Timeout"),
    "429": lambda _, __: answer(b"", "Retry-After: 1", status="429 Too Many Requests"),
    "302 to nowhere": lambda _, __: answer(b"", "Location: http://[::1/", status="302 Found"),
    "200 that is no JSON": lambda _, __: answer(b"{"),
    "200 that is no UTF-8": lambda _, __: answer(b'{"id":"\xff"}'),
    "200 without a body": lambda _, __: answer(b""),
    "200 with other fields": lambda _, __: answer(b'{"hello":"world"}'),
    "header that is no ASCII": lambda _, good: answer(good, "X-Served-By: K\u00f6ln"),
    "unknown content encoding": lambda _, good: answer(good, "Content-Encoding: aws-chunked"),
}
TAKING_TIME = {"silence", "a header line every 50 ms", "a byte every 50 ms", "100 Continue without end"}


class _Ended(Exception):
    """The script closes the connection."""


def _end(content: bytes) -> Iterator[bytes]:
    yield content
    raise _Ended


@frozen
class Row:
    """What happened."""

    seen: int
    raised: str
    as_new: bool


def outcome(kind: Kind, name: str, *, asynchronous: bool, timeout: float | None = None) -> Row:
    """Play one fault against one class of operations. An attempt has `timeout` seconds."""
    fault = FAULTS[name]
    timeout = timeout or (SHORT if name in TAKING_TIME else LONG)
    broken = True

    def script(request: bytes) -> Iterator[bytes] | bytes:
        if kind.path in request.split(b" ")[1] and broken and fault is not None:
            server.faulty += 1  # type: ignore[attr-defined]
            return _closing(fault(request, kind.good))
        if b"/oauth2/token" in request.split(b" ")[1]:
            return answer(TOKEN)
        return answer(PERSON if kind.name == "token request" else kind.good)

    server = Provider(script)
    server.faulty = 0  # type: ignore[attr-defined]
    nobody = socket.socket()
    nobody.bind(("127.0.0.1", 0))  # the port is taken, and nobody listens
    url = server.url if fault is not None else f"http://127.0.0.1:{nobody.getsockname()[1]}"
    sync, task = kind.make(url, timeout)
    try:
        with asyncio.Runner() as runner:

            def call() -> str:
                try:
                    made = kind.call(task if asynchronous else sync)
                    if asynchronous:
                        runner.run(made)
                except IdentkitError as error:
                    return type(error).__name__
                return "nothing: it succeeds"

            raised = call()
            broken = False
            as_new = fault is None or call() == "nothing: it succeeds"
            runner.run(task.aclose())
        return Row(server.faulty, raised, as_new)  # type: ignore[attr-defined]
    finally:
        sync.close()
        server.close()
        nobody.close()


def _closing(pieces: Iterator[bytes] | bytes) -> Iterator[bytes] | bytes:
    if isinstance(pieces, bytes):
        return pieces
    return _until_the_end(pieces)


def _until_the_end(pieces: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from pieces
    except _Ended:
        raise OSError from None  # the server closes the connection


def table() -> Iterator[tuple[str, Kind, Row, Row]]:
    """Every fault with every class, for threads and for tasks."""
    for name in FAULTS:
        for kind in KINDS:
            yield name, kind, outcome(kind, name, asynchronous=False), outcome(kind, name, asynchronous=True)


def page() -> str:
    """The table as a page."""
    lines = [
        "# Under fire",
        "",
        "What a call does when host, network or provider fail, played against real sockets by `tests/runtime/faults.py`, which writes",
        "this page: how often the provider saw the request, what was raised, and whether the next call on the same client succeeds. A",
        "client as it is made, with two repetitions; where a fault takes time, an attempt has 0.3 s. Synchronous and asynchronous clients",
        "do the same in every row.",
        "",
        "`safe` reads (`identchecks.get_status`), `repeatable` has the same effect twice (`cases.archive`), `never` must not be sent twice",
        "(`identchecks.create`), `token request` is what authentication sends before a call (`persons.get`).",
        "",
        "| fault | operation | seen | raised | then |",
        "|---|---|---|---|---|",
    ]
    for name, kind, sync, task in table():
        if sync != task:
            raise AssertionError(f"{name}, {kind.name}: {sync} in threads, {task} in tasks")
        lines.append(f"| {name} | {kind.name} | {sync.seen} | {sync.raised} | {'as new' if sync.as_new else 'BROKEN'} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    DOCS.write_text(page(), "utf-8")
