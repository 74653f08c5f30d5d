"""Several processes that find the same token expired: many threads of each read the status once, all at the same time.

Started by test_tokens.py. Prints, in a line for each process, what its threads got.
"""

import json
import multiprocessing
import sys
import threading
from collections import Counter
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import httpx

from identkit.core import IdentkitError
from identkit.core.tokens import FileTokenStore, MemoryTokenStore
from identkit.gopay import GoPay
from identkit.sandbox import SandboxClock


def read_together(together: Barrier, now: float, profile: int, threads: int, options: dict[str, Any]) -> None:
    """One of the processes."""
    clock = SandboxClock()
    clock.advance(seconds=now - clock.now())
    gopay = GoPay(**options, clock=clock, timeout=60)
    seen: Counter[str] = Counter()
    barrier = threading.Barrier(threads)

    def read() -> None:
        barrier.wait()
        try:
            seen[str(gopay.identifications.get_status(profile).state)] += 1
        except IdentkitError as error:
            seen[type(error).__name__] += 1

    running = [threading.Thread(target=read) for _ in range(threads)]
    together.wait(60)
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    gopay.close()
    sys.stdout.write(json.dumps(seen) + "\n")  # less than a pipe takes at once
    sys.stdout.flush()


def prepare() -> None:
    """Import what a call needs here, and not in each process."""
    with httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(404))) as http:
        gopay = GoPay(client_id="me", client_secret="s", http_client=http, token_store=MemoryTokenStore())
        try:
            gopay.identifications.get_status(1)
        except IdentkitError:
            gopay.close()


def main(base_url: str, client_id: str, client_secret: str, now: str, store: str, profile: str, threads: str, processes: str) -> int:
    prepare()
    context = multiprocessing.get_context("fork")
    together = context.Barrier(int(processes))
    login = {"client_id": client_id, "client_secret": client_secret, "base_url": base_url, "token_store": FileTokenStore(Path(store))}
    arguments = (together, float(now), int(profile), int(threads), login)
    children = [context.Process(target=read_together, args=arguments) for _ in range(int(processes))]
    for child in children:
        child.start()
    for child in children:
        child.join(120)
    return sum(child.exitcode != 0 for child in children)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
