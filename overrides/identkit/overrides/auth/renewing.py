"""Bearer tokens that end and are asked for again."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import ClassVar
from urllib.parse import urljoin, urlsplit, urlunsplit
from weakref import WeakValueDictionary

import httpx

from identkit.core import _forking
from identkit.core._auth import endpoint
from identkit.core._auth.authentication import AuthContext, Authentication, TokenFailure, require_own_origin
from identkit.core._auth.endpoint import ask, plain_request
from identkit.core._auth.flight import SingleFlight
from identkit.core._calling.description import Scheme
from identkit.core._calling.hooks import TokenInfo
from identkit.core._calling.limits import TimeLimits
from identkit.core._calling.settings import checked_url
from identkit.core._calling.steps import Send, Share, Steps
from identkit.core._received.reading import ExchangeFailed, Reply
from identkit.core._types import Record
from identkit.overrides.auth.static import basic_header

LEEWAY = 60.0  # seconds before its end at which a token is replaced, but never more than a tenth of its life


class Lent(Record, frozen=True):
    """A token to use now. `fresh`: it was asked for during this very call, so asking again would not help."""

    secrets: ClassVar[frozenset[str]] = frozenset({"token"})

    token: str
    fresh: bool


class RenewingAuth(ABC):
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
        _forking.register(self)

    def after_fork(self) -> None:
        """No thread of the parent process will release its lock here."""
        self._mutex = threading.Lock()

    @abstractmethod
    def subject(self, request: httpx.Request) -> str:
        """Whose token the request needs."""

    @abstractmethod
    def usable(self, subject: str, stale: str | None) -> str | None:
        """A token at hand that has not ended and is not the refused one."""

    @abstractmethod
    def renew(self, subject: str, stale: str | None, limits: TimeLimits) -> Steps[Lent]:
        """Get a token, after another look whether that is still needed."""

    def exchange(self, send: Send) -> Steps[Reply]:
        """Send a request with a token, and once more with a new one when it is refused."""
        require_own_origin(send.request, self._origins)
        lent = yield from self._lend(send, None)
        send.request.headers["Authorization"] = f"Bearer {lent.token}"
        reply: Reply = yield send
        if reply.status_code in self.refusals and not lent.fresh and send.repeatable:
            lent = yield from self._lend(send, lent.token)
            send.request.headers["Authorization"] = f"Bearer {lent.token}"
            reply = yield send
        return reply

    def _lend(self, send: Send, stale: str | None) -> Steps[Lent]:
        """A token, and not the one that was refused."""
        subject, limits = self.subject(send.request), send.limits
        if (token := self.usable(subject, stale)) is not None:
            return Lent(token, fresh=False)
        flight = self._flight(subject)
        share = Share(flight, lambda: self._renewed(subject, stale, limits), limits.attempt)
        try:
            lent: Lent = yield share
            if lent.token == stale and not lent.fresh:  # joined a call to which that token was still good
                lent = yield share
        except ExchangeFailed as error:
            failure = error
        else:
            return lent
        raise TokenFailure(failure)

    def _renewed(self, subject: str, stale: str | None, limits: TimeLimits) -> Steps[Lent]:
        try:
            lent = yield from self.renew(subject, stale, limits)
        except Exception:
            self._tell(succeeded=False)
            raise
        if lent.fresh:
            self._tell(succeeded=True)
        return lent

    def _tell(self, *, succeeded: bool) -> None:
        hooks = self.context.hooks
        if hooks is not None and hooks.on_token is not None:
            hooks.on_token(TokenInfo(self.context.api.name, succeeded))

    def _flight(self, subject: str) -> SingleFlight[Lent]:
        with self._mutex:
            return self._flights.setdefault(subject, SingleFlight())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.context.api.name}, ***)"


class _Held(Record, frozen=True):
    secrets: ClassVar[frozenset[str]] = frozenset({"token"})

    token: str
    renew_at: float


class OwnToken(RenewingAuth):
    """A token that stands for the subscriber alone, kept in memory: OAuth client credentials."""

    def __init__(self, scheme: Scheme, context: AuthContext, make_request: Callable[[], httpx.Request]) -> None:
        super().__init__(scheme, context)
        self._make_request = make_request
        self._by_subject: dict[str, _Held] = {}

    def subject(self, request: httpx.Request) -> str:
        """The origin: one and the same for the API's requests."""
        return request.url.host

    def usable(self, subject: str, stale: str | None) -> str | None:
        """The token at hand."""
        loan = self._by_subject.get(subject)
        if loan is None or loan.token == stale or self.context.clock.monotonic() >= loan.renew_at:
            return None
        return loan.token

    def renew(self, subject: str, stale: str | None, limits: TimeLimits) -> Steps[Lent]:
        """Ask for a token."""
        if (token := self.usable(subject, stale)) is not None:
            return Lent(token, fresh=False)  # another call was faster
        clock = self.context.clock
        response = yield from ask(self._make_request, clock, limits)
        grant = endpoint.read(f"{self.context.api.name}.token", response, clock.now())
        self._by_subject[subject] = _Held(grant.access_token, clock.monotonic() + grant.lifetime - min(LEEWAY, grant.lifetime / 10))
        return Lent(grant.access_token, fresh=True)


def client_credentials(scheme: Scheme, context: AuthContext) -> Authentication:
    """OAuth 2.0 client credentials (RFC 6749, 4.4): POST with Basic and a form, on the authorization host if there is one.

    Options for providers with ways of their own: `token-method: GET` (no form), `token-server: api`.
    """
    method = scheme.options.get("token-method", "POST")
    form = {"grant_type": "client_credentials"} | ({"scope": scheme.scope} if scheme.scope else {})
    return OwnToken(
        scheme,
        context,
        partial(plain_request, method, _token_url(scheme, context), form if method == "POST" else None, _login(scheme, context)),
    )


def _token_url(scheme: Scheme, context: AuthContext) -> str:
    """Where the token comes from. A plain scheme of OpenAPI has a URL, which leads from the API's server to where it is meant."""
    if not scheme.argument:
        host = context.base_url if scheme.options.get("token-server") == "api" else context.auth_url or context.base_url
        return host + scheme.token_path
    parts = urlsplit(scheme.token_path)
    path = urlunsplit(("", "", parts.path, parts.query, ""))
    if parts.netloc and not context.auth_url:
        return checked_url(context.api, "auth_url", f"{parts.scheme}://{parts.netloc}") + path
    return context.auth_url + path if context.auth_url else urljoin(f"{context.base_url}/", path)


def _login(scheme: Scheme, context: AuthContext) -> dict[str, str]:
    client_id, client_secret = (context.credential(name) for name in scheme.credentials[:2])
    return {"Authorization": basic_header(client_id, client_secret)}
