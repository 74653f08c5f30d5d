# Generated from specs/postident.yaml (sha256 d17cfdaeba493fcd0fbb8d98d6764aa24e1140c68d36e7cc0d22c259e98afeef). Do not edit: change the spec, then `make generate`.
"""Webhooks."""

# fmt: off
from typing import cast
from identkit.core import _kit
from identkit.postident.webhooks import EVENTS, POLICY, PostidentEvent

__all__ = ["AsyncWebhooks", "Webhooks"]



class Webhooks(_kit.Resource[None]):
    """Webhooks."""

    def parse(
        self, headers: "_kit.Headers", body: bytes | bytearray | memoryview | str, *, source_ip: str | None = None,
        any_source: bool = False, username: str | None = None, password: str | None = None,
    ) -> PostidentEvent:
        """Verify a delivery and decode it into a typed event.

        Args:
            headers: The delivery's headers, as received, in any of the usual forms.
            body: The delivery's body, as received: before any JSON is parsed.
            source_ip: Address that the delivery came from; it has to be one of the provider's.
            any_source: Do without the address, where a proxy hides it; needs `username` and `password`.
            username: User name that the provider was told to send; checked when given.
            password: Password that the provider was told to send.

        Raises:
            WebhookRejected: the signature, the source or the body is not what it should be; answer with an error status.
        """
        return cast("PostidentEvent", _kit.parse(POLICY, EVENTS, headers, body, source_ip=source_ip, any_source=any_source, username=username, password=password, clock=self._core.settings.clock, watch=self._core.settings.watch()))


class AsyncWebhooks(_kit.AsyncResource[None]):
    """Webhooks."""

    parse = _kit.shared(Webhooks.parse)
