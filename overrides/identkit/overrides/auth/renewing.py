"""Bearer tokens that end and are asked for again."""

import asyncio
import threading
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Callable, Generator
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

import httpx
from attrs import field, frozen

from identkit.core._auth import grants
from identkit.core._auth.context import AuthContext, require_own_origin
from identkit.core._auth.flight import SingleFlight, settle
from identkit.core._auth.steps import Step, ask, plain_request, run, run_async
from identkit.core._calling.description import Scheme
from identkit.overrides.auth.static import basic_header

LEEWAY = 60.0  # seconds before its end at which a token is replaced, but never more than a tenth of its life


@frozen
class Lent:
    """A token to use now. `fresh`: it was asked for during this very call, so asking again would not help."""

    token: str = field(repr=False)
    fresh: bool


@frozen
class _Wanted:
    """A step of the flow below: get a token, and not the one that was refused."""

    refused: str | None = field(repr=False)


class RenewingAuth(httpx.Auth, ABC):
    """Sends `Authorization: Bearer`, with a token that is replaced before it ends and once more when it is refused.

    However many threads and tasks want a new token of a subject, one request is made; they share its result, or its error.
    """

    def __init__(self, scheme: Scheme, context: AuthContext) -> None:
        self.scheme = scheme
        self.context = context
        self.refusals = frozenset(int(status) for status in scheme.options.get("refusals", "401").split())
        """Answers that say the token is not accepted."""
        self._origins = context.origins()
        self._mutex = threading.Lock()
        self._flights: WeakValueDictionary[str, SingleFlight[Lent]] = WeakValueDictionary()
        self.tasks: set[asyncio.Task[None]] = set()
        """Token requests under way; `settle` waits for them."""

    @abstractmethod
    def subject(self, request: httpx.Request) -> str:
        """Whose token the request needs."""

    @abstractmethod
    def usable(self, subject: str, refused: str | None) -> str | None:
        """A token at hand that has not ended and is not the refused one."""

    @abstractmethod
    def renew(self, subject: str, refused: str | None) -> Generator[Step, Any, Lent]:
        """Get a token, after another look whether that is still needed."""

    def _flow(self, request: httpx.Request) -> Generator[httpx.Request | _Wanted, Any, None]:
        require_own_origin(request, self._origins)
        lent: Lent = yield _Wanted(None)
        request.headers["Authorization"] = f"Bearer {lent.token}"
        response: httpx.Response = yield request
        if response.status_code in self.refusals and not lent.fresh:
            lent = yield _Wanted(lent.token)
            request.headers["Authorization"] = f"Bearer {lent.token}"
            yield request

    def sync_auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The flow for httpx.Client."""
        flow = self._flow(request)
        step = next(flow)
        while True:
            answer = self._lend(request, step.refused) if isinstance(step, _Wanted) else (yield step)
            try:
                step = flow.send(answer)
            except StopIteration:
                return

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """The flow for httpx.AsyncClient."""
        flow = self._flow(request)
        step = next(flow)
        while True:
            answer = await self._lend_async(request, step.refused) if isinstance(step, _Wanted) else (yield step)
            try:
                step = flow.send(answer)
            except StopIteration:
                return

    def _lend(self, request: httpx.Request, refused: str | None) -> Lent:
        subject = self.subject(request)
        if (token := self.usable(subject, refused)) is not None:
            return Lent(token, fresh=False)
        flight = self._flight(subject)
        lent = flight.call(lambda: run(self.renew(subject, refused), self.context.http))
        if lent.token == refused and not lent.fresh:  # joined a call to which that token was still good
            lent = flight.call(lambda: run(self.renew(subject, refused), self.context.http))
        return lent

    async def _lend_async(self, request: httpx.Request, refused: str | None) -> Lent:
        subject = self.subject(request)
        if (token := self.usable(subject, refused)) is not None:
            return Lent(token, fresh=False)
        flight = self._flight(subject)
        lent = await flight.call_async(lambda: run_async(self.renew(subject, refused), self.context.http))
        if lent.token == refused and not lent.fresh:
            lent = await flight.call_async(lambda: run_async(self.renew(subject, refused), self.context.http))
        return lent

    def _flight(self, subject: str) -> SingleFlight[Lent]:
        with self._mutex:
            return self._flights.setdefault(subject, SingleFlight(self.tasks))

    async def settle(self) -> None:
        """Wait for the token requests of cancelled calls: a refresh that is cut off may lose a consent."""
        await settle(self.tasks)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.context.api.name}, ***)"


@frozen
class _Held:
    token: str = field(repr=False)
    renew_at: float


class OwnToken(RenewingAuth):
    """A token that stands for the subscriber alone, kept in memory: OAuth client credentials."""

    def __init__(self, scheme: Scheme, context: AuthContext, make_request: Callable[[], httpx.Request]) -> None:
        super().__init__(scheme, context)
        self._make_request = make_request
        self._held: dict[str, _Held] = {}

    def subject(self, request: httpx.Request) -> str:
        """The origin: one and the same for the API's requests."""
        return request.url.host

    def usable(self, subject: str, refused: str | None) -> str | None:
        """The token at hand."""
        held = self._held.get(subject)
        if held is None or held.token == refused or self.context.clock.monotonic() >= held.renew_at:
            return None
        return held.token

    def renew(self, subject: str, refused: str | None) -> Generator[Step, Any, Lent]:
        """Ask for a token."""
        if (token := self.usable(subject, refused)) is not None:
            return Lent(token, fresh=False)  # another call was faster
        clock = self.context.clock
        response = yield from ask(self._make_request, clock)
        grant = grants.read(f"{self.context.api.name}.token", response, clock.now())
        self._held[subject] = _Held(grant.access_token, clock.monotonic() + grant.lifetime - min(LEEWAY, grant.lifetime / 10))
        return Lent(grant.access_token, fresh=True)


def client_credentials(scheme: Scheme, context: AuthContext) -> httpx.Auth:
    """OAuth 2.0 client credentials (RFC 6749, 4.4): POST with Basic and a form, on the authorization host if there is one.

    Options for providers with ways of their own: `token-method: GET` (no form), `token-server: api`.
    """
    host = context.base_url if scheme.options.get("token-server") == "api" else context.auth_url or context.base_url
    method = scheme.options.get("token-method", "POST")
    form = {"grant_type": "client_credentials"} | ({"scope": scheme.scope} if scheme.scope else {})
    return OwnToken(
        scheme,
        context,
        partial(plain_request, method, host + scheme.token_path, form if method == "POST" else None, _login(scheme, context)),
    )


def _login(scheme: Scheme, context: AuthContext) -> dict[str, str]:
    client_id, client_secret = (context.credential(name) for name in scheme.credentials[:2])
    return {"Authorization": basic_header(client_id, client_secret)}
