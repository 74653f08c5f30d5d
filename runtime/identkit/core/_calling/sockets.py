"""Sockets that keep the deadline of an attempt in threads, and end with a cancelled handshake in tasks.

httpx limits each silence only: a server that sends a header line every half second would never be too slow for it. Tasks have
`asyncio.timeout`; a thread has to be stopped where it waits.
"""

import ssl
from collections.abc import Iterable, Iterator
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


def install(transport: object, depth: int = 4) -> None:
    """Let a transport use these sockets, and the connections that it has already. httpx has no argument for it.

    Transports of others mostly wrap one of httpx: they are looked into.
    """
    for part in vars(transport).values() if hasattr(transport, "__dict__") else ():
        if isinstance(part, httpcore.ConnectionPool | httpcore.AsyncConnectionPool):
            _watch(part)
        elif isinstance(part, httpx.BaseTransport | httpx.AsyncBaseTransport) and depth:
            install(part, depth - 1)


def _watch(pool: Any) -> None:
    for holder in (pool, *(each for connection in pool.connections for each in _layers(connection))):
        network = getattr(holder, "_network_backend", None)
        if isinstance(network, httpcore.NetworkBackend) and not isinstance(network, _Network):
            holder._network_backend = _Network(network)  # noqa: SLF001
        elif isinstance(network, httpcore.AsyncNetworkBackend) and not isinstance(network, _AsyncNetwork):
            holder._network_backend = _AsyncNetwork(network)  # noqa: SLF001
        stream = getattr(holder, "_network_stream", None)
        if isinstance(stream, httpcore.NetworkStream) and not isinstance(stream, _Stream):
            holder._network_stream = _Stream(stream)  # noqa: SLF001


def _layers(connection: Any) -> Iterator[Any]:
    """A connection, and what it is made of: one through a proxy holds another."""
    while connection is not None:
        yield connection
        connection = getattr(connection, "_connection", None)
