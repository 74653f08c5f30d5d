"""Receive webhooks in a WSGI application.

    python examples/webhooks_wsgi.py    # receives from the sandbox

Flask:  app.wsgi_app = werkzeug.middleware.dispatcher.DispatcherMiddleware(app.wsgi_app, {"/webhooks/postident": receiver})
Django: in wsgi.py, `application = DispatcherMiddleware(get_wsgi_application(), {"/webhooks/postident": receiver})`

Or call `parse` in a view of your own: it takes `request.headers` and `request.get_data()` (Flask), `request.META` and `request.body`
(Django). Answer first and read the case later, Deutsche Post waits for two seconds.
"""

import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

from identkit.core.status import assess
from identkit.core.webhooks import Event, Received
from identkit.core.wsgi import WebhookApp
from identkit.postident import Postident
from identkit.postident.webhooks import CaseEvent
from identkit.sandbox import Sandbox


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        del format, args


def main() -> None:
    done = threading.Event()
    with Sandbox() as sandbox, Postident(**sandbox.postident.credentials) as postident:

        def parse(received: Received) -> Event:
            return postident.webhooks.parse(received.headers, received.body, source_ip=received.source_ip)

        def handle(event: Event) -> None:
            if isinstance(event, CaseEvent):  # it only says which case has changed: read it
                print(event.case_id, assess(postident.cases.get_status(event.case_id)).outcome)
                done.set()

        # Behind a proxy of your own, which sets this header itself; without one, leave source_ip= out and the peer's address counts.
        receiver = WebhookApp(parse, handle, source_ip=lambda environ: environ.get("HTTP_X_FORWARDED_FOR"))
        server = make_server("127.0.0.1", 0, receiver, handler_class=Quiet)
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            url = f"http://127.0.0.1:{server.server_port}/webhooks/postident"
            use(sandbox, postident, url)
            done.wait(10)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            receiver.close()


def use(sandbox: Sandbox, postident: Postident, url: str) -> None:
    sandbox.postident.webhook_receiver = url
    case = postident.cases.create(process_data={"web_hook_url": "https://bank.example/hook"})
    sandbox.postident.walk(case.case_id, "video", "success")
    sandbox.clock.advance()  # lets the delivery leave


if __name__ == "__main__":
    main()
