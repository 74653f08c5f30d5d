"""Base classes of generated clients and of the resources they offer. What makes calls is imported when a client is made."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping
from copy import copy
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Self, TypeVar, cast, get_args

from identkit.core._calling.masking import Masked

if TYPE_CHECKING:
    from types import TracebackType

    import httpx

    from identkit.core._calling.description import Api
    from identkit.core._calling.engine import AsyncEngine, BaseEngine, Engine
    from identkit.core._calling.limits import TimeoutLike
    from identkit.core._calling.plain import Method
    from identkit.core._calling.settings import ClientOptions
    from identkit.core._received.response import HeadedResponse, Response

__all__ = ["AsyncClient", "AsyncResource", "Client", "Resource", "View", "async_headed", "async_raw", "awaited", "headed", "raw"]

P = ParamSpec("P")
T = TypeVar("T")
V = TypeVar("V")  # the view of a resource
R = TypeVar("R")
H = TypeVar("H")  # the headers of an answer
if TYPE_CHECKING:
    _Headers = Mapping[str, str] | None


class _Options:
    """What both flavours of clients offer besides calls."""

    _core: Any

    def with_options(self, *, timeout: TimeoutLike = None, max_retries: int | None = None, extra_headers: _Headers = None) -> Self:
        """A copy of the client with other options for its calls: the same connections, the same tokens.

        Args:
            timeout: Seconds for an attempt, or an `httpx.Timeout`.
            max_retries: How often a call is repeated at most.
            extra_headers: Headers sent with every call, over those the client has already.

        Raises:
            ConfigurationError: An argument cannot be used.
        """
        from identkit.core._calling.settings import changed

        twin = copy(self)
        for name in [name for name in vars(twin) if not name.startswith("_")]:
            del vars(twin)[name]  # resources, which hold the other options
        core: BaseEngine = self._core
        twin._core = core.with_settings(  # noqa: SLF001
            changed(core.settings, timeout=timeout, max_retries=max_retries, extra_headers=extra_headers)
        )
        return twin

    def __repr__(self) -> str:
        core: BaseEngine = self._core
        return f"{type(self).__name__}(base_url={core.settings.base_url!r}, credentials=***)"


class Client(Masked, _Options):
    """A provider's client. Use it as a context manager or call `close()`; safe to share between threads, and to use after a fork."""

    def __init__(
        self, api: Api, credentials: Mapping[str, object], options: ClientOptions | None = None, http_client: httpx.Client | None = None
    ) -> None:
        from identkit.core._calling.engine import Engine
        from identkit.core._calling.settings import ClientOptions, resolve

        self._core: Engine = Engine(resolve(api, credentials, options or ClientOptions()), http_client)

    def request(
        self,
        method: Method,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        timeout: TimeoutLike = None,
        extra_headers: _Headers = None,
    ) -> Response[Any]:
        """Call something that the spec does not have, with the client's authentication and typed errors. GET is repeated, nothing else.

        Args:
            method: GET, POST, PUT, PATCH or DELETE.
            path: Below the base URL, beginning with a slash.
            params: Of the query.
            json: The body.
            timeout: Seconds for an attempt, or an `httpx.Timeout`.
            extra_headers: Headers sent with this call.

        Raises:
            RequestInvalid: The path or another argument cannot be used.
        """
        from identkit.core._calling.plain import plain_operation

        operation, query, body = plain_operation(self._core.settings.api, method, path, params, json)
        return cast("Response[Any]", self._core.raw().call(operation, query, body=body, timeout=timeout, extra_headers=extra_headers))

    def close(self) -> None:
        """Close the connections. An `http_client` that was passed in stays open."""
        self._core.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()


class AsyncClient(Masked, _Options):
    """A provider's asynchronous client. Use it with `async with` or call `aclose()`. It works in any event loop of asyncio."""

    def __init__(
        self,
        api: Api,
        credentials: Mapping[str, object],
        options: ClientOptions | None = None,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        from identkit.core._calling.engine import AsyncEngine
        from identkit.core._calling.settings import ClientOptions, resolve

        self._core: AsyncEngine = AsyncEngine(resolve(api, credentials, options or ClientOptions()), http_client)

    async def request(
        self,
        method: Method,
        path: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: Any = None,
        timeout: TimeoutLike = None,
        extra_headers: _Headers = None,
    ) -> Response[Any]:
        """Call something that the spec does not have. The same as `Client.request`."""
        from identkit.core._calling.plain import plain_operation

        operation, query, body = plain_operation(self._core.settings.api, method, path, params, json)
        return cast("Response[Any]", await self._core.raw().call(operation, query, body=body, timeout=timeout, extra_headers=extra_headers))

    async def aclose(self) -> None:
        """Close the connections. An `http_client` that was passed in stays open."""
        await self._core.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        await self.aclose()


class Resource(Masked, Generic[V]):
    """Some of a provider's operations, under one name."""

    def __init__(self, core: Engine) -> None:
        self._core = core

    @cached_property
    def with_response(self) -> V:
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return cast("V", _VIEWS[type(self)](self._raw()))

    def _raw(self) -> Self:
        """A twin whose methods answer `Response` objects, whatever their signatures say; `raw` below puts the types right."""
        return type(self)(self._core.raw())


class ResourcePart(Masked):
    """Some of the methods of a resource that has more of them than a module should."""

    _core: Engine


class AsyncResource(Masked, Generic[V]):
    """Some of a provider's operations, under one name."""

    def __init__(self, core: AsyncEngine) -> None:
        self._core = core

    @cached_property
    def with_response(self) -> V:
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return cast("V", _VIEWS[type(self)](self._raw()))

    def _raw(self) -> Self:
        """A twin whose methods answer `Response` objects, whatever their signatures say; `async_raw` puts the types right."""
        return type(self)(self._core.raw())


class AsyncResourcePart(Masked):
    """Some of the methods of a resource that has more of them than a module should."""

    _core: AsyncEngine


class View(Generic[R]):
    """The calls of a resource `R`, each answering a `Response`. It is made with a twin of the resource whose calls do so."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        base: Any = cls.__dict__["__orig_bases__"][0]
        _VIEWS[get_args(base)[0]] = cls

    def __init__(self, twin: R) -> None: ...


_VIEWS: dict[type, type[View[Any]]] = {}  # by the class of the resource


class Awaited(Generic[P, T]):
    """A method of an asynchronous resource that takes what one of the synchronous resource takes, and answers what that answers."""

    def __init__(self, method: Callable[Concatenate[Any, P], T]) -> None:
        self.method = method

    def __get__(self, resource: object, owner: type) -> Callable[P, Coroutine[Any, Any, T]]:
        raise NotImplementedError  # only type checkers see one: see `awaited`


def awaited(method: Callable[Concatenate[Any, P], T]) -> Awaited[P, T]:
    """The asynchronous twin of a method: its code, signature and documentation, to be awaited.

    What a method hands to the core of its resource is the same in both flavours, and the core of an asynchronous resource answers with
    something to await.
    """

    @wraps(method)
    async def twin(resource: Any, *arguments: P.args, **keywords: P.kwargs) -> T:
        return await cast("Coroutine[Any, Any, T]", method(resource, *arguments, **keywords))

    return cast("Awaited[P, T]", twin)


def raw(method: Callable[P, T]) -> Callable[P, Response[T]]:
    """Type a method of a raw twin as what it is: the same arguments, a `Response` as answer."""
    return cast("Callable[P, Response[T]]", method)


def async_raw(method: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, Response[T]]]:
    """Type a coroutine method of a raw twin as what it is."""
    return cast("Callable[P, Coroutine[Any, Any, Response[T]]]", method)


class _Headed(Generic[H]):
    """What `headed` returns, for type checkers: two steps, for in one overloads would not pass through."""

    def __call__(self, method: Callable[P, T]) -> Callable[P, HeadedResponse[T, H]]:
        raise NotImplementedError


class _AsyncHeaded(Generic[H]):
    def __call__(self, method: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, HeadedResponse[T, H]]]:
        raise NotImplementedError


def headed(headers: type[H]) -> _Headed[H]:
    """As `raw`, for an operation whose answers have documented headers."""
    del headers
    return cast("_Headed[H]", raw)


def async_headed(headers: type[H]) -> _AsyncHeaded[H]:
    """The same for coroutine methods."""
    del headers
    return cast("_AsyncHeaded[H]", raw)
