"""Serving from the command line: prints where everything is, and ends on Ctrl-C or SIGTERM."""

import argparse
import signal
import threading
import webbrowser
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from identkit.sandbox._engine import registry, running
from identkit.sandbox._engine.journal import UnreadableState
from identkit.sandbox._engine.provider import Provider
from identkit.sandbox._engine.world import World


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What serving takes."""
    serve = parser.add_argument_group("serving")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on; beyond this machine the control API wants a token")
    serve.add_argument("--port", type=_port, default=0, help=f"first of {len(registry.names()) + 1} ports in a row (default: free ones)")
    serve.add_argument("--seed", type=int, default=0, help="same seed, same identifiers")
    serve.add_argument("--state", type=Path, metavar="FILE", help="keep the state in this file over restarts")
    serve.add_argument("--control-token", metavar="TOKEN", help="token of the control API (default: none on loopback, else a new one)")
    serve.add_argument("--open", action="store_true", help="open the page in a browser")


def asked_to_end() -> threading.Event:
    """Set on Ctrl-C or SIGTERM from now on."""
    over = threading.Event()

    # Said here, since a program that was started in the background inherits that it is to ignore SIGINT.
    def end(*_: object) -> None:
        over.set()

    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, end)
    return over


def serve(kind: type[World], options: argparse.Namespace, fail: Callable[[str], NoReturn]) -> int:
    """Serve until a signal comes."""
    over = asked_to_end()
    try:
        world = kind(
            options.seed,
            options.port,
            start=datetime.now(UTC),
            ticking=True,
            host=options.host,
            token=options.control_token,
            state=options.state,
        )
    except UnreadableState as error:
        fail(f"{options.state} cannot be used as state: {error}")
    except OSError as error:
        fail(f"the sandbox cannot be served: {error.strerror}; another --host or --port may be free")
    with world:
        page = _tell(world, fail)
        address = running.Address(world.control.base_url, world.control.token)
        running.tell(address)
        if options.open:
            webbrowser.open(page)
        over.wait()
        running.forget()
        print()
    return 0


def _tell(world: World, fail: Callable[[str], NoReturn]) -> str:
    control = _started("control", lambda: world.control, fail)
    page = f"{control.base_url}/" + (f"#token={world.control.token}" if world.control.token else "")
    _show("control", control)
    print(f"{'':10} page={page}")
    for name in registry.names():
        _show(name, _started(name, lambda name=name: world.provider(name), fail))  # type: ignore[misc]  # mypy does not see its type
    print("Serving. Ctrl-C ends it; `identkit sandbox --help` has the commands to drive it from another terminal.", flush=True)
    return page


def _started(name: str, start: Callable[[], Provider], fail: Callable[[str], NoReturn]) -> Provider:
    try:
        return start()
    except OSError as error:
        fail(f"{name} cannot be served: {error.strerror}; another --port may be free")


def _show(name: str, provider: Provider) -> None:
    print(f"{name:10} base_url={provider.base_url}")
    # Nothing here is secret: the credentials open a sandbox and nothing else.
    for argument, value in provider.login.items():
        print(f"{'':10} {argument}={value}")


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535 - len(registry.names()):
        raise ValueError
    return port
