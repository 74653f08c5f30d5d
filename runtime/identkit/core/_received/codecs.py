"""Codecs the specs may name (`x-codec`): what stands between wire and JSON. A provider's overrides make them."""

from collections.abc import Mapping
from typing import Protocol

__all__ = ["Codec"]


class Codec(Protocol):
    """Turns the body of a successful answer into the bytes to decode. Does no I/O."""

    @property
    def request_headers(self) -> Mapping[str, str]:
        """Headers that ask for encoded answers, sent with every request of an operation that has the codec."""
        ...

    @property
    def max_bytes(self) -> int:
        """Longer answers are refused unread."""
        ...

    def decode(self, content: bytes, content_type: str) -> bytes:
        """The content in clear. Raises DecryptionError."""
        ...
