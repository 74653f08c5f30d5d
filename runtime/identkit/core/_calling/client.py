"""Base classes of generated clients and of the resources they offer. What makes calls is imported when a client is made."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, cast, get_args

from identkit.core._calling.masking import Masked

if TYPE_CHECKING:
    from types import TracebackType

    import httpx

    from identkit.core._calling.conversations import BaseEngine
    from identkit.core._calling.description import Api
    from identkit.core._calling.engine import AsyncEngine, Engine
    from identkit.core._calling.limits import TimeoutLike
    from identkit.core._calling.plain import Method
    from identkit.core._calling.settings import ClientOptions
    from identkit.core._received.response import Response

__all__ = [
    "AsyncClient",
    "AsyncResource",
    "Client",
    "Resource",
    "View",
]

V = TypeVar("V")  # the view of a resource
R = TypeVar("R")
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


class _Viewed(Masked, Generic[V]):
    """What both flavours of resources offer besides calls."""

    _core: Any

    @cached_property
    def with_response(self) -> V:
        """The same calls, each answering a `Response`: data, status code, headers, content, request id, elapsed time."""
        return cast("V", _VIEWS[type(self)](self._core))


class Resource(_Viewed[V]):
    """Some of a provider's operations, under one name."""

    def __init__(self, core: Engine) -> None:
        self._core: Engine = core


class AsyncResource(_Viewed[V]):
    """Some of a provider's operations, under one name."""

    def __init__(self, core: AsyncEngine) -> None:
        self._core: AsyncEngine = core


class ResourcePart(Masked):
    """Some of the methods of a resource that has more of them than a module should."""

    _core: Engine


class ClientPart(Masked):
    """Some of the resources of a client that has more of them than a module should."""

    _core: Engine


class AsyncClientPart(Masked):
    """Some of the resources of an asynchronous client that has more of them than a module should."""

    _core: AsyncEngine


class View(Masked, Generic[R]):
    """The calls of a resource `R`, each answering a `Response`: the code of its methods, on a core that hands out whole answers."""

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        base: Any = cls.__dict__["__orig_bases__"][0]
        _VIEWS[get_args(base)[0]] = cls

    def __init__(self, core: BaseEngine) -> None:
        self._core = core.raw()


_VIEWS: dict[type, type[View[Any]]] = {}  # by the class of the resource
