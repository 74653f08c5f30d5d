"""Processes that need a refreshed token, and may be killed at a chosen moment, as `kill -9` would.

Started once by a test module; each line of JSON on standard input forks processes, whose exit codes are answered in a line. A process
makes `threads` calls, each with a client and a store of its own, and exits with how many succeeded.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

import httpx
import msgspec
import sqlalchemy
from redis.connection import AbstractConnection
from sqlalchemy import event

from identkit.core import IdentkitError
from identkit.core.tokens import MemoryTokenStore, TokenStore
from identkit.gopay import GoPay
from tests.stores import places


class Order(msgspec.Struct):
    """What to do. `moment` is where to die."""

    base_url: str
    store: str
    profile: int
    moment: str = ""
    lease: float = 30.0
    processes: int = 1
    threads: int = 1


def die(*_: object, **__: object) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


class Transport(httpx.HTTPTransport):
    """Dies around the token request."""

    def __init__(self, moment: str) -> None:
        super().__init__(verify=False)
        self._moment = moment

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        token = request.method == "POST"
        if self._moment == ("before the request" if token else "before the access token is used"):
            die()
        response = super().handle_request(request)
        if self._moment == "request sent, answer not read" and token:
            die()
        if self._moment == "answer read, not stored" and token:
            response.read()
            die()
        return response


class Mortal:
    """A store that dies when it is told."""

    def __init__(self, store: TokenStore, moment: str) -> None:
        self._store = store
        self.load, self.swap = store.load, die if moment == "before the mark" else store.swap
        self._moment = moment

    def try_lock(self, subject: str) -> Callable[[], None] | None:
        release = self._store.try_lock(subject)
        return die() if release is not None and self._moment == "lock taken" else release


def die_when_written(number: int) -> None:
    """Die right after the database was sent a new record for the nth time, before its answer is looked at."""
    written = 0

    def sent(statement: str) -> None:
        nonlocal written
        written += statement.startswith("UPDATE identkit_tokens") or "redis.call('SET', KEYS[1], ARGV[2])" in statement
        if written == number:
            die()

    @event.listens_for(sqlalchemy.Engine, "after_cursor_execute")
    def executed(connection: Any, cursor: Any, statement: str, *_: object) -> None:  # pyright: ignore[reportUnusedFunction]
        sent(statement)

    connections: Any = AbstractConnection
    send = connections.send_packed_command

    def sending(self: AbstractConnection, command: list[bytes], **more: Any) -> None:
        send(self, command, **more)
        sent(b"".join(command).decode("latin-1"))

    connections.send_packed_command = sending


def read_status(base_url: str, store: TokenStore, profile: int, http: httpx.Client) -> str:
    """One call with the person's access token."""
    with GoPay(client_id="me", client_secret="secret", base_url=base_url, token_store=store, http_client=http) as gopay:
        return str(gopay.identifications.get_status(profile).state)


def carry_out(order: Order) -> int:
    """How many calls succeeded."""
    match order.moment:
        case "mark sent, not confirmed":
            die_when_written(1)
        case "new tokens sent, not confirmed":
            die_when_written(2)
        case _:
            pass
    together = threading.Barrier(order.threads)

    def call(_: int) -> bool:
        store = Mortal(places.token_store(order.store, order.lease), order.moment)
        together.wait(60)
        return read_status(order.base_url, store, order.profile, http) == "IDENTIFIED"

    with httpx.Client(transport=Transport(order.moment), timeout=60) as http, ThreadPoolExecutor(order.threads) as pool:
        return sum(pool.map(call, range(order.threads)))


def prepare() -> None:
    """Import what a call needs here, and not in each process: that takes longer than the call."""
    for driver in ("psycopg", "pymysql", "redis", "httpcore"):
        import_module(driver)
    with suppress(IdentkitError), httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(404))) as http:
        read_status("https://gopay.example", MemoryTokenStore(), 1, http)


def main() -> None:
    prepare()
    for line in sys.stdin:
        order = msgspec.json.decode(line, type=Order)
        children: list[int] = []
        for _ in range(order.processes):
            child = os.fork()
            if child == 0:
                os._exit(carry_out(order))
            children.append(child)
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        sys.stdout.write(msgspec.json.encode(codes).decode() + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
