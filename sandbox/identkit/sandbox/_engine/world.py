"""The sandbox as a whole: one clock, one seed, a server for each provider."""

import secrets
import socket
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Self, TypeVar

import httpx

from identkit.core._calling.settings import is_loopback
from identkit.sandbox._engine import registry, spec
from identkit.sandbox._engine.app import application
from identkit.sandbox._engine.clock import START, SandboxClock
from identkit.sandbox._engine.control import NAME, Control
from identkit.sandbox._engine.courier import Courier
from identkit.sandbox._engine.journal import Journal
from identkit.sandbox._engine.provider import Provider, ProviderContext
from identkit.sandbox._engine.server import Server, bind

P = TypeVar("P", bound=Provider)


class World:
    """All providers over real HTTP on loopback. A provider's server starts when it is first used.

    Args:
        seed: Identifiers, tokens and codes are the same for the same seed and the same calls.
        port: The control API and the page are served on `port`, the providers on the ports after it, in alphabetical order;
            0 takes free ports.
        start: What the clock says at first.
        ticking: Let real time pass, as for `python -m identkit.sandbox`. Otherwise time moves only by `clock.advance` and by
            clients that sleep on `clock`.
        host: The address to listen on. Beyond this machine the control API wants a token, and clients `allow_insecure_sandbox=True`.
        token: The control API's token; made up where one is needed and none is given.
        state: A file that keeps the state over restarts; seed and time are then those it holds.
    """

    def __init__(
        self,
        seed: int = 0,
        port: int = 0,
        *,
        start: datetime = START,
        ticking: bool = False,
        host: str = "127.0.0.1",
        token: str | None = None,
        state: Path | None = None,
    ) -> None:
        self._journal = Journal(state) if state is not None else None
        before = self._journal.head() if self._journal is not None else None
        if before is not None:
            seed, start = before
        self.clock = SandboxClock(start, ticking=ticking and before is None)
        self.seed = seed
        self._port = port
        self._host = host
        self._token = token
        self._lock = threading.RLock()
        self._servers: dict[str, tuple[Provider, Server]] = {}
        self._control: tuple[Control, Server] | None = None
        if self._journal is not None:
            self._journal.begin(self, ticking=ticking)

    def __getattr__(self, name: str) -> Provider:
        if name.startswith("_"):  # copy, pickle and the like ask before there is anything
            raise AttributeError(name)
        try:
            return self.provider(name)
        except LookupError as error:
            raise AttributeError(*error.args) from None

    def provider(self, name: str) -> Provider:
        """The provider of that name, running. Raises LookupError."""
        with self._lock:
            if name not in self._servers:
                self._servers[name] = self._start(name)
            return self._servers[name][0]

    def served(self, name: str) -> Provider:
        """A provider or the control API, by name. Raises LookupError."""
        return self.control if name == NAME else self.provider(name)

    def providers(self) -> list[Provider]:
        """All providers, running."""
        return [self.provider(name) for name in registry.names()]

    @property
    def control(self) -> Control:
        """The control API and the page, running."""
        with self._lock:
            if self._control is None:
                token = secrets.token_urlsafe(24) if self._token is None and not is_loopback(self._host) else self._token or ""
                self._control = self._serve(NAME, 0, lambda context: Control(context, self, token))
            return self._control[0]

    @property
    def defects(self) -> list[str]:
        """Where the sandbox itself departed from a spec, or failed. Should be empty; the pytest fixture sees to it."""
        providers = [provider for provider, _ in [*self._servers.values(), *filter(None, (self._control,))]]
        result = [f"{provider.context.name}: {defect}" for provider in providers for defect in provider.defects]
        return result + self.clock.failures

    def reset(self, provider: str | None = None, *, seed: int | None = None) -> None:
        """Begin again, in one provider or in all; the clock goes on.

        Args:
            provider: Its name.
            seed: A new seed for the identifiers that follow.
        """
        if seed is not None:
            self.seed = seed
        names = registry.names() if provider is None else (self.provider(provider).context.name,)
        for each, _ in [pair for name, pair in self._servers.items() if name in names]:
            each.context.seed = self.seed
            each.reset()
        if provider is None and self._journal is not None:
            self._journal.start_over(self)

    def check_receiver(self, url: str) -> None:
        """Raise ValueError where deliveries must not be sent: off this machine, while the sandbox serves this machine only."""
        try:
            host = httpx.URL(url).host
        except httpx.InvalidURL:
            host = ""
        if not host or (is_loopback(self._host) and not is_loopback(host)):
            raise ValueError("the address must be on this machine, such as http://127.0.0.1:8000/webhooks")

    def close(self) -> None:
        """Stop all servers and timers."""
        if self._journal is not None:
            self._journal.close(self.clock.now())
        self.clock.close()
        with self._lock:
            for provider, server in [*self._servers.values(), *filter(None, (self._control,))]:
                server.close()
                provider.context.courier.close()
            self._servers.clear()
            self._control = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self, name: str) -> tuple[Provider, Server]:
        if name not in registry.names():
            message = f"no provider {name!r}; there are {', '.join(registry.names())}"
            raise LookupError(message)
        return self._serve(name, 1 + registry.names().index(name), lambda context: registry.build(name, context))

    def _serve(self, name: str, offset: int, build: Callable[[ProviderContext], P]) -> tuple[P, Server]:
        listener = bind(self._port + offset if self._port else 0, self._host)
        try:
            origin = f"http://{self._called()}:{listener.getsockname()[1]}"
            document = spec.bundled(name)
            base_url = origin + document.prefix
            courier = Courier(self.clock, name)
            context = ProviderContext(name, document, self.clock, origin, base_url, self.seed, courier, self._journal, self._page)
            provider = build(context)
            return provider, Server(listener, lambda hang: application(provider, hang))
        except BaseException:
            listener.close()
            raise

    def _page(self) -> str | None:
        return f"{self._control[0].base_url}/" if self._control is not None else None

    def _called(self) -> str:
        """The name by which others call this host: a sandbox that listens everywhere goes by the machine's own."""
        host = socket.gethostname() if self._host in {"0.0.0.0", "::", ""} else self._host  # noqa: S104 - compares, does not bind
        return f"[{host}]" if ":" in host else host
