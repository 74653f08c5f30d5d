# pyright: basic
"""Webhooks that survive: each is in a Redis stream before the provider gets its answer, and any number of workers handle them.

    python examples/webhooks_redis_stream.py                                     # in the sandbox, with a Redis of its own
    uvicorn --app-dir examples webhooks_redis_stream:app                         # with POSTIDENT_* and KYC_REDIS
    python examples/webhooks_redis_stream.py work                                # as many of these as you like

A worker acknowledges what it has handled. What a worker that died has left is claimed by another one, so handling has to take the same
event twice. Whoever queues nothing and answers 200 loses what was in memory when the process dies: the provider does not send it again.
"""

import os
import sys
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from _serving import redis, serve
from redis import Redis, ResponseError

from identkit.core.asgi import WebhookApp
from identkit.core.status import assess
from identkit.core.webhooks import Deduplicator, Event, Received
from identkit.postident import Postident
from identkit.postident.webhooks import CaseEvent
from identkit.sandbox import Sandbox
from identkit.stores.redis import RedisSeenStore

STREAM, GROUP = "kyc:events", "kyc"
LEFT = int(os.environ.get("KYC_LEFT", "60000"))  # milliseconds after which an event was left by a worker that died


@cache
def database() -> Any:
    return Redis(unix_socket_path=os.environ.get("KYC_REDIS", "/run/redis/redis.sock"))


@cache
def postident() -> Postident:
    return Postident(base_url=os.environ.get("POSTIDENT_URL"))


def parse(received: Received) -> Event:
    return postident().webhooks.parse(received.headers, received.body, source_ip=received.source_ip)


def accept(event: Event) -> None:
    """Before the answer. An error here is answered with 500, so the delivery comes again."""
    if isinstance(event, CaseEvent):
        database().xadd(STREAM, {"case": event.case_id})  # the id only: a worker reads the case


def behind_our_proxy(scope: Any) -> str | None:
    """Our proxy tells whom it has the delivery from. Without a proxy, leave `source_ip=` out."""
    return next((value.decode() for name, value in scope["headers"] if name == b"x-forwarded-for"), None)


app = WebhookApp(parse, accept=accept, deduplicator=Deduplicator(RedisSeenStore(database())), source_ip=behind_our_proxy)


def work(name: str) -> None:
    """Handle events, first those that others have left."""
    with suppress(ResponseError):  # it is there
        database().xgroup_create(STREAM, GROUP, id="0", mkstream=True)
    while True:
        _, pending, *_ = database().xautoclaim(STREAM, GROUP, name, LEFT)
        fresh = database().xreadgroup(GROUP, name, {STREAM: ">"}, count=10, block=1000)
        for number, fields in [*pending, *(fresh[0][1] if fresh else [])]:
            case_id = fields[b"case"].decode()
            outcome = assess(postident().cases.get_status(case_id)).outcome
            database().hset("kyc:outcomes", case_id, outcome)  # the same twice does no harm
            database().xack(STREAM, GROUP, number)


def main() -> None:
    with TemporaryDirectory(dir="/tmp") as folder, Sandbox() as sandbox, redis(Path(folder, "redis")) as socket_path:
        login = sandbox.postident.credentials
        settings = {f"POSTIDENT_{name.upper()}": login[name] for name in ("client_id", "username", "password", "data_password")}
        settings |= {"POSTIDENT_URL": login["base_url"], "KYC_REDIS": socket_path}
        with serve("uvicorn", "webhooks_redis_stream:app", "--fd", "{fd}", "--log-level", "warning", settings=settings) as url:
            sandbox.postident.webhook_receiver = url
            with Postident(**login) as client:
                case = client.cases.create(process_data={"web_hook_url": "https://bank.example/hook"})
            sandbox.postident.walk(case.case_id, "video", "success")
            sandbox.clock.advance()  # lets the delivery leave; nobody works yet, and it is safe
        with serve("webhooks_redis_stream", "work", settings=settings), Redis(unix_socket_path=socket_path) as client:
            outcomes: Any = client
            until = time.monotonic() + 30
            while (outcome := outcomes.hget("kyc:outcomes", case.case_id)) is None and time.monotonic() < until:
                time.sleep(0.05)
        print(outcome.decode() if outcome else "nothing was handled")


if __name__ == "__main__":
    work(f"worker-{os.getpid()}") if sys.argv[1:] == ["work"] else main()
