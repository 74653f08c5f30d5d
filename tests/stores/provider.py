"""GoPay as far as refreshing needs it: replaces the refresh token with every use, and counts."""

import threading
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from urllib.parse import parse_qs

import msgspec

_profiles = count(1000)


class Provider(ThreadingHTTPServer):
    """One person, `profile`, whose tokens begin with a1 and r1."""

    daemon_threads = True
    request_queue_size = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.mutex = threading.Lock()
        self.profile = next(_profiles)
        self.access_tokens = {"a1"}
        self.refreshes = 0
        self.refused = 0

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def subject(self) -> str:
        return str(self.profile)


class Handler(BaseHTTPRequestHandler):
    @property
    def provider(self) -> Provider:
        assert isinstance(self.server, Provider)
        return self.server

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        with self.provider.mutex:
            if form["refresh_token"] != [f"r{self.provider.refreshes + 1}"]:
                self.provider.refused += 1
                return self._answer(403, {})
            self.provider.refreshes += 1
            access, refresh = f"a{self.provider.refreshes + 1}", f"r{self.provider.refreshes + 1}"
            self.provider.access_tokens.add(access)
        return self._answer(200, {"accessToken": access, "refreshToken": refresh, "clientProfileId": self.provider.profile})

    def do_GET(self) -> None:
        good = self.headers["authorization"].removeprefix("Bearer ") in self.provider.access_tokens
        self._answer(200 if good else 403, {"clientProfileId": self.provider.profile, "state": "IDENTIFIED"} if good else {})

    def _answer(self, status: int, body: Mapping[str, object]) -> None:
        content = msgspec.json.encode(body)
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def running() -> Generator[Provider]:
    """The provider, serving."""
    with Provider() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()
