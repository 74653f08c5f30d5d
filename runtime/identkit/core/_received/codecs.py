"""Codecs the specs may name (`x-codec`): what stands between wire and JSON."""

from collections.abc import Mapping
from typing import Protocol

from identkit.core._calling.description import Codec as CodecSpec
from identkit.core._errors import ConfigurationError

__all__ = ["Codec", "build"]


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


def build(codec: CodecSpec, settings: Mapping[str, object]) -> Codec | None:
    """The codec made from a client's arguments, or None when the arguments that turn it on are missing.

    Raises ConfigurationError for an unusable setting and for an unknown kind. The implementation, and with it its cryptography
    library, is only imported when it is turned on.
    """
    if codec.kind != "postident-jwe":
        raise ConfigurationError(f"unknown codec {codec.kind!r}")
    if settings.get("private_key") is None:
        return None
    from identkit.overrides.postident import jwe

    return jwe.postident(settings)
