"""python -m identkit.sandbox [--port N] [--seed N]: serve all providers until interrupted."""

import argparse
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime

from identkit.sandbox import Sandbox
from identkit.sandbox._engine import registry


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C or SIGTERM."""
    parser = argparse.ArgumentParser(prog="python -m identkit.sandbox", description="All providers over real HTTP on loopback.")
    parser.add_argument("--port", type=_port, default=0, help=f"first of {len(registry.names()) + 1} ports in a row (default: free ones)")
    parser.add_argument("--seed", type=int, default=0, help="same seed, same identifiers")
    chosen = parser.parse_args(arguments)
    with Sandbox(chosen.seed, chosen.port, start=datetime.now(UTC), ticking=True) as sandbox:
        for name in registry.names():
            try:
                provider = sandbox.provider(name)
            except OSError as error:
                parser.error(f"{name} cannot be served: {error.strerror}; another --port may be free")
            print(f"{name:10} base_url={provider.base_url}")
            # Nothing here is secret: the credentials open a sandbox on this machine and nothing else.
            for argument, value in provider.login.items():
                print(f"{'':10} {argument}={value}")
        over = threading.Event()

        def end(*_: object) -> None:
            over.set()

        # Said here, since a program that was started in the background inherits that it is to ignore SIGINT.
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, end)
        print("Serving. Ctrl-C ends it.", flush=True)
        over.wait()
        print()
    return 0


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535 - len(registry.names()):
        raise ValueError
    return port


if __name__ == "__main__":
    sys.exit(main())
