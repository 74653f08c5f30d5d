"""What gunicorn and uvicorn serve in `test_servers`: clients made before the workers, and a receiver. PROVIDER is the provider's URL."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from identkit.core import asgi, wsgi
from identkit.core._webhooks.receiving import Received
from identkit.identplus import AsyncIdentplus, Identplus
from identkit.solaris import Solaris

URL = os.environ["PROVIDER"]
CLIENT = Identplus(token="t", base_url=URL)
TASKS = AsyncIdentplus(token="t", base_url=URL)
SECRET = "s"
CLIENT.identchecks.get_status("before")  # its connection is open when gunicorn forks
asyncio.run(TASKS.identchecks.get_status("before"))


def parse(received: Received) -> Any:
    return Solaris(client_id="c", client_secret="s").webhooks.parse(received.headers, received.body, secret=SECRET)


def tell(event: Any) -> None:
    CLIENT.identchecks.get_status(f"event-{event.delivery.id}")


threads = wsgi.WebhookApp(parse, tell)
tasks = asgi.WebhookApp(parse, tell)


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """For gunicorn: asks in both flavours, or receives."""
    name = environ["PATH_INFO"].strip("/")
    if name == "hook":
        return threads(environ, start_response)
    both = {CLIENT.identchecks.get_status(name).id, asyncio.run(TASKS.identchecks.get_status(name)).id}
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{os.getpid()} {' '.join(both)}".encode()]


async def task_app(scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]) -> None:
    """For uvicorn, the same."""
    name = scope["path"].strip("/")
    if name == "hook":
        await tasks(scope, receive, send)
    else:
        answer = (await TASKS.identchecks.get_status(name)).id
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": f"{os.getpid()} {answer}".encode()})
