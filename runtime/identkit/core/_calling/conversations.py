"""What both engines say: each kind of call as a conversation of steps, over the settings and the authentication of one client."""

from collections.abc import Mapping
from copy import copy
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar, cast

import httpx
from msgspec.structs import replace

from identkit.core._auth import chosen
from identkit.core._auth.authentication import AuthContext, Authentication
from identkit.core._calling import log
from identkit.core._calling.call import Exchange
from identkit.core._calling.connections import AsyncConnections, Connections
from identkit.core._calling.description import Operation, Paging, Polling, Scheme
from identkit.core._calling.following import Following
from identkit.core._calling.limits import TimeoutLike
from identkit.core._calling.paging import Drain, Numbers
from identkit.core._calling.settings import Settings, call_limits, checked_url, filled_in
from identkit.core._calling.steps import Item, Left, More, Pause, Steps
from identkit.core._calling.waiting import Waiting
from identkit.core._errors import ConfigurationError, IdentkitError, NotFound
from identkit.core._received.codecs import Codec
from identkit.core._received.files import Download, SavedFile
from identkit.core._received.reading import ExchangeFailed, Opened
from identkit.core._received.response import Response
from identkit.core._received.streaming import Items
from identkit.core._sent import offers
from identkit.core._sent import request as requests

T = TypeVar("T")
Params = Mapping[str, Any] | None
Headers = Mapping[str, str] | None

_AGENT = f"identkit python-httpx/{httpx.__version__}"


class BaseEngine:
    """What an engine knows, and everything that it says."""

    def __init__(self, settings: Settings, http: httpx.Client | httpx.AsyncClient, connections: Connections | AsyncConnections) -> None:
        self.settings = settings
        self.answers_raw = False
        self._check = connections.check
        self.auths = {name: _auth(settings, name) for name, scheme in settings.api.schemes.items() if _usable(settings, scheme)}
        """The authentication of each security scheme. Shared by all calls: it holds the tokens."""
        self._codecs = {name: _codec(settings, name) for name in settings.api.codecs}
        self._headers = _headers(http)
        self._targets = _targets(settings, self._headers)

    def raw(self) -> Self:
        """The same engine, answering `Response` objects."""
        twin = copy(self)
        twin.answers_raw = True
        return twin

    def with_settings(self, settings: Settings) -> Self:
        """A copy with other settings, over the same connections and with the same tokens."""
        twin = copy(self)
        twin.settings = settings
        twin._targets = _targets(settings, self._headers)  # noqa: SLF001  # a copy of this very class
        return twin

    def unwrap(self, answer: Response[T]) -> T:
        """What a method returns: the data, or for a raw engine the whole answer (`client.raw` says so to type checkers)."""
        return cast("T", answer) if self.answers_raw else answer.data

    def prepare(
        self,
        operation: Operation[T],
        params: Params,
        body: Any,
        timeout: TimeoutLike,
        extra_headers: Headers,
        sink: Download | None = None,
        max_retries: int | None = None,
        query: str | None = None,
    ) -> Exchange[T]:
        """Check and build the request of a call; `query` takes the place of the one it would have. Raises RequestInvalid."""
        settings = self.settings
        self._check()
        codec = self._codecs.get(operation.codec) if operation.codec else None
        limits = settings.limits if timeout is None else call_limits(operation.name, timeout, settings.limits)
        if operation.offers:
            operation = offers.chosen(operation, params or {})
        server = operation.servers.get(settings.environment, operation.server) if operation.servers else operation.server
        outgoing = requests.build(
            operation,
            self._targets.get(server) or self._own_target(server),
            params or {},
            body,
            extra_headers,
            settings.clock.now(),
            codec.request_headers if codec is not None else None,
        )
        if query is not None:
            outgoing.request.url = outgoing.request.url.copy_with(query=query.encode())
        if timeout is not None:
            outgoing.request.extensions = {**outgoing.request.extensions, "timeout": limits.extension}
        auth = chosen.choose(operation, self.auths, settings.api)
        retries = settings.max_retries if max_retries is None else max_retries
        return Exchange(operation, outgoing, settings, auth, codec, limits, sink, retries)

    def _own_target(self, server: str) -> requests.Target:
        """Where an operation goes that has a server of its own; one without a host is on the client's."""
        settings = self.settings
        url = filled_in(server, settings.variables)
        if "://" not in url:
            url = str(httpx.URL(settings.base_url).join(url))
        target = replace(self._targets["api"], base_url=checked_url(settings.api, "base_url", url))
        self._targets[server] = target
        return target

    def _call(self, operation: Operation[T], params: Params, body: Any, timeout: TimeoutLike, extra_headers: Headers) -> Steps[Response[T]]:
        return self.prepare(operation, params, body, timeout, extra_headers).steps()

    def _download(
        self, operation: Operation[Any], inputs: tuple[Params, Any], to: str | Path, timeout: TimeoutLike, extra_headers: Headers
    ) -> Steps[Response[SavedFile]]:
        params, body = inputs
        if operation.offers:
            operation = offers.chosen(operation, params or {})
        with Download(operation, to) as sink:
            answer = yield from self.prepare(operation, params, body, timeout, extra_headers, sink).steps()
            return cast("Response[SavedFile]", replace(answer, data=sink.keep(answer.data)))

    def _wait(self, polling: Polling, params: Params, timeout: float, until: str | None, extra_headers: Headers) -> Steps[Response[Any]]:
        wait = Waiting(polling, timeout, until, self.settings.clock)
        params, patience = wait.asked(params)
        if patience is not None:
            return patience
        while True:
            rest = wait.left(self.settings.limits.read)
            call = self.prepare(polling.operation, params, None, rest, extra_headers, max_retries=0)
            try:
                answer = yield from call.steps()
            except Waiting.INTERRUPTIONS as error:
                pause = wait.failed(error)
            else:
                if wait.arrived(answer):
                    return answer
                pause = wait.pause()
            yield Pause(pause, self.settings.clock)

    def _stream(self, operation: Operation[Any], params: Params, body: Any, timeout: TimeoutLike, extra_headers: Headers) -> Steps[None]:
        call = self.prepare(operation, params, body, timeout, extra_headers)
        stream = cast("Opened", (yield from call.steps()).data)
        try:
            reader = Items(operation, stream)
            while (piece := (yield More(stream))) is not None:
                for item in reader.feed(piece):
                    yield Item(item)
            for item in reader.end():
                yield Item(item)
        except ExchangeFailed as failure:
            loss: BaseException = call.cut_off(failure)
        except (Left, IdentkitError) as error:
            loss = error
        else:
            return
        yield More(stream, close=True)
        raise loss

    def _iterate(
        self,
        operation: Operation[Any],
        inputs: tuple[Params, Any],
        page: tuple[str, str] | Paging,
        timeout: TimeoutLike,
        extra_headers: Headers,
    ) -> Steps[None]:
        params, body = inputs
        if isinstance(page, Paging):
            options = [scheme.options for scheme in self.settings.api.schemes.values()]
            credentials = frozenset(each.get("name", "") for each in options if each.get("in") == "query")
            following = Following(operation, page, params or {}, body, credentials)
            return (yield from self._follow(operation, following, timeout, extra_headers))
        numbers = Numbers(operation, params or {}, page)
        while numbers.more:
            answer = yield from self._call(operation, numbers.params, None, timeout, extra_headers)
            for item in numbers.turn(answer.data):
                yield Item(item)

    def _follow(self, operation: Operation[Any], following: Following, timeout: TimeoutLike, extra_headers: Headers) -> Steps[None]:
        while following.more:
            call = self.prepare(operation, following.params, following.body, timeout, extra_headers, query=following.query)
            answer = yield from call.steps()
            for item in following.turn(answer):
                yield Item(item)

    def _drain(self, drain: Drain, timeout: TimeoutLike, extra_headers: Headers) -> Steps[None]:
        archive = partial(self._archive, drain, timeout=timeout, extra_headers=extra_headers)
        try:
            while drain.more:
                answer = yield from self._call(drain.listing, drain.params, None, timeout, extra_headers)
                for item in drain.turn(answer.data):
                    yield Item(item)
                    if drain.finished(item):
                        yield from archive(drain.take())
                yield from archive(drain.take())
        except Left:
            # The loop was left: what it finished is archived, the item it holds is not.
            try:
                yield from archive(drain.take())
            except IdentkitError as error:
                log.not_archived(drain.archive.name, error)

    def _archive(self, drain: Drain, identifiers: list[str], timeout: TimeoutLike, extra_headers: Headers) -> Steps[None]:
        if not identifiers:
            return
        try:
            yield from self._call(drain.archive, None, identifiers, timeout, extra_headers)
        except NotFound:  # one of them was deleted meanwhile, which is as good as archived
            for identifier in identifiers if len(identifiers) > 1 else ():
                yield from self._archive(drain, [identifier], timeout, extra_headers)


def _usable(settings: Settings, scheme: Scheme) -> bool:
    """Whether a scheme can be made: one with an argument of its own may be left out, as far as no call needs it."""
    return not scheme.argument or chosen.given(scheme, settings.credentials)


def _auth(settings: Settings, name: str) -> Authentication:
    api = settings.api
    scheme = api.schemes[name]
    own = api.overrides().auth if api.overrides is not None else dict[str, Any]()
    make = own.get(scheme.kind) or api.authenticate
    if make is None:
        raise ConfigurationError(f"{api.title}: unknown kind of authentication {scheme.kind!r}")
    further = tuple(filled_in(url, settings.variables) for url in api.further)
    api = replace(api, further=further) if further else api
    return make(
        *chosen.apart(scheme, AuthContext(api, settings.credentials, settings.base_url, settings.auth_url, settings.clock, settings.hooks))
    )


def _codec(settings: Settings, name: str) -> Codec | None:
    """The codec made from a client's arguments, or None when those that turn it on are missing."""
    api = settings.api
    make = api.overrides().codecs.get(name) if api.overrides is not None else None
    if make is None:
        raise ConfigurationError(f"{api.title}: unknown codec {name!r}")
    return make(settings.credentials)


def _targets(settings: Settings, headers: Mapping[str, str]) -> dict[str, requests.Target]:
    common = {**headers, **settings.default_headers}
    urls = {"api": settings.base_url, "auth": settings.auth_url or settings.base_url}
    return {name: requests.Target(url, common, settings.limits.extension, settings.credentials) for name, url in urls.items()}


def _headers(http: httpx.Client | httpx.AsyncClient) -> dict[str, str]:
    # Of a client that was passed in, headers such as User-Agent are kept; credentials and cookies for other places are not.
    foreign = {"authorization", "cookie", "proxy-authorization", "host", "content-length"}
    headers = {name.lower(): value for name, value in http.headers.items() if name.lower() not in foreign}
    if headers.get("user-agent", "").startswith("python-httpx/"):
        headers["user-agent"] = _AGENT
    headers["accept-encoding"] = "gzip"  # what `reading` can undo under a limit
    return headers
