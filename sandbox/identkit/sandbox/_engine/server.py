"""Serves one ASGI application over real HTTP on loopback, in a thread."""

import asyncio
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from starlette.applications import Starlette


def bind(port: int, host: str = "127.0.0.1") -> socket.socket:
    """A socket bound to a port of `host`; port 0 takes a free one."""
    # Only for a socket that says it is TCP does asyncio turn Nagle's algorithm off, which would hold each body back for 40 ms.
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


# Longer than any client keeps an idle connection. At uvicorn's 5 seconds, the same as httpx's, one side closes a connection in the
# moment in which the other sends on it, which ends in a reset.
KEEP_ALIVE = 3600


class Server:
    """A running server. The socket is bound by the caller, who has to know the port before the application exists."""

    def __init__(self, listener: socket.socket, make_app: Callable[[Callable[[tuple[str, int] | None], None]], Starlette]) -> None:
        self._listener = listener
        config = uvicorn.Config(
            make_app(self._hang),
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=KEEP_ALIVE,
            backlog=4096,
        )
        self._uvicorn = _Uvicorn(config)
        self._thread = threading.Thread(target=self._run, name="identkit-sandbox", daemon=True)
        self._thread.start()
        self._uvicorn.up.wait()
        if not self._uvicorn.started:
            self._thread.join()
            self._listener.close()
            raise OSError(0, "the server did not start, its thread says why")

    def close(self) -> None:
        """Stop serving."""
        self._uvicorn.stop()
        self._thread.join()
        self._listener.close()

    def _run(self) -> None:
        try:
            self._uvicorn.run(sockets=[self._listener])
        finally:
            self._uvicorn.up.set()  # where there is not even an event loop (too many open files, say), nobody else sets it

    def _hang(self, client: tuple[str, int] | None) -> None:
        for connection in list(self._uvicorn.server_state.connections):
            transport = connection.transport
            if client is not None and transport.get_extra_info("peername") == tuple(client):
                transport.close()


class _Uvicorn(uvicorn.Server):
    """Ends when it is told, not at its next look; tests start and stop hundreds of these."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = threading.Event()
        self._stop: tuple[asyncio.AbstractEventLoop, asyncio.Event] | None = None

    def stop(self) -> None:
        """Stop serving, from any thread."""
        self.should_exit = True
        if self._stop is not None:
            loop, stop = self._stop
            with suppress(RuntimeError):  # it has ended by itself
                loop.call_soon_threadsafe(stop.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._stop = asyncio.get_running_loop(), asyncio.Event()
        try:
            await super().startup(sockets)
        finally:
            self.up.set()

    async def main_loop(self) -> None:
        stop = self._stop[1] if self._stop is not None else asyncio.Event()
        tenths = 0
        while not await self.on_tick(tenths):
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), 1)
            tenths += 10

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        # Whoever still waits for an answer is cut off: delayed answers notice it and end.
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        if self.server_state.tasks:
            _, late = await asyncio.wait(self.server_state.tasks, timeout=1)
            for task in late:
                task.cancel()
        for listener in sockets or []:
            listener.close()
