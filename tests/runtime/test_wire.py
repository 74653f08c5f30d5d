"""The kernel over real sockets, against servers that misbehave in every way a mock transport cannot."""

import gzip
import logging
import re
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from identkit.core import AmbiguousOutcome, ApiError, ConnectionFailed, DecodeError, NotFound
from identkit.core._calling.client import AsyncClient, Client
from identkit.core._calling.settings import ClientOptions
from tests.runtime.acme import API, CREATE, DOCUMENT, GET, TOKEN, Case
from tests.support import FakeClock, Flavour

Script = Callable[[socket.socket, bytes], None]
BODY = b'{"caseId": "c1"}'
PERSON = {"ident_code": "test123"}


def answer(status: str = "200 OK", body: bytes = BODY, *headers: str, length: int | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


class Server:
    """Runs one script for each request, the last one again and again."""

    def __init__(self, *scripts: Script | bytes) -> None:
        self.scripts = list(scripts)
        self.requests: list[bytes] = []
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        with suppress(OSError):  # closed already
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            connection.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        try:
            while request := self._request(connection):
                self.requests.append(request)
                script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
                if isinstance(script, bytes):
                    connection.sendall(script)
                else:
                    script(connection, request)
        except OSError:
            return

    @staticmethod
    def _request(connection: socket.socket) -> bytes:
        received = b""
        while b"\r\n\r\n" not in received:
            piece = connection.recv(65536)
            if not piece:
                return b""
            received += piece
        head, _, body = received.partition(b"\r\n\r\n")
        stated = re.search(rb"(?i)content-length: (\d+)", head)
        while stated and len(body) < int(stated[1]):
            body += connection.recv(65536)
        return head + b"\r\n\r\n" + body


Open = Callable[..., tuple[Any, Server]]


@pytest.fixture
def connect(flavour: Flavour, clock: FakeClock) -> Iterator[Open]:
    """`connect(script, ...)` gives a core and the server it talks to. An attempt has long, unless a test waits for its end."""
    servers: list[Server] = []

    def run(*scripts: Script | bytes, scheme: str = "http", timeout: float = 30.0) -> tuple[Any, Server]:
        servers.append(Server(*scripts))
        options = ClientOptions(base_url=f"{scheme}://127.0.0.1:{servers[-1].port}", clock=clock, timeout=timeout)

        def sync() -> Client:
            return Client(API, {"token": TOKEN}, options)

        def asynchronous() -> AsyncClient:
            return AsyncClient(API, {"token": TOKEN}, options)

        client: Any = flavour.client(sync, asynchronous)
        return client._core, servers[-1]

    yield run
    for server in servers:
        server.close()


def hang_up(connection: socket.socket, request: bytes) -> None:
    connection.shutdown(socket.SHUT_RDWR)
    connection.close()


def say_nothing(connection: socket.socket, request: bytes) -> None:
    """The client's patience ends first."""


def half(connection: socket.socket, request: bytes) -> None:
    connection.sendall(answer(length=1000))
    hang_up(connection, request)


def stuck(connection: socket.socket, request: bytes) -> None:
    connection.sendall(answer(length=1000))


def garbage(connection: socket.socket, request: bytes) -> None:
    connection.sendall(b"canary-garbage \x00\xff not HTTP\r\n\r\n")
    hang_up(connection, request)


@pytest.mark.parametrize("script", [hang_up, say_nothing, half, stuck, garbage])
def test_after_sending_the_outcome_is_ambiguous_or_the_request_repeated(
    connect: Open, script: Script, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "identkit")
    timeout = 1.0 if script in {say_nothing, stuck} else 30.0
    core, server = connect(script, timeout=timeout)
    with pytest.raises(AmbiguousOutcome) as caught:
        core.call(CREATE, body=PERSON)
    assert len(server.requests) == 1
    core, server = connect(script, answer(), timeout=timeout)
    assert core.call(GET, {"case_id": "c1"}).case_id == "c1"
    assert len(server.requests) == 2
    assert "canary" not in str(caught.value) + caplog.text


def test_nobody_listening_is_a_failed_connection(connect: Open) -> None:
    core, server = connect(answer())
    server.close()
    for operation, arguments in ((CREATE, {"body": PERSON}), (GET, {"params": {"case_id": "c1"}})):
        with pytest.raises(ConnectionFailed, match="ConnectError"):
            core.call(operation, **arguments)
    assert server.requests == []


def test_a_failed_handshake_is_a_failed_connection(connect: Open) -> None:
    core, server = connect(answer(), scheme="https", timeout=0.4)
    with pytest.raises(ConnectionFailed, match=r"ConnectError|ConnectTimeout"):
        core.call(CREATE, body=PERSON)
    assert not [request for request in server.requests if TOKEN.encode() in request]


def test_connections_are_used_again(connect: Open) -> None:
    core, server = connect(answer())
    for _ in range(5):
        core.call(GET, {"case_id": "c1"})
    assert (len(server.requests), server.connections) == (5, 1)


def test_an_error_leaves_the_connection_usable(connect: Open) -> None:
    core, server = connect(answer("404 Not Found", b"gone"), answer())
    with pytest.raises(NotFound):
        core.call(GET, {"case_id": "c1"})
    core.call(GET, {"case_id": "c1"})
    assert server.connections == 1


def test_a_redirect_does_not_carry_the_token_elsewhere(connect: Open) -> None:
    _, other = connect(answer())
    core, _ = connect(answer("308 Permanent Redirect", b"", f"Location: http://127.0.0.1:{other.port}/v1/cases/c1"))
    with pytest.raises(ApiError, match="HTTP 308"):
        core.call(GET, {"case_id": "c1"})
    assert other.requests == []


def chunked(pieces: list[bytes], *headers: str) -> Script:
    def run(connection: socket.socket, request: bytes) -> None:
        connection.sendall("\r\n".join(["HTTP/1.1 200 OK", "Transfer-Encoding: chunked", *headers, "", ""]).encode())
        for piece in [*pieces, b""]:
            connection.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")

    return run


def test_compressed_and_chunked_answers(connect: Open, tmp_path: Path) -> None:
    packed = gzip.compress(BODY)
    core, server = connect(chunked([packed[:5], packed[5:]], "Content-Encoding: gzip"))
    assert core.raw().call(GET, {"case_id": "c1"}).content == BODY
    assert b"accept-encoding: gzip\r\n" in server.requests[0].lower()
    core, _ = connect(chunked([gzip.compress(b"%PDF")], "Content-Encoding: gzip", "Content-Type: application/pdf"))
    assert core.download(DOCUMENT, {"case_id": "c1"}, to=tmp_path / "a.pdf").size == 4
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF"


def test_a_bomb_is_defused_in_memory_and_on_disk(connect: Open, tmp_path: Path) -> None:
    core, _ = connect(chunked([gzip.compress(bytes(30_000_000))], "Content-Encoding: gzip", "Content-Type: application/pdf"))
    with pytest.raises(DecodeError, match="larger than the 1000 bytes"):
        core.call(DOCUMENT, {"case_id": "c1"})
    with pytest.raises(DecodeError, match="larger than the 1000 bytes"):
        core.download(DOCUMENT, {"case_id": "c1"}, to=tmp_path / "a.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_client_is_shared_by_threads() -> None:
    with closing(Server(answer())) as server:
        options = ClientOptions(base_url=f"http://127.0.0.1:{server.port}")
        with Client(API, {"token": TOKEN}, options) as client, ThreadPoolExecutor(8) as pool:

            def get(number: int) -> str:
                case: Case = client._core.call(GET, {"case_id": str(number)})
                return case.case_id

            assert list(pool.map(get, range(200))) == ["c1"] * 200
        asked = {int(request.split(b" ")[1].rpartition(b"/")[2]) for request in server.requests}
        assert asked == set(range(200))


def test_what_is_logged(connect: Open, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "identkit")
    core, _ = connect(answer("503 Busy", b"canary"), answer("200 OK", BODY, "X-Request-Id: r-1"))
    core.call(GET, {"case_id": "c1"})
    lines = [record.getMessage() for record in caplog.records if record.name == "identkit"]
    assert [re.sub(r"\d+ ms|\d+\.\d s", "N", line) for line in lines] == [
        "GET cases.get: HTTP 503 in N, request -, attempt 1",
        "GET cases.get: attempt 2 follows in N",
        "GET cases.get: HTTP 200 in N, request r-1, attempt 2",
    ]
