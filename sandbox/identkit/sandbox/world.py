"""The sandbox as a whole: one clock, one seed, a server for each provider."""

from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Self, cast

from identkit.sandbox import spec
from identkit.sandbox.app import application
from identkit.sandbox.clock import START, SandboxClock
from identkit.sandbox.courier import Courier
from identkit.sandbox.provider import Provider, ProviderContext
from identkit.sandbox.server import Server, bind

if TYPE_CHECKING:
    from identkit.sandbox.gopay import GoPaySandbox
    from identkit.sandbox.identplus import IdentplusSandbox
    from identkit.sandbox.postident import PostidentSandbox
    from identkit.sandbox.solaris import SolarisSandbox

PROVIDERS = ("postident", "identplus", "solaris", "gopay")


class Sandbox:
    """All providers over real HTTP on loopback. A provider's server starts when it is first used.

    Args:
        seed: Identifiers, tokens and codes are the same for the same seed and the same calls.
        port: The providers listen on `port` to `port` + 3, in the order of `PROVIDERS`; 0 takes free ports.
        start: What the clock says at first.
        ticking: Let real time pass, as for `python -m identkit.sandbox`. Otherwise time moves only by `clock.advance` and by
            clients that sleep on `clock`.
    """

    def __init__(self, seed: int = 0, port: int = 0, *, start: datetime = START, ticking: bool = False) -> None:
        self.clock = SandboxClock(start, ticking=ticking)
        self._seed = seed
        self._port = port
        self._running: dict[str, tuple[Provider, Server]] = {}

    @property
    def postident(self) -> "PostidentSandbox":
        """Deutsche Post POSTIDENT."""
        return cast("PostidentSandbox", self.provider("postident"))

    @property
    def identplus(self) -> "IdentplusSandbox":
        """IDENTPLUS."""
        return cast("IdentplusSandbox", self.provider("identplus"))

    @property
    def solaris(self) -> "SolarisSandbox":
        """Solaris."""
        return cast("SolarisSandbox", self.provider("solaris"))

    @property
    def gopay(self) -> "GoPaySandbox":
        """GoPay."""
        return cast("GoPaySandbox", self.provider("gopay"))

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
        if name not in PROVIDERS:
            message = f"no provider {name!r}; there are {', '.join(PROVIDERS)}"
            raise LookupError(message)
        listener = bind(self._port + PROVIDERS.index(name) if self._port else 0)
        try:
            origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
            described = spec.bundled(name)
            context = ProviderContext(name, described, self.clock, origin, origin + described.prefix, self._seed, Courier(self.clock, name))
            provider: Provider = import_module(f"identkit.sandbox.{name}").build(context)
            return provider, Server(listener, lambda hang: application(provider, hang))
        except BaseException:
            listener.close()
            raise
