"""Receive webhooks in an ASGI application: Starlette here; in FastAPI, put the same Route into `app.router.routes`.

    python examples/webhooks_asgi.py    # receives from the sandbox

`handle` runs after the provider got its answer. What must survive a crash goes into a durable queue by `accept`, before the answer.
"""

import threading

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from identkit.core.asgi import WebhookApp
from identkit.core.status import assess
from identkit.core.webhooks import Event, Received
from identkit.sandbox import Sandbox
from identkit.solaris import Solaris
from identkit.solaris.webhooks import IdentificationEvent, PersonDeletedEvent


class Receiver:
    """Takes what Solaris sends. One secret per subscription; the ping comes before the first is known."""

    def __init__(self, solaris: Solaris) -> None:
        self.solaris = solaris
        self.secrets: dict[str, str] = {}  # subscription -> secret; none is known yet when the ping comes
        self.done = threading.Event()

    def parse(self, received: Received) -> Event:
        secret = self.secrets.get(received.header("Solaris-Webhook-Subscription-Id") or "")
        return self.solaris.webhooks.parse(received.headers, received.body, secret=secret)

    def handle(self, event: Event) -> None:
        if isinstance(event, IdentificationEvent):
            print(f"identification: {assess(event).outcome}")
        elif isinstance(event, PersonDeletedEvent) and event.delivery is not None:
            print("delete all data of the person", event.delivery.entity_id)
        self.done.set()


def main() -> None:
    with Sandbox() as sandbox, Solaris(**sandbox.solaris.credentials) as solaris:
        receiver = Receiver(solaris)
        app = Starlette(routes=[Route("/webhooks/solaris", WebhookApp(receiver.parse, receiver.handle))])
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
        listener = server.config.bind_socket()
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            use(solaris, receiver, f"http://127.0.0.1:{listener.getsockname()[1]}/webhooks/solaris")
        finally:
            server.should_exit = True
            thread.join()
            listener.close()


def use(solaris: Solaris, receiver: Receiver, url: str) -> None:
    webhook = solaris.webhooks.create(event_type="IDENTIFICATION", url=url)  # the sandbox pings at once
    receiver.secrets[webhook.id] = webhook.secret or ""
    person = solaris.persons.create(salutation="MS", first_name="Jane", last_name="Doe")
    solaris.identifications.create(person.id, method="idnow", language="DE")
    receiver.done.wait(10)


if __name__ == "__main__":
    main()
