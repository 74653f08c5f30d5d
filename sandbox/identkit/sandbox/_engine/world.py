"""The sandbox as a whole: one clock, one seed, a server for each provider."""

from datetime import datetime
from typing import Self

from identkit.sandbox._engine import registry, spec
from identkit.sandbox._engine.app import application
from identkit.sandbox._engine.clock import START, SandboxClock
from identkit.sandbox._engine.courier import Courier
from identkit.sandbox._engine.provider import Provider, ProviderContext
from identkit.sandbox._engine.server import Server, bind


class World:
    """All providers over real HTTP on loopback. A provider's server starts when it is first used.

    Args:
        seed: Identifiers, tokens and codes are the same for the same seed and the same calls.
        port: The control API and the page are served on `port`, the providers on the ports after it, in alphabetical order;
            0 takes free ports.
        start: What the clock says at first.
        ticking: Let real time pass, as for `python -m identkit.sandbox`. Otherwise time moves only by `clock.advance` and by
            clients that sleep on `clock`.
    """

    def __init__(self, seed: int = 0, port: int = 0, *, start: datetime = START, ticking: bool = False) -> None:
        self.clock = SandboxClock(start, ticking=ticking)
        self._seed = seed
        self._port = port
        self._running: dict[str, tuple[Provider, Server]] = {}

    def __getattr__(self, name: str) -> Provider:
        if name.startswith("_"):  # copy, pickle and the like ask before there is anything
            raise AttributeError(name)
        try:
            return self.provider(name)
        except LookupError as error:
            raise AttributeError(*error.args) from None

    def provider(self, name: str) -> Provider:
        """The provider of that name, running."""
        if name not in self._running:
            self._running[name] = self._start(name)
        return self._running[name][0]

    @property
    def defects(self) -> list[str]:
        """Where the sandbox itself departed from a spec, or failed. Should be empty; the pytest fixture sees to it."""
        found = [f"{name}: {defect}" for name, (provider, _) in self._running.items() for defect in provider.defects]
        return found + self.clock.failures

    def reset(self) -> None:
        """Begin again in every provider; the clock goes on."""
        for provider, _ in self._running.values():
            provider.reset()

    def close(self) -> None:
        """Stop all servers and timers."""
        self.clock.close()
        for provider, server in self._running.values():
            server.close()
            provider.context.courier.close()
        self._running.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self, name: str) -> tuple[Provider, Server]:
        if name not in registry.names():
            message = f"no provider {name!r}; there are {', '.join(registry.names())}"
            raise LookupError(message)
        listener = bind(self._port + 1 + registry.names().index(name) if self._port else 0)
        try:
            origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
            described = spec.bundled(name)
            context = ProviderContext(name, described, self.clock, origin, origin + described.prefix, self._seed, Courier(self.clock, name))
            provider = registry.build(name, context)
            return provider, Server(listener, lambda hang: application(provider, hang))
        except BaseException:
            listener.close()
            raise
