"""Many calls, cancellations and forks on the same clients: no growth in memory, sockets or threads. `make soak`."""

import asyncio
import os
import sys
import threading
import tracemalloc
from pathlib import Path

from attrs import frozen

from identkit.identplus import AsyncIdentplus, Identplus
from tests.memory import held_by
from tests.runtime.provider import Provider, answer

CALLING = ("identkit/core", "identkit/overrides", "identkit/identplus", "httpx", "httpcore", "h11", "anyio")
CHECK = b'{"id":"x","process_status":"SCT_ACCEPTED","created_at":"2020-10-01T11:00:29.041Z"}'


@frozen
class Use:
    """What a process holds."""

    memory: int  # bytes, of what makes calls
    sockets: int
    threads: int


def use() -> Use:
    """What this process holds now."""
    memory = held_by(*CALLING)  # collects garbage, too
    open_files = [str(entry.readlink()) for entry in Path("/proc/self/fd").iterdir() if entry.is_symlink()]
    return Use(memory, sum(each.startswith("socket:") for each in open_files), threading.active_count())


async def _given_up(client: AsyncIdentplus, number: int) -> None:
    try:
        async with asyncio.timeout(0.0003 * (number % 30)):
            await client.identchecks.get_status("x")
    except TimeoutError:
        pass


def _round(sync: Identplus, runner: asyncio.Runner, task: AsyncIdentplus, calls: int, cancellations: int, forks: int) -> None:
    for _ in range(calls // 2):
        sync.identchecks.get_status("x")

    async def many() -> None:
        for start in range(0, calls // 2, 20):
            await asyncio.gather(*(task.identchecks.get_status("x") for _ in range(start, min(start + 20, calls // 2))))
        for start in range(0, cancellations, 20):
            await asyncio.gather(*(_given_up(task, number) for number in range(start, start + 20)))
        await asyncio.gather(*(task.identchecks.get_status("x") for _ in range(20)))

    runner.run(many())
    for _ in range(forks):
        child = os.fork()
        if child == 0:
            try:
                os._exit(0 if sync.identchecks.get_status("x").id == "x" else 1)
            except BaseException:  # noqa: BLE001  # a child of a test must not go on as the test
                os._exit(2)
        if os.waitpid(child, 0)[1] != 0:
            raise AssertionError("a call in a forked child failed")


def soak(calls: int, cancellations: int, forks: int) -> tuple[Use, Use]:
    """What is held after a first round and after a second one of the same size."""

    def script(_: bytes) -> bytes:
        server.requests.clear()
        return answer(CHECK)

    server = Provider(script)
    tracemalloc.start()
    try:
        with Identplus(token="t", base_url=server.url) as sync, asyncio.Runner() as runner:
            task = AsyncIdentplus(token="t", base_url=server.url)
            _round(sync, runner, task, calls // 2, cancellations // 2, forks // 2)
            before = use()
            _round(sync, runner, task, calls // 2, cancellations // 2, forks // 2)
            after = use()
            runner.run(task.aclose())
        return before, after
    finally:
        tracemalloc.stop()
        server.close()


if __name__ == "__main__":
    sys.stdout.writelines(f"{each}\n" for each in soak(50_000, 5_000, 500))
