"""The two engines: one runs conversations in the caller's thread, the other in the caller's event loop. What they say is written once."""

from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast

import httpx

from identkit.core._calling.connections import AsyncConnections, Connections
from identkit.core._calling.conversations import BaseEngine
from identkit.core._calling.description import Draining, Operation, Paging, Polling
from identkit.core._calling.flavours import awaited, iterated
from identkit.core._calling.limits import TimeoutLike
from identkit.core._calling.paging import Drain
from identkit.core._calling.settings import Settings, is_loopback
from identkit.core._calling.steps import Steps, items, items_async, run, run_async
from identkit.core._errors import ConfigurationError
from identkit.core._received.files import SavedFile
from identkit.core._received.response import Response

T = TypeVar("T")
Params = Mapping[str, Any] | None
Headers = Mapping[str, str] | None


class Engine(BaseEngine):
    """Makes calls, one after the other in the caller's thread. Safe to share between threads."""

    def __init__(self, settings: Settings, http: httpx.Client | None = None) -> None:
        if http is not None and not isinstance(cast("object", http), httpx.Client):
            raise ConfigurationError(f"{settings.api.title}: http_client must be an httpx.Client")
        self.connections = Connections(settings.api.title, http, trust_env=not _direct(settings), log_urls=settings.log_urls)
        super().__init__(settings, self.connections.http, self.connections)

    def close(self) -> None:
        """Close the connections, if they are ours."""
        self.connections.close()

    def run(self, steps: Steps[T]) -> T:
        """Run a conversation."""
        return run(steps, self.connections)

    def _answer(self, steps: Steps[Response[T]]) -> T:
        return self.unwrap(run(steps, self.connections))

    def _items(self, steps: Steps[None]) -> Iterator[Any]:
        return items(steps, self.connections)

    def call(
        self,
        operation: Operation[T],
        params: Params = None,
        *,
        body: Any = None,
        timeout: TimeoutLike = None,
        extra_headers: Headers = None,
    ) -> T:
        """Call an operation; `params` and `body` go by Python names, UNSET means not given."""
        return self._answer(self._call(operation, params, body, timeout, extra_headers))

    def download(
        self,
        operation: Operation[Any],
        params: Params = None,
        *,
        body: Any = None,
        to: str | Path,
        timeout: TimeoutLike = None,
        extra_headers: Headers = None,
    ) -> SavedFile:
        """Call an operation whose answer is a file, and write it to `to` without holding it in memory."""
        return self._answer(self._download(operation, (params, body), to, timeout, extra_headers))

    def wait(
        self, polling: Polling, params: Params = None, *, timeout: float, until: str | None = None, extra_headers: Headers = None
    ) -> Any:
        """Call the polling's operation until its status is one to stop at. Raises WaitTimeout after `timeout` seconds."""
        return self._answer(self._wait(polling, params, timeout, until, extra_headers))

    def stream(
        self,
        operation: Operation[T],
        params: Params = None,
        *,
        body: Any = None,
        timeout: TimeoutLike = None,
        extra_headers: Headers = None,
    ) -> Iterator[T]:
        """The items of an answer as they arrive. Nothing is sent before the first is asked for."""
        return self._items(self._stream(operation, params, body, timeout, extra_headers))

    def iterate(
        self,
        operation: Operation[Any],
        params: Params = None,
        *,
        body: Any = None,
        page: tuple[str, str] | Paging = ("page_number", "page_size"),
        timeout: TimeoutLike = None,
        extra_headers: Headers = None,
    ) -> Iterator[Any]:
        """All items of a list, page by page."""
        return self._items(self._iterate(operation, (params, body), page, timeout, extra_headers))

    def drain(
        self,
        draining: Draining,
        params: Params = None,
        *,
        archive_every: int = 1,
        timeout: TimeoutLike = None,
        extra_headers: Headers = None,
    ) -> Iterator[Any]:
        """All items of a list that advances by archiving. See docs/design for the protocol."""
        return self._items(self._drain(Drain(draining, params or {}, archive_every), timeout, extra_headers))


class AsyncEngine(BaseEngine):
    """Makes calls in the caller's event loop, whichever it is."""

    def __init__(self, settings: Settings, http: httpx.AsyncClient | None = None) -> None:
        if http is not None and not isinstance(cast("object", http), httpx.AsyncClient):
            raise ConfigurationError(f"{settings.api.title}: http_client must be an httpx.AsyncClient")
        self.connections = AsyncConnections(settings.api.title, http, trust_env=not _direct(settings), log_urls=settings.log_urls)
        super().__init__(settings, self.connections.http, self.connections)

    async def aclose(self) -> None:
        """Close the connections, if they are ours, after what outlives its callers: token requests above all."""
        await self.connections.aclose()

    async def run(self, steps: Steps[T]) -> T:
        """Run a conversation."""
        return await run_async(steps, self.connections)

    async def _answer(self, steps: Steps[Response[T]]) -> T:
        return self.unwrap(await run_async(steps, self.connections))

    def _items(self, steps: Steps[None]) -> AsyncIterator[Any]:
        return items_async(steps, self.connections)

    call = awaited(Engine.call)
    download = awaited(Engine.download)
    wait = awaited(Engine.wait)
    stream = iterated(Engine.stream)
    iterate = iterated(Engine.iterate)
    drain = iterated(Engine.drain)


def _direct(settings: Settings) -> bool:
    """Whether the provider is on this machine, where a proxy from the environment could not reach it."""
    return is_loopback(httpx.URL(settings.base_url).host)
