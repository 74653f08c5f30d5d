"""python -m identkit.sandbox [--port N] [--seed N]: serve all providers until interrupted."""

import argparse
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime

from identkit.sandbox.world import PROVIDERS, Sandbox


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="python -m identkit.sandbox", description="All providers over real HTTP on loopback.")
    parser.add_argument("--port", type=int, default=0, help=f"first of {len(PROVIDERS)} ports in a row (default: free ones)")
    parser.add_argument("--seed", type=int, default=0, help="same seed, same identifiers")
    chosen = parser.parse_args(arguments)
    with Sandbox(chosen.seed, chosen.port, start=datetime.now(UTC), ticking=True) as sandbox:
        for name in PROVIDERS:
            provider = sandbox.provider(name)
            print(f"{name:10} base_url={provider.base_url}")
            # Nothing here is secret: the credentials open a sandbox on this machine and nothing else.
            for argument, value in provider.login.items():
                print(f"{'':10} {argument}={value}")
        print("Serving. Ctrl-C ends it.", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
