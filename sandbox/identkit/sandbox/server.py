"""Serves one ASGI application over real HTTP on loopback, in a thread."""

import socket
import threading
from collections.abc import Callable

import uvicorn
from starlette.applications import Starlette


def bind(port: int) -> socket.socket:
    """A listening socket on 127.0.0.1; port 0 takes a free one."""
    # Only for a socket that says it is TCP does asyncio turn Nagle's algorithm off, which would hold each body back for 40 ms.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError:
        listener.close()
        raise
    return listener


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
            timeout_graceful_shutdown=1,
        )
        self._uvicorn = _Uvicorn(config)
        self._thread = threading.Thread(target=self._uvicorn.run, kwargs={"sockets": [listener]}, name="identkit-sandbox", daemon=True)
        self._thread.start()
        self._uvicorn.up.wait()

    def close(self) -> None:
        """Stop serving."""
        self._uvicorn.should_exit = True
        self._thread.join()
        self._listener.close()

    def _hang(self, client: tuple[str, int] | None) -> None:
        for connection in list(self._uvicorn.server_state.connections):
            transport = connection.transport
            if client is not None and transport.get_extra_info("peername") == tuple(client):
                transport.close()


class _Uvicorn(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.up = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            await super().startup(sockets)
        finally:
            self.up.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Whoever still waits for an answer is cut off: delayed answers notice it and end.
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        await super().shutdown(sockets)
