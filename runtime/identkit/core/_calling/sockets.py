"""Sockets for clients of our own: in threads they keep the deadline of an attempt, in tasks they end with a cancelled handshake.

httpx limits each silence only: a server that sends a header line every half second would never be too slow for it. Tasks have
`asyncio.timeout`; a thread has to be stopped where it waits.
"""

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from identkit.core._calling.limits import Overdue, patient


class _Stream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _patient(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _patient(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, _patient(timeout, httpcore.ConnectTimeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Network(httpcore.NetworkBackend):
    def __init__(self, network: httpcore.NetworkBackend) -> None:
        self._network = network

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        rest = _patient(timeout, httpcore.ConnectTimeout)
        return _Stream(self._network.connect_tcp(host, port, rest, local_address, socket_options))

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None) -> Any:
        return _Stream(self._network.connect_unix_socket(path, _patient(timeout, httpcore.ConnectTimeout), socket_options))

    def sleep(self, seconds: float) -> None:
        self._network.sleep(seconds)


def _patient(timeout: float | None, overdue: type[Exception] = httpcore.ReadTimeout) -> float | None:
    try:
        return patient(timeout)
    except Overdue:
        pass
    raise overdue  # in the words of this layer, so that the pool takes the connection for dead


class _AsyncStream(httpcore.AsyncNetworkStream):
    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        try:
            return _AsyncStream(await self._stream.start_tls(ssl_context, server_hostname, timeout))
        except BaseException:  # httpcore forgets the socket of a handshake that is cancelled
            await self._stream.aclose()
            raise

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _AsyncNetwork(httpcore.AsyncNetworkBackend):
    def __init__(self, network: httpcore.AsyncNetworkBackend) -> None:
        self._network = network

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        return _AsyncStream(await self._network.connect_tcp(host, port, timeout, local_address, socket_options))

    async def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None) -> Any:
        return _AsyncStream(await self._network.connect_unix_socket(path, timeout, socket_options))

    async def sleep(self, seconds: float) -> None:
        await self._network.sleep(seconds)


def install(transport: httpx.BaseTransport | httpx.AsyncBaseTransport | None) -> None:
    """Let a transport that we made ourselves use these sockets."""
    pool: Any = getattr(transport, "_pool", None)
    network = getattr(pool, "_network_backend", None)
    if isinstance(network, httpcore.NetworkBackend):
        pool._network_backend = _Network(network)  # noqa: SLF001  # httpx has no argument for it
    elif isinstance(network, httpcore.AsyncNetworkBackend):
        pool._network_backend = _AsyncNetwork(network)  # noqa: SLF001
