"""Helpers of the tests of authentication: a clock that only moves when told, a token endpoint that counts."""

import threading
from collections.abc import Callable
from typing import Any

import httpx

from identkit.core._auth.authentication import AuthContext, Authentication
from identkit.core._calling.connections import AsyncConnections, Connections
from identkit.core._calling.description import Api, Scheme
from identkit.core._calling.limits import TimeLimits
from identkit.core._calling.steps import Send, run, run_async
from identkit.core._received.reading import Reply
from identkit.overrides.auth import build

CANARY = "canary-secret-7f3a"
API = Api(name="acme", title="Acme")


class FakeClock:
    """Time stands still until the test moves it."""

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self.time = now

    def now(self) -> float:
        return self.time

    def monotonic(self) -> float:
        return self.time - 1_600_000_000.0

    def sleep(self, seconds: float) -> None:
        self.time += seconds

    async def sleep_async(self, seconds: float) -> None:
        self.time += seconds

    def advance(self, seconds: float) -> None:
        self.time += seconds


class TokenServer:
    """Both hosts: `/token` gives tokens t1, t2, ...; every other path accepts only the newest."""

    def __init__(self, lifetime: float | None = 3599) -> None:
        self.lifetime = lifetime
        self.requests: list[httpx.Request] = []
        self.token_requests: list[httpx.Request] = []
        self.answer: Callable[[httpx.Request], httpx.Response] | None = None
        self.valid: str | None = None
        self.hold: threading.Event | None = None
        self._mutex = threading.Lock()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        if request.url.path.endswith("/token"):
            if self.hold is not None:
                self.hold.wait(5)
            with self._mutex:
                self.token_requests.append(request)
                if self.answer is not None:
                    return self.answer(request)
                self.valid = f"t{len(self.token_requests)}"
                told = {} if self.lifetime is None else {"expires_in": self.lifetime}
                return httpx.Response(200, json={"access_token": self.valid, "token_type": "bearer", "scope": "partners", **told})
        with self._mutex:
            self.requests.append(request)
            good = request.headers.get("authorization") == f"Bearer {self.valid}"
        return httpx.Response(200 if good else 401)

    async def handle(self, request: httpx.Request) -> httpx.Response:
        await request.aread()
        return self(request)


def scheme(kind: str = "client-credentials", **changes: str) -> Scheme:
    names = {"basic": ("username", "password"), "bearer": ("token",)}.get(kind, ("client_id", "client_secret"))
    return Scheme(
        kind, names, token_path=changes.pop("token_path", "/oauth2/token"), scope=changes.pop("scope", "partners"), options=changes
    )


def context(clock: FakeClock, **credentials: object) -> AuthContext:
    given: dict[str, object] = {
        "client_id": "me",
        "client_secret": CANARY,
        "token": CANARY,
        "username": "me",
        "password": CANARY,
        **credentials,
    }
    return AuthContext(API, given, "https://api.acme.test/v1", "https://auth.acme.test", clock)


def send(url: str) -> Send:
    return Send(httpx.Request("GET", url), 1_000_000, TimeLimits())


class Http:
    """Sends requests with an authentication, as an engine does."""

    def __init__(self, handler: Callable[[httpx.Request], httpx.Response], auth: Authentication) -> None:
        self._connections = Connections("Acme", httpx.Client(transport=httpx.MockTransport(handler)), trust_env=False)
        self.auth = auth

    def get(self, url: str) -> Reply:
        return run(self.auth.exchange(send(url)), self._connections)


class AsyncHttp:
    """The same in a task."""

    def __init__(self, handler: Callable[[httpx.Request], Any], auth: Authentication) -> None:
        self._connections = AsyncConnections("Acme", httpx.AsyncClient(transport=httpx.MockTransport(handler)), trust_env=False)
        self.auth = auth

    async def get(self, url: str) -> Reply:
        return await run_async(self.auth.exchange(send(url)), self._connections)


def client(server: TokenServer, clock: FakeClock, kind: str = "client-credentials", **options: str) -> Http:
    return Http(server, build(scheme(kind, **options), context(clock)))


def async_client(server: TokenServer, clock: FakeClock, kind: str = "client-credentials") -> AsyncHttp:
    return AsyncHttp(server.handle, build(scheme(kind), context(clock)))
