"""The headers of a delivery, in whatever form a framework has them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias, cast

from identkit.core._errors import ConfigurationError, WebhookRejected

Headers: TypeAlias = Mapping[str, Any] | Iterable[tuple[str | bytes, str | bytes]]
"""A dict, httpx's or a framework's headers, `email.message.Message`, ASGI's list of pairs of bytes, or a WSGI environ."""


class HeaderValues:
    """Headers by name in small letters, every value of each."""

    def __init__(self, headers: Headers) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in _pairs(headers):
            if isinstance(name, str | bytes) and isinstance(value, str | bytes):  # a WSGI environ holds other things, too
                self._values.setdefault(_header_name(_text(name)), []).append(_text(value).strip())

    def get(self, name: str) -> str | None:
        """The value of a header; None also for the name "".

        Raises WebhookRejected when it is there twice with different values: somebody is playing tricks.
        """
        values = self._values.get(name.lower(), [])
        if any(value != values[0] for value in values):
            raise WebhookRejected(f"the header {name} stands there more than once", 401)
        return values[0] if values else None


def _pairs(headers: Any) -> Iterable[tuple[Any, Any]]:
    items: Callable[[], Iterable[tuple[Any, Any]]] | None = getattr(headers, "items", None)
    try:
        pairs = [*(items() if items is not None else cast("Iterable[Any]", headers))]
        return [(name, value) for name, value in pairs]
    except (TypeError, ValueError):
        message = f"webhooks: headers must be a mapping or pairs of name and value, as received, not {type(headers).__name__}"
    raise ConfigurationError(message)


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode("latin-1")


def _header_name(name: str) -> str:
    return (name[5:].replace("_", "-") if name.startswith("HTTP_") else name).lower()
