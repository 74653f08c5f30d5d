"""One of several processes that find the same token expired: many threads, each reads the status once.

Started by test_tokens.py. Says "ready" when it could begin, begins when a line arrives, and prints what the threads got.
"""

import json
import sys
import threading
from collections import Counter
from pathlib import Path

from identkit.core import IdentkitError
from identkit.core.tokens import FileTokenStore
from identkit.gopay import GoPay
from identkit.sandbox import SandboxClock


def main(base_url: str, client_id: str, client_secret: str, now: str, store: str, profile: str, threads: str) -> None:
    """Print how often each state or error came."""
    clock = SandboxClock()
    clock.advance(seconds=float(now) - clock.now())
    gopay = GoPay(
        client_id=client_id,
        client_secret=client_secret,
        base_url=base_url,
        token_store=FileTokenStore(Path(store)),
        clock=clock,
        timeout=60,
    )
    seen: Counter[str] = Counter()
    together = threading.Barrier(int(threads))

    def read() -> None:
        together.wait()
        try:
            seen[str(gopay.identifications.get_status(int(profile)).state)] += 1
        except IdentkitError as error:
            seen[type(error).__name__] += 1

    _say("ready")
    sys.stdin.readline()
    running = [threading.Thread(target=read) for _ in range(int(threads))]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    gopay.close()
    _say(json.dumps(seen))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
