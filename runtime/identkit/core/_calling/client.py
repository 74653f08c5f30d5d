"""Base classes of generated clients."""

from collections.abc import Mapping
from types import TracebackType
from typing import Self

import httpx

from identkit.core._calling.description import Api
from identkit.core._calling.loops import AsyncCore, Core
from identkit.core._calling.settings import ClientOptions, resolve

__all__ = ["AsyncClient", "Client", "ClientOptions"]


class Client:
    """A provider's client. Use it as a context manager or call `close()`; safe to share between threads."""

    def __init__(
        self, api: Api, credentials: Mapping[str, object], options: ClientOptions | None = None, http_client: httpx.Client | None = None
    ) -> None:
        self._core = Core(resolve(api, credentials, options or ClientOptions()), http_client)

    def close(self) -> None:
        """Close the connections. An `http_client` that was passed in stays open."""
        self._core.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._core.settings.base_url!r}, credentials=***)"


class AsyncClient:
    """A provider's asynchronous client. Use it with `async with` or call `aclose()`."""

    def __init__(
        self,
        api: Api,
        credentials: Mapping[str, object],
        options: ClientOptions | None = None,
        http_client: httpx.AsyncClient | None = None,
    ) -> None:
        self._core = AsyncCore(resolve(api, credentials, options or ClientOptions()), http_client)

    async def aclose(self) -> None:
        """Close the connections. An `http_client` that was passed in stays open."""
        await self._core.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(base_url={self._core.settings.base_url!r}, credentials=***)"
