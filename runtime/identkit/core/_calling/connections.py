"""Where requests go out and answers come in: connections of our own, or an httpx client that was passed in.

Only the transport of httpx is used, and its hooks. What its clients do besides is not wanted here: building the request of a redirect that
is not followed, a jar of cookies, a line in the log with the URL. Whatever a transport raises, `ExchangeFailed` is what comes out.
"""

import logging
import threading
from typing import TYPE_CHECKING, Any, TypeVar, cast

import httpx

from identkit.core import _forking
from identkit.core._calling.bodies import FAILURES, opened_later, read
from identkit.core._calling.environment import certificates, configured
from identkit.core._calling.limits import Deadline, let_tell, unwatched, watched
from identkit.core._calling.steps import More, Send
from identkit.core._calling.task_exchange import TaskExchange
from identkit.core._errors import ConfigurationError
from identkit.core._received.reading import ExchangeFailed, Reply

if TYPE_CHECKING:
    import asyncio
    import ssl
    from collections.abc import AsyncGenerator

H = TypeVar("H", httpx.Client, httpx.AsyncClient)
NO_AUTH = httpx.Auth()  # keeps httpx from adding credentials of its own
_log = logging.getLogger("httpx")
# httpx's own numbers but for the last: Apache, Node and uvicorn close idle connections after 5 seconds. At httpx's 5 both sides act at the
# same moment, and a request that must not be repeated ends in doubt.
LIMITS = httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=4.0)
_WITHOUT_SOCKETS = (httpx.MockTransport, httpx.ASGITransport, httpx.WSGITransport)


def _send_of(http: httpx.Client | httpx.AsyncClient) -> Any:
    """What sends its requests: something of its own may do more than httpx does."""
    return None if "send" in vars(http) else type(http).send


_SEND, _ASYNC_SEND = httpx.Client.send, httpx.AsyncClient.send


class _Http(httpx.Client):
    def transport_for(self, url: httpx.URL) -> httpx.BaseTransport:
        return self._transport_for_url(url)


class _AsyncHttp(httpx.AsyncClient):
    def transport_for(self, url: httpx.URL) -> httpx.AsyncBaseTransport:
        return self._transport_for_url(url)


def _with_deadlines(http: H) -> H:
    """The client, its sockets keeping our deadlines; for requests of others nothing changes."""
    with_sockets = [each for each in _transports(http) if not isinstance(each, _WITHOUT_SOCKETS)]
    if not with_sockets:
        return http
    from identkit.core._calling import sockets  # httpcore: httpx imports it with its first transport, too

    for transport in with_sockets:
        sockets.install(transport)
    return http


_LEFTOVERS: list[Any] = []  # of the parent process: closed or collected, they might still say something to the peer


class _Shared:
    """What both kinds of connections know."""

    def __init__(self, title: str, *, own: bool, trust_env: bool, log_urls: bool) -> None:
        self._title = title
        self._own = own
        self._trust_env = trust_env
        self._log_urls = log_urls or not own
        self._closed = False
        self._parent = False  # the connections belong to the parent process
        self._mutex = threading.Lock()
        self._certificates: ssl.SSLContext | None = None

    def after_fork(self) -> None:
        """The connections belong to the parent process."""
        self._parent = True
        self._mutex = threading.Lock()

    def _settings(self) -> dict[str, Any]:
        """What the httpx clients of our own are made with. Certificates are read once, however many loops and processes there are."""
        if self._certificates is None:
            self._certificates = certificates(trust_env=self._trust_env)
        return {"trust_env": self._trust_env, "limits": LIMITS, "verify": self._certificates}

    def _check(self, http: Any) -> None:
        if self._closed or (not self._own and http.is_closed):
            raise ConfigurationError(f"{self._title}: the client is closed")
        if self._parent and not self._own and not all(isinstance(each, _WITHOUT_SOCKETS) for each in _transports(http)):
            raise ConfigurationError(
                f"{self._title}: http_client was made before this process was forked, and its connections belong to the parent process; "
                "make the client and its http_client in each process"
            )

    def _note(self, request: httpx.Request, answer: httpx.Response) -> None:
        if self._log_urls and _log.isEnabledFor(logging.INFO):
            status = f"{answer.http_version} {answer.status_code} {answer.reason_phrase}"
            _log.info('HTTP Request: %s %s "%s"', request.method, request.url, status)


def _transports(http: Any) -> list[Any]:
    return [each for each in (http._transport, *http._mounts.values()) if each is not None]  # noqa: SLF001


class Connections(_Shared):
    """Connections of a synchronous client."""

    def __init__(self, title: str, http: httpx.Client | None, *, trust_env: bool, log_urls: bool = False) -> None:
        super().__init__(title, own=http is None, trust_env=trust_env, log_urls=log_urls)
        self.http: httpx.Client = self._made() if http is None else _with_deadlines(http)
        self._plain = _send_of(self.http) in {_SEND, _Http.send}
        _forking.register(self)

    def _made(self) -> httpx.Client:
        http: _Http = configured(self._title, lambda: _Http(**self._settings()))
        return _with_deadlines(http)

    def check(self) -> None:
        """Raise ConfigurationError where a call cannot be made any more; open connections anew in a child process."""
        self._check(self.http)
        if self._parent and self._own:
            with self._mutex:
                if self._parent:
                    _LEFTOVERS.append(self.http)
                    self.http = self._made()
                    self._parent = False

    def close(self) -> None:
        """Close the connections that are ours."""
        self._closed = True
        if self._own and not self._parent:
            self.http.close()

    def exchange(self, send: Send) -> Reply:
        """Send a request and read the answer. Raises ExchangeFailed."""
        deadline = Deadline(send.limits.attempt)
        token = watched(deadline)
        let_tell(send.request, deadline.progress)
        try:
            answer = self._answer(send.request)
            stream = opened_later(answer, send, in_task=False)
            if stream is not None:
                return stream
            try:
                return read(answer, send, deadline)
            finally:
                answer.close()
        except FAILURES as error:
            failure: Exception = error
        finally:
            unwatched(token)
        raise ExchangeFailed(failure)

    def more(self, more: More) -> bytes | None:
        """The next piece of an answer that was kept open. Raises ExchangeFailed."""
        stream = more.stream
        try:
            for chunk in () if more.close else stream.pieces:
                return stream.body.feed(chunk)
            if not more.close:
                stream.body.end()
        except FAILURES as error:
            failure: Exception = error
        else:
            stream.answer.close()
            return None
        stream.answer.close()
        raise ExchangeFailed(failure)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if not self._plain:
            return self.http.send(request, auth=NO_AUTH, follow_redirects=False, stream=True)
        hooks = self.http.event_hooks
        for hook in hooks["request"]:
            hook(request)
        answer = _Http.transport_for(cast("_Http", self.http), request.url).handle_request(request)
        answer.request = request
        self._note(request, answer)
        if hooks["response"]:
            _run_hooks(hooks["response"], answer)
        return answer


def _run_hooks(hooks: list[Any], answer: httpx.Response) -> None:
    try:
        for hook in hooks:
            hook(answer)
    except BaseException:
        answer.close()
        raise


class _Place:
    """The connections in one event loop, and what closes them."""

    __slots__ = ("end", "http")

    def __init__(self, http: httpx.AsyncClient, end: "AsyncGenerator[None]") -> None:
        self.http, self.end = http, end


class AsyncConnections(_Shared):
    """Connections of an asynchronous client: those of our own are kept by event loop, for they cannot leave it."""

    def __init__(self, title: str, http: httpx.AsyncClient | None, *, trust_env: bool, log_urls: bool = False) -> None:
        super().__init__(title, own=http is None, trust_env=trust_env, log_urls=log_urls)
        self._spare: httpx.AsyncClient | None = self._made() if http is None else None
        self._theirs = None if http is None else _with_deadlines(http)
        self.http: httpx.AsyncClient = http or cast("httpx.AsyncClient", self._spare)
        self._plain = _send_of(self.http) in {_ASYNC_SEND, _AsyncHttp.send}
        self._by_loop: dict[asyncio.AbstractEventLoop, _Place] = {}
        self._loop: Any = None  # the first one that used an http_client that was passed in
        self.tasks: set[asyncio.Task[Any]] = set()
        """Work whose callers may be gone: exchanges that are being closed, token requests."""
        _forking.register(self)

    def _made(self) -> httpx.AsyncClient:
        http: _AsyncHttp = configured(self._title, lambda: _AsyncHttp(**self._settings()))
        return _with_deadlines(http)

    def after_fork(self) -> None:
        """Open connections of our own in this process."""
        super().after_fork()
        _LEFTOVERS.extend((self._spare, self._by_loop, set(self.tasks)))
        self.tasks.clear()
        self._by_loop = {}
        self._spare = self._loop = None

    def check(self) -> None:
        """Raise ConfigurationError where a call cannot be made any more."""
        self._check(self._theirs)

    async def aclose(self) -> None:
        """Wait for work whose callers are gone, then close the connections that are ours and of this event loop."""
        import asyncio

        self._closed = True
        loop = asyncio.get_running_loop()
        mine = [task for task in list(self.tasks) if task.get_loop() is loop]
        if mine:
            await asyncio.wait(mine)
        if self._spare is not None:
            await self._spare.aclose()
        if (place := self._by_loop.pop(loop, None)) is not None:
            await place.end.aclose()

    async def _here(self) -> httpx.AsyncClient:
        """The httpx client of the running event loop. Raises ConfigurationError."""
        import asyncio
        from weakref import ref

        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            loop = None
        if loop is None:
            remedy = "trio and others are not supported, and a process forked within a loop runs one of its own"
            raise ConfigurationError(f"{self._title}: asynchronous clients need asyncio; {remedy}")
        if self._theirs is not None:
            home = self._loop() if self._loop is not None else loop
            if home is not loop and not all(isinstance(each, _WITHOUT_SOCKETS) for each in _transports(self._theirs)):
                raise ConfigurationError(
                    f"{self._title}: http_client belongs to the event loop that used it first; make the client and its http_client in each"
                )
            if self._loop is None:
                self._loop = ref(loop)
            return self._theirs
        place = self._by_loop.get(loop)
        if place is None:
            with self._mutex:  # another thread may have a loop of its own
                http, self._spare = self._spare or self._made(), None
                for old in [each for each in self._by_loop if each.is_closed()]:
                    del self._by_loop[old]
                place = self._by_loop[loop] = _Place(http, self._until_the_end(loop, http))
            await anext(place.end)  # from here on the loop knows of it
        return place.http

    async def _until_the_end(self, loop: "asyncio.AbstractEventLoop", http: httpx.AsyncClient) -> "AsyncGenerator[None]":
        """Closes the connections before their loop ends: `asyncio.run` ends the asynchronous generators that it has seen."""
        try:
            yield
        finally:
            self._by_loop.pop(loop, None)
            await http.aclose()

    async def exchange(self, send: Send) -> Reply:
        """Send a request and read the answer. Raises ExchangeFailed.

        It runs in a task of its own, which is cancelled at most once and never while it closes: httpx loses a connection whose closing is
        interrupted.
        """
        import asyncio

        http = await self._here()
        exchange = TaskExchange(self, http, send)
        task = asyncio.ensure_future(exchange.run())
        self.tasks.add(task)
        task.add_done_callback(self._finished)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            exchange.stop(task)
            raise

    async def more(self, more: More) -> bytes | None:
        """The next piece of an answer that was kept open. Raises ExchangeFailed."""
        stream = more.stream
        try:
            if not more.close:
                async for chunk in stream.pieces:
                    return stream.body.feed(chunk)
                stream.body.end()
        except FAILURES as error:
            failure: Exception = error
        except BaseException:
            await stream.answer.aclose()
            raise
        else:
            await stream.answer.aclose()
            return None
        await stream.answer.aclose()
        raise ExchangeFailed(failure)

    def _finished(self, task: "asyncio.Task[Any]") -> None:
        self.tasks.discard(task)
        if not task.cancelled():
            task.exception()  # whoever asked may be gone

    async def answer(self, http: httpx.AsyncClient, send: Send) -> httpx.Response:
        """The answer, its body unread."""
        request = send.request
        if not self._plain:
            return await http.send(request, auth=NO_AUTH, follow_redirects=False, stream=True)
        hooks = http.event_hooks
        for hook in hooks["request"]:
            await hook(request)
        transport = _AsyncHttp.transport_for(cast("_AsyncHttp", http), request.url)
        if isinstance(transport, httpx.AsyncHTTPTransport) and request.extensions.get("trace") in {None, send.trace}:
            send.begun = False
            request.extensions = {**request.extensions, "trace": send.trace}
        answer = await transport.handle_async_request(request)
        answer.request = request
        self._note(request, answer)
        try:
            for hook in hooks["response"]:
                await hook(answer)
        except BaseException:
            await answer.aclose()
            raise
        return answer
