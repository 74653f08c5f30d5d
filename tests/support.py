"""What many tests need: a clock that only moves when told, and both flavours of a client behind one face.

A test that takes the fixture `flavour` runs twice. `flavour.client(Identplus, AsyncIdentplus, handler, ...)` makes the client of the
flavour over a mock transport; an asynchronous one looks like its twin to the test, its methods run to their end and its async
iterators are iterated with `for`.
"""

import asyncio
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from typing import Any, TypeVar, cast

import httpx

from identkit.core._calling.client import AsyncClient, AsyncResource, Client
from identkit.core._calling.description import Api
from identkit.core._calling.engine import AsyncEngine
from identkit.core._calling.settings import ClientOptions

Handler = Callable[[httpx.Request], httpx.Response]
C = TypeVar("C")


class FakeClock:
    """Time stands still until somebody sleeps or the test moves it. `slept` has every pause."""

    def __init__(self, now: float = 1_700_000_000.0) -> None:
        self.time = now
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def monotonic(self) -> float:
        return self.time - 1_600_000_000.0

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    async def sleep_async(self, seconds: float) -> None:
        self.sleep(seconds)
        await asyncio.sleep(0)

    def advance(self, seconds: float) -> None:
        self.time += seconds


class Awaited:
    """An asynchronous object as its synchronous twin."""

    def __init__(self, target: object, runner: asyncio.Runner) -> None:
        self._target = target
        self._runner = runner

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._target, name)
        if inspect.isroutine(value):
            return partial(self._call, value)
        return Awaited(value, self._runner) if type(value).__module__.startswith(("identkit.", "tests.")) else value

    def __repr__(self) -> str:
        return repr(self._target)

    def _call(self, method: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        value: Any = method(*args, **kwargs)
        if inspect.isawaitable(value):
            return self._runner.run(_awaited(value))
        if isinstance(value, AsyncEngine | AsyncResource):
            return Awaited(cast("Any", value), self._runner)
        return _Iterated(value, self._runner) if hasattr(value, "__anext__") else value


class _Iterated(Iterator[Any]):
    """An async generator as a generator, closed when it is dropped."""

    def __init__(self, source: Any, runner: asyncio.Runner) -> None:
        self._source = source
        self._runner = runner

    def __next__(self) -> Any:
        try:
            return self._runner.run(_awaited(anext(cast("AsyncIterator[Any]", self._source))))
        except StopAsyncIteration:
            raise StopIteration from None

    def close(self) -> None:
        self._runner.run(_awaited(self._source.aclose()))


async def _awaited(value: Awaitable[Any]) -> Any:
    return await value


class Flavour:
    """Makes clients of one flavour. Everything it made is closed at the end of the test."""

    def __init__(self, name: str, stack: ExitStack) -> None:
        self.name = name
        self.is_async = name == "async"
        self._stack = stack
        self._runner = stack.enter_context(asyncio.Runner()) if self.is_async else None

    def client(
        self, sync: Callable[..., C], asynchronous: Callable[..., Any], handler: Handler | httpx.BaseTransport | None = None, **kwargs: Any
    ) -> C:
        """A client of this flavour. With a handler or transport it talks to that, else to the network."""
        transport: Any = httpx.MockTransport(handler) if callable(handler) else handler
        if self._runner is None:
            if transport is not None:
                kwargs["http_client"] = self._stack.enter_context(httpx.Client(transport=transport))
            made: Any = sync(**kwargs)
            self._stack.callback(made.close)
            return cast("C", made)
        runner = self._runner
        if transport is not None:
            kwargs["http_client"] = http = httpx.AsyncClient(transport=transport)
            self._stack.callback(lambda: runner.run(http.aclose()))
        made = asynchronous(**kwargs)
        self._stack.callback(lambda: runner.run(made.aclose()))
        return cast("C", Awaited(made, runner))

    def core(
        self,
        api: Api,
        handler: Handler | httpx.BaseTransport,
        credentials: Mapping[str, object] | None = None,
        **options: Any,
    ) -> Any:
        """The core of a client made from an `Api` by hand, for tests of the kernel."""

        def sync(http_client: httpx.Client) -> Client:
            return Client(api, credentials or {}, ClientOptions(**options), http_client)

        def asynchronous(http_client: httpx.AsyncClient) -> AsyncClient:
            return AsyncClient(api, credentials or {}, ClientOptions(**options), http_client)

        client: Any = self.client(sync, asynchronous, handler)
        return client._core


def flavours(name: str) -> Iterator[Flavour]:
    """The fixture's body: see conftest.py."""
    with ExitStack() as stack:
        yield Flavour(name, stack)
