"""What the views have in common: the WSGI application of `identkit.core.wsgi`, asked for one request of a framework."""

from collections.abc import Callable, Iterable, Mapping
from itertools import count
from typing import Any, Generic, TypeVar

from identkit.core.wsgi import WebhookApp

Q = TypeVar("Q")
REQUEST = "identkit.request"
_numbers = count(1)


class WebhookView(Generic[Q]):
    """A view for one provider's deliveries. `close` works on what waits, then stops."""

    csrf_exempt = True  # Django: a provider has no cookie of ours, the signature is what counts
    methods = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")  # Flask: all but POST are answered with 405
    provide_automatic_options = False

    def __init__(self, app: WebhookApp, answer: Callable[..., Any]) -> None:
        self._app, self._answer = app, answer
        number = next(_numbers)
        self.__name__ = "webhook" if number == 1 else f"webhook_{number}"  # Flask calls a view after its function, and wants each name once
        self.__doc__ = "Receives webhooks."

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Answer a request. What a route captures from the path is ignored."""
        return self._answer(*args, **kwargs)

    def close(self) -> None:
        """Work on what waits, then stop."""
        self._app.close()


def respond(app: WebhookApp, environ: Mapping[str, Any]) -> tuple[int, dict[str, str]]:
    """Status and headers of the application's answer; it never has a body."""
    outcome: list[tuple[int, dict[str, str]]] = []

    def start(status: str, headers: Iterable[tuple[str, str]], _: object = None) -> None:
        outcome.append((int(status.split(" ", 1)[0]), dict(headers)))

    list(app(environ, start))
    return outcome[0]


def of_request(source_ip: Callable[[Q], str | None] | None) -> Callable[[Mapping[str, Any]], str | None] | None:
    """A function of the framework's request as one of the environ."""
    return None if source_ip is None else lambda environ: source_ip(environ[REQUEST])
